"""Misfits of the ops on sparse tensors: parts that do not fit each other, indices out of range."""

import numpy as np

f32, i32, i64 = np.float32, np.int32, np.int64


def at(*values, dtype=i64):
    """Indices, sizes, axes: an array, or a scalar where there is one value."""
    return np.array(values if len(values) != 1 else values[0], dtype)


def fl(*values):
    """A vector of floats, or a scalar."""
    return np.array(values if len(values) != 1 else values[0], f32)


P, V, S = at([0, 1], [1, 0], [1, 2]), fl(1, 2, 3), at(2, 3)
ONES = np.ones((2, 3), f32)
WRONG_PARTS = [(P[0], V, S), (P, V[:2], S), (P, V[None], S), (P, V, S[None]), (P, V, at(2, 3, 1))]


def dense(indices, sizes, values, default, **attrs):
    """A row for SparseToDense."""
    return (indices, sizes, values, default), attrs


def axis(value):
    """A reduction axis."""
    return np.array(value, i32)


CASES = {
    "SparseToDense": [
        dense(at(3, 1), at([5]), fl(5, 6), fl(9)),
        dense(at(1, 1), at([5]), fl(5, 6), fl(9)),
        dense(at(1, 7), at([5]), fl(5, 6), fl(9)),
        dense(at(1, 7), at([5]), fl(5, 6), fl(9), validate_indices=False),
        dense(at(-1, 3), at([5]), fl(5, 6), fl(9)),
        dense(at([1], [3]), at([5]), fl(5, 6, 7), fl(9)),
        dense(at([1, 3], [1, 4]), at([5]), fl(5, 6), fl(9)),
        dense(at([[1]]), at([5]), fl([5]), fl(9)),
        dense(at([[1], [2]], [[1], [2]]), at([5]), fl([5]), fl(9)),
        dense(at([1]), at(5), fl([5]), fl(9)),
        dense(at([1]), at([-5]), fl([5]), fl(9)),
        dense(at([1]), at([5]), fl([5]), fl([9])),
        dense(at([1]), at([5]), fl([5, 6], [7, 8]), fl(9)),
        dense(at([1, 0], [0, 1]), at(2, 2), fl(5, 6), fl(9)),
    ],
    "SparseReshape": [
        ((P, S, new), {}) for new in (
            at(4, -1), at([4]), at(-1, -1), at(-2, 3), at([6, 1], [1, 6]))
    ] + [
        ((P[0], S, at([6])), {}), ((P, at([2, 3], [2, 3]), at([6])), {}),
        ((P, at(2, 3, 1), at([6])), {}), ((P[:0], at(0, 3), at(-1, 0)), {}),
    ],
    "SparseReorder": [(parts, {}) for parts in WRONG_PARTS],
    "SparseFillEmptyRows": [
        ((P, V, at(0, 3), fl(-1)), {}), ((P, V, at(1, 3), fl(-1)), {}),
        ((at([[-1, 0]]), V[:1], at(1, 3), fl(-1)), {}), ((P, V[:2], S, fl(-1)), {}),
        ((P[0], V[:2], S, fl(-1)), {}), ((P, V, S[None], fl(-1)), {}),
        ((P, V, S, fl([-1])), {}), ((P, V[None], S, fl(-1)), {}), ((P, V, at([2]), fl(-1)), {}),
    ],
    "SparseFillEmptyRowsGrad": [
        ((at(0, 2, 9), fl(1, 2, 3)), {}), ((at([[0]]), fl(1, 2, 3)), {}),
        ((at([0]), fl([1, 2, 3], [4, 5, 6])), {}),
    ],
    "SparseTensorDenseMatMul": [
        ((P, V, S, fl([1, 2], [3, 4])), {}), ((P, V, S, fl(1, 2)), {}),
        ((P[0], V, S, fl([[1, 2]])), {}), ((P, V[:2], S, fl([[1, 2]])), {}),
        ((P, V, at([2]), fl([[1, 2]])), {}), ((P, V[None], S, fl([[1, 2]])), {}),
        ((at([0, 1], [1, 0], [1, 5]), V, S, fl([1, 2], [3, 4], [5, 6])), {}),
        ((at([0, 1], [1, 0], [4, 2]), V, S, fl([1, 2], [3, 4], [5, 6])), {}),
        ((P, V, S, fl([1, 2], [3, 4], [5, 6])), {"adjoint_a": True}),
    ],
    "SparseTensorDenseAdd": [
        ((P, V, S, ONES[:, :2]), {}), ((P, V, S, ONES[0]), {}), ((P[0], V, S, ONES), {}),
        ((P, V[:1], S, ONES), {}), ((P, V[None], S, ONES), {}), ((P, V, S[None], ONES), {}),
        ((P + 5, V, S, ONES), {}), ((P + at(0, 1), V, S, ONES), {}),
    ],
    "SparseDenseCwiseMul": [
        ((P, V, S, fl(1, 2)), {}), ((P, V, S, fl([[[1, 2, 3]]])), {}), ((P[0], V, S, fl(3)), {}),
        ((P, V[:2], S, fl(3)), {}), ((P + 7, V, S, fl(1, 2, 3)), {}),
    ],
    "SparseDenseCwiseDiv": [
        ((P, V, S, fl(0, 0, 1)), {}),
        ((P, V.astype(i32), S, np.array([[1, 2, 1], [4, 1, 0]], i32)), {}),
    ],
    "SparseMatMul": [
        ((fl([[1, 2]]), fl([1], [2], [3])), {}), ((fl(1, 2), fl([1], [2], [3])), {}),
        ((fl([[1, 2]]), fl(1, 2)), {}),
    ],
    "SparseConcat": [
        (([P, P], [V, V], [S, S]), {"concat_dim": 2}),
        (([P, P], [V, V], [S, at(2, 4)]), {"concat_dim": 0}),
        (([P, P], [V, V], [S, at(2, 4, 5)]), {"concat_dim": 0}),
        (([P, P[0]], [V, V], [S, S]), {"concat_dim": 0}),
        (([P, P], [V, V[:1]], [S, S]), {"concat_dim": 0}),
    ],
    "SparseSplit": [
        ((at(2), P, V, S), {"num_split": 2}), ((at(1), P, V, S), {"num_split": 4}),
    ],
    "SparseSlice": [
        ((P, V, S, at([1]), at(5, 5)), {}), ((P, V, S, at(0, 0), at(-1, 2)), {}),
    ],
    "SparseAdd": [
        ((P, V, S, P, V, at(2, 4), fl(0)), {}), ((P, V, S, at([[0, 0, 0]]), V[:1], at(2, 3, 1),
                                                 fl(0)), {}),
        ((P[0], V, S, P, V, S, fl(0)), {}), ((P, V[:2], S, P, V, S, fl(0)), {}),
        ((P, V, S, P, V, S, fl([1])), {}),
    ],
    "SparseSparseMaximum": [
        ((P, V, S, P, V, at(2, 4)), {}), ((P, V, S, P[0], V, S), {}),
        ((P, V, S, P, V, at(2, 3, 4)), {}),
    ],
    "SparseReduceSum": [((P, V, S, axis(2)), {}), ((P, V, S, axis([0, -3])), {})],
    "SparseSoftmax": [
        ((at([0], [2]), V[:2], at([3])), {}), ((P[0], V[:2], S), {}),
    ],
}
