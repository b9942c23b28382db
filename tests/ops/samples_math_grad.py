"""Samples of math_unary_grad: backward kernels of roots, reciprocals, sigmoid and tanh."""

import ml_dtypes
import numpy as np

f16, f32, f64, bf16 = np.float16, np.float32, np.float64, ml_dtypes.bfloat16
c64, c128 = np.complex64, np.complex128
Y, DY = [[0.5, -0.25, 1.0], [2.5, 0.0, 0.3]], [[1.5, -2.0, 0.0], [0.7, 3.0, -0.1]]
EDGES = [np.inf, -np.inf, np.nan, 0.0, 0.0, -0.0]

SAMPLES = {
    name: [
        *((((np.array(Y, dtype), np.array(DY, dtype))), {}) for dtype in (f16, bf16, f32, f64)),
        ((np.array([1 + 2j, 0.5, -1j], c64), np.array([3 - 1j, 0, 2], c64)), {}),
        ((np.array([1 + 2j, 0.5], c128), np.array([3 - 1j, 1j], c128)), {}),
        ((np.array(EDGES, f32), np.zeros(6, f32)), {}),
        ((np.array(EDGES, f32), np.array([1, 1, 1, 1, np.nan, np.inf], f32)), {}),
        ((np.zeros((2, 0), f32), np.zeros((2, 0), f32)), {}),
        ((np.array([2.0, 3.0], f32), np.array([[1.0], [2.0]], f32)), {}),
    ]
    for name in "SqrtGrad RsqrtGrad ReciprocalGrad InvGrad SigmoidGrad TanhGrad".split()
}
