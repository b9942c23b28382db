"""Samples of the ops that pack ragged tensors into variants, or fill empty rows."""

import numpy as np
from made_inputs import made

f32, i32, i64 = np.float32, np.int32, np.int64


def at(*values, dtype=i64):
    """Row splits and row numbers: a vector, or a scalar where there is one value."""
    return np.array(values if len(values) != 1 else values[0], dtype)


VALUES, PAIRS = f32([1, 2, 3, 4, 5]), np.arange(10, dtype=f32).reshape(5, 2)
SPLITS, OUTER, NARROW = at(0, 2, 2, 5), at(0, 2, 3), at(0, 2, 2, 5, dtype=i32)
FLAT, ROWS = {"batched_input": False}, {"batched_input": True}
PACKED = [
    (([SPLITS], VALUES), ROWS), (([SPLITS], VALUES), FLAT), (([OUTER, SPLITS], PAIRS), ROWS),
    (([OUTER, SPLITS], VALUES), FLAT), (([NARROW], PAIRS), ROWS),
    (([], PAIRS), {**ROWS, "Tsplits": "int64"}), (([], VALUES), {**FLAT, "Tsplits": "int64"}),
]


def packed(number):
    """The variants of a row of PACKED."""
    inputs, attrs = PACKED[number]
    return made("RaggedTensorToVariant", *inputs, **attrs)


def unpacked(number, input_rank, output_rank, splits="int64"):
    """A row for RaggedTensorFromVariant."""
    return (packed(number),), {"input_ragged_rank": input_rank, "output_ragged_rank": output_rank,
                               "Tvalues": "float32", "Tsplits": splits}


def back(number, splits, shape):
    """A row for RaggedTensorToVariantGradient."""
    return (packed(number), splits, i32(shape)), {"Tvalues": "float32"}


SAMPLES = {
    "RaggedTensorToVariant": PACKED,
    "RaggedTensorFromVariant": [
        unpacked(0, -1, 1), unpacked(0, 0, 1), unpacked(1, -1, 1), unpacked(1, 1, 1),
        unpacked(2, -1, 2), unpacked(2, 1, 2), unpacked(3, 2, 2), unpacked(4, 0, 1, "int32"),
        unpacked(5, -1, 0), unpacked(5, 0, 1), unpacked(6, 0, 0),
    ],
    "RaggedTensorToVariantGradient": [
        back(0, SPLITS, [5]), back(1, SPLITS, [5]), back(2, OUTER, [5, 2]), back(5, at(0), [5, 2]),
        back(6, at(0), [5]),
    ],
    "RaggedFillEmptyRows": [
        ((at(0, 2, 2), f32([1, 2, 3]), at(4), f32(-1)), {}),
        ((at(2, 0), i32([1, 2]), at(3), i32(-1)), {}), ((at([]), f32([]), at(0), f32(-1)), {}),
        ((at([]), f32([]), at(2), f32(-1)), {}),
        ((at([0]), np.array([b"a"], object), at(2), np.array(b"-", object)), {}),
    ],
    "RaggedFillEmptyRowsGrad": [((at(0, 2, 3), f32([1, 2, 3, 4, 5])), {}),
                                ((at([]), f32([1, 2])), {})],
}
