"""Samples of variables of TensorFlow 1 and of scattering into variables: ref_variables,
variable_scatter, variable_scatter_nd."""

import numpy as np

from tfcompat._src.base import dtypes
from tfcompat._src.base.shapes import TensorShape
from tfcompat._src.core.resources import RefVariable, VariableResource

f32, i32 = np.float32, np.int32


def held(kind, value):
    """A variable of a kind with a value."""
    value = np.array(value, f32) if np.asarray(value).dtype.kind == "f" else np.array(value, i32)
    dtype = dtypes.from_numpy(value.dtype)
    return kind(dtype, TensorShape(value.shape), "v", value=value)


def reference(value):
    """A variable as tensors of a reference dtype refer to it."""
    return held(RefVariable, value)


def handle(value):
    """A variable as handles refer to it."""
    return held(VariableResource, value)


def ints(*values):
    """A vector of int32."""
    return np.array(values, i32)


MATRIX = [[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]]
ROWS = [
    (MATRIX, ints(2, 0, 2), np.array([[1, -1], [0.5, 2], [4, 8]], f32)),
    (MATRIX, np.array([[1], [2]], i32), np.array([[[2, 3]], [[4, 5]]], f32)),
    (MATRIX, np.array([0, 1], np.int64), np.array(2, f32)),
    ([1.0, 2.0], ints(), np.zeros(0, f32)),
]
SLICES = [
    (MATRIX, np.array([[2], [0], [2]], i32), np.array([[1, -1], [0.5, 2], [4, 8]], f32)),
    (MATRIX, np.array([[2, 1], [0, 0]], i32), np.array([7, -7], f32)),
    ([1.0, 2.0, 3.0], np.array([[1], [1]], np.int64), np.array([5, 9], f32)),
]
SHAPED = {"shape": TensorShape([2]), "dtype": "float32"}

SAMPLES = {}
for name in "Update Add Sub Mul Div Min Max".split():
    SAMPLES[f"Scatter{name}"] = [((reference(v), *rest), {}) for v, *rest in ROWS]
    SAMPLES[f"ResourceScatter{name}"] = [((handle(v), *rest), {}) for v, *rest in ROWS]
for name in "Update Add Sub Min Max".split():
    SAMPLES[f"ScatterNd{name}"] = [((reference(v), *rest), {}) for v, *rest in SLICES]
    SAMPLES[f"ResourceScatterNd{name}"] = [((handle(v), *rest), {}) for v, *rest in SLICES]
SAMPLES |= {
    "VariableV2": [((), SHAPED)],
    "Variable": [((), SHAPED), ((), {"shape": TensorShape([]), "dtype": "int32"})],
    "TemporaryVariable": [((), SHAPED)],
    "DestroyTemporaryVariable": [((reference([1.0, 2.0]),), {"var_name": "t"})],
    "Assign": [
        ((reference([1.0, 2.0]), np.array([3, 4], f32)), {}),
        ((reference([1.0, 2.0]), np.array([[3]], f32)), {"validate_shape": False}),
    ],
    "AssignAdd": [((reference([1.0, 2.0]), np.array([3, 4], f32)), {})],
    "AssignSub": [((reference([1.0, 2.0]), np.array([3, 4], f32)), {})],
    "IsVariableInitialized": [((reference([1.0]),), {})],
    "CountUpTo": [((reference(3),), {"limit": 2**31})],
    "ResourceCountUpTo": [((handle(3),), {"limit": 2**31, "T": "int32"})],
    "RefIdentity": [((reference([1.0]),), {})],
    "StridedSliceAssign": [
        ((reference(MATRIX), ints(0), ints(2), ints(1), np.array([9, 8], f32)), {}),
    ],
}
