"""Cases of Conv whose ranks, strides or depths do not fit."""

import numpy as np

f32 = np.float32
IMAGE, FILTER = np.ones((1, 5, 5, 2), f32), np.ones((3, 3, 2, 4), f32)
PLAIN = {"strides": [1, 1, 1, 1], "padding": "SAME"}

CASES = {
    "Conv": [
        ((IMAGE, FILTER), {"strides": [1, 1], "padding": "SAME"}),
        ((IMAGE[0], FILTER[0]), {"strides": [1, 1, 1], "padding": "SAME"}),
        ((IMAGE[..., :1], FILTER), PLAIN),
        ((IMAGE, FILTER[0]), PLAIN),
        ((IMAGE, FILTER), {"strides": [2, 1, 1, 1], "padding": "SAME"}),
    ],
}
