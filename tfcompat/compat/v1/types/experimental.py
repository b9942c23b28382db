"""tf.compat.v1.types.experimental: classes of functions, for annotations and `isinstance`."""

from tfcompat._src.base.tables import exports

__getattr__, __dir__, __all__ = exports(__name__, """
    function.function_type  FunctionType
    frontend.tensor_like  TensorLike
""")
