"""The distinct elements or slices of a tensor, in the order they first occur."""

from tfcompat._src.base.dtypes import numpy_dtype
from tfcompat._src.base.errors import InvalidArgumentError
from tfcompat._src.base.shapes import TensorShape, unknown_shape
from tfcompat._src.ops import checks
from tfcompat._src.registry import op

# In the narrow types TensorFlow tells 0 and -0 apart: it hashes their bits.
_HALVES = ("float16", "bfloat16")


def _distinct(xp, x):
    """Return first places, the number of the group of each element, and the groups' sizes."""
    # NaN is never equal to itself, so each stays: TensorFlow's hash table finds none twice.
    if x.dtype in _HALVES:
        bits = x.view(xp.uint16).astype(xp.int64)
        x = xp.where(xp.isnan(x), -1 - xp.arange(x.size), bits)
    _, first, group, counts = xp.unique(
        x, return_index=True, return_inverse=True, return_counts=True, equal_nan=False
    )
    order = xp.argsort(first, kind="stable")
    rank = xp.empty_like(order)
    rank[order] = xp.arange(order.size)
    return first[order], rank[group.reshape(-1)], counts[order]


def _distinct_rows(xp, x, axis):
    """As `_distinct`, of the slices of `x` along `axis`."""
    rows = xp.moveaxis(x, axis, 0)
    rows = rows.reshape(len(rows), x.size // max(1, len(rows)))
    known, first, group, counts = {}, [], [], []
    keys = rows.tolist()
    if x.dtype in _HALVES:
        bits = rows.view(xp.uint16).tolist()
        keys = [row + other for row, other in zip(keys, bits, strict=True)]
    for i, row in enumerate(keys):
        number = known.setdefault(tuple(row), len(known))
        if number == len(first):
            first.append(i)
            counts.append(0)
        group.append(number)
        counts[number] += 1
    return tuple([xp.asarray(part, xp.int64) for part in (first, group, counts)])


def _vector(x):
    if x.ndim != 1:
        raise InvalidArgumentError("unique expects a 1D vector.")


def _along(x, axis):
    """The dimension that UniqueV2's `axis` names; None for "a vector as it is"."""
    if axis.ndim != 1:
        raise InvalidArgumentError("axis expects a 1D vector.")
    if axis.size > 1:
        raise InvalidArgumentError("axis does not support input tensors larger than 1 elements")
    if not axis.size:
        _vector(x)
        return 0
    place = axis.item()
    place = place + x.ndim if place < 0 else place
    if not 0 <= place < x.ndim:
        raise InvalidArgumentError(f"axis has to be between [0, {x.ndim})")
    return place


@op("""
    Unique(x: T) -> y: T, idx: out_idx
        T: type
        out_idx: {int32, int64} = int32
""")
def unique(xp, x, *, out_idx):
    """Return the distinct elements of a vector, and for each element which of them it is.

    Shapes:
        x: [n]
        y: [m]
        idx: [n]
    Errors:
        InvalidArgumentError: `x` is no vector.
    Source: tf.raw_ops.Unique
    """
    _vector(x)
    first, group, _ = _distinct(xp, x)
    return x[first], group.astype(numpy_dtype(out_idx))


@unique.shape
def unique_shape(c):
    checks.with_rank(c["x"], 1)
    return [TensorShape([None]), c["x"]]


@op("""
    UniqueWithCounts(x: T) -> y: T, idx: out_idx, count: out_idx
        T: type
        out_idx: {int32, int64} = int32
""")
def unique_with_counts(xp, x, *, out_idx):
    """Return the distinct elements of a vector, which of them each is, and how often each occurs.

    Shapes:
        x: [n]
        y: [m]
        idx: [n]
        count: [m]
    Errors:
        InvalidArgumentError: `x` is no vector.
    Source: tf.raw_ops.UniqueWithCounts
    """
    _vector(x)
    first, group, counts = _distinct(xp, x)
    dtype = numpy_dtype(out_idx)
    return x[first], group.astype(dtype), counts.astype(dtype)


@unique_with_counts.shape
def unique_with_counts_shape(c):
    return [TensorShape([None]), c["x"], TensorShape([None])]


@op("""
    UniqueV2(x: T, axis: Taxis) -> y: T, idx: out_idx
        T: type
        Taxis: {int32, int64} = int64
        out_idx: {int32, int64} = int32
""", host=("axis",))
def unique_v2(xp, x, axis, *, out_idx):
    """Return the distinct slices of a tensor along a dimension, and which of them each is.

    Shapes:
        x: any; a vector if `axis` is empty
        axis: [0] or [1]
        y: as x, with m along the dimension
        idx: [size of the dimension]
    Errors:
        InvalidArgumentError: `axis` is out of range or too long, or missing where needed.
    Source: tf.raw_ops.UniqueV2
    """
    return unique_with_counts_v2(xp, x, axis, out_idx=out_idx)[:2]


@unique_v2.shape
def unique_v2_shape(c):
    return unique_with_counts_v2_shape(c)[:2]


@op("""
    UniqueWithCountsV2(x: T, axis: Taxis) -> y: T, idx: out_idx, count: out_idx
        T: type
        Taxis: {int32, int64} = int64
        out_idx: {int32, int64} = int32
""", host=("axis",))
def unique_with_counts_v2(xp, x, axis, *, out_idx):
    """Return the distinct slices along a dimension, which each is, and how often each occurs.

    Shapes:
        x: any; a vector if `axis` is empty
        axis: [0] or [1]
        y: as x, with m along the dimension
        idx: [size of the dimension]
        count: [m]
    Errors:
        InvalidArgumentError: `axis` is out of range or too long, or missing where needed.
    Source: tf.raw_ops.UniqueWithCountsV2
    """
    place = _along(x, axis)
    parts = _distinct(xp, x) if x.ndim == 1 else _distinct_rows(xp, x, place)
    dtype = numpy_dtype(out_idx)
    return x.take(parts[0], place), parts[1].astype(dtype), parts[2].astype(dtype)


@unique_with_counts_v2.shape
def unique_with_counts_v2_shape(c):
    shape, axis = c["x"], c.value("axis")
    counts = TensorShape([None])
    if axis is None or shape.rank is None:
        return [unknown_shape(shape.rank), counts, counts]
    if axis.size > 1:
        raise ValueError("axis does not support input tensors larger than 1 elements.")
    if not axis.size:
        if shape.rank != 1:
            raise ValueError("x expects a 1D vector.")
        return [counts, shape, counts]
    place = int(axis.item())
    if not -shape.rank <= place < shape.rank:
        raise ValueError(f"axis expects to be in the range [{-shape.rank}, {shape.rank})")
    # TensorFlow forgets the other sizes here, and programs see that.
    return [unknown_shape(shape.rank), TensorShape([shape[place]]), counts]
