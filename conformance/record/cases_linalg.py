"""Rows of matrices that do not fit, for the record."""

import numpy as np

f32, f64, c64, i32 = np.float32, np.float64, np.complex64, np.int32


def mat(seed, shape, dtype=f32):
    """A matrix of quarters."""
    x = np.random.default_rng(seed).integers(-9, 10, shape) / 4
    if np.dtype(dtype).kind == "c":
        x = x + 1j * np.random.default_rng(seed + 1000).integers(-9, 10, shape) / 4
    return x.astype(dtype)


VECTOR, WIDE, TALL = f32([1, 2, 3]), mat(1, (2, 3)), mat(2, (3, 2))
ONES, NANS = np.ones((2, 2), f32), np.full((2, 2), np.nan, f32)
NONE, NO_BATCH = np.ones((0, 0), f32), np.ones((0, 2, 2), f32)
MISFITS = [((f32(1),), {}), ((VECTOR,), {}), ((WIDE,), {})]
EMPTY = [((NONE,), {}), ((NO_BATCH,), {}), ((np.ones((3, 0, 0), f32),), {})]


def k(*numbers):
    """A number or two of diagonals."""
    return np.array(numbers[0] if len(numbers) == 1 else numbers, i32)


L2 = f64(0)
THREE = f32([[1, 2, 3, 9], [8, 7, -9, 6], [9, 1, -2, 3]])

CASES = {
    "Cholesky": [*MISFITS],
    "CholeskyGrad": [
        ((WIDE, WIDE), {}), ((ONES, WIDE), {}), ((ONES, VECTOR), {}), ((VECTOR, VECTOR), {}),
    ],
    "Qr": [*MISFITS[:2]],
    "Lu": [((ONES,), {}), ((NANS,), {}), *MISFITS],
    "SelfAdjointEigV2": [((NANS,), {}), *MISFITS],
    "Eig": [
        ((mat(2, (3, 3)),), {"Tout": "complex128"}), ((NANS,), {"Tout": "complex64"}),
        *((inputs, {"Tout": "complex64"}) for inputs, _ in MISFITS + EMPTY),
    ],
    "Svd": [*MISFITS[:2]],
    "MatrixSolve": [
        ((ONES, ONES), {}), ((NANS, ONES), {}), ((VECTOR, VECTOR), {}), ((WIDE, WIDE), {}),
        ((ONES, VECTOR), {}), ((ONES, TALL), {}), ((NO_BATCH, ONES), {}),
        ((np.ones((2, 2, 2), f32), np.ones((3, 2, 2), f32)), {}),
    ],
    "MatrixSolveLs": [
        ((np.zeros((2, 2), f32), ONES, L2), {}), ((np.zeros((2, 3), f32), ONES, L2), {}),
        ((VECTOR, VECTOR, L2), {}), ((ONES, VECTOR, L2), {}), ((ONES, TALL, L2), {}),
    ],
    "MatrixTriangularSolve": [
        ((VECTOR, VECTOR), {}), ((WIDE, WIDE), {}), ((ONES, VECTOR), {}),
        ((ONES, TALL), {"lower": False}), ((np.ones((2, 2, 2), f32), np.ones((3, 2, 2), f32)), {}),
    ],
    "BandedTriangularSolve": [
        ((np.ones((5, 2), f32), mat(1, (2, 1))), {}),
        ((ONES, np.ones((2, 0), f32)), {}), ((np.ones((0, 3), f32), WIDE), {}),
        ((np.zeros((2, 2), f32), ONES), {}), ((VECTOR, VECTOR), {}), ((ONES, VECTOR), {}),
        ((ONES, TALL), {}), ((np.ones((2, 2, 2), f32), np.ones((3, 2, 2), f32)), {}),
    ],
    "MatrixInverse": [((ONES,), {}), ((NANS,), {}), *MISFITS],
    "MatrixDeterminant": [*MISFITS],
    "LogMatrixDeterminant": [*MISFITS],
    "MatrixSquareRoot": [*MISFITS],
    "MatrixLogarithm": [*(((inputs[0].astype(c64),), {}) for inputs, _ in MISFITS + EMPTY)],
    "TridiagonalSolve": [
        ((THREE, mat(1, (4, 2))), {"partial_pivoting": False, "perturb_singular": True}),
        ((THREE[:2], mat(1, (4, 2))), {}), ((THREE, TALL), {}), ((THREE, VECTOR), {}),
        ((VECTOR, VECTOR), {}), ((THREE[None], np.ones((2, 4, 1), f32)), {}),
    ],
    "TridiagonalMatMul": [
        ((THREE[:1], THREE[1:2], THREE[2:], TALL), {}), ((VECTOR,) * 4, {}),
        ((THREE[:1], THREE[1:2, :3], THREE[2:], mat(1, (4, 2))), {}),
        ((THREE[:1], THREE[1:2], THREE[2:, :3], mat(1, (4, 2))), {}),
        ((THREE[:2], THREE[:2], THREE[:2], mat(1, (4, 2))), {}),
    ],
    "Cross": [
        ((VECTOR[:2], VECTOR[:2]), {}), ((VECTOR, VECTOR[:2]), {}), ((f32(1), f32(1)), {}),
        ((WIDE, WIDE[:1]), {}),
    ],
    "Diag": [((f32(1),), {})],
    "DiagPart": [((f32(1),), {}), ((VECTOR,), {}), ((WIDE,), {}), ((np.ones((2, 3, 2), f32),), {})],
    "MatrixDiag": [((f32(1),), {})],
    "MatrixDiagPart": [((VECTOR,), {})],
    "MatrixSetDiag": [((WIDE, VECTOR), {}), ((VECTOR, VECTOR), {}), ((WIDE, f32(1)), {})],
    "MatrixDiagV2": [
        ((f32(1), k(0), k(-1), k(-1), f32(0)), {}), ((VECTOR, k(0), k(1), k(1), f32(0)), {}),
    ],
    "MatrixDiagPartV2": [((mat(1, (3, 3)), k(5), f32(0)), {}), ((VECTOR, k(0), f32(0)), {})],
    "MatrixSetDiagV2": [
        ((WIDE, VECTOR, k(0)), {}), ((VECTOR, VECTOR, k(0)), {}), ((WIDE, f32(1), k(0)), {}),
    ],
}
