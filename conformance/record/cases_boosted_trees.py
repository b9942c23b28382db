"""Further cases of boosted trees: what shapes are refused."""

import numpy as np

f32 = np.float32
CASES = {
    "BoostedTreesBucketize": [
        (([np.zeros(10, f32), np.zeros(2, f32)], [np.zeros(1, f32)] * 2), {}),
        (([np.zeros((2, 3), f32)], [np.zeros(1, f32)]), {}),
        (([np.zeros(2, f32)], [np.zeros((1, 1), f32)]), {}),
    ],
}
