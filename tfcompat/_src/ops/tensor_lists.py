"""TensorList: the value of a list of tensors, which is never changed but cheap to change.

Lists that come from each other share their elements. The newest knows them, older ones know how
they differ from a newer one, so that writing an element or appending costs the same however long
the list is, as long as nobody goes on from an old one. The ops are in `tensor_list` and
`tensor_list_parts`.
"""

import threading

from tfcompat._src.base.errors import InvalidArgumentError
from tfcompat._src.ops.checks import shown
from tfcompat._src.ops.variants import Variant, alone
from tfcompat._src.registry.definition import type_name


class _Elements:
    """One state of the elements that several lists share.

    The state that is current has them all; every other one has the difference to a state that is
    nearer to the current one: what is at `index` here.
    """

    __slots__ = ("index", "item", "items", "lock", "nearer")

    def __init__(self, items, lock):
        self.items = items
        self.lock = lock
        self.nearer = None

    def current(self):
        """Make this the current state and return its items; the lock has to be held."""
        if self.items is None:
            path = [self]
            while path[-1].items is None:
                path.append(path[-1].nearer)
            for state in reversed(path[:-1]):
                state._take_over()
        return self.items

    def _take_over(self):
        other, index = self.nearer, self.index
        items = other.items
        other.nearer, other.index, other.item, other.items = self, index, items[index], None
        items[index] = self.item
        self.items, self.nearer, self.item = items, None, None

    def changed(self, index, item):
        """Return the state with another item; this one keeps what it replaces."""
        items = self.current()
        new = _Elements(items, self.lock)
        self.items, self.nearer, self.index, self.item = None, new, index, items[index]
        items[index] = item
        return new


class TensorList(Variant):
    """A list of tensors of one dtype, all of one shape as far as that is said.

    Attributes:
        dtype: the DType of the elements.
        dims: what their shapes have in common: a tuple of sizes, -1 where any; None for anything.
        limit: how many elements there may be, -1 for any number.
        length: how many there are; None is in place of those not set yet.
    """

    __slots__ = ("_elements", "dims", "dtype", "length", "limit")

    def __init__(self, dtype, dims, items=(), limit=-1):
        items = list(items)
        self.dtype = dtype
        self.dims = dims
        self.limit = limit
        self.length = len(items)
        self._elements = _Elements(items, threading.Lock())

    def _like(self, elements, length):
        new = TensorList.__new__(TensorList)
        new.dtype, new.dims, new.limit = self.dtype, self.dims, self.limit
        new._elements, new.length = elements, length
        return new

    def items(self):
        """Return the elements as a list of its own."""
        elements = self._elements
        with elements.lock:
            return elements.current()[: self.length]

    def item(self, index):
        """Return an element; `index` has to be within the list."""
        elements = self._elements
        with elements.lock:
            return elements.current()[index]

    def with_item(self, index, item):
        """Return the list with another element at `index`, which is in the list."""
        elements = self._elements
        with elements.lock:
            return self._like(elements.changed(index, item), self.length)

    def appended(self, item):
        """Return the list with one more element at the end."""
        elements, length = self._elements, self.length
        with elements.lock:
            items = elements.current()
            if len(items) == length:
                items.append(item)
            else:
                elements = elements.changed(length, item)
        return self._like(elements, length + 1)

    def shortened(self):
        """Return the list without its last element."""
        return self._like(self._elements, self.length - 1)

    def with_items(self, items):
        """Return a list of the same kind with other elements."""
        return TensorList(self.dtype, self.dims, items, self.limit)

    def mapped(self, function):
        """Return a list of what a function makes of the elements; those not set stay so."""
        return self.with_items(
            [None if item is None else function(item) for item in self.items()])

    def joined(self, other, function):
        """Return a list of what a function makes of the elements of two, pair by pair.

        An element that is not set in one of them is taken from the other.
        """
        if other.length != self.length:
            raise InvalidArgumentError(
                "Trying to add two lists of tensors with different lengths. One is "
                f"{self.length} and the other is {other.length}"
            )
        return self.with_items([
            second if first is None else first if second is None else function(first, second)
            for first, second in zip(self.items(), other.items(), strict=True)
        ])

    def check_dtype(self, dtype):
        """Raise InvalidArgumentError if the elements are of another dtype."""
        if dtype is not self.dtype and dtype != self.dtype:
            raise InvalidArgumentError(
                f"Invalid data types; op elements {type_name(dtype)} but list elements "
                f"{type_name(self.dtype)}"
            )

    def accepts(self, shape):
        """Say whether an element may have a shape."""
        return self.dims is None or self.dims == shape or fits(self.dims, shape)

    def __repr__(self):
        return "<TensorList>"


def list_in(value):
    """Return the list that is the value of a variant tensor.

    Raises:
        InvalidArgumentError: there are several, or something else is in it.
    """
    if type(value) is TensorList:
        return value
    value = alone(value)
    if isinstance(value, TensorList):
        return value
    if value.ndim:
        raise InvalidArgumentError(f"Input list must be a scalar saw: {shown(value.shape)}")
    raise InvalidArgumentError(f"Input handle is not a list. Saw: '{value!r}'")


def fits(dims, shape):
    """Say whether a full shape is one of those that partial dims stand for."""
    if dims is None:
        return True
    return len(dims) == len(shape) and all(
        size in (-1, actual) for size, actual in zip(dims, shape))


def item_shape(item):
    """Return the shape of an element; handles and lists are scalars."""
    return getattr(item, "shape", ())


def partial_text(dims):
    """Partial dims as TensorFlow's C++ prints them.

    >>> partial_text((-1, 2)), partial_text(None)
    ('[?,2]', '<unknown>')
    """
    if dims is None:
        return "<unknown>"
    return f"[{','.join('?' if size < 0 else str(size) for size in dims)}]"


def as_dims(element_shape):
    """Return the dims that a shape tensor spells out.

    Raises:
        InvalidArgumentError: it does not spell out any.
    """
    if element_shape.ndim == 0:
        if int(element_shape) != -1:
            raise InvalidArgumentError(
                "The only valid scalar shape tensor is the fully unknown shape specified as -1."
            )
        return None
    if element_shape.ndim > 1:
        raise InvalidArgumentError(
            f"Shape must be at most rank 1 but is rank {element_shape.ndim}"
        )
    dims = tuple(element_shape.tolist())
    for size in dims:
        if size < -1:
            raise InvalidArgumentError(f"Dimension {size} must be >= -1")
    return dims


def merged(first, second):
    """Return what two partial dims have in common.

    Raises:
        InvalidArgumentError: they contradict each other.
    """
    if first is None or first == second:
        return second
    if second is None:
        return first
    if len(first) != len(second):
        raise InvalidArgumentError(
            f"PartialTensorShape: Incompatible ranks during merge: {len(first)} vs. {len(second)}"
        )
    if any(-1 not in pair and pair[0] != pair[1] for pair in zip(first, second)):
        raise InvalidArgumentError(
            f"PartialTensorShape: Incompatible shapes during merge: {partial_text(first)} vs. "
            f"{partial_text(second)}"
        )
    return tuple(max(pair) for pair in zip(first, second))


def is_full(dims):
    """Say whether dims are a shape: known throughout."""
    return dims is not None and -1 not in dims
