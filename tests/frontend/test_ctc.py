"""Losses of label sequences: recorded numbers, rows without labels, narrow dtypes, gradients."""

import numpy as np
import pytest

import tfcompat as tf

LOGITS = np.random.RandomState(0).randn(7, 3, 5).astype(np.float32)
LABELS = [[1, 2, 2, 3], [4, 4, 0, 0], [1, 0, 0, 0]]
LENGTHS, STEPS = [4, 2, 1], [7, 5, 6]


def test_losses_are_those_of_tensorflow():
    dense = tf.nn.ctc_loss(LABELS, LOGITS, LENGTHS, STEPS)
    sparse = tf.nn.ctc_loss(tf.sparse.from_dense(LABELS), LOGITS, None, STEPS, blank_index=0)

    np.testing.assert_allclose(dense, [7.2220, 5.4933, 8.4197], atol=1e-4)
    np.testing.assert_allclose(sparse, dense, rtol=1e-6)


def test_rows_may_be_without_labels():
    loss = tf.nn.ctc_loss(LABELS, LOGITS, [0, 2, 1], STEPS)

    np.testing.assert_allclose(loss, [12.6359, 5.4933, 8.4197], atol=1e-4)


def test_too_few_steps_make_a_loss_infinite():
    loss = tf.nn.ctc_loss(LABELS, LOGITS, LENGTHS, [2, 5, 6])

    assert np.isinf(loss.numpy()).tolist() == [True, False, False]


def test_narrow_logits_have_narrow_losses():
    loss = tf.nn.ctc_loss(LABELS, tf.cast(LOGITS, tf.float16), LENGTHS, STEPS)

    assert loss.dtype == tf.float16
    np.testing.assert_allclose(loss, [7.22, 5.49, 8.42], atol=0.02)


@pytest.mark.parametrize("traced", [False, True])
def test_gradients_are_those_of_tensorflow(traced):
    x = tf.constant(LOGITS)

    def slope(x):
        with tf.GradientTape() as tape:
            tape.watch(x)
            loss = tf.nn.ctc_loss(LABELS, x, LENGTHS, STEPS)
        return tape.gradient(loss, x)

    found = (tf.function(slope) if traced else slope)(x)

    np.testing.assert_allclose(
        found[0, 0], [-0.4987, -0.2180, 0.1029, 0.3635, 0.2503], atol=1e-4
    )
    np.testing.assert_allclose(found[5:, 1], 0)


def test_the_loss_does_not_depend_on_where_the_blank_is():
    first = tf.nn.ctc_loss(LABELS, LOGITS, LENGTHS, STEPS)
    moved = np.roll(LOGITS, -1, 2)

    last = tf.nn.ctc_loss(np.maximum(np.array(LABELS) - 1, 0), moved, LENGTHS, STEPS,
                          blank_index=-1)

    np.testing.assert_allclose(first, last, rtol=1e-6)
