"""Cases of the ops that resize images which do not fit: ranks, sizes and pairs of attributes."""

import numpy as np

f32 = np.float32


def ones(*shape, dtype=f32):
    """An array of ones."""
    return np.ones(shape, dtype)


def size(*sizes):
    """A vector of int32."""
    return np.array(sizes, np.int32)


IMAGE, BOTH = ones(1, 3, 3, 2), {"align_corners": True, "half_pixel_centers": True}
RESIZES = [
    ((ones(3, 3, 2), size(2, 2)), {}),
    ((IMAGE, size(2, 2)[None]), {}),
    ((IMAGE, size(2, 2, 2)), {}),
    ((IMAGE, size(2)), {}),
    ((IMAGE, size(0, 2)), {}),
    ((IMAGE, size(2, -1)), {}),
    ((ones(1, 0, 3, 2), size(2, 2)), {}),
    ((ones(1, 3, 3, 0), size(2, 2)), {}),
    ((ones(0, 3, 3, 2), size(2, 2)), {}),
]
GRADS = [
    ((ones(3, 3, 2), IMAGE), {}),
    ((IMAGE, ones(3, 3, 2)), {}),
    ((ones(1, 0, 2, 2), IMAGE), {}),
    ((IMAGE, IMAGE), BOTH),
]

CASES = {
    "ResizeBilinear": [*RESIZES, ((IMAGE, size(2, 2)), BOTH)],
    "ResizeNearestNeighbor": [*RESIZES, ((IMAGE, size(2, 2)), BOTH)],
    "ResizeBicubic": [*RESIZES, ((IMAGE, size(2, 2)), BOTH)],
    "ResizeArea": RESIZES,
    "ResizeBilinearGrad": GRADS,
    "ResizeBicubicGrad": GRADS,
    "ResizeNearestNeighborGrad": [
        ((ones(3, 3, 2), size(2, 2)), {}),
        ((IMAGE, size(2, 2)[None]), {}),
        ((IMAGE, size(2, 2, 2)), {}),
        ((IMAGE, size(0, 2)), {}),
        ((IMAGE, size(-1, 2)), {}),
        ((ones(1, 0, 3, 2), size(2, 2)), {}),
        ((IMAGE, size(2, 2)), BOTH),
    ],
}
