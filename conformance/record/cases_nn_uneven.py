"""Further cases of dilation and pooling by fractions: arguments that are refused."""

import numpy as np

IMAGE = np.arange(40, dtype=np.float32).reshape(1, 4, 5, 2)
KERNEL = np.arange(8, dtype=np.float32).reshape(2, 2, 2)
ONES = [1, 1, 1, 1]
PLAIN = {"strides": ONES, "rates": ONES, "padding": "VALID"}
RATIO = [1.0, 1.4, 1.3, 1.0]
POOLS = [
    ((IMAGE[0],), {"pooling_ratio": RATIO}), ((IMAGE,), {"pooling_ratio": [1.0, 0.5, 1.0, 1.0]}),
    ((IMAGE,), {"pooling_ratio": [2.0, 1.0, 1.0, 1.0]}),
    ((IMAGE,), {"pooling_ratio": [1.0, 9.0, 1.0, 1.0]}),
    ((IMAGE,), {"pooling_ratio": RATIO, "seed": 1}), ((IMAGE[:0],), {"pooling_ratio": RATIO}),
]
CASES = {
    "Dilation2D": [
        ((IMAGE[0], KERNEL), PLAIN), ((IMAGE, KERNEL[0]), PLAIN), ((IMAGE, KERNEL[..., :1]), PLAIN),
        ((IMAGE, KERNEL), PLAIN | {"strides": [2, 1, 1, 1]}),
        ((IMAGE, KERNEL), PLAIN | {"rates": [1, 1, 1, 2]}),
        ((IMAGE, KERNEL), PLAIN | {"strides": [1, 0, 1, 1]}),
        ((IMAGE, KERNEL), PLAIN | {"rates": [1, 9, 9, 1]}),
    ],
    "Dilation2DBackpropInput": [((IMAGE, KERNEL, IMAGE), PLAIN)],
    "Dilation2DBackpropFilter": [((IMAGE, KERNEL, IMAGE), PLAIN)],
    "FractionalMaxPool": POOLS,
    "FractionalAvgPool": POOLS,
}
