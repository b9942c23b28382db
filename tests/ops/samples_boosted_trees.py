"""Samples of ops of boosted trees."""

import numpy as np

f32 = np.float32
LIMITS = np.array([-1.0, 0.0, 2.5], f32)
VALUES = np.array([-3, -1, -0.5, 0, 1, 2.5, 7, np.nan, np.inf, -np.inf], f32)
SAMPLES = {
    "BoostedTreesBucketize": [
        (([VALUES], [LIMITS]), {}), (([VALUES, VALUES[::-1]], [LIMITS[:1], LIMITS]), {}),
        (([VALUES], [LIMITS[:0]]), {}), (([VALUES[:0]], [LIMITS]), {}), (([], []), {}),
    ],
}
