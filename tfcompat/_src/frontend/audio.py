"""Sound in files."""

import collections

from tfcompat._src.core import raw

_Wave = collections.namedtuple("DecodeWav", ["audio", "sample_rate"])


def decode_wav(contents, desired_channels=-1, desired_samples=-1, name=None):
    """The samples of a wave file of 16 bits.

    Args:
        contents: the bytes of the file, a scalar.
        desired_channels: how many channels to return; -1 for those of the file.
        desired_samples: how many samples to return, zeros after the last; -1 for all.
        name: a name for the operation.

    Returns:
        A tensor [samples, channels] of float32, from -1 to 1, and the rate, samples a second.

    Raises:
        InvalidArgumentError: the contents are no such file.

    Example:
        >>> import tfcompat as tf
        >>> contents = tf.audio.encode_wav([[0.5], [-0.5]], 8000)
        >>> tf.audio.decode_wav(contents).audio.numpy()
        array([[ 0.5],
               [-0.5]], dtype=float32)
    """
    found = raw.DecodeWav(
        contents, desired_channels=desired_channels, desired_samples=desired_samples, name=name
    )
    return _Wave(*found)


def encode_wav(audio, sample_rate, name=None):
    """A wave file of 16 bits.

    Args:
        audio: a tensor [samples, channels] of float32, from -1 to 1.
        sample_rate: samples a second.
        name: a name for the operation.

    Returns:
        A scalar of bytes.

    Raises:
        InvalidArgumentError: the shapes do not fit.

    Example:
        >>> import tfcompat as tf
        >>> tf.audio.encode_wav([[0.5], [-0.5]], 8000).numpy()[:4]
        b'RIFF'
    """
    return raw.EncodeWav(audio, sample_rate, name=name)
