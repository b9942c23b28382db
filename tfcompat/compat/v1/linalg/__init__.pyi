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
from tfcompat._src.frontend.diagonals import diag as diag
from tfcompat._src.frontend.diagonals import diag_part as diag_part
from tfcompat._src.frontend.diagonals import set_diag as set_diag
from tfcompat._src.frontend.diagonals import trace as trace
from tfcompat._src.frontend.linear_algebra import adjoint as adjoint
from tfcompat._src.frontend.linear_algebra import matmul as matmul
from tfcompat._src.frontend.linear_algebra import matrix_transpose as matrix_transpose
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
from tfcompat._src.frontend.matrix_functions import tensor_diag_part as tensor_diag_part
from tfcompat._src.frontend.normalization import l2_normalize as l2_normalize
from tfcompat._src.linear_operators.blocks import LinearOperatorBlockDiag as LinearOperatorBlockDiag
from tfcompat._src.linear_operators.blocks import LinearOperatorBlockLowerTriangular as LinearOperatorBlockLowerTriangular
from tfcompat._src.linear_operators.circulant import LinearOperatorCirculant as LinearOperatorCirculant
from tfcompat._src.linear_operators.circulant import LinearOperatorCirculant2D as LinearOperatorCirculant2D
from tfcompat._src.linear_operators.circulant import LinearOperatorCirculant3D as LinearOperatorCirculant3D
from tfcompat._src.linear_operators.dense import LinearOperatorFullMatrix as LinearOperatorFullMatrix
from tfcompat._src.linear_operators.dense import LinearOperatorLowerTriangular as LinearOperatorLowerTriangular
from tfcompat._src.linear_operators.diagonal import LinearOperatorDiag as LinearOperatorDiag
from tfcompat._src.linear_operators.diagonal import LinearOperatorIdentity as LinearOperatorIdentity
from tfcompat._src.linear_operators.diagonal import LinearOperatorScaledIdentity as LinearOperatorScaledIdentity
from tfcompat._src.linear_operators.diagonal import LinearOperatorZeros as LinearOperatorZeros
from tfcompat._src.linear_operators.kronecker import LinearOperatorKronecker as LinearOperatorKronecker
from tfcompat._src.linear_operators.lazy import LinearOperatorAdjoint as LinearOperatorAdjoint
from tfcompat._src.linear_operators.lazy import LinearOperatorComposition as LinearOperatorComposition
from tfcompat._src.linear_operators.lazy import LinearOperatorInversion as LinearOperatorInversion
from tfcompat._src.linear_operators.low_rank import LinearOperatorLowRankUpdate as LinearOperatorLowRankUpdate
from tfcompat._src.linear_operators.operator import LinearOperator as LinearOperator
from tfcompat._src.linear_operators.structured import LinearOperatorHouseholder as LinearOperatorHouseholder
from tfcompat._src.linear_operators.structured import LinearOperatorPermutation as LinearOperatorPermutation
from tfcompat._src.linear_operators.structured import LinearOperatorToeplitz as LinearOperatorToeplitz
from tfcompat._src.linear_operators.structured import LinearOperatorTridiag as LinearOperatorTridiag
from tfcompat._src.v1.older_arguments import transpose as transpose
from tfcompat.compat.v1.linalg import experimental as experimental

__all__ = [
    "LinearOperator", "LinearOperatorAdjoint", "LinearOperatorBlockDiag",
    "LinearOperatorBlockLowerTriangular", "LinearOperatorCirculant", "LinearOperatorCirculant2D",
    "LinearOperatorCirculant3D", "LinearOperatorComposition", "LinearOperatorDiag",
    "LinearOperatorFullMatrix", "LinearOperatorHouseholder", "LinearOperatorIdentity",
    "LinearOperatorInversion", "LinearOperatorKronecker", "LinearOperatorLowRankUpdate",
    "LinearOperatorLowerTriangular", "LinearOperatorPermutation", "LinearOperatorScaledIdentity",
    "LinearOperatorToeplitz", "LinearOperatorTridiag", "LinearOperatorZeros", "adjoint",
    "band_part", "cholesky", "cholesky_solve", "cross", "det", "diag", "diag_part", "eigh",
    "eigh_tridiagonal", "eigvalsh", "einsum", "experimental", "expm", "eye", "global_norm", "inv",
    "l2_normalize", "logdet", "logm", "lstsq", "lu", "lu_matrix_inverse", "lu_reconstruct",
    "lu_solve", "matmul", "matrix_rank", "matrix_transpose", "matvec", "normalize", "pinv", "qr",
    "set_diag", "slogdet", "solve", "sqrtm", "svd", "tensor_diag", "tensor_diag_part", "tensordot",
    "trace", "transpose", "triangular_solve", "tridiagonal_matmul", "tridiagonal_solve",
]
