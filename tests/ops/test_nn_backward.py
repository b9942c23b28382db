"""Backward kernels: each is the gradient of its forward kernel, numerically."""

import numpy as np
import pytest

from tfcompat._src.arrays import on_numpy as xp
from tfcompat._src.registry import find

ONE, TWO = [1, 1, 1, 1], [1, 2, 2, 1]


def call(name, *inputs, **attrs):
    """Call a kernel with bound attributes, under the error state kernels run under."""
    record = find(name)
    for arg, array in zip(record.definition.inputs, inputs, strict=True):
        if arg.type_attr:
            attrs.setdefault(arg.type_attr, array.dtype)
    bound = record.bind(attrs)
    with np.errstate(all="ignore"):
        return record(xp, *inputs, **{key: bound[key] for key in record.kernel_attrs})


def numeric(function, x, dy, step=1e-6):
    """Return the gradient of sum(function(x) * dy) by x from differences."""
    result = np.zeros_like(x)
    for place in np.ndindex(*x.shape):
        moved = np.zeros_like(x)
        moved[place] = step
        result[place] = ((function(x + moved) - function(x - moved)) * dy).sum() / (2 * step)
    return result


@pytest.mark.parametrize("name", ["Relu", "Relu6", "LeakyRelu", "Softplus", "Softsign"])
def test_backward_activations_are_gradients_from_features(rng, name):
    x, dy = rng.normal(size=(4, 5)) * 4, rng.normal(size=(4, 5))

    np.testing.assert_allclose(
        call(f"{name}Grad", dy, x), numeric(lambda at: call(name, at), x, dy), atol=1e-7
    )


@pytest.mark.parametrize("name", ["Elu", "Selu"])
def test_backward_activations_are_gradients_from_outputs(rng, name):
    x, dy = rng.normal(size=(4, 5)), rng.normal(size=(4, 5))

    np.testing.assert_allclose(
        call(f"{name}Grad", dy, call(name, x)), numeric(lambda at: call(name, at), x, dy), atol=1e-7
    )


@pytest.mark.parametrize("shape", [(3, 2, 4, 3), (3, 2, 2, 6)])
@pytest.mark.parametrize("stride", [1, 2])
@pytest.mark.parametrize("padding", ["SAME", "VALID"])
def test_the_filter_gradient_of_a_convolution(rng, shape, stride, padding):
    attrs = {"strides": [1, stride, stride, 1], "padding": padding}
    x, w = rng.normal(size=(2, 5, 6, 4)), rng.normal(size=shape)
    dy = rng.normal(size=call("Conv2D", x, w, **attrs).shape)

    result = call("Conv2DBackpropFilter", x, np.array(shape, np.int32), dy, **attrs)

    # The convolution is linear in its filter, so long steps are exact.
    expected = numeric(lambda at: call("Conv2D", x, at, **attrs), w, dy, step=1.0)
    np.testing.assert_allclose(result, expected, rtol=1e-10, atol=1e-10)


@pytest.mark.parametrize("data_format", ["NHWC", "NCHW"])
@pytest.mark.parametrize("stride", [1, 2])
def test_both_gradients_of_a_depthwise_convolution(rng, data_format, stride):
    first = data_format == "NCHW"
    strides = [1, 1, stride, stride] if first else [1, stride, stride, 1]
    attrs = {"strides": strides, "padding": "SAME", "data_format": data_format}
    x, w = rng.normal(size=(1, 3, 5, 4) if first else (1, 5, 4, 3)), rng.normal(size=(3, 2, 3, 2))
    dy = rng.normal(size=call("DepthwiseConv2dNative", x, w, **attrs).shape)
    sizes = np.array(x.shape, np.int32), np.array(w.shape, np.int32)

    dx = call("DepthwiseConv2dNativeBackpropInput", sizes[0], w, dy, **attrs)
    dw = call("DepthwiseConv2dNativeBackpropFilter", x, sizes[1], dy, **attrs)

    by_x = numeric(lambda at: call("DepthwiseConv2dNative", at, w, **attrs), x, dy, step=1.0)
    by_w = numeric(lambda at: call("DepthwiseConv2dNative", x, at, **attrs), w, dy, step=1.0)
    np.testing.assert_allclose(dx, by_x, rtol=1e-10, atol=1e-10)
    np.testing.assert_allclose(dw, by_w, rtol=1e-10, atol=1e-10)


@pytest.mark.parametrize("padding", ["SAME", "VALID"])
@pytest.mark.parametrize(("window", "stride"), [(2, 2), (3, 1), (3, 2), (2, 3)])
def test_backward_pooling_is_the_gradient(rng, padding, window, stride):
    attrs = {
        "ksize": [1, window, window, 1], "strides": [1, stride, stride, 1], "padding": padding,
    }  # fmt: skip
    x = rng.normal(size=(1, 5, 6, 2))
    largest = call("MaxPool", x, **attrs)
    dy = rng.normal(size=largest.shape)

    by_largest = call("MaxPoolGrad", x, largest, dy, **attrs)
    by_mean = call("AvgPoolGrad", np.array(x.shape, np.int32), dy, **attrs)

    np.testing.assert_allclose(
        by_largest, numeric(lambda at: call("MaxPool", at, **attrs), x, dy), atol=1e-7
    )
    np.testing.assert_allclose(
        by_mean, numeric(lambda at: call("AvgPool", at, **attrs), x, dy, step=1.0), atol=1e-10
    )


@pytest.mark.parametrize("is_training", [True, False])
@pytest.mark.parametrize("data_format", ["NHWC", "NCHW"])
def test_backward_normalisation_is_the_gradient(rng, is_training, data_format):
    x = rng.normal(size=(2, 3, 3, 3)).astype(np.float32)
    dy = rng.normal(size=x.shape).astype(np.float32)
    scale, offset = np.array([1, 2, 3], np.float32), np.array([0.1, 0.2, 0.3], np.float32)
    given = [] if is_training else [offset * 2, scale / 2]
    given = given or [np.zeros(0, np.float32)] * 2
    attrs = {"is_training": is_training, "data_format": data_format, "epsilon": 0.01}
    *_, mean, variance = call("FusedBatchNorm", x, scale, offset, *given, **attrs)

    dx, by_scale, by_offset, *_ = call("FusedBatchNormGrad", dy, x, scale, mean, variance, **attrs)

    def forward(x=x, scale=scale, offset=offset):
        return call("FusedBatchNorm", x, scale, offset, *given, **attrs)[0]

    np.testing.assert_allclose(
        dx, numeric(lambda at: forward(x=at), x, dy, step=1e-2), rtol=2e-2, atol=5e-3
    )
    expected = numeric(lambda at: forward(scale=at), scale, dy, step=1.0)
    np.testing.assert_allclose(by_scale, expected, rtol=1e-3, atol=1e-4)
    expected = numeric(lambda at: forward(offset=at), offset, dy, step=1.0)
    np.testing.assert_allclose(by_offset, expected, rtol=1e-3, atol=1e-4)


def test_backward_local_response_normalisation_is_the_gradient(rng):
    x, dy = (rng.normal(size=(1, 1, 2, 6)).astype(np.float32) for _ in range(2))
    attrs = {"depth_radius": 2, "bias": 1.5, "alpha": 0.3, "beta": 0.7}

    result = call("LRNGrad", dy, x, call("LRN", x, **attrs), **attrs)

    expected = numeric(lambda at: call("LRN", at, **attrs), x, dy, step=1e-2)
    np.testing.assert_allclose(result, expected, rtol=1e-2, atol=1e-3)


def test_bias_gradients_collect_what_each_bias_was_added_to(rng):
    image = rng.normal(size=(2, 3, 4, 5))

    np.testing.assert_allclose(call("BiasAddGrad", image), image.sum(axis=(0, 1, 2)))
    np.testing.assert_allclose(
        call("BiasAddGrad", image, data_format="NCHW"), image.sum(axis=(0, 2, 3))
    )
