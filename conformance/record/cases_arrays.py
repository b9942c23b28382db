"""Misfits of array ops: arguments that TensorFlow refuses, and rows at the border of what it takes.

Left out on purpose: rows that end TensorFlow's process, such as a matrix as `size_splits`.
"""

import numpy as np

f32, i32 = np.float32, np.int32


def zeros(*shape, dtype=f32):
    """A tensor of zeros."""
    return np.zeros(shape, dtype)


def ints(*values):
    """A vector of int32."""
    return np.array(values, i32)


def whole(value):
    """A scalar int32."""
    return np.array(value, i32)


def words(*values):
    """A vector of strings."""
    array = np.empty(len(values), object)
    array[:] = values
    return array


def word(value):
    """A scalar string."""
    return words(value).reshape(())


CASES = {
    "BroadcastArgs": [
        ((ints(2, 3), ints(3, 2)), {}), ((ints(2, 3), zeros(1, 1, dtype=i32)), {}),
    ],
    "BroadcastGradientArgs": [
        ((ints(2, 3), ints(3, 2)), {}), ((ints(2, 3), ints(3)), {}), ((ints(1, 1), ints(1)), {}),
        ((ints(1, 0), ints(1)), {}), ((ints(3, 2), ints(3, 2)), {}),
        ((ints(3, 1, 2), ints(1, 2)), {}), ((ints(), ints(1, 1)), {}),
        ((ints(2, 3), zeros(1, 1, dtype=i32)), {}),
    ],
    "BroadcastTo": [
        ((zeros(2, 1), ints(3, 3)), {}), ((zeros(2, 1), ints(3)), {}),
        ((zeros(2, 1), whole(3)), {}), ((zeros(2, 1), ints(-2, 3)), {}),
        ((zeros(2, 1), ints(2, -1)), {}), ((zeros(2, 1), ints(0, 0)), {}),
        ((zeros(1), ints(0)), {}), ((zeros(), ints()), {}), ((zeros(2, 3), ints(-1, 3)), {}),
    ],
    "Concat": [
        ((whole(2), [zeros(2, 2), zeros(2, 2)]), {}),
    ],
    "ConcatOffset": [
        ((whole(1), [ints(2, 3), ints(2, 4)]), {}), ((whole(2), [ints(2, 3), ints(2, 4)]), {}),
        ((whole(0), [ints(2, 3), ints(2, 4)]), {}), ((whole(0), [ints(2, 3), ints(2)]), {}),
    ],
    "ConcatV2": [
        (([zeros(2, 2), zeros(2, 2)], whole(2)), {}),
        (([zeros(2, 2), zeros(2, 2)], whole(-3)), {}),
        (([zeros(2, 2), zeros(2, 3)], whole(0)), {}), (([zeros(2, 2), zeros(2)], whole(0)), {}),
        (([zeros(), zeros()], whole(0)), {}), (([zeros(2), zeros(2)], ints(0)), {}),
        (([zeros(2), zeros(2)], ints(0, 1)), {}), (([zeros(0, 2), zeros(2, 2)], whole(1)), {}),
        (([zeros(0), zeros(2, 2)], whole(0)), {}),
        (([zeros(2, 2), zeros(1, 2), zeros(2, 3)], whole(0)), {}),
        (([zeros(2, 2), zeros(2, 2), zeros(2)], whole(0)), {}),
    ],
    "DepthToSpace": [
        ((zeros(1, 2, 2, 3),), {"block_size": 2}), ((zeros(1, 2, 2),), {"block_size": 2}),
        ((zeros(4),), {"block_size": 2}),
    ],
    "EnsureShape": [
        ((zeros(2, 1),), {"shape": [2, 2]}), ((zeros(2, 1),), {"shape": [2]}),
        ((zeros(2, 1),), {"shape": [None, 2]}),
    ],
    "ExpandDims": [
        ((zeros(2, 1), whole(3)), {}), ((zeros(2, 1), whole(-4)), {}),
        ((zeros(2, 1), ints(1)), {}), ((zeros(2, 1), ints(1, 2)), {}), ((zeros(), whole(-1)), {}),
        ((zeros(2), ints()), {}),
    ],
    "Fill": [
        ((ints(-1), f32(1)), {}), ((whole(2), f32(1)), {}), ((ints(2), zeros(1)), {}),
        ((zeros(2, 2, dtype=i32), f32(1)), {}), ((ints(2), zeros(2)), {}),
    ],
    "Gather": [
        ((zeros(3, 2), ints(3)), {}), ((zeros(), ints(3)), {}),
    ],
    "GatherNd": [
        ((zeros(3, 2), ints(0, 2)), {}), ((zeros(3, 2), np.array([[0, 1], [3, 0]], i32)), {}),
        ((zeros(3, 2), ints(0, 2, 1)), {}), ((zeros(3, 2), whole(1)), {}),
        ((zeros(), ints(1)), {}), ((zeros(0, 2), ints(1)), {}),
        ((zeros(3, 2), np.array([[0, 1], [3, 0]], i32)), {"bad_indices_policy": "IGNORE"}),
        ((zeros(3, 2), np.array([[0, 1], [3, 0]], i32)), {"bad_indices_policy": "ERROR"}),
        ((zeros(3, 2), np.array([[0, 1], [3, 0]], i32)), {"bad_indices_policy": "DEFAULT"}),
        ((zeros(3, 2), zeros(2, 0, dtype=i32)), {}),
    ],
    "GatherV2": [
        ((zeros(3, 2), ints(3), whole(0)), {}),
        ((zeros(3, 2), np.array([[0, 1], [-1, 0]], i32), whole(0)), {}),
        ((zeros(3, 2), ints(0), whole(2)), {}), ((zeros(3, 2), ints(0), whole(-3)), {}),
        ((zeros(3, 2), ints(0), ints(0)), {}), ((zeros(3, 2), ints(0), ints(0, 1)), {}),
        ((zeros(3, 2), ints(0), whole(1)), {"batch_dims": 1}),
        ((zeros(3, 2), zeros(3, 1, dtype=i32), whole(0)), {"batch_dims": 1}),
        ((zeros(3, 2), zeros(3, 1, dtype=i32), whole(1)), {"batch_dims": 3}),
        ((zeros(3, 2), zeros(3, 1, dtype=i32), whole(1)), {"batch_dims": -3}),
        ((zeros(3, 2), zeros(3, 1, dtype=i32) + 5, whole(1)), {"batch_dims": 1}),
        ((zeros(3, 2), whole(5), whole(1)), {}), ((zeros(0, 2), ints(0), whole(0)), {}),
        ((zeros(0, 2), ints(), whole(0)), {}),
        ((words(b"a", b"b").reshape(1, 2), ints(0), whole(-1)), {"batch_dims": -1}),
        (
            (np.arange(24).reshape(2, 3, 4), np.array([[0, 1, 2], [1, 1, 1]], i32), whole(2)),
            {"batch_dims": 2},
        ),
        ((np.arange(24).reshape(2, 3, 4), np.array([[0], [2]], i32), whole(2)), {"batch_dims": 1}),
        ((zeros(2, 3), zeros(dtype=i32), whole(1)), {"batch_dims": 1}),
        ((zeros(), ints(3), whole(0)), {}), ((zeros(2), ints(3), whole(0)), {"batch_dims": 1}),
        ((zeros(2, 3), zeros(2, 1, dtype=i32), whole(0)), {"batch_dims": 2}),
    ],
    "InvertPermutation": [
        ((ints(0, 2),), {}), ((ints(0, 0),), {}), ((ints(0, -1),), {}), ((whole(0),), {}),
        ((ints(3, 0, 0),), {}),
    ],
    "LinSpace": [
        ((f32(0), f32(1), whole(0)), {}), ((f32(0), f32(1), whole(-1)), {}),
        ((zeros(1), f32(1), whole(1)), {}), ((f32(3), f32(1), whole(1)), {}),
        ((f32(0), zeros(1), whole(1)), {}), ((f32(0), f32(0), ints(1)), {}),
        ((f32(0), f32(10), whole(7)), {}),
    ],
    "MirrorPad": [
        ((zeros(2, 2), np.array([[2, 1], [1, 0]], i32)), {"mode": "REFLECT"}),
        ((zeros(2, 2), np.array([[2, 3], [1, 0]], i32)), {"mode": "SYMMETRIC"}),
        ((zeros(2, 2), np.array([[-2, 3], [1, 0]], i32)), {"mode": "SYMMETRIC"}),
        ((zeros(2, 2), np.array([[2, 3]], i32)), {"mode": "SYMMETRIC"}),
        ((zeros(2, 2), np.array([[0, 0], [0, 0]], i32)), {"mode": "SYMMETRIC"}),
        ((zeros(0, 2), np.array([[0, 0], [1, 0]], i32)), {"mode": "REFLECT"}),
        ((zeros(0, 2), np.array([[1, 0], [1, 0]], i32)), {"mode": "SYMMETRIC"}),
    ],
    "MirrorPadGrad": [
        (
            (np.arange(12, dtype=f32).reshape(3, 4), np.array([[1, 1], [1, 1]], i32)),
            {"mode": "SYMMETRIC"},
        ),
        (
            (np.arange(20, dtype=f32).reshape(4, 5), np.array([[1, 1], [1, 1]], i32)),
            {"mode": "REFLECT"},
        ),
        ((zeros(2, 2), np.array([[2, 1], [1, 0]], i32)), {"mode": "REFLECT"}),
        ((zeros(2, 2), np.array([[1, 2], [1, 0]], i32)), {"mode": "SYMMETRIC"}),
        ((zeros(2, 2), np.array([[-1, 2], [1, 0]], i32)), {"mode": "SYMMETRIC"}),
        ((zeros(2, 2), np.array([[1, 0]], i32)), {"mode": "SYMMETRIC"}),
        ((zeros(3), np.array([[1, 1]], i32)), {"mode": "REFLECT"}),
        ((zeros(5), np.array([[2, 2]], i32)), {"mode": "SYMMETRIC"}),
        ((zeros(4), np.array([[2, 2]], i32)), {"mode": "SYMMETRIC"}),
        ((zeros(4), np.array([[2, 2]], i32)), {"mode": "REFLECT"}),
        ((zeros(4), ints(2, 2)), {"mode": "REFLECT"}),
        ((zeros(4, 4), np.array([[2, 2]], i32)), {"mode": "REFLECT"}),
        ((zeros(4), np.array([[0, 0]], i32)), {"mode": "REFLECT"}),
    ],
    "OneHot": [
        ((ints(1, 2), whole(-1), f32(1), f32(0)), {}),
        ((ints(1, 2), ints(1, 2), f32(1), f32(0)), {}),
        ((ints(1, 2), ints(1), f32(1), f32(0)), {}),
        ((ints(1, 2), whole(1), zeros(1), f32(0)), {}),
        ((ints(1, 2), whole(1), f32(1), zeros(2)), {}),
        ((ints(1, 2), whole(1), f32(1), f32(0)), {"axis": 2}),
        ((ints(1, 2), whole(1), f32(1), f32(0)), {"axis": -2}),
        ((whole(3), whole(4), f32(1), f32(0)), {"axis": 0}),
        ((whole(3), whole(4), f32(1), f32(0)), {"axis": 1}),
        ((np.uint8(200), whole(4), word(b"a"), word(b"b")), {}),
    ],
    "Pack": [
        (([zeros(2), zeros(3)],), {"axis": 0}), (([zeros(2), zeros(2)],), {"axis": 2}),
        (([zeros(2), zeros(2)],), {"axis": -3}), (([zeros(), zeros(2)],), {"axis": 0}),
    ],
    "Pad": [
        ((zeros(2, 2), np.array([[1, 1]], i32)), {}),
        ((zeros(2, 2), np.array([[1, 1], [-1, 0]], i32)), {}),
        ((zeros(2, 2), np.array([[1, 1, 1], [-1, 0, 1]], i32)), {}), ((zeros(2, 2), ints(1)), {}),
    ],
    "PadV2": [
        ((zeros(2, 2), np.array([[1, 1], [1, 0]], i32), zeros(1)), {}),
        ((zeros(2, 2), np.array([[1, 1], [1, 0]], i32), zeros(2)), {}),
    ],
    "PreventGradient": [
        ((zeros(2, 1),), {"message": "s"}),
    ],
    "PrintV2": [
        ((words(b"a"),), {}),
    ],
    "Range": [
        ((whole(0), whole(3), whole(0)), {}), ((whole(0), whole(3), whole(-1)), {}),
        ((whole(3), whole(0), whole(1)), {}), ((ints(3), whole(0), whole(1)), {}),
        ((ints(3, 4), whole(0), whole(1)), {}), ((f32(0), f32(1), f32(0.3)), {}),
        ((f32(0), f32(np.nan), f32(0.3)), {}), ((f32(0), f32(np.inf), f32(0.3)), {}),
    ],
    "RegexFullMatch": [
        ((words(b"a", b"b"), words(b"a")), {}),
    ],
    "Reshape": [
        ((zeros(4), ints(2, 3)), {}), ((zeros(4), ints(-1, 3)), {}),
        ((zeros(4), ints(-1, -1)), {}), ((zeros(4), ints(-2, 2)), {}), ((zeros(4), whole(4)), {}),
        ((zeros(0, 2), ints(-1, 0)), {}), ((zeros(0, 2), ints(-1, 2)), {}),
        ((zeros(4, 2), ints(0, -1)), {}), ((zeros(4, 2), zeros(2, 2, dtype=i32)), {}),
        ((zeros(2, 2), ints(2 ** 30, 2 ** 30)), {}), ((words(b"a", b"b"), ints(2, 1)), {}),
    ],
    "ReverseV2": [
        ((zeros(2, 2), ints(2)), {}), ((zeros(2, 2), ints(0, 0)), {}),
        ((zeros(2, 2), ints(0, -2)), {}), ((zeros(2, 2), whole(0)), {}),
        ((zeros(2, 2), ints(-3)), {}),
    ],
    "Roll": [
        ((zeros(2, 2), ints(1, 2), ints(0)), {}), ((zeros(2, 2), whole(1), whole(2)), {}),
        ((zeros(2, 2), whole(1), whole(-3)), {}), ((zeros(), whole(1), whole(0)), {}),
        ((zeros(2), zeros(1, 1, dtype=i32), zeros(1, 1, dtype=i32)), {}),
        ((zeros(2), ints(1), zeros(1, 1, dtype=i32)), {}),
        ((np.arange(6).reshape(2, 3), ints(1, 2, 3), ints(1, -1, 0)), {}),
        ((zeros(2, 2), ints(1), whole(0)), {}),
    ],
    "ScatterNd": [
        ((np.array([[5]], i32), zeros(1), ints(4)), {}),
        ((np.array([[-1]], i32), zeros(1), ints(4)), {}),
        ((np.array([[5]], i32), zeros(2), ints(4)), {}),
        ((np.array([[5, 1]], i32), zeros(1), ints(4)), {}),
        ((np.array([[0]], i32), zeros(1, 3), ints(4, 2)), {}),
        ((np.array([[0]], i32), zeros(1, 3), whole(4)), {}), ((whole(1), zeros(), ints(4)), {}),
        ((np.array([[0]], i32), zeros(1), ints(0)), {}),
        ((np.array([[0]], i32), zeros(1), ints(-1)), {}),
        ((np.array([[0], [7]], i32), zeros(2), ints(4)), {"bad_indices_policy": "IGNORE"}),
        ((zeros(2, 0, dtype=i32), zeros(2, 3, 2) + 1, ints(3, 2)), {}),
        ((zeros(0, 1, dtype=i32), zeros(0, 2) + 1, ints(3, 2)), {}),
        ((zeros(0, 3, dtype=i32), zeros(0) + 1, ints(3, 2)), {}),
        ((ints(1), zeros(2) + 1, ints(3, 2)), {}), ((ints(1), zeros(1, 2) + 1, ints(3, 2)), {}),
        ((ints(1, 0), zeros(), ints(3, 2)), {}), ((ints(1), zeros(1), ints(3, 1)), {}),
        ((ints(1, 1), zeros(), ints(3, 1)), {}),
    ],
    "ShapeN": [
        (([zeros(2), zeros()],), {}),
    ],
    "ShardedFilename": [
        ((word(b"a"), ints(1), whole(3)), {}),
    ],
    "Size": [
        ((zeros(2, 3),), {}),
    ],
    "Slice": [
        ((zeros(4, 4), ints(0, 0), ints(5, 1)), {}), ((zeros(4, 4), ints(5, 0), ints(1, 1)), {}),
        ((zeros(4, 4), ints(5, 0), ints(-1, 1)), {}), ((zeros(4, 4), ints(0, 0), ints(-2, 1)), {}),
        ((zeros(4, 4), ints(-1, 0), ints(1, 1)), {}), ((zeros(4, 4), ints(0, 0), ints(1)), {}),
        ((zeros(4, 4), ints(0), ints(1)), {}), ((zeros(4, 4), whole(0), whole(1)), {}),
        ((zeros(), ints(), ints()), {}), ((words(b"a", b"b"), ints(0), ints(1)), {}),
    ],
    "SpaceToDepth": [
        ((zeros(1, 3, 2, 3),), {"block_size": 2}), ((zeros(1, 2, 3, 2),), {"block_size": 2}),
    ],
    "Split": [
        ((whole(0), zeros(3, 2)), {"num_split": 2}), ((whole(2), zeros(3, 2)), {"num_split": 2}),
        ((whole(-3), zeros(3, 2)), {"num_split": 2}), ((ints(0), zeros(4, 2)), {"num_split": 2}),
        ((ints(0, 1), zeros(4, 2)), {"num_split": 2}), ((whole(0), zeros()), {"num_split": 2}),
        ((whole(0), zeros(4)), {"num_split": 2}),
    ],
    "SplitV": [
        ((zeros(3, 2), ints(1, 1), whole(0)), {"num_split": 2}),
        ((zeros(3, 2), ints(-1, -1), whole(0)), {"num_split": 2}),
        ((zeros(3, 2), ints(-1, 5), whole(0)), {"num_split": 2}),
        ((zeros(3, 2), ints(1, 2, 0), whole(0)), {"num_split": 2}),
        ((zeros(3, 2), ints(1, 2), whole(3)), {"num_split": 2}),
        ((zeros(3, 2), ints(-2, 5), whole(0)), {"num_split": 2}),
        ((zeros(3, 2), ints(2), whole(0)), {"num_split": 1}),
        ((zeros(), ints(2), whole(0)), {"num_split": 1}),
        ((zeros(3, 2), ints(1, 2), ints(0)), {"num_split": 2}),
    ],
    "Squeeze": [
        ((zeros(2, 1),), {"squeeze_dims": [0]}), ((zeros(2, 1),), {"squeeze_dims": [2]}),
        ((zeros(2, 1),), {"squeeze_dims": [-3]}), ((zeros(1, 1),), {"squeeze_dims": [0, 0]}),
        ((zeros(1, 1),), {"squeeze_dims": [0, -2]}),
    ],
    "StridedSlice": [
        ((zeros(4, 4), ints(0), ints(1, 1), ints(1, 1)), {}),
        ((zeros(4, 4), ints(0, 0, 0), ints(1, 1, 1), ints(1, 1, 1)), {}),
        ((zeros(4, 4), ints(0), ints(2), ints(0)), {}),
        ((zeros(4, 4), ints(4), ints(5), ints(1)), {"shrink_axis_mask": 1}),
        ((zeros(4, 4), ints(-5), ints(5), ints(1)), {"shrink_axis_mask": 1}),
        ((zeros(4, 4), ints(0), ints(1), ints(-1)), {"shrink_axis_mask": 1}),
        ((zeros(4, 4), ints(0, 0), ints(1, 1), ints(1, 1)), {"ellipsis_mask": 3}),
        (
            (zeros(4, 4), ints(0, 0), ints(1, 1), ints(1, 1)),
            {"new_axis_mask": 1, "shrink_axis_mask": 1},
        ),
        ((zeros(4, 4), whole(0), whole(1), whole(1)), {}),
        ((zeros(), ints(0), ints(1), ints(1)), {}),
        (
            (zeros(4, 4), zeros(1, 1, dtype=i32), zeros(1, 1, dtype=i32), zeros(1, 1, dtype=i32)),
            {},
        ),
        (
            (zeros(4, 4, 4), ints(0, 0, 0), ints(0, 0, 0), ints(1, 1, 1)),
            {"ellipsis_mask": 2, "shrink_axis_mask": 5},
        ),
        (
            (zeros(4, 4), ints(0, 0, 0, 0), ints(0, 0, 0, 0), ints(1, 1, 1, 1)),
            {"ellipsis_mask": 2, "new_axis_mask": 8},
        ),
        (
            (zeros(4, 4), ints(0, 0, 0, 0), ints(0, 0, 0, 0), ints(1, 1, 1, 1)),
            {"ellipsis_mask": 2, "new_axis_mask": 4},
        ),
        ((zeros(4, 4), ints(0, 5), ints(3, 9), ints(1, 1)), {}),
        ((zeros(4, 4), ints(0, 5), ints(3, 9), ints(1, 0)), {"shrink_axis_mask": 2}),
        ((zeros(4, 4), ints(0, -1), ints(3, 0), ints(1, 1)), {"shrink_axis_mask": 2}),
        (
            (zeros(4, 4), ints(0, 1), ints(3, 0), ints(1, 1)),
            {"shrink_axis_mask": 2, "begin_mask": 2, "end_mask": 2},
        ),
        ((zeros(0, 4), ints(0), ints(3), ints(1)), {"shrink_axis_mask": 1}),
        ((zeros(4, 4), ints(), ints(), ints()), {}),
    ],
    "StridedSliceGrad": [
        ((ints(4, 4), ints(0), ints(1), ints(1), zeros(2, 4)), {}),
        ((ints(4, 4), ints(0), ints(1), ints(1), zeros(4)), {}),
        ((ints(4, 4), ints(0), ints(1), ints(1), zeros(4)), {"shrink_axis_mask": 1}),
        ((whole(4), ints(0), ints(1), ints(1), zeros(4)), {}),
        ((ints(4, 4), ints(0, 0, 0), ints(1, 1, 1), ints(1, 1, 1), zeros(4)), {}),
    ],
    "StringJoin": [
        (([words(b"a", b"b"), words(b"a")],), {"separator": ","}),
    ],
    "StringLength": [
        ((words(b"a", b"b"),), {}),
    ],
    "TensorScatterAdd": [
        ((zeros(4), np.array([[5]], i32), zeros(1)), {}),
        ((zeros(4), np.array([[5]], i32), zeros(2)), {}),
    ],
    "TensorScatterUpdate": [
        ((zeros(4), np.array([[5]], i32), zeros(1)), {}),
        ((zeros(4), np.array([[5]], i32), zeros(2)), {}),
        ((zeros(4), np.array([[5, 2]], i32), zeros(1)), {}),
        ((zeros(), np.array([[5, 2]], i32), zeros(1)), {}), ((zeros(4), whole(1), zeros()), {}),
        ((zeros(0), np.array([[0]], i32), zeros(1)), {}),
        ((zeros(3, 2), ints(1), zeros(2) + 1), {}),
        ((zeros(3, 2), zeros(2, 0, dtype=i32), zeros(2, 3, 2) + 1), {}),
        ((zeros(3, 2), ints(1, 0), zeros()), {}), ((zeros(3, 1), ints(1), zeros(1)), {}),
    ],
    "Tile": [
        ((zeros(2, 2), ints(1)), {}), ((zeros(2, 2), ints(1, -1)), {}),
        ((zeros(2, 2), whole(1)), {}), ((zeros(2, 2), ints(0, 2)), {}), ((zeros(), ints()), {}),
        ((zeros(2), zeros(1, 1, dtype=i32)), {}),
    ],
    "TopKV2": [
        ((zeros(3), whole(4)), {}), ((zeros(3), whole(-1)), {}), ((zeros(3), ints(1)), {}),
        ((zeros(), whole(1)), {}), ((zeros(2, 3), whole(2)), {}),
    ],
    "Transpose": [
        ((zeros(2, 2), ints(0)), {}), ((zeros(2, 2), ints(0, 0)), {}),
        ((zeros(2, 2), ints(0, 2)), {}), ((zeros(2, 2), ints(0, -1)), {}),
        ((zeros(2, 2), ints(0, -3)), {}), ((zeros(2, 2), zeros(1, 2, dtype=i32)), {}),
        ((zeros(), zeros(0, dtype=i32)), {}),
    ],
    "Unique": [
        ((zeros(2, 2),), {}), ((np.array([3, 1, 3, 2, 1], f32),), {}),
        ((np.array([np.nan, 1, np.nan, 2, 1], f32),), {}), ((np.array([0.0, -0.0], f32),), {}),
        ((zeros(),), {}),
    ],
    "UniqueV2": [
        ((np.array([[1, 1], [2, 2], [1, 1]], f32), ints(0)), {}),
        ((np.array([[1, 1], [2, 2], [1, 1]], f32), ints(2)), {}),
        ((np.array([[1, 1], [2, 2], [1, 1]], f32), ints()), {}),
        ((np.array([[1, 1], [2, 2], [1, 1]], f32), ints(0, 1)), {}),
    ],
    "UniqueWithCounts": [
        ((zeros(2, 2),), {}), ((words(b"b", b"a", b"b"),), {}),
    ],
    "UniqueWithCountsV2": [
        ((np.array([[1, 1], [2, 2], [1, 1]], f32), ints(0)), {}),
    ],
    "Unpack": [
        ((zeros(2, 2),), {"num": 3, "axis": 0}), ((zeros(2, 2),), {"num": 2, "axis": 2}),
        ((zeros(),), {"num": 2, "axis": 0}), ((zeros(2, 2),), {"num": 2, "axis": -3}),
    ],
    "Where": [
        ((zeros(),), {}), ((np.array(True),), {}), ((np.array(False),), {}),
        ((np.array([1, 0, np.nan], f32),), {}), ((zeros(2, 3),), {}),
    ],
}
