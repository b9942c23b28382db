"""JPEG pictures, by way of the package Pillow, and their sizes without it.

No ops here: `image_codecs.py` defines those. Why a package: docs/decisions/0006-extras.md.
"""

import io
import struct

from tfcompat._src.base.errors import UnsupportedError

SIGNATURE = b"\xff\xd8\xff"


class BadFileError(ValueError):
    """The file is no picture that can be read."""


def _pillow():
    """Return the module that reads and writes pictures.

    Raises:
        UnsupportedError: The package is not installed.
    """
    try:
        from PIL import Image
    except ImportError:
        raise UnsupportedError(
            "JPEG pictures need the package Pillow, which is not installed: "
            "pip install tfcompat[image]"
        ) from None
    return Image


def sizes(data):
    """Return height, width and channels of a picture.

    Raises:
        BadFileError: There are none.
    """
    place, found = 2, None
    while data[:3] == SIGNATURE and place + 4 <= len(data) and data[place] == 0xFF:
        kind, length = data[place + 1], struct.unpack_from(">H", data, place + 2)[0]
        if kind == 0xDA and found is not None and place + 2 + length <= len(data):
            return found
        if 0xC0 <= kind <= 0xCF and kind not in (0xC4, 0xC8, 0xCC) and place + 10 <= len(data):
            found = struct.unpack_from(">HHB", data, place + 5)
        place += 1 if kind == 0xFF else 2 if 0xD0 <= kind <= 0xD7 else 2 + length
    raise BadFileError


def read(xp, data, channels, ratio, box=None):
    """Return [height, width, channels] numbers of 8 bits.

    Args:
        xp: The array module.
        data: The whole file.
        channels: 1 or 3, or 0 for as many as it has.
        ratio: By how much it is reduced: 1, 2, 4 or 8.
        box: Top, left, height and width of the part that is wanted, or None.

    Raises:
        BadFileError: It cannot be read, or the part is not within it.
    """
    library = _pillow()
    height, width, natural = sizes(data)
    try:
        picture = library.open(io.BytesIO(data), formats=["JPEG"])
        mode = {1: "L", 3: "RGB"}.get(channels or (1 if natural == 1 else 3))
        small = (-(-width // ratio), -(-height // ratio))
        picture.draft(mode, small)
        picture = picture.convert(mode)
    except (OSError, SyntaxError, struct.error) as error:
        raise BadFileError from error
    if picture.size != small:
        picture = picture.resize(small, library.Resampling.BOX)
    image = xp.frombuffer(picture.tobytes(), xp.uint8).reshape(small[1], small[0], -1)
    if box is not None:
        top, left, rows, columns = box
        inside = 0 <= top and 0 <= left and rows > 0 and columns > 0
        if not inside or top + rows > image.shape[0] or left + columns > image.shape[1]:
            raise BadFileError
        image = image[top : top + rows, left : left + columns]
    return image.copy()


def write(image, quality, progressive, optimize, downsample, density, unit, xmp):
    """Return the file of a [height, width, 1 or 3] picture of uint8."""
    library = _pillow()
    gray = image.shape[-1] == 1
    picture = library.frombytes(
        "L" if gray else "RGB", (image.shape[1], image.shape[0]), image.tobytes()
    )
    per_inch = tuple(round(x * 2.54) for x in density) if unit == b"cm" else density
    options = {"xmp": xmp} if xmp else {}
    file = io.BytesIO()
    picture.save(
        file, "JPEG", quality=quality, progressive=progressive, optimize=optimize, dpi=per_inch,
        subsampling="4:2:0" if downsample else "4:4:4", **options,
    )  # fmt: skip
    return file.getvalue()
