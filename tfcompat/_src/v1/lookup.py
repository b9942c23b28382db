"""Lookup tables of 1.x: those of `tf.lookup`, which tell the operation that fills them."""

from tfcompat._src.state import lookup_tables


class StaticHashTable(lookup_tables.StaticHashTable):
    """A table that is filled once: `tf.compat.v1.lookup.StaticHashTable`.

    Args:
        initializer: what fills it.
        default_value: the value of keys that are not in the table.
        name: a name for the table's node.

    Example:
        >>> import tfcompat as tf
        >>> tf1 = tf.compat.v1
        >>> with tf.Graph().as_default(), tf1.Session() as session:
        ...     table = tf1.lookup.StaticHashTable(
        ...         tf.lookup.KeyValueTensorInitializer(["a"], [7]), -1)
        ...     session.run(tf1.tables_initializer())
        ...     session.run(table.lookup(tf.constant(["a", "b"]))).tolist()
        [7, -1]
    """

    @property
    def initializer(self):
        """The operation that fills the table."""
        return self._init_op


class StaticVocabularyTable(lookup_tables.StaticVocabularyTable):
    """Words to ids with buckets: `tf.compat.v1.lookup.StaticVocabularyTable`.

    Args:
        initializer: what gives the known words and their ids, or None.
        num_oov_buckets: how many buckets there are for other words.
        lookup_key_dtype: the DType of the keys to look up.
        name: a name for the table's node.

    Example:
        >>> import tfcompat as tf
        >>> words = tf.lookup.KeyValueTensorInitializer(
        ...     tf.constant(["a"]), tf.constant([0], tf.int64))
        >>> table = tf.compat.v1.lookup.StaticVocabularyTable(words, 1)
        >>> table.lookup(tf.constant(["a", "z"])).numpy().tolist()
        [0, 1]
    """

    @property
    def initializer(self):
        """The operation that fills the table of known words."""
        return self._table._init_op if self._table is not None else None
