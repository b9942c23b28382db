"""Samples of the parts of graphs that were handed to TensorRT."""

import numpy as np

X = np.array([[1.0, 2.0]], np.float32)
GIVEN = {
    "serialized_segment": b"", "workspace_size_bytes": 0, "precision_mode": "FP32",
    "OutT": ["float32"], "segment_func": lambda x: [x * 2],
}
SAMPLES = {
    "TRTEngineOp": [(([X],), GIVEN)],
    "CreateTRTResourceHandle": [((), {"resource_name": "engines"})],
    "InitializeTRTResource": [],
}
