"""Samples of nn_pool_second: gradients of gradients of max pooling, and by known places."""

import ml_dtypes
import numpy as np

f16, f32, f64, bf16 = np.float16, np.float32, np.float64, ml_dtypes.bfloat16
_X = np.random.default_rng(5).normal(size=(2, 5, 6, 3)).astype(f32)
_TIES = np.array([[1, 2, 2, 1], [3, 1, 2, 2], [0, 0, 5, 5], [1, 1, 5, 0]], f32).reshape(1, 4, 4, 1)
_WINDOWS = {"ksize": [1, 2, 2, 1], "strides": [1, 2, 2, 1], "padding": "VALID"}


def _pooled(x, window=2, step=2):
    """Pool the middle axes without padding; return the maxima and their flat places."""
    n, h, w, c = x.shape
    best = np.empty((n, (h - window) // step + 1, (w - window) // step + 1, c), x.dtype)
    place = np.empty(best.shape, np.int64)
    for b, i, j, k in np.ndindex(best.shape):
        part = x[b, i * step : i * step + window, j * step : j * step + window, k]
        row, column = divmod(int(part.astype(f64).argmax()), window)
        best[b, i, j, k] = part.max()
        place[b, i, j, k] = ((i * step + row) * w + j * step + column) * c + k
    return best, place


def _picks(x, attrs=_WINDOWS):
    best, _ = _pooled(x)
    return (x, best, (np.arange(x.size).reshape(x.shape) % 16 / 4).astype(x.dtype)), attrs


def _with_inputs(row, ksize, strides):
    inputs, attrs = row
    return (*inputs, np.array(ksize, np.int32), np.array(strides, np.int32)), {
        "padding": attrs["padding"]
    }


def _placed(x, dtype, places=np.int64, together=False):
    best, place = _pooled(x)
    if together:
        place = place + np.arange(len(x)).reshape(-1, 1, 1, 1) * x[0].size
    up = (np.arange(best.size).reshape(best.shape) % 16 / 4).astype(dtype)
    return (x.astype(dtype), up, place.astype(places)), {
        **_WINDOWS, "include_batch_in_index": together
    }


_ROWS = [_picks(x) for x in (_X, _TIES)] + [
    _picks(_TIES.astype(dtype)) for dtype in (f16, bf16, f64, np.int32)
]

SAMPLES = {
    "MaxPoolGradGrad": [*_ROWS, _picks(_X[:0])],
    "MaxPoolGradGradV2": [
        _with_inputs(row, _WINDOWS["ksize"], _WINDOWS["strides"]) for row in _ROWS[:3]
    ],
    "MaxPool3DGradGrad": [
        (tuple(item[:, :, :, None] for item in inputs),
         {"ksize": [1, 2, 2, 1, 1], "strides": [1, 2, 2, 1, 1], "padding": "VALID"})
        for inputs, _ in (_ROWS[0], _ROWS[1], _ROWS[3])
    ],
    "MaxPoolGradWithArgmax": [
        _placed(_X, f32), _placed(_X, f64, np.int32), _placed(_X, f32, together=True),
        _placed(_TIES, f16), _placed(_X, bf16), _placed(_X[:0], f32),
    ],
}
