"""Rows whose gradients go through sparse matrices: the samples alone.

A family of its own, as TensorFlow crashes when it differentiates rows of `cases_csr.py` twice.
"""

import sys

sys.path.insert(0, str(__import__("pathlib").Path(__file__).resolve().parents[2] / "tests/ops"))
from samples_csr import SAMPLES  # noqa: E402

ROWS = {
    name: SAMPLES[name] for name in (
        "SparseMatrixMatMul", "CSRSparseMatrixToDense", "CSRSparseMatrixToSparseTensor",
        "CSRSparseMatrixComponents",
    )
}
