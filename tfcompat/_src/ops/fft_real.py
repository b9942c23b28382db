"""Discrete Fourier transforms between real numbers and the non-redundant half of complex ones.

The last of the transformed dimensions has n real numbers on one side and n // 2 + 1 complex ones
on the other. A larger input is cut to what `fft_length` says.
"""

from tfcompat._src.base import dtypes
from tfcompat._src.base.dtypes import numpy_dtype
from tfcompat._src.base.errors import InvalidArgumentError
from tfcompat._src.base.shapes import TensorShape
from tfcompat._src.core import raw
from tfcompat._src.ops.checks import with_rank_at_least
from tfcompat._src.ops.fft import check_rank, count, real_dtype
from tfcompat._src.registry import op

_PAIRS = ((dtypes.float32, dtypes.complex64), (dtypes.float64, dtypes.complex128))


def _sizes(array, fft_length, rank, back):
    """Return the lengths of a transform, having checked the arguments."""
    check_rank(array, rank)
    if fft_length.shape != (rank,):
        raise InvalidArgumentError(f"fft_length must have shape [{rank}]")
    sizes = fft_length.tolist()
    for i, size in enumerate(sizes):
        if size < 0:
            raise InvalidArgumentError(f"fft_length[{i}] must >= 0, but got: {size}")
        need = size // 2 + 1 if back and i == rank - 1 else size
        have = array.shape[array.ndim - rank + i]
        if array.size and have < need:  # an empty array may be too small
            raise InvalidArgumentError(
                f"Input dimension {array.ndim - rank + i} must have length of at least "
                f"{need} but got: {have}"
            )
    return sizes


def _cut(array, sizes):
    """Cut the last dimensions to `sizes`."""
    return array[(..., *(slice(0, size) for size in sizes))]


def _check_types(real, spectrum, way, back):
    if (real, spectrum) not in _PAIRS:
        first, second = (spectrum, real) if back else (real, spectrum)
        raise InvalidArgumentError(
            f"Wrong types for {way} real FFT: in={first.as_datatype_enum} "
            f"out={second.as_datatype_enum}"
        )


def _forward(xp, array, fft_length, rank, real, spectrum):
    sizes = _sizes(array, fft_length, rank, False)
    _check_types(real, spectrum, "forward", False)
    dtype, cut = numpy_dtype(spectrum), _cut(array, sizes)
    shape = (*array.shape[: array.ndim - rank], *sizes[:-1], sizes[-1] // 2 + 1)
    if not cut.size:
        return xp.zeros(shape, dtype)
    return xp.fft.rfftn(cut, axes=tuple(range(-rank, 0))).astype(dtype, copy=False)


def _backward(xp, array, fft_length, rank, real, spectrum):
    sizes = _sizes(array, fft_length, rank, True)
    _check_types(real, spectrum, "backward", True)
    dtype = numpy_dtype(real)
    cut = _cut(array, [*sizes[:-1], sizes[-1] // 2 + 1])
    shape = (*array.shape[: array.ndim - rank], *sizes)
    if not cut.size or 0 in sizes:
        return xp.zeros(shape, dtype)
    axes = tuple(range(-rank, 0))
    return xp.fft.irfftn(cut, s=tuple(sizes), axes=axes).astype(dtype, copy=False)


def _shape(rank, back):
    def shape(c):
        given = with_rank_at_least(c["input"], rank)
        lengths = c["fft_length"]
        if lengths.rank is not None and lengths.rank != 1:
            raise ValueError(f"Shape must be rank 1 but is rank {lengths.rank}")
        if lengths.rank is not None and lengths[0] not in (None, rank):
            raise ValueError(f"Dimension must be {rank} but is {lengths[0]}")
        if given.rank is None:
            return [TensorShape(None)]
        value = c.value("fft_length")
        sizes = [None] * rank if value is None else value.tolist()
        if not back and sizes[-1]:
            sizes[-1] = int(sizes[-1] / 2) + 1
        sizes = [None if size is not None and size < 0 else size for size in sizes]
        return [TensorShape([*given.as_list()[:-rank], *sizes])]

    return shape


def _forward_gradient(inverse, rank):
    """Transform back what the halved spectrum was cut from: zeros fill the other half."""

    def gradient(op, dy):
        x, lengths = op.inputs
        tail = raw.Sub(_last(lengths), _last(raw.Shape(dy)))
        full = getattr(raw, inverse)(_padded_end(dy, tail))
        real = raw.Real(full, Tout=real_dtype(dy.dtype))
        result = raw.Mul(real, count(full, rank, real.dtype))
        return [_grown(result, x), None]

    return gradient


def _backward_gradient(forward, rank):
    """Transform; what stands for two numbers of the full spectrum counts twice."""

    def gradient(op, dy):
        x, lengths = op.inputs
        spectrum = getattr(raw, forward)(dy, lengths, Tcomplex=x.dtype)
        inner = raw.FloorDiv(raw.Sub(_last(lengths), 1), 2)
        rest = raw.Sub(_last(raw.Shape(spectrum)), raw.AddV2(inner, 1))
        ones, twos = (raw.Cast(value, DstT=dy.dtype) for value in (1, 2))
        weights = raw.ConcatV2([
            raw.ExpandDims(ones, 0),
            raw.Fill(raw.ExpandDims(inner, 0), twos),
            raw.Fill(raw.ExpandDims(rest, 0), ones),
        ], 0)
        weights = raw.Mul(weights, raw.Reciprocal(count(dy, rank, dy.dtype)))
        return [_grown(raw.Mul(spectrum, raw.Cast(weights, DstT=x.dtype)), x), None]

    return gradient


def _last(vector):
    """Return the last element of a vector."""
    return raw.StridedSlice(vector, [-1], [0], [1], shrink_axis_mask=1)


def _padded_end(x, number):
    """Put zeros after the last dimension."""
    others = raw.Fill(raw.Pack([raw.Sub(raw.Rank(x), 1), 2]), 0)
    return raw.Pad(x, raw.ConcatV2([others, raw.Pack([raw.Pack([0, number])])], 0))


def _grown(result, x):
    """Put zeros where the input was cut."""
    have, wanted = result.shape, x.shape
    if have.is_fully_defined() and have == wanted:
        return result
    missing = raw.Sub(raw.Shape(x), raw.Shape(result))
    return raw.Pad(result, raw.Pack([raw.ZerosLike(missing), missing], axis=1))


@op("""
    RFFT(input: Treal, fft_length: int32) -> output: Tcomplex
        Treal: {float, double} = float
        Tcomplex: {complex64, complex128} = complex64
""", host=("fft_length",))
def rfft(xp, input, fft_length, *, Treal, Tcomplex):  # noqa: A002, N803
    """Transform real numbers along the last dimension to half a spectrum.

    Shapes:
        input: [..., n] or larger
        fft_length: [1]
        output: [..., n // 2 + 1]
    Errors:
        InvalidArgumentError: the rank is below 1, or the input smaller than that.
    Source: tf.raw_ops.RFFT
    """
    return _forward(xp, input, fft_length, 1, Treal, Tcomplex)


rfft.shape(_shape(1, back=False))
rfft.gradient(_forward_gradient("IFFT", 1))


@op("""
    IRFFT(input: Tcomplex, fft_length: int32) -> output: Treal
        Treal: {float, double} = float
        Tcomplex: {complex64, complex128} = complex64
""", host=("fft_length",))
def irfft(xp, input, fft_length, *, Treal, Tcomplex):  # noqa: A002, N803
    """Transform half a spectrum back to real numbers along the last dimension.

    Shapes:
        input: [..., n // 2 + 1] or larger
        fft_length: [1]
        output: [..., n]
    Errors:
        InvalidArgumentError: the rank is below 1, or the input smaller than that.
    Source: tf.raw_ops.IRFFT
    """
    return _backward(xp, input, fft_length, 1, Treal, Tcomplex)


irfft.shape(_shape(1, back=True))
irfft.gradient(_backward_gradient("RFFT", 1))


@op("""
    RFFT2D(input: Treal, fft_length: int32) -> output: Tcomplex
        Treal: {float, double} = float
        Tcomplex: {complex64, complex128} = complex64
""", host=("fft_length",))
def rfft2d(xp, input, fft_length, *, Treal, Tcomplex):  # noqa: A002, N803
    """Transform real numbers along the last two dimensions to half a spectrum.

    Shapes:
        input: [..., m, n] or larger
        fft_length: [2]
        output: [..., m, n // 2 + 1]
    Errors:
        InvalidArgumentError: the rank is below 2, or the input smaller than that.
    Source: tf.raw_ops.RFFT2D
    """
    return _forward(xp, input, fft_length, 2, Treal, Tcomplex)


rfft2d.shape(_shape(2, back=False))
rfft2d.gradient(_forward_gradient("IFFT2D", 2))


@op("""
    IRFFT2D(input: Tcomplex, fft_length: int32) -> output: Treal
        Treal: {float, double} = float
        Tcomplex: {complex64, complex128} = complex64
""", host=("fft_length",))
def irfft2d(xp, input, fft_length, *, Treal, Tcomplex):  # noqa: A002, N803
    """Transform half a spectrum back to real numbers along the last two dimensions.

    Shapes:
        input: [..., m, n // 2 + 1] or larger
        fft_length: [2]
        output: [..., m, n]
    Errors:
        InvalidArgumentError: the rank is below 2, or the input smaller than that.
    Source: tf.raw_ops.IRFFT2D
    """
    return _backward(xp, input, fft_length, 2, Treal, Tcomplex)


irfft2d.shape(_shape(2, back=True))
irfft2d.gradient(_backward_gradient("RFFT2D", 2))


@op("""
    RFFT3D(input: Treal, fft_length: int32) -> output: Tcomplex
        Treal: {float, double} = float
        Tcomplex: {complex64, complex128} = complex64
""", host=("fft_length",))
def rfft3d(xp, input, fft_length, *, Treal, Tcomplex):  # noqa: A002, N803
    """Transform real numbers along the last three dimensions to half a spectrum.

    Shapes:
        input: [..., l, m, n] or larger
        fft_length: [3]
        output: [..., l, m, n // 2 + 1]
    Errors:
        InvalidArgumentError: the rank is below 3, or the input smaller than that.
    Source: tf.raw_ops.RFFT3D
    """
    return _forward(xp, input, fft_length, 3, Treal, Tcomplex)


rfft3d.shape(_shape(3, back=False))


@op("""
    IRFFT3D(input: Tcomplex, fft_length: int32) -> output: Treal
        Treal: {float, double} = float
        Tcomplex: {complex64, complex128} = complex64
""", host=("fft_length",))
def irfft3d(xp, input, fft_length, *, Treal, Tcomplex):  # noqa: A002, N803
    """Transform half a spectrum back to real numbers along the last three dimensions.

    Shapes:
        input: [..., l, m, n // 2 + 1] or larger
        fft_length: [3]
        output: [..., l, m, n]
    Errors:
        InvalidArgumentError: the rank is below 3, or the input smaller than that.
    Source: tf.raw_ops.IRFFT3D
    """
    return _backward(xp, input, fft_length, 3, Treal, Tcomplex)


irfft3d.shape(_shape(3, back=True))
