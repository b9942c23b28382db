"""Operators of few numbers: reflections, permutations, tridiagonal and Toeplitz matrices."""

import numpy as np

from tfcompat._src.base import dtypes, errors
from tfcompat._src.base.shapes import TensorShape, broadcast_static_shape
from tfcompat._src.core import raw
from tfcompat._src.core.convert import convert_to_tensor
from tfcompat._src.frontend import (
    arrays,
    casting,
    checks,
    complex_numbers,
    creation,
    diagonals,
    linear_algebra,
    linear_systems,
    reductions,
    slicing,
)
from tfcompat._src.linear_operators.arguments import (
    column,
    conjugate_if,
    joined,
    kept,
    padded_at_end,
    spread,
    turned,
)
from tfcompat._src.linear_operators.operator import LinearOperator


class LinearOperatorHouseholder(LinearOperator):
    """The reflection at the hyperplane orthogonal to a vector.

    Args:
        reflection_axis: a tensor [..., n]: the vector; its length does not matter.
        is_non_singular, is_self_adjoint, is_positive_definite, is_square: what is known.
        name: a name.

    Raises:
        ValueError: the vector is a scalar, or what is said cannot be.

    Example:
        >>> import tfcompat as tf
        >>> tf.linalg.LinearOperatorHouseholder([1.0, 0.0]).matvec([3.0, 4.0])
        <tf.Tensor: shape=(2,), dtype=float32, numpy=array([-3.,  4.], dtype=float32)>
    """

    def __init__(
        self, reflection_axis, is_non_singular=None, is_self_adjoint=None,
        is_positive_definite=None, is_square=None, name="LinearOperatorHouseholder"
    ):  # fmt: skip
        parameters = {k: v for k, v in locals().items() if k not in ("self", "__class__")}
        self._reflection_axis = kept(reflection_axis, "reflection_axis")
        if self._reflection_axis.shape.rank == 0:
            raise ValueError(
                "Argument reflection_axis must have at least 1 dimension.  "
                f"Found: {self._reflection_axis!s}"
            )
        if is_self_adjoint is False:
            raise ValueError("A Householder operator is always self adjoint.")
        if is_positive_definite is True:
            raise ValueError("A Householder operator is always non-positive definite.")
        if is_square is False:
            raise ValueError("A Householder operator is always square.")
        super().__init__(
            self._reflection_axis.dtype, is_non_singular=is_non_singular, is_self_adjoint=True,
            is_positive_definite=False, is_square=True, name=name, parameters=parameters)

    @property
    def reflection_axis(self):
        """The vector."""
        return self._reflection_axis

    def _shape(self):
        shape = self._reflection_axis.shape
        return shape.concatenate(shape[-1:])

    def _shape_tensor(self):
        sizes = arrays.shape(self._reflection_axis)
        return raw.ConcatV2([sizes, sizes[-1:]], 0)

    def _unit(self):
        axis = convert_to_tensor(self._reflection_axis)
        length = linear_algebra.norm(axis, axis=-1, keepdims=True)
        return axis / casting.cast(length, axis.dtype)

    def _matmul(self, x, adjoint=False, adjoint_arg=False):
        x, unit = turned(x, adjoint_arg), column(self._unit())
        return x - 2.0 * unit * linear_algebra.matmul(unit, x, adjoint_a=True)

    def _solve(self, rhs, adjoint=False, adjoint_arg=False):
        return self._matmul(rhs, adjoint, adjoint_arg)

    def _diag_part(self):
        unit = self._unit()
        return 1.0 - 2.0 * unit * conjugate_if(unit, True)

    def _trace(self):
        rows = casting.cast(self.domain_dimension_tensor(), self.dtype) - 2
        return rows * creation.ones(self.batch_shape_tensor(), self.dtype)

    def _determinant(self):
        return -creation.ones(self.batch_shape_tensor(), self.dtype)

    def _log_abs_determinant(self):
        return creation.zeros(self.batch_shape_tensor(), self.dtype)

    def _eigvals(self):
        size = self.shape_tensor()[:-1]
        first = creation.ones(joined(size[:-1], 1), self.dtype)
        return raw.ConcatV2(
            [-first, creation.ones(joined(size[:-1], size[-1] - 1), self.dtype)], -1)

    def _cond(self):
        return creation.ones(self.batch_shape_tensor(), self.dtype)

    def _assert_nothing(self):
        return None

    _assert_non_singular = _assert_self_adjoint = _assert_nothing

    def _assert_positive_definite(self):
        raise errors.InvalidArgumentError(
            None, None, "Householder operators are always non-positive definite.")

    def _adjoint_operator(self):
        return self

    _inverse_operator = _adjoint_operator


class LinearOperatorPermutation(LinearOperator):
    """The operator that puts element perm[i] at place i.

    Args:
        perm: an integer tensor [..., n] of the numbers from 0 to n - 1.
        dtype: the dtype of the matrix.
        is_non_singular, is_self_adjoint, is_positive_definite, is_square: what is known.
        name: a name.

    Raises:
        TypeError: `perm` holds no integers.
        ValueError: it is no permutation.

    Example:
        >>> import tfcompat as tf
        >>> tf.linalg.LinearOperatorPermutation([1, 2, 0]).matvec([3.0, 4.0, 5.0])
        <tf.Tensor: shape=(3,), dtype=float32, numpy=array([4., 5., 3.], dtype=float32)>
    """

    def __init__(
        self, perm, dtype=dtypes.float32, is_non_singular=None, is_self_adjoint=None,
        is_positive_definite=None, is_square=None, name="LinearOperatorPermutation"
    ):  # fmt: skip
        parameters = {k: v for k, v in locals().items() if k not in ("self", "__class__")}
        self._perm = kept(perm, "perm")
        _check_permutation(self._perm)
        if is_square is False:
            raise ValueError("A Permutation operator is always square.")
        super().__init__(
            dtype, is_non_singular=is_non_singular, is_self_adjoint=is_self_adjoint,
            is_positive_definite=is_positive_definite, is_square=True, name=name,
            parameters=parameters)

    @property
    def perm(self):
        """The permutation."""
        return self._perm

    def _shape(self):
        return self._perm.shape.concatenate(self._perm.shape[-1:])

    def _shape_tensor(self):
        sizes = arrays.shape(self._perm)
        return raw.ConcatV2([sizes, sizes[-1:]], 0)

    def _matmul(self, x, adjoint=False, adjoint_arg=False):
        perm, x = convert_to_tensor(self._perm), turned(x, adjoint_arg)
        if adjoint:
            perm = raw.TopKV2(-perm, arrays.shape(perm)[-1])[1]
        batch = arrays.broadcast_dynamic_shape(arrays.shape(perm)[:-1], arrays.shape(x)[:-2])
        x = spread(x, batch)
        perm = raw.BroadcastTo(perm, joined(batch, arrays.shape(perm)[-1]))
        return slicing.gather(x, perm, axis=-2, batch_dims=perm.shape.rank - 1)

    def _solve(self, rhs, adjoint=False, adjoint_arg=False):
        return self._matmul(rhs, not adjoint, adjoint_arg)

    def _to_dense(self):
        return casting.cast(
            raw.Equal(creation.range(self.domain_dimension_tensor()),
                      column(casting.cast(self._perm, dtypes.int32))), self.dtype)

    def _diag_part(self):
        places = creation.range(self.domain_dimension_tensor())
        return casting.cast(
            raw.Equal(places, casting.cast(self._perm, dtypes.int32)), self.dtype)

    def _determinant(self):
        # The sign tells whether the number of pairs that changed order is odd.
        perm = convert_to_tensor(self._perm)
        swapped = raw.Less(perm[..., :, None], perm[..., None, :])
        swapped = diagonals.band_part(casting.cast(swapped, dtypes.int32), -1, 0)
        odd = raw.FloorMod(reductions.reduce_sum(swapped, [-2, -1]), 2)
        return casting.cast(1 - 2 * odd, self.dtype)

    def _log_abs_determinant(self):
        return creation.zeros(self.batch_shape_tensor(), self.dtype)

    def _cond(self):
        return creation.ones(self.batch_shape_tensor(), self.dtype)

    def _assert_non_singular(self):
        return None


def _check_permutation(perm):
    if not perm.dtype.is_integer:
        raise TypeError(f"Argument `perm` must be integer dtype. Received: {perm}.")
    if perm.shape.rank == 0:
        raise ValueError(
            f"Argument `perm` must have at least 1 dimension. Received: {perm}.")
    known = arrays.get_static_value(perm)
    if known is not None:
        rows = known.reshape(-1, known.shape[-1])
        if not all(np.array_equal(np.sort(row), np.arange(row.size)) for row in rows):
            raise ValueError(
                "Argument `perm` must be a vector of unique integers from 0 to "
                f"{known.shape[-1] - 1}."
            )


class LinearOperatorTridiag(LinearOperator):
    """An operator of a tridiagonal matrix.

    Args:
        diagonals: the diagonals above, on and below the main one: a tensor [..., 3, n], a list
            of three tensors, or a matrix.
        diagonals_format: "compact", "sequence" or "matrix": which of these.
        is_non_singular, is_self_adjoint, is_positive_definite, is_square: what is known.
        name: a name.

    Raises:
        ValueError: the format is another one, or it is said not to be square.

    Example:
        >>> import tfcompat as tf
        >>> tf.linalg.LinearOperatorTridiag([[1.0, 0.0], [2.0, 2.0], [0.0, 3.0]]).to_dense()
        <tf.Tensor: shape=(2, 2), dtype=float32, numpy=
        array([[2., 1.],
               [3., 2.]], dtype=float32)>
    """

    def __init__(
        self, diagonals, diagonals_format="compact", is_non_singular=None, is_self_adjoint=None,
        is_positive_definite=None, is_square=None, name="LinearOperatorTridiag"
    ):  # fmt: skip
        parameters = {k: v for k, v in locals().items() if k not in ("self", "__class__")}
        if diagonals_format not in ("compact", "matrix", "sequence"):
            raise ValueError(
                "Argument `diagonals_format` must be one of compact, matrix, or sequence. "
                f"Received : {diagonals_format}."
            )
        if diagonals_format == "sequence":
            self._diagonals = [kept(one, "diag") for one in diagonals]
            dtype = self._diagonals[0].dtype
        else:
            self._diagonals = kept(diagonals, "diagonals")
            dtype = self._diagonals.dtype
        self._diagonals_format = diagonals_format
        if is_square is False:
            raise ValueError("A Tridiag operator is always square.")
        super().__init__(
            dtype, is_non_singular=is_non_singular, is_self_adjoint=is_self_adjoint,
            is_positive_definite=is_positive_definite, is_square=True, name=name,
            parameters=parameters)

    @property
    def diagonals(self):
        """The diagonals as they were given."""
        return self._diagonals

    @property
    def diagonals_format(self):
        """How the diagonals were given."""
        return self._diagonals_format

    def _shape(self):
        if self._diagonals_format == "matrix":
            return self._diagonals.shape
        if self._diagonals_format == "compact":
            shape = self._diagonals.shape
            return shape[:-2].concatenate(shape[-1:]).concatenate(shape[-1:])
        size = self._diagonals[1].shape[-1:]
        batch = TensorShape([])
        for one in self._diagonals:
            batch = broadcast_static_shape(batch, one.shape[:-1])
        return batch.concatenate(size).concatenate(size)

    def _shape_tensor(self):
        if self._diagonals_format == "matrix":
            return arrays.shape(self._diagonals)
        if self._diagonals_format == "compact":
            sizes = arrays.shape(self._diagonals)
            return joined(sizes[:-2], sizes[-1], sizes[-1])
        size, batch = arrays.shape(self._diagonals[1])[-1], None
        for one in self._diagonals:
            part = arrays.shape(one)[:-1]
            batch = part if batch is None else arrays.broadcast_dynamic_shape(batch, part)
        return joined(batch, size, size)

    def _three(self):
        """Return the diagonals above, on and below the main one, each n long."""
        if self._diagonals_format == "matrix":
            matrix = convert_to_tensor(self._diagonals)
            above, below = (diagonals.diag_part(matrix, k=k) for k in (1, -1))
            return _lengthened(above, False), diagonals.diag_part(matrix), _lengthened(below, True)
        if self._diagonals_format == "compact":
            whole = convert_to_tensor(self._diagonals)
            return tuple(whole[..., i, :] for i in range(3))
        above, middle, below = map(convert_to_tensor, self._diagonals)
        batch = self.batch_shape_tensor()
        size = joined(batch, self.domain_dimension_tensor())
        if above.shape[-1] != middle.shape[-1]:
            above = _lengthened(above, False)
        if below.shape[-1] != middle.shape[-1]:
            below = _lengthened(below, True)
        return tuple(raw.BroadcastTo(one, size) for one in (above, middle, below))

    def _rows(self, adjoint):
        """Return [..., 3, n]: of the adjoint, diagonals above and below change places."""
        above, middle, below = self._three()
        if adjoint:
            first, last = below, above
            above = raw.ConcatV2([first[..., 1:], raw.ZerosLike(first[..., :1])], -1)
            below = raw.ConcatV2([raw.ZerosLike(last[..., :1]), last[..., :-1]], -1)
            above, middle, below = (conjugate_if(one, True) for one in (above, middle, below))
        return raw.Pack([above, middle, below], axis=-2)

    def _matmul(self, x, adjoint=False, adjoint_arg=False):
        x, rows = turned(x, adjoint_arg), self._rows(adjoint)
        batch = arrays.broadcast_dynamic_shape(arrays.shape(rows)[:-2], arrays.shape(x)[:-2])
        return linear_systems.tridiagonal_matmul(
            spread(rows, batch), spread(x, batch), diagonals_format="compact")

    def _solve(self, rhs, adjoint=False, adjoint_arg=False):
        rhs, rows = turned(rhs, adjoint_arg), self._rows(adjoint)
        batch = arrays.broadcast_dynamic_shape(arrays.shape(rows)[:-2], arrays.shape(rhs)[:-2])
        return linear_systems.tridiagonal_solve(
            spread(rows, batch), spread(rhs, batch), diagonals_format="compact")

    def _diag_part(self):
        return self._three()[1]

    def _to_dense(self):
        if self._diagonals_format == "matrix":
            return convert_to_tensor(self._diagonals)
        above, middle, below = self._three()
        return diagonals.diag(
            raw.Pack([above, middle, below], axis=-2), k=(-1, 1), align="LEFT_RIGHT")

    def _assert_self_adjoint(self):
        if self._diagonals_format == "matrix":
            return super()._assert_self_adjoint()
        above, middle, below = self._three()
        message = (
            "This tridiagonal operator has non-conjugate subdiagonal and superdiagonal."
        )
        if not self.dtype.is_complex:
            return checks.assert_equal(below[..., 1:], above[..., :-1], message=message)
        part = raw.Imag(middle, Tout=middle.dtype.real_dtype)
        checks.assert_equal(
            part, raw.ZerosLike(part),
            message="This tridiagonal operator contained non-zero imaginary values on the "
            "diagonal.")
        return checks.assert_equal(
            raw.Conj(below[..., 1:]), above[..., :-1], message=message)


def _lengthened(x, in_front):
    """Add a zero to a diagonal that is one shorter than the main one."""
    zero = raw.ZerosLike(x[..., :1]) if x.shape[-1] != 0 else raw.Fill(
        joined(arrays.shape(x)[:-1], 1), convert_to_tensor(0, x.dtype))
    return raw.ConcatV2([zero, x] if in_front else [x, zero], -1)


class LinearOperatorToeplitz(LinearOperator):
    """An operator of a matrix whose diagonals are constant; products go by way of Fourier.

    Args:
        col: a tensor [..., n]: the first column.
        row: a tensor [..., n]: the first row, whose first element does not count.
        is_non_singular, is_self_adjoint, is_positive_definite, is_square: what is known.
        name: a name.

    Raises:
        ValueError: one of the two is a scalar, or it is said not to be square.

    Example:
        >>> import tfcompat as tf
        >>> tf.linalg.LinearOperatorToeplitz([1.0, 2.0], [1.0, 3.0]).to_dense()
        <tf.Tensor: shape=(2, 2), dtype=float32, numpy=
        array([[1., 3.],
               [2., 1.]], dtype=float32)>
    """

    def __init__(
        self, col, row, is_non_singular=None, is_self_adjoint=None, is_positive_definite=None,
        is_square=None, name="LinearOperatorToeplitz"
    ):  # fmt: skip
        parameters = {k: v for k, v in locals().items() if k not in ("self", "__class__")}
        self._row, self._col = kept(row, "row"), kept(col, "col")
        for what, one in (("row", self._row), ("col", self._col)):
            if one.shape.rank == 0:
                raise ValueError(
                    f"Argument {what} must have at least 1 dimension.  Found: {one}")
        if is_square is False:
            raise ValueError("Only square Toeplitz operators currently supported.")
        super().__init__(
            self._row.dtype, is_non_singular=is_non_singular, is_self_adjoint=is_self_adjoint,
            is_positive_definite=is_positive_definite, is_square=True, name=name,
            parameters=parameters)

    @property
    def col(self):
        """The first column."""
        return self._col

    @property
    def row(self):
        """The first row."""
        return self._row

    def _shape(self):
        shape = broadcast_static_shape(self._row.shape, self._col.shape)
        return shape.concatenate(shape[-1:])

    def _shape_tensor(self):
        sizes = arrays.broadcast_dynamic_shape(arrays.shape(self._row), arrays.shape(self._col))
        return raw.ConcatV2([sizes, sizes[-1:]], 0)

    def _both(self):
        size = self.shape_tensor()[:-1]
        return (raw.BroadcastTo(convert_to_tensor(one), size) for one in (self._row, self._col))

    def _matmul(self, x, adjoint=False, adjoint_arg=False):
        x = turned(x, adjoint_arg)
        row, col = self._both()
        if adjoint:
            row, col = conjugate_if(col, True), conjugate_if(row, True)
        # The matrix is a corner of a circulant one of almost twice the size.
        ring = _as_complex(raw.ConcatV2([col, raw.ReverseV2(row[..., 1:], [-1])], -1))
        columns = _as_complex(linear_algebra.matrix_transpose(x))
        columns = padded_at_end(columns, self.domain_dimension_tensor() - 1)
        product = raw.IFFT(raw.ExpandDims(raw.FFT(ring), -2) * raw.FFT(columns))
        product = product[..., : self.domain_dimension_tensor()]
        return casting.cast(linear_algebra.matrix_transpose(product), self.dtype)

    def _diag_part(self):
        _, col = self._both()
        return raw.BroadcastTo(col[..., :1], self.shape_tensor()[:-1])

    def _trace(self):
        _, col = self._both()
        return casting.cast(self.domain_dimension_tensor(), self.dtype) * col[..., 0]

    def _to_dense(self):
        row, col = self._both()
        size = self.domain_dimension_tensor()
        places = creation.range(size)
        places = column(places) - raw.ExpandDims(places, 0) + (size - 1)
        elements = raw.ConcatV2([raw.ReverseV2(row[..., 1:], [-1]), col], -1)
        return slicing.gather(elements, places, axis=-1)

    def _assert_self_adjoint(self):
        return checks.assert_equal(
            self._row, conjugate_if(convert_to_tensor(self._col), True),
            message="row and col are not the same, and so this operator is not self-adjoint.")


def _as_complex(x):
    if x.dtype.is_complex:
        return x
    x = casting.cast(x, dtypes.float32) if x.dtype == dtypes.float16 else x
    return complex_numbers.complex(x, raw.ZerosLike(x))
