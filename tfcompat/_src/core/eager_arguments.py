"""Arguments of op calls that run at once: the first tensor decides the dtype for all.

Calls in graphs, where arguments are looked at one after the other, have rules of their own in the
graph room.
"""

import numpy as np

from tfcompat._src.base import dtypes, errors, names
from tfcompat._src.core import sequences
from tfcompat._src.core.convert import convert_to_tensor
from tfcompat._src.core.tensor import Tensor
from tfcompat._src.registry.definition import type_name


def convert_inputs(definition, inputs, types):
    """Convert inputs to tensors and add the attributes that they imply to `types`."""
    converted = [None] * len(inputs)
    waiting = {}
    for i, (arg, value) in enumerate(zip(definition.inputs, inputs, strict=True)):
        if arg.number_attr:
            _check_list(definition, arg, value)
            types[arg.number_attr] = len(value)
        if arg.type_list_attr:
            converted[i] = _convert_mixed(definition, arg, value, types)
        elif arg.type is not None:
            converted[i] = _convert_arg(arg, value, None if arg.is_ref else arg.type)
        elif types.get(arg.type_attr) is not None:
            dtype = dtypes.as_dtype(types[arg.type_attr])
            converted[i] = _convert_arg(arg, value, dtype)
        else:
            waiting.setdefault(arg.type_attr, []).append(i)
    for attr, indices in waiting.items():
        types[attr] = _convert_matching(definition, attr, indices, inputs, converted)
    return converted


def _check_list(definition, arg, value):
    if not isinstance(value, (list, tuple)):
        raise TypeError(
            f"Expected list for '{arg.name}' argument to '{names.snake_case(definition.name)}' "
            f"Op, not {value!r}."
        )


def _convert_arg(arg, value, dtype):
    if arg.is_list:
        return [_convert_one(item, dtype) for item in value]
    return _convert_one(value, dtype)


def _convert_one(value, dtype):
    if isinstance(value, Tensor):
        return value  # a wrong dtype is reported by the context, in its own words
    return convert_to_tensor(value, dtype)


def _convert_mixed(definition, arg, value, types):
    _check_list(definition, arg, value)
    given = types.get(arg.type_list_attr)
    wanted = given if given is not None else [None] * len(value)
    tensors = [_convert_one(item, dtype) for item, dtype in zip(value, wanted, strict=True)]
    types[arg.type_list_attr] = [tensor.dtype.base_dtype for tensor in tensors]
    return tensors


def _convert_matching(definition, attr, indices, inputs, converted):
    """Convert the inputs that share a type attribute to one dtype, and return it.

    The first tensor among them decides; where there is none, the first value does, with the
    attribute's default as the preference.
    """
    args = definition.inputs
    dtype = next((_dtype_of(inputs[i], args[i].is_list) for i in indices
                  if _dtype_of(inputs[i], args[i].is_list) is not None), None)
    default = definition.attrs[attr].default
    for i in indices:
        values = inputs[i] if args[i].is_list else [inputs[i]]
        tensors = []
        for value in values:
            if isinstance(value, Tensor):
                tensor = value
            elif dtype is None or hasattr(value, "handle"):  # variables keep their dtype
                if sequences.begins_with_bool(value):
                    convert_to_tensor(value)  # refuses what is mixed with numbers
                tensor = convert_to_tensor(value, dtype_hint=default)
            else:
                tensor = convert_to_tensor(value, dtype)
            dtype = dtype or tensor.dtype.base_dtype
            tensors.append(tensor)
        converted[i] = tensors if args[i].is_list else tensors[0]
    return default if dtype is None else dtype


def _dtype_of(value, is_list):
    for item in value if is_list else (value,):
        if isinstance(item, Tensor) or hasattr(type(item), "__tf_tensor__"):
            return item.dtype.base_dtype
    return None


def check_dtypes(op, inputs, attrs):
    """Raise TensorFlow's error where an input does not have the dtype its argument asks for."""
    index = 0
    for arg, item in zip(op.definition.inputs, inputs, strict=True):
        tensors = item if type(item) is list else [item]
        expected = arg.type or (attrs.get(arg.type_attr) if arg.type_attr else None)
        expected = None if expected is None else dtypes.as_dtype(expected)
        for tensor in tensors:
            if expected is not None and tensor.dtype.base_dtype != expected.base_dtype:
                raise errors.InvalidArgumentError(
                    None, None,
                    f"cannot compute {op.name} as input #{index}(zero-based) was expected to be "
                    f"a {type_name(expected)} tensor but is a {type_name(tensor.dtype)} tensor "
                    f"[Op:{op.name}] name: ",
                )
            index += 1


def has_literals(definition, inputs):
    """Say whether TensorFlow's fast path, which adds the name to errors, refuses the inputs."""
    literals = (list, tuple, str, bytes, np.generic)
    return any(
        any(isinstance(item, literals) for item in value) if arg.is_list
        else isinstance(value, literals)
        for arg, value in zip(definition.inputs, inputs, strict=True)
    )


def without_name(error, op, name):
    end = f" name: {name or ''}"
    if not error.message.endswith(f"[Op:{op.name}]{end}"):
        return error
    return type(error)(None, None, error.message[: -len(end)])
