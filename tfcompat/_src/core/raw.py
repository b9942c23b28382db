"""Ops by name as Python functions: `raw.MatMul(a, b, transpose_a=True)`.

Inputs are positional or by name, attributes by name. Each function is made from the op's
definition when it is first asked for; the public `tf.raw_ops` in `raw_ops.py` adds TensorFlow's
stricter calling rules.
"""

from tfcompat._src.core import dispatch
from tfcompat._src.registry import record


def __getattr__(name):
    if name.startswith("__"):
        raise AttributeError(name)
    try:
        op = record.find(name)
    except record.UnknownOpError as error:
        raise AttributeError(f"module {__name__!r} has no op {name!r}: {error}") from None
    globals()[name] = function = _function(op)
    return function


def _function(op):
    names = tuple(arg.name for arg in op.definition.inputs)
    count = len(names)

    def function(*inputs, name=None, **attrs):
        if len(inputs) != count:
            inputs = _bind_inputs(op.name, names, inputs, attrs)
        return dispatch.call(op, inputs, attrs, name)

    function.__name__ = function.__qualname__ = op.name
    function.__doc__ = op.__doc__
    return function


def _bind_inputs(op_name, names, inputs, attrs):
    if len(inputs) > len(names):
        raise TypeError(
            f"{op_name}() takes {len(names)} inputs but {len(inputs)} were given; attributes are "
            "passed by name"
        )
    rest = names[len(inputs) :]
    missing = [name for name in rest if name not in attrs]
    if missing:
        raise TypeError(f"{op_name}() missing inputs: {', '.join(missing)}")
    return (*inputs, *(attrs.pop(name) for name in rest))
