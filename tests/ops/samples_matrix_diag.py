"""Samples of matrix_diag, numerics and string_format."""

import numpy as np

f32, i32 = np.float32, np.int32


def number(value, dtype=i32):
    """A scalar, or a vector of numbers."""
    return np.array(value, dtype)


MATRIX = np.arange(12, dtype=f32).reshape(3, 4)
BATCH = np.arange(24, dtype=i32).reshape(2, 4, 3)

SAMPLES = {
    "MatrixDiagV3": [
        ((MATRIX[0], number(0), number(-1), number(-1), f32(0)), {}),
        ((MATRIX, number(1), number(-1), number(-1), f32(9)), {}),
        ((MATRIX[0], number([-1]), number(5), number(6), f32(0)), {}),
        ((MATRIX[:, :3], number([-1, 1]), number(-1), number(3), f32(7)), {"align": "LEFT_RIGHT"}),
    ],
    "MatrixDiagPartV3": [
        ((MATRIX, number(0), f32(0)), {}),
        ((MATRIX, number(2), f32(0)), {}),
        ((BATCH, number([-2, 1]), i32(-9)), {}),
        ((BATCH, number([-3, 2]), i32(-9)), {"align": "LEFT_LEFT"}),
    ],
    "MatrixSetDiagV3": [
        ((MATRIX, f32([7, 8, 9]), number(0)), {}),
        ((BATCH, np.full((2, 2, 3), -1, i32), number([0, 1])), {}),
    ],
    "MatrixBandPart": [
        ((MATRIX, number(0), number(-1)), {}),
        ((BATCH, number(1, np.int64), number(0, np.int64)), {}),
    ],
    "CheckNumerics": [((MATRIX,), {"message": "no"}), ((MATRIX[0, 0],), {"message": "no"})],
    "StringFormat": [
        (([MATRIX, np.array([b"a", b"b"], object)],), {"template": "%s and %s"}),
        (([],), {"template": "nothing"}),
    ],
}
