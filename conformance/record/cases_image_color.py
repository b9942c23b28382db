"""Cases of colours that do not fit."""

import numpy as np

f32 = np.float32
X, ONE = np.ones((1, 3, 3, 3), f32), np.array(1, f32)
COLORS = [((X[..., :2],), {}), ((ONE,), {})]
ADJUSTED = [
    ((X[0, 0, 0], ONE), {}),
    ((ONE, ONE), {}),
    ((X, ONE[None]), {}),
    ((X[..., :2], ONE), {}),
    ((X[:0], ONE), {}),
]

CASES = {
    "RGBToHSV": COLORS,
    "HSVToRGB": COLORS,
    "AdjustHue": ADJUSTED,
    "AdjustSaturation": ADJUSTED,
    "AdjustContrastv2": ADJUSTED,
}
