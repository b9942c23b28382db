"""Decompression of Snappy blocks, as found in the tables of some old checkpoints.

What lives here: the raw (unframed) format, reading only. TensorFlow has long written its tables
uncompressed, and so do we; a decoder in Python is therefore fast enough and needs no library.
"""

from tfcompat._src.wire import varint

# Three bytes of input can produce at most 64 bytes of output.
_LARGEST_EXPANSION = 64


class SnappyError(ValueError):
    """The data is not a complete Snappy block."""


def decompress(data):
    """Decompress one block.

    Args:
        data: bytes.

    Returns:
        bytes.

    Raises:
        SnappyError: the data is damaged; memory use stays proportional to the input even then.

    Example:
        >>> decompress(bytes([3, 8]) + b"abc")
        b'abc'
    """
    try:
        length, position = varint.read(data, 0)
    except varint.VarintError as error:
        raise SnappyError(str(error)) from None
    if length > _LARGEST_EXPANSION * len(data):
        raise SnappyError("the stated length is impossible for this much data")
    out = bytearray()
    while position < len(data):
        position = _element(data, position, out)
        if len(out) > length:
            raise SnappyError("more data than stated")
    if len(out) != length:
        raise SnappyError("less data than stated")
    return bytes(out)


def _element(data, position, out):
    tag = data[position]
    position += 1
    kind = tag & 3
    if kind == 0:
        return _literal(data, position, tag >> 2, out)
    if kind == 1:
        size, extra = (tag >> 2 & 7) + 4, 1
    else:
        size, extra = (tag >> 2) + 1, 2 if kind == 2 else 4
    distance = int.from_bytes(data[position:position + extra], "little")
    if kind == 1:
        distance |= tag >> 5 << 8
    position += extra
    if position > len(data) or not 0 < distance <= len(out):
        raise SnappyError("a copy reaches outside the data")
    _copy(out, distance, size)
    return position


def _literal(data, position, size, out):
    if size >= 60:
        extra = size - 59
        size = int.from_bytes(data[position:position + extra], "little")
        position += extra
    end = position + size + 1
    if end > len(data):
        raise SnappyError("a literal reaches outside the data")
    out += data[position:end]
    return end


def _copy(out, distance, size):
    start = len(out) - distance
    if distance >= size:
        out += out[start:start + size]
        return
    pattern = bytes(out[start:])  # a copy may overlap what it produces: the pattern repeats
    out += (pattern * (size // distance + 1))[:size]
