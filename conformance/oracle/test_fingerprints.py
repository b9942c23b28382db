"""Fingerprints of random SavedModels are those that TensorFlow's C++ computes.

The first of the five hashes covers the whole message, so this also proves that `canonical_bytes`
orders any message as C++ does: maps with keys of all types, unknown fields, any depth.
"""

import pathlib
import random

import pytest
from google.protobuf.descriptor import FieldDescriptor

from tfcompat._src.wire import messages
from tfcompat._src.wire.fingerprint import fingerprint

pytestmark = pytest.mark.tensorflow

HASHES = (
    "saved_model_checksum",
    "graph_def_program_hash",
    "signature_def_hash",
    "saved_object_graph_hash",
    "checkpoint_hash",
)
TEXTS = ["", "a", "aa", "aaa", "b", "ab", "\u00e9", "\uffff", "\U0001f600", "a/b", "a_1", "10", "9"]
UNKNOWN = [b"\xf8\x3f\x05", b"\xf2\x3f\x02ab", b"\xfb\x3f\x08\x01\xfc\x3f", b"\xf9\x3f12345678"]
VALUES = {
    FieldDescriptor.CPPTYPE_STRING: TEXTS,
    FieldDescriptor.CPPTYPE_BOOL: [False, True],
    FieldDescriptor.CPPTYPE_ENUM: [0, 1, 2],
    FieldDescriptor.CPPTYPE_INT32: [0, 1, -1, 127, 128, -(2**31), 2**31 - 1],
    FieldDescriptor.CPPTYPE_INT64: [0, 1, -1, 300, -(2**63), 2**63 - 1],
    FieldDescriptor.CPPTYPE_UINT32: [0, 1, 2, 10, 128, 300, 2**32 - 1],
    FieldDescriptor.CPPTYPE_UINT64: [0, 1, 2, 10, 300, 2**40, 2**63, 2**64 - 1],
    FieldDescriptor.CPPTYPE_FLOAT: [0.0, -0.0, 1.5, float("inf"), float("nan")],
    FieldDescriptor.CPPTYPE_DOUBLE: [0.0, -0.0, 1.5, float("inf"), float("nan")],
}


def tensorflows(directory):
    """Return the hashes TensorFlow computes for a SavedModel directory."""
    from tensorflow.core.protobuf import fingerprint_pb2
    from tensorflow.python.saved_model.pywrap_saved_model import fingerprinting

    data = fingerprinting.CreateFingerprintDef(str(directory).encode())
    found = fingerprint_pb2.FingerprintDef.FromString(data)
    return {name: getattr(found, name) for name in HASHES}


def scalar(field, source):
    """Return a random value for a field that is no message."""
    value = source.choice(VALUES[field.cpp_type])
    return value.encode() if field.type == FieldDescriptor.TYPE_BYTES else value


def fill(message, depth, source):
    """Set random fields of a message, and of messages in it."""
    for field in message.DESCRIPTOR.fields:
        if depth and source.random() < (0.3 if depth > 5 else 0.65):
            entry = field.message_type
            if entry is not None and entry.GetOptions().map_entry:
                fill_map(getattr(message, field.name), entry, depth, source)
            elif field.is_repeated:
                fill_list(getattr(message, field.name), field, depth, source)
            elif entry is None:
                setattr(message, field.name, scalar(field, source))
            else:
                getattr(message, field.name).SetInParent()
                fill(getattr(message, field.name), depth - 1, source)
    if source.random() < 0.1:
        message.MergeFromString(b"".join(source.choices(UNKNOWN, k=3)))


def fill_map(entries, entry, depth, source):
    """Add random entries to a map field."""
    key, value = entry.fields_by_number[1], entry.fields_by_number[2]
    for _ in range(source.randrange(5)):
        if value.message_type is None:
            entries[scalar(key, source)] = scalar(value, source)
        else:
            fill(entries[scalar(key, source)], depth - 1, source)


def fill_list(items, field, depth, source):
    """Add random items to a repeated field."""
    for _ in range(source.randrange(3)):
        if field.message_type is None:
            items.append(scalar(field, source))
        else:
            fill(items.add(), depth - 1, source)


def random_model(source):
    """Return a random SavedModel of a kind that TensorFlow's hashing does not abort on."""
    model = messages.SavedModel()
    graph = model.meta_graphs.add()
    fill(graph, 7, source)
    for node in graph.graph_def.node:
        node.op = "NoOp"
    functions = graph.object_graph_def.concrete_functions
    for name in list(functions):
        del functions[name]
    fill(functions[f"f_{source.randrange(100)}"], 6, source)
    fill(graph.graph_def.library.function.add(), 6, source)
    return model


@pytest.mark.parametrize("seed", range(100))
def test_a_random_model_has_the_same_hashes_in_cpp(seed, tmp_path):
    model = random_model(random.Random(seed))
    (tmp_path / "saved_model.pb").write_bytes(model.SerializeToString())

    found = fingerprint(model, None)

    assert {name: getattr(found, name) for name in HASHES} == tensorflows(tmp_path)


def test_a_model_saved_now_has_the_same_hashes(tmp_path):
    import tensorflow as tf

    module = tf.Module()
    module.v = tf.Variable([1.0, 2.0])
    module.f = tf.function(lambda x: x * module.v, [tf.TensorSpec([2], tf.float32, "x")])
    tf.saved_model.save(module, str(tmp_path))
    model = messages.SavedModel.FromString((tmp_path / "saved_model.pb").read_bytes())
    index = pathlib.Path(tmp_path, "variables/variables.index").read_bytes()

    found = fingerprint(model, index)
    written = messages.FingerprintDef.FromString((tmp_path / "fingerprint.pb").read_bytes())

    assert {name: getattr(found, name) for name in HASHES} == tensorflows(tmp_path)
    assert found == fingerprint(model, index, uuid=found.uuid)
    assert written == fingerprint(model, index, uuid=written.uuid)
