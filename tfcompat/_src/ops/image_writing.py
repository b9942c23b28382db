"""Pictures encoded as files: PNG, and JPEG by way of a package.

What is read is in `image_codecs.py`.
"""

from tfcompat._src.base.errors import InternalError, InvalidArgumentError
from tfcompat._src.base.shapes import TensorShape
from tfcompat._src.ops import checks, jpeg_format, png_format
from tfcompat._src.ops.checks import shown
from tfcompat._src.registry import no_gradient, op

_WHY = "strings have no gradient"


def _strings(xp, values, shape):
    """Return an array of strings."""
    result = xp.empty(len(values), object)
    result[:] = values
    return result.reshape(shape)


@op("""
    EncodePng(image: T) -> contents: string
        compression: int = -1
        T: {uint8, uint16} = uint8
""")
def encode_png(xp, image, *, compression):
    """Encode pictures.

    Rows are stored without filters, so files are other than TensorFlow's, of the same picture.

    Shapes:
        image: [batch..., height, width, channels], 1 to 4 channels
        contents: [batch...]
    Errors:
        InvalidArgumentError: the rank, the channels or the compression are out of range.
        InternalError: a picture has no pixels.
    Source: tf.raw_ops.EncodePng
    """
    if not -1 <= compression <= 9:
        raise InvalidArgumentError(f"compression should be in [-1,9], got {compression}")
    if image.ndim < 3:
        raise InvalidArgumentError(f"images must be at least rank 3{shown(image.shape)}")
    channels = image.shape[-1]
    if not 1 <= channels <= 4:
        raise InvalidArgumentError(f"image must have 1, 2, 3, or 4 channels, got {channels}")
    flat = image.reshape(-1, *image.shape[-3:]) if image.size else image
    if not image.size and all(image.shape[:-3]):
        count = 1
        for size in image.shape[:-3]:
            count *= size
        raise InternalError(
            "PNG encoding failed at the following flattened batch indices: "
            + ", ".join(map(str, range(count)))
        )
    files = [png_format.write(xp, part, compression) for part in flat] if image.size else []
    return _strings(xp, files, image.shape[:-3])


@encode_png.shape
def encode_png_shape(c):
    shape = checks.with_rank_at_least(c["image"], 3)
    return [shape[:-3] if shape.rank is not None else TensorShape(None)]


no_gradient(encode_png, _WHY)


def _checked(image):
    if image.ndim != 3:
        raise InvalidArgumentError(f"image must be 3-dimensional{shown(image.shape)}")


def _encoded(xp, image, quality, **options):
    """Encode one picture that has been checked."""
    if not image.size:
        raise InternalError("JPEG encoding failed")
    settings = {
        "progressive": False, "optimize": False, "downsample": True, "density": (300, 300),
        "unit": b"in", "xmp": b"", **options,
    }  # fmt: skip
    return jpeg_format.write(image, quality, **settings)


@op("""
    EncodeJpeg(image: uint8) -> contents: string
        format: {"", "grayscale", "rgb"} = ""
        quality: int = 95
        progressive: bool = false
        optimize_size: bool = false
        chroma_downsampling: bool = true
        density_unit: {"in", "cm"} = "in"
        x_density: int = 300
        y_density: int = 300
        xmp_metadata: string = ""
""")
def encode_jpeg(
    xp, image, *, format, quality, progressive, optimize_size, chroma_downsampling,  # noqa: A002
    density_unit, x_density, y_density, xmp_metadata,
):  # fmt: skip
    """Encode a picture.

    Shapes:
        image: [height, width, 1 or 3]
        contents: []
    Errors:
        InvalidArgumentError: the rank, the channels or the quality are out of range.
        InternalError: the picture has no pixels.
    Source: tf.raw_ops.EncodeJpeg
    """
    if not 0 <= quality <= 100:
        raise InvalidArgumentError(f"quality must be in [0,100], got {quality}")
    _checked(image)
    wanted = {b"grayscale": 1, b"rgb": 3}.get(format)
    if wanted is not None and image.shape[-1] != wanted:
        raise InvalidArgumentError(
            f"format {format.decode()} expects {wanted} channels, got {shown(image.shape)}"
        )
    if image.shape[-1] not in (1, 3):
        raise InvalidArgumentError(f"image must have 1 or 3 channels, got {shown(image.shape)}")
    file = _encoded(
        xp, image, quality, progressive=progressive, optimize=optimize_size,
        downsample=chroma_downsampling, density=(x_density, y_density), unit=density_unit,
        xmp=xmp_metadata,
    )  # fmt: skip
    return _strings(xp, [file], ())


@encode_jpeg.shape
def encode_jpeg_shape(c):
    checks.with_rank(c["image"], 3)
    return [TensorShape([])]


no_gradient(encode_jpeg, _WHY)


@op("""
    EncodeJpegVariableQuality(images: uint8, quality: int32) -> contents: string
""", host=("quality",))
def encode_jpeg_variable_quality(xp, images, quality):
    """Encode a picture with a quality that is an operand.

    Shapes:
        images: [height, width, 1 or 3]
        quality: []
        contents: []
    Errors:
        InvalidArgumentError: the rank, the channels or the quality are out of range.
        InternalError: the picture has no pixels.
    Source: tf.raw_ops.EncodeJpegVariableQuality
    """
    _checked(images)
    if quality.ndim:
        raise InvalidArgumentError(f"quality must be scalar: {shown(quality.shape)}")
    if not 0 <= int(quality) <= 100:
        raise InvalidArgumentError(f"quality must be in [0,100], got {int(quality)}")
    if images.shape[-1] not in (1, 3):
        raise InvalidArgumentError(f"image must have 1 or 3 channels, got {shown(images.shape)}")
    return _strings(xp, [_encoded(xp, images, int(quality))], ())


@encode_jpeg_variable_quality.shape
def encode_jpeg_variable_quality_shape(c):
    checks.with_rank(c["images"], 3)
    checks.with_rank(c["quality"], 0)
    return [TensorShape([])]


no_gradient(encode_jpeg_variable_quality, _WHY)
