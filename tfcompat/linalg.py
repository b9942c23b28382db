"""tf.linalg: products, norms, decompositions and parts of matrices."""

from tfcompat._src.base.tables import exports

__getattr__, __dir__, __all__ = exports(__name__, """
    frontend.creation  eye
""")
