"""tf.compat.v1.autograph.experimental: `tf.autograph.experimental`."""

from tfcompat._src.base.tables import exports

__getattr__, __dir__, __all__ = exports(__name__, """
    function.autograph.api  do_not_convert
    function.autograph.directives  set_loop_options
    function.autograph.options  Feature
""")
