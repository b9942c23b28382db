"""Values put into numbered parts, as the rows of a ragged tensor."""

from tfcompat._src.base import dtypes
from tfcompat._src.composite import assertions, ragged_tensor
from tfcompat._src.core import raw
from tfcompat._src.core.convert import convert_to_tensor


def stacked(data, partitions, num_partitions):
    """Return a ragged tensor whose row i has the values of part i, in order.

    Args:
        data: a tensor or ragged tensor.
        partitions: the number of the part of each value, of a shape that begins that of `data`.
        num_partitions: how many parts there are, a scalar.

    Raises:
        ValueError: the rank of `partitions` is not known, or the shapes do not fit.
        InvalidArgumentError: a part has no such number.
    """
    rank = partitions.shape.rank
    if rank is None:
        raise ValueError("partitions must have known rank.")
    num_partitions.shape.assert_has_rank(0)
    partitions.shape.assert_is_compatible_with(data.shape[:rank])
    if rank == 0:
        return _rows(raw.Pack([data]), raw.Pack([partitions]), num_partitions)
    if rank > 1:
        return _inside(data, partitions, num_partitions)
    order = _order(partitions)
    numbers = raw.GatherV2(partitions, order, 0)
    last = raw.StridedSlice(numbers, [-1], [0], [1], end_mask=1)
    one = convert_to_tensor(1, num_partitions.dtype)
    assertions.require_at_most(
        last, raw.Sub(num_partitions, one), "partitions must be less than num_partitions")
    assertions.require_not_negative(partitions, "partitions must be non-negative.")
    return _rows(raw.GatherV2(data, order, 0), numbers, num_partitions)


def _order(numbers):
    """Return the places of numbers in order; equal ones stay as they were."""
    count = raw.Size(numbers)
    return raw.TopKV2(raw.Neg(numbers), count)[1]


def _rows(values, numbers, count):
    return ragged_tensor.RaggedTensor.from_value_rowids(
        values, numbers, nrows=count, validate=False)


def _inside(data, partitions, num_partitions):
    """Go on to what is in the rows of both."""
    make, dtype = ragged_tensor.RaggedTensor.from_tensor, partitions.dtype
    if not ragged_tensor.is_ragged(data):
        data = make(data, row_splits_dtype=dtype, ragged_rank=1)
    if not ragged_tensor.is_ragged(partitions):
        depth = max(1, min(data.ragged_rank, partitions.shape.rank - 1))
        partitions = make(partitions, row_splits_dtype=dtype, ragged_rank=depth)
    assertions.require_equal(
        data.row_splits, raw.Cast(partitions.row_splits, DstT=data.row_splits.dtype),
        "data and partitions have incompatible ragged shapes")
    return stacked(data.values, partitions.values, num_partitions)


def dynamic_partition(op, inputs, attrs, name):
    """What `tf.dynamic_partition` means where an input is ragged: a list of the parts."""
    data, partitions = (convert_to_tensor(x) for x in inputs)
    count = attrs["num_partitions"]
    kind = data.row_splits.dtype if ragged_tensor.is_ragged(data) else dtypes.int64
    rows = stacked(data, raw.Cast(partitions, DstT=kind), convert_to_tensor(count, kind))
    return [rows[i] for i in range(count)]
