"""Spectra of overlapping pieces of signals, and signals put together from them."""

import math

from tfcompat._src.core import raw
from tfcompat._src.core.convert import convert_to_tensor
from tfcompat._src.frontend import (
    arrays,
    casting,
    cosine_transforms,
    fourier,
    frames,
    rearranging,
    scopes,
    signal_windows,
)


def stft(
    signals, frame_length, frame_step, fft_length=None, window_fn=signal_windows.hann_window,
    pad_end=False, name=None
):
    """The short-time Fourier transform: the spectra of overlapping pieces of a signal.

    Args:
        signals: a tensor of dtype float32 or float64 and shape [..., samples].
        frame_length: the number of samples of a piece, a scalar.
        frame_step: how many samples further the next one begins, a scalar.
        fft_length: the length of the transform; None takes the next power of two.
        window_fn: function of a length and a dtype that returns a window; None for none.
        pad_end: whether there are pieces for the end of the signal that go beyond it.
        name: a name for the operation.

    Returns:
        A tensor of a complex dtype and shape [..., pieces, fft_length // 2 + 1].

    Raises:
        ValueError: the rank is below 1.

    Example:
        >>> import tfcompat as tf
        >>> tf.signal.stft([0.0, 1.0, 0.0, -1.0, 0.0, 1.0], 4, 2).shape
        TensorShape([2, 3])
    """
    with scopes.scope(name, "stft"):
        signals = convert_to_tensor(signals, name="signals")
        signals.shape.with_rank_at_least(1)
        length = convert_to_tensor(frame_length, name="frame_length")
        length.shape.assert_has_rank(0)
        step = convert_to_tensor(frame_step, name="frame_step")
        step.shape.assert_has_rank(0)
        if fft_length is None:
            fft_length = _power_of_two(length)
        else:
            fft_length = convert_to_tensor(fft_length, name="fft_length")
        framed = frames.frame(signals, length, step, pad_end=pad_end)
        if window_fn is not None:
            framed = framed * window_fn(length, dtype=framed.dtype)
        return fourier.rfft(framed, _one(fft_length))


def inverse_stft(
    stfts, frame_length, frame_step, fft_length=None, window_fn=signal_windows.hann_window,
    name=None
):
    """The signal with these spectra: the inverse of `tf.signal.stft`.

    Args:
        stfts: a tensor of a complex dtype and shape [..., pieces, fft_length // 2 + 1].
        frame_length: the number of samples of a piece, a scalar.
        frame_step: how many samples further the next one begins, a scalar.
        fft_length: the length of the transform; None takes the next power of two.
        window_fn: function of a length and a dtype that returns a window; None for none. See
            `tf.signal.inverse_stft_window_fn`.
        name: a name for the operation.

    Returns:
        A tensor of a real dtype and shape [..., samples].

    Raises:
        ValueError: the rank is below 2.

    Example:
        >>> import tfcompat as tf
        >>> tf.signal.inverse_stft(tf.zeros([3, 3], tf.complex64), 4, 2).shape
        TensorShape([8])
    """
    with scopes.scope(name, "inverse_stft"):
        stfts = convert_to_tensor(stfts, name="stfts")
        stfts.shape.with_rank_at_least(2)
        length = convert_to_tensor(frame_length, name="frame_length")
        length.shape.assert_has_rank(0)
        step = convert_to_tensor(frame_step, name="frame_step")
        step.shape.assert_has_rank(0)
        if fft_length is None:
            fft_length = _power_of_two(length)
        else:
            fft_length = convert_to_tensor(fft_length, name="fft_length")
            fft_length.shape.assert_has_rank(0)
        pieces = fourier.irfft(stfts, _one(fft_length))
        pieces = _cut_or_filled(pieces, length, fft_length)
        if window_fn is not None:
            pieces = pieces * window_fn(length, dtype=stfts.dtype.real_dtype)
        return frames.overlap_and_add(pieces, step)


def inverse_stft_window_fn(frame_step, forward_window_fn=signal_windows.hann_window, name=None):
    """The function that makes the window for `tf.signal.inverse_stft` to undo another.

    Args:
        frame_step: the step between pieces, a scalar.
        forward_window_fn: the function that made the window on the way there.
        name: a name for the operation.

    Returns:
        A function of a length and a dtype that returns a window.

    Raises:
        ValueError: the step is no scalar.

    Example:
        >>> import tfcompat as tf
        >>> tf.signal.inverse_stft_window_fn(2)(4, dtype=tf.float32).numpy().round(3)
        array([0., 1., 1., 1.], dtype=float32)
    """
    def inverse_stft_window_fn_inner(frame_length, dtype):
        with scopes.scope(name, "inverse_stft_window_fn"):
            step = convert_to_tensor(frame_step, name="frame_step")
            step.shape.assert_has_rank(0)
            length = convert_to_tensor(frame_length, name="frame_length")
            length.shape.assert_has_rank(0)
            window = forward_window_fn(length, dtype=dtype)
            overlaps = -(-length // step)
            squares = rearranging.pad(
                raw.Square(window), raw.ExpandDims(raw.Pack([0, overlaps * step - length]), 0)
            )
            rows = raw.Reshape(squares, raw.Pack([overlaps, step]))
            sums = rearranging.tile(raw.Sum(rows, 0, keep_dims=True), raw.Pack([overlaps, 1]))
            return window / raw.Reshape(sums, raw.Pack([overlaps * step]))[:length]

    return inverse_stft_window_fn_inner


def mdct(
    signals, frame_length, window_fn=signal_windows.vorbis_window, pad_end=False, norm=None,
    name=None
):
    """The modified discrete cosine transform: of pieces that overlap by half.

    Args:
        signals: a tensor of dtype float32 or float64 and shape [..., samples].
        frame_length: the number of samples of a piece, a scalar; a multiple of 4.
        window_fn: function of a length and a dtype that returns a window; None for one that is
            even and keeps the signal.
        pad_end: whether there are pieces for the end of the signal that go beyond it.
        norm: None or "ortho"; see `tf.signal.dct`.
        name: a name for the operation.

    Returns:
        A tensor of shape [..., pieces, frame_length // 2].

    Raises:
        ValueError: the length is no multiple of 4, or the rank below 1.

    Example:
        >>> import tfcompat as tf
        >>> tf.signal.mdct([0.0, 1.0, 2.0, 3.0, 4.0, 5.0], 4).shape
        TensorShape([2, 2])
    """
    with scopes.scope(name, "mdct"):
        signals = convert_to_tensor(signals, name="signals")
        signals.shape.with_rank_at_least(1)
        length = convert_to_tensor(frame_length, name="frame_length")
        length.shape.assert_has_rank(0)
        known = arrays.get_static_value(length)
        if known is not None and int(known) % 4:
            raise ValueError("The frame length must be a multiple of 4.")
        framed = frames.frame(signals, length, length // 2, pad_end=pad_end)
        if window_fn is not None:
            framed = framed * window_fn(length, dtype=framed.dtype)
        else:
            framed = framed * (1.0 / math.sqrt(2))
        a, b, c, d = raw.Split(-1, framed, num_split=4)
        folded = raw.ConcatV2([-_reversed(c) - d, a - _reversed(b)], -1)
        return cosine_transforms.dct(folded, type=4, norm=norm)


def inverse_mdct(mdcts, window_fn=signal_windows.vorbis_window, norm=None, name=None):
    """The signal with these transforms: the inverse of `tf.signal.mdct`.

    Args:
        mdcts: a tensor of dtype float32 or float64 and shape [..., pieces, frame_length // 2].
        window_fn: the function that made the window on the way there.
        norm: None or "ortho", as on the way there.
        name: a name for the operation.

    Returns:
        A tensor of shape [..., samples].

    Raises:
        ValueError: the rank is below 2.

    Example:
        >>> import tfcompat as tf
        >>> tf.signal.inverse_mdct([[1.0, 0.0], [0.0, 1.0]]).shape
        TensorShape([6])
    """
    with scopes.scope(name, "inverse_mdct"):
        mdcts = convert_to_tensor(mdcts, name="mdcts")
        mdcts.shape.with_rank_at_least(2)
        half = mdcts.shape[-1]
        half = arrays.shape(mdcts)[-1] if half is None else convert_to_tensor(half)
        if norm is None:
            result = cosine_transforms.idct(mdcts, type=4)
            result = result * (0.5 / casting.cast(half, mdcts.dtype))
        else:
            result = cosine_transforms.idct(mdcts, type=4, norm=norm)
        first, second = raw.Split(-1, result, num_split=2)
        pieces = raw.ConcatV2([second, -_reversed(second), -_reversed(first), -first], -1)
        if window_fn is not None:
            pieces = pieces * window_fn(half * 2, dtype=mdcts.dtype)
        else:
            pieces = pieces * (1.0 / math.sqrt(2))
        return frames.overlap_and_add(pieces, half)


def _power_of_two(value):
    """Return the least power of two that is not less than a scalar tensor."""
    known = arrays.get_static_value(value)
    if known is not None:
        return convert_to_tensor(int(2 ** math.ceil(math.log2(int(known)))), value.dtype)
    logarithm = raw.Log(casting.cast(value, "float32")) / math.log(2.0)
    return casting.cast(raw.Pow(2.0, raw.Ceil(logarithm)), value.dtype)


def _one(scalar):
    """Return a vector of one element."""
    return raw.Reshape(scalar, [1])


def _reversed(x):
    return raw.ReverseV2(x, [-1])


def _cut_or_filled(pieces, length, have):
    """Cut pieces that are `have` long to another length, or fill them up with zeros."""
    known = [arrays.get_static_value(x) for x in (length, have)]
    if None not in known:
        length, have = map(int, known)
        if length <= have:
            return pieces[..., :length]
        amounts = [[0, 0]] * (pieces.shape.rank - 1) + [[0, length - have]]
        return rearranging.pad(pieces, amounts)
    pieces = pieces[..., :length]
    others = raw.Fill(raw.Pack([raw.Rank(pieces) - 1, 2]), 0)
    missing = raw.Maximum(0, length - arrays.shape(pieces)[-1])
    return rearranging.pad(pieces, raw.ConcatV2([others, raw.Pack([raw.Pack([0, missing])])], 0))
