"""Misfits of the ops on segments of picked rows."""

import numpy as np

ROWS = np.array([[1, 2], [3, 4], [5, 6]], np.float32)
SCALAR = np.array(1, np.float32)


def ids(*numbers):
    """Indices or segment numbers."""
    return np.array(numbers, np.int32)


def size(value):
    """A number of segments or rows."""
    return np.array(value, np.int32)


PICKED = [
    ((ROWS, ids(0, 1, 1), ids(0, 2, 0)), {}),
    ((ROWS, ids(0, 3), ids(0, 0)), {}),
    ((ROWS, ids(-1, 1), ids(0, 0)), {}),
    ((ROWS, ids(0, 1), ids(-1, 0)), {}),
    ((ROWS, ids(1, 1, 7), ids(0, 1, -3)), {}),
    ((ROWS, ids(7, 1, 1), ids(0, 1, 0)), {}),
    ((ROWS, ids(1, 1, 7), ids(1, 0, 1)), {}),
    ((ROWS, ids(0, 1, 2), ids(0, 0)), {}),
    ((ROWS, ids([0, 1]), ids(0, 0)), {}),
    ((ROWS, ids(0, 1), ids([0, 0])), {}),
    ((SCALAR, ids(0, 1), ids(0, 0)), {}),
]
NUMBERED = [((*inputs, size(3)), attrs) for inputs, attrs in PICKED] + [
    ((ROWS, ids(0, 1, 2), ids(0, 0, 2), size(2)), {}),
    ((ROWS, ids(0, 1, 2), ids(0, 0, 2), size([3])), {}),
    ((ROWS, ids(0, 1, 2), ids(0, 0, 2), size(-1)), {}),
    ((ROWS, ids(), ids(), size(-1)), {}),
]
BACK = [
    ((ROWS, ids(0, 4, 0), ids(0, 0, 2), size(4)), {}),
    ((ROWS, ids(0, -3, 0), ids(0, 0, 2), size(4)), {}),
    ((ROWS, ids(0, 3, 0), ids(0, 0, 3), size(4)), {}),
    ((ROWS, ids(0, 3, 0), ids(-1, 0, 2), size(4)), {}),
    ((ROWS, ids(0, 3), ids(0, 0, 2), size(4)), {}),
    ((ROWS, ids([0]), ids(0), size(4)), {}),
    ((ROWS, ids(0), ids([0]), size(4)), {}),
    ((ROWS, ids(0), ids(0), size([4])), {}),
    ((ROWS, ids(0), ids(0), size(-4)), {}),
    ((ROWS, ids(0), ids(0), size(0)), {}),
    ((SCALAR, ids(0), ids(0), size(2)), {}),
]

CASES = {
    **{f"SparseSegment{kind}": PICKED for kind in ("Sum", "Mean", "SqrtN")},
    **{f"SparseSegment{kind}WithNumSegments": NUMBERED for kind in ("Sum", "Mean", "SqrtN")},
    **{f"SparseSegment{kind}Grad": BACK for kind in ("Sum", "Mean", "SqrtN")},
    **{f"SparseSegment{kind}GradV2": BACK for kind in ("Sum", "Mean", "SqrtN")},
}
