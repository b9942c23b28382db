"""Saving what was loaded: nothing that the model had is lost without a word."""

import pytest

import tfcompat as tf
from tfcompat._src.wire import messages


class Scaled(tf.Module):
    """A module of one variable and one function."""

    def __init__(self):
        super().__init__()
        self.v = tf.Variable(3.0)

    @tf.function(input_signature=[tf.TensorSpec([], tf.float32)])
    def __call__(self, x):
        return x * self.v


def with_slots():
    """Return a module with something that keeps a slot variable, as optimizers do."""
    module = Scaled()
    module.optimizer = tf.Module()
    slot = tf.Variable(0.25, name="momentum")
    object.__setattr__(
        module.optimizer, "_self_slot_variables", [(module.v, "momentum", slot)]
    )
    return module


def test_slot_variables_survive_saving_loading_and_saving_again(tmp_path):
    first, second = str(tmp_path / "first"), str(tmp_path / "second")
    tf.saved_model.save(with_slots(), first)
    tf.saved_model.save(tf.saved_model.load(first), second)

    key = "v/.OPTIMIZER_SLOT/optimizer/momentum/.ATTRIBUTES/VARIABLE_VALUE"
    for path in (first, second):
        assert tf.train.load_variable(f"{path}/variables/variables", key) == 0.25
    ((variable, name, slot),) = tf.saved_model.load(second).optimizer._slot_variables()
    assert (variable.numpy(), name, slot.numpy()) == (3.0, "momentum", 0.25)


def test_slot_variables_are_restored_from_checkpoints(tmp_path):
    tf.train.Checkpoint(with_slots()).write(str(tmp_path / "ckpt"))
    module = with_slots()
    ((_, _, slot),) = module.optimizer._slot_variables()
    slot.assign(9.0)

    tf.train.Checkpoint(module).read(str(tmp_path / "ckpt")).assert_consumed()
    assert slot.numpy() == 0.25


def test_notes_at_calls_say_nothing_of_gradients(tmp_path, caplog):
    path = str(tmp_path / "model")

    class Calling(Scaled):
        @tf.function(input_signature=[tf.TensorSpec([], tf.float32)])
        def twice(self, x):
            return self(self(x))

    tf.saved_model.save(Calling(), path)
    with open(f"{path}/saved_model.pb", "rb") as file:
        message = messages.SavedModel.FromString(file.read())
    for function in message.meta_graphs[0].graph_def.library.function:
        for node in function.node_def:
            if node.op == "StatefulPartitionedCall":
                node.attr["_gradient_op_type"].s = b"PartitionedCall-17"
    with open(f"{path}/saved_model.pb", "wb") as file:
        file.write(message.SerializeToString())

    x = tf.constant(2.0)
    loaded = tf.saved_model.load(path)
    with tf.GradientTape() as tape:
        tape.watch(x)
        y = loaded.twice(x)
    assert tape.gradient(y, x).numpy() == 9.0
    assert "unsaved custom gradients" not in caplog.text


def test_gradients_that_were_not_saved_are_missing_and_named(tmp_path, caplog):
    path = str(tmp_path / "model")
    tf.saved_model.save(Scaled(), path)
    with open(f"{path}/saved_model.pb", "rb") as file:
        message = messages.SavedModel.FromString(file.read())
    for function in message.meta_graphs[0].graph_def.library.function:
        for node in function.node_def:
            if node.op == "Mul":
                node.attr["_gradient_op_type"].s = b"CustomGradient-1"
    with open(f"{path}/saved_model.pb", "wb") as file:
        file.write(message.SerializeToString())

    loaded = tf.saved_model.load(path)
    assert "with ops with unsaved custom gradients. Will likely fail" in caplog.text
    x = tf.constant(2.0)
    with tf.GradientTape() as tape:
        tape.watch(x)
        with pytest.raises(LookupError, match="No gradient defined for operation'mul'"):
            loaded(x)
    tf.saved_model.save(loaded, str(tmp_path / "again"))
    assert tf.saved_model.load(str(tmp_path / "again"))(2.0).numpy() == 6.0
