"""Arguments of op calls in graphs: one after the other, each in the dtype that those before it set.

Eager calls, where the first tensor decides for all, are in `dispatch.py`.
"""

from tfcompat._src.core.convert import convert_to_tensor
from tfcompat._src.core.tensor import Tensor


def convert_matching(definition, attr, indices, inputs, converted):
    """Convert the inputs that share a type attribute, and return their dtype.

    Args:
        definition: the op's definition.
        attr: the name of the type attribute.
        indices: the places of the inputs.
        inputs: all inputs.
        converted: where converted inputs go.

    Raises:
        TypeError: a value does not fit the dtype, or the dtype is none that the op takes.
    """
    default = definition.attrs[attr].default
    dtype = None
    for i in indices:
        arg, value = definition.inputs[i], inputs[i]
        if arg.is_list:
            wanted = dtype or next((x.dtype.base_dtype for x in value if isinstance(x, Tensor)),
                                   None)
            converted[i] = [_converted(definition, arg, x, wanted, default) for x in value]
            found = converted[i][0].dtype.base_dtype if converted[i] else None
        else:
            converted[i] = _converted(definition, arg, value, dtype, default)
            found = converted[i].dtype.base_dtype
        if dtype is None and found is not None:
            dtype = found
            _check_allowed(definition.attrs[attr], arg, dtype)
    return default if dtype is None else dtype


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
        if attr.kind == "string" and attr.allowed and _text(value) not in map(_text, attr.allowed):
            allowed = '", "'.join(map(_text, attr.allowed))
            raise ValueError(
                f"Attr '{name}' of '{definition.name}' Op passed string '{_text(value)}' not in: "
                f'"{allowed}".'
            )
        if attr.kind == "int" and attr.minimum is not None and value < attr.minimum:
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


def convert(definition, arg, value, dtype):
    """Convert an input, or a list of them, to a dtype that the definition fixes."""
    if arg.is_list:
        return [_converted(definition, arg, item, dtype, None) for item in value]
    return _converted(definition, arg, value, dtype, None)


def _converted(definition, arg, value, dtype, default):
    if isinstance(value, Tensor):
        return value  # a wrong dtype is reported by the context, in its own words
    if dtype is None:
        # What has no elements has no dtype of its own; else the default does not count.
        return convert_to_tensor(value, dtype_hint=default if _is_empty(value) else None)
    try:
        return convert_to_tensor(value, dtype)
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
        names = ", ".join(allowed.name for allowed in attr.allowed)
        raise TypeError(
            f"Value passed to parameter '{arg.name}' has DataType {dtype.name} not in list of "
            f"allowed values: {names}"
        )
