"""Samples of space_batch ops: op -> [(inputs, attrs), ...]."""

import numpy as np

f32 = np.float32


def _array(*shape, dtype=f32):
    return np.arange(np.prod(shape)).reshape(shape).astype(dtype)


def _ints(*values, dtype=np.int32):
    return np.array(values, dtype)


_NONE = np.zeros((0, 2), np.int32)

SAMPLES = {
    "SpaceToBatchND": [
        ((_array(1, 2, 2, 1), _ints(2, 2), _ints([0, 0], [0, 0])), {}),
        ((_array(2, 3, 4, 3), _ints(2, 3), _ints([1, 0], [0, 2])), {}),
        ((_array(2, 3, 4), _ints(3), _ints([2, 1])), {}),
        ((_array(2, 3, 4, dtype=np.int64), _ints(1, 2), _ints([0, 0], [1, 1])), {}),
        ((_array(2, 3), _ints(), _NONE), {}),
        ((_array(1, 2, 4, 2, 2), _ints(1, 4, 2, dtype=np.int64), _ints([0, 0], [0, 0], [1, 1])),
         {}),
        ((_array(0, 2, 2, 1), _ints(2, 2), _ints([0, 0], [0, 0])), {}),
        ((_array(1, 2, 2) > 1, _ints(2), _ints([0, 0])), {}),
    ],
    "BatchToSpaceND": [
        ((_array(4, 1, 1, 1), _ints(2, 2), _ints([0, 0], [0, 0])), {}),
        ((_array(12, 2, 2, 3), _ints(2, 3), _ints([1, 0], [0, 2])), {}),
        ((_array(6, 3, 4), _ints(3), _ints([2, 1])), {}),
        ((_array(4, 3, 4, dtype=np.int64), _ints(1, 2), _ints([0, 0], [1, 1])), {}),
        ((_array(2, 3), _ints(), _NONE), {}),
        ((_array(8, 2, 1, 2, 2), _ints(1, 4, 2, dtype=np.int64), _ints([0, 0], [0, 0], [1, 1])),
         {}),
        ((_array(4, 2, 2) > 3, _ints(2), _ints([0, 0])), {}),
    ],
    "SpaceToBatch": [
        ((_array(1, 4, 2, 1), _ints([0, 0], [0, 0])), {"block_size": 2}),
        ((_array(2, 3, 4, 3), _ints([1, 2], [0, 2], dtype=np.int64)), {"block_size": 3}),
    ],
    "BatchToSpace": [
        ((_array(4, 2, 1, 1), _ints([0, 0], [0, 0])), {"block_size": 2}),
        ((_array(9, 3, 4, 3), _ints([1, 2], [0, 2], dtype=np.int64)), {"block_size": 3}),
    ],
}
