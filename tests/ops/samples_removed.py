"""Samples of ops that only graphs of old versions may have: op -> [(inputs, attrs), ...].

TensorFlow refuses them in new graphs, so that there is nothing to record.
"""

import numpy as np

f32 = np.float32
_X = np.random.default_rng(8).random((2, 5, 6, 3)).astype(f32)


def _number(value):
    return np.array(value, f32)


SAMPLES = {
    "AdjustContrast": [
        *(
            ((abs(_X * 100).astype(kind), _number(1.5), _number(10), _number(80)), {})
            for kind in (np.uint8, np.int8, np.int16, np.int32, np.int64, f32, np.float64)
        ),
    ],
    "QuantizeAndDequantize": [
        ((_X,), {}), ((_X,), {"range_given": True, "input_max": 0.5, "signed_input": False}),
    ],
    "RandomCrop": [
        ((_X[0], np.array([5, 6], np.int64)), {}),
        ((_X[0].astype(np.uint8), np.array([2, 3], np.int64)), {"seed": 3, "seed2": 4}),
    ],
}
