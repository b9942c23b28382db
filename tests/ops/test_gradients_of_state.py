"""Gradients by variables and through ops of graphs, which the samples cannot show."""

import numpy as np
import pytest

import tfcompat as tf
from tfcompat._src.core import raw


@pytest.fixture
def matrix():
    return tf.Variable(np.arange(6, dtype=np.float32).reshape(3, 2))


def test_reading_a_variable_passes_the_gradient_on(matrix):
    with tf.GradientTape() as tape:
        y = raw.ReadVariableOp(matrix.handle, dtype=tf.float32) * 3.0

    assert tape.gradient(y, matrix).numpy().tolist() == [[3, 3]] * 3


def test_gathering_rows_of_a_variable_gives_slices(matrix):
    with tf.GradientTape() as tape:
        y = raw.ResourceGather(matrix.handle, [[2, 0], [2, 2]], dtype=tf.float32)

    rows = tape.gradient(y, matrix, output_gradients=tf.reshape(tf.range(8.0), [2, 2, 2]))
    assert isinstance(rows, tf.IndexedSlices)
    assert rows.indices.numpy().tolist() == [2, 0, 2, 2]
    assert rows.values.numpy().tolist() == [[0, 1], [2, 3], [4, 5], [6, 7]]
    assert rows.dense_shape.numpy().tolist() == [3, 2]
    assert tf.convert_to_tensor(rows).numpy().tolist() == [[2, 3], [0, 0], [10, 13]]


@pytest.mark.parametrize(("indices", "dense"), [
    ([[2], [2]], [[0, 0], [0, 0], [2, 2]]),
    ([[0, 1], [2, 0]], [[0, 1], [0, 0], [1, 0]]),
    ([2, 1], [[0, 0], [0, 0], [0, 1]]),
])
def test_picking_elements_of_a_variable(matrix, indices, dense):
    with tf.GradientTape() as tape:
        y = raw.ResourceGatherNd(matrix.handle, indices, dtype=tf.float32)

    assert tf.convert_to_tensor(tape.gradient(y, matrix)).numpy().tolist() == dense


@pytest.mark.parametrize(("taken", "gradient"), [(True, [6.0, 12.0]), (False, [-3.0, -3.0])])
def test_a_branch_of_single_nodes_has_a_gradient_where_it_was_taken(taken, gradient):
    @tf.function(autograph=False)
    def branched(x, pred):
        with tf.GradientTape() as tape:
            tape.watch(x)
            if_false, if_true = raw.Switch(x, pred)
            y = raw.Merge([raw.Neg(if_false), raw.Square(if_true)])[0] * 3.0
        return tape.gradient(y, x)

    assert branched(tf.constant([1.0, 2.0]), tf.constant(taken)).numpy().tolist() == gradient


def test_what_a_branch_does_not_depend_on_gets_zeros_when_it_is_taken():
    @tf.function(autograph=False)
    def branched(x, w, pred):
        with tf.GradientTape() as tape:
            tape.watch([x, w])
            x_false, x_true = raw.Switch(x, pred)
            _, w_true = raw.Switch(w, pred)
            y = raw.Merge([raw.Neg(x_false), x_true * w_true])[0]
        return tape.gradient(y, [x, w])

    x, w = tf.constant([1.0, 2.0]), tf.constant([3.0, 4.0])
    assert [g.numpy().tolist() for g in branched(x, w, tf.constant(True))] == [[3, 4], [1, 2]]
    assert [g.numpy().tolist() for g in branched(x, w, tf.constant(False))] == [[-1, -1], [0, 0]]


def test_leaving_a_loop_of_single_nodes_is_refused_by_name():
    x = tf.constant(1.0)
    with tf.GradientTape() as tape:
        tape.watch(x)
        y = raw.Exit(x)

    with pytest.raises(NotImplementedError, match="does not support graph control flow"):
        tape.gradient(y, x)


def test_a_prevented_gradient_says_why():
    x = tf.constant(1.0)
    with tf.GradientTape() as tape:
        tape.watch(x)
        y = raw.PreventGradient(x, message="not twice")

    with pytest.raises(LookupError, match="Gradient explicitly disabled. Reason: b'not twice'"):
        tape.gradient(y, x)


def test_a_batch_counted_from_the_end_needs_the_rank_of_the_indices():
    signature = [tf.TensorSpec([2, 3]), tf.TensorSpec(None, tf.int32)]

    @tf.function(autograph=False, input_signature=signature)
    def gathered(x, indices):
        with tf.GradientTape() as tape:
            tape.watch(x)
            y = raw.GatherV2(x, indices, 1, batch_dims=-1)
        return tape.gradient(y, x)

    with pytest.raises(ValueError, match="unsupported to take the gradient of tf.gather when"):
        gathered(tf.zeros([2, 3]), tf.constant([[0], [1]]))


def test_gathering_along_an_axis_that_is_not_known_yet():
    @tf.function(autograph=False)
    def gathered(x, indices, axis):
        with tf.GradientTape() as tape:
            tape.watch(x)
            y = raw.GatherV2(x, indices, axis)
        return tape.gradient(y, x)

    x, indices = tf.zeros([2, 3]), tf.constant([1, 1])
    assert gathered(x, indices, tf.constant(0)).numpy().tolist() == [[0, 0, 0], [2, 2, 2]]
    assert gathered(x, indices, tf.constant(-1)).numpy().tolist() == [[0, 2, 0], [0, 2, 0]]
