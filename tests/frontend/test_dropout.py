"""Dropout: recorded numbers, and where they come from."""

import pytest

import tfcompat as tf


def test_a_rate_of_zero_uses_up_a_seed_as_in_tensorflow():
    tf.random.set_seed(1)

    untouched = tf.nn.dropout(tf.ones([3]), 0.0)

    assert untouched.numpy().tolist() == [1, 1, 1]
    assert tf.random.uniform([1]).numpy()[0] == pytest.approx(0.51010704)
    assert tf.nn.dropout(tf.ones([6]), 0.5).numpy().tolist() == [2, 2, 2, 0, 2, 0]


def test_numbers_may_come_from_a_seed_or_a_function():
    generator = tf.random.Generator.from_seed(1)

    general = tf.nn.experimental.general_dropout(tf.ones([4]), 0.5, generator.uniform)
    stateless = tf.nn.experimental.stateless_dropout(
        tf.ones([4, 2]), 0.5, seed=[1, 2], rng_alg="philox", noise_shape=[None, 1]
    )

    assert general.numpy().tolist() == [2, 0, 0, 2]
    assert stateless.numpy().tolist() == [[2, 2], [0, 0], [2, 2], [0, 0]]


def test_rates_are_checked():
    with pytest.raises(ValueError, match=r"float in the range \[0, 1\)"):
        tf.nn.experimental.stateless_dropout(tf.ones([4]), 1.0, seed=[1, 2])
    with pytest.raises(ValueError, match="must be a floating point tensor"):
        tf.nn.dropout(tf.constant([1]), 0.5)
