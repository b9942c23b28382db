"""tf.compat.v1.saved_model: SavedModels written and read the TensorFlow 1 way."""

from tfcompat._src.base.tables import exports

__getattr__, __dir__, __all__ = exports(__name__, """
    .                utils
    v1.tensor_infos  build_tensor_info get_tensor_from_tensor_info
""")
