"""Table files: sorted keys and values in checksummed, prefix-compressed blocks.

What lives here: the container of `.index` files and of V1 checkpoints, read from any buffer and
written byte for byte as TensorFlow does. What does not: the meaning of keys and values.

Layout: data blocks, an empty meta block, an index block, a 48-byte footer. A block is a run of
entries (shared prefix length, rest of key, value), restart offsets, their count, then a type byte
and a masked checksum. An entry of the index block leads to one data block, and its key is not
below any key there.
"""

import bisect
import struct

from tfcompat._src.base import errors
from tfcompat._src.wire import crc, snappy, varint

MAGIC = 0xDB4775248B80FB57
FOOTER_LENGTH = 48
BLOCK_SIZE = 262144
RESTART_INTERVAL = 16

_TRAILER = struct.Struct("<BI")
_WORD = struct.Struct("<I")
_MAGIC = struct.Struct("<Q")
_RAW, _SNAPPY = 0, 1


def _handle(data, position):
    try:
        offset, position = varint.read(data, position)
        size, position = varint.read(data, position)
    except varint.VarintError:
        raise errors.DataLossError("bad block handle") from None
    return offset, size


class _Block:
    """The entries of one block, decoded at once; lookups bisect the keys."""

    def __init__(self, data):
        if len(data) < 4:
            raise errors.DataLossError("bad block contents")
        # The restart points are for readers that decode entry by entry; only their room matters.
        end = len(data) - 4 - 4 * _WORD.unpack_from(data, len(data) - 4)[0]
        if end < 0:
            raise errors.DataLossError("bad block contents")
        self._keys, self._values = [], []
        key, position = b"", 0
        while position < end:
            key, value, position = _entry(data, position, end, key)
            self._keys.append(key)
            self._values.append(value)

    def items(self, first=0):
        """Yield (key, value), from the entry number `first` on."""
        for at in range(first, len(self._keys)):
            yield self._keys[at], bytes(self._values[at])

    def seek(self, key):
        """Yield the entries from the first one whose key is not below `key` on."""
        return self.items(bisect.bisect_left(self._keys, key))


def _entry(data, position, end, previous):
    """Returns (key, value, position after it)."""
    try:
        shared, position = varint.read(data, position)
        unshared, position = varint.read(data, position)
        size, position = varint.read(data, position)
    except varint.VarintError:
        raise errors.DataLossError("bad entry in block") from None
    middle = position + unshared
    if shared > len(previous) or middle + size > end:
        raise errors.DataLossError("bad entry in block")
    key = previous[:shared] + bytes(data[position:middle])
    return key, data[middle:middle + size], middle + size


class TableReader:
    """Reads a table out of a buffer.

    Args:
        buffer: bytes, mmap or another buffer of the whole file.

    Raises:
        DataLossError: the footer or the index block is damaged. Data blocks are checked when they
            are first used.

    Example:
        >>> import io
        >>> file = io.BytesIO()
        >>> write_table(file, [(b"a", b"1"), (b"b", b"2")])
        >>> TableReader(file.getvalue()).get(b"b")
        b'2'
    """

    def __init__(self, buffer):
        self._buffer = memoryview(buffer).cast("B")
        self._blocks = {}
        if len(self._buffer) < FOOTER_LENGTH:
            raise errors.DataLossError("file is too short to be an sstable")
        footer = bytes(self._buffer[-FOOTER_LENGTH:])
        if _MAGIC.unpack_from(footer, FOOTER_LENGTH - 8)[0] != MAGIC:
            raise errors.DataLossError("not an sstable (bad magic number)")
        handles = footer[:FOOTER_LENGTH - 8]
        try:
            position = varint.read(handles, varint.read(handles, 0)[1])[1]
        except varint.VarintError:
            raise errors.DataLossError("bad block handle") from None
        self._index = self._read_block(*_handle(handles, position))

    def _read_block(self, offset, size):
        end = offset + size + _TRAILER.size
        if end > len(self._buffer):
            raise errors.DataLossError("truncated block read")
        kind, stored = _TRAILER.unpack_from(self._buffer, end - _TRAILER.size)
        if crc.masked_crc32c(self._buffer[offset:end - 4]) != stored:
            raise errors.DataLossError("block checksum mismatch")
        data = self._buffer[offset:offset + size]
        if kind == _SNAPPY:
            try:
                data = memoryview(snappy.decompress(bytes(data)))
            except snappy.SnappyError:
                raise errors.DataLossError("corrupted compressed block contents") from None
        elif kind != _RAW:
            raise errors.DataLossError("bad block type")
        return _Block(data)

    def _data_block(self, handle):
        offset, size = _handle(handle, 0)
        block = self._blocks.get(offset)
        if block is None:
            block = self._blocks[offset] = self._read_block(offset, size)
        return block

    def items(self):
        """Yield every (key, value) in order of the keys."""
        for _, handle in self._index.items():
            yield from self._data_block(handle).items()

    def seek(self, key):
        """Yield (key, value) in order, from the first key that is not below `key` on."""
        for _, handle in self._index.seek(key):
            yield from self._data_block(handle).seek(key)

    def get(self, key):
        """Look one key up.

        Args:
            key: bytes.

        Returns:
            The value, or None when the table has no such key.

        Raises:
            DataLossError: the block that would hold the key is damaged.

        Example:
            >>> import io
            >>> file = io.BytesIO()
            >>> write_table(file, [(b"a", b"1")])
            >>> TableReader(file.getvalue()).get(b"c") is None
            True
        """
        for found, value in self.seek(key):
            return value if found == key else None
        return None


def write_table(file, items):
    """Write a table.

    Args:
        file: binary file open for writing, at its start.
        items: iterable of (key, value) pairs of bytes, keys strictly ascending.

    Raises:
        ValueError: a key is not greater than the one before it.

    Example:
        >>> import io
        >>> file = io.BytesIO()
        >>> write_table(file, [])
        >>> len(file.getvalue())
        74
    """
    _TableWriter(file).write(items)


class _BlockBuilder:
    """Collects the entries of one block."""

    def __init__(self, restart_interval):
        self._interval = restart_interval
        self.reset()

    def reset(self):
        self._data = bytearray()
        self._restarts = [0]
        self._count = 0
        self.last_key = b""

    @property
    def is_empty(self):
        return not self._data

    @property
    def size(self):
        return len(self._data) + 4 * len(self._restarts) + 4

    def add(self, key, value):
        shared = 0
        if self._count < self._interval:
            shared = _common_prefix(self.last_key, key)
        else:
            self._restarts.append(len(self._data))
            self._count = 0
        for number in (shared, len(key) - shared, len(value)):
            self._data += varint.write(number)
        self._data += key[shared:]
        self._data += value
        self.last_key = key
        self._count += 1

    def finish(self):
        count = len(self._restarts)
        return bytes(self._data) + struct.pack(f"<{count + 1}I", *self._restarts, count)


class _TableWriter:
    """Streams blocks to a file; an index entry waits for the next key, to be short."""

    def __init__(self, file):
        self._file = file
        self._offset = 0
        self._data = _BlockBuilder(RESTART_INTERVAL)
        self._index = _BlockBuilder(1)
        self._pending = None

    def write(self, items):
        last = None
        for key, value in items:
            if last is not None and key <= last:
                raise ValueError(f"table keys must ascend: {key!r} comes after {last!r}")
            if self._pending:
                self._index.add(shortest_separator(last, key), self._pending)
                self._pending = None
            self._data.add(key, value)
            last = key
            if self._data.size >= BLOCK_SIZE:
                self._flush()
        if not self._data.is_empty:
            self._flush()
        meta = self._write_block(_BlockBuilder(RESTART_INTERVAL))
        if self._pending:
            self._index.add(shortest_successor(last), self._pending)
        handles = meta + self._write_block(self._index)
        self._file.write(handles.ljust(FOOTER_LENGTH - 8, b"\0") + _MAGIC.pack(MAGIC))

    def _flush(self):
        self._pending = self._write_block(self._data)
        self._data.reset()

    def _write_block(self, builder):
        body = builder.finish() + bytes([_RAW])
        self._file.write(body + _WORD.pack(crc.masked_crc32c(body)))
        handle = varint.write(self._offset) + varint.write(len(body) - 1)
        self._offset += len(body) + 4
        return handle


def _common_prefix(left, right):
    limit = min(len(left), len(right))
    if left[:limit] == right[:limit]:
        return limit
    return next(at for at in range(limit) if left[at] != right[at])


def shortest_separator(start, limit):
    """A short key that is not below `start` and below `limit`, as stored in index blocks.

    Example:
        >>> shortest_separator(b"layer/bias", b"layer/kernel")
        b'layer/c'
    """
    shared = _common_prefix(start, limit)
    if shared < min(len(start), len(limit)):
        byte = start[shared]
        if byte < 0xFF and byte + 1 < limit[shared]:
            return start[:shared] + bytes([byte + 1])
    return start


def shortest_successor(key):
    """A short key that is not below `key`.

    Example:
        >>> shortest_successor(b"layer")
        b'm'
    """
    for at, byte in enumerate(key):
        if byte != 0xFF:
            return key[:at] + bytes([byte + 1])
    return key
