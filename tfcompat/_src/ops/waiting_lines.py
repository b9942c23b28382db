"""The calls that wait at a queue: two lines, served in turn.

A call is an `Attempt`. It joins the line of those that put elements in, or of those that take some
out, and whoever changes anything serves both lines from the front until nothing moves. So a thread
may finish the calls of others, and no thread holds a lock while it waits for its own. What queues
hold is in `queue_kinds.py`.
"""

import collections
import threading

from tfcompat._src.base import errors
from tfcompat._src.core import cancellation
from tfcompat._src.core.resources import SharedResource

NOTHING, SOME, ALL = range(3)  # what serving an attempt has come to


class Attempt:
    """A call at a queue.

    Attributes:
        serve: function of the attempt that does as much as can be done now: NOTHING, SOME or ALL.
        missing: how many elements are still to be moved.
        taken: the elements taken out so far.
        error: what the call has to raise.
        served: an event, set when there is nothing left to do.
    """

    __slots__ = ("error", "missing", "serve", "served", "taken")

    def __init__(self, serve, missing=1):
        self.serve = serve
        self.missing = missing
        self.taken = []
        self.error = None
        self.served = threading.Event()


class WaitingLines(SharedResource):
    """Base of queues: the lines of calls."""

    __slots__ = ("_putting", "_taking", "closed")

    def __init__(self, name, container):
        super().__init__(name, container)
        self.closed = False
        self._putting = collections.deque()
        self._taking = collections.deque()

    def put_in_line(self, attempt):
        """Let a call put elements in: return when it has, or raise its error."""
        self._join(self._putting, attempt, "Enqueue operation was cancelled")

    def take_in_line(self, attempt):
        """Let a call take elements out: return when it has, or raise its error."""
        self._join(self._taking, attempt, "Dequeue operation was cancelled")

    def close(self):
        """Take no more elements after those of the calls that wait already.

        Raises:
            CancelledError: it is closed.
        """
        self._join(self._putting, Attempt(self._close), "Enqueue operation was cancelled")

    def _close(self, attempt):
        if self.closed:
            attempt.error = errors.CancelledError(f"Queue '{self.name}' is already closed.")
        self.closed = True
        return ALL

    def close_and_cancel(self):
        """Take no more elements, those of the calls that wait included."""
        with self.lock:
            self.closed = True
            while self._putting:
                attempt = self._putting.popleft()
                attempt.error = errors.CancelledError("Enqueue operation was cancelled")
                attempt.served.set()
            self._serve_all()

    def _join(self, line, attempt, cancelled):
        with self.lock:
            line.append(attempt)
            self._serve_all()
        if not attempt.served.is_set():
            cancellation.wait(attempt.served, lambda: self._leave(line, attempt, cancelled))
        if attempt.error is not None:
            raise attempt.error

    def _leave(self, line, attempt, cancelled):
        """End a call that waits. What it has taken out is lost, as in TensorFlow."""
        with self.lock:
            if attempt.served.is_set():
                return
            line.remove(attempt)
            attempt.error = errors.CancelledError(cancelled)
            attempt.served.set()
            self._serve_all()

    def _serve_all(self):
        while _serve(self._putting) | _serve(self._taking):
            pass


def _serve(line):
    """Serve a line from its front; say whether anything has changed."""
    changed = False
    while line:
        attempt = line[0]
        came_to = attempt.serve(attempt)
        if came_to is not ALL:
            return changed or came_to is SOME
        changed = True
        line.popleft()
        attempt.served.set()
    return changed
