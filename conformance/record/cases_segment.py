"""Misfits of the ops on segments: numbers not sorted, too large, or not as many as rows."""

import numpy as np

f32, i32 = np.float32, np.int32
ROWS = np.array([[1, 2], [3, 4], [5, 6]], f32)


def ids(*numbers):
    """Segment numbers, or a count where there is one."""
    return np.array(numbers[0] if len(numbers) == 1 else numbers, i32)


SORTED = [
    ((ROWS, ids(1, 0, 2)), {}),
    ((ROWS, ids(-1, 0, 2)), {}),
    ((ROWS, ids(0, 1, -2)), {}),
    ((ROWS, ids(0, 5, -1)), {}),
    ((ROWS, ids(0, 2)), {}),
    ((ROWS, ids([0, 2, 3])), {}),
    ((np.array(3, f32), ids([0])), {}),
]
UNSORTED = [
    ((ROWS, ids(0, 0, 2), ids(2)), {}),
    ((ROWS, ids([0, 2]), ids(3)), {}),
    ((ROWS, ids([[0, 2]]), ids(3)), {}),
    ((ROWS, ids([0, 0], [1, 1], [2, 9]), ids(3)), {}),
    ((np.array(3, f32), ids([0]), ids(3)), {}),
    ((ROWS, ids(0, 0, 2), ids([3])), {}),
    ((ROWS, ids(0, 0, 2), ids(-1)), {}),
    ((ROWS, ids(0, 0, 2), ids(0)), {}),
    ((np.array(3, f32), ids(7), ids(3)), {}),
]

CASES = {
    "SegmentSum": SORTED,
    "SegmentMean": SORTED,
    "SegmentMax": SORTED,
    "SegmentMin": SORTED,
    "SegmentProd": SORTED,
    "UnsortedSegmentSum": UNSORTED,
    "UnsortedSegmentMax": UNSORTED,
    "UnsortedSegmentMin": UNSORTED,
    "UnsortedSegmentProd": UNSORTED,
}
