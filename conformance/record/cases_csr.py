"""Further cases of sparse matrices: what does not fit is refused."""

import sys

import numpy as np

sys.path.insert(0, str(__import__("pathlib").Path(__file__).resolve().parents[2] / "tests/ops"))
from samples_csr import A, B, DENSE, F, INDICES, ONE, PAIR, SPD, sparse  # noqa: E402

f32 = np.float32
ORDER = np.array([0, 1, 2, 3], np.int32)
SPARSE = sparse(A)
CASES = {
    "SparseTensorToCSRSparseMatrix": [
        ((INDICES[:, :1], np.ones(5, f32), np.array([3])), {}),
        ((np.zeros((1, 4), np.int64), np.ones(1, f32), np.array([1, 1, 1, 1])), {}),
    ],
    "DenseToCSRSparseMatrix": [
        ((A[0].astype(f32), INDICES[:, :1]), {}), ((A.astype(f32), INDICES[0]), {}),
        ((A.astype(f32), np.argwhere(PAIR)), {}), ((PAIR.astype(f32), INDICES), {}),
    ],
    "CSRSparseMatrixToDense": [((SPARSE,), {"type": "float64"})],
    "CSRSparseMatrixToSparseTensor": [((SPARSE,), {"type": "float64"})],
    "CSRSparseMatrixComponents": [
        ((SPARSE, np.array(1, np.int32)), F), ((SPARSE, np.array(-1, np.int32)), F),
        ((SPARSE, np.array([0], np.int32)), F),
        ((SPARSE, np.array(0, np.int32)), {"type": "float64"}),
    ],
    "SparseMatrixZeros": [((np.array([2]),), F), ((np.array([2, 1, 1, 1]),), F)],
    "SparseMatrixMatMul": [
        ((SPARSE, DENSE), {}), ((SPARSE, DENSE[:3].astype(f32)), {}),
        ((SPARSE, np.stack([DENSE, DENSE]).astype(f32)), {}),
        ((sparse(PAIR), np.stack([DENSE] * 3).astype(f32)), {}),
        ((sparse(PAIR), DENSE.astype(f32)), {}),
        ((SPARSE, DENSE.astype(f32)), {"transpose_a": True, "adjoint_a": True}),
        ((SPARSE, DENSE.astype(f32)), {"transpose_b": True, "adjoint_b": True}),
        ((SPARSE, DENSE[:, 0].astype(f32)), {}),
        ((SPARSE, np.where(DENSE == 1, np.nan, DENSE).astype(f32)), {}),
    ],
    "SparseMatrixSparseMatMul": [
        ((SPARSE, sparse(B, np.float64)), F), ((SPARSE, SPARSE), F),
        ((SPARSE, sparse(PAIR)), F), ((sparse(PAIR), sparse(np.stack([B] * 3))), F),
        ((SPARSE, sparse(B)), F | {"transpose_a": True, "adjoint_a": True}),
        ((SPARSE, sparse(B)), F | {"transpose_b": True, "adjoint_b": True}),
        ((SPARSE, sparse(B)), {"type": "float64"}),
    ],
    "SparseMatrixMul": [
        ((SPARSE, ONE.astype(np.float64)), {}), ((SPARSE, ONE * 0), {}),
    ],
    "SparseMatrixAdd": [
        ((SPARSE, sparse(B), ONE, ONE), {}), ((SPARSE, sparse(PAIR), ONE, ONE), {}),
        ((SPARSE, SPARSE, ONE[None], ONE), {}), ((SPARSE, SPARSE, ONE, ONE[None]), {}),
        ((SPARSE, sparse(A, np.float64), ONE, ONE), {}), ((SPARSE, SPARSE, ONE, -ONE), {}),
    ],
    "SparseMatrixTranspose": [((SPARSE,), {"type": "float64"})],
    "SparseMatrixSoftmax": [((SPARSE,), {"type": "float64"})],
    "SparseMatrixSoftmaxGrad": [((SPARSE, sparse(B)), F), ((SPARSE, SPARSE), {"type": "float64"})],
    "SparseMatrixOrderingAMD": [((SPARSE,), {})],
    "SparseMatrixSparseCholesky": [
        ((SPARSE, ORDER), F), ((sparse(SPD), ORDER[:3]), F), ((sparse(SPD), ORDER[None]), F),
        ((sparse(-SPD), ORDER), F), ((sparse(SPD), ORDER * 0), F),
        ((sparse(SPD), ORDER), {"type": "float64"}),
    ],
}
# What a variant holds shows in what is made of it.
SHOWN = {
    "SparseTensorToCSRSparseMatrix", "DenseToCSRSparseMatrix", "SparseMatrixSparseMatMul",
    "SparseMatrixMul", "SparseMatrixAdd", "SparseMatrixTranspose", "SparseMatrixSoftmax",
    "SparseMatrixSoftmaxGrad", "SparseMatrixSparseCholesky", "SparseMatrixZeros",
}


def _shown():
    """Yield rows that turn what the rows of samples and cases make into parts of sparse tensors."""
    from made_inputs import made
    from samples_csr import SAMPLES

    for rows in (SAMPLES, CASES):
        for name in sorted(SHOWN & rows.keys()):
            for inputs, attrs in rows[name]:
                kinds = [str(item.dtype) for item in inputs if hasattr(item, "dtype")
                         and item.dtype.kind in "fc"]
                kind = attrs.get("type") or (kinds[0] if kinds else "float32")
                yield (made(name, *inputs, **attrs),), {"type": kind}


CASES["CSRSparseMatrixToSparseTensor"] += list(_shown())
