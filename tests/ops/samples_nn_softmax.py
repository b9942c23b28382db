"""Samples of nn_softmax, nn_loss and nn_bias ops: op -> [(inputs, attrs), ...]."""

import ml_dtypes
import numpy as np

f32 = np.float32
_LOGITS = np.array([[1, 2, 3], [-4, 0.5, 0.25], [1000, 1000, -1000]], f32)
_EDGES = np.array([[-np.inf] * 3, [-np.inf, 1, 2], [3e38, -3e38, 0]], f32)
_LABELS = np.array([[0, 1, 0], [0.2, 0.3, 0.5], [1, 0, 0]], f32)
_IMAGE = np.arange(24, dtype=f32).reshape(2, 2, 2, 3) - 7
_BIAS = np.array([1, 2, 3], f32)
_HALVES = (np.float16, ml_dtypes.bfloat16, np.float64)

_SOFTMAX = [
    ((_LOGITS,), {}),
    ((_EDGES,), {}),
    ((_LOGITS[0],), {}),
    ((_LOGITS[None, None],), {}),
    ((_LOGITS[:0],), {}),
    *(((_LOGITS[:2].astype(dtype),), {}) for dtype in _HALVES),
]
_BIASES = [
    ((_IMAGE, _BIAS), {}),
    ((_IMAGE[0, 0], _BIAS), {}),
    ((_IMAGE[None], _BIAS), {}),
    ((_IMAGE[:0], _BIAS), {}),
    ((_IMAGE.astype(np.float16), _BIAS.astype(np.float16)), {}),
    ((_IMAGE.astype(ml_dtypes.bfloat16), _BIAS.astype(ml_dtypes.bfloat16)), {}),
    ((_IMAGE.astype(np.int32), _BIAS.astype(np.int32)), {}),
    ((_IMAGE.astype(np.complex64), _BIAS.astype(np.complex64)), {}),
]
_PREDICTIONS = np.array(
    [[0.1, 0.3, 0.2], [0.5, 0.5, np.inf], [np.nan, 0.1, 0.2], [0.3, 0.3, 0.3]], f32
)
_TARGETS = np.array([1, 0, 1, 2], np.int32)

SAMPLES = {
    "Softmax": _SOFTMAX,
    "LogSoftmax": _SOFTMAX,
    "SoftmaxCrossEntropyWithLogits": [
        ((_LOGITS, _LABELS), {}),
        ((_LOGITS, _LABELS[:1]), {}),
        ((_LOGITS[:1], _LABELS), {}),
        ((_LOGITS, _LABELS[0]), {}),
        ((_LOGITS[:0], _LABELS[:0]), {}),
        *(((_LOGITS[:2].astype(d), _LABELS[:2].astype(d)), {}) for d in _HALVES),
    ],
    "SparseSoftmaxCrossEntropyWithLogits": [
        ((_LOGITS, np.array([0, 2, 1])), {}),
        ((_LOGITS, np.array([0, 2, 1], np.int32)), {}),
        ((_LOGITS[:0], np.zeros((0,), np.int64)), {}),
        *(((_LOGITS[:2].astype(d), np.array([1, 2])), {}) for d in _HALVES),
    ],
    "InTopK": [((_PREDICTIONS, _TARGETS), {"k": 1}), ((_PREDICTIONS, _TARGETS), {"k": 2})],
    "InTopKV2": [
        ((_PREDICTIONS, _TARGETS, np.array(2, np.int32)), {}),
        ((_PREDICTIONS, np.array([5, -1, 1, 0], np.int64), np.array(3)), {}),
        ((_PREDICTIONS, _TARGETS, np.array(0, np.int32)), {}),
    ],
    "BiasAdd": [
        *_BIASES,
        ((np.ascontiguousarray(np.moveaxis(_IMAGE, -1, 1)), _BIAS), {"data_format": "NCHW"}),
        ((np.ascontiguousarray(np.moveaxis(_IMAGE[0], -1, 0))[None], _BIAS),
         {"data_format": "NCHW"}),
        ((np.ascontiguousarray(np.moveaxis(_IMAGE[0, 0], -1, 0))[None], _BIAS),
         {"data_format": "NCHW"}),
    ],
    "BiasAddV1": _BIASES,
}
