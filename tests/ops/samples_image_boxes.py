"""Samples of image_boxes ops: op -> [(inputs, attrs), ...]."""

import numpy as np

f32 = np.float32
_RANDOM = np.random.default_rng(9)


def _boxes(*shape, dtype=f32):
    corners = _RANDOM.random((*shape, 2, 2)) * 0.6
    corners[..., 1, :] += corners[..., 0, :] * 0.3 + 0.2
    return corners.reshape(*shape, 4).astype(dtype)


def _number(value, dtype=f32):
    return np.array(value, dtype)


_MANY = _boxes(40)
_SCORES = _RANDOM.random(40).astype(f32)
_EVEN = np.round(_SCORES, 1)
_FLIPPED = np.concatenate([_MANY[:20], _MANY[20:][:, [2, 3, 0, 1]]])
_COUNT = _number(12, np.int32)
_ROWS = [(_MANY, _SCORES), (_FLIPPED, _SCORES), (_MANY, _EVEN), (_MANY[:0], _SCORES[:0])]
_NAN = np.where(_SCORES > 0.8, np.nan, _SCORES).astype(f32)
_HALF = (_MANY.astype(np.float16), _SCORES.astype(np.float16))
_BATCH, _CLASSES = _boxes(2, 15, 1), _RANDOM.random((2, 15, 3)).astype(f32)
_LIMITS = (_number(4, np.int32), _number(7, np.int32))

SAMPLES = {
    "NonMaxSuppression": [
        *(((*row, _COUNT), {"iou_threshold": limit}) for row in _ROWS for limit in (0, 0.4, 1)),
        ((_MANY, _SCORES, _number(0, np.int32)), {}),
    ],
    "NonMaxSuppressionV2": [
        *(((*row, _COUNT, _number(limit)), {}) for row in _ROWS for limit in (0.2, 0.5)),
        ((*_HALF, _COUNT, _number(0.5)), {}),
    ],
    "NonMaxSuppressionV3": [
        *(((*row, _COUNT, _number(0.5), _number(low)), {}) for row in _ROWS for low in (-1, 0.5)),
        ((*_HALF, _COUNT, _number(0.5), _number(0.3)), {}),
    ],
    "NonMaxSuppressionV4": [
        *(
            ((*row, _COUNT, _number(0.5), _number(0.6)), {"pad_to_max_output_size": padded})
            for row in _ROWS
            for padded in (False, True)
        ),
    ],
    "NonMaxSuppressionV5": [
        *(
            ((*row, _COUNT, _number(0.5), _number(low), _number(sigma)),
             {"pad_to_max_output_size": padded})
            for row in _ROWS
            for padded in (False, True)
            for low, sigma in ((0.2, 0), (0.2, 0.3), (-1, 0.5))
        ),
        ((*_HALF, _COUNT, *(_number(x, np.float16) for x in (0.5, 0.1, 0.0))), {}),
    ],
    "NonMaxSuppressionWithOverlaps": [
        ((_RANDOM.random((40, 40)).astype(f32), scores, _COUNT, _number(limit), _number(0.2)), {})
        for scores in (_SCORES, _EVEN)
        for limit in (0.9, 0.99)
    ],
    "CombinedNonMaxSuppression": [
        *(
            ((boxes, _CLASSES, *_LIMITS, _number(0.4), _number(low)),
             {"pad_per_class": padded, "clip_boxes": clipped})
            for boxes in (_BATCH, _BATCH * 2 - 0.5, _boxes(2, 15, 3))
            for low in (0.1, 0.7)
            for padded in (False, True)
            for clipped in (False, True)
        ),
        ((_BATCH, _CLASSES, _number(9, np.int32), _number(40, np.int32), _number(0.4),
          _number(0.1)), {"pad_per_class": True}),
    ],
}
