"""tf.compat.v1.lookup: tables."""

from tfcompat._src.base.tables import exports

__getattr__, __dir__, __all__ = exports(__name__, """
    .  experimental
    state.lookup_initializers  KeyValueTensorInitializer TextFileIndex TextFileInitializer
    v1.lookup                  StaticHashTable StaticVocabularyTable
""")
