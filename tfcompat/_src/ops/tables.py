"""What handles of lookup tables refer to: tables filled once, tables that change. No ops live here.

Keys and values are host arrays; inside, keys are Python values (int, bytes), and values are Python
scalars or rows. The table with TensorFlow's open addressing is in `dense_tables.py`.
"""

from tfcompat._src.base import errors
from tfcompat._src.base.dtypes import numpy_dtype
from tfcompat._src.base.shapes import TensorShape
from tfcompat._src.core.resources import SharedResource, TableData
from tfcompat._src.ops.checks import shown
from tfcompat._src.registry.definition import type_name


def check_kernel(kernels, key_dtype, value_dtype):
    """Raise NoKernelError unless TensorFlow has a table of such keys and values.

    Args:
        kernels: the lines that list what there is.
        key_dtype, value_dtype: DTypes.
    """
    key, value = type_name(key_dtype).upper(), type_name(value_dtype).upper()
    if f"  device='CPU'; key_dtype in [DT_{key}]; value_dtype in [DT_{value}]" not in kernels:
        raise errors.NoKernelError(kernels)


class Table(SharedResource):
    """A mapping from keys of one dtype to values of one dtype and shape.

    Attributes:
        key_dtype, value_dtype: DTypes.
        key_shape, value_shape: tuples; keys and values are scalars or vectors.
    """

    __slots__ = ("key_dtype", "key_shape", "value_dtype", "value_shape")

    def __init__(self, key_dtype, value_dtype, value_shape=(), name="", container=""):
        super().__init__(name, container)
        self.key_dtype = key_dtype
        self.key_shape = ()
        self.value_dtype = value_dtype
        self.value_shape = tuple(value_shape)

    def settle(self, node=None):
        """Keep the name: that of its node, where nobody gave one."""

    def check_same(self, other):
        """Raise InvalidArgumentError if `other` maps other dtypes; kinds and shapes may differ."""
        self.check_dtypes(other.key_dtype, other.value_dtype)

    def check_dtypes(self, key_dtype, value_dtype):
        """Raise InvalidArgumentError if it maps other dtypes than those."""
        if (self.key_dtype, self.value_dtype) != (key_dtype, value_dtype):
            wanted = f"{type_name(key_dtype)}->{type_name(value_dtype)}"
            found = f"{type_name(self.key_dtype)}-{type_name(self.value_dtype)}"
            raise errors.InvalidArgumentError(
                f"Conflicting key/value dtypes {wanted} with {found} for table {self.name}"
            )

    @property
    def handle_data(self):
        """What handles tell in graphs: dtypes and shapes of keys and values."""
        return TableData(
            (self.key_dtype, TensorShape(self.key_shape)),
            (self.value_dtype, TensorShape(self.value_shape)),
        )

    @property
    def shown(self):
        """The table's name as messages have it."""
        return f"{self.container or 'localhost'} {self.name}"

    def rows(self, values):
        """Return values as a list: scalars, or rows."""
        if not self.value_shape:
            return values.reshape(-1).tolist()
        return list(values.reshape(-1, *self.value_shape))

    def check_keys(self, keys):
        """Raise InvalidArgumentError unless keys are of the table's shape."""
        rank = len(self.key_shape)
        if rank and keys.shape[-rank:] != self.key_shape:
            raise errors.InvalidArgumentError(
                f"Input key shape {shown(keys.shape)} must end with the table's key shape "
                f"{shown(self.key_shape)}"
            )

    def values_shape(self, keys):
        """Return the shape of the values of some keys."""
        rank = len(self.key_shape)
        return keys.shape[: keys.ndim - rank] + self.value_shape

    def check_default(self, keys, default):
        """Raise InvalidArgumentError unless there is one default value, or one for each key."""
        self.check_keys(keys)
        full = self.values_shape(keys)
        if default.shape not in (self.value_shape, full):
            raise errors.InvalidArgumentError(
                f"Expected shape {shown(self.value_shape)} or {shown(full)} for default value, "
                f"got {shown(default.shape)}"
            )

    def check_values(self, keys, values):
        """Raise InvalidArgumentError unless there is one value for each key."""
        self.check_keys(keys)
        full = self.values_shape(keys)
        if values.shape != full:
            raise errors.InvalidArgumentError(
                f"Expected shape {shown(full)} for value, got {shown(values.shape)}"
            )

    def check_imported(self, keys, values):
        """The same, for what `import_all` gets."""
        self.check_values(keys, values)

    def find(self, xp, keys, default):
        """Return the values of keys, and default values where there are none."""
        known = self.items()
        flat = keys.reshape(-1).tolist()
        found = self._defaults(default, len(flat))
        found = [known.get(key, other) for key, other in zip(flat, found, strict=True)]
        return self.packed(xp, found, self.values_shape(keys))

    def _defaults(self, default, count):
        rows = self.rows(default)
        return rows if default.ndim != len(self.value_shape) else rows * count

    def packed(self, xp, found, shape):
        """Return a list of values, scalars or rows, as an array."""
        return filled(xp, found, self.value_dtype, shape)

    def export(self, xp):
        """Return all keys and all values as arrays."""
        known = self.items()
        keys = filled(xp, list(known), self.key_dtype, (len(known),))
        return keys, self.packed(xp, list(known.values()), (len(known), *self.value_shape))

    def items(self):
        """Return the dict of keys to values."""
        raise NotImplementedError

    def size(self):
        """Return the number of keys."""
        return len(self.items())


def filled(xp, items, dtype, shape):
    """Return an array of a shape with the given items, scalars or rows."""
    storage = numpy_dtype(dtype)
    if storage != object:
        return xp.asarray(items, dtype=storage).reshape(shape)
    array = xp.empty(shape, object)
    width = array.size // len(items) if items else 0
    flat = array.reshape(len(items), width) if width else array.reshape(-1)
    for i, item in enumerate(items):
        flat[i] = item
    return array


class StaticTable(Table):
    """A table that is filled once."""

    __slots__ = ("_items",)
    handle_data = None  # as in TensorFlow

    def __init__(self, key_dtype, value_dtype, name="", container=""):
        super().__init__(key_dtype, value_dtype, (), name, container)
        self._items = None

    def items(self):
        """Return the dict of keys to values.

        Raises:
            FailedPreconditionError: it was not filled yet.
        """
        if self._items is None:
            raise errors.FailedPreconditionError("Table not initialized.")
        return self._items

    def size(self):
        """Return the number of keys; none before it was filled."""
        return len(self._items or ())

    def export(self, xp):
        """Return all keys and all values as arrays.

        Raises:
            AbortedError: it was not filled yet.
        """
        if self._items is None:
            raise errors.AbortedError("HashTable is not initialized.")
        return super().export(xp)

    def _defaults(self, default, count):
        return self.rows(default)[:1] * count  # one for all, as in TensorFlow

    def fill(self, pairs):
        """Fill it with a list of (key, value) pairs.

        Raises:
            FailedPreconditionError: it has other pairs, or a key comes with two values.
        """
        with self.lock:
            if self._items is not None:
                if len(self._items) != len(pairs):  # as much as TensorFlow looks at
                    raise errors.FailedPreconditionError(
                        "Table was already initialized with different data."
                    )
                return
            items = {}
            for key, value in pairs:
                first = items.setdefault(key, value)
                if first != value:
                    raise errors.FailedPreconditionError(
                        "HashTable has different value for same key. Key "
                        f"{_as_text(key)} has {_as_text(first)} and trying to add value "
                        f"{_as_text(value)}"
                    )
            self._items = items

    def import_all(self, keys, values):
        """Fill it from arrays."""
        self.fill(list(zip(keys.reshape(-1).tolist(), self.rows(values), strict=True)))

    def insert(self, keys, values):
        """Refuse to."""
        raise errors.UnimplementedError(
            "Insert not supported by InitializableLookupTable implementations"
        )

    def remove(self, keys):
        """Refuse to."""
        raise errors.UnimplementedError(
            "Remove not supported by InitializableLookupTable implementations"
        )


def _as_text(item):
    if isinstance(item, bytes):
        return item.decode("utf-8", "backslashreplace")
    return f"{item:g}" if isinstance(item, float) else str(int(item))


class MutableTable(Table):
    """A table that keys are put into and taken out of; values are scalars or vectors."""

    __slots__ = ("_items",)

    def __init__(self, key_dtype, value_dtype, value_shape=(), name="", container=""):
        super().__init__(key_dtype, value_dtype, value_shape, name, container)
        self._items = {}

    def items(self):
        """Return the dict of keys to values."""
        return self._items

    def find(self, xp, keys, default):
        """Return the values of keys, and default values where there are none."""
        with self.lock:
            return super().find(xp, keys, default)

    def export(self, xp):
        """Return all keys and all values as arrays."""
        with self.lock:
            return super().export(xp)

    def insert(self, keys, values):
        """Put in keys with their values, in place of those they had."""
        pairs = zip(keys.reshape(-1).tolist(), self.rows(values), strict=True)
        with self.lock:
            self._items.update(pairs)

    def remove(self, keys):
        """Take out the keys that are there."""
        with self.lock:
            for key in keys.reshape(-1).tolist():
                self._items.pop(key, None)

    def import_all(self, keys, values):
        """Hold these keys and no others."""
        pairs = zip(keys.reshape(-1).tolist(), self.rows(values), strict=True)
        with self.lock:
            self._items = dict(pairs)

    def fill(self, pairs):
        """Refuse to."""
        raise errors.InvalidArgumentError(f"Table {self.shown} is not initializable")


def check_signature(table, reference, given, expected):
    """Raise InvalidArgumentError unless an op was made for the dtypes of a table.

    Args:
        table: the Table.
        reference: whether the op takes a reference rather than a handle.
        given, expected: (list of DTypes of what goes in, list of what comes out).
    """
    if given != expected:
        raise errors.InvalidArgumentError(
            f"Signature mismatch, have: {_signature(reference, *given)} expected: "
            f"{_signature(reference, *expected)}"
        )


def _signature(reference, inputs, outputs):
    names = ["string_ref" if reference else "resource", *map(type_name, inputs)]
    return f"{', '.join(names)}->{', '.join(map(type_name, outputs))}"
