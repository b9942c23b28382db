"""The protobuf messages of TensorFlow's files, as classes looked up by name.

`messages.SavedModel`, `messages.GraphDef`, `messages.DataType` and so on. The definitions are the
files in `protos/`, compiled into `descriptors.pb` beside this module. They live in a descriptor
pool of our own, so real TensorFlow may be imported in the same process, before or after. Its
classes are then different ones: exchange messages as bytes or text, not with `CopyFrom`.

What the messages mean is not known here; tensors in them are read by `tensor_proto`.
"""

import functools
import pathlib
import threading

from google.protobuf import (
    descriptor_pb2,
    descriptor_pool,
    message,
    message_factory,
    text_format,
)
from google.protobuf.internal import enum_type_wrapper

_DESCRIPTORS = pathlib.Path(__file__).with_name("descriptors.pb")
_ONE_AT_A_TIME = threading.Lock()


def find(full_name):
    """Return the message class or enum of a full name such as "tensorflow.AttrValue.ListValue".

    Needed only for names that exist in several packages; `messages.VersionDef` is TensorFlow's
    own, while Keras and the proto splitter have another.

    Args:
        full_name: Package and name, joined with dots, for a message or an enum of any depth.

    Returns:
        A message class, or for an enum a wrapper with its values and `Name` and `Value`.

    Raises:
        KeyError: No message or enum has that name.

    Example:
        >>> find("tensorflow.proto_splitter.VersionDef")(join_version=1).join_version
        1
        >>> find("tensorflow.DataType").Name(1)
        'DT_FLOAT'
    """
    pool = _pool()
    try:
        return _class(pool.FindMessageTypeByName(full_name))
    except KeyError:
        return enum_type_wrapper.EnumTypeWrapper(pool.FindEnumTypeByName(full_name))


def _class(descriptor):
    cls = message_factory.GetMessageClass(descriptor)
    for nested in descriptor.nested_types:
        # Protobuf's pure Python implementation leaves nested classes to generated code.
        if not hasattr(cls, nested.name):
            setattr(cls, nested.name, _class(nested))
    return cls


def parse(cls, data, path=None):
    """Parse serialized bytes.

    Args:
        cls: A message class of this module.
        data: The bytes, or any buffer.
        path: Where they came from; a failure is then reported as TensorFlow reports a bad file.

    Returns:
        A new message.

    Raises:
        OSError: The bytes are not such a message, and `path` is given.
        google.protobuf.message.DecodeError: The same without a `path`.

    Example:
        >>> from tfcompat._src.wire import messages
        >>> messages.parse(messages.VersionDef, b"\\x08\\x05").producer
        5
    """
    try:
        return cls.FromString(data if isinstance(data, bytes) else bytes(data))
    except message.DecodeError as error:
        if path is None:
            raise
        raise _unreadable(path, error) from error


def to_text(value):
    """Return a message in protobuf's text format, `Any` fields expanded.

    Example:
        >>> from tfcompat._src.wire import messages
        >>> to_text(messages.VersionDef(producer=5))
        'producer: 5\\n'
    """
    return text_format.MessageToString(value, descriptor_pool=_pool())


def from_text(cls, text, path=None):
    """Parse protobuf's text format.

    Args:
        cls: A message class of this module.
        text: The text, as str or UTF-8 bytes.
        path: Where it came from; a failure is then reported as TensorFlow reports a bad file.

    Returns:
        A new message.

    Raises:
        OSError: The text is not such a message, and `path` is given.
        google.protobuf.text_format.ParseError: The same without a `path`.

    Example:
        >>> from tfcompat._src.wire import messages
        >>> from_text(messages.VersionDef, "producer: 5").producer
        5
    """
    try:
        return text_format.Parse(text, cls(), descriptor_pool=_pool())
    except text_format.ParseError as error:
        if path is None:
            raise
        raise _unreadable(path, error) from error


def _unreadable(path, error):
    shown = path.encode() if isinstance(path, str) else path
    return OSError(f"Cannot parse file {shown!r}: {error}.")


@functools.cache
def _files():
    return descriptor_pb2.FileDescriptorSet.FromString(_DESCRIPTORS.read_bytes()).file


def _pool():
    with _ONE_AT_A_TIME:  # messages of two pools would not go together
        return _new_pool()


@functools.cache
def _new_pool():
    pool = descriptor_pool.DescriptorPool()
    for file in _files():
        pool.AddSerializedFile(file.SerializeToString())
    return pool


@functools.cache
def _full_names():
    """Return a dict from plain names to full ones; package `tensorflow` wins over others."""
    names = {}
    for file in sorted(_files(), key=lambda file: file.package == "tensorflow"):
        for item in (*file.message_type, *file.enum_type):
            names[item.name] = f"{file.package}.{item.name}"
    return names


def __getattr__(name):
    if name == "POOL":
        found = _pool()
    elif name.startswith("__") or name not in _full_names():
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}: no such message")
    else:
        found = find(_full_names()[name])
    return globals().setdefault(name, found)


def __dir__():
    return sorted({*globals(), "POOL", *_full_names()})
