"""Rows of special functions that do not fit, for the record."""

import numpy as np

f32, f64 = np.float32, np.float64
MISFIT = ((np.ones((2,), f32), np.ones((3,), f32)), {})

CASES = {
    "NextAfter": [MISFIT],
    "Igamma": [MISFIT],
    "Igammac": [MISFIT],
    "IgammaGradA": [MISFIT],
    "RandomGammaGrad": [MISFIT],
    "Betainc": [((f32([1, 2]), f32([1]), f32([0.5])), {}), ((f32([1, 2]), f32(1), f32([0.5])), {})],
    "Polygamma": [
        MISFIT,
        ((f64([0.5, -1, 1, 2, 1, 1, 0]), f64([1, 1, 0, -1, np.inf, np.nan, -0.5])), {}),
    ],
    "Zeta": [
        MISFIT,
        ((f64([1, 2, 2, 1.5, 0.5, 3, np.nan, 2]), f64([1, 0, -0.5, -0.5, 1, -2, 1, np.inf])), {}),
    ],
}
