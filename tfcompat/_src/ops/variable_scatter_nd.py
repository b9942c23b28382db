"""Scattering slices into variables by index vectors.

TensorFlow has each of these ops on references and on handles: `_register` makes both of a row of
the table. Scattering rows is in `variable_scatter.py`, scattering into tensors in `scatter.py`.
"""

from tfcompat._src.base.errors import InvalidArgumentError
from tfcompat._src.ops import handles, scatter
from tfcompat._src.ops.ref_variables import NUMBERS, read
from tfcompat._src.registry import no_gradient, op


def _slices(xp, old, indices, updates, policy, fold):
    """Return a value with slices folded in, or replaced where `fold` is None."""
    if fold == "subtract":
        # Booleans count as 0 and 1, and what is not 0 is true.
        fold = "bitwise_xor" if updates.dtype.kind == "b" else "add"
        updates = updates if updates.dtype.kind == "b" else -updates
    new = scatter.scattered(xp, old.copy(), indices, updates, policy, fold)
    if old.size and indices.ndim > 1 and not indices.shape[-1]:
        raise InvalidArgumentError(
            "Only indices.shape[-1] values between 1 and 5 are currently supported.  Requested "
            "rank: 0"
        )
    return new


def _slices_shape(c):
    return [c["ref"]] if c.outputs else []


_TEXT = """
    {name}(ref: {variable}, indices: Tindices, updates: T) -> {output}
        T: {kinds}
        Tindices: {{int32, int64}}
        use_locking: bool = {locking}
        bad_indices_policy: string = ""
"""
_DOC = """{verb} of a variable, by index vectors.

    Shapes:
        {variable}
        indices: [n..., depth]
        updates: [n..., inner...], where inner are the dimensions of `ref` from `depth` on
    Errors:
        InvalidArgumentError: an index is out of range, or the shapes do not fit.
        {without}: the variable has no value.
    Source: tf.raw_ops.{name}
    """


def _register(name, fold, verb, on_references=NUMBERS, locking=False):
    """Register ScatterNd<name> and ResourceScatterNd<name>, which fold slices in by a ufunc."""

    def scatter_into_reference(xp, ref, indices, updates, *, bad_indices_policy):
        with ref.lock:
            ref.value = _slices(xp, read(ref), indices, updates, bad_indices_policy, fold)
        return ref

    def scatter_into_handle(xp, ref, indices, updates, *, bad_indices_policy):
        with ref.lock:
            old = handles.value_of(ref)
            ref.value = _slices(xp, old, indices, updates, bad_indices_policy, fold)

    words = {"name": f"ScatterNd{name}", "verb": verb}
    scatter_into_reference.__doc__ = _DOC.format(
        **words, variable="ref, output_ref: any", without="FailedPreconditionError")
    record = op(_TEXT.format(
        **words, variable="Ref(T)", output="output_ref: Ref(T)", kinds=on_references,
        locking="true" if locking else "false",
    ))(scatter_into_reference)
    record.shape(_slices_shape)
    no_gradient(record, "assignments are not differentiated")
    words["name"] = f"ResourceScatterNd{name}"
    scatter_into_handle.__doc__ = _DOC.format(
        **words, variable="ref: a variable of any shape", without="NotFoundError")
    text = _TEXT.format(**words, variable="resource", output="()", kinds="type", locking="true")
    op(text, stateful=True)(scatter_into_handle).shape(_slices_shape)


_register("Update", None, "Replace slices", "type", locking=True)
_register("Add", "add", "Add to slices")
_register("Sub", "subtract", "Subtract from slices")
_register("Min", "minimum", "Lower slices to updates")
_register("Max", "maximum", "Raise slices to updates")
