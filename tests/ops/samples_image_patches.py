"""Samples of image_patches ops: op -> [(inputs, attrs), ...]."""

import ml_dtypes
import numpy as np


def _array(*shape, dtype=np.float32):
    return np.arange(np.prod(shape)).reshape(shape).astype(dtype)


def _images(x, size, step, rate, padding):
    attrs = {"ksizes": [1, *size, 1], "strides": [1, *step, 1], "rates": [1, *rate, 1]}
    return (x,), {**attrs, "padding": padding}


def _volumes(x, size, step, padding):
    return (x,), {"ksizes": [1, *size, 1], "strides": [1, *step, 1], "padding": padding}


_X, _VOLUME = _array(2, 7, 8, 3), _array(2, 4, 5, 6, 2)
_ONE = (1, 1)

SAMPLES = {
    "ExtractImagePatches": [
        *(
            _images(_X, size, step, rate, padding)
            for size, step, rate in (
                ((3, 3), _ONE, _ONE), ((2, 3), (2, 1), _ONE), ((2, 2), (3, 3), _ONE),
                ((3, 2), _ONE, (2, 3)), ((1, 1), (2, 2), _ONE), ((7, 8), _ONE, _ONE),
            )
            for padding in ("VALID", "SAME")
        ),
        *(
            _images(_array(1, 3, 3, 1, dtype=kind), (2, 2), _ONE, _ONE, "SAME")
            for kind in (np.float16, ml_dtypes.bfloat16, np.float64, np.int8, np.uint16, np.int64,
                         np.complex64, bool)
        ),
        _images(_X[:0], (2, 2), _ONE, _ONE, "SAME"),
    ],
    "ExtractVolumePatches": [
        *(
            _volumes(_VOLUME, size, step, padding)
            for size, step in (
                ((2, 2, 2), (1, 1, 1)), ((1, 3, 2), (2, 2, 1)), ((4, 5, 6), (1, 1, 1)),
            )
            for padding in ("VALID", "SAME")
        ),
        _volumes(_VOLUME.astype(np.int32), (2, 2, 2), (2, 2, 2), "SAME"),
    ],
}
