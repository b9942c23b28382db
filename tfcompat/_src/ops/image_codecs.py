"""Pictures in files, decoded: PNG, BMP, GIF, JPEG. What is written is in `image_writing.py`.

Lives here: which format a file has, which op may read it, and the dtypes of the numbers.
Does not live here: the formats; see `png_format`, `gif_format`, `jpeg_format`. WebP and JPEG XL,
which TensorFlow reads too, are refused by name.
"""

import struct

from tfcompat._src.base import dtypes
from tfcompat._src.base.errors import InvalidArgumentError, UnsupportedError
from tfcompat._src.base.shapes import TensorShape
from tfcompat._src.ops import checks, gif_format, jpeg_format, png_format
from tfcompat._src.ops.checks import shown
from tfcompat._src.registry import no_gradient, op

_WHY = "strings have no gradient"
_METHODS = (b"", b"INTEGER_FAST", b"INTEGER_ACCURATE")


def _format(data):
    """Return the name of the format of a file."""
    if not data:
        raise InvalidArgumentError("Input is empty.")
    for start, name in (
        (jpeg_format.SIGNATURE, "JPEG"), (png_format.SIGNATURE, "PNG"), (b"GIF8", "GIF"),
        (b"BM", "BMP"),
    ):  # fmt: skip
        if data.startswith(start):
            return name
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        raise UnsupportedError("WebP pictures cannot be decoded by tfcompat. See docs/ops.md.")
    if data.startswith((b"\xff\x0a", b"\0\0\0\x0cJXL ")):
        raise UnsupportedError("JPEG XL pictures cannot be decoded by tfcompat. See docs/ops.md.")
    raise InvalidArgumentError(
        "Unknown image file format. One of JPEG, JPEG XL, PNG, GIF, BMP, WebP required."
    )


def _decode(
    xp, contents, name, channels=0, dtype=dtypes.uint8, expand=True, ratio=1, box=None
):
    """Decode a file for the op `name`, whatever its format is."""
    if channels not in (0, 1, 3, 4):
        raise InvalidArgumentError(f"`channels` must be 0, 1, 3 or 4 but got {channels}")
    if contents.ndim:
        raise InvalidArgumentError(
            f"`contents` must be scalar but got shape{shown(contents.shape)}")
    data = contents.item()
    kind = _format(data)
    if name == "DecodeAndCropJpeg" and kind != "JPEG":
        raise InvalidArgumentError(
            f"DecodeAndCropJpeg operation can run on JPEG only, but detected {kind}."
        )
    channels = 3 if name == "DecodeGif" and kind != "GIF" else channels
    if kind == "PNG":
        return _png(xp, data, name, channels, dtype)
    if kind == "GIF":
        image = _gif(xp, data, name, channels, expand)
    elif kind == "BMP":
        image = _bmp(xp, data, name, channels)
    else:
        image = _jpeg(xp, data, name, channels, ratio, box)
    image = image[None] if name == "DecodeGif" and image.ndim == 3 else image
    if dtype == dtypes.uint16:
        return image.astype(xp.uint16) * 256
    return image * (xp.float32(1) / xp.float32(255)) if dtype == dtypes.float32 else image


def _refuse_bmp_op(name, kind):
    if name == "DecodeBmp":
        raise InvalidArgumentError(
            f"Trying to decode {kind} format using DecodeBmp op. Use `decode_{kind.lower()}` or "
            "`decode_image` instead."
        )


def _png(xp, data, name, channels, dtype):
    try:
        header = png_format.read_header(data)
    except png_format.BadHeaderError:
        raise InvalidArgumentError("Invalid PNG. Failed to initialize decoder.") from None
    _refuse_bmp_op(name, "PNG")
    channels = channels or png_format.natural_channels(header)
    try:
        image = png_format.read_pixels(xp, data, header, channels, dtype != dtypes.uint8)
    except png_format.BadPixelsError:
        raise InvalidArgumentError(f"Invalid PNG data, size {len(data)}") from None
    if dtype == dtypes.float32:
        image = image * (xp.float32(1) / xp.float32(65535))
    return image[None] if name == "DecodeGif" else image


def _gif(xp, data, name, channels, expand):
    if channels not in (0, 3):
        raise InvalidArgumentError(f"channels must be 0 or 3 for GIF, got {channels}")
    _refuse_bmp_op(name, "GIF")
    try:
        image = gif_format.read(xp, data)
    except gif_format.BadFileError as error:
        raise InvalidArgumentError(
            f"Invalid GIF data (size {len(data)}), {error}"
        ) from None
    if name in ("DecodePng", "DecodeJpeg"):
        if image.shape[0] > 1:
            raise InvalidArgumentError(
                f"Got {image.shape[0]} frames, but animated gifs can only be decoded by "
                "tf.io.decode_gif or tf.io.decode_image"
            )
        return image[0]
    return image if expand or name == "DecodeGif" else image[0]


def _jpeg(xp, data, name, channels, ratio, box):
    _refuse_bmp_op(name, "JPEG")
    if channels == 4:
        raise InvalidArgumentError("JPEG does not support 4 channels")
    try:
        return jpeg_format.read(xp, data, channels, ratio, box)
    except jpeg_format.BadFileError:
        raise InvalidArgumentError(
            "jpeg::Uncompress failed. Invalid JPEG data or crop window."
        ) from None


def _bmp(xp, data, name, channels):
    """Read a BMP picture that is not packed: of 8 bits for gray, of 24 or 32 for colours."""
    if name != "DecodeGif" and channels == 1:
        raise InvalidArgumentError("`channels` must be 0, 3 or 4 for BMP, but got 1")
    if name not in ("DecodeBmp", "DecodeImage"):
        raise InvalidArgumentError(
            "Trying to decode BMP format using a wrong op. Use `decode_bmp` or `decode_image` "
            f"instead. Op used: {name}"
        )
    if len(data) < 32:
        raise InvalidArgumentError(
            "Incomplete bmp content, requires at least 32 bytes to find the header size, width, "
            f"height, and bpp, got {len(data)} bytes"
        )
    start, = struct.unpack_from("<i", data, 10)
    width, height, bits = struct.unpack_from("<ii2xH", data, 18)
    inherent = bits // 8
    if inherent not in (1, 3, 4):
        raise InvalidArgumentError(
            f"Number of channels inherent in the image must be 1, 3 or 4, was {inherent}"
        )
    if width <= 0:
        raise InvalidArgumentError("Width must be positive")
    if height == 0:
        raise InvalidArgumentError("Height must be nonzero")
    length, rows = (inherent * width + 3) // 4 * 4, abs(height)
    missing = len(data) - (start + length * rows)
    if missing < 0 or start < 0:
        raise InvalidArgumentError(
            "Input size should match (header_size + row_size * abs_height) but they differ by "
            f"{missing}"
        )
    table = xp.frombuffer(data[start : start + length * rows], xp.uint8).reshape(rows, length)
    image = table[:, : width * inherent].reshape(rows, width, inherent)
    image = image[::-1] if height > 0 else image
    if inherent > 1:
        image = xp.concatenate([image[..., 2::-1], image[..., 3:]], -1)
    if channels >= 3 and inherent == 1:
        image = xp.repeat(image, 3, axis=-1)
    if channels == 4 and inherent != 4:
        opaque = xp.full((*image.shape[:-1], 1), 255, xp.uint8)
        image = xp.concatenate([image, opaque], -1)
    return xp.ascontiguousarray(image[..., :channels] if channels else image)


def _static(c, rank=3):
    checks.with_rank(c["contents"], 0)
    if c.attr("channels") < 0:
        raise ValueError(f"channels must be non-negative, got {c.attr('channels')}")
    return [TensorShape([None] * (rank - 1) + [c.attr("channels") or None])]


@op("""
    DecodePng(contents: string) -> image: dtype
        channels: int = 0
        dtype: {uint8, uint16} = uint8
""")
def decode_png(xp, contents, *, channels, dtype):
    """Decode a picture.

    Shapes:
        contents: []
        image: [height, width, channels]
    Errors:
        InvalidArgumentError: the file is no picture, or cannot be had in so many channels.
    Source: tf.raw_ops.DecodePng
    """
    return _decode(xp, contents, "DecodePng", channels, dtype)


decode_png.shape(_static)
no_gradient(decode_png, _WHY)


@op("""
    DecodeBmp(contents: string) -> image: uint8
        channels: int = 0
""")
def decode_bmp(xp, contents, *, channels):
    """Decode a BMP picture.

    Shapes:
        contents: []
        image: [height, width, channels]
    Errors:
        InvalidArgumentError: the file is no such picture, or is cut off.
    Source: tf.raw_ops.DecodeBmp
    """
    return _decode(xp, contents, "DecodeBmp", channels)


decode_bmp.shape(_static)
no_gradient(decode_bmp, _WHY)


@op("""
    DecodeGif(contents: string) -> image: uint8
""")
def decode_gif(xp, contents):
    """Decode all frames of a picture.

    Shapes:
        contents: []
        image: [frames, height, width, 3]
    Errors:
        InvalidArgumentError: the file is no picture, or is cut off.
    Source: tf.raw_ops.DecodeGif
    """
    return _decode(xp, contents, "DecodeGif")


@decode_gif.shape
def decode_gif_shape(c):
    checks.with_rank(c["contents"], 0)
    return [TensorShape([None, None, None, 3])]


no_gradient(decode_gif, _WHY)


@op("""
    DecodeJpeg(contents: string) -> image: uint8
        channels: int = 0
        ratio: int = 1
        fancy_upscaling: bool = true
        try_recover_truncated: bool = false
        acceptable_fraction: float = 1.0
        dct_method: string = ""
""")
def decode_jpeg(xp, contents, *, channels, ratio, dct_method):
    """Decode a picture, reduced by a whole number.

    Shapes:
        contents: []
        image: [ceil(height / ratio), ceil(width / ratio), channels]
    Errors:
        InvalidArgumentError: the file is no picture, or cannot be had in so many channels.
    Source: tf.raw_ops.DecodeJpeg; without effect are `fancy_upscaling`, which is what Pillow does,
        the methods, and what says how much of a file may be missing: none
    """
    _check_jpeg(ratio, dct_method)
    return _decode(xp, contents, "DecodeJpeg", channels, ratio=ratio)


decode_jpeg.shape(_static)
no_gradient(decode_jpeg, _WHY)


def _check_jpeg(ratio, method):
    if ratio not in (1, 2, 4, 8):
        raise InvalidArgumentError(f"ratio must be 1, 2, 4, or 8, got {ratio}")
    if method not in _METHODS:
        raise InvalidArgumentError(
            "dct_method must be one of {'', 'INTEGER_FAST', 'INTEGER_ACCURATE'}"
        )


@op("""
    DecodeAndCropJpeg(contents: string, crop_window: int32) -> image: uint8
        channels: int = 0
        ratio: int = 1
        fancy_upscaling: bool = true
        try_recover_truncated: bool = false
        acceptable_fraction: float = 1.0
        dct_method: string = ""
""", host=("crop_window",))
def decode_and_crop_jpeg(xp, contents, crop_window, *, channels, ratio, dct_method):
    """Decode a part of a picture.

    Shapes:
        contents: []
        crop_window: [4]: top, left, height, width
        image: [height, width, channels]
    Errors:
        InvalidArgumentError: the file is no JPEG picture, or the part is not within it.
    Source: tf.raw_ops.DecodeAndCropJpeg
    """
    _check_jpeg(ratio, dct_method)
    if not contents.ndim and _format(contents.item()) == "JPEG" and crop_window.shape != (4,):
        raise InvalidArgumentError(f"crop_size must have four elements {shown(crop_window.shape)}")
    box = [int(number) for number in crop_window.reshape(-1)]
    return _decode(xp, contents, "DecodeAndCropJpeg", channels, ratio=ratio, box=box)


@decode_and_crop_jpeg.shape
def decode_and_crop_jpeg_shape(c):
    window = c.value("crop_window")
    sizes = [None, None] if window is None else [int(size) for size in window[2:4]]
    return [TensorShape([*sizes, c.attr("channels") or None])]


no_gradient(decode_and_crop_jpeg, _WHY)


@op("""
    DecodeImage(contents: string) -> image: dtype
        channels: int = 0
        dtype: {uint8, uint16, float} = uint8
        expand_animations: bool = true
""")
def decode_image(xp, contents, *, channels, dtype, expand_animations):
    """Decode a picture of any format.

    Shapes:
        contents: []
        image: [height, width, channels], of GIF pictures [frames, height, width, 3]
    Errors:
        InvalidArgumentError: the file is no picture, or cannot be had in so many channels.
    Source: tf.raw_ops.DecodeImage
    """
    return _decode(xp, contents, "DecodeImage", channels, dtype, expand_animations)


@decode_image.shape
def decode_image_shape(c):
    checks.with_rank(c["contents"], 0)
    if c.attr("expand_animations"):
        return [TensorShape(None)]
    return [TensorShape([None, None, c.attr("channels") or None])]


no_gradient(decode_image, _WHY)


@op("""
    ExtractJpegShape(contents: string) -> image_shape: output_type
        output_type: {int32, int64} = int32
""")
def extract_jpeg_shape(xp, contents, *, output_type):
    """Return the shape of a JPEG picture without decoding it.

    Shapes:
        contents: []
        image_shape: [3]: height, width, channels
    Errors:
        InvalidArgumentError: the file is no such picture.
    Source: tf.raw_ops.ExtractJpegShape
    """
    if contents.ndim:
        raise InvalidArgumentError(f"contents must be scalar, got shape {shown(contents.shape)}")
    data = contents.item()
    try:
        return xp.asarray(jpeg_format.sizes(data), output_type.as_numpy_dtype)
    except (jpeg_format.BadFileError, struct.error):
        raise InvalidArgumentError(f"Invalid JPEG data, size {len(data)}") from None


@extract_jpeg_shape.shape
def extract_jpeg_shape_shape(c):
    checks.with_rank(c["contents"], 0)
    return [TensorShape([3])]


no_gradient(extract_jpeg_shape, _WHY)
