"""Solving linear systems, least squares, inverses and determinants.

Triangular and banded systems are in `linalg_triangular.py`.
"""

from tfcompat._src.base.errors import InvalidArgumentError
from tfcompat._src.core import raw
from tfcompat._src.ops import matrices
from tfcompat._src.ops.checks import shown, with_rank
from tfcompat._src.ops.matrices import product, transposed
from tfcompat._src.registry import op


@op("""
    MatrixSolve(matrix: T, rhs: T) -> output: T
        adjoint: bool = false
        T: {double, float, half, complex64, complex128}
""")
def matrix_solve(xp, matrix, rhs, *, adjoint):
    """Solve `matrix * output = rhs`.

    Shapes:
        matrix: [..., n, n]
        rhs, output: [..., n, k]
    Errors:
        InvalidArgumentError: the shapes do not fit, or a matrix is not invertible.
    Source: tf.raw_ops.MatrixSolve
    """
    matrices.check_matrices(matrix, rhs)
    if matrix.shape[-1] != matrix.shape[-2]:
        raise InvalidArgumentError("First input (lhs) must be a square matrix.")
    _check_rows(matrix, rhs)
    if not rhs.size:
        return rhs
    left = matrices.wide(xp, matrix)
    left = matrices.adjoint_of(xp, left) if adjoint else left
    message = "Input matrix is not invertible."
    result = _invertible(
        xp, left, lambda: xp.linalg.solve(left, matrices.wide(xp, rhs)), message
    )
    return result.astype(rhs.dtype, copy=False)


def _check_rows(matrix, rhs):
    if matrix.shape[-2] != rhs.shape[-2]:
        raise InvalidArgumentError("Input matrix and rhs are incompatible.")


def _invertible(xp, matrix, function, message):
    """Call `function`, or raise if `matrix` is singular or has a NaN."""
    try:
        result = function()
    except xp.linalg.LinAlgError:
        raise InvalidArgumentError(message) from None
    if xp.isnan(result).any() and xp.isnan(matrix).any():
        raise InvalidArgumentError(message)
    return result


@matrix_solve.shape
def matrix_solve_shape(c):
    """The shape function of solving with square matrices."""
    return matrices.solved_shape(c, square=True)


@matrix_solve.gradient
def matrix_solve_gradient(op, dy):
    matrix, adjoint, result = op.inputs[0], op.attr("adjoint"), op.outputs[0]
    d_rhs = raw.MatrixSolve(matrix, dy, adjoint=not adjoint)
    first, second = (result, d_rhs) if adjoint else (d_rhs, result)
    return [raw.Neg(product(first, second, adjoint_b=True)), d_rhs]


@op("""
    MatrixSolveLs(matrix: T, rhs: T, l2_regularizer: double) -> output: T
        T: {double, float, half, complex64, complex128}
        fast: bool = true
""")
def matrix_solve_ls(xp, matrix, rhs, l2_regularizer, *, fast):
    """Find the `output` for which `matrix * output` is nearest to `rhs`, or the smallest such.

    `fast` goes by the normal equations, with the regularizer on their diagonal; otherwise the
    matrix may lack rank, and there is no regularizer.

    Shapes:
        matrix: [..., m, n]
        rhs: [..., m, k]
        l2_regularizer: []
        output: [..., n, k]
    Errors:
        InvalidArgumentError: the shapes do not fit, or `fast` and the matrix lacks rank.
    Source: tf.raw_ops.MatrixSolveLs
    """
    matrices.check_matrices(matrix, rhs)
    _check_rows(matrix, rhs)
    if l2_regularizer.ndim:
        raise InvalidArgumentError(
            f"l2_regularizer must be scalar, got shape {shown(l2_regularizer.shape)}")
    if float(l2_regularizer) < 0:
        raise InvalidArgumentError("l2_regularizer must be >= 0.")
    rows, columns = matrix.shape[-2:]
    if not matrix.size or not rhs.size:
        return xp.zeros((*rhs.shape[:-2], columns, rhs.shape[-1]), rhs.dtype)
    left, right = matrices.wide(xp, matrix), matrices.wide(xp, rhs)
    adjoint = matrices.adjoint_of(xp, left)
    if not fast:
        limit = float(xp.finfo(left.dtype).eps) * min(rows, columns)
        result = xp.matmul(xp.linalg.pinv(left, limit), right)
    elif rows >= columns:
        gram = _gram(xp, adjoint, left, l2_regularizer)
        advice = "a larger l2_regularizer > 0."
        result = _solved_gram(xp, gram, xp.matmul(adjoint, right), advice)
    else:
        gram = _gram(xp, left, adjoint, l2_regularizer)
        result = xp.matmul(adjoint, _solved_gram(xp, gram, right, "an l2_regularizer > 0."))
    return result.astype(rhs.dtype, copy=False)


def _gram(xp, left, right, regularizer):
    gram = xp.matmul(left, right)
    if float(regularizer) > 0:
        gram = gram + xp.eye(gram.shape[-1], dtype=gram.dtype) * float(regularizer)
    return gram


def _solved_gram(xp, gram, right, advice):
    """Solve with positive definite matrices; others are an error."""
    broken = InvalidArgumentError(
        "Input matrix was rank deficient or ill-conditioned. Try setting fast=False or provide "
        + advice
    )
    try:
        factor = xp.linalg.cholesky(gram)
    except xp.linalg.LinAlgError:
        raise broken from None
    if xp.isnan(factor).any():
        raise broken
    return xp.linalg.solve(matrices.adjoint_of(xp, factor), xp.linalg.solve(factor, right))


@matrix_solve_ls.shape
def matrix_solve_ls_shape(c):
    """The shape function of least squares."""
    with_rank(c["l2_regularizer"], 0)
    return matrices.solved_shape(c, square=False)


@matrix_solve_ls.gradient
def matrix_solve_ls_gradient(op, dy):
    if not op.attr("fast"):
        raise ValueError("Gradient not defined for fast=False")
    matrix, rhs, regularizer = op.inputs
    rows, columns = matrices.batch_and_sizes(matrix.shape)[1:]
    if rows is not None and columns is not None:
        rule = _tall_gradient if rows >= columns else _wide_gradient
        return [*rule(op.outputs[0], matrix, rhs, regularizer, dy, None), None]
    # Which rule it is shows when it runs: both are worked out, the other one on identities.
    sizes = raw.StridedSlice(raw.Shape(matrix), [-2], [0], [1], end_mask=1)
    is_tall = raw.GreaterEqual(*raw.Unpack(sizes, num=2))
    tall = _tall_gradient(op.outputs[0], matrix, rhs, regularizer, dy, is_tall)
    wide = _wide_gradient(
        op.outputs[0], matrix, rhs, regularizer, dy, raw.LogicalNot(is_tall)
    )
    pairs = zip(tall, wide, strict=True)
    return [*(raw.SelectV2(is_tall, one, other) for one, other in pairs), None]


def _factor_of_gram(gram, regularizer, used):
    """Return the Cholesky factor; that of the identity where `used` is false."""
    identity = matrices.from_diagonal(raw.OnesLike(matrices.diagonal(gram)))
    weight = raw.Cast(regularizer, DstT=gram.dtype)
    total = raw.AddV2(gram, raw.Mul(identity, weight))
    return raw.Cholesky(total if used is None else raw.SelectV2(used, total, identity))


def _solved(factor, right):
    """Solve with a matrix given by its Cholesky factor."""
    half = raw.MatrixTriangularSolve(factor, right)
    return raw.MatrixTriangularSolve(factor, half, adjoint=True)


def _tall_gradient(result, matrix, rhs, regularizer, dy, used):
    factor = _factor_of_gram(product(matrix, matrix, adjoint_a=True), regularizer, used)
    z = _solved(factor, dy)
    outer = product(result, z, adjoint_b=True)
    both = raw.AddV2(outer, transposed(outer, conjugate=False))
    d_matrix = raw.Sub(product(rhs, z, adjoint_b=True), product(matrix, both))
    return d_matrix, product(matrix, z)


def _wide_gradient(result, matrix, rhs, regularizer, dy, used):
    factor = _factor_of_gram(product(matrix, matrix, adjoint_b=True), regularizer, used)
    d_rhs = _solved(factor, product(matrix, dy))
    inner = _solved(factor, rhs)
    first = product(d_rhs, product(inner, matrix, adjoint_a=True))
    rest = raw.Sub(dy, product(matrix, d_rhs, adjoint_a=True))
    return raw.Sub(product(inner, rest, adjoint_b=True), first), d_rhs


@op("""
    MatrixInverse(input: T) -> output: T
        adjoint: bool = false
        T: {double, float, half, complex64, complex128}
""")
def matrix_inverse(xp, input, *, adjoint):  # noqa: A002
    """Invert square matrices, or their conjugate transposes.

    Shapes:
        input, output: [..., n, n]
    Errors:
        InvalidArgumentError: the input is no square matrix, or not invertible.
    Source: tf.raw_ops.MatrixInverse
    """
    matrices.check_square(input)
    if not input.size:
        return input
    matrix = matrices.wide(xp, input)
    matrix = matrices.adjoint_of(xp, matrix) if adjoint else matrix
    message = "Input is not invertible."
    result = _invertible(xp, matrix, lambda: xp.linalg.inv(matrix), message)
    return result.astype(input.dtype, copy=False)


matrix_inverse.shape(matrices.square_shape)


@matrix_inverse.gradient
def matrix_inverse_gradient(op, dy):
    inverse = op.outputs[0]
    if op.attr("adjoint"):
        return raw.Neg(product(inverse, product(dy, inverse, adjoint_a=True)))
    return raw.Neg(product(inverse, product(dy, inverse, adjoint_b=True), adjoint_a=True))


@op("""
    MatrixDeterminant(input: T) -> output: T
        T: {half, float, double, complex64, complex128}
""")
def matrix_determinant(xp, input):  # noqa: A002
    """Take the determinants of square matrices.

    Shapes:
        input: [..., n, n]
        output: [...]
    Errors:
        InvalidArgumentError: the input is no square matrix.
    Source: tf.raw_ops.MatrixDeterminant
    """
    matrices.check_square(input)
    result = xp.linalg.det(matrices.wide(xp, input))
    if input.dtype.kind == "c":
        result = xp.where(_without_number(xp, input), complex(xp.nan, xp.nan), result)
    else:
        result = xp.where(_without_number(xp, input), xp.nan, result)
    return xp.asarray(result).astype(input.dtype, copy=False)


def _without_number(xp, matrix):
    """Say which matrices hold a NaN; the library finds some of them singular before it sees it."""
    return xp.isnan(matrix).any((-1, -2))


@matrix_determinant.shape
def matrix_determinant_shape(c):
    """The shape function of one number for each square matrix, in every output."""
    shape = matrices.static_square(c["input"], columns_first=True)
    return [shape if shape.rank is None else shape[:-2]] * c.outputs


@matrix_determinant.gradient
def matrix_determinant_gradient(op, dy):
    inverse = raw.MatrixInverse(op.inputs[0], adjoint=True)
    factor = raw.Mul(dy, op.outputs[0])  # not conjugated, as in TensorFlow
    return raw.Mul(_as_matrices(factor), inverse)


def _as_matrices(x):
    return raw.ExpandDims(raw.ExpandDims(x, -1), -1)


@op("""
    LogMatrixDeterminant(input: T) -> sign: T, log_abs_determinant: T
        T: {half, float, double, complex64, complex128}
""")
def log_matrix_determinant(xp, input):  # noqa: A002
    """Take the determinants of square matrices: their signs and the logarithms of their sizes.

    Shapes:
        input: [..., n, n]
        sign, log_abs_determinant: [...]
    Errors:
        InvalidArgumentError: the input is no square matrix.
    Source: tf.raw_ops.LogMatrixDeterminant
    """
    matrices.check_square(input)
    sign, size = xp.linalg.slogdet(matrices.wide(xp, input))
    size = xp.where(_without_number(xp, input), xp.nan, size)
    nothing = complex(xp.nan, xp.nan) if input.dtype.kind == "c" else xp.nan
    sign = xp.where(xp.isnan(size), nothing, sign)
    dtype = input.dtype
    return xp.asarray(sign).astype(dtype, copy=False), xp.asarray(size).astype(dtype)


log_matrix_determinant.shape(matrix_determinant_shape)


@log_matrix_determinant.gradient
def log_matrix_determinant_gradient(op, d_sign, d_size):
    """The sign has no gradient."""
    return raw.Mul(_as_matrices(d_size), raw.MatrixInverse(op.inputs[0], adjoint=True))
