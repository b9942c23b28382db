"""Tapes: what they follow, in which order gradients come about, and what they let go of."""

import gc
import threading
import weakref

import numpy as np
import pytest

import tfcompat as tf
from tfcompat._src.core import context


def taped(function, *sources, **options):
    """Return a tape that recorded `function` of watched tensors, and what that returned."""
    with tf.GradientTape(**options) as tape:
        tape.watch(sources)
        result = function(*sources)
    return tape, result


def numeric(function, value, step=1e-3):
    """Return the gradient of a scalar function by central differences."""
    value = np.asarray(value, np.float64)
    found = np.zeros_like(value)
    for index in np.ndindex(value.shape):
        moved = value.copy()
        moved[index] += step
        above = float(function(tf.constant(moved)))
        moved[index] -= 2 * step
        found[index] = (above - float(function(tf.constant(moved)))) / (2 * step)
    return found


@pytest.mark.parametrize("function", [
    lambda x: tf.reduce_sum(x * x * x),
    lambda x: tf.reduce_sum(tf.sin(x) * tf.exp(x)),
    lambda x: tf.reduce_mean(tf.matmul(x, x, transpose_b=True)),
    lambda x: tf.reduce_sum(tf.nn.softmax(x) * x),
    lambda x: tf.reduce_sum(tf.concat([x, x * 2.0], 0)[1:3] ** 2),
    lambda x: tf.reduce_sum(tf.gather(x, [1, 1, 0])[:, 1] * x[0, 0]),
])
def test_gradients_are_the_slopes(function):
    x = tf.constant([[0.3, -1.2, 0.5], [2.0, 0.1, -0.4]], tf.float64)
    tape, y = taped(function, x)

    np.testing.assert_allclose(
        tf.convert_to_tensor(tape.gradient(y, x)), numeric(function, x), rtol=1e-5, atol=1e-5)


def test_third_derivatives_come_from_three_tapes():
    x = tf.constant(2.0)
    with tf.GradientTape() as t3:
        t3.watch(x)
        with tf.GradientTape() as t2:
            t2.watch(x)
            tape, y = taped(lambda x: x**4.0, x)
            first = tape.gradient(y, x)
        second = t2.gradient(first, x)

    assert (float(first), float(second)) == (32.0, 48.0)
    assert float(t3.gradient(second, x)) == 48.0


def test_contributions_from_all_uses_are_added():
    x = tf.constant(3.0)
    tape, y = taped(lambda x: x * x + x + 2.0 * x + tf.identity(x), x)

    assert float(tape.gradient(y, x)) == 10.0


def test_calls_that_do_not_depend_on_anything_watched_are_not_kept():
    x = tf.constant(1.0)
    with tf.GradientTape() as tape:
        tape.watch(x)
        unrelated = tf.constant(2.0) * 3.0
        y = x * unrelated

    assert len(tape._recorder.entries) == 1
    assert float(tape.gradient(y, x)) == 6.0


def test_calls_beside_the_way_to_a_source_are_not_differentiated():
    x, other = tf.constant(1.0), tf.constant(2.0)
    with tf.GradientTape() as tape:
        tape.watch([x, other])
        aside = tf.raw_ops.Bitcast(input=other, type=tf.float32)  # has no gradient
        y = x * aside

    assert float(tape.gradient(y, x)) == 2.0


def test_an_op_without_gradient_in_between_is_a_lookup_error():
    x = tf.constant(1.0)
    tape, y = taped(lambda x: tf.raw_ops.Bitcast(input=x, type=tf.float32), x)

    with pytest.raises(LookupError, match="gradient registry has no entry for: Bitcast"):
        tape.gradient(y, x)


def test_everything_is_released_after_the_gradient():
    x = tf.constant(np.ones((4, 4), np.float32))
    tape, y = taped(lambda x: tf.reduce_sum(tf.exp(x * x)), x)
    kept = weakref.ref(tape._recorder)
    gc.disable()
    try:
        tape.gradient(y, x)
        assert kept() is None
    finally:
        gc.enable()


@pytest.mark.parametrize("persistent", [False, True])
def test_values_are_released_while_the_gradient_is_computed(persistent):
    x = tf.constant(np.ones(4, np.float32))
    between, alive = [], []

    @tf.custom_gradient
    def first(x):
        def gradient(dy):
            alive.append(sum(one() is not None for one in between))
            return dy

        return tf.identity(x), gradient

    with tf.GradientTape(persistent=persistent) as tape:
        tape.watch(x)
        y = first(x)
        for _ in range(20):
            y = tf.tanh(y)
            between.append(weakref.ref(y))
    del y
    target = between[-1]()
    gc.disable()
    try:
        tape.gradient(target, x)
    finally:
        gc.enable()
    assert alive == [20 if persistent else 1]


def test_a_rule_that_looks_at_no_values_keeps_none_alive():
    x = tf.constant(np.ones((4, 4), np.float32))
    with tf.GradientTape() as tape:
        tape.watch(x)
        between = x * 1.0
        seen = weakref.ref(between)
        y = -between
        del between

    assert seen() is None
    np.testing.assert_array_equal(tape.gradient(y, x), -np.ones((4, 4)))


def test_a_number_that_is_free_again_is_not_taken_for_an_earlier_tensor():
    x = tf.constant(1.0)
    with tf.GradientTape() as tape:
        tape.watch(x)
        y = x * 2.0
        for _ in range(100):
            del y
            y = tf.constant(5.0) * 1.0  # may get the memory of what depended on x
            assert tape._recorder.tracks(y) is False
            y = x * 2.0

    assert float(tape.gradient(y, x)) == 2.0


def test_tapes_see_only_the_calls_of_their_own_thread():
    x = tf.constant(2.0)
    results = []

    def work():
        tape, y = taped(lambda x: x * x * x, x)
        results.append(float(tape.gradient(y, x)))

    with tf.GradientTape() as tape:
        tape.watch(x)
        threads = [threading.Thread(target=work) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        count = len(tape._recorder.entries)
        y = x * x

    assert count == 0
    assert results == [12.0] * 4
    assert float(tape.gradient(y, x)) == 4.0


def test_an_error_within_the_block_ends_the_recording():
    with pytest.raises(RuntimeError, match="stop here"):
        with tf.GradientTape():
            raise RuntimeError("stop here")

    assert context.recorders() == []


def test_variables_are_listed_in_the_order_they_were_made():
    variables = [tf.Variable(float(i)) for i in range(5)]
    with tf.GradientTape() as tape:
        for variable in reversed(variables):
            variable.read_value()

    assert [id(v) for v in tape.watched_variables()] == [id(v) for v in variables]


def test_gradients_of_gathered_rows_stay_rows():
    table = tf.Variable(np.ones((1000, 4), np.float32))
    with tf.GradientTape() as tape:
        y = tf.gather(table, [3, 5, 3])
    gradient = tape.gradient(y, table)

    assert isinstance(gradient, tf.IndexedSlices)
    assert gradient.indices.numpy().tolist() == [3, 5, 3]
    assert gradient.shape == [1000, 4]
    assert tf.convert_to_tensor(gradient).numpy()[3].tolist() == [2.0] * 4


def test_a_step_of_training_changes_the_variables():
    rng = np.random.default_rng(0)
    x = tf.constant(rng.normal(size=(8, 3)).astype(np.float32))
    wanted = tf.constant(rng.normal(size=(8, 1)).astype(np.float32))
    weights = tf.Variable(tf.zeros([3, 1]))

    def step():
        with tf.GradientTape() as tape:
            loss = tf.reduce_mean((x @ weights - wanted) ** 2)
        weights.assign_sub(0.1 * tape.gradient(loss, weights))
        return float(loss)

    eager = [step() for _ in range(5)]
    weights.assign(tf.zeros([3, 1]))
    traced = tf.function(lambda: step_in_graph())

    def step_in_graph():
        with tf.GradientTape() as tape:
            loss = tf.reduce_mean((x @ weights - wanted) ** 2)
        weights.assign_sub(0.1 * tape.gradient(loss, weights))
        return loss

    assert [float(traced()) for _ in range(5)] == pytest.approx(eager, rel=1e-6)
    assert eager == sorted(eager, reverse=True)


def test_jacobians_equal_those_of_single_elements():
    x = tf.constant([1.0, 2.0, 3.0])
    tape, y = taped(lambda x: tf.reshape(x, [3, 1]) * x, x, persistent=True)
    whole = tape.jacobian(y, x).numpy()

    for i, j in np.ndindex(3, 3):
        pick = np.zeros((3, 3), np.float32)
        pick[i, j] = 1
        row = tape.gradient(y, x, output_gradients=tf.constant(pick))
        np.testing.assert_array_equal(whole[i, j], row)


def test_batch_jacobians_are_the_diagonal_of_jacobians():
    x = tf.constant([[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]])
    tape, y = taped(lambda x: tf.sin(x) * x[:, ::-1], x, persistent=True)
    whole = tape.jacobian(y, x).numpy()

    np.testing.assert_allclose(
        tape.batch_jacobian(y, x), np.stack([whole[i, :, i] for i in range(3)]), rtol=1e-6)
