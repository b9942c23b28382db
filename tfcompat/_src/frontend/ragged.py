"""Making ragged tensors and going through their rows: `tf.ragged`.

The class and what ops do to it are in the room `composite`; crossing features is in `crossing.py`.
"""

import builtins

import numpy as np

from tfcompat._src.base import dtypes, nest
from tfcompat._src.composite import (
    ragged_broadcast, ragged_conversion, ragged_joining, ragged_partitions,
)
from tfcompat._src.composite.ragged_tensor import RaggedTensor, is_ragged
from tfcompat._src.composite.row_partition import RowPartition
from tfcompat._src.core import convert, raw
from tfcompat._src.core.convert import convert_to_tensor
from tfcompat._src.frontend import scopes


def constant(
    pylist, dtype=None, ragged_rank=None, inner_shape=None, name=None,
    row_splits_dtype=dtypes.int64,
):
    """A ragged tensor of nested lists.

    Args:
        pylist: a nested list whose scalars are all at one depth.
        dtype: the dtype of the elements; inferred when None.
        ragged_rank: how many dimensions are ragged; all but the first by default.
        inner_shape: the shape of the uniform inner dimensions.
        name: a name for the operations.
        row_splits_dtype: int32 or int64.

    Returns:
        A RaggedTensor; a tensor where nothing is ragged.

    Raises:
        ValueError: the scalars are at different depths, or the arguments do not fit.

    Example:
        >>> import tfcompat as tf
        >>> tf.ragged.constant([[1, 2], [3], [4, 5, 6]])
        <tf.RaggedTensor [[1, 2], [3], [4, 5, 6]]>
    """
    if is_ragged(pylist):
        raise TypeError("pylist may not be a RaggedTensor or RaggedTensorValue.")
    with scopes.scope(name, "RaggedConstant"):
        return _constant(pylist, dtype, ragged_rank, inner_shape, row_splits_dtype)


def _constant(pylist, dtype, ragged_rank, inner_shape, row_splits_dtype):
    if not _is_list(pylist):
        if ragged_rank:
            raise ValueError(
                f"Invalid pylist={pylist!r}: incompatible with ragged_rank={ragged_rank}")
        if inner_shape:
            raise ValueError(f"Invalid pylist={pylist!r}: incompatible with dim(inner_shape)="
                             f"{len(inner_shape)}")
        return convert.constant(pylist, dtype, shape=())
    if ragged_rank is not None and ragged_rank < 0:
        raise ValueError(f"Invalid ragged_rank={ragged_rank}: must be nonnegative")
    scalars, deepest = _depths(pylist)
    _check_depths(pylist, scalars, deepest, ragged_rank, inner_shape)
    inner = () if inner_shape is None else tuple(inner_shape)
    if ragged_rank == 0 or ragged_rank is None and deepest - len(inner) < 2:
        return convert.constant(pylist, dtype, shape=inner_shape)
    if inner_shape is None and ragged_rank is not None:
        inner = _inner_shape(pylist, ragged_rank)
    if ragged_rank is None:
        ragged_rank = max(1, deepest - 1 - (0 if scalars is None else len(inner)))
    nested, values = [], pylist
    for _ in builtins.range(ragged_rank):
        lengths = [len(row) for row in values]
        nested.append(np.cumsum([0, *lengths]).astype(dtypes.as_dtype(
            row_splits_dtype).as_numpy_dtype))
        values = [item for row in values for item in row]
    flat = convert.constant(
        [item.tolist() if isinstance(item, np.ndarray) else item for item in values], dtype,
        shape=(len(values), *inner))
    return RaggedTensor.from_nested_row_splits(flat, nested, validate=False)


def _is_list(value):
    return isinstance(value, (list, tuple)) or isinstance(value, np.ndarray) and value.ndim > 0


def _depths(pylist):
    """Return the depth of the scalars (None without any) and the depth of the lists."""
    if not _is_list(pylist):
        return 0, 0
    scalars, deepest = None, 1
    for item in pylist:
        found, depth = _depths(item)
        if found is not None:
            if scalars not in (None, found + 1):
                raise ValueError("all scalar values must have the same nesting depth")
            scalars = found + 1
        deepest = max(deepest, depth + 1)
    return scalars, deepest


def _check_depths(pylist, scalars, deepest, ragged_rank, inner_shape):
    if scalars is not None:
        if deepest > scalars:
            raise ValueError(f"Invalid pylist={pylist!r}: empty list nesting is greater than "
                             "scalar value nesting")
        if ragged_rank is not None and deepest < ragged_rank:
            raise ValueError(f"Invalid pylist={pylist}, max depth smaller than ragged_rank="
                             f"{ragged_rank}")
    if inner_shape is None or ragged_rank is None:
        return
    expected = ragged_rank + len(inner_shape) + 1
    if (expected < deepest) if scalars is None else (expected != scalars):
        raise ValueError(f"Invalid pylist={pylist!r}: incompatible with ragged_rank={ragged_rank} "
                         f"and dim(inner_shape)={len(inner_shape)}")


def _inner_shape(pylist, ragged_rank):
    """Return the shape of what is below the ragged dimensions, which has to be one."""
    items = pylist
    for _ in builtins.range(ragged_rank):
        items = [item for row in items for item in row]

    def shape_of(item):
        if not _is_list(item):
            return ()
        return (len(item), *(shape_of(item[0]) if len(item) else ()))

    shape = shape_of(items[0]) if items else ()

    def check(item, sizes):
        if _is_list(item) != bool(sizes) or sizes and len(item) != sizes[0]:
            raise ValueError("inner values have inconsistent shape")
        for part in item if sizes else ():
            check(part, sizes[1:])

    for item in items:
        check(item, shape)
    return shape


def boolean_mask(data, mask, name=None):
    """The elements where a mask is true, in their rows.

    Args:
        data: a tensor or ragged tensor.
        mask: a boolean tensor or ragged tensor whose shape is a prefix of that of `data`.
        name: a name for the operations.

    Returns:
        A tensor for a mask of rank 1, else a RaggedTensor with the mask's rank less one
        ragged dimensions.

    Raises:
        ValueError: the mask is a scalar, or the shapes do not fit.

    Example:
        >>> import tfcompat as tf
        >>> tf.ragged.boolean_mask(
        ...     [[1, 2, 3], [4, 5, 6]], [[True, False, True], [False, False, True]])
        <tf.RaggedTensor [[1, 3], [6]]>
    """
    with scopes.scope(name, "RaggedMask"):
        mask = convert_to_tensor(mask, dtypes.bool, name="mask")
        data = convert_to_tensor(data, name="data")
        if mask.shape.rank is None:
            raise ValueError("Boolean mask must be fully known rank")
        if mask.shape.rank == 0:
            raise ValueError("mask cannot be scalar.")
        return _masked(data, mask)


def _masked(data, mask):
    if is_ragged(mask):
        if not is_ragged(data):
            data = RaggedTensor.from_tensor(
                data, ragged_rank=mask.ragged_rank, row_splits_dtype=mask.row_splits.dtype)
        values, inner = _masked(data.values, mask.values), mask.values
        if is_ragged(inner):
            return RaggedTensor._from_row_partition(values, mask._row_partition, validate=False)
        kept = raw.Cast(inner, DstT=mask.row_splits.dtype)
        lengths = raw.UnsortedSegmentSum(kept, mask.value_rowids(), mask.nrows())
        return RaggedTensor.from_row_lengths(values, lengths, validate=False)
    if is_ragged(data) and mask.shape.rank > 1:
        mask = RaggedTensor.from_tensor(
            mask, ragged_rank=min(data.ragged_rank, mask.shape.rank - 1),
            row_splits_dtype=data.row_splits.dtype)
        return _masked(data, mask)
    if is_ragged(data):
        picked = raw.Squeeze(raw.Where(mask), squeeze_dims=[1])
        return raw.GatherV2(data, picked, 0)
    if mask.shape.rank == 1:
        return ragged_conversion.masked(data, mask)
    rows = RaggedTensor.from_tensor(mask, ragged_rank=mask.shape.rank - 1)
    return _masked(data, rows)


def range(starts, limits=None, deltas=1, dtype=None, name=None,  # noqa: A001
          row_splits_dtype=dtypes.int64):
    """Ranges of numbers, one a row.

    Args:
        starts: where the rows start, a vector or a scalar; where they end if `limits` is None.
        limits: where they end (what is there is left out).
        deltas: the steps.
        dtype: the dtype of the numbers.
        name: a name for the operation.
        row_splits_dtype: int32 or int64.

    Returns:
        A RaggedTensor.

    Raises:
        InvalidArgumentError: the vectors differ in length, or a delta is 0.

    Example:
        >>> import tfcompat as tf
        >>> tf.ragged.range([0, 5, 8], [3, 3, 12])
        <tf.RaggedTensor [[0, 1, 2], [], [8, 9, 10, 11]]>
    """
    if limits is None:
        starts, limits = 0, starts
    with scopes.scope(name, "RaggedRange") as name:
        parts = [convert_to_tensor(starts, dtype=dtype, name="starts"),
                 convert_to_tensor(limits, dtype=dtype, name="limits"),
                 convert_to_tensor(deltas, dtype=dtype, name="deltas")]
        if dtype is None:
            kinds = [dtypes.int32, dtypes.int64, dtypes.float32, dtypes.float64]
            widest = max((part.dtype for part in parts), key=kinds.index)
            parts = [raw.Cast(part, DstT=widest) for part in parts]
        splits, values = raw.RaggedRange(*parts, Tsplits=row_splits_dtype, name=name)
        return RaggedTensor.from_row_splits(values, splits, validate=False)


def stack(values, axis=0, name=None):
    """Tensors and ragged tensors stacked along a new dimension.

    Args:
        values: a list of tensors and ragged tensors of one rank and dtype.
        axis: the new dimension.
        name: a name for the operations.

    Returns:
        A RaggedTensor.

    Raises:
        ValueError: there are no values, or the axis is out of range.

    Example:
        >>> import tfcompat as tf
        >>> tf.ragged.stack([[1, 2], [3]])
        <tf.RaggedTensor [[1, 2], [3]]>
    """
    values = list(values) if isinstance(values, (list, tuple)) else [values]
    with scopes.scope(name, "RaggedConcat"):
        values = [convert_to_tensor(value) for value in values]
        if values and all(value.shape.rank == 0 for value in values):
            return raw.Pack(values, axis=axis)
        return ragged_joining.joined(values, axis, stacking=True)


def map_flat_values(op, *args, **kwargs):
    """Call a function with the flat values of ragged tensors, and cut its result likewise.

    Args:
        op: a function that keeps the first dimension.
        *args: its arguments; ragged tensors among them, also in lists, are replaced.
        **kwargs: likewise.

    Returns:
        A RaggedTensor; the plain result where no argument is ragged.

    Raises:
        ValueError: the result has another first dimension.
        InvalidArgumentError: the ragged tensors have different rows.

    Example:
        >>> import tfcompat as tf
        >>> tf.ragged.map_flat_values(tf.ones_like, tf.ragged.constant([[1, 2], [3]]))
        <tf.RaggedTensor [[1, 1], [1]]>
    """
    found = [leaf for leaf in nest.flatten([args, kwargs]) if is_ragged(leaf)]
    if not found:
        return op(*args, **kwargs)
    sizes = {x.flat_values.shape[0] for x in found} - {None}
    if len(sizes) > 1:
        raise ValueError("Input RaggedTensors' flat_values must all have the same outer-dimension "
                         f"size.  Got sizes: {sizes}")
    flat, wrap = ragged_broadcast.align(found)
    remaining = iter(flat)
    args, kwargs = nest.map_structure(
        lambda leaf: next(remaining) if is_ragged(leaf) else leaf, (args, kwargs))
    result = op(*args, **kwargs)
    if isinstance(result, (list, tuple)):
        return type(result)(_wrapped(item, flat[0], wrap) for item in result)
    return _wrapped(convert_to_tensor(result), flat[0], wrap)


def _wrapped(result, flat, wrap):
    expected = flat.shape[:1]
    if result.shape.rank == 0 or not expected.is_compatible_with(result.shape[:1]):
        raise ValueError(
            "tf.ragged.map_flat_values requires that the output of `op` have the same "
            "outer-dimension size as flat_values of any ragged inputs. (output shape: "
            f"{result.shape}; expected outer dimension size: {expected[0]})"
        )
    return wrap(result)


def row_splits_to_segment_ids(splits, name=None, out_type=None):
    """The number of the row of each value.

    Args:
        splits: row splits, an integer vector.
        name: a name for the operations.
        out_type: the dtype of the result, int32 or int64; that of `splits` by default.

    Returns:
        A sorted integer vector.

    Raises:
        ValueError: `splits` are no integers.

    Example:
        >>> import tfcompat as tf
        >>> tf.ragged.row_splits_to_segment_ids([0, 3, 3, 5])
        <tf.Tensor: shape=(5,), dtype=int64, numpy=array([0, 0, 0, 2, 2])>
    """
    with scopes.scope(name, "RaggedSplitsToSegmentIds"):
        hint = None if hasattr(splits, "dtype") else dtypes.int64
        splits = convert_to_tensor(splits, dtype_hint=hint, name="splits")
        if splits.dtype not in (dtypes.int32, dtypes.int64):
            raise ValueError("splits must have dtype int32 or int64")
        splits.shape.assert_has_rank(1)
        if splits.shape[0] == 0:
            raise ValueError("Invalid row_splits: []")
        ids = RowPartition.from_row_splits(splits, validate=False).value_rowids()
        return ids if out_type is None else raw.Cast(ids, DstT=dtypes.as_dtype(out_type))


def segment_ids_to_row_splits(segment_ids, num_segments=None, out_type=None, name=None):
    """Row splits of sorted numbers of rows.

    Args:
        segment_ids: the number of the row of each value, sorted.
        num_segments: how many rows there are; the last number decides when None.
        out_type: the dtype of the result, int64 by default.
        name: a name for the operations.

    Returns:
        An integer vector, one longer than there are rows.

    Raises:
        ValueError: `segment_ids` are no integers.

    Example:
        >>> import tfcompat as tf
        >>> tf.ragged.segment_ids_to_row_splits([0, 0, 0, 2, 2])
        <tf.Tensor: shape=(4,), dtype=int64, numpy=array([0, 3, 3, 5])>
    """
    out_type = dtypes.as_dtype(out_type or dtypes.int64)
    with scopes.scope(name, "SegmentIdsToRaggedSplits"):
        ids = convert_to_tensor(segment_ids, name="segment_ids")
        if ids.dtype not in (dtypes.int32, dtypes.int64):
            raise ValueError("segment_ids must have dtype int32 or int64")
        ids.shape.assert_has_rank(1)
        ids = raw.Cast(ids, DstT=out_type)
        count = None if num_segments is None else raw.Cast(num_segments, DstT=out_type)
        rows = RowPartition.from_value_rowids(ids, nrows=count, validate=False)
        return rows.row_splits()


def stack_dynamic_partitions(data, partitions, num_partitions, name=None):
    """Values put into numbered parts, each a row.

    Args:
        data: a tensor or ragged tensor.
        partitions: the number of the part of each value, a tensor or ragged tensor of a shape
            that begins that of `data`.
        num_partitions: how many parts there are.
        name: a name for the operations.

    Returns:
        A RaggedTensor [num_partitions, ...].

    Raises:
        ValueError: the rank of `partitions` is not known, or the shapes do not fit.
        InvalidArgumentError: a part has no such number.

    Example:
        >>> import tfcompat as tf
        >>> tf.ragged.stack_dynamic_partitions(["a", "b", "c", "d"], [3, 0, 2, 3], 4)
        <tf.RaggedTensor [[b'b'], [], [b'c'], [b'a', b'd']]>
    """
    with scopes.scope(name, "SegmentStack"):
        data = convert_to_tensor(data, name="data")
        kind = data.row_splits.dtype if is_ragged(data) else None
        partitions = convert_to_tensor(partitions, dtype_hint=kind, name="partitions")
        count = convert_to_tensor(
            num_partitions, dtype_hint=partitions.dtype, name="num_partitions")
        partitions = partitions if kind is None else raw.Cast(partitions, DstT=kind)
        return ragged_partitions.stacked(
            data, partitions, raw.Cast(count, DstT=partitions.dtype))
