"""Attribute values, checked against a definition.

Canonical values are what kernels see: int, float, bool, bytes (string), DType, TensorShape,
ndarray (tensor), `FunctionRef` (func), and tuples of these for list attributes. Values in files
are the business of `attr_values.py`.
"""

import math
import numbers
import struct
import typing

from tfcompat._src.base import errors
from tfcompat._src.base.dtypes import DType, as_dtype
from tfcompat._src.base.shapes import TensorShape, as_shape
from tfcompat._src.registry.definition import Vector, type_name
from tfcompat._src.wire import messages, tensor_proto


class FunctionRef(typing.NamedTuple):
    """The name of a library function, with the attributes it is to be instantiated with."""

    name: str
    attrs: tuple = ()


def bind(definition, given):
    """Return the canonical value of every attribute of `definition`.

    Args:
        definition: the op's `Definition`.
        given: mapping of attribute names to values; None stands for "not given". Names that
            begin with an underscore are annotations and pass unchecked.

    Returns:
        A dict with one canonical value per attribute, in definition order, then annotations.

    Raises:
        TypeError: an attribute is unknown, missing or of the wrong kind.
        InvalidArgumentError: a value is outside the allowed ones.
    """
    bound = {}
    for name, attr in definition.attrs.items():
        value = given.get(name)
        if value is not None:
            bound[name] = canonical(definition, attr, value)
        elif attr.has_default:
            bound[name] = _default(attr)
        else:
            raise _unexpected(attr, None)
    for name, value in given.items():
        if name not in bound:
            if not name.startswith("_"):
                raise TypeError(f"{definition.name}() got an unexpected attribute '{name}'")
            bound[name] = value
    return bound


def canonical(definition, attr, value):
    """Convert one value to its canonical form and check it against the attribute."""
    if attr.is_list:
        if not isinstance(value, (list, tuple, TensorShape)):
            raise TypeError(
                f"Expected list for attr {attr.name}, obtained {type(value).__name__} instead."
            )
        items = tuple(_item(definition, attr, item) for item in value)
        if attr.minimum is not None and len(items) < attr.minimum:
            raise errors.InvalidArgumentError(_too_low(definition, attr, "Length", len(items)))
        return items
    item = _item(definition, attr, value)
    if attr.minimum is not None and item < attr.minimum:
        raise errors.InvalidArgumentError(_too_low(definition, attr, "Value", item))
    return item


def _item(definition, attr, value):
    try:
        item = _CONVERT[attr.item_kind](value)
    except (TypeError, ValueError) as error:
        raise _unexpected(attr, value) from error
    if attr.allowed and item not in attr.allowed:
        raise errors.InvalidArgumentError(not_allowed(definition, attr, item))
    return item


def _too_low(definition, attr, what, found):
    return (
        f"{what} for attr '{attr.name}' of {found} must be at least minimum {attr.minimum}"
        f"\n\t; NodeDef: {{{{node {definition.name}}}}}; {op_signature(definition)}"
    )


def _unexpected(attr, value):
    kind = "DataType" if attr.item_kind == "type" else attr.item_kind
    return TypeError(f"Expected {kind} for argument '{attr.name}' not {value!r}.")


def not_allowed(definition, attr, value):
    """The sentence for a value that an attribute's list of allowed values does not hold."""
    if attr.item_kind == "type":
        shown, allowed = type_name(value), ", ".join(type_name(a) for a in attr.allowed)
    else:
        shown = f'"{value.decode(errors="replace")}"'
        allowed = ", ".join(f'"{a.decode()}"' for a in attr.allowed)
    return (
        f"Value for attr '{attr.name}' of {shown} is not in the list of allowed values: "
        f"{allowed}\n\t; NodeDef: {{{{node {definition.name}}}}}; {op_signature(definition)}"
    )


def op_signature(definition):
    """The op's summary as TensorFlow's C++ prints it: `Op<name=...; signature=...; attr=...>`."""
    inputs = ", ".join(f"{a.name}:{_arg_type(a)}" for a in definition.inputs)
    outputs = ", ".join(f"{a.name}:{_arg_type(a)}" for a in definition.outputs)
    attrs = "".join(f"; attr={_attr_summary(a)}" for a in definition.attrs.values())
    flags = "".join(f"; {shown}=true" for flag, shown in _FLAGS if flag in definition.flags)
    return f"Op<name={definition.name}; signature={inputs} -> {outputs}{attrs}{flags}>"


_FLAGS = (
    ("commutative", "is_commutative"), ("aggregate", "is_aggregate"), ("stateful", "is_stateful"),
    ("allows_uninitialized_input", "allows_uninitialized_input"),
)


def _arg_type(arg):
    base = arg.type_list_attr or arg.type_attr or type_name(arg.type)
    text = f"{arg.number_attr}*{base}" if arg.number_attr else base
    return f"Ref({text})" if arg.is_ref else text


def _attr_summary(attr):
    text = f"{attr.name}:{attr.kind}"
    if attr.has_default:
        text += f",default={_default_text(attr)}"
    if attr.minimum is not None:
        text += f",min={attr.minimum}"
    if attr.allowed:
        if attr.item_kind == "type":
            shown = [f"DT_{type_name(value).upper()}" for value in attr.allowed]
        else:
            shown = [f'"{value.decode()}"' for value in attr.allowed]
        text += f",allowed=[{', '.join(shown)}]"
    return text


def _default(attr):
    if attr.kind == "float":
        return as_single(attr.default)
    return attr.default.array() if attr.kind == "tensor" else attr.default


def _default_text(attr):
    def one(value):
        if isinstance(value, bool):
            return str(value).lower()
        if isinstance(value, bytes):
            return f'"{value.decode()}"'
        if isinstance(value, DType):
            return f"DT_{type_name(value).upper()}"
        if isinstance(value, float):
            return f"{value:g}"
        if isinstance(value, Vector):
            shown = " ".join(map(str, value.values[:3])) + "..." * (len(value.values) > 3)
            kind = type_name(value.dtype)
            return f"Tensor<type: {kind} shape: [{len(value.values)}] values: {shown}>"
        return str(value)

    if attr.is_list:
        return "[" + ", ".join(one(value) for value in attr.default) + "]"
    return one(attr.default)


def _as_int(value):
    if isinstance(value, (str, bytes)):
        raise TypeError(value)
    return int(value)  # as TensorFlow: 1.7 is 1


def _as_float(value):
    if not isinstance(value, numbers.Real):
        raise TypeError(value)
    return as_single(float(value))


def as_single(value):
    """Round a float to single precision, which float attributes have in graphs."""
    try:
        return _SINGLE.unpack(_SINGLE.pack(value))[0]
    except OverflowError:
        return math.copysign(math.inf, value)


_SINGLE = struct.Struct("<f")


def _as_bool(value):
    if type(value).__name__ not in ("bool", "bool_"):
        raise TypeError(value)
    return bool(value)


def _as_bytes(value):
    if isinstance(value, str):
        return value.encode("utf-8")
    if not isinstance(value, bytes):
        raise TypeError(value)
    return value


def _as_function(value):
    if isinstance(value, FunctionRef):
        return value
    if isinstance(value, (str, bytes)):
        return FunctionRef(value if isinstance(value, str) else value.decode())
    name = getattr(value, "name", None)
    if name is None:
        raise TypeError(value)
    return FunctionRef(name if isinstance(name, str) else name.decode())


def _as_tensor(value):
    if hasattr(value, "tensor_shape"):  # a TensorProto, ours or TensorFlow's
        return tensor_proto.to_array(messages.TensorProto.FromString(value.SerializeToString()))
    if not hasattr(value, "dtype") or not hasattr(value, "shape"):
        raise TypeError(value)
    return value


_CONVERT = {
    "int": _as_int, "float": _as_float, "bool": _as_bool, "string": _as_bytes,
    "type": as_dtype, "shape": as_shape, "tensor": _as_tensor, "func": _as_function,
}
