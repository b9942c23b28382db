"""tf.linalg: products, norms, decompositions and parts of matrices."""

from tfcompat._src.base.tables import exports

__getattr__, __dir__, __all__ = exports(__name__, """
    frontend.clipping        global_norm
    frontend.contraction     einsum tensordot
    frontend.creation        eye
    frontend.diagonals       band_part diag diag_part set_diag trace
    frontend.linear_algebra  adjoint matmul matrix_transpose matvec norm normalize
    frontend.normalization   l2_normalize
""")
