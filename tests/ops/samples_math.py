"""Samples of elementwise mathematics: math_unary, trigonometry, special, complex_numbers, bitwise,
math_binary, division, math_compare, select."""

import ml_dtypes
import numpy as np

f16, f32, f64, bf16 = np.float16, np.float32, np.float64, ml_dtypes.bfloat16
c64, c128 = np.complex64, np.complex128
FLOATS = (f16, bf16, f32, f64)
INTEGERS = (np.int8, np.int16, np.int32, np.int64)
UNSIGNED = (np.uint8, np.uint16, np.uint32, np.uint64)


def one(values, *dtypes):
    """One sample per dtype of an op with one input."""
    return [((np.array(values, dtype),), {}) for dtype in dtypes]


def two(x, y, *dtypes):
    """One sample per dtype of an op with two inputs."""
    return [((np.array(x, dtype), np.array(y, dtype)), {}) for dtype in dtypes]


REAL = [[-2.5, -0.75, 0.0], [0.3, 1.5, 7.0]]
UNIT = [-0.9, -0.25, 0.0, 0.5, 0.75]
POSITIVE = [0.25, 1.0, 2.5, 9.0]
COMPLEX = [1 + 2j, -0.5 - 1j, 0.25 + 0j]
WHOLE = [[7, -7, 6], [-6, 0, 100]]
COUNTS = [7, 200, 0, 3]

SAMPLES = {
    name: one(REAL, *FLOATS) + one(COMPLEX, c64, c128)
    for name in ("Neg Exp Expm1 Sin Cos Tan Atan Sinh Cosh Tanh Asinh Sigmoid Square Sign").split()
}
SAMPLES |= {
    name: one(POSITIVE, *FLOATS) + one(COMPLEX, c64, c128)
    for name in "Sqrt Rsqrt Reciprocal Inv Log Log1p".split()
}
SAMPLES |= {name: one(UNIT, *FLOATS) + one(COMPLEX, c64) for name in "Asin Acos Atanh".split()}
SAMPLES["Acosh"] = one([1.0, 1.5, 7.0], *FLOATS) + one(COMPLEX, c64)
SAMPLES |= {
    name: one(REAL, *FLOATS) for name in "Ceil Floor Round IsNan IsInf IsFinite Erf Erfc".split()
}
SAMPLES |= {name: one(REAL, f32, f64) for name in "Rint Abs".split()}
SAMPLES |= {name: one([0.5, 1.0, 2.5, 30.0], f16, f32, f64) for name in ("Lgamma", "Digamma")}
for integral in "Neg Abs Sign Square".split():
    SAMPLES[integral] = SAMPLES[integral] + one(WHOLE, *INTEGERS)
SAMPLES["LogicalNot"] = one([[True, False]], bool)
SAMPLES |= {
    name: [
        ((np.array(COMPLEX, c64),), {"Tout": "float32"}),
        ((np.array(COMPLEX, c128),), {"Tout": "float64"}),
    ]
    for name in "ComplexAbs Real Imag Angle".split()
}
SAMPLES["Conj"] = one(COMPLEX, c64, c128)
SAMPLES["Complex"] = [
    ((np.array([1, 2], f32), np.array([[3], [4]], f32)), {"Tout": "complex64"}),
    ((np.array(1, f64), np.array(2, f64)), {"Tout": "complex128"}),
]

LEFT, RIGHT = [[7.0, -7.5], [0.5, -3.0]], [2.0, -3.0]
SAMPLES |= {
    name: two(LEFT, RIGHT, *FLOATS)
    for name in (
        "Add AddV2 Sub Mul MulNoNan Div RealDiv DivNoNan FloorDiv FloorMod TruncateDiv Maximum "
        "Minimum SquaredDifference Xdivy Less LessEqual Greater GreaterEqual Equal NotEqual Atan2"
    ).split()
}
for integral in (
    "Add AddV2 Sub Mul Div FloorDiv FloorMod TruncateDiv Maximum Minimum Less LessEqual Greater "
    "GreaterEqual Equal NotEqual"
).split():
    SAMPLES[integral] = SAMPLES[integral] + two(WHOLE, [2, -2, 3], *INTEGERS)
    SAMPLES[integral] += two(COUNTS, 3, np.uint8)
for integral in "AddV2 Sub Mul Div FloorDiv TruncateDiv Maximum Minimum Less Equal".split():
    SAMPLES[integral] += two(COUNTS, 3, np.uint16, np.uint32, np.uint64)
for either in "Add AddV2 Sub Mul MulNoNan Div RealDiv DivNoNan SquaredDifference Xdivy".split():
    SAMPLES[either] = SAMPLES[either] + two(COMPLEX, [2j, 1 - 1j, -3], c64, c128)
SAMPLES["Add"] += two([b"a", b"b"], b"z", object) + two(b"a", b"", object)
for equality in ("Equal", "NotEqual"):
    SAMPLES[equality] += two([b"a", b"b"], b"a", object) + two([True, False], True, bool)
    SAMPLES[equality] += two(COMPLEX, COMPLEX, c64)
    SAMPLES[equality] += [
        ((np.ones((2, 1), f32), np.ones((3,), f32)), {"incompatible_shape_error": False})
    ]
SAMPLES |= {
    name: two(LEFT, RIGHT, f32, f64) + two(WHOLE, [2, -2, 3], np.int32, np.int64)
    for name in ("Mod", "TruncateMod")
}
SAMPLES["Pow"] = two([0.5, 2.0, 3.0], [[-1.5], [2.0]], *FLOATS)
SAMPLES["Pow"] += two([2, 3, -2], [3, 0, 5], *INTEGERS) + two(COMPLEX, [2, 1j, 0.5], c64)
SAMPLES |= {
    name: two([0.0, 1.5, 2.0], [[0.0], [3.0]], *FLOATS) + two(COMPLEX, [2j, 1 - 1j, 3], c64)
    for name in ("Xlogy", "Xlog1py")
}
SAMPLES["AddN"] = [
    (([np.array([1.1, 2], dtype)] * count,), {})
    for dtype in (*FLOATS, np.int32, np.uint8, c64)
    for count in (1, 2, 9)
]
SAMPLES |= {
    name: two([12, 7, -128], [[10], [-1]], *INTEGERS) + two(COUNTS, 77, *UNSIGNED)
    for name in ("BitwiseAnd", "BitwiseOr", "BitwiseXor")
}
SAMPLES |= {
    name: two([1, 5, -100], [0, 3, 40], *INTEGERS) + two(COUNTS, [1, 0, 7, 9], *UNSIGNED)
    for name in ("LeftShift", "RightShift")
}
SAMPLES |= {
    name: one(WHOLE, *INTEGERS) + one(COUNTS, *UNSIGNED) for name in ("Invert", "PopulationCount")
}
SAMPLES |= {
    name: two([[True], [False]], [True, False], bool) for name in ("LogicalAnd", "LogicalOr")
}
SAMPLES["ApproximateEqual"] = [
    ((np.array([1, 2, np.nan, np.inf], f32), np.array([1.000001, 2.1, np.nan, np.inf], f32)), {}),
    ((np.array([1.0, 2.0]), np.array([1.5, 2.25])), {"tolerance": 0.5}),
]
YES_NO = np.array([True, False])
SAMPLES["Select"] = [
    ((YES_NO, np.ones((2, 3), f32), np.zeros((2, 3), f32)), {}),
    ((np.array(True), np.ones((2, 3), np.int32), np.zeros((2, 3), np.int32)), {}),
    ((np.array([YES_NO]), np.array([[1, 2]]), np.array([[3, 4]])), {}),
    ((YES_NO, np.array([b"a", b"b"], object), np.array([b"c", b"d"], object)), {}),
]
SAMPLES["SelectV2"] = [
    ((YES_NO, np.array([[1], [2]], np.int32), np.array(9, np.int32)), {}),
    ((np.array([[True], [False]]), np.ones((3,), bf16), np.zeros((2, 1), bf16)), {}),
    ((np.array(False), np.array(b"a", object), np.array(b"b", object)), {}),
]
SAMPLES["ClipByValue"] = [
    ((np.array([1, 5, 9], dtype), np.array(2, dtype), np.array(high, dtype)), {})
    for dtype in (f16, f32, f64, np.int32, np.int64)
    for high in (6, 1, [6, 7, 8])
]
