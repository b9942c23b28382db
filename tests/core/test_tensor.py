"""Eager tensors: immutable, copied at the border, and good citizens of Python."""

import copy
import gc
import pickle
import weakref

import numpy as np
import pytest

import tfcompat as tf

VALUES = [
    tf.constant([[1, 2], [3, 4]]), tf.constant(2.5), tf.constant("text"), tf.constant(["a", "b"]),
    tf.constant([True, False]), tf.constant([1.5, 2.5], tf.bfloat16), tf.constant([], tf.int8),
    tf.constant(1 + 2j), tf.zeros([0, 3]),
]


def same(one, other):
    return one.dtype is other.dtype and one.shape == other.shape and \
        one.numpy().tolist() == other.numpy().tolist() if one.shape.rank else \
        one.numpy() == other.numpy()


@pytest.mark.parametrize("tensor", VALUES, ids=repr)
def test_copies_and_pickles_are_equal(tensor):
    for copied in (copy.copy(tensor), copy.deepcopy(tensor), pickle.loads(pickle.dumps(tensor))):
        assert same(copied, tensor) and type(copied) is type(tensor)


@pytest.mark.parametrize("tensor", VALUES, ids=repr)
def test_an_array_that_was_handed_out_cannot_change_the_tensor(tensor):
    before = repr(tensor)
    out = tensor.numpy()
    if isinstance(out, np.ndarray) and out.size:
        out.reshape(-1)[0] = out.reshape(-1)[-1]
        out[...] = out.reshape(-1)[0]
    assert not np.asarray(tensor).flags.writeable
    assert np.array(tensor).flags.writeable

    assert repr(tensor) == before


def test_the_array_a_tensor_was_made_of_may_change_afterwards():
    array = np.array([1.0, 2.0])
    made = [tf.constant(array), tf.convert_to_tensor(array), tf.constant([array])[0],
            tf.Variable(array), tf.identity(array), tf.function(lambda x: x)(array)]
    array[:] = 9

    for value in made:
        assert value.numpy().tolist() == [1.0, 2.0]


def test_views_inside_results_do_not_tie_tensors_together():
    x = tf.Variable([1.0, 2.0, 3.0])
    view = x[1:]
    reshaped = tf.reshape(x, [3, 1])
    x.assign([7.0, 8.0, 9.0])

    assert view.numpy().tolist() == [2.0, 3.0]
    assert reshaped.numpy().tolist() == [[1.0], [2.0], [3.0]]


def test_numpy_leaves_arithmetic_with_tensors_to_them():
    for result in (np.array([1, 2]) + tf.constant([1, 2]), np.int32(1) + tf.constant(1)):
        assert isinstance(result, tf.Tensor)


def test_tensors_are_weakly_referable_and_freed_at_once():
    tensor = tf.constant([1])
    reference = weakref.ref(tensor)
    gc.disable()
    try:
        del tensor
        assert reference() is None
    finally:
        gc.enable()


def test_references_compare_by_identity():
    one, other = tf.constant(1), tf.constant(1)

    assert one.ref() == one.ref() and one.ref() != other.ref()
    assert {one.ref(): 1}[one.ref()] == 1 and one.ref().deref() is one
    with pytest.raises(TypeError, match="Tensor is unhashable"):
        hash(one)


@pytest.mark.parametrize("call", [
    lambda: bool(tf.constant([1, 2])), lambda: bool(tf.constant([])), lambda: len(tf.constant(1)),
    lambda: iter(tf.constant(1)).__next__(), lambda: int(tf.constant([1, 2])),
    lambda: [1][tf.constant(1.5)], lambda: tf.constant(1).name, lambda: tf.constant(1).nothing,
])
def test_what_has_no_meaning_is_refused(call):
    with pytest.raises((TypeError, ValueError, AttributeError)):
        call()
