"""The names that ops on batches of matrices had before the plain ops took batches.

TensorFlow has these for graphs written long ago; they do what their successors do.
"""

from tfcompat._src.ops import (
    linalg_factor,
    linalg_solve,
    linalg_spectral,
    linalg_triangular,
    matrices,
    matrix_diag,
    matrix_diag_older,
)
from tfcompat._src.registry import op
from tfcompat._src.registry.shape_functions import unchanged


@op("""
    BatchCholesky(input: T) -> output: T
        T: {double, float}
""")
def batch_cholesky(xp, input):  # noqa: A002
    """Write symmetric positive definite matrices as L times its transpose.

    Shapes:
        input, output: [..., n, n]
    Errors:
        InvalidArgumentError: the input is no square matrix.
    Source: tf.raw_ops.BatchCholesky
    """
    return linalg_factor.cholesky(xp, input)


batch_cholesky.shape(matrices.square_shape)


@op("""
    BatchCholeskyGrad(l: T, grad: T) -> output: T
        T: {float, double}
""")
def batch_cholesky_grad(xp, l, grad):  # noqa: E741
    """Take the gradient of a Cholesky factor to that of the symmetric matrix.

    Shapes:
        l, grad, output: [..., n, n]
    Errors:
        InvalidArgumentError: the matrices are not square or of different shapes.
    Source: tf.raw_ops.BatchCholeskyGrad
    """
    return linalg_factor.cholesky_grad(xp, l, grad)


batch_cholesky_grad.shape(matrices.square_shape)


@op("""
    BatchMatrixDeterminant(input: T) -> output: T
        T: {float, double, complex64, complex128}
""")
def batch_matrix_determinant(xp, input):  # noqa: A002
    """Take the determinants of square matrices.

    Shapes:
        input: [..., n, n]
        output: [...]
    Errors:
        InvalidArgumentError: the input is no square matrix.
    Source: tf.raw_ops.BatchMatrixDeterminant
    """
    return linalg_solve.matrix_determinant(xp, input)


batch_matrix_determinant.shape(linalg_solve.matrix_determinant_shape)


@op("""
    BatchMatrixInverse(input: T) -> output: T
        adjoint: bool = false
        T: {double, float}
""")
def batch_matrix_inverse(xp, input, *, adjoint):  # noqa: A002
    """Invert square matrices, or their transposes.

    Shapes:
        input, output: [..., n, n]
    Errors:
        InvalidArgumentError: the input is no square matrix, or not invertible.
    Source: tf.raw_ops.BatchMatrixInverse
    """
    return linalg_solve.matrix_inverse(xp, input, adjoint=adjoint)


batch_matrix_inverse.shape(matrices.square_shape)


@op("""
    BatchMatrixSolve(matrix: T, rhs: T) -> output: T
        adjoint: bool = false
        T: {double, float}
""")
def batch_matrix_solve(xp, matrix, rhs, *, adjoint):
    """Solve `matrix * output = rhs`.

    Shapes:
        matrix: [..., n, n]
        rhs, output: [..., n, k]
    Errors:
        InvalidArgumentError: the shapes do not fit, or a matrix is not invertible.
    Source: tf.raw_ops.BatchMatrixSolve
    """
    return linalg_solve.matrix_solve(xp, matrix, rhs, adjoint=adjoint)


batch_matrix_solve.shape(linalg_solve.matrix_solve_shape)


@op("""
    BatchMatrixSolveLs(matrix: T, rhs: T, l2_regularizer: double) -> output: T
        T: {double, float}
        fast: bool = true
""")
def batch_matrix_solve_ls(xp, matrix, rhs, l2_regularizer, *, fast):
    """Find the `output` for which `matrix * output` is nearest to `rhs`.

    Shapes:
        matrix: [..., m, n]
        rhs: [..., m, k]
        l2_regularizer: []
        output: [..., n, k]
    Errors:
        InvalidArgumentError: the shapes do not fit, or `fast` and the matrix lacks rank.
    Source: tf.raw_ops.BatchMatrixSolveLs
    """
    return linalg_solve.matrix_solve_ls(xp, matrix, rhs, l2_regularizer, fast=fast)


batch_matrix_solve_ls.shape(linalg_solve.matrix_solve_ls_shape)


@op("""
    BatchMatrixTriangularSolve(matrix: T, rhs: T) -> output: T
        lower: bool = true
        adjoint: bool = false
        T: {double, float}
""")
def batch_matrix_triangular_solve(xp, matrix, rhs, *, lower, adjoint):
    """Solve with triangular matrices by substitution.

    Shapes:
        matrix: [..., n, n]
        rhs, output: [..., n, k]
    Errors:
        InvalidArgumentError: the shapes do not fit.
    Source: tf.raw_ops.BatchMatrixTriangularSolve
    """
    return linalg_triangular.matrix_triangular_solve(
        xp, matrix, rhs, lower=lower, adjoint=adjoint
    )


batch_matrix_triangular_solve.shape(linalg_solve.matrix_solve_shape)


@op("""
    BatchSelfAdjointEig(input: T) -> output: T
        T: {double, float}
""")
def batch_self_adjoint_eig(xp, input):  # noqa: A002
    """Find eigenvalues and, below them in one tensor, eigenvectors of symmetric matrices.

    Shapes:
        input: [..., n, n]
        output: [..., n + 1, n]
    Errors:
        InvalidArgumentError: the input is no square matrix, or has a NaN.
    Source: tf.raw_ops.BatchSelfAdjointEig
    """
    return linalg_spectral.self_adjoint_eig(xp, input)


batch_self_adjoint_eig.shape(linalg_spectral.self_adjoint_eig_shape)


@op("""
    BatchSelfAdjointEigV2(input: T) -> e: T, v: T
        compute_v: bool = true
        T: {double, float}
""")
def batch_self_adjoint_eig_v2(xp, input, *, compute_v):  # noqa: A002
    """Find eigenvalues, ascending, and eigenvectors of symmetric matrices.

    Shapes:
        input: [..., n, n]
        e: [..., n]
        v: [..., n, n]; [0] without `compute_v`
    Errors:
        InvalidArgumentError: the input is no square matrix, or has a NaN.
    Source: tf.raw_ops.BatchSelfAdjointEigV2
    """
    return linalg_spectral.self_adjoint_eig_v2(xp, input, compute_v=compute_v)


batch_self_adjoint_eig_v2.shape(linalg_spectral.self_adjoint_eig_v2_shape)


@op("""
    BatchSvd(input: T) -> s: T, u: T, v: T
        compute_uv: bool = true
        full_matrices: bool = false
        T: {double, float, complex64, complex128}
""")
def batch_svd(xp, input, *, compute_uv, full_matrices):  # noqa: A002
    """Write matrices as rotation times stretching times rotation.

    Shapes:
        input: [..., m, n]
        s: [..., p], where p is the lesser of m and n
        u, v: [..., m, p] and [..., n, p], or square with `full_matrices`
    Errors:
        InvalidArgumentError: the input is no matrix.
    Source: tf.raw_ops.BatchSvd
    """
    return linalg_spectral.svd(
        xp, input, compute_uv=compute_uv, full_matrices=full_matrices
    )


batch_svd.shape(linalg_spectral.svd_shape)


@op("""
    BatchMatrixDiag(diagonal: T) -> output: T
        T: type
""")
def batch_matrix_diag(xp, diagonal):
    """Make matrices with given main diagonals.

    Shapes:
        diagonal: [..., n]
        output: [..., n, n]
    Errors:
        InvalidArgumentError: the diagonal is a scalar.
    Source: tf.raw_ops.BatchMatrixDiag
    """
    return matrix_diag_older.matrix_diag(xp, diagonal)


batch_matrix_diag.shape(matrix_diag_older.matrix_diag_shape)


@op("""
    BatchMatrixDiagPart(input: T) -> diagonal: T
        T: type
""")
def batch_matrix_diag_part(xp, input):  # noqa: A002
    """Read the main diagonals of matrices.

    Shapes:
        input: [..., m, n]
        diagonal: [..., min(m, n)]
    Errors:
        InvalidArgumentError: the input is no matrix.
    Source: tf.raw_ops.BatchMatrixDiagPart
    """
    return matrix_diag_older.matrix_diag_part(xp, input)


batch_matrix_diag_part.shape(matrix_diag_older.matrix_diag_part_shape)


@op("""
    BatchMatrixSetDiag(input: T, diagonal: T) -> output: T
        T: type
""")
def batch_matrix_set_diag(xp, input, diagonal):  # noqa: A002
    """Replace the main diagonals of matrices.

    Shapes:
        input, output: [..., m, n]
        diagonal: [..., min(m, n)]
    Errors:
        InvalidArgumentError: the shapes do not fit.
    Source: tf.raw_ops.BatchMatrixSetDiag
    """
    return matrix_diag_older.matrix_set_diag(xp, input, diagonal)


batch_matrix_set_diag.shape(matrix_diag_older.matrix_set_diag_shape)


@op("""
    BatchMatrixBandPart(input: T, num_lower: int64, num_upper: int64) -> band: T
        T: type
""", host=("num_lower", "num_upper"))
def batch_matrix_band_part(xp, input, num_lower, num_upper):  # noqa: A002
    """Set everything to zero that is farther from the main diagonal than so many diagonals.

    Shapes:
        input, band: [..., rows, columns]
        num_lower, num_upper: [], negative for all
    Errors:
        InvalidArgumentError: the input is no matrix, or the numbers are out of range.
    Source: tf.raw_ops.BatchMatrixBandPart
    """
    return matrix_diag.matrix_band_part(xp, input, num_lower, num_upper)


batch_matrix_band_part.shape(unchanged)
