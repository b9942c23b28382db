"""Discrete Fourier transforms of complex numbers over the last one, two or three dimensions.

Those of real numbers are in `fft_real.py`, those over chosen dimensions in `fft_axes.py`.
"""

from tfcompat._src.base import dtypes
from tfcompat._src.base.errors import InvalidArgumentError
from tfcompat._src.core import raw
from tfcompat._src.ops.checks import shown, with_rank_at_least
from tfcompat._src.registry import op


def check_rank(array, rank):
    """Check that an array has dimensions enough for a transform."""
    if array.ndim < rank:
        raise InvalidArgumentError(
            f"Input must have rank of at least {rank} but got: {shown(array.shape)}"
        )


def _transformed(xp, function, array, rank):
    check_rank(array, rank)
    if not array.size:
        return array
    return function(array, axes=tuple(range(-rank, 0))).astype(array.dtype, copy=False)


def _at_least(rank):
    def shape(c):
        return [with_rank_at_least(c["input"], rank)]

    return shape


def count(x, rank, dtype):
    """Return how many elements the last dimensions have, as a scalar tensor of a dtype."""
    sizes = None if x.shape.rank is None else x.shape[-rank:]
    if sizes is not None and sizes.is_fully_defined():
        return raw.Cast(sizes.num_elements(), DstT=dtype)
    last = raw.StridedSlice(raw.Shape(x), [-rank], [0], [1], end_mask=1)
    return raw.Cast(raw.Prod(last, 0), DstT=dtype)


def real_dtype(dtype):
    """Return the floating dtype of the parts of a complex dtype."""
    return dtypes.float32 if dtype == dtypes.complex64 else dtypes.float64


def _forward_gradient(inverse, rank):
    def gradient(op, dy):
        return raw.Mul(getattr(raw, inverse)(dy), count(dy, rank, dy.dtype))

    return gradient


def _backward_gradient(forward, rank):
    def gradient(op, dy):
        one = raw.Reciprocal(count(dy, rank, real_dtype(dy.dtype)))
        return raw.Mul(getattr(raw, forward)(dy), raw.Cast(one, DstT=dy.dtype))

    return gradient


@op("""
    FFT(input: Tcomplex) -> output: Tcomplex
        Tcomplex: {complex64, complex128} = complex64
""")
def fft(xp, input):  # noqa: A002
    """Transform along the last dimension.

    Shapes:
        input, output: [..., n]
    Errors:
        InvalidArgumentError: the input is a scalar.
    Source: tf.raw_ops.FFT
    """
    return _transformed(xp, xp.fft.fftn, input, 1)


fft.shape(_at_least(1))
fft.gradient(_forward_gradient("IFFT", 1))


@op("""
    IFFT(input: Tcomplex) -> output: Tcomplex
        Tcomplex: {complex64, complex128} = complex64
""")
def ifft(xp, input):  # noqa: A002
    """Transform back along the last dimension.

    Shapes:
        input, output: [..., n]
    Errors:
        InvalidArgumentError: the input is a scalar.
    Source: tf.raw_ops.IFFT
    """
    return _transformed(xp, xp.fft.ifftn, input, 1)


ifft.shape(_at_least(1))
ifft.gradient(_backward_gradient("FFT", 1))


@op("""
    FFT2D(input: Tcomplex) -> output: Tcomplex
        Tcomplex: {complex64, complex128} = complex64
""")
def fft2d(xp, input):  # noqa: A002
    """Transform along the last two dimensions.

    Shapes:
        input, output: [..., m, n]
    Errors:
        InvalidArgumentError: the rank is below 2.
    Source: tf.raw_ops.FFT2D
    """
    return _transformed(xp, xp.fft.fftn, input, 2)


fft2d.shape(_at_least(2))
fft2d.gradient(_forward_gradient("IFFT2D", 2))


@op("""
    IFFT2D(input: Tcomplex) -> output: Tcomplex
        Tcomplex: {complex64, complex128} = complex64
""")
def ifft2d(xp, input):  # noqa: A002
    """Transform back along the last two dimensions.

    Shapes:
        input, output: [..., m, n]
    Errors:
        InvalidArgumentError: the rank is below 2.
    Source: tf.raw_ops.IFFT2D
    """
    return _transformed(xp, xp.fft.ifftn, input, 2)


ifft2d.shape(_at_least(2))
ifft2d.gradient(_backward_gradient("FFT2D", 2))


@op("""
    FFT3D(input: Tcomplex) -> output: Tcomplex
        Tcomplex: {complex64, complex128} = complex64
""")
def fft3d(xp, input):  # noqa: A002
    """Transform along the last three dimensions.

    Shapes:
        input, output: [..., l, m, n]
    Errors:
        InvalidArgumentError: the rank is below 3.
    Source: tf.raw_ops.FFT3D
    """
    return _transformed(xp, xp.fft.fftn, input, 3)


fft3d.shape(_at_least(3))
fft3d.gradient(_forward_gradient("IFFT3D", 3))


@op("""
    IFFT3D(input: Tcomplex) -> output: Tcomplex
        Tcomplex: {complex64, complex128} = complex64
""")
def ifft3d(xp, input):  # noqa: A002
    """Transform back along the last three dimensions.

    Shapes:
        input, output: [..., l, m, n]
    Errors:
        InvalidArgumentError: the rank is below 3.
    Source: tf.raw_ops.IFFT3D
    """
    return _transformed(xp, xp.fft.ifftn, input, 3)


ifft3d.shape(_at_least(3))
ifft3d.gradient(_backward_gradient("FFT3D", 3))
