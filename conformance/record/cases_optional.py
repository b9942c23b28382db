"""Rows that do not fit, of the ops of samples_optional.py, for the record."""

import numpy as np
from made_inputs import made

from tfcompat._src.base.shapes import TensorShape

NOTHING = made("OptionalNone")
ONE = made("OptionalFromValue", [np.ones(2, np.float32)])
LIST = made("TensorListFromTensor", np.ones((2, 1), np.float32), np.array([1], np.int32))
VECTORS = {"output_types": ["float32"], "output_shapes": [TensorShape([2])]}

CASES = {
    "OptionalHasValue": [((LIST,), {}), ((made("Pack", [ONE, ONE]),), {})],
    "OptionalGetValue": [
        ((NOTHING,), VECTORS), ((LIST,), VECTORS), ((made("Pack", [ONE, ONE]),), VECTORS),
        ((ONE,), VECTORS | {"output_types": ["int32"]}),
        ((ONE,), VECTORS | {"output_shapes": [TensorShape([3])]}),
        ((ONE,), {"output_types": ["float32"] * 2, "output_shapes": [TensorShape([2])] * 2}),
    ],
}
