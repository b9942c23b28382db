"""Misfits of the ops on ragged tensors: splits that do not fit, indices and shapes out of range."""

import numpy as np

f32, i32, i64 = np.float32, np.int32, np.int64


def at(*values, dtype=i64):
    """Row splits, row numbers, indices: a vector, or a scalar where there is one value."""
    return np.array(values if len(values) != 1 else values[0], dtype)


def fl(*values):
    """A vector of floats, or a scalar."""
    return np.array(values if len(values) != 1 else values[0], f32)


FIVE, PAIRS, SPLITS = fl(1, 2, 3, 4, 5), fl([1, 2], [3, 4], [5, 6]), at(0, 2, 2, 5)
S, F, V = "ROW_SPLITS", "FIRST_DIM_SIZE", "VALUE_ROWIDS"


def dense(shape, values, default, partitions, *kinds):
    """A row for RaggedTensorToTensor."""
    return (shape, values, default, partitions), {"row_partition_types": list(kinds)}


CASES = {
    "RaggedRange": [
        ((at(0, 1), at(3, 3, 2), at(2)), {}),
        ((at(0, 1), at([3, 3, 2], [1, 1, 1]), at(2)), {}),
        ((at([0, 1], [2, 3]), at(3), at(2)), {}),
        ((at(0, 1), at(3, 4), at([2], [1])), {}),
        ((at(0, 1), at(3, 4), at(0)), {}),
        ((fl(0, 1), fl(1e30, 4), fl(1e-5)), {}),
    ],
    "RaggedGather": [
        (([SPLITS], FIVE, at([3])), {"OUTPUT_RAGGED_RANK": 1}),
        (([SPLITS], FIVE, at([1, -1])), {"OUTPUT_RAGGED_RANK": 1}),
        (([at(0, 2, 2, 6)], FIVE, at([2])), {"OUTPUT_RAGGED_RANK": 1}),
        (([at(0, 2, 1, 5)], FIVE, at([2])), {"OUTPUT_RAGGED_RANK": 1}),
        (([SPLITS], fl(1), at([2])), {"OUTPUT_RAGGED_RANK": 1}),
    ],
    "RaggedTensorToSparse": [
        (([at(0, 2, 2, 6)], FIVE), {}),
        (([at(0, 2, 1, 5)], FIVE), {}),
        (([at(1, 2, 3, 5)], FIVE), {}),
        (([at(1, 2)[:0]], FIVE), {}),
        (([at(0, 5)], fl(1)), {}),
        (([at(0, 2, 3), at(0, 1, 3)], fl(1, 2, 3)), {}),
    ],
    "RaggedTensorToTensor": [
        dense(at(-1, -1, -1), PAIRS, fl([7], [8]), [at(0, 2, 2, 3)], S),
        dense(at(-1, -1, 3), PAIRS, fl(7, 8), [at(0, 2, 2, 3)], S),
        dense(at(-1, -1, 2), PAIRS, fl(7, 8, 9), [at(0, 2, 2, 3)], S),
        dense(at(-1, -1), PAIRS, fl(7, 8), [at(0, 2, 2, 3)], S),
        dense(at(-1, -1), FIVE, fl(9), [at(0, 3, 2, 5)], S),
        dense(at(-1, -1), FIVE, fl(9), [at(0, 1)[:0]], S),
        dense(at(-1, -1), FIVE, fl(9), [SPLITS], "ROW_LENGTHS"),
        dense(at(-1, -1), FIVE, fl(9), [SPLITS], "FOO"),
        dense(at(-1, -1), FIVE, fl(9), [SPLITS, SPLITS], S, S),
        dense(at(-1, -1), FIVE, fl(9), [at(3), at(0, 0, 2, 3, 3)], F, V),
        dense(at(-1, -1), FIVE, fl(9), [at(3), at(0, 0, -2, 2, 2)], F, V),
        dense(at(-1, -1), FIVE, fl(9), [at(-3), at(0, 0, 2, 2, 2)], F, V),
        dense(at(-1, -1), fl(3), fl(9), [at(0, 1)], S),
        dense(at([-1, -1], [2, 2]), FIVE, fl(9), [SPLITS], S),
        dense(at(-1, -1, 2, -1), FIVE, fl(9), [SPLITS], S),
    ],
}
