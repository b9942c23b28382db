"""Samples of TensorStridedSliceUpdate."""

import ml_dtypes
import numpy as np

_X = np.arange(12, dtype=np.float32).reshape(4, 3)


def _replaced(value, begin=(1,), end=(3,), strides=(1,), x=_X, index=np.int32, **masks):
    """One row; masks by their first words."""
    places = [np.array(numbers, index) for numbers in (begin, end, strides)]
    attrs = {f"{name}_mask": mask for name, mask in masks.items()}
    return (x, *places, np.array(value, x.dtype)), attrs


_WORDS = np.array([b"a", b"b", b"c"], object)

SAMPLES = {
    "TensorStridedSliceUpdate": [
        _replaced([[5, 6, 7], [8, 9, 10]]),
        _replaced(9),
        _replaced([7, 8, 9], index=np.int64),
        _replaced([[7], [8]]),
        _replaced([[[1, 2, 3], [4, 5, 6]]]),
        _replaced(5, (1, 1), (2, 2), (1, 1), shrink_axis=3),
        _replaced([1, 2, 3], (3,), (0,), (-2,)),
        _replaced([[[7, 8, 9]]], (0, 1), (0, 2), (1, 1), new_axis=1),
        _replaced([1, 2, 3, 4], (0, 2), (0, 3), (1, 1), ellipsis=1, shrink_axis=2),
        _replaced(5, (2,), (1,)),
        _replaced(2, (0,), (2,), x=np.ones(3, ml_dtypes.bfloat16)),
        _replaced(2, (0,), (2,), x=np.ones(3, np.complex64)),
        _replaced([2, 3], (0,), (2,), x=np.ones(3, np.int32)),
        _replaced(b"z", (0,), (2,), x=_WORDS),
    ],
}
