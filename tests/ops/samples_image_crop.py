"""Samples of image_crop ops: op -> [(inputs, attrs), ...]."""

import numpy as np

f32 = np.float32


def _image(*shape, dtype=f32):
    values = np.random.default_rng(7).normal(size=shape)
    return values.astype(dtype) if np.dtype(dtype).kind == "f" else abs(values * 40).astype(dtype)


def _ints(*values):
    return np.array(values, np.int32)


_X = _image(2, 5, 6, 3)
_BOXES = np.array(
    [[0.1, 0.2, 0.8, 0.9], [0, 0, 1, 1], [0.9, 0.7, 0.2, 0.1], [-0.3, 0.2, 0.6, 1.4]], f32
)
_WHICH = _ints(0, 1, 1, 0)
_SIZES = [(3, 4), (1, 1), (7, 2), (1, 5)]
_NEAREST = {"method": "nearest"}

SAMPLES = {
    "CropAndResize": [
        *(((_X, _BOXES, _WHICH, _ints(*size)), {}) for size in _SIZES),
        *(((_X, _BOXES, _WHICH, _ints(*size)), _NEAREST) for size in _SIZES),
        ((_X, _BOXES, _WHICH, _ints(3, 4)), {"extrapolation_value": -7.5}),
        *(
            ((_image(1, 4, 4, 2, dtype=kind), _BOXES[:1], _ints(0), _ints(3, 3)), {})
            for kind in (np.uint8, np.int8, np.uint16, np.int16, np.int32, np.int64, np.float16,
                         np.float64)
        ),
        ((_X, _BOXES[:0], _WHICH[:0], _ints(2, 2)), {}),
    ],
    "CropAndResizeGradImage": [
        *(
            ((_image(4, *size, 3), _BOXES, _WHICH, _ints(2, 5, 6, 3)), {"T": "float32", **way})
            for size in _SIZES
            for way in ({}, _NEAREST)
        ),
        ((_image(4, 2, 2, 3), _BOXES, _WHICH, _ints(2, 5, 6, 3)), {"T": "float16"}),
    ],
    "CropAndResizeGradBoxes": [
        *(((_image(4, *size, 3), _X, _BOXES, _WHICH), {}) for size in _SIZES),
        ((_image(4, 2, 2, 3), abs(_X * 40).astype(np.uint8), _BOXES, _WHICH), {}),
        ((_image(4, 2, 2, 3), _X.astype(np.float64), _BOXES, _WHICH), {}),
    ],
    "ExtractGlimpse": [
        *(
            ((_X, _ints(*size), np.array(at, f32)),
             {"noise": "zero", "uniform_noise": False, **how})
            for size in ((3, 4), (2, 3), (7, 8))
            for at in ([[0, 0], [0.3, -0.6]], [[1, 2], [-1.2, 0.9]])
            for how in (
                {}, {"centered": False}, {"normalized": False},
                {"centered": False, "normalized": False},
            )
        ),
    ],
}
SAMPLES["ExtractGlimpse"] += [
    ((_X, _ints(9, 9), np.zeros((2, 2), f32)), {}),
    ((_X, _ints(9, 9), np.zeros((2, 2), f32)), {"noise": "gaussian", "uniform_noise": False}),
]
SAMPLES["ExtractGlimpseV2"] = SAMPLES["ExtractGlimpse"]
