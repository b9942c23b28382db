"""What AutoGraph tells about its work: the verbosity, and warnings of functions left alone."""

import os
import sys
import traceback

from tfcompat._src.base import logs

_state = {"verbosity": None, "echo": hasattr(sys, "ps1") or hasattr(sys, "ps2")}


def set_verbosity(level, alsologtostdout=False):
    """Set how much AutoGraph tells of its work: `tf.autograph.set_verbosity`.

    The environment variable AUTOGRAPH_VERBOSITY says the same where this was not called.

    Args:
        level: 0 for nothing; 10 tells everything.
        alsologtostdout: whether to print what is told as well as to log it.

    Example:
        >>> import tfcompat as tf
        >>> tf.autograph.set_verbosity(0)
    """
    _state["verbosity"] = level
    _state["echo"] = alsologtostdout


def trace(*args):
    """Print arguments while a function is traced: `tf.autograph.trace`.

    Example:
        >>> import tfcompat as tf
        >>> @tf.function
        ... def f(x):
        ...     tf.autograph.trace(x)
        ...     return x
        >>> _ = f(tf.constant(1))
        Tensor("x:0", shape=(), dtype=int32)
    """
    print(*args)


def verbosity():
    """Return how much is told."""
    level = _state["verbosity"]
    return int(os.environ.get("AUTOGRAPH_VERBOSITY", 0)) if level is None else level


def tell(level, message, *args, exc_info=False):
    """Log a message if the verbosity is at least `level`."""
    if verbosity() >= level:
        logs.get_logger().info(message, *args, exc_info=exc_info)
        if _state["echo"]:
            print(message % args)
            if exc_info:
                traceback.print_exc()


def warn(message, *args):
    """Log a warning."""
    logs.get_logger().warning(message, *args)
    if _state["echo"]:
        print("WARNING: " + message % args)
        sys.stdout.flush()
