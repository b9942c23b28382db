"""Misfits of the ops that pack ragged tensors into variants, or fill empty rows."""

import numpy as np
from made_inputs import made

f32, i64 = np.float32, np.int64
SPLITS, VALUES = i64([0, 2, 2, 5]), f32([1, 2, 3, 4, 5])
ROWS = made("RaggedTensorToVariant", [SPLITS], VALUES, batched_input=True)
WHOLE = made("RaggedTensorToVariant", [SPLITS], VALUES, batched_input=False)


def unpacked(variant, input_rank, output_rank, values="float32", splits="int64"):
    """A row for RaggedTensorFromVariant."""
    return (variant,), {"input_ragged_rank": input_rank, "output_ragged_rank": output_rank,
                        "Tvalues": values, "Tsplits": splits}


CASES = {
    "RaggedTensorToVariant": [(([SPLITS], f32(1)), {"batched_input": True}),
                              (([], f32(1)), {"batched_input": True, "Tsplits": "int64"})],
    "RaggedTensorFromVariant": [
        unpacked(ROWS, -1, 0), unpacked(ROWS, -1, 2), unpacked(ROWS, 0, 2), unpacked(ROWS, 1, 0),
        unpacked(WHOLE, -1, 0), unpacked(WHOLE, 0, 1), unpacked(WHOLE, 2, 2),
        unpacked(ROWS, 0, 1, "int32"), unpacked(WHOLE, 1, 1, splits="int32"),
    ],
    "RaggedFillEmptyRows": [
        ((i64([0, 5]), f32([1, 2]), i64(3), f32(-1)), {}),
        ((i64([0]), f32([1, 2]), i64(3), f32(-1)), {}), ((i64([0]), f32([1]), i64(0), f32(-1)), {}),
        ((i64([0]), f32([1]), i64(1), f32([-1])), {}),
        ((i64([0]), f32([1]), i64([1]), f32(-1)), {}),
    ],
    "RaggedFillEmptyRowsGrad": [((i64([7]), f32([1, 2])), {}), ((i64([[0]]), f32([1, 2])), {})],
}
