"""tf.debugging.enable_check_numerics: every op is asked whether it yielded infinities or NaNs."""

import numpy as np

from tfcompat._src.base import errors
from tfcompat._src.core import context, raw
from tfcompat._src.core.tensor import EagerTensor, Tensor

# Ops whose results may be infinite or no numbers: they make or move values rather than compute.
_EXEMPT = frozenset([
    "Concat", "ConcatV2", "Const", "Empty", "ExpandDims", "Fill", "Gather", "GatherNd",
    "GatherV2", "Identity", "IdentityN", "Pack", "Pad", "PadV2", "ReadVariableOp", "Reshape",
    "ReverseV2", "Slice", "Split", "SplitV", "Squeeze", "StridedSlice", "Tile", "Transpose",
    "Unpack", "AssignVariableOp", "CheckNumerics", "CheckNumericsV2", "Placeholder", "Select",
    "SelectV2", "Where", "ZerosLike", "OnesLike",
])


class _Checker:
    """A recorder that raises where a result is not finite."""

    heeds_pauses = False  # what is traced or differentiated is checked too

    def record(self, op, inputs, attrs, outputs):
        """Check the outputs of a call that has run, or let a node check those of a node."""
        if op.name in _EXEMPT or not outputs or not isinstance(outputs, (list, tuple)):
            return
        for slot, tensor in enumerate(outputs):
            if not isinstance(tensor, Tensor) or not tensor.dtype.is_floating:
                continue
            if isinstance(tensor, EagerTensor):
                _check(op, inputs, tensor, slot, len(outputs))
            elif tensor.graph.building_function:
                _add_check(op, inputs, tensor, slot, len(outputs))

    def follows(self, inputs):
        """Functions need no record: what was traced meanwhile has checks of its own."""
        return False


_CHECKER = _Checker()


def _add_check(op, inputs, tensor, slot, count):
    """Append a node that checks a tensor when the graph runs; it runs for its effect."""
    text = "\n".join([
        f'!!! Detected Infinity or NaN in output {slot} of graph op "{op.name}" '
        f"(# of outputs: {count}) !!!",
        f"  dtype: {tensor.dtype}", f"  shape: {tensor.shape}", "", _inputs_text(inputs),
        f'  Graph name: "{tensor.graph.name}"',
    ])
    raw.CheckNumericsV2(
        tensor, message=f"\n\n{text}\n\n ", name=f"{tensor.op.name}/CheckNumericsV2")


def _check(op, inputs, tensor, slot, count):
    array = np.asarray(tensor._array, np.float64)
    if np.isfinite(array).all():
        return
    kinds = (("-Inf", array == -np.inf), ("+Inf", array == np.inf), ("+NaN", np.isnan(array)))
    lines = [f"  # of {kind} elements: {int(found.sum())}" for kind, found in kinds if found.any()]
    seen = [kind.lstrip("+") if kind == "+NaN" else kind for kind, found in kinds if found.any()]
    text = "\n".join([
        f'!!! Detected Infinity or NaN in output {slot} of eagerly-executing op "{op.name}" '
        f"(# of outputs: {count}) !!!",
        f"  dtype: {tensor.dtype}", f"  shape: {tensor.shape}", *lines, "",
        _inputs_text(inputs),
    ])
    raise errors.InvalidArgumentError(
        None, None,
        f"{{{{function_node __wrapped__CheckNumericsV2_device_{tensor.device}}}}} \n\n{text}\n\n "
        f": Tensor had {' and '.join(seen)} values [Op:CheckNumericsV2] name: ",
    )


def _inputs_text(inputs):
    flat = [t for item in inputs for t in (item if isinstance(item, list) else [item])]
    if len(flat) == 1:
        return f"  Input tensor: {flat[0]}"
    rows = "\n".join(f"         {i}: {t}" for i, t in enumerate(flat))
    return f"  Input tensors ({len(flat)}):\n{rows}"


def enable_check_numerics(stack_height_limit=30, path_length_limit=50):
    """Raise an error as soon as an op of this thread yields an infinity or a NaN.

    Functions that are traced meanwhile get nodes that check; others are not looked into.

    Args:
        stack_height_limit, path_length_limit: accepted for compatibility.

    Returns:
        None.

    Raises:
        Nothing.

    Example:
        >>> import tfcompat as tf
        >>> tf.debugging.enable_check_numerics()
        >>> try:
        ...     tf.math.log(0.0)
        ... except tf.errors.InvalidArgumentError as error:
        ...     "Tensor had -Inf values" in str(error)
        True
        >>> tf.debugging.disable_check_numerics()
    """
    recorders = context.recorders()
    if _CHECKER not in recorders:
        recorders.append(_CHECKER)


def disable_check_numerics():
    """Take back `enable_check_numerics` for this thread.

    Returns:
        None.

    Raises:
        Nothing.

    Example:
        >>> import tfcompat as tf
        >>> tf.debugging.disable_check_numerics()
    """
    recorders = context.recorders()
    while _CHECKER in recorders:
        recorders.remove(_CHECKER)
