"""Samples of ops with state or effects, of function calls and of strings: variables, gather (of
variables), control_flow, debug, io, strings."""

import ml_dtypes
import numpy as np

from tfcompat._src.base import dtypes
from tfcompat._src.base.shapes import TensorShape
from tfcompat._src.core.resources import VariableResource

f32, i32, i64 = np.float32, np.int32, np.int64


def text(*values):
    """A string tensor: of one value, or of several in a row."""
    array = np.empty(len(values), object)
    array[:] = values
    return array if len(values) != 1 else array.reshape(())


def ints(*values):
    """A vector of int32."""
    return np.array(values, i32)


def variable(*values):
    """A float32 vector variable."""
    value = np.array(values, f32)
    return VariableResource(dtypes.float32, TensorShape([len(values)]), "v", value=value)


def incremented(*arrays):
    """A function as kernels call it: every array plus one."""
    return [array + array.dtype.type(1) for array in arrays]


def halved(*arrays):
    """A function as kernels call it: half of every array."""
    return [array / array.dtype.type(2) for array in arrays]


def below_ten(x):
    """A loop's condition."""
    return [x < 10]


BRANCHES = {"Tout": ["float32"], "then_branch": incremented, "else_branch": halved}
ONE_FLOAT = [np.array([1.0, 2.0], f32)]
FLOATS = np.array([1.0, 1.5, 1e-10, 1e10, 1 / 3, np.nan, np.inf, -np.inf, -0.0], f32)
GREEK = "\u03b1\u03b2".encode()

SAMPLES = {
    "VarHandleOp": [((), {"dtype": "float32", "shape": [2], "shared_name": "v"})],
    "ReadVariableOp": [((variable(1, 2),), {"dtype": "float32"})],
    "AssignVariableOp": [
        ((variable(1, 2), np.array([3, 4], f32)), {}),
        ((variable(1, 2), np.array([3, 4], f32)), {"validate_shape": True}),
    ],
    "AssignAddVariableOp": [((variable(1, 2), np.array([3, 4], f32)), {})],
    "AssignSubVariableOp": [((variable(1, 2), np.array([3, 4], f32)), {})],
    "VarIsInitializedOp": [((variable(1, 2),), {})],
    "VariableShape": [((variable(1, 2),), {}), ((variable(1, 2),), {"out_type": "int64"})],
    "DestroyResourceOp": [((variable(1, 2),), {})],
    "DisableCopyOnRead": [((variable(1, 2),), {})],
    "ResourceStridedSliceAssign": [
        ((variable(1, 2), ints(0), ints(1), ints(1), np.array([7], f32)), {}),
        ((variable(1, 2), ints(0), ints(2), ints(1), np.array(7, f32)), {}),
    ],
    "ResourceGather": [((variable(1, 2, 3), ints(2, 0)), {"dtype": "float32"})],
    "ResourceGatherNd": [((variable(1, 2, 3), ints(2).reshape(1, 1)), {"dtype": "float32"})],
    "NoOp": [((), {})],
    "PartitionedCall": [((ONE_FLOAT,), {"Tout": ["float32"], "f": incremented})],
    "StatefulPartitionedCall": [((ONE_FLOAT,), {"Tout": ["float32"], "f": incremented})],
    "StatelessIf": [
        ((np.array(True), ONE_FLOAT), BRANCHES), ((np.array(0.0, f32), ONE_FLOAT), BRANCHES),
        ((text(b""), ONE_FLOAT), BRANCHES), ((ints(0), ONE_FLOAT), BRANCHES),
    ],
    "If": [((np.array(False), ONE_FLOAT), BRANCHES)],
    "StatelessCase": [],
    "Case": [],
    "StatelessWhile": [
        (([np.array(1, f32)],), {"cond": below_ten, "body": incremented}),
        (([np.array(10, f32)],), {"cond": below_ten, "body": incremented}),
    ],
    "While": [(([np.array(1, f32)],), {"cond": below_ten, "body": incremented})],
    "Assert": [((np.array(True), [ints(1)]), {})],
    "Print": [],
    "PrintV2": [],
    "SaveV2": [],
    "RestoreV2": [],
    "MergeV2Checkpoints": [],
    "Save": [],
    "SaveSlices": [],
    "Restore": [],
    "RestoreSlice": [],
    "ShardedFilespec": [((text(b"a"), np.array(10, i32)), {})],
    "StringJoin": [
        (([text(b"a", b"b"), text(b"c")],), {"separator": ","}),
        (([text(b"a"), text(b"c")],), {}), (([],), {"N": 0}),
    ],
    "StaticRegexFullMatch": [
        ((text(b"s3://a", b"/tmp/a"),), {"pattern": "^s3://.*"}),
        ((text(GREEK, b"\xff"),), {"pattern": ".."}),
    ],
    "RegexFullMatch": [((text(b"ab", b"a"), text(b"a|b")), {})],
    "ShardedFilename": [((text(b"a"), np.array(3, i32), np.array(10, i32)), {})],
    "StringLength": [
        ((text(b"abc", GREEK),), {}), ((text(b"abc", GREEK),), {"unit": "UTF8_CHAR"}),
        ((text(b"abc"),), {}),
    ],
    "AsString": [
        ((FLOATS,), given)
        for given in (
            {}, {"precision": 2}, {"scientific": True}, {"shortest": True}, {"width": 8},
            {"width": 8, "fill": "0"}, {"width": 8, "fill": "-"}, {"width": 8, "fill": " "},
            {"width": 8, "fill": "+"}, {"precision": 3, "scientific": True, "width": 12},
        )
    ] + [
        ((ints(1, -2),), given) for given in (
            {}, {"width": 8}, {"width": 8, "fill": "0"}, {"width": 8, "fill": "-"},
            {"width": 8, "fill": "+"},
        )
    ] + [
        ((np.array([True, False]),), {"width": 8}), ((text(b"a", b"bcd"),), {"width": 8}),
        ((np.array([1 + 2j, 1 / 3 - 1j], np.complex64),), {"width": 8, "fill": "+"}),
        ((np.array([200], np.uint8),), {"width": 8, "fill": "+"}),
        ((np.array([1 / 3], ml_dtypes.bfloat16),), {}),
    ],
}
