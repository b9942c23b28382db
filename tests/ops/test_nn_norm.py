"""Normalisations, softmax and losses: relations that hold whatever the numbers are."""

import numpy as np
import pytest

from tfcompat._src.arrays import on_numpy as xp
from tfcompat._src.ops import channels
from tfcompat._src.registry import find


def call(name, *inputs, **attrs):
    """Call a kernel with bound attributes, under the error state kernels run under."""
    record = find(name)
    for arg, array in zip(record.definition.inputs, inputs, strict=True):
        if arg.type_attr:
            attrs.setdefault(arg.type_attr, array.dtype)
    bound = record.bind(attrs)
    with np.errstate(all="ignore"):
        return record(xp, *inputs, **{key: bound[key] for key in record.kernel_attrs})


@pytest.fixture
def image(rng):
    return (rng.normal(size=(4, 5, 6, 3)) * 3 + 7).astype(np.float32)


ONE, ZERO, NONE = np.ones(3, np.float32), np.zeros(3, np.float32), np.zeros(0, np.float32)


def test_training_leaves_mean_zero_and_variance_one(image):
    y, *_ = call("FusedBatchNormV3", image, ONE, ZERO, NONE, NONE, epsilon=0.0)

    np.testing.assert_allclose(y.mean(axis=(0, 1, 2)), 0, atol=1e-5)
    np.testing.assert_allclose(y.var(axis=(0, 1, 2)), 1, rtol=1e-4)


def test_training_reports_the_unbiased_variance_and_keeps_the_biased_one(image):
    _, mean, variance, saved_mean, saved_variance, _ = call(
        "FusedBatchNormV3", image, ONE, ZERO, NONE, NONE
    )

    np.testing.assert_allclose(mean, image.mean(axis=(0, 1, 2)), rtol=1e-5)
    np.testing.assert_allclose(variance, image.var(axis=(0, 1, 2), ddof=1), rtol=1e-4)
    np.testing.assert_allclose(saved_variance, image.var(axis=(0, 1, 2)), rtol=1e-4)
    np.testing.assert_array_equal(saved_mean, mean)


def test_a_factor_moves_the_running_statistics_that_far(image):
    old_mean, old_variance = ONE * 2, ONE * 5
    full = call("FusedBatchNorm", image, ONE, ZERO, NONE, NONE)
    part = call(
        "FusedBatchNorm", image, ONE, ZERO, old_mean, old_variance, exponential_avg_factor=0.25
    )

    np.testing.assert_allclose(part[1], 0.75 * old_mean + 0.25 * full[1], rtol=1e-6)
    np.testing.assert_allclose(part[2], 0.75 * old_variance + 0.25 * full[2], rtol=1e-6)
    np.testing.assert_array_equal(part[0], full[0])


def test_inference_with_the_batch_statistics_repeats_training(image):
    y, _, _, mean, variance = call("FusedBatchNormV2", image, ONE * 2, ONE, NONE, NONE)
    again, *rest = call("FusedBatchNormV2", image, ONE * 2, ONE, mean, variance, is_training=False)

    np.testing.assert_allclose(again, y, rtol=1e-5, atol=1e-5)
    np.testing.assert_array_equal(rest[0], mean)


@pytest.mark.parametrize("data_format", ["NCHW", "NCDHW"])
def test_layouts_differ_in_nothing_but_the_order_of_axes(image, data_format):
    last = image[:, None] if len(data_format) == 5 else image
    expected = call("FusedBatchNormV3", image, ONE * 2, ONE, NONE, NONE)
    first = np.ascontiguousarray(np.moveaxis(last, -1, 1))
    result = call("FusedBatchNormV3", first, ONE * 2, ONE, NONE, NONE, data_format=data_format)

    shown = np.moveaxis(result[0], 1, -1).reshape(image.shape)
    np.testing.assert_allclose(shown, expected[0], rtol=1e-4, atol=1e-4)
    np.testing.assert_allclose(result[2], expected[2], rtol=1e-5)


def test_statistics_of_far_values_keep_their_digits():
    x = (np.arange(24, dtype=np.float32) + 30000).reshape(2, 3, 4, 1)
    _, mean, variance, *_ = call("FusedBatchNorm", x, ONE[:1], ZERO[:1], NONE, NONE)

    np.testing.assert_allclose(mean, [30011.5], rtol=1e-6)
    np.testing.assert_allclose(variance, [50], rtol=1e-5)


@pytest.mark.parametrize("shape", [(2, 3, 4, 5), (2, 5), (3, 4, 3000), (0, 4, 5)])
@pytest.mark.parametrize("into", [False, True])
def test_a_vector_along_channels_is_broadcast(rng, shape, into):
    for axis in {1, len(shape) - 1}:
        x, vector = rng.normal(size=shape), rng.normal(size=shape[axis])
        out = np.empty(shape) if into else None
        result = channels.along_channels(xp, xp.add, x, vector, axis, out=out)

        expected = np.moveaxis(np.moveaxis(x, axis, -1) + vector, -1, axis)
        np.testing.assert_array_equal(result, expected)
        assert out is None or result is out


def test_local_response_normalisation_follows_its_formula(rng):
    x = rng.normal(size=(1, 1, 1, 7)).astype(np.float32)
    result = call("LRN", x, depth_radius=2, bias=1.5, alpha=0.3, beta=0.7)

    flat = x.reshape(-1)
    for i, value in enumerate(result.reshape(-1)):
        total = (flat[max(0, i - 2) : i + 3] ** 2).sum()
        np.testing.assert_allclose(value, flat[i] / (1.5 + 0.3 * total) ** 0.7, rtol=1e-5)


def test_softmax_does_not_overflow_and_sums_to_one():
    x = np.array([[1000, 1001, 999], [-1e30, 0, 1]], np.float32)
    result = call("Softmax", x)

    np.testing.assert_allclose(result.sum(axis=-1), 1, rtol=1e-6)
    np.testing.assert_allclose(np.exp(call("LogSoftmax", x)), result, rtol=1e-5)


def test_the_sparse_cross_entropy_is_the_dense_one_of_single_labels(rng):
    logits = rng.normal(size=(5, 4)).astype(np.float32)
    labels = np.array([0, 3, 1, 2, 2])
    sparse = call("SparseSoftmaxCrossEntropyWithLogits", logits, labels)
    dense = call("SoftmaxCrossEntropyWithLogits", logits, np.eye(4, dtype=np.float32)[labels])

    np.testing.assert_allclose(sparse[0], dense[0], rtol=1e-5)
    np.testing.assert_allclose(sparse[1], dense[1], atol=1e-6)


def test_the_second_output_of_a_cross_entropy_is_its_gradient(rng):
    logits, labels = rng.normal(size=(2, 3)), np.array([[0.2, 0.3, 0.5], [1, 0, 0]])
    _, gradient = call("SoftmaxCrossEntropyWithLogits", logits, labels)

    for place in np.ndindex(2, 3):
        step = np.zeros((2, 3))
        step[place] = 1e-6
        up = call("SoftmaxCrossEntropyWithLogits", logits + step, labels)[0].sum()
        down = call("SoftmaxCrossEntropyWithLogits", logits - step, labels)[0].sum()
        np.testing.assert_allclose((up - down) / 2e-6, gradient[place], atol=1e-8)


@pytest.mark.parametrize("size", [10, 5000])
def test_limits_keep_nan_in_small_and_large_arrays(size):
    x = np.linspace(-10, 10, size, dtype=np.float32)
    x[0] = np.nan
    relu, relu6 = call("Relu", x), call("Relu6", x)

    assert np.isnan(relu[0]) and np.isnan(relu6[0])
    np.testing.assert_array_equal(relu[1:], np.maximum(x[1:], 0))
    np.testing.assert_array_equal(relu6[1:], np.minimum(np.maximum(x[1:], 0), 6))
