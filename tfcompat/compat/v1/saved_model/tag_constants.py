"""tf.compat.v1.saved_model.tag_constants: tags."""

from tfcompat._src.base.tables import exports

__getattr__, __dir__, __all__ = exports(__name__, """
    saved_model.constants  GPU SERVING TPU TRAINING
""")
