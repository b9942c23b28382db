"""What others call: conversion for tf.function and for functions that take functions; tf.autograph.

Here: the entry points. What is done with a function is in `conversion` and `calls`.
"""

import functools
import inspect

from tfcompat._src.function.autograph import calls, errors, log, status
from tfcompat._src.function.autograph.options import Options


def call(function, args, kwargs, features=None):
    """Call a function converted, for the trace of a tf.function.

    Args:
        function: the Python function.
        args, kwargs: its arguments.
        features: the optional features asked for.

    Raises:
        Exception: what the function raises, with its lines in the message.
    """
    options = Options(user_requested=True, features=features)
    bound = getattr(function, "weakly_bound", None)
    if bound is not None:
        function, args = bound[0], (bound[1](), *args)
    try:
        return calls.converted_call(function, args, kwargs, options)
    except Exception as error:
        framed = errors.framed(error)
        if framed is None:
            raise
        raise framed from None


def tf_convert(function, scope, convert_by_default=True, user_requested=False):
    """Return a user's function for use within the library: converted where its caller is.

    Args:
        function: the function.
        scope: the `status.current()` of the caller.
        convert_by_default: whether to convert where nobody has said.
        user_requested: whether functions of modules that are left alone are converted too.
    """
    if calls.is_artifact(function):
        return function
    if scope.status is status.Status.DISABLED:
        return do_not_convert(function)
    if scope.status is status.Status.UNSPECIFIED and not convert_by_default:
        made = _within(function, status.Status.UNSPECIFIED)
    else:
        made = _converting(function, scope, user_requested)
    return calls.artifact(made)


def _converting(function, scope, user_requested):
    options = Options(user_requested=user_requested)

    def wrapper(*args, **kwargs):
        try:
            with scope:
                return calls.converted_call(function, args, kwargs, options)
        except Exception as error:
            framed = errors.framed(error)
            if framed is None:
                raise
            raise framed from None

    return _named_like(wrapper, function)


def _within(function, wanted):
    def wrapper(*args, **kwargs):
        with status.Scope(wanted):
            return function(*args, **kwargs)

    return _named_like(wrapper, function)


def _named_like(wrapper, function):
    if inspect.isfunction(function) or inspect.ismethod(function):
        return functools.update_wrapper(wrapper, function)
    return wrapper


def do_not_convert(func=None):
    """Decorate a function to run as it is: `tf.autograph.experimental.do_not_convert`.

    Args:
        func: the function; without it, a decorator is returned.

    Returns:
        A function that does the same and is never converted.

    Example:
        >>> import tfcompat as tf
        >>> @tf.autograph.experimental.do_not_convert
        ... def is_symbolic(x):
        ...     return tf.is_symbolic_tensor(x)
        >>> tf.function(lambda x: is_symbolic(x))(tf.constant(1))
        <tf.Tensor: shape=(), dtype=bool, numpy=True>
    """
    if func is None:
        return do_not_convert
    return calls.artifact(_within(func, status.Status.DISABLED))


def to_graph(entity, recursive=True, experimental_optional_features=None):
    """Convert a Python function: `tf.autograph.to_graph`.

    Unlike `tf.function`, the result is a Python function that makes ops when it is called, in
    whatever way ops are made then.

    Args:
        entity: the function or method; of methods, the first parameter stays one.
        recursive: whether the functions it calls are converted too.
        experimental_optional_features: None, one `tf.autograph.experimental.Feature`, or several.

    Returns:
        The converted function.

    Raises:
        ConversionError: there is no source to convert.
        UnsupportedLanguageElementError: it uses what is left to Python, such as `yield`.

    Example:
        >>> import tfcompat as tf
        >>> def f(x):
        ...     if x > 0:
        ...         y = x * x
        ...     else:
        ...         y = -x
        ...     return y
        >>> tf.autograph.to_graph(f)(tf.constant(2))
        <tf.Tensor: shape=(), dtype=int32, numpy=4>
    """
    from tfcompat._src.function.autograph import conversion

    def convert(function, options):
        return calls.artifact(conversion.of(function, options).bind(function))

    return _converted(convert, entity, recursive, experimental_optional_features)


def to_code(entity, recursive=True, experimental_optional_features=None):
    """Return the source that a Python function is converted to: `tf.autograph.to_code`.

    Args:
        entity: the function or method.
        recursive: whether the functions it calls are converted too.
        experimental_optional_features: None, one `tf.autograph.experimental.Feature`, or several.

    Returns:
        Python source; what it does is up to the operators of `ag__`.

    Raises:
        ConversionError: there is no source to convert.
        UnsupportedLanguageElementError: it uses what is left to Python, such as `yield`.

    Example:
        >>> import tfcompat as tf
        >>> def f(x):
        ...     return -x if x < 0 else x
        >>> print(tf.autograph.to_code(f).splitlines()[0])
        def tf__f(x):
    """
    from tfcompat._src.function.autograph import conversion

    return _converted(conversion.text, entity, recursive, experimental_optional_features)


def _converted(convert, entity, recursive, features):
    target = entity.__func__ if inspect.ismethod(entity) else entity
    try:
        if not hasattr(target, "__code__"):
            raise ValueError(
                "Cannot apply autograph to a function that doesn't expose a __code__ object. If "
                "this is a @tf.function, try passing f.python_function instead.")
        return convert(target, Options(recursive, user_requested=True, features=features))
    except (ValueError, AttributeError, KeyError, NameError, AssertionError) as error:
        log.tell(1, "Error converting %s", entity, exc_info=True)
        raise errors.ConversionError(
            f"converting {entity}: {type(error).__name__}: {error}") from error
