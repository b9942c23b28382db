"""Operators of diagonal matrices: any one, multiples of the identity, and zero."""

from tfcompat._src.base import dtypes, errors
from tfcompat._src.base.shapes import TensorShape
from tfcompat._src.core import raw
from tfcompat._src.core.convert import convert_to_tensor
from tfcompat._src.frontend import arrays, casting, checks, creation, diagonals, reductions
from tfcompat._src.linear_operators.arguments import (
    column,
    conjugate_if,
    joined,
    kept,
    spread,
    turned,
)
from tfcompat._src.linear_operators.dense import magnitude, nonzero
from tfcompat._src.linear_operators.operator import LinearOperator


class LinearOperatorDiag(LinearOperator):
    """An operator of a diagonal matrix.

    Args:
        diag: a tensor [..., n]: the diagonal.
        is_non_singular, is_self_adjoint, is_positive_definite, is_square: what is known.
        name: a name.

    Raises:
        ValueError: the diagonal is a scalar, or what is said cannot be.

    Example:
        >>> import tfcompat as tf
        >>> tf.linalg.LinearOperatorDiag([1.0, 2.0]).to_dense()
        <tf.Tensor: shape=(2, 2), dtype=float32, numpy=
        array([[1., 0.],
               [0., 2.]], dtype=float32)>
    """

    def __init__(
        self, diag, is_non_singular=None, is_self_adjoint=None, is_positive_definite=None,
        is_square=None, name="LinearOperatorDiag"
    ):  # fmt: skip
        parameters = {k: v for k, v in locals().items() if k not in ("self", "__class__")}
        self._diag = kept(diag, "diag")
        if self._diag.shape.rank == 0:
            raise ValueError(
                f"Argument diag must have at least 1 dimension.  Found: {self._diag!s}")
        if not self._diag.dtype.is_complex:
            if is_self_adjoint is False:
                raise ValueError("A real diagonal operator is always self adjoint.")
            is_self_adjoint = True
        if is_square is False:
            raise ValueError("Only square diagonal operators currently supported.")
        super().__init__(
            self._diag.dtype, is_non_singular=is_non_singular, is_self_adjoint=is_self_adjoint,
            is_positive_definite=is_positive_definite, is_square=True, name=name,
            parameters=parameters)

    @property
    def diag(self):
        """The diagonal."""
        return self._diag

    def _shape(self):
        return self._diag.shape.concatenate(self._diag.shape[-1:])

    def _shape_tensor(self):
        sizes = arrays.shape(self._diag)
        return raw.ConcatV2([sizes, sizes[-1:]], 0)

    def _matmul(self, x, adjoint=False, adjoint_arg=False):
        return column(conjugate_if(convert_to_tensor(self._diag), adjoint)) * turned(
            x, adjoint_arg)

    def _matvec(self, x, adjoint=False):
        return conjugate_if(convert_to_tensor(self._diag), adjoint) * x

    def _solve(self, rhs, adjoint=False, adjoint_arg=False):
        return turned(rhs, adjoint_arg) / column(
            conjugate_if(convert_to_tensor(self._diag), adjoint))

    def _to_dense(self):
        return diagonals.diag(self._diag)

    def _diag_part(self):
        return convert_to_tensor(self._diag)

    def _determinant(self):
        return reductions.reduce_prod(self._diag, -1)

    def _log_abs_determinant(self):
        result = reductions.reduce_sum(raw.Log(magnitude(convert_to_tensor(self._diag))), -1)
        return casting.cast(result, self.dtype)

    def _add_to_tensor(self, x):
        return diagonals.set_diag(x, diagonals.diag_part(x) + self._diag)

    def _eigvals(self):
        return convert_to_tensor(self._diag)

    def _cond(self):
        sizes = magnitude(convert_to_tensor(self._diag))
        return reductions.reduce_max(sizes, -1) / reductions.reduce_min(sizes, -1)

    def _assert_non_singular(self):
        return nonzero(
            convert_to_tensor(self._diag), "Singular operator:  Diagonal contained zero values.")

    def _assert_positive_definite(self):
        if self.dtype.is_complex:
            message = (
                "Diagonal operator had diagonal entries with non-positive real part, thus was "
                "not positive definite."
            )
        else:
            message = (
                "Real diagonal operator had non-positive diagonal entries, thus was not positive "
                "definite."
            )
        return checks.assert_positive(_real(convert_to_tensor(self._diag)), message=message)

    def _assert_self_adjoint(self):
        return _no_imaginary_part(
            convert_to_tensor(self._diag),
            "This diagonal operator contained non-zero imaginary values.   Thus it was not "
            "self-adjoint.")

    def _adjoint_operator(self):
        return self._with(raw.Conj(convert_to_tensor(self._diag)))

    def _inverse_operator(self):
        return self._with(1.0 / convert_to_tensor(self._diag))

    def _cholesky_operator(self):
        return LinearOperatorDiag(
            raw.Sqrt(convert_to_tensor(self._diag)), is_non_singular=True, is_self_adjoint=True,
            is_positive_definite=True, is_square=True)

    def _with(self, diag):
        return LinearOperatorDiag(
            diag, is_non_singular=self.is_non_singular, is_self_adjoint=self.is_self_adjoint,
            is_positive_definite=self.is_positive_definite, is_square=True)


def _real(x):
    return raw.Real(x, Tout=x.dtype.real_dtype) if x.dtype.is_complex else x


def _no_imaginary_part(x, message):
    """Check that the numbers are real."""
    if not x.dtype.is_complex:
        return None
    part = raw.Imag(x, Tout=x.dtype.real_dtype)
    return checks.assert_equal(convert_to_tensor(0, part.dtype), part, message=message)


class _Sized(LinearOperator):
    """What operators without a matrix have: sizes and a batch shape that are arguments."""

    def _take_sizes(self, rows, columns, batch_shape):
        self._rows, self._columns = rows, columns
        self._batch = batch_shape
        for name, value in (("num_rows", rows), ("num_columns", columns)):
            if value is not None:
                _check_size(value, name)
        if batch_shape is not None:
            _check_batch(batch_shape)

    def _shape(self):
        sizes = [arrays.get_static_value(size) for size in self._sizes()]
        sizes = [None if size is None else int(size) for size in sizes]
        if self._batch is None:
            return TensorShape(sizes)
        batch = arrays.get_static_value(convert_to_tensor(self._batch, dtypes.int32))
        known = TensorShape(None if batch is None else batch.tolist())
        return known.concatenate(TensorShape(sizes))

    def _sizes(self):
        rows = convert_to_tensor(self._rows)
        return rows, rows if self._columns is None else convert_to_tensor(self._columns)

    def _shape_tensor(self):
        sizes = raw.Pack([casting.cast(size, dtypes.int32) for size in self._sizes()])
        if self._batch is None:
            return sizes
        return raw.ConcatV2([convert_to_tensor(self._batch, dtypes.int32), sizes], 0)

    def _spread(self, x):
        """Broadcast what operators of a batch do to a tensor."""
        return x if self._batch is None else spread(x, self.batch_shape_tensor())


def _check_size(value, name):
    size = convert_to_tensor(value, name=name)
    if not size.dtype.is_integer:
        raise TypeError(f"Argument {name} must be integer type.  Found: {size!s}")
    known = arrays.get_static_value(size)
    if known is None:
        return
    if known.ndim != 0:
        raise ValueError(f"Argument {name} must be a 0-D Tensor.  Found: {known}")
    if known < 0:
        raise ValueError(f"Argument {name} must be non-negative.  Found: {known}")


def _check_batch(batch_shape):
    batch = convert_to_tensor(batch_shape, name="batch_shape_arg", dtype_hint=dtypes.int32)
    known = arrays.get_static_value(batch)
    if known is None:
        return
    if known.ndim != 1:
        raise ValueError(f"Argument batch_shape must be a 1-D Tensor.  Found: {known}")
    if known.size and not batch.dtype.is_integer:
        raise TypeError(f"Argument batch_shape must be integer type.  Found: {batch!s}")
    if (known < 0).any():
        raise ValueError(f"Argument batch_shape must be non-negative.  Found:{known}")


class LinearOperatorIdentity(_Sized):
    """The operator that changes nothing.

    Args:
        num_rows: the number of rows.
        batch_shape: the shape of the batch, None for no batch.
        dtype: the dtype; float32 by default.
        is_non_singular, is_self_adjoint, is_positive_definite, is_square: True.
        assert_proper_shapes: accepted for compatibility.
        name: a name.

    Raises:
        TypeError, ValueError: the sizes are no sizes, or what is said cannot be.

    Example:
        >>> import tfcompat as tf
        >>> tf.linalg.LinearOperatorIdentity(2).to_dense()
        <tf.Tensor: shape=(2, 2), dtype=float32, numpy=
        array([[1., 0.],
               [0., 1.]], dtype=float32)>
    """

    def __init__(
        self, num_rows, batch_shape=None, dtype=None, is_non_singular=True, is_self_adjoint=True,
        is_positive_definite=True, is_square=True, assert_proper_shapes=False,
        name="LinearOperatorIdentity"
    ):  # fmt: skip
        parameters = {k: v for k, v in locals().items() if k not in ("self", "__class__")}
        for hint, what in (
            (is_self_adjoint, "self adjoint"), (is_non_singular, "non-singular"),
            (is_positive_definite, "positive-definite"), (is_square, "square"),
        ):  # fmt: skip
            if hint is False:
                raise ValueError(f"An identity operator is always {what}.")
        self._take_sizes(num_rows, None, batch_shape)
        super().__init__(
            dtypes.float32 if dtype is None else dtype, is_non_singular=True, is_self_adjoint=True,
            is_positive_definite=True, is_square=True, name=name, parameters=parameters)

    def _matmul(self, x, adjoint=False, adjoint_arg=False):
        return self._spread(turned(x, adjoint_arg))

    def _solve(self, rhs, adjoint=False, adjoint_arg=False):
        return self._spread(turned(rhs, adjoint_arg))

    def _to_dense(self):
        return creation.eye(
            self._sizes()[0], batch_shape=self.batch_shape_tensor(), dtype=self.dtype)

    def _diag_part(self):
        return creation.ones(self.shape_tensor()[:-1], self.dtype)

    def _trace(self):
        rows = casting.cast(self.domain_dimension_tensor(), self.dtype)
        return rows * creation.ones(self.batch_shape_tensor(), self.dtype)

    def _determinant(self):
        return creation.ones(self.batch_shape_tensor(), self.dtype)

    def _log_abs_determinant(self):
        return creation.zeros(self.batch_shape_tensor(), self.dtype)

    def _eigvals(self):
        return self._diag_part()

    def _cond(self):
        return creation.ones(self.batch_shape_tensor(), self.dtype)

    def add_to_tensor(self, mat, name="add_to_tensor"):
        """Return the matrices plus other ones."""
        mat = self._argument(mat, "mat")
        return diagonals.set_diag(mat, diagonals.diag_part(mat) + 1)

    def _assert_nothing(self):
        return None

    _assert_non_singular = _assert_positive_definite = _assert_self_adjoint = _assert_nothing

    def _adjoint_operator(self):
        return self

    _inverse_operator = _adjoint_operator

    def _cholesky_operator(self):
        return LinearOperatorIdentity(
            self._rows, batch_shape=self._batch, dtype=self.dtype)


class LinearOperatorScaledIdentity(_Sized):
    """The operator that multiplies by a number.

    Args:
        num_rows: the number of rows.
        multiplier: the number, or a tensor [...] of one for each matrix of the batch.
        is_non_singular, is_self_adjoint, is_positive_definite, is_square: what is known.
        assert_proper_shapes: accepted for compatibility.
        name: a name.

    Raises:
        TypeError, ValueError: the sizes are no sizes, or what is said cannot be.

    Example:
        >>> import tfcompat as tf
        >>> tf.linalg.LinearOperatorScaledIdentity(2, 3.0).matvec([1.0, 2.0])
        <tf.Tensor: shape=(2,), dtype=float32, numpy=array([3., 6.], dtype=float32)>
    """

    def __init__(
        self, num_rows, multiplier, is_non_singular=None, is_self_adjoint=None,
        is_positive_definite=None, is_square=True, assert_proper_shapes=False,
        name="LinearOperatorScaledIdentity"
    ):  # fmt: skip
        parameters = {k: v for k, v in locals().items() if k not in ("self", "__class__")}
        self._multiplier = kept(multiplier, "multiplier")
        if not self._multiplier.dtype.is_complex:
            if is_self_adjoint is False:
                raise ValueError("A real diagonal operator is always self adjoint.")
            is_self_adjoint = True
        if is_square is False:
            raise ValueError("A ScaledIdentity operator is always square.")
        self._take_sizes(num_rows, None, None)
        super().__init__(
            self._multiplier.dtype, is_non_singular=is_non_singular,
            is_self_adjoint=is_self_adjoint, is_positive_definite=is_positive_definite,
            is_square=True, name=name, parameters=parameters)

    @property
    def multiplier(self):
        """The number."""
        return self._multiplier

    def _shape(self):
        return self._multiplier.shape.concatenate(super()._shape())

    def _shape_tensor(self):
        return raw.ConcatV2([arrays.shape(self._multiplier), super()._shape_tensor()], 0)

    def _matrix_factor(self, adjoint=False):
        return column(column(conjugate_if(convert_to_tensor(self._multiplier), adjoint)))

    def _matmul(self, x, adjoint=False, adjoint_arg=False):
        return turned(x, adjoint_arg) * self._matrix_factor(adjoint)

    def _solve(self, rhs, adjoint=False, adjoint_arg=False):
        return turned(rhs, adjoint_arg) / self._matrix_factor(adjoint)

    def _diag_part(self):
        ones = creation.ones(self.shape_tensor()[:-1], self.dtype)
        return column(convert_to_tensor(self._multiplier)) * ones

    def _to_dense(self):
        return diagonals.diag(self._diag_part())

    def _trace(self):
        return casting.cast(self.domain_dimension_tensor(), self.dtype) * self._multiplier

    def _determinant(self):
        rows = casting.cast(self.domain_dimension_tensor(), self.dtype)
        return raw.Pow(convert_to_tensor(self._multiplier), rows)

    def _log_abs_determinant(self):
        logarithm = raw.Log(magnitude(convert_to_tensor(self._multiplier)))
        rows = casting.cast(self.domain_dimension_tensor(), logarithm.dtype)
        return casting.cast(logarithm * rows, self.dtype.real_dtype)

    def _eigvals(self):
        return self._diag_part()

    def _cond(self):
        # The quotient is 1, or NaN for a multiple that is 0.
        one = creation.ones(self.batch_shape_tensor(), self.dtype)
        zero = raw.Equal(convert_to_tensor(self._multiplier), convert_to_tensor(0, self.dtype))
        return raw.SelectV2(zero, one * float("nan"), one)

    def add_to_tensor(self, mat, name="add_to_tensor"):
        """Return the matrices plus other ones."""
        mat = self._argument(mat, "mat")
        part = diagonals.diag_part(mat) + column(convert_to_tensor(self._multiplier))
        return diagonals.set_diag(mat, part)

    def _assert_non_singular(self):
        return checks.assert_positive(
            magnitude(convert_to_tensor(self._multiplier)), message="LinearOperator was singular")

    def _assert_positive_definite(self):
        return checks.assert_positive(
            _real(convert_to_tensor(self._multiplier)),
            message="LinearOperator was not positive definite.")

    def _assert_self_adjoint(self):
        return _no_imaginary_part(
            convert_to_tensor(self._multiplier), "LinearOperator was not self-adjoint")

    def _with(self, multiplier, sure=False):
        return LinearOperatorScaledIdentity(
            self._rows, multiplier, is_non_singular=sure or self.is_non_singular,
            is_self_adjoint=sure or self.is_self_adjoint,
            is_positive_definite=sure or self.is_positive_definite, is_square=True)

    def _adjoint_operator(self):
        return self._with(conjugate_if(convert_to_tensor(self._multiplier), True))

    def _inverse_operator(self):
        return self._with(1.0 / convert_to_tensor(self._multiplier))

    def _cholesky_operator(self):
        return self._with(raw.Sqrt(convert_to_tensor(self._multiplier)), sure=True)


class LinearOperatorZeros(_Sized):
    """The operator that gives zero.

    Args:
        num_rows: the number of rows.
        num_columns: the number of columns; that of rows by default.
        batch_shape: the shape of the batch, None for no batch.
        dtype: the dtype; float32 by default.
        is_non_singular, is_self_adjoint, is_positive_definite, is_square: what is known.
        assert_proper_shapes: accepted for compatibility.
        name: a name.

    Raises:
        TypeError, ValueError: the sizes are no sizes, or what is said cannot be.

    Example:
        >>> import tfcompat as tf
        >>> tf.linalg.LinearOperatorZeros(2).matvec([1.0, 2.0])
        <tf.Tensor: shape=(2,), dtype=float32, numpy=array([0., 0.], dtype=float32)>
    """

    def __init__(
        self, num_rows, num_columns=None, batch_shape=None, dtype=None, is_non_singular=False,
        is_self_adjoint=True, is_positive_definite=False, is_square=True,
        assert_proper_shapes=False, name="LinearOperatorZeros"
    ):  # fmt: skip
        parameters = {k: v for k, v in locals().items() if k not in ("self", "__class__")}
        if not is_self_adjoint and is_square:
            raise ValueError("A zero operator is always self adjoint.")
        if is_non_singular:
            raise ValueError("A zero operator is always singular.")
        if is_positive_definite:
            raise ValueError("A zero operator is always not positive-definite.")
        self._take_sizes(num_rows, num_columns, batch_shape)
        rows, columns = (arrays.get_static_value(size) for size in self._sizes())
        if is_square is True and None not in (rows, columns) and rows != columns:
            raise ValueError(
                f"LinearOperatorZeros initialized as is_square=True, but got num_rows({rows}) != "
                f"num_columns({columns})"
            )
        super().__init__(
            dtypes.float32 if dtype is None else dtype, is_non_singular=False,
            is_self_adjoint=is_self_adjoint, is_positive_definite=False, is_square=is_square,
            name=name, parameters=parameters)

    def _matmul(self, x, adjoint=False, adjoint_arg=False):
        rows = self.domain_dimension_tensor() if adjoint else self.range_dimension_tensor()
        count = arrays.shape(x)[-2 if adjoint_arg else -1]
        batch = arrays.broadcast_dynamic_shape(arrays.shape(x)[:-2], self.batch_shape_tensor())
        return creation.zeros(joined(batch, rows, count), x.dtype)

    def _to_dense(self):
        return creation.zeros(self.shape_tensor(), self.dtype)

    def _diag_part(self):
        least = raw.Minimum(self.domain_dimension_tensor(), self.range_dimension_tensor())
        return creation.zeros(joined(self.batch_shape_tensor(), least), self.dtype)

    def _trace(self):
        return creation.zeros(self.batch_shape_tensor(), self.dtype)

    def _determinant(self):
        return creation.zeros(self.batch_shape_tensor(), self.dtype)

    def _eigvals(self):
        return self._diag_part()

    def add_to_tensor(self, mat, name="add_to_tensor"):
        """Return the matrices plus other ones, which are these."""
        return self._argument(mat, "mat")

    def _assert_non_singular(self):
        raise errors.InvalidArgumentError(
            None, None, "Zero operators are always non-invertible.")

    def _assert_positive_definite(self):
        raise errors.InvalidArgumentError(
            None, None, "Zero operators are always non-positive definite.")

    def _assert_self_adjoint(self):
        return None
