"""String and variant tensors as bundles store them: elements of any length, with checksums inside.

What lives here: both layouts, to bytes and back, with the running checksum that the bundle entry
records. What does not: where in which file they stand.

Strings: all lengths as varints, a masked checksum of the lengths, then all contents. The checksums
cover lengths as fixed 32-bit words (64-bit where one does not fit), not their varints. Variants:
per element a varint length, a serialized VariantTensorDataProto, and the masked checksum so far;
that covers lengths as 64-bit words.
"""

import struct

import numpy
from google.protobuf import message

from tfcompat._src.base import errors
from tfcompat._src.wire import crc, messages, varint

_WORD = struct.Struct("<I")
_LONG = struct.Struct("<Q")
_BIG_WORD = struct.Struct(">I")
_BIG_LONG = struct.Struct(">Q")


def write_strings(values):
    """Encode strings.

    Args:
        values: list of bytes.

    Returns:
        (list of bytes to write one after the other, checksum of it all as int, not masked).

    Example:
        >>> parts, checksum = write_strings([b"a", b"bc"])
        >>> b"".join(parts)[:2], b"".join(parts)[6:]
        (b'\\x01\\x02', b'abc')
    """
    lengths = numpy.fromiter(map(len, values), numpy.uint64, len(values))
    running = _checksum_lengths(lengths, big_endian=False)
    stored = _WORD.pack(crc.mask(running))
    contents = b"".join(values)
    checksum = crc.crc32c(contents, crc.crc32c(stored, running))
    return [varint.write_many(lengths), stored, contents], checksum


def _checksum_lengths(lengths, big_endian):
    order = ">" if big_endian else "<"
    if not len(lengths) or int(lengths.max()) < 1 << 32:
        return crc.crc32c(lengths.astype(order + "u4"))
    running = 0
    for length in lengths.tolist():
        kind = "I" if length < 1 << 32 else "Q"
        running = crc.crc32c(struct.pack(order + kind, length), running)
    return running


def read_strings(data, count, big_endian=False):
    """Decode strings.

    Args:
        data: 1-D uint8 ndarray, exactly the stored bytes.
        count: int, the number of strings.
        big_endian: bool, whether a big-endian machine wrote them.

    Returns:
        (list of bytes, checksum of it all).

    Raises:
        DataLossError: the lengths contradict their checksum or the data.

    Example:
        >>> parts, checksum = write_strings([b"a", b"bc"])
        >>> data = numpy.frombuffer(b"".join(parts), numpy.uint8)
        >>> read_strings(data, 2) == ([b"a", b"bc"], checksum)
        True
    """
    try:
        lengths, position = varint.read_many(data, count)
    except varint.VarintError as error:
        raise errors.DataLossError(f"String lengths cannot be read: {error}") from None
    stored = bytes(data[position:position + 4])
    if len(stored) < 4:
        raise errors.DataLossError(f"String lengths longer than expected offset {len(data)}")
    running = _checksum_lengths(lengths, big_endian)
    expected = crc.unmask((_BIG_WORD if big_endian else _WORD).unpack(stored)[0])
    if expected != running:
        raise errors.DataLossError("The length checksum does not match: "
                                   f"expected {expected:08d} but actual is {running:08d}")
    contents = data[position + 4:]
    checksum = crc.crc32c(contents, crc.crc32c(stored, running))
    return _cut(contents.data, lengths.tolist()), checksum


def _cut(contents, lengths):
    if sum(lengths) != len(contents):
        raise errors.DataLossError(
            f"The strings have {sum(lengths)} bytes by their lengths, {len(contents)} in the file")
    values, position = [], 0
    for length in lengths:
        values.append(bytes(contents[position:position + length]))
        position += length
    return values


def write_variants(values):
    """Encode variants.

    Args:
        values: list of VariantTensorDataProto.

    Returns:
        (list of bytes to write one after the other, checksum of it all).

    Example:
        >>> parts, checksum = write_variants([messages.VariantTensorDataProto(type_name="t")])
        >>> len(b"".join(parts))
        8
    """
    parts, running = [], 0
    for value in values:
        content = value.SerializeToString(deterministic=True)
        running = crc.crc32c(content, crc.crc32c(_LONG.pack(len(content)), running))
        stored = _WORD.pack(crc.mask(running))
        running = crc.crc32c(stored, running)
        parts += [varint.write(len(content)), content, stored]
    return parts, running


def read_variants(data, count, big_endian=False):
    """Decode variants.

    Args:
        data: 1-D uint8 ndarray, exactly the stored bytes.
        count: int, the number of elements.
        big_endian: bool, whether a big-endian machine wrote them.

    Returns:
        (list of VariantTensorDataProto, checksum of it all).

    Raises:
        DataLossError: an element is damaged or incomplete.

    Example:
        >>> parts, checksum = write_variants([messages.VariantTensorDataProto(type_name="t")])
        >>> data = numpy.frombuffer(b"".join(parts), numpy.uint8)
        >>> read_variants(data, 1)[0][0].type_name
        't'
    """
    data = bytes(data)
    values, position, running = [], 0, 0
    for index in range(count):
        content, position, running = _read_variant(data, position, running, index, big_endian)
        values.append(_parse_variant(content, index))
    return values, running


def _read_variant(data, position, running, index, big_endian):
    """Returns (serialized message, position after the element, checksum so far)."""
    long, word = (_BIG_LONG, _BIG_WORD) if big_endian else (_LONG, _WORD)
    try:
        length, position = varint.read(data, position)
    except varint.VarintError as error:
        raise errors.DataLossError(f"Variant {index} cannot be read: {error}") from None
    content = data[position:position + length]
    position += length + 4
    if position > len(data):
        raise errors.DataLossError(f"Variant {index} reaches beyond its entry")
    stored = data[position - 4:position]
    running = crc.crc32c(content, crc.crc32c(long.pack(length), running))
    expected = crc.unmask(word.unpack(stored)[0])
    if expected != running:
        raise errors.DataLossError(
            f"The checksum after Variant {index} does not match. "
            f"Expected: {expected:08d} Actual: {running}")
    return content, position, crc.crc32c(stored, running)


def _parse_variant(content, index):
    try:
        return messages.parse(messages.VariantTensorDataProto, content)
    except message.DecodeError:
        raise errors.DataLossError(f"Variant {index} cannot be parsed") from None
