"""tf.linalg: products, norms, decompositions, systems of equations, operators."""

from tfcompat._src.base.tables import exports

__getattr__, __dir__, __all__ = exports(__name__, """
    .                          experimental
    frontend.clipping          global_norm
    frontend.contraction       einsum tensordot
    frontend.creation          eye
    frontend.decompositions    cholesky eig eigh eigh_tridiagonal eigvals eigvalsh lu matrix_rank
    frontend.decompositions    pinv qr svd
    frontend.diagonals         band_part diag diag_part set_diag trace
    frontend.linear_algebra    adjoint matmul matrix_transpose matvec norm normalize
    frontend.linear_systems    banded_triangular_solve cholesky_solve inv lstsq lu_matrix_inverse
    frontend.linear_systems    lu_reconstruct lu_solve solve triangular_solve tridiagonal_matmul
    frontend.linear_systems    tridiagonal_solve
    frontend.matrix_functions  cross det expm logdet logm slogdet sqrtm tensor_diag
    frontend.matrix_functions  tensor_diag_part
    frontend.normalization     l2_normalize
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
""")
