"""What operators of operators are: products, quotients, adjoints, inverses, Cholesky factors.

A pair of classes that stays simple has a rule here; everything else becomes a lazy operator.
"""

from tfcompat._src.core.convert import convert_to_tensor
from tfcompat._src.frontend import arrays, decompositions
from tfcompat._src.linear_operators.arguments import column, combined
from tfcompat._src.linear_operators.blocks import LinearOperatorBlockDiag
from tfcompat._src.linear_operators.circulant import (
    LinearOperatorCirculant,
    LinearOperatorCirculant2D,
    LinearOperatorCirculant3D,
)
from tfcompat._src.linear_operators.dense import LinearOperatorLowerTriangular
from tfcompat._src.linear_operators.diagonal import (
    LinearOperatorDiag,
    LinearOperatorIdentity,
    LinearOperatorScaledIdentity,
    LinearOperatorZeros,
)
from tfcompat._src.linear_operators.lazy import (
    LinearOperatorAdjoint,
    LinearOperatorComposition,
    LinearOperatorInversion,
)

_DIAGONAL = (LinearOperatorDiag, LinearOperatorScaledIdentity)
_CIRCULANT = (LinearOperatorCirculant, LinearOperatorCirculant2D, LinearOperatorCirculant3D)


def product(left, right):
    """Return the operator left @ right."""
    if isinstance(left, LinearOperatorZeros) or isinstance(right, LinearOperatorZeros):
        return _zeros(left, right)
    if isinstance(left, LinearOperatorIdentity):
        return right
    if isinstance(right, LinearOperatorIdentity):
        return left
    return _simple(left, right, False) or LinearOperatorComposition([left, right])


def quotient(left, right):
    """Return the operator left^-1 @ right."""
    if isinstance(left, LinearOperatorIdentity):
        return right
    if isinstance(right, LinearOperatorIdentity):
        return left.inverse()
    if isinstance(left, LinearOperatorInversion):
        return product(left.operator, right)
    return _simple(left, right, True) or LinearOperatorComposition(
        [LinearOperatorInversion(left), right])


def adjoint(operator):
    """Return the adjoint of an operator that knows no better."""
    return LinearOperatorAdjoint(
        operator, is_non_singular=operator.is_non_singular,
        is_self_adjoint=operator.is_self_adjoint,
        is_positive_definite=operator.is_positive_definite, is_square=operator.is_square)


def inverse(operator):
    """Return the inverse of an operator that knows no better."""
    return LinearOperatorInversion(
        operator, is_non_singular=operator.is_non_singular,
        is_self_adjoint=operator.is_self_adjoint,
        is_positive_definite=operator.is_positive_definite, is_square=operator.is_square)


def cholesky(operator):
    """Return the Cholesky factor of an operator that knows no better."""
    return LinearOperatorLowerTriangular(
        decompositions.cholesky(operator.to_dense()), is_non_singular=True,
        is_self_adjoint=False, is_square=True)


def _zeros(left, right):
    square = left.range_dimension == right.domain_dimension
    return LinearOperatorZeros(
        left.range_dimension_tensor(), right.domain_dimension_tensor(),
        batch_shape=arrays.broadcast_dynamic_shape(
            left.batch_shape_tensor(), right.batch_shape_tensor()),
        dtype=left.dtype, is_self_adjoint=square, is_square=square)


def _simple(left, right, divide):
    """Return a product or quotient of the same kind as its factors, or None."""
    if isinstance(left, _DIAGONAL) and isinstance(right, _DIAGONAL):
        return _diagonal(left, right, divide)
    if type(left) is type(right) and isinstance(left, _CIRCULANT):
        return left.product(right, inverse=divide)
    if isinstance(left, LinearOperatorDiag) and isinstance(right, LinearOperatorLowerTriangular):
        factor, matrix = column(convert_to_tensor(left.diag)), right.to_dense()
        return _triangular(matrix / factor if divide else factor * matrix, left, right)
    if not divide and isinstance(left, LinearOperatorLowerTriangular) and isinstance(
        right, LinearOperatorDiag
    ):
        return _triangular(left.to_dense() * convert_to_tensor(right.diag)[..., None, :],
                           left, right)
    if isinstance(left, LinearOperatorBlockDiag) and isinstance(right, LinearOperatorBlockDiag):
        return _blocks(left, right, divide)
    return None


def _hints(left, right):
    """Return what is known of the product of two operators that commute."""
    return {
        "is_non_singular": combined([left.is_non_singular, right.is_non_singular]),
        "is_self_adjoint": True if left.is_self_adjoint and right.is_self_adjoint else None,
        "is_positive_definite": (
            True if left.is_positive_definite and right.is_positive_definite else None),
        "is_square": True,
    }


def _diagonal(left, right, divide):
    scaled = [isinstance(one, LinearOperatorScaledIdentity) for one in (left, right)]
    if all(scaled):
        x, y = convert_to_tensor(left.multiplier), convert_to_tensor(right.multiplier)
        return LinearOperatorScaledIdentity(
            left.domain_dimension_tensor(), y / x if divide else x * y, **_hints(left, right))
    x, y = (
        column(convert_to_tensor(one.multiplier)) if is_scaled else convert_to_tensor(one.diag)
        for one, is_scaled in zip((left, right), scaled, strict=True)
    )
    return LinearOperatorDiag(y / x if divide else x * y, **_hints(left, right))


def _triangular(matrix, left, right):
    return LinearOperatorLowerTriangular(
        matrix, is_non_singular=combined([left.is_non_singular, right.is_non_singular]))


def _blocks(left, right, divide):
    pairs = list(zip(left.operators, right.operators, strict=False))
    if len(left.operators) != len(right.operators) or any(
        one.domain_dimension is None or one.domain_dimension != other.range_dimension
        for one, other in pairs
    ):
        return None
    return LinearOperatorBlockDiag(
        [one.solve(other) if divide else one.matmul(other) for one, other in pairs],
        **_hints(left, right))
