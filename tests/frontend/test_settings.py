"""Checks that are switched on, creators of variables, and TestCase as tests use it."""

import numpy as np
import pytest

import tfcompat as tf


@pytest.fixture
def checking():
    tf.debugging.enable_check_numerics()
    yield
    tf.debugging.disable_check_numerics()


def test_infinities_and_nans_are_reported_by_op_when_asked_for(checking):
    with pytest.raises(tf.errors.InvalidArgumentError) as caught:
        tf.math.log(tf.constant([0.0, 1.0]))
    text = str(caught.value)
    assert 'in output 0 of eagerly-executing op "Log" (# of outputs: 1) !!!' in text
    assert "# of -Inf elements: 1" in text and ": Tensor had -Inf values" in text
    with pytest.raises(tf.errors.InvalidArgumentError, match="Tensor had NaN values"):
        tf.constant([0.0]) / tf.constant([0.0])
    assert tf.constant([np.inf]).numpy()[0] == np.inf  # values as such are no mistakes


def test_functions_traced_meanwhile_check_too(checking):
    f = tf.function(lambda x: tf.math.log(x) * 0.0, autograph=False)
    assert f(tf.constant([1.0])).numpy() == [0.0]
    with pytest.raises(tf.errors.InvalidArgumentError, match='of graph op "Log"'):
        f(tf.constant([0.0]))


def test_nothing_is_checked_afterwards():
    tf.debugging.enable_check_numerics()
    tf.debugging.disable_check_numerics()
    assert tf.math.log(0.0).numpy() == -np.inf


def test_creators_hold_within_functions_and_modules():
    names = []

    def noting(next_creator, **kwargs):
        names.append(kwargs["name"])
        return next_creator(**kwargs)

    class Layer(tf.Module):
        def __init__(self):
            super().__init__()
            self.w = tf.Variable(1.0, name="w")

    made = []

    @tf.function(autograph=False)
    def f():
        if not made:
            made.append(tf.Variable(2.0, name="first"))
        return made[0].read_value()

    with tf.variable_creator_scope(noting):
        Layer()
        f()
    tf.Variable(3.0, name="outside")
    assert names == ["w", "first"]


class Checks(tf.test.TestCase):
    def test_nested_values_are_compared(self):
        self.assertAllClose({"a": [tf.constant(1.0), 2.0]}, {"a": [1.0, np.float32(2.0)]})
        with self.assertRaisesRegex(AssertionError, "not close where"):
            self.assertAllClose({"a": 1.0}, {"a": 1.1})
        with self.assertRaisesRegex(AssertionError, "dict to non-dict"):
            self.assertAllClose({"a": 1.0}, [1.0])

    def test_texts_and_nans_are_equal_to_themselves(self):
        self.assertAllEqual(tf.constant(["a", "b"]), ["a", "b"])
        self.assertAllEqual([np.nan, 1.0], tf.constant([np.nan, 1.0]))
        self.assertNotAllEqual([1], [2])

    def test_temporary_folders_are_there(self):
        with open(f"{self.get_temp_dir()}/file", "w", encoding="utf-8") as file:
            file.write("text")

    def test_gradients_of_two_arguments(self):
        by_rules, by_differences = tf.test.compute_gradient(
            lambda x, y: tf.matmul(x, y), [np.ones((2, 3)), np.ones((3, 1))])
        self.assertEqual([m.shape for m in by_rules], [(2, 6), (2, 3)])
        for one, other in zip(by_rules, by_differences):
            self.assertAllClose(one, other, rtol=1e-4, atol=1e-4)
