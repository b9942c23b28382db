"""Ops that make queues.

What handles refer to is in `queue_kinds.py`; what puts elements in and takes them out is in
`queue_calls.py`. Nodes of a graph that share a name share a queue, and so do eager calls; a call
without a name makes one queue, whenever it comes. Every op has a form with a handle and an older
one with a reference.
"""

import threading

from tfcompat._src.base.shapes import TensorShape
from tfcompat._src.core import resources
from tfcompat._src.ops.queue_kinds import (
    FIFOQueue,
    PaddingFIFOQueue,
    PriorityQueue,
    RandomShuffleQueue,
)
from tfcompat._src.registry import no_gradient, op, shape_functions

_NAMED = """
        container: string = ""
        shared_name: string = ""
"""
_COMPONENTS = f"""
        component_types: list(type) >= 1
        shapes: list(shape) >= 0 = []
        capacity: int = -1{_NAMED}"""
_SHUFFLED = f"""
        component_types: list(type) >= 1
        shapes: list(shape) >= 0 = []
        capacity: int = -1
        min_after_dequeue: int = 0
        seed: int = 0
        seed2: int = 0{_NAMED}"""
_PRIORITISED = f"""
        component_types: list(type) >= 0 = []
        shapes: list(shape) >= 0
        capacity: int = -1{_NAMED}"""

_KEPT_LOCK = threading.Lock()


class Kept:
    """The queue of eager calls that give no name."""

    def __init__(self):
        self.queue = None


def forget(queue):
    """Let a queue that was made eagerly end; ops that are still given it fail."""
    queue = queue if isinstance(queue, FIFOQueue) else queue.item()  # of an array of handles
    queue.ended = True
    resources.forget_name(__name__, queue)


def _found(state, queue, shared_name):
    """Return the queue that a call stands for.

    Args:
        state: what the call keeps, None in graphs: they find queues by themselves.
        queue: a queue as the call asks for.
        shared_name: the name that was given.

    Raises:
        InvalidArgumentError: another queue goes by the name.
    """
    if state is None:
        return queue
    if shared_name:
        return resources.found_by_name(__name__, queue)
    with _KEPT_LOCK:
        if state.queue is None:
            queue.settle(queue.op)
            state.queue = queue
        return state.queue


@op(f"FIFOQueueV2() -> handle: resource{_COMPONENTS}", stateful=True, state=Kept)
def fifo_queue_v2(
    xp, *, component_types, shapes, capacity, container, shared_name, state=None,
):
    """Make a queue whose elements come out in the order they went in.

    Shapes:
        handle: []
    Errors:
        InvalidArgumentError: shapes are not known, or as many as types; another queue goes by
            the name.
    Source: tf.raw_ops.FIFOQueueV2
    """
    queue = FIFOQueue(
        component_types, shapes, capacity, shared_name.decode(), container.decode())
    return _found(state, queue, shared_name)


@op(f"FIFOQueue() -> handle: Ref(string){_COMPONENTS}", stateful=True, state=Kept)
def fifo_queue(xp, *, component_types, shapes, capacity, container, shared_name, state=None):
    """The same, behind a reference.

    Shapes:
        handle: [2]
    Errors:
        InvalidArgumentError: as with the handle.
    Source: tf.raw_ops.FIFOQueue
    """
    return fifo_queue_v2.kernel(
        xp, component_types=component_types, shapes=shapes, capacity=capacity,
        container=container, shared_name=shared_name, state=state)


@op(f"PaddingFIFOQueueV2() -> handle: resource{_COMPONENTS}", stateful=True, state=Kept)
def padding_fifo_queue_v2(
    xp, *, component_types, shapes, capacity, container, shared_name, state=None,
):
    """Make a queue whose elements vary in size and are padded when several come out at once.

    Shapes:
        handle: []
    Errors:
        InvalidArgumentError: the rank of a component is not known; another queue goes by the
            name.
    Source: tf.raw_ops.PaddingFIFOQueueV2
    """
    queue = PaddingFIFOQueue(
        component_types, shapes, capacity, shared_name.decode(), container.decode())
    return _found(state, queue, shared_name)


@op(f"PaddingFIFOQueue() -> handle: Ref(string){_COMPONENTS}", stateful=True, state=Kept)
def padding_fifo_queue(
    xp, *, component_types, shapes, capacity, container, shared_name, state=None,
):
    """The same, behind a reference.

    Shapes:
        handle: [2]
    Errors:
        InvalidArgumentError: as with the handle.
    Source: tf.raw_ops.PaddingFIFOQueue
    """
    return padding_fifo_queue_v2.kernel(
        xp, component_types=component_types, shapes=shapes, capacity=capacity,
        container=container, shared_name=shared_name, state=state)


@op(f"PriorityQueueV2() -> handle: resource{_PRIORITISED}", stateful=True, state=Kept)
def priority_queue_v2(
    xp, *, component_types, shapes, capacity, container, shared_name, state=None,
):
    """Make a queue whose least element comes out first; an int64 number is put before the others.

    Shapes:
        handle: []
    Errors:
        InvalidArgumentError: shapes are not known, or as many as types; another queue goes by
            the name.
    Source: tf.raw_ops.PriorityQueueV2
    """
    queue = PriorityQueue(
        component_types, shapes, capacity, shared_name.decode(), container.decode())
    return _found(state, queue, shared_name)


@op(f"PriorityQueue() -> handle: Ref(string){_PRIORITISED}", stateful=True, state=Kept)
def priority_queue(
    xp, *, component_types, shapes, capacity, container, shared_name, state=None,
):
    """The same, behind a reference.

    Shapes:
        handle: [2]
    Errors:
        InvalidArgumentError: as with the handle.
    Source: tf.raw_ops.PriorityQueue
    """
    return priority_queue_v2.kernel(
        xp, component_types=component_types, shapes=shapes, capacity=capacity,
        container=container, shared_name=shared_name, state=state)


@op(f"RandomShuffleQueueV2() -> handle: resource{_SHUFFLED}", stateful=True, state=Kept)
def random_shuffle_queue_v2(
    xp, *, component_types, shapes, capacity, min_after_dequeue, seed, seed2, container,
    shared_name, state=None,
):
    """Make a queue whose elements come out in random order, that of TensorFlow for given seeds.

    Shapes:
        handle: []
    Errors:
        InvalidArgumentError: `min_after_dequeue` is negative or not below the capacity; shapes
            are not known, or as many as types; another queue goes by the name.
    Source: tf.raw_ops.RandomShuffleQueueV2
    """
    queue = RandomShuffleQueue(
        component_types, shapes, capacity, min_after_dequeue, seed, seed2, shared_name.decode(),
        container.decode())
    return _found(state, queue, shared_name)


@op(f"RandomShuffleQueue() -> handle: Ref(string){_SHUFFLED}", stateful=True, state=Kept)
def random_shuffle_queue(
    xp, *, component_types, shapes, capacity, min_after_dequeue, seed, seed2, container,
    shared_name, state=None,
):
    """The same, behind a reference.

    Shapes:
        handle: [2]
    Errors:
        InvalidArgumentError: as with the handle.
    Source: tf.raw_ops.RandomShuffleQueue
    """
    return random_shuffle_queue_v2.kernel(
        xp, component_types=component_types, shapes=shapes, capacity=capacity,
        min_after_dequeue=min_after_dequeue, seed=seed, seed2=seed2, container=container,
        shared_name=shared_name, state=state)


for _record in (
    fifo_queue_v2, padding_fifo_queue_v2, priority_queue_v2, random_shuffle_queue_v2,
):
    _record.shape(shape_functions.scalar)
    no_gradient(_record, "a queue is no number")


def _reference_shape(c):
    return [TensorShape([2])]


for _record in (fifo_queue, padding_fifo_queue, priority_queue, random_shuffle_queue):
    _record.shape(_reference_shape)
    no_gradient(_record, "a queue is no number")
