"""tf.compat.v1.linalg.experimental: solving by iteration."""

from tfcompat._src.base.tables import exports

__getattr__, __dir__, __all__ = exports(__name__, """
    linear_operators.iterative  conjugate_gradient
""")
