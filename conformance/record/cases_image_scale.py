"""Cases of ScaleAndTranslate that do not fit."""

import numpy as np

f32 = np.float32
X, SIZE = np.ones((1, 3, 3, 2), f32), np.array([2, 2], np.int32)
ONE, ZERO = np.ones(2, f32), np.zeros(2, f32)

CASES = {
    "ScaleAndTranslate": [
        ((X[0], SIZE, ONE, ZERO), {}),
        ((X, SIZE[:1], ONE, ZERO), {}),
        ((X, SIZE[None], ONE, ZERO), {}),
        ((X, SIZE * 0, ONE, ZERO), {}),
        ((X, SIZE, ONE[:1], ZERO), {}),
        ((X, SIZE, ONE[None], ZERO), {}),
        ((X, SIZE, ONE, ZERO[:1]), {}),
        ((X, SIZE, -ONE, ZERO), {}),
        ((X, SIZE, ONE * 0, ZERO), {}),
        ((X, SIZE, ONE * np.nan, ZERO), {}),
        ((X, SIZE, ONE, ZERO), {"kernel_type": "cubic"}),
        ((X[:, :0], SIZE, ONE, ZERO), {}),
        ((X[:0], SIZE, ONE, ZERO), {}),
        ((X[..., :0], SIZE, ONE, ZERO), {}),
    ],
    "ScaleAndTranslateGrad": [
        ((X[0], X, ONE, ZERO), {}),
        ((X, X[0], ONE, ZERO), {}),
        ((X, X, ONE[:1], ZERO), {}),
        ((X, X, ONE, ZERO[:1]), {}),
        ((X, X, -ONE, ZERO), {}),
        ((X, X, ONE, ZERO), {"kernel_type": "cubic"}),
    ],
}
