"""Cases of crops of images that do not fit."""

import numpy as np

f32 = np.float32


def ints(*values):
    """A vector of int32."""
    return np.array(values, np.int32)


X, BOXES, WHICH, SIZE = (
    np.ones((2, 4, 4, 1), f32), np.array([[0, 0, 1, 1]] * 2, f32), ints(0, 1), ints(3, 3)
)
DY, ALL = np.ones((2, 3, 3, 1), f32), ints(2, 4, 4, 1)
FLOAT = {"T": "float32"}
ZERO = {"noise": "zero", "uniform_noise": False}

CASES = {
    "CropAndResize": [
        ((X[0], BOXES, WHICH, SIZE), {}),
        ((X, BOXES[0], WHICH, SIZE), {}),
        ((X, BOXES[:, :3], WHICH, SIZE), {}),
        ((X, BOXES, WHICH[:1], SIZE), {}),
        ((X, BOXES, WHICH[None], SIZE), {}),
        ((X, BOXES, WHICH, SIZE[:1]), {}),
        ((X, BOXES, WHICH, SIZE[None]), {}),
        ((X, BOXES, WHICH, SIZE * 0), {}),
        ((X, BOXES, ints(0, 2), SIZE), {}),
        ((X, BOXES, ints(0, -1), SIZE), {}),
        ((X[:, :0], BOXES, WHICH, SIZE), {}),
        ((X, BOXES[:0], WHICH, SIZE), {}),
        ((X, BOXES * np.nan, WHICH, SIZE), {}),
    ],
    "CropAndResizeGradImage": [
        ((DY[0], BOXES, WHICH, ALL), FLOAT),
        ((DY, BOXES[0], WHICH, ALL), FLOAT),
        ((DY[:1], BOXES, WHICH, ALL), FLOAT),
        ((DY[:, :0], BOXES, WHICH, ALL), FLOAT),
        ((DY, BOXES, WHICH, ALL[:3]), FLOAT),
        ((DY, BOXES, WHICH, ALL[None]), FLOAT),
        ((DY, BOXES, WHICH, ALL * 0), FLOAT),
        ((DY, BOXES, WHICH, ints(2, 4, 4, 2)), FLOAT),
        ((DY, BOXES, ints(0, 2), ALL), FLOAT),
    ],
    "CropAndResizeGradBoxes": [
        ((DY[0], X, BOXES, WHICH), {}),
        ((DY, X[0], BOXES, WHICH), {}),
        ((DY[:1], X, BOXES, WHICH), {}),
        ((DY, X, BOXES[0], WHICH), {}),
        ((DY, X, BOXES, ints(0, 2)), {}),
        ((DY[:, :0], X, BOXES, WHICH), {}),
        ((DY, np.ones((2, 4, 4, 2), f32), BOXES, WHICH), {}),
    ],
    "ExtractGlimpse": [
        ((X[0], SIZE[:2], np.zeros((2, 2), f32)), ZERO),
        ((X, ints(3), np.zeros((2, 2), f32)), ZERO),
        ((X, ints(3, 3, 3), np.zeros((2, 2), f32)), ZERO),
        ((X, SIZE[:2], np.zeros((1, 2), f32)), ZERO),
        ((X, SIZE[:2], np.zeros((2, 3), f32)), ZERO),
        ((X, SIZE[:2], np.zeros(2, f32)), ZERO),
        ((X, ints(0, 3), np.zeros((2, 2), f32)), ZERO),
        ((X, SIZE[:2], np.zeros((2, 2), f32)), {"noise": "loud", "uniform_noise": False}),
        ((X, SIZE[:2], np.zeros((2, 2), f32)), {"noise": "zero"}),
    ],
}
CASES["ExtractGlimpseV2"] = CASES["ExtractGlimpse"]
