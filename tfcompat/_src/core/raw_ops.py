"""The public `tf.raw_ops`: every op as a function that takes keyword arguments only."""

import collections

from tfcompat._src.base import names
from tfcompat._src.core import context, dispatch
from tfcompat._src.registry import record


def __getattr__(name):
    if name.startswith("_"):
        raise AttributeError(f"module 'tfcompat.raw_ops' has no attribute {name!r}")
    try:
        op = record.find(name)
    except record.UnknownOpError as error:
        message = f"module 'tfcompat.raw_ops' has no attribute {name!r}. {error}"
        raise AttributeError(message) from None
    globals()[name] = function = _function(op)
    return function


def __dir__():
    return record.names()


# Ops whose arguments TensorFlow's Python layer names otherwise than the definition does.
_REDUCTIONS = ("All", "Any", "EuclideanNorm", "Max", "Mean", "Min", "Prod", "Sum")
_RENAMED = {
    "ExpandDims": {"dim": "axis"}, "Select": {"t": "x", "e": "y"}, "Split": {"split_dim": "axis"},
    "SplitV": {"split_dim": "axis"}, "Squeeze": {"squeeze_dims": "axis"},
    "Where": {"input": "condition"}, **dict.fromkeys(_REDUCTIONS, {"reduction_indices": "axis"}),
}


def _function(op):
    public = _RENAMED.get(op.name, {})
    inputs = [public.get(arg.name, arg.name) for arg in op.definition.inputs]
    internal = {name: inner for inner, name in public.items()}
    attrs = [
        public.get(name, name) for name in op.definition.attrs
        if name not in op.definition.inferred
    ]
    snake = names.snake_case(op.name)
    required = inputs + [
        name for name in attrs
        if not op.definition.attrs[internal.get(name, name)].has_default
    ]
    result_type = None
    if len(op.definition.outputs) > 1:
        fields = [arg.name for arg in op.definition.outputs]
        result_type = collections.namedtuple(op.name, fields, rename=True)

    references = [arg.name for arg in (*op.definition.inputs, *op.definition.outputs)
                  if arg.is_ref]

    def function(*args, **kwargs):
        if references and context.executing_eagerly():
            raise RuntimeError(
                f"{snake} op does not support eager execution. Arg '{references[-1]}' is a ref.")
        if args:
            raise TypeError(
                f"{snake} only takes keyword args (possible keys: {[*inputs, *attrs, 'name']}). "
                "Please pass these args as kwargs instead."
            )
        name = kwargs.pop("name", None)
        _check_names(snake, kwargs, required, {*inputs, *attrs})
        values = [kwargs.pop(key) for key in inputs]
        given = {internal.get(key, key): value for key, value in kwargs.items()}
        result = dispatch.call(op, values, given, name)
        return result if result_type is None else result_type(*result)

    function.__name__ = function.__qualname__ = op.name
    function.__doc__ = op.__doc__
    return function


def _check_names(snake, given, required, known):
    missing = [name for name in required if name not in given]
    if missing:
        shown = " and ".join(repr(name) for name in missing)
        plural = "s" if len(missing) > 1 else ""
        raise TypeError(
            f"{snake}() missing {len(missing)} required positional argument{plural}: {shown}"
        )
    for name in given:
        if name not in known:
            raise TypeError(f"{snake}() got an unexpected keyword argument '{name}'")
