"""Systems of linear equations: full, triangular, banded, of three diagonals, and least squares.

The factors that some of these take are computed in `decompositions.py`.
"""

from tfcompat._src.base import dtypes
from tfcompat._src.core import raw
from tfcompat._src.core.convert import convert_to_tensor
from tfcompat._src.frontend import (
    complex_numbers,
    diagonals,
    linear_algebra,
    rearranging,
    scopes,
    slicing,
    sorting,
)


def solve(matrix, rhs, adjoint=False, name=None):
    """The solutions of systems of linear equations.

    Args:
        matrix: a tensor of a floating or complex dtype and shape [..., n, n].
        rhs: a tensor of the same dtype and shape [..., n, k], the right hand sides.
        adjoint: whether to solve with the conjugate transposes.
        name: a name for the operation.

    Returns:
        A tensor of the shape of `rhs`.

    Raises:
        InvalidArgumentError: the shapes do not fit, or a matrix is not invertible.

    Example:
        >>> import tfcompat as tf
        >>> tf.linalg.solve([[2.0, 0.0], [0.0, 4.0]], [[2.0], [2.0]])
        <tf.Tensor: shape=(2, 1), dtype=float32, numpy=
        array([[1. ],
               [0.5]], dtype=float32)>
    """
    return raw.MatrixSolve(matrix, rhs, adjoint=adjoint, name=name)


def triangular_solve(matrix, rhs, lower=True, adjoint=False, name=None):
    """The solutions of systems of linear equations with triangular matrices.

    Args:
        matrix: a tensor of a floating or complex dtype and shape [..., n, n]; the other triangle
            is not read.
        rhs: a tensor of the same dtype and shape [..., n, k]; batches broadcast.
        lower: whether the lower triangle counts, or the upper one.
        adjoint: whether to solve with the conjugate transposes.
        name: a name for the operation.

    Returns:
        A tensor of shape [..., n, k].

    Raises:
        InvalidArgumentError: the shapes do not fit.

    Example:
        >>> import tfcompat as tf
        >>> tf.linalg.triangular_solve([[2.0, 0.0], [1.0, 1.0]], [[2.0], [2.0]])
        <tf.Tensor: shape=(2, 1), dtype=float32, numpy=
        array([[1.],
               [1.]], dtype=float32)>
    """
    with scopes.scope(name, "triangular_solve"):
        return raw.MatrixTriangularSolve(matrix, rhs, lower=lower, adjoint=adjoint)


def banded_triangular_solve(bands, rhs, lower=True, adjoint=False, name=None):
    """The solutions of systems with triangular matrices that are a band of diagonals.

    Args:
        bands: a tensor of a floating or complex dtype and shape [..., k, n], the diagonals as
            rows from the right to the left; lower ones are padded on the left, upper ones on the
            right.
        rhs: a tensor of the same dtype and shape [..., n, m].
        lower: whether the band is below the main diagonal, or above it.
        adjoint: whether to solve with the conjugate transposes.
        name: a name for the operation.

    Returns:
        A tensor of shape [..., n, m].

    Raises:
        InvalidArgumentError: the shapes do not fit, or a main diagonal has a zero.

    Example:
        >>> import tfcompat as tf
        >>> tf.linalg.banded_triangular_solve([[2.0, 1.0], [0.0, 1.0]], [[2.0], [2.0]])
        <tf.Tensor: shape=(2, 1), dtype=float32, numpy=
        array([[1.],
               [1.]], dtype=float32)>
    """
    with scopes.scope(name, "banded_triangular_solve"):
        return raw.BandedTriangularSolve(bands, rhs, lower=lower, adjoint=adjoint)


def cholesky_solve(chol, rhs, name=None):
    """The solutions of systems with matrices given by their Cholesky factors.

    Args:
        chol: a tensor of a floating or complex dtype and shape [..., n, n], as
            `tf.linalg.cholesky` returns it.
        rhs: a tensor of the same dtype and shape [..., n, k].
        name: a name for the operation.

    Returns:
        A tensor of the shape of `rhs`.

    Raises:
        InvalidArgumentError: the shapes do not fit.

    Example:
        >>> import tfcompat as tf
        >>> tf.linalg.cholesky_solve([[2.0, 0.0], [1.0, 1.0]], [[4.0], [4.0]])
        <tf.Tensor: shape=(2, 1), dtype=float32, numpy=
        array([[0.],
               [2.]], dtype=float32)>
    """
    with scopes.scope(name, "cholesky_solve"):
        half = raw.MatrixTriangularSolve(chol, rhs, adjoint=False, lower=True)
        return raw.MatrixTriangularSolve(chol, half, adjoint=True, lower=True)


def lstsq(matrix, rhs, l2_regularizer=0.0, fast=True, name=None):
    """The solutions of linear equations in the sense of least squares.

    Args:
        matrix: a tensor of a floating or complex dtype and shape [..., m, n].
        rhs: a tensor of the same dtype and shape [..., m, k].
        l2_regularizer: the weight of the squares of the solution.
        fast: whether to go by the normal equations; if not, matrices may lack rank, and there is
            no regularizer.
        name: a name for the operation.

    Returns:
        A tensor of shape [..., n, k].

    Raises:
        NotImplementedError: complex128 with a regularizer.
        InvalidArgumentError: the shapes do not fit, or the matrix lacks rank.

    Example:
        >>> import tfcompat as tf
        >>> tf.linalg.lstsq([[1.0], [1.0]], [[1.0], [3.0]])
        <tf.Tensor: shape=(1, 1), dtype=float32, numpy=array([[2.]], dtype=float32)>
    """
    if fast:
        matrix = convert_to_tensor(matrix, name="matrix")
        if matrix.dtype == dtypes.complex128 and l2_regularizer != 0:
            raise NotImplementedError(
                "matrix_solve_ls is currently disabled for complex128 and l2_regularizer != 0 due "
                "to poor accuracy."
            )
    return raw.MatrixSolveLs(matrix, rhs, l2_regularizer, fast=fast, name=name)


def inv(input, adjoint=False, name=None):  # noqa: A002
    """The inverses of matrices, or of their conjugate transposes.

    Args:
        input: a tensor of a floating or complex dtype and shape [..., n, n].
        adjoint: whether to invert the conjugate transposes.
        name: a name for the operation.

    Returns:
        A tensor of the same shape.

    Raises:
        InvalidArgumentError: a matrix is not square or not invertible.

    Example:
        >>> import tfcompat as tf
        >>> tf.linalg.inv([[2.0, 0.0], [0.0, 4.0]])
        <tf.Tensor: shape=(2, 2), dtype=float32, numpy=
        array([[0.5 , 0.  ],
               [0.  , 0.25]], dtype=float32)>
    """
    return raw.MatrixInverse(input, adjoint=adjoint, name=name)


def lu_solve(lower_upper, perm, rhs, validate_args=False, name=None):
    """The solutions of systems with matrices given by their triangular factors.

    Args:
        lower_upper: a tensor of a floating or complex dtype and shape [..., n, n], as
            `tf.linalg.lu` returns it.
        perm: a tensor of dtype int32 or int64 and shape [..., n].
        rhs: a tensor of the dtype of the factors and shape [..., n, k].
        validate_args: whether to check ranks and sizes.
        name: a name for the operation.

    Returns:
        A tensor of the shape of `rhs`.

    Raises:
        ValueError: the shapes do not fit and `validate_args` is set.

    Example:
        >>> import tfcompat as tf
        >>> tf.linalg.lu_solve(*tf.linalg.lu([[0.0, 2.0], [4.0, 0.0]]), [[2.0], [4.0]])
        <tf.Tensor: shape=(2, 1), dtype=float32, numpy=
        array([[1.],
               [1.]], dtype=float32)>
    """
    with scopes.scope(name, "lu_solve"):
        lower_upper = convert_to_tensor(lower_upper, name="lower_upper")
        perm = convert_to_tensor(perm, dtype_hint=dtypes.int32, name="perm")
        rhs = convert_to_tensor(rhs, dtype_hint=lower_upper.dtype, name="rhs")
        _check_factors(lower_upper, perm, validate_args)
        permuted = slicing.gather(rhs, perm, batch_dims=_batch_dims(perm), axis=-2)
        half = raw.MatrixTriangularSolve(_lower(lower_upper), permuted)
        return raw.MatrixTriangularSolve(lower_upper, half, lower=False)


def lu_reconstruct(lower_upper, perm, validate_args=False, name=None):
    """The matrices whose triangular factors these are.

    Args:
        lower_upper: a tensor of a floating or complex dtype and shape [..., n, n], as
            `tf.linalg.lu` returns it.
        perm: a tensor of dtype int32 or int64 and shape [..., n].
        validate_args: whether to check ranks and sizes.
        name: a name for the operation.

    Returns:
        A tensor of shape [..., n, n].

    Raises:
        ValueError: the shapes do not fit and `validate_args` is set.

    Example:
        >>> import tfcompat as tf
        >>> tf.linalg.lu_reconstruct(*tf.linalg.lu([[1.0, 2.0], [4.0, 4.0]]))
        <tf.Tensor: shape=(2, 2), dtype=float32, numpy=
        array([[1., 2.],
               [4., 4.]], dtype=float32)>
    """
    with scopes.scope(name, "lu_reconstruct"):
        lower_upper = convert_to_tensor(lower_upper, dtype_hint=dtypes.float32, name="lower_upper")
        perm = convert_to_tensor(perm, dtype_hint=dtypes.int32, name="perm")
        _check_factors(lower_upper, perm, validate_args)
        upper = raw.MatrixBandPart(lower_upper, 0, -1)
        product = linear_algebra.matmul(_lower(lower_upper), upper)
        back = sorting.argsort(perm, axis=-1)
        return slicing.gather(product, back, batch_dims=_batch_dims(perm), axis=-2)


def lu_matrix_inverse(lower_upper, perm, validate_args=False, name=None):
    """The inverses of matrices given by their triangular factors.

    Args:
        lower_upper: a tensor of a floating or complex dtype and shape [..., n, n], as
            `tf.linalg.lu` returns it.
        perm: a tensor of dtype int32 or int64 and shape [..., n].
        validate_args: whether to check ranks and sizes.
        name: a name for the operation.

    Returns:
        A tensor of shape [..., n, n].

    Raises:
        ValueError: the shapes do not fit and `validate_args` is set.

    Example:
        >>> import tfcompat as tf
        >>> tf.linalg.lu_matrix_inverse(*tf.linalg.lu([[0.0, 2.0], [4.0, 0.0]]))
        <tf.Tensor: shape=(2, 2), dtype=float32, numpy=
        array([[0.  , 0.25],
               [0.5 , 0.  ]], dtype=float32)>
    """
    with scopes.scope(name, "lu_matrix_inverse"):
        lower_upper = convert_to_tensor(lower_upper, dtype_hint=dtypes.float32, name="lower_upper")
        perm = convert_to_tensor(perm, dtype_hint=dtypes.int32, name="perm")
        _check_factors(lower_upper, perm, validate_args)
        ones = raw.OnesLike(diagonals.diag_part(lower_upper))
        return lu_solve(lower_upper, perm, rhs=diagonals.diag(ones))


def tridiagonal_solve(
    diagonals, rhs, diagonals_format="compact", transpose_rhs=False, conjugate_rhs=False,
    name=None, partial_pivoting=True, perturb_singular=False
):
    """The solutions of systems with matrices of three diagonals.

    Args:
        diagonals: "compact": a tensor of shape [..., 3, n], the diagonals from the upper to the
            lower one, the upper padded last and the lower first; "sequence": a triple of tensors;
            "matrix": a tensor of shape [..., n, n].
        rhs: a tensor of the same dtype and shape [..., n] or [..., n, k].
        diagonals_format: which of these the diagonals are.
        transpose_rhs: whether the right hand sides come, and the solutions go, transposed.
        conjugate_rhs: whether the right hand sides are conjugated first.
        partial_pivoting: whether rows are exchanged where that is better.
        perturb_singular: whether matrices that are singular are changed a little.
        name: a name for the operation.

    Returns:
        A tensor of the shape of `rhs`; NaN where a matrix is singular.

    Raises:
        ValueError: the shapes do not fit, or there is no such format.

    Example:
        >>> import tfcompat as tf
        >>> tf.linalg.tridiagonal_solve([[1.0, 0.0], [2.0, 2.0], [0.0, 1.0]], [3.0, 3.0])
        <tf.Tensor: shape=(2,), dtype=float32, numpy=array([1., 1.], dtype=float32)>
    """
    if perturb_singular and not partial_pivoting:
        raise ValueError("partial_pivoting must be True if perturb_singular is.")
    with scopes.scope(name, "tridiagonal_solve"):
        compact = _compact(diagonals, diagonals_format)
        rhs = convert_to_tensor(rhs, dtype_hint=compact.dtype)
        _check_tridiagonal(compact, rhs)
        is_vector = rhs.shape.rank is not None and rhs.shape.rank == compact.shape.rank - 1
        if conjugate_rhs:
            rhs = complex_numbers.conj(rhs)
        if is_vector:
            rhs = raw.ExpandDims(rhs, -1)
        elif transpose_rhs:
            rhs = linear_algebra.matrix_transpose(rhs)
        result = raw.TridiagonalSolve(
            compact, rhs, partial_pivoting=partial_pivoting, perturb_singular=perturb_singular
        )
        if is_vector:
            return raw.Squeeze(result, squeeze_dims=[-1])
        return linear_algebra.matrix_transpose(result) if transpose_rhs else result


def tridiagonal_matmul(diagonals, rhs, diagonals_format="compact", name=None):
    """The products of matrices of three diagonals with others.

    Args:
        diagonals: the diagonals; see `tf.linalg.tridiagonal_solve`.
        rhs: a tensor of the same dtype and shape [..., n, k].
        diagonals_format: "compact", "sequence" or "matrix".
        name: a name for the operation.

    Returns:
        A tensor of shape [..., n, k].

    Raises:
        ValueError: there is no such format.

    Example:
        >>> import tfcompat as tf
        >>> tf.linalg.tridiagonal_matmul([[1.0, 0.0], [2.0, 2.0], [0.0, 1.0]], [[1.0], [1.0]])
        <tf.Tensor: shape=(2, 1), dtype=float32, numpy=
        array([[3.],
               [3.]], dtype=float32)>
    """
    with scopes.scope(name, "tridiagonal_matmul"):
        compact = _compact(diagonals, diagonals_format)
        rows = raw.Unpack(compact, num=3, axis=-2)
        return raw.TridiagonalMatMul(*(raw.ExpandDims(row, -2) for row in rows), rhs)


def _lower(lower_upper):
    """Return the lower triangles, with ones on their diagonals."""
    ones = raw.OnesLike(diagonals.diag_part(lower_upper))
    return diagonals.set_diag(raw.MatrixBandPart(lower_upper, -1, 0), ones)


def _batch_dims(perm):
    if perm.shape.rank is None:
        raise ValueError("The rank of `perm` must be known.")
    return perm.shape.rank - 1


def _check_factors(lower_upper, perm, validate_args):
    """Check ranks and sizes where that is wanted and they are known."""
    if not validate_args:
        return
    shape, order = lower_upper.shape, perm.shape
    if shape.rank is not None and shape.rank < 2:
        raise ValueError(
            f"Input `lower_upper` must have at least 2 dimensions. Saw: {shape.rank}."
        )
    if shape.rank is not None and order.rank is not None and order.rank + 1 != shape.rank:
        raise ValueError("`rank(lower_upper)` must equal `rank(perm) + 1`")
    if shape.rank is not None and shape[-2] != shape[-1]:
        raise ValueError("`lower_upper` must be square.")


def _compact(given, format):  # noqa: A002
    """Return three diagonals in one tensor of shape [..., 3, n]."""
    if format == "compact":
        return convert_to_tensor(given)
    if format == "sequence":
        return _from_sequence(given)
    if format == "matrix":
        matrix = convert_to_tensor(given)
        sizes = [None, None] if matrix.shape.rank is None else matrix.shape[-2:].as_list()
        if None not in sizes and sizes[0] != sizes[1]:
            raise ValueError(
                "Expected last two dimensions of diagonals to be same, got {} and {}".format(
                    *sizes
                )
            )
        return diagonals.diag_part(matrix, k=(-1, 1), padding_value=0.0, align="LEFT_RIGHT")
    raise ValueError(f"Unrecognized diagonals_format: {format}")


def _from_sequence(given):
    if not isinstance(given, (tuple, list)) or len(given) != 3:
        raise ValueError("Expected diagonals to be a sequence of length 3.")
    above, main, below = (convert_to_tensor(x) for x in given)
    size = main.shape[-1]
    above = _filled(above, size, "superdiagonal", [0, 1])
    below = _filled(below, size, "subdiagonal", [1, 0])
    return raw.Pack([above, main, below], axis=-2)


def _filled(x, size, name, padding):
    """Return a diagonal with the element that it lacks, if it does."""
    length = x.shape[-1]
    if size is None or length is None or length == size:
        return x
    if length == size - 1:
        return rearranging.pad(x, [[0, 0]] * (x.shape.rank - 1) + [padding])
    raise ValueError(f"Expected {name} to be have length {size} or {size - 1}, got {length}.")


def _check_tridiagonal(compact, rhs):
    rank, other = compact.shape.rank, rhs.shape.rank
    if rank is None:
        return
    if rank < 2:
        raise ValueError(f"Expected diagonals to have rank at least 2, got {rank}")
    if other and other not in (rank, rank - 1):
        raise ValueError(f"Expected the rank of rhs to be {rank - 1} or {rank}, got {other}")
    if other and not compact.shape[:-2].is_compatible_with(rhs.shape[: rank - 2]):
        raise ValueError(
            f"Batch shapes {compact.shape[:-2]} and {rhs.shape[: rank - 2]} are incompatible"
        )
    if compact.shape[-2] and compact.shape[-2] != 3:
        raise ValueError(f"Expected 3 diagonals got {compact.shape[-2]}")
