"""tf.config: devices, and how functions run."""

from tfcompat._src.base.tables import exports

__getattr__, __dir__, __all__ = exports(__name__, """
    function.function  functions_run_eagerly run_functions_eagerly
""")
