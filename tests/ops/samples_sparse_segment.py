"""Samples of ops on segments of rows that are picked by index."""

import ml_dtypes
import numpy as np

f16, f32, f64, bf16 = np.float16, np.float32, np.float64, ml_dtypes.bfloat16
i32, i64 = np.int32, np.int64
ROWS = np.array([[1.5, -2.0], [3.0, 0.0], [-5.0, 6.25], [2.0, 0.5]], f32)


def ids(*numbers, dtype=i32):
    """Indices or segment numbers."""
    return np.array(numbers, dtype)


def size(value, dtype=i32):
    """A number of segments or rows."""
    return np.array(value, dtype)


PICKED = [
    ((ROWS, ids(3, 0, 3, 1), ids(0, 0, 0, 2)), {}),
    ((ROWS, ids(3, 0, 3, 1), ids(0, 0, 0, 2)), {"sparse_gradient": True}),
    ((ROWS.astype(f64), ids(2, 1, dtype=i64), ids(1, 1, dtype=i64)), {}),
    ((ROWS.astype(f16), ids(1, 1, 1), ids(0, 0, 0)), {}),
    ((ROWS.astype(bf16), ids(1, 1, 1), ids(0, 0, 0)), {}),
    ((np.arange(5, dtype=f32), ids(4, 2), ids(0, 0)), {}),
]
WHOLE = [((np.array([7, -2, 9], i32), ids(0, 2, 2), ids(0, 0, 1)), {})]
BACK = [
    ((ROWS, ids(5, 3, 5, 0, 5), ids(0, 0, 1, 2, 2), size(7)), {}),
    ((ROWS, ids(5, 3, 5, dtype=i64), ids(2, 0, 1, dtype=i64), size(6)), {}),
    ((ROWS.astype(f64), ids(1, 1, 1), ids(0, 0, 1), size(2)), {}),
    ((ROWS.astype(f16), ids(1, 1, 1), ids(0, 0, 1), size(2)), {}),
    ((ROWS.astype(bf16), ids(1, 1, 1), ids(0, 0, 1), size(2)), {}),
]


def numbered(rows):
    """Rows with one more segment asked for than there is."""
    return [
        ((*inputs, size(1 + max(inputs[-1]) + 1, dtype)), attrs)
        for inputs, attrs in rows
        for dtype in (i32, i64)
    ]


SAMPLES = {
    "SparseSegmentSum": PICKED + WHOLE,
    "SparseSegmentMean": PICKED,
    "SparseSegmentSqrtN": PICKED,
    "SparseSegmentSumWithNumSegments": numbered(PICKED + WHOLE),
    "SparseSegmentMeanWithNumSegments": numbered(PICKED),
    "SparseSegmentSqrtNWithNumSegments": numbered(PICKED),
    "SparseSegmentSumGrad": BACK,
    "SparseSegmentMeanGrad": BACK,
    "SparseSegmentSqrtNGrad": BACK,
    "SparseSegmentSumGradV2": BACK,
    "SparseSegmentMeanGradV2": BACK,
    "SparseSegmentSqrtNGradV2": BACK,
}
