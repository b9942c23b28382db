"""tf.compat.v1.logging: what is said, at levels, through the logger of the library.

The logger itself is in `base/logs.py`.
"""

import itertools
import logging
import sys

from tfcompat._src.base.logs import get_logger

DEBUG, ERROR, FATAL = logging.DEBUG, logging.ERROR, logging.FATAL
INFO, WARN = logging.INFO, logging.WARNING

_counts = {}


def debug(msg, *args, **kwargs):
    """Say something for those who look for mistakes.

    Args:
        msg: a text, with `%` where something is to be put in.
        args: what to put in.
        kwargs: as for `logging.Logger.debug`.

    Example:
        >>> import tfcompat as tf
        >>> tf.compat.v1.logging.set_verbosity(tf.compat.v1.logging.FATAL + 1)
        >>> tf.compat.v1.logging.debug("step %d", 3)
        >>> tf.compat.v1.logging.set_verbosity(tf.compat.v1.logging.WARN)
    """
    get_logger().debug(msg, *args, **kwargs)


def info(msg, *args, **kwargs):
    """Say something.

    Args:
        msg: a text, with `%` where something is to be put in.
        args: what to put in.
        kwargs: as for `logging.Logger.info`.

    Example:
        >>> import tfcompat as tf
        >>> tf.compat.v1.logging.set_verbosity(tf.compat.v1.logging.FATAL + 1)
        >>> tf.compat.v1.logging.info("step %d", 3)
        >>> tf.compat.v1.logging.set_verbosity(tf.compat.v1.logging.WARN)
    """
    get_logger().info(msg, *args, **kwargs)


def warn(msg, *args, **kwargs):
    """Say that something may be wrong.

    Args:
        msg: a text, with `%` where something is to be put in.
        args: what to put in.
        kwargs: as for `logging.Logger.warning`.

    Example:
        >>> import tfcompat as tf
        >>> tf.compat.v1.logging.set_verbosity(tf.compat.v1.logging.FATAL + 1)
        >>> tf.compat.v1.logging.warn("step %d", 3)
        >>> tf.compat.v1.logging.set_verbosity(tf.compat.v1.logging.WARN)
    """
    get_logger().warning(msg, *args, **kwargs)


def warning(msg, *args, **kwargs):
    """Say that something may be wrong.

    Args:
        msg: a text, with `%` where something is to be put in.
        args: what to put in.
        kwargs: as for `logging.Logger.warning`.

    Example:
        >>> import tfcompat as tf
        >>> tf.compat.v1.logging.set_verbosity(tf.compat.v1.logging.FATAL + 1)
        >>> tf.compat.v1.logging.warning("step %d", 3)
        >>> tf.compat.v1.logging.set_verbosity(tf.compat.v1.logging.WARN)
    """
    get_logger().warning(msg, *args, **kwargs)


def error(msg, *args, **kwargs):
    """Say that something is wrong.

    Args:
        msg: a text, with `%` where something is to be put in.
        args: what to put in.
        kwargs: as for `logging.Logger.error`.

    Example:
        >>> import tfcompat as tf
        >>> tf.compat.v1.logging.set_verbosity(tf.compat.v1.logging.FATAL + 1)
        >>> tf.compat.v1.logging.error("step %d", 3)
        >>> tf.compat.v1.logging.set_verbosity(tf.compat.v1.logging.WARN)
    """
    get_logger().error(msg, *args, **kwargs)


def fatal(msg, *args, **kwargs):
    """Say that nothing works.

    Args:
        msg: a text, with `%` where something is to be put in.
        args: what to put in.
        kwargs: as for `logging.Logger.fatal`.

    Example:
        >>> import tfcompat as tf
        >>> tf.compat.v1.logging.set_verbosity(tf.compat.v1.logging.FATAL + 1)
        >>> tf.compat.v1.logging.fatal("step %d", 3)
        >>> tf.compat.v1.logging.set_verbosity(tf.compat.v1.logging.WARN)
    """
    get_logger().fatal(msg, *args, **kwargs)


def log(level, msg, *args, **kwargs):
    """Say something at a level.

    Args:
        level: the level, such as `tf.compat.v1.logging.INFO`.
        msg: a text, with `%` where something is to be put in.
        args: what to put in.
        kwargs: as for `logging.Logger.log`.

    Example:
        >>> import tfcompat as tf
        >>> tf.compat.v1.logging.log(tf.compat.v1.logging.DEBUG, "step %d", 3)
    """
    get_logger().log(level, msg, *args, **kwargs)


vlog = log


def log_if(level, msg, condition, *args):
    """Say something at a level if a condition holds.

    Args:
        level: the level.
        msg: a text, with `%` where something is to be put in.
        condition: whether to say it.
        args: what to put in.

    Example:
        >>> import tfcompat as tf
        >>> tf.compat.v1.logging.log_if(tf.compat.v1.logging.ERROR, "bad", False)
    """
    if condition:
        log(level, msg, *args)


def _count():
    """Return how often the line was reached that called what calls this."""
    frame = sys._getframe(2)
    place = frame.f_code.co_filename, frame.f_lineno
    return next(_counts.setdefault(place, itertools.count()))


def log_every_n(level, msg, n, *args):
    """Say something the first time this line is reached, and every n-th time after that.

    Args:
        level: the level.
        msg: a text, with `%` where something is to be put in.
        n: how often.
        args: what to put in.

    Example:
        >>> import tfcompat as tf
        >>> for step in range(10):
        ...     tf.compat.v1.logging.log_every_n(tf.compat.v1.logging.DEBUG, "step %d", 5, step)
    """
    log_if(level, msg, not _count() % n, *args)


def log_first_n(level, msg, n, *args):
    """Say something the first n times this line is reached.

    Args:
        level: the level.
        msg: a text, with `%` where something is to be put in.
        n: how often.
        args: what to put in.

    Example:
        >>> import tfcompat as tf
        >>> for step in range(10):
        ...     tf.compat.v1.logging.log_first_n(tf.compat.v1.logging.DEBUG, "step %d", 2, step)
    """
    log_if(level, msg, _count() < n, *args)


def flush():
    """Write what is kept: nothing is.

    Example:
        >>> import tfcompat as tf
        >>> tf.compat.v1.logging.flush()
    """


def get_verbosity():
    """Return the level from which things are said.

    Example:
        >>> import tfcompat as tf
        >>> tf.compat.v1.logging.set_verbosity(tf.compat.v1.logging.ERROR)
        >>> tf.compat.v1.logging.get_verbosity()
        40
        >>> tf.compat.v1.logging.set_verbosity(tf.compat.v1.logging.WARN)
    """
    return get_logger().getEffectiveLevel()


def set_verbosity(v):
    """Set the level from which things are said.

    Args:
        v: the level.

    Example:
        >>> import tfcompat as tf
        >>> tf.compat.v1.logging.set_verbosity(tf.compat.v1.logging.WARN)
    """
    get_logger().setLevel(v)


def TaskLevelStatusMessage(msg):  # noqa: N802 - TensorFlow's name
    """Say something of a task as a whole.

    Args:
        msg: a text.

    Example:
        >>> import tfcompat as tf
        >>> tf.compat.v1.logging.set_verbosity(tf.compat.v1.logging.FATAL + 1)
        >>> tf.compat.v1.logging.TaskLevelStatusMessage("done")
        >>> tf.compat.v1.logging.set_verbosity(tf.compat.v1.logging.WARN)
    """
    error(msg)
