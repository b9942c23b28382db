"""tf.compat.v1.saved_model.utils: TensorInfo messages of tensors."""

from tfcompat._src.base.tables import exports

__getattr__, __dir__, __all__ = exports(__name__, """
    v1.tensor_infos  build_tensor_info get_tensor_from_tensor_info
""")
