"""Elements and rows of ragged tensors picked: by index, by mask, in reverse; products of rows."""

from tfcompat._src.base import dtypes
from tfcompat._src.composite import assertions, ragged_tensor
from tfcompat._src.core import raw
from tfcompat._src.core.convert import convert_to_tensor


def gather(op, inputs, attrs, name):
    """Pick rows by index.

    Raises:
        ValueError: the axis is beyond the indices' batch dimensions.
    """
    params, indices, axis = inputs
    axis = assertions.known_size(convert_to_tensor(axis, dtype_hint=dtypes.int32))
    params = convert_to_tensor(params)
    indices = convert_to_tensor(indices, dtype_hint=params.row_splits.dtype if (
        ragged_tensor.is_ragged(params)) else dtypes.int32)
    batch_dims = attrs.get("batch_dims") or 0
    if axis < 0:
        axis = ragged_tensor.positive_axis(axis, params.shape.rank, "axis")
    return gathered(params, indices, axis, batch_dims)


def gathered(params, indices, axis, batch_dims):
    """Pick slices along an axis, separately in each batch."""
    if batch_dims < 0:
        batch_dims += indices.shape.rank
    if batch_dims:
        return _gathered_in_batches(params, indices, axis, batch_dims)
    if axis:
        return _gathered_along(params, indices, axis)
    if ragged_tensor.is_ragged(indices):
        return indices.with_values(gathered(params, indices.values, 0, 0))
    if not ragged_tensor.is_ragged(params):
        return raw.GatherV2(params, indices, 0)
    return _gathered_rows(params, indices)


def _gathered_rows(params, indices):
    """Pick rows of a ragged tensor by a tensor of indices."""
    rank = indices.shape.rank
    depth = rank - 1 + params.ragged_rank
    splits, values = raw.RaggedGather(
        list(params.nested_row_splits), params.flat_values, indices, OUTPUT_RAGGED_RANK=depth)
    if depth == 0:
        return values
    return ragged_tensor.RaggedTensor.from_nested_row_splits(values, splits, validate=False)


def _gathered_in_batches(params, indices, axis, batch_dims):
    """Gather with the first dimension, and maybe more, in common: batch by batch."""
    if batch_dims > 1:
        if not ragged_tensor.is_ragged(params):
            params = ragged_tensor.RaggedTensor.from_tensor(params)
        if not ragged_tensor.is_ragged(indices):
            indices = ragged_tensor.RaggedTensor.from_tensor(
                indices, row_splits_dtype=params.row_splits.dtype)
        return params.with_values(
            gathered(params.values, indices.values, axis - 1, batch_dims - 1))
    if axis > 1:
        raise ValueError("Ragged tensors are gathered in batches along the first axis after them.")
    if not ragged_tensor.is_ragged(params):
        params = ragged_tensor.RaggedTensor.from_tensor(params)
    dense = None
    if not ragged_tensor.is_ragged(indices):
        if indices.shape.rank == 1:
            dense = indices
            indices = raw.ExpandDims(indices, 1)
        indices = ragged_tensor.RaggedTensor.from_tensor(
            indices, row_splits_dtype=params.row_splits.dtype)
    dtype = params.row_splits.dtype
    starts = raw.GatherV2(params.row_starts(), indices.value_rowids(), 0)
    inner = indices.values
    if inner.dtype != dtype:
        inner = raw.Cast(inner, DstT=dtype)
    lengths = raw.GatherV2(params.row_lengths(), indices.value_rowids(), 0)
    _check_in_rows(inner, lengths)
    flat = _plus(inner, starts)
    picked = indices.with_values(gathered(params.values, flat, 0, 0))
    return picked if dense is None else picked.values


def _plus(inner, starts):
    if ragged_tensor.is_ragged(inner):
        spread = raw.GatherV2(starts, inner.value_rowids(), 0)
        return inner.with_values(_plus(inner.values, spread))
    extra = inner.shape.rank - 1
    for _ in range(extra):
        starts = raw.ExpandDims(starts, -1)
    return raw.AddV2(inner, starts)


def _check_in_rows(inner, lengths):
    """Check that indices are within their rows."""
    if ragged_tensor.is_ragged(inner):
        _check_in_rows(inner.values, raw.GatherV2(lengths, inner.value_rowids(), 0))
        return
    for _ in range(inner.shape.rank - 1):
        lengths = raw.ExpandDims(lengths, -1)
    message = "Index out of range in a row of a ragged tensor"
    assertions.require_not_negative(inner, message)
    last = raw.Sub(lengths, convert_to_tensor(1, lengths.dtype))
    assertions.require_at_most(inner, last, message)


def _gathered_along(params, indices, axis):
    """Gather with indices that are the same for all outer rows."""
    if not ragged_tensor.is_ragged(params):
        return raw.GatherV2(params, indices, axis)
    if axis > 1:
        return params.with_values(gathered(params.values, indices, axis - 1, 0))
    rows = params.nrows()
    every = raw.Tile(raw.Reshape(indices, [1, -1]), raw.Pack([rows, convert_to_tensor(
        1, rows.dtype)]))
    picked = _gathered_in_batches(params, every, 1, 1)
    if indices.shape.rank == 1:
        return picked
    if indices.shape.rank == 0:
        return picked.values
    raise ValueError("Indices along an inner axis of a ragged tensor are a vector or a scalar.")


def gather_nd(op, inputs, attrs, name):
    """Pick elements or rows by vectors of indices."""
    params, indices = convert_to_tensor(inputs[0]), convert_to_tensor(inputs[1])
    if ragged_tensor.is_ragged(indices):
        if not ragged_tensor.is_ragged(indices.values) and indices.values.shape.rank == 1:
            raise ValueError("The innermost dimension of indices may not be ragged")
        return indices.with_values(gather_nd(op, [params, indices.values], attrs, name))
    depth = indices.shape[-1]
    if indices.shape.rank is None or depth is None:
        raise ValueError("indices.shape[-1] must be statically known.")
    if not ragged_tensor.is_ragged(params):
        return raw.GatherNd(params, indices, name=name, **attrs)
    indices = raw.Cast(indices, DstT=params.row_splits.dtype)
    first = _column(indices, 0)
    if depth == 1:
        return gathered(params, first, 0, 0)
    starts = raw.GatherV2(params.row_starts(), first, 0)
    lengths = raw.GatherV2(params.row_lengths(), first, 0)
    second = _column(indices, 1)
    message = "Index out of range in a row of a ragged tensor"
    assertions.require_not_negative(second, message)
    assertions.require_at_most(second, raw.Sub(lengths, convert_to_tensor(1, lengths.dtype)),
                               message)
    flat = raw.ExpandDims(raw.AddV2(starts, second), -1)
    rank = indices.shape.rank
    rest = raw.StridedSlice(indices, [0] * (rank - 1) + [2], [0] * rank, [1] * rank,
                            begin_mask=(1 << (rank - 1)) - 1, end_mask=(1 << rank) - 1)
    return gather_nd(op, [params.values, raw.ConcatV2([flat, rest], -1)], attrs, name)


def _column(indices, number):
    return raw.GatherV2(indices, number, indices.shape.rank - 1)


def where(op, inputs, attrs, name):
    """Return the coordinates of the elements that are true."""
    x = inputs[0]
    coordinates = raw.RaggedTensorToSparse(list(x.nested_row_splits), x.flat_values)[0]
    true = raw.NotEqual(x.flat_values, raw.ZerosLike(x.flat_values))
    places = raw.Squeeze(raw.Where(raw.Reshape(true, [-1])), squeeze_dims=[1])
    return raw.GatherV2(coordinates, places, 0)


def one_hot(op, inputs, attrs, name):
    """Write each number as a vector with a one.

    Raises:
        ValueError: the axis is a ragged one.
    """
    x, *rest = inputs
    axis = attrs.get("axis")
    axis = -1 if axis is None else axis
    if axis >= 0 or axis < -1:
        axis = ragged_tensor.positive_axis(axis, x.shape.rank + 1, "axis")
        if axis <= x.ragged_rank:
            raise ValueError(
                f"axis ({axis}) must be greater than indices.ragged_rank ({x.ragged_rank}).")
        axis -= x.ragged_rank
    return x.with_flat_values(raw.OneHot(x.flat_values, *rest, axis=axis, name=name))


def reverse(op, inputs, attrs, name):
    """Reverse along dimensions; each row by itself."""
    x, axes = inputs
    numbers = assertions.known_value(convert_to_tensor(axes, dtype_hint=dtypes.int32))
    numbers = [ragged_tensor.positive_axis(axis, x.shape.rank, f"axis[{i}]")
               for i, axis in enumerate(numbers.reshape(-1).tolist())]
    for axis in numbers:
        x = _reversed(x, axis)
    return x


def _reversed(x, axis):
    if not ragged_tensor.is_ragged(x):
        return raw.ReverseV2(x, [axis])
    if axis > 1:
        return x.with_values(_reversed(x.values, axis - 1))
    one = convert_to_tensor(1, x.row_splits.dtype)
    zero = raw.ZerosLike(one)
    if axis == 0:
        order = raw.ReverseV2(raw.Range(zero, x.nrows(), one), [0])
        return gathered(x, order, 0, 0)
    partition = x._row_partition
    last = raw.Sub(raw.GatherV2(partition.row_limits(), partition.value_rowids(), 0), one)
    return x.with_values(gathered(x.values, raw.Sub(last, partition.offsets_in_rows()), 0, 0))


def matmul(op, inputs, attrs, name):
    """Multiply matrices in batches, some of whose dimensions are ragged.

    Raises:
        ValueError: the ragged dimensions are such that rows would have to be cut up.
    """
    a, b = [convert_to_tensor(x) for x in inputs]
    if None in (a.shape.rank, b.shape.rank):
        raise ValueError("The ranks of ragged matrices have to be known.")
    if a.shape.rank != b.shape.rank:
        raise ValueError("`a` and `b` must have the same rank.")
    if a.shape.rank == 2:
        a, b = [_matrix(x) for x in (a, b)]
        return getattr(raw, op.name)(a, b, name=name, **attrs)
    return _batched_product(op, a, b, attrs)


def _matrix(x):
    """Return a ragged matrix, whose rows have to be of one length, as a dense one."""
    if not ragged_tensor.is_ragged(x):
        return x
    bounds = x.bounding_shape(out_type=dtypes.int32)
    assertions.require_equal(
        raw.Reshape(raw.Size(x.flat_values), []), raw.Prod(bounds, [0]),
        "The matrices in `a` and `b` may not be ragged in their innermost dimension.")
    return x.to_tensor()


def _batched_product(op, a, b, attrs):
    """Multiply with filled-up rows, and cut the product back to the rows there are."""
    dense = [x.to_tensor() if ragged_tensor.is_ragged(x) else x for x in (a, b)]
    product = getattr(raw, op.name)(*dense, **attrs)
    ones = [x.with_flat_values(raw.OnesLike(x.flat_values)).to_tensor()
            if ragged_tensor.is_ragged(x) else raw.OnesLike(x) for x in (a, b)]
    present = raw.NotEqual(getattr(raw, op.name)(*ones, **attrs),
                           convert_to_tensor(0, product.dtype))
    lengths, rank = [], product.shape.rank
    for axis in range(1, rank):
        inner = list(range(axis + 1, rank))
        here = raw.Any(present, inner) if inner else present
        lengths.append(raw.Sum(raw.Cast(here, DstT=dtypes.int64), [axis]))
    flat = [raw.Reshape(lengths[0], [-1])]
    for i in range(1, len(lengths)):
        kept = raw.Any(present, list(range(i + 1, rank)))
        places = raw.Squeeze(raw.Where(raw.Reshape(kept, [-1])), squeeze_dims=[1])
        flat.append(raw.GatherV2(raw.Reshape(lengths[i], [-1]), places, 0))
    places = raw.Squeeze(raw.Where(raw.Reshape(present, [-1])), squeeze_dims=[1])
    values = raw.GatherV2(raw.Reshape(product, [-1]), places, 0)
    return ragged_tensor.RaggedTensor.from_nested_row_lengths(values, flat, validate=False)

