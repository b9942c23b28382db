"""The Kronecker product of operators."""

from tfcompat._src.base.shapes import TensorShape
from tfcompat._src.core import raw
from tfcompat._src.frontend import arrays, casting, control, linear_algebra
from tfcompat._src.linear_operators.arguments import (
    batch_of,
    batch_tensor_of,
    column,
    combined,
    joined,
    one_dtype,
    spread,
    square_of,
    turned,
)
from tfcompat._src.linear_operators.operator import LinearOperator


class LinearOperatorKronecker(LinearOperator):
    """The Kronecker product of operators.

    Args:
        operators: a list of operators of one dtype.
        is_non_singular, is_self_adjoint, is_positive_definite, is_square: what is known.
        name: a name.

    Raises:
        TypeError: the dtypes differ.
        ValueError: there are no operators.

    Example:
        >>> import tfcompat as tf
        >>> one, other = (tf.linalg.LinearOperatorDiag(x) for x in ([1.0, 2.0], [3.0]))
        >>> tf.linalg.LinearOperatorKronecker([one, other]).matvec([1.0, 1.0])
        <tf.Tensor: shape=(2,), dtype=float32, numpy=array([3., 6.], dtype=float32)>
    """

    def __init__(
        self, operators, is_non_singular=None, is_self_adjoint=None, is_positive_definite=None,
        is_square=None, name=None
    ):  # fmt: skip
        parameters = {k: v for k, v in locals().items() if k not in ("self", "__class__")}
        operators = list(operators)
        if not operators:
            raise ValueError(
                f"Argument `operators` must be a list of >=1 operators. Received: {operators}.")
        self._operators = operators
        if is_non_singular is None:
            is_non_singular = combined(one.is_non_singular for one in operators)
        if is_self_adjoint is None and all(one.is_self_adjoint for one in operators):
            is_self_adjoint = True
        if is_positive_definite is None and all(one.is_positive_definite for one in operators):
            is_positive_definite = True
        super().__init__(
            one_dtype(operators), None, is_non_singular, is_self_adjoint, is_positive_definite,
            square_of(is_square, operators, "product"),
            name=name or "_x_".join(operator.name for operator in operators),
            parameters=parameters)

    @property
    def operators(self):
        """The factors."""
        return self._operators

    def _shape(self):
        sizes = [1, 1]
        for one in self._operators:
            for i, size in enumerate((one.range_dimension, one.domain_dimension)):
                sizes[i] = None if None in (sizes[i], size) else sizes[i] * size
        return batch_of(self._operators).concatenate(TensorShape(sizes))

    def _shape_tensor(self):
        rows, columns = 1, 1
        for one in self._operators:
            rows = rows * one.range_dimension_tensor()
            columns = columns * one.domain_dimension_tensor()
        return joined(batch_tensor_of(self._operators), rows, columns)

    def _matmul(self, x, adjoint=False, adjoint_arg=False):
        return self._one_by_one(
            turned(x, adjoint_arg), lambda one, part: one.matmul(part, adjoint=adjoint),
            [one.range_dimension_tensor() if adjoint else one.domain_dimension_tensor()
             for one in self._operators])

    def _solve(self, rhs, adjoint=False, adjoint_arg=False):
        return self._one_by_one(
            turned(rhs, adjoint_arg), lambda one, part: one.solve(part, adjoint=adjoint),
            [one.domain_dimension_tensor() if adjoint else one.range_dimension_tensor()
             for one in self._operators])

    def _one_by_one(self, x, act, sizes):
        """Apply the factors, each to its part of the rows, which are numbered by all parts.

        The rows are laid out as [first, rest]; the first factor acts on `first` with everything
        else as columns, which then go to the end. After all factors the columns of the argument
        are in front, where they began.
        """
        x = spread(x, self.batch_shape_tensor())
        batch, count = arrays.shape(x)[:-2], arrays.shape(x)[-1]
        # [..., count, rows]: the columns are what turns round with the parts.
        state = linear_algebra.matrix_transpose(x)
        for one, size in zip(self._operators, sizes, strict=True):
            state = raw.Reshape(state, joined(batch, count, size, -1))
            places = list(range(state.shape.rank)) if state.shape.rank is not None else None
            rank = len(places)
            order = [*places[: rank - 3], rank - 2, rank - 3, rank - 1]
            moved = raw.Transpose(state, order)
            sizes_now = arrays.shape(moved)
            acted = act(one, raw.Reshape(moved, joined(batch, size, -1)))
            acted = raw.Reshape(
                acted, joined(batch, arrays.shape(acted)[-2], sizes_now[-2], sizes_now[-1]))
            # [..., new, count, rest] -> [..., count, rest, new]
            state = raw.Transpose(acted, [*places[: rank - 3], rank - 2, rank - 1, rank - 3])
            state = raw.Reshape(state, joined(batch, count, -1))
        return linear_algebra.matrix_transpose(state)

    def _determinant(self):
        whole = self.domain_dimension_tensor()
        result = None
        for one in self._operators:
            power = casting.cast(whole // one.domain_dimension_tensor(), self.dtype)
            term = raw.Pow(one.determinant(), power)
            result = term if result is None else result * term
        return result

    def _log_abs_determinant(self):
        whole = self.domain_dimension_tensor()
        result = None
        for one in self._operators:
            term = one.log_abs_determinant()
            term = term * casting.cast(whole // one.domain_dimension_tensor(), term.dtype)
            result = term if result is None else result + term
        return result

    def _trace(self):
        result = self._operators[0].trace()
        for one in self._operators[1:]:
            result = result * one.trace()
        return result

    def _products(self, method):
        """Return all products of one number of each factor, numbered as rows are."""
        result = getattr(self._operators[0], method)()
        for one in self._operators[1:]:
            other = getattr(one, method)()
            product = column(result) * raw.ExpandDims(other, -2)
            result = raw.Reshape(product, joined(arrays.shape(product)[:-2], -1))
        return result

    def _diag_part(self):
        return self._products("diag_part")

    def _eigvals(self):
        return self._products("eigvals")

    def _assert_non_singular(self):
        if all(one.is_square for one in self._operators):
            return control.group(*[one.assert_non_singular() for one in self._operators])
        return super()._assert_non_singular()

    def _assert_self_adjoint(self):
        if all(one.is_square for one in self._operators):
            return control.group(*[one.assert_self_adjoint() for one in self._operators])
        return super()._assert_self_adjoint()

    def _of(self, method, **hints):
        given = {
            "is_non_singular": self.is_non_singular, "is_self_adjoint": self.is_self_adjoint,
            "is_positive_definite": self.is_positive_definite, "is_square": self.is_square,
        }
        return LinearOperatorKronecker(
            [getattr(one, method)() for one in self._operators], **{**given, **hints})

    def _adjoint_operator(self):
        return self._of("adjoint")

    def _inverse_operator(self):
        return self._of("inverse")

    def _cholesky_operator(self):
        return self._of(
            "cholesky", is_non_singular=True, is_self_adjoint=None, is_positive_definite=None,
            is_square=True)
