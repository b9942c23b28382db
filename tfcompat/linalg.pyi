# Derived by tools/derive.py; do not edit.
from tfcompat._src.frontend.clipping import global_norm as global_norm
from tfcompat._src.frontend.contraction import einsum as einsum
from tfcompat._src.frontend.contraction import tensordot as tensordot
from tfcompat._src.frontend.creation import eye as eye
from tfcompat._src.frontend.diagonals import band_part as band_part
from tfcompat._src.frontend.diagonals import diag as diag
from tfcompat._src.frontend.diagonals import diag_part as diag_part
from tfcompat._src.frontend.diagonals import set_diag as set_diag
from tfcompat._src.frontend.diagonals import trace as trace
from tfcompat._src.frontend.linear_algebra import adjoint as adjoint
from tfcompat._src.frontend.linear_algebra import matmul as matmul
from tfcompat._src.frontend.linear_algebra import matrix_transpose as matrix_transpose
from tfcompat._src.frontend.linear_algebra import matvec as matvec
from tfcompat._src.frontend.linear_algebra import norm as norm
from tfcompat._src.frontend.linear_algebra import normalize as normalize
from tfcompat._src.frontend.normalization import l2_normalize as l2_normalize

__all__ = [
    "adjoint", "band_part", "diag", "diag_part", "einsum", "eye", "global_norm", "l2_normalize",
    "matmul", "matrix_transpose", "matvec", "norm", "normalize", "set_diag", "tensordot", "trace",
]
