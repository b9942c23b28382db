"""Samples of the ops on maps of tensors, and of rare control flow: op -> [(inputs, attrs), ...]."""

import numpy as np
from made_inputs import made

from tfcompat._src.base.shapes import TensorShape

KEY, TEXT = np.array(1, np.int32), np.array([b"a", b"b"], object)
VALUE = np.array([1.0, 2.0], np.float32)
EMPTY = made("EmptyTensorMap")
ONE = made("TensorMapInsert", EMPTY, KEY, VALUE)
NAMED = made("TensorMapInsert", EMPTY, TEXT, VALUE)
FLOATS = {"value_dtype": "float32"}


def added(i, x):
    """A loop's body: adds the counter."""
    return [x + i.astype(x.dtype)]


def count(value):
    """A scalar of int32."""
    return np.array(value, np.int32)


SAMPLES = {
    "EmptyTensorMap": [((), {})],
    "TensorMapSize": [((EMPTY,), {}), ((ONE,), {})],
    "TensorMapInsert": [((EMPTY, KEY, VALUE), {}), ((ONE, KEY, TEXT), {})],
    "TensorMapLookup": [((ONE, KEY), FLOATS), ((NAMED, TEXT), FLOATS)],
    "TensorMapErase": [((ONE, KEY), FLOATS)],
    "TensorMapHasKey": [((ONE, KEY), {}), ((ONE, TEXT), {}), ((EMPTY, VALUE), {})],
    "TensorMapStackKeys": [
        ((ONE,), {"key_dtype": "int32"}), ((NAMED,), {"key_dtype": "string"})],
    "FakeParam": [((), {"dtype": "float32", "shape": TensorShape([2])}),
                  ((), {"dtype": "string", "shape": TensorShape([None])})],
    "For": [
        ((count(0), count(5), count(2), [VALUE]), {"body": added}),
        ((count(5), count(0), count(-2), [VALUE]), {"body": added}),
    ],
    "Abort": [],
}
