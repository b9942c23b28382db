"""Threads that stop together: `tf.train.Coordinator`, and a thread that repeats itself."""

import contextlib
import sys
import threading
import time

from tfcompat._src.base import errors
from tfcompat._src.base.logs import get_logger


class Coordinator:
    """Lets threads stop together and reports what went wrong in one: `tf.train.Coordinator`.

    Any thread may call `request_stop`; all should ask `should_stop` now and then. `join` waits for
    them and raises the first error that was reported.

    Args:
        clean_stop_exception_types: tuple of exception types that mean a stop without an error;
            `(tf.errors.OutOfRangeError,)` by default.

    Example:
        >>> import threading
        >>> import tfcompat as tf
        >>> coordinator = tf.train.Coordinator()
        >>> def work():
        ...     with coordinator.stop_on_exception():
        ...         raise ValueError("broken")
        >>> thread = threading.Thread(target=work)
        >>> thread.start()
        >>> coordinator.join([thread])
        Traceback (most recent call last):
        ...
        ValueError: broken
    """

    def __init__(self, clean_stop_exception_types=None):
        if clean_stop_exception_types is None:
            clean_stop_exception_types = (errors.OutOfRangeError,)
        self._clean = tuple(clean_stop_exception_types)
        self._lock = threading.Lock()
        self._stop = threading.Event()
        self._error = None
        self._joined = False
        self._threads = set()

    def request_stop(self, ex=None):
        """Ask all threads to stop.

        Args:
            ex: the error to report, an exception or what `sys.exc_info()` gives; the first one
                that is reported is raised by `join`.

        Raises:
            Exception: `ex`, when `join` was over already.
        """
        with self._lock:
            error = ex[1] if isinstance(ex, tuple) else ex
            if isinstance(error, self._clean):
                ex = error = None
            if self._joined and ex is not None:
                raise error if isinstance(ex, tuple) else sys.exc_info()[1]
            if self._stop.is_set():
                return
            if ex and self._error is None:
                self._report(ex, error)
            self._stop.set()

    def _report(self, ex, error):
        """Keep an error for `join`."""
        if isinstance(ex, tuple):
            get_logger().info("Error reported to Coordinator: %s", error, exc_info=ex)
        else:
            get_logger().info("Error reported to Coordinator: %s, %s", type(ex), ex)
            ex = sys.exc_info()
        if len(ex) != 3 or not ex[0] or not ex[1]:
            self._error = ValueError(
                "ex must be a tuple or sys.exc_info must return the current exception: "
                f"{_listed(ex)}")
        else:
            self._error = ex[1]

    def clear_stop(self):
        """Forget that a stop was asked for, and the error with it."""
        with self._lock:
            self._joined = False
            self._error = None
            self._stop.clear()

    def should_stop(self):
        """Return whether a stop was asked for."""
        return self._stop.is_set()

    @contextlib.contextmanager
    def stop_on_exception(self):
        """Report an exception of the `with` block and ask for a stop; it ends there."""
        try:
            yield
        except:  # noqa: E722 - whatever ends a thread is reported
            self.request_stop(ex=sys.exc_info())

    def wait_for_stop(self, timeout=None):
        """Wait until a stop is asked for.

        Args:
            timeout: seconds to wait at most, or None.

        Returns:
            Whether a stop was asked for.
        """
        return self._stop.wait(timeout)

    def register_thread(self, thread):
        """Let `join` wait for a thread."""
        with self._lock:
            self._threads.add(thread)

    def join(self, threads=None, stop_grace_period_secs=120, ignore_live_threads=False):
        """Wait for threads to end; return once they have, or a while after a stop was asked for.

        Args:
            threads: list of threads, besides those that are registered.
            stop_grace_period_secs: how long threads may go on once a stop was asked for.
            ignore_live_threads: whether threads that go on after that are no error.

        Raises:
            RuntimeError: threads go on.
            Exception: the error that was reported.
        """
        with self._lock:
            threads = list(self._threads.union(threads or ()))
        while _alive(threads) and not self.wait_for_stop(1.0):
            pass
        pause = 0.001
        while _alive(threads) and stop_grace_period_secs >= 0:
            time.sleep(pause)
            stop_grace_period_secs -= pause
            pause = max(min(2 * pause, stop_grace_period_secs), 0.001)
        alive = " ".join(thread.name for thread in _alive(threads))
        with self._lock:
            self._joined = True
            self._threads = set()
            if self._error is not None:
                raise self._error
            if alive and not ignore_live_threads:
                raise RuntimeError(f"Coordinator stopped with threads still running: {alive}")
            if alive:
                get_logger().info("Coordinator stopped with threads still running: %s", alive)

    @property
    def joined(self):
        """Whether `join` is over."""
        return self._joined

    def raise_requested_exception(self):
        """Raise the error that was reported, if there was one."""
        with self._lock:
            if self._error is not None:
                raise self._error


def _alive(threads):
    return [thread for thread in threads if thread.is_alive()]


def _listed(ex):
    """Return a wrong report as the text that TensorFlow's message has of it."""
    return ex[0] if len(ex) == 1 else str(ex)


class LooperThread(threading.Thread):
    """A thread that calls a function again and again: `tf.compat.v1.train.LooperThread`.

    It ends when its coordinator is asked to stop, and asks it to when the function raises.

    Args:
        coord: the Coordinator.
        timer_interval_secs: seconds from call to call, or None for no pause.
        target: the function; a subclass may have `run_loop` instead.
        args, kwargs: its arguments.

    Raises:
        ValueError: `coord` is no Coordinator, or there are arguments for no function.

    Example:
        >>> import tfcompat as tf
        >>> coordinator, calls = tf.train.Coordinator(), []
        >>> def work():
        ...     calls.append(len(calls))
        ...     if len(calls) == 3:
        ...         coordinator.request_stop()
        >>> thread = tf.compat.v1.train.LooperThread.loop(coordinator, None, work)
        >>> coordinator.join()
        >>> calls
        [0, 1, 2]
    """

    def __init__(self, coord, timer_interval_secs, target=None, args=None, kwargs=None):
        if not isinstance(coord, Coordinator):
            raise ValueError(f"'coord' argument must be a Coordinator: {coord}")
        super().__init__()
        self.daemon = True
        self._coord = coord
        self._timer_interval_secs = timer_interval_secs
        self._target = target
        if target:
            self._args = args or ()
            self._kwargs = kwargs or {}
        elif args or kwargs:
            raise ValueError("'args' and 'kwargs' argument require that you also pass 'target'")
        self._coord.register_thread(self)

    @staticmethod
    def loop(coord, timer_interval_secs, target, args=None, kwargs=None):
        """Start a thread that calls a function again and again, and return it."""
        thread = LooperThread(coord, timer_interval_secs, target=target, args=args, kwargs=kwargs)
        thread.start()
        return thread

    def run(self):
        """What the thread does."""
        with self._coord.stop_on_exception():
            self.start_loop()
            if self._timer_interval_secs is None:
                while not self._coord.should_stop():
                    self.run_loop()
            else:
                due = time.time()
                while not self._coord.wait_for_stop(due - time.time()):
                    due += self._timer_interval_secs
                    self.run_loop()
            self.stop_loop()

    def start_loop(self):
        """Called before the first call; for subclasses."""

    def stop_loop(self):
        """Called after the last call; for subclasses."""

    def run_loop(self):
        """Called again and again: calls the function."""
        if self._target:
            self._target(*self._args, **self._kwargs)
