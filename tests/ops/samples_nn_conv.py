"""Samples of nn_conv ops: op -> [(inputs, attrs), ...]."""

import ml_dtypes
import numpy as np

f32 = np.float32


def _array(*shape, dtype=f32, seed=1):
    values = np.random.default_rng(seed).normal(size=shape)
    return (values * 4).astype(dtype) if np.dtype(dtype).kind == "i" else values.astype(dtype)


def _case(x, w, steps=1, padding="SAME", data_format=None, **attrs):
    """One sample; `steps` is the stride of every spatial axis or a pair of them."""
    rank = x.ndim
    first = data_format in ("NCHW", "NCDHW")
    steps = [steps] * (rank - 2) if isinstance(steps, int) else list(steps)
    strides = [1, 1, *steps] if first else [1, *steps, 1]
    attrs = {"strides": strides, "padding": padding, **attrs}
    if data_format:
        attrs["data_format"] = data_format
    return (x, w), attrs


_EXPLICIT = [0, 0, 1, 2, 0, 3, 0, 0]
_IMAGE, _FILTER = _array(2, 5, 6, 4), _array(3, 2, 4, 3, seed=2)
_FIRST = np.ascontiguousarray(np.moveaxis(_IMAGE, -1, 1))
_VOLUME, _CUBE = _array(1, 4, 5, 3, 2), _array(2, 3, 1, 2, 4, seed=2)

SAMPLES = {
    "Conv2D": [
        _case(_IMAGE, _FILTER),
        _case(_IMAGE, _FILTER, 2),
        _case(_IMAGE, _FILTER, (1, 3), "VALID"),
        _case(_IMAGE, _FILTER, padding="EXPLICIT", explicit_paddings=_EXPLICIT),
        _case(_IMAGE, _FILTER, dilations=[1, 2, 3, 1]),
        _case(_IMAGE, _FILTER[:1, :1]),
        _case(_IMAGE, _FILTER[:1, :1], 2, "VALID"),
        _case(_IMAGE, _array(3, 3, 2, 6)),
        _case(_IMAGE, _array(3, 3, 1, 8)),
        _case(_IMAGE, _array(1, 1, 2, 6), 2),
        _case(_FIRST, _FILTER, data_format="NCHW"),
        _case(_FIRST, _FILTER[:1, :1], 2, data_format="NCHW"),
        _case(_FIRST, _FILTER, 2, "VALID", "NCHW", dilations=[1, 1, 2, 1]),
        _case(_FIRST, _array(3, 3, 2, 6), data_format="NCHW"),
        _case(_FIRST, _FILTER, (2, 1), "EXPLICIT", "NCHW",
              explicit_paddings=[0, 0, 0, 0, 1, 2, 0, 3]),
        _case(_IMAGE.astype(np.float64), _FILTER.astype(np.float64)),
        _case(_IMAGE.astype(np.float16), _FILTER.astype(np.float16)),
        _case(_IMAGE.astype(ml_dtypes.bfloat16), _FILTER.astype(ml_dtypes.bfloat16)),
        _case(_array(1, 4, 4, 2, dtype=np.int32), _array(2, 2, 2, 3, dtype=np.int32)),
        _case(_IMAGE[:0], _array(3, 3, 4, 4)),
    ],
    "DepthwiseConv2dNative": [
        _case(_IMAGE, _array(3, 3, 4, 1)),
        _case(_IMAGE, _array(3, 2, 4, 2), 2),
        _case(_IMAGE, _array(3, 3, 4, 1), 2, "VALID"),
        _case(_IMAGE, _array(2, 3, 4, 1), 3),
        _case(_IMAGE, _array(3, 3, 4, 2), dilations=[1, 2, 2, 1]),
        _case(_IMAGE, _array(3, 3, 4, 1), 2, dilations=[1, 2, 2, 1]),
        _case(_IMAGE, _array(3, 3, 4, 1), 2, dilations=[1, 3, 3, 1]),
        _case(_IMAGE, _array(3, 3, 4, 1), padding="EXPLICIT", explicit_paddings=_EXPLICIT),
        _case(_IMAGE[..., :1], _array(3, 3, 1, 5)),
        _case(_FIRST, _array(3, 3, 4, 2), data_format="NCHW"),
        _case(_IMAGE.astype(np.float64), _array(3, 3, 4, 1, dtype=np.float64)),
        _case(_IMAGE.astype(np.float16), _array(3, 3, 4, 1, dtype=np.float16)),
        _case(_IMAGE.astype(ml_dtypes.bfloat16), _array(3, 3, 4, 1, dtype=ml_dtypes.bfloat16)),
    ],
    "Conv3D": [
        _case(_VOLUME, _CUBE),
        _case(_VOLUME, _CUBE, 2),
        _case(_VOLUME, _CUBE, (1, 2, 3), "VALID"),
        _case(_VOLUME, _CUBE, dilations=[1, 2, 2, 1, 1]),
        _case(_VOLUME, _CUBE[:1, :1, :1]),
        _case(np.ascontiguousarray(np.moveaxis(_VOLUME, -1, 1)), _CUBE, 2, data_format="NCDHW"),
        _case(_VOLUME.astype(np.float64), _CUBE.astype(np.float64)),
        _case(_VOLUME.astype(np.float16), _CUBE.astype(np.float16)),
    ],
}
