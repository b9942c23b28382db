"""Samples of the ops on optionals, which an op has to make: op -> [(inputs, attrs), ...]."""

import numpy as np
from made_inputs import made

from tfcompat._src.base.shapes import TensorShape

VECTOR = np.array([1.0, 2.0], np.float32)
TEXT = np.array(b"a", object)
NOTHING = made("OptionalNone")
ONE = made("OptionalFromValue", [VECTOR])
TWO = made("OptionalFromValue", [VECTOR, TEXT])
VECTORS = {"output_types": ["float32"], "output_shapes": [TensorShape([2])]}

SAMPLES = {
    "OptionalNone": [((), {})],
    "OptionalFromValue": [(([VECTOR],), {}), (([VECTOR, TEXT],), {}), (([ONE],), {})],
    "OptionalHasValue": [((NOTHING,), {}), ((ONE,), {}), ((TWO,), {})],
    "OptionalGetValue": [
        ((ONE,), VECTORS), ((ONE,), VECTORS | {"output_shapes": [TensorShape(None)]}),
        ((TWO,), {"output_types": ["float32", "string"],
                  "output_shapes": [TensorShape([None]), TensorShape([])]}),
    ],
}
