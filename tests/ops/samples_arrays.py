"""Samples of ops that make, cut, join and move arrays: shape, broadcast, fill, slice, join, gather,
scatter, pad, transpose, sort, unique."""

import ml_dtypes
import numpy as np

from tfcompat._src.base.shapes import TensorShape

f16, f32, f64, bf16 = np.float16, np.float32, np.float64, ml_dtypes.bfloat16
i32, i64 = np.int32, np.int64


def text(*values):
    """A string tensor: of one value, or of several in a row."""
    array = np.empty(len(values), object)
    array[:] = values
    return array if len(values) != 1 else array.reshape(())


def ints(*values):
    """A vector of int32."""
    return np.array(values, i32)


def whole(value, dtype=i32):
    """A scalar integer."""
    return np.array(value, dtype)


def count(*shape, dtype=f32):
    """A tensor that counts its elements."""
    return np.arange(np.prod(shape)).reshape(shape).astype(dtype)


def strided(x, begin, end, strides, /, **masks):
    """A row for StridedSlice; masks by their first word."""
    given = {f"{name}_mask": mask for name, mask in masks.items()}
    return ((x, ints(*begin), ints(*end), ints(*strides)), given)


WORDS = text(b"b", b"a", b"", b"b")
SLICES = [
    strided(count(4, 3), [1], [3], [1]),
    strided(count(4, 3), [1, -1], [3, -4], [1, -1]),
    strided(count(4, 3), [0, 0], [0, 2], [1, 1], begin=1, end=1),
    strided(count(2, 3, 4), [0, 0, 1], [0, 0, 2], [1, 1, 1], ellipsis=1, new_axis=2),
    strided(count(2, 3, 4), [1, 0], [2, 0], [1, 1], shrink_axis=1, ellipsis=2),
    strided(count(2, 3, 4), [1, 2, 3], [2, 3, 4], [1, 1, 1], shrink_axis=7),
    strided(count(2, 3, 4), [-1, 0], [0, 0], [1, 1], shrink_axis=1, new_axis=2),
    strided(count(5), [4], [-6], [-2]),
    strided(count(5), [-10], [10], [3]),
    strided(count(5), [3], [1], [1]),
    strided(WORDS, [1], [2], [1], shrink_axis=1),
    strided(count(), [0], [0], [1], new_axis=1),
    ((count(4), np.array([1], i64), np.array([3], i64), np.array([1], i64)), {}),
]

SAMPLES = {
    "Shape": [((count(2, 3),), {}), ((count(),), {"out_type": "int64"})],
    "ShapeN": [(([count(2, 3), count()],), {}), (([count(2)],), {"out_type": "int64"})],
    "Size": [((count(2, 3),), {}), ((count(0, 3),), {"out_type": "int64"})],
    "Rank": [((count(2, 3),), {}), ((count(),), {})],
    "Reshape": [
        ((count(2, 6), ints(3, 4)), {}), ((count(2, 6), ints(-1, 2, 2)), {}),
        ((count(0, 2), ints(-1, 0)), {}), ((count(0, 2), ints(3, -1)), {}),
        ((count(1), ints()), {}), ((WORDS, np.array([2, 2], i64)), {}),
    ],
    "Squeeze": [
        ((count(1, 2, 1),), {}), ((count(1, 2, 1),), {"squeeze_dims": [0]}),
        ((count(1, 2, 1),), {"squeeze_dims": [-1]}), ((count(1, 1),), {}),
    ],
    "ExpandDims": [
        ((count(2, 3), whole(1)), {}), ((count(2, 3), whole(-1)), {}),
        ((count(2, 3), ints(-3)), {}), ((count(), whole(0, i64)), {}),
    ],
    "EnsureShape": [
        ((count(2, 3),), {"shape": [None, 3]}), ((count(),), {"shape": TensorShape(None)}),
    ],
    "Identity": [((count(2),), {}), ((text(b"a"),), {})],
    "IdentityN": [(([count(2), ints(1)],), {})],
    "Snapshot": [((count(2),), {})],
    "StopGradient": [((count(2),), {})],
    "PreventGradient": [((count(2),), {"message": "no"})],
    "BroadcastTo": [
        ((count(3, 1), ints(2, 3, 4)), {}), ((count(), ints(2)), {}),
        ((count(1), np.array([0], i64)), {}), ((text(b"a"), ints(2)), {}),
    ],
    "BroadcastArgs": [((ints(2, 1, 3), ints(4, 1)), {}), ((ints(), ints(2)), {})],
    "BroadcastGradientArgs": [
        ((ints(2, 3), ints(3)), {}), ((ints(3, 1, 2), ints(1, 2)), {}),
        ((ints(1, 1), ints(1)), {}), ((ints(3, 1), ints(3, 1)), {}),
        ((ints(1, 0), ints(1)), {}), ((np.array([2, 1], i64), np.array([1, 5], i64)), {}),
    ],
    "Const": [((), {"value": count(2), "dtype": "float32"})],
    "Fill": [
        ((ints(2, 3), f32(1.5)), {}), ((ints(), whole(7)), {}),
        ((np.array([2], i64), text(b"a")), {}), ((ints(0), f32(1)), {}),
    ],
    "ZerosLike": [((count(2),), {}), ((WORDS,), {}), ((np.array([True]),), {})],
    "OnesLike": [((count(2),), {}), ((count(2, dtype=bf16),), {}), ((np.array([False]),), {})],
    "Range": [
        ((whole(0), whole(5), whole(2)), {}), ((whole(5), whole(0), whole(-2)), {}),
        ((whole(3, i64), whole(3, i64), whole(1, i64)), {}),
        ((f32(0), f32(1), f32(0.3)), {}), ((f64(0.3), f64(-1), f64(-0.1)), {}),
        ((f16(0.5), f16(60), f16(0.3)), {}),
    ],
    "LinSpace": [
        ((f32(0.1), f32(7.3), whole(13)), {}), ((f64(3), f64(-1), whole(4, i64)), {}),
        ((f32(3), f32(1), whole(1)), {}),
    ],
    "OneHot": [
        ((ints(1, 5, 0), whole(3), f32(1), f32(0)), {}),
        ((ints(1, -1, 0), whole(3), f32(2), f32(-1)), {"axis": 0}),
        ((count(2, 2, dtype=i64), whole(4), whole(1), whole(0)), {"axis": 1}),
        ((np.array(2, np.uint8), whole(4), text(b"on"), text(b"off")), {}),
    ],
    "Placeholder": [],
    "PlaceholderV2": [],
    "PlaceholderWithDefault": [((count(2),), {"shape": [None]})],
    "Slice": [
        ((count(4, 3), ints(1, 0), ints(2, 2)), {}), ((count(4, 3), ints(1, 1), ints(-1, -1)), {}),
        ((count(4, 3), ints(4, 0), ints(0, -1)), {}), ((count(), ints(), ints()), {}),
    ],
    "StridedSlice": SLICES,
    "StridedSliceGrad": [
        ((ints(4, 3), ints(1, 2), ints(3, 0), ints(1, -1), count(2, 2)), {}),
        ((ints(4, 3), ints(1), ints(2), ints(1), count(3)), {"shrink_axis_mask": 1}),
        ((ints(4), ints(0), ints(0), ints(1), count(1, 4)), {"new_axis_mask": 1}),
    ],
    "ConcatV2": [
        (([count(2, 3), count(1, 3)], whole(0)), {}),
        (([count(2, 3), count(2, 1), count(2, 0)], whole(-1, i64)), {}),
        (([WORDS, WORDS], whole(0)), {}),
    ],
    "Concat": [((whole(1), [count(2, 3), count(2, 1)]), {})],
    "ConcatOffset": [
        ((whole(1), [ints(2, 3), ints(2, 4), ints(2, 1)]), {}),
        ((whole(-1), [np.array([2, 3], i64), np.array([2, 4], i64)]), {}),
    ],
    "Pack": [
        (([count(2, 3), count(2, 3)],), {}), (([count(2, 3), count(2, 3)],), {"axis": -1}),
        (([whole(1), whole(2), whole(3)],), {}), (([text(b"a"), text(b"b")],), {}),
        (([count(2)],), {"axis": 1}),
    ],
    "Unpack": [
        ((count(2, 3),), {"num": 2}), ((count(2, 3),), {"num": 3, "axis": -1}),
        ((WORDS,), {"num": 4}), ((count(2, 0),), {"num": 0, "axis": 1}),
    ],
    "Split": [
        ((whole(0), count(4, 3)), {"num_split": 2}), ((whole(-1), count(2, 6)), {"num_split": 3}),
    ],
    "SplitV": [
        ((count(5, 2), ints(2, 0, 3), whole(0)), {"num_split": 3}),
        ((count(2, 5), np.array([1, -1], i64), whole(-1)), {"num_split": 2}),
        ((count(2, 5), np.array([5], np.int8), whole(1)), {"num_split": 1}),
    ],
    "Gather": [((count(4, 2), ints(3, 0)), {}), ((WORDS, whole(1)), {})],
    "GatherV2": [
        ((count(4, 2), ints(3, 0, 3), whole(0)), {}),
        ((count(4, 2), np.array([[1], [0]], i64), whole(-1)), {}),
        ((count(2, 3, 4), ints(1, 0).reshape(2, 1), whole(2)), {"batch_dims": 1}),
        ((count(2, 3, 4), ints(0, 1, 2, 1, 1, 1).reshape(2, 3), whole(2)), {"batch_dims": -1}),
        ((count(2, 3), ints(1, 2), whole(1)), {"batch_dims": 1}),
        ((count(4, 2), whole(2), whole(0, i64)), {}), ((WORDS, whole(1), whole(0)), {}),
        ((WORDS.reshape(2, 2), np.array([1], np.int16), whole(1)), {}),
    ],
    "GatherNd": [
        ((count(3, 2), ints(0, 1, 2, 0).reshape(2, 2)), {}), ((count(3, 2), ints(2)), {}),
        ((count(3, 2), ints(2, 1)), {}), ((count(3, 2), np.zeros((2, 0), i32)), {}),
        ((WORDS, np.array([[1], [3]], i64)), {}),
        ((count(3, 2), ints(0, 1, 5, 0).reshape(2, 2)), {"bad_indices_policy": "IGNORE"}),
    ],
    "Where": [((np.array([[True, False], [True, True]]),), {}), ((count(3),), {})],
    "ScatterNd": [
        ((ints(1, 3, 1).reshape(3, 1), count(3), ints(5)), {}),
        ((ints(0, 1).reshape(1, 2), count(1, 2), ints(2, 2, 2)), {}),
        ((ints(0, 0).reshape(2, 1), text(b"a", b"b"), ints(2)), {}),
        ((ints(0, 7).reshape(2, 1), count(2) + 1, ints(2)), {"bad_indices_policy": "IGNORE"}),
        ((np.zeros((0, 1), i64), np.zeros((0, 2), f32), np.array([3, 2], i64)), {}),
        ((ints(1, 1, 1).reshape(3, 1), np.array([2048, 1, 1], f16), ints(2)), {}),
    ],
    "TensorScatterUpdate": [
        ((count(4), ints(1, 3, 1).reshape(3, 1), -count(3)), {}),
        ((count(3, 2), ints(2).reshape(1, 1), -count(1, 2)), {}),
        ((WORDS, ints(0).reshape(1, 1), WORDS[:1]), {}),
    ],
    "TensorScatterAdd": [
        ((count(4), ints(1, 3, 1).reshape(3, 1), count(3)), {}),
        ((count(3, 2, dtype=i32), ints(2, 1).reshape(1, 2), ints(10)), {}),
    ],
    "TensorScatterSub": [((count(4), ints(1, 3, 1).reshape(3, 1), count(3)), {})],
    "Pad": [
        ((count(2, 2), ints(1, 0, 0, 2).reshape(2, 2)), {}),
        ((WORDS, np.array([[0, 1]], i64)), {}), ((count(), np.zeros((0, 2), i32)), {}),
    ],
    "PadV2": [
        ((count(2, 2), ints(1, 0, 0, 2).reshape(2, 2), f32(7)), {}),
        ((WORDS, ints(1, 0).reshape(1, 2), text(b"x")), {}),
    ],
    "MirrorPad": [
        ((count(3, 2), ints(2, 1, 0, 1).reshape(2, 2)), {"mode": "REFLECT"}),
        ((count(3, 2), ints(3, 1, 0, 2).reshape(2, 2)), {"mode": "SYMMETRIC"}),
    ],
    "MirrorPadGrad": [
        ((count(4, 5), ints(1, 1, 1, 1).reshape(2, 2)), {"mode": "REFLECT"}),
        ((count(3, 4), ints(1, 1, 1, 1).reshape(2, 2)), {"mode": "SYMMETRIC"}),
    ],
    "Transpose": [
        ((count(2, 3, 4), ints(2, 0, 1)), {}), ((count(2, 3), np.array([-1, 0], i64)), {}),
        ((count(), ints()), {}), ((WORDS.reshape(2, 2), ints(1, 0)), {}),
    ],
    "ConjugateTranspose": [
        ((np.array([[1 + 2j, 3j]], np.complex64), ints(1, 0)), {}),
        ((count(2, 3), ints(1, 0)), {}),
    ],
    "InvertPermutation": [((ints(2, 0, 1),), {}), ((np.array([], i64),), {})],
    "ReverseV2": [
        ((count(2, 3), ints(1)), {}), ((count(2, 3), np.array([0, -1], i64)), {}),
        ((count(2, 3), ints()), {}), ((WORDS, ints(0)), {}),
    ],
    "Tile": [
        ((count(2, 3), ints(2, 1)), {}), ((count(2, 3), np.array([0, 2], i64)), {}),
        ((count(), ints()), {}), ((WORDS, ints(2)), {}),
    ],
    "Roll": [
        ((count(2, 3), whole(1), whole(-1)), {}),
        ((count(2, 3), np.array([1, 2, 3], i64), ints(1, -1, 0)), {}),
    ],
    "DepthToSpace": [((count(1, 2, 3, 8),), {"block_size": 2})],
    "SpaceToDepth": [((count(1, 4, 6, 2),), {"block_size": 2})],
    "TopK": [],
    "TopKV2": [
        ((np.array([[1, 3, 2, 3], [0, 0, 0, 1]], f32), whole(3)), {}),
        ((ints(5, -5, 7), whole(0)), {}), ((np.array([3, 200], np.uint8), whole(2)), {}),
        ((count(5, dtype=bf16), np.array(2, np.int16)), {"index_type": "int64"}),
    ],
    "Unique": [
        ((np.array([3, 1, 3, 2, 1], f32),), {}), ((WORDS,), {"out_idx": "int64"}),
        ((np.array([np.nan, 1, np.nan, 0.0, -0.0], f64),), {}), ((ints(),), {}),
    ],
    "UniqueWithCounts": [((ints(3, 1, 3),), {}), ((WORDS,), {"out_idx": "int64"})],
    "UniqueV2": [
        ((np.array([[1, 1], [2, 2], [1, 1]], f32), np.array([0], i64)), {}),
        ((np.array([[1, 2, 1], [3, 4, 3]], f32), ints(-1)), {}), ((ints(2, 2), ints()), {}),
    ],
    "UniqueWithCountsV2": [
        ((np.array([[1, 1], [2, 2], [1, 1]], f32), np.array([0], i64)), {}),
    ],
}
NOT_ON_TENSORFLOW_CPU = {
    "DepthToSpace": [((count(1, 8, 2, 3),), {"block_size": 2, "data_format": "NCHW"})],
    "SpaceToDepth": [((count(1, 2, 4, 6),), {"block_size": 2, "data_format": "NCHW"})],
}
SAMPLES |= {name: SAMPLES[name] + rows for name, rows in NOT_ON_TENSORFLOW_CPU.items()}
