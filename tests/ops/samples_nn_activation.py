"""Samples of nn_activation ops: op -> [(inputs, attrs), ...]."""

import ml_dtypes
import numpy as np

f32 = np.float32
_VALUES = np.array([[-7.0, -3.5, -1.0, -1e-4], [0.0, 1e-4, 2.5, 7.0]], f32)
_EDGES = np.array([np.nan, np.inf, -np.inf, 88.8, -120.0, 1e30], f32)

_DENSE = np.linspace(-9, 9, 61, dtype=f32)

_FLOATS = [
    ((_VALUES,), {}),
    ((_EDGES,), {}),
    ((_DENSE.astype(np.float16),), {}),
    ((_DENSE.astype(ml_dtypes.bfloat16),), {}),
    ((_VALUES.astype(np.float64),), {}),
    ((_VALUES.astype(np.float16),), {}),
    ((_VALUES.astype(ml_dtypes.bfloat16),), {}),
    ((np.zeros((0, 3), f32),), {}),
    ((np.array(-1.5, f32),), {}),
]
_INTEGERS = [
    ((np.array([-128, -3, 0, 5, 127], np.int8),), {}),
    ((np.array([[0, 7], [3, 255]], np.uint8),), {}),
    ((np.array([-5, 5, 9], np.int32),), {}),
    ((np.array([-5, 5, 9], np.int64),), {}),
]

SAMPLES = {
    "Relu": _FLOATS + _INTEGERS,
    "Relu6": _FLOATS + _INTEGERS,
    "LeakyRelu": [
        *_FLOATS,
        ((_VALUES,), {"alpha": 0.1}),
        ((_VALUES,), {"alpha": 2.0}),
        ((_VALUES.astype(np.float64),), {"alpha": 0.1}),
        ((_VALUES,), {"alpha": -0.5}),
    ],
    "Elu": _FLOATS,
    "Selu": _FLOATS,
    "Softplus": _FLOATS,
    "Softsign": _FLOATS,
}
