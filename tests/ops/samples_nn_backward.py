"""Samples of the backward kernels of neural networks: op -> [(inputs, attrs), ...]."""

import ml_dtypes
import numpy as np

f16, f32, f64, bf16 = np.float16, np.float32, np.float64, ml_dtypes.bfloat16


def _array(*shape, dtype=f32, seed=5):
    return np.random.default_rng(seed).normal(size=shape).astype(dtype)


def ints(*values):
    """A vector of int32."""
    return np.array(values, np.int32)


_UP, _AT = _array(3, 7), _array(3, 7, seed=6) * 4
_EDGE_UP = np.array([1, 2, 3, np.inf, 5, 6, np.nan, np.inf], f32)
_EDGE_AT = np.array([-1, 0, 1, 2, np.nan, 7, np.inf, -0.0], f32)
_POINTWISE = [
    ((_UP, _AT), {}),
    ((_EDGE_UP, _EDGE_AT), {}),
    ((_UP[:0], _AT[:0]), {}),
    *(((_UP.astype(dtype), _AT.astype(dtype)), {}) for dtype in (f16, bf16, f64)),
]
_INTEGER = [((ints(5, -6, 7), ints(-1, 2, 9)), {})]
_ONE, _TWO = [1, 1, 1, 1], [1, 2, 2, 1]
_X, _LARGEST = _array(2, 5, 6, 4), {"ksize": _TWO, "strides": _TWO, "padding": "SAME"}
_FIRST = np.ascontiguousarray(np.moveaxis(_X, -1, 1))


def _steps(strides, padding="SAME", **attrs):
    return {"strides": strides, "padding": padding, **attrs}


def _filter(x, sizes, dy, attrs):
    # Quarters add up without rounding, whatever the order.
    return (np.round(x * 4) / 4, ints(*sizes), np.round(dy * 4) / 4), attrs


def _backward(version, x, **attrs):
    vectors = [np.array(v, f32) for v in ([1, 2, 3, 4], [0.1, 0.2, 0.3, 0], [1.5, 2.5, 1, 0.5])]
    more = [np.zeros((0,), f32)] if version == 3 else []
    up = np.random.default_rng(9).normal(size=x.shape).astype(x.dtype)
    return (up, x, *vectors, *more), attrs


_NORMS = [
    lambda v: _backward(v, _X),
    lambda v: _backward(v, _X, is_training=False),
    lambda v: _backward(v, _X, epsilon=0.1),
    lambda v: _backward(v, _FIRST, data_format="NCHW"),
]
_VOLUME, _EVEN = _array(1, 4, 5, 3, 2), _array(1, 4, 4, 2, 2)

SAMPLES = {
    "ReluGrad": _POINTWISE + _INTEGER,
    "Relu6Grad": _POINTWISE + _INTEGER,
    "LeakyReluGrad": [*_POINTWISE, ((_UP, _AT), {"alpha": 2.0})],
    "EluGrad": _POINTWISE,
    "SeluGrad": _POINTWISE,
    "SoftplusGrad": _POINTWISE,
    "SoftsignGrad": _POINTWISE,
    "BiasAddGrad": [
        ((_X,), {}),
        ((_UP,), {}),
        ((_FIRST,), {"data_format": "NCHW"}),
        ((_X[:0],), {}),
        ((_X.astype(f64),), {}),
        ((ints(1, 2, 3, 4).reshape(2, 2),), {}),
    ],
    "Conv2DBackpropFilter": [
        _filter(_X, [3, 2, 4, 3], _array(2, 5, 6, 3), _steps(_ONE)),
        _filter(_X, [3, 2, 4, 3], _array(2, 3, 3, 3), _steps(_TWO)),
        _filter(_X, [3, 2, 4, 3], _array(2, 2, 3, 3), _steps(_TWO, "VALID")),
        _filter(_X, [3, 2, 2, 6], _array(2, 5, 6, 6), _steps(_ONE)),
        _filter(_X, [3, 2, 4, 3], _array(2, 5, 6, 3), _steps(_ONE, dilations=[1, 2, 1, 1])),
        _filter(_FIRST, [3, 2, 4, 3], _array(2, 3, 5, 6), _steps(_ONE, data_format="NCHW")),
        _filter(_X[:0], [3, 2, 4, 3], _array(0, 5, 6, 3), _steps(_ONE)),
        _filter(_X.astype(f64), [3, 2, 4, 3], _array(2, 5, 6, 3, dtype=f64), _steps(_ONE)),
    ],
    "Conv3DBackpropFilterV2": [
        _filter(_VOLUME, [2, 3, 1, 2, 4], _array(1, 4, 5, 3, 4), _steps([1] * 5)),
        _filter(_VOLUME, [2, 3, 1, 2, 4], _array(1, 2, 3, 2, 4), _steps([1, 2, 2, 2, 1])),
    ],
    "DepthwiseConv2dNativeBackpropInput": [
        ((ints(2, 5, 6, 4), _array(3, 2, 4, 2), _array(2, 5, 6, 8)), _steps(_ONE)),
        ((ints(2, 5, 6, 4), _array(3, 2, 4, 1), _array(2, 3, 3, 4)), _steps(_TWO)),
        ((ints(2, 5, 6, 4), _array(3, 3, 4, 1), _array(2, 2, 2, 4)), _steps(_TWO, "VALID")),
    ],
    "DepthwiseConv2dNativeBackpropFilter": [
        _filter(_X, [3, 2, 4, 2], _array(2, 5, 6, 8), _steps(_ONE)),
        _filter(_X, [3, 2, 4, 1], _array(2, 3, 3, 4), _steps(_TWO)),
        _filter(_X, [3, 3, 4, 1], _array(2, 2, 2, 4), _steps(_TWO, "VALID")),
    ],
    "MaxPoolGrad": [
        ((_X, _array(2, 3, 3, 4), _array(2, 3, 3, 4)), _LARGEST),
        ((_X, _X, _array(2, 5, 6, 4)), {"ksize": [1, 3, 3, 1], "strides": _ONE, "padding": "SAME"}),
        ((np.ones((1, 3, 3, 1), f32), _array(1, 2, 2, 1), _array(1, 2, 2, 1)),
         {"ksize": _TWO, "strides": _ONE, "padding": "VALID"}),
        ((_X.astype(f64), _array(2, 3, 3, 4, dtype=f64), _array(2, 3, 3, 4, dtype=f64)), _LARGEST),
    ],
    "MaxPoolGradV2": [
        ((_X, _array(2, 3, 3, 4), _array(2, 3, 3, 4), ints(*_TWO), ints(*_TWO)),
         {"padding": "SAME"}),
    ],
    "MaxPool3DGrad": [
        ((_EVEN, _EVEN.reshape(1, 2, 2, 2, 2, 1, 2, 2).max(axis=(2, 4, 6)), _array(1, 2, 2, 1, 2)),
         {"ksize": [1, 2, 2, 2, 1], "strides": [1, 2, 2, 2, 1], "padding": "SAME"}),
    ],
    "AvgPoolGrad": [
        ((ints(2, 5, 6, 4), _array(2, 3, 3, 4)), _LARGEST),
        ((ints(2, 5, 6, 4), _array(2, 5, 6, 4)),
         {"ksize": [1, 3, 3, 1], "strides": _ONE, "padding": "SAME"}),
        ((ints(2, 5, 6, 4), _array(2, 2, 2, 4)),
         {"ksize": [1, 3, 3, 1], "strides": _TWO, "padding": "VALID"}),
    ],
    "AvgPool3DGrad": [
        ((ints(1, 4, 5, 3, 2), _array(1, 2, 3, 2, 2)),
         {"ksize": [1, 2, 2, 2, 1], "strides": [1, 2, 2, 2, 1], "padding": "SAME"}),
    ],
    "FusedBatchNormGrad": [make(1) for make in _NORMS],
    "FusedBatchNormGradV2": [make(2) for make in _NORMS],
    "FusedBatchNormGradV3": [make(3) for make in _NORMS],
    "LRNGrad": [
        ((_X, _X * 2, _X / 2), {}),
        ((_X, _X * 2, _X / 2), {"depth_radius": 1, "bias": 2.0, "alpha": 0.5, "beta": 0.75}),
    ],
}
