"""The scale of mels, on which equal steps sound equal, and cepstral coefficients."""

from tfcompat._src.base import dtypes
from tfcompat._src.core import raw
from tfcompat._src.core.convert import convert_to_tensor
from tfcompat._src.core.tensor import Tensor
from tfcompat._src.frontend import (
    arrays,
    casting,
    cosine_transforms,
    creation,
    frames,
    rearranging,
    scopes,
)


def linear_to_mel_weight_matrix(
    num_mel_bins=20, num_spectrogram_bins=129, sample_rate=8000, lower_edge_hertz=125.0,
    upper_edge_hertz=3800.0, dtype=dtypes.float32, name=None
):
    """The matrix that takes spectra from a linear scale of frequencies to that of mels.

    Args:
        num_mel_bins: the number of bands.
        num_spectrogram_bins: the number of frequencies, fft_length // 2 + 1.
        sample_rate: samples per second.
        lower_edge_hertz: the lowest frequency of all bands.
        upper_edge_hertz: the highest one.
        dtype: the dtype, a floating one.
        name: a name for the operation.

    Returns:
        A tensor of shape [num_spectrogram_bins, num_mel_bins].

    Raises:
        ValueError: numbers are out of range or order.

    Example:
        >>> import tfcompat as tf
        >>> tf.signal.linear_to_mel_weight_matrix(2, 5).numpy().round(3)
        array([[0.   , 0.   ],
               [0.721, 0.279],
               [0.   , 0.903],
               [0.   , 0.346],
               [0.   , 0.   ]], dtype=float32)
    """
    with scopes.scope(name, "linear_to_mel_weight_matrix"):
        if isinstance(sample_rate, Tensor):
            sample_rate = arrays.get_static_value(sample_rate) or sample_rate
        _check(
            num_mel_bins, sample_rate, lower_edge_hertz, upper_edge_hertz, dtypes.as_dtype(dtype)
        )
        zero, rate, low, high = (
            casting.cast(x, dtype) if isinstance(x, Tensor) else convert_to_tensor(float(x), dtype)
            for x in (0.0, sample_rate, lower_edge_hertz, upper_edge_hertz)
        )
        # The band of frequency zero has no weight.
        frequencies = creation.linspace(zero, rate / 2.0, num_spectrogram_bins)[1:]
        mels = raw.ExpandDims(_mel(frequencies), 1)
        edges = frames.frame(creation.linspace(_mel(low), _mel(high), num_mel_bins + 2), 3, 1)
        lower, center, upper = (
            raw.Reshape(part, [1, num_mel_bins]) for part in raw.Split(1, edges, num_split=3)
        )
        rising, falling = (mels - lower) / (center - lower), (upper - mels) / (upper - center)
        weights = raw.Maximum(zero, raw.Minimum(rising, falling))
        return rearranging.pad(weights, [[1, 0], [0, 0]])


def mfccs_from_log_mel_spectrograms(log_mel_spectrograms, name=None):
    """The cepstral coefficients of logarithms of spectra on the scale of mels.

    Args:
        log_mel_spectrograms: a tensor of a floating dtype and shape [..., num_mel_bins].
        name: a name for the operation.

    Returns:
        A tensor of the same shape.

    Raises:
        ValueError: there are no bands.

    Example:
        >>> import tfcompat as tf
        >>> tf.signal.mfccs_from_log_mel_spectrograms([1.0, 2.0, 3.0]).numpy().round(3)
        array([ 4.899, -1.414,  0.   ], dtype=float32)
    """
    with scopes.scope(name, "mfccs_from_log_mel_spectrograms"):
        x = convert_to_tensor(log_mel_spectrograms)
        bins = x.shape[-1]
        if bins is not None and bins == 0:
            raise ValueError(f"num_mel_bins must be positive. Got: {x!s}")
        bins = arrays.shape(x)[-1] if bins is None else bins
        return cosine_transforms.dct(x, type=2) * raw.Rsqrt(casting.cast(bins, x.dtype) * 2.0)


def _mel(frequencies):
    """The scale of the Hidden Markov Model Toolkit."""
    return 1127.0 * raw.Log(1.0 + frequencies / 700.0)


def _check(num_mel_bins, sample_rate, low, high, dtype):
    if num_mel_bins <= 0:
        raise ValueError(f"num_mel_bins must be positive. Got: {num_mel_bins}")
    if low < 0.0:
        raise ValueError(f"lower_edge_hertz must be non-negative. Got: {low}")
    if low >= high:
        raise ValueError(f"lower_edge_hertz {low:.1f} >= upper_edge_hertz {high:.1f}")
    if not isinstance(sample_rate, Tensor):
        if sample_rate <= 0.0:
            raise ValueError(f"sample_rate must be positive. Got: {sample_rate}")
        if high > sample_rate / 2:
            raise ValueError(
                "upper_edge_hertz must not be larger than the Nyquist frequency (sample_rate / "
                f"2). Got {high} for sample_rate: {sample_rate}"
            )
    if not dtype.is_floating:
        raise ValueError(f"dtype must be a floating point type. Got: {dtype}")
