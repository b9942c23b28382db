"""Rows that do not fit, of the ops of samples_tensor_map.py, for the record."""

import numpy as np
from made_inputs import made

KEY, VALUE = np.array(1, np.int32), np.array([1.0, 2.0], np.float32)
EMPTY = made("EmptyTensorMap")
ONE = made("TensorMapInsert", EMPTY, KEY, VALUE)
NOTHING = made("OptionalNone")
MIXED = made("TensorMapInsert", ONE, VALUE, VALUE)
SHAPES = made("TensorMapInsert", ONE, np.array([1, 2], np.int32), VALUE)

CASES = {
    "TensorMapSize": [
        ((made("TensorMapErase", ONE, KEY, value_dtype="float32"),), {}),
        ((made("AddN", [ONE, ONE]),), {}), ((made("ZerosLike", ONE),), {}),
    ],
    "TensorMapLookup": [
        ((ONE, np.array(7, np.int32)), {"value_dtype": "float32"}),
        ((ONE, KEY), {"value_dtype": "int32"}),
        ((ONE, np.array(1, np.int64)), {"value_dtype": "float32"}),
        ((made("AddN", [ONE, ONE]), KEY), {"value_dtype": "float32"}),
    ],
    "TensorMapErase": [((ONE, np.array([7, 8], np.int32)), {"value_dtype": "float32"})],
    "TensorMapStackKeys": [
        ((EMPTY,), {"key_dtype": "int32"}), ((ONE,), {"key_dtype": "int64"}),
        ((MIXED,), {"key_dtype": "int32"}), ((SHAPES,), {"key_dtype": "int32"}),
    ],
}
