"""Samples of nn_pool ops: op -> [(inputs, attrs), ...]."""

import ml_dtypes
import numpy as np

f32 = np.float32


def _array(*shape, dtype=f32):
    values = np.random.default_rng(3).normal(size=shape) * 3
    return abs(values).astype(dtype) if np.dtype(dtype).kind == "u" else values.astype(dtype)


def _case(x, window, strides, padding="SAME", **attrs):
    return (x,), {"ksize": window, "strides": strides, "padding": padding, **attrs}


_X = _array(2, 5, 6, 4)
_VOLUME = _array(2, 4, 5, 3, 2)
_SPECIAL = np.array([2, np.nan, 3, -np.inf, -np.inf, np.inf, np.nan, -1], f32).reshape(1, 2, 4, 1)
_TWO, _THREE, _ONE = [1, 2, 2, 1], [1, 3, 3, 1], [1, 1, 1, 1]

_IMAGES = [
    _case(_X, _TWO, _TWO),
    _case(_X, _THREE, _TWO),
    _case(_X, _THREE, _ONE),
    _case(_X, _THREE, _TWO, "VALID"),
    _case(_X, _TWO, [1, 3, 3, 1], "VALID"),
    _case(_X, [1, 5, 6, 1], _ONE, "VALID"),
    _case(_X, [1, 1, 1, 1], _TWO),
    _case(_X.astype(np.float64), _TWO, _TWO),
    _case(_X.astype(np.float16), _TWO, _TWO),
    _case(_X.astype(ml_dtypes.bfloat16), _TWO, _TWO),
    _case(_X[:0], _TWO, _TWO),
]
_LAYOUTS = [
    _case(_X, [1, 1, 2, 2], [1, 1, 2, 2], data_format="NCHW"),
    _case(_X, [1, 1, 3, 3], [1, 1, 1, 2], data_format="NCHW"),
]
_VOLUMES = [
    _case(_VOLUME, [1, 2, 2, 2, 1], [1, 2, 2, 2, 1]),
    _case(_VOLUME, [1, 3, 3, 3, 1], [1, 1, 1, 1, 1]),
    _case(_VOLUME, [1, 2, 3, 1, 1], [1, 1, 2, 3, 1], "VALID"),
    _case(_VOLUME, [1, 1, 2, 2, 2], [1, 1, 2, 2, 2], data_format="NCDHW"),
    _case(_VOLUME.astype(ml_dtypes.bfloat16), [1, 2, 2, 2, 1], [1, 2, 2, 2, 1]),
]

SAMPLES = {
    "MaxPool": [
        *_IMAGES,
        *_LAYOUTS,
        _case(_SPECIAL, _ONE, _ONE),
        _case(_SPECIAL, [1, 2, 1, 1], _ONE, "VALID"),
        _case(_X, [1, 1, 1, 2], [1, 1, 1, 2], "VALID"),
        _case(_X, _TWO, _TWO, "EXPLICIT", explicit_paddings=[0, 0, 1, 0, 1, 1, 0, 0]),
        *(
            _case(_array(1, 4, 4, 2, dtype=dtype), _TWO, _TWO)
            for dtype in (np.int32, np.int64, np.uint8, np.int16, np.int8, np.uint16)
        ),
    ],
    "MaxPoolV2": [
        ((_X, np.array(_TWO, np.int32), np.array(_TWO, np.int32)), {"padding": "SAME"}),
        ((_X, np.array(_THREE, np.int32), np.array(_TWO, np.int32)), {"padding": "VALID"}),
    ],
    "MaxPoolWithArgmax": [
        _case(_X, _TWO, _TWO),
        _case(_X, _THREE, _TWO, "VALID"),
        _case(_X, _TWO, _TWO, include_batch_in_index=True, Targmax="int32"),
        _case(np.ones((2, 3, 3, 2), f32), _TWO, _ONE),
        _case(_array(1, 4, 4, 2, dtype=np.int32), _TWO, _TWO),
    ],
    "AvgPool": [*_IMAGES, *_LAYOUTS],
    "MaxPool3D": _VOLUMES,
    "AvgPool3D": _VOLUMES,
}
