"""Python control flow over tensors: `tf.autograph`."""

from tfcompat._src.base.tables import exports

__getattr__, __dir__, __all__ = exports(__name__, """
    .                       experimental
    function.autograph.api  to_code to_graph
    function.autograph.log  set_verbosity trace
""")
