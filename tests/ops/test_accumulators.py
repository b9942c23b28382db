"""Accumulators: what is added, left out and waited for, of dense gradients and of rows."""

import threading

import numpy as np
import pytest

import tfcompat as tf
from tfcompat._src.arrays import on_numpy as xp
from tfcompat._src.base import dtypes, errors
from tfcompat._src.base.shapes import TensorShape
from tfcompat._src.ops import accumulator_calls as calls

NAMED = {"container": b"", "shared_name": b"a", "reduction_type": b"MEAN"}
F32 = {"dtype": dtypes.float32}


def dense(*values):
    """A gradient."""
    return np.array(values, np.float32)


@pytest.fixture
def accumulator():
    """An accumulator of pairs, behind a reference."""
    return calls.conditional_accumulator(xp, **F32, shape=TensorShape([2]), **NAMED)


def add(accumulator, gradient, step=0):
    """Add a gradient."""
    calls.accumulator_apply_gradient(xp, accumulator, np.array(step), gradient, **F32)


def take(accumulator, count):
    """Take the mean out."""
    return calls.accumulator_take_gradient(xp, accumulator, np.array(count), **F32).tolist()


def test_the_mean_of_gradients_is_given_and_then_begins_anew(accumulator):
    add(accumulator, dense(1, 2))
    add(accumulator, dense(3, 4))
    assert calls.accumulator_num_accumulated(xp, accumulator) == 2
    assert take(accumulator, 1) == [2, 3]
    assert calls.accumulator_num_accumulated(xp, accumulator) == 0


def test_gradients_of_earlier_steps_are_left_out(accumulator):
    add(accumulator, dense(1, 2))
    take(accumulator, 1)
    add(accumulator, dense(9, 9), step=0)
    assert calls.accumulator_num_accumulated(xp, accumulator) == 0
    calls.accumulator_set_global_step(xp, accumulator, np.array(7))
    add(accumulator, dense(9, 9), step=6)
    add(accumulator, dense(1, 1), step=7)
    assert take(accumulator, 1) == [1, 1]


def test_taking_waits_for_enough_gradients(accumulator):
    found = []
    thread = threading.Thread(target=lambda: found.append(take(accumulator, 2)))
    thread.start()
    add(accumulator, dense(1, 2))
    thread.join(0.05)
    assert not found
    add(accumulator, dense(3, 4))
    thread.join(10)
    assert found == [[2, 3]]


def test_gradients_that_do_not_fit_are_refused(accumulator):
    with pytest.raises(errors.InvalidArgumentError, match=r"expected \[2\], got \[3\]"):
        add(accumulator, dense(1, 2, 3))
    with pytest.raises(errors.InvalidArgumentError, match="Expected a gradient of type float, got"):
        calls.accumulator_apply_gradient(
            xp, accumulator, np.array(0), np.array([1, 2]), dtype=dtypes.int64)
    with pytest.raises(errors.InvalidArgumentError, match="num_required must be positive"):
        take(accumulator, 0)
    with pytest.raises(errors.InvalidArgumentError, match="as a SparseConditionalAccumulator"):
        calls.sparse_accumulator_take_gradient(xp, accumulator, np.array(1), **F32)


def test_rows_are_added_and_counted_one_by_one():
    made = calls.sparse_conditional_accumulator(xp, **F32, shape=TensorShape([4, 1]), **NAMED)
    for numbers, rows in (([0, 2], [[1.0], [2.0]]), ([2, 3], [[4.0], [5.0]])):
        calls.sparse_accumulator_apply_gradient(
            xp, made, np.array(0), np.array(numbers), dense(*rows), np.array([4, 1]), **F32,
            has_known_shape=True)
    numbers, rows, shape = calls.sparse_accumulator_take_gradient(xp, made, np.array(2), **F32)

    assert numbers.tolist() == [0, 2, 3]
    assert rows.tolist() == [[1], [3], [5]]
    assert shape.tolist() == [4, 1]


def test_accumulators_work_eagerly_and_in_sessions():
    v1 = tf.compat.v1
    sums = v1.ConditionalAccumulator(tf.float32, reduction_type="SUM")
    sums.apply_grad(1.0)
    sums.apply_grad(2.0)
    assert sums.num_accumulated() == 2
    assert sums.take_grad(2) == 3.0
    with tf.Graph().as_default(), v1.Session() as session:
        rows = v1.SparseConditionalAccumulator(tf.float32)
        slices = tf.IndexedSlices(tf.constant([[2.0]]), tf.constant([5]))
        session.run(rows.apply_indexed_slices_grad(slices))
        taken = session.run(rows.take_indexed_slices_grad(1))
        assert (taken.indices.tolist(), taken.values.tolist()) == ([5], [[2.0]])
        assert session.run(rows.num_accumulated()) == 0
