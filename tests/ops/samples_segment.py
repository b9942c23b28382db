"""Samples of ops on segments of rows: sorted, unsorted, and of rows picked by index."""

import ml_dtypes
import numpy as np

f16, f32, f64, bf16 = np.float16, np.float32, np.float64, ml_dtypes.bfloat16
i32, i64 = np.int32, np.int64

ROWS = np.array([[1.5, -2.0], [3.0, 0.0], [-5.0, 6.25], [2.0, 0.5]], f32)


def ids(*numbers, dtype=i32):
    """Segment numbers, or a count where there is one."""
    return np.array(numbers[0] if len(numbers) == 1 else numbers, dtype)


def vector(*values, dtype=f32):
    """A vector."""
    return np.array(values, dtype)


SORTED = [
    ((ROWS, ids(0, 0, 2, 2)), {}),
    ((ROWS.astype(f64), ids(0, 1, 1, 1, dtype=i64)), {}),
    ((ROWS.astype(f16), ids(0, 0, 0, 1)), {}),
    ((ROWS.astype(bf16), ids(0, 0, 0, 1)), {}),
    ((vector(-7, -2, 9, dtype=i32), ids(0, 0, 3)), {}),
    ((vector(7, 2, 9, dtype=np.uint8), ids(1, 1, 1)), {}),
    ((vector(), vector(dtype=i32)), {}),
    ((np.zeros((2, 0), f32), ids(0, 1)), {}),
    ((np.arange(12, dtype=f32).reshape(3, 2, 2), ids(0, 1, 1)), {}),
    ((vector(np.nan, 1, 2, 3, np.nan), ids(0, 0, 0, 1, 1)), {}),
    ((vector(np.inf, -np.inf, -0.0, 0.0), ids(0, 0, 1, 1)), {}),
]
COMPLEX = [((vector(1 + 2j, 3, 4j, dtype=np.complex64), ids(0, 0, 2)), {})]
UNSORTED = [
    ((ROWS, ids(2, 0, 2, 0), ids(3)), {}),
    ((ROWS, ids(2, -1, 2, 0), ids(4, dtype=i64)), {}),
    ((ROWS.astype(f64), ids(2, 0, 0, 0, dtype=i64), ids(3)), {}),
    ((ROWS.astype(f16), ids(1, 1, 1, 0), ids(2)), {}),
    ((ROWS.astype(bf16), ids(1, 1, 1, 0), ids(2)), {}),
    ((ROWS, ids([0, 1], [1, 1], [0, -1], [2, 2]), ids(3)), {}),
    ((vector(-7, -2, 9, dtype=i32), ids(2, 2, 0), ids(3)), {}),
    ((np.array(3, f32), ids(1), ids(3)), {}),
    ((vector(), vector(dtype=i32), ids(2)), {}),
    ((np.zeros((2, 0), f32), ids(0, 1), ids(2)), {}),
    ((vector(np.nan, 1, 2, 3, np.nan), ids(0, 0, 0, 1, 1), ids(2)), {}),
    ((vector(0, 0, 2, 0, 4), ids(0, 0, 1, 1, 2), ids(3)), {}),
]
NUMBERED = [
    ((ROWS, ids(0, 0, 2, 2), ids(4)), {}),
    ((vector(7, 2, 9, dtype=i32), ids(1, 1, 1, dtype=i64), ids(2, dtype=i64)), {}),
]

SAMPLES = {
    "SegmentSum": SORTED + COMPLEX,
    "SegmentMean": SORTED + COMPLEX,
    "SegmentMax": SORTED,
    "SegmentMin": SORTED,
    "SegmentProd": SORTED + COMPLEX,
    "SegmentSumV2": NUMBERED,
    "SegmentMaxV2": NUMBERED,
    "SegmentMinV2": NUMBERED,
    "SegmentProdV2": NUMBERED,
    "UnsortedSegmentSum": UNSORTED + [((ROWS, ids(0, 0, 1, 1, dtype=np.int16), ids(2)), {})],
    "UnsortedSegmentMax": UNSORTED,
    "UnsortedSegmentMin": UNSORTED,
    "UnsortedSegmentProd": UNSORTED,
}
