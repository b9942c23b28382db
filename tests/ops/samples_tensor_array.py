"""Samples of the ops on TensorArrays and stacks of TensorFlow 1: op -> [(inputs, attrs), ...].

Their handles are objects; the arrays here may be read and written as often as one likes.
"""

import numpy as np

from tfcompat._src.arrays import on_numpy
from tfcompat._src.base import dtypes
from tfcompat._src.base.shapes import TensorShape
from tfcompat._src.core.resources import RefVariable
from tfcompat._src.ops import tensor_array_values
from tfcompat._src.ops.stacks import StackResource

f32, i32, i64 = np.float32, np.int32, np.int64
FLOW = np.array(0, f32)
ROWS = np.arange(6, dtype=f32).reshape(3, 2)
FLOATS = {"dtype": "float32"}
SIZE = np.array(3, i32)
FIRST_TWO, ONE = np.array([0, 1], i32), np.array(1, i32)
LENGTHS = np.array([1, 0, 2], i64)


def blank(shape=None, **options):
    """An array of three elements that are not written."""
    return tensor_array_values.new(
        b"", dtypes.float32, 3, TensorShape(shape), clear=False, **options)


def full():
    """An array whose elements are written."""
    array = blank()
    for i, row in enumerate(ROWS):
        array.write(i, row)
    return array


def sums():
    """An array of gradients: elements can be written again and again."""
    return blank().gradient(b"gradients")


def stack(*items):
    """A stack of float32."""
    made = StackResource(b"", dtypes.float32, -1)
    made.items.extend(items)
    return made


def strings(array):
    """The handle of the second version."""
    return tensor_array_values.string_handle(on_numpy, array)


def reference(array):
    """The handle of the first version."""
    return RefVariable(dtypes.string, TensorShape([2]), value=strings(array))


def as_handle(version, array):
    """The handle of any version."""
    return {"V3": lambda held: held, "V2": strings, "": reference}[version](array)


SAMPLES = {
    "TensorArrayV3": [
        ((SIZE,), FLOATS), ((np.array(0, i32),), FLOATS | {"element_shape": TensorShape([2])}),
        ((SIZE,), {"dtype": "string", "identical_element_shapes": True}),
    ],
    "TensorArrayV2": [((SIZE,), FLOATS)],
    "TensorArray": [((SIZE,), FLOATS)],
    "TensorArrayGradV3": [((full(), FLOW), {"source": b"g"})],
    "TensorArrayGradV2": [((strings(full()), FLOW), {"source": b"g"})],
    "TensorArrayGrad": [((strings(full()), FLOW), {"source": b"g"})],
    "TensorArrayGradWithShape": [((full(), FLOW, np.array([4], i32)), {"source": b"s"})],
    "StackV2": [((np.array(-1, i32),), {"elem_type": "float32"})],
    "Stack": [((), {"elem_type": "float32"})],
    "StackPushV2": [((stack(), ROWS), {})],
    "StackPopV2": [((stack(*[ROWS] * 9),), {"elem_type": "float32"})],
    "StackCloseV2": [((stack(),), {})],
    "StackPush": [],
    "StackPop": [],
    "StackClose": [],
    "TensorArrayPack": [((reference(full()), FLOW), FLOATS)],
    "TensorArrayUnpack": [((reference(sums()), ROWS, FLOW), {})],
}
for _version in ("V3", "V2", ""):
    SAMPLES |= {
        f"TensorArrayWrite{_version}": [((as_handle(_version, sums()), ONE, ROWS, FLOW), {})],
        f"TensorArrayRead{_version}": [
            ((as_handle(_version, full()), ONE, FLOW), FLOATS),
            ((as_handle(_version, blank([2])), ONE, FLOW), FLOATS),
        ],
        f"TensorArrayGather{_version}": [
            ((as_handle(_version, full()), FIRST_TWO, FLOW), FLOATS),
            ((as_handle(_version, full()), FIRST_TWO[:0], FLOW),
             FLOATS | {"element_shape": TensorShape([2])}),
        ],
        f"TensorArrayScatter{_version}": [
            ((as_handle(_version, sums()), FIRST_TWO, ROWS[:2], FLOW), {}),
        ],
        f"TensorArrayConcat{_version}": [((as_handle(_version, full()), FLOW), FLOATS)],
        f"TensorArraySplit{_version}": [((as_handle(_version, sums()), ROWS, LENGTHS, FLOW), {})],
        f"TensorArraySize{_version}": [((as_handle(_version, full()), FLOW), {})],
        f"TensorArrayClose{_version}": [((as_handle(_version, blank()),), {})],
    }
