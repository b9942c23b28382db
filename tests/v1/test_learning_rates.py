"""Learning rates that follow the steps: the numbers are TensorFlow's."""

import numpy as np
import pytest

import tfcompat as tf

train = tf.compat.v1.train
STEPS = (0, 1, 3, 10, 25, 40)
CASES = {
    "exponential": (
        lambda s: train.exponential_decay(0.5, s, 10, 0.9),
        [0.5, 0.49476, 0.484443, 0.45, 0.384217, 0.32805]),
    "exponential in stairs": (
        lambda s: train.exponential_decay(0.5, s, 10, 0.9, staircase=True),
        [0.5, 0.5, 0.5, 0.45, 0.405, 0.32805]),
    "natural": (
        lambda s: train.natural_exp_decay(0.5, s, 10, 0.9),
        [0.5, 0.456966, 0.38169, 0.203285, 0.0527, 0.013662]),
    "natural in stairs": (
        lambda s: train.natural_exp_decay(0.5, s, 10, 0.9, staircase=True),
        [0.5, 0.5, 0.5, 0.203285, 0.082649, 0.013662]),
    "inverse": (
        lambda s: train.inverse_time_decay(0.5, s, 10, 0.9),
        [0.5, 0.458716, 0.393701, 0.263158, 0.153846, 0.108696]),
    "inverse in stairs": (
        lambda s: train.inverse_time_decay(0.5, s, 10, 0.9, staircase=True),
        [0.5, 0.5, 0.5, 0.263158, 0.178571, 0.108696]),
    "pieces": (
        lambda s: train.piecewise_constant(s, [2, 20], [0.3, 0.2, 0.1]),
        [0.3, 0.3, 0.2, 0.2, 0.1, 0.1]),
    "polynomial": (
        lambda s: train.polynomial_decay(0.5, s, 20, 0.1, power=2.0),
        [0.5, 0.461, 0.389, 0.2, 0.1, 0.1]),
    "polynomial in cycles": (
        lambda s: train.polynomial_decay(0.5, s, 20, 0.1, power=2.0, cycle=True),
        [0.5, 0.461, 0.389, 0.2, 0.15625, 0.1]),
    "cosine": (
        lambda s: train.cosine_decay(0.5, s, 20, 0.1),
        [0.5, 0.49723, 0.475476, 0.275, 0.05, 0.05]),
    "cosine again and again": (
        lambda s: train.cosine_decay_restarts(0.5, s, 10, 2.0, 0.9, 0.1),
        [0.5, 0.488988, 0.407252, 0.455, 0.109311, 0.36112]),
    "cosine as long each time": (
        lambda s: train.cosine_decay_restarts(0.5, s, 10, 1.0, 0.9, 0.1),
        [0.5, 0.488988, 0.407252, 0.455, 0.23225, 0.345245]),
    "linear cosine": (
        lambda s: train.linear_cosine_decay(0.5, s, 20, 0.3, 0.1, 0.01),
        [0.555, 0.528835, 0.47057, 0.243168, 0.022275, 0.022275]),
}


@pytest.mark.parametrize("name", CASES)
def test_rates_follow_the_steps(name):
    make, wanted = CASES[name]
    step = tf.Variable(0, dtype=tf.int64)
    rate, found = make(step), []
    for number in STEPS:
        step.assign(number)
        found.append(float(rate()))
    np.testing.assert_allclose(found, wanted, rtol=2e-5)


@pytest.mark.parametrize("name", CASES)
def test_rates_in_graphs_are_tensors(name):
    make, wanted = CASES[name]
    with tf.Graph().as_default(), tf.compat.v1.Session() as session:
        step = tf.compat.v1.placeholder(tf.int64, [])
        rate = make(step)
        found = [session.run(rate, {step: number}) for number in STEPS]
    np.testing.assert_allclose(found, wanted, rtol=2e-5)


def test_optimizers_take_them():
    step, v = tf.Variable(0, dtype=tf.int64), tf.Variable([1.0, 2.0])
    optimizer = train.GradientDescentOptimizer(train.exponential_decay(0.1, step, 1, 0.5))
    for _ in range(2):
        optimizer.minimize(lambda: tf.reduce_sum(v ** 2), global_step=step)
    np.testing.assert_allclose(v.numpy(), [0.72, 1.44], rtol=1e-6)


def test_noise_fades():
    tf.random.set_seed(3)
    step = tf.Variable(1000)
    rate = train.noisy_linear_cosine_decay(
        1.0, step, 2000, initial_variance=1.0, variance_decay=2.0, beta=0.0)
    assert float(rate()) == pytest.approx(0.25, abs=0.01)


@pytest.mark.parametrize(("boundaries", "values", "sentence"), [
    ([1, 2], [1.0, 2.0], "The length of boundaries should be 1 less than the length of values"),
    ([1, 2], [1.0, 2, 3.0], "Values must have elements all with the same dtype "
                            "(<dtype: 'float32'> vs <dtype: 'int32'>)."),
    ([1.5], [1.0, 2.0], "Boundaries (<dtype: 'float32'>) must have the same dtype as x "
                        "(<dtype: 'int32'>)."),
])
def test_pieces_that_do_not_fit_are_refused(boundaries, values, sentence):
    with pytest.raises(ValueError) as raised:
        train.piecewise_constant(tf.Variable(3), boundaries, values)()
    assert str(raised.value) == sentence
