"""Lookup tables that are filled once: StaticHashTable, StaticVocabularyTable.

What fills them is in `lookup_initializers.py`, tables that change in `lookup_mutable.py`.
"""

import uuid

from tfcompat._src.base import dtypes
from tfcompat._src.base.shapes import TensorShape
from tfcompat._src.composite.ragged_tensor import RaggedTensor
from tfcompat._src.composite.sparse_tensor import SparseTensor
from tfcompat._src.core import context, name_scopes, raw, resources
from tfcompat._src.core.convert import convert_to_tensor
from tfcompat._src.core.trackable import Trackable
from tfcompat._src.state.resources import TrackableResource


class LookupInterface(TrackableResource):
    """Base of all lookup tables.

    Args:
        key_dtype, value_dtype: what the table maps.
    """

    def __init__(self, key_dtype, value_dtype):
        self._key_dtype = dtypes.as_dtype(key_dtype)
        self._value_dtype = dtypes.as_dtype(value_dtype)
        super().__init__()

    @property
    def key_dtype(self):
        """The DType of the keys."""
        return self._key_dtype

    @property
    def value_dtype(self):
        """The DType of the values."""
        return self._value_dtype

    @property
    def name(self):
        """The name of the table's node, None where there is none."""
        return self._table_name

    def _note_name(self, handle):
        """Remember the name of the node that a table comes from; return its handle."""
        self._table_name = None
        if not context.executing_eagerly():
            self._table_name = handle.op.name.split("/")[-1]
        return handle

    def _made(self, make, *inputs, **attributes):
        """Make the table and return its handle: eagerly, a new one, whatever its name."""
        with resources.unshared():
            return self._note_name(make(*inputs, **attributes))

    def _scope(self, name, what):
        return name_scopes.name_scope(name or f"{self.name}_{what}")

    def lookup(self, keys, name=None):
        """Return the values of keys."""
        raise NotImplementedError

    def __getitem__(self, keys):
        return self.lookup(keys)

    def _check_keys(self, keys):
        if keys.dtype.base_dtype != self._key_dtype:
            raise TypeError(
                f"Dtype of argument `keys` must be {self._key_dtype}, received: {keys.dtype}"
            )


def inner_values(keys):
    """Return the flat values of sparse or ragged keys; other keys as they are."""
    return keys.values if isinstance(keys, (SparseTensor, RaggedTensor)) else keys


def like(keys, values):
    """Return values as sparse or ragged as their keys."""
    if isinstance(keys, SparseTensor):
        return SparseTensor(keys.indices, values, keys.dense_shape)
    return keys.with_values(values) if isinstance(keys, RaggedTensor) else values


class StaticHashTable(LookupInterface):
    """A table that is filled once, when it is made: `tf.lookup.StaticHashTable`.

    Args:
        initializer: a `tf.lookup.KeyValueTensorInitializer` or `tf.lookup.TextFileInitializer`.
        default_value: the value of keys that are not in the table.
        name: a name for the table's node.
        experimental_is_anonymous: whether the table has no name of its own in SavedModels.

    Example:
        >>> import tfcompat as tf
        >>> table = tf.lookup.StaticHashTable(
        ...     tf.lookup.KeyValueTensorInitializer(["a", "b"], [7, 8]), default_value=-1)
        >>> print(table.lookup(tf.constant("b")).numpy())
        8
        >>> print(table.size().numpy())
        2
    """

    _registered_name = "tf.StaticHashTable"

    def __init__(self, initializer, default_value, name=None, experimental_is_anonymous=False):
        self._initializer = initializer
        self._is_anonymous = experimental_is_anonymous
        if not experimental_is_anonymous:
            shared = getattr(initializer, "_table_shared_name", "")
            self._table_shared_name = shared or f"hash_table_{uuid.uuid4()}"
        self._node_name = name or "hash_table"
        self._table_name = None
        super().__init__(initializer.key_dtype, initializer.value_dtype)
        self._default_value = convert_to_tensor(default_value, dtype=self._value_dtype)
        self._default_value.shape.merge_with(TensorShape([]))
        self._value_shape = self._default_value.shape
        if isinstance(initializer, Trackable):
            self._track_trackable(initializer, "_initializer")
        with name_scopes.init_scope():
            self._resource_handle = self._create_resource()
        self._init_op = self._initialize()

    def _create_resource(self):
        kinds = {
            "key_dtype": self._initializer.key_dtype,
            "value_dtype": self._initializer.value_dtype, "name": self._node_name,
        }
        if self._is_anonymous:
            return self._made(raw.AnonymousHashTable, **kinds)
        return self._made(raw.HashTableV2, shared_name=self._table_shared_name, **kinds)

    def _initialize(self):
        return self._initializer.initialize(self)

    @property
    def default_value(self):
        """The value of keys that are not in the table, a tensor."""
        return self._default_value

    def size(self, name=None):
        """Return the number of keys, an int64 scalar."""
        with self._scope(name, "Size"):
            return raw.LookupTableSizeV2(self.resource_handle)

    def lookup(self, keys, name=None):
        """Return the values of keys.

        Args:
            keys: a tensor of any shape, sparse and ragged ones included.
            name: a name for the operation.

        Returns:
            A tensor of values, as sparse or ragged as the keys.

        Raises:
            TypeError: the keys are of another dtype.
        """
        flat = inner_values(keys)
        self._check_keys(keys)
        with self._scope(name, "Lookup"):
            values = raw.LookupTableFindV2(self.resource_handle, flat, self._default_value)
        values.set_shape(flat.shape)
        return like(keys, values)

    def export(self, name=None):
        """Return all keys and all values, two vectors in no particular order."""
        with self._scope(name, "Export"):
            keys, values = raw.LookupTableExportV2(
                self.resource_handle, Tkeys=self._key_dtype, Tvalues=self._value_dtype
            )
        values.set_shape(keys.shape.concatenate(self._value_shape))
        return keys, values


class StaticVocabularyTable(LookupInterface):
    """Words to ids, with buckets for words that are not known: `tf.lookup.StaticVocabularyTable`.

    Args:
        initializer: what gives the known words and their int64 ids, or None.
        num_oov_buckets: how many buckets there are for other words; their ids follow those of
            the known words, if these are 0, 1, 2, ...
        lookup_key_dtype: the DType of the keys to look up; that of the words by default.
        name: a name for the table's node.
        experimental_is_anonymous: whether the table has no name of its own in SavedModels.

    Raises:
        ValueError: there is no bucket.
        TypeError: keys are neither integers nor strings, or ids are not int64.

    Example:
        >>> import tfcompat as tf
        >>> words = tf.lookup.KeyValueTensorInitializer(
        ...     tf.constant(["a", "b"]), tf.constant([0, 1], tf.int64))
        >>> table = tf.lookup.StaticVocabularyTable(words, num_oov_buckets=1)
        >>> table.lookup(tf.constant(["b", "x"])).numpy().tolist()
        [1, 2]
    """

    def __init__(
        self, initializer, num_oov_buckets, lookup_key_dtype=None, name=None,
        experimental_is_anonymous=False,
    ):
        if num_oov_buckets <= 0:
            raise ValueError("`num_oov_buckets` must be > 0; use StaticHashTable.")
        name = name.rstrip("/") if name else name
        self._table = None
        if initializer:
            lookup_key_dtype = _checked_key_dtype(initializer, lookup_key_dtype)
            self._initializer = initializer
            if isinstance(initializer, Trackable):
                self._track_trackable(initializer, "_initializer")
            self._table = StaticHashTable(
                initializer, -1, experimental_is_anonymous=experimental_is_anonymous
            )
            name = name or self._table.name
        else:
            lookup_key_dtype = dtypes.string
            name = name or "hash_bucket"
        if not lookup_key_dtype.is_integer and lookup_key_dtype != dtypes.string:
            raise TypeError(
                f"Invalid `key_dtype`, expected integer or string, got {lookup_key_dtype}"
            )
        self._num_oov_buckets = num_oov_buckets
        self._table_name = None if name is None else name.split("/")[-1]
        super().__init__(lookup_key_dtype, dtypes.int64)

    def _create_resource(self):
        return None if self._table is None else self._table._create_resource()

    def _initialize(self):
        if self._table is not None:
            return self._table._initialize()
        with name_scopes.name_scope("init"):
            return raw.NoOp()

    @property
    def resource_handle(self):
        """The resource tensor of the table of known words; None without such."""
        return None if self._table is None else self._table.resource_handle

    def size(self, name=None):
        """Return the number of known words and of buckets together, an int64 scalar."""
        with self._scope(name, "Size"):
            known = convert_to_tensor(0, dtypes.int64) if self._table is None else (
                self._table.size()
            )
            return known + self._num_oov_buckets

    def lookup(self, keys, name=None):
        """Return the ids of keys.

        Args:
            keys: a tensor of any shape, sparse and ragged ones included.
            name: a name for the operation.

        Returns:
            An int64 tensor, as sparse or ragged as the keys.

        Raises:
            TypeError: the keys are of another dtype.
        """
        self._check_keys(keys)
        flat = inner_values(keys)
        if self._table is not None and self._table.key_dtype == dtypes.int64 != flat.dtype:
            flat = raw.Cast(flat, DstT=dtypes.int64)
        with self._scope(name, "Lookup"):
            words = flat if flat.dtype == dtypes.string else raw.AsString(flat)
            ids = raw.StringToHashBucketFast(
                words, num_buckets=self._num_oov_buckets, name="hash_bucket"
            )
            if self._table is not None:
                found = self._table.lookup(flat)
                buckets = raw.AddV2(ids, self._table.size(), name="Add")
                known = raw.NotEqual(found, self._table.default_value, name="NotEqual")
                ids = raw.SelectV2(known, found, buckets, name="SelectV2")
        return like(keys, ids)


def _checked_key_dtype(initializer, lookup_key_dtype):
    """Return the dtype of the keys to look up in a vocabulary."""
    key_dtype = initializer.key_dtype
    lookup_key_dtype = key_dtype if lookup_key_dtype is None else lookup_key_dtype
    if key_dtype not in (dtypes.int64, dtypes.string):
        raise TypeError(
            f"Invalid `key_dtype`, expected one of {(dtypes.int64, dtypes.string)}, but got "
            f"{key_dtype}."
        )
    if key_dtype.is_integer != lookup_key_dtype.is_integer:
        expected = "integer" if lookup_key_dtype.is_integer else "non-integer"
        raise TypeError(f"Invalid `key_dtype`, expected {expected} but got {key_dtype}.")
    if initializer.value_dtype != dtypes.int64:
        raise TypeError(
            f"Invalid `value_dtype`, expected {dtypes.int64} but got {initializer.value_dtype}."
        )
    return lookup_key_dtype
