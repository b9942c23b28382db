"""tf.random: random tensors and seeds."""

from tfcompat._src.base.tables import exports

__getattr__, __dir__, __all__ = exports(__name__, """
    frontend.random  normal split stateless_normal stateless_truncated_normal stateless_uniform
    frontend.random  truncated_normal uniform
    frontend.seeds   set_seed
""")
