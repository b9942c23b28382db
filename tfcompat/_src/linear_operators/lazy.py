"""Operators made of others without computing anything: adjoints, inverses, products."""

from tfcompat._src.base.shapes import TensorShape
from tfcompat._src.core.convert import convert_to_tensor
from tfcompat._src.frontend import control, linear_algebra
from tfcompat._src.linear_operators.arguments import (
    batch_of,
    batch_tensor_of,
    combined,
    conjugate_if,
    joined,
    one_dtype,
    turned,
)
from tfcompat._src.linear_operators.operator import LinearOperator


class LinearOperatorAdjoint(LinearOperator):
    """The adjoint of an operator.

    Args:
        operator: the operator.
        is_non_singular, is_self_adjoint, is_positive_definite, is_square: what is known; what
            is known of `operator` by default.
        name: a name.

    Raises:
        ValueError: what is said contradicts what is known of `operator`.

    Example:
        >>> import tfcompat as tf
        >>> operator = tf.linalg.LinearOperatorFullMatrix([[1.0, 2.0], [3.0, 4.0]])
        >>> tf.linalg.LinearOperatorAdjoint(operator).to_dense()
        <tf.Tensor: shape=(2, 2), dtype=float32, numpy=
        array([[1., 3.],
               [2., 4.]], dtype=float32)>
    """

    def __init__(
        self, operator, is_non_singular=None, is_self_adjoint=None, is_positive_definite=None,
        is_square=None, name=None
    ):  # fmt: skip
        parameters = {k: v for k, v in locals().items() if k not in ("self", "__class__")}
        self._operator = operator
        hints = [
            _same(what, given, found) for what, given, found in (
                ("non-singular", is_non_singular, operator.is_non_singular),
                ("self-adjoint", is_self_adjoint, operator.is_self_adjoint),
                ("positive-definite", is_positive_definite, operator.is_positive_definite),
                ("square", is_square, operator.is_square),
            )
        ]
        super().__init__(
            operator.dtype, None, *hints, name=name or operator.name + "_adjoint",
            parameters=parameters)

    @property
    def operator(self):
        """The operator of which this is the adjoint."""
        return self._operator

    def _shape(self):
        shape = self._operator.shape
        if shape.rank is None:
            return shape
        return shape[:-2].concatenate(TensorShape([shape[-1], shape[-2]]))

    def _shape_tensor(self):
        sizes = self._operator.shape_tensor()
        return joined(sizes[:-2], sizes[-1], sizes[-2])

    def _matmul(self, x, adjoint=False, adjoint_arg=False):
        return self._operator.matmul(x, adjoint=not adjoint, adjoint_arg=adjoint_arg)

    def _matvec(self, x, adjoint=False):
        return self._operator.matvec(x, adjoint=not adjoint)

    def _solve(self, rhs, adjoint=False, adjoint_arg=False):
        return self._operator.solve(rhs, adjoint=not adjoint, adjoint_arg=adjoint_arg)

    def _to_dense(self):
        return linear_algebra.adjoint(self._operator.to_dense())

    def _diag_part(self):
        return conjugate_if(self._operator.diag_part(), True)

    def _trace(self):
        return conjugate_if(self._operator.trace(), True)

    def _determinant(self):
        return conjugate_if(self._operator.determinant(), True)

    def _log_abs_determinant(self):
        return self._operator.log_abs_determinant()

    def _cond(self):
        return self._operator.cond()

    def _eigvals(self):
        return conjugate_if(self._operator.eigvals(), True)

    def _assert_non_singular(self):
        return self._operator.assert_non_singular()

    def _assert_positive_definite(self):
        return self._operator.assert_positive_definite()

    def _assert_self_adjoint(self):
        return self._operator.assert_self_adjoint()

    def _adjoint_operator(self):
        return self._operator


def _same(what, given, found):
    """Return a hint given for an adjoint or found of its operator."""
    if None not in (given, found) and given != found:
        raise ValueError(
            f"An operator is {what} if and only if its adjoint is {what}.")
    return found if given is None else given


class LinearOperatorInversion(LinearOperator):
    """The inverse of an operator.

    Args:
        operator: the operator.
        is_non_singular, is_self_adjoint, is_positive_definite, is_square: what is known; what
            is known of `operator` by default.
        name: a name.

    Raises:
        ValueError: it cannot be inverted, or what is said contradicts what is known.

    Example:
        >>> import tfcompat as tf
        >>> operator = tf.linalg.LinearOperatorFullMatrix([[2.0, 0.0], [0.0, 4.0]])
        >>> tf.linalg.LinearOperatorInversion(operator).matvec([2.0, 2.0])
        <tf.Tensor: shape=(2,), dtype=float32, numpy=array([1. , 0.5], dtype=float32)>
    """

    def __init__(
        self, operator, is_non_singular=None, is_self_adjoint=None, is_positive_definite=None,
        is_square=None, name=None
    ):  # fmt: skip
        parameters = {k: v for k, v in locals().items() if k not in ("self", "__class__")}
        self._operator = operator
        if operator.is_non_singular is False or is_non_singular is False:
            raise ValueError(
                "Argument `is_non_singular` or argument `operator` must have supplied hint "
                "`is_non_singular` equal to `True` or `None`. Found `operator.is_non_singular`: "
                f"{operator.is_non_singular}, `is_non_singular`: {is_non_singular}."
            )
        if operator.is_square is False or is_square is False:
            raise ValueError(
                "Argument `is_square` or argument `operator` must have supplied hint `is_square` "
                f"equal to `True` or `None`. Found `operator.is_square`: {operator.is_square}, "
                f"`is_square`: {is_square}."
            )
        hints = [
            found if given is None else given for given, found in (
                (is_non_singular, operator.is_non_singular),
                (is_self_adjoint, operator.is_self_adjoint),
                (is_positive_definite, operator.is_positive_definite),
                (is_square, operator.is_square),
            )
        ]
        super().__init__(
            operator.dtype, None, *hints, name=name or operator.name + "_inv",
            parameters=parameters)

    @property
    def operator(self):
        """The operator of which this is the inverse."""
        return self._operator

    def _shape(self):
        return self._operator.shape

    def _shape_tensor(self):
        return self._operator.shape_tensor()

    def _matmul(self, x, adjoint=False, adjoint_arg=False):
        return self._operator.solve(x, adjoint=adjoint, adjoint_arg=adjoint_arg)

    def _solve(self, rhs, adjoint=False, adjoint_arg=False):
        return self._operator.matmul(rhs, adjoint=adjoint, adjoint_arg=adjoint_arg)

    def _determinant(self):
        return 1.0 / self._operator.determinant()

    def _log_abs_determinant(self):
        return -1.0 * self._operator.log_abs_determinant()

    def _eigvals(self):
        return 1.0 / self._operator.eigvals()

    def _cond(self):
        return self._operator.cond()

    def _assert_non_singular(self):
        return self._operator.assert_non_singular()

    def _assert_positive_definite(self):
        return self._operator.assert_positive_definite()

    def _assert_self_adjoint(self):
        return self._operator.assert_self_adjoint()

    def _inverse_operator(self):
        return self._operator


class LinearOperatorComposition(LinearOperator):
    """The product of operators, which are applied from the last to the first.

    Args:
        operators: a list of operators of one dtype, whose dimensions fit.
        is_non_singular, is_self_adjoint, is_positive_definite, is_square: what is known.
        name: a name.

    Raises:
        TypeError: the dtypes differ.
        ValueError: there are no operators, or their dimensions do not fit.

    Example:
        >>> import tfcompat as tf
        >>> first = tf.linalg.LinearOperatorFullMatrix([[1.0, 2.0], [3.0, 4.0]])
        >>> second = tf.linalg.LinearOperatorDiag([1.0, 10.0])
        >>> tf.linalg.LinearOperatorComposition([first, second]).matvec([1.0, 1.0])
        <tf.Tensor: shape=(2,), dtype=float32, numpy=array([21., 43.], dtype=float32)>
    """

    def __init__(
        self, operators, is_non_singular=None, is_self_adjoint=None, is_positive_definite=None,
        is_square=None, name=None
    ):  # fmt: skip
        parameters = {k: v for k, v in locals().items() if k not in ("self", "__class__")}
        if not isinstance(operators, (list, tuple)):
            raise TypeError(
                f'Expected argument "values" to be iterable.  Found: {type(operators)}')
        operators = list(operators)
        if not operators:
            raise ValueError(f"Expected a non-empty list of operators. Found: {operators}")
        self._operators = operators
        dtype = one_dtype(operators)
        for left, right in zip(operators, operators[1:], strict=False):
            sizes = left.domain_dimension, right.range_dimension
            if None not in sizes and sizes[0] != sizes[1]:
                raise ValueError(f"Dimensions {sizes[0]} and {sizes[1]} are not compatible")
        if all(operator.is_square for operator in operators):
            is_square = True if is_square is None else is_square
        if is_non_singular is None:
            is_non_singular = combined(operator.is_non_singular for operator in operators)
        if _is_a_square_of(operators):
            is_self_adjoint = True if is_self_adjoint is None else is_self_adjoint
            if is_non_singular and is_positive_definite is None:
                is_positive_definite = True
        super().__init__(
            dtype, None, is_non_singular, is_self_adjoint, is_positive_definite, is_square,
            name=name or "_o_".join(operator.name for operator in operators),
            parameters=parameters)

    @property
    def operators(self):
        """The operators."""
        return self._operators

    def _shape(self):
        ends = TensorShape([self._operators[0].range_dimension,
                            self._operators[-1].domain_dimension])
        return batch_of(self._operators).concatenate(ends)

    def _shape_tensor(self):
        return joined(
            batch_tensor_of(self._operators), self._operators[0].range_dimension_tensor(),
            self._operators[-1].domain_dimension_tensor())

    def _matmul(self, x, adjoint=False, adjoint_arg=False):
        result = turned(x, adjoint_arg)
        for operator in self._operators if adjoint else reversed(self._operators):
            result = operator.matmul(result, adjoint=adjoint)
        return result

    def _solve(self, rhs, adjoint=False, adjoint_arg=False):
        result = turned(rhs, adjoint_arg)
        for operator in reversed(self._operators) if adjoint else self._operators:
            result = operator.solve(result, adjoint=adjoint)
        return result

    def _determinant(self):
        result = self._operators[0].determinant()
        for operator in self._operators[1:]:
            result = result * operator.determinant()
        return result

    def _log_abs_determinant(self):
        result = self._operators[0].log_abs_determinant()
        for operator in self._operators[1:]:
            result = result + operator.log_abs_determinant()
        return result

    def _assert_non_singular(self):
        if all(operator.is_square for operator in self._operators):
            return control.group(*[one.assert_non_singular() for one in self._operators])
        return super()._assert_non_singular()

    def _to_dense(self):
        result = self._operators[-1].to_dense()
        for operator in reversed(self._operators[:-1]):
            result = operator.matmul(result)
        return convert_to_tensor(result)


def _is_a_square_of(operators):
    """Say whether a product is one of an operator and its adjoint, or of several in that order."""
    count = len(operators)
    return count > 1 and all(
        operators[i].H is operators[count - 1 - i] for i in range((count + 1) // 2)
    )
