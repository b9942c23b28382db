"""Samples of ops on sets in rows, and of counting in sparse and ragged rows."""

import numpy as np

f32, i32, i64 = np.float32, np.int32, np.int64


def text(*rows):
    """Rows of strings."""
    array = np.empty((len(rows), len(rows[0])), object)
    for i, row in enumerate(rows):
        array[i] = row
    return array


def at(*values, dtype=i64):
    """Indices, sizes, numbers: an array, or a scalar where there is one value."""
    return np.array(values if len(values) != 1 else values[0], dtype)


def num(*values):
    """Numbers of int32."""
    return at(*values, dtype=i32)


NO_WEIGHTS = num(1, 1)[:0]
P, V, S = at([0, 0], [1, 0], [1, 1]), num(1, 2, 3), at(2, 2)
LEFT, RIGHT = num([1, 2], [3, 3]), num([2, 5], [3, 4])
OPERATIONS = ["a-b", "b-a", "intersection", "union"]
FLAGS = {"binary_output": False}

SAMPLES = {
    "SetSize": [
        ((P, V, S), {}), ((P, num(1, 2, 2), S), {}),
        ((P[::-1], V, S), {"validate_indices": False}), ((P[:0], V[:0], S), {}),
        ((at([0, 0, 1], [1, 1, 0]), V[:2], at(2, 2, 2)), {}),
    ],
    "DenseToDenseSetOperation": [
        ((LEFT, RIGHT), {"set_operation": name}) for name in OPERATIONS
    ] + [
        ((LEFT[:1, :1], RIGHT[1:, :1]), {"set_operation": "intersection"}),
        ((LEFT[:0], RIGHT[:0]), {"set_operation": "union"}),
        ((text([b"a", b"b"]), text([b"b", b"a"])), {"set_operation": "union"}),
        ((LEFT[None].astype(np.uint8), RIGHT[None].astype(np.uint8)), {"set_operation": "a-b"}),
    ],
    "DenseToSparseSetOperation": [
        ((LEFT, P, V, S), {"set_operation": name}) for name in OPERATIONS],
    "SparseToSparseSetOperation": [
        ((P, V, S, P[:1], V[:1], at(2, 5)), {"set_operation": name}) for name in OPERATIONS],
    "SparseBincount": [
        ((P, V, S, num(4), NO_WEIGHTS), {}), ((P, V, S, num(3), at(1, 2, 3, dtype=f32)), {}),
        ((P[:, :1], V, at([4]), num(4), NO_WEIGHTS), {}),
        ((P, num(1, 2, 2), S, num(4), NO_WEIGHTS), {"binary_output": True}),
        ((P, V.astype(i64), S, at(4), at(1, 2, 3)), {}),
    ],
    "RaggedBincount": [
        ((at(0, 2, 3), num(1, 1, 2), num(4), NO_WEIGHTS), {}),
        ((at(0, 2, 3), num(1, 1, 2), num(4), at(1, 2, 3, dtype=f32)), {}),
        ((at(0, 2, 3), num(1, 1, 7), num(4), NO_WEIGHTS), {"binary_output": True}),
        ((at(0, 0, 3), at(1, 1, 2), at(4), NO_WEIGHTS), {}),
    ],
    "DenseCountSparseOutput": [
        ((num(1, 1, 3), NO_WEIGHTS), FLAGS), ((num([1, 1, 3], [0, 0, 9]), NO_WEIGHTS), FLAGS),
        ((num([1, 1, 3], [0, 0, 9]), NO_WEIGHTS), {"binary_output": True, "minlength": 12}),
        ((num([1, 1, 3], [0, 0, 9]), NO_WEIGHTS), FLAGS | {"maxlength": 3}),
        ((num([1, 1, 3], [0, 0, 9]), at([1, 2, 3], [4, 5, 6], dtype=f32)), FLAGS),
        ((num(1, 2)[:0], NO_WEIGHTS), FLAGS),
    ],
    "SparseCountSparseOutput": [
        ((P, V, S, NO_WEIGHTS), FLAGS), ((P, V, S, at(1, 2, 3, dtype=f32)), FLAGS | {
            "minlength": 6}),
        ((P[:, :1], V, at([4]), NO_WEIGHTS), {"binary_output": True}),
    ],
    "RaggedCountSparseOutput": [
        ((at(0, 2, 3), num(1, 1, 2), NO_WEIGHTS), FLAGS),
        ((at(0, 2, 3), num(1, 1, 2), at(1, 2, 3, dtype=f32)), FLAGS | {"maxlength": 2}),
        ((at(0, 0, 3), at(1, 1, 2), NO_WEIGHTS), {"binary_output": True}),
    ],
}
