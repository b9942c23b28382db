"""Rows for gradients of elementwise mathematics: ties, kinks, poles, zeros, broadcasting."""

import numpy as np

f32, f64, c64, c128 = np.float32, np.float64, np.complex64, np.complex128
INF, NAN = np.inf, np.nan
EDGES = [-INF, -2.0, -1.0, -0.0, 0.0, 1.0, 2.0, INF, NAN]
SPOTS = [0j, 1 + 0j, -1 + 0j, 1j, -1j, 0.5 - 2j]
SHAPES = [((), (2, 3)), ((2, 3), ()), ((2, 1), (1, 3)), ((3,), (2, 1, 1)), ((2, 0), (1,)),
          ((1, 1), (2, 3)), ((1,), ()), ((2, 3), (2, 3))]


def one(values, *dtypes):
    """A row for each dtype of an op with one input."""
    return [((np.array(values, dtype),), {}) for dtype in dtypes]


def grid(values, *dtypes):
    """A row for each dtype with all pairs of some values."""
    return [
        ((np.repeat(np.array(values, dtype), len(values)), np.tile(np.array(values, dtype),
          len(values))), {}) for dtype in dtypes
    ]


def numbers(shape, dtype, start=0.5):
    """Numbers that differ."""
    return (np.arange(np.prod(shape, dtype=int)).reshape(shape) * 0.75 + start).astype(dtype)


def broadcast(dtype=f32):
    """Rows of all kinds of broadcasting."""
    return [((numbers(a, dtype), numbers(b, dtype, 1.25)), {}) for a, b in SHAPES]


ROWS = {
    name: one(EDGES, f32, f64)
    for name in (
        "Neg Abs Sign Square Sqrt Rsqrt Reciprocal Inv Exp Expm1 Log Log1p Sin Cos Tan Asin Acos "
        "Atan Sinh Cosh Tanh Asinh Acosh Atanh Sigmoid Erf Erfc Floor Ceil Round Rint"
    ).split()
}
for name in (
    "Neg Sign Square Sqrt Rsqrt Reciprocal Exp Expm1 Log Log1p Sin Cos Tan Asin Acos Atan Sinh "
    "Cosh Tanh Asinh Acosh Atanh Sigmoid Conj"
).split():
    ROWS[name] = ROWS.get(name, []) + one(SPOTS[3:], c128)
ROWS |= {
    name: [((np.array(SPOTS, c128),), {"Tout": "float64"})]
    for name in "ComplexAbs Real Imag Angle".split()
}
ROWS["Complex"] = [
    ((numbers(a, f32), numbers(b, f32)), {"Tout": "complex64"}) for a, b in SHAPES
]
ROWS |= {
    name: grid(EDGES[1:], f32) + broadcast()
    for name in (
        "Add AddV2 Sub Mul MulNoNan Div RealDiv DivNoNan FloorDiv FloorMod TruncateDiv Maximum "
        "Minimum SquaredDifference Xdivy Xlogy Xlog1py Pow Atan2"
    ).split()
}
for name in (
    "Add AddV2 Sub Mul MulNoNan Div RealDiv DivNoNan SquaredDifference Xdivy Xlogy Xlog1py Pow"
).split():
    ROWS[name] += grid(SPOTS, c128) + [
        ((numbers((2, 1), c128, 1 + 2j), numbers((3,), c128, 0.5 - 1j)), {})
    ]
YES = np.array([[True], [False]])
ROWS["Select"] = [
    ((np.array([True, False]), numbers((2, 3), f32), numbers((2, 3), f64).astype(f32)), {}),
    ((np.array([[True, False, True]]), np.array([[NAN, 1, INF]], f32), np.ones((1, 3), f32)), {}),
]
ROWS["SelectV2"] = [
    ((condition, numbers(a, f32), numbers(b, f32, 7.0)), {})
    for condition in (YES, np.array(True), np.array([True, False, True]))
    for a, b in (((2, 3), (2, 3)), ((3,), ()), ((2, 1), (1, 3)), ((4, 1, 1), (2, 3)))
]
ROWS["ClipByValue"] = [
    ((np.array([[1, 2, 3], [4, 5, 6]], f32), np.array(low, f32), np.array(high, f32)), {})
    for low, high in (
        (2, 5), ([[2], [5]], 5), (2, [5, 1, 9]), (7, 1), ([2, 2, 2], [[3, 3, 3], [9, 9, 9]]),
        (np.full((2, 3), 2), np.full((2, 3), 5)),
    )
]
ROWS["AddN"] = [(([numbers((2, 3), dtype)] * 3,), {}) for dtype in (f32, c64)]
