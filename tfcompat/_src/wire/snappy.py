"""Decompression of Snappy blocks, as found in the tables of some old checkpoints.

What lives here: the choice of the library that does it, and a bound on memory. TensorFlow has long
written its tables uncompressed, and so do we.
"""

from tfcompat._src.base import errors
from tfcompat._src.wire import varint

# Three bytes of input can produce at most 64 bytes of output.
_LARGEST_EXPANSION = 64


class SnappyError(ValueError):
    """The data is not a complete Snappy block."""


def decompress(data):
    """Decompress one block in the raw (unframed) format.

    Args:
        data: bytes.

    Returns:
        bytes.

    Raises:
        SnappyError: the data is damaged; memory use stays proportional to the input even then.
        UnsupportedError: the library is not installed.

    Example:
        >>> decompress(bytes([3, 8]) + b"abc")
        b'abc'
    """
    try:
        import cramjam
    except ImportError:
        raise errors.UnsupportedError(
            "Reading a Snappy-compressed table needs the package cramjam, which is not installed: "
            'pip install "tfcompat[fast]"'
        ) from None
    try:
        length, _ = varint.read(data, 0)
    except varint.VarintError as error:
        raise SnappyError(str(error)) from None
    if length > _LARGEST_EXPANSION * len(data):
        raise SnappyError("the stated length is impossible for this much data")
    try:
        return bytes(cramjam.snappy.decompress_raw(data))
    except cramjam.DecompressionError as error:
        raise SnappyError(str(error)) from None
