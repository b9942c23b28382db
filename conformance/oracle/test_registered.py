"""Registered classes and savers: what one side saves, the other one loads."""

import numpy as np
import pytest

import tfcompat
from tfcompat._src.state import registration as ours

pytestmark = pytest.mark.tensorflow


def kit(tf, registration):
    """Return (class Part, class Stack) of a `tf`, registered alike on both sides."""
    R = tf.raw_ops

    class Part(tf.Module):
        def __init__(self, value=0.0):
            super().__init__()
            self.value = tf.Variable(value)

    class Stack(tf.Module):
        def __init__(self, parts=None):
            super().__init__()
            self.parts = parts

        @tf.function(input_signature=[])
        def total(self):
            return tf.add_n([part.value.read_value() for part in self.parts])

    def save(trackables, file_prefix):
        names = [f"{name}/all" for name in trackables]
        values = [tf.stack([part.value for part in s.parts]) for s in trackables.values()]
        R.SaveV2(prefix=file_prefix, tensor_names=names, shape_and_slices=[""] * len(names),
                 tensors=values)
        return file_prefix

    def restore(trackables, merged_prefix):
        for name, stack in trackables.items():
            value, = R.RestoreV2(prefix=merged_prefix, tensor_names=[f"{name}/all"],
                                 shape_and_slices=[""], dtypes=[tf.float32])
            for i, part in enumerate(stack.parts):
                part.value.assign(value[i] * 10)  # to be told from what parts store themselves

    registration.register_serializable("Oracle", "Part")(Part)
    registration.register_serializable("Oracle", "Stack")(Stack)
    registration.register_checkpoint_saver(
        "Oracle", "Stacks", lambda node: isinstance(node, Stack), save, restore)
    return Part, Stack


@pytest.fixture(scope="module")
def kits():
    import tensorflow as tf
    from tensorflow.python.saved_model import registration as theirs

    return {"there": (tf, *kit(tf, theirs)), "here": (tfcompat, *kit(tfcompat, ours))}


WAYS = [("there", "here"), ("here", "there"), ("here", "here"), ("there", "there")]


@pytest.mark.parametrize("writer, reader", WAYS)
def test_checkpoints(kits, writer, reader, tmp_path):
    tf, Part, Stack = kits[writer]
    path = tf.train.Checkpoint(m=Stack([Part(1.0), Part(2.0)])).write(str(tmp_path / "c"))
    tf, Part, Stack = kits[reader]
    stack = Stack([Part(), Part()])
    tf.train.Checkpoint(m=stack).read(path).assert_consumed()
    assert [float(part.value) for part in stack.parts] == [10.0, 20.0]


@pytest.mark.parametrize("writer, reader", WAYS)
def test_saved_models(kits, writer, reader, tmp_path):
    tf, Part, Stack = kits[writer]
    module = tf.Module()
    module.stack = Stack([Part(1.0), Part(2.0)])
    module.total = tf.function(lambda: module.stack.total(), input_signature=[])
    tf.saved_model.save(module, str(tmp_path))
    tf, Part, Stack = kits[reader]
    loaded = tf.saved_model.load(str(tmp_path))
    assert type(loaded.stack) is Stack and type(loaded.stack.parts[1]) is Part
    assert [float(part.value) for part in loaded.stack.parts] == [10.0, 20.0]
    assert float(loaded.total()) == 30.0
    found = loaded.signatures["serving_default"]()
    np.testing.assert_allclose(found["output_0"].numpy(), 30.0)


@pytest.mark.parametrize("writer", ["here", "there"])
def test_tensorflow_restores_from_the_functions_in_the_graph(kits, writer, tmp_path):
    tf, Part, Stack = kits[writer]
    stack = Stack([Part(1.0), Part(2.0)])
    tf.saved_model.save(stack, str(tmp_path / "m"), signatures={"total": stack.total})
    v1 = kits["there"][0].compat.v1
    with v1.Graph().as_default(), v1.Session() as session:
        meta_graph = v1.saved_model.load(session, ["serve"], str(tmp_path / "m"))
        name = meta_graph.signature_def["total"].outputs["output_0"].name
        assert float(session.run(name)) == 30.0
        if writer == "there":  # TensorFlow's own merges what its saver has not written yet
            return
        saver = meta_graph.saver_def
        session.run(saver.save_tensor_name, {saver.filename_tensor_name: str(tmp_path / "c")})
    reader = v1.train.load_checkpoint(str(tmp_path / "c"))
    np.testing.assert_allclose(reader.get_tensor("/all"), [10.0, 20.0])
