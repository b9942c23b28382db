"""Pooling that TensorFlow refuses: windows, strides, paddings and ranks, in double and in float."""

import numpy as np

_FIT = {"ksize": [1, 2, 2, 1], "strides": [1, 2, 2, 1]}
_CHANGES = [
    {"ksize": [0, 2, 2, 1]}, {"ksize": [2, 2, 2, 1]}, {"ksize": [1, 2, 0, 1]},
    {"strides": [1, 2, 0, 1]}, {"strides": [2, 2, 2, 1]}, {"strides": [1, 2, 2, 2]},
    {"ksize": [1, 2, 2, 2]}, {"ksize": [1, 2, 2, 2, 1]}, {"strides": [1, 2, 2, 2, 1]}, {},
]


def _deeper(change):
    """Return attributes of pooling over volumes: one more number for space."""
    return {name: [values[0], 2, *values[1:]] for name, values in change.items()}


def _ones(dtype, *shape):
    return np.ones(shape, dtype)


def _sizes(*sizes):
    return np.array(sizes, np.int32)


def _rows(*choices, skip=(), fit=_FIT, changes=_CHANGES):
    """Return a row of every choice of inputs with every change that is not skipped."""
    return [
        (list(inputs), {**fit, **change, "padding": "SAME"})
        for inputs in choices for i, change in enumerate(changes) if i not in skip
    ]


def _volumes(*choices, skip=()):
    return _rows(
        *choices, skip=skip, fit=_deeper(_FIT), changes=[_deeper(change) for change in _CHANGES]
    )


_D = np.float64
_X, _Y, _S = _ones(_D, 2, 5, 6, 4), _ones(_D, 2, 3, 3, 4), _ones(_D)
_V, _W, _SF = _ones("f", 2, 4, 5, 3, 2), _ones("f", 2, 2, 3, 2, 2), _ones("f")
_I, _O, _N = _ones("i4", 2, 5, 6, 4), _ones("i4", 2, 3, 3, 4), _ones("i4")
_SHAPE, _SHAPE_3D, _SHORT = _sizes(2, 5, 6, 4), _sizes(2, 4, 5, 3, 2), _sizes(2)
_PADDED = [
    ([_X], {**_FIT, "padding": "VALID", "explicit_paddings": [1]}),
    ([_X], {**_FIT, "padding": "EXPLICIT", "explicit_paddings": [1]}),
    ([_X], {"ksize": [1, 1, 1, 2], "strides": [1, 1, 1, 2], "padding": "EXPLICIT"}),
]


def _given(*tensors):
    """Return rows of gradients whose windows and strides are inputs."""
    pairs = [((0, 2, 2, 1), (1, 2, 2, 1)), ((1, 2, 2, 2), (1, 2, 2, 1)), ((1, 2), (1, 2, 2, 1)),
             ((1, 2, 2, 1), (1, 2, 2, 1, 1))]
    return [
        ([*inputs, _sizes(*ksize), _sizes(*strides)], {"padding": "SAME"})
        for inputs in tensors for ksize, strides in pairs
    ]


CASES = {
    "MaxPool": _rows([_X], [_S], [_I], [_N]) + _PADDED,
    "AvgPool": _rows([_X], [_S]),
    "MaxPoolWithArgmax": _rows([_X], [_S]),
    # Windows of no element end TensorFlow's process where it takes the inputs.
    "MaxPoolGrad": _rows([_X, _Y, _Y], skip=(2,)) + _rows([_S, _S, _S], [_X, _S, _Y], [_X, _Y, _S]),
    "MaxPoolGradGrad": _rows([_X, _Y, _X], [_S, _S, _S], [_X, _S, _X], [_X, _Y, _S]),
    "AvgPoolGrad": _rows([_SHAPE, _Y], [_SHORT, _S], [_SHAPE, _S]),
    "MaxPool3D": _volumes([_V], [_SF]),
    "AvgPool3D": _volumes([_V], [_SF]),
    "MaxPool3DGrad": _volumes([_V, _W, _W], [_SF, _SF, _SF]),
    "MaxPool3DGradGrad": _volumes([_V, _W, _V], [_SF, _SF, _SF]),
    "AvgPool3DGrad": _volumes([_SHAPE_3D, _W]),
    "MaxPoolGradV2": _given([_S, _S, _S], [_X, _S, _Y], [_X, _Y, _S], [_X, _Y, _Y])[:15],
    "MaxPoolGradGradV2": _given([_S, _S, _S], [_X, _S, _X], [_X, _Y, _S], [_X, _Y, _X]),
}
