"""tf.compat.v1.autograph: the conversion of Python control flow."""

from tfcompat._src.base.tables import exports

__getattr__, __dir__, __all__ = exports(__name__, """
    .  experimental
    function.autograph.log  set_verbosity trace
""")
