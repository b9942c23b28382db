"""Operators that hold their matrix: any one, or a lower triangular one."""

from tfcompat._src.core import raw
from tfcompat._src.core.convert import convert_to_tensor
from tfcompat._src.frontend import arrays, checks, diagonals, linear_algebra, linear_systems
from tfcompat._src.frontend import reductions
from tfcompat._src.linear_operators.arguments import KINDS, kept, turned
from tfcompat._src.linear_operators.operator import LinearOperator


class LinearOperatorFullMatrix(LinearOperator):
    """An operator that holds its matrix.

    Args:
        matrix: a tensor [..., rows, columns] of a floating or complex dtype.
        is_non_singular, is_self_adjoint, is_positive_definite, is_square: what is known.
        name: a name.

    Raises:
        TypeError: the dtype is another one.
        ValueError: there are fewer than two dimensions.

    Example:
        >>> import tfcompat as tf
        >>> operator = tf.linalg.LinearOperatorFullMatrix([[1.0, 2.0], [3.0, 4.0]])
        >>> operator.matvec([1.0, 1.0])
        <tf.Tensor: shape=(2,), dtype=float32, numpy=array([3., 7.], dtype=float32)>
    """

    def __init__(
        self, matrix, is_non_singular=None, is_self_adjoint=None, is_positive_definite=None,
        is_square=None, name="LinearOperatorFullMatrix"
    ):  # fmt: skip
        parameters = {k: v for k, v in locals().items() if k not in ("self", "__class__")}
        self._matrix = kept(matrix, "matrix")
        if self._matrix.dtype not in KINDS:
            shown = ", ".join(f"tf.{kind.name}" for kind in KINDS)
            raise TypeError(
                f"Argument `matrix` must have dtype in [{shown}]. Received: {self._matrix.dtype}.")
        if self._matrix.shape.rank is not None and self._matrix.shape.rank < 2:
            raise ValueError(
                f"Argument `matrix` must have at least 2 dimensions. Received: {self._matrix}.")
        super().__init__(
            self._matrix.dtype, is_non_singular=is_non_singular, is_self_adjoint=is_self_adjoint,
            is_positive_definite=is_positive_definite, is_square=is_square, name=name,
            parameters=parameters)

    @property
    def matrix(self):
        """The matrix."""
        return self._matrix

    def _shape(self):
        return self._matrix.shape

    def _shape_tensor(self):
        return arrays.shape(self._matrix)

    def _matmul(self, x, adjoint=False, adjoint_arg=False):
        return linear_algebra.matmul(self._matrix, x, adjoint_a=adjoint, adjoint_b=adjoint_arg)

    def _to_dense(self):
        return convert_to_tensor(self._matrix)


class LinearOperatorLowerTriangular(LinearOperator):
    """An operator of a lower triangular matrix; what is above its diagonal does not count.

    Args:
        tril: a tensor [..., n, n].
        is_non_singular, is_self_adjoint, is_positive_definite, is_square: what is known.
        name: a name.

    Raises:
        ValueError: there are fewer than two dimensions, or it is said not to be square.

    Example:
        >>> import tfcompat as tf
        >>> operator = tf.linalg.LinearOperatorLowerTriangular([[2.0, 9.0], [1.0, 4.0]])
        >>> operator.determinant()
        <tf.Tensor: shape=(), dtype=float32, numpy=8.0>
    """

    def __init__(
        self, tril, is_non_singular=None, is_self_adjoint=None, is_positive_definite=None,
        is_square=None, name="LinearOperatorLowerTriangular"
    ):  # fmt: skip
        parameters = {k: v for k, v in locals().items() if k not in ("self", "__class__")}
        if is_square is False:
            raise ValueError("Only square lower triangular operators supported at this time.")
        self._tril = kept(tril, "tril")
        if self._tril.shape.rank is not None and self._tril.shape.rank < 2:
            raise ValueError(
                f"Argument tril must have at least 2 dimensions.  Found: {self._tril!s}")
        super().__init__(
            self._tril.dtype, is_non_singular=is_non_singular, is_self_adjoint=is_self_adjoint,
            is_positive_definite=is_positive_definite, is_square=True, name=name,
            parameters=parameters)

    @property
    def tril(self):
        """The matrix as it was given."""
        return self._tril

    def _shape(self):
        return self._tril.shape

    def _shape_tensor(self):
        return arrays.shape(self._tril)

    def _to_dense(self):
        return diagonals.band_part(self._tril, -1, 0)

    def _diag_part(self):
        return diagonals.diag_part(self._tril)

    def _matmul(self, x, adjoint=False, adjoint_arg=False):
        return linear_algebra.matmul(
            self.to_dense(), x, adjoint_a=adjoint, adjoint_b=adjoint_arg)

    def _solve(self, rhs, adjoint=False, adjoint_arg=False):
        return linear_systems.triangular_solve(
            self.to_dense(), turned(rhs, adjoint_arg), lower=True, adjoint=adjoint)

    def _determinant(self):
        return reductions.reduce_prod(self.diag_part(), -1)

    def _log_abs_determinant(self):
        return reductions.reduce_sum(raw.Log(magnitude(self.diag_part())), -1)

    def _eigvals(self):
        return self.diag_part()

    def _assert_non_singular(self):
        return nonzero(self.diag_part(), "Singular operator:  Diagonal contained zero values.")


def magnitude(x):
    return raw.ComplexAbs(x, Tout=x.dtype.real_dtype) if x.dtype.is_complex else raw.Abs(x)


def nonzero(x, message):
    """Check that no number is zero."""
    size = magnitude(x)
    return checks.assert_less(convert_to_tensor(0, size.dtype), size, message=message)
