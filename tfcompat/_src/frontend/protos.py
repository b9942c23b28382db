"""tf.io.decode_proto and tf.io.encode_proto: protobuf messages of any kind, to tensors and back."""

import collections

from tfcompat._src.core import raw

DecodedProto = collections.namedtuple("DecodeProtoV2", ["sizes", "values"])


def decode_proto(
    bytes,  # noqa: A002 - TensorFlow's argument name
    message_type, field_names, output_types, descriptor_source="local://",
    message_format="binary", sanitize=False, name=None,
):
    """Read fields of serialized protobuf messages into tensors.

    Fields that are messages become strings, to be decoded in turn; enums become int32. Messages
    that lack a field, or have fewer values than another, have its default in their place.

    Args:
        bytes: the messages, a string tensor of any shape.
        message_type: the full name of what they are.
        field_names: list of names of fields; an extension has its full name.
        output_types: list of a dtype for each of them.
        descriptor_source: where the definition of the message is: "local://" for TensorFlow's own
            messages, "bytes://" and a serialized FileDescriptorSet, or the path of a file with one.
        message_format: "binary" or "text".
        sanitize: whether to parse messages as a whole first, which finds more that is wrong.
        name: a name for the operation.

    Returns:
        A tuple `(sizes, values)`: int32 of the shape of `bytes` and one size for each field, and
        a list of tensors of the shape of `bytes` and the largest size of the field, at least 1.

    Raises:
        InvalidArgumentError: there is no such message or field, or a dtype does not fit.
        DataLossError: a message is broken.

    Example:
        >>> import tfcompat as tf
        >>> texts = ["producer: 5 bad_consumers: [1, 2]", "producer: 6"]
        >>> sizes, (producer, bad) = tf.io.decode_proto(
        ...     texts, "tensorflow.VersionDef", ["producer", "bad_consumers"],
        ...     [tf.int32, tf.int32], message_format="text")
        >>> sizes.numpy().tolist(), producer.numpy().tolist(), bad.numpy().tolist()
        ([[1, 2], [1, 0]], [[5], [6]], [[1, 2], [0, 0]])
    """
    return DecodedProto(*raw.DecodeProtoV2(
        bytes, message_type=message_type, field_names=field_names, output_types=output_types,
        descriptor_source=descriptor_source, message_format=message_format, sanitize=sanitize,
        name=name,
    ))


def encode_proto(
    sizes, values, field_names, message_type, descriptor_source="local://", name=None
):
    """Write protobuf messages whose fields are in tensors.

    Args:
        sizes: int32 `[..., number of fields]`: how many values each message has of each field.
        values: list of a tensor `[..., at least as many]` for each field.
        field_names: list of the names of the fields.
        message_type: the full name of what the messages are.
        descriptor_source: where its definition is, as for `tf.io.decode_proto`.
        name: a name for the operation.

    Returns:
        A string tensor `[...]` of serialized messages.

    Raises:
        InvalidArgumentError: there is no such message or field, or types or shapes do not fit.

    Example:
        >>> import tfcompat as tf
        >>> tf.io.encode_proto(
        ...     [[1, 2]], [[[5]], [[1, 2]]], ["producer", "bad_consumers"], "tensorflow.VersionDef"
        ... ).numpy().tolist()
        [b'\\x08\\x05\\x1a\\x02\\x01\\x02']
    """
    return raw.EncodeProto(
        sizes, values, field_names=field_names, message_type=message_type,
        descriptor_source=descriptor_source, name=name,
    )
