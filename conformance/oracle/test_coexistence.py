"""tfcompat and real TensorFlow in one process: neither disturbs the other, messages pass between.

Every test is a program of its own, run once for either order of importing the two.
"""

import pathlib
import subprocess
import sys
import textwrap

import pytest

pytestmark = pytest.mark.tensorflow

ROOT = pathlib.Path(__file__).resolve().parents[2]
OURS = "from tfcompat._src.wire import messages; messages.SavedModel\n"
THEIRS = """\
import tensorflow as tf
from google.protobuf import descriptor_pool, text_format
from tensorflow.core.protobuf import meta_graph_pb2, saved_model_pb2
"""
MODELS = """
def fill(model, asset):
    graph = model.meta_graphs.add()
    graph.meta_info_def.tags.append("serve")
    graph.collection_def["saved_model_assets"].any_list.value.add().Pack(asset)
    node = graph.graph_def.node.add(name="x", op="Const")
    node.attr["dtype"].type = 1
    node.attr["value"].tensor.float_val.append(1.5)
    return model

ours = fill(messages.SavedModel(), messages.AssetFileDef(filename="words.txt"))
theirs = fill(saved_model_pb2.SavedModel(), meta_graph_pb2.AssetFileDef(filename="words.txt"))

def packed(model):
    return model.meta_graphs[0].collection_def["saved_model_assets"].any_list.value[0]
"""
EITHER_ORDER = pytest.mark.parametrize(
    "imports", [OURS + THEIRS, THEIRS + OURS], ids=["tfcompat first", "TensorFlow first"]
)


def run(*parts):
    """Run a program made of parts; fail with what it printed."""
    program = "".join(textwrap.dedent(part) for part in parts)
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, cwd=ROOT, timeout=300
    )
    assert done.returncode == 0, done.stderr


@EITHER_ORDER
def test_both_work_and_keep_their_own_classes(imports):
    run(imports, MODELS, """
        assert messages.POOL is not descriptor_pool.Default()
        assert type(ours) is not type(theirs)
        assert tf.function(lambda x: x + 1)(1).numpy() == 2
        try:
            ours.CopyFrom(theirs)
        except TypeError:
            pass
        else:
            raise AssertionError("the classes of the two are expected to be different")
    """)


@EITHER_ORDER
def test_bytes_pass_both_ways(imports):
    run(imports, MODELS, """
        data = theirs.SerializeToString(deterministic=True)
        assert ours.SerializeToString(deterministic=True) == data
        assert messages.SavedModel.FromString(data) == ours
        assert saved_model_pb2.SavedModel.FromString(ours.SerializeToString()) == theirs
    """)


@EITHER_ORDER
def test_text_passes_both_ways(imports):
    run(imports, MODELS, """
        text = messages.to_text(ours)
        assert "type.googleapis.com/tensorflow.AssetFileDef" in text
        assert text == text_format.MessageToString(theirs)
        assert text_format.Parse(text, saved_model_pb2.SavedModel()) == theirs
        assert messages.from_text(messages.SavedModel, text) == ours
    """)


@EITHER_ORDER
def test_what_one_packs_into_an_any_the_other_unpacks(imports):
    run(imports, MODELS, """
        mine, yours = messages.AssetFileDef(), meta_graph_pb2.AssetFileDef()
        crossed = saved_model_pb2.SavedModel.FromString(ours.SerializeToString())
        assert packed(crossed).Unpack(yours) and yours.filename == "words.txt"
        crossed = messages.SavedModel.FromString(theirs.SerializeToString())
        assert packed(crossed).Unpack(mine) and mine.filename == "words.txt"
    """)


@EITHER_ORDER
def test_a_saved_model_rewritten_by_our_classes_loads_in_tensorflow(imports, tmp_path):
    run(imports, f"directory = {str(tmp_path)!r}\n", """
        import pathlib
        module = tf.Module()
        module.v = tf.Variable(3.0)
        module.f = tf.function(lambda x: x * module.v)
        module.f(tf.constant(1.0))
        tf.saved_model.save(module, directory)

        path = pathlib.Path(directory, "saved_model.pb")
        model = messages.parse(messages.SavedModel, path.read_bytes(), str(path))
        path.write_bytes(model.SerializeToString())
        loaded = tf.saved_model.load(directory)
        assert loaded.f(tf.constant(2.0)).numpy() == 6.0
        path.rename(pathlib.Path(directory, "model.pb"))
        pathlib.Path(directory, "saved_model.pbtxt").write_text(messages.to_text(model))
        loaded = tf.saved_model.load(directory)
        assert loaded.f(tf.constant(2.0)).numpy() == 6.0
    """)


def test_every_message_field_and_enum_value_is_tensorflows():
    run(OURS, THEIRS, """
        import importlib

        # TensorFlow has these in C++ only.
        ELSEWHERE = ("tensorflow/tools/proto_splitter/", "tensorflow/core/kernels/")

        def values(enum):
            return sorted((value.number, value.name) for value in enum.values)

        def field(item):
            kind = item.message_type or item.enum_type
            group = item.containing_oneof and item.containing_oneof.name
            return (item.number, item.name, item.type, kind and kind.full_name, group,
                    item.is_repeated, item.is_packed, item.has_presence, item.default_value)

        def compare(mine, yours):
            assert mine.full_name == yours.full_name
            assert mine.GetOptions().map_entry == yours.GetOptions().map_entry
            one = sorted(map(field, mine.fields), key=lambda facts: facts[0])
            other = sorted(map(field, yours.fields), key=lambda facts: facts[0])
            assert repr(one) == repr(other), (one, other)
            for nested in mine.nested_types:
                compare(nested, yours.nested_types_by_name[nested.name])
            for nested in mine.enum_types:
                assert values(nested) == values(yours.enum_types_by_name[nested.name])
            return len(one)

        total = 0
        for name in (file.name for file in messages._files()):
            if name.startswith(ELSEWHERE):
                continue
            if name.startswith("tensorflow/"):
                importlib.import_module(name.removesuffix(".proto").replace("/", ".") + "_pb2")
            mine = messages.POOL.FindFileByName(name)
            yours = descriptor_pool.Default().FindFileByName(name)
            assert mine.package == yours.package
            if not name.startswith("google/"):
                assert set(mine.message_types_by_name) == set(yours.message_types_by_name)
                assert set(mine.enum_types_by_name) == set(yours.enum_types_by_name)
            for key, message in mine.message_types_by_name.items():
                total += compare(message, yours.message_types_by_name[key])
            for key, enum in mine.enum_types_by_name.items():
                assert values(enum) == values(yours.enum_types_by_name[key])
        assert total > 300, total
    """)
