"""Gradients of graphs, of calls of functions, and within functions."""

import gc

import numpy as np
import pytest

import tfcompat as tf
from tfcompat._src.core import context
from tfcompat._src.grad.functions import pair_of
from tfcompat._src.grad.gradient_graph import gradient_graph


def slope(function, x, *more):
    """Return the gradient of a function by an eager tape."""
    with tf.GradientTape() as tape:
        tape.watch(x)
        y = function(x)
    return tape.gradient(y, [x, *more])


PROGRAMS = [
    lambda x: tf.reduce_sum(tf.sin(x) * x),
    lambda x: tf.reduce_sum(tf.nn.softmax(x) ** 2.0),
    lambda x: tf.reduce_sum(tf.split(x, 2, axis=1)[1] * x[:, :1]),
    lambda x: tf.reduce_max(x) * tf.reduce_prod(x),
]


@pytest.mark.parametrize("program", PROGRAMS)
def test_all_ways_of_differentiating_agree(program):
    x = tf.constant([[0.5, -1.5], [2.0, 0.25]])
    eager = slope(program, x)[0].numpy()
    by_tape_in_graph = tf.function(lambda x: slope(program, x)[0])
    by_walk = tf.function(lambda x: tf.gradients(program(x), x)[0])
    nested = tf.function(lambda x: tf.function(program)(x) * 1.0)

    for found in (slope(tf.function(program), x)[0], by_tape_in_graph(x), by_walk(x),
                  slope(nested, x)[0]):
        np.testing.assert_allclose(found, eager, rtol=1e-6)


@pytest.mark.parametrize("program", PROGRAMS)
def test_second_derivatives_through_functions_agree_with_eager_ones(program):
    x = tf.constant([[0.5, -1.5], [2.0, 0.25]])

    def curvature(program):
        with tf.GradientTape() as outer:
            outer.watch(x)
            [gradient] = slope(program, x)
            target = tf.reduce_sum(gradient * gradient)
        return outer.gradient(target, x)

    expected = curvature(program)
    np.testing.assert_allclose(curvature(tf.function(program)), expected, rtol=1e-5)
    np.testing.assert_allclose(
        tf.function(lambda: curvature(tf.function(program)))(), expected, rtol=1e-5)


def test_forward_and_backward_functions_are_made_once_for_all_calls():
    function = tf.function(lambda x: tf.exp(x) * x)
    x = tf.constant(1.0)
    slope(function, x)
    graph_function = function.get_concrete_function(x).graph_function
    made = dict(graph_function.pairs)
    for _ in range(3):
        slope(function, x)

    assert graph_function.pairs == made


def test_forward_and_backward_functions_go_by_tensorflows_names():
    function = tf.function(_named)
    x = tf.constant(1.0)
    slope(function, x)
    [pair] = function.get_concrete_function(x).graph_function.pairs.values()

    assert pair.forward.name.startswith("__forward__named_")
    assert pair.backward.name.startswith("__backward__named_")


def _named(x):
    return tf.exp(x) * x


def test_differentiating_leaves_the_function_as_it_was():
    inner = tf.function(lambda x: tf.exp(x) * x)
    outer = tf.function(lambda x: inner(x) * 2.0)
    x = tf.constant(1.0)
    before = outer.get_concrete_function(x).function_def.SerializeToString()
    slope(outer, x)

    assert outer.get_concrete_function(x).function_def.SerializeToString() == before


def test_sizes_that_are_found_when_running_do_not_keep_values_from_being_found():
    @tf.function(input_signature=[tf.TensorSpec([None, None])])
    def program(x):
        first, second = tf.split(x, 2)
        return tf.reduce_sum(tf.exp(second) * second)

    x = tf.constant([[0.5, -1.5], [2.0, 0.25]])
    with tf.GradientTape() as outer:
        outer.watch(x)
        [gradient] = slope(program, x)

    np.testing.assert_allclose(gradient[0], [0.0, 0.0])
    expected = np.exp(x.numpy()) * (x.numpy() + 2)
    np.testing.assert_allclose(outer.gradient(gradient, x)[1], expected[1], rtol=1e-6)


def test_only_what_the_gradient_looks_at_is_kept_of_a_call():
    function = tf.function(lambda x: tf.reduce_sum(tf.exp(x)) + tf.reduce_sum(-x))
    graph_function = function.get_concrete_function(tf.constant([1.0, 2.0])).graph_function
    pair = pair_of(graph_function, (0,), (0,))

    kept = [op.op.type for op in pair.forward.outputs[1:]]
    assert kept == ["Exp"]


def test_the_gradient_graph_says_which_tensors_of_the_forward_graph_it_needs():
    concrete = tf.function(lambda x, y: tf.exp(x) * y).get_concrete_function(
        tf.TensorSpec([2]), tf.TensorSpec([2]))
    backward = gradient_graph(concrete.graph)

    assert [t.shape.as_list() for t in backward.dys] == [[2]]
    assert len(backward.results) == 2
    assert {t.op.type for t in backward.external_captures} == {"Exp", "Placeholder"}
    assert backward.outer_graph is concrete.graph


def test_effects_of_a_function_happen_once_when_it_is_differentiated():
    counter = tf.Variable(0.0, trainable=False)

    @tf.function
    def counted(x):
        counter.assign_add(1.0)
        return x * x * counter

    x = tf.constant(3.0)
    [gradient] = slope(counted, x)

    assert float(gradient) == 6.0
    assert float(counter) == 1.0


def test_random_numbers_are_not_drawn_again_for_the_gradient():
    @tf.function
    def noisy(x):
        noise = tf.random.normal([1000])
        return x * noise, noise

    x = tf.constant(np.ones(1000, np.float32))
    with tf.GradientTape() as tape:
        tape.watch(x)
        y, noise = noisy(x)

    np.testing.assert_array_equal(tape.gradient(y, x), noise)


def test_gradients_with_regard_to_variables_and_captured_tensors():
    variable, captured = tf.Variable(2.0), tf.constant(5.0)
    function = tf.function(lambda x: x * variable * captured)
    with tf.GradientTape() as tape:
        tape.watch(captured)
        y = function(tf.constant(3.0))

    assert [float(g) for g in tape.gradient(y, [variable, captured])] == [15.0, 6.0]
    assert tape.watched_variables()[0] is variable


def test_a_recursive_use_of_one_function_is_differentiated():
    square = tf.function(lambda x: x * x)
    x = tf.constant(2.0)

    assert float(slope(lambda x: square(square(square(x))), x)[0]) == 8 * 2.0**7
    assert float(slope(tf.function(lambda x: square(square(x))), x)[0]) == 32.0


def test_a_function_without_gradient_says_so_when_it_is_called_under_a_tape():
    function = tf.function(lambda x: tf.raw_ops.Bitcast(input=x, type=tf.float32))
    with tf.GradientTape() as tape:
        tape.watch(x := tf.constant(1.0))
        with pytest.raises(LookupError, match="No gradient defined for operation'Bitcast'"):
            function(x)


def test_stop_gradients_and_seeds_of_graph_gradients():
    @tf.function
    def program(x):
        y = x * x
        z = y * x
        return tf.gradients(z, x, stop_gradients=[y]) + tf.gradients([z, y], x, grad_ys=[2.0, 3.0])

    assert [float(g) for g in program(tf.constant(2.0))] == [4.0, 36.0]


def test_hessians_are_symmetric():
    @tf.function
    def program(x):
        return tf.hessians(tf.reduce_sum(x) ** 2.0 * x[0], x)[0]

    found = program(tf.constant([1.0, 2.0, 3.0])).numpy()
    np.testing.assert_allclose(found, found.T)
    assert found.shape == (3, 3)


def test_nothing_stays_behind_on_the_list_of_recorders():
    slope(tf.function(lambda x: x * x), tf.constant(1.0))
    gc.collect()

    assert context.recorders() == []
