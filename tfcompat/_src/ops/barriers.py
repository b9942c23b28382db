"""Barriers: values that belong together under a key, put in by parts and taken out as a whole.

What is complete waits in a queue, those first whose keys came first; see `queue_kinds.py`. There
are barriers behind references only.
"""

from tfcompat._src.base import dtypes
from tfcompat._src.base.errors import (
    CancelledError,
    InvalidArgumentError,
    NotFoundError,
    OutOfRangeError,
)
from tfcompat._src.base.shapes import TensorShape
from tfcompat._src.core.resources import SharedResource
from tfcompat._src.ops import checks
from tfcompat._src.ops.checks import shown
from tfcompat._src.ops.queue_kinds import PriorityQueue
from tfcompat._src.ops.tables import check_signature
from tfcompat._src.registry import no_gradient, op, shape_functions
from tfcompat._src.registry.definition import type_name

_REASON = "barriers are not differentiated"
_FIRST = -(2**63)


class Barrier(SharedResource):
    """Values by key, complete and not yet complete.

    Attributes:
        dtypes, shapes: of the values of a key.
        ready: the queue of complete ones.
        incomplete: for each other key the list of its number, itself and its values.
        closed: whether no new keys are taken.
    """

    __slots__ = ("_cancelled", "_number", "closed", "dtypes", "incomplete", "ready", "shapes")

    def __init__(self, kinds, shapes, name="", container=""):
        super().__init__(name, container)
        self.dtypes, self.shapes = list(kinds), list(shapes)
        self.incomplete = {}
        self.closed = self._cancelled = False
        self._number = _FIRST
        self.ready = PriorityQueue([dtypes.string, *kinds], [TensorShape([]), *shapes], -1, name)

    def settle(self, node=None):
        super().settle(node)
        self.ready.name = self.name

    def check_same(self, other):
        for what in ("types", "shapes"):
            mine, others = (barrier._described(what) for barrier in (self, other))
            if mine != others:
                raise InvalidArgumentError(
                    f"Shared barrier '{self.name}' has component {what} {mine} but requested "
                    f"component {what} were {others}")

    def _described(self, what):
        if what == "types":
            return ", ".join(map(type_name, self.dtypes))
        return f"[{', '.join(map(shown, self.shapes))}]"

    def insert(self, xp, keys, values, place):
        """Put values in, one for each key.

        Args:
            xp: the array module.
            keys: list of bytes.
            values: array with a row for each.
            place: which of the values of a key they are.
        """
        with self.lock:
            self._check_open(len(keys))
            complete, before = [], len(self.incomplete)
            new = False
            for i, (key, row) in enumerate(zip(keys, _rows(values), strict=True)):
                new |= self._insert_one(xp, i, key, row, place, complete)
            self._number += new
        self.ready.put_many(complete)
        with self.lock:
            if self.closed and before and not self.incomplete and not self.ready.closed:
                self.ready.close()

    def _check_open(self, count):
        if self.closed and (self._cancelled or (count and not self.incomplete)):
            raise CancelledError(
                f"Barrier {self.name} is closed.  Pending enqueues cancelled: "
                f"{int(self._cancelled)}.  Number of new insertions: {count}.  Number of "
                f"incomplete keys: {len(self.incomplete)}.")

    def _insert_one(self, xp, i, key, value, place, complete):
        """Put one value in; say whether its key is a new one."""
        element = self.incomplete.get(key)
        new = element is None
        if new:
            if self.closed:
                raise CancelledError(
                    f"Barrier {self.name} is closed, but attempted to insert a brand new key: "
                    f"{key.decode('utf-8', 'backslashreplace')}.  Pending enqueues cancelled: "
                    f"{int(self._cancelled)}.  Insertion index: {i}.  Number of incomplete keys: "
                    f"{len(self.incomplete)}.")
            number, word = xp.asarray(self._number, xp.int64), xp.empty((), object)
            word[()] = key
            element = self.incomplete[key] = [number, word, *[None] * len(self.dtypes)]
        if element[2 + place] is not None:
            raise InvalidArgumentError(
                f"Key {key.decode('utf-8', 'backslashreplace')} already has a value for "
                f"component {place} in barrier {self.name}")
        element[2 + place] = value
        if all(part is not None for part in element):
            del self.incomplete[key]
            complete.append(self._checked(element))
        return new

    def _checked(self, element):
        for i, (value, shape) in enumerate(zip(element[2:], self.shapes, strict=True), 2):
            if not shape.is_compatible_with(value.shape):
                raise InvalidArgumentError(
                    f"Shape mismatch in tuple component {i}. Expected {shown(shape)}, got "
                    f"{shown(value.shape)}")
        return element

    def take(self, count, fewer):
        """Take complete elements out; wait for them.

        Args:
            count: how many.
            fewer: whether fewer will do once the barrier is closed.
        """
        with self.lock:
            if self.closed:
                there = len(self.ready.items)
                if fewer:
                    count = min(count, there)
                else:
                    there += len(self.incomplete)
                if there < max(count, 1):
                    raise OutOfRangeError(
                        f"Barrier '{self.name}' is closed and has insufficient elements "
                        f"(requested {count}, total size {there})")
        return self.ready.take_many(count, False)

    def close(self, cancel):
        """Take no new keys; with `cancel` no more values of those there are either.

        Raises:
            CancelledError: it is closed in that way.
        """
        with self.lock:
            if self.closed and (self._cancelled or not cancel):
                raise CancelledError(f"Barrier '{self.name}' is already closed.")
            self.closed, self._cancelled = True, cancel
            if cancel:
                self.incomplete.clear()
            if not self.incomplete and not self.ready.closed:
                self.ready.close()


def _rows(values):
    if values.dtype != object or values.ndim > 1:
        return list(values)
    return [values[i:i + 1].reshape(()) for i in range(len(values))]


def _barrier_of(handle):
    """Return the barrier that a reference refers to.

    Raises:
        NotFoundError: it refers to something else.
    """
    if isinstance(handle, Barrier):
        return handle
    raise NotFoundError(
        f"Resource {handle.container or 'localhost'}/{handle.name}/"
        "N10tensorflow7barrier7BarrierE does not exist.")


@op("""
    Barrier() -> handle: Ref(string)
        component_types: list(type) >= 1
        shapes: list(shape) >= 0 = []
        capacity: int = -1
        container: string = ""
        shared_name: string = ""
""", stateful=True)
def barrier(xp, *, component_types, shapes, capacity, container, shared_name):
    """Make a barrier.

    Shapes:
        handle: [2]
    Errors:
        InvalidArgumentError: a shape is missing or not known, or there is a capacity.
    Source: tf.raw_ops.Barrier
    """
    for shape in shapes:
        if shape.rank is None or not shape.is_fully_defined():
            raise InvalidArgumentError(f"Shape {shown(shape)} is not fully defined")
    checks.require(
        len(shapes) == len(component_types), "All of the component shapes must be specified")
    checks.require(
        capacity == -1,
        "Barrier only accepts capacity=-1.  Feed the inputs to your Barrier through a queue to "
        "enforce a limited capacity.")
    return Barrier(component_types, shapes, shared_name.decode(), container.decode())


@op("""
    BarrierInsertMany(handle: Ref(string), keys: string, values: T) -> ()
        T: type
        component_index: int
""", host=("keys",))
def barrier_insert_many(xp, handle, keys, values, *, T, component_index):  # noqa: N803
    """Put one of the values of several keys into a barrier.

    Shapes:
        keys: [n]
        values: [n, ...]
    Errors:
        CancelledError: the barrier is closed, and keys are new or all is cancelled.
        InvalidArgumentError: a key has that value already, or dtypes or shapes do not fit.
    Source: tf.raw_ops.BarrierInsertMany
    """
    found = _barrier_of(handle)
    count = len(found.dtypes)
    if not 0 <= component_index < count:
        raise InvalidArgumentError(
            f"The component ID is out of range {component_index} > num_components (= {count})")
    kind = found.dtypes[component_index]
    check_signature(
        found, True, ([dtypes.string, T], []), ([dtypes.string, kind], []))
    if keys.ndim != 1 or not values.ndim or len(keys) != len(values):
        raise InvalidArgumentError(
            f"keys of shape {shown(keys.shape)} and values of shape {shown(values.shape)} do not "
            "fit each other")
    found.insert(xp, keys.tolist(), values, component_index)


@op("""
    BarrierTakeMany(handle: Ref(string), num_elements: int32) -> (
            indices: int64, keys: string, values: component_types)
        component_types: list(type) >= 1
        allow_small_batch: bool = false
        wait_for_incomplete: bool = false
        timeout_ms: int = -1
""", host=("num_elements",))
def barrier_take_many(
    xp, handle, num_elements, *, component_types, allow_small_batch, timeout_ms,
):
    """Take complete values out of a barrier; wait while there are fewer.

    Shapes:
        num_elements: []
        indices, keys: [n]
        values: [n, ...]
    Errors:
        OutOfRangeError: the barrier is closed and will not have as many.
        InvalidArgumentError: the dtypes are not the barrier's.
    Source: tf.raw_ops.BarrierTakeMany
    """
    checks.require(timeout_ms == -1, "Timeout not supported yet.")
    found, count = _barrier_of(handle), int(num_elements)
    checks.require(count >= 0, f"num_elements must be >= 0, not {count}")
    head = [dtypes.int64, dtypes.string]
    check_signature(
        found, True, ([dtypes.int32], head + list(component_types)),
        ([dtypes.int32], head + found.dtypes))
    indices, keys, *values = found.ready.batch(xp, found.take(count, allow_small_batch))
    return indices, keys, values


@op("""
    BarrierClose(handle: Ref(string)) -> ()
        cancel_pending_enqueues: bool = false
""")
def barrier_close(xp, handle, *, cancel_pending_enqueues):
    """Let a barrier take no new keys.

    Shapes:
        handle: [2]
    Errors:
        CancelledError: it is closed.
    Source: tf.raw_ops.BarrierClose
    """
    _barrier_of(handle).close(cancel_pending_enqueues)


@op("BarrierReadySize(handle: Ref(string)) -> size: int32")
def barrier_ready_size(xp, handle):
    """Return how many keys have all their values.

    Shapes:
        size: []
    Source: tf.raw_ops.BarrierReadySize
    """
    return xp.asarray(len(_barrier_of(handle).ready.items), dtype=xp.int32)


@op("BarrierIncompleteSize(handle: Ref(string)) -> size: int32")
def barrier_incomplete_size(xp, handle):
    """Return how many keys have some of their values.

    Shapes:
        size: []
    Source: tf.raw_ops.BarrierIncompleteSize
    """
    return xp.asarray(len(_barrier_of(handle).incomplete), dtype=xp.int32)


@barrier.shape
def barrier_shape(c):
    return [TensorShape([2])]


@barrier_insert_many.shape
def barrier_insert_many_shape(c):
    keys = checks.with_rank(c["keys"], 1)
    values = checks.with_rank_at_least(c["values"], 1)
    if values.rank is not None:
        checks.merge(keys, TensorShape([values[0]]))
    return []


@barrier_close.shape
def barrier_close_shape(c):
    return []


barrier_take_many.shape(shape_functions.unknown)
barrier_ready_size.shape(shape_functions.scalar)
barrier_incomplete_size.shape(shape_functions.scalar)

for _record in (
    barrier, barrier_insert_many, barrier_take_many, barrier_close, barrier_ready_size,
    barrier_incomplete_size,
):
    no_gradient(_record, _REASON)
