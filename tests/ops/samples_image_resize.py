"""Samples of image_resize ops: op -> [(inputs, attrs), ...]."""

import ml_dtypes
import numpy as np

f32 = np.float32


def _image(*shape, dtype=f32):
    values = np.random.default_rng(5).normal(size=shape)
    kind = np.dtype(dtype).kind
    return abs(values * 40).astype(dtype) if kind == "u" else (
        (values * 40 if kind == "i" else values).astype(dtype)
    )


def _size(*sizes):
    return np.array(sizes, np.int32)


_X = _image(2, 4, 5, 3)
_SIZES = [(4, 5), (7, 9), (2, 3), (1, 1), (8, 2), (3, 11)]
_CORNERS, _HALF = {"align_corners": True}, {"half_pixel_centers": True}
_WAYS = [{}, _CORNERS, _HALF]
_SPECIAL = np.array([1, np.nan, np.inf, 2, -np.inf, 3], f32).reshape(1, 2, 3, 1)
_KINDS = [np.uint8, np.int8, np.uint16, np.int16, np.int32, np.int64, np.float16, np.float64]

_RESIZES = [
    *(((_X, _size(*sizes)), way) for sizes in _SIZES for way in _WAYS),
    *(((_image(1, 3, 3, 2, dtype=kind), _size(4, 5)), {}) for kind in _KINDS),
    ((_image(1, 3, 3, 2, dtype=ml_dtypes.bfloat16), _size(4, 5)), _HALF),
    ((_image(1, 1, 1, 1), _size(3, 2)), _HALF),
    ((_image(1, 1, 6, 4), _size(2, 4)), _CORNERS),
    ((_image(1, 5, 5, 1), _size(16, 1)), _HALF),
]
_AREAS = [row for row in _RESIZES if row[1] is not _HALF]
_GRADS = [
    *(((_image(2, *sizes, 3), _X), way) for sizes in _SIZES for way in _WAYS),
    ((_image(1, 3, 2, 1), _image(1, 1, 1, 1)), _HALF),
]

SAMPLES = {
    "ResizeBilinear": [*_RESIZES, ((_SPECIAL, _size(3, 4)), {}), ((_SPECIAL, _size(2, 3)), {})],
    "ResizeNearestNeighbor": [*_RESIZES, ((_SPECIAL, _size(3, 4)), {})],
    "ResizeBicubic": [*_RESIZES, ((_SPECIAL, _size(2, 3)), {})],
    "ResizeArea": [*_AREAS, ((_X[..., :1], _size(3, 3)), {}), ((_X[..., :2], _size(3, 3)), {})],
    "ResizeBilinearGrad": [
        *_GRADS,
        ((_image(1, 3, 2, 1), _image(1, 4, 4, 1, dtype=np.float64)), {}),
        ((_image(1, 3, 2, 1), _image(1, 4, 4, 1, dtype=np.float16)), {}),
        ((_image(1, 3, 2, 1), _image(1, 4, 4, 1, dtype=ml_dtypes.bfloat16)), {}),
    ],
    "ResizeBicubicGrad": [
        *_GRADS,
        ((_image(1, 3, 2, 1), _image(1, 4, 4, 1, dtype=np.float64)), _HALF),
    ],
    "ResizeNearestNeighborGrad": [
        *(((_image(2, *sizes, 3), _size(4, 5)), way) for sizes in _SIZES for way in _WAYS),
        *(
            ((_image(1, 3, 2, 1, dtype=kind), _size(2, 3)), {})
            for kind in (np.uint8, np.int8, np.int32, np.float16, np.float64, ml_dtypes.bfloat16)
        ),
    ],
}
