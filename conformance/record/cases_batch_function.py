"""Gradients of convolutions in a second version that do not fit."""

import numpy as np

f32 = np.float32
CASES = {
    name: [
        ((np.zeros((2, 5, 6, 3), f32), np.zeros((3, 2, 3, 4), f32), np.zeros(size, f32)),
         {"strides": [1, 1, 1, 1], "padding": "VALID"})
        for size in ((2, 5, 5, 4), (2, 3, 5, 5), (3, 3, 5, 4), (3, 5, 4))
    ] for name in ("Conv2DBackpropFilterV2", "Conv2DBackpropInputV2")
}
