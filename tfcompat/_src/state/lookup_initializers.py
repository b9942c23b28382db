"""Where lookup tables get their keys and values from: tensors, or lines of a text file."""

from tfcompat._src.base import dtypes
from tfcompat._src.core import context, library, name_scopes, raw
from tfcompat._src.core.convert import convert_to_tensor
from tfcompat._src.core.trackable import Trackable
from tfcompat._src.state.assets import Asset


def check_table_dtypes(table, key_dtype, value_dtype):
    """Raise TypeError unless a table has keys and values of these DTypes."""
    if key_dtype.base_dtype != table.key_dtype:
        raise TypeError(
            f"Invalid key dtype for table, expected {table.key_dtype} but got {key_dtype}."
        )
    if value_dtype.base_dtype != table.value_dtype:
        raise TypeError(
            f"Invalid value dtype for table, expected {table.value_dtype} but got {value_dtype}."
        )


def _listed(op, filename=None):
    """Let plain graphs know what fills their tables, and from which files; return the op."""
    graph = getattr(op, "graph", None)
    if graph is not None and not graph.building_function:
        graph.add_to_collection("table_initializer", op)
        if filename is not None and filename.op.type == "Const":
            graph.add_to_collection("asset_filepaths", filename)
    return op


class TableInitializerBase(Trackable):
    """Base of what fills a table that is filled once.

    Args:
        key_dtype, value_dtype: of the table.
    """

    def __init__(self, key_dtype, value_dtype):
        self._key_dtype = dtypes.as_dtype(key_dtype)
        self._value_dtype = dtypes.as_dtype(value_dtype)

    @property
    def key_dtype(self):
        """The DType of the keys."""
        return self._key_dtype

    @property
    def value_dtype(self):
        """The DType of the values."""
        return self._value_dtype

    def initialize(self, table):
        """Fill a table."""
        raise NotImplementedError

    @property
    def _table_shared_name(self):
        return str(library.next_number()) if context.executing_eagerly() else ""


class KeyValueTensorInitializer(TableInitializerBase):
    """Keys and values as tensors: `tf.lookup.KeyValueTensorInitializer`.

    Args:
        keys: a vector of keys.
        values: a vector of as many values.
        key_dtype: the DType of the keys, where they are Python values.
        value_dtype: the DType of the values, where they are Python values.
        name: a name for the operation.

    Example:
        >>> import tfcompat as tf
        >>> pairs = tf.lookup.KeyValueTensorInitializer(["a", "b"], [7, 8])
        >>> table = tf.lookup.StaticHashTable(pairs, default_value=-1)
        >>> table.lookup(tf.constant(["b", "c"])).numpy().tolist()
        [8, -1]
    """

    def __init__(self, keys, values, key_dtype=None, value_dtype=None, name=None):
        self._keys = convert_to_tensor(keys, dtype=key_dtype, name="keys")
        self._values = convert_to_tensor(values, dtype=value_dtype, name="values")
        self._name = "key_value_init" if name is None else name
        if context.executing_eagerly():
            self._name += str(library.next_number())
        super().__init__(self._keys.dtype, self._values.dtype)

    def initialize(self, table):
        """Fill a table.

        Raises:
            TypeError: it has keys or values of other dtypes.
        """
        check_table_dtypes(table, self._keys.dtype, self._values.dtype)
        with name_scopes.name_scope(self._name):
            return _listed(
                raw.LookupTableImportV2(table.resource_handle, self._keys, self._values))


class TextFileIndex:
    """What of a text file's lines is a key or a value: `tf.lookup.TextFileIndex`.

    Numbers from 0 on are columns.

    Example:
        >>> import tfcompat as tf
        >>> tf.lookup.TextFileIndex.WHOLE_LINE
        -2
    """

    WHOLE_LINE = -2
    LINE_NUMBER = -1


class TextFileInitializer(TableInitializerBase):
    """Keys and values from the lines of a text file: `tf.lookup.TextFileInitializer`.

    The file is an asset: SavedModels take it along.

    Args:
        filename: the path of the file, a str, a path or a string tensor.
        key_dtype: the DType of the keys.
        key_index: which column the keys are in, or a `TextFileIndex`.
        value_dtype: the DType of the values.
        value_index: which column the values are in, or a `TextFileIndex`.
        vocab_size: how many lines to read; None for all.
        delimiter: the one character between columns.
        name: a name for the operation.
        value_index_offset: what to add to line numbers.

    Raises:
        ValueError: an index is none, or does not go with its dtype.

    Example:
        >>> import tempfile
        >>> import tfcompat as tf
        >>> with tempfile.NamedTemporaryFile("w", delete=False) as file:
        ...     _ = file.write("emerson 10\\nlake 20\\n")
        >>> lines = tf.lookup.TextFileInitializer(
        ...     file.name, tf.string, 0, tf.int64, 1, delimiter=" ")
        >>> print(tf.lookup.StaticHashTable(lines, -1).lookup(tf.constant("lake")).numpy())
        20
    """

    def __init__(
        self, filename, key_dtype, key_index, value_dtype, value_index, vocab_size=None,
        delimiter="\t", name=None, value_index_offset=0,
    ):
        if not hasattr(filename, "dtype") and not filename:
            raise ValueError("`filename` argument required for tf.lookup.TextFileInitializer")
        super().__init__(key_dtype, value_dtype)
        _check_index("key", key_index, self._key_dtype, "if `key_index` is", ".")
        _check_index("value", value_index, self._value_dtype, "for `value_index`", "")
        if vocab_size is not None and vocab_size <= 0:
            raise ValueError(f"`vocab_size` should be > 0, received: {vocab_size}")
        self._filename_arg = filename
        self._indices = key_index, value_index
        self._vocab_size = vocab_size
        self._delimiter = delimiter
        self._name = name
        self._offset = value_index_offset
        self._filename = self._track_trackable(Asset(filename), "_filename")

    def initialize(self, table):
        """Fill a table.

        Raises:
            TypeError: it has keys or values of other dtypes.
        """
        check_table_dtypes(table, self.key_dtype, self.value_dtype)
        key_index, value_index = self._indices
        with name_scopes.name_scope(self._name or "text_file_init"):
            filename = convert_to_tensor(self._filename, dtypes.string, name="asset_filepath")
            filled = raw.InitializeTableFromTextFileV2(
                table.resource_handle, filename, key_index=key_index, value_index=value_index,
                vocab_size=-1 if self._vocab_size is None else self._vocab_size,
                delimiter=self._delimiter, offset=self._offset,
            )
        return _listed(filled, filename)

    @property
    def _table_shared_name(self):
        parts = ["hash_table", self._filename_arg]
        parts += [self._vocab_size] if self._vocab_size else []
        parts += self._indices
        parts += [self._offset] if self._offset else []
        return "_".join(str(part) for part in parts)


def _check_index(which, index, dtype, words, stop):
    """Raise ValueError unless a column's index is one and goes with the dtype."""
    if index < TextFileIndex.WHOLE_LINE:
        raise ValueError(f"`{which}_index` should be >= -2, received: {index}{stop}")
    if index == TextFileIndex.LINE_NUMBER and dtype != dtypes.int64:
        raise ValueError(f"`{which}_dtype` must be int64 {words} {index}, received: {dtype}")
    if index == TextFileIndex.WHOLE_LINE and not dtype.is_integer and dtype != dtypes.string:
        raise ValueError(
            f"`{which}_dtype` should be either integer or string for `{which}_index` "
            f"{TextFileIndex.WHOLE_LINE}, received: {dtype}"
        )
