"""CRC-32C (Castagnoli) checksums, plain and masked, over any buffer without copying it.

What lives here: the checksum itself and the masking that stored checksums carry. What does not:
where checksums are stored and what a mismatch means, which is up to the readers.
"""

import functools

import google_crc32c
import numpy

_MASK_DELTA = 0xA282EAD8
_WORD = 0xFFFFFFFF

# google_crc32c's C code takes the memory of an ndarray as it is, but refuses bytearrays and
# memoryviews; its Python fallback wants bytes.
_TAKES_ARRAYS = google_crc32c.implementation == "c"


_LARGE = 1 << 20  # bytes, from which on other threads run meanwhile


@functools.cache
def _unlocked():
    """Return the C function as one that lets other threads run, or None where it is hidden.

    google_crc32c keeps the interpreter's lock, so that large tensors could not be checked side by
    side; the library that its module is linked to does the same work without.
    """
    import ctypes

    try:
        from google_crc32c import _crc32c

        function = ctypes.CDLL(_crc32c.__file__).crc32c_extend
    except (ImportError, OSError, AttributeError):
        return None
    function.restype = ctypes.c_uint32
    function.argtypes = [ctypes.c_uint32, ctypes.c_void_p, ctypes.c_size_t]
    return function


def _of_large(data, initial):
    flat = numpy.frombuffer(data, numpy.uint8)
    function = _unlocked()
    if function is not None:
        return function(initial, flat.ctypes.data, flat.nbytes)
    return google_crc32c.extend(initial, flat if _TAKES_ARRAYS else flat.tobytes())


def _as_bytes_like(data):
    if isinstance(data, bytes):
        return data
    if not memoryview(data).nbytes:
        return b""
    flat = numpy.frombuffer(data, numpy.uint8)
    return flat if _TAKES_ARRAYS else flat.tobytes()


def crc32c(data, initial=0):
    """Checksum `data`, going on from the checksum of what came before it.

    Args:
        data: bytes, or any C-contiguous buffer (bytearray, mmap, ndarray).
        initial: int, the checksum of the preceding bytes.

    Returns:
        int below 2**32.

    Example:
        >>> hex(crc32c(b"123456789"))
        '0xe3069283'
        >>> crc32c(b"789", crc32c(b"123456")) == crc32c(b"123456789")
        True
    """
    if memoryview(data).nbytes >= _LARGE:
        return _of_large(data, initial)
    return google_crc32c.extend(initial, _as_bytes_like(data))


def mask(checksum):
    """Turn a checksum into its stored form, so that checksums of data holding checksums stay good.

    Example:
        >>> unmask(mask(7))
        7
    """
    rotated = (checksum >> 15) | (checksum << 17)
    return (rotated + _MASK_DELTA) & _WORD


def unmask(stored):
    """Turn the stored form of a checksum back into the checksum.

    Example:
        >>> unmask(masked_crc32c(b"abc")) == crc32c(b"abc")
        True
    """
    rotated = (stored - _MASK_DELTA) & _WORD
    return ((rotated >> 17) | (rotated << 15)) & _WORD


def masked_crc32c(data):
    """Checksum `data` and return the stored form.

    Example:
        >>> masked_crc32c(b"") == mask(0)
        True
    """
    return mask(crc32c(data))
