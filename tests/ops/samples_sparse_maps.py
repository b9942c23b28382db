"""Samples of stores of sparse tensors."""

import numpy as np

I64 = np.int64
INDICES, VALUES, SHAPE = (
    np.array([[0, 1], [2, 0]], I64), np.array([0.5, 1.5], np.float32), np.array([3, 2], I64))
PARTS = (INDICES, VALUES, SHAPE)

SAMPLES = {
    "AddSparseToTensorsMap": [(PARTS, {})],
    "AddManySparseToTensorsMap": [(PARTS, {})],
    "TakeManySparseFromTensorsMap": [],  # takes what others stored: see test_queues.py
}
