"""Cases of moves between space and batch that do not fit."""

import numpy as np

IMAGE = np.ones((4, 2, 2, 1), np.float32)


def ints(*values):
    """A tensor of int32."""
    return np.array(values, np.int32)


NONE, TWICE = ints([0, 0], [0, 0]), ints(2, 2)
ROWS = [
    ((IMAGE, TWICE[:1], NONE), {}),
    ((IMAGE, TWICE[None], NONE), {}),
    ((IMAGE, TWICE, NONE[0]), {}),
    ((IMAGE, TWICE, NONE[:, :1]), {}),
    ((IMAGE, TWICE * 0, NONE), {}),
    ((IMAGE, -TWICE, NONE), {}),
    ((IMAGE, TWICE, ints([-1, 0], [0, 0])), {}),
    ((IMAGE, ints(2, 3), NONE), {}),
    ((IMAGE, ints(3, 1), NONE), {}),
    ((IMAGE[:, 0, 0, 0], TWICE, NONE), {}),
    ((IMAGE, TWICE, ints([3, 2], [0, 0])), {}),
    ((IMAGE, ints(2, 1, 1, 1), ints([0, 0], [0, 0], [0, 0], [0, 0])), {}),
]
BLOCKS = [
    ((IMAGE[0], NONE), {"block_size": 2}),
    ((IMAGE, NONE[0]), {"block_size": 2}),
    ((IMAGE, NONE), {"block_size": 3}),
    ((IMAGE, ints([-1, 0], [0, 0])), {"block_size": 2}),
    ((IMAGE, ints([3, 2], [0, 0])), {"block_size": 2}),
]

CASES = {
    "SpaceToBatchND": ROWS, "BatchToSpaceND": ROWS, "SpaceToBatch": BLOCKS, "BatchToSpace": BLOCKS,
}
