"""tf.sets: sets in the rows of tensors."""

from tfcompat._src.base.tables import exports

__getattr__, __dir__, __all__ = exports(__name__, """
    frontend.sets  difference intersection size union
""")
