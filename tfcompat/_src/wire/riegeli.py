"""Riegeli files: records in chunks, chunks across blocks, everything with checksums.

Read are simple chunks, compressed or not; written are uncompressed ones, a record each. What the
records are is not decided here; see `split_messages.py`.
"""

import importlib
import struct

from tfcompat._src.base import errors
from tfcompat._src.wire import highway_hash, highway_lanes, snappy, varint

_KEY = (0x2F696C6567656952, 0x0A7364726F636572) * 2  # "Riegeli/", "records\n"
_BLOCK = 1 << 16
_BLOCK_HEADER = struct.Struct("<3Q")
_CHUNK_HEADER = struct.Struct("<5Q")
_LIMIT = 1 << 33  # more than any chunk holds: larger sizes are damage
_TOGETHER = 1 << 28  # bytes of chunks that are hashed side by side


def _hash(data):
    return highway_hash.hash64(_KEY, data)


def _hashes(parts):
    return highway_lanes.hash64_all(_KEY, parts)


class Writer:
    """Writes records to a file, from its beginning.

    Args:
        file: a binary file.
    """

    def __init__(self, file):
        self._file = file
        self._position = 0
        self._write_chunks([(b"s", 0, 0, b"")])

    def add(self, record):
        """Write a record; return its position.

        Args:
            record: bytes.
        """
        return self.add_all([record])[0]

    def add_all(self, records):
        """Write records, faster than one by one; return the list of their positions.

        Args:
            records: an iterable of bytes.
        """
        positions, chunks, size = [], [], 0
        for record in records:
            sizes = varint.write(len(record))
            data = b"".join((b"\0", varint.write(len(sizes)), sizes, record))
            chunks.append((b"r", 1, len(record), data))
            size += len(data)
            if size > _TOGETHER:
                positions += self._write_chunks(chunks)
                chunks, size = [], 0
        return positions + self._write_chunks(chunks)

    def _write_chunks(self, chunks):
        """Write chunks, (kind, count of records, their size, data); return their positions."""
        middles = [
            struct.pack("<QQQQ", len(data), checksum, kind[0] | count << 8, decoded)
            for (kind, count, decoded, data), checksum in zip(
                chunks, _hashes([chunk[3] for chunk in chunks]), strict=True)
        ]
        begins, tails, position = [], [], self._position
        for *_, data in chunks:
            begins.append(position)
            end = _end_of(position, _CHUNK_HEADER.size + len(data))
            first_block = -(-position // _BLOCK) * _BLOCK
            tails += [
                struct.pack("<QQ", block - position, end - block)
                for block in range(first_block, end, _BLOCK)
            ]
            position = end
        headers = (
            struct.pack("<Q", checksum) + tail
            for checksum, tail in zip(_hashes(tails), tails, strict=True)
        )
        checksums = _hashes(middles)
        for (*_, data), middle, checksum in zip(chunks, middles, checksums, strict=True):
            self._write(struct.pack("<Q", checksum) + middle, headers)
            self._write(data, headers)
        return begins

    def _write(self, data, headers):
        """Write bytes of a chunk, with the headers of the blocks that begin among them."""
        data = memoryview(data)
        while data:
            room = _BLOCK - self._position % _BLOCK
            if room == _BLOCK:
                self._file.write(next(headers))
                self._position += _BLOCK_HEADER.size
                room -= _BLOCK_HEADER.size
            self._file.write(data[:room])
            self._position += min(room, len(data))
            data = data[room:]


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
        self._checks = []
        kind, *_ = self._chunk(0)
        if kind != b"s":
            raise self._damaged("it has no signature")
        self._checks = []  # of what `records` reads anew

    def records(self):
        """Yield (position, record) of all records."""
        position, chunks, size = 0, [], 0
        while position < len(self._data):
            kind, *chunk, end = self._chunk(position)
            if kind == b"r":
                chunks.append((position, *chunk))
                size += end - position
            elif kind == b"t":
                raise errors.UnsupportedError(
                    f"{self._path} has transposed chunks, which are not supported."
                )
            elif kind not in (b"s", b"m", b"p"):
                raise self._damaged(f"it has a chunk of the unknown kind {kind!r}")
            position = end
            if size > _TOGETHER:
                yield from self._checked(chunks)
                chunks, size = [], 0
        yield from self._checked(chunks)

    def _checked(self, chunks):
        """Yield (position, record) of chunks, after everything read so far is checked."""
        checks, self._checks = self._checks, []
        for found, (_, expected, what) in zip(
            _hashes([data for data, *_ in checks]), checks, strict=True
        ):
            if found != expected:
                raise self._damaged(f"{what} has another checksum")
        for position, count, decoded, data in chunks:
            for i, record in enumerate(self._simple(data, count, decoded)):
                yield position + i, record

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
                self._checks.append(
                    (header[8:], _BLOCK_HEADER.unpack(header)[0], "the header of a block")
                )
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
        self._checks.append((data, data_hash, "a chunk"))
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
