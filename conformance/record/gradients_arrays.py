"""Rows for gradients of ops that make, cut, join and move arrays."""

import numpy as np

f32, i32, i64 = np.float32, np.int32, np.int64


def count(*shape, dtype=f32):
    """A tensor that counts its elements."""
    return np.arange(np.prod(shape, dtype=int)).reshape(shape).astype(dtype)


def ints(*values, dtype=i32):
    """A vector of integers."""
    return np.array(values, dtype)


def table(*rows):
    """A matrix of integers."""
    return np.array(rows, i32)


AT = table([0, 2, 1], [1, 1, 0])


def gathered(params, indices, axis, batch=0, kind=i32):
    """A row of GatherV2."""
    return (params, indices, np.array(axis, kind)), {"batch_dims": batch}


def strided(x, begin, end, strides, /, **masks):
    """A row of StridedSlice; masks by their first word."""
    given = {f"{name}_mask": mask for name, mask in masks.items()}
    return ((x, ints(*begin), ints(*end), ints(*strides)), given)


ROWS = {
    "GatherV2": [
        gathered(count(3, 4), AT, 0), gathered(count(3, 4), AT, 1), gathered(count(3, 4), AT, -1),
        gathered(count(2, 3, 4), AT, 1, 1), gathered(count(2, 3, 4), AT, 2, 1),
        gathered(count(2, 3, 4), AT, -1, -1), gathered(count(2, 3, 4, 2), AT, 2, 1, i64),
        gathered(count(2, 3, 4), AT[:, 0], 1, 1),
        gathered(count(2, 3, 4), np.array(1, i32), 1), gathered(count(3), ints(), 0),
        gathered(count(3, 4), ints(), 1), gathered(count(0, 4), ints(), 0),
        gathered(count(2, 2, 3, 4), np.stack([AT[:, :2], AT[:, 1:]]), 2, 2),
        gathered(count(2, 3, 3), np.stack([AT, AT]) % 2, 2, 1),
        gathered(count(3, 4, dtype=np.complex64), AT, 1),
    ],
    "Gather": [((count(3, 4), AT), {}), ((count(3), np.array(2, i32)), {})],
    "GatherNd": [
        ((count(3, 4), table([0, 1], [2, 3], [0, 1])), {}), ((count(3, 4), table([1], [1])), {}),
        ((count(2, 3, 4), table([0, 1], [1, 2])), {}),
        ((count(3, 4), np.array([[[0], [1]], [[2], [2]]])), {}),
    ],
    "ScatterNd": [
        ((table([1], [3], [1]), count(3, 2), ints(5, 2)), {}),
        ((table([0, 1], [1, 1]), count(2), ints(2, 2)), {}),
    ],
    **{
        name: [
            ((count(4, 2), table([1], [3]), count(2, 2)), {}),
            ((count(4, 2), table([1], [1]), count(2, 2)), {}),
            ((count(4, 2), table([0, 1], [3, 0]), count(2)), {}),
        ]
        for name in ("TensorScatterUpdate", "TensorScatterAdd", "TensorScatterSub")
    },
    "Tile": [
        ((count(2, 3), ints(2, 1)), {}), ((count(2, 3), ints(3, 2, dtype=i64)), {}),
        ((count(2, 3), ints(0, 2)), {}), ((count(), ints()), {}), ((count(1, 2), ints(1, 1)), {}),
    ],
    "BroadcastTo": [
        ((count(3, 1), ints(2, 3, 4)), {}), ((count(2, 1), ints(2, 3)), {}),
        ((count(1), ints(0)), {}), ((count(2, 3), ints(2, 3)), {}),
    ],
    "Transpose": [
        ((count(2, 3, 4), ints(2, 0, 1)), {}), ((count(2, 3), ints(1, 0, dtype=i64)), {}),
        ((count(), ints()), {}),
    ],
    "ConjugateTranspose": [((count(2, 3, dtype=np.complex64) * 1j, ints(1, 0)), {})],
    "ReverseV2": [((count(2, 3), ints(1)), {}), ((count(2, 3), ints(0, -1)), {})],
    "Roll": [
        ((count(2, 3), np.array(1, i32), np.array(1, i32)), {}),
        ((count(2, 3), ints(1, -2), ints(0, 1)), {}),
    ],
    "Slice": [
        ((count(4, 3), ints(1, 0), ints(2, 2)), {}), ((count(4, 3), ints(1, 1), ints(-1, -1)), {}),
        ((count(4, 3), ints(0, 0), ints(4, 3)), {}), ((count(), ints(), ints()), {}),
        ((count(4), ints(4, dtype=i64), ints(0, dtype=i64)), {}),
    ],
    "StridedSlice": [
        strided(count(4, 3), [1, -1], [3, -4], [1, -1]), strided(count(5), [4], [-6], [-2]),
        strided(count(2, 3, 4), [0, 0, 1], [0, 0, 2], [1, 1, 1], ellipsis=1, new_axis=2),
        strided(count(2, 3, 4), [1, 0], [2, 0], [1, 1], shrink_axis=1, ellipsis=2),
        strided(count(4, 3), [0, 0], [0, 2], [1, 1], begin=1, end=1),
    ],
    "ConcatV2": [
        (([count(2, 3), count(1, 3), count(0, 3)], np.array(0, i32)), {}),
        (([count(2, 3), count(2, 1)], np.array(-1, i64)), {}), (([count(2)], np.array(0, i32)), {}),
    ],
    "Split": [((np.array(1, i32), count(2, 6)), {"num_split": 3}),
              ((np.array(0, i32), count(2)), {"num_split": 1})],
    "SplitV": [((count(2, 5), ints(2, 0, 3), np.array(-1, i32)), {"num_split": 3})],
    "Pack": [(([count(2, 3)] * 3,), {"axis": axis}) for axis in (0, 1, -1)],
    "Unpack": [((count(2, 3),), {"num": 2}), ((count(2, 3),), {"num": 3, "axis": -1})],
    "Pad": [((count(2, 3), table([1, 2], [0, 1])), {}), ((count(), np.zeros((0, 2), i32)), {})],
    "PadV2": [((count(2, 3), table([1, 2], [0, 1]), np.array(7, f32)), {})],
    **{
        name: [
            ((count(*shape), table([1, 2], [0, 1])), {"mode": mode})
            for mode in ("REFLECT", "SYMMETRIC")
        ]
        for name, shape in (("MirrorPad", (3, 4)), ("MirrorPadGrad", (6, 5)))
    },
    "TopKV2": [
        ((np.array([[1, 3, 3], [2, 2, 2]], f32), np.array(k, i32)), {}) for k in (0, 1, 2, 3)
    ] + [((count(2, 2, 3), np.array(2, i32)), {}), ((count(4), np.array(2, i32)), {})],
    "TopK": [((np.array([[1, 3, 3], [2, 2, 2]], f32),), {"k": 2})],
    "Reshape": [((count(2, 6), ints(3, -1)), {}), ((count(0, 2), ints(-1, 0)), {})],
    "Squeeze": [((count(1, 2, 1),), {}), ((count(1, 2, 1),), {"squeeze_dims": [-1]})],
    "ExpandDims": [((count(2, 3), np.array(1, i32)), {})],
    "Fill": [((ints(2, 3), np.array(1.5, f32)), {}), ((ints(), np.array(1.5, f32)), {})],
    "DepthToSpace": [((count(1, 2, 1, 8),), {"block_size": 2})],
    "SpaceToDepth": [((count(1, 4, 2, 2),), {"block_size": 2})],
    "MatrixBandPart": [((count(2, 3, 4), np.array(1), np.array(-1)), {})],
    "MatrixDiagPartV3": [
        ((count(2, 3, 4), ints(*k), np.array(0, f32)), {"align": align})
        for k in ((0,), (-1, 1), (2,))
        for align in ("LEFT_RIGHT", "RIGHT_LEFT", "LEFT_LEFT", "RIGHT_RIGHT")
    ],
    "MatrixSetDiagV3": [
        ((count(2, 3, 4), count(2, 3), ints(0)), {}),
        ((count(2, 3, 4), count(2, 3, 3), ints(-1, 1)), {"align": "LEFT_RIGHT"}),
    ],
    "CheckNumerics": [((count(2),), {"message": "here"})],
}
