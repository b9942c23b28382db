"""Samples of the ops on ragged tensors, given as values and row splits."""

import numpy as np

f32, i32, i64 = np.float32, np.int32, np.int64


def text(*values):
    """A vector of strings."""
    array = np.empty(len(values), object)
    array[:] = values
    return array


def at(*values, dtype=i64):
    """Row splits, row numbers, indices: a vector, or a scalar where there is one value."""
    return np.array(values if len(values) != 1 else values[0], dtype)


def fl(*values):
    """A vector of floats, or a scalar."""
    return np.array(values if len(values) != 1 else values[0], f32)


FIVE, PAIRS = fl(1, 2, 3, 4, 5), np.arange(10, dtype=f32).reshape(5, 2)
SPLITS, OUTER, INNER = at(0, 2, 2, 5), at(0, 2, 3), at(0, 1, 3, 5)
S, F, V = "ROW_SPLITS", "FIRST_DIM_SIZE", "VALUE_ROWIDS"


def dense(shape, values, default, partitions, *kinds):
    """A row for RaggedTensorToTensor."""
    return (shape, values, default, partitions), {"row_partition_types": list(kinds)}


SAMPLES = {
    "RaggedRange": [
        ((at(0, 5, 8, dtype=i32), at(3, 5, 12, dtype=i32), at(1, dtype=i32)), {}),
        ((at(0, 5, 8), at(3, 3, 2), at(-1)), {"Tsplits": "int32"}),
        ((at(0), at(3, 3, 2), at(2)), {}),
        ((at(0), at(3), at(2)), {}),
        ((fl(0, 1.5), fl(3, 4), fl(0.5)), {}),
        ((fl(0), fl(1), fl(0.1)), {}),
        ((fl(0.25).astype("float64"), fl(1).astype("float64"), fl(0.1).astype("float64")), {}),
        ((at(0, 1)[:0], at(0, 1)[:0], at(0, 1)[:0]), {}),
    ],
    "RaggedGather": [
        (([SPLITS], FIVE, at(2, 0, 1)), {"OUTPUT_RAGGED_RANK": 1}),
        (([SPLITS], FIVE, at([2, 0], [1, 1], dtype=i32)), {"OUTPUT_RAGGED_RANK": 2}),
        (([SPLITS], FIVE, at(2)), {"OUTPUT_RAGGED_RANK": 0}),
        (([OUTER, INNER], PAIRS, at(1, 0)), {"OUTPUT_RAGGED_RANK": 2}),
        (([OUTER, INNER], PAIRS, at(1)), {"OUTPUT_RAGGED_RANK": 1}),
        (([SPLITS.astype(i32)], text(b"a", b"b", b"c", b"d", b"e"), at(0, 0)),
         {"OUTPUT_RAGGED_RANK": 1}),
        (([SPLITS], FIVE, at(0, 1)[:0]), {"OUTPUT_RAGGED_RANK": 1}),
    ],
    "RaggedTensorToSparse": [
        (([SPLITS], FIVE), {}),
        (([OUTER, INNER], FIVE), {}),
        (([OUTER.astype(i32), INNER.astype(i32)], PAIRS), {}),
        (([at(0, 0)[:1]], fl(1, 2)[:0]), {}),
        (([SPLITS], text(b"a", b"b", b"c", b"d", b"e")), {}),
    ],
    "RaggedTensorToTensor": [
        dense(at(-1, -1), FIVE, fl(9), [SPLITS], S),
        dense(at(-1), FIVE, fl(9), [SPLITS], S),
        dense(at(2, 2), FIVE, fl(9), [SPLITS], S),
        dense(at(5, 4), FIVE, fl(9), [SPLITS], S),
        dense(at(-1, -1), FIVE, fl(9), [at(3), at(0, 0, 2, 2, 2)], F, V),
        dense(at(4, 2, dtype=i32), FIVE, fl(9), [at(3), at(0, 0, 2, 2, 2)], F, V),
        dense(at(-1, -1, 2), PAIRS, fl(7, 8), [SPLITS], S),
        dense(at(-1, 2, -1), PAIRS, fl(7), [SPLITS], S),
        dense(at(-1, -1, -1), FIVE, fl(9), [OUTER, INNER], S, S),
        dense(at(-1, 1, 3), FIVE, fl(9), [OUTER, INNER], S, S),
        dense(at(-1, -1, -1), FIVE, fl(9), [at(3), at(0, 0, 2), at(0, 1, 1, 2, 2)], F, V, V),
        dense(at(-1, -1), fl(1, 2)[:0], fl(9), [at(0, 0)[:1]], S),
        dense(at(-1, -1), text(b"a", b"b", b"c"), np.array(b"", object), [at(0, 1, 3)], S),
    ],
}
