"""Which session tensors and operations are evaluated in: the default one, or one that is given.

Sessions themselves are in the room `v1`.
"""

import contextlib
import threading


class _Sessions(threading.local):
    def __init__(self):
        self.stack = []


_SESSIONS = _Sessions()
_EVALUATE = ("Cannot evaluate tensor using `eval()`: No default session is registered. Use `with "
             "sess.as_default()` or pass an explicit session to `eval(session=sess)`")
_EXECUTE = ("Cannot execute operation using `run()`: No default session is registered. Use "
            "`with sess.as_default():` or pass an explicit session to `run(session=sess)`")


@contextlib.contextmanager
def default(session):
    """Let a session be the default one for the length of a `with` block."""
    _SESSIONS.stack.append(session)
    try:
        yield session
    finally:
        _SESSIONS.stack.remove(session)


def get_default_session():
    """Return the session of the innermost `with` block of one, or None.

    Example:
        >>> import tfcompat as tf
        >>> tf.compat.v1.get_default_session() is None
        True
    """
    return _SESSIONS.stack[-1] if _SESSIONS.stack else None


def evaluate(tensor, feed_dict, session):
    """Return the value of a tensor in a session.

    Raises:
        ValueError: there is no session, or it is for another graph.
    """
    return _session(tensor.graph, session, _EVALUATE, "evaluate tensor", "tensor",
                    "eval").run(tensor, feed_dict)


def execute(op, feed_dict, session):
    """Run an operation in a session.

    Raises:
        ValueError: there is no session, or it is for another graph.
    """
    _session(op.graph, session, _EXECUTE, "execute operation", "operation",
             "run").run(op, feed_dict)


def _session(graph, session, missing, what, noun, method):
    which = "given"
    if session is None:
        session, which = get_default_session(), "default"
        if session is None:
            raise ValueError(missing)
    if session.graph is not graph:
        advice = f" Pass an explicit session to `{method}(session=sess)`."
        raise ValueError(
            f"Cannot use the {which} session to {what}: the {noun}'s graph is different from the "
            f"session's graph.{advice if which == 'default' else ''}"
        )
    return session
