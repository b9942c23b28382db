"""Names of which there is little to say: batches, graphs in files, horizons, refusals."""

import numpy as np
import pytest

import tfcompat as tf


def batched(function, *arguments, **more):
    return tf.nondifferentiable_batch_function(*(arguments or (1, 10, 1000)), **more)(function)


@pytest.mark.parametrize("wrap", [lambda f: f, tf.function], ids=["eager", "traced"])
def test_batch_functions_run_each_call_by_itself(wrap):
    x = tf.reshape(tf.range(6.0), [3, 2])
    scale = tf.Variable(3.0)
    np.testing.assert_array_equal(wrap(batched(lambda a: a * scale))(x), 3 * x)
    twice, more = wrap(batched(lambda a, b: [a * 2, b + 1]))(x, x[:, 0])
    np.testing.assert_array_equal(twice, 2 * x)
    np.testing.assert_array_equal(more, [1, 3, 5])
    with pytest.raises(tf.errors.InvalidArgumentError, match="equal 0th-dimension size"):
        wrap(batched(lambda a, b: a))(x, x[:2])
    with pytest.raises(tf.errors.InvalidArgumentError, match="at least one dimension"):
        wrap(batched(lambda a: a))(tf.constant(1.0))
    with pytest.raises(tf.errors.FailedPreconditionError, match="has 0 dimensions"):
        wrap(batched(tf.reduce_sum))(x)
    with pytest.raises(tf.errors.FailedPreconditionError, match="0th dimension size: 1"):
        wrap(batched(lambda a: a[:1]))(x)
    with pytest.raises(tf.errors.InvalidArgumentError, match="monotonically increasing"):
        wrap(batched(lambda a: a, 1, 8, 10, [8, 4]))(x)


def test_batch_functions_are_saved_and_loaded(tmp_path):
    module = tf.Module()
    module.f = tf.function(
        batched(lambda a: a + 1), input_signature=[tf.TensorSpec([None, 2], tf.float32)])
    tf.saved_model.save(module, tmp_path)
    np.testing.assert_array_equal(
        tf.saved_model.load(tmp_path).f(tf.zeros([3, 2])), np.ones((3, 2)))


@pytest.mark.parametrize("as_text", [True, False])
def test_graphs_are_written(as_text, tmp_path):
    graph = tf.function(lambda x: x + 1).get_concrete_function(tf.constant(1)).graph
    path = tf.io.write_graph(graph, tmp_path / "folder", "graph", as_text)
    data = (tmp_path / "folder" / "graph").read_bytes()
    assert path == str(tmp_path / "folder" / "graph")
    if as_text:
        assert b'op: "AddV2"' in data
    else:
        assert tf.compat.v1.GraphDef.FromString(data) == graph.as_graph_def()


def test_horizons_end_with_their_scope():
    with tf.compat.forward_compatibility_horizon(2030, 1, 2):
        assert tf.compat.forward_compatible(2030, 1, 1)
    assert not tf.compat.forward_compatible(2030, 1, 1)


def test_what_is_compiled_elsewhere_is_run():
    assert tf.xla.experimental.compile(lambda: None) is None
    one, other = tf.xla.experimental.compile(lambda x, y: (x + y, 2), [1, 2])
    assert (int(one), int(other)) == (3, 2)


@pytest.mark.parametrize("refused", [
    lambda: tf.debugging.experimental.enable_dump_debug_info("x"),
    lambda: tf.image.decode_webp(b""), lambda: tf.image.decode_jxl(b""),
])
def test_what_there_is_not_is_refused_by_name(refused):
    with pytest.raises(NotImplementedError):
        refused()


def test_gradients_of_convolutions_in_their_second_version():
    x, w = tf.random.normal([2, 5, 6, 3]), tf.random.normal([3, 2, 3, 4])
    with tf.GradientTape() as tape:
        tape.watch([x, w])
        y = tf.nn.conv2d(x, w, [1, 2, 2, 1], "SAME")
    dy = tf.random.normal(y.shape)
    dx, dw = tape.gradient(y, [x, w], dy)
    np.testing.assert_allclose(
        tf.conv2d_backprop_input_v2(x, w, dy, [1, 2, 2, 1], "SAME"), dx, rtol=1e-5)
    np.testing.assert_allclose(
        tf.conv2d_backprop_filter_v2(x, w, dy, [1, 2, 2, 1], "SAME"), dw, rtol=1e-5)
