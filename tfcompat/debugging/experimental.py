"""tf.debugging.experimental: dumps of what is computed."""

from tfcompat._src.base.tables import exports

__getattr__, __dir__, __all__ = exports(__name__, """
    frontend.debug_dumps  disable_dump_debug_info enable_dump_debug_info
""")
