"""Name scopes of composed functions: names for the nodes that one call makes in a graph.

What a user opens with `tf.name_scope` is in `core/name_scopes.py`.
"""

import contextlib

from tfcompat._src.core import context, name_scopes

_NOTHING = contextlib.nullcontext()


def scope(name, default):
    """Return a context manager for the nodes of one call.

    Args:
        name: the name that the caller asked for, or None.
        default: the name where none was asked for.

    Returns:
        In a graph a manager that gives the scope's name, ending in a slash: a node of that name
        is called like the scope itself. Eagerly one that gives None, as nodes have no names there.
    """
    if context.executing_eagerly():
        return _NOTHING
    return name_scopes.name_scope(default if name is None else name)


def eager():
    """Say whether nodes have no names at this time."""
    return context.executing_eagerly()


def get_current_name_scope():
    """The name scope in force: what names of new nodes or variables begin with.

    Returns:
        str, without a final slash; "" outside of all scopes.

    Raises:
        Nothing.

    Example:
        >>> import tfcompat as tf
        >>> with tf.name_scope("outer"):
        ...     tf.get_current_name_scope()
        'outer'
    """
    return name_scopes.current_prefix().removesuffix("/")
