"""Nodes that may wait for other nodes of the same run: they go on beside each other.

A plan runs its nodes one after the other. A node that puts something into a full queue, and one
that takes something out, would wait for each other for ever then; where neither has to come first,
they are started in threads of their own, and waited for when something needs them.
"""

import contextvars
import threading

from tfcompat._src.arrays import devices
from tfcompat._src.core import cancellation
from tfcompat._src.plan import order

_WAITING = frozenset([
    "QueueEnqueue", "QueueEnqueueV2", "QueueEnqueueMany", "QueueEnqueueManyV2", "QueueDequeue",
    "QueueDequeueV2", "QueueDequeueMany", "QueueDequeueManyV2", "QueueDequeueUpTo",
    "QueueDequeueUpToV2", "QueueClose", "QueueCloseV2", "ReaderRead", "ReaderReadV2",
    "ReaderReadUpTo", "ReaderReadUpToV2", "BarrierTakeMany", "Stage", "Unstage", "StagePeek",
    "MapStage", "MapUnstage", "MapUnstageNoKey", "MapPeek", "OrderedMapStage",
    "OrderedMapUnstage", "OrderedMapUnstageNoKey", "OrderedMapPeek", "AccumulatorTakeGradient",
    "ResourceAccumulatorTakeGradient", "SparseAccumulatorTakeGradient",
])


def independent(ops, feeds):
    """Return the operations that may wait, and need not come before or after another such.

    Args:
        ops: operations, each after all it needs.
        feeds: set of ids of the tensors that are given.
    """
    waiting = [op for op in ops if op.type in _WAITING]
    if len(waiting) < 2 or len(waiting) > 1000:
        return frozenset()
    members, before = set(waiting), {}
    for op in ops:
        earlier = set()
        for other in order.producers(op, feeds):
            earlier |= before.get(other, set())
            if other in members:
                earlier.add(other)
        before[op] = earlier
    return frozenset(
        op for op in waiting
        if any(op is not other and op not in before[other] and other not in before[op]
               for other in waiting))


def schedule(ops, beside, feeds, start, add, finish):
    """Go through operations so that those that may wait are started as early as can be.

    Args:
        ops: operations, each after all it needs.
        beside: those to start.
        feeds: set of ids of the tensors that are given.
        start, add, finish: functions of an operation: begin it, do all of it, wait for its end.
    """
    pending, rest = {}, list(ops)
    while rest or pending:
        held = set()
        for op in rest:
            if any(other in pending or other in held for other in order.producers(op, feeds)):
                held.add(op)
            elif op in beside:
                pending[op] = True
                start(op)
            else:
                add(op)
        rest = [op for op in rest if op in held]
        if pending:
            first = next(iter(pending))
            del pending[first]
            finish(first)


class Started:
    """A kernel that runs in a thread."""

    def __init__(self, kernel, args, kwargs):
        self._result = self._error = None
        self._done = threading.Event()
        here = contextvars.copy_context()
        run = cancellation.carried(lambda: self._run(kernel, args, kwargs))
        threading.Thread(target=here.run, args=(run,), daemon=True).start()

    def _run(self, kernel, args, kwargs):
        try:
            with devices.local_device().xp.errstate(all="ignore"):
                self._result = kernel(*args, **kwargs)
        except BaseException as error:
            self._error = error
        finally:
            self._done.set()

    def result(self):
        """Wait for the kernel; return what it returned, or raise its error."""
        self._done.wait()
        if self._error is not None:
            raise self._error
        return self._result


def begin(kernel, *args, **kwargs):
    """Start a kernel in a thread."""
    return Started(kernel, args, kwargs)


def end(started):
    """Return what a kernel that was started has returned."""
    return started.result()
