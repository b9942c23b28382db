"""Ragged tensors as ops see them - values and row splits: ranges, gathering, conversion.

Counting is in `counting.py`, crossing features in `feature_cross.py`, packing into variants in
`ragged_variant.py`.
"""

import itertools

from tfcompat._src.base.errors import InvalidArgumentError
from tfcompat._src.base.shapes import TensorShape, trusted_shape, unknown_shape
from tfcompat._src.core import raw
from tfcompat._src.core.indexed_slices import IndexedSlices
from tfcompat._src.ops import checks
from tfcompat._src.ops.checks import shown
from tfcompat._src.ops.unbroadcast import unbroadcast
from tfcompat._src.registry import no_gradient, op


@op("""
    RaggedRange(starts: T, limits: T, deltas: T) -> rt_nested_splits: Tsplits, rt_dense_values: T
        T: {bfloat16, float, double, int32, int64} = int32
        Tsplits: {int32, int64} = int64
""")
def ragged_range(xp, starts, limits, deltas, *, Tsplits):  # noqa: N803 - TensorFlow's name
    """Return ranges of numbers, one a row.

    Shapes:
        starts, limits, deltas: [n] or []
        rt_nested_splits: [n + 1]
        rt_dense_values: [numbers in all rows]
    Errors:
        InvalidArgumentError: the vectors differ in length, a delta is 0, or a row is too long.
    Source: tf.raw_ops.RaggedRange
    """
    given = {"starts": starts, "limits": limits, "deltas": deltas}
    for name, x in given.items():
        if x.ndim > 1:
            raise InvalidArgumentError(f"{name} must be a scalar or vector")
    lengths = {x.size for x in given.values() if x.ndim}
    if len(lengths) > 1:
        raise InvalidArgumentError("starts, limits, and deltas must have the same shape")
    rows = lengths.pop() if lengths else 1
    every = [xp.broadcast_to(x, (rows,)) for x in given.values()]
    integers = starts.dtype.kind == "i"
    exact = every[0] if integers else xp.abs((every[1] - every[0]) / every[2])
    splits, parts, rest = [0], [], [x.tolist() for x in (*every, exact)]
    for start, limit, delta, quotient in zip(*rest, strict=True):
        if delta == 0:
            raise InvalidArgumentError("Requires delta != 0")
        size = _range_size(start, limit, delta, None if integers else quotient, Tsplits.max)
        splits.append(splits[-1] + size)
        if splits[-1] > Tsplits.max:
            raise InvalidArgumentError(
                f"Requires ((limit - start) / delta) <= {Tsplits.max}"
            )
        parts.append((xp.arange(size) * delta + start).astype(given["starts"].dtype))
    values = xp.concatenate(parts) if parts else given["starts"].reshape(-1)[:0]
    return xp.asarray(splits, Tsplits.as_numpy_dtype), values


def _range_size(start, limit, delta, quotient, most):
    """Count the numbers from `start` up or down to `limit`, which is left out.

    `quotient` is how often `delta` fits between, rounded as its dtype is; None of integers.
    """
    if (limit <= start) if delta > 0 else (limit >= start):
        return 0
    if quotient is None:
        return -((start - limit) // delta)
    if not quotient <= most:
        raise InvalidArgumentError(f"Requires ((limit - start) / delta) <= {most}")
    return int(quotient) + (int(quotient) < quotient)


@ragged_range.shape
def ragged_range_shape(c):
    rows = None
    for name in ("starts", "limits", "deltas"):
        checks.with_rank_at_most(c[name], 1)
        if c[name].rank == 1:
            rows = checks.merge_size(c[name][0], rows)
    if all(c[name].rank == 0 for name in ("starts", "limits", "deltas")):
        rows = 1
    return [TensorShape([None if rows is None else rows + 1]), TensorShape([None])]


no_gradient(ragged_range, "a count of numbers, not their sizes, decides")


@op("""
    RaggedGather(params_nested_splits: PARAMS_RAGGED_RANK * Tsplits, params_dense_values: Tvalues,
                 indices: Tindices) -> (
            output_nested_splits: OUTPUT_RAGGED_RANK * Tsplits, output_dense_values: Tvalues)
        Tvalues: type
        Tindices: {int32, int64}
        Tsplits: {int32, int64} = int64
        PARAMS_RAGGED_RANK: int >= 1
        OUTPUT_RAGGED_RANK: int >= 0
""")
def ragged_gather(
    xp, params_nested_splits, params_dense_values, indices, *, OUTPUT_RAGGED_RANK  # noqa: N803
):
    """Pick rows of a ragged tensor by index.

    Shapes:
        params_nested_splits: [rows + 1] each
        params_dense_values: [n, inner...]
        indices: any
        output_nested_splits: one for each dimension of `indices` but the first, and one for each
            of the params'
        output_dense_values: [m, inner...]
    Errors:
        InvalidArgumentError: an index is out of range, or the splits are not sorted.
    Source: tf.raw_ops.RaggedGather
    """
    if not params_nested_splits[0].ndim:
        raise InvalidArgumentError("Split tensors must not be scalars")
    rows = params_nested_splits[0].shape[0] - 1
    for i, index in enumerate(indices.reshape(-1).tolist()):
        if not 0 <= index < rows:
            at = [int(place) for place in xp.unravel_index(i, indices.shape)]
            raise InvalidArgumentError(
                f"indices{shown(at) if at else ''} = {index} is not in [0, {rows})")
    if not params_dense_values.ndim:
        raise InvalidArgumentError("params.rank must be nonzero")
    params_nested_splits = [splits.reshape(-1) for splits in params_nested_splits]
    _check_splits(params_nested_splits, params_dense_values.shape[0])
    rank = indices.ndim - 1 + len(params_nested_splits)
    if rank != OUTPUT_RAGGED_RANK:
        raise InvalidArgumentError(
            f"OUTPUT_RAGGED_RANK ({OUTPUT_RAGGED_RANK}) must be indices.rank - 1 + "
            f"PARAMS_RAGGED_RANK ({rank})"
        )
    dtype = params_nested_splits[0].dtype
    result = [xp.arange(_product(indices.shape[:i]) + 1, dtype=dtype) * indices.shape[i]
              for i in range(1, indices.ndim)]
    picked = indices.reshape(-1)
    for splits in params_nested_splits:
        lengths = splits[picked + 1] - splits[picked]
        bounds = xp.concatenate([xp.zeros(1, dtype), xp.cumsum(lengths, dtype=dtype)])
        result.append(bounds)
        # Of each picked row: where it starts here, less where it starts in the result.
        shift = xp.repeat(splits[picked] - bounds[:-1], lengths)
        picked = xp.arange(bounds[-1].item(), dtype=dtype) + shift
    if not indices.ndim:  # a single row has no splits of its own
        del result[0]
    return result, params_dense_values.take(picked, 0)


def _check_splits(nested, values):
    sizes = [splits.size - 1 for splits in nested[1:]] + [values]
    for splits, below in zip(nested, sizes, strict=True):
        if not splits.size:
            raise InvalidArgumentError("Ragged splits may not be empty")
        if splits[0] < 0:
            raise InvalidArgumentError("Ragged splits must be non-negative")
        if splits[-1] > below:
            raise InvalidArgumentError("Ragged splits must not point past values")
        if (splits[1:] < splits[:-1]).any():
            raise InvalidArgumentError("Ragged splits must be sorted")


def check_row_splits(splits, count):
    """Check that splits are those of a number of values."""
    bad = "Invalid ragged splits: "
    if splits.ndim != 1:
        raise InvalidArgumentError(f"{bad}ragged splits must be rank 1 but is rank {splits.ndim}")
    if not splits.size:
        raise InvalidArgumentError(
            f"{bad}ragged splits must have at least one splits, but is empty")
    if splits[0] != 0:
        raise InvalidArgumentError(
            f"{bad}first element of ragged splits  must be 0 but is {splits[0]}")
    falls = splits[1:] < splits[:-1]
    if falls.any():
        at = int(falls.argmax())
        raise InvalidArgumentError(
            f"{bad}ragged splits must be monotonically increasing, but ragged_splits[{at + 1}]="
            f"{splits[at + 1]} is smaller than row_splits[{at}]={splits[at]}")
    if splits[-1] != count:
        raise InvalidArgumentError(
            f"{bad}last element of ragged splits must be the number of ragged values({count}) but "
            f"is {splits[-1]}")


def _product(sizes):
    total = 1
    for size in sizes:
        total *= size
    return total


@ragged_gather.shape
def ragged_gather_shape(c):
    splits = [checks.with_rank(shape, 1) for shape in c["params_nested_splits"]]
    values = checks.with_rank_at_least(c["params_dense_values"], 1)
    indices, rank = c["indices"], c.attr("OUTPUT_RAGGED_RANK")
    checks.with_rank(indices, rank - len(splits) + 1)
    inner = TensorShape(None) if values.rank is None else trusted_shape((None, *values[1:]))
    return [TensorShape([None])] * rank + [inner]


@ragged_gather.gradient(sparse=True)
def ragged_gather_gradient(op, *dys):
    count = op.attr("PARAMS_RAGGED_RANK")
    splits, values, indices = op.inputs[:count], op.inputs[count], op.inputs[-1]
    nothing = [None] * count
    if dys[-1] is None:
        return [*nothing, None, None]
    rows = raw.StridedSlice(
        raw.Shape(values, out_type=splits[0].dtype), [0], [1], [1], shrink_axis_mask=1
    )
    _, picked = raw.RaggedGather(
        list(splits), raw.Range(0, rows, 1, Tidx=splits[0].dtype), indices,
        OUTPUT_RAGGED_RANK=op.attr("OUTPUT_RAGGED_RANK"),
    )
    return [*nothing, IndexedSlices(dys[-1], picked, raw.Shape(values)), None]


@op("""
    RaggedTensorToSparse(rt_nested_splits: RAGGED_RANK * Tsplits, rt_dense_values: T) -> (
            sparse_indices: int64, sparse_values: T, sparse_dense_shape: int64)
        RAGGED_RANK: int >= 1
        T: type
        Tsplits: {int32, int64} = int64
""")
def ragged_tensor_to_sparse(xp, rt_nested_splits, rt_dense_values):
    """Return the elements of a ragged tensor with their coordinates.

    Shapes:
        rt_nested_splits: [rows + 1] each
        rt_dense_values: [n, inner...]
        sparse_indices: [n * inner, rank]
        sparse_values: [n * inner]
        sparse_dense_shape: [rank]
    Errors:
        InvalidArgumentError: the splits are not sorted, or do not fit the values.
    Source: tf.raw_ops.RaggedTensorToSparse
    """
    _check_complete(rt_nested_splits, rt_dense_values.shape[0] if rt_dense_values.ndim else -1)
    for splits in rt_nested_splits:
        if splits.ndim != 1:
            raise InvalidArgumentError(f"Shape must be rank 1 but is rank {splits.ndim}")
    inner = rt_dense_values.shape[1:]
    columns, sizes = [xp.arange(rt_nested_splits[0].size - 1)], [rt_nested_splits[0].size - 1]
    for splits in rt_nested_splits:
        lengths = splits[1:] - splits[:-1]
        columns = [xp.repeat(column, lengths) for column in columns]
        columns.append(xp.arange(splits[-1].item()) - xp.repeat(splits[:-1], lengths))
        sizes.append(lengths.max().item() if lengths.size else 0)
    for size in inner:
        columns = [xp.repeat(column, size) for column in columns]
        columns.append(xp.tile(xp.arange(size), columns[0].size // size if size else 0))
    indices = xp.stack([column.astype(xp.int64) for column in columns], 1)
    return indices, rt_dense_values.reshape(-1), xp.asarray([*sizes, *inner], xp.int64)


def _check_complete(nested, values):
    """Check that splits are complete, each level with the one above, and cover the values."""
    above = None
    for splits in [*nested, None]:
        bounds = [] if splits is None else splits.reshape(-1).tolist()
        if splits is not None:
            if not bounds:
                raise InvalidArgumentError("ragged splits may not be empty.")
            if bounds[0] != 0:
                raise InvalidArgumentError("First value of ragged splits must be 0.")
            for this, following in zip(bounds[:-1], bounds[1:], strict=True):
                if following < this:
                    raise InvalidArgumentError(
                        f"Ragged splits should be non decreasing, but we got {this} followed by "
                        f"{following}"
                    )
        if above is not None and above != (values if splits is None else len(bounds) - 1):
            raise InvalidArgumentError(
                "Final value of ragged splits must match the length the corresponding ragged "
                "values."
            )
        above = bounds[-1] if bounds else None


@ragged_tensor_to_sparse.shape
def ragged_tensor_to_sparse_shape(c):
    values = checks.with_rank_at_least(c["rt_dense_values"], 1)
    for shape in c["rt_nested_splits"]:
        checks.with_rank(shape, 1)
    rank = None if values.rank is None else c.attr("RAGGED_RANK") + values.rank
    count = None if values.rank is None else values.num_elements()
    return [TensorShape([count, rank]), TensorShape([count]), TensorShape([rank])]


@ragged_tensor_to_sparse.gradient(sparse=True)
def ragged_tensor_to_sparse_gradient(op, *dys):
    nothing = [None] * op.attr("RAGGED_RANK")
    if dys[1] is None:
        return [*nothing, None]
    return [*nothing, raw.Reshape(dys[1], raw.Shape(op.inputs[-1]))]


@op("""
    RaggedTensorToTensor(shape: Tshape, values: T, default_value: T,
                         row_partition_tensors: num_row_partition_tensors * Tindex) -> result: T
        T: type
        Tindex: {int64, int32}
        Tshape: {int64, int32}
        num_row_partition_tensors: int >= 1
        row_partition_types: list(string)
""", host=("shape",))
def ragged_tensor_to_tensor(
    xp, shape, values, default_value, row_partition_tensors, *, row_partition_types
):
    """Return a ragged tensor as a dense one, its rows filled up or cut to one length.

    Shapes:
        shape: [rank]; -1 where the longest row decides; or [] for all of that
        values: [n, inner...]
        default_value: broadcasts to [inner...]
        row_partition_tensors: [rows + 1], [values] or [], as their types say
        result: [rows, longest..., inner...], or as `shape` says
    Errors:
        InvalidArgumentError: partitions or shapes do not fit.
    Source: tf.raw_ops.RaggedTensorToTensor
    """
    kinds = [_partition_kind(kind.decode()) for kind in row_partition_types]
    depth = len(kinds) - kinds.count("FIRST_DIM_SIZE")
    partitions = list(zip(kinds, row_partition_tensors, strict=True))
    rows = _first_size(*partitions[0])
    _check_default(TensorShape(default_value.shape), TensorShape(values.shape))
    sizes = _wanted_sizes(shape, values, depth)
    if kinds[0] == "FIRST_DIM_SIZE":
        del partitions[0]
    partitions = [(kind, tensor.reshape(-1)) for kind, tensor in partitions]
    outer = [rows if sizes[0] < 0 else sizes[0]]
    for (kind, tensor), size in zip(partitions, sizes[1:], strict=False):
        outer.append(_longest(kind, tensor) if size < 0 else size)
    _check_total([*outer, *values.shape[1:]])
    if 0 in outer or 0 in values.shape[1:]:
        return xp.empty((*outer, *values.shape[1:]), values.dtype)
    places = xp.arange(rows)
    places = xp.where(places < outer[0], places, -1)
    for (kind, tensor), size in zip(partitions, outer[1:], strict=False):
        owners, offsets = _owners(xp, kind, tensor, places.size)
        above = places[owners]
        places = xp.where((above >= 0) & (offsets < size), above * size + offsets, -1)
    if places.size > values.shape[0]:
        raise InvalidArgumentError(
            f"The row partitions tell of {places.size} values, but there are {values.shape[0]}"
        )
    inner = values.shape[1:]
    flat = xp.empty((_product(outer), *inner), values.dtype)
    flat[...] = default_value
    kept = places >= 0
    flat[places[kept]] = values[: places.size][kept]
    return flat.reshape((*outer, *inner))


def _partition_kind(kind):
    if kind in ("FIRST_DIM_SIZE", "VALUE_ROWIDS", "ROW_SPLITS"):
        return kind
    if kind in ("ROW_LENGTHS", "ROW_LIMITS", "ROW_STARTS"):
        raise InvalidArgumentError(f"Cannot handle type {kind}")
    raise InvalidArgumentError(f"Unknown string for partition info type: {kind}")


def _wanted_sizes(shape, values, depth):
    """Return the sizes that `shape` asks for, -1 where it leaves the choice."""
    rank = depth + values.ndim
    if shape.ndim > 1:
        raise InvalidArgumentError(f"Shape must be at most rank 1 but is rank {shape.ndim}")
    if not shape.ndim:
        if shape.item() != -1:
            raise InvalidArgumentError("The only valid scalar shape tensor is the fully unknown "
                                       "shape specified as -1.")
        return [-1] * rank
    for size in shape.tolist():
        if size < -1:
            raise InvalidArgumentError(f"Dimension {size} must be >= -1")
    sizes = shape.tolist()
    _check_wanted(trusted_shape(tuple(None if size < 0 else size for size in sizes)),
                  trusted_shape(values.shape), depth, InvalidArgumentError)
    return sizes


def _check_wanted(wanted, values, depth, error):
    rank = depth + values.rank
    start = f"rt_input.shape and shape={shown(wanted)} are incompatible: "
    if wanted.rank != rank:
        raise error(f"{start}rt_input.rank = {rank} but shape.rank = {wanted.rank}")
    for i in range(depth + 1, rank):
        have, asked = values[i - depth], wanted[i]
        if have is not None and asked is not None and have != asked:
            raise error(f"{start}rt_input.shape[{i}] = {have} but shape[{i}] = {asked}")


def _check_default(have, other, error=InvalidArgumentError):
    start = (f"default_value.shape={shown(have)} and rt_input.flat_values.shape={shown(other)} "
             "are incompatible: ")
    if have.rank >= other.rank:
        raise error(f"{start}default_value.rank = {have.rank}  must be less than "
                    f"rt_input.flat_values.rank = {other.rank}")
    for i in range(min(have.rank, other.rank - 1)):
        mine, theirs = have[-1 - i], other[-1 - i]
        if None not in (mine, theirs) and mine not in (1, theirs):
            raise error(f"{start}default_value.shape[{-1 - i}] = {mine} but "
                        f"rt_input.flat_values.shape[{-1 - i}] = {theirs}")


def _first_size(kind, tensor):
    if not tensor.size:
        raise InvalidArgumentError(
            "Invalid first partition input. Tensor requires at least one element."
        )
    if kind == "FIRST_DIM_SIZE":
        return int(tensor.reshape(-1)[0])
    if kind == "VALUE_ROWIDS":
        raise InvalidArgumentError("Cannot handle VALUE_ROWIDS in first dimension.")
    return tensor.size - 1


def _longest(kind, tensor):
    """Return the length of the longest row; neighbours of one number make a row."""
    if kind == "ROW_SPLITS":
        lengths = (tensor[1:] - tensor[:-1]).tolist()
    else:
        lengths = [len(list(row)) for _, row in itertools.groupby(tensor.tolist())]
    return max([0, *lengths])


def _check_total(sizes):
    """Check that sizes are those of a tensor that there may be."""
    total = 1
    for size in sizes:
        if size < 0:
            raise InvalidArgumentError(f"Dimension {size} must be >= 0")
        total *= size
        if total > 2**63 - 1:
            raise InvalidArgumentError(
                f"Shape {shown(sizes)} would have more than 2**63 - 1 elements")


def _owners(xp, kind, tensor, rows):
    """Return of every value its row and its place there."""
    if kind == "VALUE_ROWIDS":
        wrong = (tensor < 0) | (tensor >= rows)
        if wrong.any():
            at = int(wrong.argmax())
            raise InvalidArgumentError(f"Got {'next' if at else 'current'}_value_rowid="
                                       f"{tensor[at]} which is not less than {rows}")
        places = xp.arange(tensor.size)
        new = xp.ones(tensor.size, bool)
        new[1:] = tensor[1:] != tensor[:-1]
        return tensor, places - places[new][xp.cumsum(new) - 1]
    lengths = xp.maximum(tensor[1:] - tensor[:-1], 0)
    if lengths.size > rows or int(lengths.sum()) != int(tensor[-1]):
        raise InvalidArgumentError("Invalid row split size.")
    owners = xp.repeat(xp.arange(lengths.size), lengths)
    return owners, xp.arange(owners.size) - (xp.cumsum(lengths) - lengths)[owners]


@ragged_tensor_to_tensor.shape
def ragged_tensor_to_tensor_shape(c):
    kinds = c.attr("row_partition_types")
    for kind in kinds:
        _check_static_kind(kind.decode())
    depth = len(kinds) - kinds.count(b"FIRST_DIM_SIZE")
    wanted, values = checks.spelled_shape(c, "shape"), c["values"]
    if values.rank is None:
        return [wanted]
    if c["default_value"].rank is not None:
        _check_default(c["default_value"], values, ValueError)
    if wanted.rank is None:
        return [unknown_shape(depth + 1).concatenate(values[1:])]
    _check_wanted(wanted, values, depth, ValueError)
    return [wanted[: depth + 1].concatenate(checks.merge(wanted[depth + 1 :], values[1:]))]


def _check_static_kind(kind):
    try:
        _partition_kind(kind)
    except InvalidArgumentError as error:
        if error.message.startswith("Cannot"):
            raise ValueError(f"Unsupported partition type: {kind}") from None
        raise ValueError(error.message) from None


@ragged_tensor_to_tensor.gradient
def ragged_tensor_to_tensor_gradient(op, dy):
    _, values, default = op.inputs[:3]
    partitions = list(op.inputs[3:])
    kinds = op.attr("row_partition_types")
    depth = len(kinds) - kinds.count(b"FIRST_DIM_SIZE")
    rows = raw.StridedSlice(raw.Shape(values), [0], [1], [1], shrink_axis_mask=1)
    sizes = raw.Shape(dy)
    outer = raw.StridedSlice(sizes, [0], [depth + 1], [1])
    sources = raw.RaggedTensorToTensor(
        outer, raw.Range(0, rows, 1), -1, partitions, row_partition_types=list(kinds)
    )
    sources = raw.Reshape(sources, [-1])
    flat = raw.Reshape(dy, raw.ConcatV2([[-1], raw.StridedSlice(
        sizes, [depth + 1], [0], [1], end_mask=1)], 0))
    kept = raw.Reshape(raw.Where(raw.GreaterEqual(sources, 0)), [-1])
    of_values = IndexedSlices(
        raw.GatherV2(flat, kept, 0), raw.GatherV2(sources, kept, 0), raw.Shape(values)
    )
    missing = raw.GatherV2(flat, raw.Reshape(raw.Where(raw.Less(sources, 0)), [-1]), 0)
    return [None, of_values, unbroadcast(missing, default), *([None] * len(partitions))]

