"""Discrete Fourier transforms: complex and real, forward and back, and shifts of spectra.

What is built on them is in `spectra.py` and `cosine_transforms.py`.
"""

from tfcompat._src.base import dtypes
from tfcompat._src.core import raw
from tfcompat._src.core.convert import convert_to_tensor
from tfcompat._src.core.tensor import Tensor
from tfcompat._src.frontend import arrays, casting, creation, rearranging, scopes

_COMPLEX = {dtypes.float32: dtypes.complex64, dtypes.float64: dtypes.complex128}
_REAL = {spectrum: real for real, spectrum in _COMPLEX.items()}


def fft(input, name=None):  # noqa: A002
    """The discrete Fourier transform along the last dimension.

    Args:
        input: a tensor of dtype complex64 or complex128 and rank 1 or more.
        name: a name for the operation.

    Returns:
        A tensor of the same dtype and shape.

    Raises:
        InvalidArgumentError: the rank is below 1 (ValueError while tracing).

    Example:
        >>> import tfcompat as tf
        >>> tf.signal.fft(tf.constant([1.0, 2.0, 3.0, 4.0], tf.complex64))
        <tf.Tensor: shape=(4,), dtype=complex64,
        numpy=array([10.+0.j, -2.+2.j, -2.+0.j, -2.-2.j], dtype=complex64)>
    """
    return raw.FFT(input, name=name)


def fft2d(input, name=None):  # noqa: A002
    """The discrete Fourier transform along the last two dimensions.

    Args:
        input: a tensor of dtype complex64 or complex128 and rank 2 or more.
        name: a name for the operation.

    Returns:
        A tensor of the same dtype and shape.

    Raises:
        InvalidArgumentError: the rank is below 2 (ValueError while tracing).

    Example:
        >>> import tfcompat as tf
        >>> tf.signal.fft2d(tf.constant([[1.0, 2.0], [3.0, 4.0]], tf.complex64))
        <tf.Tensor: shape=(2, 2), dtype=complex64, numpy=
        array([[10.+0.j, -2.+0.j],
               [-4.+0.j,  0.+0.j]], dtype=complex64)>
    """
    return raw.FFT2D(input, name=name)


def fft3d(input, name=None):  # noqa: A002
    """The discrete Fourier transform along the last three dimensions.

    Args:
        input: a tensor of dtype complex64 or complex128 and rank 3 or more.
        name: a name for the operation.

    Returns:
        A tensor of the same dtype and shape.

    Raises:
        InvalidArgumentError: the rank is below 3 (ValueError while tracing).

    Example:
        >>> import tfcompat as tf
        >>> tf.signal.fft3d(tf.constant([[[1.0, 2.0], [3.0, 4.0]]], tf.complex64))
        <tf.Tensor: shape=(1, 2, 2), dtype=complex64, numpy=
        array([[[10.+0.j, -2.+0.j],
                [-4.+0.j,  0.+0.j]]], dtype=complex64)>
    """
    return raw.FFT3D(input, name=name)


def ifft(input, name=None):  # noqa: A002
    """The inverse discrete Fourier transform along the last dimension.

    Args:
        input: a tensor of dtype complex64 or complex128 and rank 1 or more.
        name: a name for the operation.

    Returns:
        A tensor of the same dtype and shape.

    Raises:
        InvalidArgumentError: the rank is below 1 (ValueError while tracing).

    Example:
        >>> import tfcompat as tf
        >>> tf.signal.ifft(tf.constant([1.0, 2.0, 3.0, 4.0], tf.complex64))
        <tf.Tensor: shape=(4,), dtype=complex64,
        numpy=array([ 2.5+0.j , -0.5-0.5j, -0.5+0.j , -0.5+0.5j], dtype=complex64)>
    """
    return raw.IFFT(input, name=name)


def ifft2d(input, name=None):  # noqa: A002
    """The inverse discrete Fourier transform along the last two dimensions.

    Args:
        input: a tensor of dtype complex64 or complex128 and rank 2 or more.
        name: a name for the operation.

    Returns:
        A tensor of the same dtype and shape.

    Raises:
        InvalidArgumentError: the rank is below 2 (ValueError while tracing).

    Example:
        >>> import tfcompat as tf
        >>> tf.signal.ifft2d(tf.constant([[1.0, 2.0], [3.0, 4.0]], tf.complex64))
        <tf.Tensor: shape=(2, 2), dtype=complex64, numpy=
        array([[ 2.5+0.j, -0.5+0.j],
               [-1. +0.j,  0. +0.j]], dtype=complex64)>
    """
    return raw.IFFT2D(input, name=name)


def ifft3d(input, name=None):  # noqa: A002
    """The inverse discrete Fourier transform along the last three dimensions.

    Args:
        input: a tensor of dtype complex64 or complex128 and rank 3 or more.
        name: a name for the operation.

    Returns:
        A tensor of the same dtype and shape.

    Raises:
        InvalidArgumentError: the rank is below 3 (ValueError while tracing).

    Example:
        >>> import tfcompat as tf
        >>> tf.signal.ifft3d(tf.constant([[[1.0, 2.0], [3.0, 4.0]]], tf.complex64))
        <tf.Tensor: shape=(1, 2, 2), dtype=complex64, numpy=
        array([[[ 2.5+0.j, -0.5+0.j],
                [-1. +0.j,  0. +0.j]]], dtype=complex64)>
    """
    return raw.IFFT3D(input, name=name)


def rfft(input_tensor, fft_length=None, name=None):
    """The discrete Fourier transform of real numbers along the last dimension.

    Args:
        input_tensor: a tensor of dtype float32 or float64 and rank 1 or more.
        fft_length: 1 lengths; the input is cut, or filled up with zeros, to them. None takes
            those of the input.
        name: a name for the operation.

    Returns:
        A tensor of a complex dtype; of the last dimension, n long, the first n // 2 + 1 numbers:
        the others are their conjugates.

    Raises:
        ValueError: the dtype is another one.

    Example:
        >>> import tfcompat as tf
        >>> tf.signal.rfft([1.0, 2.0, 3.0, 4.0])
        <tf.Tensor: shape=(3,), dtype=complex64,
        numpy=array([10.+0.j, -2.+2.j, -2.+0.j], dtype=complex64)>
    """
    return _forward(raw.RFFT, 1, input_tensor, fft_length, name, "rfft")


def rfft2d(input_tensor, fft_length=None, name=None):
    """The discrete Fourier transform of real numbers along the last two dimensions.

    Args:
        input_tensor: a tensor of dtype float32 or float64 and rank 2 or more.
        fft_length: 2 lengths; the input is cut, or filled up with zeros, to them. None takes
            those of the input.
        name: a name for the operation.

    Returns:
        A tensor of a complex dtype; of the last dimension, n long, the first n // 2 + 1 numbers:
        the others are their conjugates.

    Raises:
        ValueError: the dtype is another one.

    Example:
        >>> import tfcompat as tf
        >>> tf.signal.rfft2d([[1.0, 2.0], [3.0, 4.0]])
        <tf.Tensor: shape=(2, 2), dtype=complex64, numpy=
        array([[10.+0.j, -2.+0.j],
               [-4.+0.j,  0.+0.j]], dtype=complex64)>
    """
    return _forward(raw.RFFT2D, 2, input_tensor, fft_length, name, "rfft2d")


def rfft3d(input_tensor, fft_length=None, name=None):
    """The discrete Fourier transform of real numbers along the last three dimensions.

    Args:
        input_tensor: a tensor of dtype float32 or float64 and rank 3 or more.
        fft_length: 3 lengths; the input is cut, or filled up with zeros, to them. None takes
            those of the input.
        name: a name for the operation.

    Returns:
        A tensor of a complex dtype; of the last dimension, n long, the first n // 2 + 1 numbers:
        the others are their conjugates.

    Raises:
        ValueError: the dtype is another one.

    Example:
        >>> import tfcompat as tf
        >>> tf.signal.rfft3d([[[1.0, 2.0], [3.0, 4.0]]])
        <tf.Tensor: shape=(1, 2, 2), dtype=complex64, numpy=
        array([[[10.+0.j, -2.+0.j],
                [-4.+0.j,  0.+0.j]]], dtype=complex64)>
    """
    return _forward(raw.RFFT3D, 3, input_tensor, fft_length, name, "rfft3d")


def irfft(input_tensor, fft_length=None, name=None):
    """The inverse of `tf.signal.rfft`: real numbers along the last dimension.

    Args:
        input_tensor: a tensor of dtype complex64 or complex128 and rank 1 or more.
        fft_length: 1 lengths of the result. None takes those of the input, and 2 * (n - 1) for
            the last one.
        name: a name for the operation.

    Returns:
        A tensor of a real dtype.

    Raises:
        ValueError: the dtype is another one.

    Example:
        >>> import tfcompat as tf
        >>> tf.signal.irfft(tf.constant([10.0, -2.0, -2.0], tf.complex64))
        <tf.Tensor: shape=(4,), dtype=float32, numpy=array([1., 3., 3., 3.], dtype=float32)>
    """
    return _backward(raw.IRFFT, 1, input_tensor, fft_length, name, "irfft")


def irfft2d(input_tensor, fft_length=None, name=None):
    """The inverse of `tf.signal.rfft2d`: real numbers along the last two dimensions.

    Args:
        input_tensor: a tensor of dtype complex64 or complex128 and rank 2 or more.
        fft_length: 2 lengths of the result. None takes those of the input, and 2 * (n - 1) for
            the last one.
        name: a name for the operation.

    Returns:
        A tensor of a real dtype.

    Raises:
        ValueError: the dtype is another one.

    Example:
        >>> import tfcompat as tf
        >>> tf.signal.irfft2d(tf.constant([[10.0, -2.0], [-4.0, 0.0]], tf.complex64))
        <tf.Tensor: shape=(2, 2), dtype=float32, numpy=
        array([[1., 2.],
               [3., 4.]], dtype=float32)>
    """
    return _backward(raw.IRFFT2D, 2, input_tensor, fft_length, name, "irfft2d")


def irfft3d(input_tensor, fft_length=None, name=None):
    """The inverse of `tf.signal.rfft3d`: real numbers along the last three dimensions.

    Args:
        input_tensor: a tensor of dtype complex64 or complex128 and rank 3 or more.
        fft_length: 3 lengths of the result. None takes those of the input, and 2 * (n - 1) for
            the last one.
        name: a name for the operation.

    Returns:
        A tensor of a real dtype.

    Raises:
        ValueError: the dtype is another one.

    Example:
        >>> import tfcompat as tf
        >>> tf.signal.irfft3d(tf.constant([[[10.0, -2.0], [-4.0, 0.0]]], tf.complex64))
        <tf.Tensor: shape=(1, 2, 2), dtype=float32, numpy=
        array([[[1., 2.],
                [3., 4.]]], dtype=float32)>
    """
    return _backward(raw.IRFFT3D, 3, input_tensor, fft_length, name, "irfft3d")


def fftnd(input_tensor, fft_length=None, axes=None, norm=None, name=None):
    """The discrete Fourier transform along chosen dimensions.

    Args:
        input_tensor: a tensor of a complex dtype.
        fft_length: one length for each of `axes`; the input is cut, or filled up with zeros, to
            them. None takes those of the input.
        axes: the dimensions to transform. None takes as many of the last ones as there are
            lengths, or all.
        norm: where the result is divided by the number of elements: None or "backward" on the way
            back, "forward" on the way there, "ortho" by the square root on both.
        name: a name for the operation.

    Returns:
        A tensor of a complex dtype.

    Raises:
        ValueError: the dtype or the norm is another one.
        InvalidArgumentError: a dimension is out of range.

    Example:
        >>> import tfcompat as tf
        >>> tf.signal.fftnd(tf.constant([[1.0, 2.0], [3.0, 4.0]], tf.complex64))
        <tf.Tensor: shape=(2, 2), dtype=complex64, numpy=
        array([[10.+0.j, -2.+0.j],
               [-4.+0.j,  0.+0.j]], dtype=complex64)>
    """
    return _along(raw.FFTND, input_tensor, fft_length, axes, norm, name, "fftnd")


def ifftnd(input_tensor, fft_length=None, axes=None, norm=None, name=None):
    """The inverse discrete Fourier transform along chosen dimensions.

    Args:
        input_tensor: a tensor of a complex dtype.
        fft_length: one length for each of `axes`; the input is cut, or filled up with zeros, to
            them. None takes those of the input.
        axes: the dimensions to transform. None takes as many of the last ones as there are
            lengths, or all.
        norm: where the result is divided by the number of elements: None or "backward" on the way
            back, "forward" on the way there, "ortho" by the square root on both.
        name: a name for the operation.

    Returns:
        A tensor of a complex dtype.

    Raises:
        ValueError: the dtype or the norm is another one.
        InvalidArgumentError: a dimension is out of range.

    Example:
        >>> import tfcompat as tf
        >>> tf.signal.ifftnd(tf.constant([[1.0, 2.0], [3.0, 4.0]], tf.complex64))
        <tf.Tensor: shape=(2, 2), dtype=complex64, numpy=
        array([[ 2.5+0.j, -0.5+0.j],
               [-1. +0.j,  0. +0.j]], dtype=complex64)>
    """
    return _along(raw.IFFTND, input_tensor, fft_length, axes, norm, name, "ifftnd")


def rfftnd(input_tensor, fft_length=None, axes=None, norm=None, name=None):
    """The discrete Fourier transform of real numbers along chosen dimensions.

    Args:
        input_tensor: a tensor of a floating dtype.
        fft_length: one length for each of `axes`; the input is cut, or filled up with zeros, to
            them. None takes those of the input.
        axes: the dimensions to transform. None takes as many of the last ones as there are
            lengths, or all.
        norm: where the result is divided by the number of elements: None or "backward" on the way
            back, "forward" on the way there, "ortho" by the square root on both.
        name: a name for the operation.

    Returns:
        A tensor of a complex dtype.

    Raises:
        ValueError: the dtype or the norm is another one.
        InvalidArgumentError: a dimension is out of range.

    Example:
        >>> import tfcompat as tf
        >>> tf.signal.rfftnd([[1.0, 2.0], [3.0, 4.0]])
        <tf.Tensor: shape=(2, 2), dtype=complex64, numpy=
        array([[10.+0.j, -2.+0.j],
               [-4.+0.j,  0.+0.j]], dtype=complex64)>
    """
    return _along(raw.RFFTND, input_tensor, fft_length, axes, norm, name, "rfftnd")


def irfftnd(input_tensor, fft_length=None, axes=None, norm=None, name=None):
    """The inverse of `tf.signal.rfftnd`.

    Args:
        input_tensor: a tensor of a complex dtype.
        fft_length: one length for each of `axes`; the input is cut, or filled up with zeros, to
            them. None takes those of the input.
        axes: the dimensions to transform. None takes as many of the last ones as there are
            lengths, or all.
        norm: where the result is divided by the number of elements: None or "backward" on the way
            back, "forward" on the way there, "ortho" by the square root on both.
        name: a name for the operation.

    Returns:
        A tensor of a real dtype.

    Raises:
        ValueError: the dtype or the norm is another one.
        InvalidArgumentError: a dimension is out of range.

    Example:
        >>> import tfcompat as tf
        >>> tf.signal.irfftnd(tf.constant([[1.0, 2.0], [3.0, 4.0]], tf.complex64))
        <tf.Tensor: shape=(2, 2), dtype=float32, numpy=
        array([[ 2.5, -0.5],
               [-1. ,  0. ]], dtype=float32)>
    """
    return _along(raw.IRFFTND, input_tensor, fft_length, axes, norm, name, "irfftnd")


def fftshift(x, axes=None, name=None):
    """Move the element of frequency zero to the middle.

    Args:
        x: a tensor.
        axes: the dimensions to do that in, a number or a list; None takes all.
        name: a name for the operation.

    Returns:
        A tensor of the same dtype and shape.

    Raises:
        InvalidArgumentError: a dimension is out of range.

    Example:
        >>> import tfcompat as tf
        >>> tf.signal.fftshift([0, 1, 2, 3, 4])
        <tf.Tensor: shape=(5,), dtype=int32, numpy=array([3, 4, 0, 1, 2], dtype=int32)>
    """
    return _rolled(x, axes, backwards=False, name=name, default="fftshift")


def ifftshift(x, axes=None, name=None):
    """Undo `tf.signal.fftshift`.

    Args:
        x: a tensor.
        axes: the dimensions to do that in, a number or a list; None takes all.
        name: a name for the operation.

    Returns:
        A tensor of the same dtype and shape.

    Raises:
        InvalidArgumentError: a dimension is out of range.

    Example:
        >>> import tfcompat as tf
        >>> tf.signal.ifftshift([0, 1, 2, 3, 4])
        <tf.Tensor: shape=(5,), dtype=int32, numpy=array([2, 3, 4, 0, 1], dtype=int32)>
    """
    return _rolled(x, axes, backwards=True, name=name, default="ifftshift")


def _forward(op, rank, x, lengths, name, default):
    with scopes.scope(name, default) as name:
        x = convert_to_tensor(x, dtype_hint=dtypes.float32)
        if x.dtype not in _COMPLEX:
            raise ValueError(f"RFFT requires tf.float32 or tf.float64 inputs, got: {x}")
        if lengths is None:
            lengths = _last_sizes(x, rank)
        else:
            lengths = convert_to_tensor(lengths, dtypes.int32)
        x = _filled(x, rank, lengths, halved=False)
        return op(x, lengths, Tcomplex=_COMPLEX[x.dtype], name=name)


def _backward(op, rank, x, lengths, name, default):
    with scopes.scope(name, default) as name:
        x = convert_to_tensor(x, dtype_hint=dtypes.complex64)
        if x.dtype not in _REAL:
            raise ValueError(f"IRFFT requires tf.complex64 or tf.complex128 inputs, got: {x}")
        if lengths is None:
            lengths = _doubled(_last_sizes(x, rank))
        else:
            lengths = convert_to_tensor(lengths, dtypes.int32)
        x = _filled(x, rank, lengths, halved=True)
        return op(x, lengths, Treal=_REAL[x.dtype], name=name)


def _last_sizes(x, rank):
    """Return the last sizes of a tensor, as a constant if they are known."""
    sizes = None if x.shape.rank is None else x.shape[-rank:]
    if sizes is not None and sizes.is_fully_defined():
        return convert_to_tensor(sizes.as_list(), dtypes.int32)
    return raw.Shape(x)[-rank:]


def _doubled(sizes):
    """Return the lengths of real numbers that have so large spectra."""
    known = arrays.get_static_value(sizes)
    if known is not None:
        *others, last = known.tolist()
        return convert_to_tensor([*others, max(0, 2 * (last - 1))], dtypes.int32)
    last = raw.Maximum(0, 2 * (sizes[-1:] - 1))
    return raw.ConcatV2([sizes[:-1], last], 0)


def _filled(x, rank, lengths, halved):
    """Put zeros after what is shorter than a transform wants."""
    wanted, shape = arrays.get_static_value(lengths), x.shape
    if wanted is not None and shape.rank is not None and shape[-rank:].is_fully_defined():
        wanted = wanted.tolist()
        if halved and wanted:
            wanted[-1] = wanted[-1] // 2 + 1
        missing = [
            max(0, size - have)
            for size, have in zip(wanted, shape[-rank:].as_list(), strict=False)
        ]
        if not any(missing):
            return x
        return rearranging.pad(
            x, [[0, 0]] * (shape.rank - rank) + [[0, number] for number in missing]
        )
    if halved:
        lengths = raw.ConcatV2([lengths[:-1], lengths[-1:] // 2 + 1], 0)
    missing = raw.Maximum(0, lengths - raw.Shape(x)[-rank:])
    after = raw.ConcatV2([raw.Fill(raw.ExpandDims(raw.Rank(x) - rank, 0), 0), missing], 0)
    return rearranging.pad(x, raw.Pack([raw.ZerosLike(after), after], axis=1))


def _along(op, x, lengths, axes, norm, name, default):
    """Transform along chosen dimensions and scale as `norm` says."""
    if norm not in (None, "backward", "ortho", "forward"):
        raise ValueError(f'Unknown norm: {norm}. Expected "backward", "ortho" or "forward".')
    real, back = "rfft" in default, default.startswith("i")
    with scopes.scope(name, default):
        x = convert_to_tensor(
            x, dtype_hint=dtypes.float32 if real and not back else dtypes.complex64
        )
        table = _COMPLEX if real and not back else _REAL
        if x.dtype not in table:
            wanted = " or ".join(f"tf.{dtype.name}" for dtype in table)
            raise ValueError(f"{default.upper()} requires {wanted} inputs, got: {x}")
        if axes is None:
            count = x.shape.rank if lengths is None else len(convert_to_tensor(lengths))
            axes = list(range(-count, 0))
        axes = convert_to_tensor(axes, dtypes.int32)
        if lengths is None:
            lengths = raw.GatherV2(raw.Shape(x), (axes + raw.Rank(x)) % raw.Rank(x), 0)
            lengths = _doubled(lengths) if real and back else lengths
        lengths = convert_to_tensor(lengths, dtypes.int32)
        kinds = {"Tcomplex": x.dtype}
        if real:
            kinds = dict(zip(("Treal", "Tcomplex"), sorted(
                (x.dtype, table[x.dtype]), key=lambda dtype: dtype.is_complex
            ), strict=True))
        result = op(x, lengths, axes, **kinds)
        return _scaled(result, lengths, norm, back)


def _scaled(result, lengths, norm, back):
    """The kernels divide on the way back."""
    if norm in (None, "backward"):
        return result
    number = casting.cast(raw.Prod(lengths, 0), result.dtype)
    root = raw.Sqrt(number) if norm == "ortho" else number
    return result * root if back else result / root


def _rolled(x, axes, backwards, name, default):
    with scopes.scope(name, default):
        x = convert_to_tensor(x)
        if axes is None:
            known = x.shape.rank
            axes = list(range(known)) if known is not None else creation.range(raw.Rank(x))
        axes = axes if isinstance(axes, Tensor) else convert_to_tensor(axes, dtypes.int32)
        if arrays.get_static_value(axes) is None:
            sizes = raw.GatherV2(arrays.shape(x), axes, 0)
        elif axes.shape.rank == 0:
            sizes = arrays.shape(x)[int(arrays.get_static_value(axes))]
        else:
            # One by one: a dimension that is out of range is reported as a slice of the shape.
            known = arrays.get_static_value(axes).tolist()
            sizes = [arrays.shape(x)[axis] for axis in known]
            sizes = raw.Pack(sizes) if sizes else convert_to_tensor([], dtypes.int32)
        half = -(sizes // 2) if backwards else sizes // 2
        return raw.Roll(x, half, axes)
