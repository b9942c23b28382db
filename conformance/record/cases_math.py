"""Further cases of elementwise mathematics: infinities, NaN, wrapping, division by zero."""

import ml_dtypes
import numpy as np

f16, f32, f64, bf16 = np.float16, np.float32, np.float64, ml_dtypes.bfloat16
FLOATS = (f16, bf16, f32, f64)
INTEGERS = (np.int8, np.int16, np.int32, np.int64)
UNSIGNED = (np.uint8, np.uint16, np.uint32, np.uint64)
inf, nan = np.inf, np.nan
EDGES = [-2.5, -1.5, -0.5, -0.0, 0.0, 0.5, 1.5, 2.5, inf, -inf, nan]


def one(values, *dtypes):
    """One row per dtype of an op with one input."""
    return [((np.array(values, dtype),), {}) for dtype in dtypes]


def two(x, y, *dtypes):
    """One row per dtype of an op with two inputs."""
    return [((np.array(x, dtype), np.array(y, dtype)), {}) for dtype in dtypes]


CASES = {
    name: one(EDGES, *FLOATS)
    for name in (
        "Neg Abs Sign Square Sqrt Rsqrt Reciprocal Exp Expm1 Log Log1p Sin Cos Tan Asin Acos Atan "
        "Sinh Cosh Tanh Asinh Acosh Atanh Ceil Floor Round Rint IsNan IsInf IsFinite Sigmoid Erf "
        "Erfc Lgamma Digamma"
    ).split()
}
for name in ("Neg", "Abs"):
    for dtype in INTEGERS:
        CASES[name] += one([np.iinfo(dtype).min, np.iinfo(dtype).max], dtype)
CASES["Round"] += one([-4, 0, 3], np.int32)
CASES["Sigmoid"] += one([-100.0, -88.0, -20.0, 20.0, 100.0, -17.0], *FLOATS)
CASES["Erf"] += one([1e-300, 3.9, 4.1, 5.0, 27.0, -6.0], f32, f64)
CASES["Erfc"] += one([1e-300, 3.9, 4.1, 5.0, 9.0, 26.0, -6.0], f32, f64)
CASES["Lgamma"] += one([1.0, 2.0, 1e10, 1e-30, -1.5, -1.0, 171.0, 0.5, 3.0, 12.25], f32, f64)
CASES["Digamma"] += one([-1.0, -2.0, -0.5, 1e10, 1e-10, 100.5, -100.5, 1.25], f32, f64)

PAIRS = [1.0, -1, 0, inf, -inf, 5, -5, 5, nan, -0.0, 5.5, -5.5], [0, 0, 0, 2, 2, inf, inf, -inf, 1,
                                                                2, 2, 2]
DIVISIONS = "Div RealDiv FloorDiv FloorMod TruncateDiv TruncateMod Mod DivNoNan".split()
CASES |= {name: two(*PAIRS, *FLOATS) for name in DIVISIONS}
CASES |= {
    name: two([1.0, 0, 0, nan, inf, 0, 2, 0], [0.0, 0, nan, 0, 0, inf, -3, -1], *FLOATS)
    for name in "MulNoNan Xdivy Xlogy Xlog1py".split()
}
for name in "Div FloorDiv FloorMod TruncateDiv TruncateMod Mod".split():
    for dtype in (np.int32, np.int64):
        CASES[name] += two([7, -7, 7, -7, 0], [2, 2, -2, -2, 3], dtype)
        CASES[name] += two([1, 2], [1, 0], dtype) + two([1, 2], 0, dtype) + two([], 0, dtype)
        CASES[name] += two([1, 2], [0, 0, 0], dtype)
for name in "Div FloorDiv FloorMod TruncateDiv".split():
    CASES[name] += two([7, 200, 5], [2, 3, 255], np.uint8) + two([1], [0], np.uint8)
CASES["Pow"] = two([2.0, -8, 0, 0, 1, nan, -2, inf], [0.5, 1 / 3, 0, -1, nan, 0, 3, -1], *FLOATS)
for dtype in INTEGERS:
    CASES["Pow"] += two([2, 3, -2, 0, 100], [3, 0, 5, 0, 2], dtype) + two([2, 3], [3, -1], dtype)
    CASES["Pow"] += two(1, -1, dtype)
for name in ("Maximum", "Minimum"):
    CASES[name] = two([nan, 1, nan, 2], [1, nan, nan, 3], *FLOATS)
CASES["SquaredDifference"] = two([1.1, 3000], [4.3, 1], *FLOATS)
CASES["SquaredDifference"] += two([1 + 2j], [3j], np.complex64)
CASES["Atan2"] = two([1.0, -1, 0, -0.0, nan, inf], [0.0, -1, -1, -1, 0, -inf], *FLOATS)
for name in "AddV2 Sub Mul".split():
    CASES[name] = two([100, -128, 127], [100, -1, 2], np.int8) + two([200, 0], [100, 1], np.uint8)
    CASES[name] += two([2**31 - 1, 2**30], [2, 4], np.int32)

MISFITS = two([1.0, 2], [1.0, 2, 3], f32) + two(np.ones((2, 3, 1)), np.ones((4, 5)), f32)
MISFITS += two([], [1.0, 2], f32) + two([], [1.0], f32)
for name in (
    "Add AddV2 Sub Mul MulNoNan Div RealDiv DivNoNan FloorDiv FloorMod TruncateDiv TruncateMod Mod "
    "Pow Maximum Minimum SquaredDifference Xdivy Xlogy Xlog1py Atan2 Less LessEqual Greater "
    "GreaterEqual Equal NotEqual ApproximateEqual"
).split():
    CASES.setdefault(name, []).extend(MISFITS)
CASES["Pow"] += two([2, 3], [1, -1, 1], np.int32)
for name in ("BitwiseAnd", "BitwiseOr", "BitwiseXor", "LeftShift", "RightShift"):
    CASES[name] = two([1, 2], [1, 2, 3], np.int32)
for name in ("LeftShift", "RightShift"):
    for dtype in INTEGERS + UNSIGNED:
        bits = np.dtype(dtype).itemsize * 8
        values = [np.iinfo(dtype).max, np.iinfo(dtype).min, 1, 3, 8]
        CASES[name] += two(values, [0, 3, bits - 1, bits, 100], dtype)
    for dtype in INTEGERS:
        CASES[name] += two([5, -4], [-1, -1], dtype)
for name in ("LogicalAnd", "LogicalOr"):
    CASES[name] = two([True, False], [True, True, False], bool)
for name in ("Equal", "NotEqual"):
    CASES[name] += two([nan, 1.0, inf], [nan, 1.0, inf], *FLOATS)
    CASES[name] += [
        ((np.ones(x, f32), np.ones(y, f32)), {"incompatible_shape_error": False})
        for x, y in (((2, 3), (3, 2)), ((2,), (3,)))
    ]
CASES["Complex"] = [
    ((np.array([1.0, inf], f32), np.array([nan, 2.0], f32)), {"Tout": "complex64"}),
    ((np.ones((2,), f32), np.ones((3,), f32)), {"Tout": "complex64"}),
]
CASES["AddN"] = [
    (([np.ones((2,), np.int32), np.ones((3,), np.int32)],), {}),
    (([np.ones((2,), np.int32), np.array(1, np.int32)],), {}),
    (([np.array([100], np.int8)] * 3,), {}),
]


def select(condition, t, e):
    """One row of Select or SelectV2 on int32."""
    return (np.array(condition), np.array(t, np.int32), np.array(e, np.int32)), {}


CASES["Select"] = [
    select([True, False, True], [[1, 2], [3, 4]], [[5, 6], [7, 8]]),
    select([True, False], [[1, 2], [3, 4]], [[5, 6]]),
    select([[True, False]], [1, 2], [1, 2]),
    select([[True], [False]], [[1, 2], [3, 4]], [[5, 6], [7, 8]]),
    select([True], 1, 2),
    select(True, [1, 2], 2),
    select([True, False], [1, 2], [3, 4]),
    select([True, False], [1, 2], [3, 4, 5]),
    select([[True, False]], [[1, 2]], [1, 2, 3]),
    select([True], [1, 2], [1, 2, 3]),
]
CASES["SelectV2"] = [
    select([True, False], [1, 2, 3], 9),
    select([True, False], [1, 2], [9, 9, 9]),
    select(True, [1, 2], [9, 9, 9]),
]
CASES["ApproximateEqual"] += [
    ((np.array([nan, -inf, inf], f32), np.array([nan, -inf, -inf], f32)), {"tolerance": inf}),
    ((np.ones((2,), f32), np.array(1, f32)), {}),
]


def clip(t, low, high, dtype=f32):
    """One row of ClipByValue."""
    return (np.array(t, dtype), np.array(low, dtype), np.array(high, dtype)), {}


CASES["ClipByValue"] = [
    clip([1, 5, 9], 7, 3), clip([nan, 1, 2], 0, 6), clip([nan, 1, 2], nan, 6),
    clip([nan, 1, 2, 2], [nan, nan, 0, 0], [1, 1, nan, 1]), clip([1, 5, 9], [2, 6], 6),
    clip([1, 5, 9], [2], 6), clip(1, [7], [9]), clip([[1, 2]], [7, 8], [9, 9]),
    clip([1, 5, 9], [2, 6, 1], [6, 6, 7], np.int32),
]
