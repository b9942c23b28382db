"""Fingerprints of split models are those that TensorFlow computes from the same file.

TensorFlow 2.21 neither writes such files nor loads them, but its C++ reads their fingerprint.
"""

import io
import random

import numpy as np
import pytest

import tfcompat as tf
from tfcompat._src.saved_model import writing
from tfcompat._src.wire import messages, riegeli, split_messages
from tfcompat._src.wire.split_fingerprint import split_fingerprint

pytestmark = pytest.mark.tensorflow

HASHES = (
    "saved_model_checksum", "graph_def_program_hash", "signature_def_hash",
    "saved_object_graph_hash", "checkpoint_hash",
)
SPLIT = tf.saved_model.SaveOptions(experimental_image_format=True)


def tensorflows(directory):
    from tensorflow.core.protobuf import fingerprint_pb2
    from tensorflow.python.saved_model.pywrap_saved_model import fingerprinting

    data = fingerprinting.CreateFingerprintDef(str(directory).encode())
    return fingerprint_pb2.FingerprintDef.FromString(data)


def hashes(found):
    return {name: getattr(found, name) for name in HASHES}


class Model(tf.Module):
    """Functions with constants of several sizes, and signatures."""

    def __init__(self, sizes):
        super().__init__()
        self.v = tf.Variable([1.0, 2.0])
        self.functions = [self._function(size) for size in sizes]

    def _function(self, size):
        @tf.function(input_signature=[tf.TensorSpec([], tf.float32)])
        def scaled(x):
            constant = tf.raw_ops.Identity(input=np.arange(size, dtype=np.float32))
            return x * self.v + tf.reduce_sum(constant)
        return scaled


@pytest.mark.parametrize("sizes", [[5000], [10, 5000, 20], [3000, 2000, 10], [400] * 12])
@pytest.mark.parametrize("limit", [1000, 3000, 20_000])
def test_a_model_saved_in_parts_has_the_fingerprint_that_tensorflow_finds(
    sizes, limit, tmp_path, monkeypatch
):
    monkeypatch.setattr(writing, "LIMIT", 1000)
    monkeypatch.setattr(writing, "PART_LIMIT", limit)
    model = Model(sizes)
    signatures = {f"f{i}": function for i, function in enumerate(model.functions)}
    tf.saved_model.save(model, tmp_path, signatures=signatures, options=SPLIT)
    assert (tmp_path / "saved_model.cpb").exists()
    written = messages.FingerprintDef.FromString((tmp_path / "fingerprint.pb").read_bytes())
    found = tensorflows(tmp_path)
    assert hashes(written) == hashes(found)
    assert written.version.producer == found.version.producer == 2


# Paths of fields in a SavedModel, and what the parts there are.
GRAPH, LIBRARY = (2, ("i", 0), 2), (2, ("i", 0), 2, 2)
PLACES = [
    (GRAPH, messages.GraphDef), (LIBRARY, messages.FunctionDefLibrary),
    ((*GRAPH, 1, ("i", 0)), messages.NodeDef), ((*GRAPH, 4), messages.VersionDef),
    ((2, ("i", 0), 7), messages.SavedObjectGraph),
    ((2, ("i", 0), 7, 1, ("i", 1)), messages.SavedObject),
    ((2, ("i", 0), 5, ("k", "a")), messages.SignatureDef),
    ((2, ("i", 0), 1), messages.MetaGraphDef.MetaInfoDef),
]


def random_part(source, cls):
    """Return the bytes of a small random message."""
    text = "".join(source.choices("abc", k=source.randrange(1, 6)))
    message = cls()
    if cls is messages.GraphDef:
        message.node.add(name=text, op="NoOp")
    elif cls is messages.FunctionDefLibrary:
        message.function.add().signature.name = text
    elif cls is messages.NodeDef:
        message.name = text
    elif cls is messages.VersionDef:
        message.producer = source.randrange(9)
    elif cls is messages.SavedObjectGraph:
        message.concrete_functions[f"{text}_1"].bound_inputs.append(3)
    elif cls is messages.SavedObject:
        message.registered_name = text
    elif cls is messages.SignatureDef:
        message.method_name = text
    else:
        message.tensorflow_version = text
    return message.SerializeToString()


def random_file(source):
    """Return a Riegeli file of a model in random parts: (bytes, ChunkMetadata, parts)."""
    model = messages.SavedModel(saved_model_schema_version=1)
    graph = model.meta_graphs.add()
    graph.graph_def.node.add(name="x", op="NoOp")
    graph.signature_def["a"].method_name = "m"
    graph.signature_def["b"].method_name = "n"
    graph.object_graph_def.nodes.add()
    graph.object_graph_def.nodes.add()
    file = io.BytesIO()
    writer, metadata = riegeli.Writer(file), messages.ChunkMetadata()
    parts = []

    def add(data, message):
        message.chunk_index = len(parts)
        metadata.chunks.add(type=1, size=len(data), offset=writer.add(data))
        parts.append(data)

    add(model.SerializeToString(), metadata.message)
    for path, cls in source.choices(PLACES, k=source.randrange(9)):
        part = metadata.message.chunked_fields.add()
        for step in path:
            tag = part.field_tag.add()
            if isinstance(step, int):
                tag.field = step
            elif step[0] == "i":
                tag.index = step[1]
            else:
                tag.map_key.s = step[1]
        add(random_part(source, cls), part.message)
    writer.add(metadata.SerializeToString())
    return file.getvalue(), metadata, parts


@pytest.mark.parametrize("seed", range(60))
def test_random_parts_have_the_fingerprint_that_tensorflow_finds(seed, tmp_path):
    data, metadata, parts = random_file(random.Random(seed))
    (tmp_path / "saved_model.cpb").write_bytes(data)
    split_messages.merged(messages.SavedModel, data, "file")
    assert hashes(split_fingerprint(metadata, parts, None)) == hashes(tensorflows(tmp_path))
