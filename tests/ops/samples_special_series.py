"""Samples of special_series: Zeta and Polygamma."""

import numpy as np

f32, f64 = np.float32, np.float64

SAMPLES = {
    "Zeta": [
        ((np.array([2.0, 3.5, 30.0, 1.5], kind), np.array([[1.0], [0.1], [7.25]], kind)), {})
        for kind in (f32, f64)
    ] + [
        ((np.array([2, 3, 2, 4], f64), np.array([-1.5, -1.5, -10.25, 1e6], f64)), {}),
        ((np.array([1, 0.5, 2, 3, 2, 3, 2.5, np.nan, np.inf, 2, 2], f32),
          np.array([1, 1, 0, 0, -1, -1, -1.5, 1, 1, np.inf, np.nan], f32)), {}),
        ((np.array(2, f32), np.zeros((0, 2), f32)), {}),
    ],
    "Polygamma": [
        ((np.array([0, 1, 2, 3], kind), np.array([[0.5], [2.0], [30.0]], kind)), {})
        for kind in (f32, f64)
    ] + [
        ((np.array([1, 2, 1, 1, 2, 1], f64), np.array([-1.5, -0.5, 0, -1, 0, 1e-3], f64)), {}),
        ((np.array([1.5, -1, np.nan, 1, 1], f32), np.array([2, 2, 2, np.inf, np.nan], f32)), {}),
        ((np.array(1, f32), np.zeros((0,), f32)), {}),
    ],
}
