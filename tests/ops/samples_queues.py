"""Samples of queues; queues are objects of one process, and these neither fill up nor run out."""

import numpy as np

from tfcompat._src.base import dtypes
from tfcompat._src.ops.queue_kinds import (
    FIFOQueue,
    PaddingFIFOQueue,
    PriorityQueue,
    RandomShuffleQueue,
)

F32, I32, I64 = np.float32, np.int32, np.int64
KINDS = {"component_types": ["float32", "int32"], "shapes": [[2], []]}
ONE_KIND = {"component_types": ["float32"]}
BOTH = {"component_types": [dtypes.float32, dtypes.int32]}
PRIORITISED = {"component_types": [dtypes.int64, dtypes.float32]}
PAIR = [np.array([0.5, 1.5], F32), np.array(3, I32)]
PAIRS = [np.array([[0.5, 1.5], [2.5, 3.5]], F32), np.array([3, 4], I32)]
VARYING = [np.array([0.5], F32), np.array([0.5, 1.5, 2.5], F32)]


def inexhaustible(kind):
    """Return a kind of queue whose elements stay in it."""
    class Inexhaustible(kind):
        """A queue that gives out its elements again and again."""

        kind_of_one = kind.kind_of_one

        def next(self):
            self.items.rotate(-1)
            return self.items[-1]

    return Inexhaustible


def fifo():
    """A queue with an element."""
    queue = inexhaustible(FIFOQueue)([dtypes.float32, dtypes.int32], [[2], []], -1, "q")
    queue.put(PAIR)
    return queue


def padding():
    """A queue with elements that vary in size."""
    queue = inexhaustible(PaddingFIFOQueue)([dtypes.float32], [[None]], -1, "q")
    for array in VARYING:
        queue.put([array])
    return queue


def empty(kind):
    """A queue of floats that is closed."""
    queue = kind([dtypes.float32], [[]], -1, name="q")
    queue.close()
    return queue


def shuffled():
    """A queue of random order, without elements and closed."""
    queue = RandomShuffleQueue([dtypes.float32], [[]], -1, 0, 1, 2, "q")
    queue.close()
    return queue


N0, N1, N2 = (np.array(n, I32) for n in range(3))
SIX = {"component_types": [dtypes.float32]}

SAMPLES = {
    "FIFOQueueV2": [((), KINDS), ((), ONE_KIND)],
    "PaddingFIFOQueueV2": [((), {"component_types": ["float32"], "shapes": [[None, 2]]})],
    "PriorityQueueV2": [((), {"component_types": ["float32"], "shapes": [[]]})],
    "RandomShuffleQueueV2": [((), KINDS | {"capacity": 9, "min_after_dequeue": 3, "seed": 5})],
    "QueueEnqueueV2": [((fifo(), PAIR), {})],
    "QueueEnqueueManyV2": [((fifo(), PAIRS), {})],
    "QueueDequeueV2": [((fifo(),), BOTH), ((padding(),), SIX)],
    "QueueDequeueManyV2": [
        ((fifo(), N2), BOTH), ((fifo(), N0), BOTH), ((padding(), N2), SIX), ((padding(), N0), SIX),
        ((empty(PriorityQueue), N0), PRIORITISED), ((shuffled(), N0), SIX),
    ],
    "QueueDequeueUpToV2": [((fifo(), N1), BOTH), ((padding(), N2), SIX)],
    "QueueCloseV2": [((empty(FIFOQueue),), {"cancel_pending_enqueues": True})],
    "QueueIsClosedV2": [((empty(FIFOQueue),), {})],
    "QueueSizeV2": [((fifo(),), {})],
} | dict.fromkeys([
    "FIFOQueue", "PaddingFIFOQueue", "PriorityQueue", "RandomShuffleQueue", "QueueEnqueue",
    "QueueEnqueueMany", "QueueDequeue", "QueueDequeueMany", "QueueDequeueUpTo", "QueueClose",
    "QueueIsClosed", "QueueSize",
], [])  # behind references: see test_queues.py
