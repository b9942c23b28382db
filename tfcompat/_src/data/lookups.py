"""Lookup tables that are filled from datasets."""

import collections

from tfcompat._src.base import dtypes
from tfcompat._src.base.specs import TensorSpec
from tfcompat._src.core import context, raw
from tfcompat._src.core.tensor import Tensor
from tfcompat._src.state.lookup_initializers import TableInitializerBase, check_table_dtypes
from tfcompat._src.state.lookup_tables import StaticHashTable, StaticVocabularyTable

HasherSpec = collections.namedtuple("HasherSpec", ["hasher", "key"])
_FAST = HasherSpec("fasthash", None)
_FORM = (
    "Datasets used to initialize lookup tables must produce elements in the form (key, value), "
    "where the keys and values are scalar tensors. "
)


class DatasetInitializer(TableInitializerBase):
    """Keys and values from a dataset: `tf.data.experimental.DatasetInitializer`.

    Args:
        dataset: a dataset of pairs of scalars.

    Raises:
        ValueError: its elements are something else.

    Example:
        >>> import tfcompat as tf
        >>> keys = tf.data.Dataset.range(100)
        >>> values = tf.data.Dataset.range(100).map(lambda x: tf.strings.as_string(x * 2))
        >>> pairs = tf.data.experimental.DatasetInitializer(tf.data.Dataset.zip((keys, values)))
        >>> table = tf.lookup.StaticHashTable(pairs, "")
        >>> table.lookup(tf.constant([0, 1, 2], tf.int64)).numpy()
        array([b'0', b'2', b'4'], dtype=object)
    """

    def __init__(self, dataset):
        self.dataset = dataset
        spec = dataset.element_spec
        _check_pairs(spec)
        super().__init__(spec[0].dtype, spec[1].dtype)

    def initialize(self, table):
        """Fill a table.

        Raises:
            TypeError: it has keys or values of other dtypes.
        """
        check_table_dtypes(table, self.key_dtype, self.value_dtype)
        filled = raw.InitializeTableFromDataset(
            table.resource_handle, self.dataset._variant_tensor)
        graph = getattr(context.current(), "graph", None)
        if graph is not None and not graph.building_function:
            graph.add_to_collection("table_initializer", filled)
        return filled


def _check_pairs(spec):
    if not isinstance(spec, tuple) or len(spec) != 2:
        count = len(spec) if isinstance(spec, tuple) else 1
        raise ValueError(
            f"{_FORM}However, the given dataset produces {count} components instead of two (key, "
            f"value) components. Full dataset element spec: {spec}.")
    for one in spec:
        if not isinstance(one, TensorSpec):
            raise ValueError(
                f"{_FORM}However, the given dataset produces non-Tensor components of type "
                f"{type(one)}. Full dataset element spec: {spec}.")
        if one.shape.rank not in (None, 0):
            raise ValueError(
                f"{_FORM}However, the given dataset produces non-scalar key Tensors of rank "
                f"{one.shape.rank}.")


def table_from_dataset(dataset=None, num_oov_buckets=0, vocab_size=None, default_value=None,
                       hasher_spec=_FAST, key_dtype=dtypes.string, name=None):
    """Return a table that is filled from a dataset of keys and values.

    Args:
        dataset: a dataset of pairs of scalars.
        num_oov_buckets: how many values there are for keys that are not known.
        vocab_size: how many elements to use; all by default.
        default_value: what keys that are not known have; -1 by default.
        hasher_spec: how buckets are chosen; as by default.
        key_dtype: the DType of keys that are looked up.
        name: unused.

    Raises:
        ValueError, TypeError: an argument does not fit.

    Example:
        >>> import tfcompat as tf
        >>> keys = tf.data.Dataset.range(3)
        >>> pairs = tf.data.Dataset.zip((keys, keys.map(lambda x: x * 10)))
        >>> table = tf.data.experimental.table_from_dataset(pairs, key_dtype=tf.int64)
        >>> table.lookup(tf.constant([1, 2, 7], tf.int64)).numpy()
        array([10, 20, -1])
    """
    spec = dataset.element_spec
    _check_pairs(spec)
    key_dtype = dtypes.as_dtype(key_dtype)
    if default_value is None:
        default_value = -1
        if not (spec[1].dtype.is_integer or spec[1].dtype.is_floating):
            raise ValueError(
                "`default_value` must be specified when creating a table from a dataset that "
                f"produces values of type {spec[1].dtype}.")
    if num_oov_buckets and (not isinstance(num_oov_buckets, int) or num_oov_buckets < 0):
        raise ValueError(
            "`num_oov_buckets` must be greater than or equal to 0, got "
            f"{num_oov_buckets}.")
    if vocab_size is not None and not isinstance(vocab_size, Tensor) and vocab_size < 1:
        raise ValueError(f"`vocab_size` must be greater than 0, got {vocab_size}.")
    if not key_dtype.is_integer and key_dtype.base_dtype != dtypes.string:
        raise TypeError(
            f"`key_dtype` must be either an integer or string type, but got {key_dtype}")
    if hasher_spec != _FAST:
        raise NotImplementedError("Only the default `hasher_spec` is supported.")
    if vocab_size is not None:
        dataset = dataset.take(vocab_size)._assert_cardinality(vocab_size)
    initializer = DatasetInitializer(dataset)
    if num_oov_buckets:
        return StaticVocabularyTable(initializer, num_oov_buckets, lookup_key_dtype=key_dtype)
    return StaticHashTable(initializer, default_value)


def index_table_from_dataset(dataset=None, num_oov_buckets=0, vocab_size=None, default_value=-1,
                             hasher_spec=_FAST, key_dtype=dtypes.string, name=None):
    """Return a table from the elements of a dataset to their numbers.

    Args:
        dataset: a dataset of scalars.
        num_oov_buckets, vocab_size, default_value, hasher_spec, key_dtype, name: as of
            `table_from_dataset`.

    Example:
        >>> import tfcompat as tf
        >>> words = tf.data.Dataset.from_tensor_slices(["a", "b", "c"])
        >>> table = tf.data.experimental.index_table_from_dataset(words)
        >>> table.lookup(tf.constant(["c", "x"])).numpy()
        array([ 2, -1])
    """
    return table_from_dataset(
        dataset.enumerate().map(lambda number, word: (word, number)), num_oov_buckets, vocab_size,
        default_value, hasher_spec, key_dtype, name)
