"""The frame around an error that a kernel raised while a plan was running.

The sentence is the kernel's; here it gets the name of the node, where the user made it, and the
function that was called.
"""

from tfcompat._src.base import errors
from tfcompat._src.core import direct, unregistered
from tfcompat._src.graph import source_stack


def framed(error, name):
    """Return what to raise for an exception that ended a plan.

    Args:
        error: the exception, with its traceback.
        name: the name of the function that the user called.

    Returns:
        The exception itself when it is complete or not ours to explain, else a new one of
        TensorFlow's classes with the text that TensorFlow gives it.
    """
    if isinstance(error, errors.OpError) and error.framed:
        return error
    op = failing_op(error)
    if op is None or isinstance(error, RecursionError):
        return error
    if isinstance(error, errors.UnsupportedError):
        return errors.UnsupportedError(f"{error}{_tail(op, name)}")
    if isinstance(error, errors.NoKernelError):
        return unregistered.in_graph(error, op, name)
    kind, words = sentence(error, op)
    inner = getattr(error, "detected_at", None)
    if inner is not None:  # a function that an iterator called; nobody knows where that was made
        return kind(
            None, None,
            f"Graph execution error:\n\nDetected at node {inner} defined at (most recent call "
            f"last):\n<stack traces unavailable>\n{words}\n\t [[{op.name}]] [Op:{name}]",
        )
    return kind(
        None, None,
        f"Graph execution error:\n\nDetected at node {op.name} defined at (most recent call "
        f"last):\n{source_stack.text(op.stack)}{words}{_tail(op, name)}",
    )


def _tail(op, name):
    return f"\n\t [[{{{{node {op.name}}}}}]] [Op:{name}]"


def sentence(error, op):
    """Return class and message of what a kernel raised."""
    if isinstance(error, ValueError):
        error = direct.translated(error, op) or error
    if isinstance(error, errors.OpError):
        return type(error), error.message
    if isinstance(error, MemoryError):
        return errors.ResourceExhaustedError, f"OOM when running {op.type}: {error}"
    return (
        errors.InternalError,
        f"The kernel of {op.type} failed with {type(error).__name__}: {error}",
    )


def failing_op(error):
    """Return the innermost Operation that was running when `error` was raised, or None."""
    found = None
    trace = error.__traceback__
    while trace is not None:
        lines = trace.tb_frame.f_globals.get("__plan_lines__")
        if lines is not None:
            found = lines.get(trace.tb_lineno, found)
        trace = trace.tb_next
    return found
