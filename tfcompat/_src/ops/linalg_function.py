"""Functions of matrices: square root, logarithm and exponential."""

from tfcompat._src.core import raw
from tfcompat._src.ops import matrices, schur
from tfcompat._src.registry import op

# Coefficients of the diagonal Pade approximants of exp: degree, the largest norm they are used
# for, and the numerator (N. Higham, "The Scaling and Squaring Method for the Matrix Exponential
# Revisited", 2005).
_PADE = (
    (3, 1.495585217958292e-2, (120, 60, 12, 1)),
    (5, 2.539398330063230e-1, (30240, 15120, 3360, 420, 30, 1)),
    (7, 9.504178996162932e-1, (17297280, 8648640, 1995840, 277200, 25200, 1512, 56, 1)),
    (9, 2.097847961257068, (
        17643225600, 8821612800, 2075673600, 302702400, 30270240, 2162160, 110880, 3960, 90, 1,
    )),
    (13, 5.371920351148152, (
        64764752532480000, 32382376266240000, 7771770303897600, 1187353796428800,
        129060195264000, 10559470521600, 670442572800, 33522128640, 1323241920, 40840800, 960960,
        16380, 182, 1,
    )),
)  # fmt: skip
# Nodes and weights of Gauss-Legendre quadrature on [0, 1], seven points: they are the poles and
# residues of the Pade approximant of log(1 + x).
_NODES = (
    0.02544604382862074, 0.1292344072003028, 0.2970774243113014, 0.5, 0.7029225756886985,
    0.8707655927996972, 0.9745539561713793,
)  # fmt: skip
_WEIGHTS = (
    0.06474248308443485, 0.1398526957446383, 0.1909150252525595, 0.2089795918367347,
    0.1909150252525595, 0.1398526957446383, 0.06474248308443485,
)  # fmt: skip


@op("""
    MatrixSquareRoot(input: T) -> output: T
        T: {double, float, half, complex64, complex128}
""")
def matrix_square_root(xp, input):  # noqa: A002
    """Find matrices whose squares are the input, with eigenvalues right of zero.

    Shapes:
        input, output: [..., n, n]; the output is NaN where there is no such root
    Errors:
        InvalidArgumentError: the input is no square matrix.
    Source: tf.raw_ops.MatrixSquareRoot
    """
    matrices.check_square(input)
    real = input.dtype.kind != "c"
    wide = input.astype(xp.complex128)
    result = matrices.one_by_one(xp, lambda matrix: _root(xp, matrix, real), wide, wide)
    return (result.real if real else result).astype(input.dtype)


def _root(xp, matrix, real):
    """Return a root; a real matrix with an eigenvalue left of zero has none that is real."""
    found = schur.schur(xp, matrix) if xp.isfinite(matrix).all() else None
    if found is None:
        return xp.full_like(matrix, xp.nan)
    triangle, unitary = found
    values = xp.diagonal(triangle)
    scale = 1e-13 * float(xp.abs(triangle).max())
    if real and ((values.real < 0) & (xp.abs(values.imag) <= scale)).any():
        return xp.full_like(matrix, xp.nan)
    root = schur.root_of_triangle(xp, triangle)
    return xp.matmul(xp.matmul(unitary, root), xp.conj(unitary.T))


matrix_square_root.shape(matrices.square_shape)


@matrix_square_root.gradient
def matrix_square_root_gradient(op, dy):
    """Solve the Sylvester equation R dA + dA R = dy (R transposed, not conjugated)."""
    root = op.outputs[0]
    turned = matrices.transposed(root, conjugate=False)
    shape = raw.Shape(root)
    batch = matrices.batch_of(shape)
    size = raw.StridedSlice(shape, [-1], [0], [1], end_mask=1)
    ones = matrices.from_diagonal(raw.OnesLike(matrices.diagonal(root)))
    both = raw.AddV2(
        _kronecker(ones, turned, batch, size), _kronecker(root, ones, batch, size)
    )
    column = raw.Reshape(
        matrices.transposed(dy, conjugate=False),
        raw.ConcatV2([batch, raw.Mul(size, size), [1]], 0),
    )
    solved = raw.Reshape(raw.MatrixSolve(both, column), shape)
    return matrices.transposed(solved, conjugate=False)


def _kronecker(left, right, batch, size):
    """Return the Kronecker products of two batches of matrices of one size."""
    left = raw.Reshape(left, raw.ConcatV2([batch, size, [1], size, [1]], 0))
    right = raw.Reshape(right, raw.ConcatV2([batch, [1], size, [1], size], 0))
    square = raw.Mul(size, size)
    return raw.Reshape(raw.Mul(left, right), raw.ConcatV2([batch, square, square], 0))


@op("""
    MatrixLogarithm(input: T) -> output: T
        T: {complex64, complex128}
""")
def matrix_logarithm(xp, input):  # noqa: A002
    """Find matrices whose exponentials are the input; imaginary parts from -pi to pi.

    Shapes:
        input, output: [..., n, n]; the output is NaN where an eigenvalue is zero
    Errors:
        InvalidArgumentError: the input is no square matrix.
    Source: tf.raw_ops.MatrixLogarithm; N. Higham, "Functions of Matrices", chapter 11
    """
    matrices.check_square(input)
    wide = input.astype(xp.complex128)
    result = matrices.one_by_one(xp, lambda matrix: _logarithm(xp, matrix), wide, wide)
    return result.astype(input.dtype)


def _logarithm(xp, matrix):
    """Take roots until the matrix is near one; then a Pade approximant."""
    found = schur.schur(xp, matrix) if xp.isfinite(matrix).all() else None
    if found is None or (xp.diagonal(found[0]) == 0).any():
        return xp.full_like(matrix, complex(float("nan"), float("nan")))
    triangle, unitary = found
    size = triangle.shape[0]
    identity = xp.eye(size, dtype=triangle.dtype)
    root, halvings = triangle, 0
    while float(xp.abs(root - identity).sum(0).max()) > 0.25 and halvings < 100:
        root, halvings = schur.root_of_triangle(xp, root), halvings + 1
    away, total = root - identity, xp.zeros_like(root)
    for node, weight in zip(_NODES, _WEIGHTS, strict=True):
        total = total + weight * xp.linalg.solve(identity + node * away, away)
    total = total * 2.0**halvings
    # The diagonal is known exactly.
    total = total - xp.diag(xp.diagonal(total)) + xp.diag(xp.log(xp.diagonal(triangle)))
    return xp.matmul(xp.matmul(unitary, total), xp.conj(unitary.T))


matrix_logarithm.shape(matrices.square_shape)


@op("""
    MatrixExponential(input: T) -> output: T
        T: {double, float, half, complex64, complex128}
""")
def matrix_exponential(xp, input):  # noqa: A002
    """Take the exponential series of square matrices.

    Shapes:
        input, output: [..., n, n]
    Errors:
        InvalidArgumentError: the input is no square matrix.
    Source: tf.raw_ops.MatrixExponential, which TensorFlow has for old graphs only
    """
    matrices.check_square(input)
    matrix = matrices.wide(xp, input)
    result = matrices.one_by_one(xp, lambda one: _exponential(xp, one), matrix, matrix)
    return result.astype(input.dtype, copy=False)


def _exponential(xp, matrix):
    """Scale down, take a Pade approximant, square as often."""
    norm = float(xp.abs(matrix).sum(0).max())
    if not norm < float("inf"):
        return xp.full_like(matrix, xp.nan)
    degree, limit, numbers = next((row for row in _PADE if norm <= row[1]), _PADE[-1])
    doublings = 0
    while norm > limit * 2.0**doublings:
        doublings += 1
    matrix = matrix * matrix.dtype.type(0.5**doublings)
    power = xp.eye(matrix.shape[0], dtype=matrix.dtype)
    square = xp.matmul(matrix, matrix)
    even, odd = xp.zeros_like(matrix), xp.zeros_like(matrix)
    for k in range(0, degree, 2):
        even = even + power * float(numbers[k] / numbers[0])
        odd = odd + power * float(numbers[k + 1] / numbers[0])
        power = xp.matmul(power, square)
    odd = xp.matmul(matrix, odd)
    result = xp.linalg.solve(even - odd, even + odd).astype(matrix.dtype, copy=False)
    for _ in range(doublings):
        result = xp.matmul(result, result)
    return result


matrix_exponential.shape(matrices.square_shape)
