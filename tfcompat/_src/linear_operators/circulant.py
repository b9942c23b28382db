"""Operators that are diagonal for Fourier transforms, of one, two or three dimensions."""

from tfcompat._src.base import dtypes
from tfcompat._src.base.shapes import TensorShape
from tfcompat._src.core import raw
from tfcompat._src.core.convert import convert_to_tensor
from tfcompat._src.frontend import (
    arrays,
    casting,
    checks,
    complex_numbers,
    creation,
    linear_algebra,
    reductions,
)
from tfcompat._src.linear_operators.arguments import column, conjugate_if, joined, kept, turned
from tfcompat._src.linear_operators.dense import magnitude, nonzero
from tfcompat._src.linear_operators.operator import LinearOperator

_SPECTRA = (
    dtypes.float16, dtypes.float32, dtypes.float64, dtypes.complex64, dtypes.complex128,
    dtypes.bfloat16,
)
_FORWARD = {1: raw.FFT, 2: raw.FFT2D, 3: raw.FFT3D}
_BACKWARD = {1: raw.IFFT, 2: raw.IFFT2D, 3: raw.IFFT3D}
_DOC = """A circulant operator, {what}.

    It takes a Fourier transform over {over}, multiplies by a spectrum, and goes back.

    Args:
        spectrum: a tensor [..., {sizes}]: what frequencies are multiplied by.
        input_output_dtype: the dtype of arguments and results.
        is_non_singular, is_self_adjoint, is_positive_definite, is_square: what is known.
        name: a name.

    Raises:
        ValueError: the spectrum has too few dimensions, or what is said cannot be.

    Example:
        >>> import tfcompat as tf
        >>> operator = tf.linalg.{name}({example}, input_output_dtype=tf.float32)
        >>> operator.shape
        TensorShape({shape})
    """


class _Circulant(LinearOperator):
    """What the three have; `_depth` is the number of dimensions."""

    _depth = 0

    def __init__(
        self, spectrum, input_output_dtype=dtypes.complex64, is_non_singular=None,
        is_self_adjoint=None, is_positive_definite=None, is_square=True, name=None
    ):  # fmt: skip
        parameters = {k: v for k, v in locals().items() if k not in ("self", "__class__")}
        name = name or type(self).__name__
        self._spectrum = kept(spectrum, "spectrum")
        if self._spectrum.shape.rank is not None and self._spectrum.shape.rank < self._depth:
            raise ValueError(
                f"Argument `spectrum` must have at least {self._depth} dimensions. Received: "
                f"{self._spectrum}."
            )
        if not self._spectrum.dtype.is_complex:
            if is_self_adjoint is False:
                raise ValueError(
                    "A real spectrum always corresponds to a self-adjoint operator. Expected "
                    f"argument `is_self_adjoint` to be True when `spectrum.dtype.is_complex` = "
                    f"True. Received: {is_self_adjoint}."
                )
            is_self_adjoint = True
        if is_square is False:
            raise ValueError(
                "A [[nested] block] circulant operator is always square. Expected argument "
                f"`is_square` to be True. Received: {is_square}."
            )
        super().__init__(
            input_output_dtype, is_non_singular=is_non_singular, is_self_adjoint=is_self_adjoint,
            is_positive_definite=is_positive_definite, is_square=True, name=name,
            parameters=parameters)

    @property
    def spectrum(self):
        """What frequencies are multiplied by."""
        return self._spectrum

    @property
    def block_depth(self):
        """How many dimensions the transform has."""
        return self._depth

    @property
    def block_shape(self):
        """The sizes of these dimensions."""
        return self._spectrum.shape[-self._depth :]

    def block_shape_tensor(self):
        """Return the sizes of these dimensions as a tensor."""
        return arrays.shape(self._spectrum)[-self._depth :]

    def convolution_kernel(self, name="convolution_kernel"):
        """Return what arguments are convolved with: the spectrum transformed back."""
        return casting.cast(_BACKWARD[self._depth](self._complex()), self.dtype)

    def assert_hermitian_spectrum(self, name="assert_hermitian_spectrum"):
        """Check that the kernel is real."""
        kernel = _BACKWARD[self._depth](self._complex())
        part = raw.Abs(raw.Imag(kernel, Tout=kernel.dtype.real_dtype))
        size = casting.cast(self.domain_dimension_tensor(), part.dtype)
        epsilon = 2.0**-52 if part.dtype == dtypes.float64 else 2.0**-23
        return checks.assert_less(part, 5.0 * epsilon * size, message="Spectrum was not Hermitian")

    def _shape(self):
        shape = self._spectrum.shape
        if shape.rank is None:
            return shape
        count = shape[-self._depth :].num_elements()
        return shape[: -self._depth].concatenate(TensorShape([count, count]))

    def _shape_tensor(self):
        sizes = arrays.shape(self._spectrum)
        count = reductions.reduce_prod(sizes[-self._depth :])
        return joined(sizes[: -self._depth], count, count)

    def _complex(self):
        """Return the spectrum as complex numbers of the precision of the arguments."""
        wide = self._spectrum.dtype in (dtypes.float64, dtypes.complex128) or self.dtype in (
            dtypes.float64, dtypes.complex128)
        return _to_complex(
            convert_to_tensor(self._spectrum), dtypes.complex128 if wide else dtypes.complex64)

    def _filtered(self, x, spectrum):
        """Transform the rows of matrices, multiply by the spectrum, and go back."""
        x = linear_algebra.matrix_transpose(_to_complex(x, spectrum.dtype))
        sizes = arrays.shape(x)
        blocks = raw.Reshape(x, raw.ConcatV2([sizes[:-1], self.block_shape_tensor()], 0))
        spectrum = raw.ExpandDims(spectrum, -1 - self._depth)
        result = _BACKWARD[self._depth](_FORWARD[self._depth](blocks) * spectrum)
        rows = arrays.shape(result)[: -self._depth]
        result = linear_algebra.matrix_transpose(raw.Reshape(result, joined(rows, -1)))
        return casting.cast(result, self.dtype)

    def _matmul(self, x, adjoint=False, adjoint_arg=False):
        return self._filtered(turned(x, adjoint_arg), conjugate_if(self._complex(), adjoint))

    def _solve(self, rhs, adjoint=False, adjoint_arg=False):
        spectrum = conjugate_if(self._complex(), adjoint)
        return self._filtered(turned(rhs, adjoint_arg), raw.Reciprocal(spectrum))

    def _axes(self):
        return list(range(-self._depth, 0))

    def _trace(self):
        return casting.cast(reductions.reduce_sum(self._complex(), self._axes()), self.dtype)

    def _diag_part(self):
        size = self.domain_dimension_tensor()
        each = self.trace() / casting.cast(size, self.dtype)
        return column(each) * creation.ones(joined([], size), self.dtype)

    def _determinant(self):
        return casting.cast(
            reductions.reduce_prod(self._complex(), self._axes()), self.dtype)

    def _log_abs_determinant(self):
        sizes = raw.Log(magnitude(self._complex()))
        return casting.cast(reductions.reduce_sum(sizes, self._axes()), self.dtype)

    def _eigvals(self):
        spectrum = convert_to_tensor(self._spectrum)
        return raw.Reshape(spectrum, self.shape_tensor()[:-1])

    def _cond(self):
        sizes = magnitude(self._complex())
        most, least = (
            fold(sizes, self._axes()) for fold in (reductions.reduce_max, reductions.reduce_min))
        return casting.cast(most / least, self.dtype.real_dtype)

    def _assert_non_singular(self):
        return nonzero(self._complex(), "Singular operator:  Spectrum contained zero values.")

    def _assert_positive_definite(self):
        part = self._complex()
        return checks.assert_positive(
            raw.Real(part, Tout=part.dtype.real_dtype),
            message="Not positive definite:  Real part of spectrum was not all positive.")

    def _assert_self_adjoint(self):
        part = raw.Imag(self._complex(), Tout=self._complex().dtype.real_dtype)
        return checks.assert_equal(
            convert_to_tensor(0, part.dtype), part,
            message="Not self-adjoint:  The spectrum contained non-zero imaginary part.")

    def _with(self, spectrum, other=None, **hints):
        given = {
            "is_non_singular": self.is_non_singular, "is_self_adjoint": self.is_self_adjoint,
            "is_positive_definite": self.is_positive_definite, **hints,
        }
        return type(self)(spectrum, input_output_dtype=self.dtype, is_square=True, **given)

    def _adjoint_operator(self):
        return self._with(conjugate_if(convert_to_tensor(self._spectrum), True))

    def _inverse_operator(self):
        return self._with(1.0 / convert_to_tensor(self._spectrum))

    def product(self, other, inverse=False):
        """Return the product with another of the same kind, or of the inverse with it."""
        mine = convert_to_tensor(self._spectrum)
        spectrum = other.spectrum / mine if inverse else mine * other.spectrum
        both = (self.is_non_singular, other.is_non_singular)
        return self._with(
            spectrum, is_non_singular=True if all(both) else None,
            is_self_adjoint=None if spectrum.dtype.is_complex else True,
            is_positive_definite=None)


def _to_complex(x, dtype):
    if x.dtype.is_complex:
        return casting.cast(x, dtype)
    real = casting.cast(x, dtype.real_dtype)
    return complex_numbers.complex(real, raw.ZerosLike(real))


class LinearOperatorCirculant(_Circulant):
    __doc__ = _DOC.format(
        what="that convolves vectors", over="vectors", sizes="n", name="LinearOperatorCirculant",
        example="[1.0, 2.0]", shape="[2, 2]")
    _depth = 1


class LinearOperatorCirculant2D(_Circulant):
    __doc__ = _DOC.format(
        what="that convolves pictures", over="pictures of the given sizes", sizes="n0, n1",
        name="LinearOperatorCirculant2D", example="[[1.0, 2.0], [3.0, 4.0]]", shape="[4, 4]")
    _depth = 2


class LinearOperatorCirculant3D(_Circulant):
    __doc__ = _DOC.format(
        what="that convolves volumes", over="volumes of the given sizes", sizes="n0, n1, n2",
        name="LinearOperatorCirculant3D", example="[[[1.0, 2.0], [3.0, 4.0]]]", shape="[4, 4]")
    _depth = 3
