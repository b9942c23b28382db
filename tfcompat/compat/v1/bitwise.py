"""tf.compat.v1.bitwise: the bits of integers."""

from tfcompat._src.base.tables import exports

__getattr__, __dir__, __all__ = exports(__name__, """
    frontend.bitwise  bitwise_and bitwise_or bitwise_xor invert left_shift right_shift
""")
