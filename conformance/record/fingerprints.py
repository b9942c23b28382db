"""Record SavedModels and the fingerprints real TensorFlow gives them.

    python conformance/record/fingerprints.py

Needs TensorFlow 2.21 and this package importable; writes the folder `tests/wire/data/fingerprints`.
`test_fingerprint.py` and `test_canonical.py` there compare our hashes with what is recorded.
"""

import io
import json
import pathlib
import shutil
import tempfile

import tensorflow as tf
from tensorflow.core.protobuf import fingerprint_pb2
from tensorflow.python.saved_model.pywrap_saved_model import fingerprinting

from tfcompat._src.wire import messages, split_messages

TARGET = pathlib.Path(__file__).resolve().parents[2] / "tests" / "wire" / "data" / "fingerprints"
HASHES = (
    "saved_model_checksum",
    "graph_def_program_hash",
    "signature_def_hash",
    "saved_object_graph_hash",
    "checkpoint_hash",
)


class Counter(tf.Module):
    """Variables, a signature and a stateful function."""

    def __init__(self):
        super().__init__()
        self.count = tf.Variable(0.0)
        self.scale = tf.Variable([2.0, 3.0])

    @tf.function(input_signature=[tf.TensorSpec([2], tf.float32)])
    def __call__(self, x):
        self.count.assign_add(1.0)
        return {"sum": x * self.scale + self.count}


class Strings(tf.Module):
    """String constants at the top level and a table."""

    def __init__(self):
        super().__init__()
        keys, values = tf.constant(["b", "a", "aa"]), tf.constant([1, 2, 3], tf.int64)
        initializer = tf.lookup.KeyValueTensorInitializer(keys, values)
        self.table = tf.lookup.StaticHashTable(initializer, -1)

    @tf.function(input_signature=[tf.TensorSpec([None], tf.string)])
    def find(self, words):
        return self.table.lookup(words)


class Wide(tf.Module):
    """More than ten arguments (maps with integer keys), long names, several functions."""

    @tf.function(input_signature=[tf.TensorSpec([], tf.float32, f"a{i}") for i in range(12)])
    def add_all_of_the_many_arguments_that_come_in_here(self, *args):
        return tf.add_n(args)

    @tf.function(input_signature=[tf.TensorSpec([], tf.float32, "x" * 80)])
    def negate(self, x):
        return -x


def hashes(directory):
    """Return what TensorFlow computes for a SavedModel directory, by name."""
    data = fingerprinting.CreateFingerprintDef(str(directory).encode())
    found = fingerprint_pb2.FingerprintDef.FromString(data)
    return {name: getattr(found, name) for name in HASHES}


def unordered():
    """Return a SavedModel by hand, full of what serialises differently from C++ in Python."""
    model = messages.SavedModel(saved_model_schema_version=-1)
    graph = model.meta_graphs.add()
    function = graph.graph_def.library.function.add()
    for number in (300, 2, 10, 0, 2**32 - 1):
        function.arg_attr[number].attr["aa"].i = -1
        function.arg_attr[number].attr["a"].s = b"\xff"
        function.arg_attr[number].attr[""].list.func.add().attr["\u00ff"].b = False
        function.resource_arg_unique_id[number] = number
    for number in (2**64 - 1, 1, 2**40):
        graph.graph_def.debug_info.frames_by_id[number].line = 0
    state = graph.object_graph_def.concrete_functions["f_2"].output_signature
    for key in ("learner/w", "learner", "learner/w/slot", "\U0001f600", "\uffff"):
        state.dict_value.fields[key].dict_value.fields["b"].int64_value = -5
        state.dict_value.fields[key].dict_value.fields["a"].none_value.SetInParent()
    graph.meta_info_def.any_info.Pack(messages.VersionDef(producer=7))
    unknown = b"\xf8\x3f\x05\xf2\x3f\x02ab\xfb\x3f\x08\x01\xfc\x3f\xf9\x3f12345678\xd0\x3e\x01"
    graph.signature_def["b"].inputs["x"].MergeFromString(unknown)
    graph.signature_def["ba"].MergeFromString(unknown)
    return model


def split(target):
    """Record a model in parts: that of Wide, as it was recorded; return its hashes."""
    model = messages.SavedModel.FromString((TARGET / "wide" / "saved_model.pb").read_bytes())
    file = io.BytesIO()
    split_messages.write_saved_model(file, model, 1500)
    target.mkdir(exist_ok=True)
    (target / "saved_model.cpb").write_bytes(file.getvalue())
    return hashes(target)


def main():
    """Write all models and `expected.json`."""
    expected = {}
    shutil.rmtree(TARGET, ignore_errors=True)
    for build in (Counter, Strings, Wide, unordered):
        name = build.__name__.lower()
        target = TARGET / name
        with tempfile.TemporaryDirectory() as directory:
            made, path = build(), pathlib.Path(directory)
            if isinstance(made, tf.Module):
                tf.saved_model.save(made, directory)
            else:
                (path / "saved_model.pb").write_bytes(made.SerializeToString())
            expected[name] = hashes(path)
            target.mkdir(parents=True)
            for file in ("saved_model.pb", "variables/variables.index"):
                if (path / file).exists():
                    shutil.copyfile(path / file, target / pathlib.Path(file).name)
    expected["split"] = split(TARGET / "split")
    (TARGET / "expected.json").write_text(json.dumps(expected, indent=1) + "\n")


if __name__ == "__main__":
    main()
