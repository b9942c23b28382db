"""Scattering slices into variables by index vectors.

TensorFlow has each of these ops on references and on handles. Scattering rows is in
`variable_scatter.py`, scattering into tensors in `scatter.py`.
"""

from tfcompat._src.base.errors import InvalidArgumentError
from tfcompat._src.ops import handles, scatter
from tfcompat._src.ops.checks import shown
from tfcompat._src.ops.ref_variables import NUMBERS, read
from tfcompat._src.registry import no_gradient, op


def _slices(xp, old, indices, updates, policy, fold):
    """Return a value with slices folded in, or replaced where `fold` is None."""
    _check(old, indices, updates)
    updates = -updates if fold == "subtract" else updates
    fold = "add" if fold == "subtract" else fold
    return scatter.scattered(xp, old.copy(), indices, updates, policy, fold)


def _check(old, indices, updates):
    """Raise where indices, updates and the variable do not go together."""
    outer, depth = indices.ndim - 1, indices.shape[-1]
    for i in range(outer):
        if updates.ndim <= i or indices.shape[i] != updates.shape[i]:
            raise InvalidArgumentError(
                f"Dimensions [0,{outer}) of indices[shape={shown(indices.shape)}] = "
                f"{indices.shape[i]} must match dimensions [0,{outer}) of "
                f"updates[shape={shown(updates.shape)}] = "
                f"{updates.shape[i] if i < updates.ndim else ''}"
            )
    if depth > old.ndim or updates.shape[outer:] != old.shape[depth:]:
        raise InvalidArgumentError(
            f"Dimensions [{depth},{old.ndim}) of input[shape={shown(old.shape)}] must match "
            f"dimensions [{depth},{updates.ndim}) of updates[shape={shown(updates.shape)}]"
        )


def _slices_shape(c):
    return [c["ref"]] if c.outputs else []


@op("""
    ScatterNdUpdate(ref: Ref(T), indices: Tindices, updates: T) -> output_ref: Ref(T)
        T: type
        Tindices: {int32, int64}
        use_locking: bool = true
        bad_indices_policy: string = ""
""")
def scatter_nd_update(xp, ref, indices, updates, *, bad_indices_policy):
    """Replace slices of a variable, by index vectors.

    Shapes:
        ref, output_ref: any
        indices: [n..., depth]
        updates: [n..., inner...], where inner are the dimensions of `ref` from `depth` on
    Errors:
        InvalidArgumentError: an index is out of range, or the shapes do not fit.
        FailedPreconditionError: the variable has no value.
    Source: tf.raw_ops.ScatterNdUpdate
    """
    with ref.lock:
        ref.value = _slices(xp, read(ref), indices, updates, bad_indices_policy, None)
    return ref


scatter_nd_update.shape(_slices_shape)
no_gradient(scatter_nd_update, "assignments are not differentiated")


@op("""
    ResourceScatterNdUpdate(ref: resource, indices: Tindices, updates: T) -> ()
        T: type
        Tindices: {int32, int64}
        use_locking: bool = true
        bad_indices_policy: string = ""
""", stateful=True)
def resource_scatter_nd_update(xp, ref, indices, updates, *, bad_indices_policy):
    """Replace slices of a variable, by index vectors.

    Shapes:
        ref: a variable of any shape
        indices: [n..., depth]
        updates: [n..., inner...], where inner are the dimensions of `ref` from `depth` on
    Errors:
        InvalidArgumentError: an index is out of range, or the shapes do not fit.
        NotFoundError: the variable has no value.
    Source: tf.raw_ops.ResourceScatterNdUpdate
    """
    with ref.lock:
        old = handles.value_of(ref)
        ref.value = _slices(xp, old, indices, updates, bad_indices_policy, None)


resource_scatter_nd_update.shape(_slices_shape)


@op(f"""
    ScatterNdAdd(ref: Ref(T), indices: Tindices, updates: T) -> output_ref: Ref(T)
        T: {NUMBERS}
        Tindices: {{int32, int64}}
        use_locking: bool = false
        bad_indices_policy: string = ""
""")
def scatter_nd_add(xp, ref, indices, updates, *, bad_indices_policy):
    """Add to slices of a variable, by index vectors.

    Shapes:
        ref, output_ref: any
        indices: [n..., depth]
        updates: [n..., inner...], where inner are the dimensions of `ref` from `depth` on
    Errors:
        InvalidArgumentError: an index is out of range, or the shapes do not fit.
        FailedPreconditionError: the variable has no value.
    Source: tf.raw_ops.ScatterNdAdd
    """
    with ref.lock:
        ref.value = _slices(xp, read(ref), indices, updates, bad_indices_policy, "add")
    return ref


scatter_nd_add.shape(_slices_shape)
no_gradient(scatter_nd_add, "assignments are not differentiated")


@op("""
    ResourceScatterNdAdd(ref: resource, indices: Tindices, updates: T) -> ()
        T: type
        Tindices: {int32, int64}
        use_locking: bool = true
        bad_indices_policy: string = ""
""", stateful=True)
def resource_scatter_nd_add(xp, ref, indices, updates, *, bad_indices_policy):
    """Add to slices of a variable, by index vectors.

    Shapes:
        ref: a variable of any shape
        indices: [n..., depth]
        updates: [n..., inner...], where inner are the dimensions of `ref` from `depth` on
    Errors:
        InvalidArgumentError: an index is out of range, or the shapes do not fit.
        NotFoundError: the variable has no value.
    Source: tf.raw_ops.ResourceScatterNdAdd
    """
    with ref.lock:
        old = handles.value_of(ref)
        ref.value = _slices(xp, old, indices, updates, bad_indices_policy, "add")


resource_scatter_nd_add.shape(_slices_shape)


@op(f"""
    ScatterNdSub(ref: Ref(T), indices: Tindices, updates: T) -> output_ref: Ref(T)
        T: {NUMBERS}
        Tindices: {{int32, int64}}
        use_locking: bool = false
        bad_indices_policy: string = ""
""")
def scatter_nd_sub(xp, ref, indices, updates, *, bad_indices_policy):
    """Subtract from slices of a variable, by index vectors.

    Shapes:
        ref, output_ref: any
        indices: [n..., depth]
        updates: [n..., inner...], where inner are the dimensions of `ref` from `depth` on
    Errors:
        InvalidArgumentError: an index is out of range, or the shapes do not fit.
        FailedPreconditionError: the variable has no value.
    Source: tf.raw_ops.ScatterNdSub
    """
    with ref.lock:
        ref.value = _slices(xp, read(ref), indices, updates, bad_indices_policy, "subtract")
    return ref


scatter_nd_sub.shape(_slices_shape)
no_gradient(scatter_nd_sub, "assignments are not differentiated")


@op("""
    ResourceScatterNdSub(ref: resource, indices: Tindices, updates: T) -> ()
        T: type
        Tindices: {int32, int64}
        use_locking: bool = true
        bad_indices_policy: string = ""
""", stateful=True)
def resource_scatter_nd_sub(xp, ref, indices, updates, *, bad_indices_policy):
    """Subtract from slices of a variable, by index vectors.

    Shapes:
        ref: a variable of any shape
        indices: [n..., depth]
        updates: [n..., inner...], where inner are the dimensions of `ref` from `depth` on
    Errors:
        InvalidArgumentError: an index is out of range, or the shapes do not fit.
        NotFoundError: the variable has no value.
    Source: tf.raw_ops.ResourceScatterNdSub
    """
    with ref.lock:
        old = handles.value_of(ref)
        ref.value = _slices(xp, old, indices, updates, bad_indices_policy, "subtract")


resource_scatter_nd_sub.shape(_slices_shape)


@op(f"""
    ScatterNdMin(ref: Ref(T), indices: Tindices, updates: T) -> output_ref: Ref(T)
        T: {NUMBERS}
        Tindices: {{int32, int64}}
        use_locking: bool = false
        bad_indices_policy: string = ""
""")
def scatter_nd_min(xp, ref, indices, updates, *, bad_indices_policy):
    """Lower slices to updates of a variable, by index vectors.

    Shapes:
        ref, output_ref: any
        indices: [n..., depth]
        updates: [n..., inner...], where inner are the dimensions of `ref` from `depth` on
    Errors:
        InvalidArgumentError: an index is out of range, or the shapes do not fit.
        FailedPreconditionError: the variable has no value.
    Source: tf.raw_ops.ScatterNdMin
    """
    with ref.lock:
        ref.value = _slices(xp, read(ref), indices, updates, bad_indices_policy, "minimum")
    return ref


scatter_nd_min.shape(_slices_shape)
no_gradient(scatter_nd_min, "assignments are not differentiated")


@op("""
    ResourceScatterNdMin(ref: resource, indices: Tindices, updates: T) -> ()
        T: type
        Tindices: {int32, int64}
        use_locking: bool = true
        bad_indices_policy: string = ""
""", stateful=True)
def resource_scatter_nd_min(xp, ref, indices, updates, *, bad_indices_policy):
    """Lower slices to updates of a variable, by index vectors.

    Shapes:
        ref: a variable of any shape
        indices: [n..., depth]
        updates: [n..., inner...], where inner are the dimensions of `ref` from `depth` on
    Errors:
        InvalidArgumentError: an index is out of range, or the shapes do not fit.
        NotFoundError: the variable has no value.
    Source: tf.raw_ops.ResourceScatterNdMin
    """
    with ref.lock:
        old = handles.value_of(ref)
        ref.value = _slices(xp, old, indices, updates, bad_indices_policy, "minimum")


resource_scatter_nd_min.shape(_slices_shape)


@op(f"""
    ScatterNdMax(ref: Ref(T), indices: Tindices, updates: T) -> output_ref: Ref(T)
        T: {NUMBERS}
        Tindices: {{int32, int64}}
        use_locking: bool = false
        bad_indices_policy: string = ""
""")
def scatter_nd_max(xp, ref, indices, updates, *, bad_indices_policy):
    """Raise slices to updates of a variable, by index vectors.

    Shapes:
        ref, output_ref: any
        indices: [n..., depth]
        updates: [n..., inner...], where inner are the dimensions of `ref` from `depth` on
    Errors:
        InvalidArgumentError: an index is out of range, or the shapes do not fit.
        FailedPreconditionError: the variable has no value.
    Source: tf.raw_ops.ScatterNdMax
    """
    with ref.lock:
        ref.value = _slices(xp, read(ref), indices, updates, bad_indices_policy, "maximum")
    return ref


scatter_nd_max.shape(_slices_shape)
no_gradient(scatter_nd_max, "assignments are not differentiated")


@op("""
    ResourceScatterNdMax(ref: resource, indices: Tindices, updates: T) -> ()
        T: type
        Tindices: {int32, int64}
        use_locking: bool = true
        bad_indices_policy: string = ""
""", stateful=True)
def resource_scatter_nd_max(xp, ref, indices, updates, *, bad_indices_policy):
    """Raise slices to updates of a variable, by index vectors.

    Shapes:
        ref: a variable of any shape
        indices: [n..., depth]
        updates: [n..., inner...], where inner are the dimensions of `ref` from `depth` on
    Errors:
        InvalidArgumentError: an index is out of range, or the shapes do not fit.
        NotFoundError: the variable has no value.
    Source: tf.raw_ops.ResourceScatterNdMax
    """
    with ref.lock:
        old = handles.value_of(ref)
        ref.value = _slices(xp, old, indices, updates, bad_indices_policy, "maximum")


resource_scatter_nd_max.shape(_slices_shape)
