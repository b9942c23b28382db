"""Discrete cosine transforms, by way of Fourier's.

The modified transform of overlapping pieces is in `spectra.py`.
"""

import math

from tfcompat._src.core import raw
from tfcompat._src.core.convert import convert_to_tensor
from tfcompat._src.frontend import (
    arrays,
    casting,
    complex_numbers,
    creation,
    fourier,
    rearranging,
    scopes,
)


def dct(input, type=2, n=None, axis=-1, norm=None, name=None):  # noqa: A002
    """The discrete cosine transform along the last dimension.

    Args:
        input: a tensor of dtype float32 or float64.
        type: which of the four transforms: 1, 2, 3 or 4.
        n: the length; the input is cut, or filled up with zeros, to it.
        axis: the dimension: -1, there is no other.
        norm: None, or "ortho" for transforms that keep lengths.
        name: a name for the operation.

    Returns:
        A tensor of the same dtype.

    Raises:
        NotImplementedError: the axis is another one.
        ValueError: there is no such type or norm, or `n` is not positive.

    Example:
        >>> import tfcompat as tf
        >>> tf.signal.dct([1.0, 2.0, 3.0]).numpy().round(3)
        array([12.   , -3.464,  0.   ], dtype=float32)
    """
    _check(input, type, n, axis, norm)
    with scopes.scope(name, "dct"):
        x = _with_length(convert_to_tensor(input), n)
        return (_first, _second, _third, _fourth)[type - 1](x, norm)


def idct(input, type=2, n=None, axis=-1, norm=None, name=None):  # noqa: A002
    """The inverse of `tf.signal.dct`, up to a factor unless `norm` is "ortho".

    Args:
        input: a tensor of dtype float32 or float64.
        type: which of the four transforms is undone: 1, 2, 3 or 4.
        n: the length: None, or the length of the input.
        axis: the dimension: -1, there is no other.
        norm: None, or "ortho", as on the way there.
        name: a name for the operation.

    Returns:
        A tensor of the same dtype.

    Raises:
        NotImplementedError: the axis is another one.
        ValueError: there is no such type or norm.

    Example:
        >>> import tfcompat as tf
        >>> tf.signal.idct([1.0, 0.0, 0.0], norm="ortho").numpy().round(3)
        array([0.577, 0.577, 0.577], dtype=float32)
    """
    _check(input, type, n, axis, norm)
    return dct(input, type={1: 1, 2: 3, 3: 2, 4: 4}[type], n=n, axis=axis, norm=norm, name=name)


def _check(x, type, n, axis, norm):  # noqa: A002
    if axis != -1:
        raise NotImplementedError(f"axis must be -1. Got: {axis}")
    if n is not None and n < 1:
        raise ValueError("n should be a positive integer or None")
    if type not in (1, 2, 3, 4):
        raise ValueError("Types I, II, III and IV (I)DCT are supported.")
    if type == 1:
        if norm == "ortho":
            raise ValueError("Normalization is not supported for the Type-I DCT.")
        size = convert_to_tensor(x).shape[-1]
        if size is not None and size < 2:
            raise ValueError("Type-I DCT requires the dimension to be greater than one.")
    if norm not in (None, "ortho"):
        raise ValueError(f"Unknown normalization. Expected None or 'ortho', got: {norm}")


def _with_length(x, n):
    """Cut the last dimension, or fill it up with zeros."""
    if n is None:
        return x
    size = x.shape[-1]
    missing = n - arrays.shape(x)[-1] if size is None else n - size
    if size is None or missing > 0:
        missing = missing if size is not None else raw.Maximum(0, missing)
        amounts = convert_to_tensor([[0, 0]] * (x.shape.rank - 1) + [[0, missing]])
        x = rearranging.pad(x, amounts)
    return x[..., :n]


def _length(x):
    """Return the last size: a number if it is known, and as a tensor of the dtype of x."""
    size = x.shape[-1]
    size = arrays.shape(x)[-1] if size is None else size
    return size, casting.cast(size, x.dtype)


def _turn(x, sign):
    """Return 2 exp(sign pi i k / 2n)."""
    size, number = _length(x)
    angle = casting.cast(creation.range(size), x.dtype) * (sign * math.pi * 0.5) / number
    return 2.0 * raw.Exp(complex_numbers.complex(raw.ZerosLike(angle), angle))


def _first(x, _):
    mirrored = raw.ConcatV2([x, x[..., -2:0:-1]], -1)
    return complex_numbers.real(fourier.rfft(mirrored))


def _second(x, norm):
    size, number = _length(x)
    spectrum = fourier.rfft(x, raw.Reshape(2 * size, [1]))[..., :size]
    result = complex_numbers.real(spectrum * _turn(x, -1.0))
    if norm == "ortho":
        result = result * _weights(x, 0.5 * raw.Rsqrt(number), math.sqrt(2.0))
    return result


def _third(x, norm):
    size, number = _length(x)
    if norm == "ortho":
        x = x * _weights(x, raw.Sqrt(number), math.sqrt(0.5))
    else:
        x = x * number
    spectrum = _turn(x, 1.0) * complex_numbers.complex(x, raw.ZerosLike(x))
    return fourier.irfft(spectrum, raw.Reshape(2 * size, [1]))[..., :size]


def _fourth(x, norm):
    size, number = _length(x)
    amounts = convert_to_tensor([[0, 0]] * (x.shape.rank - 1) + [[0, size]])
    result = _second(rearranging.pad(x, amounts), None)[..., 1::2]
    if norm == "ortho":
        result = result * (math.sqrt(0.5) * raw.Rsqrt(number))
    return result


def _weights(x, first, factor):
    """Return a vector of one number and then another, `factor` times as large."""
    size, _ = _length(x)
    others = raw.Fill(raw.Reshape(size - 1, [1]), first * convert_to_tensor(factor, x.dtype))
    return raw.ConcatV2([raw.Reshape(first, [1]), others], 0)
