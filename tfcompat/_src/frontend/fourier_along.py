"""Fourier transforms along chosen dimensions under their names at the top: no defaults.

Those that people use are in `fourier.py`.
"""

from tfcompat._src.base import dtypes
from tfcompat._src.core import raw


def fftnd(input, fft_length, axes, name=None):  # noqa: A002
    """The discrete Fourier transform along chosen dimensions; see `tf.signal.fftnd`.

    Args:
        input: a tensor of a complex dtype.
        fft_length: one length for each of `axes`.
        axes: the dimensions to transform, an int32 vector.
        name: a name for the operation.

    Returns:
        A tensor of the dtype of `input`.

    Raises:
        InvalidArgumentError: a dimension is out of range.

    Example:
        >>> import tfcompat as tf
        >>> tf.fftnd(tf.constant([[1.0, 2.0], [3.0, 4.0]], tf.complex64), [2, 2], [0, 1])
        <tf.Tensor: shape=(2, 2), dtype=complex64, numpy=
        array([[10.+0.j, -2.+0.j],
               [-4.+0.j,  0.+0.j]], dtype=complex64)>
    """
    return raw.FFTND(input, fft_length, axes, name=name)


def ifftnd(input, fft_length, axes, name=None):  # noqa: A002
    """The inverse of `tf.fftnd`; see `tf.signal.ifftnd`.

    Args:
        input: a tensor of a complex dtype.
        fft_length: one length for each of `axes`.
        axes: the dimensions to transform, an int32 vector.
        name: a name for the operation.

    Returns:
        A tensor of the dtype of `input`.

    Raises:
        InvalidArgumentError: a dimension is out of range.

    Example:
        >>> import tfcompat as tf
        >>> tf.ifftnd(tf.constant([[1.0, 2.0], [3.0, 4.0]], tf.complex64), [2, 2], [0, 1])
        <tf.Tensor: shape=(2, 2), dtype=complex64, numpy=
        array([[ 2.5+0.j, -0.5+0.j],
               [-1. +0.j,  0. +0.j]], dtype=complex64)>
    """
    return raw.IFFTND(input, fft_length, axes, name=name)


def irfftnd(input, fft_length, axes, Treal=dtypes.float32, name=None):  # noqa: A002
    """The inverse of `tf.rfftnd`; see `tf.signal.irfftnd`.

    Args:
        input: a tensor of a complex dtype.
        fft_length: one length for each of `axes`.
        axes: the dimensions to transform, an int32 vector.
        Treal: the dtype of the result, a real one.
        name: a name for the operation.

    Returns:
        A tensor of that dtype.

    Raises:
        InvalidArgumentError: a dimension is out of range.

    Example:
        >>> import tfcompat as tf
        >>> tf.irfftnd(tf.constant([[10.0, -2.0], [-4.0, 0.0]], tf.complex64), [2, 2], [0, 1])
        <tf.Tensor: shape=(2, 2), dtype=float32, numpy=
        array([[1., 2.],
               [3., 4.]], dtype=float32)>
    """
    return raw.IRFFTND(input, fft_length, axes, Treal=Treal, name=name)


def rfftnd(input, fft_length, axes, Tcomplex=dtypes.complex64, name=None):  # noqa: A002
    """The transform of real numbers along chosen dimensions; see `tf.signal.rfftnd`.

    Args:
        input: a tensor of a real dtype.
        fft_length: one length for each of `axes`.
        axes: the dimensions to transform, an int32 vector.
        Tcomplex: the dtype of the result, a complex one.
        name: a name for the operation.

    Returns:
        A tensor of that dtype.

    Raises:
        InvalidArgumentError: a dimension is out of range.

    Example:
        >>> import tfcompat as tf
        >>> tf.rfftnd([[1.0, 2.0], [3.0, 4.0]], [2, 2], [0, 1])
        <tf.Tensor: shape=(2, 2), dtype=complex64, numpy=
        array([[10.+0.j, -2.+0.j],
               [-4.+0.j,  0.+0.j]], dtype=complex64)>
    """
    return raw.RFFTND(input, fft_length, axes, Tcomplex=Tcomplex, name=name)
