"""Convolutions that TensorFlow's plain kernels refuse: float64, which oneDNN leaves to them.

Other misfits of convolutions are in `cases_nn_misfits.py`.
"""

import numpy as np

_IMAGES, _VOLUMES = {"strides": [1, 1, 1, 1]}, {"strides": [1, 1, 1, 1, 1]}


def _ones(*shape):
    return np.ones(shape)


def _sizes(*sizes):
    return np.array(sizes, np.int32)


def _rows(inputs, fine, *changes, padding="SAME"):
    """Return rows of the same inputs, each with other attributes."""
    return [(inputs, {**fine, "padding": padding, **change}) for change in changes]


_STEPS = [
    {"strides": [0, 1, 1, 1]}, {"strides": [1, 0, 1, 1]}, {"strides": [1, 1, 1]},
    {"dilations": [2, 1, 1, 1]}, {"dilations": [1, 0, 1, 1]}, {"dilations": [1, 0, 1]},
    {"explicit_paddings": [1]}, {"strides": [1, 0, 1, 1], "dilations": [2, 0, 1, 1]},
]
_STEPS_3D = [
    {"strides": [0, 1, 1, 1, 1]}, {"strides": [1] * 6}, {"dilations": [2, 1, 1, 1, 1]},
    {"dilations": [1, 0, 1, 1, 1]}, {"dilations": [1, 0, 1]},
]


def _backward(image, kernel, result, by_input, fine):
    """Return rows of a gradient op whose shapes do not fit each other."""
    def row(x=image, w=kernel, y=result):
        inputs = [_sizes(*x), _ones(*w)] if by_input else [_ones(*x), _sizes(*w)]
        return ([*inputs, _ones(*y)], {**fine, "padding": "SAME"})

    depth, batch, width = list(image), list(result), list(result)
    depth[-1] += 1
    batch[0] += 1
    width[2] += 1
    narrow, flat = [*result[:-1], result[-1] - 1], [*kernel[:-2], 0, kernel[-1]]
    return [
        row(x=depth), row(y=batch), row(y=width), row(y=narrow), row(w=flat), row(y=result[1:]),
        row(y=()), row(x=image[1:]), row(w=kernel[1:]),
    ]


_X, _W, _Y, _DEEP = (1, 5, 6, 2), (3, 3, 2, 4), (1, 5, 6, 4), (1, 5, 6, 8)
_X3, _W3, _Y3 = (1, 5, 4, 3, 2), (3, 2, 2, 2, 4), (1, 5, 4, 3, 4)
_NONE, _THREE = _ones(), np.array(3, np.int32)

CASES = {
    "Conv2D": _rows([_NONE, _ones(*_W)], _IMAGES, *_STEPS) + [
        ([_ones(*x), _ones(*w)], {**_IMAGES, "padding": "VALID"})
        for x, w in [((), _W), (_X, _W[1:]), (_X, (3, 3, 0, 4)), (_X, (3, 3, 3, 4)),
                     (_X, (0, 3, 2, 4)), ((1, 5, 6, 4), (3, 3, 2, 3)), (_X, (7, 7, 2, 4))]
    ] + _rows([_NONE, _ones(*_W)], _IMAGES, {"explicit_paddings": [1]},
              {"explicit_paddings": [1, 0] * 4}, {"explicit_paddings": [0, 0, -1, 0, 0, 0, 0, 0]},
              padding="EXPLICIT"),
    "DepthwiseConv2dNative": _rows([_NONE, _ones(*_W)], _IMAGES, _STEPS[0], _STEPS[2], _STEPS[6])
    + [
        ([_ones(*x), _ones(*w)], {**_IMAGES, "padding": "VALID"})
        for x, w in [((), _W), (_X, _W[1:]), (_X, (3, 3, 0, 4)), (_X, (3, 3, 3, 4)),
                     (_X, (7, 7, 2, 4))]
    ],
    "Conv3D": _rows([_NONE, _ones(*_W3)], _VOLUMES, *_STEPS_3D, {"strides": [1, 0, 1, 1, 1]}) + [
        ([_ones(*x), _ones(*w)], {**_VOLUMES, "padding": "VALID"})
        for x, w in [((), _W3), (_X3, _W3[1:]), (_X3, (3, 2, 2, 0, 4)), (_X3, (3, 2, 2, 3, 4)),
                     (_X3, (7, 7, 1, 2, 4)), (_X3, (3, 0, 2, 2, 4))]
    ],
    "Conv2DBackpropInput": _rows([_THREE, _ones(*_W), _ones(*_Y)], _IMAGES, {}, *_STEPS)
    + _backward(_X, _W, _Y, True, _IMAGES),
    "Conv2DBackpropFilter": _rows([_ones(*_X), _THREE, _ones(*_Y)], _IMAGES, {}, *_STEPS)
    + _backward(_X, _W, _Y, False, _IMAGES),
    "DepthwiseConv2dNativeBackpropInput": _rows(
        [_THREE, _ones(*_W), _ones(*_DEEP)], _IMAGES, {}, _STEPS[0], _STEPS[2], _STEPS[6]
    ) + _backward(_X, _W, _DEEP, True, _IMAGES),
    "DepthwiseConv2dNativeBackpropFilter": _rows(
        [_ones(*_X), _THREE, _ones(*_DEEP)], _IMAGES, {}, _STEPS[0], _STEPS[2], _STEPS[6]
    ) + _backward(_X, _W, _DEEP, False, _IMAGES),
    "Conv3DBackpropInputV2": _rows(
        [_THREE, _ones(*_W3), _ones(*_Y3)], _VOLUMES, {}, *_STEPS_3D
    ) + _backward(_X3, _W3, _Y3, True, _VOLUMES),
    "Conv3DBackpropFilterV2": _rows(
        [_ones(*_X3), _THREE, _ones(*_Y3)], _VOLUMES, {}, *_STEPS_3D
    ) + _backward(_X3, _W3, _Y3, False, _VOLUMES),
    "Conv": [
        ([_ones(*x), _ones(*w)], {**_IMAGES, "padding": "SAME", **attrs})
        for x, w, attrs in [
            ((), (), {}), (_X, (), {}), (_X, (3, 3, 0, 4), {"strides": [1, 1, 1]}),
            (_X, _W, {"strides": [1, 1, 1]}), (_X, _W, {"strides": [2, 0, 1, 1]}),
            (_X, _W, {"strides": [1, 0, 1, 1]}), (_X, _W, {"dilations": [2, 1, 1]}),
            (_X, _W, {"dilations": [2, 1, 1, 1]}), (_X, _W, {"dilations": [1, 0, 1, 1]}),
            (_X, (3, 3, 3, 4), {"explicit_paddings": [1]}), (_X, (3, 3, 3, 4), {}),
            (_X, _W, {"batch_dims": 2}),
        ]
    ],
}
