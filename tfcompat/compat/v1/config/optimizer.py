"""tf.compat.v1.config.optimizer: settings of graph rewriting."""

from tfcompat._src.base.tables import exports

__getattr__, __dir__, __all__ = exports(__name__, """
    frontend.settings  get_experimental_options get_jit set_experimental_options set_jit
""")
