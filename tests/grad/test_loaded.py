"""Gradients of loaded functions: variables that are used in branches, loops and inner calls."""

import numpy as np
import pytest

import tfcompat as tf
from tfcompat._src.wire import messages

NUMBER = tf.TensorSpec([], tf.float32)


class Model(tf.Module):
    def __init__(self):
        super().__init__()
        self.w = tf.Variable([1.5, 2.0])

    @tf.function(input_signature=[NUMBER])
    def called(self, x):
        return x * self.w[0]

    @tf.function(input_signature=[NUMBER, tf.TensorSpec([], tf.int32)])
    def loop(self, x, n):
        return tf.while_loop(lambda i, y: i < n, lambda i, y: (i + 1, y * self.w[0] * x), [0, x])[1]

    @tf.function(input_signature=[NUMBER])
    def branch(self, x):
        return tf.cond(x > 0.0, lambda: self.called(self.called(x)) * self.w[1], lambda: x)

    @tf.function(input_signature=[NUMBER])
    def nested(self, x):
        return tf.while_loop(
            lambda i, y: i < 2, lambda i, y: (i + 1, self.branch(y)), [0, x])[1]


def gradients(model, name, *args):
    x = tf.constant(3.0)
    with tf.GradientTape() as outer:
        outer.watch(x)
        with tf.GradientTape() as inner:
            inner.watch(x)
            y = getattr(model, name)(x, *args)
        first = inner.gradient(y, [x, model.w])
    return [g.numpy() for g in [*map(tf.convert_to_tensor, first),
                                *map(tf.convert_to_tensor, outer.gradient(first[0], [x, model.w]))]]


@pytest.fixture(params=["as saved", "without handle data"])
def loaded(request, tmp_path):
    path = str(tmp_path / "m")
    tf.saved_model.save(Model(), path)
    if request.param != "as saved":
        with open(f"{path}/saved_model.pb", "rb") as file:
            message = messages.SavedModel.FromString(file.read())
        for function in message.meta_graphs[0].graph_def.library.function:
            for arg in function.signature.input_arg:
                arg.ClearField("handle_data")
        with open(f"{path}/saved_model.pb", "wb") as file:
            file.write(message.SerializeToString())
    return tf.saved_model.load(path)


@pytest.mark.parametrize("call", [("loop", 3), ("branch",), ("nested",)], ids=lambda call: call[0])
def test_loaded_functions_have_the_gradients_of_those_saved(loaded, call):
    for found, wanted in zip(gradients(loaded, *call), gradients(Model(), *call), strict=True):
        np.testing.assert_allclose(found, wanted, rtol=1e-6)


def test_gradients_of_loops_are_right():
    x, w = 3.0, 1.5
    found = gradients(Model(), "loop", 3)
    np.testing.assert_allclose(found[0], 4 * x**3 * w**3)
    np.testing.assert_allclose(found[1], [3 * x**4 * w**2, 0.0])
    np.testing.assert_allclose(found[2], 12 * x**2 * w**3)
