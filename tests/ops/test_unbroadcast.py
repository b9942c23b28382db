"""Gradients of what was broadcast come back in the shape of the operand, summed where repeated."""

import itertools

import numpy as np
import pytest

import tfcompat as tf
from tfcompat._src.ops.unbroadcast import unbroadcast, unbroadcast_batch

SHAPES = [(), (1,), (3,), (1, 1), (2, 1), (1, 3), (2, 3), (2, 1, 1), (1, 2, 3), (4, 2, 3), (0, 3)]


def pairs():
    """Return pairs of shapes that broadcast."""
    found = []
    for a, b in itertools.product(SHAPES, repeat=2):
        try:
            found.append((a, b, np.broadcast_shapes(a, b)))
        except ValueError:
            continue
    return found


def expected(dy, shape):
    """Sum `dy` to a shape, one axis after the other."""
    while dy.ndim > len(shape):
        dy = dy.sum(0)
    for axis, size in enumerate(shape):
        if size == 1:
            dy = dy.sum(axis, keepdims=True)
    return dy


def traced(function, *specs):
    """Return the concrete function of `function` and the types of the ops in it."""
    concrete = tf.function(function, autograph=False).get_concrete_function(*specs)
    return concrete, [op.type for op in concrete.graph.get_operations()]


@pytest.mark.parametrize(("a", "b", "whole"), pairs())
def test_the_gradient_has_the_shape_of_the_operand(a, b, whole):
    dy = np.arange(np.prod(whole, dtype=int), dtype=np.float32).reshape(whole)
    x, y = tf.zeros(a), tf.zeros(b)

    assert unbroadcast(tf.constant(dy), x).numpy().tolist() == expected(dy, a).tolist()
    assert unbroadcast(tf.constant(dy), x, y).numpy().tolist() == expected(dy, a).tolist()


@pytest.mark.parametrize(("a", "b", "whole"), pairs())
def test_sizes_that_are_not_known_yet_are_found_out(a, b, whole):
    dy = tf.constant(np.arange(np.prod(whole, dtype=int), dtype=np.float32).reshape(whole))
    inputs = (dy, tf.zeros(a), tf.zeros(b))
    ranks = [tf.TensorSpec([None] * len(t.shape)) for t in inputs]
    for specs in (ranks, [tf.TensorSpec(None)] * 3):
        concrete, _ = traced(lambda dy, x, y: unbroadcast(dy, x, y), *specs)

        result = concrete(*inputs)
        assert result.numpy().tolist() == expected(dy.numpy(), a).tolist()


def test_nothing_is_summed_where_shapes_are_equal():
    dy = tf.ones([2, 3])

    assert unbroadcast(dy, tf.zeros([2, 3])) is dy


def test_a_batch_of_unknown_size_needs_no_shapes_in_the_graph():
    batch, vector = tf.TensorSpec([None, 3]), tf.TensorSpec([3])

    _, by_vector = traced(lambda dy, x, y: unbroadcast(dy, y, x), batch, batch, vector)
    _, by_batch = traced(lambda dy, x, y: unbroadcast(dy, x, y), batch, batch, vector)

    assert "Sum" in by_vector and "Shape" not in by_vector
    assert "Sum" not in by_batch and "Shape" not in by_batch


def test_of_batches_of_matrices_only_the_batch_is_summed():
    dy = np.arange(48, dtype=np.float32).reshape(2, 3, 4, 2)

    for lead in ((), (1,), (3,), (2, 1), (1, 3), (2, 3)):
        x = tf.zeros((*lead, 4, 2))
        target = expected(dy.reshape(2, 3, 8), (*lead, 8)).reshape(x.shape)
        assert unbroadcast_batch(tf.constant(dy), x).numpy().tolist() == target.tolist()
        concrete, _ = traced(unbroadcast_batch, tf.TensorSpec([None] * 4),
                             tf.TensorSpec([None] * len(x.shape)))
        assert concrete(tf.constant(dy), x).numpy().tolist() == target.tolist()


def test_matrices_of_one_row_are_not_summed():
    dy = tf.ones([2, 1, 3])

    assert unbroadcast_batch(dy, tf.zeros([2, 1, 3])).shape == [2, 1, 3]
    assert unbroadcast_batch(dy, tf.zeros([1, 3])).numpy().tolist() == [[2, 2, 2]]
