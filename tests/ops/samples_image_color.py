"""Samples of image_color ops: op -> [(inputs, attrs), ...]."""

import ml_dtypes
import numpy as np

f32 = np.float32
_RANDOM = np.random.default_rng(8)
_PIXELS = np.array(
    [[0, 0, 0], [1, 1, 1], [0.5, 0.5, 0.5], [1, 0, 0], [0, 1, 0], [0, 0, 1], [1, 1, 0], [0, 1, 1],
     [1, 0, 1], [0.3, 0.3, 0.1], [0.2, 0.7, 0.7], [0.9, 0.1, 0.9], [-0.5, 0.2, 0.4], [2, 1, 3],
     [-1, -2, -3], [0.25, 0.5, 0.125]], f32
).reshape(1, 4, 4, 3)  # fmt: skip
_X = _RANDOM.random((2, 3, 4, 3)).astype(f32)
_KINDS = [np.float16, ml_dtypes.bfloat16, np.float64]
_COLORS = [
    ((_PIXELS,), {}), ((_X,), {}), ((_X[0, 0, 0],), {}), ((_X[:0],), {}),
    *(((_X[:1].astype(kind),), {}) for kind in _KINDS),
]


def _number(value):
    return np.array(value, f32)


SAMPLES = {
    "RGBToHSV": _COLORS,
    "HSVToRGB": [*_COLORS, ((_X * 3 - 1,), {})],
    "AdjustHue": [
        *(((_X, _number(by)), {}) for by in (0, 0.1, -0.3, 0.5, 0.99, -1, 1.7)),
        ((_PIXELS[..., :3], _number(0.2)), {}),
        ((_X[0], _number(0.4)), {}),
    ],
    "AdjustSaturation": [
        *(((_X, _number(by)), {}) for by in (0, 0.5, 1, 2, 20, -1)),
        ((_PIXELS, _number(1.5)), {}),
    ],
    "AdjustContrastv2": [
        *(((_X, _number(by)), {}) for by in (0, 0.5, 1, 3, -1)),
        ((_X[0], _number(2)), {}),
        ((_X[None, ..., :1], _number(2)), {}),
    ],
}
