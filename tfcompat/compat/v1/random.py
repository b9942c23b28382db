"""tf.compat.v1.random: random numbers."""

from tfcompat._src.base.tables import exports

__getattr__, __dir__, __all__ = exports(__name__, """
    frontend.random     normal split stateless_normal stateless_truncated_normal
    frontend.random     stateless_uniform truncated_normal uniform
    v1.older_arguments  set_random_seed
""")
