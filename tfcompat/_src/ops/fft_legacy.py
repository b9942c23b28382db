"""The names that Fourier transforms of batches had before the plain ops took batches.

TensorFlow has these for graphs written long ago; they do what their successors do.
"""

from tfcompat._src.ops import fft
from tfcompat._src.registry import op


@op("""
    BatchFFT(input: complex64) -> output: complex64
""")
def batch_fft(xp, input):  # noqa: A002
    """Transform along the last dimension.

    Shapes:
        input, output: [..., n]
    Errors:
        InvalidArgumentError: the rank is below 1.
    Source: tf.raw_ops.BatchFFT
    """
    return fft.fft(xp, input)


batch_fft.shape(fft.fft.shape_function)


@op("""
    BatchIFFT(input: complex64) -> output: complex64
""")
def batch_ifft(xp, input):  # noqa: A002
    """Transform back along the last dimension.

    Shapes:
        input, output: [..., n]
    Errors:
        InvalidArgumentError: the rank is below 1.
    Source: tf.raw_ops.BatchIFFT
    """
    return fft.ifft(xp, input)


batch_ifft.shape(fft.ifft.shape_function)


@op("""
    BatchFFT2D(input: complex64) -> output: complex64
""")
def batch_fft2d(xp, input):  # noqa: A002
    """Transform along the last two dimensions.

    Shapes:
        input, output: [..., m, n]
    Errors:
        InvalidArgumentError: the rank is below 2.
    Source: tf.raw_ops.BatchFFT2D
    """
    return fft.fft2d(xp, input)


batch_fft2d.shape(fft.fft2d.shape_function)


@op("""
    BatchIFFT2D(input: complex64) -> output: complex64
""")
def batch_ifft2d(xp, input):  # noqa: A002
    """Transform back along the last two dimensions.

    Shapes:
        input, output: [..., m, n]
    Errors:
        InvalidArgumentError: the rank is below 2.
    Source: tf.raw_ops.BatchIFFT2D
    """
    return fft.ifft2d(xp, input)


batch_ifft2d.shape(fft.ifft2d.shape_function)


@op("""
    BatchFFT3D(input: complex64) -> output: complex64
""")
def batch_fft3d(xp, input):  # noqa: A002
    """Transform along the last three dimensions.

    Shapes:
        input, output: [..., l, m, n]
    Errors:
        InvalidArgumentError: the rank is below 3.
    Source: tf.raw_ops.BatchFFT3D
    """
    return fft.fft3d(xp, input)


batch_fft3d.shape(fft.fft3d.shape_function)


@op("""
    BatchIFFT3D(input: complex64) -> output: complex64
""")
def batch_ifft3d(xp, input):  # noqa: A002
    """Transform back along the last three dimensions.

    Shapes:
        input, output: [..., l, m, n]
    Errors:
        InvalidArgumentError: the rank is below 3.
    Source: tf.raw_ops.BatchIFFT3D
    """
    return fft.ifft3d(xp, input)


batch_ifft3d.shape(fft.ifft3d.shape_function)
