"""Files of pictures of all kinds, made of random pixels, for samples of ops and recorded cases."""

import struct
import zlib

import numpy as np

_DRAW = np.random.default_rng(7)


def file(data):
    """A scalar string."""
    result = np.empty((), object)
    result[()] = data
    return result


def png(width, height, depth, color, interlaced=0, *chunks):
    """A PNG file of random rows; every filter is used."""
    channels = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}[color]
    parts = [(0, 0, 1, 1)]
    if interlaced:
        parts = [(0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4),
                 (1, 0, 2, 2), (0, 1, 1, 2)]
    rows = b""
    for left, top, across, down in parts:
        columns, lines = -((left - width) // across), -((top - height) // down)
        for line in range(max(0, lines) if columns > 0 else 0):
            count = (columns * channels * depth + 7) // 8
            rows += bytes([line % 5]) + _DRAW.integers(0, 256, count, np.uint8).tobytes()
    header = struct.pack(">IIBBBBB", width, height, depth, color, 0, 0, interlaced)
    pieces = [(b"IHDR", header), *chunks, (b"IDAT", zlib.compress(rows)), (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in pieces
    )


def bmp(width, height, bits, cut=0):
    """A BMP file of random rows."""
    length = (bits // 8 * width + 3) // 4 * 4 * height
    header = b"BM" + struct.pack("<IIIIiiHHIIIIII", 54 + length, 0, 54, 40, width, height, 1,
                                 bits, 0, length, 0, 0, 0, 0)
    data = header + _DRAW.integers(0, 256, length, np.uint8).tobytes()
    return data[: len(data) - cut]


def gif(*frames, size=(3, 2)):
    """A GIF file of four colours; frames are (left, top, width, height, pixels, clear colour)."""
    data = b"GIF89a" + struct.pack("<HHBBB", *size, 0x81, 0, 0)
    data += bytes([0, 0, 0, 250, 10, 20, 30, 240, 50, 60, 70, 230])
    for left, top, width, height, pixels, clear in frames:
        if clear is not None:
            data += bytes([0x21, 0xF9, 4, 1, 0, 0, clear, 0])
        data += b"\x2c" + struct.pack("<HHHHB", left, top, width, height, 0) + b"\x02"
        # Codes of three bits, and a reset before they would grow to four.
        codes = [code for pixel in pixels for code in (4, pixel)] + [5]
        bits = sum(code << (3 * i) for i, code in enumerate(codes))
        packed = bits.to_bytes((3 * len(codes) + 7) // 8, "little")
        data += bytes([len(packed)]) + packed + b"\0"
    return data + b"\x3b"


PALETTE = (b"PLTE", bytes(range(0, 240, 5)))
KINDS = [png(9, 6, depth, color) for depth, color in (
    (1, 0), (2, 0), (4, 0), (8, 0), (16, 0), (8, 2), (16, 2), (8, 4), (16, 4), (8, 6), (16, 6))]
WOVEN = [png(9, 11, depth, color, 1) for depth, color in ((1, 0), (4, 0), (8, 2), (16, 6))]
PALETTES = [png(9, 6, depth, 3, 0, PALETTE) for depth in (1, 2, 4)] + [
    png(9, 6, 4, 3, 0, PALETTE, (b"tRNS", bytes([0, 100, 200])))]
CLEAR = [png(9, 6, 2, 0, 0, (b"tRNS", b"\0\2")),
         png(4, 2, 8, 2, 0, (b"tRNS", b"\0\1\0\2\0\3"))]
PNG = KINDS[5]
STILL = gif((0, 0, 3, 2, [0, 1, 2, 3, 1, 0], None))
MOVING = gif((0, 0, 3, 2, [0, 1, 2, 3, 1, 0], 1), (1, 0, 2, 1, [3, 2], 2), (0, 0, 3, 2, [1] * 6, 1))
PART = gif((1, 1, 2, 1, [3, 2], None))
EVERY = [*KINDS, *WOVEN, *PALETTES, *CLEAR]
BITMAPS = [bmp(3, 2, bits) for bits in (8, 24, 32)]
DAMAGED = [b"", b"xx", PNG[:40], PNG[:-20], PNG[:50] + b"!" + PNG[51:], b"GIF89a",
           b"GIF89a" + bytes(20), bmp(3, 2, 16), bmp(3, 2, 24, cut=5), b"BM"]
PICTURE = _DRAW.integers(0, 256, (2, 3, 3), np.uint8)
# The beginning of a picture of 2 by 5 pixels, up to where pixels would come.
JPEG_HEADER = (
    b"\xff\xd8\xff\xc0\0\x11\x08\0\x02\0\x05\x03\x01\x11\0\x02\x11\0\x03\x11\0"
    b"\xff\xda\0\x0c\x03\x01\0\x02\0\x03\0\0\x3f\0"
)


def rows(files, *settings):
    """Rows of an op for every file with every setting."""
    return [((file(data),), attrs) for data in files for attrs in settings]
