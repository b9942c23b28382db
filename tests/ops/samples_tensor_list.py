"""Samples of the ops on lists of tensors, which an op has to make: op -> [(inputs, attrs), ...]."""

import ml_dtypes
import numpy as np
from made_inputs import made

from tfcompat._src.base.shapes import TensorShape

f32, i32, i64 = np.float32, np.int32, np.int64
ANY = np.array(-1, i32)
ROWS = np.arange(6, dtype=f32).reshape(3, 2)
TEXT = np.array([b"a", b"", b"ccc"], object)
HALVES = np.array([[1.5], [-2.5]], ml_dtypes.bfloat16)
CUBE = np.arange(12, dtype=np.complex64).reshape(3, 2, 2)
FLOATS = {"element_dtype": "float32"}


def number(value):
    """A scalar of int32."""
    return np.array(value, i32)


def shape(*sizes, dtype=i32):
    """A vector of sizes, -1 for any."""
    return np.array(sizes, dtype)


def rows(tensor=ROWS, element_shape=None):
    """The list of a tensor's rows."""
    sizes = shape(*tensor.shape[1:]) if element_shape is None else element_shape
    return made("TensorListFromTensor", tensor, sizes)


def unset(count, *sizes, dtype="float32"):
    """A list of elements that are not set."""
    return made("TensorListReserve", shape(*sizes), number(count), element_dtype=dtype)


def empty(*sizes, dtype="float32", most=-1):
    """A list without elements."""
    return made("EmptyTensorList", shape(*sizes), number(most), element_dtype=dtype)


def partly_set():
    """A list of three elements of which the second is set."""
    return made("TensorListSetItem", unset(3, 2), number(1), ROWS[0])


def pieces(*lengths):
    """A list of elements of different lengths."""
    tensor = np.arange(sum(lengths) * 2, dtype=f32).reshape(-1, 2)
    return made("TensorListSplit", tensor, shape(-1, 2), np.array(lengths, i64))


def several(*lists):
    """A vector of lists."""
    return made("Pack", list(lists))


SAMPLES = {
    "EmptyTensorList": [
        ((shape(2), number(-1)), FLOATS), ((shape(2, -1), number(4)), FLOATS),
        ((ANY, number(-1)), {"element_dtype": "string"}),
        ((shape(3, dtype=i64), number(0)), {"element_dtype": "variant"}),
    ],
    "TensorListReserve": [
        ((shape(2), number(3)), FLOATS), ((ANY, number(0)), {"element_dtype": "int64"}),
        ((shape(-1, 2, dtype=i64), number(1)), {"element_dtype": "bool"}),
    ],
    "TensorListPushBack": [
        ((rows(), ROWS[0]), {}), ((empty(), np.array(2.0, f32)), {}),
        ((empty(-1, dtype="string"), TEXT), {}),
        ((empty(dtype="variant"), rows()), {}),
        ((made("TensorListPushBack", empty(2, most=2), ROWS[1]), ROWS[0]), {}),
    ],
    "TensorListPopBack": [
        ((rows(), shape(2)), FLOATS), ((rows(), ANY), FLOATS),
        ((rows(TEXT), shape()), {"element_dtype": "string"}),
        ((unset(2, 3), ANY), FLOATS), ((unset(2, -1), shape(4)), FLOATS),
    ],
    "TensorListGetItem": [
        ((rows(), number(1), shape(2)), FLOATS), ((rows(), number(2), ANY), FLOATS),
        ((partly_set(), number(0), ANY), FLOATS), ((unset(2, -1), number(0), shape(4)), FLOATS),
        ((made("TensorListSetItem", unset(2, -1), number(1), ROWS[0]), number(0), ANY), FLOATS),
        ((rows(CUBE), number(0), shape(2, -1)), {"element_dtype": "complex64"}),
        ((rows(TEXT), number(2), shape()), {"element_dtype": "string"}),
    ],
    "TensorListSetItem": [
        ((rows(), number(0), ROWS[2]), {}), ((unset(2, -1), number(1), ROWS[0]), {}),
        ((rows(), number(4), ROWS[2]), {"resize_if_index_out_of_bounds": True}),
        ((rows(), number(1), ROWS[2]), {"resize_if_index_out_of_bounds": True}),
        ((rows(HALVES), number(1), HALVES[0]), {}),
    ],
    "TensorListLength": [((rows(),), {}), ((empty(),), {}), ((unset(2, -1),), {})],
    "TensorListResize": [
        ((rows(), number(1)), {}), ((rows(), number(5)), {}), ((rows(), number(3)), {}),
        ((empty(2), number(2)), {}), ((rows(), number(0)), {}),
    ],
    "TensorListElementShape": [
        ((rows(),), {"shape_type": "int32"}), ((rows(),), {"shape_type": "int64"}),
        ((unset(1, -1, 3),), {"shape_type": "int32"}), ((empty(),), {"shape_type": "int32"}),
        ((rows(ROWS, ANY),), {"shape_type": "int32"}),
    ],
    "TensorListFromTensor": [
        ((ROWS, shape(2)), {}), ((ROWS, shape(-1)), {}), ((ROWS, ANY), {}),
        ((ROWS, np.array(-1, i64)), {}), ((TEXT, shape()), {}), ((HALVES, shape(1)), {}),
        ((ROWS[:0], shape(2)), {}), ((ROWS[:, :0], shape(0)), {}),
    ],
    "TensorListStack": [
        ((rows(), shape(2)), FLOATS), ((rows(), ANY), {**FLOATS, "num_elements": 3}),
        ((rows(), shape(-1)), FLOATS), ((partly_set(), shape(2)), FLOATS),
        ((empty(2), ANY), FLOATS), ((unset(2, 3), ANY), FLOATS),
        ((rows(TEXT), shape()), {"element_dtype": "string"}),
        ((rows(HALVES), ANY), {"element_dtype": "bfloat16"}),
        ((rows(CUBE), shape(-1, 2)), {"element_dtype": "complex64"}),
    ],
    "TensorListGather": [
        ((rows(), shape(2, 0), shape(2)), FLOATS), ((rows(), shape(1, 1, 1), ANY), FLOATS),
        ((rows(), shape(), shape(2)), FLOATS), ((partly_set(), shape(0, 1), ANY), FLOATS),
        ((rows(TEXT), shape(2), shape()), {"element_dtype": "string"}),
    ],
    "TensorListScatter": [
        ((ROWS, shape(2, 0, 1), shape(2)), {}), ((ROWS, shape(4, 0, 1), ANY), {}),
        ((ROWS[:0], shape(), shape(2)), {}), ((TEXT, shape(1, 0, 2), shape()), {}),
        ((ROWS, shape(0, 0, 1), shape(-1, dtype=i64)), {}),
    ],
    "TensorListScatterV2": [
        ((ROWS, shape(2, 0, 1), shape(2), number(-1)), {}),
        ((ROWS, shape(4, 0, 1), ANY, number(6)), {}),
        ((ROWS, shape(1, 0, 1), shape(2), number(2)), {}),
        ((ROWS[:0], shape(), shape(2), number(1)), {}),
    ],
    "TensorListScatterIntoExistingList": [
        ((rows(), ROWS[:2], shape(2, 0)), {}), ((unset(3, 2), ROWS[:1], shape(1)), {}),
        ((rows(), ROWS[:1], shape(5)), {}), ((rows(), ROWS[:0], shape()), {}),
    ],
    "TensorListConcat": [
        ((pieces(1, 0, 2),), {**FLOATS, "element_shape": TensorShape(None)}),
        ((rows(ROWS, ANY),), FLOATS),
        ((pieces(2, 2),), {**FLOATS, "element_shape": TensorShape([None, 2])}),
    ],
    "TensorListConcatV2": [
        ((pieces(1, 0, 2), shape(-1, 2), np.zeros(0, i64)), FLOATS),
        ((rows(), ANY, np.zeros(0, i64)), FLOATS),
        ((empty(-1, 2), ANY, np.zeros(0, i64)), FLOATS),
        ((unset(2, -1, 2), ANY, np.array([1, 3], i64)), FLOATS),
        ((partly_set(), shape(2), np.zeros(0, i64)), FLOATS),
        ((rows(TEXT.reshape(3, 1)), shape(1), np.zeros(0, i64)), {"element_dtype": "string"}),
    ],
    "TensorListSplit": [
        ((ROWS, shape(-1, 2), np.array([1, 2], i64)), {}),
        ((ROWS, ANY, np.array([0, 3, 0], i64)), {}),
        ((TEXT, shape(-1), np.array([1, 1, 1], i64)), {}),
        ((ROWS[:0], shape(-1, 2), np.zeros(0, i64)), {}),
    ],
    "TensorListConcatLists": [
        ((rows(), rows(ROWS[::-1])), FLOATS), ((empty(2), rows()), FLOATS),
        ((several(rows(), empty(2)), several(rows(), rows())), FLOATS),
    ],
    "TensorListPushBackBatch": [
        ((several(rows(), empty(2)), ROWS[:2]), {}), ((several(empty()), np.ones(1, f32)), {}),
    ],
}
