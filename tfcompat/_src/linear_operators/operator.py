"""LinearOperator: what all operators can do, by way of a matrix where a class knows no better."""

import functools

from tfcompat._src.base import dtypes
from tfcompat._src.core import raw
from tfcompat._src.core.convert import convert_to_tensor
from tfcompat._src.frontend import (
    arrays,
    checks,
    creation,
    decompositions,
    diagonals,
    linear_algebra,
    linear_systems,
    matrix_functions,
    reductions,
)
from tfcompat._src.linear_operators.arguments import column, same_batches, turned
from tfcompat._src.state.module import Module


@functools.cache
def _rules():
    from tfcompat._src.linear_operators import rules

    return rules


class LinearOperator(Module):
    """Base of operators: matrices, or batches of them, that are known by what they do.

    A class of operators defines `_shape`, `_shape_tensor` and `_matmul`, and whatever it knows
    better than by way of the matrix: `_solve`, `_to_dense`, `_diag_part`, `_determinant` ...

    Args:
        dtype: the dtype of the matrix.
        graph_parents: accepted for compatibility.
        is_non_singular: whether it can be inverted, as far as is known.
        is_self_adjoint: whether it equals its adjoint, as far as is known.
        is_positive_definite: whether x^H A x is positive for all x, as far as is known.
        is_square: whether it is square, as far as is known.
        name: a name.
        parameters: the arguments that an instance was made with.

    Raises:
        ValueError: the hints contradict each other.

    Example:
        >>> import tfcompat as tf
        >>> operator = tf.linalg.LinearOperatorDiag([1.0, 2.0])
        >>> isinstance(operator, tf.linalg.LinearOperator)
        True
        >>> operator.matvec([3.0, 4.0])
        <tf.Tensor: shape=(2,), dtype=float32, numpy=array([3., 8.], dtype=float32)>
    """

    def __init__(
        self, dtype, graph_parents=None, is_non_singular=None, is_self_adjoint=None,
        is_positive_definite=None, is_square=None, name=None, parameters=None
    ):  # fmt: skip
        del graph_parents
        if is_positive_definite is True:
            if is_non_singular is False:
                raise ValueError("A positive definite matrix is always non-singular.")
            is_non_singular = True
        if is_non_singular:
            if is_square is False:
                raise ValueError("A non-singular matrix is always square.")
            is_square = True
        if is_self_adjoint:
            if is_square is False:
                raise ValueError("A self-adjoint matrix is always square.")
            is_square = True
        self._dtype = None if dtype is None else dtypes.as_dtype(dtype).base_dtype
        self._hints = (is_non_singular, is_self_adjoint, is_positive_definite, is_square)
        self._parameters = {} if parameters is None else dict(parameters)
        super().__init__(name=name or type(self).__name__)

    @property
    def parameters(self):
        """The arguments that this operator was made with, by name."""
        return dict(self._parameters)

    @property
    def dtype(self):
        """The DType of the matrix."""
        return self._dtype

    @property
    def graph_parents(self):
        """Nothing; accepted for compatibility."""
        return []

    @property
    def is_non_singular(self):
        """Whether it can be inverted; None if that is unknown."""
        return self._hints[0]

    @property
    def is_self_adjoint(self):
        """Whether it equals its adjoint; None if that is unknown."""
        return self._hints[1]

    @property
    def is_positive_definite(self):
        """Whether it is positive definite; None if that is unknown."""
        return self._hints[2]

    @property
    def is_square(self):
        """Whether it is square; None if that is unknown."""
        rows, columns = self.range_dimension, self.domain_dimension
        if None not in (rows, columns):
            if self._hints[3] is False and rows == columns:
                raise ValueError(
                    "User set is_square hint to False, but the operator was square.")
            if self._hints[3] is None:
                return rows == columns
        return self._hints[3]

    @property
    def shape(self):
        """The TensorShape of the matrices, as far as it is known."""
        return self._shape()

    def shape_tensor(self, name="shape_tensor"):
        """Return the shape of the matrices as a tensor."""
        if self.shape.is_fully_defined():
            return convert_to_tensor(self.shape.as_list(), dtypes.int32)
        return self._shape_tensor()

    @property
    def batch_shape(self):
        """The TensorShape of the batch: all but the last two dimensions."""
        return self.shape[:-2]

    def batch_shape_tensor(self, name="batch_shape_tensor"):
        """Return the shape of the batch as a tensor."""
        if self.batch_shape.is_fully_defined():
            return convert_to_tensor(self.batch_shape.as_list(), dtypes.int32)
        return self.shape_tensor()[:-2]

    @property
    def tensor_rank(self):
        """The number of dimensions, those of the matrices included."""
        return self.shape.rank

    def tensor_rank_tensor(self, name="tensor_rank_tensor"):
        """Return the number of dimensions as a tensor."""
        rank = self.tensor_rank
        return arrays.size(self.shape_tensor()) if rank is None else convert_to_tensor(rank)

    @property
    def domain_dimension(self):
        """The number of columns; None if that is unknown."""
        return None if self.shape.rank is None else self.shape[-1]

    def domain_dimension_tensor(self, name="domain_dimension_tensor"):
        """Return the number of columns as a tensor."""
        known = self.domain_dimension
        return self.shape_tensor()[-1] if known is None else convert_to_tensor(known)

    @property
    def range_dimension(self):
        """The number of rows; None if that is unknown."""
        return None if self.shape.rank is None else self.shape[-2]

    def range_dimension_tensor(self, name="range_dimension_tensor"):
        """Return the number of rows as a tensor."""
        known = self.range_dimension
        return self.shape_tensor()[-2] if known is None else convert_to_tensor(known)

    def assert_non_singular(self, name="assert_non_singular"):
        """Check that the matrices can be inverted, as far as the dtype's precision tells."""
        return self._assert_non_singular()

    def assert_positive_definite(self, name="assert_positive_definite"):
        """Check that the matrices are positive definite."""
        return self._assert_positive_definite()

    def assert_self_adjoint(self, name="assert_self_adjoint"):
        """Check that the matrices equal their adjoints."""
        return self._assert_self_adjoint()

    def matmul(self, x, adjoint=False, adjoint_arg=False, name="matmul"):
        """Return the product with matrices [..., columns, n], or with another operator."""
        if isinstance(x, LinearOperator):
            left = self.adjoint() if adjoint else self
            right = x.adjoint() if adjoint_arg else x
            _check_operators(left.domain_dimension, right.range_dimension, "x")
            return _rules().product(left, right)
        x = self._argument(x, "x")
        self._check_dimension(x, -2 if adjoint else -1, -1 if adjoint_arg else -2)
        return self._matmul(x, adjoint=adjoint, adjoint_arg=adjoint_arg)

    def __matmul__(self, other):
        return self.matmul(other)

    def matvec(self, x, adjoint=False, name="matvec"):
        """Return the product with vectors [..., columns]."""
        x = self._argument(x, "x")
        self._check_dimension(x, -2 if adjoint else -1, -1)
        return self._matvec(x, adjoint=adjoint)

    def solve(self, rhs, adjoint=False, adjoint_arg=False, name="solve"):
        """Return X of A X = rhs, for matrices [..., rows, n] or another operator."""
        if isinstance(rhs, LinearOperator):
            left = self.adjoint() if adjoint else self
            right = rhs.adjoint() if adjoint_arg else rhs
            _check_operators(left.domain_dimension, right.range_dimension, "rhs")
            left._check_solvable()
            return _rules().quotient(left, right)
        self._check_solvable()
        rhs = self._argument(rhs, "rhs")
        self._check_dimension(rhs, -1 if adjoint else -2, -1 if adjoint_arg else -2)
        return self._solve(rhs, adjoint=adjoint, adjoint_arg=adjoint_arg)

    def solvevec(self, rhs, adjoint=False, name="solve"):
        """Return x of A x = rhs, for vectors [..., rows]."""
        rhs = self._argument(rhs, "rhs")
        self._check_dimension(rhs, -1 if adjoint else -2, -1)
        self._check_solvable()
        return raw.Squeeze(self._solve(column(rhs), adjoint=adjoint), squeeze_dims=[-1])

    def determinant(self, name="det"):
        """Return the determinants, [...]."""
        self._check_square("Determinant not implemented")
        return self._determinant()

    def log_abs_determinant(self, name="log_abs_det"):
        """Return the logarithms of the absolute values of the determinants, [...]."""
        self._check_square("Determinant not implemented")
        return self._log_abs_determinant()

    def adjoint(self, name="adjoint"):
        """Return the operator of the adjoint matrices."""
        return self if self.is_self_adjoint is True else self._adjoint_operator()

    H = property(adjoint, doc="The operator of the adjoint matrices.")

    def inverse(self, name="inverse"):
        """Return the operator of the inverse matrices."""
        if self.is_square is False:
            raise ValueError(
                "Cannot take the Inverse: This operator represents a non square matrix.")
        if self.is_non_singular is False:
            raise ValueError(
                "Cannot take the Inverse: This operator represents a singular matrix.")
        return self._inverse_operator()

    def cholesky(self, name="cholesky"):
        """Return the operator of the lower triangular Cholesky factors."""
        if not self._has_cholesky():
            raise ValueError(
                "Cannot take the Cholesky decomposition: Not a positive definite self adjoint "
                "matrix."
            )
        return self._cholesky_operator()

    def to_dense(self, name="to_dense"):
        """Return the matrices, [..., rows, columns]."""
        return self._to_dense()

    def diag_part(self, name="diag_part"):
        """Return the main diagonals, [..., min(rows, columns)]."""
        return self._diag_part()

    def trace(self, name="trace"):
        """Return the sums of the main diagonals, [...]."""
        return self._trace()

    def add_to_tensor(self, x, name="add_to_tensor"):
        """Return the matrices plus other ones."""
        x = self._argument(x, "x")
        return self._add_to_tensor(x)

    def eigvals(self, name="eigvals"):
        """Return the eigenvalues of a self-adjoint operator, [..., rows]."""
        if not self.is_self_adjoint:
            raise NotImplementedError("Only self-adjoint matrices are supported.")
        return self._eigvals()

    def cond(self, name="cond"):
        """Return the condition numbers by the 2-norm, [...]."""
        return self._cond()

    # What follows is what a class may know better.

    def _shape(self):
        raise NotImplementedError("_shape is not implemented.")

    def _shape_tensor(self):
        raise NotImplementedError("_shape_tensor is not implemented.")

    def _matmul(self, x, adjoint=False, adjoint_arg=False):
        raise NotImplementedError("_matmul is not implemented.")

    def _matvec(self, x, adjoint=False):
        return raw.Squeeze(self._matmul(column(x), adjoint=adjoint), squeeze_dims=[-1])

    def _solve(self, rhs, adjoint=False, adjoint_arg=False):
        rhs = turned(rhs, adjoint_arg)
        if self._has_cholesky():
            factor, rhs = same_batches(decompositions.cholesky(self.to_dense()), rhs)
            return linear_systems.cholesky_solve(factor, rhs)
        matrix, rhs = same_batches(self.to_dense(), rhs)
        return linear_systems.solve(matrix, rhs, adjoint=adjoint)

    def _determinant(self):
        if self._has_cholesky():
            return raw.Exp(self.log_abs_determinant())
        return matrix_functions.det(self.to_dense())

    def _log_abs_determinant(self):
        if self._has_cholesky():
            diagonal = diagonals.diag_part(decompositions.cholesky(self.to_dense()))
            return 2 * reductions.reduce_sum(raw.Log(diagonal), -1)
        return matrix_functions.slogdet(self.to_dense())[1]

    def _to_dense(self):
        columns = self.domain_dimension_tensor()
        identity = creation.eye(columns, batch_shape=self.batch_shape_tensor(), dtype=self.dtype)
        return self.matmul(identity)

    def _diag_part(self):
        return diagonals.diag_part(self.to_dense())

    def _trace(self):
        return reductions.reduce_sum(self.diag_part(), -1)

    def _add_to_tensor(self, x):
        return self.to_dense() + x

    def _eigvals(self):
        return decompositions.eigvalsh(self.to_dense())

    def _cond(self):
        if self.is_self_adjoint:
            values = self.eigvals()
            values = raw.ComplexAbs(values, Tout=values.dtype.real_dtype) if (
                values.dtype.is_complex) else raw.Abs(values)
        else:
            values = decompositions.svd(self.to_dense(), compute_uv=False)
        if values.dtype.is_complex:
            values = raw.Real(values, Tout=values.dtype.real_dtype)
        return reductions.reduce_max(values, -1) / reductions.reduce_min(values, -1)

    def _assert_non_singular(self):
        condition = self.cond()
        limit = 1.0 / (100.0 * float(condition.dtype.as_numpy_dtype(_epsilon(condition.dtype))))
        return checks.assert_less(
            condition, convert_to_tensor(limit, condition.dtype),
            message="Singular matrix up to precision epsilon.")

    def _assert_positive_definite(self):
        if self.is_self_adjoint:
            factor = decompositions.cholesky(self.to_dense())
            return checks.assert_positive(
                diagonals.diag_part(factor), message="Matrix was not positive definite.")
        raise NotImplementedError("assert_positive_definite is not implemented.")

    def _assert_self_adjoint(self):
        matrix = self.to_dense()
        return checks.assert_equal(
            matrix, linear_algebra.adjoint(matrix),
            message="Matrix was not equal to its adjoint.")

    def _adjoint_operator(self):
        return _rules().adjoint(self)

    def _inverse_operator(self):
        return _rules().inverse(self)

    def _cholesky_operator(self):
        return _rules().cholesky(self)

    # Checks of arguments.

    def _has_cholesky(self):
        return bool(self.is_self_adjoint and self.is_positive_definite)

    def _argument(self, x, name):
        """Convert an argument and check its dtype."""
        x = convert_to_tensor(x, name=name)
        if self.dtype is not None and x.dtype.base_dtype != self.dtype:
            raise TypeError(
                f"Expected argument to have dtype {self.dtype}.  Found: {x.dtype} in tensor {x!s}"
            )
        return x

    def _check_dimension(self, x, own, its):
        if self.shape.rank is not None and x.shape.rank is not None:
            ours, other = self.shape.as_list()[own], tuple(x.shape.as_list())[its]
            if None not in (ours, other) and ours != other:
                raise ValueError(f"Dimensions {ours} and {other} are not compatible")

    def _check_square(self, what):
        if self.is_square is False:
            raise NotImplementedError(
                f"{what} for an operator that is expected to not be square.")

    def _check_solvable(self):
        if self.is_non_singular is False:
            raise NotImplementedError(
                "Exact solve not implemented for an operator that is expected to be singular.")
        self._check_square("Exact solve not implemented")


def _check_operators(columns, rows, name):
    if None not in (columns, rows) and columns != rows:
        raise ValueError(
            f"Operators are incompatible. Expected `{name}` to have dimension {columns} but got "
            f"{rows}."
        )


def _epsilon(dtype):
    return {dtypes.float16: 2.0**-10, dtypes.float32: 2.0**-23}.get(dtype, 2.0**-52)
