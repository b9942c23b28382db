"""Ending calls that wait: who may end them, and until when they may wait.

A call of a kernel that has to wait for other threads registers how to give up with the
`Cancellation` of whoever runs it, here per thread; sessions set one, and a deadline. Without one a
call waits for as long as it takes.
"""

import contextlib
import threading
import time

from tfcompat._src.base import errors


class Cancellation:
    """Calls that wait, and what makes them give up.

    Attributes:
        cancelled: whether everything was told to give up.
    """

    def __init__(self):
        self.cancelled = False
        self._lock = threading.Lock()
        self._waiting = set()

    def cancel(self):
        """Let all calls that wait give up, and all that will want to."""
        with self._lock:
            self.cancelled = True
            waiting, self._waiting = self._waiting, set()
        for give_up in waiting:
            give_up()

    def add(self, give_up):
        """Register what to call when waiting is to end; call it at once if that was said."""
        with self._lock:
            if not self.cancelled:
                self._waiting.add(give_up)
                return
        give_up()

    def remove(self, give_up):
        """Forget what was registered."""
        with self._lock:
            self._waiting.discard(give_up)


class _Threads(threading.local):
    cancellation = None
    deadline = None


_THREADS = _Threads()


@contextlib.contextmanager
def scope(cancellation, seconds=None):
    """Let a Cancellation end calls of this thread that wait, for the length of a `with` block.

    Args:
        cancellation: the Cancellation.
        seconds: how long the block may take altogether, or None.
    """
    before = _THREADS.cancellation, _THREADS.deadline
    _THREADS.cancellation = cancellation
    _THREADS.deadline = None if seconds is None else time.monotonic() + seconds
    try:
        yield
    finally:
        _THREADS.cancellation, _THREADS.deadline = before


@contextlib.contextmanager
def part_of(cancellation, seconds=None):
    """As `scope`, with a Cancellation of its own: an error ends all that waits in the block.

    Args:
        cancellation: what ends the block, besides.
        seconds: how long the block may take altogether, or None.
    """
    own = Cancellation()
    cancellation.add(own.cancel)
    try:
        with scope(own, seconds):
            yield
    except BaseException:
        own.cancel()
        raise
    finally:
        cancellation.remove(own.cancel)


def carried(function):
    """Return a function for another thread: what it waits for ends as it would in this one."""
    cancellation, deadline = _THREADS.cancellation, _THREADS.deadline

    def run():
        _THREADS.cancellation, _THREADS.deadline = cancellation, deadline
        return function()

    return run


def wait(event, give_up):
    """Wait until an event is set.

    Args:
        event: the `threading.Event`.
        give_up: function that ends the waiting: it has to set the event.

    Raises:
        DeadlineExceededError: that took longer than it may; `give_up` was called.
    """
    cancellation, deadline = _THREADS.cancellation, _THREADS.deadline
    if cancellation is not None:
        cancellation.add(give_up)
    try:
        rest = None if deadline is None else max(0.0, deadline - time.monotonic())
        done = event.wait(rest)
    except BaseException:  # the user interrupts the program
        give_up()
        raise
    finally:
        if cancellation is not None:
            cancellation.remove(give_up)
    if not done:
        give_up()
        raise errors.DeadlineExceededError(
            None, None, "Graph execution error:\n\nTimed out waiting for notification")
