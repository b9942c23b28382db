"""Vectors of sizes of which some items are known: what `tf.shape` yields, and selections of it.

Whole values are found by `shape_inference.constant_value`; here is only what would be lost there,
because one unknown size makes a whole vector unknown.
"""

import numpy as np

from tfcompat._src.arrays import devices

SELECTING = frozenset(["StridedSlice", "Slice", "GatherV2", "Gather"])
_SAME = frozenset(["Identity", "Cast", "StopGradient", "Reshape", "ExpandDims", "Squeeze"])
_DEPTH = 30


def items(tensor, depth=0):
    """Return the items of an integer vector or scalar, None for unknown ones.

    Args:
        tensor: a SymbolicTensor.
        depth: how many nodes have been passed; beyond a limit nothing is known.

    Returns:
        A list of ints and Nones (one item for a scalar), or None where not even the length is
        known.
    """
    from tfcompat._src.graph import shape_inference

    value = shape_inference.constant_value(tensor) if depth == 0 else tensor.__dict__.get("_known")
    if value is None and depth and tensor.op.type == "Const":
        value = shape_inference.constant_value(tensor)
    if value is not None:
        return _from_value(value)
    op = tensor.op
    if depth < _DEPTH:
        if op.type in ("Shape", "ShapeN"):
            shape = op.inputs[tensor.value_index].shape
            return None if shape.rank is None else shape.as_list()
        if op.type in ("Pack", "ConcatV2", "Concat"):
            return _joined(op, depth)
        if op.type in _SAME and not tensor._dtype.is_floating:
            found = items(op.inputs[0], depth + 1)
            return found if _same_length(tensor, found) else None
        if op.type in SELECTING:
            return _selection(op, depth)
    return _unknown(tensor)


def _from_value(value):
    if value.dtype.kind not in "iu" or value.ndim > 1:
        return None
    return [int(item) for item in value.reshape(-1)]


def _unknown(tensor):
    shape = tensor.shape
    if shape.rank == 0:
        return [None]
    if shape.rank != 1 or shape.as_list()[0] is None:
        return None
    return [None] * shape.as_list()[0]


def _same_length(tensor, found):
    rank = tensor.shape.rank
    return found is not None and (rank == 1 or (rank == 0 and len(found) == 1))


def _joined(op, depth):
    parts = {"Pack": op.inputs, "ConcatV2": op.inputs[:-1], "Concat": op.inputs[1:]}[op.type]
    if op.type == "Pack" and any(part.shape.rank != 0 for part in parts):
        return None
    result = []
    for part in parts:
        found = items(part, depth + 1)
        if found is None:
            return None
        result.extend(found)
    return result


def _selection(op, depth):
    """Select from the known items by running the op's kernel on their positions."""
    from tfcompat._src.graph import shape_inference

    found = items(op.inputs[0], depth + 1)
    if found is None or op.inputs[0].shape.rank != 1:
        return None
    others = [shape_inference.constant_value(tensor) for tensor in op.inputs[1:]]
    if any(other is None for other in others):
        return _unknown(op.outputs[0])
    attrs = {name: op.attrs[name] for name in op.record.kernel_attrs}
    xp = devices.local_device().xp
    try:
        picked = op.record.kernel(xp, np.arange(len(found)), *others, **attrs)
    except Exception:  # the kernel reports it when it runs
        return None
    if np.ndim(picked) > 1:
        return None
    return [found[int(i)] for i in np.reshape(picked, -1)]
