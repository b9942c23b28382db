"""Arrays joined, cut, padded, turned and gathered that do not fit each other.

Found by `../differential/hunt.py`, made as small as they get.
"""

from written_arrays import of

INF, NAN = float("inf"), float("nan")

CASES = {
    "BroadcastTo": [
        ((of("float32", (3, 1), 0.0, 1.0, 2.0), of("int32", (3,), 2, 1, 4)), {}),
    ],
    "Concat": [
        ((of("int32", (), 1), [of("int64", (), 0), of("int64", (), 0)]), {}),
        ((of("int32", (), 1), [of("int8", (1, 3), 0, 1, 2), of("int8", (), 0)]), {}),
    ],
    "ConcatOffset": [
        ((of("int32", (1,), -1), [of("int64", (), 2), of("int64", (), 2)]), {}),
        ((of("int32", (), 0), [of("int64", (), 2), of("int64", (), 2)]), {}),
    ],
    "ConcatV2": [
        (([of("int8", (3,), 0, 1, 2), of("int8", (), 0)], of("int32", (), 0)), {}),
        (([of("string", (), b'b'), of("string", (0,))], of("int32", (), 2)), {}),
    ],
    "DynamicPartition": [
        ((of("int8", (), 0), of("int32", (), 4)), {"num_partitions": 2}),
    ],
    "DynamicStitch": [
        (([of("int32", (2, 1), -2, 1)], [of("string", (), b'a')]), {}),
    ],
    "Gather": [
        ((of("float32", (4, 0)), of("int32", (2,), 3, 2147483647)), {}),
    ],
    "GatherNd": [
        ((of("string", (1, 4), b'b', b'a', b'', b'b'), of("int16", (2, 1), 2, 3)), {}),
    ],
    "GatherV2": [
        ((of("float32", (0, 3, 4)), of("int16", (2, 3), -32768, 1, 2, 3, 1, 1), of("int32", (),
         2)), {"batch_dims": 0}),
        ((of("float32", (3,), 0.0, 1.0, 2.0), of("int16", (), 1), of("int32", (), 1)),
         {"batch_dims": 1}),
        ((of("string", (0, 2)), of("int32", (1,), 2), of("int32", (), 1)), {}),
        ((of("string", (), b'b'), of("int32", (), 1), of("int32", (1,), 0)), {}),
    ],
    "InplaceAdd": [
        ((of("bool", (0, 2)), of("int32", (), 0), of("bool", (), True)), {}),
        ((of("bool", (2, 2), False, False, False, False), of("int32", (3,), 0, 0, 2), of("bool",
         (3, 2), *[True] * 6)), {}),
        ((of("uint16", (), 0), of("int32", (0,)), of("uint16", (), 1)), {}),
    ],
    "InplaceSub": [
        ((of("bool", (0, 2)), of("int32", (), 0), of("bool", (), True)), {}),
        ((of("bool", (2, 2), False, False, False, False), of("int32", (3,), 0, 0, 2), of("bool",
         (3, 2), *[True] * 6)), {}),
        ((of("float64", (0, 2)), of("int32", (3,), 0, 0, 2), of("float64", (3, 2), *[1.0] * 6)),
         {}),
        ((of("int64", (), 0), of("int32", (0,)), of("int64", (), 1)), {}),
    ],
    "InplaceUpdate": [
        ((of("int64", (), 0), of("int32", (0,)), of("int64", (), 1)), {}),
        ((of("int8", (3, 0)), of("int32", (), 0), of("int8", (), 1)), {}),
        ((of("uint64", (0, 2)), of("int32", (2,), 1, 2), of("uint64", (2, 2), 1, 1, 1, 1)), {}),
    ],
    "MirrorPadGrad": [
        ((of("float32", (4, 0)), of("int32", (2, 2), 1, 0, 0, 0)), {"mode": 'REFLECT'}),
    ],
    "Pack": [
        (([of("string", (), b'a'), of("string", (1,), b'b')],), {"axis": 1}),
    ],
    "PadV2": [
        ((of("int32", (), 0), of("int32", (), 1), of("int32", (1,), 7)), {}),
        ((of("string", (), b'b'), of("int32", (1, 2), 1, 0), of("string", (1,), b'x')), {}),
    ],
    "ParallelConcat": [
        (([of("int64", (1, 1), 1), of("int64", (), 3)],), {"shape": [2, 2]}),
        (([of("string", (0,))],), {"shape": [1]}),
        (([of("string", (), b'')],), {"shape": [1]}),
    ],
    "ParallelDynamicStitch": [
        (([of("int32", (), 1), of("int32", (1,), -3)], [of("int64", (), 1), of("int64", (), 3)]),
         {}),
    ],
    "Range": [
        ((of("float16", (), -64992.0), of("float16", (), 60.0), of("float16", (),
         0.300048828125)), {}),
        ((of("float64", (), 0.3), of("float64", (), NAN), of("float64", (), NAN)), {}),
    ],
    "Reverse": [
        ((of("int32", (), 0), of("bool", (), True)), {}),
        ((of("string", (0,)), of("bool", (0,))), {}),
        ((of("uint64", (), 0), of("bool", (1,), True)), {}),
    ],
    "ReverseSequence": [
        ((of("float32", (), 0.0), of("int64", (), 0)), {"seq_dim": -2, "batch_dim": 2}),
        ((of("uint16", (), 0), of("int64", (), 3)), {"seq_dim": 0, "batch_dim": -1}),
        ((of("uint8", (), 0), of("int64", (), 1)), {"seq_dim": 0}),
    ],
    "Slice": [
        ((of("float32", (0, 3)), of("int32", (2,), 4, 4), of("int32", (2,), 0, -1)), {}),
        ((of("float32", (4, 0)), of("int32", (2,), 4, 0), of("int32", (2,), 0, -1)), {}),
    ],
    "SpaceToDepth": [
        ((of("uint16", (), 0),), {"block_size": 2}),
    ],
    "SplitV": [
        ((of("float32", (0, 5)), of("int64", (2,), 4, -3), of("int32", (), 1)), {"num_split": 2}),
    ],
    "StridedSlice": [
        ((of("float32", (), 0.0), of("int32", (1,), 2), of("int32", (1,), 2), of("int32", (1,),
         2)), {"end_mask": 3, "ellipsis_mask": -1}),
    ],
    "StridedSliceGrad": [
        ((of("int32", (2,), 1, 3), of("int32", (1,), 1), of("int32", (1,), 4), of("int32", (1,),
         -1), of("float32", (3,), 0.0, 1.0, 2.0)), {"shrink_axis_mask": 1, "ellipsis_mask": 3,
         "new_axis_mask": 0}),
    ],
    "TensorStridedSliceUpdate": [
        ((of("int32", (3,), 1, 1, 1), of("int32", (1,), 0), of("int32", (1,), 2), of("int32",
         (1,), 1), of("int32", (2,), 2, -2147483648)), {"ellipsis_mask": -1}),
    ],
    "Transpose": [
        ((of("float32", (2, 3, 4), 0.0, 1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0, 10.0, 11.0,
         12.0, 13.0, 14.0, 15.0, 16.0, 17.0, 18.0, 19.0, 20.0, 21.0, 22.0, 23.0), of("int32",
         (3,), 2, -2, 1)), {}),
        ((of("float32", (3, 3), 0.0, 1.0, 2.0, 3.0, 3.0, 5.0, INF, 1.0, 2.0), of("int64", (2,),
         -2, 0)), {}),
    ],
    "Unique": [
        ((of("float16", (5,), NAN, 1.0, NAN, 0.0, -0.0),), {}),
    ],
    "Unpack": [
        ((of("int64", (2, 3), -1, 1, 2, 3, 4, 5),), {"num": 5, "axis": -1}),
        ((of("string", (), b'b'),), {"num": 0}),
        ((of("uint32", (2, 0)),), {"num": 0, "axis": 0}),
    ],
}
