"""Files of records: opening them, compressed or not, and the records of TFRecord files.

Here: `opened`, `tf_records`. Writing them is in `frontend/whole_files.py`.
"""

import contextlib
import struct
import zlib

from tfcompat._src.base.errors import DataLossError
from tfcompat._src.wire import crc
from tfcompat._src.wire.files import translated_errors

COMPRESSIONS = (b"", b"ZLIB", b"GZIP")
_WINDOWS = {b"ZLIB": 15, b"GZIP": 31}  # how zlib tells the two headers apart
_HEADER = struct.Struct("<QI")
_FOOTER = struct.Struct("<I")
FRAME = _HEADER.size + _FOOTER.size  # what a record takes besides itself
_BLOCK = 1 << 18


class Inflated:
    """A file that is decompressed as it is read.

    Args:
        file: the compressed one.
        window: what zlib wants to know of its header.
    """

    def __init__(self, file, window):
        self._file, self._window = file, window
        self._inflate = zlib.decompressobj(window)
        self._ready = b""
        self._place = 0

    def read(self, size=-1):
        """Return the next bytes, fewer at the end."""
        parts, missing = [], size
        while size < 0 or missing > 0:
            if self._place == len(self._ready) and not self._more():
                break
            stop = len(self._ready) if size < 0 else self._place + missing
            part = self._ready[self._place : stop]
            self._place += len(part)
            missing -= len(part)
            parts.append(part)
        return b"".join(parts)

    def _more(self):
        """Decompress a piece; say whether there was one."""
        while True:
            data = self._inflate.unused_data if self._inflate.eof else b""
            if self._inflate.eof:
                self._inflate = zlib.decompressobj(self._window)
            data = data or self._file.read(_BLOCK)
            if not data:
                return False
            try:
                self._ready, self._place = self._inflate.decompress(data), 0
            except zlib.error as error:
                reason = str(error).partition("decompressing data: ")[2]
                raise DataLossError(f"inflate() failed with error -3: {reason}") from None
            if self._ready:
                return True

    def close(self):
        """Close the compressed file."""
        self._file.close()


@contextlib.contextmanager
def opened(path, compression=b""):
    """Open a file for reading bytes.

    Args:
        path: its path.
        compression: b"", b"ZLIB" or b"GZIP".

    Raises:
        NotFoundError: there is no such file.
    """
    with translated_errors(path):
        file = open(path, "rb")
    try:
        window = _WINDOWS.get(compression)
        yield file if window is None else Inflated(file, window)
    except IsADirectoryError:
        with translated_errors(path):
            raise
    finally:
        file.close()


def tf_records(file, place=0):
    """Yield the records of a file of TensorFlow's format.

    Args:
        file: what to read from.
        place: where in the file it is.

    Raises:
        DataLossError: the file is damaged.

    Example:
        >>> import io
        >>> data = b"tf"
        >>> header = _HEADER.pack(2, crc.masked_crc32c((2).to_bytes(8, "little")))
        >>> file = header + data + _FOOTER.pack(crc.masked_crc32c(data))
        >>> list(tf_records(io.BytesIO(file * 2)))
        [b'tf', b'tf']
    """
    while True:
        header = file.read(_HEADER.size)
        if len(header) < _HEADER.size:
            return
        size, checksum = _HEADER.unpack(header)
        if crc.masked_crc32c(header[:8]) != checksum:
            hint = "" if place else " (Is this even a TFRecord file?)"
            raise DataLossError(f"corrupted record at {place}{hint}")
        data = file.read(size + _FOOTER.size)
        if len(data) < size + _FOOTER.size:
            raise DataLossError(
                f"truncated record at {place}' failed with Read less bytes than requested")
        record = data[:size]
        if crc.masked_crc32c(record) != _FOOTER.unpack(data[size:])[0]:
            raise DataLossError(f"corrupted record at {place + _HEADER.size}")
        yield record
        place += _HEADER.size + size + _FOOTER.size


class Writer:
    """Writes a file of records.

    Args:
        path: its path.
        compression: b"", b"ZLIB" or b"GZIP"; others leave the records as they are.
    """

    def __init__(self, path, compression=b""):
        with translated_errors(path):
            self._file = open(path, "wb")
        window = _WINDOWS.get(compression)
        self._deflate = None if window is None else zlib.compressobj(wbits=window)

    def write(self, record):
        """Append a record."""
        header = struct.pack("<Q", len(record))
        data = b"".join([
            header, _FOOTER.pack(crc.masked_crc32c(header)), record,
            _FOOTER.pack(crc.masked_crc32c(record))])
        self._file.write(data if self._deflate is None else self._deflate.compress(data))

    def close(self):
        """Write what is left, and close the file."""
        if self._file.closed:
            return
        if self._deflate is not None:
            self._file.write(self._deflate.flush())
        self._file.close()
