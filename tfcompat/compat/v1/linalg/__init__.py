"""tf.compat.v1.linalg: matrices."""

from tfcompat._src.base.tables import exports

__getattr__, __dir__, __all__ = exports(__name__, """
    .  experimental
    frontend.clipping            global_norm
    frontend.contraction         einsum tensordot
    frontend.creation            eye
    frontend.decompositions      cholesky eigh eigh_tridiagonal eigvalsh lu matrix_rank pinv qr
    frontend.decompositions      svd
    frontend.diagonals           band_part set_diag
    frontend.linear_algebra      adjoint matvec normalize
    frontend.linear_systems      cholesky_solve inv lstsq lu_matrix_inverse lu_reconstruct
    frontend.linear_systems      lu_solve solve triangular_solve tridiagonal_matmul
    frontend.linear_systems      tridiagonal_solve
    frontend.matrix_functions    cross det expm logdet logm slogdet sqrtm tensor_diag
    frontend.normalization       l2_normalize
    linear_operators.blocks      LinearOperatorBlockDiag LinearOperatorBlockLowerTriangular
    linear_operators.circulant   LinearOperatorCirculant LinearOperatorCirculant2D
    linear_operators.circulant   LinearOperatorCirculant3D
    linear_operators.dense       LinearOperatorFullMatrix LinearOperatorLowerTriangular
    linear_operators.diagonal    LinearOperatorDiag LinearOperatorIdentity
    linear_operators.diagonal    LinearOperatorScaledIdentity LinearOperatorZeros
    linear_operators.kronecker   LinearOperatorKronecker
    linear_operators.lazy        LinearOperatorAdjoint LinearOperatorComposition
    linear_operators.lazy        LinearOperatorInversion
    linear_operators.low_rank    LinearOperatorLowRankUpdate
    linear_operators.operator    LinearOperator
    linear_operators.structured  LinearOperatorHouseholder LinearOperatorPermutation
    linear_operators.structured  LinearOperatorToeplitz LinearOperatorTridiag
    frontend.diagonals  diag diag_part trace
    frontend.linear_algebra  matmul matrix_transpose
    frontend.matrix_functions  tensor_diag_part
    v1.older_arguments  transpose
""")
