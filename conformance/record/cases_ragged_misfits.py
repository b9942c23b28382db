"""Ragged tensors whose partitions contradict themselves or their values.

Found by `../differential/hunt.py`, made as small as they get.
"""

from written_arrays import of

INF, NAN = float("inf"), float("nan")

CASES = {
    "RaggedFillEmptyRows": [
        ((of("int64", (0,)), of("int16", (0,)), of("int64", (), -1), of("int16", (), -1)), {}),
        ((of("int64", (), 0), of("uint8", (), 1), of("int64", (1,), 4), of("uint8", (), 255)),
         {}),
    ],
    "RaggedGather": [
        (([of("int32", (4,), -2, 2147483647, 2, 5)], of("string", (5,), b'a', b'b', b'c', b'a',
         b'e'), of("int32", (), 0)), {"OUTPUT_RAGGED_RANK": 5}),
        (([of("int32", (4,), 0, 100, 1, 3)], of("uint16", (5,), 3, 2, 3, 4, 5), of("int32", (2,
         3), 100, 0, 1, 1, 2, -2)), {"OUTPUT_RAGGED_RANK": 2}),
        (([of("int32", (), 0)], of("float16", (), 1.0), of("int32", (), 2)),
         {"OUTPUT_RAGGED_RANK": 0}),
        (([of("int64", (1, 4), 0, 2, 2, 5)], of("float16", (1, 5), 1.0, 2.0, 3.0, 4.0, 5.0),
         of("int64", (0,))), {"OUTPUT_RAGGED_RANK": 1}),
        (([of("int64", (3,), 0, 2, 3), of("int64", (1, 4), 0, 1, 3, 5)], of("bfloat16", (5, 2),
         0.0, 1.0, INF, INF, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0), of("int32", (), 1)),
         {"OUTPUT_RAGGED_RANK": 1}),
        (([of("int64", (4,), 100, 2, 2, 5)], of("float32", (5,), 1.0, 2.0, 3.0, 4.0, 5.0),
         of("int32", (2, 2), 2, 0, 1, 1)), {"OUTPUT_RAGGED_RANK": 0}),
        (([of("int64", (4,), 7, 3, 2, -2)], of("float32", (5,), 1.0, -65000.0, 3.0, 4.0, 5.0),
         of("int32", (), -2147483648)), {"OUTPUT_RAGGED_RANK": 0}),
    ],
    "RaggedRange": [
        ((of("float32", (), 0.0), of("float32", (), INF), of("float32", (), INF)), {}),
        ((of("int64", (), 0), of("int64", (0,)), of("int64", (), 2)), {}),
    ],
    "RaggedTensorToSparse": [
        (([of("int32", (), 0), of("int32", (0,))], of("int8", (), 0)), {}),
        (([of("int32", (), 0), of("int32", (4,), 0, 1, 3, 1)], of("uint8", (), 0)), {}),
        (([of("int32", (), 0)], of("int8", (), 1)), {}),
        (([of("int64", (), 1)], of("float16", (), 1.0)), {}),
    ],
    "RaggedTensorToTensor": [
        ((of("int64", (1, 2), -1, -1), of("float32", (0,)), of("float32", (1,), 9.0), [of("int64",
         (1,), 0)]), {"row_partition_types": ['ROW_SPLITS']}),
        ((of("int64", (1, 3), -1, -3, -2), of("int16", (5, 2), 0, 1, 2, 3, 4, 5, 6, 7, 8, 9),
         of("int16", (3,), 7, 8, 7), [of("int32", (4,), 0, 2, 2, 5)]), {"row_partition_types":
         ['ROW_SPLITS']}),
        ((of("int64", (2,), -1, -1), of("float32", (5,), 1.0, 2.0, 3.0, 4.0, 5.0), of("float32",
         (), -INF), [of("int64", (1,), 3), of("int64", (), 3)]), {"row_partition_types":
         ['FIRST_DIM_SIZE', 'VALUE_ROWIDS']}),
        ((of("int64", (2,), 3, -3), of("string", (3,), b'a', b'b', b'c'), of("string", (), b''),
         [of("int64", (3,), -1, 1, -2)]), {"row_partition_types": ['ROW_SPLITS']}),
        ((of("int64", (3,), -1, -1, -1), of("uint32", (5,), 1, 2, 2, 4, 5), of("uint32", (), 5),
         [of("int64", (3,), 0, 2, 3), of("int64", (4,), 0, 1, 3, 9223372036854775807)]),
         {"row_partition_types": ['ROW_SPLITS', 'ROW_SPLITS']}),
        ((of("int64", (3,), -1, -1, 4), of("uint64", (5, 2), 0, 1, 0, 0, 4, 5, 6, 7, 8, 9),
         of("uint64", (2,), 100, 8), [of("int64", (0,))]), {"row_partition_types":
         ['ROW_SPLITS']}),
        ((of("int64", (3,), 3, -1, 3), of("int64", (5,), 2, 5, 3, 4, 5), of("int64", (), 9),
         [of("int32", (), 3), of("int32", (), 0), of("int32", (5,), 0, 1, 1, 2, 2)]),
         {"row_partition_types": ['FIRST_DIM_SIZE', 'VALUE_ROWIDS', 'VALUE_ROWIDS']}),
        ((of("int64", (), -1), of("bool", (5, 2), False, True, False, False, True, True, True,
         True, True, True), of("bool", (), True), [of("int64", (4,), 5, 5, 2, -2)]),
         {"row_partition_types": ['ROW_SPLITS']}),
    ],
    "RaggedTensorToVariant": [
        (([of("int32", (4,), 0, 7, 2, 5)], of("int32", (5,), 1, 0, 3, 4, 5)), {"batched_input":
         True}),
        (([of("int64", (0,))], of("float16", (5,), 1.0, 2.0, 3.0, 4.0, 5.0)), {"batched_input":
         False}),
        (([of("int64", (3,), 7, 2, 2)], of("uint32", (5,), 1, 2, 1, 0, 7)), {"batched_input":
         False}),
        (([of("int64", (3,), 7, 2, 3), of("int64", (1,), 0)], of("float32", (1,), 1.0)),
         {"batched_input": False}),
        (([of("int64", (), 0)], of("float32", (2,), 1.0, 2.0)), {"batched_input": True}),
    ],
}
