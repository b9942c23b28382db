"""What is known of tensors before anything runs: shapes, values, what resources hold.

The shape functions are in the op families; this module gives them what they ask for. Known values
are found by running the ops' own kernels on known inputs (`folding`).
"""

import numpy as np

from tfcompat._src.arrays import devices
from tfcompat._src.base import dtypes, errors
from tfcompat._src.base.shapes import TensorShape
from tfcompat._src.graph import arguments, folding, partial_values
from tfcompat._src.registry.shape_context import ShapeContext

_NOT_ASKED = object()
_OF_SHAPE = frozenset(["Shape", "ShapeN", "Size", "Rank"])


def _xp():
    return devices.local_device().xp


def infer(op, asked=None):
    """Return the shapes of an operation's outputs as its shape function finds them.

    Args:
        op: the Operation.
        asked: optional `summaries.Asked`, to note which values the shape function looks at.

    Raises:
        ValueError: the inputs' shapes do not fit; the bare sentence of the shape function.
    """
    count = len(op.outputs)
    record = op.record
    if record is None or record.shape_function is None:
        return [TensorShape(None)] * count
    shape_context = context_of(op, asked)
    shapes = record.shape_function(shape_context)
    for position, handle in shape_context.handles.items():
        op.outputs[position].handle_data = handle
    if isinstance(shapes, TensorShape):
        return [shapes]
    return [TensorShape(None) if shape is None else shape for shape in shapes]


def context_of(op, asked=None):
    """Return the ShapeContext of a node."""
    definition = op.record.definition
    sizes = arguments.counts(definition.inputs, op.attrs)
    grouped = arguments.group(sizes, list(op.inputs))
    positions = {arg.name: item for arg, item in zip(definition.inputs, grouped, strict=True)}
    shapes = [
        [tensor.shape for tensor in item] if isinstance(item, list) else item.shape
        for item in grouped
    ]

    def value(name):
        item = positions[name]
        if asked is not None:
            asked.values.append(name)
            if not asked.answer:
                return [None] * len(item) if isinstance(item, list) else None
        if isinstance(item, list):
            return [constant_value(tensor) for tensor in item]
        return constant_value(item)

    def value_as_shape(name):
        if asked is not None:
            asked.shapes.append(name)
            if not asked.answer:
                return _of_sizes(positions[name].shape)
        return constant_value_as_shape(positions[name])

    return ShapeContext(
        op.record, shapes, op.attrs, value=value, value_as_shape=value_as_shape,
        handle=lambda name: positions[name].handle_data,
        outputs=len(op.outputs),
    )


def _of_sizes(shape):
    """The shape that a vector of sizes, itself unknown, spells out."""
    count = shape[0] if shape.rank == 1 else None
    return TensorShape(None if count is None else [None] * count)


def infer_missing(tensor):
    """Infer the shape of an imported tensor, and those of the tensors before it that lack one.

    Where a shape function refuses, the shape stays unknown: the kernel reports it when it runs.
    """
    waiting = [tensor.op]
    begun = set()
    while waiting:
        op = waiting[-1]
        before = [t.op for t in op.inputs if t._shape is None and t.op not in begun]
        if before and op not in begun:
            begun.add(op)
            waiting.extend(before)
            continue
        begun.add(op)
        waiting.pop()
        if any(output._shape is None for output in op.outputs):
            _set_shapes(op)


def _set_shapes(op):
    for tensor in op.inputs:  # the back edge of a loop has no shape yet and never gets one here
        if tensor._shape is None:
            tensor._shape = TensorShape(None)
    try:
        shapes = infer(op)
    except (ValueError, errors.OpError):
        shapes = [TensorShape(None)] * len(op.outputs)
    for output, shape in zip(op.outputs, shapes, strict=True):
        if output._shape is None:
            output._shape = shape


def constant_value(tensor):
    """Return the value of a tensor where it is known before anything runs.

    Args:
        tensor: a SymbolicTensor, or an eager one, whose value is always known.

    Returns:
        A read-only ndarray, or None.

    Example:
        >>> import tfcompat as tf
        >>> constant_value(tf.constant([1, 2]))
        array([1, 2], dtype=int32)
    """
    if hasattr(tensor, "_array"):
        return tensor._array
    known = tensor.__dict__.get("_known", _NOT_ASKED)
    if known is not _NOT_ASKED:
        return known
    waiting = [tensor.op]
    begun = set()
    while waiting:
        op = waiting[-1]
        before = [] if op in begun else _unasked(op)
        begun.add(op)
        if before:
            waiting.extend(other for other in before if other not in begun)
            continue
        waiting.pop()
        _learn(op)
    return tensor.__dict__.get("_known")


def _unasked(op):
    """The operations whose values have to be asked for before those of `op` can be known."""
    if op.type in _OF_SHAPE or not folding.foldable(op):
        return []
    return [t.op for t in op.inputs if "_known" not in t.__dict__]


def _learn(op):
    """Set `_known` on the outputs of an operation whose inputs have been asked."""
    values = None
    if op.type in _OF_SHAPE:
        values = _of_shapes(op)
    elif folding.foldable(op):
        inputs = [tensor.__dict__.get("_known") for tensor in op.inputs]
        if all(value is not None for value in inputs):
            values = folding.evaluate(op, inputs, _xp())
        elif len(op.outputs) == 1 and op.type in partial_values.SELECTING:
            values = _selected(op)
    if values is None:
        values = [None] * len(op.outputs)
    for tensor, value in zip(op.outputs, values, strict=True):
        tensor._known = value


def _of_shapes(op):
    """Run an op that looks at shapes only on stand-ins that take no memory."""
    arrays = []
    for tensor in op.inputs:
        shape = tensor.shape
        if shape.rank is None or (op.type != "Rank" and not shape.is_fully_defined()):
            return None
        if tensor._dtype is dtypes.resource or tensor._dtype is dtypes.variant:
            return None
        sizes = [1 if size is None else size for size in shape.as_list()]
        arrays.append(np.broadcast_to(np.zeros((), dtypes.numpy_dtype(tensor._dtype)), sizes))
    return folding.evaluate(op, arrays, _xp())


def _selected(op):
    """A part of a partly known vector may be known entirely, as in `tf.shape(x)[1]`."""
    items = partial_values.items(op.outputs[0], depth=1)
    shape = op.outputs[0].shape
    if items is None or None in items or not shape.is_fully_defined():
        return None
    dtype = dtypes.numpy_dtype(op.outputs[0]._dtype)
    return [np.array(items, dtype).reshape(shape.as_list())]


def constant_value_as_shape(tensor):
    """Return the shape that a tensor of sizes spells out, as far as it is known.

    Args:
        tensor: an integer vector; -1 stands for an unknown size, a scalar -1 for unknown rank.

    Returns:
        A TensorShape.

    Example:
        >>> import tfcompat as tf
        >>> constant_value_as_shape(tf.constant([2, -1]))
        TensorShape([2, None])
    """
    value = constant_value(tensor)
    if value is not None:
        if value.ndim == 0:
            return TensorShape(None)
        return TensorShape([None if size < 0 else int(size) for size in value.tolist()])
    items = partial_values.items(tensor)
    if items is None:
        return TensorShape(None)
    return TensorShape([None if size is None or size < 0 else size for size in items])


def handle_data(tensor):
    """Return (DType, TensorShape) of the variable behind a resource, where the graph tells it."""
    for _ in range(1000):
        op = tensor.op
        if tensor._handle_data is not None:
            return tensor._handle_data
        if op.type == "VarHandleOp":
            return op.attrs["dtype"], op.attrs["shape"]
        if op.type in ("Identity", "Enter", "Switch", "Merge", "Exit", "NextIteration",
                       "ZerosLike", "AddN"):
            tensor = op.inputs[0]
        elif op.type in ("While", "StatelessWhile", "IdentityN"):
            tensor = op.inputs[tensor.value_index]
        else:
            return None
    return None
