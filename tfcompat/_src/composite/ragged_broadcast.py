"""Ragged tensors and tensors brought to the same rows, so that ops can work on flat values.

The rules are those of dense broadcasting, dimension by dimension: sizes 1 repeat. A ragged
dimension has no size; it goes with one of the same row lengths, or with a uniform one that fits.
"""

from tfcompat._src.composite import assertions, ragged_tensor
from tfcompat._src.composite.row_partition import RowPartition
from tfcompat._src.core import raw
from tfcompat._src.core.convert import convert_to_tensor
from tfcompat._src.core.tensor import EagerTensor


def align(operands):
    """Bring ragged tensors and tensors to common rows.

    Args:
        operands: RaggedTensors and Tensors, at least one of them ragged.

    Returns:
        (flat values of each operand, function from flat values of a result to a RaggedTensor).

    Raises:
        InvalidArgumentError: the rows do not fit each other.
    """
    ragged = [x for x in operands if ragged_tensor.is_ragged(x)]
    if len({x.row_splits.dtype for x in ragged}) > 1:
        raise ValueError(
            "Input RaggedTensors have mismatched row_splits dtypes; use "
            "RaggedTensor.with_row_splits_dtype() to convert them to compatible dtypes.")
    rank = max(_rank(x) for x in operands)
    depth = max(x.ragged_rank + rank - _rank(x) for x in ragged)
    # Operands of a rank below this have inner dimensions only, which the op broadcasts itself.
    within = [_rank(x) >= rank - depth for x in operands]
    outer = [x for x, inside in zip(operands, within, strict=True) if inside]
    if all(_same_rows(x, ragged[0]) for x in outer):
        flat = [x.flat_values if ragged_tensor.is_ragged(x) else x for x in operands]
        return flat, ragged[0].with_flat_values
    dtype = ragged[0].row_splits.dtype
    views = {i: _View(x, rank, dtype) for i, x in enumerate(operands) if within[i]}
    partitions = _common_rows(list(views.values()), depth, dtype)
    flat = [views[i].values(depth) if i in views else x for i, x in enumerate(operands)]
    return flat, lambda values: _nested(values, partitions)


def _rank(x):
    rank = x.shape.rank
    if rank is None:
        raise ValueError("Unable to broadcast: unknown rank")
    return rank


def _same_rows(x, y):
    """Say whether two values are surely cut into the same rows."""
    if not ragged_tensor.is_ragged(x) or x.ragged_rank != y.ragged_rank:
        return False
    pairs = zip(x.nested_row_splits, y.nested_row_splits, strict=True)
    return all(a is b or _equal_values(a, b) for a, b in pairs)


def _equal_values(a, b):
    if not (isinstance(a, EagerTensor) and isinstance(b, EagerTensor)):
        return False
    return a._array.shape == b._array.shape and bool((a._array == b._array).all())


class _View:
    """One operand, seen with as many dimensions as the result has.

    Attributes:
        slots: for each row (of the dimension reached so far) of the result, the row of the
            operand that stands there; None where that is the same row.
    """

    def __init__(self, value, rank, dtype):
        self._value = value
        self._dtype = dtype
        lead = rank - _rank(value)
        self._axes = [_constant(1, dtype)] * lead + [ragged_tensor.count_of(value, dtype)]
        inner = value
        while ragged_tensor.is_ragged(inner):
            partition = inner._row_partition
            self._axes.append(partition.uniform_row_length() if partition.is_uniform()
                              else partition)
            inner = inner.values
        shape = raw.Shape(inner, out_type=dtype)
        for axis in range(1, rank - len(self._axes) + 1):
            size = inner.shape[axis]
            self._axes.append(_size(shape, axis) if size is None else _constant(size, dtype))
        self.slots = None

    def axis(self, number):
        """The size of a dimension as a scalar tensor, or its RowPartition where it is ragged."""
        return self._axes[number]

    def enter(self, number, rows, count):
        """Go on to the next dimension; `rows` are those of the result."""
        axis = self._axes[number]
        if isinstance(axis, RowPartition):
            if self.slots is None:
                return
            starts = raw.GatherV2(axis.row_starts(), self.slots, 0)
            starts = raw.GatherV2(starts, rows.value_rowids(), 0)
            self.slots = raw.AddV2(starts, rows.offsets_in_rows())
            return
        size = _static(axis)
        if self.slots is None and count is not None and size is not None and (
                size == _static(count)):
            return
        owners = rows.value_rowids()
        if self.slots is not None:
            owners = raw.GatherV2(self.slots, owners, 0)
        inside = rows.offsets_in_rows()
        if size == 1:
            self.slots = owners
            return
        if size is None:
            inside = raw.Mul(inside, raw.Cast(raw.NotEqual(axis, _constant(1, self._dtype)),
                                              DstT=self._dtype))
        self.slots = raw.AddV2(raw.Mul(owners, axis), inside)

    def values(self, depth):
        """The values of the operand, one for each innermost row of the result."""
        value = self._value
        merged = depth - (len(self._axes) - 1 - self._inner_rank())
        flat = value.flat_values if ragged_tensor.is_ragged(value) else value
        if merged > 0:
            shape = raw.Shape(flat)
            inner = raw.StridedSlice(shape, [merged + 1], [0], [1], end_mask=1)
            flat = raw.Reshape(flat, raw.ConcatV2([[-1], inner], 0))
        return flat if self.slots is None else raw.GatherV2(flat, self.slots, 0)

    def _inner_rank(self):
        value = self._value
        return (value.flat_values if ragged_tensor.is_ragged(value) else value).shape.rank - 1


def _common_rows(views, depth, dtype):
    """Walk down the dimensions; return the RowPartitions of the result, outermost first."""
    count = _start(views, dtype)
    partitions = []
    for number in range(1, depth + 1):
        rows, size = _next_rows(views, number, count, dtype)
        for view in views:
            view.enter(number, rows, size)
        partitions.append(rows)
        count = rows.nvals()
    return partitions


def _start(views, dtype):
    """Broadcast the first dimension; return its size."""
    sizes = [view.axis(0) for view in views]
    count = _broadcast_size(sizes)
    for view, size in zip(views, sizes, strict=True):
        if _static(size) is not None and _static(size) == _static(count):
            continue
        places = raw.Range(_constant(0, dtype), count, _constant(1, dtype))
        varies = raw.Cast(raw.NotEqual(size, _constant(1, dtype)), DstT=dtype)
        view.slots = raw.Mul(places, varies)
    return count


def _next_rows(views, number, count, dtype):
    """Return the RowPartition of a dimension of the result, and its size where it is uniform."""
    axes = [view.axis(number) for view in views]
    ragged = [(view, axis) for view, axis in zip(views, axes, strict=True)
              if isinstance(axis, RowPartition)]
    if not ragged:
        size = _broadcast_size(axes)
        rows = RowPartition.from_uniform_row_length(size, nrows=count, validate=False)
        return rows, size
    rows = [_picked(view, axis) for view, axis in ragged]
    first = rows[0]
    for axis in axes:
        if not isinstance(axis, RowPartition) and _static(axis) != 1:
            _check_uniform(axis, first, count, dtype)
    for other in rows[1:]:
        if not _equal_values(first.row_splits(), other.row_splits()):
            assertions.require_equal(first.row_splits(), other.row_splits())
    return first, None


def _picked(view, partition):
    """Return the rows of an operand in the order in which the result has them."""
    if view.slots is None:
        return partition
    lengths = raw.GatherV2(partition.row_lengths(), view.slots, 0)
    return RowPartition.from_row_lengths(lengths, validate=False)


def _check_uniform(size, rows, count, dtype):
    """Check that a uniform dimension (not of size 1) goes with ragged rows."""
    one = _constant(1, dtype)
    every = raw.Range(_constant(0, dtype), raw.AddV2(count, one), one)
    uniform = raw.Mul(every, size)
    if _static(size) is None:
        uniform = raw.SelectV2(raw.Equal(size, one), rows.row_splits(), uniform)
    assertions.require_equal(uniform, rows.row_splits())


def _broadcast_size(sizes):
    known = [_static(size) for size in sizes]
    for size, value in zip(sizes, known, strict=True):
        if value is not None and value != 1:
            for other in known:
                if other not in (None, 1, value):
                    assertions.require_equal(size, _constant(other, size.dtype))
            return size
    if None not in known:
        return sizes[0]
    result = sizes[0]
    for size in sizes[1:]:
        result = raw.SelectV2(raw.Equal(result, _constant(1, size.dtype)), size, result)
    return result


def _nested(values, partitions):
    for partition in reversed(partitions):
        values = ragged_tensor.RaggedTensor._from_row_partition(
            values, partition, validate=False)
    return values


_static = assertions.known_size


def _constant(value, dtype):
    return convert_to_tensor(value, dtype)


def _size(shape, axis):
    return raw.StridedSlice(shape, [axis], [axis + 1], [1], shrink_axis_mask=1)
