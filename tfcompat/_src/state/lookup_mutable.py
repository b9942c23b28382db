"""Lookup tables that change: MutableHashTable, DenseHashTable. Checkpoints store what they hold.

Tables that are filled once are in `lookup_tables.py`.
"""

import contextlib

from tfcompat._src.core import context, library, name_scopes, raw
from tfcompat._src.core.convert import convert_to_tensor
from tfcompat._src.state.lookup_tables import LookupInterface


class _ChangingTable(LookupInterface):
    """What both kinds have in common."""

    _legacy_saveable_name = "table"  # what checkpoints call the state of a table
    _legacy_tensor_names = ("-keys", "-values")

    def _set_up(self, key_dtype, value_dtype, default_value, name, checkpoint, anonymous):
        self._default_value = convert_to_tensor(default_value, dtype=value_dtype)
        self._value_shape = self._default_value.shape
        self._checkpoint = checkpoint
        self._node_name = name
        self._is_anonymous = anonymous
        self._table_shared_name = None
        if not anonymous and context.executing_eagerly():
            self._table_shared_name = f"table_{library.next_number()}"
        LookupInterface.__init__(self, key_dtype, value_dtype)
        self._resource_handle = self._create_resource()

    def _naming(self):
        """Return the attributes that say which nodes share a table."""
        if self._is_anonymous:
            return {}
        return {
            "shared_name": self._table_shared_name or "",
            "use_node_name_sharing": self._checkpoint and self._table_shared_name is None,
        }

    def _beside(self):
        """Let nodes ask for the device that the table is on."""
        graph = getattr(context.current(), "graph", None)
        handle = self.resource_handle
        if graph is None or getattr(handle, "graph", None) is not graph:
            return contextlib.nullcontext()
        return graph.colocate_with(handle)

    def size(self, name=None):
        """Return the number of keys, an int64 scalar."""
        with self._scope(name, "Size"), self._beside():
            return raw.LookupTableSizeV2(self.resource_handle)

    def insert(self, keys, values, name=None):
        """Put in keys with their values, in place of those they had.

        Args:
            keys: a tensor of keys.
            values: a tensor with a value for each.
            name: a name for the operation.

        Returns:
            The operation; None when running eagerly.
        """
        with self._scope(name, "lookup_table_insert"), self._beside():
            keys = convert_to_tensor(keys, self._key_dtype, name="keys")
            values = convert_to_tensor(values, self._value_dtype, name="values")
            return raw.LookupTableInsertV2(self.resource_handle, keys, values)

    def _found(self, keys, default, name):
        with self._scope(name, "lookup_table_find"), self._beside():
            keys = convert_to_tensor(keys, dtype=self._key_dtype, name="keys")
            return raw.LookupTableFindV2(self.resource_handle, keys, default)

    def export(self, name=None):
        """Return all keys and all values, in no particular order."""
        with self._scope(name, "lookup_table_export_values"), self._beside():
            return raw.LookupTableExportV2(
                self.resource_handle, Tkeys=self._key_dtype, Tvalues=self._value_dtype
            )

    def _serialize_to_tensors(self):
        if not self._checkpoint:
            return {}
        return dict(zip(self._legacy_tensor_names, self.export(), strict=True))

    def _restore_from_tensors(self, restored_tensors):
        keys, values = (restored_tensors[name] for name in self._legacy_tensor_names)
        with name_scopes.name_scope(f"{self._node_name}_table_restore"), self._beside():
            return raw.LookupTableImportV2(self.resource_handle, keys, values)


class MutableHashTable(_ChangingTable):
    """A table that keys are put into: `tf.lookup.experimental.MutableHashTable`.

    Args:
        key_dtype: the DType of the keys.
        value_dtype: the DType of the values.
        default_value: the value of keys that are not in the table: a scalar or a vector; all
            values have its shape.
        name: a name for the table's node.
        checkpoint: whether checkpoints store what the table holds.
        experimental_is_anonymous: whether the table has no name of its own in SavedModels.

    Example:
        >>> import tfcompat as tf
        >>> table = tf.lookup.experimental.MutableHashTable(tf.string, tf.int64, -1)
        >>> table.insert(tf.constant(["a", "b"]), tf.constant([7, 8], tf.int64))
        >>> table.lookup(tf.constant(["b", "c"])).numpy().tolist()
        [8, -1]
        >>> table.remove(tf.constant(["b"]))
        >>> print(table.size().numpy())
        1
    """

    def __init__(
        self, key_dtype, value_dtype, default_value, name="MutableHashTable", checkpoint=True,
        experimental_is_anonymous=False,
    ):
        self._set_up(
            key_dtype, value_dtype, default_value, name, checkpoint, experimental_is_anonymous
        )

    def _create_resource(self):
        kinds = {
            "key_dtype": self._key_dtype, "value_dtype": self._value_dtype,
            "name": self._node_name, **self._naming(),
        }
        if self._value_shape.rank == 0:
            make = raw.AnonymousMutableHashTable if self._is_anonymous else raw.MutableHashTableV2
            return self._made(make, **kinds)
        make = raw.AnonymousMutableHashTableOfTensors if self._is_anonymous else (
            raw.MutableHashTableOfTensorsV2
        )
        return self._made(make, value_shape=self._value_shape, **kinds)

    def remove(self, keys, name=None):
        """Take keys out; those that are not there are ignored.

        Args:
            keys: a tensor of keys.
            name: a name for the operation.

        Returns:
            The operation; None when running eagerly.

        Raises:
            TypeError: the keys are of another dtype.
        """
        self._check_keys(keys)
        with self._scope(name, "lookup_table_remove"):
            return raw.LookupTableRemoveV2(self.resource_handle, keys)

    def lookup(self, keys, dynamic_default_values=None, name=None):
        """Return the values of keys.

        Args:
            keys: a tensor of keys.
            dynamic_default_values: one value, or one for each key, in place of the table's
                default value.
            name: a name for the operation.

        Returns:
            A tensor of values.
        """
        default = self._default_value if dynamic_default_values is None else (
            dynamic_default_values
        )
        return self._found(keys, default, name)


class DenseHashTable(_ChangingTable):
    """A table with open addressing: `tf.lookup.experimental.DenseHashTable`.

    Args:
        key_dtype: the DType of the keys.
        value_dtype: the DType of the values.
        default_value: the value of keys that are not in the table: a scalar or a vector; all
            values have its shape.
        empty_key: what stands for buckets without a key; it is no key of the table itself.
        deleted_key: what stands for buckets whose key was taken out; neither is that.
        initial_num_buckets: how many buckets there are first, a power of two.
        name: a name for the table's node.
        checkpoint: whether checkpoints store what the table holds.
        experimental_is_anonymous: whether the table has no name of its own in SavedModels.

    Example:
        >>> import tfcompat as tf
        >>> table = tf.lookup.experimental.DenseHashTable(
        ...     tf.int64, tf.float32, 0.0, empty_key=0, deleted_key=-1)
        >>> table.insert([5, 6], [0.5, 1.5])
        >>> table.lookup([6, 7]).numpy().tolist()
        [1.5, 0.0]
    """

    def __init__(
        self, key_dtype, value_dtype, default_value, empty_key, deleted_key,
        initial_num_buckets=None, name="MutableDenseHashTable", checkpoint=True,
        experimental_is_anonymous=False,
    ):
        self._markers = empty_key, deleted_key
        self._initial_num_buckets = initial_num_buckets
        self._set_up(
            key_dtype, value_dtype, default_value, name, checkpoint, experimental_is_anonymous
        )

    def _create_resource(self):
        markers = [
            convert_to_tensor(key, dtype=self._key_dtype, name=name)
            for key, name in zip(self._markers, ("empty_key", "deleted_key"), strict=True)
        ]
        kinds = {
            "value_dtype": self._value_dtype, "value_shape": self._value_shape,
            "name": self._node_name, **self._naming(),
        }
        if self._initial_num_buckets is not None:
            kinds["initial_num_buckets"] = self._initial_num_buckets
        make = raw.AnonymousMutableDenseHashTable if self._is_anonymous else (
            raw.MutableDenseHashTableV2
        )
        return self._made(make, *markers, **kinds)

    def lookup(self, keys, name=None):
        """Return the values of keys, a tensor.

        Args:
            keys: a tensor of keys.
            name: a name for the operation.
        """
        return self._found(keys, self._default_value, name)

    def insert_or_assign(self, keys, values, name=None):
        """The same as `insert`."""
        return self.insert(keys, values, name)

    def erase(self, keys, name=None):
        """Take keys out; those that are not there are ignored.

        Args:
            keys: a tensor of keys.
            name: a name for the operation.

        Returns:
            The operation; None when running eagerly.

        Raises:
            TypeError: the keys are of another dtype.
        """
        if keys.dtype != self._key_dtype:
            raise TypeError(
                f"Signature mismatch. Keys must be dtype {self._key_dtype}, got {keys.dtype}."
            )
        with self._scope(name, "lookup_table_remove"):
            return raw.LookupTableRemoveV2(self.resource_handle, keys)

    def remove(self, keys, name=None):
        """The same as `erase`."""
        return self.erase(keys, name)
