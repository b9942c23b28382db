"""Deterministic serialisation in the order C++ protobuf writes.

Python's `SerializeToString(deterministic=True)` is stable too, but sorts map entries differently,
and hashes that TensorFlow takes in C++ come out different. So the serialized bytes are taken
apart and put in order here: fields by number, map entries by key (numbers ascending, strings by
their bytes), unknown fields last and as they came. A packed `Any` stays as it is: to protobuf its
value is bytes.

This works on bytes and descriptors only; no order of any protobuf runtime is relied on.
"""

import functools
import operator
from typing import NamedTuple

from google.protobuf.descriptor import Descriptor, FieldDescriptor

_VARINT, _FIXED64, _BYTES, _GROUP, _GROUP_END, _FIXED32 = range(6)

_WIRE_TYPES = {
    FieldDescriptor.TYPE_DOUBLE: _FIXED64,
    FieldDescriptor.TYPE_FIXED64: _FIXED64,
    FieldDescriptor.TYPE_SFIXED64: _FIXED64,
    FieldDescriptor.TYPE_FLOAT: _FIXED32,
    FieldDescriptor.TYPE_FIXED32: _FIXED32,
    FieldDescriptor.TYPE_SFIXED32: _FIXED32,
    FieldDescriptor.TYPE_STRING: _BYTES,
    FieldDescriptor.TYPE_BYTES: _BYTES,
    FieldDescriptor.TYPE_MESSAGE: _BYTES,
    FieldDescriptor.TYPE_GROUP: _GROUP,
}
_SIGNED = {
    FieldDescriptor.TYPE_INT32,
    FieldDescriptor.TYPE_INT64,
    FieldDescriptor.TYPE_SFIXED32,
    FieldDescriptor.TYPE_SFIXED64,
}
_ZIGZAG = {FieldDescriptor.TYPE_SINT32, FieldDescriptor.TYPE_SINT64}
_MAP_KEY = 1


def canonical_bytes(message):
    """Serialize a message as C++ protobuf does in its deterministic mode.

    Args:
        message: Any protobuf message, of this package's classes or not.

    Returns:
        The bytes; parsing them gives an equal message.

    Example:
        >>> from tfcompat._src.wire import messages
        >>> function = messages.FunctionDef(resource_arg_unique_id={2: 0, 1: 0})
        >>> canonical_bytes(function)
        b'B\\x04\\x08\\x01\\x10\\x00B\\x04\\x08\\x02\\x10\\x00'
    """
    return _ordered(message.SerializeToString(), message.DESCRIPTOR)


class _Field(NamedTuple):
    """What ordering needs to know of a field."""

    wire_types: tuple
    nested: Descriptor | None  # the type of a message in which something may be out of order
    key_type: int | None  # of a map field


def _ordered(data, descriptor):
    """Return the bytes of a message of the given type, in order at every depth."""
    fields = _fields(descriptor)
    known, unknown = [], []
    for number, wire_type, start, content, end in _records(data):
        field = fields.get(number)
        piece = data[start:end]
        if field is None or wire_type not in field.wire_types:
            unknown.append(piece)
            continue
        key = None
        if field.nested is not None:
            # Reordering keeps the length, so the tag and length in front stay right.
            piece = data[start:content] + _ordered(data[content:end], field.nested)
        if field.key_type is not None:
            key = _key(data[content:end], field.key_type)
        known.append((number, key, piece))
    known.sort(key=operator.itemgetter(0))
    return b"".join([*_in_key_order(known), *unknown])


def _in_key_order(known):
    """Yield the pieces; those of one map field by key, others in the order they have."""
    position = 0
    while position < len(known):
        number, key, piece = known[position]
        position += 1
        if key is None:
            yield piece
            continue
        entries = [(key, piece)]
        while position < len(known) and known[position][0] == number:
            entries.append(known[position][1:])
            position += 1
        entries.sort(key=operator.itemgetter(0))
        yield from (entry for _, entry in entries)


@functools.cache
def _fields(descriptor):
    """Return the fields of a message type by number."""
    return {field.number: _field(field) for field in descriptor.fields}


def _field(field):
    wire_type = _WIRE_TYPES.get(field.type, _VARINT)
    # A list of numbers may be packed into one record, or not.
    allowed = (wire_type, _BYTES) if _is_repeated(field) else (wire_type,)
    nested = field.message_type
    if nested is None or wire_type != _BYTES:
        return _Field(allowed, None, None)
    key = nested.fields_by_number[_MAP_KEY].type if nested.GetOptions().map_entry else None
    return _Field(allowed, nested if _may_be_out_of_order(nested) else None, key)


def _is_repeated(field):
    try:
        return field.is_repeated
    except AttributeError:  # protobuf before 6.31; later ones warn when asked for `label`
        return field.label == FieldDescriptor.LABEL_REPEATED


@functools.cache
def _may_be_out_of_order(descriptor):
    """Say whether a map can be anywhere in such a message.

    Only maps leave an order to choose; skipping the rest saves going through large tensors.
    """
    seen, pending = {descriptor}, [descriptor]
    while pending:
        for field in pending.pop().fields:
            nested = field.message_type
            if nested is None:
                continue
            if nested.GetOptions().map_entry:
                return True
            if nested not in seen:
                seen.add(nested)
                pending.append(nested)
    return False


def _key(entry, key_type):
    """Return the key of a serialized map entry as something that sorts as in C++."""
    for number, wire_type, _, content, end in _records(entry):
        if number == _MAP_KEY:
            raw = entry[content:end]
            return raw if wire_type == _BYTES else _number(raw, wire_type, key_type)
    return b"" if _WIRE_TYPES.get(key_type) == _BYTES else 0


def _number(raw, wire_type, key_type):
    if wire_type != _VARINT:
        return int.from_bytes(raw, "little", signed=key_type in _SIGNED)
    value, _ = _varint(raw, 0)
    if key_type in _ZIGZAG:
        return (value >> 1) ^ -(value & 1)
    if key_type in _SIGNED and value >> 63:
        return value - (1 << 64)  # negative numbers of any width are written with 64 bits
    return value


def _records(data):
    """Yield the number, wire type, start, start of the content, and end of every record.

    Between the start and the content lie the tag and, before bytes, their length.
    """
    start, size = 0, len(data)
    while start < size:
        tag = data[start]
        content = start + 1
        if tag >= 0x80:
            tag, content = _varint(data, start)
        content, end = _extent(data, tag & 7, content)
        yield tag >> 3, tag & 7, start, content, end
        start = end


def _extent(data, wire_type, position):
    """Return where the content of a record starts and ends, given where its tag ends."""
    if wire_type == _BYTES:
        length = data[position]
        position += 1
        if length >= 0x80:
            length, position = _varint(data, position - 1)
        return position, position + length
    if wire_type == _VARINT:
        return position, _varint(data, position)[1]
    if wire_type == _FIXED64:
        return position, position + 8
    if wire_type == _FIXED32:
        return position, position + 4
    inner = position  # a group: records up to the matching end tag
    while True:
        tag, inner = _varint(data, inner)
        if tag & 7 == _GROUP_END:
            return position, inner
        _, inner = _extent(data, tag & 7, inner)


def _varint(data, position):
    """Return the number at a position, and the position after it."""
    value = data[position]
    position += 1
    if value < 0x80:
        return value, position
    value &= 0x7F
    shift = 7
    while True:
        byte = data[position]
        position += 1
        value |= (byte & 0x7F) << shift
        if byte < 0x80:
            return value, position
        shift += 7
