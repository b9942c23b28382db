"""Gradients through branches and loops that use variables in some places only."""

import numpy as np
import pytest

import tfcompat as tf


def gradients(function, x, *variables):
    """Gradients of a function and of its gradient, both traced."""
    x = tf.constant(x)
    traced = tf.function(function)
    with tf.GradientTape() as outer:
        outer.watch(x)
        with tf.GradientTape() as inner:
            inner.watch(x)
            y = traced(x)
        first = inner.gradient(y, [x, *variables])
    second = outer.gradient(first[0], x)
    return [None if g is None else float(g) for g in [*first, second]]


@pytest.mark.parametrize("number", [0, 1])
def test_a_variable_may_be_used_in_one_branch_alone(number):
    v = tf.Variable(2.0)

    def f(x):
        return tf.switch_case(tf.constant(number), [lambda: x, lambda: x * x * v])

    assert gradients(f, 3.0, v) == ([12.0, 9.0, 4.0] if number else [1.0, 0.0, 0.0])


def test_loops_in_branches_in_loops_multiply_up():
    v = tf.Variable(2.0)

    def f(x):
        def body(i, y):
            twice = tf.cond(
                y > 5.0, lambda: tf.while_loop(
                    lambda j, z: j < 2, lambda j, z: (j + 1, z * v), [0, y])[1],
                lambda: y * x)
            return i + 1, twice

        return tf.while_loop(lambda i, y: i < 3, body, [0, x])[1]

    np.testing.assert_allclose(gradients(f, 3.0, v), [6.0 * 16.0, 9.0 * 4.0 * 8.0, 32.0])


def test_methods_with_gradients_of_their_own_can_be_functions():
    class Cube:
        @tf.custom_gradient
        def __call__(self, x):
            return x ** 3, lambda dy: dy * 7.0

        @tf.custom_gradient
        def method(self, x):
            return x ** 3, lambda dy: dy * 5.0

    x = tf.constant(2.0)
    with tf.GradientTape(persistent=True) as tape:
        tape.watch(x)
        y = tf.function(Cube().method)(x)
    assert (float(y), float(tape.gradient(y, x))) == (8.0, 5.0)


def test_errors_without_lines_of_the_users_have_no_frame():
    v = tf.Variable(2.0)
    function = tf.function(tf.custom_gradient(lambda x: (x * v, lambda dy: dy)))
    with pytest.raises(TypeError) as raised:
        function(tf.constant(1.0))
    assert str(raised.value).startswith("@tf.custom_gradient grad_fn must accept keyword")
    with pytest.raises(TypeError, match="^unsupported callable$"):
        tf.custom_gradient(lambda x: (x * x, 3))(tf.constant(1.0))
