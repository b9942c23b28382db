"""What handles of queues refer to: four kinds of queue, by the order elements come out in.

An element is a list of arrays, its components. How calls wait for each other is in
`waiting_lines.py`; the ops are in `queues.py` and `queue_calls.py`. No ops live here.
"""

import collections
import secrets

from tfcompat._src.base import dtypes as base
from tfcompat._src.base import errors
from tfcompat._src.base.dtypes import numpy_dtype
from tfcompat._src.base.shapes import TensorShape
from tfcompat._src.ops import philox
from tfcompat._src.ops.checks import shown
from tfcompat._src.ops.waiting_lines import ALL, NOTHING, SOME, Attempt, WaitingLines
from tfcompat._src.registry.definition import type_name

_UNBOUNDED = 2**31 - 1
_OBJECTS = (base.resource, base.variant)


class FIFOQueue(WaitingLines):
    """First in, first out.

    Args:
        dtypes: the DTypes of the components.
        shapes: the TensorShapes of the components, or nothing where they may vary.
        capacity: how many elements there may be; any number for negative ones.
        name, container: where it is found.

    Attributes:
        kind: what messages call it.
        kind_of_one: what they call it when one element was asked for.
        op: the op that makes such queues.
    """

    kind = kind_of_one = "FIFOQueue"
    op = "FIFOQueueV2"
    __slots__ = ("capacity", "dtypes", "ended", "items", "shapes")

    def __init__(self, dtypes, shapes, capacity, name="", container=""):
        super().__init__(name, container)
        self.dtypes = list(dtypes)
        self.shapes = [TensorShape(shape) for shape in shapes]
        self.capacity = _UNBOUNDED if capacity < 0 else capacity
        self.items = collections.deque()
        self.ended = False
        self._check_shapes()

    def _check_shapes(self):
        for shape in self.shapes:
            if shape.rank is not None and not shape.is_fully_defined():
                raise errors.InvalidArgumentError(f"Shape {shown(shape)} is not fully defined")
        if self.shapes and len(self.shapes) != len(self.dtypes):
            raise errors.InvalidArgumentError(
                f"Different number of component types.  Types: {_types(self.dtypes)}, Shapes: "
                f"{_shapes(self.shapes)}")

    def check_same(self, other):
        """Raise InvalidArgumentError unless a queue made by the same name would be this one."""
        if other.op != self.op:
            raise errors.InvalidArgumentError(f"Expected {self.kind}, found {other.op}")
        for mine, what, others, asked in (
            (self.capacity, "capacity", other.capacity, "requested capacity was"),
            *self._further(other),
            (_types(self.dtypes), "component types", _types(other.dtypes),
             "requested component types were"),
            (_shapes(self.shapes), "component shapes", _shapes(other.shapes),
             "requested component shapes were"),
        ):
            if mine != others:
                end = "." if what[0] in "mr" else ""
                raise errors.InvalidArgumentError(
                    f"Shared queue '{self.name}' has {what} {mine} but {asked} {others}{end}")

    def _further(self, other):
        """Return what else has to be the same: what this has, what that is, and what is asked."""
        return ()

    # --- putting in -------------------------------------------------------------------------

    def put(self, element):
        """Put one element in, when there is room."""
        def serve(attempt):
            if self._refuses(attempt):
                return ALL
            if len(self.items) >= self.capacity:
                return NOTHING
            self.add(element)
            return ALL

        self.put_in_line(Attempt(serve))

    def put_many(self, elements):
        """Put several elements in, one by one as there is room."""
        if not elements:
            return
        waiting = collections.deque(elements)

        def serve(attempt):
            if self._refuses(attempt):
                return ALL
            before = len(waiting)
            while waiting and len(self.items) < self.capacity:
                self.add(waiting.popleft())
            if not waiting:
                return ALL
            return SOME if len(waiting) < before else NOTHING

        self.put_in_line(Attempt(serve))

    def _refuses(self, attempt):
        if self.closed:
            attempt.error = errors.CancelledError(
                f"{self.kind_of_one} '{self.name}' is closed.")
        return self.closed

    # --- taking out -------------------------------------------------------------------------

    def take(self):
        """Return one element, when there is one to be had."""
        def serve(attempt):
            if self.closed and not self.items:
                attempt.error = self._exhausted(self.kind_of_one, 1, 0)
                return ALL
            if self.available() <= 0:
                return NOTHING
            attempt.taken.append(self.next())
            return ALL

        attempt = Attempt(serve)
        self.take_in_line(attempt)
        return attempt.taken[0]

    def take_many(self, count, fewer):
        """Return `count` elements, taken out one by one as they come in.

        Args:
            count: how many.
            fewer: whether fewer will do when the queue is closed.
        """
        if not count:
            return []
        attempt = Attempt(lambda attempt: self._serve_many(attempt, fewer), count)
        self.take_in_line(attempt)
        return attempt.taken

    def _serve_many(self, attempt, fewer):
        size = len(self.items)
        if self.closed and size < attempt.missing:
            self.put_back(attempt.taken)
            attempt.taken = []
            if not fewer or not self.items:
                if fewer and self._putting:  # they may have something yet
                    return SOME
                attempt.error = self._exhausted(self.kind, attempt.missing, size)
                return ALL
            attempt.missing = len(self.items)
        return self._take_available(attempt)

    def _take_available(self, attempt):
        found = min(self.available(), attempt.missing)
        if found <= 0:
            return NOTHING
        attempt.taken.extend([self.next() for _ in range(found)])
        attempt.missing -= found
        return SOME if attempt.missing else ALL

    def _exhausted(self, kind, requested, size):
        return errors.OutOfRangeError(
            f"{kind} '{self.name}' is closed and has insufficient elements (requested "
            f"{requested}, current size {size})")

    # --- the order --------------------------------------------------------------------------

    def add(self, element):
        """Put an element among the others."""
        self.items.append(element)

    def next(self):
        """Take out the element whose turn it is."""
        return self.items.popleft()

    def put_back(self, elements):
        """Put back elements that a call has taken out for nothing."""
        self.items.extendleft(reversed(elements))

    def available(self):
        """Return how many elements may be taken out now."""
        return len(self.items)

    def batch(self, xp, elements):
        """Return a list of elements as a list of components, each with one more dimension."""
        return [
            _stacked(xp, [element[i] for element in elements], dtype, shape)
            for i, (dtype, shape) in enumerate(zip(self.dtypes, self.shapes, strict=True))
        ]

    def has_shapes(self):
        """Say whether the shapes of all components are known, so that batches can be made."""
        return len(self.shapes) == len(self.dtypes) and all(
            shape.rank is not None for shape in self.shapes)


class PaddingFIFOQueue(FIFOQueue):
    """First in, first out; batches are padded where sizes vary."""

    kind = "PaddingFIFOQueue"
    op = "PaddingFIFOQueueV2"
    __slots__ = ()

    def _check_shapes(self):
        if len(self.shapes) != len(self.dtypes):
            raise errors.InvalidArgumentError(
                f"Shapes must be provided for all components, but received {len(self.dtypes)} "
                f"dtypes and {len(self.shapes)} shapes.")
        for shape in self.shapes:
            if shape.rank is None:
                raise errors.InvalidArgumentError(
                    f"shape {shown(shape)} must have known rank.")

    def batch(self, xp, elements):
        """Return a list of elements as a list of components, padded to the largest sizes."""
        return [
            _padded(xp, [element[i] for element in elements], dtype, shape)
            for i, (dtype, shape) in enumerate(zip(self.dtypes, self.shapes, strict=True))
        ]


class RandomShuffleQueue(FIFOQueue):
    """Elements come out in random order.

    Args:
        least: how many elements stay in it while it is open.
        seed, seed2: the stream of random numbers; any if both are 0.
    """

    kind = kind_of_one = "RandomShuffleQueue"
    op = "RandomShuffleQueueV2"
    __slots__ = ("_counter", "_key", "_words", "least", "seeds")

    def __init__(self, dtypes, shapes, capacity, least, seed, seed2, name="", container=""):
        if least < 0:
            raise errors.InvalidArgumentError(f"min_after_dequeue {least} must be >= 0")
        if 0 <= capacity <= least:
            raise errors.InvalidArgumentError(
                f"min_after_dequeue {least} must be < capacity {capacity}")
        super().__init__(dtypes, shapes, capacity, name, container)
        self.items = []
        self.least = least
        self.seeds = seed, seed2
        if seed == seed2 == 0:
            seed, seed2 = secrets.randbits(64), secrets.randbits(64)
        mask = 2**64 - 1
        self._key, self._counter = seed & mask, (seed2 & mask) << 64
        self._words = collections.deque()

    def _further(self, other):
        yield self.least, "min_after_dequeue", other.least, "requested min_after_dequeue was"
        if other.seeds != (0, 0):  # no seeds are any seeds
            yield self.seeds, "random seeds", other.seeds, "requested seeds are"

    def available(self):
        return len(self.items) - (0 if self.closed else self.least)

    def next(self):
        place = self._word() % len(self.items)
        element, self.items[place] = self.items[place], self.items[-1]
        self.items.pop()
        return element

    def put_back(self, elements):
        self.items.extend(reversed(elements))

    def _word(self):
        if not self._words:
            self._words.extend(philox.block(self._key, self._counter))
            self._counter += 1
        return self._words.popleft()


class PriorityQueue(FIFOQueue):
    """The element with the least first component comes out first.

    Elements of the same priority come out in the order that the heap of C++'s library has.
    """

    kind = kind_of_one = "PriorityQueue"
    op = "PriorityQueueV2"
    __slots__ = ()

    def __init__(self, dtypes, shapes, capacity, name="", container=""):
        priority = [TensorShape([])]
        super().__init__(
            [base.int64, *dtypes], [*priority, *shapes] if shapes else (), capacity, name,
            container)
        self.items = []

    def settle(self, node=None):
        super().settle(node)
        if not self.shapes:  # recorded: there is no such queue without shapes
            raise errors.InvalidArgumentError(
                f"Shared queue '{self.name}' has component shapes [] but requested component "
                "shapes were [[]]")

    def _serve_many(self, attempt, fewer):
        size = len(self.items)
        short = size < attempt.missing
        if self.closed and short and (not fewer or not size):
            attempt.error = self._exhausted(self.kind, attempt.missing, size)
            return ALL
        if short and not (self.closed and fewer):
            return NOTHING
        return self._take_available(attempt)

    def add(self, element):
        heap, pair = self.items, (int(element[0]), element)
        heap.append(pair)
        _rise(heap, len(heap) - 1, pair)

    def next(self):
        heap = self.items
        first, last = heap[0], heap.pop()
        if heap:
            _rise(heap, _sink(heap), last)
        return first[1]


def _rise(heap, place, pair):
    """Put a pair at a place, or above it while its priority is less than the parent's."""
    priority = pair[0]
    while place:
        parent = (place - 1) // 2
        if heap[parent][0] <= priority:
            break
        heap[place], place = heap[parent], parent
    heap[place] = pair


def _sink(heap):
    """Move the hole at the top down to the bottom; return where it is."""
    place, count = 0, len(heap)
    while (child := 2 * place + 2) < count:
        if heap[child][0] > heap[child - 1][0]:
            child -= 1
        heap[place], place = heap[child], child
    if child == count:
        heap[place], place = heap[child - 1], child - 1
    return place


def _types(kinds):
    return ", ".join(map(type_name, kinds))


def _shapes(shapes):
    return f"[{', '.join(map(shown, shapes))}]"


def _stacked(xp, arrays, dtype, shape):
    """Return arrays of the same shape as one array."""
    if dtype in _OBJECTS:
        result = xp.empty(len(arrays), object)
        for i, item in enumerate(arrays):
            result[i] = item
        return result
    result = xp.empty((len(arrays), *shape.as_list()), numpy_dtype(dtype))
    for i, array in enumerate(arrays):  # faster than the library's way for many small ones
        result[i, ...] = array
    return result


def _padded(xp, arrays, dtype, shape):
    """Return arrays as one array, with zeros or empty strings where they are smaller."""
    sizes = [0 if size is None else size for size in shape.as_list()]
    for array in arrays:
        sizes = [max(pair) for pair in zip(sizes, array.shape, strict=True)]
    storage = numpy_dtype(dtype)
    filler = b"" if dtype is base.string else 0
    result = xp.full((len(arrays), *sizes), filler, storage)
    for i, array in enumerate(arrays):
        result[(i, *map(slice, array.shape))] = array
    return result
