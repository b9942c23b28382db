"""Functions that have a say in how variables are made: `tf.variable_creator_scope`."""

import contextlib
import inspect
import threading

from tfcompat._src.core import context


class _Scopes(threading.local):
    def __init__(self):
        self.creators = []


_SCOPES = _Scopes()


@contextlib.contextmanager
def variable_creator_scope(variable_creator):
    """Let a function decide about variables made within a `with` block.

    Args:
        variable_creator: called as `f(next_creator, **kwargs)` with the arguments of
            `tf.Variable`; returns a variable, as a rule that of `next_creator(**kwargs)`.

    Example:
        >>> import tfcompat as tf
        >>> def frozen(next_creator, **kwargs):
        ...     kwargs["trainable"] = False
        ...     return next_creator(**kwargs)
        >>> with tf.variable_creator_scope(frozen):
        ...     tf.Variable(1.0).trainable
        False
    """
    _SCOPES.creators.append(variable_creator)
    try:
        yield
    finally:
        _SCOPES.creators.remove(variable_creator)


class VariableMetaclass(type):
    """Asks the creators in force when a plain variable is made."""

    def __call__(cls, *args, **kwargs):
        creators = _SCOPES.creators
        if not cls.__dict__.get("asks_creators"):
            return super().__call__(*args, **kwargs)
        in_graph = not context.around().is_eager
        if not creators and not in_graph:
            return super().__call__(*args, **kwargs)
        bound = inspect.signature(cls.__init__).bind(None, *args, **kwargs)
        bound.apply_defaults()
        arguments = dict(list(bound.arguments.items())[1:])

        def create(**kwargs):
            if in_graph:
                return _in_graph(kwargs)
            return super(VariableMetaclass, cls).__call__(**kwargs)

        for creator in creators:  # the innermost is asked first
            create = _asking(creator, create)
        return create(**arguments)


def _in_graph(kwargs):
    from tfcompat._src.state.graph_variable import GraphVariable

    with context.outside():
        return GraphVariable(**kwargs)


def _asking(creator, next_creator):
    return lambda **kwargs: creator(next_creator, **kwargs)
