"""Elements and slices picked by tensors of indices, and the indices of elements that are true.

Resource variables are gathered from here too. Cutting out blocks is in `slice.py`.
"""

from tfcompat._src.base.errors import InvalidArgumentError
from tfcompat._src.base.shapes import TensorShape, trusted_shape, unknown_shape
from tfcompat._src.core import raw
from tfcompat._src.core.indexed_slices import IndexedSlices
from tfcompat._src.ops import checks, handles
from tfcompat._src.ops.checks import shown
from tfcompat._src.ops.gradient_parts import joined, product, rank_of, sizes_of, span, value_of
from tfcompat._src.registry import no_gradient, op

_UNSIGNED = {2: "uint16", 4: "uint32", 8: "uint64"}


def _check_indices(xp, indices, limit):
    """Raise unless all indices are in [0, limit)."""
    if not indices.size:
        return
    # Seen as unsigned, negative numbers are the largest: one pass finds both kinds of outlier.
    if indices.view(_UNSIGNED[indices.dtype.itemsize]).max() < limit:
        return
    for at in xp.ndindex(indices.shape):
        if not 0 <= indices[at] < limit:
            where = f"[{','.join(map(str, at))}]" if at else ""
            raise InvalidArgumentError(
                f"indices{where} = {indices[at]} is not in [0, {limit})"
            )


def take(xp, params, indices, axis, batch_dims):
    """Pick slices of `params` along `axis`, separately in each batch; arguments as GatherV2's."""
    rank = indices.ndim
    if not -params.ndim <= axis < params.ndim:
        least = axis + 1 if axis >= 0 else -axis
        raise InvalidArgumentError(
            f"Shape must be at least rank {least} but is rank {params.ndim}"
        )
    if batch_dims and not -rank <= batch_dims <= rank:
        raise InvalidArgumentError(
            f"Expected batch_dims in the range [{-rank}, {rank}], but got {batch_dims}"
        )
    axis %= params.ndim
    if batch_dims < 0:
        batch_dims += rank
    _check_batch(params, indices, axis, batch_dims)
    if not params.size and not _product((*params.shape[:axis], *params.shape[axis + 1 :])):
        # Nothing is picked: TensorFlow does not look at the indices.
        sizes = (*params.shape[:axis], *indices.shape[batch_dims:], *params.shape[axis + 1 :])
        return xp.empty(sizes, params.dtype)
    _check_indices(xp, indices, params.shape[axis])
    if batch_dims:
        return _take_batched(xp, params, indices, axis, batch_dims)
    if not rank:
        return params[(*((slice(None),) * axis), int(indices), ...)]
    return params.take(indices, axis)


def _check_batch(params, indices, axis, batch_dims):
    if batch_dims >= params.ndim:
        raise InvalidArgumentError(
            f"batch_dims ({batch_dims}) must be less than rank(params) ({params.ndim})."
        )
    if axis < batch_dims:
        raise InvalidArgumentError(
            f"batch_dims ({batch_dims}) must be less than or equal to axis ({axis})."
        )
    for i in range(batch_dims):
        if params.shape[i] != indices.shape[i]:
            raise InvalidArgumentError(
                f"params.shape[{i}]: {params.shape[i]} should be equal to indices.shape[{i}]: "
                f"{indices.shape[i]}"
            )


def _take_batched(xp, params, indices, axis, batch_dims):
    batch, middle = params.shape[:batch_dims], params.shape[batch_dims:axis]
    rest, picked = params.shape[axis + 1 :], indices.shape[batch_dims:]
    count, inner = _product(batch), _product(middle)
    flat = params.reshape((count, inner, params.shape[axis], _product(rest)))
    rows = xp.arange(count).reshape(-1, 1, 1)
    columns = xp.arange(inner).reshape(1, -1, 1)
    chosen = flat[rows, columns, indices.reshape(count, 1, _product(picked))]
    return chosen.reshape((*batch, *middle, *picked, *rest))


def _product(sizes):
    total = 1
    for size in sizes:
        total *= size
    return total


def _take_shape(params, indices, axis, batch_dims):
    """The shape that `take` gives; `axis` may be None, unknown."""
    if indices.rank is not None:
        if batch_dims < 0:
            checks.with_rank_at_least(indices, -batch_dims)
            batch_dims += indices.rank
        checks.with_rank_at_least(indices, batch_dims)
    checks.with_rank_at_least(params, batch_dims + 1)
    if params.rank is None or indices.rank is None:
        return TensorShape(None)
    if axis is None:
        return unknown_shape(params.rank - 1 + indices.rank - batch_dims)
    checks.with_rank_at_least(params, axis + 1 if axis >= 0 else -axis)
    axis %= params.rank
    return trusted_shape((*params[:axis], *indices[batch_dims:], *params[axis + 1 :]))


@op("""
    GatherV2(params: Tparams, indices: Tindices, axis: Taxis) -> output: Tparams
        batch_dims: int = 0
        Tparams: type
        Tindices: {int16, int32, int64}
        Taxis: {int32, int64}
""", host=("axis",))
def gather_v2(xp, params, indices, axis, *, batch_dims):
    """Pick slices of a tensor along a dimension, by index.

    Shapes:
        params: [batch..., outer..., n, inner...]
        indices: [batch..., picked...]
        axis: []
        output: [batch..., outer..., picked..., inner...]
    Errors:
        InvalidArgumentError: an index, `axis` or `batch_dims` is out of range.
    Source: tf.raw_ops.GatherV2
    """
    if not params.ndim:
        raise InvalidArgumentError("params must be at least 1 dimensional")
    if axis.ndim:
        raise InvalidArgumentError("axis must be scalar")
    return take(xp, params, indices, axis.item(), batch_dims)


@gather_v2.shape
def gather_v2_shape(c):
    axis = checks.scalar_value(c, "axis")
    return [_take_shape(c["params"], c["indices"], axis, c.attr("batch_dims"))]


@gather_v2.gradient
def gather_v2_gradient(op, dy):
    params, indices, axis = op.inputs
    batch = op.attr("batch_dims")
    if value_of(axis) == 0:
        return [_rows(indices, dy, raw.Shape(params), sizes_of(params)), None, None]
    if batch < 0:
        batch = _from_the_end(batch, indices)
    return [_along(params, indices, axis, dy, batch), None, None]


def _rows(indices, dy, shape, sizes):
    """Return the gradient of picked rows as what it is: rows, of a tensor of that shape."""
    count = product(sizes_of(indices))
    values = raw.Reshape(dy, joined([count], sizes[1:]))
    return IndexedSlices(values, raw.Reshape(indices, [count]), shape)


def _from_the_end(batch, indices):
    """Return a number of batch dimensions that is counted from the end."""
    rank = indices.shape.rank
    if rank is None:
        raise ValueError(
            "Currently, it is unsupported to take the gradient of tf.gather when batch_dims < 0 "
            "and the rank of the indices is unknown. Please pass a positive batch_dims or use "
            "tf.ensure_shape to update the shape of indices when calling tf.gather. Got "
            f"batch_dims={batch} and indices={indices}"
        )
    return batch + rank


def _along(params, indices, axis, dy, batch):
    """Return the dense gradient of slices picked along `axis`, separately in each batch."""
    rank, known = rank_of(params), value_of(axis)
    if known is None or not isinstance(rank, int):
        axis = raw.FloorMod(raw.Cast(axis, DstT="int32"), rank)
        sizes = raw.Shape(params)
    else:
        axis, sizes = known % rank, sizes_of(params)
    batches, limit = product(sizes[:batch]), sizes[axis]
    count = product(sizes_of(indices)[batch:])
    # The picked dimensions become one, and then come right after the batch.
    front, between, behind = span(0, batch), span(batch, axis), span(axis + 1, rank)
    picked = raw.Reshape(dy, joined(sizes[:axis], [count], sizes[axis:][1:]))
    picked = raw.Transpose(picked, joined(front, [axis], between, behind))
    rest = joined(sizes[batch:axis], sizes[axis:][1:])
    rows = raw.Reshape(picked, joined([batches * count], rest))
    ids = raw.Reshape(indices, [batches, count])
    offsets = raw.Mul(raw.ExpandDims(raw.Range(0, batches, 1), 1), limit)
    ids = raw.Reshape(raw.AddV2(ids, raw.Cast(offsets, DstT=ids.dtype)), [-1])
    total = raw.UnsortedSegmentSum(rows, ids, batches * limit)
    total = raw.Reshape(total, joined(sizes[:batch], [limit], rest))
    back = joined(front, span(batch + 1, axis + 1), [batch], behind)
    return raw.Reshape(raw.Transpose(total, back), sizes)


@op("""
    Gather(params: Tparams, indices: Tindices) -> output: Tparams
        validate_indices: bool = true
        Tparams: type
        Tindices: {int32, int64}
""")
def gather(xp, params, indices):
    """Pick slices of a tensor along its first dimension, by index.

    Shapes:
        params: [n, inner...]
        indices: any
        output: [indices..., inner...]
    Errors:
        InvalidArgumentError: an index is out of range, or `params` is a scalar.
    Source: tf.raw_ops.Gather
    """
    if not params.ndim:
        raise InvalidArgumentError("params must be at least 1 dimensional")
    return take(xp, params, indices, 0, 0)


@gather.shape
def gather_shape(c):
    return [_take_shape(c["params"], c["indices"], 0, 0)]


@gather.gradient
def gather_gradient(op, dy):
    params, indices = op.inputs
    return [_rows(indices, dy, raw.Shape(params), sizes_of(params)), None]


@op("""
    GatherNd(params: Tparams, indices: Tindices) -> output: Tparams
        Tparams: type
        Tindices: {int16, int32, int64}
        bad_indices_policy: string = ""
""")
def gather_nd(xp, params, indices, *, bad_indices_policy):
    """Pick elements or slices of a tensor by vectors of indices.

    Shapes:
        params: [n1, ..., nr]
        indices: [outer..., depth], depth <= r
        output: [outer..., n(depth+1), ..., nr]
    Errors:
        InvalidArgumentError: an index is out of range (unless the policy is "IGNORE", which
            gives zeros), or the vectors are longer than the rank of `params`.
    Source: tf.raw_ops.GatherNd
    """
    return take_nd(xp, params, indices, bad_indices_policy, "GatherNd")


def take_nd(xp, params, indices, policy, name):
    """Pick by vectors of indices; `name` is what messages call the node."""
    if not params.ndim:
        raise InvalidArgumentError("params must be at least a vector")
    if not indices.ndim:
        raise InvalidArgumentError("indices must be at least a vector")
    depth = indices.shape[-1]
    if depth > params.ndim:
        raise InvalidArgumentError(
            "index innermost dimension length must be <= params rank; "
            f"saw: {depth} vs. {params.ndim}"
        )
    if not params.size and _product(indices.shape[:-1]):
        raise InvalidArgumentError(
            "Requested more than 0 entries, but params is empty.  Params shape: "
            f"{shown(params.shape)}"
        )
    good = valid_rows(xp, indices, params.shape)
    if good.all():
        return params[(*[indices[..., i] for i in range(depth)], ...)] if depth else (
            xp.broadcast_to(params, (*indices.shape[:-1], *params.shape))
        )
    if policy != b"IGNORE":
        at, vector = last_bad_row(xp, indices, good)
        raise InvalidArgumentError(
            f"indices{at} = {vector} does not index into param shape {shown(params.shape)}, "
            f"node name: {name}"
        )
    safe = xp.where(good[..., None], indices, 0)
    found = params[tuple([safe[..., i] for i in range(depth)])].copy()
    found[~good] = b"" if params.dtype == object else 0
    return found


def valid_rows(xp, indices, shape):
    """Return for each index vector whether it lies within `shape`."""
    limits = xp.asarray(shape[: indices.shape[-1]], xp.int64)
    return ((indices >= 0) & (indices < limits)).all(-1)


def last_bad_row(xp, indices, good):
    """Write place and value of the last index vector that is not good.

    TensorFlow notes each bad one over the one before.
    """
    place = good.size - 1 - int(xp.argmin(good.reshape(-1)[::-1]))
    vector = indices.reshape(-1, indices.shape[-1])[place].tolist()
    at = xp.unravel_index(place, good.shape) if good.ndim else ()
    where = f"[{','.join([str(int(i)) for i in at])}]" if good.ndim else ""
    return where, "[" + ", ".join(map(str, vector)) + "]"


@gather_nd.shape
def gather_nd_shape(c):
    return [_take_nd_shape(c["params"], c["indices"])]


@gather_nd.gradient
def gather_nd_gradient(op, dy):
    params, indices = op.inputs
    shape = raw.Shape(params, out_type=indices.dtype)
    return [_elements(indices, dy, shape, op.attr("bad_indices_policy")), None]


def _elements(indices, dy, shape, policy=b""):
    """Return the gradient of picked elements or blocks of a tensor of that shape."""
    if indices.shape.rank == 2 and indices.shape[-1] == 1:
        return IndexedSlices(dy, raw.Squeeze(indices, squeeze_dims=[-1]), shape)
    if indices.shape.rank is not None and indices.shape[-1] == 0:
        return raw.Sum(dy, span(0, indices.shape.rank - 1))  # each pick was the whole tensor
    if indices.shape.rank == 1:
        indices, dy = raw.ExpandDims(indices, 0), raw.ExpandDims(dy, 0)
    return raw.ScatterNd(indices, dy, shape, bad_indices_policy=policy)


def _take_nd_shape(params, indices):
    checks.with_rank_at_least(indices, 1)
    if indices.rank is None or params.rank is None or indices[-1] is None:
        return TensorShape(None)
    if indices[-1] > params.rank:
        raise ValueError(
            "indices.shape[-1] must be <= params.rank, but saw indices shape: "
            f"{shown(indices)} and params shape: {shown(params)}"
        )
    return indices[:-1].concatenate(params[indices[-1] :])


@op("""
    ResourceGather(resource: resource, indices: Tindices) -> output: dtype
        batch_dims: int = 0
        validate_indices: bool = true
        dtype: type
        Tindices: {int32, int64}
""", stateful=True)
def resource_gather(xp, resource, indices, *, batch_dims):
    """Pick slices of a variable along the dimension after its batch dimensions.

    Shapes:
        resource: a variable [batch..., n, inner...]
        indices: [batch..., picked...]
        output: [batch..., picked..., inner...]
    Errors:
        InvalidArgumentError: an index is out of range.
        NotFoundError: the variable has no value.
    Source: tf.raw_ops.ResourceGather
    """
    params = handles.value_of(resource)
    if not params.ndim:
        raise InvalidArgumentError("params must be at least 1 dimensional")
    if batch_dims < 0:
        raise InvalidArgumentError(f"batch_dims is negative ({batch_dims})")
    if params.ndim < batch_dims:
        raise InvalidArgumentError(
            f"params must have at least {batch_dims} (batch_dims) dimensions but it has shape "
            f"{shown(params.shape)}"
        )
    return take(xp, params, indices, batch_dims, batch_dims)


@resource_gather.shape
def resource_gather_shape(c):
    known = c.handle("resource")
    if known is None:
        return [TensorShape(None)]
    return [_take_shape(known[1], c["indices"], c.attr("batch_dims"), c.attr("batch_dims"))]


@resource_gather.gradient
def resource_gather_gradient(op, dy):
    variable, indices = op.inputs
    shape = raw.VariableShape(variable)
    return [_rows(indices, dy, shape, shape), None]


@op("""
    ResourceGatherNd(resource: resource, indices: Tindices) -> output: dtype
        dtype: type
        Tindices: {int32, int64}
""", stateful=True)
def resource_gather_nd(xp, resource, indices):
    """Pick elements or slices of a variable by vectors of indices.

    Shapes:
        resource: a variable [n1, ..., nr]
        indices: [outer..., depth], depth <= r
        output: [outer..., n(depth+1), ..., nr]
    Errors:
        InvalidArgumentError: an index is out of range, or the vectors are too long.
        NotFoundError: the variable has no value.
    Source: tf.raw_ops.ResourceGatherNd
    """
    params = handles.value_of(resource)
    return take_nd(xp, params, indices, b"", "ResourceGatherNd")


@resource_gather_nd.shape
def resource_gather_nd_shape(c):
    known = c.handle("resource")
    return [TensorShape(None) if known is None else _take_nd_shape(known[1], c["indices"])]


@resource_gather_nd.gradient
def resource_gather_nd_gradient(op, dy):
    variable, indices = op.inputs
    return [_elements(indices, dy, raw.VariableShape(variable, out_type=indices.dtype)), None]


@op("""
    Where(input: T) -> index: int64
        T: {float, double, int32, uint8, int16, int8, complex64, int64, qint8, quint8, qint32,
            bfloat16, qint16, quint16, uint16, complex128, half, uint32, uint64, bool} = bool
""")
def where(xp, input):  # noqa: A002 - TensorFlow's argument name
    """Return the coordinates of all elements that are true or not zero, in row-major order.

    Shapes:
        input: [n1, ..., nr]
        index: [how many, r]
    Errors:
        InvalidArgumentError: the input is a scalar.
    Source: tf.raw_ops.Where
    """
    if not input.ndim:
        raise InvalidArgumentError("WhereOp : Unhandled input dimensions: 0")
    return xp.argwhere(input).astype(xp.int64, copy=False)


@where.shape
def where_shape(c):
    return [TensorShape([None, c["input"].rank])]


no_gradient(where, "coordinates do not vary with the values")
