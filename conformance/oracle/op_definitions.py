"""TensorFlow's own op definitions in the registry's notation; needs TensorFlow."""

import numpy as np

FLAGS = {
    "commutative": "is_commutative", "aggregate": "is_aggregate", "stateful": "is_stateful",
    "allows_uninitialized_input": "allows_uninitialized_input",
    "distributed_communication": "is_distributed_communication",
}


def block(name):
    """Return the definition of an op as text, or None where TensorFlow has no such op.

    The second line has its flags, if any.
    """
    from tensorflow.python.framework import op_def_registry

    definition = op_def_registry.get(name)
    if definition is None:
        return None
    inputs, outputs = (
        ", ".join(f"{arg.name}: {arg_type(arg)}" for arg in args)
        for args in (definition.input_arg, definition.output_arg)
    )
    lines = [f"{name}({inputs}) -> ({outputs})"]
    flags = [flag for flag in FLAGS if getattr(definition, FLAGS[flag])]
    if flags:
        lines.append(f"    # {' '.join(flags)}")
    return "\n".join(lines + [f"    {attr_text(attr)}" for attr in definition.attr])


def arg_type(arg):
    """Return the type of an argument, e.g. "N * T"."""
    text = arg.type_list_attr or arg.type_attr or type_name(arg.type)
    if arg.number_attr:
        text = f"{arg.number_attr} * {text}"
    return f"Ref({text})" if arg.is_ref else text


def attr_text(attr):
    """Return one attribute as a line."""
    kind = attr.type
    item_kind = kind[5:-1] if kind.startswith("list(") else kind
    if attr.HasField("allowed_values"):
        values = attr.allowed_values.list
        allowed = values.type if item_kind == "type" else values.s
        kind_text = "{" + ", ".join(literal(item_kind, value) for value in allowed) + "}"
        kind = f"list({kind_text})" if kind.startswith("list(") else kind_text
    text = f"{attr.name}: {kind}"
    if attr.has_minimum:
        text += f" >= {attr.minimum}"
    if attr.HasField("default_value"):
        text += f" = {value_text(attr.type, attr.default_value)}"
    return text


def value_text(kind, value):
    """Return a default value as text."""
    if not kind.startswith("list("):
        return literal(kind, getattr(value, value.WhichOneof("value") or "s"))
    item_kind = kind[5:-1]
    field = {
        "int": "i", "float": "f", "bool": "b", "type": "type", "string": "s", "shape": "shape",
        "tensor": "tensor", "func": "func",
    }[item_kind]
    return "[" + ", ".join(literal(item_kind, v) for v in getattr(value.list, field)) + "]"


def literal(kind, value):
    """Return one value as text."""
    if kind == "type":
        return type_name(value)
    if kind == "bool":
        return "true" if value else "false"
    if kind == "string":
        return '"' + value.decode("latin-1").encode("unicode_escape").decode() + '"'
    if kind == "shape":
        sizes = ["?" if dim.size == -1 else str(dim.size) for dim in value.dim]
        return "?" if value.unknown_rank else "[" + ", ".join(sizes) + "]"
    if kind == "func":
        return f'"{value.name}"'
    if kind == "tensor":  # the one there is: a vector of small integers
        return f"{type_name(value.dtype)}[{', '.join(str(number) for number in value.int_val)}]"
    if kind == "float":
        return str(np.float32(value))  # the shortest text of the single that OpDef holds
    return str(value)


def type_name(enum):
    """Return what OpDef text calls a data type, e.g. "float" for DT_FLOAT."""
    from tensorflow.core.framework import types_pb2

    return types_pb2.DataType.Name(enum).removeprefix("DT_").lower()
