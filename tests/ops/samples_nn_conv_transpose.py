"""Samples of nn_conv_transpose ops: op -> [(inputs, attrs), ...]."""

import ml_dtypes
import numpy as np

f32 = np.float32


def _array(*shape, dtype=f32, seed=1):
    values = np.random.default_rng(seed).normal(size=shape)
    return (values * 4).astype(dtype) if np.dtype(dtype).kind == "i" else values.astype(dtype)


def _case(sizes, w, dy, strides, padding="SAME", **attrs):
    inputs = (np.array(sizes, attrs.pop("index", np.int32)), w, dy)
    return inputs, {"strides": strides, "padding": padding, **attrs}


_W = _array(3, 2, 4, 3, seed=2)
_CUBE = _array(2, 3, 1, 2, 4, seed=2)
_EXPLICIT = [0, 0, 1, 2, 0, 3, 0, 0]
_TWO = [1, 2, 2, 1]

SAMPLES = {
    "Conv2DBackpropInput": [
        _case([2, 5, 6, 4], _W, _array(2, 5, 6, 3), [1, 1, 1, 1]),
        _case([2, 5, 6, 4], _W, _array(2, 3, 3, 3), _TWO),
        _case([2, 6, 6, 4], _W, _array(2, 3, 3, 3), _TWO),
        _case([2, 7, 6, 4], _W, _array(2, 3, 3, 3), _TWO, "VALID"),
        _case([2, 8, 7, 4], _W, _array(2, 3, 3, 3), _TWO, "VALID"),
        _case([5, 6], _W, _array(2, 3, 3, 3), _TWO),
        _case([2, 5, 6, 4], _W, _array(2, 5, 6, 3), [1, 1, 1, 1], dilations=[1, 2, 1, 1]),
        _case([2, 5, 6, 4], _W, _array(2, 6, 8, 3), [1, 1, 1, 1], "EXPLICIT",
              explicit_paddings=_EXPLICIT),
        _case([1, 5, 5, 4], _array(3, 3, 2, 6), _array(1, 5, 5, 6), [1, 1, 1, 1]),
        _case([2, 4, 5, 6], _W, _array(2, 3, 3, 3), [1, 1, 2, 2], data_format="NCHW"),
        _case([1, 4, 4, 2], _array(2, 2, 2, 3), _array(1, 2, 2, 3), _TWO),
        _case([1, 4, 4, 2], _array(2, 2, 2, 3, dtype=np.int32), _array(1, 2, 2, 3, dtype=np.int32),
              _TWO),
        _case([1, 4, 4, 2], _array(2, 2, 2, 3, dtype=np.float64),
              _array(1, 2, 2, 3, dtype=np.float64), _TWO),
        _case([1, 4, 4, 2], _array(2, 2, 2, 3, dtype=np.float16),
              _array(1, 2, 2, 3, dtype=np.float16), _TWO),
        _case([1, 4, 4, 2], _array(2, 2, 2, 3, dtype=ml_dtypes.bfloat16),
              _array(1, 2, 2, 3, dtype=ml_dtypes.bfloat16), _TWO),
        _case([0, 5, 6, 4], _W, _array(0, 5, 6, 3), [1, 1, 1, 1]),
    ],
    "Conv3DBackpropInputV2": [
        _case([1, 4, 5, 3, 2], _CUBE, _array(1, 4, 5, 3, 4), [1, 1, 1, 1, 1]),
        _case([1, 4, 5, 3, 2], _CUBE, _array(1, 2, 3, 2, 4), [1, 2, 2, 2, 1]),
        _case([1, 4, 5, 3, 2], _CUBE, _array(1, 3, 3, 3, 4), [1, 1, 1, 1, 1], "VALID",
              index=np.int64),
        _case([1, 2, 4, 5, 3], _CUBE, _array(1, 4, 2, 3, 2), [1, 1, 2, 2, 2],
              data_format="NCDHW"),
        _case([1, 4, 5, 3, 2], _CUBE.astype(np.float64), _array(1, 4, 5, 3, 4, dtype=np.float64),
              [1, 1, 1, 1, 1]),
    ],
}
