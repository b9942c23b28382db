"""Base-128 varints: one at a time, and whole runs of them at numpy speed.

What lives here: unsigned 64-bit varints as table files and string tensors use them. Protobuf
messages are read and written by protobuf itself.
"""

import numpy

MAX_LENGTH = 10


class VarintError(ValueError):
    """The bytes are not a complete varint of at most 64 bits."""


def read(buffer, position):
    """Read one varint.

    Args:
        buffer: bytes, or any buffer whose items are bytes.
        position: int, where the varint starts.

    Returns:
        (value, position after it).

    Raises:
        VarintError: the buffer ends inside the varint, or it is longer than 64 bits.

    Example:
        >>> read(bytes([0xAC, 0x02]), 0)
        (300, 2)
    """
    value = shift = 0
    try:
        while True:
            byte = buffer[position]
            position += 1
            value |= (byte & 0x7F) << shift
            if byte < 0x80:
                break
            shift += 7
            if shift >= 7 * MAX_LENGTH:
                raise VarintError("a varint is longer than 10 bytes")
    except IndexError:
        raise VarintError("the data ends inside a varint") from None
    if value >> 64:
        raise VarintError("a varint has more than 64 bits")
    return value, position


def write(value):
    """Encode one non-negative integer.

    Example:
        >>> write(300).hex()
        'ac02'
    """
    out = bytearray()
    while value >= 0x80:
        out.append(value & 0x7F | 0x80)
        value >>= 7
    out.append(value)
    return bytes(out)


def read_many(buffer, count):
    """Read `count` varints standing back to back at the start of a buffer.

    Args:
        buffer: 1-D uint8 ndarray.
        count: int.

    Returns:
        (values: uint64 ndarray of shape [count], number of bytes taken).

    Raises:
        VarintError: there are fewer than `count` varints, or one is longer than 64 bits.

    Example:
        >>> read_many(numpy.array([1, 0xAC, 2, 9], numpy.uint8), 2)
        (array([  1, 300], dtype=uint64), 3)
    """
    if count == 0:
        return numpy.zeros(0, numpy.uint64), 0
    window = buffer[:count * MAX_LENGTH]
    ends = numpy.flatnonzero(window[:count] < 0x80)
    if len(ends) == count:  # the common case: every value fits one byte
        return window[:count].astype(numpy.uint64), count
    ends = numpy.flatnonzero(window < 0x80)[:count]
    if len(ends) < count:
        raise VarintError("the data ends inside a varint")
    starts = numpy.concatenate([[0], ends[:-1] + 1])
    longest = int((ends - starts).max()) + 1
    if longest > MAX_LENGTH:
        raise VarintError("a varint is longer than 10 bytes")
    values = numpy.zeros(count, numpy.uint64)
    for index in range(longest):
        present = starts + index <= ends
        digits = window[(starts + index)[present]]
        if index == MAX_LENGTH - 1 and (digits > 1).any():
            raise VarintError("a varint has more than 64 bits")
        values[present] |= (digits & 0x7F).astype(numpy.uint64) << numpy.uint64(7 * index)
    return values, int(ends[-1]) + 1


def write_many(values):
    """Encode non-negative integers back to back.

    Args:
        values: ndarray of any integer type.

    Returns:
        bytes.

    Example:
        >>> write_many(numpy.array([1, 300])).hex()
        '01ac02'
    """
    values = numpy.asarray(values).astype(numpy.uint64).reshape(-1)
    if not len(values):
        return b""
    if int(values.max()) < 0x80:
        return values.astype(numpy.uint8).tobytes()
    return b"".join(map(write, values.tolist()))
