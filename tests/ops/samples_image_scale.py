"""Samples of image_scale ops: op -> [(inputs, attrs), ...]."""

import numpy as np

f32 = np.float32
_KERNELS = ["lanczos1", "lanczos3", "lanczos5", "gaussian", "box", "triangle", "keyscubic",
            "mitchellcubic"]


def _image(*shape, dtype=f32):
    values = np.random.default_rng(5).normal(size=shape)
    return values.astype(dtype) if np.dtype(dtype).kind == "f" else abs(values * 40).astype(dtype)


def _pair(*values, dtype=f32):
    return np.array(values, dtype)


def _size(*sizes):
    return np.array(sizes, np.int32)


_X = _image(2, 6, 5, 3)
_ROWS = [
    *(
        ((_X, _size(*size), _pair(*scale), _pair(*move)), {"kernel_type": kernel, **anti})
        for kernel in _KERNELS
        for size, scale, move, anti in (
            ((9, 11), (1.5, 2.2), (0, 0), {}),
            ((3, 2), (0.5, 0.4), (0, 0), {}),
            ((3, 2), (0.5, 0.4), (0, 0), {"antialias": False}),
            ((6, 5), (1.3, 0.7), (-1.5, 2.25), {}),
        )
    ),
]

SAMPLES = {
    "ScaleAndTranslate": [
        *_ROWS,
        *(
            ((_image(1, 4, 4, 2, dtype=kind), _size(3, 5), _pair(0.75, 1.25), _pair(0, 0)),
             {"kernel_type": "triangle"})
            for kind in (np.uint8, np.int32, np.float16, np.float64)
        ),
        ((_image(1, 1, 1, 1), _size(3, 2), _pair(3, 2), _pair(0, 0)), {}),
        ((_X, _size(2, 2), _pair(1, 1), _pair(9, -9)), {}),
    ],
    "ScaleAndTranslateGrad": [
        *(
            ((_image(2, *map(int, size), 3), _X, scale, move), attrs)
            for (_, size, scale, move), attrs in _ROWS
        ),
    ],
}
