"""Ragged tensors cut along a dimension, made one row, and added up by segments."""

from tfcompat._src.base import dtypes
from tfcompat._src.composite import assertions, ragged_reductions, ragged_tensor
from tfcompat._src.core import raw
from tfcompat._src.core.convert import convert_to_tensor


def split(op, inputs, attrs, name):
    """Cut along a dimension that is not ragged, into a number of equal parts."""
    axis, x = inputs
    count = attrs["num_split"]
    if count == 1:
        return [x]
    axis, size = _dimension(x, axis)
    length = raw.FloorDiv(size, convert_to_tensor(count, size.dtype))
    return _parts(x, axis, raw.Fill([count], length), size, count)


def split_v(op, inputs, attrs, name):
    """Cut along a dimension that is not ragged, into parts of given sizes."""
    x, lengths, axis = inputs
    axis, size = _dimension(x, axis)
    lengths = raw.Cast(lengths, DstT=size.dtype)
    assertions.require_not_negative(lengths, "`num_or_size_splits` must be non-negative.")
    return _parts(x, axis, lengths, size, attrs["num_split"])


def _dimension(x, axis):
    """Return a dimension as a number that is not negative, and its size."""
    axis = assertions.known_size(convert_to_tensor(axis, dtype_hint=dtypes.int32))
    axis = ragged_tensor.positive_axis(axis, x.shape.rank, "axis")
    if axis == 0:
        return axis, x.nrows()
    inner = x
    for _ in range(axis - 1):
        inner = inner.values if ragged_tensor.is_ragged(inner) else inner
    if ragged_tensor.is_ragged(inner) and axis <= x.ragged_rank:
        size = inner.uniform_row_length
        if size is None:
            raise ValueError(f"Cannot split a ragged dimension. Got `value` with shape {x.shape} "
                             f"and `axis` {axis}.")
        return axis, size
    shape = raw.Shape(x.flat_values, out_type=x.row_splits.dtype)
    at = axis - x.ragged_rank
    return axis, raw.StridedSlice(shape, [at], [at + 1], [1], shrink_axis_mask=1)


def _parts(x, axis, lengths, size, count):
    zero = raw.Fill([1], convert_to_tensor(0, lengths.dtype))
    bounds = raw.ConcatV2([zero, raw.Cumsum(lengths, 0)], 0)
    assertions.require_equal(
        size, raw.StridedSlice(bounds, [-1], [0], [1], shrink_axis_mask=1),
        "Cannot exactly split the `axis` dimension of `value` with the given "
        "`num_or_size_split`.")
    outer = [slice(None)] * axis
    return [x[(*outer, slice(bounds[i], bounds[i + 1]))] for i in range(count)]


def reshape(op, inputs, attrs, name):
    """Give the values of all rows together another shape."""
    x, shape = inputs
    return raw.Reshape(x.values, shape, name=name)


def unsorted_segments(op, inputs, attrs, name):
    """Reduce values or rows by segment; ragged numbers of segments are those of values."""
    data, ids, count = (convert_to_tensor(x) for x in inputs)
    if ragged_tensor.is_ragged(ids):
        if not ragged_tensor.is_ragged(data):
            raise ValueError("segment_ids.shape must be a prefix of data.shape, but segment_ids "
                             "is ragged and data is not.")
        assertions.require_equal(ids.row_splits, raw.Cast(data.row_splits, DstT=(
            ids.row_splits.dtype)), "segment_ids.shape must be a prefix of data.shape")
        return getattr(raw, op.name)(data.values, ids.values, count, name=name)
    return ragged_reductions.segments(op.name, data, ids, count)
