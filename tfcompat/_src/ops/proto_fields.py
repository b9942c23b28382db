"""Ops on serialized protobuf messages of any kind: their fields as tensors, and tensors as fields.

What a message is, is found by `proto_sources.py`; the bytes are read and written by
`proto_wire.py`. Examples of training have ops of their own, in `example_parsing.py`.
"""

from tfcompat._src.base import dtypes
from tfcompat._src.base.errors import DataLossError
from tfcompat._src.base.shapes import TensorShape
from tfcompat._src.ops import checks, proto_wire
from tfcompat._src.ops.checks import require, shown
from tfcompat._src.ops.example_parts import filled
from tfcompat._src.ops.proto_sources import KINDS, fields_of, message_of, rewritten
from tfcompat._src.registry import no_gradient, op
from tfcompat._src.registry.definition import type_name

_REASON = "messages have no gradient"


def _names(texts):
    return [text.decode("utf-8", "backslashreplace") for text in texts]


@op("""
    DecodeProtoV2(bytes: string) -> (sizes: int32, values: output_types)
        message_type: string
        field_names: list(string)
        output_types: list(type) >= 0
        descriptor_source: string = "local://"
        message_format: string = "binary"
        sanitize: bool = false
""", host=("bytes",))
def decode_proto_v2(
    xp, bytes, *, message_type, field_names, output_types, descriptor_source, message_format,
    sanitize,
):
    """Read fields of serialized messages.

    A descriptor source that names a file reaches that file: `saved_model/safety.py`.

    Shapes:
        bytes: any
        sizes: that of `bytes` and [number of fields], how many values each field has
        values: that of `bytes` and [largest size of the field, at least 1] each
    Errors:
        InvalidArgumentError: there is no such message or field, or a type does not fit.
        DataLossError: a message is broken.
    Source: tf.raw_ops.DecodeProtoV2
    """
    pool, descriptor = message_of(descriptor_source, *_names([message_type]))
    require(
        len(field_names) == len(output_types),
        "field_names and output_types attributes must have the same length",
    )
    fields = fields_of(pool, descriptor, _names(field_names))
    for field, dtype in zip(fields, output_types, strict=True):
        require(
            field.fits(dtype),
            f"Unexpected output type for {field.name}: {KINDS[field.kind][0]} to "
            f"DT_{type_name(dtype).upper()}",
        )
    require(message_format in (b"binary", b"text"), "format must be one of binary or text")
    require(bytes.size > 0, "Bufs argument must contain at least one value")
    found = []
    for data in bytes.reshape(-1).tolist():
        if sanitize or message_format == b"text":
            data = rewritten(pool, descriptor, data, message_format == b"text")
            if data is None:
                raise DataLossError(f"Unable to parse {message_format.decode()} protobuf")
        found.append(proto_wire.read(data, fields))
    counts = [item.count for row in found for item in row]
    values = [
        _padded(xp, [row[i] for row in found], field, dtype, bytes.shape)
        for i, (field, dtype) in enumerate(zip(fields, output_types, strict=True))
    ]
    sizes = xp.asarray(counts, dtype=xp.int32).reshape((*bytes.shape, len(fields)))
    return sizes, values


def _padded(xp, column, field, dtype, shape):
    """Return one field of all messages, with its default where there are fewer values."""
    width = max(1, *(item.count for item in column)) if column else 1
    items = []
    for item in column:
        items += item.values + [field.default] * (width - len(item.values))
    return filled(xp, items, dtype, (*shape, width))


@decode_proto_v2.shape
def decode_proto_v2_shape(c):
    batch = c["bytes"]
    fields = TensorShape([len(c.attr("output_types"))])
    values = [batch.concatenate(TensorShape([None]))] * len(c.attr("output_types"))
    return [batch.concatenate(fields), *values]


@op("""
    EncodeProto(sizes: int32, values: Tinput_types) -> bytes: string
        field_names: list(string)
        message_type: string
        descriptor_source: string = "local://"
        Tinput_types: list(type) >= 1
""", host=("sizes", "values"))
def encode_proto(
    xp, sizes, values, *, field_names, message_type, descriptor_source,
    Tinput_types,  # noqa: N803 - TensorFlow's attribute name
):
    """Write messages with some fields.

    A descriptor source that names a file reaches that file: `saved_model/safety.py`.

    Shapes:
        sizes: [..., number of fields], how many values each field of a message has
        values: [..., at least as many] each
        bytes: [...]
    Errors:
        InvalidArgumentError: there is no such message or field, or types or shapes do not fit.
    Source: tf.raw_ops.EncodeProto
    """
    pool, descriptor = message_of(descriptor_source, *_names([message_type]))
    names = _names(field_names)
    fields = fields_of(pool, descriptor, names, extensions=False)
    require(len(values) == len(fields), "Length of inputs list must match field_names")
    for name, field, array, dtype in zip(names, fields, values, Tinput_types, strict=True):
        _check_values(name, field, array, dtype, values[0])
    batch = values[0].shape[:-1]
    expected = (*batch, len(fields))
    require(
        sizes.shape == expected,
        f"sizes should be batch_size + [len(field_names)].  Saw: {shown(sizes.shape)} but "
        f"expected: {shown(expected)}",
    )
    order = sorted(range(len(fields)), key=lambda i: fields[i].number)
    counts = sizes.reshape((-1, len(fields))).tolist()
    rows = [array.reshape((-1, array.shape[-1])) for array in values]
    found = []
    for m, wanted in enumerate(counts):
        parts = []
        for i in order:
            size, room = wanted[i], values[i].shape[-1]
            require(
                size <= room,
                f"Size to write must not be larger than value tensor; but saw: {size} > {room} "
                f"at message {m} field {i}",
            )
            parts.append(proto_wire.written(fields[i], rows[i][m][:max(size, 0)].tolist()))
        found.append(b"".join(parts))
    return filled(xp, found, dtypes.string, batch)


def _check_values(name, field, array, dtype, first):
    require(
        field.fits(dtype),
        f"Incompatible type for field {name}.  Saw dtype: {type_name(dtype)} but field type is: "
        f"{field.kind}",
    )
    require(
        array.ndim >= 2,
        f"Invalid shape for field {name}.  Saw shape {shown(array.shape)} but it should be at "
        "least a matrix.",
    )
    require(
        array.shape[:-1] == first.shape[:-1], "Values must match up to the last dimension"
    )


@encode_proto.shape
def encode_proto_shape(c):
    batch = TensorShape(None)
    for shape in c["values"]:
        shape = checks.with_rank_at_least(shape, 2)
        if shape.rank is not None:
            batch = checks.merge(batch, shape[:-1])
    return [batch]


for _record in (decode_proto_v2, encode_proto):
    no_gradient(_record, _REASON)
