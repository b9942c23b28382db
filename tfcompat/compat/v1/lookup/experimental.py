"""tf.compat.v1.lookup.experimental: tables that change."""

from tfcompat._src.base.tables import exports

__getattr__, __dir__, __all__ = exports(__name__, """
    state.lookup_mutable  DenseHashTable MutableHashTable
""")
