"""Name scopes: a prefix for the names of what is made inside a `with` block.

Eagerly only variables have names; in a graph the graph keeps its own scope. Which applies is
decided by the context on top of the stack.
"""

import contextlib
import threading

from tfcompat._src.core import context


class _Scope(threading.local):
    prefix = ""


_EAGER = _Scope()


def current_prefix():
    """Return the prefix in force, e.g. "outer/inner/", or "" outside of all scopes."""
    graph = getattr(context.current(), "graph", None)
    if graph is None:
        return _EAGER.prefix
    scope = graph.get_name_scope()
    return f"{scope}/" if scope else ""


@contextlib.contextmanager
def init_scope():
    """Lift what happens inside out of all functions being traced; name scopes stay.

    Example:
        >>> import tfcompat as tf
        >>> with tf.init_scope():
        ...     tf.executing_eagerly()
        True
    """
    prefix = current_prefix()
    with context.outside(), name_scope(prefix):
        yield


def scoped(name, function, eager_name=None):
    """Call `function` with the name that its main node is to have.

    In a graph that is a name scope of its own, so that nodes made on the way are named below it.

    Args:
        name: the wished-for name.
        function: function of the name to pass on.
        eager_name: the name to pass when running eagerly.
    """
    graph = getattr(context.current(), "graph", None)
    if graph is None:
        return function(eager_name)
    with graph.name_scope(name) as scope:
        return function(scope)


class name_scope:  # noqa: N801 - TensorFlow's public name
    """A context manager that prefixes names with `name`.

    Args:
        name: the prefix; ending in "/" it is taken as the absolute scope.

    Raises:
        ValueError: the name is no string.

    Example:
        >>> import tfcompat as tf
        >>> with tf.name_scope("outer"):
        ...     tf.Variable(1.0, name="v").name
        'outer/v:0'
    """

    def __init__(self, name):
        if not isinstance(name, str):
            raise ValueError("name for name_scope must be a string.")
        self._name = name
        self._exits = []

    @property
    def name(self):
        """The prefix given."""
        return self._name

    def __enter__(self):
        graph = getattr(context.current(), "graph", None)
        manager = _eager_scope(self._name) if graph is None else graph.name_scope(self._name)
        scope = manager.__enter__()
        self._exits.append(manager)
        return scope

    def __exit__(self, *details):
        return self._exits.pop().__exit__(*details)


@contextlib.contextmanager
def _eager_scope(name):
    outer = _EAGER.prefix
    if not name:
        _EAGER.prefix = ""
    else:
        _EAGER.prefix = name if name.endswith("/") else f"{outer}{name}/"
    try:
        yield _EAGER.prefix
    finally:
        _EAGER.prefix = outer
