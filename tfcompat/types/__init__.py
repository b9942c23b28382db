"""tf.types: what values are, for annotations and `isinstance`."""

from tfcompat._src.base.tables import exports

__getattr__, __dir__, __all__ = exports(__name__, """
    .  experimental
""")
