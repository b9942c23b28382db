"""Values of fields as they are written in serialized protobuf messages: reading and writing.

Fields are those of `proto_sources.py`. Only what is asked for is looked at; the rest is skipped.
"""

import functools
import struct

from tfcompat._src.base.errors import DataLossError
from tfcompat._src.wire import varint

VARINT, FIXED64, DELIMITED, START, END, FIXED32 = range(6)
_FIXED = {
    "double": "<d", "float": "<f", "fixed64": "<Q", "sfixed64": "<q", "fixed32": "<I",
    "sfixed32": "<i",
}
_LARGEST = 2**31 - 1
_WORD = 2**64 - 1
_TAGS = 2**32 - 1  # what is above is not looked at in tags and most lengths
_OUTPUT = {  # how wide numbers are as tensors
    "int32": 32, "sint32": 32, "sfixed32": 32, "enum": 32, "uint32": 32, "fixed32": 32,
}


class _Cut(Exception):
    """The bytes end too early, or make no sense."""


def wire_type(kind):
    """Return how a single value of a kind of field is written."""
    if kind in _FIXED:
        return FIXED64 if struct.calcsize(_FIXED[kind]) == 8 else FIXED32
    if kind in ("string", "bytes", "message"):
        return DELIMITED
    return START if kind == "group" else VARINT


def _varint(data, at):
    """Return a varint and where it ends; what is above 64 bits is dropped, as in protobuf."""
    value = 0
    for i, byte in enumerate(data[at:at + varint.MAX_LENGTH]):
        value |= (byte & 0x7F) << 7 * i
        if byte < 0x80:
            return value & _WORD, at + i + 1
    raise _Cut


def _skipped(data, at, number, wire):
    """Return where a value ends that begins at `at`."""
    if not number:
        raise _Cut
    if wire == VARINT:
        at = _varint(data, at)[1]
    elif wire in (FIXED32, FIXED64):
        at += 4 if wire == FIXED32 else 8
    elif wire == DELIMITED:
        size, at = _varint(data, at)
        at += size & _TAGS
    elif wire == START:
        return _group_end(data, at, number)
    else:
        raise _Cut
    if at > len(data):
        raise _Cut
    return at


def _group_end(data, at, number):
    while True:
        tag, at = _varint(data, at)
        tag &= _TAGS
        if tag & 7 == END:
            if tag >> 3 != number:
                raise _Cut
            return at
        at = _skipped(data, at, tag >> 3, tag & 7)


def signed(number, bits):
    """Return the lowest bits of a number as a signed one."""
    number &= (1 << bits) - 1
    return number - (1 << bits) if number >> (bits - 1) else number


def _number(kind, raw):
    """Return what a varint is for a kind of field."""
    if kind == "bool":
        return raw != 0
    if kind in ("sint32", "sint64"):
        raw &= (1 << (32 if kind == "sint32" else 64)) - 1
        return (raw >> 1) ^ -(raw & 1)
    bits = _OUTPUT.get(kind, 64)
    return raw & ((1 << bits) - 1) if kind.startswith("u") else signed(raw, bits)


class Collected:
    """The values of one field in one message.

    Attributes:
        count: how many there are; for fields that are not repeated, at most 1.
        values: the values, perhaps fewer.
    """

    def __init__(self, field):
        self.field, self.count, self.values = field, 0, []

    def single(self, value):
        """Take a value that stands by itself."""
        if self.field.repeated:
            self.count += 1
            self.values.append(value)
        else:
            self.count, self.values = 1, [value]

    def packed(self, data):
        """Take several values that are written as one."""
        if not data:
            return
        found = _unpacked(self.field.kind, data)
        if self.field.repeated:
            self.count += len(found)
            self.values += found
            return
        # TensorFlow counts them, but has no place to put them.
        self.count = 1
        if self.values:
            raise DataLossError(
                "ReadPackedValues: Tried to write more entries than allowed.  Field tag: "
                f"{self.field.number}, Max entries allowed: 1"
            )


def _unpacked(kind, data):
    if kind in _FIXED:
        width = struct.calcsize(_FIXED[kind])
        if len(data) % width:
            raise DataLossError(f"Illegal data length for packed fixed-size type: {len(data)}")
        return list(struct.unpack(f"<{len(data) // width}{_FIXED[kind][1]}", data))
    found, at = [], 0
    while at < len(data):
        try:
            raw, at = _varint(data, at)
        except _Cut:
            raise DataLossError("Corrupt packed varint") from None
        found.append(_number(kind, raw))
    return found


def read(data, fields):
    """Return the values of some fields of a message.

    Args:
        data: the message, bytes.
        fields: the fields; of several with one number the first has the values.

    Returns:
        A list of `Collected`, one for each field.

    Raises:
        DataLossError: the message is broken.
    """
    found = [Collected(field) for field in fields]
    wanted = {}
    for item in found:
        wanted.setdefault(item.field.number, item)
    at = 0
    while at < len(data):
        try:
            tag, at = _varint(data, at)
        except _Cut:
            tag = 0
        tag &= _TAGS
        item = wanted.get(tag >> 3)
        if not tag or tag & 7 == END:
            raise DataLossError("CountFields: Failed to consume entire buffer")
        at = _take(data, at, tag & 7, tag >> 3, item)
    return found


def _take(data, at, wire, number, item):
    """Take one value into what is collected, or none; return where it ends."""
    if item is None:
        return _or_lost(_skipped, data, at, number, wire, "Failed skipping unrequested field")
    kind = item.field.kind
    if wire == wire_type(kind):
        end = _or_lost(
            _skipped, data, at, number, wire, "ReadValue: Failed skipping field when counting"
        )
        item.single(_value(data, at, end, kind, number))
        return end
    if wire == DELIMITED:
        try:
            size, start = _varint(data, at)
            if size > _LARGEST:
                raise _Cut
        except _Cut:
            raise DataLossError("CollectField: Failed reading packed size") from None
        if start + size > len(data):
            raise DataLossError("ReadPackedValues: Skipping packed field failed")
        if kind == "group":
            raise DataLossError("TYPE_GROUP encountered as packed")
        item.packed(data[start:start + size])
        return start + size
    return _or_lost(
        _skipped, data, at, number, wire, "CollectField: Failed skipping malformed field"
    )


def _or_lost(function, data, at, number, wire, sentence):
    try:
        return function(data, at, number, wire)
    except _Cut:
        raise DataLossError(sentence) from None


def _value(data, start, end, kind, number):
    if kind in _FIXED:
        return struct.unpack(_FIXED[kind], data[start:end])[0]
    if kind == "group":  # the marks of its ends are part of it
        return varint.write(number << 3 | START) + data[start:end]
    if wire_type(kind) == DELIMITED:
        return data[_varint(data, start)[1]:end]
    return _number(kind, _varint(data, start)[0])


def _encoded_number(kind, value):
    if kind in ("sint32", "sint64"):
        value = signed(value, 32 if kind == "sint32" else 64)
        value = value << 1 ^ value >> 63
    elif kind in ("int32", "enum"):
        value = signed(value, 32)
    elif kind == "uint32":
        value &= 2**32 - 1
    return varint.write(int(value) & (2**64 - 1))


@functools.cache
def _writer(kind):
    """Return the function that writes one value without its tag."""
    if kind in ("fixed32", "sfixed32"):
        return lambda value: struct.pack("<I", value & (2**32 - 1))
    if kind in _FIXED:
        return struct.Struct(_FIXED[kind]).pack
    if wire_type(kind) == DELIMITED:
        return lambda value: varint.write(len(value)) + value
    return functools.partial(_encoded_number, kind)


def written(field, values):
    """Return the bytes of some values of a field."""
    write = _writer(field.kind) if field.kind != "group" else bytes
    if field.packed:
        if not values:
            return b""
        body = b"".join(map(write, values))
        return varint.write(field.number << 3 | DELIMITED) + varint.write(len(body)) + body
    tag = varint.write(field.number << 3 | wire_type(field.kind))
    end = varint.write(field.number << 3 | END) if field.kind == "group" else b""
    return b"".join(tag + write(value) + end for value in values)
