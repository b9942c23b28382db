"""Samples of the ops on sparse tensors, given as indices, values and shape."""

import ml_dtypes
import numpy as np

f16, f32, f64, bf16 = np.float16, np.float32, np.float64, ml_dtypes.bfloat16
i32, i64 = np.int32, np.int64


def text(*values):
    """A vector of strings."""
    array = np.empty(len(values), object)
    array[:] = values
    return array


def at(*values, dtype=i64):
    """Indices, sizes, axes: an array, or a scalar where there is one value."""
    return np.array(values if len(values) != 1 else values[0], dtype)


def fl(*values, dtype=f32):
    """A vector of floats, or a scalar."""
    return np.array(values if len(values) != 1 else values[0], dtype)


PLACES, VALUES, SIZES = at([0, 1], [1, 0], [1, 2]), fl(1.5, -2, 3), at(2, 3)
OTHER = (at([0, 0], [1, 2]), fl(10, -3), SIZES)
MATRIX = (PLACES, VALUES, SIZES)
CUBE = (at([0, 0, 1], [0, 1, 1], [1, 0, 0], [1, 1, 1]), fl(1, 2, 3, 4), at(2, 2, 2))
NONE = (np.zeros((0, 2), i64), fl(1, 2)[:0], SIZES)
WHOLE = (PLACES, np.array([5, -6, 7], i32), SIZES)
COMPLEX = (PLACES, np.array([1 + 2j, 3, 4j], np.complex64), SIZES)
COUNT = np.arange(1, 7, dtype=f32).reshape(2, 3)


def cast(matrix, dtype):
    """A sparse tensor with values of another dtype."""
    return (matrix[0], matrix[1].astype(dtype), matrix[2])


def reductions(*more):
    """Rows of the reductions."""
    matrices = [MATRIX, CUBE, WHOLE, cast(MATRIX, f64), cast(MATRIX, f16), *more]
    return [((*m, np.array(axes, i32)), attrs) for m in matrices for axes, attrs in (
        ([1], {}), ([0], {"keep_dims": True}))] + [
        ((*MATRIX, np.array(axes, i32)), attrs) for axes, attrs in (
            ([], {}), ([0, 1], {}), ([0, 1], {"keep_dims": True}), (-1, {}))] + [
        ((*NONE, np.array([1], i32)), {})]


CELLS = [((*MATRIX, dense), {}) for dense in (COUNT, fl(1, 2, 3), fl(3), fl([1], [2]))] + [
    ((*NONE, COUNT), {}), ((*WHOLE, COUNT.astype(i32)), {}),
    ((*cast(MATRIX, f64), COUNT.astype(f64)), {}), ((*CUBE, fl([1, 2])), {})]

SAMPLES = {
    "SparseToDense": [
        ((PLACES, SIZES, VALUES, fl(9)), {}),
        ((at(1, 3, dtype=i32), np.array([5], i32), fl(5, 6), fl(9)), {}),
        ((at(2), np.array([5]), fl(5), fl(9)), {}),
        ((at(1, 3), np.array([5]), fl(7), fl(0)), {}),
        ((at(3, 1), np.array([5]), fl(5, 6), fl(0)), {"validate_indices": False}),
        ((PLACES, SIZES, text(b"a", b"b", b"c"), np.array(b"-", object)), {}),
        ((PLACES[:0], SIZES, VALUES[:0], fl(9)), {}),
    ],
    "SparseReshape": [
        ((PLACES, SIZES, at(3, -1)), {}), ((PLACES, SIZES, np.array([6])), {}),
        ((PLACES, SIZES, at(1, 3, 2)), {}), ((PLACES[:0], at(0, 3), at(3, -1)), {}),
    ],
    "SparseReorder": [
        ((PLACES[::-1], VALUES, SIZES), {}), (NONE, {}),
        ((at([1, 1], [0, 2], [1, 0]), text(b"a", b"b", b"c"), SIZES), {}),
        ((CUBE[0][[2, 0, 3, 1]], CUBE[1], CUBE[2]), {}),
    ],
    "SparseFillEmptyRows": [
        ((at([0, 1], [0, 2], [3, 0]), VALUES, at(5, 3), fl(-1)), {}),
        ((at([3, 1], [0, 2], [3, 0]), VALUES, at(5, 3), fl(-1)), {}),
        ((*NONE, fl(-1)), {}), ((NONE[0], NONE[1], at(0, 3), fl(-1)), {}),
        ((at([1, 0], [2, 0]), text(b"a", b"b"), at(3, 2), np.array(b"", object)), {}),
    ],
    "SparseFillEmptyRowsGrad": [((at(0, 2, 3), fl(1, 2, 3, 4, 5)), {})],
    "SparseTensorDenseMatMul": [
        ((*MATRIX, fl([1, 2], [3, 4], [5, 6])), {}),
        ((*MATRIX, fl([1, 2], [3, 4])), {"adjoint_a": True}),
        ((*MATRIX, fl([1, 2, 3], [3, 4, 5])), {"adjoint_b": True}),
        ((*MATRIX, fl([1, 2], [3, 5])), {"adjoint_a": True, "adjoint_b": True}),
        ((PLACES.astype(i32), VALUES.astype(f64), SIZES, fl([1], [2], [3], dtype=f64)), {}),
        ((*COMPLEX, np.array([[1j, 2], [3, 4 - 1j]], np.complex64)),
         {"adjoint_a": True, "adjoint_b": True}),
        ((*COMPLEX, np.array([[1j], [2], [3]], np.complex64)), {}),
        ((*NONE, fl([1], [2], [3])), {}),
    ],
    "SparseTensorDenseAdd": [
        ((*MATRIX, COUNT), {}), ((*WHOLE, COUNT.astype(i32)), {}), ((*NONE, COUNT), {}),
        ((PLACES.astype(i32), VALUES, SIZES.astype(i32), COUNT), {}),
    ],
    "SparseDenseCwiseAdd": CELLS,
    "SparseDenseCwiseMul": CELLS,
    "SparseDenseCwiseDiv": CELLS,
    "SparseMatMul": [
        ((fl([1, 2], [0, 4]), fl([1], [2])), {}),
        ((fl([1, 2], [0, 4]), fl([1, 2], [3, 0])), {"transpose_a": True, "a_is_sparse": True}),
        ((fl([1, 2], [0, 4]), fl([1, 2], [3, 0])), {"transpose_b": True}),
        ((fl([1, 2], [0, 4]).astype(bf16), fl([1, 2], [3, 0])),
         {"transpose_a": True, "transpose_b": True}),
    ],
    "SparseConcat": [
        (([PLACES, PLACES], [VALUES, VALUES], [SIZES, SIZES]), {"concat_dim": 1}),
        (([PLACES, OTHER[0]], [VALUES, OTHER[1]], [SIZES, SIZES]), {"concat_dim": 0}),
        (([PLACES, PLACES[:1]], [VALUES, VALUES[:1]], [SIZES, at(2, 5)]), {"concat_dim": -1}),
        (([PLACES[::-1], PLACES], [text(b"a", b"b", b"c")] * 2, [SIZES, SIZES]),
         {"concat_dim": 1}),
    ],
    "SparseSplit": [
        ((at(1), *MATRIX), {"num_split": 2}), ((at(0), *MATRIX), {"num_split": 2}),
        ((at(-1), *MATRIX), {"num_split": 3}), ((at(2), *CUBE), {"num_split": 1}),
    ],
    "SparseSlice": [
        ((*MATRIX, at(0, 1), at(2, 2)), {}), ((*MATRIX, at(1, 0), at(5, 5)), {}),
        ((*MATRIX, at(9, 0), at(5, 5)), {}), ((*CUBE, at(0, 1, 1), at(2, 1, 1)), {}),
    ],
    "SparseSliceGrad": [((fl(7, 8), PLACES, at(0, 1), at([0, 0], [1, 1])), {})],
    "SparseAdd": [
        ((*MATRIX, *OTHER, fl(0)), {}), ((*MATRIX, *OTHER, fl(0.1)), {}),
        ((*MATRIX, *OTHER, fl(100)), {}), ((*MATRIX, *NONE, fl(0)), {}),
        ((*WHOLE, *WHOLE, np.array(11, i32)), {}),
        ((*COMPLEX, *COMPLEX, fl(7)), {}),
    ],
    "SparseAddGrad": [
        ((fl(1, 2, 3), PLACES, at([0, 0], [0, 1]), at([0, 0], [0, 1], [1, 0])), {}),
    ],
    "SparseSparseMaximum": [
        ((*MATRIX, *OTHER), {}), ((*MATRIX, *NONE), {}), ((*WHOLE, *WHOLE), {}),
    ],
    "SparseSparseMinimum": [
        ((*MATRIX, *OTHER), {}), ((*MATRIX, *NONE), {}), ((*WHOLE, *WHOLE), {}),
    ],
    "SparseReduceSum": reductions(COMPLEX),
    "SparseReduceSumSparse": reductions(COMPLEX),
    "SparseReduceMax": reductions(),
    "SparseReduceMaxSparse": reductions(),
    "SparseSoftmax": [(MATRIX, {}), (CUBE, {}), (cast(MATRIX, f64), {}), (cast(MATRIX, f16), {})],
}
