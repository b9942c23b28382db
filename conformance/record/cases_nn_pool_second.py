"""Further rows of nn_pool_second: inputs that do not fit."""

import numpy as np

_X = np.arange(16, dtype=np.float32).reshape(1, 4, 4, 1)
_Y = np.ones((1, 2, 2, 1), np.float32)
_AT = np.zeros((1, 2, 2, 1), np.int64)
_WINDOWS = {"ksize": [1, 2, 2, 1], "strides": [1, 2, 2, 1], "padding": "VALID"}
_VOLUMES = {"ksize": [1, 2, 2, 1, 1], "strides": [1, 2, 2, 1, 1], "padding": "VALID"}
_X3, _Y3 = _X[..., None], _Y[..., None]

CASES = {
    "MaxPoolGradGrad": [
        ((_X, _Y, _X), _WINDOWS),
        ((_X, _X, _X), _WINDOWS),
        ((_X, _Y, _X[:, :2]), _WINDOWS),
        ((_X[0], _Y, _X), _WINDOWS),
        ((_X, _Y[0], _X), _WINDOWS),
        ((_X, _Y, _X[0]), _WINDOWS),
        ((_X, _Y, _X), _WINDOWS | {"ksize": [1, 2, 2, 2]}),
        ((_X, _Y, _X), _WINDOWS | {"ksize": [2, 2, 2, 1]}),
    ],
    "MaxPool3DGradGrad": [
        ((_X3, _Y3, _X3), _VOLUMES),
        ((_X3, _Y3[:, :1], _X3), _VOLUMES),
        ((_X3, _Y3, _X3[:, :2]), _VOLUMES),
        ((_X3[0], _Y3, _X3), _VOLUMES),
        ((_X3, _Y3[0], _X3), _VOLUMES),
        ((_X3, _Y3, _X3[0]), _VOLUMES),
        ((_X3, _Y3, _X3), _VOLUMES | {"ksize": [1, 2, 2, 1, 2]}),
    ],
    "MaxPoolGradWithArgmax": [
        ((_X, _Y[:, :1], _AT), _WINDOWS),
        ((_X, _Y, _AT[:, :1]), _WINDOWS),
        ((_X[0], _Y, _AT), _WINDOWS),
    ],
}
_TIES = np.array([[1, 2, 2, 1], [3, 1, 2, 2], [0, 0, 5, 5], [1, 1, 5, 0]], np.float32)
_TIES = _TIES.reshape(1, 4, 4, 1, 1)
_LARGEST = np.array([3, 2, 1, 5], np.float32).reshape(1, 2, 2, 1, 1)
_UP3 = np.array([1, 2, 3, 4], np.float32).reshape(1, 2, 2, 1, 1)
CASES["MaxPool3DGrad"] = [
    ((_TIES, _LARGEST, _UP3), _VOLUMES),
    ((_TIES, _LARGEST + 1, _UP3), _VOLUMES),
    ((_TIES.astype(np.float16), _LARGEST.astype(np.float16), _UP3.astype(np.float16)), _VOLUMES),
]
