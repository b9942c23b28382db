"""Functions of a SavedModel: stored specs and graphs to ConcreteFunctions, captures bound later."""

import inspect

from tfcompat._src.base import nest
from tfcompat._src.base.specs import TypeSpec
from tfcompat._src.function.concrete import ConcreteFunction
from tfcompat._src.function.signature import FunctionSpec
from tfcompat._src.registry.attr_values import dtype_from_enum
from tfcompat._src.saved_model import structures
from tfcompat._src.saved_model.type_specs import ForeignSpec


def function_spec(message, name):
    """Return the FunctionSpec of a FunctionSpec message; `self` is left out.

    Args:
        message: the FunctionSpec message.
        name: the name to show.

    Raises:
        ValueError: the message does not describe the arguments of a function.
    """
    stored = structures.decode(message.fullargspec)
    signature = structures.decode(message.input_signature) \
        if message.HasField("input_signature") else None
    try:
        return FunctionSpec(
            name, inspect.Signature(_parameters(stored, message.is_method)),
            None if signature is None else tuple(signature),
            _JIT_COMPILE.get(message.jit_compile),
        )
    except (AttributeError, TypeError) as error:
        raise ValueError(
            f"The SavedModel does not tell the arguments of its function '{name}': {error}"
        ) from None


_JIT_COMPILE = {1: True, 2: False}  # the enum of FunctionSpec.JitCompile; 0 is unspecified


def _parameters(stored, is_method):
    args = list(stored.args)
    if is_method or args[:1] == ["self"]:
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
    return parameters


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

    Raises:
        ValueError: the message does not fit the function's arguments and results.
    """
    signature = structures.decode(saved.canonicalized_input_signature)
    outputs = structures.decode(saved.output_signature)
    outputs = nest.map_structure(
        lambda leaf: leaf if leaf is None or isinstance(leaf, TypeSpec) else None, outputs
    )
    if signature is None:  # of functions pruned out of graphs, which are called by flat arguments
        _check_counts(graph_function, None, saved.bound_inputs, outputs)
        concrete = ConcreteFunction(graph_function, (), None, outputs)
        concrete._bound_inputs = tuple(saved.bound_inputs)
        return concrete
    if not _is_call(signature):
        raise ValueError(
            f"The SavedModel does not tell the arguments of its function '{graph_function.name}', "
            f"but {signature!r}."
        )
    _check_counts(graph_function, signature, saved.bound_inputs, outputs)
    args, kwargs = signature
    concrete = ConcreteFunction(graph_function, (), (tuple(args), dict(kwargs)), outputs)
    concrete._bound_inputs = tuple(saved.bound_inputs)
    return concrete


def _is_call(signature):
    return (
        isinstance(signature, tuple) and len(signature) == 2
        and isinstance(signature[0], (list, tuple)) and isinstance(signature[1], dict)
    )


def _check_counts(graph_function, signature, captures, outputs):
    """Raise ValueError where a signature does not have as many tensors as the function."""
    definition = graph_function.definition.signature
    for what, specs, more, arguments in (
        ("inputs", signature, len(captures), definition.input_arg),
        ("outputs", outputs, 0, definition.output_arg),
    ):
        for arg in arguments:
            dtype_from_enum(arg.type)
        if any(isinstance(spec, ForeignSpec) for spec in nest.flatten(specs)):
            continue
        if specs is None and what == "inputs":
            continue
        flat = nest.flatten(specs, expand_composites=True)
        count = sum(isinstance(spec, TypeSpec) for spec in flat) + more
        if count != len(arguments):
            raise ValueError(
                f"The SavedModel's function '{graph_function.name}' has {len(arguments)} {what}, "
                f"but {count} according to its signature."
            )


def keyword_names(concrete):
    """Return the flat argument names of a concrete function, read off its graph."""
    count = len(concrete.graph_function.definition.signature.input_arg)
    arguments = concrete.graph_function.definition.signature.input_arg
    return [arg.name for arg in arguments[: count - len(concrete._bound_inputs)]]
