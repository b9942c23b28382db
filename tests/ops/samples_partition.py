"""Samples of parts, stitches, reversals, copies and extremes at indices."""

import numpy as np

f32, f64, i32, i64, c64 = np.float32, np.float64, np.int32, np.int64, np.complex64
X = np.arange(12, dtype=f32).reshape(3, 4)
ROWS = np.zeros((3, 2), f32)
TEXT = np.array([b"a", b"b", b"c"], object)
INDEX = np.array([[0], [0], [2]], i32)


def shape(*sizes):
    """A vector of sizes."""
    return np.array(sizes, i32)


SAMPLES = {
    "DynamicPartition": [
        ((X, i32([0, 1, 0])), {"num_partitions": 2}), ((X, i32(1)), {"num_partitions": 2}),
        ((X.astype(f64), i32(np.arange(12).reshape(3, 4) % 3)), {"num_partitions": 3}),
        ((TEXT, i32([1, 1, 0])), {"num_partitions": 3}),
        ((np.zeros((0, 2), f32), i32([])), {"num_partitions": 2}),
    ],
    "DynamicStitch": [
        (([i32([0, 2]), i32(1)], [f32([[1, 2], [3, 4]]), f32([5, 6])]), {}),
        (([i32([0, 0]), i32([0, 1])], [f64([1, 2]), f64([3, 4])]), {}),
        (([i32([[0], [1]])], [TEXT[:2, None]]), {}), (([i32([])], [f32([])]), {}),
    ],
    "ParallelDynamicStitch": [
        (([i32([0, 2]), i32(1)], [f32([[1, 2], [3, 4]]), f32([5, 6])]), {}),
        (([i32([1, 0]), i32([2])], [i64([1, 2]), i64([3])]), {}), (([i32([])], [f32([])]), {}),
    ],
    "ReverseSequence": [
        ((X, i64([1, 2, 4])), {"seq_dim": 1}),
        ((X, i32([1, 2, 3, 0])), {"seq_dim": 0, "batch_dim": 1}),
        ((X.reshape(2, 3, 2).astype(f64), i64([3, 2])), {"seq_dim": 1}),
        ((X.reshape(2, 3, 2), i64([0, 2])), {"seq_dim": 1, "batch_dim": 2}),
        ((TEXT[None], i64([2])), {"seq_dim": 1}),
    ],
    "Reverse": [
        ((X, np.array([True, False])), {}), ((X.astype(c64), np.array([True, True])), {}),
        ((f32(1), np.zeros((0,), bool)), {}), ((TEXT, np.array([True])), {}),
    ],
    "AccumulateNV2": [
        (([f32([1, 2]), f32([3, 4])],), {"shape": [2]}), (([i32(3)],), {"shape": []}),
    ],
    "ParallelConcat": [
        (([f32([[1, 2]]), f32([[3, 4]])],), {"shape": [2, 2]}), (([TEXT[:1]],), {"shape": [1]}),
    ],
    "Empty": [
        ((shape(2, 3),), {"dtype": "float32", "init": True}),
        ((shape(2),), {"dtype": "string", "init": True}),
        ((shape(),), {"dtype": "complex64", "init": True}),
    ],
    "InplaceUpdate": [
        ((ROWS, i32([0, 2]), np.ones((2, 2), f32)), {}),
        ((ROWS, i32([-1]), np.ones((1, 2), f32)), {}), ((ROWS, i32([4]), np.ones((1, 2), f32)), {}),
    ],
    "InplaceAdd": [((ROWS, i32([0, 0, 2]), np.ones((3, 2), f32)), {})],
    "InplaceSub": [((ROWS.astype(i64), i32([0, 0, 2]), np.ones((3, 2), i64)), {})],
    "DeepCopy": [((X,), {}), ((f64(1),), {})],
    "Copy": [((X,), {}), ((TEXT,), {"tensor_name": "a:0"})],
    "CopyHost": [((X,), {})],
    "ToBool": [
        ((X,), {}), ((f32(2),), {}), ((f32(0),), {}), ((f64(np.nan),), {}), ((i32([]),), {}),
        ((np.array(b"", object),), {}), ((np.array(b"a", object),), {}), ((np.array(True),), {}),
    ],
    "TensorScatterMax": [
        ((f32([1, 2, 3]), INDEX, f32([5, 4, -1])), {}),
        ((i64([1, 2, 3]), INDEX, i64([5, 4, 9])), {}),
        ((X.astype(f64), INDEX, np.full((3, 4), 5, f64)), {}),
        ((f32([1, 2, 3]), INDEX, f32([1, 1, 3])), {}),
    ],
    "TensorScatterMin": [
        ((f32([1, 2, 3]), INDEX, f32([5, -4, -1])), {}),
        ((i32([1, 2, 3]), INDEX, i32([5, 4, -9])), {}),
        ((X.astype(f64), INDEX, np.full((3, 4), 2, f64)), {}),
    ],
    "ScatterNdNonAliasingAdd": [
        ((f32([1, 2, 3]), INDEX, f32([5, 4, -1])), {}),
        ((np.array([True, False]), i32([[1]]), np.array([True])), {}),
        ((X.astype(c64), INDEX, np.full((3, 4), 2j, c64)), {}),
    ],
}
