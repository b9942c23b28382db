"""Scattering into variables: rows by number, and slices by index vectors.

TensorFlow has each of these ops on references and on handles. Scattering into tensors is in
`scatter.py`; a value that somebody has read is never written into.
"""

from tfcompat._src.base.errors import InvalidArgumentError
from tfcompat._src.ops import checks, handles, scattering
from tfcompat._src.ops.ref_variables import NUMBERS, read
from tfcompat._src.registry import no_gradient, op


def _rows(xp, old, indices, updates, name):
    """Return a value with rows folded in by the ufunc `name`, or replaced where it is None."""
    updates = scattering.checked_rows(xp, old, indices, updates)
    new = old.copy()
    if name is None:
        new[indices] = updates
        return new
    rows = indices.reshape(-1)
    updates = xp.broadcast_to(updates, (*indices.shape, *old.shape[1:])).reshape(
        rows.shape + old.shape[1:]
    )
    if name == "divide":
        return _divided(xp, new, rows, updates)
    if name == "subtract":
        name, updates = "add", -updates
    return xp.scatter_fold(name, new, rows, updates)


def _divided(xp, new, rows, updates):
    """Divide rows one update after the other; integers as C does."""
    if new.dtype.kind in "iu":
        if not updates.all():
            raise InvalidArgumentError("updates must not contain 0")
        for row, update in zip(rows.tolist(), updates, strict=True):
            new[row] = xp.trunc(new[row] / update).astype(new.dtype)
        return new
    for row, update in zip(rows.tolist(), updates, strict=True):
        new[row] = new[row] / update
    return new


def _rows_shape(c):
    """The variable's own shape for the op on references; the op on handles has no output."""
    if c.outputs:
        shape = c["ref"]
    else:
        known = c.handle("resource")
        shape = None if known is None else known[1]
    if shape is not None and shape.rank is not None and c["updates"].rank != 0:
        checks.merge(c["updates"], c["indices"].concatenate(shape[1:]))
    return [c["ref"]] if c.outputs else []


@op("""
    ScatterUpdate(ref: Ref(T), indices: Tindices, updates: T) -> output_ref: Ref(T)
        T: type
        Tindices: {int32, int64}
        use_locking: bool = true
""")
def scatter_update(xp, ref, indices, updates):
    """Replace rows of a variable, by index; of several updates of a row the last one stays.

    Shapes:
        ref, output_ref: [n, inner...]
        indices: any
        updates: [indices..., inner...], or []
    Errors:
        InvalidArgumentError: an index is out of range, or `updates` does not fit.
        FailedPreconditionError: the variable has no value.
    Source: tf.raw_ops.ScatterUpdate
    """
    with ref.lock:
        ref.value = _rows(xp, read(ref), indices, updates, None)
    return ref


scatter_update.shape(_rows_shape)
no_gradient(scatter_update, "assignments are not differentiated")


@op("""
    ResourceScatterUpdate(resource: resource, indices: Tindices, updates: dtype) -> ()
        dtype: type
        Tindices: {int32, int64}
""", stateful=True)
def resource_scatter_update(xp, resource, indices, updates):
    """Replace rows of a variable, by index; of several updates of a row the last one stays.

    Shapes:
        resource: a variable [n, inner...]
        indices: any
        updates: [indices..., inner...], or []
    Errors:
        InvalidArgumentError: an index is out of range, or `updates` does not fit.
        NotFoundError: the variable has no value.
    Source: tf.raw_ops.ResourceScatterUpdate
    """
    with resource.lock:
        resource.value = _rows(xp, handles.value_of(resource), indices, updates, None)


resource_scatter_update.shape(_rows_shape)


@op(f"""
    ScatterAdd(ref: Ref(T), indices: Tindices, updates: T) -> output_ref: Ref(T)
        T: {NUMBERS}
        Tindices: {{int32, int64}}
        use_locking: bool = false
""")
def scatter_add(xp, ref, indices, updates):
    """Add to rows of a variable, by index; a row named several times collects all updates.

    Shapes:
        ref, output_ref: [n, inner...]
        indices: any
        updates: [indices..., inner...], or []
    Errors:
        InvalidArgumentError: an index is out of range, or `updates` does not fit.
        FailedPreconditionError: the variable has no value.
    Source: tf.raw_ops.ScatterAdd
    """
    with ref.lock:
        ref.value = _rows(xp, read(ref), indices, updates, "add")
    return ref


scatter_add.shape(_rows_shape)
no_gradient(scatter_add, "assignments are not differentiated")


@op(f"""
    ResourceScatterAdd(resource: resource, indices: Tindices, updates: dtype) -> ()
        dtype: {NUMBERS}
        Tindices: {{int32, int64}}
""", stateful=True)
def resource_scatter_add(xp, resource, indices, updates):
    """Add to rows of a variable, by index; a row named several times collects all updates.

    Shapes:
        resource: a variable [n, inner...]
        indices: any
        updates: [indices..., inner...], or []
    Errors:
        InvalidArgumentError: an index is out of range, or `updates` does not fit.
        NotFoundError: the variable has no value.
    Source: tf.raw_ops.ResourceScatterAdd
    """
    with resource.lock:
        resource.value = _rows(xp, handles.value_of(resource), indices, updates, "add")


resource_scatter_add.shape(_rows_shape)


@op(f"""
    ScatterSub(ref: Ref(T), indices: Tindices, updates: T) -> output_ref: Ref(T)
        T: {NUMBERS}
        Tindices: {{int32, int64}}
        use_locking: bool = false
""")
def scatter_sub(xp, ref, indices, updates):
    """Subtract from rows of a variable, by index; a row named several times loses all updates.

    Shapes:
        ref, output_ref: [n, inner...]
        indices: any
        updates: [indices..., inner...], or []
    Errors:
        InvalidArgumentError: an index is out of range, or `updates` does not fit.
        FailedPreconditionError: the variable has no value.
    Source: tf.raw_ops.ScatterSub
    """
    with ref.lock:
        ref.value = _rows(xp, read(ref), indices, updates, "subtract")
    return ref


scatter_sub.shape(_rows_shape)
no_gradient(scatter_sub, "assignments are not differentiated")


@op(f"""
    ResourceScatterSub(resource: resource, indices: Tindices, updates: dtype) -> ()
        dtype: {NUMBERS}
        Tindices: {{int32, int64}}
""", stateful=True)
def resource_scatter_sub(xp, resource, indices, updates):
    """Subtract from rows of a variable, by index; a row named several times loses all updates.

    Shapes:
        resource: a variable [n, inner...]
        indices: any
        updates: [indices..., inner...], or []
    Errors:
        InvalidArgumentError: an index is out of range, or `updates` does not fit.
        NotFoundError: the variable has no value.
    Source: tf.raw_ops.ResourceScatterSub
    """
    with resource.lock:
        resource.value = _rows(xp, handles.value_of(resource), indices, updates, "subtract")


resource_scatter_sub.shape(_rows_shape)


@op(f"""
    ScatterMul(ref: Ref(T), indices: Tindices, updates: T) -> output_ref: Ref(T)
        T: {NUMBERS}
        Tindices: {{int32, int64}}
        use_locking: bool = false
""")
def scatter_mul(xp, ref, indices, updates):
    """Multiply rows of a variable, by index; with all updates where named again.

    Shapes:
        ref, output_ref: [n, inner...]
        indices: any
        updates: [indices..., inner...], or []
    Errors:
        InvalidArgumentError: an index is out of range, or `updates` does not fit.
        FailedPreconditionError: the variable has no value.
    Source: tf.raw_ops.ScatterMul
    """
    with ref.lock:
        ref.value = _rows(xp, read(ref), indices, updates, "multiply")
    return ref


scatter_mul.shape(_rows_shape)
no_gradient(scatter_mul, "assignments are not differentiated")


@op(f"""
    ResourceScatterMul(resource: resource, indices: Tindices, updates: dtype) -> ()
        dtype: {NUMBERS}
        Tindices: {{int32, int64}}
""", stateful=True)
def resource_scatter_mul(xp, resource, indices, updates):
    """Multiply rows of a variable, by index; with all updates where named again.

    Shapes:
        resource: a variable [n, inner...]
        indices: any
        updates: [indices..., inner...], or []
    Errors:
        InvalidArgumentError: an index is out of range, or `updates` does not fit.
        NotFoundError: the variable has no value.
    Source: tf.raw_ops.ResourceScatterMul
    """
    with resource.lock:
        resource.value = _rows(xp, handles.value_of(resource), indices, updates, "multiply")


resource_scatter_mul.shape(_rows_shape)


@op(f"""
    ScatterDiv(ref: Ref(T), indices: Tindices, updates: T) -> output_ref: Ref(T)
        T: {NUMBERS}
        Tindices: {{int32, int64}}
        use_locking: bool = false
""")
def scatter_div(xp, ref, indices, updates):
    """Divide rows of a variable, by index; a row named several times is divided by all updates.

    Shapes:
        ref, output_ref: [n, inner...]
        indices: any
        updates: [indices..., inner...], or []
    Errors:
        InvalidArgumentError: an index is out of range, `updates` does not fit, or an integer is
            divided by zero.
        FailedPreconditionError: the variable has no value.
    Source: tf.raw_ops.ScatterDiv
    """
    with ref.lock:
        ref.value = _rows(xp, read(ref), indices, updates, "divide")
    return ref


scatter_div.shape(_rows_shape)
no_gradient(scatter_div, "assignments are not differentiated")


@op(f"""
    ResourceScatterDiv(resource: resource, indices: Tindices, updates: dtype) -> ()
        dtype: {NUMBERS}
        Tindices: {{int32, int64}}
""", stateful=True)
def resource_scatter_div(xp, resource, indices, updates):
    """Divide rows of a variable, by index; a row named several times is divided by all updates.

    Shapes:
        resource: a variable [n, inner...]
        indices: any
        updates: [indices..., inner...], or []
    Errors:
        InvalidArgumentError: an index is out of range, `updates` does not fit, or an integer is
            divided by zero.
        NotFoundError: the variable has no value.
    Source: tf.raw_ops.ResourceScatterDiv
    """
    with resource.lock:
        resource.value = _rows(xp, handles.value_of(resource), indices, updates, "divide")


resource_scatter_div.shape(_rows_shape)


@op("""
    ScatterMin(ref: Ref(T), indices: Tindices, updates: T) -> output_ref: Ref(T)
        T: {half, bfloat16, float, double, int32, int64}
        Tindices: {int32, int64}
        use_locking: bool = false
""")
def scatter_min(xp, ref, indices, updates):
    """Lower rows to updates of a variable, by index; a row named several times gets the least.

    Shapes:
        ref, output_ref: [n, inner...]
        indices: any
        updates: [indices..., inner...], or []
    Errors:
        InvalidArgumentError: an index is out of range, or `updates` does not fit.
        FailedPreconditionError: the variable has no value.
    Source: tf.raw_ops.ScatterMin
    """
    with ref.lock:
        ref.value = _rows(xp, read(ref), indices, updates, "minimum")
    return ref


scatter_min.shape(_rows_shape)
no_gradient(scatter_min, "assignments are not differentiated")


@op(f"""
    ResourceScatterMin(resource: resource, indices: Tindices, updates: dtype) -> ()
        dtype: {NUMBERS}
        Tindices: {{int32, int64}}
""", stateful=True)
def resource_scatter_min(xp, resource, indices, updates):
    """Lower rows to updates of a variable, by index; a row named several times gets the least.

    Shapes:
        resource: a variable [n, inner...]
        indices: any
        updates: [indices..., inner...], or []
    Errors:
        InvalidArgumentError: an index is out of range, or `updates` does not fit.
        NotFoundError: the variable has no value.
    Source: tf.raw_ops.ResourceScatterMin
    """
    with resource.lock:
        resource.value = _rows(xp, handles.value_of(resource), indices, updates, "minimum")


resource_scatter_min.shape(_rows_shape)


@op("""
    ScatterMax(ref: Ref(T), indices: Tindices, updates: T) -> output_ref: Ref(T)
        T: {half, bfloat16, float, double, int32, int64}
        Tindices: {int32, int64}
        use_locking: bool = false
""")
def scatter_max(xp, ref, indices, updates):
    """Raise rows to updates of a variable, by index; a row named several times gets the largest.

    Shapes:
        ref, output_ref: [n, inner...]
        indices: any
        updates: [indices..., inner...], or []
    Errors:
        InvalidArgumentError: an index is out of range, or `updates` does not fit.
        FailedPreconditionError: the variable has no value.
    Source: tf.raw_ops.ScatterMax
    """
    with ref.lock:
        ref.value = _rows(xp, read(ref), indices, updates, "maximum")
    return ref


scatter_max.shape(_rows_shape)
no_gradient(scatter_max, "assignments are not differentiated")


@op(f"""
    ResourceScatterMax(resource: resource, indices: Tindices, updates: dtype) -> ()
        dtype: {NUMBERS}
        Tindices: {{int32, int64}}
""", stateful=True)
def resource_scatter_max(xp, resource, indices, updates):
    """Raise rows to updates of a variable, by index; a row named several times gets the largest.

    Shapes:
        resource: a variable [n, inner...]
        indices: any
        updates: [indices..., inner...], or []
    Errors:
        InvalidArgumentError: an index is out of range, or `updates` does not fit.
        NotFoundError: the variable has no value.
    Source: tf.raw_ops.ResourceScatterMax
    """
    with resource.lock:
        resource.value = _rows(xp, handles.value_of(resource), indices, updates, "maximum")


resource_scatter_max.shape(_rows_shape)
