"""Pooling over windows of uneven sizes, so that an image shrinks by a factor that is no integer.

After B. Graham, "Fractional max-pooling" (2014). The sizes are drawn from TensorFlow's streams.
"""

import math
import secrets
import struct

from tfcompat._src.base.dtypes import numpy_dtype
from tfcompat._src.base.errors import InvalidArgumentError, UnimplementedError
from tfcompat._src.base.shapes import TensorShape
from tfcompat._src.core import raw
from tfcompat._src.ops import philox
from tfcompat._src.ops.checks import require, shown, with_rank
from tfcompat._src.registry import op

_MASK = 0xFFFFFFFFFFFFFFFF


def _count(size, ratio):
    """Return how many windows an axis has, as TensorFlow divides: in single precision."""
    (quotient,) = struct.unpack("f", struct.pack("f", size / ratio))
    return int(quotient)


class _Words:
    """The words of the stream that gives the sizes, set aside in blocks of four."""

    def __init__(self, xp, seed, seed2):
        if seed == seed2 == 0:
            seed, seed2 = secrets.randbits(64), secrets.randbits(64)
        self.xp, self.key, self.counter = xp, seed & _MASK, (seed2 & _MASK) << 64

    def take(self, count):
        """Return the next words, at least `count`."""
        blocks = -(-count // 4)
        places = self.xp.arange(blocks, dtype=self.xp.uint64)
        words = philox.blocks(self.xp, self.key, self.counter, places).reshape(-1).tolist()
        self.counter += blocks
        return words


def _sizes(words, length, count, pseudo_random):
    """Return `count` window sizes that add up to `length`."""
    size, rest = divmod(length, count)
    drawn = words.take(2 if pseudo_random else count)
    if not rest:
        return [size] * count
    if not pseudo_random:
        sizes = [size + (i < rest) for i in range(count)]
        for i in range(count - 1):
            j = i + drawn[i] % (count - i)
            sizes[i], sizes[j] = sizes[j], sizes[i]
        return sizes
    alpha = length / count
    most = min((size + 2) / alpha - 1, (length + 1 - size) / alpha - (count - 1))
    high, low = drawn[:2]
    u = ((high & 0xFFFFF) << 32 | low) / 2**52 * most
    edges = [1, *(math.ceil(alpha * (i + u)) for i in range(1, count)), length + 1]
    return [b - a for a, b in zip(edges, edges[1:], strict=False)]


def _edges(xp, kind, shape, ratios, pseudo_random, deterministic, seed, seed2):
    """Return where the windows of rows and of columns begin and end."""
    require(len(ratios) == 4, "pooling_ratio field must specify 4 dimensions")
    for ratio in ratios:
        require(ratio >= 1, f"pooling_ratio cannot be smaller than 1, got: {ratio:g}")
    if ratios[0] != 1 or ratios[3] != 1:
        raise UnimplementedError(
            f"Fractional {kind} pooling is not yet supported on the batch nor channel dimension."
        )
    require(
        deterministic or seed == seed2 == 0,
        "Both seed and seed2 should be 0 if deterministic is false.",
    )
    require(len(shape) == 4, "tensor_in must be 4-dimensional")
    for i, (size, ratio) in enumerate(zip(shape, ratios, strict=True)):
        require(
            size >= ratio,
            f"Pooling ratio is higher than input dimension size for dimension {i}. Input dim "
            f"size: {size} pooling ratio: {ratio:g}",
        )
    words, edges = _Words(xp, seed, seed2), []
    for size, ratio in zip(shape[1:3], ratios[1:3], strict=True):
        at = [0]
        for width in _sizes(words, size, _count(size, ratio), pseudo_random):
            at.append(at[-1] + width)
        edges.append(at)
    return edges


def _windows(edges, size, overlapping):
    """Return (first, behind the last) of each window along an axis."""
    return [
        (first, min(last + overlapping, size))
        for first, last in zip(edges, edges[1:], strict=False)
    ]


def _pooled(xp, value, edges, overlapping, pool):
    """Pool the axes one after the other: rows, then columns."""
    result = value
    for axis, at in enumerate(edges, 1):
        parts = []
        for first, behind in _windows(at, value.shape[axis], overlapping):
            part = result[:, first:behind] if axis == 1 else result[:, :, first:behind]
            parts.append(pool(part, axis))
        result = xp.stack(parts, axis)
    return result


def _largest(xp):
    """Return a function to the largest elements: no NaN, and none below the lowest finite one."""

    def pool(part, axis):
        if part.dtype.kind in "iu":
            return part.max(axis)
        lowest = xp.finfo(part.dtype).min
        return xp.maximum(xp.where(part != part, lowest, part).max(axis), lowest)

    return pool


def _pool_shape(c):
    shape, ratios = with_rank(c["value"], 4), c.attr("pooling_ratio")
    if len(ratios) != 4:
        raise ValueError("pooling_ratio field must specify 4 dimensions")
    for ratio in ratios:
        if ratio < 1:
            raise ValueError(f"pooling_ratio cannot be smaller than 1, got: {ratio:g}")
    sizes = [
        None if size is None else _count(size, ratio)
        for size, ratio in zip(shape, ratios, strict=True)
    ]
    ends = [TensorShape([None if size is None else size + 1]) for size in sizes[1:3]]
    return [TensorShape(sizes), *ends]


@op("""
    FractionalMaxPool(value: T) -> (output: T, row_pooling_sequence: int64,
        col_pooling_sequence: int64)
        pooling_ratio: list(float) >= 4
        pseudo_random: bool = false
        overlapping: bool = false
        deterministic: bool = false
        seed: int = 0
        seed2: int = 0
        T: {float, double, int32, int64}
""")
def fractional_max_pool(
    xp, value, *, pooling_ratio, pseudo_random, overlapping, deterministic, seed, seed2
):
    """Take the largest element of windows of uneven sizes.

    Shapes:
        value: [n, h, w, c]
        output: [n, h / ratio, w / ratio, c]
        row_pooling_sequence, col_pooling_sequence: [windows + 1], where windows begin and end
    Errors:
        InvalidArgumentError: a ratio is below 1 or above a size.
        UnimplementedError: there is a ratio for other axes than space.
    Source: tf.raw_ops.FractionalMaxPool
    """
    edges = _edges(
        xp, "max", value.shape, pooling_ratio, pseudo_random, deterministic, seed, seed2
    )
    output = _pooled(xp, value, edges, overlapping, _largest(xp))
    return output, *(xp.array(at, xp.int64) for at in edges)


fractional_max_pool.shape(_pool_shape)


@fractional_max_pool.gradient
def fractional_max_pool_gradient(op, dy, *_):
    output, rows, columns = op.outputs
    return raw.FractionalMaxPoolGrad(
        op.inputs[0], output, dy, rows, columns, overlapping=op.attr("overlapping")
    )


def _checked_again(orig_input, orig_output, dy, rows, columns):
    """Check the arguments of the gradient; return where windows begin and end, as lists."""
    for name, array in (("orig_input", orig_input), ("orig_output", orig_output)):
        require(array.ndim == 4, f"{name} should be a tensor of rank 4, got {_described(array)}")
    for name, at in (("row", rows), ("col", columns)):
        require(
            at.ndim == 1,
            f"{name}_pooling_sequence must be a vector, received shape {shown(at.shape)}",
        )
    require(dy.shape == orig_output.shape, "out_backprop must have the shape of orig_output")
    edges = [rows.tolist(), columns.tolist()]
    for at, count, size in zip(edges, dy.shape[1:3], orig_input.shape[1:3], strict=True):
        require(
            len(at) == count + 1 and at[0] >= 0 and at[-1] <= size and sorted(set(at)) == at,
            "tensor_out_dup is not the same as tensor_out",
        )
    return edges


def _described(array):
    """Write an array as messages do: its type, its shape, its first elements."""
    kind = {"float32": "float", "float64": "double"}.get(array.dtype.name, array.dtype.name)
    first = array.reshape(-1)[:3].tolist()
    words = " ".join(f"{value:.9g}" if array.dtype.kind == "f" else str(value) for value in first)
    rest = "..." if array.size > 3 else ""
    opened, closed = "[" * array.ndim, "]" * array.ndim if not rest else ""
    values = f"{opened}{words}{closed}{rest}"
    return f"Tensor<type: {kind} shape: {shown(array.shape)} values: {values}>"


@op("""
    FractionalMaxPoolGrad(orig_input: T, orig_output: T, out_backprop: T,
        row_pooling_sequence: int64, col_pooling_sequence: int64) -> output: T
        overlapping: bool = false
        T: {float, double, int32, int64}
""", host=("row_pooling_sequence", "col_pooling_sequence"))
def fractional_max_pool_grad(
    xp, orig_input, orig_output, out_backprop, row_pooling_sequence, col_pooling_sequence, *,
    overlapping,
):
    """Bring the gradient of `FractionalMaxPool` back to the first of the largest elements.

    Shapes:
        orig_input, output: [n, h, w, c]
        orig_output, out_backprop: [n, oh, ow, c]
        row_pooling_sequence: [oh + 1]
        col_pooling_sequence: [ow + 1]
    Errors:
        InvalidArgumentError: the shapes do not fit, or this was not what was pooled.
    Source: tf.raw_ops.FractionalMaxPoolGrad
    """
    edges = _checked_again(
        orig_input, orig_output, out_backprop, row_pooling_sequence, col_pooling_sequence
    )
    again = _pooled(xp, orig_input, edges, overlapping, _largest(xp))
    require(
        again.shape == orig_output.shape and bool((again == orig_output).all()),
        "tensor_out_dup is not the same as tensor_out",
    )
    result = xp.zeros_like(orig_input)
    n, height, width, channels = orig_input.shape
    for i, (top, bottom) in enumerate(_windows(edges[0], height, overlapping)):
        for j, (left, right) in enumerate(_windows(edges[1], width, overlapping)):
            part = orig_input[:, top:bottom, left:right].reshape(n, -1, channels)
            places = part.argmax(1)[:, None, :]
            won = xp.arange(part.shape[1])[None, :, None] == places
            given = xp.where(won, out_backprop[:, i, j][:, None, :], xp.zeros_like(part))
            result[:, top:bottom, left:right] += given.reshape(
                n, bottom - top, right - left, channels
            )
    return result


@fractional_max_pool_grad.shape
def fractional_max_pool_grad_shape(c):
    return [with_rank(c["orig_input"], 4)]


@op("""
    FractionalAvgPool(value: T) -> (output: T, row_pooling_sequence: int64,
        col_pooling_sequence: int64)
        pooling_ratio: list(float) >= 4
        pseudo_random: bool = false
        overlapping: bool = false
        deterministic: bool = false
        seed: int = 0
        seed2: int = 0
        T: {float, double, int32, int64}
""")
def fractional_avg_pool(
    xp, value, *, pooling_ratio, pseudo_random, overlapping, deterministic, seed, seed2
):
    """Take the mean of windows of uneven sizes.

    Shapes:
        value: [n, h, w, c]
        output: [n, h / ratio, w / ratio, c]
        row_pooling_sequence, col_pooling_sequence: [windows + 1], where windows begin and end
    Errors:
        InvalidArgumentError: a ratio is below 1 or above a size.
        UnimplementedError: there is a ratio for other axes than space.
    Source: tf.raw_ops.FractionalAvgPool
    """
    edges = _edges(
        xp, "average", value.shape, pooling_ratio, pseudo_random, deterministic, seed, seed2
    )
    sums = _pooled(xp, value, edges, overlapping, lambda part, axis: part.sum(axis))
    counts = [
        xp.array([b - a for a, b in _windows(at, size, overlapping)])
        for at, size in zip(edges, value.shape[1:3], strict=True)
    ]
    count = counts[0][:, None, None] * counts[1][:, None]
    whole = value.dtype.kind == "i"
    output = sums // count if whole and not (sums < 0).any() else sums / count
    return xp.trunc(output).astype(value.dtype) if whole else output.astype(value.dtype), *(
        xp.array(at, xp.int64) for at in edges
    )


fractional_avg_pool.shape(_pool_shape)


@fractional_avg_pool.gradient
def fractional_avg_pool_gradient(op, dy, *_):
    _, rows, columns = op.outputs
    return raw.FractionalAvgPoolGrad(
        raw.Shape(op.inputs[0], out_type="int64"), dy, rows, columns,
        overlapping=op.attr("overlapping"),
    )


@op("""
    FractionalAvgPoolGrad(orig_input_tensor_shape: int64, out_backprop: T,
        row_pooling_sequence: int64, col_pooling_sequence: int64) -> output: T
        overlapping: bool = false
        T: {float, double, int32, int64}
""", host=("orig_input_tensor_shape", "row_pooling_sequence", "col_pooling_sequence"))
def fractional_avg_pool_grad(
    xp, orig_input_tensor_shape, out_backprop, row_pooling_sequence, col_pooling_sequence, *,
    overlapping, T,  # noqa: N803
):
    """Spread the gradient of `FractionalAvgPool` evenly over the windows.

    Shapes:
        orig_input_tensor_shape: [4]
        out_backprop: [n, oh, ow, c]
        row_pooling_sequence: [oh + 1]
        col_pooling_sequence: [ow + 1]
        output: [n, h, w, c]
    Errors:
        InvalidArgumentError: the shapes do not fit.
    Source: tf.raw_ops.FractionalAvgPoolGrad
    """
    require(
        orig_input_tensor_shape.shape == (4,),
        "original input tensor shape must be1-dimensional and 4 elements",
    )
    shape = tuple(orig_input_tensor_shape.tolist())
    rows, columns = _sequences(shape, out_backprop, row_pooling_sequence, col_pooling_sequence)
    result = xp.zeros(shape, xp.float64)
    for i in range(out_backprop.shape[1]):
        top, bottom = _window(rows, i, shape[1], overlapping, "Row")
        for j in range(out_backprop.shape[2]):
            left, right = _window(columns, j, shape[2], overlapping, "Column")
            if bottom > top and right > left:
                share = out_backprop[:, i, j] / ((bottom - top) * (right - left))
                result[:, top:bottom, left:right] += share[:, None, None, :]
    return result.astype(numpy_dtype(T))


def _sequences(shape, dy, rows, columns):
    """Check the arguments of the gradient of a mean; return where windows begin, as lists."""
    require(dy.ndim == 4, "out_backprop must be 4-dimensional")
    for name, at, count in (("row", rows, dy.shape[1]), ("col", columns, dy.shape[2])):
        require(
            at.size > count, f"Given out_backprop shape {shown(dy.shape)}, {name}_seq_tensor must "
            f"have at least {count + 1} elements, but got {at.size}",
        )
    for name, size in zip(("Batch", "Rows", "Columns", "Depth"), shape, strict=True):
        require(size, f"{name} dimension of input must not be 0")
        require(size > 0, f"Expected a non-negative size, got {size}")
    require(
        (shape[0], shape[3]) == (dy.shape[0], dy.shape[3]),
        f"out_backprop {shown(dy.shape)} does not fit an input of {shown(shape)}",
    )
    return rows.reshape(-1).tolist(), columns.reshape(-1).tolist()


def _window(at, i, size, overlapping, name):
    """Return (first, behind the last) of a window, whose numbers may be anything but negative."""
    first, last = at[i], at[i + 1] if overlapping else at[i + 1] - 1
    if min(first, last) < 0:
        width = max(len(str(number)) for number in at)
        numbers = " ".join(str(number).rjust(width) for number in at)
        raise InvalidArgumentError(
            f"{name} sequence tensor values must not be negative, got {numbers}"
        )
    return first, min(last, size - 1) + 1


@fractional_avg_pool_grad.shape
def fractional_avg_pool_grad_shape(c):
    with_rank(c["orig_input_tensor_shape"], 1)
    return [with_rank(c.value_as_shape("orig_input_tensor_shape"), 4)]
