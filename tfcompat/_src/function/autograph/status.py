"""Whether conversion is wanted where we are now: a stack per thread, pushed by tf.functions."""

import enum
import threading


class Status(enum.Enum):
    """What is said about conversion."""

    UNSPECIFIED = 0
    ENABLED = 1
    DISABLED = 2


class Scope:
    """Holds a status for the length of a `with` block."""

    __slots__ = ("options", "status")

    def __init__(self, status, options=None):
        self.status = status
        self.options = options

    def __enter__(self):
        _threads.stack.append(self)
        return self

    def __exit__(self, *exc_info):
        _threads.stack.pop()


class _Threads(threading.local):
    def __init__(self):
        self.stack = [Scope(Status.UNSPECIFIED)]


_threads = _Threads()


def current():
    """Return the innermost Scope of this thread."""
    return _threads.stack[-1]
