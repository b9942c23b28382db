"""tf.compat.v1.xla.experimental: calls of functions that are compiled elsewhere."""

from tfcompat._src.base.tables import exports

__getattr__, __dir__, __all__ = exports(__name__, """
    frontend.compiled_calls  compile jit_scope
""")
