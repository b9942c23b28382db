"""Checkpoints: what is saved comes back, now or when objects appear; failures harm nothing.

TensorFlow's answers are recorded in conformance/facts/checkpoints.txt.
"""

import gc
import os
import weakref

import hypothesis.strategies as st
import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis.extra import numpy as arrays

import tfcompat as tf
from tfcompat._src.checkpoint import object_graph, saving
from tfcompat._src.wire.bundle_writer import BundleWriter


def net(value):
    module = tf.Module()
    module.a = tf.Variable(value)
    module.more = [tf.Variable([value, value]), {"x.y/z": tf.Variable([[value]])}]
    module.shared = module.more[0]
    return module


def values(module):
    return [v.numpy().tolist() for v in module.variables]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=20)
@given(arrays.arrays(st.sampled_from(["f4", "f8", "i1", "i8", "?", "c8"]),
                     arrays.array_shapes(min_dims=0, min_side=0, max_side=3)))
def test_any_value_comes_back_bit_by_bit(tmp_path, array):
    path = tf.train.Checkpoint(v=tf.Variable(array)).write(tmp_path / "c")
    v = tf.Variable(tf.zeros(array.shape, array.dtype))
    tf.train.Checkpoint(v=v).read(path).assert_consumed()

    assert v.numpy().tobytes() == array.tobytes()
    assert tf.train.load_variable(path, "v/.ATTRIBUTES/VARIABLE_VALUE").tobytes() == array.tobytes()


def test_texts_and_small_floats_come_back(tmp_path):
    made = {"s": tf.Variable(["a", b"\xff\x00", ""]), "b": tf.Variable([1.5], dtype=tf.bfloat16)}
    path = tf.train.Checkpoint(**made).write(tmp_path / "c")
    again = {"s": tf.Variable(["", "", ""]), "b": tf.Variable([0.0], dtype=tf.bfloat16)}
    tf.train.Checkpoint(**again).read(path).assert_consumed()

    assert again["s"].numpy().tolist() == [b"a", b"\xff\x00", b""] and again["b"].numpy() == [1.5]


def test_a_graph_of_objects_comes_back_by_names(tmp_path):
    path = tf.train.Checkpoint(net(3.0)).save(tmp_path / "c")
    module = net(0.0)
    tf.train.Checkpoint(module).restore(path).assert_consumed()

    assert values(module) == values(net(3.0))
    assert "more/1/x..y.Sz/.ATTRIBUTES/VARIABLE_VALUE" in dict(tf.train.list_variables(path))


def test_objects_that_come_later_get_their_values_then(tmp_path):
    path = tf.train.Checkpoint(net(3.0)).write(tmp_path / "c")
    module = tf.Module()
    status = tf.train.Checkpoint(module).read(path)
    with pytest.raises(AssertionError, match="Unresolved object in checkpoint"):
        status.assert_consumed()
    module.more = []
    module.more.append(tf.Variable([0.0, 0.0]))
    assert module.more[0].numpy().tolist() == [3.0, 3.0]
    module.more.append({})
    module.more[1]["x.y/z"] = tf.Variable([[0.0]])
    module.a = tf.Variable(0.0)
    module.shared = module.more[0]

    assert values(module) == values(net(3.0))
    status.assert_consumed()


def test_a_value_that_was_set_after_a_restoration_stays(tmp_path):
    path = tf.train.Checkpoint(net(3.0)).write(tmp_path / "c")
    module = net(0.0)
    tf.train.Checkpoint(module).read(path)
    module.a.assign(8.0)
    module.again = module.a

    assert module.a.numpy() == 8.0


def test_cycles_are_saved_and_restored(tmp_path):
    one, two = tf.Module(), tf.Module()
    one.other, two.other, two.v = two, one, tf.Variable(1.0)
    path = tf.train.Checkpoint(one).write(tmp_path / "c")
    two.v.assign(5.0)
    tf.train.Checkpoint(one).read(path).assert_consumed()

    assert two.v.numpy() == 1.0


def test_numbers_and_state_files_follow_saves(tmp_path):
    checkpoint = tf.train.Checkpoint(v=tf.Variable(1.0))
    paths = [checkpoint.save(tmp_path / "c") for _ in range(3)]

    assert [os.path.basename(path) for path in paths] == ["c-1", "c-2", "c-3"]
    assert tf.train.latest_checkpoint(tmp_path) == paths[-1]
    fresh = tf.train.Checkpoint(v=tf.Variable(0.0))
    fresh.restore(tf.train.latest_checkpoint(tmp_path)).assert_consumed()
    assert os.path.basename(fresh.save(tmp_path / "c")) == "c-4"


@pytest.mark.parametrize("broken", ["add", "finish"])
def test_a_save_that_fails_leaves_the_previous_checkpoint_usable(tmp_path, monkeypatch, broken):
    v = tf.Variable(1.0)
    checkpoint = tf.train.Checkpoint(v=v)
    good = checkpoint.save(tmp_path / "c")
    before = sorted(os.listdir(tmp_path))
    v.assign(2.0)

    def fail(*arguments, **more):
        raise OSError("No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(BundleWriter, broken, fail)
        with pytest.raises(OSError, match="No space left"):
            checkpoint.save(tmp_path / "c")
        with pytest.raises(OSError, match="No space left"):
            checkpoint.write(good)

    assert sorted(os.listdir(tmp_path)) == before
    assert tf.train.latest_checkpoint(tmp_path) == good and checkpoint.save_counter.numpy() == 1
    checkpoint.restore(good).assert_consumed()
    assert v.numpy() == 1.0


@pytest.mark.parametrize(("live", "kind", "words"), [
    ([1.0, 2.0, 3.0], ValueError, "incompatible tensor with shape"),
    ([1, 2], tf.errors.InvalidArgumentError, "expected dtype int32 does not equal original dtype"),
])
def test_values_that_do_not_fit_are_refused(tmp_path, live, kind, words):
    path = tf.train.Checkpoint(v=tf.Variable([1.0, 2.0])).write(tmp_path / "c")
    v = tf.Variable(live)
    with pytest.raises(kind, match=words):
        tf.train.Checkpoint(v=v).read(path)

    assert v.numpy().tolist() == live


def write_graph(prefix, text):
    saving.write_bundle(str(prefix), [
        (object_graph.OBJECT_GRAPH_KEY, np.array(text, object), tf.string)])


@pytest.mark.parametrize("text", [
    b"", b"\xff\xff\xff", b"\n\x04\n\x02\x08\x09", b"\n\x04\x1a\x02\x18\x09", b"hello",
])
def test_a_damaged_object_graph_is_a_data_loss(tmp_path, text):
    write_graph(tmp_path / "c", text)
    with pytest.raises(tf.errors.DataLossError, match="The object graph of the checkpoint"):
        tf.train.Checkpoint(v=tf.Variable(1.0)).read(tmp_path / "c")


def test_a_missing_checkpoint_is_told_with_its_path(tmp_path):
    checkpoint = tf.train.Checkpoint(v=tf.Variable(1.0))
    for call in (checkpoint.read, checkpoint.restore, tf.train.load_checkpoint):
        with pytest.raises(tf.errors.NotFoundError, match="missing"):
            call(os.fspath(tmp_path / "missing"))


def test_restoring_does_not_keep_objects_alive(tmp_path):
    module = net(1.0)
    path = tf.train.Checkpoint(module).write(tmp_path / "c")
    tf.train.Checkpoint(module).read(path)
    reference = weakref.ref(module)
    del module
    gc.collect()

    assert reference() is None


def test_paths_are_numbered_breadth_first_and_escaped():
    graph = object_graph.ObjectGraph(net(1.0))

    assert [graph.path(i) for i in range(len(graph.nodes))] == [
        "", "a", "more", "shared", "more/1", "more/1/x..y.Sz"]
    assert graph.children(0) == [("a", 1), ("more", 2), ("shared", 3)]
    assert graph.node_id(object()) is None


def test_a_chain_of_thousands_of_objects_is_restored(tmp_path):
    root = node = tf.Module()
    for _ in range(3000):
        node.next = tf.Module()
        node = node.next
    node.v = tf.Variable(1.0)
    tf.train.Checkpoint(root).write(str(tmp_path / "deep"))
    node.v.assign(5.0)

    tf.train.Checkpoint(root).read(str(tmp_path / "deep")).assert_consumed()
    assert node.v.numpy() == 1.0
