"""Places where one part of a program leaves tensors for another: in order, or by key.

Nodes that share a name share a place; the ops are in `staging.py`. No ops live here.
"""

import collections
import threading
import typing

from tfcompat._src.base import errors
from tfcompat._src.core import cancellation

_WAIT = object()


class Typed(typing.NamedTuple):
    """A tensor that was left.

    Attributes:
        array: its value.
        dtype: its DType.
    """

    array: typing.Any
    dtype: typing.Any

    @property
    def nbytes(self):
        """The bytes it takes."""
        return getattr(self.array, "nbytes", 0)


class Place:
    """Base: waiting until there is something, or room for something.

    Attributes:
        capacity: how many there may be; 0 for any number.
        memory_limit: how many bytes they may have; 0 for any number.
    """

    is_found_by_name = True

    def __init__(self):
        self.capacity = self.memory_limit = None
        self._lock = threading.Lock()
        self._waiting = []

    def limited(self, capacity, memory_limit):
        """Have limits, if it has none yet; return itself."""
        with self._lock:
            if self.capacity is None:
                self.capacity, self.memory_limit = capacity, memory_limit
        return self

    def _check_bytes(self, count):
        if self.memory_limit and count > self.memory_limit:
            raise errors.ResourceExhaustedError(
                f"Attempted to insert tensors with combined size of '{count}' bytes into Staging "
                f"Area with a memory limit of '{self.memory_limit}'.")

    def _room(self, number, used, count):
        """Say whether there is room for one more, of `count` bytes."""
        return not (self.capacity and number >= self.capacity) and not (
            self.memory_limit and used + count > self.memory_limit)

    def _done(self, attempt):
        """Call a function until it has something to return, and wait in between."""
        while True:
            event, ended = threading.Event(), []
            with self._lock:
                result = attempt()
                if result is not _WAIT:
                    self._wake()
                    return result
                self._waiting.append(event)

            def give_up(event=event, ended=ended):
                ended.append(True)
                event.set()

            cancellation.wait(event, give_up)
            if ended:
                raise errors.CancelledError("Staging operation was cancelled")

    def _wake(self):
        waiting, self._waiting = self._waiting, []
        for event in waiting:
            event.set()


class Staged(Place):
    """Lists of tensors, first in first out."""

    def __init__(self):
        super().__init__()
        self._items = collections.deque()
        self._used = 0

    def put(self, values):
        """Put a list of tensors in, when there is room."""
        count = _bytes(values)
        self._check_bytes(count)

        def attempt():
            if not self._room(len(self._items), self._used, count):
                return _WAIT
            self._items.append(values)
            self._used += count
            return None

        self._done(attempt)

    def take(self):
        """Take the first list out, when there is one."""
        def attempt():
            if not self._items:
                return _WAIT
            values = self._items.popleft()
            self._used -= _bytes(values)
            return values

        return self._done(attempt)

    def peek(self, index):
        """Return the list at an index, when there is one."""
        return self._done(
            lambda: self._items[index] if 0 <= index < len(self._items) else _WAIT)

    def size(self):
        """Return how many there are."""
        return len(self._items)

    def clear(self):
        """Take all out."""
        with self._lock:
            self._items.clear()
            self._used = 0
            self._wake()


class StagedByKey(Place):
    """Lists of tensors by key; they may come and go in parts.

    Attributes:
        in_order: whether the one that is taken without a key is that of the least.
    """

    in_order = False

    def __init__(self):
        super().__init__()
        self._whole, self._parts = {}, {}
        self._used = 0

    def put(self, key, indices, values, width):
        """Put tensors in.

        Args:
            key: the key, an array.
            indices: which of the tensors of a list they are, as many as there are or fewer.
            values: list of the tensors.
            width: how many a list has.
        """
        if not indices:
            raise errors.InvalidArgumentError("Indices are empty")
        if any(a >= b for a, b in zip(indices, indices[1:], strict=False)):
            raise errors.InvalidArgumentError("Indices are not strictly ordered")
        count, number = _bytes(values), _number(key)
        self._check_bytes(count)
        if len(indices) == width:
            self._done(lambda: self._add(number, key, list(values), count))
        else:
            self._done(lambda: self._add_part(number, key, indices, values, width))

    def _add(self, number, key, values, count):
        if not self._room(len(self._whole), self._used, count):
            return _WAIT
        if number not in self._whole:
            self._whole[number] = key, values
            self._used += count
        return None

    def _add_part(self, number, key, indices, values, width):
        part = self._parts.setdefault(number, [None] * width)
        for index, value in zip(indices, values, strict=False):
            _check_index(index, number, width)
            if part[index] is not None:
                raise errors.InvalidArgumentError(
                    f"The tensor for index '{index}' for key '{number}' was already initialized "
                    f"'{width}'.")
            part[index] = value
        for index in indices[len(values):]:
            _check_index(index, number, width)
        if all(value is not None for value in part):
            del self._parts[number]
            self._whole.setdefault(number, (key, part))
            self._used += _bytes(part)
        return None

    def peek(self, key, indices):
        """Return tensors of a key, when it is there."""
        number = _number(key)
        return self._done(lambda: self._found(number, indices, False))[1]

    def take(self, key, indices):
        """Take tensors of a key out, when it is there."""
        number = _number(key)
        return self._done(lambda: self._found(number, indices, True))[1]

    def take_any(self, indices):
        """Take tensors of a key out, whichever is there; return the key and these."""
        def attempt():
            if not self._whole:
                return _WAIT
            # which one is chance in TensorFlow, where they have no order
            number = min(self._whole) if self.in_order else next(reversed(self._whole))
            return self._found(number, indices, True)

        return self._done(attempt)

    def _found(self, number, indices, taken):
        if number not in self._whole:
            return _WAIT
        key, values = self._whole[number]
        found = []
        for index in indices:
            _check_index(index, number, len(values))
            if values[index] is None:
                raise errors.InvalidArgumentError(
                    f"Tensor at index '{index}' for key '{number}' has already been removed.")
            found.append(values[index])
            if taken:
                self._used -= _bytes(values[index:index + 1])
                values[index] = None
        if taken and all(value is None for value in values):
            del self._whole[number]
        return key, found

    def size(self):
        """Return how many keys there are with all their tensors."""
        return len(self._whole)

    def incomplete_size(self):
        """Return how many there are with some."""
        return len(self._parts)

    def clear(self):
        """Take all out."""
        with self._lock:
            self._whole.clear()
            self._parts.clear()
            self._used = 0
            self._wake()


class StagedInOrder(StagedByKey):
    """The same, where the least key is taken when none is given."""

    in_order = True


def _bytes(values):
    return sum(value.nbytes for value in values if value is not None)


def _number(key):
    return key.reshape(-1).tolist()[0]


def _check_index(index, number, width):
    if not 0 <= index < width:
        raise errors.InvalidArgumentError(
            f"Index '{index % 2**64}' for key '{number}' was out of bounds '{width}'.")
