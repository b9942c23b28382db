"""Samples of image_draw ops: op -> [(inputs, attrs), ...]."""

import numpy as np

f32 = np.float32
_RANDOM = np.random.default_rng(10)
_BOXES = np.array(
    [
        [[0.1, 0.2, 0.7, 0.9], [0, 0, 1, 1], [0.5, 0.5, 0.5, 0.5]],
        [[-0.5, 0.3, 0.6, 1.6], [0.9, 0.1, 0.2, 0.8], [1.2, 1.1, 1.6, 1.7]],
    ], f32,
)
_MANY = np.tile(np.linspace(0, 0.9, 12, dtype=f32)[None, :, None], (2, 1, 4)) + f32(0.05)
_COLORS = _RANDOM.random((2, 4)).astype(f32)


def _images(channels, dtype=f32):
    return _RANDOM.random((2, 9, 8, channels)).astype(dtype)


_SIZE = np.array([40, 50, 3], np.int32)
_REGION = np.array([[[0.1, 0.2, 0.7, 0.9], [0, 0, 0.5, 0.5]]], f32)

SAMPLES = {
    "DrawBoundingBoxes": [
        *(((_images(channels), boxes), {}) for channels in (1, 3, 4) for boxes in (_BOXES, _MANY)),
        ((_images(3, np.float16), _BOXES), {}),
        ((_images(3), _BOXES[:, :0]), {}),
    ],
    "DrawBoundingBoxesV2": [
        *(((_images(channels), _BOXES, _COLORS), {}) for channels in (1, 3, 4)),
        ((_images(3), _MANY, _COLORS[:, :3]), {}),
        ((_images(1), _MANY, _COLORS[:, :1]), {}),
        ((_images(3), _BOXES, _COLORS[:0]), {}),
        ((_images(4), _BOXES, _RANDOM.random((5, 4)).astype(f32)), {}),
    ],
    "StatelessSampleDistortedBoundingBox": [
        *(
            ((_SIZE.astype(kind), _REGION, np.array(0.1, f32), np.array([seed, 5], np.int32)),
             attrs)
            for kind in (np.int32, np.int64, np.uint8)
            for seed in (1, 2, 3)
            for attrs in ({}, {"aspect_ratio_range": [0.5, 2], "area_range": [0.3, 0.6]})
        ),
        *(
            ((_SIZE, _REGION[:, :0], np.array(0.5, f32), np.array([seed, 7], np.int64)),
             {"use_image_if_no_bounding_boxes": True})
            for seed in (1, 2, 3)
        ),
        ((_SIZE, _REGION, np.array(1, f32), np.array([1, 7], np.int64)), {"max_attempts": 1}),
    ],
    "SampleDistortedBoundingBox": [
        ((_SIZE, _REGION), {"seed": 1, "seed2": 2}),
        ((_SIZE, _REGION[:, :0]), {"use_image_if_no_bounding_boxes": True}),
    ],
    "SampleDistortedBoundingBoxV2": [
        ((_SIZE, _REGION, np.array(0.3, f32)), {"seed": 1, "seed2": 2}),
    ],
}
