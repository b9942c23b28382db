"""The lookup table that is laid out like TensorFlow's dense one. No ops live here.

What it exports shows its buckets, and TensorFlow reads them back as they are: so a table's keys
have to be in the buckets where TensorFlow looks for them, by the same hashes, probed in the same
order, and grown by the same rule.
"""

from tfcompat._src.base import errors
from tfcompat._src.base.dtypes import numpy_dtype
from tfcompat._src.ops.checks import shown
from tfcompat._src.ops.tables import Table, filled

_WORD = (1 << 64) - 1
_MULTIPLIER, _SHIFT, _SEED = 0xC6A4A7935BD1E995, 47, 0xDECAFCAFFE
_GOLDEN = 0x9E3779B97F4A7800


def hash_of_bytes(data):
    """Return the 64-bit hash (Murmur's, with a fixed seed) of a string."""
    found = _SEED ^ (len(data) * _MULTIPLIER & _WORD)
    whole = len(data) & ~7
    for i in range(0, whole, 8):
        word = int.from_bytes(data[i : i + 8], "little") * _MULTIPLIER & _WORD
        word = (word ^ (word >> _SHIFT)) * _MULTIPLIER & _WORD
        found = (found ^ word) * _MULTIPLIER & _WORD
    if whole < len(data):
        found = (found ^ int.from_bytes(data[whole:], "little")) * _MULTIPLIER & _WORD
    found = (found ^ (found >> _SHIFT)) * _MULTIPLIER & _WORD
    return found ^ (found >> _SHIFT)


def hash_of_key(key):
    """Return the hash of a key: a tuple of ints or of bytes."""
    parts = [hash_of_bytes(p) if isinstance(p, bytes) else int(p) & _WORD for p in key]
    if len(parts) == 1:
        return parts[0]
    found = 0
    for part in parts:
        found ^= (part + _GOLDEN + (found << 10) + (found >> 4)) & _WORD
    return found


class DenseTable(Table):
    """A table with open addressing; two keys stand for empty buckets and for emptied ones.

    Args:
        empty_key, deleted_key: arrays, scalars or vectors.
        value_dtype: DType of the values.
        value_shape: their shape, () or (n,).
        buckets: how many buckets there are first, a power of two.
        load: the part of the buckets that may be full.

    Raises:
        InvalidArgumentError: the arguments do not fit each other.
    """

    __slots__ = ("_count", "_deleted", "_empty", "_keys", "_load", "_values")

    def __init__(
        self, empty_key, deleted_key, key_dtype, value_dtype, value_shape, buckets, load,
        name="", container="",
    ):
        super().__init__(key_dtype, value_dtype, value_shape, name, container)
        self._check(empty_key, deleted_key, load)
        self.key_shape = empty_key.shape
        self._empty = tuple(empty_key.reshape(-1).tolist())
        self._deleted = None if deleted_key is None else tuple(deleted_key.reshape(-1).tolist())
        if self._empty == self._deleted:
            raise errors.InvalidArgumentError("Empty and deleted keys cannot be equal")
        if buckets < 4 or buckets & (buckets - 1):
            raise errors.InvalidArgumentError(
                f"Number of buckets must be at least 4 and a power of 2, got: {buckets}"
            )
        self._load = load
        self._allocate(buckets)

    def _check(self, empty_key, deleted_key, load):
        if load <= 0 or load >= 1:
            raise errors.InvalidArgumentError(
                f"max_load_factor must be between 0 and 1, got: {load:g}"
            )
        if len(self.value_shape) > 1:
            raise errors.InvalidArgumentError(
                f"Empty value must be a scalar or a vector, got shape {shown(self.value_shape)}"
            )
        if empty_key.ndim > 1:
            raise errors.InvalidArgumentError(
                f"Empty key must be a scalar or a vector, got shape {shown(empty_key.shape)}"
            )
        if deleted_key is not None and deleted_key.shape != empty_key.shape:
            raise errors.InvalidArgumentError(
                "Empty and deleted keys must have same shape, got shapes: "
                f"{shown(empty_key.shape)} and {shown(deleted_key.shape)}"
            )

    def _allocate(self, buckets):
        self._keys = [self._empty] * buckets
        self._values = [self._nothing()] * buckets
        self._count = 0

    def _nothing(self):
        zero = b"" if numpy_dtype(self.value_dtype) == object else 0
        return [zero] * self.value_shape[0] if self.value_shape else zero

    def _tuples(self, keys):
        """Return keys as a list of tuples.

        Raises:
            InvalidArgumentError: the array does not have one key in each row.
        """
        count = keys.shape[0] if keys.ndim else 1
        width = max(1, self.key_shape[0] if self.key_shape else 1)
        if keys.size != count * width:
            raise errors.InvalidArgumentError(
                f"Expected key shape {shown((count, *self.key_shape))} got {shown(keys.shape)}"
            )
        return [tuple(row) for row in keys.reshape(count, width).tolist()]

    def _refuse_markers(self, key):
        for marker, name in ((self._empty, "empty_key"), (self._deleted, "deleted_key")):
            if key == marker:
                raise errors.InvalidArgumentError(
                    f"Using the {name} as a table key is not allowed"
                )

    def _probes(self, key):
        """Yield the buckets where a key may be, in order."""
        mask = len(self._keys) - 1
        bucket = hash_of_key(key) & mask
        for step in range(1, len(self._keys) + 1):
            yield bucket
            bucket = (bucket + step) & mask

    def _bucket_of(self, key):
        """Return the bucket of a key, or None."""
        for bucket in self._probes(key):
            there = self._keys[bucket]
            if there == key:
                return bucket
            if there == self._empty:
                return None
        raise errors.InternalError("Internal error in MutableDenseHashTable lookup")

    def find(self, xp, keys, default):
        """Return the values of keys, and default values where there are none.

        Raises:
            InvalidArgumentError: a key is one of the two that stand for buckets without keys.
        """
        wanted = self._tuples(keys)
        others = self._defaults(default, len(wanted))
        found = []
        with self.lock:
            for key, other in zip(wanted, others, strict=True):
                self._refuse_markers(key)
                bucket = self._bucket_of(key)
                found.append(other if bucket is None else self._values[bucket])
        return self.packed(xp, found, self.values_shape(keys))

    def insert(self, keys, values):
        """Put in keys with their values, in place of those they had.

        Raises:
            InvalidArgumentError: a key is one of the two that stand for buckets without keys.
        """
        wanted, rows = self._tuples(keys), self.rows(values)
        with self.lock:
            pending = self._count + len(wanted)
            buckets = len(self._keys)
            while pending > buckets * self._load:
                buckets *= 2
            if buckets != len(self._keys):
                self._grow(buckets)
            for key, row in zip(wanted, rows, strict=True):
                self._refuse_markers(key)
                self._put(key, row)

    def _grow(self, buckets):
        old = list(zip(self._keys, self._values, strict=True))
        self._allocate(buckets)
        for key, row in old:
            if key != self._empty and key != self._deleted:
                self._put(key, row)

    def _put(self, key, row):
        for bucket in self._probes(key):
            there = self._keys[bucket]
            if there == key:
                break
            if there == self._empty or there == self._deleted:
                self._keys[bucket] = key
                self._count += 1
                break
        else:
            raise errors.InternalError("Internal error in MutableDenseHashTable insert")
        self._values[bucket] = row

    def remove(self, keys):
        """Take out the keys that are there.

        Raises:
            InvalidArgumentError: a key is one of the two that stand for buckets without keys.
        """
        wanted = self._tuples(keys)
        with self.lock:
            for key in wanted:
                self._refuse_markers(key)
                bucket = self._bucket_of(key)
                if bucket is not None:
                    self._keys[bucket] = self._deleted
                    self._count -= 1

    def export(self, xp):
        """Return what is in all buckets as a matrix of keys and one of values."""
        with self.lock:
            keys = [list(key) for key in self._keys]
            values = list(self._values)
        width = len(self._empty)
        rows = len(keys)
        size = self.value_shape[0] if self.value_shape else 1
        return (
            filled(xp, [key[0] for key in keys] if width == 1 else keys, self.key_dtype,
                   (rows, width)),
            self.packed(xp, values, (rows, size)),
        )

    def check_imported(self, keys, values):
        """Raise InvalidArgumentError unless there is one row of a value for each row of a key."""
        width = len(self._empty)
        size = self.value_shape[0] if self.value_shape else 1
        full = (*keys.shape[:-1], size)
        if values.shape != full:
            raise errors.InvalidArgumentError(
                f"Expected shape {shown(full)} for value, got {shown(values.shape)}"
            )
        if keys.ndim != 2 or keys.shape[1] != width:
            raise errors.InvalidArgumentError(
                f"Expected key shape {shown((keys.shape[0] if keys.ndim else 1, width))} got "
                f"{shown(keys.shape)}"
            )

    def import_all(self, keys, values):
        """Take over buckets that were exported, as they are."""
        wanted, rows = [tuple(row) for row in keys.tolist()], self.rows(values)
        with self.lock:
            self._keys, self._values = wanted, rows
            self._count = sum(k != self._empty and k != self._deleted for k in wanted)

    def size(self):
        """Return the number of keys."""
        return self._count

    def fill(self, pairs):
        """Refuse to."""
        raise errors.InvalidArgumentError(f"Table {self.shown} is not initializable")
