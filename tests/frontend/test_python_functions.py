"""Python functions as nodes: who keeps them, what they see, gradients, errors."""

import gc
import weakref

import numpy as np
import pytest

import tfcompat as tf


def test_functions_live_as_long_as_the_graph_that_calls_them():
    def double(x):
        return x * np.float32(2)

    traced = tf.function(
        lambda x: tf.numpy_function(double, [x], tf.float32), autograph=False)  # noqa: F821
    assert traced(tf.constant(2.0)).numpy() == 4.0
    reference = weakref.ref(double)
    del double
    gc.collect()
    assert reference() is not None and traced(tf.constant(3.0)).numpy() == 6.0
    del traced
    gc.collect()
    assert reference() is None


def test_functions_run_eagerly_and_in_the_order_of_other_effects():
    v, seen = tf.Variable(1.0), []

    @tf.function(autograph=False)
    def f():
        v.assign_add(1.0)
        tf.py_function(lambda x: seen.append((tf.executing_eagerly(), float(x))), [v], [])
        v.assign_add(1.0)
        tf.py_function(lambda x: seen.append((tf.executing_eagerly(), float(x))), [v], [])

    f()
    assert seen == [(True, 2.0), (True, 3.0)]


def test_backward_calls_in_loops_take_the_record_of_their_own_forward_call():
    calls = []

    def square(x):
        calls.append(1)
        return x * x

    @tf.function(autograph=False)
    def f(x):
        for _ in range(3):
            x = tf.py_function(square, [x], tf.float32)
        return x

    x = tf.Variable(2.0)
    with tf.GradientTape() as tape:
        y = f(x)
    assert y.numpy() == 256.0 and tape.gradient(y, x).numpy() == 8 * 2.0**7
    assert len(calls) == 3  # no second run for the gradient


def test_several_results_of_which_some_have_no_gradient():
    @tf.function(autograph=False)
    def f(x):
        parts = tf.py_function(
            lambda x: [x * 3.0, tf.cast(x, tf.int32)], [x], [tf.float32, tf.int32])
        return parts[0], parts[1]

    x = tf.constant(2.5)
    with tf.GradientTape() as tape:
        tape.watch(x)
        three, whole = f(x)
    assert whole.numpy() == 2 and tape.gradient(three, x).numpy() == 3.0


def test_text_and_arrays_go_in_and_out():
    f = tf.function(
        lambda t: tf.numpy_function(lambda t: np.char.upper(t.astype(str)), [t], tf.string),
        autograph=False)
    assert f(tf.constant(["ab", "c"])).numpy().tolist() == [b"AB", b"C"]


def test_functions_of_another_process_are_named():
    with pytest.raises(tf.errors.InvalidArgumentError, match="callback pyfunc_x is not found"):
        tf.raw_ops.PyFunc(input=[], token="pyfunc_x", Tout=[tf.float32])
