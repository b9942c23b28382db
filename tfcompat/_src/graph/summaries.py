"""Nodes and values in one line, as TensorFlow shows them in errors while a graph is built."""

from tfcompat._src.base.dtypes import DType
from tfcompat._src.base.shapes import TensorShape
from tfcompat._src.registry.attributes import FunctionRef
from tfcompat._src.registry.definition import type_name


class Asked:
    """Which inputs a shape function asked the values of; the error message shows them.

    Attributes:
        values: names of inputs asked as values.
        shapes: names of inputs asked as shapes.
        answer: whether values are given at all.
    """

    def __init__(self, answer=True):
        self.values = []
        self.shapes = []
        self.answer = answer


def shape_error(op, error, asked):
    """Return TensorFlow's message for a shape function's refusal."""
    sentence = getattr(error, "message", None) or str(error)
    shapes = ", ".join(shape_text(tensor.shape) for tensor in op.inputs)
    text = f"{sentence} for '{node_text(op)}' with input shapes: {shapes}"
    plain = [name for name in asked.values if name not in asked.shapes]
    values = _asked_values(op, plain, _value_text)
    partial = _asked_values(op, asked.shapes, _partial_text)
    if values:
        text += f" and with computed input tensors: {', '.join(values)}"
    if partial:
        text += f" and with input tensors computed as partial shapes: {','.join(partial)}"
    return f"{text}."


def _asked_values(op, names, show):
    position, found = 0, []
    for arg, item in zip(op.record.definition.inputs, op.grouped_inputs(), strict=True):
        if arg.name in names and not isinstance(item, list):
            text = show(item)
            if text is not None:
                found.append(f"input[{position}] = {text}")
        position += len(item) if isinstance(item, list) else 1
    return found


def _value_text(tensor):
    from tfcompat._src.graph import shape_inference

    value = shape_inference.constant_value(tensor)
    if value is None:
        return None
    if value.ndim < 2:
        return f"<{' '.join(_scalar(item) for item in value.reshape(-1).tolist())}>"
    return f"<{_rows(value)}>"


def _rows(value):
    if value.ndim == 1:
        return f"[{' '.join(_scalar(item) for item in value.tolist())}]"
    return "[" + "".join(_rows(row) for row in value) + "]"


def _scalar(item):
    if isinstance(item, bool):
        return str(int(item))
    if isinstance(item, bytes):
        return item.decode(errors="replace")
    return f"{item:g}" if isinstance(item, float) else str(item)


def _partial_text(tensor):
    from tfcompat._src.graph import shape_inference

    return shape_text(shape_inference.constant_value_as_shape(tensor))


def shape_text(shape):
    """Return a shape as C++ prints it: "[2,?]", or "<unknown>"."""
    if shape.rank is None:
        return "<unknown>"
    return "[" + ",".join("?" if size is None else str(size) for size in shape.as_list()) + "]"


def node_text(op):
    """Return a node in one line: `{{node y}} = AddV2[T=DT_FLOAT](x, y/y)`."""
    known = op.record.definition.attrs if op.record is not None else {}
    attrs = ", ".join(
        f"{name}={_attr_text(op.attrs[name])}" for name in sorted(known) if name in op.attrs
    )
    inputs = [tensor_name(tensor) for tensor in op.inputs]
    inputs += [f"^{other.name}" for other in op.control_inputs]
    return f"{{{{node {op.name}}}}} = {op.type}[{attrs}]({', '.join(inputs)})"


def tensor_name(tensor):
    """Return a tensor's name as node inputs have it: output 0 goes by the node's name."""
    return f"{tensor.op.name}:{tensor.value_index}" if tensor.value_index else tensor.op.name


def _attr_text(value):
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, bytes):
        return '"' + value.decode("utf-8", "backslashreplace") + '"'
    if isinstance(value, DType):
        return f"DT_{type_name(value).upper()}"
    if isinstance(value, TensorShape):
        return shape_text(value)
    if isinstance(value, FunctionRef):
        return f"{value.name}[]"
    if isinstance(value, tuple):
        return "[" + ", ".join(_attr_text(item) for item in value) + "]"
    if isinstance(value, float):
        return f"{value:g}"
    if hasattr(value, "tobytes"):
        shape = ",".join(str(size) for size in value.shape)
        return f"<Tensor type: {value.dtype.name} shape: [{shape}]>"
    return str(value)


def check_dtypes(op, inputs, attrs):
    """Raise TensorFlow's TypeError where an input's dtype is not what its argument asks for.

    Args:
        op: the `Op` record.
        inputs: per argument a tensor or a list of tensors.
        attrs: canonical attribute values.
    """
    decided = {}
    for arg, item in zip(op.definition.inputs, inputs, strict=True):
        tensors = item if isinstance(item, (list, tuple)) else [item]
        if arg.type_list_attr:
            continue
        expected = arg.type or attrs[arg.type_attr]
        for tensor in tensors:
            if tensor.dtype.base_dtype is not expected.base_dtype:
                raise TypeError(_mismatch(op, arg, item, tensor, expected, decided))
        if arg.type_attr:
            decided.setdefault(arg.type_attr, arg.name)


def _mismatch(op, arg, item, tensor, expected, decided):
    if isinstance(item, (list, tuple)):
        types = ", ".join(one.dtype.base_dtype.name for one in item)
        if len({one.dtype.base_dtype for one in item}) > 1:
            return (
                f"Tensors in list passed to '{arg.name}' of '{op.name}' Op have types [{types}] "
                "that don't all match."
            )
        return (
            f"Tensors in list passed to '{arg.name}' of '{op.name}' Op have types [{types}] that "
            f"do not match type {expected.name} inferred from earlier arguments."
        )
    got = tensor.dtype.base_dtype.name
    if arg.type_attr in decided:
        return (
            f"Input '{arg.name}' of '{op.name}' Op has type {got} that does not match type "
            f"{expected.name} of argument '{decided[arg.type_attr]}'."
        )
    return (
        f"Input '{arg.name}' of '{op.name}' Op has type {got} that does not match expected type "
        f"of {expected.name}."
    )
