"""An operator plus a matrix of low rank."""

from tfcompat._src.base.shapes import broadcast_static_shape
from tfcompat._src.core.convert import convert_to_tensor
from tfcompat._src.frontend import arrays, casting, decompositions, linear_algebra, linear_systems
from tfcompat._src.linear_operators.arguments import joined, kept, same_batches, turned
from tfcompat._src.linear_operators.dense import LinearOperatorFullMatrix
from tfcompat._src.linear_operators.diagonal import LinearOperatorDiag, LinearOperatorIdentity
from tfcompat._src.linear_operators.operator import LinearOperator


class LinearOperatorLowRankUpdate(LinearOperator):
    """The operator L + U D V^H, which is as cheap as L where U is narrow.

    Args:
        base_operator: the operator L.
        u: a tensor [..., rows, k].
        diag_update: a tensor [..., k]: the diagonal of D; the identity by default.
        v: a tensor [..., columns, k]; `u` by default.
        is_diag_update_positive: whether the diagonal of D is positive, as far as is known.
        is_non_singular, is_self_adjoint, is_positive_definite, is_square: what is known.
        name: a name.

    Raises:
        ValueError: the dimensions do not fit, or what is said cannot be.

    Example:
        >>> import tfcompat as tf
        >>> base = tf.linalg.LinearOperatorDiag([1.0, 2.0])
        >>> tf.linalg.LinearOperatorLowRankUpdate(base, [[1.0], [0.0]]).to_dense()
        <tf.Tensor: shape=(2, 2), dtype=float32, numpy=
        array([[2., 0.],
               [0., 2.]], dtype=float32)>
    """

    def __init__(
        self, base_operator, u, diag_update=None, v=None, is_diag_update_positive=None,
        is_non_singular=None, is_self_adjoint=None, is_positive_definite=None, is_square=None,
        name="LinearOperatorLowRankUpdate"
    ):  # fmt: skip
        parameters = {k: v for k, v in locals().items() if k not in ("self", "__class__")}
        dtype = base_operator.dtype
        self._base_operator = base_operator
        self._u = kept(u, "u", dtype)
        self._v = self._u if v is None else kept(v, "v", dtype)
        if diag_update is None:
            if is_diag_update_positive is False:
                raise ValueError(
                    "Default diagonal is the identity, which is positive.  However, user set "
                    "'is_diag_update_positive' to False."
                )
            is_diag_update_positive = True
        self._is_diag_update_positive = is_diag_update_positive
        self._diag_update = kept(diag_update, "diag_update", dtype)
        self._check_sizes()
        if v is None and base_operator.is_self_adjoint and (
            is_diag_update_positive or not dtype.is_complex
        ):
            is_self_adjoint = True if is_self_adjoint is None else is_self_adjoint
            if base_operator.is_positive_definite and is_diag_update_positive:
                is_positive_definite = True if is_positive_definite is None else (
                    is_positive_definite)
        super().__init__(
            dtype, is_non_singular=is_non_singular, is_self_adjoint=is_self_adjoint,
            is_positive_definite=is_positive_definite, is_square=is_square, name=name,
            parameters=parameters)
        if self._diag_update is None:
            self._diag_operator = LinearOperatorIdentity(
                arrays.shape(self._u)[-1], dtype=dtype)
        else:
            self._diag_operator = LinearOperatorDiag(
                self._diag_update, is_positive_definite=is_diag_update_positive)

    def _check_sizes(self):
        base = self._base_operator
        pairs = [(base.range_dimension, self._u.shape[-2]), (self._u.shape[-1], self._v.shape[-1])]
        if self._diag_update is not None:
            pairs.append((self._u.shape[-1], self._diag_update.shape[-1]))
        for one, other in pairs:
            if None not in (one, other) and one != other:
                raise ValueError(f"Dimensions {one} and {other} are not compatible")

    @property
    def u(self):
        """The matrix U."""
        return self._u

    @property
    def v(self):
        """The matrix V."""
        return self._v

    @property
    def is_diag_update_positive(self):
        """Whether the diagonal of D is positive; None if that is unknown."""
        return self._is_diag_update_positive

    @property
    def diag_update(self):
        """The diagonal of D, or None for the identity."""
        return self._diag_update

    @property
    def diag_operator(self):
        """The operator D."""
        return self._diag_operator

    @property
    def base_operator(self):
        """The operator L."""
        return self._base_operator

    def _shape(self):
        base = self._base_operator.shape
        batch = base[:-2]
        for part in (self._diag_operator.batch_shape, self._u.shape[:-2], self._v.shape[:-2]):
            batch = broadcast_static_shape(batch, part)
        return batch.concatenate(base[-2:])

    def _shape_tensor(self):
        base = self._base_operator
        batch = base.batch_shape_tensor()
        for part in (self._diag_operator.batch_shape_tensor(), arrays.shape(self._u)[:-2],
                     arrays.shape(self._v)[:-2]):
            batch = arrays.broadcast_dynamic_shape(batch, part)
        return joined(batch, base.range_dimension_tensor(), base.domain_dimension_tensor())

    def _matmul(self, x, adjoint=False, adjoint_arg=False):
        x = turned(x, adjoint_arg)
        left, right = (self._v, self._u) if adjoint else (self._u, self._v)
        inner = linear_algebra.matmul(right, x, adjoint_a=True)
        inner = self._diag_operator.matmul(inner, adjoint=adjoint)
        return self._base_operator.matmul(x, adjoint=adjoint) + linear_algebra.matmul(left, inner)

    def _capacitance(self):
        """Return D^-1 + V^H L^-1 U, by which the identity of M. A. Woodbury inverts."""
        inner = linear_algebra.matmul(
            self._v, self._base_operator.solve(convert_to_tensor(self._u)), adjoint_a=True)
        return self._diag_operator.inverse().add_to_tensor(inner)

    def _solve(self, rhs, adjoint=False, adjoint_arg=False):
        rhs = turned(rhs, adjoint_arg)
        if self._base_operator.is_non_singular is False:
            return super()._solve(rhs, adjoint=adjoint)
        left, right = (self._v, self._u) if adjoint else (self._u, self._v)
        first = self._base_operator.solve(rhs, adjoint=adjoint)
        inner = linear_algebra.matmul(right, first, adjoint_a=True)
        capacitance, inner = same_batches(turned(self._capacitance(), adjoint), inner)
        if self._capacitance_has_cholesky():
            inner = linear_systems.cholesky_solve(decompositions.cholesky(capacitance), inner)
        else:
            inner = linear_systems.solve(capacitance, inner)
        update = linear_algebra.matmul(left, inner)
        return first - self._base_operator.solve(update, adjoint=adjoint)

    def _capacitance_has_cholesky(self):
        return bool(
            self._u is self._v and self._is_diag_update_positive
            and self._base_operator.is_positive_definite and self._base_operator.is_self_adjoint)

    def _determinant(self):
        inner = LinearOperatorFullMatrix(self._capacitance()).determinant()
        return inner * self._diag_operator.determinant() * self._base_operator.determinant()

    def _log_abs_determinant(self):
        inner = LinearOperatorFullMatrix(self._capacitance()).log_abs_determinant()
        diagonal = casting.cast(self._diag_operator.log_abs_determinant(), inner.dtype)
        return inner + diagonal + self._base_operator.log_abs_determinant()
