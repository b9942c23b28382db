"""SavedModels and checkpoints the TensorFlow 1 way: damage, failures, and what must survive."""

import os

import numpy as np
import pytest

import tfcompat as tf
from tfcompat._src.wire import messages

v1 = tf.compat.v1


def save_model(path, ops=(), **options):
    """Write a small model with a resource variable, a reference and a table-free main op."""
    with tf.Graph().as_default() as graph, v1.Session() as session:
        x = v1.placeholder(tf.float32, [None, 2], name="x")
        w = v1.get_variable("w", initializer=[[1.0], [2.0]])
        r = v1.get_variable("r", initializer=1.0, use_resource=False)
        y = tf.add(tf.matmul(x, w), r, name="y")
        session.run(v1.global_variables_initializer())
        builder = v1.saved_model.Builder(str(path))
        signature = v1.saved_model.predict_signature_def({"x": x}, {"y": y})
        builder.add_meta_graph_and_variables(session, ["serve"], {"s": signature}, **options)
        builder.add_meta_graph(["other", "tags"], {"t": signature})
        builder.save()
    return graph


def edit(path, change):
    """Change the SavedModel message of a directory."""
    file = os.path.join(path, "saved_model.pb")
    with open(file, "rb") as stream:
        message = messages.SavedModel.FromString(stream.read())
    change(message)
    with open(file, "wb") as stream:
        stream.write(message.SerializeToString())


def test_variables_of_both_kinds_are_listed_and_can_be_assigned(tmp_path):
    save_model(tmp_path / "m")
    model = tf.saved_model.load(str(tmp_path / "m"), tags=["serve"])
    x = tf.constant([[1.0, 1.0]])
    variables = {variable.name: variable for variable in model.variables}

    assert sorted(variables) == ["r:0", "w:0"]
    assert model.signatures["s"](x=x)["y"].numpy().tolist() == [[4.0]]
    variables["r:0"].assign(10.0)
    variables["w:0"].assign([[0.0], [0.0]])
    assert model.signatures["s"](x=x)["y"].numpy().tolist() == [[10.0]]
    model.restore(str(tmp_path / "m" / "variables" / "variables"))
    assert model.signatures["s"](x=x)["y"].numpy().tolist() == [[4.0]]


def test_models_do_not_share_state(tmp_path):
    save_model(tmp_path / "m")
    one, two = (tf.saved_model.load(str(tmp_path / "m"), tags=["serve"]) for _ in range(2))
    one.variables[0].assign(tf.zeros_like(one.variables[0]))

    assert not np.array_equal(one.variables[0].numpy(), two.variables[0].numpy())


def test_every_op_that_is_missing_is_named_at_once(tmp_path):
    save_model(tmp_path / "m")

    def change(message):
        for node in message.meta_graphs[0].graph_def.node:
            node.op = {"MatMul": "NoSuchMatMul", "AddV2": "NoSuchAdd"}.get(node.op, node.op)

    edit(tmp_path / "m", change)
    with pytest.raises(NotImplementedError, match=r"(?s)NoSuchAdd.*NoSuchMatMul"):
        tf.saved_model.load(str(tmp_path / "m"), tags=["serve"])


def test_an_asset_outside_of_the_model_is_refused(tmp_path):
    save_model(tmp_path / "m")

    def change(message):
        asset = message.meta_graphs[0].asset_file_def.add(filename="../../etc/passwd")
        asset.tensor_info.name = "x:0"

    edit(tmp_path / "m", change)
    with pytest.raises(ValueError, match="outside of its assets directory"):
        tf.saved_model.load(str(tmp_path / "m"), tags=["serve"])


def test_a_model_without_saver_nodes_restores_by_name(tmp_path):
    save_model(tmp_path / "m")
    edit(tmp_path / "m", lambda message: message.meta_graphs[0].ClearField("saver_def"))
    model = tf.saved_model.load(str(tmp_path / "m"), tags=["serve"])

    assert model.signatures["s"](x=tf.constant([[1.0, 1.0]]))["y"].numpy().tolist() == [[4.0]]


def test_two_main_ops_are_refused(tmp_path):
    with tf.Graph().as_default(), v1.Session() as session:
        v = v1.get_variable("v", initializer=1.0)
        session.run(v.initializer)
        op = tf.no_op(name="main")
        v1.saved_model.Builder(str(tmp_path / "a")).add_meta_graph_and_variables(
            session, ["serve"], main_op=op)
        with pytest.raises(ValueError, match="already contains one or more main ops"):
            v1.saved_model.Builder(str(tmp_path / "b")).add_meta_graph_and_variables(
                session, ["serve"], main_op=op)


def saver_of(initial, **options):
    """Return graph, session and saver of one variable."""
    graph = tf.Graph()
    with graph.as_default():
        v = v1.get_variable("v", initializer=initial)
        session, saver = v1.Session(), v1.train.Saver(**options)
        session.run(v.initializer)
    return v, session, saver


def test_a_shape_that_does_not_fit_names_variable_key_and_both_shapes(tmp_path):
    _, session, saver = saver_of([1.0, 2.0])
    path = saver.save(session, str(tmp_path / "model"))
    v, other, saver = saver_of([1.0, 2.0, 3.0])
    with pytest.raises(tf.errors.InvalidArgumentError) as caught:
        saver.restore(other, path)

    for word in ("v:0", "(3,)", "(2,)", "'v'", path):
        assert word in str(caught.value)
    assert other.run(v).tolist() == [1.0, 2.0, 3.0]


def test_a_save_that_fails_leaves_the_checkpoint_before(tmp_path, monkeypatch):
    v, session, saver = saver_of([1.0, 2.0])
    path = saver.save(session, str(tmp_path / "model"))
    before = sorted(os.listdir(tmp_path))
    state = (tmp_path / "checkpoint").read_text()
    with v.graph.as_default():
        session.run(v.assign([3.0, 4.0]))

    def refuse(*args, **kwargs):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", refuse)
    with pytest.raises((OSError, tf.errors.OpError)):
        saver.save(session, str(tmp_path / "model"))
    monkeypatch.undo()

    assert sorted(os.listdir(tmp_path)) == before
    assert (tmp_path / "checkpoint").read_text() == state
    saver.restore(session, path)
    assert session.run(v).tolist() == [1.0, 2.0]


def test_a_manager_that_fails_leaves_everything_as_it_was(tmp_path, monkeypatch):
    checkpoint = tf.train.Checkpoint(v=tf.Variable(1.0))
    manager = tf.train.CheckpointManager(checkpoint, str(tmp_path), max_to_keep=1)
    path = manager.save()
    files = sorted(os.listdir(tmp_path))
    monkeypatch.setattr(os, "replace", lambda *args: (_ for _ in ()).throw(OSError(28, "full")))
    with pytest.raises((OSError, tf.errors.OpError)):
        manager.save()
    monkeypatch.undo()

    assert sorted(os.listdir(tmp_path)) == files
    assert int(checkpoint.save_counter) == 1
    assert tf.train.latest_checkpoint(str(tmp_path)) == path
    assert manager.save().endswith("ckpt-2")


@pytest.mark.parametrize("version", [1, 2])
def test_damage_names_the_file_and_the_tensor(tmp_path, version):
    v, session, saver = saver_of(np.arange(100, dtype=np.float32), write_version=version)
    path = saver.save(session, str(tmp_path / "model"))
    file = tmp_path / ("model" if version == 1 else "model.data-00000-of-00001")
    data = bytearray(file.read_bytes())
    data[120] ^= 0xFF
    file.write_bytes(data)
    with pytest.raises((tf.errors.OpError, ValueError)) as caught:
        saver.restore(session, path)

    assert "model" in str(caught.value)


def test_old_checkpoints_go_and_kept_ones_stay(tmp_path):
    _, session, saver = saver_of(1.0, max_to_keep=2)
    for i in range(4):
        saver.save(session, str(tmp_path / "model"), global_step=i)

    assert [os.path.basename(path) for path in saver.last_checkpoints] == ["model-2", "model-3"]
    assert sorted(name for name in os.listdir(tmp_path) if name.endswith(".meta")) == [
        "model-2.meta", "model-3.meta"]
    assert tf.train.latest_checkpoint(str(tmp_path)).endswith("model-3")


def test_graphs_from_files_keep_their_collections(tmp_path):
    with tf.Graph().as_default():
        v1.get_variable("v", [2])
        v1.get_local_variable("l", [1])
        v1.add_to_collection("numbers", 3)
        v1.add_to_collection("texts", "a")
        v1.add_to_collection("nodes", tf.constant(1.0, name="c"))
        v1.add_to_collection("python", object())
        v1.train.export_meta_graph(str(tmp_path / "g.meta"), as_text=True)
    with tf.Graph().as_default():
        v1.train.import_meta_graph(str(tmp_path / "g.meta"))
        assert [v.name for v in v1.global_variables() + v1.local_variables()] == ["v:0", "l:0"]
        assert v1.get_collection("numbers") == [3]
        assert v1.get_collection("texts") == [b"a"]
        assert v1.get_collection("nodes")[0].name == "c:0"
        assert v1.get_collection("python") == []
