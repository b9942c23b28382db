"""Samples of dilation, pooling by fractions, fused ops, and batch norm by given statistics:
nn_dilation, nn_pool_fractional, nn_fused."""

import numpy as np


def noise(*shape, seed=0, dtype=np.float32):
    """Numbers of a normal distribution, always the same."""
    return (3 * np.random.default_rng(seed).standard_normal(shape)).astype(dtype)


IMAGE, KERNEL = noise(2, 5, 6, 2), noise(2, 3, 2, seed=1)
PLAIN = {"strides": [1, 1, 1, 1], "rates": [1, 1, 1, 1], "padding": "VALID"}
WIDE = {"strides": [1, 2, 1, 1], "rates": [1, 1, 2, 1], "padding": "SAME"}
DETERMINED = {"deterministic": True, "seed": 3, "seed2": 7}
UNEVEN = noise(2, 7, 10, 3, seed=2)
ROWS, COLUMNS = np.array([0, 1, 3, 4, 6, 7]), np.array([0, 1, 3, 5, 7, 8, 9, 10])
RATIO = [1.0, 1.4, 1.3, 1.0]

def pooled(overlapping):
    """The largest elements of the windows of UNEVEN."""
    def best(x, ends, axis):
        windows = zip(ends[:-1], ends[1:] + overlapping, strict=True)
        return np.stack([x.take(range(a, min(b, ends[-1])), axis).max(axis) for a, b in windows],
                        axis)

    return best(best(UNEVEN, ROWS, 1), COLUMNS, 2)


CHANNELS = tuple(np.abs(noise(2, seed=3 + i)) + 0.1 for i in range(4))
NORM = {"variance_epsilon": 0.01}
POOLS = [
    ((UNEVEN.astype(dtype),), {**DETERMINED, "pooling_ratio": ratio, "pseudo_random": pseudo,
                               "overlapping": overlapping})
    for dtype, ratio, pseudo, overlapping in (
        (np.float32, RATIO, False, False), (np.float64, RATIO, True, False),
        (np.int32, RATIO, False, True), (np.int64, [1.0, 2.5, 1.7, 1.0], True, True),
        (np.float32, [1.0, 1.0, 2.0, 1.0], True, False),
    )
]
SAMPLES = {
    "Dilation2D": [
        ((IMAGE, KERNEL), PLAIN), ((IMAGE, KERNEL), WIDE),
        ((IMAGE.astype(np.float64), KERNEL.astype(np.float64)), WIDE),
        ((IMAGE.astype(np.int32), KERNEL.astype(np.int32)), WIDE),
        ((IMAGE.astype(np.float16), KERNEL.astype(np.float16)), PLAIN),
        ((IMAGE[:0], KERNEL), PLAIN),
    ],
    "Dilation2DBackpropInput": [
        ((IMAGE, KERNEL, noise(2, 4, 4, 2)), PLAIN), ((IMAGE, KERNEL, noise(2, 3, 6, 2)), WIDE),
        ((IMAGE[:0], KERNEL, noise(0, 3, 6, 2)), WIDE),
    ],
    "Dilation2DBackpropFilter": [
        ((IMAGE, KERNEL, noise(2, 4, 4, 2)), PLAIN), ((IMAGE, KERNEL, noise(2, 3, 6, 2)), WIDE),
        ((IMAGE[:0], KERNEL, noise(0, 3, 6, 2)), WIDE),
    ],
    "FractionalMaxPool": POOLS,
    "FractionalAvgPool": POOLS,
    "FractionalMaxPoolGrad": [
        ((UNEVEN, pooled(overlapping), noise(2, 5, 7, 3, seed=9), ROWS, COLUMNS),
         {"overlapping": overlapping})
        for overlapping in (False, True)
    ],
    "FractionalAvgPoolGrad": [
        ((np.array([2, 7, 10, 3]), noise(2, 5, 7, 3), ROWS, COLUMNS),
         {"overlapping": overlapping})
        for overlapping in (False, True)
    ],
    "_FusedMatMul": [
        ((noise(3, 4), noise(4, 5), [noise(5, seed=2)]), {"fused_ops": [b"BiasAdd", *more]})
        for more in ([], [b"Relu"], [b"Relu6"], [b"Elu"], [b"Tanh"], [b"Sigmoid"], [b"LeakyRelu"],
                     [b"GeluExact"], [b"GeluApproximate"])
    ],
    "_FusedConv2D": [
        ((IMAGE, noise(3, 3, 2, 4), [noise(4, seed=5)] * count, []),
         {"strides": [1, 1, 2, 1], "padding": "SAME", "num_args": count, "fused_ops": names,
          "TArgs": ["float32"] * count})
        for count, names in ((1, [b"BiasAdd", b"Relu"]), (1, [b"BiasAdd"]))
    ] + [
        ((IMAGE, noise(3, 3, 2, 2), list(CHANNELS), []),
         {"strides": [1, 1, 1, 1], "padding": "VALID", "num_args": 4, "TArgs": ["float32"] * 4,
          "fused_ops": [b"FusedBatchNorm", b"Elu"], "epsilon": 0.001}),
    ],
    "BatchNormWithGlobalNormalization": [
        ((IMAGE, *CHANNELS), {**NORM, "scale_after_normalization": scale})
        for scale in (False, True)
    ],
    "BatchNormWithGlobalNormalizationGrad": [
        ((IMAGE, *CHANNELS[:3], IMAGE * 2), {**NORM, "scale_after_normalization": scale})
        for scale in (False, True)
    ],
}
