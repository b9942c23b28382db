"""Samples of counting, selection, running logarithms of sums."""

import ml_dtypes
import numpy as np

f16, bf16, f32, f64 = np.float16, ml_dtypes.bfloat16, np.float32, np.float64
i32, i64 = np.int32, np.int64
inf, nan = np.inf, np.nan
X = f32([[3, 1, 4, 1], [5, 9, 2, 6]])
NO, COUNTS = f32([]), i32([1, 1, 3])
SORTED = f32([[1, 2, 2, 3], [0, 0, 1, 5]])
ASKED = f32([[0, 2, 2.5], [0, 4, 9]])

SAMPLES = {
    "Bincount": [
        ((COUNTS, i32(5), NO), {}), ((COUNTS, i32(2), f64([])), {}),
        ((COUNTS, i32(5), f32([1, 2, 3])), {}), ((COUNTS[:0], i32(3), i32([])), {}),
        ((i32([[1], [2]]), i32(4), i64([])), {}),
    ],
    "DenseBincount": [
        ((COUNTS, i32(5), NO), {}), ((COUNTS, i32(5), NO), {"binary_output": True}),
        ((i64([[1, 1], [3, 9]]), i64(5), f64([])), {}),
        ((i32([[1, 1], [3, 3]]), i32(5), f32([[1, 2], [3, 4]])), {}),
        ((i32([[1, 1], [3, 3]]), i32(5), i32([])), {"binary_output": True}),
        ((i32(1), i32(3), NO), {}), ((np.zeros((0, 2), i32), i32(3), NO), {}),
    ],
    "Bucketize": [
        ((f32([-5, 0, 1, 10, nan]),), {"boundaries": [0.0, 1.0, 5.0]}),
        ((i32([[-5, 0], [1, 10]]),), {"boundaries": [0.5, 1.0, 5.0]}),
        ((i64([7]),), {"boundaries": []}), ((f64(2.5),), {"boundaries": [2.5]}),
        ((np.ones((0,), f32),), {"boundaries": [1.0]}),
    ],
    "HistogramFixedWidth": [
        ((f32([-1, 0, 1.5, 2, 5, 15]), f32([0, 5]), i32(5)), {}),
        ((i32([[1, 2], [4, 9]]), i32([0, 5]), i32(5)), {"dtype": "int64"}),
        ((f64([0.1, 0.2, inf, -inf]), f64([0, 1]), i32(3)), {}), ((NO, f32([0, 1]), i32(2)), {}),
    ],
    "LowerBound": [
        ((SORTED, ASKED), {}), ((SORTED.astype(i32), ASKED.astype(i32)), {"out_type": "int64"}),
        ((np.ones((2, 0), f32), ASKED), {}), ((f32([[1, 2]]), f32([[nan, inf]])), {}),
    ],
    "UpperBound": [
        ((SORTED, ASKED), {}), ((SORTED.astype(f64), ASKED.astype(f64)), {"out_type": "int64"}),
        ((np.ones((2, 0), f32), ASKED), {}), ((f32([[1, 2]]), f32([[nan, inf]])), {}),
    ],
    "UnravelIndex": [
        ((i32([2, 5]), i32([3, 3])), {}), ((i32(7), i32([3, 3])), {}),
        ((i64([2, 23]), i64([2, 3, 4])), {}), ((i32([-1]), i32([3, 3])), {}),
    ],
    "NthElement": [
        ((X, i32(1)), {}), ((X, i32(0)), {"reverse": True}), ((X.astype(i64), i32(3)), {}),
        ((X.astype(bf16), i32(2)), {}), ((X.astype(f64), i32(1)), {"reverse": True}),
        ((X.reshape(2, 2, 2), i32(0)), {}), ((f32([2, 2, 1]), i32(1)), {}),
    ],
    "ApproxTopK": [
        ((X,), {"k": 2}), ((X.astype(f16),), {"k": 1}), ((X.astype(bf16),), {"k": 4}),
        ((f32([1, 5, 5, 5, 0]),), {"k": 2}), ((X,), {"k": 0}),
        ((X,), {"k": 1, "reduction_dimension": 0}), ((X,), {"k": 2, "is_max_k": False}),
    ],
    "ListDiff": [
        ((i32([1, 2, 3, 2, 5]), i32([2])), {}), ((f32([nan, 1]), f32([nan])), {}),
        ((np.array([b"a", b"b"], object), np.array([b"b"], object)), {"out_idx": "int64"}),
        ((i32([]), i32([2])), {}), ((f32([1, 2]).astype(bf16), f32([2]).astype(bf16)), {}),
    ],
    "IsotonicRegression": [
        ((f32([[3, 1, 2, 5, 4], [5, 4, 4, 1, 0]]),), {}),
        ((f64([[[1, 2, 3], [3, 2, 1]]]),), {"output_dtype": "float64"}),
        ((np.int8([3, 1, 2]),), {}), ((f32([1, 3]).astype(bf16),), {"output_dtype": "bfloat16"}),
        ((np.zeros((0, 3), f32),), {}), ((np.zeros((3, 0), f32),), {}),
    ],
    "CumulativeLogsumexp": [
        ((f32([1, 2, 3]), i32(0)), {}), ((f64([[1, 2, 3], [-1, 0, 1]]), i32(1)), {}),
        ((f64([[1, 2, 3], [-1, 0, 1]]), i32(0)), {"reverse": True}),
        ((f32([1, 2, 3]), i32(-1)), {"exclusive": True}),
        ((f64([1, 2, 3]), i64(0)), {"exclusive": True, "reverse": True}),
        ((f16([1, 2, 3, 9, 8, 7, 5]), i32(0)), {}), ((f32([1, 2, 3]).astype(bf16), i32(0)), {}),
        ((f32([-inf, -inf, 3, 1, inf, 2]), i32(0)), {}), ((np.zeros((0, 2), f32), i32(0)), {}),
    ],
}
