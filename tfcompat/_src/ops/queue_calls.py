"""Ops that put elements into queues and take them out.

What makes queues is in `queues.py`. A call that has to wait does so; see `waiting_lines.py`. Every
op has a form for handles and an older one for references.
"""

from tfcompat._src.base import dtypes
from tfcompat._src.base.errors import InvalidArgumentError, NotFoundError
from tfcompat._src.base.shapes import TensorShape
from tfcompat._src.core.resources import Resource, VariableResource
from tfcompat._src.ops import checks
from tfcompat._src.ops.checks import shown
from tfcompat._src.ops.queue_kinds import FIFOQueue
from tfcompat._src.ops.tables import check_signature
from tfcompat._src.registry import no_gradient, op, shape_functions

_REASON = "queues are not differentiated"
_OBJECTS = (dtypes.resource, dtypes.variant)
_TIMED = "        timeout_ms: int = -1\n"
_PUT = f"        Tcomponents: list(type) >= 1\n{_TIMED}"
_TAKEN = f"        component_types: list(type) >= 1\n{_TIMED}"


def queue_of(handle):
    """Return the queue that a handle refers to.

    Raises:
        InvalidArgumentError: it refers to something else.
        NotFoundError: the queue has ended.
    """
    if not isinstance(handle, Resource):
        handle = handle.item()  # picked from an array of handles
    if not isinstance(handle, FIFOQueue):
        kind = "tensorflow::Var" if isinstance(handle, VariableResource) else (
            type(handle).__name__)
        raise InvalidArgumentError(
            "Trying to access a handle's resource using the wrong type. The handle points to a "
            f"resource (name '{handle.name}') of type '{kind}' but you are trying to access the "
            "resource as type 'tensorflow::QueueInterface'")
    if handle.ended:
        raise NotFoundError(
            f"Resource {handle.container or 'localhost'}/{handle.name}/"
            "N10tensorflow14QueueInterfaceE does not exist.")
    return handle


def _started(handle, timeout_ms):
    """Return the queue of a call, whose attributes are looked at first."""
    checks.require(timeout_ms == -1, "Timeout not supported yet.")
    return queue_of(handle)


def _shape(array, dtype):
    return () if dtype in _OBJECTS else array.shape


def _check_shape(i, array, dtype, expected, count=None):
    """Raise InvalidArgumentError unless a component is of a shape, one for each of `count`."""
    found = _shape(array, dtype)
    wanted = expected if count is None else TensorShape([count]).concatenate(expected)
    if not wanted.is_compatible_with(found):
        raise InvalidArgumentError(
            f"Shape mismatch in tuple component {i}. Expected {shown(wanted)}, got "
            f"{shown(found)}")


def _shapes(queue):
    """Return the shapes of a queue's components, unknown ones where none were stated."""
    return queue.shapes or [TensorShape(None)] * len(queue.dtypes)


def _put(xp, reference, handle, components, kinds, timeout_ms):
    queue = _started(handle, timeout_ms)
    check_signature(queue, reference, (list(kinds), []), (queue.dtypes, []))
    for i, (array, dtype, shape) in enumerate(
            zip(components, queue.dtypes, _shapes(queue), strict=True)):
        _check_shape(i, array, dtype, shape)
    queue.put(list(components))


@op(f"QueueEnqueueV2(handle: resource, components: Tcomponents) -> ()\n{_PUT}", stateful=True)
def queue_enqueue_v2(xp, handle, components, *, Tcomponents, timeout_ms):
    """Put one element into a queue; wait while there is no room.

    Shapes:
        components: as the queue has them
    Errors:
        CancelledError: the queue is closed, or the call was cancelled while it waited.
        InvalidArgumentError: dtypes or shapes are not the queue's.
    Source: tf.raw_ops.QueueEnqueueV2
    """
    _put(xp, False, handle, components, Tcomponents, timeout_ms)


@op(f"QueueEnqueue(handle: Ref(string), components: Tcomponents) -> ()\n{_PUT}")
def queue_enqueue(xp, handle, components, *, Tcomponents, timeout_ms):
    """The same, behind a reference.

    Shapes:
        components: as the queue has them
    Errors:
        CancelledError: the queue is closed, or the call was cancelled while it waited.
        InvalidArgumentError: dtypes or shapes are not the queue's.
    Source: tf.raw_ops.QueueEnqueue
    """
    _put(xp, True, handle, components, Tcomponents, timeout_ms)


def _put_many(xp, reference, handle, components, kinds, timeout_ms):
    queue = _started(handle, timeout_ms)
    check_signature(queue, reference, (list(kinds), []), (queue.dtypes, []))
    count = components[0].shape[0] if components[0].shape else 0
    for i, (array, shape) in enumerate(zip(components, _shapes(queue), strict=True)):
        if not array.shape:
            shape = TensorShape([]) if shape.rank is None else shape
        _check_shape(i, array, None, shape, count)
    columns = map(_rows, components, queue.dtypes)
    queue.put_many([list(row) for row in zip(*columns, strict=True)])


def _rows(array, dtype):
    """Return the rows of an array: those of a vector of strings are no arrays by themselves."""
    if dtype is dtypes.string and array.ndim == 1:
        return [array[i:i + 1].reshape(()) for i in range(len(array))]
    return list(array)


@op(f"""
    QueueEnqueueManyV2(handle: resource, components: Tcomponents) -> ()
{_PUT}""", stateful=True)
def queue_enqueue_many_v2(xp, handle, components, *, Tcomponents, timeout_ms):
    """Put the rows of the components into a queue, one by one; wait while there is no room.

    Shapes:
        components: as the queue has them, with one more dimension in front
    Errors:
        CancelledError: the queue is closed, or the call was cancelled while it waited.
        InvalidArgumentError: dtypes or shapes are not the queue's.
    Source: tf.raw_ops.QueueEnqueueManyV2
    """
    _put_many(xp, False, handle, components, Tcomponents, timeout_ms)


@op(f"QueueEnqueueMany(handle: Ref(string), components: Tcomponents) -> ()\n{_PUT}")
def queue_enqueue_many(xp, handle, components, *, Tcomponents, timeout_ms):
    """The same, behind a reference.

    Shapes:
        components: as the queue has them, with one more dimension in front
    Errors:
        CancelledError: the queue is closed, or the call was cancelled while it waited.
        InvalidArgumentError: dtypes or shapes are not the queue's.
    Source: tf.raw_ops.QueueEnqueueMany
    """
    _put_many(xp, True, handle, components, Tcomponents, timeout_ms)


def _take(reference, handle, kinds, timeout_ms):
    queue = _started(handle, timeout_ms)
    check_signature(queue, reference, ([], list(kinds)), ([], queue.dtypes))
    return list(queue.take())


@op(f"QueueDequeueV2(handle: resource) -> components: component_types\n{_TAKEN}", stateful=True)
def queue_dequeue_v2(xp, handle, *, component_types, timeout_ms):
    """Take one element out of a queue; wait while there is none.

    Shapes:
        components: as the queue has them
    Errors:
        OutOfRangeError: the queue is closed and has no elements.
        CancelledError: the call was cancelled while it waited.
        InvalidArgumentError: dtypes are not the queue's.
    Source: tf.raw_ops.QueueDequeueV2
    """
    return _take(False, handle, component_types, timeout_ms)


@op(f"QueueDequeue(handle: Ref(string)) -> components: component_types\n{_TAKEN}")
def queue_dequeue(xp, handle, *, component_types, timeout_ms):
    """The same, behind a reference.

    Shapes:
        components: as the queue has them
    Errors:
        OutOfRangeError: the queue is closed and has no elements.
        CancelledError: the call was cancelled while it waited.
        InvalidArgumentError: dtypes are not the queue's.
    Source: tf.raw_ops.QueueDequeue
    """
    return _take(True, handle, component_types, timeout_ms)


def _take_many(xp, reference, handle, n, kinds, timeout_ms, fewer):
    queue = _started(handle, timeout_ms)
    what = "DequeueUpToOp" if fewer else "DequeueManyOp"
    count = int(n)
    checks.require(count >= 0, f"{what} requested {count} < 0 elements")
    check_signature(
        queue, reference, ([dtypes.int32], list(kinds)), ([dtypes.int32], queue.dtypes))
    checks.require(
        queue.has_shapes(),
        f"{queue.kind}'s DequeueMany and DequeueUpTo require the components to have specified "
        "shapes.")
    return queue.batch(xp, queue.take_many(count, fewer))


@op(f"""
    QueueDequeueManyV2(handle: resource, n: int32) -> components: component_types
{_TAKEN}""", stateful=True, host=("n",))
def queue_dequeue_many_v2(xp, handle, n, *, component_types, timeout_ms):
    """Take `n` elements out of a queue as one batch; wait while there are fewer.

    Shapes:
        n: []
        components: as the queue has them, with one more dimension in front
    Errors:
        OutOfRangeError: the queue is closed and has fewer elements; they stay in it.
        CancelledError: the call was cancelled while it waited.
        InvalidArgumentError: dtypes are not the queue's, or its shapes are not known.
    Source: tf.raw_ops.QueueDequeueManyV2
    """
    return _take_many(xp, False, handle, n, component_types, timeout_ms, False)


@op(f"""
    QueueDequeueMany(handle: Ref(string), n: int32) -> components: component_types
{_TAKEN}""", host=("n",))
def queue_dequeue_many(xp, handle, n, *, component_types, timeout_ms):
    """The same, behind a reference.

    Shapes:
        n: []
        components: as the queue has them, with one more dimension in front
    Errors:
        OutOfRangeError: the queue is closed and has fewer elements; they stay in it.
        CancelledError: the call was cancelled while it waited.
        InvalidArgumentError: dtypes are not the queue's, or its shapes are not known.
    Source: tf.raw_ops.QueueDequeueMany
    """
    return _take_many(xp, True, handle, n, component_types, timeout_ms, False)


@op(f"""
    QueueDequeueUpToV2(handle: resource, n: int32) -> components: component_types
{_TAKEN}""", stateful=True, host=("n",))
def queue_dequeue_up_to_v2(xp, handle, n, *, component_types, timeout_ms):
    """Take `n` elements out of a queue as one batch, or those that are left when it is closed.

    Shapes:
        n: []
        components: as the queue has them, with one more dimension in front
    Errors:
        OutOfRangeError: the queue is closed and has no elements.
        CancelledError: the call was cancelled while it waited.
        InvalidArgumentError: dtypes are not the queue's, or its shapes are not known.
    Source: tf.raw_ops.QueueDequeueUpToV2
    """
    return _take_many(xp, False, handle, n, component_types, timeout_ms, True)


@op(f"""
    QueueDequeueUpTo(handle: Ref(string), n: int32) -> components: component_types
{_TAKEN}""", host=("n",))
def queue_dequeue_up_to(xp, handle, n, *, component_types, timeout_ms):
    """The same, behind a reference.

    Shapes:
        n: []
        components: as the queue has them, with one more dimension in front
    Errors:
        OutOfRangeError: the queue is closed and has no elements.
        CancelledError: the call was cancelled while it waited.
        InvalidArgumentError: dtypes are not the queue's, or its shapes are not known.
    Source: tf.raw_ops.QueueDequeueUpTo
    """
    return _take_many(xp, True, handle, n, component_types, timeout_ms, True)


def _close(handle, cancel):
    queue = queue_of(handle)
    if cancel:
        queue.close_and_cancel()
    else:
        queue.close()


_CLOSED = "        cancel_pending_enqueues: bool = false\n"


@op(f"QueueCloseV2(handle: resource) -> ()\n{_CLOSED}", stateful=True)
def queue_close_v2(xp, handle, *, cancel_pending_enqueues):
    """Let a queue take no more elements; wait for the calls that wait at it, or cancel them.

    Shapes:
        handle: []
    Errors:
        CancelledError: it is closed, and nothing is to be cancelled.
    Source: tf.raw_ops.QueueCloseV2
    """
    _close(handle, cancel_pending_enqueues)


@op(f"QueueClose(handle: Ref(string)) -> ()\n{_CLOSED}")
def queue_close(xp, handle, *, cancel_pending_enqueues):
    """The same, behind a reference.

    Shapes:
        handle: [2]
    Errors:
        CancelledError: it is closed, and nothing is to be cancelled.
    Source: tf.raw_ops.QueueClose
    """
    _close(handle, cancel_pending_enqueues)


@op("QueueIsClosedV2(handle: resource) -> is_closed: bool\n", stateful=True)
def queue_is_closed_v2(xp, handle):
    """Say whether a queue is closed.

    Shapes:
        is_closed: []
    Source: tf.raw_ops.QueueIsClosedV2
    """
    return xp.asarray(queue_of(handle).closed)


@op("QueueIsClosed(handle: Ref(string)) -> is_closed: bool\n")
def queue_is_closed(xp, handle):
    """The same, behind a reference.

    Shapes:
        is_closed: []
    Source: tf.raw_ops.QueueIsClosed
    """
    return xp.asarray(queue_of(handle).closed)


@op("QueueSizeV2(handle: resource) -> size: int32\n", stateful=True)
def queue_size_v2(xp, handle):
    """Return the number of elements of a queue.

    Shapes:
        size: []
    Source: tf.raw_ops.QueueSizeV2
    """
    return xp.asarray(len(queue_of(handle).items), dtype=xp.int32)


@op("QueueSize(handle: Ref(string)) -> size: int32\n")
def queue_size(xp, handle):
    """The same, behind a reference.

    Shapes:
        size: []
    Source: tf.raw_ops.QueueSize
    """
    return xp.asarray(len(queue_of(handle).items), dtype=xp.int32)


def _many_shape(c):
    count = c.value("n")
    if count is not None and not count.ndim and count < 0:
        raise ValueError(f"Input 'n' must be >= 0, but is {int(count)}")
    return [TensorShape(None)] * c.outputs


def _nothing(c):
    return []


_SHAPES = {
    _nothing: (queue_enqueue_v2, queue_enqueue, queue_enqueue_many_v2, queue_enqueue_many,
               queue_close_v2, queue_close),
    _many_shape: (queue_dequeue_many_v2, queue_dequeue_many, queue_dequeue_up_to_v2,
                  queue_dequeue_up_to),
    shape_functions.unknown: (queue_dequeue_v2, queue_dequeue),
    shape_functions.scalar: (queue_is_closed_v2, queue_is_closed, queue_size_v2, queue_size),
}
for _function, _records in _SHAPES.items():
    for _record in _records:
        _record.shape(_function)
        no_gradient(_record, _REASON)
