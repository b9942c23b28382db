"""Tensors changed at places named by tensors of indices.

Scattering into variables is in `variables.py`.
"""

from tfcompat._src.base.errors import InvalidArgumentError
from tfcompat._src.core import raw
from tfcompat._src.ops import checks, gather, scattering
from tfcompat._src.ops.checks import shown
from tfcompat._src.registry import op


@op("""
    ScatterNd(indices: Tindices, updates: T, shape: Tindices) -> output: T
        T: type
        Tindices: {int16, int32, int64}
        bad_indices_policy: string = ""
""", host=("shape",))
def scatter_nd(xp, indices, updates, shape, *, bad_indices_policy):
    """Add slices into a tensor of zeros (for strings: empty ones) by vectors of indices.

    Shapes:
        indices: [outer..., depth]
        updates: [outer..., sizes after the first depth of `shape`]
        shape: [rank of output]
        output: the sizes in `shape`
    Errors:
        InvalidArgumentError: the shapes do not fit, or (unless the policy is "IGNORE") an index
            is out of range.
    Source: tf.raw_ops.ScatterNd
    """
    _require_vectors(indices, updates)
    sizes = tuple(shape.reshape(-1).tolist())
    for size in sizes:
        if size < 0:
            raise InvalidArgumentError(f"Dimension {size} must be >= 0")
    if not scattering.something_or_nothing(shape.size, indices, updates):
        raise InvalidArgumentError("Indices and updates specified for empty output shape")
    _check_new(indices, updates, sizes)
    if shape.ndim != 1:
        raise InvalidArgumentError("Shape must be a vector")
    target = xp.full(sizes, b"" if updates.dtype == object else 0, updates.dtype)
    return scattered(xp, target, indices, updates, bad_indices_policy, "add")


def _require_vectors(indices, updates):
    for name, x in (("Indices", indices), ("Updates", updates)):
        if not x.ndim:
            raise InvalidArgumentError(f"{name} shape must have rank at least one. Found:[]")


def _check_new(indices, updates, sizes):
    """Check the shapes of a scatter into a new tensor."""
    outer, depth = indices.ndim - 1, indices.shape[-1]
    if updates.shape[:outer] != indices.shape[:-1]:
        raise InvalidArgumentError(
            f"Dimensions [0,{outer}) of indices[shape={shown(indices.shape)}] must match "
            f"dimensions [0,{outer}) of updates[shape={shown(updates.shape)}]"
        )
    if updates.shape[outer:] != sizes[depth:] or depth > len(sizes):
        raise InvalidArgumentError(
            f"Dimensions [{depth},{len(sizes)}) of input[shape={shown(sizes)}] must match "
            f"dimensions [{outer},{updates.ndim}) of updates[shape={shown(updates.shape)}]"
        )


def scattered(xp, target, indices, updates, policy, fold=None):
    """Write `updates` into `target`, which is ours to change, or fold them in; return it.

    Args:
        xp: the array module.
        target: any array.
        indices: [..., depth], each vector an index into the first dimensions of `target`, or
            [n], the numbers of rows.
        updates: [..., inner...]
        policy: b"IGNORE" leaves out what is out of range, anything else raises.
        fold: how updates fold in: "add", "maximum" or "minimum"; None writes them.

    Raises:
        InvalidArgumentError: the shapes do not fit, or an index is out of range.
    """
    scattering.check_slices(target.shape, indices, updates)
    if not updates.size:
        return target
    is_vector = indices.ndim == 1
    indices = indices[:, None] if is_vector else indices
    depth = indices.shape[-1]
    good = gather.valid_rows(xp, indices, target.shape)
    inner = target.shape[depth:]
    if good.all():
        places = scattering.flat_places(xp, indices, target.shape)
        rows = updates.reshape((-1, *inner))
    elif policy == b"IGNORE":
        places = scattering.flat_places(xp, indices[good], target.shape)
        rows = updates[good].reshape((-1, *inner))
    else:
        at, vector = gather.last_bad_row(xp, indices, good)
        raise InvalidArgumentError(
            f"indices{'' if is_vector else at} = {vector} does not index into shape "
            f"{shown(target.shape)}"
        )
    flat = target.reshape((-1, *inner))
    if fold == "add":
        return xp.scatter_add(flat, places, rows).reshape(target.shape)
    if fold:
        return xp.scatter_fold(fold, flat, places, rows).reshape(target.shape)
    flat[places] = rows
    return target


@scatter_nd.shape
def scatter_nd_shape(c):
    checks.with_rank_at_least(c["indices"], 1)
    checks.with_rank_at_least(c["updates"], 1)
    checks.with_rank(c["shape"], 1)
    output = c.value_as_shape("shape")
    static_check(c["indices"], c["updates"], output)
    return [output]


@scatter_nd.gradient
def scatter_nd_gradient(op, dy):
    policy = op.attr("bad_indices_policy")
    return [None, raw.GatherNd(dy, op.inputs[0], bad_indices_policy=policy), None]


def static_check(indices, updates, output):
    """Check what is known of the shapes of a scatter."""
    if output.rank is not None and 0 in output.as_list():
        sizes = [indices.num_elements(), updates.num_elements()]
        if any(sizes):
            raise ValueError("Indices and updates specified for empty input")
    if indices.rank is None or updates.rank is None or indices[-1] is None:
        return
    outer, depth = indices.rank - 1, indices[-1]
    pairs = [("indices", indices, indices[:-1], 0, outer, updates[:outer], 0, outer)]
    if output.rank is not None and output.rank >= depth:
        pairs.append(
            ("input", output, output[depth:], depth, output.rank, updates[outer:], outer,
             updates.rank)
        )
    for name, shape, part, low, high, other, start, stop in pairs:
        try:
            checks.merge(part, other)
        except ValueError as error:
            raise ValueError(
                f"Dimensions [{low},{high}) of {name}[shape={shown(shape)}] = {shown(part)} must "
                f"match dimensions [{start},{stop}) of updates[shape={shown(updates)}] = "
                f"{shown(other)}: {error}"
            ) from None


def check_update(tensor, indices, updates):
    """Check the shapes of a scatter into an existing tensor."""
    _require_vectors(indices, updates)
    if not scattering.something_or_nothing(tensor.size, indices, updates):
        raise InvalidArgumentError("Indices and updates specified for empty output shape")
    outer, depth = indices.ndim - 1, indices.shape[-1]
    for i in range(outer):
        if updates.ndim <= i or indices.shape[i] != updates.shape[i]:
            raise InvalidArgumentError(
                "Outer dimensions of indices and update must match. Indices shape: "
                f"{shown(indices.shape)}, updates shape:{shown(updates.shape)}"
            )
    inner, rest = tensor.ndim - depth, updates.ndim - outer
    if inner != rest:
        raise InvalidArgumentError(
            "Inner dimensions of output shape must match inner dimensions of updates shape. "
            f"Output: {shown(tensor.shape)} updates: {shown(updates.shape)}"
        )
    if updates.shape[outer:] != tensor.shape[depth:]:
        raise InvalidArgumentError(
            f"The inner {inner} dimensions of output.shape={shown(tensor.shape)} must match the "
            f"inner {rest} dimensions of updates.shape={shown(updates.shape)}"
        )


def update_shape(c):
    """The shape function of scatters into an existing tensor."""
    checks.with_rank_at_least(c["tensor"], 1)
    checks.with_rank_at_least(c["indices"], 1)
    static_check(c["indices"], c["updates"], c["tensor"])
    return [c["tensor"]]


@op("""
    TensorScatterUpdate(tensor: T, indices: Tindices, updates: T) -> output: T
        T: type
        Tindices: {int16, int32, int64, uint16}
        bad_indices_policy: string = ""
""")
def tensor_scatter_update(xp, tensor, indices, updates, *, bad_indices_policy):
    """Return a tensor with slices replaced by vectors of indices; the last update stays.

    Shapes:
        tensor: [n1, ..., nr]
        indices: [outer..., depth]
        updates: [outer..., n(depth+1), ..., nr]
        output: as tensor
    Errors:
        InvalidArgumentError: the shapes do not fit, or (unless the policy is "IGNORE") an index
            is out of range.
    Source: tf.raw_ops.TensorScatterUpdate
    """
    check_update(tensor, indices, updates)
    target = xp.array(tensor)
    return scattered(xp, target, indices, updates, bad_indices_policy)


tensor_scatter_update.shape(update_shape)


@tensor_scatter_update.gradient
def tensor_scatter_update_gradient(op, dy):
    _, indices, updates = op.inputs
    return [
        raw.TensorScatterUpdate(dy, indices, raw.ZerosLike(updates)) if op.needs(0) else None,
        None,
        raw.GatherNd(dy, indices) if op.needs(2) else None,
    ]


@op("""
    TensorScatterAdd(tensor: T, indices: Tindices, updates: T) -> output: T
        T: type
        Tindices: {int32, int64}
        bad_indices_policy: string = ""
""")
def tensor_scatter_add(xp, tensor, indices, updates, *, bad_indices_policy):
    """Return a tensor with slices added to by vectors of indices.

    Shapes:
        tensor: [n1, ..., nr]
        indices: [outer..., depth]
        updates: [outer..., n(depth+1), ..., nr]
        output: as tensor
    Errors:
        InvalidArgumentError: the shapes do not fit, or (unless the policy is "IGNORE") an index
            is out of range.
    Source: tf.raw_ops.TensorScatterAdd
    """
    check_update(tensor, indices, updates)
    return scattered(xp, tensor, indices, updates, bad_indices_policy, "add")


tensor_scatter_add.shape(update_shape)


@tensor_scatter_add.gradient
def tensor_scatter_add_gradient(op, dy):
    return [dy, None, raw.GatherNd(dy, op.inputs[1]) if op.needs(2) else None]


@op("""
    TensorScatterSub(tensor: T, indices: Tindices, updates: T) -> output: T
        T: type
        Tindices: {int32, int64}
        bad_indices_policy: string = ""
""")
def tensor_scatter_sub(xp, tensor, indices, updates, *, bad_indices_policy):
    """Return a tensor with slices subtracted from by vectors of indices.

    Shapes:
        tensor: [n1, ..., nr]
        indices: [outer..., depth]
        updates: [outer..., n(depth+1), ..., nr]
        output: as tensor
    Errors:
        InvalidArgumentError: the shapes do not fit, or (unless the policy is "IGNORE") an index
            is out of range.
    Source: tf.raw_ops.TensorScatterSub
    """
    return tensor_scatter_add(
        xp, tensor, indices, -updates, bad_indices_policy=bad_indices_policy
    )


tensor_scatter_sub.shape(update_shape)


@tensor_scatter_sub.gradient
def tensor_scatter_sub_gradient(op, dy):
    return [dy, None, raw.Neg(raw.GatherNd(dy, op.inputs[1])) if op.needs(2) else None]
