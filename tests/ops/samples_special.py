"""Samples of special functions: Bessel, integrals, inverses, gamma, beta and zeta."""

import ml_dtypes
import numpy as np

f16, bf16, f32, f64 = np.float16, ml_dtypes.bfloat16, np.float32, np.float64
inf, nan = np.inf, np.nan
SIGNED = [-8.5, -2.0, -0.5, 0.25, 1.0, 3.75, 11.0]
POSITIVE = [0.03125, 0.25, 1.0, 1.75, 2.0, 5.5, 7.75, 9.0, 20.0, 60.0]
INSIDE = [-0.96875, -0.5, -0.0625, 0.125, 0.5, 0.75, 0.96875]


def one(values):
    """One row for each floating dtype, and special numbers in double."""
    return [((np.array(values, dtype),), {}) for dtype in (f16, bf16, f32, f64)] + [
        ((np.array(values[:6], f64).reshape(2, 3),), {}), ((f32(values[1]),), {}),
        ((np.array([-inf, -0.0, 0.0, inf, nan], f64),), {}), ((np.ones((0, 2), f32),), {}),
        ((np.array([-inf, -1.0, 0.0, inf, nan], f32),), {}),
    ]


def two(a, x):
    """Rows for both wide floats, broadcast and empty."""
    return [((np.array(a, dtype), np.array(x, dtype)), {}) for dtype in (f32, f64)] + [
        ((np.array(a[:2], f64)[:, None], np.array(x[:3], f64)), {}),
        ((f32(a[0]), np.array(x[:3], f32)), {}), ((np.ones((0,), f32), np.ones((1,), f32)), {}),
    ]


GAMMA = ([0.25, 0.5, 1.0, 2.5, 6.0, 9.0, 20.0, 3.0], [0.125, 2.0, 0.75, 2.5, 3.0, 14.0, 17.5, 30.0])
EDGES = (f64([0, 0, -1, 1, 1, 1, inf, 1, nan]), f64([0, 1, 1, -1, 0, inf, 1, nan, 1]))

SAMPLES = {
    "BesselI0": [*one(SIGNED)],
    "BesselI0e": [*one(SIGNED)],
    "BesselI1": [*one(SIGNED)],
    "BesselI1e": [*one(SIGNED)],
    "BesselK0": [*one(POSITIVE)],
    "BesselK0e": [*one(POSITIVE)],
    "BesselK1": [*one(POSITIVE)],
    "BesselK1e": [*one(POSITIVE)],
    "BesselJ0": [*one(SIGNED)],
    "BesselJ1": [*one(SIGNED)],
    "BesselY0": [*one(POSITIVE)],
    "BesselY1": [*one(POSITIVE)],
    "Dawsn": [*one(SIGNED)],
    "Expint": [*one(POSITIVE)],
    "FresnelCos": [*one(SIGNED)],
    "FresnelSin": [*one(SIGNED)],
    "Spence": [*one(POSITIVE)],
    "Ndtri": [*one([0.03125, 0.125, 0.5, 0.625, 0.75, 0.875, 0.9375])],
    "Erfinv": [*one(INSIDE)],
    "NextAfter": [*two([0.0, 1.0, -1.0, inf, nan], [1.0, 0.5, -1.0, 0.0, 1.0])],
    "Igamma": [*two(*GAMMA), (EDGES, {})],
    "Igammac": [*two(*GAMMA), (EDGES, {})],
    "IgammaGradA": [*two(*GAMMA), (EDGES, {})],
    "RandomGammaGrad": [*two(*GAMMA), (EDGES, {})],
    "Polygamma": two([0.0, 1.0, 2.0, 3.0, 5.0], [0.25, 1.0, 2.5, 0.5, 7.0]),
    "Zeta": two([1.5, 2.0, 3.0, 10.0, 25.0], [0.25, 1.0, 2.5, 0.5, 7.0]),
    "Betainc": [
        *( (tuple(np.array(row, dtype) for row in ( [0.5, 1.0, 2.0, 5.0, 0.25], [0.5, 3.0, 0.75,
            8.0, 2.0], [0.25, 0.5, 0.875, 0.375, 0.0625], )), {}) for dtype in (f32, f64) ),
        ((f32(2), f32(3), f32([0.25, 0.5])), {}), ((f64(2), f64([3, 1]), f64(0.25)), {}),
        ((f64([1, 1, 0, 1, 1, nan]), f64([1, 1, 1, -1, 1, 1]), f64([0, 1, 0.5, 0.5, 2, 0.5])), {}),
        ((np.ones((0,), f32),) * 3, {}),
    ],
}
