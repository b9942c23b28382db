"""Matrices and contractions: products, norms, transposes of batches of matrices.

Sums of products by equation are in `contraction.py`, element-by-element products in `math.py`.
"""

import numbers

import numpy as np

from tfcompat._src.base import dtypes, errors
from tfcompat._src.core import raw, shortcuts
from tfcompat._src.core.convert import convert_to_tensor
from tfcompat._src.core.tensor import Tensor
from tfcompat._src.frontend import arrays, complex_numbers, elementwise, rearranging, reductions
from tfcompat._src.frontend import casting, creation, scopes

_MATRIX_NORMS = ["euclidean", "fro", 1, 2, np.inf]


def adjoint(matrix, name=None):
    """The conjugate transpose of matrices.

    Args:
        matrix: a tensor of shape [..., m, n].
        name: a name for the operation.

    Returns:
        A tensor of shape [..., n, m].

    Raises:
        ValueError: the rank is below 2.

    Example:
        >>> import tfcompat as tf
        >>> tf.linalg.adjoint([[1.0 + 1.0j, 2.0], [3.0, 4.0]])
        <tf.Tensor: shape=(2, 2), dtype=complex128, numpy=
        array([[1.-1.j, 3.-0.j],
               [2.-0.j, 4.-0.j]])>
    """
    with scopes.scope(name, "adjoint"):
        return matrix_transpose(convert_to_tensor(matrix, name="matrix"), conjugate=True)


def matmul(
    a, b, transpose_a=False, transpose_b=False, adjoint_a=False, adjoint_b=False,
    a_is_sparse=False, b_is_sparse=False, output_type=None, grad_a=False, grad_b=False, name=None,
):
    """The product of matrices, or of batches of them.

    Args:
        a: a tensor of shape [..., m, k], of rank 2 or more.
        b: a tensor of the same dtype and shape [..., k, n]; batch dimensions broadcast.
        transpose_a: whether `a` is [..., k, m].
        transpose_b: whether `b` is [..., n, k].
        adjoint_a: as `transpose_a`, and `a` becomes its conjugate.
        adjoint_b: as `transpose_b`, and `b` becomes its conjugate.
        a_is_sparse: a hint without effect here.
        b_is_sparse: a hint without effect here.
        output_type: the dtype of the result, where it differs; int32 for int8 factors.
        grad_a: whether the call computes a gradient for `a`; a mark on the node.
        grad_b: whether the call computes a gradient for `b`; a mark on the node.
        name: a name for the operation.

    Returns:
        A tensor of shape [..., m, n].

    Raises:
        ValueError: a factor is to be transposed and adjoint.
        InvalidArgumentError: the shapes do not fit (ValueError while tracing).

    Example:
        >>> import tfcompat as tf
        >>> tf.matmul([[1, 2], [3, 4]], [[5], [6]])
        <tf.Tensor: shape=(2, 1), dtype=int32, numpy=
        array([[17],
               [39]], dtype=int32)>
    """
    if not (transpose_a or transpose_b or adjoint_a or adjoint_b or output_type):
        product = _product_at_once(a, b)
        if product is not None:
            return product
    for letter, transposed, adjoined in (
        ("a", transpose_a, adjoint_a), ("b", transpose_b, adjoint_b)
    ):
        if transposed and adjoined:
            raise ValueError(
                f"Only one of `transpose_{letter}` and `adjoint_{letter}` can be True. Received "
                f"`transpose_{letter}`={transposed}, `adjoint_{letter}`={adjoined}."
            )
    with scopes.scope(name, "MatMul") as name:
        if not isinstance(a, Tensor):
            a = convert_to_tensor(a, name="a")
        if not isinstance(b, Tensor):
            b = convert_to_tensor(b, dtype_hint=a.dtype.base_dtype, name="b")
        output_type = None if output_type is None else dtypes.as_dtype(output_type)
        if all(rank is not None and rank <= 2 for rank in (a.shape.rank, b.shape.rank)):
            if output_type is None or output_type == a.dtype == b.dtype:
                return _product_of_two(
                    _conjugated(a, adjoint_a), _conjugated(b, adjoint_b), name,
                    transpose_a=transpose_a or adjoint_a, transpose_b=transpose_b or adjoint_b,
                    grad_a=grad_a, grad_b=grad_b,
                )
        return _batch_product(
            _conjugated(a, transpose_a), _conjugated(b, transpose_b), output_type, name,
            adj_x=transpose_a or adjoint_a, adj_y=transpose_b or adjoint_b, grad_x=grad_a,
            grad_y=grad_b,
        )


@shortcuts.of_two("MatMul")
def _product_at_once(a, b, name=None):
    return None


def _conjugated(x, wanted):
    return raw.Conj(x) if wanted and x.dtype.is_complex else x


def _product_of_two(a, b, name, **attributes):
    return raw.MatMul(a, b, name=name, **attributes)


def _batch_product(x, y, output_type, name, **attributes):
    if output_type is None:
        return raw.BatchMatMulV2(x, y, name=name, **attributes)
    return raw.BatchMatMulV3(x, y, Tout=output_type, name=name, **attributes)


def matrix_transpose(a, name="matrix_transpose", conjugate=False):
    """The last two dimensions of a tensor swapped.

    Args:
        a: a tensor of shape [..., m, n].
        name: a name for the operation.
        conjugate: whether complex numbers become their conjugates.

    Returns:
        A tensor of shape [..., n, m].

    Raises:
        ValueError: the rank is below 2.

    Example:
        >>> import tfcompat as tf
        >>> tf.linalg.matrix_transpose([[1, 2, 3], [4, 5, 6]])
        <tf.Tensor: shape=(3, 2), dtype=int32, numpy=
        array([[1, 4],
               [2, 5],
               [3, 6]], dtype=int32)>
    """
    with scopes.scope(name, "matrix_transpose"):
        a = convert_to_tensor(a, name="a")
        rank = a.shape.rank
        if rank is None:
            last = raw.Rank(a)
            start = creation.range(0, last - 2)
            order = raw.ConcatV2([start, convert_to_tensor([last - 1, last - 2])], 0)
        elif rank < 2:
            raise ValueError(
                "Argument `a` should be a (batch) matrix with rank >= 2.  Received `a` = "
                f"{a} with shape: {a.shape}"
            )
        else:
            order = [*np.arange(rank - 2).tolist(), rank - 1, rank - 2]
        return rearranging.transpose(a, perm=order, conjugate=conjugate)


def matvec(
    a, b, transpose_a=False, adjoint_a=False, a_is_sparse=False, b_is_sparse=False, name=None
):
    """The product of matrices and vectors.

    Args:
        a: a tensor of shape [..., m, k].
        b: a tensor of the same dtype and shape [..., k].
        transpose_a: whether `a` is [..., k, m].
        adjoint_a: as `transpose_a`, and `a` becomes its conjugate.
        a_is_sparse: a hint without effect here.
        b_is_sparse: a hint without effect here.
        name: a name for the operation.

    Returns:
        A tensor of shape [..., m].

    Raises:
        InvalidArgumentError: the shapes do not fit (ValueError while tracing).

    Example:
        >>> import tfcompat as tf
        >>> tf.linalg.matvec([[1, 2], [3, 4]], [5, 6])
        <tf.Tensor: shape=(2,), dtype=int32, numpy=array([17, 39], dtype=int32)>
    """
    with scopes.scope(name, "MatVec"):
        product = matmul(
            a, raw.ExpandDims(b, -1), transpose_a=transpose_a, adjoint_a=adjoint_a,
            a_is_sparse=a_is_sparse, b_is_sparse=b_is_sparse,
        )
        return raw.Squeeze(product, squeeze_dims=[-1])


def norm(tensor, ord="euclidean", axis=None, keepdims=None, name=None):  # noqa: A002
    """Norms of vectors or matrices.

    Args:
        tensor: a tensor of a floating or complex dtype.
        ord: which norm: "euclidean", "fro", 1, 2, np.inf, or any positive number for vectors.
        axis: the dimension of the vectors, or the two of the matrices; None takes the tensor as
            one long vector.
        keepdims: whether reduced dimensions stay, with size 1.
        name: a name for the operation.

    Returns:
        A tensor of the dtype of `tensor`.

    Raises:
        ValueError: there is no such norm, or the axis is neither a number nor two of them.

    Example:
        >>> import tfcompat as tf
        >>> tf.norm([[3.0, 4.0], [6.0, 8.0]], axis=1)
        <tf.Tensor: shape=(2,), dtype=float32, numpy=array([ 5., 10.], dtype=float32)>
    """
    of_matrices = isinstance(axis, (tuple, list)) and len(axis) == 2
    if of_matrices:
        axis = tuple(axis)
    _check_norm(ord, axis, of_matrices)
    with scopes.scope(name, "norm"):
        tensor = convert_to_tensor(tensor)
        if ord in ("fro", "euclidean") or (ord == 2 and not of_matrices):
            squares = tensor * complex_numbers.conj(tensor)
            axes = (axis,) if isinstance(axis, int) else axis
            result = raw.Sqrt(reductions.reduce_sum(squares, axes, keepdims=True))
        elif of_matrices:
            result = _matrix_norm(elementwise.abs(tensor), ord, axis)
        else:
            result = _vector_norm(elementwise.abs(tensor), ord, axis)
        return result if keepdims else arrays.squeeze(result, axis)


def _check_norm(order, axis, of_matrices):
    if of_matrices:
        if axis[0] == axis[1]:
            raise ValueError(
                "'axis' must be None, an integer, or a tuple of 2 unique integers, got "
                f"{axis}"
            )
        if order not in _MATRIX_NORMS:
            raise ValueError(
                f"'ord' must be a supported matrix norm in {_MATRIX_NORMS}, got {order}"
            )
        if order == 2:
            raise errors.UnsupportedError("tf.norm(ord=2) of matrices is not supported: no SVD.")
        return
    if not (axis is None or isinstance(axis, (int, np.integer, Tensor))):
        raise ValueError(
            f"'axis' must be None, an integer, or a tuple of 2 unique integers, got {axis}"
        )
    if order != "euclidean" and not (isinstance(order, numbers.Real) and order > 0):
        raise ValueError(f"'ord' must be a supported vector norm, got {order}")


def _matrix_norm(sizes, order, axis):
    """The largest sum of a column (1) or a row (inf)."""
    summed, compared = axis if order == 1 else axis[::-1]
    sums = reductions.reduce_sum(sizes, summed, keepdims=True)
    return reductions.reduce_max(sums, compared, keepdims=True)


def _vector_norm(sizes, order, axis):
    if order == 1:
        return reductions.reduce_sum(sizes, axis, keepdims=True)
    if order == np.inf:
        return reductions.reduce_max(sizes, axis, keepdims=True)
    return raw.Pow(
        reductions.reduce_sum(raw.Pow(sizes, order), axis, keepdims=True), 1.0 / order
    )


def normalize(tensor, ord="euclidean", axis=None, name=None):  # noqa: A002
    """A tensor divided by its norm.

    Args:
        tensor: a tensor of a floating or complex dtype.
        ord: which norm; see `tf.norm`.
        axis: the dimensions of vectors or matrices; see `tf.norm`.
        name: a name for the operation.

    Returns:
        The tensor, normalized; and the norm, with the dimensions it was taken over.

    Raises:
        ValueError: there is no such norm.

    Example:
        >>> import tfcompat as tf
        >>> unit, length = tf.linalg.normalize([3.0, 4.0])
        >>> unit
        <tf.Tensor: shape=(2,), dtype=float32, numpy=array([0.6, 0.8], dtype=float32)>
        >>> length
        <tf.Tensor: shape=(1,), dtype=float32, numpy=array([5.], dtype=float32)>
    """
    with scopes.scope(name, "normalize"):
        tensor = convert_to_tensor(tensor)
        length = norm(tensor, ord, axis, keepdims=True)
        length = casting.cast(length, tensor.dtype)
        return tensor / length, length
