"""Calls give the same whether shapes are known while tracing, partly known, or not at all."""

import numpy as np
import pytest

import tfcompat as tf

MATRIX = np.arange(6, dtype=np.float32).reshape(2, 3) - 2
NUMBERS = np.array([[3, 1, 2], [6, 5, 4]], np.int32)
BATCH = np.arange(12, dtype=np.float32).reshape(2, 2, 3)
IMAGE = np.arange(32, dtype=np.float32).reshape(1, 4, 4, 2)
SEQUENCE = IMAGE[:, 0]

CALLS = {
    "angle": (lambda x: tf.math.angle(x), MATRIX),
    "argsort": (lambda x: tf.argsort(x), NUMBERS),
    "argsort along an inner axis": (lambda x: tf.argsort(x, axis=0), NUMBERS),
    "avg_pool": (lambda x: tf.nn.avg_pool(x, 2, 2, "VALID", data_format="NHWC"), IMAGE),
    "avg_pool1d": (lambda x: tf.nn.avg_pool1d(x, 2, 2, "VALID"), SEQUENCE),
    "batch_normalization": (
        lambda x: tf.nn.batch_normalization(x, x[0], tf.abs(x[1]) + 1.0, None, None, 1e-3), MATRIX),
    "boolean_mask": (lambda x: tf.boolean_mask(x, [True, False]), MATRIX),
    "broadcast_to": (lambda x: tf.broadcast_to(x, [2, 2, 3]), MATRIX),
    "clip_by_norm": (lambda x: tf.clip_by_norm(x, 1.0), MATRIX),
    "concat": (lambda x: tf.concat([x, x], 1), MATRIX),
    "conv1d": (lambda x: tf.nn.conv1d(x, tf.ones([2, 2, 3]), 1, "SAME"), SEQUENCE),
    "conv2d": (lambda x: tf.nn.conv2d(x, tf.ones([2, 2, 2, 3]), 1, "SAME"), IMAGE),
    "count_nonzero": (lambda x: tf.math.count_nonzero(x), NUMBERS),
    "crelu": (lambda x: tf.nn.crelu(x), MATRIX),
    "cumsum": (lambda x: tf.cumsum(x, 1), MATRIX),
    "einsum of two": (lambda x: tf.einsum("ij,kj->ik", x, x), MATRIX),
    "einsum of three": (lambda x: tf.einsum("ij,kj,kl->il", x, x, x), MATRIX),
    "expand_dims": (lambda x: tf.expand_dims(x, -1), MATRIX),
    "fill": (lambda x: tf.fill(tf.shape(x), 7), MATRIX),
    "gather": (lambda x: tf.gather(x, [1, 0], axis=1), MATRIX),
    "gather_nd": (lambda x: tf.gather_nd(x, [[1, 2]]), MATRIX),
    "gelu": (lambda x: tf.nn.gelu(x), MATRIX),
    "l2_normalize": (lambda x: tf.math.l2_normalize(x), MATRIX),
    "linspace": (lambda x: tf.linspace(x, x + 3.0, 4), MATRIX),
    "log_poisson_loss": (lambda x: tf.nn.log_poisson_loss(x, x, True), np.abs(MATRIX) + 1),
    "matmul": (lambda x: tf.matmul(x, x, transpose_b=True), MATRIX),
    "matmul of batches": (lambda x: tf.matmul(x, x, transpose_a=True), BATCH),
    "matrix_transpose": (lambda x: tf.linalg.matrix_transpose(x), BATCH),
    "matvec": (lambda x: tf.linalg.matvec(x, [1.0, 2.0, 3.0]), MATRIX),
    "moments": (lambda x: tf.nn.moments(x, [0]), MATRIX),
    "norm": (lambda x: tf.norm(x), MATRIX),
    "norm of matrices": (lambda x: tf.norm(x, 1, axis=[0, 1]), MATRIX),
    "ones_like": (lambda x: tf.ones_like(x, tf.int32), MATRIX),
    "pad": (lambda x: tf.pad(x, [[1, 0], [0, 2]]), MATRIX),
    "rank": (lambda x: tf.rank(x), MATRIX),
    "reduce_all": (lambda x: tf.reduce_all(x > -3.0), MATRIX),
    "reduce_logsumexp": (lambda x: tf.reduce_logsumexp(x, 1), MATRIX),
    "reduce_max": (lambda x: tf.reduce_max(x), MATRIX),
    "reduce_mean": (lambda x: tf.reduce_mean(x, -1, keepdims=True), MATRIX),
    "reduce_std": (lambda x: tf.math.reduce_std(x), MATRIX),
    "reduce_sum": (lambda x: tf.reduce_sum(x), MATRIX),
    "repeat": (lambda x: tf.repeat(x, 2, axis=1), MATRIX),
    "repeat of a flattened tensor": (lambda x: tf.repeat(x, 2), MATRIX),
    "repeat with a number for each": (lambda x: tf.repeat(x, [1, 2], axis=0), MATRIX),
    "reshape": (lambda x: tf.reshape(x, [tf.size(x), 1]), MATRIX),
    "scalar_mul": (lambda x: tf.scalar_mul(2.0, x), MATRIX),
    "sequence_mask": (lambda x: tf.sequence_mask(x), NUMBERS),
    "shape": (lambda x: tf.shape(x, tf.int64), MATRIX),
    "sigmoid_cross_entropy": (
        lambda x: tf.nn.sigmoid_cross_entropy_with_logits(tf.ones_like(x), x), MATRIX),
    "size": (lambda x: tf.size(x), MATRIX),
    "softmax": (lambda x: tf.nn.softmax(x), MATRIX),
    "softmax_cross_entropy": (
        lambda x: tf.nn.softmax_cross_entropy_with_logits(tf.ones_like(x) / 3.0, x), BATCH),
    "sort": (lambda x: tf.sort(x, direction="DESCENDING"), NUMBERS),
    "sort along an inner axis": (lambda x: tf.sort(x, axis=0), NUMBERS),
    "sparse_softmax_cross_entropy": (
        lambda x: tf.nn.sparse_softmax_cross_entropy_with_logits([[0, 1], [2, 0]], x), BATCH),
    "split": (lambda x: tf.split(x, 3, 1), MATRIX),
    "squeeze": (lambda x: tf.squeeze(x[:, :1], 1), MATRIX),
    "stack": (lambda x: tf.stack([x, x], 1), MATRIX),
    "sufficient_statistics": (lambda x: tf.nn.sufficient_statistics(x, [0])[:3], MATRIX),
    "tile": (lambda x: tf.tile(x, [2, 1]), MATRIX),
    "top_k": (lambda x: tf.math.top_k(x, 2), MATRIX),
    "transpose": (lambda x: tf.transpose(x), BATCH),
    "unstack": (lambda x: tf.unstack(x, num=2), MATRIX),
    "weighted_moments": (lambda x: tf.nn.weighted_moments(x, [0], [[1.0], [2.0]]), MATRIX),
    "where": (lambda x: tf.where(x > 0.0, x, 0.0), MATRIX),
    "zero_fraction": (lambda x: tf.math.zero_fraction(x), MATRIX),
    "zeros": (lambda x: tf.zeros(tf.shape(x)), MATRIX),
    "zeros_like": (lambda x: tf.zeros_like(x), MATRIX),
}
KNOWN_ONLY_PARTLY = {
    "tensordot": (lambda x: tf.tensordot(x, tf.ones([3, 2]), 1), MATRIX),
    "tensordot over two": (lambda x: tf.tensordot(x, x, [[0, 1], [0, 1]]), MATRIX),
    "softmax along an inner axis": (lambda x: tf.nn.softmax(x, 0), MATRIX),
    "cross entropy along an inner axis": (
        lambda x: tf.nn.softmax_cross_entropy_with_logits(tf.ones_like(x) / 2.0, x, 0), MATRIX),
    "convolution": (lambda x: tf.nn.convolution(x, tf.ones([2, 2, 2, 1])), IMAGE),
    "max_pool": (lambda x: tf.nn.max_pool(x, 2, 2, "SAME"), IMAGE),
    "repeat from the end": (lambda x: tf.repeat(x, 2, axis=-1), MATRIX),
}


def arrays(result):
    """Return the arrays of a tensor or of several."""
    if isinstance(result, (list, tuple)):
        return [array for item in result for array in arrays(item)]
    return [result.numpy()]


def check(function, value, shape):
    """Compare a call with the same call traced for `shape`."""
    expected = arrays(function(tf.constant(value)))
    spec = tf.TensorSpec(shape, tf.constant(value).dtype)
    traced = tf.function(function, input_signature=[spec], autograph=False)
    found = arrays(traced(tf.constant(value)))

    assert len(found) == len(expected)
    for ours, theirs in zip(found, expected):
        assert ours.dtype == theirs.dtype
        np.testing.assert_allclose(ours, theirs, rtol=1e-6)


@pytest.mark.parametrize("name", CALLS)
def test_unknown_rank_gives_the_same(name):
    check(*CALLS[name], None)


@pytest.mark.parametrize("name", CALLS | KNOWN_ONLY_PARTLY)
def test_unknown_sizes_give_the_same(name):
    function, value = (CALLS | KNOWN_ONLY_PARTLY)[name]
    check(function, value, [None] * value.ndim)


@pytest.mark.parametrize("name", CALLS | KNOWN_ONLY_PARTLY)
def test_known_shapes_give_the_same(name):
    function, value = (CALLS | KNOWN_ONLY_PARTLY)[name]
    check(function, value, value.shape)


@pytest.mark.parametrize("name", ["tensordot", "softmax along an inner axis"])
def test_what_needs_a_rank_says_so(name):
    function, _ = KNOWN_ONLY_PARTLY[name]

    with pytest.raises(NotImplementedError, match="rank"):
        tf.function(function, autograph=False).get_concrete_function(tf.TensorSpec(None))
