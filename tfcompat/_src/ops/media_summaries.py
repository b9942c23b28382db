"""Summaries of pictures and sounds. Those of numbers are in `event_summaries.py`."""

from tfcompat._src.base import dtypes
from tfcompat._src.base.errors import InvalidArgumentError
from tfcompat._src.ops import png_format
from tfcompat._src.ops.audio import encode_wav
from tfcompat._src.ops.checks import require, shown
from tfcompat._src.ops.example_parts import filled
from tfcompat._src.registry import no_gradient, op, shape_functions
from tfcompat._src.wire import messages

_REASON = "summaries have no gradient"
_SMALLEST = 1e-6  # what is nearer to zero than this counts as zero


def _text(data):
    return data.decode("utf-8", "backslashreplace")


def images(xp, tag, tensor, bad_color, max_images):
    """Return a Summary message with the first pictures of a batch.

    Args:
        xp: the array module.
        tag: str, the tag of all of them; each has its number behind it, if there may be several.
        tensor: the pictures, [n, height, width, channels].
        bad_color: uint8 [channels or more], for pixels with numbers that are not finite.
        max_images: how many there may be.
    """
    require(
        tensor.ndim == 4 and tensor.shape[3] in (1, 3, 4),
        f"Tensor must be 4-D with last dim 1, 3, or 4, not {shown(tensor.shape)}",
    )
    count, height, width, depth = tensor.shape
    require(
        height < 2**31 and width < 2**31 and (not count or height * width > 0),
        f"input tensor must have non-zero dims. Found: [{count}, {height}, {width}, {depth}].",
    )
    require(
        depth <= bad_color.size,
        f"expected depth <= bad_color.size, got depth = {depth}, "
        f"bad_color.size = {bad_color.size}",
    )
    message = messages.Summary()
    for i in range(min(max_images, count)):
        pixels = tensor[i]
        if pixels.dtype != xp.dtype("uint8"):
            pixels = _pixels(xp, pixels, bad_color[:depth])
        value = message.value.add(tag=f"{tag}/image/{i}" if max_images > 1 else f"{tag}/image")
        value.image.height, value.image.width, value.image.colorspace = height, width, depth
        value.image.encoded_image_string = png_format.write(xp, pixels, -1)
    return message


def _pixels(xp, numbers, bad_color):
    """Return numbers as colors: from 0 to the largest, or both ways from the middle."""
    if numbers.dtype.itemsize < 4:
        numbers = numbers.astype(xp.float32)
    finite = xp.isfinite(numbers).all(-1)
    fine = numbers[finite]
    least, most = (fine.min(), fine.max()) if fine.size else (0, 0)
    kind = numbers.dtype.type
    scale, offset = kind(0), kind(0)
    if least < 0:
        largest, offset = max(abs(least), abs(most)), kind(128)
        scale = kind(0) if largest < _SMALLEST else kind(127) / largest
    elif most >= _SMALLEST:
        scale = kind(255) / most
    colors = xp.where(finite[..., None], numbers * scale + offset, 0).astype(xp.uint8)
    return xp.where(finite[..., None], colors, bad_color.astype(xp.uint8))


def sounds(xp, tag, tensor, sample_rate, max_outputs):
    """Return a Summary message with the first sounds of a batch.

    Args:
        xp: the array module.
        tag: str, as for `images`.
        tensor: the sounds, [n, frames] or [n, frames, channels], from -1 to 1.
        sample_rate: samples a second.
        max_outputs: how many there may be.
    """
    require(
        tensor.ndim in (2, 3), f"Tensor must be 3-D or 2-D, got: {shown(tensor.shape)}"
    )
    require(sample_rate > 0, "sample_rate must be > 0")
    message = messages.Summary()
    for i in range(min(max_outputs, tensor.shape[0])):
        sound = tensor[i].reshape((tensor.shape[1], 1)) if tensor.ndim == 2 else tensor[i]
        require(sound.shape[1] > 0, "audio is null")
        value = message.value.add(tag=f"{tag}/audio/{i}" if max_outputs > 1 else f"{tag}/audio")
        value.audio.sample_rate = sample_rate
        value.audio.length_frames, value.audio.num_channels = sound.shape
        value.audio.content_type = "audio/wav"
        rate = xp.asarray(int(sample_rate), dtype=xp.int64)
        value.audio.encoded_audio_string = encode_wav(xp, sound, rate).item()
    return message


def _serialized(xp, message):
    return filled(xp, [message.SerializeToString(deterministic=True)], dtypes.string, ())


@op("""
    ImageSummary(tag: string, tensor: T) -> summary: string
        max_images: int >= 1 = 3
        T: {uint8, float, half, double} = float
        bad_color: tensor = uint8[255, 0, 0, 255]
""", host=("tag", "tensor"))
def image_summary(xp, tag, tensor, *, max_images, bad_color):
    """Tell of pictures.

    Numbers from 0 up are stretched so that the largest is white; where there are negative ones,
    zero is the middle.

    Shapes:
        tag: []
        tensor: [n, height, width, channels], with 1, 3 or 4 channels
        summary: []
    Errors:
        InvalidArgumentError: the tag is no scalar, or these are no pictures.
    Source: tf.raw_ops.ImageSummary
    """
    if bad_color.dtype.name != "uint8":
        raise InvalidArgumentError(f"bad_color must be uint8, got {bad_color.dtype.name}")
    require(
        bad_color.ndim == 1, f"bad_color must be a vector, got shape {shown(bad_color.shape)}"
    )
    require(tag.ndim == 0, "Tags must be a scalar")
    return _serialized(xp, images(xp, _text(tag.item()), tensor, bad_color, max_images))


@op("""
    AudioSummaryV2(tag: string, tensor: float, sample_rate: float) -> summary: string
        max_outputs: int >= 1 = 3
""", host=("tag", "tensor", "sample_rate"))
def audio_summary_v2(xp, tag, tensor, sample_rate, *, max_outputs):
    """Tell of sounds.

    Shapes:
        tag, sample_rate: []
        tensor: [n, frames] or [n, frames, channels], from -1 to 1
        summary: []
    Errors:
        InvalidArgumentError: the tag is no scalar, or these are no sounds.
    Source: tf.raw_ops.AudioSummaryV2
    """
    require(tag.ndim == 0, "Tag must be a scalar")
    require(sample_rate.size == 1, "sample_rate must be a scalar")
    rate = sample_rate.reshape(-1)[0].item()
    return _serialized(xp, sounds(xp, _text(tag.item()), tensor, rate, max_outputs))


@op("""
    AudioSummary(tag: string, tensor: float) -> summary: string
        sample_rate: float
        max_outputs: int >= 1 = 3
""", host=("tag", "tensor"))
def audio_summary(xp, tag, tensor, *, sample_rate, max_outputs):
    """Tell of sounds, in graphs of old versions.

    Shapes:
        tag: []
        tensor: [n, frames] or [n, frames, channels], from -1 to 1
        summary: []
    Errors:
        InvalidArgumentError: the tag is no scalar, or these are no sounds.
    Source: tf.raw_ops.AudioSummary
    """
    require(tag.ndim == 0, "Tag must be a scalar")
    return _serialized(xp, sounds(xp, _text(tag.item()), tensor, sample_rate, max_outputs))


for _record in (image_summary, audio_summary_v2, audio_summary):
    _record.shape(shape_functions.scalar)
    no_gradient(_record, _REASON)
