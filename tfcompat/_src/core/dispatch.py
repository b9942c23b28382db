"""The funnel that every op call passes: arguments to tensors, attributes completed, then executed.

What each of these means is up to the context on top of the stack. Afterwards the recorders of the
thread are told.
"""

from tfcompat._src.base import errors
from tfcompat._src.core import composite, context, eager

_threads = context.threads()


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
    here = _threads.stack[-1]
    key = None
    if here.is_eager:
        key, known = eager.call_key(op, inputs, attrs)
        resolved = op.resolved.get(key)
        if resolved is not None:
            try:
                return eager.run(op, resolved, known, name)
            except errors.OpError as error:
                raise here.explained(error, op, inputs, name) from None
    made_of_several = composite.class_of(inputs)
    if made_of_several is not None:
        return made_of_several._call_op(op, inputs, attrs, name)
    try:
        with here.naming(op, inputs, name) as node_name:
            outputs, bound, tensors = _converted_call(op, inputs, attrs, node_name, here)
    except errors.OpError as error:
        explained = here.explained(error, op, inputs, name)
        if explained is error:
            raise
        raise explained from None
    if key is not None:
        eager.remember(op, key, bound, inputs, tensors)
    return pack(op.definition, bound, outputs)


def _converted_call(op, inputs, attrs, name, here):
    """Convert the inputs, complete the attributes and let the context run the call."""
    types = {attr: value for attr, value in attrs.items() if value is not None}
    try:
        tensors = here.convert(op, inputs, types)
        bound = op.bind(types)
    except errors.OpError as error:
        raise _framed(error, op, name) from None
    outputs = here.execute(op, tensors, bound, name)
    for recorder in tuple(context.recorders()):
        recorder.record(op, tensors, bound, outputs)
    return outputs, bound, tensors


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
