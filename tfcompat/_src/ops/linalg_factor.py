"""Matrices as products of triangles and rotations: Cholesky, QR and LU; gradients with them.

Decompositions into eigenvectors are in `linalg_spectral.py`; solving with a triangle is in
`linalg_triangular.py`.
"""

from tfcompat._src.base.dtypes import numpy_dtype
from tfcompat._src.base.errors import InvalidArgumentError
from tfcompat._src.base.shapes import TensorShape
from tfcompat._src.core import raw
from tfcompat._src.ops import matrices
from tfcompat._src.ops.matrices import adjoint_of, product, transposed
from tfcompat._src.registry import op


@op("""
    Cholesky(input: T) -> output: T
        T: {double, float, half, complex64, complex128}
""")
def cholesky(xp, input):  # noqa: A002
    """Write symmetric positive definite matrices as L times its adjoint; only one half is read.

    Shapes:
        input, output: [..., n, n]; the output is lower triangular, NaN where that does not work
    Errors:
        InvalidArgumentError: the input is no square matrix.
    Source: tf.raw_ops.Cholesky
    """
    matrices.check_square(input)
    if not input.size:
        return input
    lower = xp.tril(matrices.wide(xp, input))
    try:
        result = xp.linalg.cholesky(lower)
    except xp.linalg.LinAlgError:
        result = matrices.one_by_one(xp, lambda matrix: _one(xp, matrix), lower, lower)
    # The library may give no error but a NaN: what TensorFlow makes of that is all NaN.
    failed = xp.isnan(result).any((-1, -2), keepdims=True)
    result = xp.where(failed, xp.tril(xp.full_like(result, xp.nan)), result)
    return result.astype(input.dtype, copy=False)


def _one(xp, matrix):
    try:
        return xp.linalg.cholesky(matrix)
    except xp.linalg.LinAlgError:
        return xp.full_like(matrix, xp.nan)


cholesky.shape(matrices.square_shape)


@cholesky.gradient
def cholesky_gradient(op, dy):
    """With P = the lower half of L^H dy, its diagonal halved: L^-H P L^-1, made symmetric."""
    factor = op.outputs[0]
    inner = product(factor, dy, adjoint_a=True)
    halved = raw.Mul(matrices.diagonal(inner), matrices.number(inner, 0.5))
    inner = matrices.lower_triangle(matrices.with_diagonal(inner, halved))
    inverse = raw.MatrixTriangularSolve(factor, _identity(factor))
    middle = product(product(inverse, inner, adjoint_a=True), inverse)
    both = raw.AddV2(middle, transposed(middle))
    return raw.Mul(both, matrices.number(both, 0.5))


def _identity(like):
    """Return as many identity matrices as a tensor has square matrices."""
    ones = raw.OnesLike(matrices.diagonal(like))
    return matrices.from_diagonal(ones)


@op("""
    CholeskyGrad(l: T, grad: T) -> output: T
        T: {half, float, double}
""")
def cholesky_grad(xp, l, grad):  # noqa: E741
    """Take the gradient of a Cholesky factor to that of the symmetric matrix.

    Shapes:
        l, grad, output: [..., n, n]; only the lower halves of `l` and `grad` count
    Errors:
        InvalidArgumentError: the matrices are not square or of different shapes.
    Source: tf.raw_ops.CholeskyGrad
    """
    matrices.check_matrices(l, grad)
    if grad.shape != l.shape:
        raise InvalidArgumentError("Inputs (L and grad) must have the same shape.")
    if l.shape[-1] != l.shape[-2]:
        raise InvalidArgumentError("Inputs must be a square matrices.")
    if not l.size:
        return l
    factor, outer = xp.tril(matrices.wide(xp, l)), xp.tril(matrices.wide(xp, grad))
    inner = xp.tril(xp.matmul(adjoint_of(xp, factor), outer))
    inner = inner - inner * (0.5 * xp.eye(inner.shape[-1], dtype=inner.dtype))
    inner = inner + xp.tril(inner, -1).swapaxes(-1, -2) + inner * xp.eye(
        inner.shape[-1], dtype=inner.dtype
    )
    upper = adjoint_of(xp, factor)
    try:
        half = xp.linalg.solve(upper, inner)
        result = adjoint_of(xp, xp.linalg.solve(upper, adjoint_of(xp, half)))
    except xp.linalg.LinAlgError:  # a zero on the diagonal: there is no gradient
        result = xp.full_like(inner, xp.nan)
    return (0.5 * result).astype(l.dtype, copy=False)


cholesky_grad.shape(matrices.square_shape)


@op("""
    Qr(input: T) -> q: T, r: T
        full_matrices: bool = false
        T: {double, float, half, complex64, complex128}
""")
def qr(xp, input, *, full_matrices):  # noqa: A002
    """Write matrices as an orthogonal matrix times an upper triangular one.

    Shapes:
        input: [..., m, n]
        q: [..., m, min(m, n)], or [..., m, m] with `full_matrices`
        r: [..., min(m, n), n], or [..., m, n] with `full_matrices`
    Errors:
        InvalidArgumentError: the input is no matrix.
    Source: tf.raw_ops.Qr
    """
    matrices.check_matrices(input)
    rows, columns = input.shape[-2:]
    short = rows if full_matrices else min(rows, columns)
    if not input.size:
        batch, dtype = input.shape[:-2], input.dtype
        identity = xp.eye(rows, short, dtype=dtype)
        return xp.broadcast_to(identity, (*batch, rows, short)), xp.zeros(
            (*batch, short, columns), dtype
        )
    # Zeros lose their sign: the library turns a column by the sign of its first element.
    matrix = matrices.wide(xp, input) + xp.zeros((), input.dtype)
    q, r = xp.linalg.qr(matrix, "complete" if full_matrices else "reduced")
    return q.astype(input.dtype, copy=False), r.astype(input.dtype, copy=False)


@qr.shape
def qr_shape(c):
    batch, rows, columns = matrices.batch_and_sizes(c["input"])
    short = rows if c.attr("full_matrices") else matrices.least(rows, columns)
    return [
        batch.concatenate(TensorShape([rows, short])),
        batch.concatenate(TensorShape([short, columns])),
    ]


@qr.gradient
def qr_gradient(op, dq, dr):
    """The rule for matrices of full rank; wide ones are split into a square and a rest."""
    q, r = op.outputs
    rows, short, columns = q.shape[-2], r.shape[-2], r.shape[-1]
    if short is None or columns is None:
        raise NotImplementedError(
            f"QrGrad not implemented with dynamic shapes. Received r.shape: {r.shape}"
        )
    if short > columns and rows == short:
        raise NotImplementedError(
            "QrGrad not implemented when nrows > ncols and full_matrices is true. Received "
            f"r.shape={r.shape} with nrows={short}and ncols={columns}."
        )
    if rows >= columns:
        return _qr_gradient_tall(q, r, dq, dr)
    x = op.inputs[0]
    left_r, right_dr = _columns(r, 0, rows), _columns(dr, rows, columns - rows)
    right_x = _columns(x, rows, columns - rows)
    dq = raw.AddV2(dq, product(right_x, right_dr, adjoint_b=True))
    left = _qr_gradient_tall(q, left_r, dq, _columns(dr, 0, rows))
    return raw.ConcatV2([left, product(q, right_dr)], -1)


def _columns(x, start, count):
    rank = x.shape.rank
    return raw.Slice(x, [0] * (rank - 1) + [start], [-1] * (rank - 1) + [count])


def _qr_gradient_tall(q, r, dq, dr):
    from_r, from_q = product(r, dr, adjoint_b=True), product(q, dq, adjoint_a=True)
    skew = raw.AddV2(_skew(from_r), _skew(from_q))
    lower = matrices.lower_triangle(skew)
    first = product(q, raw.AddV2(dr, _solved_right(lower, r)))
    result = raw.AddV2(first, _solved_right(raw.Sub(dq, product(q, from_q)), r))
    if q.dtype.is_complex:
        # The diagonal of what is skew is imaginary, not zero, and the triangle has it in full.
        half = raw.Mul(matrices.diagonal(skew), matrices.number(q, -0.5))
        extra = product(q, matrices.from_diagonal(half))
        result = raw.AddV2(result, _solved_right(extra, r))
    return result


def _skew(x):
    return raw.Sub(x, transposed(x))


def _solved_right(x, r):
    """Return x times the inverse of the adjoint of the upper triangular `r`."""
    return transposed(raw.MatrixTriangularSolve(r, transposed(x), lower=False, adjoint=False))


@op("""
    Lu(input: T) -> lu: T, p: output_idx_type
        T: {double, float, half, complex64, complex128}
        output_idx_type: {int32, int64} = int32
""")
def lu(xp, input, *, output_idx_type):  # noqa: A002
    """Write matrices, their rows permuted, as a lower times an upper triangular matrix.

    Shapes:
        input: [..., n, n]
        lu: [..., n, n]: the upper triangle, and the lower one without its ones
        p: [..., n], which row of the input is where
    Errors:
        InvalidArgumentError: the input is no square matrix, or not invertible.
    Source: tf.raw_ops.Lu
    """
    if input.ndim < 2:
        raise InvalidArgumentError(f"Input tensor must have rank >= 2, got {input.ndim}")
    matrices.check_square(input)
    packed, order, smallest = factored(xp, matrices.wide(xp, input))
    if not (smallest > 0).all():
        raise InvalidArgumentError("Input is not invertible.")
    return packed.astype(input.dtype, copy=False), order.astype(numpy_dtype(output_idx_type))


def factored(xp, matrix):
    """Return (triangles, order of rows, the least size of a pivot) by partial pivoting."""
    size = matrix.shape[-1]
    work = matrix.reshape((-1, size, size)).copy() if matrix.size else matrix.reshape((0, 0, 0))
    count = work.shape[0]
    each = xp.arange(count)
    order = xp.broadcast_to(xp.arange(size), (count, size)).copy()
    smallest = xp.full((count,), xp.inf, xp.abs(work[:0]).dtype)
    for k in range(size if count else 0):
        sizes = xp.abs(work[:, k:, k])
        best = k + xp.argmax(sizes, axis=1)
        smallest = xp.minimum(smallest, sizes[each, best - k])
        for array in (work, order):
            kept = array[:, k].copy()
            array[:, k] = array[each, best]
            array[each, best] = kept
        pivot = work[:, k, k]
        work[:, k + 1 :, k] /= xp.where(pivot == 0, 1, pivot)[:, None]
        work[:, k + 1 :, k + 1 :] -= work[:, k + 1 :, k, None] * work[:, k, None, k + 1 :]
    batch = matrix.shape[:-2]
    if not matrix.size:
        return matrix, xp.zeros((*batch, size), xp.int64), xp.ones(batch, smallest.dtype)
    return work.reshape(matrix.shape), order.reshape((*batch, size)), smallest.reshape(batch)


@lu.shape
def lu_shape(c):
    shape = matrices.static_square(c["input"])
    return [shape, shape if shape.rank is None else shape[:-1]]
