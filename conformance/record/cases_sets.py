"""Misfits of the ops on sets, and of counting in sparse and ragged rows."""

import numpy as np

f32, i32, i64 = np.float32, np.int32, np.int64


def at(*values, dtype=i64):
    """Indices, sizes, numbers: an array, or a scalar where there is one value."""
    return np.array(values if len(values) != 1 else values[0], dtype)


def num(*values):
    """Numbers of int32."""
    return at(*values, dtype=i32)


NO_WEIGHTS = num(1, 1)[:0]
P, V, S = at([0, 0], [1, 0], [1, 1]), num(1, 2, 3), at(2, 2)
LEFT, RIGHT = num([1, 2], [3, 3]), num([2, 5], [3, 4])
UNION, FLAGS = {"set_operation": "union"}, {"binary_output": False}

CASES = {
    "SetSize": [
        ((P[::-1], V, S), {}), ((P[:, :1], V, S[:1]), {}), ((P, V[:2], S), {}),
        ((P, V, at(2, 1)), {}),
    ],
    "DenseToDenseSetOperation": [
        ((LEFT, RIGHT), {"set_operation": "foo"}), ((LEFT, RIGHT[:1]), UNION),
        ((LEFT[0], RIGHT), UNION), ((LEFT[:1], RIGHT[None, :1]), UNION),
    ],
    "DenseToSparseSetOperation": [
        ((LEFT, P, V, at(3, 2)), UNION), ((LEFT, P[::-1], V, S), UNION),
        ((LEFT, P[:, :1], V, S[:1]), UNION),
    ],
    "SparseToSparseSetOperation": [
        ((P, V, S, P[:1], V[:1], at(3, 5)), UNION), ((P + 1, V, S, P[:1], V[:1], S), UNION),
    ],
    "SparseBincount": [
        ((P, V, S, num(-4), NO_WEIGHTS), {}), ((P, V, at(1, 2), num(4), NO_WEIGHTS), {}),
    ],
    "RaggedBincount": [
        ((at(0, 2, 3), num(1, -1, 2), num(4), NO_WEIGHTS), {}),
        ((at(1, 2, 3), num(1, 1, 2), num(4), NO_WEIGHTS), {}),
        ((at(0, 2, 4), num(1, 1, 2), num(4), NO_WEIGHTS), {}),
        ((at(0, 2, 3), num(1, 1, 2), num(-4), NO_WEIGHTS), {}),
    ],
    "DenseCountSparseOutput": [
        ((num([1, 1, 3], [0, 0, 9]), at(1, 2, dtype=f32)), FLAGS),
        ((num(1, -1, 3), NO_WEIGHTS), FLAGS), ((num(3), NO_WEIGHTS), FLAGS),
        ((num([[3]], [[4]]), NO_WEIGHTS), FLAGS),
    ],
    "SparseCountSparseOutput": [
        ((P, V, S, at(1, 2, dtype=f32)), FLAGS), ((P, -V, S, NO_WEIGHTS), FLAGS),
        ((P, V[:2], S, NO_WEIGHTS), FLAGS), ((P, V, at(1, 2), NO_WEIGHTS), FLAGS),
    ],
    "RaggedCountSparseOutput": [
        ((at(0, 2, 4), num(1, 1, 2), NO_WEIGHTS), FLAGS),
        ((at(1, 2, 3), num(1, 1, 2), NO_WEIGHTS), FLAGS),
        ((at(0, 1)[:0], num(1, 1, 2), NO_WEIGHTS), FLAGS),
        ((at(0, 2, 3), num(1, -1, 2), NO_WEIGHTS), FLAGS),
        ((at(0, 2, 3), num(1, 1, 2), num([1])), FLAGS),
    ],
}
