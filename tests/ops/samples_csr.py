"""Samples of ops on sparse matrices that are variants."""

import numpy as np
from made_inputs import made

f32 = np.float32


def sparse(dense, dtype=f32):
    """A sparse matrix that has the elements of a dense one that are not zero."""
    dense = np.asarray(dense, dtype)
    indices = np.argwhere(dense)
    return made("SparseTensorToCSRSparseMatrix", indices, dense[tuple(indices.T)],
                np.array(dense.shape))


A = np.array([[1.0, 0, 2, 0], [0, 0, 0, 3], [0, 4, 5, 0]])
B = np.array([[0.5, 0, 0], [1, -1, 0], [0, 0, 2], [3, 0, 0]])
PAIR = np.stack([A, A[::-1] * 2])
PAIR_B = np.stack([B, B[::-1] - 1])
C = A + 1j * A[::-1]
D = B * (1 - 2j)
DENSE = np.arange(8.0).reshape(4, 2) - 3
SPD = np.array([[4.0, 1, 0, 0], [1, 5, 0, 2], [0, 0, 3, 1], [0, 2, 1, 6]])
F, Z = {"type": "float32"}, {"type": "complex64"}
ONE = np.array(1.5, f32)
TURNS = [
    {}, {"transpose_a": True}, {"adjoint_a": True}, {"transpose_b": True}, {"adjoint_b": True},
    {"transpose_a": True, "transpose_b": True}, {"adjoint_a": True, "adjoint_b": True},
    {"transpose_a": True, "adjoint_b": True}, {"adjoint_a": True, "transpose_b": True},
]


def turned(x, turns, side):
    """A matrix such that what it is turned to is the same size for all turns."""
    return x.swapaxes(-1, -2) if any(name.endswith(side) for name in turns) else x


def products(a, b, sparse_b, dtype):
    """Rows for all turns of a product."""
    for turns in TURNS:
        left = sparse(turned(a, turns, "_a"), dtype)
        right = np.ascontiguousarray(turned(b, turns, "_b"), dtype)
        yield (left, sparse(right, dtype) if sparse_b else right), turns


INDICES = np.argwhere(A)
SAMPLES = {
    "SparseTensorToCSRSparseMatrix": [
        ((INDICES, A[tuple(INDICES.T)].astype(f32), np.array([3, 4])), {}),
        ((np.argwhere(PAIR), PAIR[PAIR != 0], np.array([2, 3, 4])), {}),
        ((np.zeros((0, 2), np.int64), np.zeros(0, f32), np.array([2, 3])), {}),
    ],
    "DenseToCSRSparseMatrix": [
        ((A.astype(f32), INDICES), {}), ((PAIR, np.argwhere(PAIR)), {}),
        ((C.astype(np.complex64), INDICES), {}),
    ],
    "CSRSparseMatrixToSparseTensor": [
        ((sparse(A),), F), ((sparse(PAIR),), F), ((sparse(A * 0),), F),
        ((sparse(C, np.complex64),), Z),
    ],
    "CSRSparseMatrixToDense": [
        ((sparse(A),), F), ((sparse(PAIR),), F), ((sparse(A * 0),), F),
        ((sparse(C, np.complex64),), Z),
        ((made("DenseToCSRSparseMatrix", A.astype(f32), np.array([[0, 0], [1, 1]])),), F),
    ],
    "CSRSparseMatrixComponents": [
        ((sparse(A), np.array(0, np.int32)), F), ((sparse(PAIR), np.array(1, np.int32)), F),
        ((sparse(PAIR), np.array(0, np.int32)), F),
    ],
    "SparseMatrixNNZ": [((sparse(A),), {}), ((sparse(PAIR),), {}), ((sparse(A * 0),), {})],
    "SparseMatrixZeros": [((np.array([2, 3]),), F), ((np.array([2, 3, 4]),), F)],
    "SparseMatrixMatMul": [
        *products(A, DENSE, False, f32), *products(C, DENSE * (1 + 1j), False, np.complex64),
        ((sparse(PAIR), np.stack([DENSE, DENSE + 1]).astype(f32)), {}),
        ((sparse(A), DENSE.astype(f32)), {"transpose_output": True}),
        ((sparse(C, np.complex64), DENSE.astype(np.complex64)), {"conjugate_output": True}),
        ((sparse(C, np.complex64), (DENSE * 1j).astype(np.complex64)),
         {"conjugate_output": True, "transpose_output": True}),
    ],
    "SparseMatrixSparseMatMul": [
        *((pair, turns | F) for pair, turns in products(A, B, True, f32)),
        *((pair, turns | Z) for pair, turns in products(C, D, True, np.complex64)),
        ((sparse(PAIR), sparse(PAIR_B)), F), ((sparse(A * 0), sparse(B)), F),
    ],
    "SparseMatrixMul": [
        ((sparse(A), ONE), {}), ((sparse(PAIR), np.array([2, 3], f32).reshape(2, 1, 1)), {}),
    ],
    "SparseMatrixAdd": [
        ((sparse(A), sparse(A[::-1]), ONE, np.asarray(2, np.float32)), {}),
        ((sparse(PAIR), sparse(PAIR), ONE, ONE), {}),
        ((sparse(A), sparse(A * 0), ONE, ONE), {}),
    ],
    "SparseMatrixTranspose": [
        ((sparse(A),), F), ((sparse(PAIR),), F), ((sparse(C, np.complex64),), Z),
        ((sparse(C, np.complex64),), Z | {"conjugate": True}),
    ],
    "SparseMatrixSoftmax": [((sparse(A),), F), ((sparse(PAIR, np.float64),), {"type": "float64"})],
    "SparseMatrixSoftmaxGrad": [
        ((sparse(A), sparse(A * 2)), F), ((sparse(A), sparse(A[::-1])), F),
        ((sparse(PAIR), sparse(PAIR + PAIR)), F),
    ],
    "SparseMatrixOrderingAMD": [((sparse(SPD),), {}), ((sparse(np.stack([SPD, SPD])),), {})],
    "SparseMatrixSparseCholesky": [
        ((sparse(SPD), np.array([0, 1, 2, 3], np.int32)), F),
        ((sparse(SPD), np.array([2, 0, 3, 1], np.int32)), F),
        ((sparse(np.stack([SPD, SPD * 2])), np.array([[0, 1, 2, 3], [3, 1, 2, 0]], np.int32)), F),
    ],
}
