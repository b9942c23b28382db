"""Cases of projective transforms that do not fit: ranks and counts."""

import numpy as np

f32 = np.float32
IMAGE, SIZE = np.ones((2, 3, 3, 2), f32), np.array([2, 2], np.int32)
SAME, FILL = np.array([[1, 0, 0, 0, 1, 0, 0, 0]], f32), np.array(1, f32)
NEAREST = {"interpolation": "NEAREST"}
ROWS = [
    ((IMAGE[0], SAME, SIZE), NEAREST),
    ((IMAGE, SAME[0], SIZE), NEAREST),
    ((IMAGE, SAME[:, :7], SIZE), NEAREST),
    ((IMAGE, np.repeat(SAME, 3, 0), SIZE), NEAREST),
    ((IMAGE, SAME, SIZE[None]), NEAREST),
    ((IMAGE, SAME, SIZE[:1]), NEAREST),
    ((IMAGE, SAME, SIZE * 0), NEAREST),
    ((IMAGE[:0], SAME, SIZE), NEAREST),
    ((IMAGE[..., :0], SAME, SIZE), NEAREST),
]

CASES = {
    "ImageProjectiveTransformV2": ROWS,
    "ImageProjectiveTransformV3": [
        *(((*inputs, FILL), attrs) for inputs, attrs in ROWS),
        ((IMAGE, SAME, SIZE, FILL[None]), NEAREST),
    ],
}
