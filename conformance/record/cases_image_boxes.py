"""Cases of non-maximum suppression that do not fit."""

import numpy as np

f32 = np.float32
BOXES, SCORES = np.array([[0, 0, 1, 1], [0, 0, 2, 1]], f32), np.array([1, 2], f32)


def number(value, dtype=f32):
    """A scalar."""
    return np.array(value, dtype)


COUNT, HALF, ZERO = number(2, np.int32), number(0.5), number(0)


def misfits(*rest):
    """Rows whose boxes, scores or count do not fit, with further inputs."""
    return [
        ((BOXES[0], SCORES, COUNT, *rest), {}),
        ((BOXES[:, :3], SCORES, COUNT, *rest), {}),
        ((BOXES, SCORES[:1], COUNT, *rest), {}),
        ((BOXES, SCORES[None], COUNT, *rest), {}),
        ((BOXES, SCORES, COUNT[None], *rest), {}),
        ((BOXES, SCORES, number(-1, np.int32), *rest), {}),
        *(
            ((BOXES, SCORES, COUNT, *rest[:i], rest[i][None], *rest[i + 1 :]), {})
            for i in range(len(rest))
        ),
    ]


CLASSED, RATED = BOXES[None, :, None], np.ones((1, 2, 3), f32)
COMBINED = [CLASSED, RATED, COUNT, COUNT, HALF, ZERO]


def combined(place, value):
    """A row of CombinedNonMaxSuppression with one input exchanged."""
    return (*COMBINED[:place], value, *COMBINED[place + 1 :]), {}


CASES = {
    "NonMaxSuppression": [
        *misfits(), *(((BOXES, SCORES, COUNT), {"iou_threshold": x}) for x in (-0.1, 1.1)),
    ],
    "NonMaxSuppressionV2": [
        *misfits(HALF), *(((BOXES, SCORES, COUNT, number(x)), {}) for x in (-0.1, 1.1)),
    ],
    "NonMaxSuppressionV3": [
        *misfits(HALF, ZERO), ((BOXES, SCORES, COUNT, number(1.1), ZERO), {}),
    ],
    "NonMaxSuppressionV4": [
        *misfits(HALF, ZERO), ((BOXES, SCORES, COUNT, number(1.1), ZERO), {}),
    ],
    "NonMaxSuppressionV5": [
        *misfits(HALF, ZERO, ZERO), ((BOXES, SCORES, COUNT, HALF, ZERO, number(-1)), {}),
        ((BOXES, SCORES, COUNT, number(1.1), ZERO, ZERO), {}),
    ],
    "NonMaxSuppressionWithOverlaps": [
        ((BOXES, SCORES, COUNT, HALF, ZERO), {}),
        ((BOXES[0], SCORES, COUNT, HALF, ZERO), {}),
        ((BOXES[:, :2], SCORES[:1], COUNT, HALF, ZERO), {}),
        ((BOXES[:, :2], SCORES, COUNT[None], HALF, ZERO), {}),
        ((BOXES[:, :2], SCORES, number(-1, np.int32), HALF, ZERO), {}),
    ],
    "CombinedNonMaxSuppression": [
        combined(0, CLASSED[0]),
        combined(0, CLASSED[..., :3]),
        combined(0, np.ones((1, 2, 2, 4), f32)),
        combined(0, np.ones((2, 2, 1, 4), f32)),
        combined(1, RATED[0]),
        combined(1, RATED[:, :1]),
        combined(2, COUNT[None]),
        combined(2, number(0, np.int32)),
        combined(2, number(-1, np.int32)),
        combined(3, COUNT[None]),
        combined(3, number(0, np.int32)),
        combined(4, HALF[None]),
        combined(4, number(1.5)),
        combined(4, number(-0.5)),
        combined(5, HALF[None]),
    ],
}
