"""Ops of critical sections, one at a time, and the clock."""

import threading
import time

from tfcompat._src.base import errors
from tfcompat._src.base.shapes import TensorShape
from tfcompat._src.core.resources import Resource
from tfcompat._src.registry import no_gradient, op


class Mutex(Resource):
    """A lock that one holder at a time can have."""

    __slots__ = ("_held",)

    def __init__(self, name="", container=""):
        super().__init__(name, container)
        self._held = threading.Lock()

    def acquire(self):
        """Wait for the lock and return what gives it back."""
        self._held.acquire()
        return Held(self._held)


class Held:
    """A lock that is held, until `release` or until nobody knows of it any more."""

    def __init__(self, lock):
        self._lock = lock

    def release(self):
        """Give the lock back.

        Raises:
            InvalidArgumentError: it was given back before.
        """
        lock, self._lock = self._lock, None
        if lock is None:
            raise errors.InvalidArgumentError("The mutex lock was consumed already.")
        lock.release()

    def __del__(self):
        if self._lock is not None:
            self._lock.release()


@op("""
    MutexV2() -> resource: resource
        container: string = ""
        shared_name: string = ""
""", stateful=True)
def mutex_v2(xp, *, container, shared_name):
    """Make a lock.

    Shapes:
        resource: scalar
    Source: tf.raw_ops.MutexV2
    """
    return Mutex(shared_name.decode("utf-8", "replace"), container.decode("utf-8", "replace"))


@op("MutexLock(mutex: resource) -> mutex_lock: variant", stateful=True)
def mutex_lock(xp, mutex):
    """Wait until nobody else holds a lock, and hold it.

    Shapes:
        mutex: scalar
        mutex_lock: scalar
    Source: tf.raw_ops.MutexLock
    """
    return mutex.acquire()


@op("ConsumeMutexLock(mutex_lock: variant) -> ()", stateful=True)
def consume_mutex_lock(xp, mutex_lock):
    """Give a lock back.

    Shapes:
        mutex_lock: scalar
    Errors:
        InvalidArgumentError: it was given back before.
    Source: tf.raw_ops.ConsumeMutexLock
    """
    mutex_lock.release()


@op("Timestamp() -> ts: double", stateful=True)
def timestamp(xp):
    """The time in seconds since 1970.

    Shapes:
        ts: scalar
    Source: tf.raw_ops.Timestamp
    """
    return xp.asarray(time.time(), dtype=xp.float64)


@mutex_v2.shape
def mutex_v2_shape(c):
    return TensorShape([])


mutex_lock.shape(mutex_v2_shape)
timestamp.shape(mutex_v2_shape)
consume_mutex_lock.shape(lambda c: [])

for _record in (mutex_v2, mutex_lock, consume_mutex_lock, timestamp):
    no_gradient(_record, "locks and clocks do not depend on numbers")
