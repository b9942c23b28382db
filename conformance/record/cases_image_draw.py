"""Cases of drawn and sampled boxes that do not fit."""

import numpy as np

f32 = np.float32
IMAGES, BOXES = np.ones((1, 4, 4, 3), f32), np.array([[[0, 0, 1, 1]]], f32)
COLORS = np.ones((2, 3), f32)
SIZE, SOME, SEED = np.array([4, 5, 3], np.int32), np.array(0.1, f32), np.array([1, 2], np.int32)


def sampled(size=SIZE, boxes=BOXES, covered=SOME, seed=SEED, **attrs):
    """A row of StatelessSampleDistortedBoundingBox."""
    return (size, boxes, covered, seed), attrs


CASES = {
    "DrawBoundingBoxes": [
        ((IMAGES[0], BOXES), {}),
        ((IMAGES[..., :2], BOXES), {}),
        ((IMAGES, BOXES[0]), {}),
        ((IMAGES, BOXES[..., :3]), {}),
        ((IMAGES, np.repeat(BOXES, 2, 0)), {}),
    ],
    "DrawBoundingBoxesV2": [
        ((IMAGES, BOXES, COLORS[0]), {}),
        ((IMAGES, BOXES, COLORS[:, :2]), {}),
        ((np.ones((1, 4, 4, 4), f32), BOXES, COLORS), {}),
    ],
    "StatelessSampleDistortedBoundingBox": [
        sampled(size=SIZE[None]),
        sampled(size=SIZE[:2]),
        sampled(size=SIZE * 0),
        sampled(size=-SIZE),
        sampled(boxes=BOXES[0]),
        sampled(boxes=BOXES[0, 0]),
        sampled(boxes=BOXES[..., :3]),
        sampled(boxes=BOXES[:, :0]),
        sampled(boxes=BOXES + 1),
        sampled(boxes=-BOXES),
        sampled(boxes=BOXES[..., ::-1]),
        sampled(covered=SOME[None]),
        sampled(covered=SOME * 11),
        sampled(covered=-SOME),
        sampled(seed=SEED[:1]),
        sampled(seed=SEED[None]),
        sampled(area_range=[0.5]),
        sampled(area_range=[0.5, 0.2]),
        sampled(area_range=[0.5, 2.0]),
        sampled(area_range=[0.0, 0.5]),
        sampled(aspect_ratio_range=[0.5]),
        sampled(aspect_ratio_range=[0.5, 0.2]),
        sampled(aspect_ratio_range=[0.0, 0.2]),
        sampled(aspect_ratio_range=[0.5, -0.2]),
        sampled(max_attempts=0),
        sampled(max_attempts=-1),
    ],
}
