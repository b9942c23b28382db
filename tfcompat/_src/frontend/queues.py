"""Queues: `tf.queue`. What they are for in TensorFlow 1 is in `v1/queue_runners.py`."""

import collections.abc
import functools
import hashlib
import itertools
import weakref

from tfcompat._src.base import dtypes as base
from tfcompat._src.base.shapes import TensorShape, as_shape
from tfcompat._src.core import context, name_scopes, raw
from tfcompat._src.core.convert import convert_to_tensor
from tfcompat._src.core.tensor import EagerTensor
from tfcompat._src.frontend import control, joining, seeds, slicing
from tfcompat._src.graph import shape_inference
from tfcompat._src.ops import queues

_NUMBERS = itertools.count()


class QueueBase:
    """Base of all queues: `tf.queue.QueueBase`.

    A queue holds elements, each a tuple of tensors. Calls that find it full or empty wait for
    other threads.

    Args:
        dtypes: list of the DTypes of the tensors of an element.
        shapes: list of their shapes, or None where these vary.
        names: list of names for them, or None. With names, elements are dicts.
        queue_ref: the tensor that refers to the queue.

    Raises:
        ValueError: the lists are not of the same length.

    Example:
        >>> import tfcompat as tf
        >>> queue = tf.queue.FIFOQueue(3, tf.int32)
        >>> isinstance(queue, tf.queue.QueueBase), queue.dtypes
        (True, [tf.int32])
    """

    def __init__(self, dtypes, shapes, names, queue_ref):
        if shapes is not None and len(shapes) != len(dtypes):
            raise ValueError(
                "Queue shapes must have the same length as dtypes, received "
                f"len(shapes)={len(shapes)}, len(dtypes)={len(dtypes)}")
        if names is not None and len(names) != len(dtypes):
            raise ValueError(
                "Queue names must have the same length as dtypes,received "
                f"len(names)={len(names)},len {len(dtypes)}")
        self._dtypes = dtypes
        self._shapes = [TensorShape(None)] * len(dtypes) if shapes is None else [
            TensorShape(shape) for shape in shapes]
        self._names = names
        self._types = tuple(dtypes)  # calls of the same kind are known by it
        self._queue_ref = queue_ref
        if isinstance(queue_ref, EagerTensor):
            self._name = name_scopes.current_prefix() or "Empty"
            weakref.finalize(self, queues.forget, queue_ref._array).atexit = False
        else:
            self._name = queue_ref.op.name.split("/")[-1]

    @staticmethod
    def from_list(index, queues):
        """Return one of several queues, chosen when it is used.

        Args:
            index: an integer scalar tensor.
            queues: list of queues of the same dtypes and names.

        Returns:
            A QueueBase.

        Raises:
            TypeError: `queues` is no list of queues, or they differ.
        """
        if not queues or not isinstance(queues, list) or not all(
                isinstance(queue, QueueBase) for queue in queues):
            raise TypeError("A list of queues expected")
        first = queues[0]
        if not all(first.dtypes == queue.dtypes for queue in queues[1:]):
            raise TypeError("Queues do not have matching component dtypes.")
        if not all(first.names == queue.names for queue in queues[1:]):
            raise TypeError("Queues do not have matching component names.")
        shapes = zip(*[queue.shapes for queue in queues], strict=True)
        shapes = [functools.reduce(_common_shape, several) for several in shapes]
        handles = joining.stack([queue.queue_ref for queue in queues])
        return QueueBase(first.dtypes, shapes, first.names, slicing.gather(handles, index))

    @property
    def queue_ref(self):
        """The tensor that refers to the queue."""
        return self._queue_ref

    @property
    def name(self):
        """The name of the queue's operation; of the scope it was made in where it runs eagerly."""
        return self._name if context.executing_eagerly() else self._queue_ref.op.name

    @property
    def dtypes(self):
        """The DTypes of an element's tensors."""
        return self._dtypes

    @property
    def shapes(self):
        """The shapes of an element's tensors."""
        return self._shapes

    @property
    def names(self):
        """The names of an element's tensors, or None."""
        return self._names

    # --- putting in -------------------------------------------------------------------------

    def enqueue(self, vals, name=None):
        """Put one element in; wait while the queue is full.

        Args:
            vals: a tensor, a list or tuple of tensors, or a dict for queues with names.
            name: a name for the operation.

        Returns:
            The operation; None eagerly.

        Raises:
            ValueError: dict or not, names or shapes do not fit the queue.
            CancelledError: the queue is closed, or was closed with
                `cancel_pending_enqueues` while this waited.

        Example:
            >>> import tfcompat as tf
            >>> queue = tf.queue.FIFOQueue(3, tf.int32)
            >>> queue.enqueue(5)
            >>> print(queue.size().numpy())
            1
        """
        with name_scopes.name_scope(name or f"{self._name}_enqueue") as scope:
            tensors = self._converted(vals)
            for tensor, shape in zip(tensors, self._shapes, strict=False):
                tensor.shape.assert_is_compatible_with(shape)
            return self._put(raw.QueueEnqueueV2, raw.QueueEnqueue, tensors, scope)

    def enqueue_many(self, vals, name=None):
        """Put several elements in, the rows of tensors; wait while the queue is full.

        Args:
            vals: as for `enqueue`, with one more dimension in front.
            name: a name for the operation.

        Returns:
            The operation; None eagerly.

        Raises:
            ValueError: dict or not, names or shapes do not fit the queue.
            CancelledError: the queue is closed, or was closed with
                `cancel_pending_enqueues` while this waited.

        Example:
            >>> import tfcompat as tf
            >>> queue = tf.queue.FIFOQueue(10, tf.int32)
            >>> queue.enqueue_many(tf.constant([1, 2, 3]))
            >>> print(queue.size().numpy())
            3
        """
        with name_scopes.name_scope(name or f"{self._name}_EnqueueMany") as scope:
            tensors = self._converted(vals)
            count = TensorShape([None])
            for tensor, shape in zip(tensors, self._shapes, strict=False):
                _merge_counts(count, tensor.shape.with_rank_at_least(1)[:1])
                count = count.merge_with(tensor.shape[:1])
                tensor.shape[1:].assert_is_compatible_with(shape)
            return self._put(raw.QueueEnqueueManyV2, raw.QueueEnqueueMany, tensors, scope)

    def _put(self, function, older, tensors, scope):
        function = function if self._queue_ref.dtype == base.resource else older
        name = None if context.executing_eagerly() else scope
        return function(self._queue_ref, tensors, name=name)

    def _converted(self, vals):
        """Return the tensors of an element in the order of the queue's."""
        if isinstance(vals, dict):
            if not self._names:
                raise ValueError("Queue must have names to enqueue a dictionary")
            if sorted(self._names, key=str) != sorted(vals, key=str):
                raise ValueError(
                    "Keys in dictionary to enqueue do not match names of Queue.  Dictionary: "
                    f"{sorted(vals)},Queue: {sorted(self._names)}")
            vals = [vals[name] for name in self._names]
        elif self._names:
            raise ValueError("You must enqueue a dictionary in a Queue with names")
        elif not isinstance(vals, (list, tuple)):
            vals = [vals]
        return [
            convert_to_tensor(value, dtype=dtype, name=f"component_{i}")
            for i, (value, dtype) in enumerate(zip(vals, self._dtypes, strict=False))
        ]

    # --- taking out -------------------------------------------------------------------------

    def dequeue(self, name=None):
        """Take one element out; wait while there is none.

        Args:
            name: a name for the operation.

        Returns:
            A tensor, a list of tensors, or a dict for queues with names.

        Raises:
            OutOfRangeError: the queue is closed and has no elements.

        Example:
            >>> import tfcompat as tf
            >>> queue = tf.queue.FIFOQueue(3, tf.int32)
            >>> queue.enqueue(5)
            >>> print(queue.dequeue().numpy())
            5
        """
        name = name or f"{self._name}_Dequeue"
        function = raw.QueueDequeueV2 if self._is_resource() else raw.QueueDequeue
        tensors = function(self._queue_ref, component_types=self._types, name=name)
        return self._element(tensors, self._shapes)

    def dequeue_many(self, n, name=None):
        """Take `n` elements out as one batch; wait while there are fewer.

        Args:
            n: how many, an int32 scalar.
            name: a name for the operation.

        Returns:
            As `dequeue`, each tensor with one more dimension in front, of size `n`.

        Raises:
            InvalidArgumentError: the queue knows no shapes.
            OutOfRangeError: the queue is closed and has fewer elements; they stay in it.

        Example:
            >>> import tfcompat as tf
            >>> queue = tf.queue.FIFOQueue(10, tf.int32, shapes=[()])
            >>> queue.enqueue_many(tf.constant([1, 2, 3]))
            >>> queue.dequeue_many(2).numpy().tolist()
            [1, 2]
        """
        name = name or f"{self._name}_DequeueMany"
        function = raw.QueueDequeueManyV2 if self._is_resource() else raw.QueueDequeueMany
        tensors = function(self._queue_ref, n, component_types=self._types, name=name)
        count = None
        if not context.executing_eagerly():
            count = shape_inference.constant_value(tensors[0].op.inputs[1])
        return self._element(tensors, self._batched(None if count is None else int(count)))

    def dequeue_up_to(self, n, name=None):
        """Take `n` elements out as one batch, or those that are left once the queue is closed.

        Args:
            n: how many at most, an int32 scalar.
            name: a name for the operation.

        Returns:
            As `dequeue`, each tensor with one more dimension in front.

        Raises:
            InvalidArgumentError: the queue knows no shapes.
            OutOfRangeError: the queue is closed and has no elements.

        Example:
            >>> import tfcompat as tf
            >>> queue = tf.queue.FIFOQueue(10, tf.int32, shapes=[()])
            >>> queue.enqueue_many(tf.constant([1, 2, 3]))
            >>> queue.close()
            >>> queue.dequeue_up_to(5).numpy().tolist()
            [1, 2, 3]
        """
        name = name or f"{self._name}_DequeueUpTo"
        function = raw.QueueDequeueUpToV2 if self._is_resource() else raw.QueueDequeueUpTo
        tensors = function(self._queue_ref, n, component_types=self._types, name=name)
        return self._element(tensors, self._batched(None))

    def _is_resource(self):
        return self._queue_ref.dtype == base.resource

    def _batched(self, count):
        return [TensorShape([count]).concatenate(shape) for shape in self._shapes]

    def _element(self, tensors, shapes):
        """Return what was taken out as callers get it."""
        if not context.executing_eagerly():
            for tensor, shape in zip(tensors, shapes, strict=True):
                tensor.set_shape(shape)
        if self._names:
            return dict(zip(self._names, tensors, strict=True))
        return tensors[0] if len(tensors) == 1 else tensors

    # --- the queue itself -------------------------------------------------------------------

    def close(self, cancel_pending_enqueues=False, name=None):
        """Take no more elements; those that are there can still be taken out.

        Args:
            cancel_pending_enqueues: whether calls that wait to put elements in fail; without,
                this waits for them.
            name: a name for the operation.

        Returns:
            The operation; None eagerly.

        Raises:
            CancelledError: the queue is closed.

        Example:
            >>> import tfcompat as tf
            >>> queue = tf.queue.FIFOQueue(3, tf.int32)
            >>> queue.close()
            >>> print(queue.is_closed().numpy())
            True
        """
        function = raw.QueueCloseV2 if self._is_resource() else raw.QueueClose
        return function(
            self._queue_ref, cancel_pending_enqueues=cancel_pending_enqueues,
            name=name or f"{self._name}_Close")

    def is_closed(self, name=None):
        """Return whether the queue is closed, a bool scalar tensor.

        Example:
            >>> import tfcompat as tf
            >>> print(tf.queue.FIFOQueue(3, tf.int32).is_closed().numpy())
            False
        """
        function = raw.QueueIsClosedV2 if self._is_resource() else raw.QueueIsClosed
        return function(self._queue_ref, name=name or f"{self._name}_Is_Closed")

    def size(self, name=None):
        """Return the number of elements in the queue, an int32 scalar tensor.

        Example:
            >>> import tfcompat as tf
            >>> print(tf.queue.FIFOQueue(3, tf.int32).size().numpy())
            0
        """
        function = raw.QueueSizeV2 if self._is_resource() else raw.QueueSize
        return function(self._queue_ref, name=name or f"{self._name}_Size")


class FIFOQueue(QueueBase):
    """A queue whose elements come out in the order they went in: `tf.queue.FIFOQueue`.

    Args:
        capacity: how many elements it holds at most.
        dtypes: list of the DTypes of the tensors of an element, or one of them.
        shapes: list of their shapes, fully defined; without, no batches can be taken out.
        names: list of names for them. With names, elements are dicts.
        shared_name: the name that queues of a session are shared by.
        name: a name for the operation.

    Raises:
        ValueError: shapes are not fully defined, or names are not as many as dtypes.

    Example:
        >>> import tfcompat as tf
        >>> queue = tf.queue.FIFOQueue(3, [tf.int32, tf.string])
        >>> queue.enqueue([1, "one"])
        >>> number, word = queue.dequeue()
        >>> word.numpy()
        b'one'
    """

    def __init__(
        self, capacity, dtypes, shapes=None, names=None, shared_name=None, name="fifo_queue",
    ):
        dtypes = _as_types(dtypes)
        shapes = _as_shapes(shapes)
        names = _as_names(names, dtypes)
        with name_scopes.init_scope(), control.device("CPU"):
            handle = raw.FIFOQueueV2(
                component_types=dtypes, shapes=shapes, capacity=capacity,
                shared_name=_shared_name(shared_name), name=name)
        super().__init__(dtypes, shapes, names, handle)


class PaddingFIFOQueue(QueueBase):
    """A queue whose elements vary in size: `tf.queue.PaddingFIFOQueue`.

    Batches are padded with zeros, or empty strings, to the size of the largest element.

    Args:
        capacity: how many elements it holds at most.
        dtypes: list of the DTypes of the tensors of an element, or one of them.
        shapes: list of their shapes; sizes that vary are None.
        names: list of names for them. With names, elements are dicts.
        shared_name: the name that queues of a session are shared by.
        name: a name for the operation.

    Raises:
        ValueError: there is no shape of known rank for each tensor.

    Example:
        >>> import tfcompat as tf
        >>> queue = tf.queue.PaddingFIFOQueue(3, tf.int32, [[None]])
        >>> queue.enqueue([[1]])
        >>> queue.enqueue([[2, 3]])
        >>> queue.dequeue_many(2).numpy().tolist()
        [[1, 0], [2, 3]]
    """

    def __init__(
        self, capacity, dtypes, shapes, names=None, shared_name=None, name="padding_fifo_queue",
    ):
        dtypes = _as_types(dtypes)
        shapes = _as_shapes(shapes, partial=True)
        names = _as_names(names, dtypes)
        if len(dtypes) != len(shapes):
            raise ValueError(
                "Shapes must be provided for all components, but received "
                f"{len(dtypes)} dtypes and {len(shapes)} shapes.")
        handle = raw.PaddingFIFOQueueV2(
            component_types=dtypes, shapes=shapes, capacity=capacity,
            shared_name=_shared_name(shared_name), name=name)
        super().__init__(dtypes, shapes, names, handle)


class PriorityQueue(QueueBase):
    """A queue whose element of the least priority comes out first: `tf.queue.PriorityQueue`.

    The priority is an int64 number that is put before the tensors of each element.

    Args:
        capacity: how many elements it holds at most.
        types: list of the DTypes of the other tensors of an element, or one of them.
        shapes: list of their shapes, fully defined.
        names: list of names, beginning with that of the priority. With names, elements are dicts.
        shared_name: the name that queues of a session are shared by.
        name: a name for the operation.

    Raises:
        ValueError: shapes are not fully defined.

    Example:
        >>> import tfcompat as tf
        >>> queue = tf.queue.PriorityQueue(3, tf.string, [()])
        >>> queue.enqueue([2, "later"])
        >>> queue.enqueue([1, "first"])
        >>> priority, word = queue.dequeue()
        >>> word.numpy()
        b'first'
    """

    def __init__(
        self, capacity, types, shapes=None, names=None, shared_name=None, name="priority_queue",
    ):
        types = _as_types(types)
        shapes = _as_shapes(shapes)
        handle = raw.PriorityQueueV2(
            component_types=types, shapes=shapes or [], capacity=capacity,
            shared_name=_shared_name(shared_name), name=name)
        super().__init__(
            [base.int64, *types], [(), *shapes] if shapes else shapes, names, handle)


class RandomShuffleQueue(QueueBase):
    """A queue whose elements come out in random order: `tf.queue.RandomShuffleQueue`.

    Args:
        capacity: how many elements it holds at most.
        min_after_dequeue: how many elements stay in it, so that there is a choice, until it is
            closed.
        dtypes: list of the DTypes of the tensors of an element, or one of them.
        shapes: list of their shapes, fully defined; without, no batches can be taken out.
        names: list of names for them. With names, elements are dicts.
        seed: an integer; the order for a seed is TensorFlow's.
        shared_name: the name that queues of a session are shared by.
        name: a name for the operation.

    Raises:
        ValueError: shapes are not fully defined, or names are not as many as dtypes.

    Example:
        >>> import tfcompat as tf
        >>> queue = tf.queue.RandomShuffleQueue(10, 0, tf.int32, shapes=[()])
        >>> queue.enqueue_many(tf.range(5))
        >>> sorted(queue.dequeue_many(5).numpy().tolist())
        [0, 1, 2, 3, 4]
    """

    def __init__(
        self, capacity, min_after_dequeue, dtypes, shapes=None, names=None, seed=None,
        shared_name=None, name="random_shuffle_queue",
    ):
        dtypes = _as_types(dtypes)
        shapes = _as_shapes(shapes)
        names = _as_names(names, dtypes)
        seed1, seed2 = seeds.get_seed(seed)
        if seed1 is None and seed2 is None:
            seed1, seed2 = 0, 0
        elif seed is None and shared_name is not None:
            digest = hashlib.md5(f"{seed1}{shared_name}".encode()).hexdigest()
            seed2 = int(digest[:8], 16) & 0x7FFFFFFF
        handle = raw.RandomShuffleQueueV2(
            component_types=dtypes, shapes=shapes, capacity=capacity,
            min_after_dequeue=min_after_dequeue, seed=seed1, seed2=seed2,
            shared_name=_shared_name(shared_name), name=name)
        super().__init__(dtypes, shapes, names, handle)


def _as_types(kinds):
    assert kinds is not None
    return list(kinds) if isinstance(kinds, (list, tuple)) else [kinds]


def _as_shapes(shapes, partial=False):
    """Return shapes, or one of them, as a list of TensorShapes."""
    if partial and (
            not isinstance(shapes, collections.abc.Sequence) or not shapes
            or any(shape is None or isinstance(shape, int) for shape in shapes)):
        raise ValueError("When providing partial shapes, a list of shapes must be provided.")
    if shapes is None:
        return None
    if isinstance(shapes, TensorShape):
        shapes = [shapes]
    if not isinstance(shapes, (tuple, list)):
        raise TypeError(
            "Shapes must be a TensorShape or a list or tuple of TensorShapes, got "
            f"{type(shapes)} instead.")
    if all(shape is None or isinstance(shape, int) for shape in shapes):
        shapes = [shapes]
    shapes = [as_shape(shape) for shape in shapes]
    if not partial and any(not shape.is_fully_defined() for shape in shapes):
        raise ValueError(f"All shapes must be fully defined: {shapes}")
    if any(shape.rank is None for shape in shapes):
        raise ValueError(f"All shapes must have a defined rank: {shapes}")
    return shapes


def _as_names(names, dtypes):
    if names is None:
        return None
    names = list(names) if isinstance(names, (list, tuple)) else [names]
    if len(names) != len(dtypes):
        raise ValueError(
            "List of names must have the same length as the list of dtypes, received "
            f"len(names)={len(names)},len(dtypes)={len(dtypes)}")
    return names


def _shared_name(name):
    """Return the name a queue is found by; eagerly each has one of its own."""
    return str(next(_NUMBERS)) if context.executing_eagerly() else name


def _common_shape(first, second):
    if first.rank is None or second.rank is None or first.rank != second.rank:
        return TensorShape(None)
    pairs = zip(first.as_list(), second.as_list(), strict=True)
    return TensorShape([a if a == b else None for a, b in pairs])


def _merge_counts(known, found):
    """Raise ValueError unless two counts of rows may be the same."""
    if not known.is_compatible_with(found):
        raise ValueError(f"Dimensions {known[0]} and {found[0]} are not compatible")
