"""Functions of matrices: determinants, roots, logarithms, exponentials; diagonals of tensors.

Gradients of the exponential go through its steps, which are ops of their own.
"""

import numpy as np

from tfcompat._src.base import dtypes
from tfcompat._src.core import raw
from tfcompat._src.core.convert import convert_to_tensor
from tfcompat._src.frontend import (
    arrays,
    casting,
    complex_numbers,
    creation,
    diagonals,
    elementwise,
    linear_algebra,
    reductions,
    scopes,
)
from tfcompat._src.graph.while_loop import while_loop

# Numerators of the diagonal Pade approximants of exp, lowest power first, and the largest norms
# that each but the last is used for: N. Higham, "The Scaling and Squaring Method for the Matrix
# Exponential Revisited", 2005.
_APPROXIMANTS = {
    3: (120, 60, 12, 1),
    5: (30240, 15120, 3360, 420, 30, 1),
    7: (17297280, 8648640, 1995840, 277200, 25200, 1512, 56, 1),
    9: (
        17643225600, 8821612800, 2075673600, 302702400, 30270240, 2162160, 110880, 3960, 90, 1,
    ),
    13: (
        64764752532480000, 32382376266240000, 7771770303897600, 1187353796428800,
        129060195264000, 10559470521600, 670442572800, 33522128640, 1323241920, 40840800, 960960,
        16380, 182, 1,
    ),
}  # fmt: skip
_SINGLE = ((3, 4.258730016922831e-1), (5, 1.880152677804762), (7, 3.925724783138660))
_DOUBLE = (
    (3, 1.495585217958292e-2), (5, 2.539398330063230e-1), (7, 9.504178996162932e-1),
    (9, 2.097847961257068), (13, 5.371920351148152),
)  # fmt: skip


def det(input, name=None):  # noqa: A002
    """The determinants of matrices.

    Args:
        input: a tensor of a floating or complex dtype and shape [..., n, n].
        name: a name for the operation.

    Returns:
        A tensor of shape [...].

    Raises:
        InvalidArgumentError: the rank is below 2 or the matrices are not square (ValueError while
            tracing).

    Example:
        >>> import tfcompat as tf
        >>> float(tf.linalg.det([[1.0, 2.0], [3.0, 5.0]]).numpy().round(3))
        -1.0
    """
    return raw.MatrixDeterminant(input, name=name)


def slogdet(input, name=None):  # noqa: A002
    """The determinants of matrices: their signs, and the logarithms of their sizes.

    Args:
        input: a tensor of a floating or complex dtype and shape [..., n, n].
        name: a name for the operation.

    Returns:
        A pair `sign`, `log_abs_determinant` of tensors of shape [...].

    Raises:
        InvalidArgumentError: the rank is below 2 or the matrices are not square (ValueError while
            tracing).

    Example:
        >>> import tfcompat as tf
        >>> sign, size = tf.linalg.slogdet([[0.0, 2.0], [3.0, 0.0]])
        >>> sign
        <tf.Tensor: shape=(), dtype=float32, numpy=-1.0>
    """
    return raw.LogMatrixDeterminant(input, name=name)


def logdet(matrix, name=None):
    """The logarithms of the determinants of positive definite matrices.

    Args:
        matrix: a tensor of a floating or complex dtype and shape [..., n, n].
        name: a name for the operation.

    Returns:
        A tensor of a real dtype and shape [...].

    Raises:
        InvalidArgumentError: the rank is below 2 or the matrices are not square (ValueError while
            tracing).

    Example:
        >>> import tfcompat as tf
        >>> tf.linalg.logdet([[1.0, 0.0], [0.0, 1.0]])
        <tf.Tensor: shape=(), dtype=float32, numpy=0.0>
    """
    with scopes.scope(name, "logdet"):
        roots = complex_numbers.real(diagonals.diag_part(raw.Cholesky(matrix)))
        return 2.0 * reductions.reduce_sum(raw.Log(roots), axis=[-1])


def sqrtm(input, name=None):  # noqa: A002
    """The square roots of matrices, as products of matrices go.

    Args:
        input: a tensor of a floating or complex dtype and shape [..., n, n].
        name: a name for the operation.

    Returns:
        A tensor of the same shape; NaN where there is no root of that dtype.

    Raises:
        InvalidArgumentError: the rank is below 2 or the matrices are not square (ValueError while
            tracing).

    Example:
        >>> import tfcompat as tf
        >>> tf.linalg.sqrtm([[4.0, 0.0], [0.0, 9.0]])
        <tf.Tensor: shape=(2, 2), dtype=float32, numpy=
        array([[2., 0.],
               [0., 3.]], dtype=float32)>
    """
    return raw.MatrixSquareRoot(input, name=name)


def logm(input, name=None):  # noqa: A002
    """The logarithms of matrices: what `tf.linalg.expm` makes the matrices of.

    Args:
        input: a tensor of a complex dtype and shape [..., n, n].
        name: a name for the operation.

    Returns:
        A tensor of the same shape.

    Raises:
        InvalidArgumentError: the rank is below 2 or the matrices are not square (ValueError while
            tracing).

    Example:
        >>> import tfcompat as tf
        >>> tf.linalg.logm(tf.constant([[1.0, 0.0], [0.0, 1.0]], tf.complex64))
        <tf.Tensor: shape=(2, 2), dtype=complex64, numpy=
        array([[0.+0.j, 0.+0.j],
               [0.+0.j, 0.+0.j]], dtype=complex64)>
    """
    return raw.MatrixLogarithm(input, name=name)


def cross(a, b, name=None):
    """The vectors at right angles to pairs of vectors, as long as the area between them.

    Args:
        a: a tensor of a real dtype and shape [..., 3].
        b: a tensor of the same dtype and shape.
        name: a name for the operation.

    Returns:
        A tensor of the same shape.

    Raises:
        InvalidArgumentError: the shapes differ (ValueError while tracing).

    Example:
        >>> import tfcompat as tf
        >>> tf.linalg.cross([1, 0, 0], [0, 1, 0])
        <tf.Tensor: shape=(3,), dtype=int32, numpy=array([0, 0, 1], dtype=int32)>
    """
    return raw.Cross(a, b, name=name)


def tensor_diag(diagonal, name=None):
    """A tensor of twice the rank with given elements where both halves of an index agree.

    Args:
        diagonal: a tensor of a numeric dtype and rank 1 or more.
        name: a name for the operation.

    Returns:
        A tensor whose shape is that of `diagonal` twice.

    Raises:
        InvalidArgumentError: the diagonal is a scalar.

    Example:
        >>> import tfcompat as tf
        >>> tf.linalg.tensor_diag([1, 2])
        <tf.Tensor: shape=(2, 2), dtype=int32, numpy=
        array([[1, 0],
               [0, 2]], dtype=int32)>
    """
    return raw.Diag(diagonal, name=name)


def tensor_diag_part(input, name=None):  # noqa: A002
    """The elements of a tensor where both halves of an index agree.

    Args:
        input: a tensor of an even rank whose shape is something twice.
        name: a name for the operation.

    Returns:
        A tensor of half the rank.

    Raises:
        InvalidArgumentError: the rank is odd, or the halves of the shape differ.

    Example:
        >>> import tfcompat as tf
        >>> tf.linalg.tensor_diag_part([[1, 0], [0, 2]])
        <tf.Tensor: shape=(2,), dtype=int32, numpy=array([1, 2], dtype=int32)>
    """
    return raw.DiagPart(input, name=name)


def expm(input, name=None):  # noqa: A002
    """The exponentials of matrices: the sum of their powers over factorials.

    Args:
        input: a tensor of a floating or complex dtype and shape [..., n, n].
        name: a name for the operation.

    Returns:
        A tensor of the same shape; NaN if any number is not finite.

    Raises:
        ValueError: the dtype is another one.

    Example:
        >>> import tfcompat as tf
        >>> tf.linalg.expm([[0.0, 1.0], [0.0, 0.0]])
        <tf.Tensor: shape=(2, 2), dtype=float32, numpy=
        array([[1., 1.],
               [0., 1.]], dtype=float32)>
    """
    with scopes.scope(name, "matrix_exponential"):
        matrix = convert_to_tensor(input, name="input")
        if matrix.shape.rank is not None and matrix.shape[-2:].as_list() == [0, 0]:
            return matrix
        if not (matrix.dtype.is_floating or matrix.dtype.is_complex):
            raise ValueError(f"tf.linalg.expm does not support matrices of type {matrix.dtype}")
        return _exponential(matrix)


def _exponential(matrix):
    """Choose an approximant by the norm, solve with it, and square as often as it was halved."""
    steps = _DOUBLE if matrix.dtype.real_dtype == dtypes.float64 else _SINGLE
    norm = reductions.reduce_max(
        reductions.reduce_sum(elementwise.abs(matrix), axis=-2, keepdims=True), axis=-1,
        keepdims=True,
    )
    largest = convert_to_tensor(steps[-1][1], norm.dtype)
    two = convert_to_tensor(2.0, norm.dtype)
    squarings = raw.Maximum(
        raw.Floor(raw.Log(norm / largest) / raw.Log(two)), convert_to_tensor(0.0, norm.dtype)
    )
    halved = matrix / casting.cast(raw.Pow(two, squarings), matrix.dtype)
    odd, even = _approximant(halved, steps[-1][0])
    for degree, limit in reversed(steps[:-1]):
        small = raw.Less(norm, convert_to_tensor(limit, norm.dtype))
        parts = _approximant(matrix, degree)
        odd, even = (
            raw.SelectV2(small, *pair) for pair in zip(parts, (odd, even), strict=True)
        )
    finite = raw.IsFinite(reductions.reduce_max(norm))
    # Without numbers that are finite there is nothing to solve with.
    identity = _identity(matrix)
    left = raw.SelectV2(finite, even - odd, identity)
    result = raw.MatrixSolve(left, raw.SelectV2(finite, even + odd, identity))
    result = _squared(result, squarings, finite)
    return raw.SelectV2(finite, result, convert_to_tensor(np.nan, matrix.dtype))


def _identity(matrix):
    shape = arrays.shape(matrix)
    return creation.eye(shape[-1], batch_shape=shape[:-2], dtype=matrix.dtype)


def _approximant(matrix, degree):
    """Return the odd and the even part of the numerator; the denominator is their difference."""
    numbers, power = _APPROXIMANTS[degree], _identity(matrix)
    square = linear_algebra.matmul(matrix, matrix)
    even = odd = None
    for k in range(0, degree + 1, 2):
        first, second = (
            convert_to_tensor(float(numbers[i] / numbers[0]), matrix.dtype) * power
            for i in (k, k + 1)
        )
        even, odd = (first, second) if even is None else (even + first, odd + second)
        if k + 2 <= degree:
            power = linear_algebra.matmul(power, square)
    return linear_algebra.matmul(matrix, odd), even


def _squared(result, squarings, finite):
    """Square each matrix as often as it was halved."""
    zero = convert_to_tensor(0.0, squarings.dtype)
    most = raw.SelectV2(finite, reductions.reduce_max(squarings), zero)

    def more(i, _):
        return raw.Less(i, most)

    def step(i, x):
        return i + 1.0, raw.SelectV2(raw.Less(i, squarings), linear_algebra.matmul(x, x), x)

    return while_loop(more, step, [zero, result])[1]
