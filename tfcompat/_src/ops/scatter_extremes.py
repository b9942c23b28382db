"""Tensors with the larger or the smaller of two numbers put in at places named by indices.

Replacing, adding and subtracting are in `scatter.py`; here is also the older op that adds.
"""

from tfcompat._src.core import raw
from tfcompat._src.ops import scatter
from tfcompat._src.registry import op

# The four ops on tensors check and infer their shapes in the same way.
_update_shape = scatter.update_shape


def _folded(xp, tensor, indices, updates, policy, fold):
    scatter.check_update(tensor, indices, updates)
    return scatter.scattered(xp, xp.array(tensor), indices, updates, policy, fold)


@op("""
    TensorScatterMax(tensor: T, indices: Tindices, updates: T) -> output: T
        T: type
        Tindices: {int32, int64}
        bad_indices_policy: string = ""
""")
def tensor_scatter_max(xp, tensor, indices, updates, *, bad_indices_policy):
    """Return a tensor with the larger of its own and of the updated numbers at some indices.

    Shapes:
        tensor: [n1, ..., nr]
        indices: [outer..., depth]
        updates: [outer..., n(depth+1), ..., nr]
        output: as tensor
    Errors:
        InvalidArgumentError: the shapes do not fit, or (unless the policy is "IGNORE") an index
            is out of range.
    Source: tf.raw_ops.TensorScatterMax
    """
    return _folded(xp, tensor, indices, updates, bad_indices_policy, "maximum")


tensor_scatter_max.shape(_update_shape)


@op("""
    TensorScatterMin(tensor: T, indices: Tindices, updates: T) -> output: T
        T: type
        Tindices: {int32, int64}
        bad_indices_policy: string = ""
""")
def tensor_scatter_min(xp, tensor, indices, updates, *, bad_indices_policy):
    """Return a tensor with the smaller of its own and of the updated numbers at some indices.

    Shapes:
        tensor: [n1, ..., nr]
        indices: [outer..., depth]
        updates: [outer..., n(depth+1), ..., nr]
        output: as tensor
    Errors:
        InvalidArgumentError: the shapes do not fit, or (unless the policy is "IGNORE") an index
            is out of range.
    Source: tf.raw_ops.TensorScatterMin
    """
    return _folded(xp, tensor, indices, updates, bad_indices_policy, "minimum")


tensor_scatter_min.shape(_update_shape)


def _extreme_gradient(op, dy):
    """Numbers that are equal to the result share its gradient, as TensorFlow divides it."""
    tensor, indices, updates = op.inputs
    result = op.outputs[0]
    kept = raw.Cast(raw.Equal(result, tensor), DstT=dy.dtype)
    chosen = raw.Cast(raw.Equal(updates, raw.GatherNd(result, indices)), DstT=dy.dtype)
    number = raw.TensorScatterAdd(kept, indices, chosen)
    each = raw.DivNoNan(dy, number)
    d_updates = raw.Mul(chosen, raw.GatherNd(each, indices))
    return [raw.Mul(kept, each), None, d_updates]


tensor_scatter_max.gradient(_extreme_gradient)
tensor_scatter_min.gradient(_extreme_gradient)


@op("""
    ScatterNdNonAliasingAdd(input: T, indices: Tindices, updates: T) -> output: T
        T: {float, double, int32, uint8, int16, int8, complex64, int64, qint8, quint8,
            qint32, bfloat16, qint16, quint16, uint16, complex128, half, uint32, uint64, bool}
        Tindices: {int32, int64}
        bad_indices_policy: string = ""
""")
def scatter_nd_non_aliasing_add(xp, input, indices, updates, *, bad_indices_policy):  # noqa: A002
    """Return a tensor with slices added to by vectors of indices; truths are joined by "or".

    Shapes:
        input: [n1, ..., nr]
        indices: [outer..., depth]
        updates: [outer..., n(depth+1), ..., nr]
        output: as input
    Errors:
        InvalidArgumentError: the shapes do not fit, or (unless the policy is "IGNORE") an index
            is out of range.
    Source: tf.raw_ops.ScatterNdNonAliasingAdd
    """
    fold = "maximum" if input.dtype == bool else "add"
    return scatter.scattered(xp, xp.array(input), indices, updates, bad_indices_policy, fold)


@scatter_nd_non_aliasing_add.shape
def scatter_nd_non_aliasing_add_shape(c):
    scatter.static_check(c["indices"], c["updates"], c["input"])
    return [c["input"]]


@scatter_nd_non_aliasing_add.gradient
def scatter_nd_non_aliasing_add_gradient(op, dy):
    return [dy, None, raw.GatherNd(dy, op.inputs[1])]
