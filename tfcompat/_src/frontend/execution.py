"""How ops are executed, as far as users may ask: asynchronously, by which executor; tracebacks."""

import contextlib

_FILTERING = {"enabled": True}


def async_scope():
    """Let ops of a `with` block run while the program goes on; here they run at once all the same.

    Returns:
        A context manager.

    Raises:
        Nothing.

    Example:
        >>> import tfcompat as tf
        >>> with tf.experimental.async_scope():
        ...     tf.constant(1) + 1
        <tf.Tensor: shape=(), dtype=int32, numpy=2>
    """
    return contextlib.nullcontext()


def async_clear_error():
    """Forget errors of ops that run while the program goes on; there are none here.

    Returns:
        None.

    Raises:
        Nothing.

    Example:
        >>> import tfcompat as tf
        >>> tf.experimental.async_clear_error()
    """


def function_executor_type(executor_type):
    """Choose what runs functions within a `with` block; there is one executor here.

    Args:
        executor_type: the name of an executor.

    Returns:
        A context manager.

    Raises:
        Nothing.

    Example:
        >>> import tfcompat as tf
        >>> with tf.experimental.function_executor_type("SINGLE_THREADED_EXECUTOR"):
        ...     tf.function(lambda: 1)()
        <tf.Tensor: shape=(), dtype=int32, numpy=1>
    """
    return contextlib.nullcontext()


def is_traceback_filtering_enabled():
    """Whether frames of the library are to be left out of tracebacks.

    Returns:
        A bool.

    Raises:
        Nothing.

    Example:
        >>> import tfcompat as tf
        >>> tf.debugging.is_traceback_filtering_enabled()
        True
    """
    return _FILTERING["enabled"]


def enable_traceback_filtering():
    """Ask for tracebacks without the library's frames; Python's own are kept as they are here.

    Returns:
        None.

    Raises:
        Nothing.

    Example:
        >>> import tfcompat as tf
        >>> tf.debugging.enable_traceback_filtering()
    """
    _FILTERING["enabled"] = True


def disable_traceback_filtering():
    """Ask for tracebacks with all frames.

    Returns:
        None.

    Raises:
        Nothing.

    Example:
        >>> import tfcompat as tf
        >>> tf.debugging.disable_traceback_filtering()
        >>> tf.debugging.enable_traceback_filtering()
    """
    _FILTERING["enabled"] = False
