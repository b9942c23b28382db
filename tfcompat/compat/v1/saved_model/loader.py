"""tf.compat.v1.saved_model.loader: SavedModels into sessions."""

from tfcompat._src.base.tables import exports

__getattr__, __dir__, __all__ = exports(__name__, """
    saved_model.reading  maybe_saved_model_directory=contains_saved_model
    v1.loader            load
""")
