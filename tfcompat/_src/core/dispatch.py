"""The funnel that every op call passes: arguments to tensors, types inferred, then the context.

Nothing below knows what a call means; the context on top of the stack does. Afterwards the
recorders of the thread are told.
"""

import numpy as np

from tfcompat._src.base import dtypes, errors
from tfcompat._src.core import context, eager, traced_arguments
from tfcompat._src.core.convert import convert_to_tensor
from tfcompat._src.core.tensor import Tensor


def call(op, inputs, attrs, name=None):
    """Call an op.

    Args:
        op: the registry's `Op` record.
        inputs: one value per input argument, a list or tuple for list arguments; converted.
        attrs: attribute values by name; those that inputs imply may be left out.
        name: a name for the call, or None.

    Returns:
        A tensor for a single output, a list for a single list output, a tuple when there are
        several outputs, and what the context gives for none.

    Raises:
        InvalidArgumentError, TypeError: types do not fit the definition.
    """
    here = context.current()
    recorders = context.recorders()
    key = None
    if here.is_eager and not recorders:
        key = eager.call_key(inputs, attrs)
        resolved = op.resolved.get(key)
        if resolved is not None:
            return eager.run(op, resolved, inputs, name)
    try:
        outputs, bound = _converted_call(op, inputs, attrs, name, here)
    except errors.OpError as error:
        if here.is_eager and _has_literals(op.definition, inputs):
            raise _without_name(error, op, name) from None
        raise
    if key is not None:
        eager.remember(op, key, bound)
    return pack(op.definition, bound, outputs)


def _converted_call(op, inputs, attrs, name, here):
    """Convert the inputs, complete the attributes and let the context run the call."""
    if not here.is_eager and traced_arguments.needs_scope(op.definition, inputs):
        with here.graph.name_scope(name or op.name) as scope:
            return _run_converted(op, inputs, attrs, scope, here)
    return _run_converted(op, inputs, attrs, name, here)


def _run_converted(op, inputs, attrs, name, here):
    types = {attr: value for attr, value in attrs.items() if value is not None}
    try:
        if here.is_eager:
            tensors = _convert_inputs(op.definition, inputs, types)
            eager.check_dtypes(op, tensors, types)
        else:
            tensors = traced_arguments.convert_inputs(op.definition, inputs, types)
            traced_arguments.check_attributes(op.definition, types)
        bound = op.bind(types)
    except errors.OpError as error:
        raise _framed(error, op, name) from None
    outputs = here.execute(op, tensors, bound, name)
    for recorder in tuple(context.recorders()):
        recorder.record(op, tensors, bound, outputs)
    return outputs, bound


def pack(definition, attrs, outputs):
    """Arrange flat output tensors as callers get them."""
    args = definition.outputs
    if not args:
        return outputs
    if len(args) == 1:
        return list(outputs) if args[0].is_list else outputs[0]
    packed, start = [], 0
    for arg, kind in zip(args, eager.output_dtypes(definition, attrs), strict=True):
        if arg.is_list:
            packed.append(list(outputs[start : start + len(kind)]))
            start += len(kind)
        else:
            packed.append(outputs[start])
            start += 1
    return tuple(packed)


def _framed(error, op, name):
    if error.framed:
        return error
    return type(error)(None, None, f"{error.message} [Op:{op.name}] name: {name or ''}")


def _has_literals(definition, inputs):
    """Say whether TensorFlow's fast path, which adds the name to errors, refuses the inputs."""
    literals = (list, tuple, str, bytes, np.generic)
    return any(
        any(isinstance(item, literals) for item in value) if arg.is_list
        else isinstance(value, literals)
        for arg, value in zip(definition.inputs, inputs, strict=True)
    )


def _without_name(error, op, name):
    end = f" name: {name or ''}"
    if not error.message.endswith(f"[Op:{op.name}]{end}"):
        return error
    return type(error)(None, None, error.message[: -len(end)])


def _convert_inputs(definition, inputs, types):
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
            f"Expected list for '{arg.name}' argument to '{_snake(definition.name)}' Op, not "
            f"{value!r}."
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
            elif dtype is None or hasattr(value, "handle"):
                tensor = convert_to_tensor(value, dtype_hint=default)  # variables keep their dtype
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


def _snake(name):
    from tfcompat._src.base import names

    return names.snake_case(name) if hasattr(names, "snake_case") else name
