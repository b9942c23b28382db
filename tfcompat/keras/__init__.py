"""tf.keras: what a few documented lines need; the whole of it is Keras itself."""

from tfcompat._src.base.tables import exports

__getattr__, __dir__, __all__ = exports(__name__, """
    .  optimizers
""")
