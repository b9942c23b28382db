# Derived by tools/derive.py; do not edit.
from tfcompat._src.frontend.clipping import global_norm as global_norm
from tfcompat._src.frontend.contraction import einsum as einsum
from tfcompat._src.frontend.contraction import tensordot as tensordot
from tfcompat._src.frontend.creation import eye as eye
from tfcompat._src.frontend.decompositions import cholesky as cholesky
from tfcompat._src.frontend.decompositions import eigh as eigh
from tfcompat._src.frontend.decompositions import eigh_tridiagonal as eigh_tridiagonal
from tfcompat._src.frontend.decompositions import eigvalsh as eigvalsh
from tfcompat._src.frontend.decompositions import lu as lu
from tfcompat._src.frontend.decompositions import matrix_rank as matrix_rank
from tfcompat._src.frontend.decompositions import pinv as pinv
from tfcompat._src.frontend.decompositions import qr as qr
from tfcompat._src.frontend.decompositions import svd as svd
from tfcompat._src.frontend.diagonals import band_part as band_part
from tfcompat._src.frontend.diagonals import set_diag as set_diag
from tfcompat._src.frontend.linear_algebra import adjoint as adjoint
from tfcompat._src.frontend.linear_algebra import matvec as matvec
from tfcompat._src.frontend.linear_algebra import normalize as normalize
from tfcompat._src.frontend.linear_systems import cholesky_solve as cholesky_solve
from tfcompat._src.frontend.linear_systems import inv as inv
from tfcompat._src.frontend.linear_systems import lstsq as lstsq
from tfcompat._src.frontend.linear_systems import lu_matrix_inverse as lu_matrix_inverse
from tfcompat._src.frontend.linear_systems import lu_reconstruct as lu_reconstruct
from tfcompat._src.frontend.linear_systems import lu_solve as lu_solve
from tfcompat._src.frontend.linear_systems import solve as solve
from tfcompat._src.frontend.linear_systems import triangular_solve as triangular_solve
from tfcompat._src.frontend.linear_systems import tridiagonal_matmul as tridiagonal_matmul
from tfcompat._src.frontend.linear_systems import tridiagonal_solve as tridiagonal_solve
from tfcompat._src.frontend.matrix_functions import cross as cross
from tfcompat._src.frontend.matrix_functions import det as det
from tfcompat._src.frontend.matrix_functions import expm as expm
from tfcompat._src.frontend.matrix_functions import logdet as logdet
from tfcompat._src.frontend.matrix_functions import logm as logm
from tfcompat._src.frontend.matrix_functions import slogdet as slogdet
from tfcompat._src.frontend.matrix_functions import sqrtm as sqrtm
from tfcompat._src.frontend.matrix_functions import tensor_diag as tensor_diag
from tfcompat._src.frontend.normalization import l2_normalize as l2_normalize

__all__ = [
    "adjoint", "band_part", "cholesky", "cholesky_solve", "cross", "det", "eigh",
    "eigh_tridiagonal", "eigvalsh", "einsum", "expm", "eye", "global_norm", "inv", "l2_normalize",
    "logdet", "logm", "lstsq", "lu", "lu_matrix_inverse", "lu_reconstruct", "lu_solve",
    "matrix_rank", "matvec", "normalize", "pinv", "qr", "set_diag", "slogdet", "solve", "sqrtm",
    "svd", "tensor_diag", "tensordot", "triangular_solve", "tridiagonal_matmul",
    "tridiagonal_solve",
]
