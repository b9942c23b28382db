"""Counting and placing numbers: histograms, buckets, places in sorted rows, places in shapes."""

from tfcompat._src.base.dtypes import numpy_dtype
from tfcompat._src.base.errors import InvalidArgumentError
from tfcompat._src.base.shapes import TensorShape
from tfcompat._src.core import raw
from tfcompat._src.ops.checks import (
    described,
    shown,
    with_rank,
    with_rank_at_least,
    with_rank_at_most,
)
from tfcompat._src.registry import op
from tfcompat._src.registry.shape_functions import unchanged


@op("""
    Bincount(arr: int32, size: int32, weights: T) -> bins: T
        T: {int32, int64, float, double}
""", host=("size",))
def bincount(xp, arr, size, weights):
    """Count how often each number below `size` occurs, or add up weights instead.

    Shapes:
        arr: any
        size: []
        weights: as arr, or empty: then each counts 1
        bins: [size]
    Errors:
        InvalidArgumentError: a number or the size is negative, or the shapes do not fit.
    Source: tf.raw_ops.Bincount
    """
    length = _bins(size)
    if (arr < 0).any():
        raise InvalidArgumentError("Input arr must be non-negative!")
    if weights.size and weights.size != arr.size:
        raise InvalidArgumentError("Input indices and weights must have the same size.")
    return _counted(xp, arr, length, weights, binary=False)


def _bins(size):
    if size.ndim:
        raise InvalidArgumentError(f"Shape must be rank 0 but is rank {size.ndim}")
    length = int(size)
    if length < 0:
        raise InvalidArgumentError(f"size ({length}) must be non-negative")
    return length


def _counted(xp, values, length, weights, binary):
    """Count the numbers of a flat view, or add up their weights; what is too large is left out."""
    values, flat = values.reshape(-1), weights.reshape(-1)
    inside = values < length
    zeros = xp.zeros((length,), weights.dtype)
    if binary:
        zeros[values[inside]] = 1
        return zeros
    if not flat.size:
        flat = xp.ones(values.shape, weights.dtype)
    return xp.scatter_add(zeros, values[inside], flat[inside])


@bincount.shape
def bincount_shape(c):
    with_rank(c["size"], 0)
    length = c.value("size")
    if length is None:
        return [TensorShape([None])]
    if int(length) < 0:
        raise ValueError(f"size ({int(length)}) must be non-negative")
    return [TensorShape([int(length)])]


@op("""
    DenseBincount(input: Tidx, size: Tidx, weights: T) -> output: T
        Tidx: {int32, int64}
        T: {int32, int64, float, double}
        binary_output: bool = false
""", host=("size",))
def dense_bincount(xp, input, size, weights, *, binary_output):  # noqa: A002
    """Count how often each number below `size` occurs in a vector, or in each row of a matrix.

    Shapes:
        input: [], [n] or [rows, n]
        size: []
        weights: as input, or empty: then each counts 1
        output: [size] or [rows, size]
    Errors:
        InvalidArgumentError: a number or the size is negative, or the shapes do not fit.
    Source: tf.raw_ops.DenseBincount
    """
    if input.ndim > 2:
        raise InvalidArgumentError(f"Shape must be at most rank 2 but is rank {input.ndim}")
    if weights.size and weights.shape != input.shape and not size.ndim:
        raise InvalidArgumentError(
            "`weights` must be the same shape as `arr` or a length-0 `Tensor`, in which case it "
            f"acts as all weights equal to 1. Received {shown(weights.shape)}"
        )
    length = _bins(size)
    if (input < 0).any():
        if input.ndim < 2:
            raise InvalidArgumentError("Input arr must be non-negative!")
        last = int(input[input < 0][-1])
        raise InvalidArgumentError(
            f"Input 'in' must be non-negative! Negative input value found: {last}"
        )
    if input.ndim < 2:
        return _counted(xp, input, length, weights, binary_output)
    # Each row counts in its own range of numbers.
    rows = input.shape[0]
    inside = input < length
    offset = xp.where(inside, input + xp.arange(rows, dtype=input.dtype)[:, None] * length,
                      rows * length)
    flat = _counted(xp, offset, rows * length, weights, binary_output)
    return flat.reshape((rows, length))


@dense_bincount.shape
def dense_bincount_shape(c):
    shape = with_rank_at_most(c["input"], 2)
    with_rank(c["size"], 0)
    length = c.value("size")
    length = None if length is None else int(length)
    if length is not None and length < 0:
        raise ValueError(f"size ({length}) must be non-negative")
    if shape.rank is None:
        return [TensorShape(None)]
    if not shape.rank:
        return [TensorShape([length]) if length is not None else TensorShape([None])]
    return [TensorShape([shape[0], length] if shape.rank == 2 else [length])]


@op("""
    Bucketize(input: T) -> output: int32
        T: {int32, int64, float, double}
        boundaries: list(float)
""")
def bucketize(xp, input, *, boundaries):  # noqa: A002
    """Say for every number how many of the sorted boundaries are not above it.

    Shapes:
        input, output: any, equal
    Errors:
        InvalidArgumentError: the boundaries are not sorted.
    Source: tf.raw_ops.Bucketize
    """
    if any(a > b for a, b in zip(boundaries, boundaries[1:], strict=False)):
        raise InvalidArgumentError("Expected sorted boundaries")
    edges = xp.asarray(boundaries, dtype=xp.float32)
    values = input if input.dtype.kind == "f" else input.astype(xp.float64)
    return xp.searchsorted(edges.astype(values.dtype), values, side="right").astype(xp.int32)


bucketize.shape(unchanged)


@op("""
    HistogramFixedWidth(values: T, value_range: T, nbins: int32) -> out: dtype
        T: {int32, int64, float, double}
        dtype: {int32, int64} = int32
""", host=("nbins",))
def histogram_fixed_width(xp, values, value_range, nbins, *, dtype):
    """Count how many numbers fall into each of some intervals of one width.

    What is outside of the range counts for the first or the last interval.

    Shapes:
        values: any
        value_range: [2]
        nbins: []
        out: [nbins]
    Errors:
        InvalidArgumentError: the range is empty, or the number not positive, or a value NaN.
    Source: tf.raw_ops.HistogramFixedWidth
    """
    if value_range.ndim != 1:
        raise InvalidArgumentError("value_range should be a vector.")
    if value_range.shape != (2,):
        raise InvalidArgumentError("value_range should be a vector of 2 elements.")
    if nbins.ndim:
        raise InvalidArgumentError("nbins should be a scalar.")
    low, high, count = *value_range.tolist(), int(nbins)
    if not low < high:
        given = f"{low}, {high}" if values.dtype.kind == "i" else f"{low:g}, {high:g}"
        raise InvalidArgumentError(
            "value_range should satisfy value_range[0] < value_range[1], but got "
            f"'[{given}]'"
        )
    if count <= 0:
        raise InvalidArgumentError(f"nbins should be a positive number, but got '{count}'")
    if values.dtype.kind == "f" and xp.isnan(values).any():
        raise InvalidArgumentError("Histogram values must not contain NaN")
    step = (float(high) - float(low)) / count
    place = (values.astype(xp.float64) - float(low)) / step
    place = xp.clip(place, 0, count - 1).astype(xp.int64).reshape(-1)
    return xp.bincount(place, minlength=count).astype(numpy_dtype(dtype))


@histogram_fixed_width.shape
def histogram_fixed_width_shape(c):
    with_rank(c["value_range"], 1)
    if c["value_range"].rank is not None and c["value_range"][0] not in (None, 2):
        raise ValueError(f"Dimension must be 2 but is {c['value_range'][0]}")
    with_rank(c["nbins"], 0)
    count = c.value("nbins")
    if count is not None and int(count) <= 0:
        raise ValueError(f"Requires nbins > 0: {int(count)}")
    return [TensorShape([None if count is None else int(count)])]


def _placed(xp, rows, values, out_type, side):
    for name, array in (("sorted_inputs", rows), ("values", values)):
        if array.ndim != 2:
            raise InvalidArgumentError(
                f"Shape must be rank 2 but is rank {array.ndim} for `{name}` argument"
            )
    if rows.shape[0] != values.shape[0]:
        raise InvalidArgumentError("Leading dim_size of both tensors must match.")
    dtype = numpy_dtype(out_type)
    left, right = xp.zeros(values.shape, xp.int64), xp.full(values.shape, rows.shape[1])
    # Bisection compares as the C++ library does: numbers that are no numbers are never less.
    while (left < right).any():
        middle = (left + right) // 2
        probe = xp.take_along_axis(rows, xp.minimum(middle, rows.shape[1] - 1), axis=1)
        onward = (probe < values) if side == "left" else ~(values < probe)
        onward = onward & (left < right)
        left, right = xp.where(onward, middle + 1, left), xp.where(
            onward | (left >= right), right, middle
        )
    return left.astype(dtype)


@op("""
    LowerBound(sorted_inputs: T, values: T) -> output: out_type
        T: type
        out_type: {int32, int64} = int32
""")
def lower_bound(xp, sorted_inputs, values, *, out_type):
    """Find the first places where values can be put into sorted rows.

    Shapes:
        sorted_inputs: [rows, n]
        values, output: [rows, k]
    Errors:
        InvalidArgumentError: these are no matrices of as many rows.
    Source: tf.raw_ops.LowerBound
    """
    return _placed(xp, sorted_inputs, values, out_type, "left")


@op("""
    UpperBound(sorted_inputs: T, values: T) -> output: out_type
        T: type
        out_type: {int32, int64} = int32
""")
def upper_bound(xp, sorted_inputs, values, *, out_type):
    """Find the last places where values can be put into sorted rows.

    Shapes:
        sorted_inputs: [rows, n]
        values, output: [rows, k]
    Errors:
        InvalidArgumentError: these are no matrices of as many rows.
    Source: tf.raw_ops.UpperBound
    """
    return _placed(xp, sorted_inputs, values, out_type, "right")


@lower_bound.shape
def lower_bound_shape(c):
    with_rank(c["sorted_inputs"], 2)
    with_rank(c["values"], 2)
    return [c["values"]]


upper_bound.shape(lower_bound_shape)


@op("""
    UnravelIndex(indices: Tidx, dims: Tidx) -> output: Tidx
        Tidx: {int32, int64} = int32
""", host=("dims",))
def unravel_index(xp, indices, dims):
    """Turn numbers of elements into their places in a shape.

    Shapes:
        indices: [] or [n]
        dims: [rank]
        output: [rank] or [rank, n]
    Errors:
        InvalidArgumentError: a number is out of range, or a dimension is zero.
    Source: tf.raw_ops.UnravelIndex
    """
    if indices.ndim > 1:
        raise InvalidArgumentError(
            f'The indices can only be scalar or vector, got "{shown(indices.shape)}"'
        )
    if not indices.size:
        raise InvalidArgumentError(
            f"received empty tensor indices: {described(indices, indices.dtype.name)}"
        )
    if dims.ndim != 1:
        raise InvalidArgumentError(f'The indices can only be 1-D, got "{shown(dims.shape)}"')
    sizes, total = dims.tolist(), 1
    for i, size in enumerate(sizes):
        if not size:
            raise InvalidArgumentError(
                "Input dims cannot contain a dim of zero, but dims contains zero at index "
                f"{i}"
            )
        if size < 0:
            raise InvalidArgumentError(
                f"Input dims cannot be negative. Got dim = {size} at index {i}")
        total *= size
    if (indices >= total).any():
        raise InvalidArgumentError("index is out of bound as with dims")
    places, rest = [], indices
    for size in reversed(sizes):
        # C++ rounds towards zero; negative numbers give negative places.
        places.append(xp.fmod(rest, xp.asarray(size, dtype=rest.dtype)))
        rest = (rest - places[-1]) // size
    if not places:
        return xp.zeros((0, *indices.shape), indices.dtype)
    return xp.stack([xp.asarray(place) for place in reversed(places)]).astype(indices.dtype)


@unravel_index.shape
def unravel_index_shape(c):
    indices, dims = c["indices"], with_rank(c["dims"], 1)
    if indices.rank is None:
        return [TensorShape(None)]
    return [TensorShape([dims[0], *indices.as_list()])]


@op("""
    NthElement(input: T, n: int32) -> values: T
        reverse: bool = false
        T: {float, double, int32, uint8, int16, int8, int64, bfloat16, uint16, half,
            uint32, uint64}
""", host=("n",))
def nth_element(xp, input, n, *, reverse):  # noqa: A002
    """Return the number that would be at place `n` if the last dimension were sorted.

    Shapes:
        input: [..., size]
        n: []
        values: [...]
    Errors:
        InvalidArgumentError: there are not so many, or the input is a scalar.
    Source: tf.raw_ops.NthElement
    """
    if n.ndim:
        raise InvalidArgumentError(f"N must be scalar but has rank {n.ndim}")
    place = int(n)
    if place < 0:
        raise InvalidArgumentError(f"n must be non-negative but is {place}")
    if not input.ndim:
        raise InvalidArgumentError("Input must be at least rank 1 but is rank 0")
    size = input.shape[-1]
    if place >= size:
        raise InvalidArgumentError(f"Input must have last dimension > n = {place}")
    place = size - 1 - place if reverse else place
    if input.dtype.kind == "V":
        return xp.sort(input.astype(xp.float32), axis=-1)[..., place].astype(input.dtype)
    return xp.partition(input, place, axis=-1)[..., place]


@nth_element.shape
def nth_element_shape(c):
    shape = with_rank_at_least(c["input"], 1)
    n = c.value("n")
    if n is not None and n.ndim:
        raise ValueError(f"Input must be scalar but has rank {n.ndim}")
    if n is not None and int(n) < 0:
        raise ValueError(
            f"Dimension size, given by scalar input 1, must be non-negative but is {int(n)}"
        )
    if shape.rank is None:
        return [shape]
    if n is not None and shape[-1] is not None and shape[-1] <= int(n):
        raise ValueError(f"Input must have last dimension > n = {int(n)} but is {shape[-1]}")
    return [shape[:-1]]


@nth_element.gradient
def nth_element_gradient(op, dy):
    """All elements that are equal to the one share its gradient."""
    x = op.inputs[0]
    equal = raw.Cast(raw.Equal(raw.ExpandDims(op.outputs[0], -1), x), DstT=dy.dtype)
    number = raw.ExpandDims(raw.Sum(equal, -1), -1)
    return [raw.Mul(raw.RealDiv(equal, number), raw.ExpandDims(dy, -1)), None]
