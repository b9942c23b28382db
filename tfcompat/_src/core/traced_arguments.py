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


def _converted(definition, arg, value, dtype, default):
    if isinstance(value, Tensor):
        return value  # a wrong dtype is reported by the context, in its own words
    if dtype is None:
        return convert_to_tensor(value, dtype_hint=default)
    try:
        return convert_to_tensor(value, dtype)
    except TypeError:
        wrong = _first_leaf(value)
        raise TypeError(
            f"Expected {dtype.name} passed to parameter '{arg.name}' of op '{definition.name}', "
            f"got {value!r} of type '{type(value).__name__}' instead. Error: Expected "
            f"{dtype.name}, but got {wrong!r} of type '{type(wrong).__name__}'."
        ) from None


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
