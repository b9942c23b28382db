"""Rows that do not fit, of the ops of samples_partition.py, for the record."""

import numpy as np

f32, i32, c64 = np.float32, np.int32, np.complex64
X = np.arange(12, dtype=f32).reshape(3, 4)
ROWS = np.zeros((3, 2), f32)
INDEX = np.array([[0], [0], [2]], i32)


def shape(*sizes):
    """A vector of sizes."""
    return np.array(sizes, i32)


CASES = {
    "DynamicPartition": [
        ((X, i32([0, 5, 0])), {"num_partitions": 2}), ((X, i32([0, -1, 0])), {"num_partitions": 2}),
        ((X, i32([0, 1])), {"num_partitions": 2}),
    ],
    "DynamicStitch": [
        (([i32([-1])], [f32([1])]), {}), (([i32([0, 1])], [f32([1])]), {}),
        (([i32([0, 1]), i32([2])], [f32([[1], [2]]), f32([3])]), {}),
        (([i32([0]), i32([2])], [f32([[1]]), f32([[3, 4]])]), {}),
    ],
    "ParallelDynamicStitch": [
        (([i32([-1])], [f32([1])]), {}), (([i32([0, 1])], [f32([1])]), {}),
        (([i32([0]), i32([2])], [f32([[1]]), f32([[3, 4]])]), {}),
    ],
    "ReverseSequence": [
        ((X, i32([1, 2, 3])), {"seq_dim": 0}), ((X, i32([1, 2])), {"seq_dim": 1}),
        ((X, i32([1, 2, 9])), {"seq_dim": 1}), ((X, i32([1, 2, -1])), {"seq_dim": 1}),
        ((X, i32([1, 2, 1])), {"seq_dim": 2}),
        ((X, i32([1, 2, 1])), {"seq_dim": 1, "batch_dim": 2}),
        ((X, i32([1, 2, 1])), {"seq_dim": -1}), ((X, i32([[1, 2, 1]])), {"seq_dim": 1}),
    ],
    "Reverse": [((X, np.array([True])), {}), ((X, np.array([[True]])), {})],
    "Empty": [((shape(-2),), {"dtype": "float32"}), ((i32([[2]]),), {"dtype": "float32"})],
    "InplaceUpdate": [
        ((ROWS, i32([1]), np.ones((2, 2), f32)), {}), ((ROWS, i32([1]), f32([1, 2])), {}),
        ((ROWS, i32([[1]]), np.ones((1, 2), f32)), {}), ((ROWS, i32(1), f32([1, 2])), {}),
        ((ROWS, i32([1]), np.ones((1, 3), f32)), {}),
    ],
    "ToBool": [((c64(1j),), {})],
    "TensorScatterMax": [
        ((f32([1, 2]), INDEX, f32([5, 4, 1])), {}), ((f32([1, 2, 3]), INDEX, f32([5, 4])), {}),
    ],
    "TensorScatterMin": [
        ((f32([1, 2]), INDEX, f32([5, 4, 1])), {}), ((f32([1, 2, 3]), INDEX, f32([5, 4])), {}),
    ],
    "ScatterNdNonAliasingAdd": [
        ((f32([1, 2]), INDEX, f32([5, 4, 1])), {}), ((f32([1, 2, 3]), INDEX, f32([5, 4])), {}),
    ],
}
