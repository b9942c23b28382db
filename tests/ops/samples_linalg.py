"""Samples of the ops on matrices: factors, spectra, solving, functions, diagonals of old.

Where eigenvectors or singular vectors are concerned, most matrices are chosen so that the signs
of the usual libraries agree; others are compared up to those.
"""

import numpy as np

f32, f64, c64, i32 = np.float32, np.float64, np.complex64, np.int32
c128, f16, i64 = np.complex128, np.float16, np.int64


def mat(seed, shape, dtype=f32):
    """A matrix of quarters."""
    x = np.random.default_rng(seed).integers(-9, 10, shape) / 4
    if np.dtype(dtype).kind == "c":
        x = x + 1j * np.random.default_rng(seed + 1000).integers(-9, 10, shape) / 4
    return x.astype(dtype)


def own(seed, shape, dtype=f32):
    """A self-adjoint matrix."""
    x = mat(seed, shape, dtype)
    return x + np.conj(np.swapaxes(x, -1, -2))


def positive(seed, shape, dtype=f32):
    """A positive definite matrix."""
    x = mat(seed, shape, dtype)
    product = np.matmul(x, np.conj(np.swapaxes(x, -1, -2)))
    return (product + 2 * np.eye(shape[-1])).astype(dtype)


def solvable(seed, shape, dtype=f32):
    """A matrix that is easy to solve with."""
    return (mat(seed, shape, dtype) + 4 * np.eye(shape[-1])).astype(dtype)


VECTOR, TALL = f32([1, 2, 3]), mat(2, (3, 2))
ONES, NANS = np.ones((2, 2), f32), np.full((2, 2), np.nan, f32)
NONE, NO_BATCH = np.ones((0, 0), f32), np.ones((0, 2, 2), f32)
EMPTY = [((NONE,), {}), ((NO_BATCH,), {}), ((np.ones((3, 0, 0), f32),), {})]
SINGLE = f32([[2.5]])


def k(*numbers):
    """A number or two of diagonals."""
    return np.array(numbers[0] if len(numbers) == 1 else numbers, i32)


L2 = f64(0)
THREE = f32([[1, 2, 3, 9], [8, 7, -9, 6], [9, 1, -2, 3]])
SWAPPED = f32([[1, 2, 9], [0.5, 1, 1], [9, 4, 3]])
SINGULAR_3 = f32([[100, 3, 0], [100, 100, 0], [0, 100, 0]])

SAMPLES = {
    "Cholesky": [
        ((positive(1, (3, 3)),), {}), ((positive(2, (2, 2), f64),), {}),
        ((positive(3, (3, 3), c64),), {}), ((positive(4, (2, 2, 2), c128),), {}),
        ((positive(5, (2, 1, 3, 3), f64),), {}), ((SINGLE,), {}), ((positive(1, (20, 20)),), {}),
        ((np.where(np.tri(3), positive(1, (3, 3)), f32(99)),), {}), *EMPTY,
    ],
    "CholeskyGrad": [
        ((np.tril(solvable(1, (3, 3))), mat(2, (3, 3))), {}),
        ((np.tril(solvable(1, (2, 3, 3), f64)), mat(2, (2, 3, 3), f64)), {}),
        ((SINGLE, SINGLE), {}), ((NONE, NONE), {}),
    ],
    "Qr": [
        ((mat(1, (3, 3)),), {}), ((mat(2, (4, 2), f64),), {}), ((mat(3, (2, 4)),), {}),
        ((mat(3, (2, 4)),), {"full_matrices": True}),
        ((mat(2, (4, 2), f64),), {"full_matrices": True}), ((mat(5, (3, 3), c64),), {}),
        ((mat(6, (2, 4, 3), c128),), {}), ((mat(7, (2, 2, 3), c128),), {}),
        ((mat(1, (3, 2), f16),), {}), ((SINGLE,), {}), ((np.ones((0, 2), f32),), {}),
        ((np.ones((3, 0), f32),), {"full_matrices": True}), ((NANS,), {}), *EMPTY,
    ],
    "Lu": [
        ((mat(1, (3, 3)),), {}), ((mat(2, (2, 4, 4), f64),), {"output_idx_type": "int64"}),
        ((mat(3, (3, 3), c64),), {}), ((mat(4, (3, 3), c128),), {}), ((SINGLE,), {}),
        ((f32([[0, 1], [2, 3]]),), {}), ((mat(1, (20, 20), f64),), {}), *EMPTY,
    ],
    "SelfAdjointEigV2": [
        ((own(7, (2, 2)),), {}), ((own(1, (3, 3)),), {}), ((own(3, (3, 3), c64),), {}),
        ((own(133, (2, 3, 3), f64),), {}), ((own(1, (3, 3)),), {"compute_v": False}),
        ((own(5, (5, 5), f64),), {"compute_v": False}), ((own(9, (2, 2, 4, 4), c128),), {}),
        ((own(9, (2, 3, 3), c128),), {"compute_v": False}), ((SINGLE,), {}),
        ((np.where(np.tri(3), own(1, (3, 3)), f32(99)),), {}), *EMPTY,
        ((NONE,), {"compute_v": False}),
    ],
    "SelfAdjointEig": [((own(7, (2, 2)),), {}), ((own(1, (2, 3, 3), f64),), {}), ((NONE,), {})],
    "Eig": [
        ((mat(1, (2, 2)),), {"Tout": "complex64"}), ((mat(2, (3, 3)),), {"Tout": "complex64"}),
        ((mat(3, (2, 3, 3), f64),), {"Tout": "complex128"}),
        ((mat(4, (4, 4), c64),), {"Tout": "complex64"}),
        ((mat(5, (5, 5), c128),), {"Tout": "complex128"}),
        ((mat(6, (8, 8), f64),), {"Tout": "complex128"}),
        ((mat(2, (3, 3)),), {"Tout": "complex64", "compute_v": False}),
        ((SINGLE,), {"Tout": "complex64"}), ((np.eye(3, dtype=f32),), {"Tout": "complex64"}),
    ],
    "Svd": [
        ((mat(9, (3, 3), f64),), {}), ((mat(1, (3, 2), f64),), {}), ((mat(2, (2, 3), f64),), {}),
        ((mat(9, (3, 3), f64),), {"full_matrices": True}),
        ((mat(3, (3, 2), f64),), {"full_matrices": True}),
        ((mat(25, (3, 4), f64),), {"full_matrices": True}), ((mat(163, (2, 3, 3)),), {}),
        ((mat(3, (3, 2), c128),), {}), ((mat(4, (4, 3)),), {"compute_uv": False}),
        ((mat(5, (2, 2, 5), c64),), {}), ((mat(6, (2, 5), f64),), {"full_matrices": True}),
        ((SINGLE,), {}), ((NANS,), {}), ((np.ones((0, 2), f32),), {}),
        ((np.ones((3, 0), f32),), {"full_matrices": True}), *EMPTY,
    ],
    "MatrixSolve": [
        ((solvable(1, (3, 3)), mat(2, (3, 2))), {}),
        ((solvable(1, (3, 3), f64), mat(2, (3, 1), f64)), {"adjoint": True}),
        ((solvable(3, (2, 2, 2), c64), mat(4, (2, 2, 3), c64)), {}),
        ((solvable(3, (2, 3, 3), c128), mat(4, (2, 3, 3), c128)), {"adjoint": True}),
        ((ONES, np.ones((2, 0), f32)), {}), ((NONE, np.ones((0, 3), f32)), {}),
    ],
    "MatrixSolveLs": [
        ((mat(1, (4, 2), f64), mat(2, (4, 3), f64), L2), {}),
        ((mat(1, (2, 4), f64), mat(2, (2, 3), f64), L2), {}),
        ((mat(1, (4, 2)), mat(2, (4, 3)), f64(0.5)), {}),
        ((mat(1, (2, 4)), mat(2, (2, 1)), f64(0.5)), {}),
        ((mat(3, (2, 4, 2), c128), mat(4, (2, 4, 2), c128), f64(0.25)), {}),
        ((mat(1, (4, 2), f64), mat(2, (4, 3), f64), L2), {"fast": False}),
        ((mat(1, (2, 4), f64), mat(2, (2, 3), f64), L2), {"fast": False}),
        ((np.ones((3, 2), f64), mat(2, (3, 1), f64), L2), {"fast": False}),
        ((ONES, np.ones((2, 0), f32), L2), {}), ((np.ones((0, 3), f32), NO_BATCH[0:0, 0], L2), {}),
    ],
    "MatrixTriangularSolve": [
        ((solvable(1, (3, 3)), mat(2, (3, 2))), {}),
        ((solvable(1, (3, 3), f64), mat(2, (3, 1), f64)), {"lower": False}),
        ((solvable(1, (3, 3), f64), mat(2, (3, 1), f64)), {"adjoint": True}),
        ((solvable(3, (2, 3, 3), c128), mat(4, (2, 3, 2), c128)), {"lower": False, "adjoint":
            True}),
        ((solvable(3, (2, 2, 2), c64), mat(4, (2, 3), c64)), {}),
        ((solvable(3, (2, 2)), mat(4, (3, 1, 2, 2))), {"lower": False}),
        ((np.eye(40, dtype=f64) + mat(1, (40, 40), f64) / 40, mat(2, (40, 3), f64)), {}),
        ((np.zeros((2, 2), f32), ONES), {}), ((ONES, np.ones((2, 0), f32)), {}),
        ((NONE, np.ones((0, 3), f32)), {}),
    ],
    "BandedTriangularSolve": [
        ((f32([[2, 3, 4, 5], [1, 2, 3, 4]]), mat(1, (4, 2))), {}),
        ((f32([[2, 3, 4, 5], [1, 2, 3, 4]]), mat(1, (4, 2))), {"adjoint": True}),
        ((f64([[2, 3, 4, 5], [1, 2, 3, 4]]), mat(1, (4, 2), f64)), {"lower": False}),
        ((c128([[2, 3j, 4, 5], [1, 2, 3j, 4]]), mat(1, (4, 2), c128)), {"lower": False, "adjoint":
            True}),
        ((f32([[[2, 3, 4], [1, 2, 3], [4, 5, 6]]] * 2), mat(1, (3, 2))), {}),
        ((f32([[2, 3, 4]]), mat(1, (3, 2))), {}),
    ],
    "MatrixInverse": [
        ((solvable(1, (3, 3)),), {}), ((solvable(1, (2, 2, 2), f64),), {"adjoint": True}),
        ((solvable(3, (3, 3), c128),), {}), ((solvable(3, (2, 2), c64),), {"adjoint": True}),
        ((f16([[2, 1], [1, 3]]),), {}), ((SINGLE,), {}), *EMPTY,
    ],
    "MatrixDeterminant": [
        ((mat(1, (3, 3)),), {}), ((mat(2, (2, 3, 3), f64),), {}), ((mat(3, (2, 2), c64),), {}),
        ((mat(4, (3, 3), c128),), {}), ((SINGLE,), {}), ((ONES,), {}), ((NANS,), {}), *EMPTY,
    ],
    "LogMatrixDeterminant": [
        ((mat(1, (3, 3)),), {}), ((mat(2, (2, 3, 3), f64),), {}), ((mat(3, (2, 2), c64),), {}),
        ((mat(4, (3, 3), c128),), {}), ((SINGLE,), {}), ((ONES,), {}), ((NANS,), {}), *EMPTY,
    ],
    "MatrixSquareRoot": [
        ((positive(1, (3, 3)),), {}), ((solvable(2, (2, 2, 2), f64),), {}),
        ((solvable(3, (3, 3), c64),), {}), ((mat(4, (4, 4), c128),), {}), ((ONES,), {}),
        ((f32([[0, -1], [1, 0]]),), {}), ((f32([[-1, 0], [0, -4]]),), {}), ((SINGLE,), {}),
        ((c64([[-1, 0], [0, -4]]),), {}), ((NANS,), {}), *EMPTY,
    ],
    "MatrixLogarithm": [
        ((solvable(2, (2, 2), c64),), {}), ((solvable(3, (2, 3, 3), c128),), {}),
        ((mat(4, (4, 4), c128),), {}), ((c64([[-2, 1], [0, 3]]),), {}),
        ((c64([[0, 1], [0, 3]]),), {}), ((c64([[3]]),), {}),
    ],
    "MatrixExponential": [
        ((mat(1, (3, 3)),), {}), ((mat(2, (2, 2, 2), f64),), {}), ((mat(3, (2, 2), c128),), {}),
        ((NONE,), {}),
    ],
    "TridiagonalSolve": [
        ((THREE, mat(1, (4, 2))), {}), ((THREE, mat(1, (4, 2))), {"partial_pivoting": False}),
        ((SWAPPED.astype(f64), mat(1, (3, 1), f64)), {}),
        ((mat(5, (2, 3, 4), c128), mat(1, (2, 4, 2), c128)), {}),
        ((mat(6, (2, 3, 5), f64), mat(1, (2, 5, 2), f64)), {}),
        ((SINGULAR_3, f32([[1], [2], [5]])), {}),
        ((SINGULAR_3, f32([[1], [2], [5]])), {"perturb_singular": True}),
        ((np.zeros((3, 4), f32), np.ones((4, 2), f32)), {"partial_pivoting": False}),
        ((f32([[1], [2], [3]]), np.ones((1, 2), f32)), {}),
        ((np.ones((3, 0), f32), np.ones((0, 2), f32)), {}), ((THREE, np.ones((4, 0), f32)), {}),
    ],
    "TridiagonalMatMul": [
        ((THREE[:1], THREE[1:2], THREE[2:], mat(1, (4, 2))), {}),
        ((*(mat(i, (2, 1, 3), c128) for i in range(3)), mat(1, (2, 3, 2), c128)), {}),
        ((*(mat(i, (1, 1), f64) for i in range(3)), mat(1, (1, 2), f64)), {}),
    ],
    "Cross": [
        ((VECTOR, f32([4, -5, 6])), {}), ((mat(1, (2, 3), f64), mat(2, (2, 3), f64)), {}),
        ((np.uint8([1, 2, 3]), np.uint8([4, 5, 6])), {}), ((mat(1, (2, 3), f16),) * 2, {}),
        ((i64([[1, 2, 3]]), i64([[9, 8, 6]])), {}), ((np.ones((0, 3), f32),) * 2, {}),
    ],
    "Diag": [
        ((VECTOR,), {}), ((i32([[1, 2], [3, 4]]),), {}), ((c64([1j, 2]),), {}),
        ((np.ones((0,), f32),), {}), ((np.ones((0, 2), f32),), {}),
    ],
    "DiagPart": [
        ((mat(1, (3, 3)),), {}), ((np.arange(36, dtype=i32).reshape(2, 3, 2, 3),), {}),
        ((NONE,), {}),
    ],
    "MatrixDiag": [
        ((VECTOR,), {}), ((i32([[1, 2], [3, 4]]),), {}), ((np.array([True, False]),), {}),
        ((np.ones((2, 0), f32),), {}),
    ],
    "MatrixDiagPart": [
        ((mat(1, (3, 3)),), {}), ((np.arange(12, dtype=i32).reshape(2, 2, 3),), {}), ((TALL,), {}),
        ((NONE,), {}),
    ],
    "MatrixSetDiag": [
        ((mat(1, (3, 3)), VECTOR), {}), ((np.zeros((2, 2, 3), i32), i32([[1, 2], [3, 4]])), {}),
    ],
    "MatrixDiagV2": [
        ((VECTOR, k(0), k(-1), k(-1), f32(0)), {}),
        ((mat(1, (3, 3)), k(-1, 1), k(-1), k(-1), f32(-7)), {}),
        ((mat(1, (2, 2, 3)), k(0, 1), k(3), k(4), f32(-7)), {}),
    ],
    "MatrixDiagPartV2": [
        ((mat(1, (3, 3)), k(0), f32(0)), {}), ((mat(1, (2, 3, 4)), k(-1, 2), f32(-7)), {}),
    ],
    "MatrixSetDiagV2": [
        ((mat(1, (3, 3)), VECTOR, k(0)), {}), ((mat(1, (2, 3, 3)), mat(2, (2, 2, 3)), k(0, 1)), {}),
    ],
    "BatchCholesky": [((positive(1, (2, 3, 3)),), {})],
    "BatchCholeskyGrad": [((np.tril(solvable(1, (2, 3, 3))), mat(2, (2, 3, 3))), {})],
    "BatchMatrixDeterminant": [((mat(1, (2, 3, 3)),), {})],
    "BatchMatrixInverse": [((solvable(1, (2, 3, 3)),), {"adjoint": True})],
    "BatchMatrixSolve": [((solvable(1, (2, 3, 3)), mat(2, (2, 3, 2))), {})],
    "BatchMatrixSolveLs": [((mat(1, (2, 4, 2)), mat(2, (2, 4, 3)), f64(0.5)), {})],
    "BatchMatrixTriangularSolve": [((solvable(1, (2, 3, 3)), mat(2, (2, 3, 2))), {})],
    "BatchSelfAdjointEig": [((own(7, (2, 2)),), {})],
    "BatchSelfAdjointEigV2": [((own(7, (2, 2)),), {})],
    "BatchSvd": [((mat(163, (2, 3, 3)),), {})],
    "BatchMatrixDiag": [((mat(1, (2, 3)),), {})],
    "BatchMatrixDiagPart": [((mat(1, (2, 3)),), {})],
    "BatchMatrixSetDiag": [((mat(1, (2, 3, 3)), mat(2, (2, 3))), {})],
    "BatchMatrixBandPart": [((mat(1, (3, 3)), i64(0), i64(-1)), {})],
}
