"""Scattering into variables: rows by number, and slices by index vectors.

TensorFlow has each of these ops on references and on handles: `_register` makes both of a row of
the table. Index vectors are in `variable_scatter_nd.py`, scattering into tensors is in
`scatter.py`; a value that somebody has read is never written into.
"""

from tfcompat._src.base.errors import InvalidArgumentError
from tfcompat._src.ops import checks, handles, scattering
from tfcompat._src.ops.ref_variables import NUMBERS, read
from tfcompat._src.registry import no_gradient, op


def _rows(xp, old, indices, updates, name, on_handle):
    """Return a value with rows folded in by the ufunc `name`, or replaced where it is None."""
    if updates.dtype != old.dtype:
        raise InvalidArgumentError("DType of scatter resource and updates does not match.")
    scattering.check_ranks(old, indices, updates)
    if name == "divide" and on_handle:
        _check_divisors(updates)
    scattering.check_rows(xp, old, indices, updates)
    if not (indices.size and old.size):
        return old
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
        _check_divisors(updates)
        for row, update in zip(rows.tolist(), updates, strict=True):
            new[row] = xp.trunc(new[row] / update).astype(new.dtype)
        return new
    for row, update in zip(rows.tolist(), updates, strict=True):
        new[row] = new[row] / update
    return new


def _check_divisors(updates):
    if not updates.all():
        raise InvalidArgumentError("updates must not contain 0")


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


_ON_REFERENCES = """
    Scatter{name}(ref: Ref(T), indices: Tindices, updates: T) -> output_ref: Ref(T)
        T: {kinds}
        Tindices: {{int32, int64}}
        use_locking: bool = {locking}
"""
_ON_HANDLES = """
    ResourceScatter{name}(resource: resource, indices: Tindices, updates: dtype) -> ()
        dtype: {kinds}
        Tindices: {{int32, int64}}
"""
_DOC = """{summary}

    Shapes:
        {variable}
        indices: any
        updates: [indices..., inner...], or []
    Errors:
        InvalidArgumentError: an index is out of range, or `updates` does not fit{more}.
        {without}: the variable has no value.
    Source: tf.raw_ops.{op}
    """


def _register(name, fold, summary, on_references=NUMBERS, on_handles=NUMBERS, locking=False,
              more=""):
    """Register Scatter<name> and ResourceScatter<name>, which fold rows in by a ufunc."""

    def scatter_into_reference(xp, ref, indices, updates):
        with ref.lock:
            ref.value = _rows(xp, read(ref), indices, updates, fold, on_handle=False)
        return ref

    def scatter_into_handle(xp, resource, indices, updates):
        with resource.lock:
            old = handles.value_of(resource)
            resource.value = _rows(xp, old, indices, updates, fold, on_handle=True)

    scatter_into_reference.__doc__ = _DOC.format(
        summary=summary, more=more, variable="ref, output_ref: [n, inner...]",
        without="FailedPreconditionError", op=f"Scatter{name}")
    scatter_into_handle.__doc__ = _DOC.format(
        summary=summary, more=more, variable="resource: a variable [n, inner...]",
        without="NotFoundError", op=f"ResourceScatter{name}")
    words = {"name": name, "locking": "true" if locking else "false"}
    record = op(_ON_REFERENCES.format(kinds=on_references, **words))(scatter_into_reference)
    record.shape(_rows_shape)
    no_gradient(record, "assignments are not differentiated")
    record = op(_ON_HANDLES.format(kinds=on_handles, **words), stateful=True)(scatter_into_handle)
    record.shape(_rows_shape)


_register(
    "Update", None, "Replace rows of a variable, by index; of several updates of a row the last "
    "one stays.", "type", "type", locking=True)
_register(
    "Add", "add", "Add to rows of a variable, by index; a row named several times collects all "
    "updates.")
_register(
    "Sub", "subtract", "Subtract from rows of a variable, by index; a row named several times "
    "loses all updates.")
_register(
    "Mul", "multiply", "Multiply rows of a variable, by index; with all updates where named again.")
_register(
    "Div", "divide", "Divide rows of a variable, by index; a row named several times is divided "
    "by all updates.", more=", or is 0\n            (of references, integers only)")
_EXTREME = "{half, bfloat16, float, double, int32, int64}"
_register(
    "Min", "minimum", "Lower rows to updates of a variable, by index; a row named several times "
    "gets the least.", _EXTREME)
_register(
    "Max", "maximum", "Raise rows to updates of a variable, by index; a row named several times "
    "gets the largest.", _EXTREME)
