"""tf.compat.v1.nn.experimental: dropout whose random numbers are chosen by the caller."""

from tfcompat._src.base.tables import exports

__getattr__, __dir__, __all__ = exports(__name__, """
    frontend.dropout  general_dropout stateless_dropout
""")
