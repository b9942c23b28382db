"""Ragged tensors put together: concatenated, stacked and repeated."""

from tfcompat._src.base import dtypes
from tfcompat._src.composite import assertions, ragged_shapes, ragged_tensor
from tfcompat._src.composite.row_partition import RowPartition
from tfcompat._src.core import raw
from tfcompat._src.core.convert import convert_to_tensor


def concat(op, inputs, attrs, name):
    """Concatenate along a dimension; tensors take part."""
    values, axis = inputs
    axis = assertions.known_size(convert_to_tensor(axis, dtype_hint=dtypes.int32))
    return joined(values, axis, stacking=False)


def stack(op, inputs, attrs, name):
    """Stack along a new dimension; tensors take part."""
    return joined(inputs[0], attrs.get("axis") or 0, stacking=True)


def joined(values, axis, stacking):
    """Concatenate or stack tensors and ragged tensors.

    Raises:
        ValueError: ranks or axis do not fit.
    """
    if not values:
        raise ValueError("rt_inputs may not be empty.")
    dtype = next((x.dtype for x in values if hasattr(x, "dtype")), None)
    values = [convert_to_tensor(x, dtype_hint=dtype) for x in values]
    values = _with_one_splits_dtype(values)
    rank = next((x.shape.rank for x in values if x.shape.rank is not None), None)
    for x in values:
        if rank is not None and x.shape.rank not in (None, rank):
            x.shape.assert_has_rank(rank)
    full = None if rank is None else rank + stacking
    axis = ragged_tensor.positive_axis(axis, full, "axis")
    if len(values) == 1 and not stacking:
        return values[0]
    if not any(map(ragged_tensor.is_ragged, values)) and not (stacking and axis == 0):
        if stacking:
            return raw.Pack(values, axis=axis)
        if axis == 0 or axis == rank - 1:
            return raw.ConcatV2(values, axis)
    if axis == 0:
        return _down(values, stacking)
    if axis == 1:
        return _across(values, stacking)
    values = [_as_ragged(x) for x in values]
    inner = joined([x.values for x in values], axis - 1, stacking)
    return values[0].with_values(inner)


def _with_one_splits_dtype(values):
    found = {x.row_splits.dtype for x in values if ragged_tensor.is_ragged(x)}
    if len(found) < 2:
        return values
    return [x.with_row_splits_dtype(dtypes.int64) if ragged_tensor.is_ragged(x) else x
            for x in values]


def _as_ragged(x, like=None):
    """Return a tensor of rank 2 or more as a ragged tensor with uniform rows."""
    if ragged_tensor.is_ragged(x):
        return x
    return ragged_tensor.RaggedTensor.from_tensor(
        x, row_splits_dtype=dtypes.int64 if like is None else like.row_splits.dtype)


def _down(values, stacking):
    """Join along the first dimension: rows below rows."""
    if stacking and all(x.shape.rank == 1 for x in values):
        lengths = [ragged_tensor.count_of(x, dtypes.int32) for x in values]
        return ragged_tensor.RaggedTensor.from_row_lengths(
            _below(values), raw.Pack(lengths), validate=False)
    first = next((x for x in values if ragged_tensor.is_ragged(x)), None)
    values = [_as_ragged(x, first) for x in values]
    dtype = values[0].row_splits.dtype
    counts = [raw.ExpandDims(x.nrows(), 0) for x in values]
    inner = [x.values for x in values]
    below = joined(inner, 0, False) if any(map(ragged_tensor.is_ragged, inner)) else (
        _below(inner))
    lengths = _below([x.row_lengths() for x in values])
    rows = RowPartition.from_row_lengths(lengths, validate=False)
    result = ragged_tensor.RaggedTensor._from_row_partition(below, rows, validate=False)
    if not stacking:
        return result
    lengths = _below(counts)
    return ragged_tensor.RaggedTensor.from_row_lengths(
        result, raw.Cast(lengths, DstT=dtype), validate=False)


def _below(tensors):
    return tensors[0] if len(tensors) == 1 else raw.ConcatV2(tensors, 0)


def _across(values, stacking):
    """Join along the second dimension: the rows of all, one after the other."""
    count = len(values)
    if stacking:
        values = [ragged_shapes.expanded(x, 1) if x.shape.rank == 1 else x for x in values]
        first = next((x for x in values if ragged_tensor.is_ragged(x)), None)
        values = [_as_ragged(x, first) for x in values]
    else:
        first = next((x for x in values if ragged_tensor.is_ragged(x)), None)
        values = [_as_ragged(x, first) for x in values]
    rows = values[0].nrows()
    for i, x in enumerate(values[1:], 1):
        assertions.require_equal(
            rows, x.nrows(),
            f"Input tensors at index 0 (=x) and {i} (=y) have incompatible shapes.")
    together = joined(values, 0, stacking=False)
    # Row i of the result is made of the rows i, i + n, i + 2n... of all rows below each other.
    order = raw.Range(_int(0, rows), raw.Mul(rows, _int(count, rows)), _int(1, rows))
    order = raw.Reshape(order, raw.Cast(raw.Pack([_int(count, rows), rows]), DstT=dtypes.int32))
    order = raw.Reshape(raw.Transpose(order, [1, 0]), [-1])
    shuffled = raw.GatherV2(together, order, 0)
    splits = raw.Mul(raw.Range(_int(0, rows), raw.AddV2(rows, _int(1, rows)), _int(1, rows)),
                     _int(count, rows))
    nested = ragged_tensor.RaggedTensor.from_row_splits(shuffled, splits, validate=False)
    if stacking:
        uniform = RowPartition.from_uniform_row_length(
            _int(count, rows), nrows=rows, validate=False)
        return ragged_tensor.RaggedTensor._from_row_partition(shuffled, uniform, validate=False)
    return nested.merge_dims(1, 2)


def tile(op, inputs, attrs, name):
    """Repeat along dimensions.

    Raises:
        ValueError: the multiples are not known, or not as many as dimensions.
    """
    x, multiples = inputs
    counts = assertions.known_value(convert_to_tensor(multiples, dtype_hint=dtypes.int32))
    if counts is None:
        raise ValueError("The multiples of a ragged tile have to be known before it runs.")
    counts = counts.reshape(-1).tolist()
    if x.shape.rank is not None and len(counts) != x.shape.rank:
        raise ValueError(f"Shape ({len(counts)},) and ({x.shape.rank},) are incompatible")
    return _tiled(x, counts)


def _tiled(x, counts):
    if not ragged_tensor.is_ragged(x):
        return raw.Tile(x, counts)
    if len(counts) > 2:
        x = x.with_values(_tiled(x.values, [1, *counts[2:]]))
    for axis in (1, 0):
        if counts[axis] != 1:
            x = joined([x] * counts[axis], axis, stacking=False) if counts[axis] else (
                _emptied(x, axis))
    return x


def _emptied(x, axis):
    """Return a ragged tensor without rows, or with empty rows."""
    splits = raw.StridedSlice(x.row_splits, [0], [1], [1]) if axis == 0 else (
        raw.ZerosLike(x.row_splits))
    none = raw.Range(_int(0, splits), _int(0, splits), _int(1, splits))
    return ragged_tensor.RaggedTensor.from_row_splits(
        raw.GatherV2(x.values, none, 0), splits, validate=False)


def _int(value, like):
    return convert_to_tensor(value, like.dtype)
