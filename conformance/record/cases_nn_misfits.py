"""Cases of the neural-network ops that do not fit: ranks, sizes, steps, labels out of range.

Only calls that TensorFlow's CPU kernels answer: some misfits end its process instead.
"""

import ml_dtypes
import numpy as np

f16, f32, bf16 = np.float16, np.float32, ml_dtypes.bfloat16


def ones(*shape, dtype=f32):
    """An array of ones."""
    return np.ones(shape, dtype)


def ints(*values):
    """A vector of int32."""
    return np.array(values, np.int32)


IMAGE, FILTER = ones(1, 5, 5, 4), ones(3, 3, 4, 6)
VOLUME, CUBE = ones(1, 4, 4, 4, 2), ones(2, 2, 2, 2, 3)


def convolution(x, w, strides=None, padding="SAME", **attrs):
    """A row of a convolution, strides 1 unless given."""
    return (x, w), {"strides": strides or [1] * x.ndim, "padding": padding, **attrs}


def transposed(sizes, w, dy, strides=None, padding="SAME", **attrs):
    """A row of a transposed convolution."""
    return (ints(*sizes), w, dy), {
        "strides": strides or [1] * dy.ndim, "padding": padding, **attrs,
    }


def pool(x, ksize, strides=None, padding="SAME", **attrs):
    """A row of a pooling op."""
    return (x,), {"ksize": ksize, "strides": strides or ksize, "padding": padding, **attrs}


SCALE, OFFSET, NONE = np.array([1, 2, 3], f32), np.array([0.1, 0.2, 0.3], f32), ones(0)
BATCH = np.random.default_rng(12).normal(size=(2, 3, 2, 3)).astype(f32)


def norm(x=BATCH, scale=SCALE, offset=OFFSET, mean=OFFSET, variance=SCALE, **attrs):
    """A row of FusedBatchNorm."""
    return (x, scale, offset, mean, variance), {"is_training": False, **attrs}


NORMS = [
    norm(BATCH[0]),
    norm(scale=SCALE[:2]),
    norm(offset=OFFSET[:2]),
    norm(mean=OFFSET[:2]),
    norm(variance=SCALE[:2]),
    norm(mean=NONE),
    norm(scale=SCALE[None]),
    norm(offset=SCALE[None]),
    norm(mean=SCALE[None]),
    norm(variance=SCALE[None]),
    norm(mean=NONE, is_training=True, exponential_avg_factor=0.5),
    norm(variance=SCALE[:2], is_training=True, exponential_avg_factor=0.5),
    norm(mean=SCALE[:2], is_training=True),
    norm(BATCH[:0]),
    norm(BATCH[:0], is_training=True),
    norm(is_training=True, exponential_avg_factor=0.0),
]
POOLS = [
    pool(IMAGE, [2, 1, 1, 1]),
    pool(IMAGE, [1, 1, 1, 1], [2, 1, 1, 1]),
    pool(ones(5, 5, 4), [1, 2, 2, 1]),
    pool(IMAGE, [1, 0, 2, 1], [1, 2, 2, 1]),
    pool(IMAGE, [1, 2, 2, 1], [1, 0, 2, 1]),
    pool(ones(1, 0, 5, 4), [1, 2, 2, 1]),
]
LOGITS = np.array([[1.5, 0.5, 1], [2, 1.5, -1]], f32)
LABELS = np.array([[0, 1, 0], [0.2, 0.3, 0.5]], f32)
TWO_BY_TWO = {"ksize": [1, 2, 2, 1], "strides": [1, 2, 2, 1], "padding": "SAME"}
BIAS = np.array([1, 2, 3], f32)

CASES = {
    "Conv2D": [
        convolution(IMAGE, ones(3, 3, 3, 6)),
        convolution(IMAGE, ones(3, 3, 2, 5)),
        convolution(IMAGE, FILTER, [2, 1, 1, 1]),
        convolution(IMAGE, FILTER, [1, 1, 1, 2]),
        convolution(IMAGE, FILTER, [1, 0, 1, 1]),
        convolution(IMAGE, FILTER, [1, -1, 1, 1]),
        convolution(IMAGE, FILTER, [1, 1, 1]),
        convolution(IMAGE, FILTER, dilations=[1, 1]),
        convolution(IMAGE, FILTER, dilations=[2, 1, 1, 1]),
        convolution(IMAGE, FILTER, dilations=[1, 0, 1, 1]),
        convolution(IMAGE, ones(3, 3, 4)),
        convolution(ones(1, 0, 5, 4), FILTER, padding="VALID"),
        convolution(IMAGE, ones(3, 3, 4, 0)),
        convolution(IMAGE, ones(0, 3, 4, 2)),
        convolution(ones(1, 2, 2, 4), FILTER),
    ],
    "DepthwiseConv2dNative": [
        convolution(IMAGE, ones(3, 3, 3, 2)),
        convolution(IMAGE, ones(3, 3, 4, 2), [1, 1, 2, 1]),
        convolution(IMAGE, ones(3, 3, 4, 2), [1, 1, 1, 2]),
        convolution(IMAGE, ones(3, 3, 4, 2), [1, 0, 0, 1]),
        convolution(IMAGE, ones(3, 3, 4, 2), [1, 1, 1]),
        convolution(IMAGE, ones(3, 3, 4)),
        convolution(IMAGE, ones(3, 3, 4, 0)),
        convolution(IMAGE, ones(3, 3, 4, 2), dilations=[1, 1]),
        convolution(IMAGE, ones(3, 3, 4, 2), dilations=[1, 0, 0, 1]),
        convolution(IMAGE, ones(3, 3, 4, 2), dilations=[2, 1, 1, 1]),
    ],
    "Conv3D": [
        convolution(VOLUME, CUBE, [2, 1, 1, 1, 1]),
        convolution(VOLUME, CUBE, [1, 0, 1, 1, 1]),
        convolution(VOLUME, CUBE, [1] * 6),
        convolution(VOLUME, CUBE, dilations=[1, 0, 1, 1, 1]),
        convolution(VOLUME, ones(2, 2, 2, 3)),
        convolution(VOLUME, ones(0, 2, 2, 2, 3)),
        convolution(ones(1, 4, 4, 4, 4), CUBE),
    ],
    "Conv2DBackpropInput": [
        transposed([1, 5, 5, 3], FILTER, ones(1, 5, 5, 6)),
        transposed([1, 5, 5, 4], FILTER, ones(5, 5, 6), [1, 1, 1, 1]),
        transposed([1, 5, 5, 4], ones(3, 3, 4), ones(1, 5, 5, 6)),
        transposed([1, 5, 5, 4], FILTER, ones(1, 5, 5, 6), [2, 1, 1, 1]),
        transposed([-1, 5, 5, 4], FILTER, ones(1, 5, 5, 6)),
        transposed([1, 5, 5, 0], ones(3, 3, 0, 6), ones(1, 5, 5, 6)),
    ],
    "MaxPool": [
        *POOLS,
        pool(IMAGE, [1, 1, 1, 2], [1, 1, 1, 1], "VALID"),
        pool(IMAGE, [1, 1, 1, 3], padding="VALID"),
        pool(IMAGE, [1, 2, 2, 2], padding="VALID"),
        pool(IMAGE, [1, 2, 2, 1], None, "EXPLICIT", explicit_paddings=[0, 0, 3, 0, 1, 1, 0, 0]),
        pool(IMAGE, [1, 2, 2, 1], None, "EXPLICIT", explicit_paddings=[0, 0, 1]),
    ],
    "MaxPoolV2": [
        ((IMAGE, ints(1, 2, 2), ints(1, 2, 2, 1)), {"padding": "SAME"}),
        ((IMAGE, ints(1, 2, 2, 1), ints(1, 2, 1)), {"padding": "SAME"}),
        ((IMAGE, ints(1, 0, 2, 1), ints(1, 2, 2, 1)), {"padding": "SAME"}),
        ((IMAGE, ints(2, 1, 2, 1), ints(1, 2, 2, 1)), {"padding": "SAME"}),
    ],
    "MaxPoolWithArgmax": [
        pool(IMAGE[0], [1, 2, 2, 1]),
        pool(IMAGE, [2, 2, 2, 1], [1, 2, 2, 1]),
        pool(np.array([np.nan, 2, 3, 1], f32).reshape(1, 2, 2, 1), [1, 2, 2, 1]),
        pool(np.array([2, 3, np.nan, 1], f32).reshape(1, 2, 2, 1), [1, 2, 2, 1]),
    ],
    "AvgPool": POOLS,
    "MaxPool3D": [
        pool(VOLUME, [1, 1, 1, 1, 2]),
        pool(VOLUME, [2, 1, 1, 1, 1]),
        pool(VOLUME, [1] * 6, [1] * 5),
        pool(VOLUME, [1] * 5, [1] * 6),
        pool(VOLUME, [1, 0, 2, 2, 1], [1, 2, 2, 2, 1]),
        pool(VOLUME, [1, 2, 2, 2, 1], [1, 0, 2, 2, 1]),
    ],
    "AvgPool3D": [
        pool(VOLUME, [2, 1, 1, 1, 1]),
        pool(VOLUME, [1, 0, 2, 2, 1], [1, 2, 2, 2, 1]),
        pool(VOLUME, [1, 2, 2, 2, 1], [1, 0, 2, 2, 1]),
    ],
    "FusedBatchNorm": NORMS,
    "FusedBatchNormV2": NORMS,
    "FusedBatchNormV3": [*NORMS, norm(BATCH, data_format="NDHWC", is_training=True)],
    "LRN": [
        ((BATCH[0],), {}),
        ((BATCH,), {"depth_radius": -1}),
        ((BATCH,), {"bias": -1.0}),
        ((BATCH,), {"depth_radius": 7, "beta": 2.0}),
    ],
    "L2Loss": [((np.full((1000,), 20, f16),), {}), ((np.full((1000,), 20, bf16),), {})],
    "Softmax": [((LOGITS[:, :0],), {})],
    "LogSoftmax": [((LOGITS[0, 0],), {}), ((LOGITS[:, :0],), {})],
    "SoftmaxCrossEntropyWithLogits": [
        ((LOGITS[0], LABELS[0]), {}),
        ((LOGITS, LABELS[:, :2]), {}),
        ((LOGITS, LABELS[:, :1]), {}),
        ((LOGITS[None], LABELS[None]), {}),
        ((LOGITS[:, :0], LABELS[:, :0]), {}),
        ((np.array([[-np.inf, 1]], f32), np.array([[0, 1]], f32)), {}),
        ((np.array([[-np.inf, 1]], f32), np.array([[1, 0]], f32)), {}),
    ],
    "SparseSoftmaxCrossEntropyWithLogits": [
        ((LOGITS, ints(1, 3)), {}),
        ((LOGITS, ints(-1, 0)), {}),
        ((LOGITS, ints(7, 3)), {}),
        ((LOGITS, ints(1, 2, 0)), {}),
        ((LOGITS, ints(1, 2)[None]), {}),
        ((LOGITS, np.array(1, np.int32)), {}),
        ((LOGITS[0], ints(1)), {}),
        ((LOGITS[:, :0], ints(0, 0)), {}),
    ],
    "InTopKV2": [
        ((LOGITS, ints(1), np.array(2, np.int32)), {}),
        ((LOGITS[0], ints(1), np.array(2, np.int32)), {}),
        ((LOGITS, ints(1, 1)[None], np.array(2, np.int32)), {}),
        ((LOGITS, ints(1, 1), ints(2)), {}),
    ],
    "BiasAdd": [
        ((BIAS, BIAS), {}),
        ((BIAS[0], BIAS), {}),
        ((BATCH, BIAS[:2]), {}),
        ((BATCH, BIAS[None]), {}),
        ((BATCH[0, 0], BIAS), {"data_format": "NCHW"}),
        ((BATCH, BIAS), {"data_format": "NCHW"}),
        ((BATCH, BIAS[:2]), {"data_format": "NCHW"}),
    ],
    "BiasAddGrad": [((BIAS,), {}), ((BIAS[0],), {})],
    "MaxPoolGrad": [
        ((IMAGE, ones(1, 3, 3, 4), ones(1, 3, 3, 3)), TWO_BY_TWO),
        ((IMAGE, ones(1, 3, 3, 3), ones(1, 3, 3, 4)), TWO_BY_TWO),
        ((IMAGE[0], ones(3, 3, 4), ones(3, 3, 4)), TWO_BY_TWO),
        ((IMAGE, ones(3, 3, 4), ones(3, 3, 4)), TWO_BY_TWO),
        ((IMAGE, ones(1, 3, 3, 4), ones(1, 3, 3, 4)), TWO_BY_TWO | {"ksize": [2, 2, 2, 1]}),
        ((IMAGE, ones(1, 3, 3, 2), ones(1, 3, 3, 2)), TWO_BY_TWO | {"ksize": [1, 1, 1, 2]}),
    ],
    **{
        name: [((LOGITS, LOGITS[:1]), {}), ((LOGITS, LOGITS[None]), {})]
        for name in (
            "ReluGrad Relu6Grad LeakyReluGrad EluGrad SeluGrad SoftplusGrad SoftsignGrad".split()
        )
    },
    "BiasAddV1": [((BATCH, BIAS[:2]), {}), ((BIAS, BIAS), {})],
}
