"""Systems of equations solved step by step, with products of the operator only."""

import collections

from tfcompat._src.core import raw
from tfcompat._src.core.convert import convert_to_tensor
from tfcompat._src.frontend import linear_algebra, reductions, scopes
from tfcompat._src.frontend.control_flow import while_loop

CGState = collections.namedtuple("CGState", ["i", "x", "r", "p", "gamma"])


def conjugate_gradient(
    operator, rhs, preconditioner=None, x=None, tol=1e-5, max_iter=20, name="conjugate_gradient"
):
    """Solve A x = rhs by conjugate gradients, for a self-adjoint and positive definite A.

    Args:
        operator: a LinearOperator that says it is self-adjoint and positive definite.
        rhs: a tensor [..., n].
        preconditioner: an operator near the inverse of A, or None.
        x: where to begin, a tensor [..., n]; zeros by default.
        tol: how small the rest is to become, as a part of the norm of `rhs`.
        max_iter: how many steps to take at most.
        name: a name for the operations.

    Returns:
        A tuple of the number of steps, the solution `x`, the rest `r`, the last direction `p` and
        `gamma`, the product of `r` and the preconditioned `r`.

    Raises:
        ValueError: the operator does not say so.

    Example:
        >>> import tfcompat as tf
        >>> operator = tf.linalg.LinearOperatorDiag(
        ...     [2.0, 4.0], is_self_adjoint=True, is_positive_definite=True)
        >>> tf.linalg.experimental.conjugate_gradient(operator, [2.0, 2.0]).x.numpy().round(3)
        array([1. , 0.5], dtype=float32)
    """
    if not (operator.is_self_adjoint and operator.is_positive_definite):
        raise ValueError("Expected a self-adjoint, positive definite operator.")
    with scopes.scope(name, "conjugate_gradient"):
        rhs = convert_to_tensor(rhs)
        goal = linear_algebra.norm(rhs, axis=-1) * tol
        if x is None:
            x, rest = raw.ZerosLike(rhs), rhs
        else:
            x = convert_to_tensor(x)
            rest = rhs - operator.matvec(x)
        smoothed = _smoothed(preconditioner, rest)
        start = CGState(
            convert_to_tensor(0), x, rest, smoothed, _product(rest, smoothed))

        def unfinished(i, x, rest, direction, gamma):
            left = raw.Greater(linear_algebra.norm(rest, axis=-1), goal)
            return raw.LogicalAnd(raw.Less(i, max_iter), reductions.reduce_any(left))

        def step(i, x, rest, direction, gamma):
            image = operator.matvec(direction)
            # Systems that are solved to the last digit stay as they are.
            length = raw.ExpandDims(raw.DivNoNan(gamma, _product(direction, image)), -1)
            x = x + length * direction
            rest = rest - length * image
            smoothed = _smoothed(preconditioner, rest)
            following = _product(rest, smoothed)
            turn = raw.ExpandDims(raw.DivNoNan(following, gamma), -1)
            return i + 1, x, rest, smoothed + turn * direction, following

        return CGState(*while_loop(unfinished, step, list(start)))


def _smoothed(preconditioner, rest):
    return rest if preconditioner is None else preconditioner.matvec(rest)


def _product(x, y):
    """Return inner products over the last dimension."""
    return reductions.reduce_sum((raw.Conj(x) if x.dtype.is_complex else x) * y, -1)
