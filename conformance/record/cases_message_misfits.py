"""Examples, crosses of features and summaries that do not fit.

Found by `../differential/hunt.py`, made as small as they get.
"""

from written_arrays import of

from tfcompat._src.base.shapes import TensorShape

CASES = {
    "HistogramSummary": [
        ((of("string", (), b'\xff\x00'), of("float32", (0,))), {}),
    ],
    "ParseExample": [
        ((of("string", (1,), b'ab c'), of("string", (0,)), [of("string", (), b'b')], [of("string",
         (), b'a')], [of("int64", (0,))]), {"sparse_types": ['int64'], "dense_shapes":
         [TensorShape([2])]}),
    ],
    "ParseExampleV2": [
        ((of("string", (0,)), of("string", (0,)), of("string", (0,)), of("string", (0,)),
         of("string", (0,)), []), {"num_sparse": 1, "sparse_types": ['int64'],
         "ragged_value_types": [], "dense_shapes": [], "ragged_split_types": []}),
        ((of("string", (3,), b'a', b'a', b'a'), of("string", (0,)), of("string", (0,)),
         of("string", (1,), b'b'), of("string", (0,)), [of("int64", (), -1)]), {"num_sparse": 0,
         "sparse_types": [], "ragged_value_types": [], "dense_shapes": [TensorShape([None])],
         "ragged_split_types": []}),
        ((of("string", (), b'ab c'), of("string", (0,)), of("string", (1,), b'\xc3\xa9t\xc3\xa9'),
         of("string", (0,)), of("string", (1,), b'c'), [of("int64", (0,))]), {"num_sparse": 1,
         "sparse_types": ['int64'], "ragged_value_types": ['int64'], "dense_shapes":
         [TensorShape([2])], "ragged_split_types": ['int32']}),
    ],
    "ParseSequenceExample": [
        ((of("string", (0,)), of("string", (0,)), [of("int64", (0,))]), {"context_dense_shapes":
         [TensorShape([])], "context_sparse_types": [], "feature_list_dense_types": ['int64'],
         "feature_list_dense_shapes": [TensorShape([2])], "feature_list_sparse_types": ['int64'],
         "Ncontext_sparse": 0, "Ncontext_dense": 0, "Nfeature_list_sparse": 0,
         "Nfeature_list_dense": 0, "feature_list_dense_missing_assumed_empty": [],
         "context_sparse_keys": [], "context_dense_keys": ['length'], "feature_list_sparse_keys":
         ['more'], "feature_list_dense_keys": ['rows']}),
        ((of("string", (0,)), of("string", (0,)), [of("int64", (0,))]), {"context_dense_shapes":
         [TensorShape([])], "context_sparse_types": [], "feature_list_dense_types": ['int64'],
         "feature_list_dense_shapes": [TensorShape([2])], "feature_list_sparse_types": ['int64'],
         "Ncontext_sparse": 0, "Ncontext_dense": 1, "Nfeature_list_sparse": 1,
         "Nfeature_list_dense": 1, "feature_list_dense_missing_assumed_empty": [],
         "context_sparse_keys": [], "context_dense_keys": ['length'], "feature_list_sparse_keys":
         ['more'], "feature_list_dense_keys": ['rows']}),
        ((of("string", (), b'a'), of("string", (0,)), [of("int64", (0,))]),
         {"context_dense_shapes": [TensorShape([])], "context_sparse_types": [],
         "feature_list_dense_types": ['int64'], "feature_list_dense_shapes": [TensorShape([2])],
         "feature_list_sparse_types": ['int64'], "Ncontext_sparse": 0, "Ncontext_dense": 1,
         "Nfeature_list_sparse": 1, "Nfeature_list_dense": 1,
         "feature_list_dense_missing_assumed_empty": [], "context_sparse_keys": [],
         "context_dense_keys": ['length'], "feature_list_sparse_keys": ['more'],
         "feature_list_dense_keys": ['rows']}),
    ],
    "ParseSequenceExampleV2": [
        ((of("string", (2,), b'ab c', b'ab c'), of("string", (0,)), of("string", (1,), b''),
         of("string", (1,), b''), of("string", (0,)), of("string", (1,), b'a'), of("string", (1,),
         b'rows'), of("string", (1,), b'others'), of("bool", (1,), False), [of("int64", (0,))]),
         {"Ncontext_sparse": 1, "context_sparse_types": ['int64'], "Nfeature_list_sparse": 1,
         "Nfeature_list_dense": 1, "context_dense_shapes": [TensorShape([])],
         "feature_list_dense_types": ['int64'], "feature_list_sparse_types": ['int64'],
         "feature_list_dense_shapes": [TensorShape([2])], "context_ragged_value_types": [],
         "context_ragged_split_types": [], "feature_list_ragged_value_types": ['int64'],
         "feature_list_ragged_split_types": ['int64']}),
        ((of("string", (), b''), of("string", (0,)), of("string", (), b'size'), of("string", (1,
         1), b'length'), of("string", (0,)), of("string", (), b'more'), of("string", (1, 1),
         b'rows'), of("string", (1, 1), b'others'), of("bool", (2,), False, False), [of("int64",
         (0,))]), {"Ncontext_sparse": 1, "context_sparse_types": ['int64'],
         "Nfeature_list_sparse": 1, "Nfeature_list_dense": 1, "context_dense_shapes":
         [TensorShape([])], "feature_list_dense_types": ['int64'], "feature_list_sparse_types":
         ['int64'], "feature_list_dense_shapes": [TensorShape([2])], "context_ragged_value_types":
         [], "context_ragged_split_types": [], "feature_list_ragged_value_types": ['int64'],
         "feature_list_ragged_split_types": ['int64']}),
        ((of("string", (), b'\xff\x00'), of("string", (0,)), of("string", (1,), b''), of("string",
         (), b'length'), of("string", (0,)), of("string", (0,)), of("string", (1,), b'rows'),
         of("string", (1,), b'others'), of("bool", (1,), False), [of("int64", (0,))]),
         {"Ncontext_sparse": 1, "context_sparse_types": ['int64'], "Nfeature_list_sparse": 1,
         "Nfeature_list_dense": 1, "context_dense_shapes": [TensorShape([])],
         "feature_list_dense_types": ['int64'], "feature_list_sparse_types": ['int64'],
         "feature_list_dense_shapes": [TensorShape([2])], "context_ragged_value_types": [],
         "context_ragged_split_types": [], "feature_list_ragged_value_types": ['int64'],
         "feature_list_ragged_split_types": ['int64']}),
        ((of("string", (), b'\xff\x00'), of("string", (0,)), of("string", (2,), b'size', b'size'),
         of("string", (1,), b'-1.5'), of("string", (0,)), of("string", (1,), b'more'),
         of("string", (1,), b'rows'), of("string", (1,), b'-1.5'), of("bool", (0,)), [of("int64",
         (0,))]), {"Ncontext_sparse": 1, "context_sparse_types": ['int64'],
         "Nfeature_list_sparse": 1, "Nfeature_list_dense": 1, "context_dense_shapes":
         [TensorShape([])], "feature_list_dense_types": ['int64'], "feature_list_sparse_types":
         ['int64'], "feature_list_dense_shapes": [TensorShape([2])], "context_ragged_value_types":
         [], "context_ragged_split_types": [], "feature_list_ragged_value_types": ['int64'],
         "feature_list_ragged_split_types": ['int64']}),
        ((of("string", (), b'a'), of("string", (0,)), of("string", (1,), b'a'), of("string", (),
         b'length'), of("string", (0,)), of("string", (), b'more'), of("string", (2,), b'rows',
         b'rows'), of("string", (1,), b'others'), of("bool", (1,), True), [of("int64", (0,))]),
         {"Ncontext_sparse": 1, "context_sparse_types": ['int64'], "Nfeature_list_sparse": 1,
         "Nfeature_list_dense": 1, "context_dense_shapes": [TensorShape([])],
         "feature_list_dense_types": ['int64'], "feature_list_sparse_types": ['int64'],
         "feature_list_dense_shapes": [TensorShape([2])], "context_ragged_value_types": [],
         "context_ragged_split_types": [], "feature_list_ragged_value_types": ['int64'],
         "feature_list_ragged_split_types": ['int64']}),
        ((of("string", (), b'a'), of("string", (0,)), of("string", (), b'size'), of("string",
         (1,), b'length'), of("string", (0,)), of("string", (1,), b'more'), of("string", (1,),
         b'a'), of("string", (2,), b'others', b'others'), of("bool", (1,), False), [of("int64",
         (0,))]), {"Ncontext_sparse": 1, "context_sparse_types": ['int64'],
         "Nfeature_list_sparse": 1, "Nfeature_list_dense": 1, "context_dense_shapes":
         [TensorShape([])], "feature_list_dense_types": ['int64'], "feature_list_sparse_types":
         ['int64'], "feature_list_dense_shapes": [TensorShape([2])], "context_ragged_value_types":
         [], "context_ragged_split_types": [], "feature_list_ragged_value_types": ['int64'],
         "feature_list_ragged_split_types": ['int64']}),
        ((of("string", (), b'ab c'), of("string", (0,)), of("string", (1,), b''), of("string", (),
         b'length'), of("string", (0,)), of("string", (1,), b'a'), of("string", (1,), b''),
         of("string", (), b'ab c'), of("bool", (1,), False), [of("int64", (0,))]),
         {"Ncontext_sparse": 1, "context_sparse_types": ['int64'], "Nfeature_list_sparse": 1,
         "Nfeature_list_dense": 1, "context_dense_shapes": [TensorShape([])],
         "feature_list_dense_types": ['int64'], "feature_list_sparse_types": ['int64'],
         "feature_list_dense_shapes": [TensorShape([2])], "context_ragged_value_types": [],
         "context_ragged_split_types": [], "feature_list_ragged_value_types": ['int64'],
         "feature_list_ragged_split_types": ['int64']}),
    ],
    "ParseSingleExample": [
        ((of("string", (), b'a'), [of("int64", (0,))]), {"num_sparse": 1, "sparse_keys": ['b'],
         "dense_keys": ['a'], "sparse_types": ['int64'], "dense_shapes": [TensorShape([2])]}),
    ],
    "ParseSingleSequenceExample": [
        ((of("string", (), b''), of("string", (0,)), [], [of("string", (), b'')], [of("string",
         (1,), b'more')], [of("string", (1,), b'rows')], [of("int64", (0,))], of("string", (),
         b'')), {"context_dense_shapes": [TensorShape([])], "context_sparse_types": [],
         "feature_list_dense_types": ['int64'], "feature_list_dense_shapes": [TensorShape([2])],
         "feature_list_sparse_types": ['int64']}),
        ((of("string", (), b''), of("string", (0,)), [], [of("string", (), b'')], [of("string",
         (1,), b'more')], [of("string", (), b'rows')], [of("int64", (0,))], of("string", (),
         b'')), {"context_dense_shapes": [TensorShape([])], "context_sparse_types": [],
         "feature_list_dense_types": ['int64'], "feature_list_dense_shapes": [TensorShape([2])],
         "feature_list_sparse_types": ['int64']}),
        ((of("string", (), b''), of("string", (0,)), [], [of("string", (), b'')], [of("string",
         (), b'more')], [of("string", (), b'rows')], [of("int64", (0,))], of("string", (), b'')),
         {"context_dense_shapes": [TensorShape([])], "context_sparse_types": [],
         "feature_list_dense_types": ['int64'], "feature_list_dense_shapes": [TensorShape([2])],
         "feature_list_sparse_types": ['int64']}),
        ((of("string", (), b''), of("string", (0,)), [], [of("string", (), b'a')], [of("string",
         (), b'more')], [of("string", (), b'')], [of("int64", (0,))], of("string", (), b'ab c')),
         {"context_dense_shapes": [TensorShape([])], "context_sparse_types": [],
         "feature_list_dense_types": ['int64'], "feature_list_dense_shapes": [TensorShape([2])],
         "feature_list_sparse_types": ['int64']}),
        ((of("string", (), b''), of("string", (0,)), [], [of("string", (), b'length')],
         [of("string", (), b'')], [of("string", (), b'rows')], [of("int64", (0,))], of("string",
         (), b'-1.5')), {"context_dense_shapes": [TensorShape([])], "context_sparse_types": [],
         "feature_list_dense_types": ['int64'], "feature_list_dense_shapes": [TensorShape([2])],
         "feature_list_sparse_types": ['int64']}),
        ((of("string", (), b''), of("string", (0,)), [], [of("string", (), b'length')],
         [of("string", (), b'more')], [of("string", (), b'-1.5')], [of("int64", (0,))],
         of("string", (1,), b'')), {"context_dense_shapes": [TensorShape([])],
         "context_sparse_types": [], "feature_list_dense_types": ['int64'],
         "feature_list_dense_shapes": [TensorShape([2])], "feature_list_sparse_types":
         ['int64']}),
        ((of("string", (), b'a'), of("string", (0,)), [], [of("string", (), b'')], [of("string",
         (), b'more')], [of("string", (), b'rows')], [of("int64", (0,))], of("string", (), b'')),
         {"context_dense_shapes": [TensorShape([])], "context_sparse_types": [],
         "feature_list_dense_types": ['int64'], "feature_list_dense_shapes": [TensorShape([2])],
         "feature_list_sparse_types": ['int64']}),
        ((of("string", (), b'ab c'), of("string", (0,)), [], [of("string", (1,), b'a')],
         [of("string", (), b'more')], [of("string", (), b'a')], [of("int64", (0,))], of("string",
         (), b'')), {"context_dense_shapes": [TensorShape([])], "context_sparse_types": [],
         "feature_list_dense_types": ['int64'], "feature_list_dense_shapes": [TensorShape([2])],
         "feature_list_sparse_types": ['int64']}),
    ],
    "RaggedCross": [
        (([of("int64", (3,), 1, -3, 1)], [of("int64", (3,), 0, 2, 3)], [of("int64", (3, 2), 0, 2,
         1, 0, 3, 0)], [of("int64", (3,), 1, -2, 4)], [of("int64", (2,), 2, 2)], [of("int64", (2,
         1), 1, -2)]), {"input_order": 'DSR', "hashed_output": False, "num_buckets": 0,
         "hash_key": 1, "out_values_type": 'string', "out_row_splits_type": 'int64'}),
        (([of("string", (3,), b'a', b'', b'c')], [of("int32", (3,), 4, 1, 0)], [], [], [], []),
         {"input_order": 'R', "hashed_output": True, "num_buckets": 1, "hash_key": 956888297470,
         "out_values_type": 'int64', "out_row_splits_type": 'int32'}),
        (([of("string", (3,), b'a', b'-1.5', b'c'), of("int64", (3,), 1, 2, 3)], [of("int64",
         (3,), 0, 1, 1), of("int64", (3,), -1, 2, 3)], [], [], [], []), {"input_order": 'RR',
         "hashed_output": True, "num_buckets": 2, "hash_key": 956888297470, "out_values_type":
         'int64', "out_row_splits_type": 'int64'}),
        (([of("string", (3,), b'a', b'b', b'a')], [of("int64", (3,), 0, 1, 3)], [of("int64", (3,
         2), 0, 0, 0, 1, 1, 0)], [of("string", (), b'a')], [of("int64", (2,), 2, 2)],
         [of("string", (), b'x')]), {"input_order": 'RSD', "hashed_output": False, "num_buckets":
         0, "hash_key": 2, "out_values_type": 'string', "out_row_splits_type": 'int64'}),
        (([of("string", (3,), b'a', b'b', b'c'), of("int64", (3,), 1, 2, -3)], [of("int64", (0,)),
         of("int64", (3,), 0, 2, 3)], [], [], [], []), {"input_order": 'RR', "hashed_output":
         True, "num_buckets": 100, "hash_key": 956888297470, "out_values_type": 'int64',
         "out_row_splits_type": 'int64'}),
        (([of("string", (3,), b'a', b'b', b'c')], [of("int32", (3,), 0, 4, 3)], [], [], [], []),
         {"input_order": 'R', "hashed_output": True, "num_buckets": 100, "hash_key": 956888297470,
         "out_values_type": 'int64', "out_row_splits_type": 'int32'}),
        (([of("string", (), b'a')], [of("int32", (), 0)], [], [], [], []), {"input_order": 'R',
         "hashed_output": False, "num_buckets": 0, "hash_key": 0, "out_values_type": 'int64',
         "out_row_splits_type": 'int32'}),
    ],
    "ScalarSummary": [
        ((of("string", (), b'\xff\x00'), of("int64", (), 3)), {}),
    ],
    "SparseCrossV2": [
        (([of("int64", (3, 2), 0, 0, 0, 1, 1, 0), of("int64", (3, 2), 0, 0, 1, 0, 1, -3)],
         [of("string", (3,), b'a', b'b', b'c'), of("int64", (3,), 4, 0, 1099511627776)],
         [of("int64", (2,), 2, 2), of("int64", (2,), 4, 2)], [of("string", (2,), b'x', b'y')],
         of("string", (), b'-')), {}),
        (([of("int64", (3, 2), 4, 0, 1, 1, 1, 1)], [of("int64", (3,), -2, -2, 1099511627776)],
         [of("int64", (2,), 2, 4)], [], of("string", (), b'-')), {}),
    ],
    "TensorSummary": [
        ((of("int32", (), 1),), {}),
    ],
    "TensorSummaryV2": [
        ((of("string", (), b''), of("float32", (), 1.0), of("string", (1,), b'')), {}),
        ((of("string", (), b''), of("float32", (), 1.0), of("string", (), b'')), {}),
    ],
}
