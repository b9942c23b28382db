"""Ragged tensors reduced along dimensions: sums, means, extremes, joined strings, softmax."""

from tfcompat._src.base import dtypes
from tfcompat._src.composite import assertions, ragged_shapes, ragged_tensor
from tfcompat._src.composite.row_partition import RowPartition
from tfcompat._src.core import operators, raw
from tfcompat._src.core.convert import convert_to_tensor

_SEGMENT_OPS = {
    "Sum": "UnsortedSegmentSum", "Prod": "UnsortedSegmentProd", "Max": "UnsortedSegmentMax",
    "Min": "UnsortedSegmentMin",
}


def reduce(op, inputs, attrs, name):
    """Reduce along one axis, several, or all of them."""
    x, axis = inputs
    keep = bool(attrs.get("keep_dims"))
    axes = _axes(axis, x)
    if axes is None:
        flat = x.flat_values
        every = raw.Range(0, raw.Rank(flat), 1)
        return getattr(raw, op.name)(flat, every, keep_dims=keep, name=name)
    result = x
    for one in reversed(axes):  # the innermost first, so that the others keep their numbers
        result = _along(op.name, result, one, keep)
    return result


def _axes(axis, x):
    """Return the axes as a sorted list, None for all of them."""
    numbers = _known_axes(axis)
    rank = x.shape.rank
    positive = [ragged_tensor.positive_axis(
        number, rank, "axis" if len(numbers) == 1 else f"axis[{i}]")
        for i, number in enumerate(numbers)]
    if rank is not None and len(positive) == rank and len(set(positive)) == rank:
        return None
    return sorted(positive)


def _known_axes(axis):
    several = isinstance(axis, (list, tuple))
    for i, number in enumerate(axis if several else [axis]):
        if isinstance(number, float) or number is None:
            shown = f"axis[{i}]" if several else "axis"
            raise TypeError(f"{shown} must be an int; got {type(number).__name__}")
    if several or isinstance(axis, int):
        axis = convert_to_tensor(axis, dtypes.int32)
    value = assertions.known_value(convert_to_tensor(axis))
    if value is None:
        raise ValueError("The axis of a ragged reduction has to be known before it runs.")
    return value.reshape(-1).tolist()


def _along(name, x, axis, keep):
    if name == "Mean":
        total = _along("Sum", x, axis, keep)
        ones = x.with_flat_values(raw.OnesLike(x.flat_values)) if ragged_tensor.is_ragged(x) else (
            raw.OnesLike(x))
        return operators.true_divide(total, _along("Sum", ones, axis, keep))
    if name in ("All", "Any"):
        numbers = raw.Cast(x, DstT=dtypes.int32)
        counted = _along("Prod" if name == "All" else "Sum", numbers, axis, keep)
        return raw.Cast(counted, DstT=dtypes.bool)
    if not ragged_tensor.is_ragged(x):
        return getattr(raw, name)(x, [axis], keep_dims=keep)
    if axis > 1:
        return x.with_values(_along(name, x.values, axis - 1, keep))
    partition = x._row_partition
    if axis == 1:
        result = segments(_SEGMENT_OPS[name], x.values, partition.value_rowids(),
                          partition.nrows())
    else:
        longest = _longest(partition)
        result = segments(_SEGMENT_OPS[name], x.values, partition.offsets_in_rows(), longest)
    return ragged_shapes.expanded(result, axis) if keep else result


def _longest(partition):
    lengths = partition.row_lengths()
    zero = raw.Fill([1], convert_to_tensor(0, lengths.dtype))
    return raw.Max(raw.ConcatV2([zero, lengths], 0), [0])


def segments(op_name, values, ids, count):
    """Reduce the rows of values (a tensor or ragged tensor) by segment."""
    if not ragged_tensor.is_ragged(values):
        return getattr(raw, op_name)(values, ids, count)
    dtype = values.row_splits.dtype
    ids, count = raw.Cast(ids, DstT=dtype), raw.Cast(count, DstT=dtype)
    partition = values._row_partition
    zero = convert_to_tensor(0, dtype)
    longest = raw.UnsortedSegmentMax(partition.row_lengths(), ids, count)
    rows = RowPartition.from_row_lengths(raw.Maximum(longest, zero), validate=False)
    starts = raw.GatherV2(rows.row_starts(), ids, 0)
    places = raw.AddV2(raw.GatherV2(starts, partition.value_rowids(), 0),
                       partition.offsets_in_rows())
    inner = segments(op_name, values.values, places, rows.nvals())
    return ragged_tensor.RaggedTensor._from_row_partition(inner, rows, validate=False)


def reduce_join(op, inputs, attrs, name):
    """Join the strings along one axis, several, or all of them."""
    x, axis = inputs
    keep, separator = bool(attrs.get("keep_dims")), attrs.get("separator", "")
    axes = _axes(axis, x)
    axes = list(range(x.shape.rank)) if axes is None else axes
    result = x
    for one in reversed(axes):
        result = _join_along(result, one, keep, separator)
    return result


def _join_along(x, axis, keep, separator):
    if not ragged_tensor.is_ragged(x):
        return raw.ReduceJoin(x, [axis], keep_dims=keep, separator=separator)
    if axis > 1:
        return x.with_values(_join_along(x.values, axis - 1, keep, separator))
    if ragged_tensor.is_ragged(x.values):
        raise ValueError("Strings of a ragged tensor are joined along its innermost dimension.")
    partition = x._row_partition
    if axis == 1:
        ids, count = partition.value_rowids(), partition.nrows()
    else:
        ids, count = partition.offsets_in_rows(), _longest(partition)
    result = raw.UnsortedSegmentJoin(x.values, ids, count, separator=separator)
    return ragged_shapes.expanded(result, axis) if keep else result


def softmax(op, inputs, attrs, name):
    """Softmax along the last dimension."""
    x = inputs[0]
    if ragged_tensor.is_ragged(x.values):
        return x.with_values(softmax(op, [x.values], attrs, name))
    if x.values.shape.rank is not None and x.values.shape.rank > 1:
        return x.with_values(raw.Softmax(x.values, name=name))
    greatest = _along("Max", x, 1, keep=True)
    powers = raw.Exp(raw.Sub(x, greatest))
    return raw.RealDiv(powers, _along("Sum", powers, 1, keep=True))


def cumsum(op, inputs, attrs, name):
    """Sum up along a dimension, row by row.

    Raises:
        ValueError: the axis is not known.
    """
    x, axis = inputs
    axis = ragged_tensor.positive_axis(_known_axes(axis)[0], x.shape.rank, "rank")
    if axis < x.ragged_rank:  # what is missing in a row counts as zero in those below
        sums = raw.Cumsum(x.to_tensor(), axis, name=name, **attrs)
        return ragged_tensor.RaggedTensor.from_tensor(sums, lengths=x.nested_row_lengths())
    if axis > 1:
        return x.with_values(raw.Cumsum(x.values, axis - 1, name=name, **attrs))
    if attrs.get("reverse"):
        flipped = raw.ReverseV2(x, [1])
        return raw.ReverseV2(raw.Cumsum(flipped, 1, exclusive=attrs.get("exclusive", False)), [1])
    values = x.values
    sums = raw.Cumsum(values, 0, exclusive=True)
    padded = raw.ConcatV2([sums, raw.Sum(values, [0], keep_dims=True)], 0)
    before = raw.GatherV2(raw.GatherV2(padded, x.row_starts(), 0), x.value_rowids(), 0)
    own = sums if attrs.get("exclusive") else raw.AddV2(sums, values)
    return x.with_values(raw.Sub(own, before))
