"""Functions of a SavedModel: stored specs and graphs to ConcreteFunctions, captures bound later."""

import inspect

from tfcompat._src.base import nest
from tfcompat._src.base.specs import TypeSpec
from tfcompat._src.function.concrete import ConcreteFunction
from tfcompat._src.function.signature import FunctionSpec
from tfcompat._src.saved_model import structures


def function_spec(message, name):
    """Return the FunctionSpec of a FunctionSpec message; `self` is left out.

    Args:
        message: the FunctionSpec message.
        name: the name to show.
    """
    stored = structures.decode(message.fullargspec)
    args = list(stored.args)
    if message.is_method or args[:1] == ["self"]:
        args = args[1:]
    parameters = _positional(args, stored.defaults or ())
    kind = inspect.Parameter
    if stored.varargs:
        parameters.append(kind(stored.varargs, kind.VAR_POSITIONAL))
    defaults = stored.kwonlydefaults or {}
    for keyword in stored.kwonlyargs or ():
        parameters.append(
            kind(keyword, kind.KEYWORD_ONLY, default=defaults.get(keyword, kind.empty))
        )
    if stored.varkw:
        parameters.append(kind(stored.varkw, kind.VAR_KEYWORD))
    signature = structures.decode(message.input_signature) \
        if message.HasField("input_signature") else None
    if signature is not None:
        signature = tuple(signature)
    return FunctionSpec(
        name, inspect.Signature(parameters), signature, _JIT_COMPILE.get(message.jit_compile)
    )


_JIT_COMPILE = {1: True, 2: False}  # the enum of FunctionSpec.JitCompile; 0 is unspecified


def _positional(args, defaults):
    kind = inspect.Parameter
    names = [arg if arg.isidentifier() else f"arg_{i}" for i, arg in enumerate(args)]
    first = len(names) - len(defaults)
    # Defaults that could not be saved leave a shorter list; they belong to the last arguments.
    found = [kind.empty] * max(first, 0) + list(defaults)[max(-first, 0) :]
    seen_default, parameters = False, []
    for name, default in zip(names, found, strict=True):
        seen_default = seen_default or default is not kind.empty
        parameters.append(kind(name, kind.POSITIONAL_OR_KEYWORD, default=default))
    return parameters


def concrete_function(graph_function, saved):
    """Return the ConcreteFunction of a SavedConcreteFunction message, captures still missing.

    Args:
        graph_function: its GraphFunction.
        saved: the SavedConcreteFunction message.
    """
    signature = structures.decode(saved.canonicalized_input_signature)
    outputs = structures.decode(saved.output_signature)
    outputs = nest.map_structure(
        lambda leaf: leaf if leaf is None or isinstance(leaf, TypeSpec) else None, outputs
    )
    args, kwargs = signature
    concrete = ConcreteFunction(graph_function, (), (tuple(args), dict(kwargs)), outputs)
    concrete._bound_inputs = tuple(saved.bound_inputs)
    return concrete


def keyword_names(concrete):
    """Return the flat argument names of a concrete function, read off its graph."""
    count = len(concrete.graph_function.definition.signature.input_arg)
    arguments = concrete.graph_function.definition.signature.input_arg
    return [arg.name for arg in arguments[: count - len(concrete._bound_inputs)]]
