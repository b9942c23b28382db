"""Arguments of op calls in graphs: one after the other, each in the dtype that those before it set.

Eager calls, where the first tensor decides for all, are in the core room.
"""

import numbers

from tfcompat._src.base import dtypes, names
from tfcompat._src.core.convert import convert_to_tensor
from tfcompat._src.core.tensor import Tensor


def needs_scope(definition, inputs):
    """Say whether nodes will be made for the inputs: where lists with tensors are stacked."""
    return any(
        any(map(_has_tensors, value)) if arg.is_list else _has_tensors(value)
        for arg, value in zip(definition.inputs, inputs, strict=True)
        if isinstance(value, (list, tuple))
    )


def _has_tensors(value):
    return isinstance(value, (list, tuple)) and any(
        isinstance(item, Tensor) or _has_tensors(item) for item in value
    )


def convert_inputs(definition, inputs, types):
    """Convert the inputs of a call to tensors.

    Args:
        definition: the op's definition.
        inputs: one value per argument, a list for list arguments.
        types: the attributes given; what the inputs imply is added.

    Returns:
        A tensor or list of tensors per argument.

    Raises:
        TypeError: a value does not fit the dtype, or the dtype is none that the op takes.
    """
    converted = []
    for arg, value in zip(definition.inputs, inputs, strict=True):
        if arg.is_list and not isinstance(value, (list, tuple)):
            op, shown = definition.name, value
            if arg.number_attr:
                op, shown = names.snake_case(op), repr(value)
            raise TypeError(f"Expected list for '{arg.name}' argument to '{op}' Op, not {shown}.")
        if arg.number_attr:
            types[arg.number_attr] = len(value)
        if arg.type_list_attr:
            wanted = types.get(arg.type_list_attr) or [None] * len(value)
            tensors = [
                _converted(definition, arg, item, dtype and dtypes.as_dtype(dtype), None, i)
                for i, (item, dtype) in enumerate(zip(value, wanted, strict=True))
            ]
            types[arg.type_list_attr] = [tensor.dtype.base_dtype for tensor in tensors]
            converted.append(tensors)
        else:
            converted.append(_of_one_type(definition, arg, value, types))
    for attr in {arg.type_attr for arg in definition.inputs if arg.type_attr}:
        if types.get(attr) is None:
            types[attr] = definition.attrs[attr].default
    return converted


def _of_one_type(definition, arg, value, types):
    """Convert an argument, a list of tensors perhaps; it may be the first to tell its dtype."""
    attr = definition.attrs.get(arg.type_attr)
    dtype = None if arg.is_ref else arg.type
    if attr is not None and types.get(arg.type_attr) is not None:
        dtype = dtypes.as_dtype(types[arg.type_attr])
    default = attr.default if attr is not None else None
    if not arg.is_list:
        result = _converted(definition, arg, value, dtype, default)
        found = result.dtype.base_dtype
    else:
        wanted = dtype or next((x.dtype.base_dtype for x in value if isinstance(x, Tensor)), None)
        result = [
            _converted(definition, arg, item, wanted, default, i) for i, item in enumerate(value)
        ]
        found = result[0].dtype.base_dtype if result else None
    if attr is not None and dtype is None and found is not None:
        types[arg.type_attr] = found
        _check_allowed(attr, arg, found)
    return result


def check_attributes(definition, attrs):
    """Raise TensorFlow's errors for attributes that a graph's op cannot have.

    Args:
        definition: the op's definition.
        attrs: the values given; lists of tensors have set their numbers already.

    Raises:
        ValueError: a text is none of those allowed, or a number is too low.
    """
    lengths = {arg.number_attr: arg.name for arg in definition.inputs if arg.number_attr}
    for name, value in attrs.items():
        attr = definition.attrs.get(name)
        if attr is None:
            continue
        is_text = attr.kind == "string" and isinstance(value, (str, bytes))
        if is_text and attr.allowed and _text(value) not in map(_text, attr.allowed):
            allowed = '", "'.join(map(_text, attr.allowed))
            raise ValueError(
                f"Attr '{name}' of '{definition.name}' Op passed string '{_text(value)}' not in: "
                f'"{allowed}".'
            )
        is_short = attr.is_list and attr.minimum is not None and isinstance(value, (list, tuple))
        if is_short and len(value) < attr.minimum:
            raise ValueError(
                f"Attr '{name}' of '{definition.name}' Op passed list of length {len(value)} less "
                f"than minimum {attr.minimum}."
            )
        is_number = attr.kind == "int" and isinstance(value, numbers.Real)
        if is_number and attr.minimum is not None and int(value) < attr.minimum:
            if name in lengths:
                raise ValueError(
                    f"List argument '{lengths[name]}' to '{definition.name}' Op with length "
                    f"{value} shorter than minimum length {attr.minimum}."
                )
            raise ValueError(
                f"Attr '{name}' of '{definition.name}' Op passed {value} less than minimum "
                f"{attr.minimum}."
            )


def _text(value):
    return value.decode("utf-8", "replace") if isinstance(value, bytes) else value


def _converted(definition, arg, value, dtype, default, number=None):
    if isinstance(value, Tensor):
        return value  # a wrong dtype is reported by the context, in its own words
    name = None
    if _has_tensors(value):
        name = arg.name if number is None else f"{arg.name}_{number}"
    if dtype is None:
        # What has no elements has no dtype of its own; else the default does not count.
        hint = default if _is_empty(value) else None
        return convert_to_tensor(value, dtype_hint=hint, name=name)
    try:
        return convert_to_tensor(value, dtype, name=name)
    except TypeError:
        wrong = _first_leaf(value)
        raise TypeError(
            f"Expected {dtype.name} passed to parameter '{arg.name}' of op '{definition.name}', "
            f"got {value!r} of type '{type(value).__name__}' instead. Error: Expected "
            f"{dtype.name}, but got {wrong!r} of type '{type(wrong).__name__}'."
        ) from None


def _is_empty(value):
    return isinstance(value, (list, tuple)) and all(_is_empty(item) for item in value)


def _first_leaf(value):
    while isinstance(value, (list, tuple)) and value:
        value = value[0]
    return value


def _check_allowed(attr, arg, dtype):
    if attr.allowed and dtype not in attr.allowed:
        listed = ", ".join(allowed.name for allowed in attr.allowed)
        raise TypeError(
            f"Value passed to parameter '{arg.name}' has DataType {dtype.name} not in list of "
            f"allowed values: {listed}"
        )
