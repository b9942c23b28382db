"""Solving with triangular matrices, and with bands of them.

Three diagonals are in `linalg_tridiagonal.py`. Systems of full matrices are in `linalg_solve.py`.
"""

from tfcompat._src.base.errors import InvalidArgumentError
from tfcompat._src.base.shapes import TensorShape
from tfcompat._src.core import raw
from tfcompat._src.ops import matrices
from tfcompat._src.ops.checks import shown
from tfcompat._src.ops.matrices import product, unbroadcast_batch
from tfcompat._src.registry import op
from tfcompat._src.registry.shape_functions import broadcast_shapes

_BLOCK = 16


@op("""
    MatrixTriangularSolve(matrix: T, rhs: T) -> output: T
        lower: bool = true
        adjoint: bool = false
        T: {bfloat16, double, float, half, complex64, complex128}
""")
def matrix_triangular_solve(xp, matrix, rhs, *, lower, adjoint):
    """Solve `matrix * output = rhs` by substitution; only one triangle of the matrix is read.

    Shapes:
        matrix: [..., n, n]
        rhs: [..., n, k]
        output: [..., n, k], where ... is the broadcast of both
    Errors:
        InvalidArgumentError: the shapes do not fit.
    Source: tf.raw_ops.MatrixTriangularSolve
    """
    _check_ranks(matrix, rhs)
    batch = _broadcast_batch(xp, matrix, rhs)
    rows, columns = matrix.shape[-2:]
    if rows != columns:
        raise InvalidArgumentError(
            f"In[0] matrices in the last dimensions must be square ({columns} =/= {rows})"
        )
    _check_inner(matrix, rhs, columns, lower, adjoint)
    if not batch_size(batch) or not rhs.size or not matrix.size:
        return xp.zeros((*batch, *rhs.shape[-2:]), rhs.dtype)
    left, right = matrices.wide(xp, matrix), matrices.wide(xp, rhs)
    left = matrices.adjoint_of(xp, left) if adjoint else left
    right = xp.broadcast_to(right, (*batch, *rhs.shape[-2:])).copy()
    return substituted(xp, left, right, lower != adjoint).astype(rhs.dtype, copy=False)


def batch_size(batch):
    """Return how many matrices a batch of that shape has."""
    size = 1
    for length in batch:
        size *= length
    return size


def _check_ranks(matrix, rhs):
    for i, array in enumerate((matrix, rhs)):
        if array.ndim < 2:
            raise InvalidArgumentError(f"In[{i}] ndims must be >= 2: {array.ndim}")


def _broadcast_batch(xp, matrix, rhs):
    try:
        return xp.broadcast_shapes(matrix.shape[:-2], rhs.shape[:-2])
    except ValueError:
        raise InvalidArgumentError(
            "In[0] and In[1] must have compatible batch dimensions: "
            f"{shown(matrix.shape)} vs. {shown(rhs.shape)}"
        ) from None


def _check_inner(matrix, rhs, columns, lower, adjoint):
    if columns != rhs.shape[-2]:
        raise InvalidArgumentError(
            f"In[0] mismatch In[1] shape: {columns} vs. {rhs.shape[-2]}: {shown(matrix.shape)} "
            f"{shown(rhs.shape)} {int(lower)} {int(adjoint)}"
        )


def substituted(xp, matrix, right, lower):
    """Solve with one triangle; `right` is ours to change and becomes the result."""
    size = matrix.shape[-1]
    if size > _BLOCK:
        half = size // 2
        first, second = (slice(0, half), slice(half, size))
        first, second = (first, second) if lower else (second, first)
        substituted(xp, matrix[..., first, first], right[..., first, :], lower)
        right[..., second, :] -= xp.matmul(matrix[..., second, first], right[..., first, :])
        substituted(xp, matrix[..., second, second], right[..., second, :], lower)
        return right
    for k in range(size) if lower else range(size - 1, -1, -1):
        row = right[..., k : k + 1, :]
        row /= matrix[..., k : k + 1, k : k + 1]
        rest = slice(k + 1, size) if lower else slice(0, k)
        right[..., rest, :] -= matrix[..., rest, k : k + 1] * row
    return right


@matrix_triangular_solve.shape
def matrix_triangular_solve_shape(c):
    """The shape function of triangular solving, where batches broadcast."""
    batch, rows, columns = matrices.batch_and_sizes(c["matrix"])
    other, height, width = matrices.batch_and_sizes(c["rhs"])
    for a, b in ((rows, columns), (rows if columns is None else columns, height)):
        if a is not None and b is not None and a != b:
            raise ValueError(f"Dimensions must be equal, but are {a} and {b}")
    if batch.rank is None or other.rank is None:
        return [TensorShape(None)]
    known = [size for size in (rows, columns, height) if size is not None]
    size = known[0] if known else None
    return [broadcast_shapes(batch, other).concatenate(TensorShape([size, width]))]


@matrix_triangular_solve.gradient
def matrix_triangular_solve_gradient(op, dy):
    matrix, rhs = op.inputs
    lower, adjoint, result = op.attr("lower"), op.attr("adjoint"), op.outputs[0]
    d_rhs = raw.MatrixTriangularSolve(matrix, dy, lower=lower, adjoint=not adjoint)
    first, second = (result, d_rhs) if adjoint else (d_rhs, result)
    d_matrix = raw.Neg(product(first, second, adjoint_b=True))
    triangle = matrices.lower_triangle if lower else matrices.upper_triangle
    return [unbroadcast_batch(triangle(d_matrix), matrix), unbroadcast_batch(d_rhs, rhs)]


@op("""
    BandedTriangularSolve(matrix: T, rhs: T) -> output: T
        lower: bool = true
        adjoint: bool = false
        T: {double, float, half, complex64, complex128}
""")
def banded_triangular_solve(xp, matrix, rhs, *, lower, adjoint):
    """Solve with triangular matrices of which only a band of diagonals is given, as rows.

    Shapes:
        matrix: [..., bands, n]; lower: the main diagonal first, those below it padded on the
            left; upper: the main diagonal last, those above it padded on the right
        rhs: [..., n, k]
        output: [..., n, k], where ... is the broadcast of both
    Errors:
        InvalidArgumentError: the shapes do not fit, or the first main diagonal has a zero.
    Source: tf.raw_ops.BandedTriangularSolve
    """
    _check_ranks(matrix, rhs)
    batch = _broadcast_batch(xp, matrix, rhs)
    bands, size = matrix.shape[-2:]
    for i, array in enumerate((matrix, rhs)):
        if not array.size:
            raise InvalidArgumentError(
                f"In[{i}] must not be an empty tensor: Tensor<type: "
                f"{_NAMES.get(array.dtype.name, array.dtype.name)} shape: {shown(array.shape)} "
                "values: >"
            )
    _check_inner(matrix, rhs, size, lower, adjoint)
    left, right = matrices.wide(xp, matrix), matrices.wide(xp, rhs)
    # TensorFlow looks at the first matrix only.
    first = left.reshape((-1, bands, size))[0]
    if (first[0 if lower else bands - 1] == 0).any():
        raise InvalidArgumentError("Input matrix is not invertible.")
    full = _band_matrix(xp, left, lower)
    full = matrices.adjoint_of(xp, full) if adjoint else full
    right = xp.broadcast_to(right, (*batch, *rhs.shape[-2:])).copy()
    return substituted(xp, full, right, lower != adjoint).astype(rhs.dtype, copy=False)


_NAMES = {"float32": "float", "float64": "double", "float16": "half"}


def _band_matrix(xp, bands, lower):
    """Return the matrices that have these rows as diagonals."""
    number, size = bands.shape[-2:]
    full = xp.zeros((*bands.shape[:-2], size, size), bands.dtype)
    for row in range(number):
        away = row if lower else number - 1 - row
        if away >= size:
            continue
        place = xp.arange(size - away)
        if lower:
            full[..., place + away, place] = bands[..., row, away:]
        else:
            full[..., place, place + away] = bands[..., row, : size - away]
    return full


@banded_triangular_solve.shape
def banded_triangular_solve_shape(c):
    batch, bands, columns = matrices.batch_and_sizes(c["matrix"])
    other, height, width = matrices.batch_and_sizes(c["rhs"])
    if bands == 0:
        raise ValueError("Number of bands must be positive, but is 0")
    if bands is not None and columns is not None and bands > columns:
        raise ValueError(
            f"Number of bands {bands} cannot exceed the size of the matrix {columns}"
        )
    if columns is not None and height is not None and columns != height:
        raise ValueError(f"Dimensions must be equal, but are {columns} and {height}")
    if batch.rank is None or other.rank is None:
        return [TensorShape(None)]
    size = height if columns is None else columns
    return [broadcast_shapes(batch, other).concatenate(TensorShape([size, width]))]


@banded_triangular_solve.gradient
def banded_triangular_solve_gradient(op, dy):
    matrix, rhs = op.inputs
    lower, adjoint, result = op.attr("lower"), op.attr("adjoint"), op.outputs[0]
    d_rhs = raw.BandedTriangularSolve(matrix, dy, lower=lower, adjoint=not adjoint)
    first, second = (result, d_rhs) if adjoint else (d_rhs, result)
    full = raw.Neg(product(first, second, adjoint_b=True))
    sizes = raw.StridedSlice(raw.Shape(matrix), [-2], [0], [1], end_mask=1)
    bands = raw.StridedSlice(sizes, [0], [1], [1], shrink_axis_mask=1)
    limits = raw.Pack([raw.Sub(1, bands), 0] if lower else [0, raw.Sub(bands, 1)])
    rows = raw.MatrixDiagPartV3(full, limits, matrices.zero(full), align="LEFT_RIGHT")
    d_matrix = raw.Reshape(rows, raw.ConcatV2([matrices.batch_of(raw.Shape(full)), sizes], 0))
    return [unbroadcast_batch(d_matrix, matrix), unbroadcast_batch(d_rhs, rhs)]
