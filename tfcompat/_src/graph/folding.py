"""Nodes whose results are known before anything runs: constants, and what is made of them.

Shape inference asks for such values, and plans fold them. A node is folded when its op has no
state, its inputs are known and its results are small, or not larger than what went in. Nodes
whose kernel fails stay, so that the error comes when they run.
"""

from tfcompat._src.base import dtypes
from tfcompat._src.core.tensor import as_array
from tfcompat._src.graph import arguments
from tfcompat._src.registry.attributes import FunctionRef

_LIMIT = 1 << 20
_NEVER = frozenset(["Placeholder", "PlaceholderV2", "PlaceholderWithDefault", "_Arg"])


def foldable(op):
    """Say whether the outputs of an op are a function of its inputs alone."""
    record = op.record
    if record is None or record.stateful or op.type in _NEVER or not op.outputs:
        return False
    for tensor in op.outputs:
        if tensor.is_ref or tensor._dtype is dtypes.resource or tensor._dtype is dtypes.variant:
            return False
    return not any(
        type(value) is FunctionRef or (type(value) is tuple and value
                                       and type(value[0]) is FunctionRef)
        for value in op.attrs.values()
    )


def evaluate(op, inputs, xp):
    """Run the kernel of a foldable op.

    Args:
        op: the Operation.
        inputs: flat list of arrays.
        xp: the array module.

    Returns:
        Flat list of read-only arrays, or None when the node is better left to run time.
    """
    if op.type == "Const":
        return [_frozen(op.attrs["value"], op.outputs[0]._dtype)]
    if not _small(op, inputs):
        return None
    definition = op.record.definition
    grouped = arguments.group(arguments.counts(definition.inputs, op.attrs), inputs)
    attrs = {name: op.attrs[name] for name in op.record.kernel_attrs}
    try:
        with xp.errstate(all="ignore"):
            result = op.record.kernel(xp, *grouped, **attrs)
    except Exception:  # whatever goes wrong goes wrong again, with a frame, when it runs
        return None
    if len(definition.outputs) == 1:
        result = (result,)
    flat = arguments.flatten(result)
    return [_frozen(value, t._dtype) for value, t in zip(flat, op.outputs, strict=True)]


def _small(op, inputs):
    """Say whether the results will be small, as far as the shape function can tell."""
    size = 0
    for tensor in op.outputs:
        count = tensor.shape.num_elements()
        if count is None:
            return False
        size += count * dtypes.numpy_dtype(tensor._dtype).itemsize
    return size <= max(_LIMIT, sum(array.nbytes for array in inputs))


def _frozen(value, dtype):
    array = as_array(value, dtype).view()
    array.flags.writeable = False
    return array
