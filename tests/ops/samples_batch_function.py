"""Samples of functions whose calls may be put together, and of gradients in a second version."""

import numpy as np

f32 = np.float32
X = np.arange(6, dtype=f32).reshape(3, 2)
GIVEN = {
    "f": lambda a, b: [a * 2 + b], "num_batch_threads": 1, "max_batch_size": 4,
    "batch_timeout_micros": 10, "Tout": ["float32"],
}
RNG = np.random.default_rng(3)
IMAGE, FILTER = (RNG.normal(size=size).astype(f32) for size in ((2, 5, 6, 3), (3, 2, 3, 4)))
SAME, VALID = (RNG.normal(size=size).astype(f32) for size in ((2, 3, 3, 4), (2, 3, 5, 4)))
STEPS = [
    ((IMAGE, FILTER, SAME), {"strides": [1, 2, 2, 1], "padding": "SAME"}),
    ((IMAGE, FILTER, VALID), {"strides": [1, 1, 1, 1], "padding": "VALID"}),
]
SAMPLES = {
    "BatchFunction": [(([X], [np.array(1, f32)]), GIVEN), (([X[:0]], [np.array(1, f32)]), GIVEN)],
    "Conv2DBackpropFilterV2": STEPS, "Conv2DBackpropInputV2": STEPS,
}
