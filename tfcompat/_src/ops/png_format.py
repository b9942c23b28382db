"""PNG pictures: bytes to pixels and back, as libpng does it for TensorFlow.

No ops here: `image_codecs.py` defines those. All kinds of pixels, all depths, interlaced pictures
and transparent colours are read; written are gray and coloured pixels with or without alpha, of
8 or 16 bits.
"""

import collections
import struct
import zlib

SIGNATURE = b"\x89PNG\r\n\x1a\n"
_CHANNELS = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}
_DEPTHS = {0: (1, 2, 4, 8, 16), 2: (8, 16), 3: (1, 2, 4, 8), 4: (8, 16), 6: (8, 16)}
# Of the passes of Adam M. Costello: first column and row, steps between columns and rows.
_PASSES = (  # fmt: skip
    (0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2),
    (0, 1, 1, 2),
)
# Shares of red and green in gray, in 32768ths: 0.299 and 0.587.
_RED, _GREEN = 9797, 19234

Header = collections.namedtuple(
    "Header", ["width", "height", "depth", "color", "interlaced", "palette", "clear", "body"]
)


class BadHeaderError(ValueError):
    """What comes before the pixels cannot be read."""


class BadPixelsError(ValueError):
    """The pixels cannot be read."""


def read_header(data):
    """Return the Header of a picture: all that is said before the pixels begin.

    Raises:
        BadHeaderError: it is cut off or makes no sense.
    """
    place, found = len(SIGNATURE), {}
    while True:
        if place + 8 > len(data):
            raise BadHeaderError
        size, kind = struct.unpack_from(">I4s", data, place)
        if kind == b"IDAT":
            break
        chunk = data[place + 8 : place + 8 + size]
        check = data[place + 8 + size : place + 12 + size]
        if len(check) < 4 or struct.unpack(">I", check)[0] != zlib.crc32(kind + chunk):
            raise BadHeaderError
        found[kind] = chunk
        place += 12 + size
    if len(found.get(b"IHDR", b"")) != 13:
        raise BadHeaderError
    width, height, depth, color, packing, filters, interlaced = struct.unpack(
        ">IIBBBBB", found[b"IHDR"]
    )
    wrong = depth not in _DEPTHS.get(color, ()) or packing or filters or interlaced > 1
    if wrong or not width or not height or (color == 3 and b"PLTE" not in found):
        raise BadHeaderError
    return Header(
        width, height, depth, color, interlaced, found.get(b"PLTE"), found.get(b"tRNS"), place
    )


def natural_channels(header):
    """Return how many channels a picture has if none are asked for."""
    if header.color == 3:
        return 3 if header.clear is None else 4
    return _CHANNELS[header.color]


def read_pixels(xp, data, header, channels, wide):
    """Return [height, width, channels] numbers, uint16 if `wide` and uint8 otherwise.

    Args:
        xp: The array module.
        data: The whole file.
        header: Of the file.
        channels: 1, 2, 3 or 4.
        wide: Whether numbers of 16 bits are wanted.

    Raises:
        BadPixelsError: The pixels are cut off or damaged.
    """
    raw = _unpacked(xp, data, header)
    image = raw.astype(xp.int64)
    clear = header.clear
    if header.color == 3:
        image, depth = _with_palette(xp, image[..., 0], header), 8
    else:
        alpha = None
        if clear is not None and header.color in (0, 2) and channels % 2 == 0:
            key = struct.unpack(f">{len(clear) // 2}H", clear)
            same = (image == xp.asarray(key[: image.shape[-1]])).all(axis=-1)
            alpha = xp.where(same, 0, (1 << max(header.depth, 8)) - 1)
        if header.depth < 8:
            image = image * (255 // ((1 << header.depth) - 1))
        depth = max(header.depth, 8)
        if alpha is not None:
            image = xp.concatenate([image, alpha[..., None]], -1)
    return _fitted(xp, image, depth, channels, wide, (1 << header.depth) - 1)


def _with_palette(xp, indices, header):
    """Look colours up, with their alpha if some are transparent."""
    table = xp.zeros((256, 4), xp.int64)
    table[:, 3] = 255
    colors = xp.frombuffer(header.palette, xp.uint8)
    table[: colors.size // 3, :3] = colors[: colors.size // 3 * 3].reshape(-1, 3)
    if header.clear is None:
        return table[indices, :3]
    alpha = xp.frombuffer(header.clear, xp.uint8)
    table[: alpha.size, 3] = alpha
    return table[indices]


def _fitted(xp, image, depth, channels, wide, opaque):
    """Add or remove colours and alpha, and change the depth.

    The alpha that TensorFlow adds is the greatest number of the depth in the file, even where
    that is less than 8 bits.
    """
    has_alpha = image.shape[-1] % 2 == 0
    alpha = image[..., -1:] if has_alpha else None
    colors = image[..., :-1] if has_alpha else image
    if channels <= 2 and colors.shape[-1] == 3:
        colors = _gray(xp, colors, depth)
    elif channels > 2 and colors.shape[-1] == 1:
        colors = xp.repeat(colors, 3, axis=-1)
    if channels % 2 == 0:
        if alpha is None:
            alpha = xp.full((*colors.shape[:-1], 1), opaque, colors.dtype)
        colors = xp.concatenate([colors, alpha], -1)
    if wide:
        return (colors * 257 if depth == 8 else colors).astype(xp.uint16)
    return (colors >> 8 if depth == 16 else colors).astype(xp.uint8)


def _gray(xp, colors, depth):
    """Return the brightness of colours, where the three numbers differ."""
    red, green, blue = (colors[..., i : i + 1] for i in range(3))
    mixed = _RED * red + _GREEN * green + (32768 - _RED - _GREEN) * blue
    mixed = (mixed + (16384 if depth == 16 else 0)) >> 15
    return xp.where((red == green) & (red == blue), red, mixed)


def _unpacked(xp, data, header):
    """Return [height, width, channels] numbers as they are stored."""
    rows = _inflated(data, header.body)
    channels = _CHANNELS[header.color]
    if not header.interlaced:
        image, _ = _rows(xp, rows, 0, header.width, header.height, channels, header.depth)
        return image
    kind = xp.uint16 if header.depth == 16 else xp.uint8
    image, place = xp.zeros((header.height, header.width, channels), kind), 0
    for left, top, across, down in _PASSES:
        width = -((left - header.width) // across)
        height = -((top - header.height) // down)
        if width > 0 and height > 0:
            part, place = _rows(xp, rows, place, width, height, channels, header.depth)
            image[top::down, left::across] = part
    return image


def _inflated(data, place):
    """Return the bytes of all rows, unpacked."""
    stream, parts = zlib.decompressobj(), []
    try:
        while place + 12 <= len(data):
            size, kind = struct.unpack_from(">I4s", data, place)
            chunk = data[place + 8 : place + 8 + size]
            check = data[place + 8 + size : place + 12 + size]
            if len(check) < 4 or struct.unpack(">I", check)[0] != zlib.crc32(kind + chunk):
                raise BadPixelsError
            if kind == b"IEND":
                break
            if kind == b"IDAT":
                parts.append(stream.decompress(chunk))
            place += 12 + size
    except zlib.error as error:
        raise BadPixelsError from error
    return b"".join(parts)


def _rows(xp, data, place, width, height, channels, depth):
    """Read a picture or a pass of it; return it and where the next one begins."""
    length = (width * channels * depth + 7) // 8
    end = place + height * (length + 1)
    if end > len(data):
        raise BadPixelsError
    table = xp.frombuffer(data[place:end], xp.uint8).reshape(height, length + 1)
    step = max(1, channels * depth // 8)
    lines = _unfiltered(xp, table[:, 1:].reshape(height, -1, step), table[:, 0])
    lines = lines.reshape(height, -1)
    if depth == 16:
        numbers = lines[:, 0::2].astype(xp.uint16) * 256 + lines[:, 1::2]
    elif depth == 8:
        numbers = lines
    else:
        shifts = xp.arange(8 - depth, -1, -depth).astype(xp.uint8)
        numbers = (lines[:, :, None] >> shifts) & xp.uint8((1 << depth) - 1)
        numbers = numbers.reshape(height, -1)[:, : width * channels]
    return numbers.reshape(height, width, channels), end


def _unfiltered(xp, lines, filters):
    """Add to [height, width, step] bytes what their filters foretold of them."""
    height, width = lines.shape[:2]
    if bool((filters > 4).any()):
        raise BadPixelsError
    if not bool(filters.any()):
        return lines
    result = xp.zeros((height + 1, width, lines.shape[2]), xp.int16)
    rows = max(width, 16)  # so many rows at a time keep the slanted table small
    for start in range(0, height, rows):
        stop = min(height, start + rows)
        result[start + 1 : stop + 1] = _slanted(
            xp, lines[start:stop], filters[start:stop], result[start]
        )
    return result[1:].astype(xp.uint8)


def _slanted(xp, lines, filters, above):
    """Unfilter rows below a known one, all pixels of a diagonal at a time.

    A pixel depends on the ones left of it, above and left above; so those of a diagonal do not
    depend on each other.
    """
    height, width, step = lines.shape
    kinds = filters.astype(xp.int16)[:, None]
    result = xp.zeros((height + 1, width + 1, step), xp.int16)
    result[0, 1:] = above
    for diagonal in range(width + height - 1):
        rows = xp.arange(max(0, diagonal - width + 1), min(height - 1, diagonal) + 1)
        columns = diagonal - rows
        left, up = result[rows + 1, columns], result[rows, columns + 1]
        corner, kind = result[rows, columns], kinds[rows]
        guess = left + up - corner
        to_left, to_up, to_corner = abs(guess - left), abs(guess - up), abs(guess - corner)
        nearest = xp.where(
            (to_left <= to_up) & (to_left <= to_corner), left,
            xp.where(to_up <= to_corner, up, corner),
        )  # fmt: skip
        foretold = xp.where(kind == 1, left, xp.where(kind == 2, up, xp.where(
            kind == 3, (left + up) >> 1, xp.where(kind == 4, nearest, 0))))
        result[rows + 1, columns + 1] = (lines[rows, columns] + foretold) & 255
    return result[1:, 1:]


def write(xp, image, compression):
    """Return the file of a [height, width, channels] picture of uint8 or uint16.

    Rows are stored as they are, without filters; any program reads them.
    """
    height, width, channels = image.shape
    depth = 8 * image.dtype.itemsize
    lines = image.astype(">u2").tobytes() if depth == 16 else image.tobytes()
    length = width * channels * depth // 8
    rows = b"".join(b"\0" + lines[i * length : (i + 1) * length] for i in range(height))
    color = {1: 0, 2: 4, 3: 2, 4: 6}[channels]
    header = struct.pack(">IIBBBBB", width, height, depth, color, 0, 0, 0)
    body = zlib.compress(rows, compression)
    chunks = ((b"IHDR", header), (b"IDAT", body), (b"IEND", b""))
    return SIGNATURE + b"".join(
        struct.pack(">I", len(chunk)) + kind + chunk + struct.pack(">I", zlib.crc32(kind + chunk))
        for kind, chunk in chunks
    )
