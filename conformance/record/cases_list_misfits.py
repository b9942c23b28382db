"""Lists and maps of tensors used with shapes, positions and keys that do not fit.

Found by `../differential/hunt.py`, made as small as they get.
"""

from made_inputs import made
from written_arrays import of

CASES = {
    "TensorArrayConcatV2": [
        ((of("string", (2,), b'', b''), of("float32", (), 0.0)), {"dtype": 'float32'}),
        ((of("string", (2,), b'', b'TensorArray_22'), of("float32", (), 0.0)), {"dtype":
         'float32'}),
        ((of("string", (2,), b'', b'\xc3\xa9t\xc3\xa9'), of("float32", (), 0.0)), {"dtype":
         'float32'}),
        ((of("string", (2,), b'', b'ab c'), of("float32", (), 1.0)), {"dtype": 'float32'}),
        ((of("string", (2,), b'-1.5', b''), of("float32", (), 0.0)), {"dtype": 'float32'}),
        ((of("string", (2,), b'-1.5', b'-1.5'), of("float32", (), 0.5)), {"dtype": 'float32'}),
        ((of("string", (2,), b'-1.5', b'TensorArray_22'), of("float32", (), 0.0)), {"dtype":
         'float32'}),
        ((of("string", (2,), b'\xc3\xa9t\xc3\xa9', b'TensorArray_22'), of("float32", (), 0.0)),
         {"dtype": 'float32'}),
        ((of("string", (2,), b'\xc3\xa9t\xc3\xa9', b'\xc3\xa9t\xc3\xa9'), of("float32", (), 0.0)),
         {"dtype": 'float32'}),
        ((of("string", (2,), b'\xc3\xa9t\xc3\xa9', b'ab c'), of("float32", (), 0.0)), {"dtype":
         'float32'}),
        ((of("string", (2,), b'_tensor_arrays', b''), of("float32", (), 0.0)), {"dtype":
         'float32'}),
        ((of("string", (2,), b'_tensor_arrays', b'-1.5'), of("float32", (), 0.0)), {"dtype":
         'float32'}),
        ((of("string", (2,), b'_tensor_arrays', b'TensorArray_22'), of("float32", (), 0.0)),
         {"dtype": 'float32'}),
        ((of("string", (2,), b'_tensor_arrays', b'\xc3\xa9t\xc3\xa9'), of("float32", (), 0.0)),
         {"dtype": 'float32'}),
        ((of("string", (2,), b'_tensor_arrays', b'a'), of("float32", (), 0.0)), {"dtype":
         'float32'}),
        ((of("string", (2,), b'_tensor_arrays', b'ab c'), of("float32", (), 0.0)), {"dtype":
         'float32'}),
        ((of("string", (2,), b'a', b'TensorArray_22'), of("float32", (), 0.0)), {"dtype":
         'float32'}),
        ((of("string", (2,), b'a', b'\xc3\xa9t\xc3\xa9'), of("float32", (), 0.0)), {"dtype":
         'float32'}),
        ((of("string", (2,), b'a', b'a'), of("float32", (), 0.0010000000474974513)), {"dtype":
         'float32'}),
        ((of("string", (2,), b'ab c', b'TensorArray_22'), of("float32", (), 0.0)), {"dtype":
         'float32'}),
        ((of("string", (2,), b'ab c', b'\xc3\xa9t\xc3\xa9'), of("float32", (),
         0.0010000000474974513)), {"dtype": 'float32'}),
        ((of("string", (2,), b'ab c', b'ab c'), of("float32", (), 0.0)), {"dtype": 'float32'}),
    ],
    "TensorListFromTensor": [
        ((of("int8", (), 0), of("int32", (1,), -2)), {}),
        ((of("int8", (), 0), of("int32", (), 2)), {}),
        ((of("int8", (), 1), of("int32", (1, 1), 1)), {}),
    ],
    "TensorListGather": [
        ((made('TensorListFromTensor', of("float32", (3, 2), 0.0, 1.0, 2.0, 3.0, 4.0, 5.0),
         of("int32", (1,), 2)), of("int32", (3,), -2, 0, 2), of("int32", (2,), 2, 2)),
         {"element_dtype": 'float32'}),
        ((made('TensorListFromTensor', of("float32", (3, 2), 0.0, 1.0, 2.0, 3.0, 4.0, 5.0),
         of("int32", (1,), 2)), of("int32", (), -2), of("int32", (1,), -2)), {"element_dtype":
         'float32'}),
        ((made('TensorListFromTensor', of("float32", (3, 2), 0.0, 1.0, 2.0, 3.0, 4.0, 5.0),
         of("int32", (1,), 2)), of("int32", (), -3), of("int32", (1, 1), 2)), {"element_dtype":
         'float32'}),
        ((made('TensorListFromTensor', of("float32", (3, 2), 0.0, 1.0, 2.0, 3.0, 4.0, 5.0),
         of("int32", (1,), 2)), of("int32", (), 3), of("int32", (1,), 3)), {"element_dtype":
         'float32'}),
        ((made('TensorListFromTensor', of("float32", (3, 2), 0.0, 1.0, 2.0, 3.0, 4.0, 5.0),
         of("int32", (1,), 2)), of("int32", (), 3), of("int32", (), 2)), {"element_dtype":
         'float32'}),
    ],
    "TensorListPushBack": [
        ((made('TensorListFromTensor', of("float32", (3, 2), 0.0, 1.0, 2.0, 3.0, 4.0, 5.0),
         of("int32", (1,), 2)), of("int16", (), 0)), {}),
    ],
    "TensorListPushBackBatch": [
        ((made('Pack', [made('EmptyTensorList', of("int32", (0,)), of("int32", (), -1),
         element_dtype='float32')]), of("int8", (1, 1), 1)), {}),
    ],
    "TensorListReserve": [
        ((of("int32", (1, 1), 2), of("int32", (1,), 3)), {"element_dtype": 'float32'}),
        ((of("int32", (1,), -2), of("int32", (), -2)), {"element_dtype": 'float32'}),
        ((of("int64", (), -2), of("int32", (), -3)), {"element_dtype": 'bool'}),
    ],
    "TensorListScatter": [
        ((of("bool", (0, 2)), of("int32", (), 0), of("int64", (0,))), {}),
        ((of("int8", (), 0), of("int32", (), 0), of("int64", (1, 1), -1)), {}),
    ],
    "TensorListScatterIntoExistingList": [
        ((made('TensorListReserve', of("int32", (1,), 2), of("int32", (), 3),
         element_dtype='float32'), of("float32", (1, 2), 0.0, 1.0), of("int32", (1, 1), 1)), {}),
    ],
    "TensorListScatterV2": [
        ((of("int16", (), 2), of("int32", (), 2), of("int32", (1, 1), 2), of("int32", (), 0)),
         {}),
        ((of("int32", (3, 0)), of("int32", (), 2), of("int32", (0,)), of("int32", (), -1)), {}),
        ((of("int32", (), 0), of("int32", (), 4), of("int32", (), -1), of("int32", (1,), 6)), {}),
        ((of("uint8", (3, 2), 0, 1, 2, 3, 4, 5), of("int32", (3,), 4, -1, 1), of("int32", (1,),
         -1), of("int32", (), 0)), {}),
    ],
    "TensorListSetItem": [
        ((made('TensorListFromTensor', of("bfloat16", (2, 1), 1.5, -2.5), of("int32", (1,), 1)),
         of("int32", (1,), 1), of("bfloat16", (1,), 1.5)), {}),
        ((made('TensorListReserve', of("int32", (1,), -1), of("int32", (), 2),
         element_dtype='float32'), of("int32", (), 4), of("float32", (), 0.0)),
         {"resize_if_index_out_of_bounds": False}),
    ],
    "TensorListSplit": [
        ((of("bool", (), False), of("int32", (), 4), of("int64", (), 0)), {}),
        ((of("int32", (2,), 0, 1), of("int32", (2,), -1, 2), of("int64", (), 1)), {}),
        ((of("int32", (), 100), of("int32", (2,), -2, 2), of("int64", (), 1)), {}),
        ((of("int8", (), 0), of("int32", (1, 2), -1, 2), of("int64", (), 1)), {}),
        ((of("string", (), b'a'), of("int32", (0,)), of("int64", (), 1)), {}),
    ],
    "TensorMapLookup": [
        ((made('TensorMapInsert', made('EmptyTensorMap'), of("string", (2,), b'a', b'b'),
         of("float32", (2,), 1.0, 2.0)), of("string", (), b'')), {"value_dtype": 'float32'}),
    ],
}
