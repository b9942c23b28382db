"""Further rows of the ops on lists of tensors: what is in those that ops make, and misfits."""

import importlib.util
import pathlib

import numpy as np
from made_inputs import Made, made

from tfcompat._src.base.shapes import TensorShape

_PATH = pathlib.Path(__file__).resolve().parents[2] / "tests" / "ops" / "samples_tensor_list.py"
_SPEC = importlib.util.spec_from_file_location("samples_tensor_list", _PATH)
S = importlib.util.module_from_spec(_SPEC)
_SPEC.loader.exec_module(S)

f32, i32, i64 = np.float32, np.int32, np.int64
FLOATS, INTS, ANY = S.FLOATS, {"element_dtype": "int32"}, S.ANY
NO_LENGTHS = np.zeros(0, i64)
# Ops that make a list, and ops that give several or none.
NOT_A_LIST = {"TensorListConcatLists", "TensorListPushBackBatch"}


def lists():
    """Yield (list that a sample row makes, the dtype of its elements)."""
    for name, rows in S.SAMPLES.items():
        for inputs, attrs in () if name in NOT_A_LIST else rows:
            dtype = attrs.get("element_dtype") or dtype_of(inputs)
            if name.startswith(("Empty", "TensorListReserve")) or "output_handle" in OUTPUTS[name]:
                yield Made(name, list(inputs), attrs), dtype


def dtype_of(inputs):
    """Return the dtype of the elements of a row's list: that of its first floating array."""
    for item in inputs:
        if isinstance(item, Made):
            return item.attrs.get("element_dtype") or dtype_of(item.inputs)
        if item.dtype == object:
            return "string"
        if item.dtype.name not in ("int32", "int64"):
            return item.dtype.name
    return "float32"


OUTPUTS = dict.fromkeys(S.SAMPLES, ()) | dict.fromkeys(
    ["TensorListPushBack", "TensorListPopBack", "TensorListSetItem", "TensorListResize",
     "TensorListFromTensor", "TensorListScatter", "TensorListScatterV2",
     "TensorListScatterIntoExistingList", "TensorListSplit"], ("output_handle",))
MADE = [item for item in lists() if item[1] != "variant"]
OPTIONAL = made("OptionalFromValue", [np.ones(2, f32)])
TWO = S.several(S.rows(), S.empty(2))
NUMBERS = S.rows(np.array([1, 2], i32))

CASES = {
    "TensorListStack": [
        *(((item, ANY), {"element_dtype": dtype}) for item, dtype in MADE),
        ((S.rows(), S.shape(3)), FLOATS), ((S.rows(), S.shape(2)), INTS),
        ((S.rows(), S.shape(2)), {**FLOATS, "num_elements": 2}), ((S.empty(), ANY), FLOATS),
        ((S.unset(2, -1), ANY), FLOATS), ((S.rows(), np.array(0, i32)), FLOATS),
        ((S.rows(), S.shape(-2)), FLOATS), ((S.rows(), np.zeros((1, 1), i32)), FLOATS),
        ((S.pieces(1, 2), ANY), FLOATS), ((TWO, ANY), FLOATS), ((S.rows(), S.shape(2, 1)), FLOATS),
    ],
    "TensorListElementShape": [((item,), {"shape_type": "int32"}) for item, _ in MADE],
    "TensorListLength": [*(((item,), {}) for item, _ in MADE), ((TWO,), {})],
    "EmptyTensorList": [
        ((S.shape(2), S.shape(1)), FLOATS), ((S.shape(-2), S.number(1)), FLOATS),
        ((S.number(3), S.number(1)), FLOATS), ((np.zeros((1, 1), i32), S.number(1)), FLOATS),
    ],
    "TensorListReserve": [
        ((S.shape(2), S.shape(1)), FLOATS), ((S.shape(2), S.number(-1)), FLOATS),
    ],
    "TensorListPushBack": [
        ((S.rows(), np.ones(3, f32)), {}), ((S.rows(), np.ones(2, i32)), {}),
        ((made("TensorListPushBack", S.empty(2, most=1), S.ROWS[0]), S.ROWS[0]), {}),
        ((TWO, S.ROWS[0]), {}),
    ],
    "TensorListPopBack": [
        ((S.empty(2), ANY), FLOATS), ((S.rows(), ANY), INTS), ((S.unset(1, -1), ANY), FLOATS),
        ((S.unset(1, 2), S.shape(3)), FLOATS), ((TWO, ANY), FLOATS),
    ],
    "TensorListGetItem": [
        ((S.rows(), S.number(3), ANY), FLOATS), ((S.rows(), S.number(-1), ANY), FLOATS),
        ((S.rows(), S.number(0), ANY), INTS), ((S.unset(1, -1), S.number(0), ANY), FLOATS),
        ((S.unset(1, 2), S.number(0), S.shape(3)), FLOATS),
    ],
    "TensorListSetItem": [
        ((S.rows(), S.number(3), S.ROWS[0]), {}), ((S.rows(), S.number(-1), S.ROWS[0]), {}),
        ((S.rows(), S.number(0), np.ones(3, f32)), {}), ((S.rows(), S.number(0), i32([1])), {}),
    ],
    "TensorListResize": [((S.rows(), S.number(-1)), {}), ((S.rows(), S.shape(1)), {})],
    "TensorListFromTensor": [
        ((np.array(1, f32), S.shape()), {}), ((S.ROWS, S.shape(3)), {}),
        ((S.ROWS, S.shape(2, 1)), {}),
    ],
    "TensorListGather": [
        ((S.rows(), S.shape(3), ANY), FLOATS), ((S.rows(), S.shape(-1), ANY), FLOATS),
        ((S.rows(), S.shape(0), ANY), INTS), ((S.unset(2, -1), S.shape(0), ANY), FLOATS),
        ((S.empty(), S.shape(), ANY), FLOATS), ((S.pieces(1, 2), S.shape(0, 1), ANY), FLOATS),
    ],
    "TensorListScatter": [
        ((S.ROWS, S.shape(0, 1), S.shape(2)), {}), ((S.ROWS, S.shape(0, -1, 1), S.shape(2)), {}),
        ((np.array(1, f32), S.shape(), S.shape()), {}),
        ((S.ROWS, S.shape(0, 1, 2), S.shape(3)), {}),
    ],
    "TensorListScatterV2": [
        ((S.ROWS, S.shape(0, 1, 5), S.shape(2), S.number(3)), {}),
        ((S.ROWS, S.shape(0, 1, 2), S.shape(2), S.number(-2)), {}),
    ],
    "TensorListScatterIntoExistingList": [
        ((S.rows(), S.ROWS, S.shape(0)), {}),
        ((NUMBERS, S.ROWS[:1], S.shape(0)), {}), ((TWO, S.ROWS[:1], S.shape(0)), {}),
    ],
    "TensorListConcat": [
        ((S.rows(np.ones(2, f32)),), FLOATS), ((S.rows(),), INTS), ((S.empty(),), FLOATS),
        ((S.rows(),), FLOATS),
        ((S.unset(2, -1, 2),), FLOATS),
        ((S.pieces(1, 2),), {**FLOATS, "element_shape": TensorShape([None, 3])}),
        ((S.unset(2, 3, 2),), FLOATS),
        ((S.unset(2, 3, 2),), {**FLOATS, "element_shape": TensorShape([None, 2])}),
        ((S.unset(2, -1, 2),), {**FLOATS, "element_shape": TensorShape([None, 2])}),
        ((made("TensorListSetItem", S.unset(2, -1, 2), S.number(0), S.ROWS),), FLOATS),
        ((S.rows(np.ones(2, f32), ANY),), FLOATS),
    ],
    "TensorListConcatV2": [
        ((S.rows(np.ones(2, f32)), ANY, NO_LENGTHS), FLOATS),
        ((S.rows(), ANY, NO_LENGTHS), INTS), ((S.empty(), ANY, NO_LENGTHS), FLOATS),
        ((S.unset(2, -1, 2), ANY, NO_LENGTHS), FLOATS),
        ((S.pieces(1, 2), S.shape(-1, 3), NO_LENGTHS), FLOATS),
        ((S.pieces(1, 2), S.shape(1, 2), NO_LENGTHS), FLOATS),
        ((S.unset(2, 3, 2), ANY, NO_LENGTHS), FLOATS),
        ((S.rows(S.ROWS, ANY), ANY, NO_LENGTHS), FLOATS),
        ((S.unset(2, 3, 2), ANY, np.array([1, 2], i64)), FLOATS),
        ((S.rows(np.ones(2, f32), ANY), ANY, NO_LENGTHS), FLOATS),
        ((made("TensorListSetItem", S.unset(2, -1, 2), S.number(0), S.ROWS), ANY, NO_LENGTHS),
         FLOATS),
        ((made("TensorListSetItem", S.unset(2, -1, 2), S.number(0), S.ROWS), ANY,
          np.array([3, 1], i64)), FLOATS),
    ],
    "TensorListSplit": [
        ((S.ROWS, ANY, np.array([1, 1], i64)), {}), ((S.ROWS, ANY, np.array([1, 3], i64)), {}),
        ((S.ROWS, ANY, np.array([4, -1], i64)), {}), ((S.ROWS, ANY, np.array(3, i64)), {}),
        ((np.array(1, f32), ANY, NO_LENGTHS), {}),
        ((S.ROWS, S.shape(-1, 3), np.array([1, 2], i64)), {}),
    ],
    "TensorListConcatLists": [
        ((S.rows(), S.rows()), INTS), ((S.rows(), NUMBERS), FLOATS),
        ((S.rows(), S.empty(-1)), FLOATS), ((TWO, S.rows()), FLOATS),
    ],
    "TensorListPushBackBatch": [
        ((TWO, S.ROWS), {}), ((S.rows(), S.ROWS[:1]), {}), ((TWO, np.ones((2, 3), f32)), {}),
        ((TWO, np.ones((2, 2), i32)), {}), ((TWO, np.array(1, f32)), {}),
    ],
    "Pack": [(([S.rows(), S.empty(2)],), {})],
    "Unpack": [((TWO,), {"num": 2})],
}
