"""Registered classes and savers in checkpoints and SavedModels.

That TensorFlow does the same, both ways, is in `conformance/oracle/test_registered.py`.
"""

import os

import pytest

import tfcompat as tf
from tfcompat._src.state import registration
from tfcompat._src.wire import messages
from tfcompat._src.wire.bundle import BundleReader

R = tf.raw_ops
CALLS = []


class Part(tf.Module):
    """A value."""

    def __init__(self, value=0.0):
        super().__init__()
        self.value = tf.Variable(value)


class Stack(tf.Module):
    """Parts whose values are stored together."""

    def __init__(self, parts=None):
        super().__init__()
        self.parts = parts

    def values(self):
        return [float(part.value) for part in self.parts]

    @tf.function(input_signature=[])
    def total(self):
        return tf.add_n([part.value.read_value() for part in self.parts])

    def _serialize_to_proto(self, object_proto=None, **kwargs):
        return messages.VersionDef(producer=len(self.parts))

    @classmethod
    def _deserialize_from_proto(cls, proto=None, **kwargs):
        count = messages.VersionDef()
        assert proto.Unpack(count)
        CALLS.append(("made", count.producer, sorted(kwargs)))
        return cls()


class Late(tf.Module):
    """Objects that need another one to be made."""

    def __init__(self, part):
        super().__init__()
        self.part = part

    def _deserialization_dependencies(self, children):
        return {"part": self.part}

    @classmethod
    def _deserialize_from_proto(cls, dependencies=None, **kwargs):
        return cls(dependencies["part"])


def save_stacks(trackables, file_prefix):
    names = [f"{name}/all" for name in trackables]
    values = [tf.stack([part.value for part in stack.parts]) for stack in trackables.values()]
    R.SaveV2(
        prefix=file_prefix, tensor_names=names, shape_and_slices=[""] * len(names),
        tensors=values)
    return file_prefix


def restore_stacks(trackables, merged_prefix):
    CALLS.append(("restored", sorted(trackables)))
    for name, stack in trackables.items():
        value, = R.RestoreV2(
            prefix=merged_prefix, tensor_names=[f"{name}/all"], shape_and_slices=[""],
            dtypes=[tf.float32])
        for i, part in enumerate(stack.parts):
            part.value.assign(value[i])


registration.register_serializable("Test")(Part)
registration.register_serializable("Test")(Stack)
registration.register_serializable("Test")(Late)
registration.register_checkpoint_saver(
    "Test", "Stacks", lambda node: isinstance(node, Stack), save_stacks, restore_stacks)


@pytest.fixture(autouse=True)
def no_calls():
    CALLS.clear()


def test_a_saver_stores_and_restores_what_its_predicate_takes(tmp_path):
    stack = Stack([Part(1.0), Part(2.0)])
    other = tf.Variable(7.0)
    checkpoint = tf.train.Checkpoint(stack=stack, other=other)
    path = checkpoint.write(tmp_path / "c")
    assert sorted(os.listdir(tmp_path)) == [
        "c.data-00000-of-00002", "c.data-00001-of-00002", "c.index"]
    reader = BundleReader(path)
    assert "stack/all" in reader.keys()
    graph = messages.TrackableObjectGraph.FromString(
        reader.read("_CHECKPOINTABLE_OBJECT_GRAPH").item())
    savers = [node.registered_saver for node in graph.nodes if node.registered_saver.name]
    assert [(saver.name, saver.object_name) for saver in savers] == [("Test.Stacks", "stack")]
    for variable in (stack.parts[0].value, stack.parts[1].value, other):
        variable.assign(0.0)
    checkpoint.read(path).assert_consumed()
    assert stack.values() == [1.0, 2.0] and float(other) == 7.0
    assert CALLS == [("restored", ["stack"])]


def test_the_root_of_a_checkpoint_may_be_one_of_those(tmp_path):
    stack = Stack([Part(3.0)])
    path = tf.train.Checkpoint(stack).write(tmp_path / "c")
    stack.parts[0].value.assign(0.0)
    tf.train.Checkpoint(stack).read(path)
    assert stack.values() == [3.0] and CALLS == [("restored", [""])]


def test_objects_that_come_later_are_restored_then(tmp_path):
    path = tf.train.Checkpoint(s=Stack([Part(1.0)])).write(tmp_path / "c")
    module = tf.Module()
    tf.train.Checkpoint(module).read(path)
    assert CALLS == []
    module.s = Stack([Part()])
    assert module.s.values() == [1.0] and CALLS == [("restored", ["s"])]


def test_an_object_that_the_saver_does_not_take_is_an_error(tmp_path):
    path = tf.train.Checkpoint(s=Stack([Part(1.0)])).write(tmp_path / "c")
    with pytest.raises(ValueError, match="because the predicate does not pass"):
        tf.train.Checkpoint(s=tf.Module()).read(path)


def test_a_saver_returns_string_tensors(tmp_path):
    class Odd(tf.Module):
        pass

    def save(trackables, prefix):
        return results.pop()

    registration.register_checkpoint_saver(
        "Test", "Odd", lambda node: isinstance(node, Odd), save, print)
    results = [None, 3]
    with pytest.raises(ValueError, match="list of string type tensors. Got 3."):
        tf.train.Checkpoint(o=Odd()).write(tmp_path / "c")
    assert os.listdir(tmp_path) == []
    tf.train.Checkpoint(o=Odd()).write(tmp_path / "c")
    assert sorted(os.listdir(tmp_path)) == ["c.data-00000-of-00001", "c.index"]


def test_a_savedmodel_makes_registered_classes_anew(tmp_path):
    module = tf.Module()
    module.stack = Stack([Part(1.0), Part(2.0)])
    module.late = Late(module.stack.parts[1])
    tf.saved_model.save(module, tmp_path)
    nodes = messages.SavedModel.FromString(
        (tmp_path / "saved_model.pb").read_bytes()).meta_graphs[0].object_graph_def.nodes
    by_name = {node.registered_name: node for node in nodes}
    assert sorted(name for name in by_name if name) == ["Test.Late", "Test.Part", "Test.Stack"]
    assert by_name["Test.Stack"].registered_saver == "Test.Stacks"
    assert by_name["Test.Stack"].serialized_user_proto.type_url.endswith("tensorflow.VersionDef")
    assert [ref.local_name for ref in by_name["Test.Late"].dependencies] == ["part"]
    loaded = tf.saved_model.load(tmp_path)
    assert type(loaded.stack) is Stack and type(loaded.stack.parts[0]) is Part
    assert type(loaded.late) is Late and loaded.late.part is loaded.stack.parts[1]
    assert loaded.stack.values() == [1.0, 2.0] and float(loaded.stack.total()) == 3.0
    given = ["asset_file_def", "dependencies", "export_dir", "object_proto",
             "operation_attributes"]
    assert CALLS == [
        ("restored", ["stack"]),  # in the graph, when saved
        ("made", 2, given), ("restored", ["stack"]),
    ]
    tf.saved_model.save(loaded, tmp_path / "again")
    assert tf.saved_model.load(tmp_path / "again").stack.values() == [1.0, 2.0]


def test_the_functions_in_a_savedmodel_save_and_restore_too(tmp_path):
    stack = Stack([Part(1.0), Part(2.0)])
    tf.saved_model.save(stack, tmp_path / "m", signatures={"total": stack.total})
    v1 = tf.compat.v1
    with tf.Graph().as_default(), v1.Session() as session:
        meta_graph = v1.saved_model.load(session, ["serve"], str(tmp_path / "m"))
        name = meta_graph.signature_def["total"].outputs["output_0"].name
        assert float(session.run(name)) == 3.0
        saver = meta_graph.saver_def
        session.run(
            saver.save_tensor_name, {saver.filename_tensor_name: str(tmp_path / "c")})
    assert "/all" in BundleReader(tmp_path / "c").keys()
    assert not [name for name in os.listdir(tmp_path) if "Stacks" in name]


def test_without_the_saver_objects_keep_what_they_have(tmp_path, monkeypatch):
    tf.saved_model.save(Stack([Part(1.0)]), tmp_path)
    monkeypatch.setattr(registration, "_SAVERS", registration._Registry("checkpoint saver"))
    loaded = tf.saved_model.load(tmp_path)
    assert loaded.values() == [1.0]  # parts are stored by themselves, too
    assert ("restored", [""]) not in CALLS[1:]


def test_what_cannot_be_registered():
    with pytest.raises(ValueError, match="'Test.Part' has already been registered to a serial"):
        registration.register_serializable("Test")(Part)
    with pytest.raises(TypeError, match="Registered serializable must be a class: 3"):
        registration.register_serializable()(3)
    with pytest.raises(ValueError, match="Invalid registered serializable class"):
        registration.register_serializable(name="a b")(Part)
    with pytest.raises(TypeError, match="must be strings, got: package=<class 'str'>, name="):
        registration.register_serializable(name=3)(Part)
    with pytest.raises(TypeError, match="The save_fn must be callable, got: <class 'int'>"):
        registration.register_checkpoint_saver(save_fn=3)
    with pytest.raises(TypeError, match="The predicate registered to a checkpoint saver must be"):
        registration.register_checkpoint_saver(
            name="x", predicate=3, save_fn=print, restore_fn=print)
    with pytest.raises(LookupError, match="does not have name 'none' registered"):
        registration.get_save_function("none")


def test_what_is_registered_is_found():
    assert registration.get_registered_class_name(Part()) == "Test.Part"
    assert registration.get_registered_class("Test.Part") is Part
    assert registration.get_registered_class("Test.None") is None
    assert registration.get_registered_saver_name(Stack()) == "Test.Stacks"
    assert registration.get_registered_saver_name(Part()) is None
    assert registration.get_restore_function("Test.Stacks") is restore_stacks
    assert registration.get_strict_predicate_restore("Test.Stacks")
