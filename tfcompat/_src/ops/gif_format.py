"""GIF pictures: bytes to frames, as TensorFlow puts them together.

No ops here: `image_codecs.py` defines those.
"""

import collections
import struct

Frame = collections.namedtuple(
    "Frame", ["left", "top", "width", "height", "colors", "clear", "pixels"]
)


_SLURP = "failed to slurp gif file: "


class BadFileError(ValueError):
    """The file cannot be read; the message is that of giflib."""


def read(xp, data):
    """Return [frames, height, width, 3] numbers of 8 bits.

    Args:
        xp: The array module.
        data: The whole file.

    Raises:
        BadFileError: The first frame is cut off or damaged; later ones are left out then.
    """
    frames = _frames(data)
    # The sizes are those of the largest frame, whatever the file says of its screen.
    width = max(frame.width for frame in frames)
    height = max(frame.height for frame in frames)
    result = xp.zeros((len(frames), height, width, 3), xp.uint8)
    for i, frame in enumerate(frames):
        canvas = result[i]
        if i:
            canvas[...] = result[i - 1]
        rows = max(0, min(frame.height, height - frame.top))
        columns = max(0, min(frame.width, width - frame.left))
        indices = xp.frombuffer(frame.pixels, xp.uint8).reshape(frame.height, frame.width)
        indices = indices[:rows, :columns]
        colors = xp.frombuffer(frame.colors, xp.uint8).reshape(-1, 3)
        if indices.size and int(indices.max()) >= colors.shape[0]:
            table = xp.zeros((256, 3), xp.uint8)
            table[: colors.shape[0]] = colors
            colors = table
        part = canvas[frame.top : frame.top + rows, frame.left : frame.left + columns]
        shown = colors[indices]
        if frame.clear is not None:
            shown = xp.where((indices == frame.clear)[..., None], part if i else 0, shown)
        part[...] = shown
    return result


def _frames(data):
    """Return the frames of a file."""
    if len(data) < 13:
        raise BadFileError("failed to open gif file: No screen descriptor detected")
    flags, place, shared = data[10], 13, None
    if flags & 0x80:
        size = 3 << ((flags & 7) + 1)
        shared = data[place : place + size]
        place += size
    frames, clear = [], None
    while True:
        try:
            kind = data[place]
            if kind == 0x3B:
                break
            if kind == 0x21:
                place, found = _extension(data, place)
                clear = found if found != () else clear
            elif kind == 0x2C:
                frame, place = _frame(data, place, shared, clear)
                frames.append(frame)
                clear = None
            else:
                raise BadFileError(_SLURP + "Wrong record type detected")
        except IndexError:
            if frames:
                break
            raise BadFileError(_SLURP + "Failed to read from given file") from None
        except BadFileError:
            if frames:
                break
            raise
    if not frames:
        raise BadFileError("gif file does not contain any image")
    return frames


def _extension(data, place):
    """Pass over an extension; return the next place and the transparent colour, () if unsaid."""
    label, found = data[place + 1], ()
    place += 2
    while data[place]:
        size = data[place]
        if label == 0xF9 and size == 4:
            found = data[place + 4] if data[place + 1] & 1 else None
        place += size + 1
    return place + 1, found


def _frame(data, place, shared, clear):
    """Read a frame; return it and the next place."""
    if place + 10 > len(data):
        raise IndexError
    left, top, width, height, flags = struct.unpack_from("<HHHHB", data, place + 1)
    place += 10
    colors = shared
    if flags & 0x80:
        size = 3 << ((flags & 7) + 1)
        colors = data[place : place + size]
        place += size
    if colors is None:
        raise BadFileError("missing color map for frame")
    least = data[place]
    place += 1
    parts = []
    while data[place]:
        size = data[place]
        if place + 1 + size >= len(data):
            raise IndexError
        parts.append(data[place + 1 : place + 1 + size])
        place += size + 1
    pixels = _unpacked(b"".join(parts), least, width * height)
    if flags & 0x40:
        pixels = _deinterlaced(pixels, width, height)
    return Frame(left, top, width, height, colors, clear, pixels), place + 1


def _deinterlaced(pixels, width, height):
    """Bring rows that are stored in four passes into order."""
    order = [*range(0, height, 8), *range(4, height, 8), *range(2, height, 4), *range(1, height, 2)]
    rows = [b""] * height
    for i, row in enumerate(order):
        rows[row] = pixels[i * width : (i + 1) * width]
    return b"".join(rows)


def _unpacked(data, least, count):
    """Unpack `count` bytes that were packed as Lempel, Ziv and Welch do."""
    reset, end = 1 << least, (1 << least) + 1
    singles = [bytes([i]) for i in range(reset)] + [b"", b""]
    table, bits, last = list(singles), least + 1, None
    parts, total, held, width = [], 0, 0, 0
    for byte in data:
        held |= byte << width
        width += 8
        while width >= bits:
            code = held & ((1 << bits) - 1)
            held >>= bits
            width -= bits
            if code == reset:
                table, bits, last = list(singles), least + 1, None
                continue
            if code == end or total >= count:
                return _whole(parts, count)
            if code < len(table):
                piece = table[code]
            elif last is not None and code == len(table):
                piece = last + last[:1]
            else:
                raise BadFileError(_SLURP + "Image is defective, decoding aborted")
            parts.append(piece)
            total += len(piece)
            if last is not None and len(table) < 4096:
                table.append(last + piece[:1])
                if len(table) == 1 << bits and bits < 12:
                    bits += 1
            last = piece
    return _whole(parts, count)


def _whole(parts, count):
    pixels = b"".join(parts)
    if len(pixels) < count:
        raise BadFileError(_SLURP + "Image is defective, decoding aborted")
    return pixels[:count]
