"""Variables: values of their own, checked assignments, copies; see conformance/facts too."""

import copy
import gc
import pickle
import weakref

import numpy as np
import pytest

import tfcompat as tf


def test_a_variable_has_its_value_to_itself():
    array = np.array([1.0, 2.0])
    v = tf.Variable(array)
    w = tf.Variable(v)
    array[0] = 9
    v.numpy()[0] = 9
    np.asarray(v)[0] = 9
    np.array(v)[0] = 9
    assert v.numpy().tolist() == [1.0, 2.0]

    v.assign(array)
    array[1] = 9
    assert v.numpy().tolist() == [9.0, 2.0] and w.numpy().tolist() == [1.0, 2.0]


def test_values_read_before_an_assignment_stay():
    v = tf.Variable([1.0, 2.0])
    read = [v.value(), v.read_value(), tf.convert_to_tensor(v), v + 0.0, v[:], v.numpy()]
    v.assign_add([10.0, 10.0])
    v.assign([5.0, 5.0])

    assert all(np.array(value).tolist() == [1.0, 2.0] for value in read)


@pytest.mark.parametrize("value", [[1.0], [[1.0, 2.0]], 1.0, tf.constant([1.0, 2.0, 3.0])])
def test_values_of_another_shape_are_refused_and_change_nothing(value):
    v = tf.Variable([1.0, 2.0], name="weights")
    with pytest.raises(ValueError, match="Cannot assign value to variable ' weights:0'"):
        v.assign(value)

    assert v.numpy().tolist() == [1.0, 2.0]


@pytest.mark.parametrize("value", ["text", tf.constant([1, 2]), object(), None, [1j, 2j]])
def test_values_of_another_dtype_are_refused_and_change_nothing(value):
    v = tf.Variable([1.0, 2.0])
    for assign in (v.assign, v.assign_add, v.assign_sub):
        with pytest.raises((ValueError, TypeError)):
            assign(value)

    assert v.numpy().tolist() == [1.0, 2.0]


def test_a_loose_shape_takes_all_it_allows():
    v = tf.Variable([[1.0, 2.0]], shape=[None, 2])
    v.assign([[1.0, 2.0], [3.0, 4.0]])
    assert v.shape.as_list() == [None, 2] and v.numpy().shape == (2, 2)
    with pytest.raises(ValueError, match="incompatible"):
        v.assign([[1.0]])
    with pytest.raises(ValueError, match="not compatible with the explicitly supplied"):
        tf.Variable([1.0], shape=[2])


@pytest.mark.parametrize("value", [1.5, [1, 2], "text", ["a", "b"], [True]])
def test_copies_have_a_value_of_their_own(value):
    v = tf.Variable(value, name="n", trainable=False)
    for make in (copy.copy, copy.deepcopy, lambda v: pickle.loads(pickle.dumps(v))):
        copied = make(v)
        assert (copied.name, copied.dtype, copied.shape, copied.trainable) == (
            v.name, v.dtype, v.shape, False)
        assert np.array_equal(copied.numpy(), v.numpy()) and copied.handle is not v.handle
        copied.assign(tf.zeros_like(v) if v.dtype is not tf.string else tf.fill(v.shape, "z"))
        assert np.array_equal(v.numpy(), tf.Variable(value).numpy())


def test_a_trace_keeps_the_value_of_a_variable_but_not_the_variable():
    v = tf.Variable(tf.ones([10]))
    function = tf.function(lambda: v[0] + 1.0).get_concrete_function()  # noqa: F821
    reference, resource = weakref.ref(v), weakref.ref(v._resource)
    del v
    gc.collect()
    assert reference() is None and function().numpy() == 2 and function.variables == ()
    del function
    gc.collect()

    assert resource() is None


def test_variables_refuse_what_tensors_refuse():
    v = tf.Variable([1.0, 2.0])
    for call in (lambda: hash(v), lambda: bool(v), lambda: float(v), lambda: v.nothing):
        with pytest.raises((TypeError, ValueError, AttributeError)):
            call()
    with pytest.raises(ValueError, match="initial_value"):
        tf.Variable()
    with pytest.raises(ValueError, match="constraint"):
        tf.Variable(1.0, constraint=3)
    with pytest.raises(NotImplementedError, match="TensorFlow 1.x"):
        tf.Variable(variable_def=3)


def test_creation_in_a_function_is_for_the_first_trace_only():
    made = []

    @tf.function
    def once(x):
        if not made:
            made.append(tf.Variable(5.0))
        return x + made[0]

    assert once(tf.constant(1.0)).numpy() == 6 and once(tf.constant([1.0])).numpy() == [6]
    with pytest.raises(ValueError, match="only supports singleton tf.Variables"):
        tf.function(lambda: tf.Variable(1.0))()
