"""Windows that signals are multiplied with before they are transformed."""

import math

from tfcompat._src.base import dtypes
from tfcompat._src.core import raw
from tfcompat._src.core.convert import convert_to_tensor
from tfcompat._src.frontend import arrays, casting, creation, reductions, scopes


def hann_window(window_length, periodic=True, dtype=dtypes.float32, name=None):
    """The window of J. von Hann: one period of a raised cosine.

    Args:
        window_length: the number of elements, a scalar.
        periodic: whether an even window continues itself, or is symmetric.
        dtype: the dtype, a floating one.
        name: a name for the operation.

    Returns:
        A tensor of shape [window_length].

    Raises:
        ValueError: the dtype is not floating.

    Example:
        >>> import tfcompat as tf
        >>> tf.signal.hann_window(4).numpy().round(3)
        array([0. , 0.5, 1. , 0.5], dtype=float32)
    """
    return _raised_cosine(window_length, periodic, dtype, 0.5, 0.5, name, "hann_window")


def hamming_window(window_length, periodic=True, dtype=dtypes.float32, name=None):
    """The window of R. Hamming: a raised cosine that does not quite reach zero.

    Args:
        window_length: the number of elements, a scalar.
        periodic: whether an even window continues itself, or is symmetric.
        dtype: the dtype, a floating one.
        name: a name for the operation.

    Returns:
        A tensor of shape [window_length].

    Raises:
        ValueError: the dtype is not floating.

    Example:
        >>> import tfcompat as tf
        >>> tf.signal.hamming_window(4).numpy().round(3)
        array([0.08, 0.54, 1.  , 0.54], dtype=float32)
    """
    return _raised_cosine(window_length, periodic, dtype, 0.54, 0.46, name, "hamming_window")


def kaiser_window(window_length, beta=12.0, dtype=dtypes.float32, name=None):
    """The window of J. Kaiser, made of a Bessel function.

    Args:
        window_length: the number of elements, a scalar.
        beta: the shape: larger numbers are narrower.
        dtype: the dtype, a floating one.
        name: a name for the operation.

    Returns:
        A tensor of shape [window_length].

    Raises:
        ValueError: the dtype is not floating.

    Example:
        >>> import tfcompat as tf
        >>> tf.signal.kaiser_window(3, beta=2.0).numpy().round(3)
        array([0.439, 1.   , 0.439], dtype=float32)
    """
    with scopes.scope(name, "kaiser_window"):
        length = _checked_length(window_length, dtype)
        known = arrays.get_static_value(length)
        if known is not None and int(known) == 1:
            return creation.ones([1], dtype=dtype)
        # TensorFlow computes the places in float32 unless the dtype is wider.
        half = casting.cast(length, dtype)
        half = (half - 1) / 2
        place = creation.range(-half, half + 0.1, dtype=dtype)
        beta = convert_to_tensor(beta, dtype=dtype)
        one = convert_to_tensor(1.0, dtype=dtype)
        argument = beta * raw.Sqrt(one - raw.Pow(place / half, convert_to_tensor(2.0, dtype)))
        return raw.Exp(raw.Abs(argument) - raw.Abs(beta)) * (
            raw.BesselI0e(argument) / raw.BesselI0e(beta)
        )


def kaiser_bessel_derived_window(window_length, beta=12.0, dtype=dtypes.float32, name=None):
    """The window whose halves are roots of running sums of the window of J. Kaiser.

    Args:
        window_length: the number of elements, a scalar; even.
        beta: the shape of the inner window.
        dtype: the dtype, a floating one.
        name: a name for the operation.

    Returns:
        A tensor of shape [window_length].

    Raises:
        ValueError: the dtype is not floating.

    Example:
        >>> import tfcompat as tf
        >>> tf.signal.kaiser_bessel_derived_window(4, beta=2.0).numpy().round(3)
        array([0.483, 0.875, 0.875, 0.483], dtype=float32)
    """
    with scopes.scope(name, "kaiser_bessel_derived_window"):
        length = _checked_length(window_length, dtype)
        sums = reductions.cumsum(kaiser_window(length // 2 + 1, beta, dtype=dtype))
        half = raw.Sqrt(sums[:-1] / sums[-1])
        return raw.ConcatV2([half, raw.ReverseV2(half, [0])], 0)


def vorbis_window(window_length, dtype=dtypes.float32, name=None):
    """The window of the Vorbis format, whose squares add up to one where halves overlap.

    Args:
        window_length: the number of elements, a scalar; even.
        dtype: the dtype, a floating one.
        name: a name for the operation.

    Returns:
        A tensor of shape [window_length].

    Raises:
        ValueError: the dtype is not floating.

    Example:
        >>> import tfcompat as tf
        >>> tf.signal.vorbis_window(4).numpy().round(3)
        array([0.228, 0.974, 0.974, 0.228], dtype=float32)
    """
    with scopes.scope(name, "vorbis_window"):
        length = _checked_length(window_length, dtype)
        place = casting.cast(creation.range(length), dtype)
        step = math.pi / casting.cast(length, dtype)
        sine = raw.Sin(step * (place + 0.5))
        return raw.Sin(math.pi / 2.0 * raw.Pow(sine, convert_to_tensor(2.0, dtype)))


def _checked_length(window_length, dtype):
    """Return the length as a scalar tensor, having checked the dtype of the window."""
    if not dtypes.as_dtype(dtype).is_floating:
        raise ValueError(f"dtype must be a floating point type. Found {dtype}")
    length = convert_to_tensor(window_length, dtype=dtypes.int32)
    length.shape.assert_has_rank(0)
    return length


def _raised_cosine(window_length, periodic, dtype, a, b, name, default):
    """Return a - b * cos(2 pi k / n)."""
    with scopes.scope(name, default):
        length = _checked_length(window_length, dtype)
        periodic = casting.cast(convert_to_tensor(periodic, dtypes.bool), dtypes.int32)
        known = arrays.get_static_value(length)
        if known is not None and int(known) == 1:
            return creation.ones([1], dtype=dtype)
        even = 1 - raw.FloorMod(length, 2)
        last = casting.cast(length + periodic * even - 1, dtype)
        count = casting.cast(creation.range(length), dtype)
        angle = convert_to_tensor(2 * math.pi, dtype) * count / last
        window = casting.cast(a - b * raw.Cos(angle), dtype)
        if known is not None:
            return window
        return raw.SelectV2(raw.Equal(length, 1), raw.OnesLike(window), window)
