"""What ops on matrices share: TensorFlow's checks of their arguments, narrow types, raw products.

The checks are those of TensorFlow's kernels for linear algebra, in its order and words. The second
half is for gradient rules: products, conjugate transposes and triangles written in raw ops. No ops
live here.
"""

from tfcompat._src.base.errors import InvalidArgumentError
from tfcompat._src.base.shapes import TensorShape
from tfcompat._src.core import raw
from tfcompat._src.core.convert import constant
from tfcompat._src.ops.checks import merge, with_rank_at_least


def check_matrices(*arrays):
    """Check that all are matrices, or batches of matrices of one shape."""
    first = arrays[0]
    if first.ndim < 2:
        raise InvalidArgumentError(f"Input tensor 0 must have rank >= 2, got {first.ndim}")
    for other in arrays[1:]:
        if other.ndim != first.ndim:
            raise InvalidArgumentError("All input tensors must have the same rank.")
        if other.shape[:-2] != first.shape[:-2]:
            raise InvalidArgumentError("All input tensors must have the same outer dimensions.")


def check_square(array):
    """Check that an array is a square matrix, or a batch of such."""
    check_matrices(array)
    if array.shape[-1] != array.shape[-2]:
        raise InvalidArgumentError("Input matrix must be square.")


def wide(xp, array):
    """Return an array in a type that matrices are factored in: half becomes float32."""
    return array.astype(xp.float32) if array.dtype.itemsize == 2 else array


def adjoint_of(xp, array):
    """Return the conjugate transpose of every matrix of an array."""
    array = xp.swapaxes(array, -1, -2)
    return xp.conj(array) if array.dtype.kind == "c" else array


def one_by_one(xp, function, array, empty):
    """Apply `function` to every matrix of an array by itself and stack what comes out.

    Args:
        xp: The array module.
        function: Takes a matrix, returns an array; all of one shape.
        array: Shape [..., m, n].
        empty: What is stacked where there are no matrices: the shape and type of a result.
    """
    batch = array.shape[:-2]
    flat = array.reshape((-1, *array.shape[-2:])) if array.size else array
    results = [function(matrix) for matrix in flat] if array.size else []
    if not results:
        return xp.zeros((*batch, *empty.shape[-2:]), empty.dtype)
    return xp.stack(results).reshape((*batch, *results[0].shape))


def static_square(shape, columns_first=False):
    """Return a static shape, having checked that its matrices may be square.

    Some of TensorFlow's shape functions name the columns first when they are not.
    """
    shape = with_rank_at_least(shape, 2)
    if shape.rank is None:
        return shape
    *batch, rows, columns = shape.as_list()
    if rows is not None and columns is not None and rows != columns:
        sizes = (columns, rows) if columns_first else (rows, columns)
        raise ValueError("Dimensions must be equal, but are {} and {}".format(*sizes))
    size = columns if rows is None else rows
    return TensorShape([*batch, size, size])


def square_shape(c):
    """The shape function of ops from square matrices to such."""
    return [static_square(c.shapes[0])]


def batch_and_sizes(shape):
    """Return (shape of the batch, rows, columns) of a static shape of matrices."""
    shape = with_rank_at_least(shape, 2)
    if shape.rank is None:
        return shape, None, None
    return shape[:-2], shape[-2], shape[-1]


def least(rows, columns):
    """Return the lesser of two sizes as far as it is known: nothing is less than zero."""
    if rows == 0 or columns == 0:
        return 0
    return None if rows is None or columns is None else min(rows, columns)


def solved_shape(c, square):
    """The shape function of ops that solve `matrix * output = rhs`."""
    batch, rows, columns = batch_and_sizes(c["matrix"])
    other, height, width = batch_and_sizes(c["rhs"])
    if square and rows is not None and columns is not None and rows != columns:
        raise ValueError(f"Dimensions must be equal, but are {rows} and {columns}")
    if rows is not None and height is not None and rows != height:
        raise ValueError(f"Dimensions must be equal, but are {rows} and {height}")
    together = merge(batch, other)
    if square and columns is None:
        columns = height if rows is None else rows
    return [together.concatenate(TensorShape([columns, width]))]


def product(a, b, adjoint_a=False, adjoint_b=False):
    """Multiply tensors of matrices whose batches are the same."""
    if a.shape.rank == 2 and b.shape.rank == 2 and not a.dtype.is_complex:
        return raw.MatMul(a, b, transpose_a=adjoint_a, transpose_b=adjoint_b)
    return raw.BatchMatMulV2(a, b, adj_x=adjoint_a, adj_y=adjoint_b)


def transposed(x, conjugate=True):
    """Return the transposes of a tensor of matrices, conjugated unless told otherwise."""
    transpose = raw.ConjugateTranspose if conjugate and x.dtype.is_complex else raw.Transpose
    if x.shape.rank is None:
        rank = raw.Rank(x)
        batch = raw.Range(0, raw.Sub(rank, 2), 1)
        last = raw.Pack([raw.Sub(rank, 1), raw.Sub(rank, 2)])
        return transpose(x, raw.ConcatV2([batch, last], 0))
    rank = x.shape.rank
    return transpose(x, [*range(rank - 2), rank - 1, rank - 2])


def lower_triangle(x):
    """Set what is above the main diagonals to zero."""
    return raw.MatrixBandPart(x, -1, 0)


def upper_triangle(x):
    """Set what is below the main diagonals to zero."""
    return raw.MatrixBandPart(x, 0, -1)


def diagonal(x):
    """Return the main diagonals."""
    return raw.MatrixDiagPartV3(x, 0, zero(x))


def from_diagonal(x):
    """Return the matrices with these main diagonals and zeros beside them."""
    return raw.MatrixDiagV3(x, 0, -1, -1, zero(x))


def with_diagonal(x, values):
    """Replace the main diagonals."""
    return raw.MatrixSetDiagV3(x, values, 0)


def zero(x):
    """Return a scalar zero of the type of a tensor."""
    return constant(0, x.dtype)


def number(x, value):
    """Return a scalar of the type of a tensor."""
    return constant(value, x.dtype)


def unbroadcast_batch(dy, x):
    """Sum the gradient of a result whose batch was broadcast back to the shape of one operand."""
    full, target = dy.shape, x.shape
    known = full.rank is not None and target.rank is not None
    if known and full[:-2].is_fully_defined() and full[:-2] == target[:-2]:
        return dy
    shape = raw.Shape(x)
    _, axes = raw.BroadcastGradientArgs(batch_of(raw.Shape(dy)), batch_of(shape))
    return raw.Reshape(raw.Sum(dy, axes), shape)


def batch_of(shape):
    """Return all but the last two elements of a shape tensor."""
    return raw.StridedSlice(shape, [0], [-2], [1], begin_mask=1)
