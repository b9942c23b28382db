"""Functions that bring their own gradients keep them where they are saved and loaded."""

import custom_gradients
import numpy as np
import pytest

import tfcompat as tf
from tfcompat._src.wire import messages

NUMBER = tf.TensorSpec([], tf.float32)


def saved(model, path, **options):
    tf.saved_model.save(model, str(path), options=tf.saved_model.SaveOptions(**options))
    return str(path)


def message_of(path):
    with open(f"{path}/saved_model.pb", "rb") as file:
        return messages.SavedModel.FromString(file.read()).meta_graphs[0]


def gradient(function, x):
    x = tf.constant(x)
    with tf.GradientTape() as tape:
        tape.watch(x)
        y = function(x)
    return tape.gradient(y, x).numpy()


def test_gradients_are_the_same_after_loading_and_after_saving_again(tmp_path):
    model = custom_gradients.model(tf)
    wanted = custom_gradients.gradients(tf, model)
    path = tmp_path / "0"
    saved(model, path)
    for i in range(1, 4):
        loaded = tf.saved_model.load(str(path))
        assert custom_gradients.gradients(tf, loaded) == wanted, i
        path = tmp_path / str(i)
        saved(loaded, path)


def test_what_a_gradient_uses_of_its_function_is_noted_by_name(tmp_path):
    graph = message_of(saved(custom_gradients.model(tf), tmp_path / "m"))
    objects = graph.object_graph_def
    noted = {node.captured_tensor.name for node in objects.nodes
             if node.WhichOneof("kind") == "captured_tensor"}
    assert noted == {"Sin:y:0", "mul:z:0", "Cos:y:0"} or noted == {"Sin:0", "mul:0", "Cos:0"}
    functions = {function.signature.name for function in graph.graph_def.library.function}
    registered = graph.graph_def.library.registered_gradients
    assert len(registered) == 6
    for one in registered:
        assert one.gradient_func in functions
        assert one.gradient_func in objects.concrete_functions


def test_gradients_may_be_left_out(tmp_path, caplog):
    model = custom_gradients.model(tf)
    path = saved(model, tmp_path / "m", experimental_custom_gradients=False)
    assert not message_of(path).graph_def.library.registered_gradients
    loaded = tf.saved_model.load(path)
    assert "Importing a function (__inference_twice" in caplog.text
    assert loaded.twice(tf.constant([1.0, 2.0])).numpy().tolist() == [1.0, 16.0]
    with pytest.raises(LookupError, match="No gradient defined for operation'IdentityN_1'"):
        gradient(loaded.twice, [1.0, 2.0])


def test_two_models_do_not_take_gradients_from_each_other(tmp_path):
    def model(factor):
        class Model(tf.Module):
            @tf.function(input_signature=[NUMBER])
            def f(self, x):
                return tf.custom_gradient(lambda x: (x * x, lambda dy: dy * factor))(x)

        return Model()

    paths = [saved(model(factor), tmp_path / f"{factor}") for factor in (3.0, 4.0)]
    first, second = map(tf.saved_model.load, paths)
    assert gradient(first.f, 1.0) == 3.0
    assert gradient(second.f, 1.0) == 4.0
    both = tf.Module()
    both.first, both.second = first, second
    loaded = tf.saved_model.load(saved(both, tmp_path / "both"))
    assert (gradient(loaded.first.f, 1.0), gradient(loaded.second.f, 1.0)) == (3.0, 4.0)


def test_a_gradient_with_a_gradient_of_its_own_keeps_both(tmp_path):
    class Model(tf.Module):
        @tf.function(input_signature=[NUMBER, NUMBER])
        def f(self, x, scale):
            @tf.custom_gradient
            def outer(x):
                @tf.custom_gradient
                def inner(dy):
                    return dy * 11.0, lambda ddy: ddy * 13.0

                return tf.exp(x), inner

            return outer(x * scale) * scale

    def second(model):
        x, scale = tf.constant(0.5), tf.constant(2.0)
        with tf.GradientTape() as outer:
            outer.watch([x, scale])
            with tf.GradientTape() as inner:
                inner.watch([x, scale])
                y = model.f(x, scale)
            first = inner.gradient(y, x)
        return first.numpy(), outer.gradient(first, scale).numpy()

    model = Model()
    loaded = tf.saved_model.load(saved(model, tmp_path / "m"))
    np.testing.assert_allclose(second(loaded), second(model))
    np.testing.assert_allclose(second(model), (44.0, 2 * 13.0 + 22.0))


def test_a_gradient_in_a_loop_may_use_the_values_of_its_iteration(tmp_path):
    @tf.custom_gradient
    def f(x):
        return x * 1.5, lambda dy: dy * x * 2.0

    class Model(tf.Module):
        @tf.function(input_signature=[NUMBER])
        def f(self, x):
            for _ in tf.range(3):
                x = f(x)
            return x

    model = Model()
    loaded = tf.saved_model.load(saved(model, tmp_path / "m"))
    wanted = (2 * 0.7) * (2 * 0.7 * 1.5) * (2 * 0.7 * 2.25)
    np.testing.assert_allclose([gradient(model.f, 0.7), gradient(loaded.f, 0.7)], wanted, rtol=1e-6)


def test_gradients_within_branches_use_values_from_around_them():
    @tf.function
    def f(x):
        z = tf.sin(x)

        @tf.custom_gradient
        def g(y):
            return y * 2.0, lambda dy: tf.cond(y > 0.0, lambda: dy * z * 5.0, lambda: dy)

        return tf.cond(x > 0.0, lambda: g(x * x), lambda: x)

    np.testing.assert_allclose(gradient(f, 0.7), np.sin(0.7) * 5 * 1.4, rtol=1e-6)


def test_a_gradient_that_cannot_be_traced_is_named(tmp_path):
    class Model(tf.Module):
        @tf.function(input_signature=[NUMBER])
        def f(self, x):
            def gradient(dy):
                raise RuntimeError("not today")

            return tf.custom_gradient(lambda x: (x * x, gradient))(x)

    with pytest.raises(ValueError, match="Error when tracing gradients for SavedModel") as raised:
        saved(Model(), tmp_path / "m")
    assert "Problematic op name: IdentityN" in str(raised.value)
    saved(Model(), tmp_path / "m", experimental_custom_gradients=False)
