"""Calls in converted code: whether and how the callee is converted, decided when it is called."""

import functools
import os
import sys
import types

from tfcompat._src.function.autograph import errors, log, rules, status

_MARK = "autograph_info__"


def artifact(entity):
    """Mark a function as one that is not to be converted, or was converted already."""
    target = entity.__func__ if isinstance(entity, types.MethodType) else entity
    setattr(target, _MARK, None)
    return entity


def is_artifact(entity):
    """Say whether a function is marked."""
    return hasattr(entity, _MARK)


def caller(options):
    """Return the function that converted code makes its calls with."""

    def call(function, /, *args, **kwargs):
        return converted_call(function, args, kwargs, options)

    return call


def converted_call(function, args, kwargs, options):
    """Call something, converted if it is a user's function.

    Args:
        function: the callee.
        args, kwargs: its arguments.
        options: the Options for it.

    Returns:
        What it returns.
    """
    if isinstance(function, (types.FunctionType, types.MethodType)) and \
            not options.user_requested and rules.is_module_left_alone(function.__module__):
        return function(*args, **kwargs)
    if status.current().status is status.Status.DISABLED or is_artifact(function):
        return function(*args, **kwargs)
    if isinstance(function, functools.partial):
        merged = {**function.keywords, **kwargs}
        return converted_call(function.func, (*function.args, *args), merged, options)
    if rules.is_builtin(function):
        return _call_builtin(function, args, kwargs)
    if rules.is_unsupported(function) or not options.convert_user_code or (
            not options.user_requested and rules.is_left_alone(function)):
        return function(*args, **kwargs)
    target, bound = _target(function, args)
    code = getattr(target, "__code__", None)
    if code is None or code.co_filename == "<string>":
        return function(*args, **kwargs)
    return _call_converted(function, target, bound, args, kwargs, options)


def _call_converted(function, target, bound, args, kwargs, options):
    from tfcompat._src.function.autograph import conversion

    try:
        converted = conversion.of(target, options)
    except Exception as error:  # noqa: BLE001 - whatever goes wrong, the function runs as it is
        if os.environ.get("AUTOGRAPH_STRICT_CONVERSION", "0") not in ("", "0"):
            raise
        _warn(function, error)
        converted = None
    if converted is None:
        return function(*args, **kwargs)
    run = converted.bind(target)
    try:
        if options.user_requested:
            with status.Scope(status.Status.ENABLED, options):
                return run(*bound, **kwargs)
        return run(*bound, **kwargs)
    except Exception as error:
        errors.note(error, converted.functions)
        raise


def _target(function, args):
    """Return the function whose code is to be converted, and its arguments."""
    if isinstance(function, types.MethodType):
        return function.__func__, (function.__self__, *args)
    if isinstance(function, types.FunctionType):
        return function, args
    return getattr(type(function), "__call__", None), (function, *args)  # noqa: B004


def _warn(function, error):
    """Tell once that a function cannot be converted."""
    if getattr(error, "_told", False):
        return
    error._told = True
    foreseen = (errors.InaccessibleSourceCodeError, errors.UnsupportedLanguageElementError)
    report = "" if isinstance(error, foreseen) else (
        "Please report this to the tfcompat team. When filing the bug, set the verbosity to 10 (on "
        "Linux, `export AUTOGRAPH_VERBOSITY=10`) and attach the full output.\n")
    log.warn(
        "AutoGraph could not transform %s and will run it as-is.\n%sCause: %s\nTo silence this "
        "warning, decorate the function with @tf.autograph.experimental.do_not_convert",
        function, report, error)


def _call_builtin(function, args, kwargs):
    from tfcompat._src.function.autograph.operators.builtins import OVERLOADS

    if isinstance(function, (type, types.BuiltinFunctionType)):
        if function in _OF_THE_FRAME:
            return _call_in_frame(function, args)
        function = OVERLOADS.get(function, function)
    return function(*args, **kwargs)


_OF_THE_FRAME = frozenset([super, eval, exec, globals, locals, vars, dir])


def _call_in_frame(function, args):
    """Call a builtin that looks at the frame of its caller, which is converted code."""
    frame = sys._getframe(3)  # under this function, _call_builtin and converted_call stands `call`
    if frame.f_code.co_filename == __file__:
        frame = frame.f_back
    if function is super and not args:
        # A block of the method may be what calls; the method itself is further out.
        while frame is not None and not (
                "__class__" in frame.f_locals and frame.f_code.co_argcount):
            frame = frame.f_back
        if frame is None:
            raise RuntimeError("super(): __class__ cell not found")
        return super(frame.f_locals["__class__"], frame.f_locals[frame.f_code.co_varnames[0]])
    if function in (locals, vars) and not args:
        return frame.f_locals
    if function is globals:
        return frame.f_globals
    if function is dir and not args:
        return sorted(frame.f_locals)
    if function in (eval, exec) and len(args) < 3:
        scopes = (frame.f_globals, frame.f_locals) if len(args) == 1 else (args[1],)
        return function(args[0], *scopes)
    return function(*args)
