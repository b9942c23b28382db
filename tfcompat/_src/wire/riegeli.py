"""Riegeli files: records in chunks, chunks across blocks, everything with checksums.

Read are simple chunks, compressed or not; written are uncompressed ones, a record each. What the
records are is not decided here; see `split_messages.py`.
"""

import importlib
import struct

from tfcompat._src.base import errors
from tfcompat._src.wire import highway_hash, snappy, varint

_KEY = (0x2F696C6567656952, 0x0A7364726F636572) * 2  # "Riegeli/", "records\n"
_BLOCK = 1 << 16
_BLOCK_HEADER = struct.Struct("<3Q")
_CHUNK_HEADER = struct.Struct("<5Q")
_LIMIT = 1 << 33  # more than any chunk holds: larger sizes are damage


def _hash(data):
    return highway_hash.hash64(_KEY, data)


class Writer:
    """Writes records to a file, from its beginning.

    Args:
        file: a binary file.
    """

    def __init__(self, file):
        self._file = file
        self._position = 0
        self._write_chunk(b"s", 0, 0, b"")

    def add(self, record):
        """Write a record; return its position.

        Args:
            record: bytes.
        """
        sizes = varint.write(len(record))
        data = b"\0" + varint.write(len(sizes)) + sizes + record
        return self._write_chunk(b"r", 1, len(record), data)

    def _write_chunk(self, kind, count, decoded, data):
        begin = self._position
        middle = struct.pack(
            "<QQQQ", len(data), _hash(data), kind[0] | count << 8, decoded
        )
        whole = struct.pack("<Q", _hash(middle)) + middle + data
        end = _end_of(begin, len(whole))
        first = 0
        while first < len(whole):
            room = _BLOCK - self._position % _BLOCK
            if room == _BLOCK:
                tail = struct.pack("<QQ", self._position - begin, end - self._position)
                self._file.write(struct.pack("<Q", _hash(tail)) + tail)
                self._position += _BLOCK_HEADER.size
                room -= _BLOCK_HEADER.size
            part = whole[first : first + room]
            self._file.write(part)
            self._position += len(part)
            first += len(part)
        return begin


def _end_of(begin, size):
    """Return where a chunk ends: its bytes, and the headers of blocks among them."""
    position = begin
    while size:
        if position % _BLOCK == 0:
            position += _BLOCK_HEADER.size
        part = min(size, _BLOCK - position % _BLOCK)
        position += part
        size -= part
    return position


class Reader:
    """Reads records of a file.

    >>> import io
    >>> file = io.BytesIO()
    >>> Writer(file).add(b"first")
    64
    >>> list(Reader(file.getvalue(), "a file").records())
    [(64, b'first')]

    Args:
        data: the whole file, bytes-like.
        path: its name, for errors.

    Raises:
        DataLossError: it is no Riegeli file.
    """

    def __init__(self, data, path):
        self._data = memoryview(data)
        self._path = path
        kind, *_ = self._chunk(0)
        if kind != b"s":
            raise self._damaged("it has no signature")

    def records(self):
        """Yield (position, record) of all records."""
        position = 0
        while position < len(self._data):
            kind, count, decoded, data, end = self._chunk(position)
            if kind == b"r":
                for i, record in enumerate(self._simple(data, count, decoded)):
                    yield position + i, record
            elif kind == b"t":
                raise errors.UnsupportedError(
                    f"{self._path} has transposed chunks, which are not supported."
                )
            elif kind not in (b"s", b"m", b"p"):
                raise self._damaged(f"it has a chunk of the unknown kind {kind!r}")
            position = end

    def _damaged(self, reason):
        return errors.DataLossError(
            None, None, f"The Riegeli file {self._path} is damaged: {reason}."
        )

    def _bytes(self, position, size):
        """Return bytes of chunks from a position on, and the position behind them."""
        parts = []
        while size:
            if position % _BLOCK == 0:
                header = self._data[position : position + _BLOCK_HEADER.size]
                if len(header) < _BLOCK_HEADER.size:
                    raise self._damaged("it is cut off")
                if _hash(header[8:]) != _BLOCK_HEADER.unpack(header)[0]:
                    raise self._damaged("the header of a block has another checksum")
                position += _BLOCK_HEADER.size
            part = self._data[position : position + min(size, _BLOCK - position % _BLOCK)]
            if not part:
                raise self._damaged("it is cut off")
            parts.append(part)
            position += len(part)
            size -= len(part)
        return b"".join(parts), position

    def _chunk(self, begin):
        header, position = self._bytes(begin, _CHUNK_HEADER.size)
        checksum, size, data_hash, kind, decoded = _CHUNK_HEADER.unpack(header)
        if _hash(header[8:]) != checksum:
            raise self._damaged("the header of a chunk has another checksum")
        if size > len(self._data) or decoded > _LIMIT:
            raise self._damaged("a chunk is larger than the file")
        data, end = self._bytes(position, size)
        if _hash(data) != data_hash:
            raise self._damaged("a chunk has another checksum")
        return bytes([kind & 255]), kind >> 8, decoded, data, max(end, begin + (kind >> 8))

    def _simple(self, data, count, decoded):
        """Return the records of a simple chunk."""
        compression = data[:1]
        size, first = varint.read(data, 1)
        sizes = self._decompressed(compression, data[first : first + size])
        values = self._decompressed(compression, data[first + size :])
        if len(values) != decoded:
            raise self._damaged("a chunk decompresses to another size")
        found, place, start = [], 0, 0
        for _ in range(count):
            length, place = varint.read(sizes, place)
            found.append(values[start : start + length])
            start += length
        if start != len(values):
            raise self._damaged("the records of a chunk do not fill it")
        return found

    def _decompressed(self, compression, data):
        if compression == b"\0":
            return data
        size, first = varint.read(data, 0)
        if size > _LIMIT:
            raise self._damaged("a chunk is too large")
        rest = data[first:]
        if compression == b"s":
            return snappy.decompress(rest)
        names = {b"b": ("brotli", "brotli"), b"z": ("zstandard", "zstandard")}
        if compression not in names:
            raise self._damaged(f"it has the unknown compression {compression!r}")
        module, package = names[compression]
        try:
            library = importlib.import_module(module)
        except ImportError:
            raise errors.UnsupportedError(
                f"{self._path} is compressed by {module}. To read it, install the package "
                f"{package!r}."
            ) from None
        if compression == b"b":
            return library.decompress(rest)
        return library.ZstdDecompressor().decompress(rest, max_output_size=size)
