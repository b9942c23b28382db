"""Functions that bring their own gradient, registered gradients, and forward derivatives."""

import numpy as np
import pytest

import tfcompat as tf
from tfcompat._src.core import raw


@tf.custom_gradient
def clipped(x):
    """Square, with a gradient between -1 and 1."""

    def gradient(dy):
        return tf.clip_by_value(dy * 2.0 * x, -1.0, 1.0)

    return x * x, gradient


def slope(function, x):
    """Return the gradient of a function at `x`."""
    with tf.GradientTape() as tape:
        tape.watch(x)
        y = function(x)
    return tape.gradient(y, x)


@pytest.mark.parametrize("way", [
    lambda f, x: slope(f, x),
    lambda f, x: slope(tf.function(f), x),
    lambda f, x: tf.function(lambda x: slope(f, x))(x),
    lambda f, x: tf.function(lambda x: tf.gradients(f(x), x)[0])(x),
    lambda f, x: tf.function(lambda x: tf.gradients(tf.function(f)(x), x)[0])(x),
])
def test_the_gradient_brought_along_is_the_one_that_is_used(way):
    assert way(clipped, tf.constant([0.25, 3.0])).numpy().tolist() == [0.5, 1.0]


def test_custom_gradients_are_differentiated_in_turn():
    x = tf.constant(3.0)
    cube = tf.custom_gradient(lambda x: (x * x * x, lambda dy: dy * 3.0 * x * x))

    assert float(slope(lambda x: slope(cube, x), x)) == 18.0
    assert float(slope(tf.function(lambda x: slope(cube, x)), x)) == 18.0


def test_custom_gradients_within_custom_gradients():
    @tf.custom_gradient
    def outer(x):
        y = clipped(x)
        return y, lambda dy: slope(clipped, x) * dy * 10.0

    assert float(slope(outer, tf.constant(3.0))) == 10.0


def test_nests_of_results_get_nests_of_gradients():
    @tf.custom_gradient
    def both(x, y):
        def gradient(da, db):
            return da * 2.0, db * 3.0

        return {"a": x, "b": [y]}, gradient

    x, y = tf.constant(1.0), tf.constant(2.0)
    with tf.GradientTape(persistent=True) as tape:
        tape.watch([x, y])
        result = both(x, y)

    assert float(tape.gradient(result["b"][0], y)) == 3.0
    assert float(tape.gradient(result["b"][0], x)) == 0.0


def test_pieces_recomputed_for_the_gradient_keep_nothing():
    variable = tf.Variable(2.0)
    runs = []

    def piece(x):
        runs.append(1)
        return tf.sin(x) * variable

    x = tf.constant(0.5)
    with tf.GradientTape() as tape:
        tape.watch(x)
        y = tf.recompute_grad(piece)(x)
    found = tape.gradient(y, [x, variable])

    assert len(runs) == 2
    assert found[0].numpy() == pytest.approx(2 * np.cos(0.5), rel=1e-6)
    assert found[1].numpy() == pytest.approx(np.sin(0.5), rel=1e-6)


def test_a_registered_gradient_sees_the_operation():
    seen = []

    @tf.RegisterGradient("SeesTheOperation")
    def gradient(op, dy):
        seen.append((op.type, op.get_attr("transpose_a"), len(op.inputs), len(op.outputs)))
        return dy, None

    with tf.Graph().as_default() as graph:
        x = tf.constant([[1.0]])
        with graph.gradient_override_map({"MatMul": "SeesTheOperation"}):
            y = raw.MatMul(x, x)
        assert tf.gradients(y, x)[0] is not None

    assert seen == [("MatMul", False, 2, 1)]


def test_overrides_end_with_their_block():
    graph = tf.Graph()
    with graph.as_default():
        with graph.gradient_override_map({"Neg": "NoSuchGradient"}):
            inner = -tf.constant(1.0)
        outer = -tf.constant(1.0)

        with pytest.raises(LookupError, match="No gradient defined for operation'Neg'"):
            tf.gradients(inner, inner.op.inputs[0])
        assert tf.gradients(outer, outer.op.inputs[0])[0] is not None


def test_a_rule_with_too_few_gradients_is_refused():
    @tf.RegisterGradient("TooFew")
    def gradient(op, dy):
        return [dy]

    with tf.Graph().as_default() as graph, graph.gradient_override_map({"MatMul": "TooFew"}):
        x = tf.constant([[1.0]])
        y = raw.MatMul(x, x)
        with pytest.raises(ValueError, match="do not match num inputs 2"):
            tf.gradients(y, x)


@pytest.mark.parametrize("function", [
    lambda x: tf.sin(x) * x,
    lambda x: tf.matmul(x, x),
    lambda x: tf.concat([x, x[::-1] * 2.0], 0),
    lambda x: tf.nn.softmax(x),
    tf.function(lambda x: tf.exp(x) / x),
])
def test_forward_derivatives_equal_backward_ones(function):
    x = tf.constant([[0.5, -1.5], [2.0, 0.25]])
    direction = tf.constant([[1.0, -2.0], [0.5, 3.0]])
    with tf.autodiff.ForwardAccumulator(x, direction) as accumulator:
        y = function(x)
    with tf.GradientTape() as tape:
        tape.watch(x)
        z = function(x)
    jacobian = tape.jacobian(z, x).numpy()

    expected = np.tensordot(jacobian, direction.numpy(), [[2, 3], [0, 1]])
    np.testing.assert_allclose(accumulator.jvp(y), expected, rtol=1e-5, atol=1e-6)


def test_products_with_the_second_derivative_by_either_order():
    x, direction = tf.constant([1.0, 2.0, 3.0]), tf.constant([1.0, 0.0, -1.0])

    def loss(x):
        return tf.reduce_sum(x) ** 2.0 * x[0]

    with tf.autodiff.ForwardAccumulator(x, direction) as accumulator:
        gradient = slope(loss, x)
    forward_over_reverse = accumulator.jvp(gradient)
    with tf.GradientTape() as tape:
        tape.watch(x)
        with tf.autodiff.ForwardAccumulator(x, direction) as accumulator:
            y = loss(x)
        derivative = accumulator.jvp(y)
    reverse_over_forward = tape.gradient(derivative, x)

    np.testing.assert_allclose(forward_over_reverse, reverse_over_forward, rtol=1e-6)


def test_an_op_without_gradient_has_no_forward_derivative():
    x = tf.constant(1.0)
    with tf.autodiff.ForwardAccumulator(x, x):
        with pytest.raises(LookupError, match="Bitcast"):
            tf.raw_ops.Bitcast(input=x, type=tf.float32)


def test_recomputed_gradients_of_variables_are_not_differentiated_again():
    x, v = tf.constant(3.0), tf.Variable(2.0)
    function = tf.recompute_grad(lambda x: tf.sin(x) * v * x)
    with tf.GradientTape() as outer:
        outer.watch(x)
        with tf.GradientTape() as inner:
            inner.watch(x)
            y = function(x)
        first = inner.gradient(y, [x, v])
    np.testing.assert_allclose(
        [float(one) for one in first], [2 * np.sin(3) + 6 * np.cos(3), 3 * np.sin(3)], rtol=1e-6)
    with pytest.raises(NotImplementedError, match="tried to transpose grad of <lambda>"):
        outer.gradient(first[0], x)
