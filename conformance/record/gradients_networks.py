"""Rows for gradients of networks' ops: kinks, ties, paddings, dilations, groups, both layouts."""

import numpy as np

f32, f64, i32 = np.float32, np.float64, np.int32
EDGES = np.array([-np.inf, -7, -1, -0.0, 0, 0.5, 6, 7, np.inf, np.nan], f32)
UP = np.arange(10, dtype=f32) - 4.5


def array(*shape, dtype=f32, seed=5):
    """Numbers that are always the same."""
    return np.round(np.random.default_rng(seed).normal(size=shape) * 4).astype(dtype) / 4


def spatial(rank, numbers, first=False):
    """An attribute over all axes: 1 for batch and channels."""
    middle = [numbers] * (rank - 2)
    return [1, 1, *middle] if first else [1, *middle, 1]


def convolution(x, kernel, stride=1, padding="SAME", dilation=1, **attrs):
    """A row of a convolution."""
    rank = x.ndim
    return (x, kernel), {
        "strides": spatial(rank, stride), "dilations": spatial(rank, dilation),
        "padding": padding, **attrs,
    }


EXPLICIT = {"padding": "EXPLICIT", "explicit_paddings": [0, 0, 1, 2, 0, 3, 0, 0]}
IMAGE, VOLUME = array(2, 5, 6, 4), array(1, 4, 5, 3, 2)
TIES = np.array([[1, 2, 2, 1], [3, 1, 2, 2], [0, 0, 5, 5], [1, 1, 5, 0]], f32).reshape(1, 4, 4, 1)
WINDOWS = [
    {"ksize": [1, window, window, 1], "strides": [1, stride, stride, 1], "padding": padding}
    for window, stride in ((2, 2), (3, 1), (3, 2), (2, 3))
    for padding in ("SAME", "VALID")
]
LABELS = np.array([[0.25, 0.5, 0.25], [1, 0, 0]], f32)
LOGITS = np.array([[1, -2, 0.5], [100, -100, 0]], f32)
VECTORS = [
    np.array(v, f32) for v in ([1, 2, 3, 4], [0.1, 0.2, 0.3, 0], [1.5, 2, 1, 0.5], [1, 2, 1, 3])
]


def normalised(x, training, data_format="NHWC", **attrs):
    """A row of a batch normalisation of four channels."""
    statistics = [np.zeros(0, f32)] * 2 if training else VECTORS[2:]
    return (x, *VECTORS[:2], *statistics), {
        "is_training": training, "data_format": data_format, **attrs
    }


ROWS = {
    **{
        name: [((EDGES,), {})]
        for name in "Relu Relu6 Elu Selu Softplus Softsign LeakyRelu".split()
    },
    **{
        name: [((UP, EDGES), {})]
        for name in "ReluGrad Relu6Grad EluGrad SeluGrad SoftplusGrad LeakyReluGrad".split()
    },
    "BiasAdd": [
        ((array(2, 3, 4), array(4)), {}), ((array(2, 4, 3, 2), array(4)), {"data_format": "NCHW"}),
        ((array(2, 4, 3), array(4)), {"data_format": "NCHW"}),
    ],
    "BiasAddGrad": [
        ((array(2, 3, 4),), {}), ((array(2, 4, 3, 2),), {"data_format": "NCHW"}),
    ],
    "Softmax": [((LOGITS,), {}), ((array(2, 3, 4),), {}), ((np.zeros((0, 3), f32),), {})],
    "LogSoftmax": [((LOGITS,), {}), ((array(2, 3, 4),), {})],
    "SoftmaxCrossEntropyWithLogits": [
        ((LOGITS, LABELS), {}), ((LOGITS.astype(f64), LABELS.astype(f64)), {}),
    ],
    "SparseSoftmaxCrossEntropyWithLogits": [((LOGITS, np.array([2, 0])), {})],
    "L2Loss": [((array(2, 3),), {})],
    "Conv2D": [
        convolution(IMAGE, array(3, 2, 4, 3)), convolution(IMAGE, array(3, 2, 4, 3), 2),
        convolution(IMAGE, array(3, 2, 4, 3), 2, "VALID"),
        convolution(IMAGE, array(3, 2, 4, 3), dilation=2),
        convolution(IMAGE, array(1, 1, 4, 3)), convolution(IMAGE, array(3, 3, 2, 6)),
        convolution(IMAGE, array(3, 2, 4, 3), 1, **EXPLICIT),
        convolution(IMAGE, array(3, 2, 4, 3), 2, **EXPLICIT),
        convolution(IMAGE.astype(f64), array(5, 6, 4, 2, dtype=f64), 1, "VALID"),
    ],
    "DepthwiseConv2dNative": [
        convolution(IMAGE, array(3, 2, 4, 2)), convolution(IMAGE, array(3, 2, 4, 1), 2),
        convolution(IMAGE, array(3, 3, 4, 2), 2, "VALID"),
    ],
    "Conv3D": [
        convolution(VOLUME, array(2, 3, 1, 2, 4)), convolution(VOLUME, array(2, 3, 2, 2, 4), 2),
        convolution(VOLUME, array(2, 2, 2, 2, 1), 1, "VALID"),
    ],
    **{
        name: [((x,), attrs) for x in (TIES, IMAGE) for attrs in WINDOWS]
        for name in ("MaxPool", "AvgPool")
    },
    "MaxPoolV2": [
        ((TIES, np.array(attrs["ksize"], i32), np.array(attrs["strides"], i32)),
         {"padding": attrs["padding"]}) for attrs in WINDOWS[:4]
    ],
    "MaxPoolWithArgmax": [((x,), attrs) for x in (TIES, IMAGE) for attrs in WINDOWS[:4]],
    **{
        name: [
            ((VOLUME,), {"ksize": [1, 2, 2, 2, 1], "strides": [1, 2, 1, 2, 1], "padding": padding})
            for padding in ("SAME", "VALID")
        ]
        for name in ("MaxPool3D", "AvgPool3D")
    },
    **{
        name: [
            normalised(IMAGE, True), normalised(IMAGE, False), normalised(IMAGE, True, epsilon=0.1),
            normalised(array(2, 4, 3, 2), True, "NCHW"),
        ]
        for name in ("FusedBatchNorm", "FusedBatchNormV2", "FusedBatchNormV3")
    },
    "LRN": [((IMAGE,), {"depth_radius": 2, "bias": 1.5, "alpha": 0.5, "beta": 0.75})],
}
ROWS["FusedBatchNormV3"] += [normalised(array(1, 2, 3, 2, 4), True, "NDHWC")]
