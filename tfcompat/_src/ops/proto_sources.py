"""Where the ops on protobuf messages find out what a message is: descriptors, and their fields.

What is written on the wire is in `proto_wire.py`, the ops are in `proto_fields.py`.
"""

import functools

from google.protobuf import descriptor_pb2, descriptor_pool, message_factory, text_format
from google.protobuf.message import DecodeError, Message

from tfcompat._src.base.errors import InvalidArgumentError
from tfcompat._src.wire import messages

LOCAL, GIVEN = b"local://", b"bytes://"
_PROTO = descriptor_pb2.FieldDescriptorProto
# The kinds of fields: name in definitions -> (TensorFlow's name of what is read, dtypes it fits).
KINDS = {
    "double": ("double", ("float64",)), "float": ("float", ("float32", "float64")),
    "int64": ("int64", ("int64",)), "sint64": ("int64", ("int64",)),
    "sfixed64": ("int64", ("int64",)), "uint64": ("uint64", ("uint64",)),
    "fixed64": ("uint64", ("uint64",)), "int32": ("int32", ("int32", "int64")),
    "sint32": ("int32", ("int32", "int64")), "sfixed32": ("int32", ("int32", "int64")),
    "uint32": ("uint32", ("uint32", "uint64")), "fixed32": ("uint32", ("uint32", "uint64")),
    "bool": ("bool", ("bool",)), "enum": ("enum", ("int32",)), "string": ("string", ("string",)),
    "bytes": ("string", ("string",)), "message": ("message", ("string",)),
    "group": ("message", ("string",)),
}
_NAMES = {
    value: name.removeprefix("TYPE_").lower() for name, value in _PROTO.Type.items()
}


def reaches_files(source):
    """Say whether a `descriptor_source` names a file."""
    return bool(source) and source != LOCAL and not source.startswith(GIVEN)


class Field:
    """A field of a message, as far as the ops look at it.

    Attributes:
        name: its name, with all that it is in.
        number: its number on the wire.
        kind: one of `KINDS`.
        repeated: whether there may be several values.
        packed: whether several values are written as one.
        default: what stands where there is none: a number, or bytes.
    """

    def __init__(self, descriptor, owner):
        self.name, self.number = descriptor.full_name, descriptor.number
        self.kind = _NAMES[descriptor.type]
        self.repeated = _is_repeated(descriptor)
        self.packed = self.repeated and _is_packed(descriptor, owner)
        default = b"" if self.kind in ("message", "group") else descriptor.default_value
        if self.repeated:
            default = b"" if KINDS[self.kind][1] == ("string",) else 0
        self.default = default.encode() if isinstance(default, str) else default

    def fits(self, dtype):
        """Say whether values of the field may be of a DType."""
        return dtype.name in KINDS[self.kind][1]


def _is_repeated(descriptor):
    known = getattr(type(descriptor), "is_repeated", None)  # `label` goes out of use
    return descriptor.is_repeated if known is not None else descriptor.label == 3


def _is_packed(descriptor, owner):
    """Ask protobuf how it writes a field: releases differ in what descriptors tell of it."""
    if KINDS[_NAMES[descriptor.type]][1] == ("string",):
        return False
    known = getattr(type(descriptor), "is_packed", None)
    if known is not None:
        return descriptor.is_packed
    number = descriptor.enum_type.values[0].number if descriptor.enum_type else 0
    example = _class(owner)()
    values = (
        example.Extensions[descriptor] if descriptor.is_extension
        else getattr(example, descriptor.name)
    )
    values.append(number)
    return example.SerializePartialToString()[0] & 7 == 2


def _class(descriptor):
    return message_factory.GetMessageClass(descriptor)


@functools.lru_cache(64)
def _pool_of_bytes(data):
    files = descriptor_pb2.FileDescriptorSet.FromString(data).file
    pool = descriptor_pool.DescriptorPool()
    for file in files:
        pool.AddSerializedFile(file.SerializeToString())
    for file in files:  # now complain of what does not hold together
        pool.FindFileByName(file.name)
    return pool


def _pool(source):
    if not source or source == LOCAL:
        return messages.POOL
    try:
        if source.startswith(GIVEN):
            return _pool_of_bytes(source[len(GIVEN):])
        with open(source, "rb") as file:
            return _pool_of_bytes(file.read())
    except (OSError, DecodeError, KeyError, TypeError, ValueError):
        raise InvalidArgumentError(
            "Source does not represent serialized file descriptor set proto. This may be due to "
            "a missing dependency on the file containing REGISTER_DESCRIPTOR_POOL"
            f"(\"{source.decode('utf-8', 'backslashreplace')}\", ...);"
        ) from None


def message_of(source, message_type):
    """Return (pool, descriptor) of a message.

    Raises:
        InvalidArgumentError: the source is none, or it has no such message.
    """
    pool = _pool(source)
    try:
        return pool, pool.FindMessageTypeByName(message_type)
    except (KeyError, TypeError):
        raise InvalidArgumentError(
            f"No descriptor found for message type {message_type}"
        ) from None


def fields_of(pool, descriptor, names, extensions=True):
    """Return the fields of a message that have some names; extensions by their full names.

    Raises:
        InvalidArgumentError: there is no such field.
    """
    found = []
    for name in names:
        field = descriptor.fields_by_name.get(name)
        if field is None and extensions:
            field = _extension(pool, descriptor, name)
        if field is None:
            raise InvalidArgumentError(
                f"Unknown field: {name} in message type {descriptor.full_name}"
            )
        found.append(Field(field, descriptor))
    return found


def _extension(pool, descriptor, name):
    try:
        found = pool.FindExtensionByName(name)
    except KeyError:
        return None
    return found if found.containing_type.full_name == descriptor.full_name else None


def rewritten(pool, descriptor, data, is_text):
    """Parse a message and write it again; return None where it cannot be parsed.

    Args:
        pool: the pool of its descriptor.
        descriptor: what it is.
        data: bytes.
        is_text: whether it is written as text.
    """
    made = _class(descriptor)()
    try:
        if is_text:
            text_format.Parse(data, made, descriptor_pool=pool)
        else:
            made.ParseFromString(data)
        return made.SerializeToString()
    except Exception as error:  # noqa: BLE001 - its classes differ by release and kind of message
        assert isinstance(made, Message), error
        return None
