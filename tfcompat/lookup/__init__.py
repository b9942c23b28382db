"""tf.lookup: tables of keys and values."""

from tfcompat._src.base.tables import exports

__getattr__, __dir__, __all__ = exports(__name__, """
    .                          experimental
    state.lookup_initializers  KeyValueTensorInitializer TextFileIndex TextFileInitializer
    state.lookup_tables        StaticHashTable StaticVocabularyTable
""")
