"""Samples of Conv: pictures and volumes, several batch dimensions, paddings, holes."""

import numpy as np

f32 = np.float32


def ramp(*sizes, dtype=f32):
    return (np.arange(np.prod(sizes)).reshape(sizes) * 7 % 11 / 4).astype(dtype)


PLAIN = {"strides": [1, 1, 1, 1], "padding": "SAME"}
FILTER = ramp(3, 2, 2, 4)

SAMPLES = {
    "Conv": [
        ((ramp(1, 5, 4, 2), FILTER), PLAIN),
        ((ramp(2, 5, 4, 2, dtype=np.float64), ramp(3, 2, 2, 4, dtype=np.float64)),
         {"strides": [1, 2, 1, 1], "padding": "VALID"}),
        ((ramp(2, 3, 5, 4, 2), FILTER), {**PLAIN, "batch_dims": 2}),
        ((ramp(5, 4, 2), FILTER), {**PLAIN, "batch_dims": 0}),
        ((ramp(1, 5, 4, 2), FILTER), {**PLAIN, "dilations": [1, 2, 1, 1]}),
        ((ramp(1, 5, 4, 2), FILTER),
         {"strides": [1, 1, 1, 1], "padding": "EXPLICIT",
          "explicit_paddings": [0, 0, 1, 0, 2, 1, 0, 0]}),
        ((ramp(1, 4, 3, 5, 2), ramp(2, 2, 3, 2, 3)), {"strides": [1] * 5, "padding": "VALID"}),
    ],
    "GuaranteeConst": [((ramp(2, 3),), {})],
}
