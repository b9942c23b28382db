"""Samples of ops on fields of protobuf messages: TensorFlow's own, and one with every kind."""

import numpy as np
from google.protobuf import descriptor_pb2

_FIELD = descriptor_pb2.FieldDescriptorProto
NUMBERS = {
    "double": "float64", "float": "float32", "int64": "int64", "uint64": "uint64",
    "int32": "int32", "fixed64": "uint64", "fixed32": "uint32", "bool": "bool",
    "uint32": "uint32", "sfixed32": "int32", "sfixed64": "int64", "sint32": "int32",
    "sint64": "int64",
}
DEFAULTS = {"double": "1.5", "int64": "-3", "uint32": "301", "bool": "true", "sint32": "-11"}


def source_of(names):
    """Describe messages of proto2 and proto3; of all kinds of fields one has those named."""
    file = descriptor_pb2.FileDescriptorProto(name="t.proto", package="t", syntax="proto2")
    inner = file.message_type.add(name="Inner")
    inner.field.add(name="a", number=1, type=_FIELD.TYPE_INT32, label=1)
    inner.field.add(name="q", number=2, type=_FIELD.TYPE_STRING, label=2)
    colors = file.enum_type.add(name="Color")
    for name, number in (("RED", 0), ("BLUE", -3)):
        colors.value.add(name=name, number=number)
    every = file.message_type.add(name="Every")
    every.nested_type.add(name="Group").field.add(
        name="a", number=1, type=_FIELD.TYPE_INT32, label=1
    )
    number = 0
    for kind in (*NUMBERS, "string", "bytes"):
        for prefix, label in (("one", 1), ("some", 3), ("packed", 3), ("given", 1)):
            number += 1
            if prefix == "packed" and kind not in NUMBERS:
                continue
            if prefix == "given" and kind not in DEFAULTS:
                continue
            if f"{prefix}_{kind}" not in names:
                continue
            field = every.field.add(
                name=f"{prefix}_{kind}", number=number, label=label,
                type=getattr(_FIELD, f"TYPE_{kind.upper()}"),
            )
            if prefix == "packed":
                field.options.packed = True
            if prefix == "given":
                field.default_value = DEFAULTS[kind]
    every.field.add(name="inner", number=100, label=1, type=11, type_name=".t.Inner")
    every.field.add(name="inners", number=101, label=3, type=11, type_name=".t.Inner")
    every.field.add(name="colors", number=102, label=3, type=14, type_name=".t.Color")
    every.field.add(name="group", number=103, label=3, type=10, type_name=".t.Every.Group")
    every.extension_range.add(start=1000, end=2000)
    file.extension.add(name="more", number=1000, type=5, label=1, extendee=".t.Every")
    newer = descriptor_pb2.FileDescriptorProto(name="n.proto", package="n", syntax="proto3")
    message = newer.message_type.add(name="Newer")
    message.field.add(name="xs", number=1, type=_FIELD.TYPE_INT32, label=3)
    message.field.add(name="s", number=2, type=_FIELD.TYPE_STRING, label=1)
    files = descriptor_pb2.FileDescriptorSet(file=[file, newer])
    return b"bytes://" + files.SerializeToString(deterministic=True)


PLACES = {kind: 4 * i for i, kind in enumerate((*NUMBERS, "string", "bytes"))}


def decode(data, fields, types, message="t.Every", source=None, **attrs):
    """A row that reads fields."""
    given = {"message_type": message, "field_names": fields, "output_types": types}
    array = data if isinstance(data, np.ndarray) else np.array(data, object)
    return (array,), given | {"descriptor_source": _given(source, fields)} | attrs


def _given(source, fields):
    return source_of(fields) if source is None else source


def encode(sizes, values, fields, message="t.Every", source=None):
    """A row that writes fields."""
    given = {"message_type": message, "field_names": fields}
    given["descriptor_source"] = _given(source, fields)
    return (np.array(sizes, np.int32), list(values)), given


VERSIONS = [b"\x08\x05\x1a\x02\x01\x02", b"\x08\x06\x18\x07", b""]
ONE = np.array([[4, 5, 6], [7, 8, 9]])
MIXED = encode(
    [[1, 2, 0], [0, 1, 3]],
    [ONE.astype(np.float32), ONE - 6, np.array([[b"a", b"b", b"c"], [b"d", b"", b"\xff"]], object)],
    ["one_float", "packed_sint64", "some_bytes"],
)
SAMPLES = {
    "DecodeProtoV2": [
        decode(VERSIONS, ["producer", "bad_consumers"], ["int32", "int32"],
               "tensorflow.VersionDef", b"local://"),
        decode(b"\x08\x05", ["producer"], ["int64"], "tensorflow.VersionDef", b""),
        decode([[b"producer: 3", b"min_consumer: 2"]], ["producer"], ["int32"],
               "tensorflow.VersionDef", b"local://", message_format=b"text"),
        decode(VERSIONS, ["bad_consumers", "producer"], ["int32", "int32"],
               "tensorflow.VersionDef", b"local://", sanitize=True),
        decode([b"\x08\x05"], [], [], "tensorflow.VersionDef", b"local://"),
        decode([b""], [f"given_{kind}" for kind in DEFAULTS], [NUMBERS[k] for k in DEFAULTS]),
        decode([b"\xa2\x06\x02\x08\x05",
                b"\xaa\x06\x00\xaa\x06\x02\x08\x01\xbb\x06\x08\x02\xbc\x06"],
               ["inner", "inners", "group"], ["string", "string", "string"]),
    ],
    "EncodeProto": [
        MIXED,
        encode([[1, 2]], [ONE[:1, :1].astype(np.int32), ONE[:1].astype(np.int32)],
               ["producer", "bad_consumers"], "tensorflow.VersionDef", b"local://"),
        encode([[[3], [0]]], [ONE.astype(np.int32)[None]], ["xs"], "n.Newer"),
        encode(np.zeros((0, 1)), [np.zeros((0, 2), np.int32)], ["one_int32"]),
    ],
}
