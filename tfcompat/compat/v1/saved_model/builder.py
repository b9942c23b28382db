"""tf.compat.v1.saved_model.builder: writing SavedModels."""

from tfcompat._src.base.tables import exports

__getattr__, __dir__, __all__ = exports(__name__, """
    v1.builder  SavedModelBuilder
""")
