"""Matrices taken apart: factors, eigenvalues, singular values, and what is read off them.

Solving is in `linear_systems.py`, functions of matrices in `matrix_functions.py`.
"""

import numpy as np

from tfcompat._src.base import dtypes
from tfcompat._src.core import raw
from tfcompat._src.core.convert import convert_to_tensor
from tfcompat._src.frontend import (
    arrays,
    casting,
    complex_numbers,
    linear_algebra,
    reductions,
    scopes,
)


def cholesky(input, name=None):  # noqa: A002
    """The Cholesky factors of positive definite matrices: L with L L* the matrix.

    Args:
        input: a tensor of a floating or complex dtype and shape [..., n, n]; only the lower
            triangles are read.
        name: a name for the operation.

    Returns:
        A tensor of the same shape: lower triangular matrices, NaN where a matrix has no factor.

    Raises:
        InvalidArgumentError: the rank is below 2 or the matrices are not square (ValueError while
            tracing).

    Example:
        >>> import tfcompat as tf
        >>> tf.linalg.cholesky([[4.0, 2.0], [2.0, 5.0]])
        <tf.Tensor: shape=(2, 2), dtype=float32, numpy=
        array([[2., 0.],
               [1., 2.]], dtype=float32)>
    """
    return raw.Cholesky(input, name=name)


def lu(input, output_idx_type=dtypes.int32, name=None):  # noqa: A002
    """The triangular factors of matrices whose rows are permuted.

    Args:
        input: a tensor of a floating or complex dtype and shape [..., n, n].
        output_idx_type: int32 or int64, the dtype of the permutation.
        name: a name for the operation.

    Returns:
        A pair `lu`, `p`: both triangles in one tensor, without the ones of the lower one; and
        which row is where, of shape [..., n].

    Raises:
        InvalidArgumentError: a matrix is not square or not invertible.

    Example:
        >>> import tfcompat as tf
        >>> factors, order = tf.linalg.lu([[1.0, 2.0], [4.0, 4.0]])
        >>> factors
        <tf.Tensor: shape=(2, 2), dtype=float32, numpy=
        array([[4.  , 4.  ],
               [0.25, 1.  ]], dtype=float32)>
        >>> order
        <tf.Tensor: shape=(2,), dtype=int32, numpy=array([1, 0], dtype=int32)>
    """
    return raw.Lu(input, output_idx_type=output_idx_type, name=name)


def qr(input, full_matrices=False, name=None):  # noqa: A002
    """Matrices as a product of an orthogonal and an upper triangular one.

    Args:
        input: a tensor of a floating or complex dtype and shape [..., m, n].
        full_matrices: whether the orthogonal matrices are square.
        name: a name for the operation.

    Returns:
        A pair `q`, `r` of shapes [..., m, k] and [..., k, n], where k is the lesser of m and n,
        or m for full matrices.

    Raises:
        InvalidArgumentError: the rank is below 2.

    Example:
        >>> import tfcompat as tf
        >>> q, r = tf.linalg.qr([[3.0, 1.0], [4.0, 2.0]])
        >>> r.numpy().round(3)
        array([[-5. , -2.2],
               [ 0. ,  0.4]], dtype=float32)
    """
    return raw.Qr(input, full_matrices=full_matrices, name=name)


def svd(tensor, full_matrices=False, compute_uv=True, name=None):
    """The singular values of matrices, and their singular vectors.

    Args:
        tensor: a tensor of a floating or complex dtype and shape [..., m, n].
        full_matrices: whether the vectors are completed to a basis.
        compute_uv: whether the vectors are wanted.
        name: a name for the operation.

    Returns:
        A triple `s`, `u`, `v`: values, descending, of shape [..., min(m, n)], and the vectors as
        columns; or `s` alone. The matrix is u diag(s) v*.

    Raises:
        InvalidArgumentError: the rank is below 2.

    Example:
        >>> import tfcompat as tf
        >>> tf.linalg.svd([[3.0, 0.0], [0.0, 4.0]], compute_uv=False)
        <tf.Tensor: shape=(2,), dtype=float32, numpy=array([4., 3.], dtype=float32)>
    """
    s, u, v = raw.Svd(tensor, compute_uv=compute_uv, full_matrices=full_matrices, name=name)
    return (convert_to_tensor(s), convert_to_tensor(u), convert_to_tensor(v)) if compute_uv else s


def eigh(tensor, name=None):
    """The eigenvalues and eigenvectors of self-adjoint matrices.

    Args:
        tensor: a tensor of a floating or complex dtype and shape [..., n, n]; only the lower
            triangles are read.
        name: a name for the operation.

    Returns:
        A pair `e`, `v`: values, ascending, of shape [..., n], and the vectors as columns.

    Raises:
        InvalidArgumentError: the rank is below 2 or the matrices are not square (ValueError while
            tracing).

    Example:
        >>> import tfcompat as tf
        >>> values, vectors = tf.linalg.eigh([[2.0, 0.0], [0.0, 1.0]])
        >>> values
        <tf.Tensor: shape=(2,), dtype=float32, numpy=array([1., 2.], dtype=float32)>
    """
    return raw.SelfAdjointEigV2(tensor, compute_v=True, name=name)


def eigvalsh(tensor, name=None):
    """The eigenvalues of self-adjoint matrices.

    Args:
        tensor: a tensor of a floating or complex dtype and shape [..., n, n]; only the lower
            triangles are read.
        name: a name for the operation.

    Returns:
        A tensor of shape [..., n], ascending.

    Raises:
        InvalidArgumentError: the rank is below 2 or the matrices are not square (ValueError while
            tracing).

    Example:
        >>> import tfcompat as tf
        >>> tf.linalg.eigvalsh([[2.0, 0.0], [0.0, 1.0]])
        <tf.Tensor: shape=(2,), dtype=float32, numpy=array([1., 2.], dtype=float32)>
    """
    return raw.SelfAdjointEigV2(tensor, compute_v=False, name=name)[0]


def eig(tensor, name=None):
    """The eigenvalues and eigenvectors of general matrices.

    Args:
        tensor: a tensor of a floating or complex dtype and shape [..., n, n].
        name: a name for the operation.

    Returns:
        A pair `e`, `v` of a complex dtype: values of shape [..., n], and the vectors as columns.

    Raises:
        InvalidArgumentError: the rank is below 2 or the matrices are not square (ValueError while
            tracing).

    Example:
        >>> import tfcompat as tf
        >>> values, vectors = tf.linalg.eig([[0.0, -1.0], [1.0, 0.0]])
        >>> values
        <tf.Tensor: shape=(2,), dtype=complex64, numpy=array([0.+1.j, 0.-1.j], dtype=complex64)>
    """
    tensor = convert_to_tensor(tensor, name="tensor")
    return raw.Eig(tensor, Tout=_complex(tensor.dtype), compute_v=True, name=name)


def eigvals(tensor, name=None):
    """The eigenvalues of general matrices.

    Args:
        tensor: a tensor of a floating or complex dtype and shape [..., n, n].
        name: a name for the operation.

    Returns:
        A tensor of a complex dtype and shape [..., n].

    Raises:
        InvalidArgumentError: the rank is below 2 or the matrices are not square (ValueError while
            tracing).

    Example:
        >>> import tfcompat as tf
        >>> tf.linalg.eigvals([[0.0, -1.0], [1.0, 0.0]])
        <tf.Tensor: shape=(2,), dtype=complex64, numpy=array([0.+1.j, 0.-1.j], dtype=complex64)>
    """
    tensor = convert_to_tensor(tensor, name="tensor")
    return raw.Eig(tensor, Tout=_complex(tensor.dtype), compute_v=False, name=name)[0]


def eigh_tridiagonal(
    alpha, beta, eigvals_only=True, select="a", select_range=None, tol=None, name=None
):
    """The eigenvalues of self-adjoint matrices of three diagonals.

    Args:
        alpha: a tensor of a floating or complex dtype and shape [n], the main diagonal.
        beta: a tensor of the same dtype and shape [n - 1], the diagonal above it.
        eigvals_only: whether the eigenvectors are not wanted; they cannot be had.
        select: "a" for all values, "i" for those of some ranks, "v" for those in an interval.
        select_range: the first and the last rank, or the ends of the interval.
        tol: how near the values must be; here they are as near as the dtype allows.
        name: a name for the operation.

    Returns:
        A tensor of a real dtype and rank 1, ascending.

    Raises:
        NotImplementedError: eigenvectors are asked for.
        ValueError: `select` is something else, or the range is empty, or the dtypes differ.

    Example:
        >>> import tfcompat as tf
        >>> tf.linalg.eigh_tridiagonal([2.0, 2.0], [1.0])
        <tf.Tensor: shape=(2,), dtype=float32, numpy=array([1., 3.], dtype=float32)>
    """
    with scopes.scope(name, "eigh_tridiagonal"):
        alpha = convert_to_tensor(alpha, name="alpha")
        beta = convert_to_tensor(beta, name="beta")
        if alpha.dtype != beta.dtype:
            raise ValueError("'alpha' and 'beta' must have the same type.")
        if not eigvals_only:
            raise NotImplementedError("Eigenvectors of tridiagonal matrices are not computed.")
        values = eigvalsh(_from_two_diagonals(alpha, beta))
        values = complex_numbers.real(values)
        if select == "a":
            return values
        if select not in ("i", "v"):
            raise ValueError("'select must have a value in {'a', 'i', 'v'}.")
        low, high = select_range
        if select == "i":
            if low > high:
                raise ValueError("Got empty index range in select_range.")
            return values[low : high + 1]
        if low >= high:
            raise ValueError("Got empty interval in select_range.")
        low, high = (convert_to_tensor(end, values.dtype) for end in (low, high))
        inside = raw.LogicalAnd(raw.Greater(values, low), raw.LessEqual(values, high))
        return raw.GatherNd(values, raw.Where(inside))


def matrix_rank(a, tol=None, validate_args=False, name=None):
    """How many singular values of matrices are not zero.

    Args:
        a: a tensor of a floating or complex dtype and shape [..., m, n].
        tol: a number, or a tensor of shape [...]; values up to it count as zero. None takes the
            rounding of the largest value, times the larger size.
        validate_args: whether to check that the rank is at least 2.
        name: a name for the operation.

    Returns:
        A tensor of dtype int32 and shape [...].

    Raises:
        ValueError: the rank is below 2.

    Example:
        >>> import tfcompat as tf
        >>> tf.linalg.matrix_rank([[1.0, 2.0], [2.0, 4.0]])
        <tf.Tensor: shape=(), dtype=int32, numpy=1>
    """
    with scopes.scope(name, "matrix_rank"):
        a = convert_to_tensor(a, dtype_hint=dtypes.float32, name="a")
        _check_matrix(a)
        values = svd(a, compute_uv=False)
        if tol is None:
            epsilon = float(np.finfo(values.dtype.real_dtype.as_numpy_dtype).eps)
            largest = reductions.reduce_max(values, axis=-1, keepdims=True)
            tol = epsilon * _larger_size(a, values.dtype) * largest
        else:
            tol = raw.ExpandDims(convert_to_tensor(tol, values.dtype), -1)
        return reductions.reduce_sum(casting.cast(values > tol, dtypes.int32), axis=-1)


def pinv(a, rcond=None, validate_args=False, name=None):
    """The pseudo-inverses of matrices, of E. Moore and R. Penrose.

    Args:
        a: a tensor of a floating dtype and shape [..., m, n].
        rcond: singular values up to this part of the largest one count as zero; a tensor of shape
            [...]. None takes ten times the rounding times the larger size.
        validate_args: whether to check that the rank is at least 2.
        name: a name for the operation.

    Returns:
        A tensor of shape [..., n, m].

    Raises:
        ValueError: the rank is below 2.
        TypeError: the dtype is not floating.

    Example:
        >>> import tfcompat as tf
        >>> tf.linalg.pinv([[1.0, 0.0], [0.0, 2.0], [0.0, 0.0]])
        <tf.Tensor: shape=(2, 3), dtype=float32, numpy=
        array([[1. , 0. , 0. ],
               [0. , 0.5, 0. ]], dtype=float32)>
    """
    with scopes.scope(name, "pinv"):
        a = convert_to_tensor(a, name="a")
        _check_matrix(a)
        if rcond is None:
            epsilon = float(np.finfo(a.dtype.as_numpy_dtype).eps)
            rcond = 10.0 * epsilon * _larger_size(a, a.dtype)
        rcond = convert_to_tensor(rcond, dtype=a.dtype, name="rcond")
        values, left, right = svd(a)
        limit = rcond * reductions.reduce_max(values, axis=-1)
        # Infinite values have inverses that are zero, and gradients that are no NaN.
        kept = raw.SelectV2(
            values > raw.ExpandDims(limit, -1), values, convert_to_tensor(np.inf, values.dtype)
        )
        return linear_algebra.matmul(right / raw.ExpandDims(kept, -2), left, adjoint_b=True)


def _complex(dtype):
    """Return the complex dtype of eigenvalues of matrices of a dtype."""
    return dtypes.complex64 if dtype in (dtypes.float32, dtypes.complex64) else dtypes.complex128


def _check_matrix(a):
    if a.shape.rank is not None and a.shape.rank < 2:
        raise ValueError(f"Input `a` must have at least 2 dimensions. Saw: {a.shape.rank}.")


def _larger_size(a, dtype):
    """Return the larger of the last two sizes, as a number or as a tensor of a dtype."""
    sizes = a.shape[-2:]
    if sizes.is_fully_defined():
        return float(max(sizes.as_list()))
    return casting.cast(reductions.reduce_max(arrays.shape(a)[-2:]), dtype)


def _from_two_diagonals(alpha, beta):
    """Return the self-adjoint matrix with a main diagonal and one above it."""
    below = raw.Conj(beta) if beta.dtype.is_complex else beta
    zero = convert_to_tensor(0, alpha.dtype)
    size = raw.Size(alpha)
    # Only the lower triangle is read; a vector of nothing has no diagonal.
    main = raw.MatrixDiagV3(alpha, 0, -1, -1, zero)
    if beta.shape.rank == 1 and beta.shape[0] == 0:
        return main
    return main + raw.MatrixDiagV3(below, -1, size, size, zero)
