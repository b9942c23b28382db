"""Sound: waves in files, spectra of waves, and what is left of spectra for recognizing speech."""

import math
import struct

from tfcompat._src.base.errors import InvalidArgumentError
from tfcompat._src.base.shapes import TensorShape
from tfcompat._src.ops.checks import require, shown, with_rank
from tfcompat._src.registry import no_gradient, op

_FLOOR = 1e-12
_OTHER_CHUNKS = {b"JUNK", b"bext", b"iXML", b"qlty", b"mext", b"levl", b"link", b"axml"}


class _Reader:
    """The bytes of a wave file, read one after the other."""

    def __init__(self, data):
        self.data, self.at = data, 0

    def take(self, size):
        """Return the next `size` bytes."""
        end = self.at + size
        require(end <= len(self.data), "Data too short when trying to read string")
        part, self.at = self.data[self.at : end], end
        return part

    def number(self, size):
        """Return the next whole number of 2 or 4 bytes."""
        end = self.at + size
        require(end <= len(self.data), "Data too short when trying to read string")
        return int.from_bytes(self.take(size), "little")

    def expect(self, text):
        """Check that some bytes come next."""
        found = self.take(len(text))
        require(
            found == text,
            f"Header mismatch: Expected {text.decode()} but found {found.decode('latin-1')}",
        )


def _read_format(reader):
    """Read the head of a wave file; return (channels, samples a second)."""
    reader.expect(b"RIFF")
    reader.number(4)
    reader.expect(b"WAVE")
    while (chunk := reader.take(4)) != b"fmt ":
        require(chunk in _OTHER_CHUNKS, f"Unexpected field {chunk.decode('latin-1')}")
        reader.take(reader.number(4))
    size = reader.number(4)
    require(
        size in (16, 18), f"Bad format chunk size for WAV: Expected 16 or 18, but got{size}"
    )
    kind, channels, rate = reader.number(2), reader.number(2), reader.number(4)
    require(kind == 1, f"Bad audio format for WAV: Expected 1 (PCM), but got{kind}")
    require(
        channels >= 1,
        f"Bad number of channels for WAV: Expected at least 1, but got {channels}",
    )
    speed, width, bits = reader.number(4), reader.number(2), reader.number(2)
    require(bits == 16, f"Can only read 16-bit WAV files, but received {bits}")
    expected = (bits * channels + 7) // 8
    require(
        width == expected,
        f"Bad bytes per sample in WAV header: Expected {expected} but got {width}",
    )
    require(
        speed == width * rate,
        f"Bad bytes per second in WAV header: Expected {width * rate} but got {speed} "
        f"(sample_rate={rate}, bytes_per_sample={width})",
    )
    reader.at += 2 * (size == 18)
    return channels, rate


def _read_samples(xp, reader, channels):
    """Read the chunks of a wave file; return its samples [samples, channels]."""
    samples = None
    while reader.at < len(reader.data):
        chunk, size = reader.take(4), reader.number(4)
        require(
            size < 2**31,
            f"WAV data chunk '{chunk.decode('latin-1')}' is too large: {size} bytes, but the "
            f"limit is {2**31 - 1}",
        )
        if chunk != b"data":
            reader.at += size
            continue
        require(samples is None, "More than one data chunk found in WAV")
        count = size // (2 * channels)
        data = reader.take(2 * count * channels)
        numbers = struct.unpack(f"<{count * channels}h", data)
        samples = xp.array(numbers, xp.float32).reshape(count, channels) / xp.float32(32768)
    require(samples is not None, "No data chunk found in WAV")
    return samples


@op("""
    DecodeWav(contents: string) -> (audio: float, sample_rate: int32)
        desired_channels: int = -1
        desired_samples: int = -1
""", host=("contents",))
def decode_wav(xp, contents, *, desired_channels, desired_samples):
    """Read the samples of a wave file of 16 bits.

    Shapes:
        contents: []
        audio: [samples, channels], from -1 to 1; cut off or continued as desired
        sample_rate: []
    Errors:
        InvalidArgumentError: the contents are no such file.
    Source: tf.raw_ops.DecodeWav
    """
    require(
        contents.ndim == 0, f"contents must be scalar, got shape {shown(contents.shape)}"
    )
    data = contents.item()
    require(
        len(data) <= 2**31 - 1, f"WAV contents are too large for int: {len(data)}"
    )
    reader = _Reader(data)
    channels, rate = _read_format(reader)
    samples = _read_samples(xp, reader, channels)
    for name, value in (("channels", desired_channels), ("samples", desired_samples)):
        require(value >= -1, f"desired_{name} must be >= -1, got {value}")
    wide = channels if desired_channels == -1 else desired_channels
    long = samples.shape[0] if desired_samples == -1 else desired_samples
    samples = samples[:long, :wide]
    if wide > channels:  # what is missing repeats the last channel
        places = xp.minimum(xp.arange(wide), channels - 1)
        samples = samples[:, places]
    rest = xp.zeros((long - samples.shape[0], wide), xp.float32)
    return xp.concatenate([samples, rest]), xp.array(rate, xp.int32)


@decode_wav.shape
def decode_wav_shape(c):
    with_rank(c["contents"], 0)
    channels, samples = c.attr("desired_channels"), c.attr("desired_samples")
    for name, value in (("channels", channels), ("samples", samples)):
        if value < -1:
            raise ValueError(f"{name} must be non-negative, got {value}")
    sizes = [None if value == -1 else value for value in (samples, channels)]
    return [TensorShape(sizes), TensorShape([])]


no_gradient(decode_wav, "the contents of files are no numbers to vary")


@op("""
    EncodeWav(audio: float, sample_rate: int32) -> contents: string
""", host=("audio", "sample_rate"))
def encode_wav(xp, audio, sample_rate):
    """Write samples as a wave file of 16 bits.

    Shapes:
        audio: [samples, channels], from -1 to 1
        sample_rate: []
        contents: []
    Errors:
        InvalidArgumentError: an argument has another shape, or there are no channels.
    Source: tf.raw_ops.EncodeWav
    """
    require(audio.ndim == 2, f"audio must be 2-dimensional{shown(audio.shape)}")
    require(
        sample_rate.ndim == 0,
        f"Input sample_rate should be a scalar tensor, got {shown(sample_rate.shape)} instead.",
    )
    frames, channels = audio.shape
    rate = int(sample_rate) & 0xFFFFFFFFFFFFFFFF
    require(frames * channels < 2**31, "Cannot encode audio with >= 2^31 samples")
    require(0 < rate < 2**32, f"sample_rate must be in (0, 2^32), got: {rate}")
    require(0 < channels < 2**16, f"num_channels must be in (0, 2^16), got: {channels}")
    scaled = audio * xp.float32(32768)
    rounded = xp.trunc(scaled + xp.copysign(xp.float32(0.5), scaled))  # halves away from zero
    numbers = xp.clip(rounded, -32768, 32767).astype(xp.int16).reshape(-1).tolist()
    data = struct.pack(f"<{len(numbers)}h", *numbers)
    head = struct.pack(
        "<4sI4s4sIHHIIHH4sI", b"RIFF", 36 + len(data), b"WAVE", b"fmt ", 16, 1, channels, rate,
        rate * 2 * channels, 2 * channels, 16, b"data", len(data),
    )
    return xp.array(head + data, dtype=object)


@encode_wav.shape
def encode_wav_shape(c):
    with_rank(c["audio"], 2)
    with_rank(c["sample_rate"], 0)
    return [TensorShape([])]


no_gradient(encode_wav, "the contents of files are no numbers to vary")


@op("""
    AudioSpectrogram(input: float) -> spectrogram: float
        window_size: int
        stride: int
        magnitude_squared: bool = false
""")
def audio_spectrogram(xp, input, *, window_size, stride, magnitude_squared):  # noqa: A002
    """Take the size of each frequency in Hann windows that move over waves.

    Shapes:
        input: [samples, channels]
        spectrogram: [channels, windows, frequencies]
    Errors:
        InvalidArgumentError: the input is no matrix, or a window or a stride is too short.
    Source: tf.raw_ops.AudioSpectrogram
    """
    require(input.ndim == 2, f"input must be 2-dimensional{shown(input.shape)}")
    if window_size < 2 or stride < 1:
        raise InvalidArgumentError(
            f"Spectrogram initialization failed for window size {window_size} and stride {stride}"
        )
    length = 1 << (window_size - 1).bit_length()
    samples, channels = input.shape
    frames = 0 if samples < window_size else 1 + (samples - window_size) // stride
    if not frames or not channels:
        return xp.zeros((channels, frames, 1 + length // 2), xp.float32)
    window = 0.5 - 0.5 * xp.cos(2 * math.pi * xp.arange(window_size) / window_size)
    places = (xp.arange(frames) * stride)[:, None] + xp.arange(window_size)
    parts = input.T[:, places].astype(xp.float64) * window
    spectrum = xp.fft.rfft(parts, length)
    power = (spectrum.real**2 + spectrum.imag**2).astype(xp.float32)
    return power if magnitude_squared else xp.sqrt(power)


@audio_spectrogram.shape
def audio_spectrogram_shape(c):
    samples, channels = with_rank(c["input"], 2)
    window, stride = c.attr("window_size"), c.attr("stride")
    if window <= 1:
        raise ValueError(f"window size must be > 1, got {window}")
    if stride <= 0:
        raise ValueError(f"stride must be strictly positive, got {stride}")
    frames = None
    if samples is not None:
        frames = 0 if samples < window else 1 + (samples - window) // stride
    return [TensorShape([channels, frames, 1 + (1 << (window - 1).bit_length()) // 2])]


def _mel(frequency):
    return 1127.0 * math.log1p(frequency / 700.0)


def _bank(bins, rate, low, high, channels):
    """Return for each bin in use (bin, channel on its left or -1, weight there)."""
    lowest = _mel(low)
    step = (_mel(high) - lowest) / (channels + 1)
    centers = [lowest + step * (i + 1) for i in range(channels + 1)]
    width = 0.5 * rate / (bins - 1)
    rows, channel = [], 0
    for i in range(int(1.5 + low / width), min(int(high / width), bins - 1) + 1):
        place = _mel(i * width)
        while channel < channels and centers[channel] < place:
            channel += 1
        left = centers[channel - 1] if channel else lowest
        rows.append((i, channel - 1, (centers[channel] - place) / (centers[channel] - left)))
    return rows


def _cosines(xp, channels, count):
    scale, step = math.sqrt(2.0 / channels), math.pi / channels
    rows = xp.arange(count)[:, None] * ((xp.arange(channels) + 0.5) * step)[None, :]
    return scale * xp.cos(rows)


@op("""
    Mfcc(spectrogram: float, sample_rate: int32) -> output: float
        upper_frequency_limit: float = 4000.0
        lower_frequency_limit: float = 20.0
        filterbank_channel_count: int = 40
        dct_coefficient_count: int = 13
""", host=("sample_rate",))
def mfcc(
    xp, spectrogram, sample_rate, *, upper_frequency_limit, lower_frequency_limit,
    filterbank_channel_count, dct_coefficient_count,
):
    """Take the Mel frequency cepstral coefficients of spectra.

    Shapes:
        spectrogram: [channels, windows, frequencies], squared
        sample_rate: []
        output: [channels, windows, dct_coefficient_count]
    Errors:
        InvalidArgumentError: an argument has another shape, or a setting makes no sense.
    Source: tf.raw_ops.Mfcc
    """
    require(
        spectrogram.ndim == 3, f"spectrogram must be 3-dimensional{shown(spectrogram.shape)}"
    )
    require(
        sample_rate.ndim == 0,
        f"Input sample_rate should be a scalar tensor, got {shown(sample_rate.shape)} instead.",
    )
    bins, rate = spectrogram.shape[2], int(sample_rate)
    count, channels = dct_coefficient_count, filterbank_channel_count
    if not (
        channels >= 1 and rate > 0 and bins >= 2 and 0 <= lower_frequency_limit
        and lower_frequency_limit < upper_frequency_limit and 1 <= count <= channels
    ):
        raise InvalidArgumentError(
            f"Mfcc initialization failed for channel count {bins}, sample rate {rate} and "
            f"filterbank_channel_count {channels}"
        )
    rows = _bank(bins, rate, lower_frequency_limit, upper_frequency_limit, channels)
    weights = [[0.0] * channels for _ in range(bins)]
    for i, channel, weight in rows:
        if channel >= 0:
            weights[i][channel] += weight
        if channel + 1 < channels:
            weights[i][channel + 1] += 1.0 - weight
    if int(upper_frequency_limit / (0.5 * rate / (bins - 1))) >= bins:
        # The limit is above what the spectrum has: TensorFlow only warns, and leaves zeros.
        return xp.zeros((*spectrogram.shape[:2], count), xp.float32)
    roots, table = xp.sqrt(spectrogram.astype(xp.float64)), xp.array(weights)
    if bool(xp.isfinite(roots).all()):
        bands = xp.matmul(roots, table)
    else:  # a channel sees its own bins only, whatever there is in others
        bands = xp.where(table != 0, roots[..., None] * table, 0.0).sum(-2)
    logs = xp.log(xp.maximum(bands, _FLOOR))
    return xp.matmul(logs, _cosines(xp, channels, count).T).astype(xp.float32)


@mfcc.shape
def mfcc_shape(c):
    channels, frames, _ = with_rank(c["spectrogram"], 3)
    with_rank(c["sample_rate"], 0)
    return [TensorShape([channels, frames, c.attr("dct_coefficient_count")])]
