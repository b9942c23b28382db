"""Discrete Fourier transforms along chosen dimensions.

TensorFlow 2.21 has no kernels for these ops on a CPU; they do here what it says of them. Inputs
are cut, or filled up with zeros, to what `fft_length` says.
"""

from tfcompat._src.base.dtypes import numpy_dtype
from tfcompat._src.base.errors import InvalidArgumentError
from tfcompat._src.base.shapes import TensorShape
from tfcompat._src.ops.checks import shown
from tfcompat._src.registry import op


def _plan(array, fft_length, axes):
    """Return (lengths, dimensions) as tuples, having checked them."""
    if axes.ndim != 1 or fft_length.shape != axes.shape:
        raise InvalidArgumentError(
            "axes and fft_length must be vectors of the same length but got: "
            f"{shown(axes.shape)} and {shown(fft_length.shape)}"
        )
    chosen = []
    for axis in axes.tolist():
        if not -array.ndim <= axis < array.ndim:
            raise InvalidArgumentError(
                f"axes must be in the range [{-array.ndim}, {array.ndim}) but got: {axis}"
            )
        chosen.append(axis % array.ndim)
    if len(set(chosen)) != len(chosen):
        raise InvalidArgumentError(f"axes must be different but got: {axes.tolist()}")
    sizes = fft_length.tolist()
    if min(sizes, default=1) < 1:
        raise InvalidArgumentError(f"fft_length must be positive but got: {sizes}")
    return tuple(sizes), tuple(chosen)


def _transformed(xp, function, array, fft_length, axes, dtype, halved):
    sizes, chosen = _plan(array, fft_length, axes)
    if not chosen:
        return array.astype(dtype)
    if not array.size:
        shape = list(array.shape)
        for axis, size in zip(chosen, sizes, strict=True):
            shape[axis] = size
        if halved:
            shape[chosen[-1]] = sizes[-1] // 2 + 1
        return xp.zeros(tuple(shape), dtype)
    return function(array, s=sizes, axes=chosen).astype(dtype, copy=False)


def _shape(halved):
    def shape(c):
        given, axes, lengths = c["input"], c.value("axes"), c.value("fft_length")
        if given.rank is None:
            return [TensorShape(None)]
        if axes is None:
            return [TensorShape([None] * given.rank)]
        sizes, axes = given.as_list(), axes.reshape(-1).tolist()
        lengths = [None] * len(axes) if lengths is None else lengths.reshape(-1).tolist()
        for axis, length in zip(axes, lengths, strict=False):
            if not -given.rank <= axis < given.rank:
                raise ValueError(f"axes must be in range of the rank {given.rank}, got {axis}")
            sizes[axis] = length
        if halved and axes and sizes[axes[-1]] is not None:
            sizes[axes[-1]] = sizes[axes[-1]] // 2 + 1
        return [TensorShape(sizes)]

    return shape


@op("""
    FFTND(input: Tcomplex, fft_length: int32, axes: int32) -> output: Tcomplex
        Tcomplex: {complex64, complex128} = complex64
""", host=("fft_length", "axes"))
def fftnd(xp, input, fft_length, axes, *, Tcomplex):  # noqa: A002, N803
    """Transform along chosen dimensions.

    Shapes:
        input: any
        fft_length, axes: [number of dimensions]
        output: as input, but `fft_length` in those dimensions
    Errors:
        InvalidArgumentError: the dimensions or lengths are out of range.
    Source: tf.raw_ops.FFTND
    """
    dtype = numpy_dtype(Tcomplex)
    return _transformed(xp, xp.fft.fftn, input, fft_length, axes, dtype, halved=False)


fftnd.shape(_shape(halved=False))


@op("""
    IFFTND(input: Tcomplex, fft_length: int32, axes: int32) -> output: Tcomplex
        Tcomplex: {complex64, complex128} = complex64
""", host=("fft_length", "axes"))
def ifftnd(xp, input, fft_length, axes, *, Tcomplex):  # noqa: A002, N803
    """Transform back along chosen dimensions.

    Shapes:
        input: any
        fft_length, axes: [number of dimensions]
        output: as input, but `fft_length` in those dimensions
    Errors:
        InvalidArgumentError: the dimensions or lengths are out of range.
    Source: tf.raw_ops.IFFTND
    """
    dtype = numpy_dtype(Tcomplex)
    return _transformed(xp, xp.fft.ifftn, input, fft_length, axes, dtype, halved=False)


ifftnd.shape(_shape(halved=False))


@op("""
    RFFTND(input: Treal, fft_length: int32, axes: int32) -> output: Tcomplex
        Treal: {float, double} = float
        Tcomplex: {complex64, complex128} = complex64
""", host=("fft_length", "axes"))
def rfftnd(xp, input, fft_length, axes, *, Tcomplex):  # noqa: A002, N803
    """Transform real numbers along chosen dimensions to half a spectrum.

    Shapes:
        input: any
        fft_length, axes: [number of dimensions]
        output: as input, but `fft_length` in those dimensions, the last one halved
    Errors:
        InvalidArgumentError: the dimensions or lengths are out of range.
    Source: tf.raw_ops.RFFTND
    """
    dtype = numpy_dtype(Tcomplex)
    return _transformed(xp, xp.fft.rfftn, input, fft_length, axes, dtype, halved=True)


rfftnd.shape(_shape(halved=True))


@op("""
    IRFFTND(input: Tcomplex, fft_length: int32, axes: int32) -> output: Treal
        Treal: {float, double} = float
        Tcomplex: {complex64, complex128} = complex64
""", host=("fft_length", "axes"))
def irfftnd(xp, input, fft_length, axes, *, Treal):  # noqa: A002, N803
    """Transform half a spectrum back to real numbers along chosen dimensions.

    Shapes:
        input: any
        fft_length, axes: [number of dimensions]
        output: as input, but `fft_length` in those dimensions
    Errors:
        InvalidArgumentError: the dimensions or lengths are out of range.
    Source: tf.raw_ops.IRFFTND
    """
    dtype = numpy_dtype(Treal)
    return _transformed(xp, xp.fft.irfftn, input, fft_length, axes, dtype, halved=False)


irfftnd.shape(_shape(halved=False))
