"""Further rows of TensorStridedSliceUpdate: indices and values that do not fit."""

import numpy as np

_X = np.arange(12, dtype=np.float32).reshape(4, 3)


def _row(value, begin, end, strides, **attrs):
    places = [np.array(numbers, np.int32) for numbers in (begin, end, strides)]
    return (_X, *places, np.array(value, np.float32)), attrs


CASES = {
    "TensorStridedSliceUpdate": [
        _row(np.ones((3, 3)), [1], [3], [1]),
        _row(np.ones((2, 2)), [1], [3], [1]),
        _row(1, [1], [3], [0]),
        _row(1, [9], [10], [1], shrink_axis_mask=1),
        _row(1, [1, 2, 3], [1, 2, 3], [1, 1, 1]),
        _row(np.zeros((2, 3)), [2], [1], [1]),
    ],
}
