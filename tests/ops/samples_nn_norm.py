"""Samples of nn_norm ops: op -> [(inputs, attrs), ...]."""

import ml_dtypes
import numpy as np

f32 = np.float32


def _array(*shape, dtype=f32):
    return np.random.default_rng(4).normal(size=shape).astype(dtype)


_X = _array(2, 3, 2, 3) * 2 + 1
_FIRST = np.ascontiguousarray(np.moveaxis(_X, -1, 1))
_SCALE, _OFFSET = np.array([1, 2, 3], f32), np.array([0.1, 0.2, 0.3], f32)
_MEAN, _VARIANCE = np.array([0.5, 0.6, 0.7], f32), np.array([1, 4, 9], f32)
_NONE = np.zeros((0,), f32)
_TRAIN, _INFER = {"is_training": True}, {"is_training": False}


def _train(x, **attrs):
    return (x, _SCALE, _OFFSET, _NONE, _NONE), {**_TRAIN, **attrs}


def _infer(x, **attrs):
    return (x, _SCALE, _OFFSET, _MEAN, _VARIANCE), {**_INFER, **attrs}


_NORMS = [
    _train(_X),
    _train(_X, epsilon=0.1),
    _train(_FIRST, data_format="NCHW"),
    _train(_X[:1, :1, :1]),
    ((_X, _SCALE, _OFFSET, _MEAN, _VARIANCE), {"exponential_avg_factor": 0.25, **_TRAIN}),
    _infer(_X),
    _infer(_X, epsilon=0.1),
    _infer(_FIRST, data_format="NCHW"),
]
_HALVES = [
    _train(_X.astype(np.float16)),
    _train(_X.astype(ml_dtypes.bfloat16)),
    _train(np.ascontiguousarray(_FIRST.astype(np.float16)), data_format="NCHW"),
]
_VOLUMES = [
    _train(_X[None], data_format="NDHWC"),
    _train(np.ascontiguousarray(_FIRST[..., None]), data_format="NCDHW"),
]

SAMPLES = {
    "FusedBatchNorm": _NORMS,
    "FusedBatchNormV2": _NORMS + _HALVES,
    "FusedBatchNormV3": _NORMS + _HALVES + _VOLUMES,
    "LRN": [
        ((_X,), {}),
        ((_X,), {"depth_radius": 1, "bias": 2.0, "alpha": 0.5, "beta": 0.75}),
        ((_X,), {"depth_radius": 0, "beta": 1.0}),
        ((_array(1, 2, 2, 9),), {"depth_radius": 2}),
        ((_X.astype(np.float16),), {}),
        ((_X[:0],), {}),
    ],
    "L2Loss": [
        ((_X,), {}),
        ((_X.astype(np.float64),), {}),
        ((_X.astype(np.float16),), {}),
        ((_X.astype(ml_dtypes.bfloat16),), {}),
        ((np.array(3.0, f32),), {}),
        ((_NONE,), {}),
    ],
}
