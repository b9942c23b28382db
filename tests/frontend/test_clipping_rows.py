"""Clipping of IndexedSlices: rows stay rows, and norms are those of the rows that are there."""

import numpy as np
import pytest

import tfcompat as tf

DENSE = [3.0, -4.0, 0.0]


@pytest.fixture
def rows():
    return tf.IndexedSlices(
        tf.constant([[3.0, 4.0], [6.0, 8.0]]), tf.constant([0, 0]), tf.constant([3, 2]))


def same(found, rows, values):
    assert isinstance(found, tf.IndexedSlices)
    assert found.indices is rows.indices
    assert found.dense_shape is rows.dense_shape
    np.testing.assert_allclose(found.values.numpy(), values, rtol=1e-5)


def test_rows_are_clipped_by_value(rows):
    same(tf.clip_by_value(rows, 1.0, 5.0), rows, [[3.0, 4.0], [5.0, 5.0]])


def test_rows_are_clipped_by_norm(rows):
    same(tf.clip_by_norm(rows, 1.0), rows, np.array([[3.0, 4.0], [6.0, 8.0]]) / np.sqrt(125.0))


def test_rows_count_in_global_norms(rows):
    assert tf.linalg.global_norm([rows, None]).numpy() == pytest.approx(np.sqrt(125.0))
    (clipped, dense), norm = tf.clip_by_global_norm([rows, tf.constant(DENSE)], 1.0)
    assert norm.numpy() == pytest.approx(np.sqrt(150.0))
    same(clipped, rows, np.array([[3.0, 4.0], [6.0, 8.0]]) / np.sqrt(150.0))
    np.testing.assert_allclose(dense.numpy(), DENSE / np.sqrt(150.0), rtol=1e-6)


def test_norms_below_zero_are_zero():
    for norm in (-1.0, tf.constant(-1.0), tf.constant(-1.0, tf.float64)):
        assert tf.clip_by_norm(DENSE, norm).numpy().tolist() == [0.0, 0.0, 0.0]
