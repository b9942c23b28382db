"""Samples of image_transform ops: op -> [(inputs, attrs), ...]."""

import ml_dtypes
import numpy as np

f32 = np.float32
_RANDOM = np.random.default_rng(6)
_X = _RANDOM.normal(size=(2, 5, 6, 2)).astype(f32) * 20
_MOVE = np.array([[1, 0.2, -1.5, 0.1, 0.9, 0.7, 0, 0]], f32)
_FAR = np.array([[-1.7, 0.4, 8, 0.3, 2.2, -6, 0, 0]], f32)
_TILT = np.array([[1, 0.2, -1.5, 0.1, 0.9, 0.7, 0.02, -0.25], [1, 0, 0, 0, 1, 0, 0, 0]], f32)
_SIZE = np.array([4, 7], np.int32)
_KINDS = [np.uint8, np.int32, np.int64, np.float16, ml_dtypes.bfloat16, np.float64]
_ROWS = [
    *(
        ((_X, transform, _SIZE), {"interpolation": how, "fill_mode": mode})
        for transform in (_MOVE, _FAR, _TILT)
        for how in ("NEAREST", "BILINEAR")
        for mode in ("CONSTANT", "REFLECT", "WRAP", "NEAREST")
    ),
    *(
        ((abs(_X[:1]).astype(kind), _MOVE, _SIZE), {"interpolation": "BILINEAR"})
        for kind in _KINDS
    ),
    ((_X[:1, :1, :1], _MOVE, _SIZE), {"interpolation": "NEAREST", "fill_mode": "REFLECT"}),
    ((_X[:1, :1], _FAR, _SIZE), {"interpolation": "BILINEAR", "fill_mode": "WRAP"}),
]

SAMPLES = {
    "ImageProjectiveTransformV2": _ROWS,
    "ImageProjectiveTransformV3": [
        ((*inputs, np.array(fill, f32)), attrs)
        for (inputs, attrs), fill in zip(_ROWS, [0, 2.5, 7] * len(_ROWS), strict=False)
    ],
}
