"""tf.compat.v1.types: what TensorFlow has there."""

from tfcompat._src.base.tables import exports

__getattr__, __dir__, __all__ = exports(__name__, """
    .  experimental
""")
