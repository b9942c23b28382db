"""What an op promises: the records that a definition text is parsed into.

The grammar that fills them is in `grammar.py`; checking and encoding attribute values is in
`attributes.py`; kernels, shape functions and gradients hang on `record.Op`.
"""

import dataclasses

import numpy as np

from tfcompat._src.base.dtypes import numpy_dtype


@dataclasses.dataclass(frozen=True, slots=True)
class Arg:
    """One input or output of an op; exactly one of the four type fields is set.

    `number_attr` may accompany `type` or `type_attr`: then the argument is a list of tensors.
    """

    name: str
    type: object = None
    type_attr: str = ""
    number_attr: str = ""
    type_list_attr: str = ""
    is_ref: bool = False

    @property
    def is_list(self):
        """Says whether the argument holds a list of tensors instead of a single one."""
        return bool(self.number_attr or self.type_list_attr)


@dataclasses.dataclass(frozen=True, slots=True)
class Vector:
    """The default value of an attribute that is a tensor: a vector of integers."""

    dtype: object
    values: tuple

    def array(self):
        """Return it as an array."""
        return np.array(self.values, numpy_dtype(self.dtype))

    def __str__(self):
        return f"{type_name(self.dtype)}[{', '.join(map(str, self.values))}]"


@dataclasses.dataclass(frozen=True, slots=True)
class Attr:
    """One attribute: its kind ("int", "list(type)", ...), default and restrictions."""

    name: str
    kind: str
    has_default: bool = False
    default: object = None
    allowed: tuple = ()
    minimum: int | None = None

    @property
    def is_list(self):
        """Says whether values of the attribute are lists."""
        return self.kind.startswith("list(")

    @property
    def item_kind(self):
        """The kind of the value, or of one item of a list value."""
        return self.kind[5:-1] if self.is_list else self.kind


@dataclasses.dataclass(frozen=True, slots=True)
class Definition:
    """Name, inputs, outputs, attributes and flags of an op, as TensorFlow's OpDef states them.

    The flags are "commutative", "aggregate", "stateful", "allows_uninitialized_input" and
    "distributed_communication".
    """

    name: str
    inputs: tuple
    outputs: tuple
    attrs: dict
    flags: tuple = ()
    inferred: frozenset = dataclasses.field(init=False)

    def __post_init__(self):
        names = set()
        for arg in self.inputs:
            names.update(n for n in (arg.type_attr, arg.number_attr, arg.type_list_attr) if n)
        object.__setattr__(self, "inferred", frozenset(names))

    def __str__(self):
        lines = [f"{self.name}{_args(self.inputs)} -> {_args(self.outputs)}"]
        lines += [f"    {_attr(attr)}" for attr in self.attrs.values()]
        return "\n".join(lines)


def _args(args):
    return f"({', '.join(f'{arg.name}: {_arg_type(arg)}' for arg in args)})"


def _arg_type(arg):
    base = arg.type_list_attr or arg.type_attr or type_name(arg.type)
    text = f"{arg.number_attr} * {base}" if arg.number_attr else base
    return f"Ref({text})" if arg.is_ref else text


def _attr(attr):
    kind = attr.kind
    if attr.allowed:
        kind = "{" + ", ".join(_literal(attr.item_kind, v) for v in attr.allowed) + "}"
        kind = f"list({kind})" if attr.is_list else kind
    text = f"{attr.name}: {kind}"
    if attr.minimum is not None:
        text += f" >= {attr.minimum}"
    if attr.has_default:
        text += f" = {_literal(attr.kind, attr.default)}"
    return text


_TYPE_NAMES = {"float32": "float", "float64": "double", "float16": "half"}


def type_name(dtype):
    """The name that definitions and TensorFlow's C++ messages use: "float" for float32."""
    return _TYPE_NAMES.get(dtype.name, dtype.name)


def _literal(kind, value):
    if kind.startswith("list("):
        return "[" + ", ".join(_literal(kind[5:-1], item) for item in value) + "]"
    if kind == "type":
        return type_name(value)
    if kind == "bool":
        return "true" if value else "false"
    if kind == "string":
        escaped = value.decode("latin-1").encode("unicode_escape").decode("ascii")
        return '"' + escaped.replace('"', '\\"') + '"'
    if kind == "shape":
        return "?" if value.rank is None else str(value.as_list()).replace("None", "?")
    return str(value)
