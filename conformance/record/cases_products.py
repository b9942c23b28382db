"""Further cases of reduce, cumulative, matmul, einsum and cast: bad axes, NaN, rounding."""

import ml_dtypes
import numpy as np

f16, f32, f64, bf16 = np.float16, np.float32, np.float64, ml_dtypes.bfloat16
inf, nan = np.inf, np.nan
RANDOM = np.random.default_rng(11)


def axes(values, dtype=np.int32):
    """An axis or several as a tensor."""
    return np.array(values, dtype)


def ones(*shape, dtype=f32):
    """An array of ones."""
    return np.ones(shape, dtype)


def full(shape, value, dtype):
    """An array of one value."""
    return np.full(shape, value, dtype)


FOLDS = "Sum Prod Mean Max Min EuclideanNorm".split()
CASES = {
    name: [((ones(2, 3), axes(where)), {}) for where in ([0, -2], [2], [-3], [[0, 1]], [1, 1], 5)]
    + [((np.array(3, f32), axes(0)), {}), ((np.zeros((2, 0), f32), axes(2)), {})]
    + [((np.array([[1, nan], [nan, 2]], dtype), axes(1)), {}) for dtype in (f16, bf16, f32, f64)]
    + [((np.array([100, 100, 121], dtype), axes(0)), {}) for dtype in (np.int8, np.uint8, np.int32)]
    + [((np.array([-7, -8], dtype), axes(0)), {}) for dtype in (np.int8, np.int32, np.int64)]
    + [((np.zeros(shape, f16), axes(1)), {}) for shape in ((2, 0), (0, 2))]
    for name in FOLDS
}
for name in ("Sum", "Mean"):
    CASES[name] += [
        ((full(shape, 1.1, dtype), axes(where)), {})
        for dtype in (f16, bf16)
        for shape, where in (
            ((40,), 0), ((300, 2), 0), ((3, 100), [0, 1]), ((2, 200, 2), 1),
        )
    ]
    noise = RANDOM.normal(size=(40, 30)).astype(f32)
    CASES[name] += [((noise, axes(where)), {}) for where in (0, 1)]
CASES["Mean"] += [
    ((np.array([np.iinfo(dtype).max] * 3, dtype), axes(0)), {})
    for dtype in (np.int8, np.int16, np.int32, np.int64, np.uint8, np.uint16, np.uint32, np.uint64)
]
CASES["EuclideanNorm"] += [
    ((np.array(values, dtype), axes(0)), {})
    for values, dtype in (
        ([-128, 3], np.int8), ([12, 3], np.int8), ([20, 20], np.uint8), ([46341, 3], np.int32),
        ([300, 3], f16), ([300, 3], bf16), ([1 + 2j, 3], np.complex64),
    )
]
CASES |= {
    name: [((np.zeros((2, 0), bool), axes(2)), {}), ((np.ones((2, 2), bool), axes([1, 1])), {})]
    for name in ("All", "Any")
}
CASES |= {
    name: [
        ((np.array([[1.0, 3, 3], [0, nan, -1]], f32), axes(where)), {})
        for where in (0, 1, 2, -3, [1])
    ]
    + [((np.array(values, dtype), axes(0)), {})
       for dtype in (f16, bf16, f32, f64)
       for values in ([nan, 1, 2], [1, 2, nan], [nan, nan], [-inf, -inf], [nan, -inf, inf, nan])]
    + [((np.array(1, f32), axes(0)), {}), ((np.zeros((2, 0), f32), axes(1)), {}),
       ((np.zeros((0, 2), f32), axes(1)), {}), ((np.zeros((2, 0), f32), axes(-1)), {})]
    for name in ("ArgMax", "ArgMin")
}
CASES |= {
    name: [((ones(2, 3), axes(where)), {}) for where in (2, -3, [1])]
    + [((np.array(1, f32), axes(0)), {}), ((np.array(1, f32), axes(-1)), {})]
    + [((full((12,), 1.1, dtype), axes(0)), {}) for dtype in (f16, bf16, f32)]
    + [((np.array([100] * 4, np.int8), axes(0)), {}), ((np.zeros((0, 2), f32), axes(5)), {})]
    + [((np.array([1, nan, 3, inf], f32), axes(0)), {"exclusive": True})]
    for name in ("Cumsum", "Cumprod")
}

DTYPES = (f32, bf16, f16, f64, np.int32, np.complex64)
CASES["MatMul"] = [
    ((ones(*a, dtype=dtype), ones(*b, dtype=dtype)), attrs)
    for dtype in DTYPES
    for a, b, attrs in (
        ((3,), (3, 2), {}), ((2, 3), (3,), {}), ((2, 3), (2, 3), {}), ((1, 2, 3), (3, 2), {}),
        ((2, 3), (2, 3), {"transpose_a": True, "transpose_b": True}), ((3,), (3,), {}),
        ((1, 2, 3), (1, 3, 2), {}), ((0, 2), (2, 3), {}),
    )
]
BIG = RANDOM.normal(size=(24, 40)), RANDOM.normal(size=(40, 12))
CASES["MatMul"] += [((BIG[0].astype(dtype), BIG[1].astype(dtype)), {}) for dtype in DTYPES[:4]]
CASES["MatMul"] += [((np.array([[2**30, 3]], np.int32), np.array([[4], [5]], np.int32)), {})]
BATCHES = [
    ((2, 2, 3), (3, 3, 1), {}), ((2, 3), (2, 3, 1), {}), ((2, 2, 3), (2, 2, 1), {}),
    ((3,), (3,), {}), ((2, 2, 3, 4), (2, 3, 4, 4), {}), ((1, 2, 3), (2, 3, 1), {}),
    ((2, 2, 3), (2, 2, 3), {"adj_x": True, "adj_y": True}), ((2, 3), (3,), {}),
    ((0, 2, 3), (0, 3, 2), {}), ((2, 2, 3), (3, 2, 1), {}),
]
CASES |= {
    name: [
        ((ones(*x, dtype=dtype), ones(*y, dtype=dtype)), attrs)
        for dtype in DTYPES
        for x, y, attrs in BATCHES
    ]
    for name in ("BatchMatMul", "BatchMatMulV2")
}
CASES["BatchMatMulV3"] = [((ones(*x), ones(*y)), {"Tout": "float32", **a}) for x, y, a in BATCHES]


def contraction(equation, *shapes, dtype=f32):
    """One row of Einsum on counted elements."""
    arrays = [np.arange(np.prod(s, dtype=int)).reshape(s).astype(dtype) for s in shapes]
    return (arrays,), {"equation": equation}


CASES["Einsum"] = [
    contraction(*row)
    for row in (
        ("ij,jk", (2, 3), (3, 2)), ("ij,jk,kl->il", (2, 3), (3, 2), (2, 2)),
        ("ij,jk->ik", (2, 3), (2, 2)), ("ij->i", (2,)), ("i j->i", (2, 3)), ("ii->i", (2, 3)),
        ("i,i->", (2,), (1,)), ("...i,...i->...", (2, 3), (1, 3)),
        ("...i,...i->...", (2, 3), (3, 3)), ("...->", (2, 3)), ("i1->i", (2, 2)),
        ("ij,kj->ik->", (2, 3), (2, 3)), ("ij", (2, 3)), ("ij,jk->ik", (2, 3)),
        ("...ij,...jk->...ik", (2, 2, 3), (3, 3, 2)), ("ij,ij->ij", (2, 3), (2, 1)),
        ("i->i", (2, 3)), ("...ij->ij", (2, 2, 3)), ("", ()), ("ij->ii", (2, 3)),
        ("ij,jk->iik", (2, 3), (3, 2)), ("ijj->i", (2, 3, 3)), ("i...i->...", (2, 3, 2)),
        ("ij->j...i", (2, 3)), ("i,j->ij...", (2,), (2,)), ("...j,...k->jk", (2, 3), (2, 2)),
        ("a...,a->a", (2, 3), (2,)), ("a...,a->a", (2,), (2,)), ("...i->...", (1,)),
        ("...ij->...", (3,)),
    )
]
CASES["Einsum"] += [contraction("...i,...i->...", (2, 3), (3, 3), dtype=np.int32)]
CASES["Einsum"] += [
    (([a.astype(dtype), b.astype(dtype)],), {"equation": "ij,jk->ik"})
    for dtype in DTYPES[:4]
    for a, b in [BIG]
]

WIDE = [0.5, -0.5, 2.9, -2.9, 127, -1, 32767, 65535, 2147483520, inf, -inf, nan]
CASES["Cast"] = [
    ((np.array(WIDE, dtype),), {"DstT": target})
    for dtype in (f32, f64)
    for target in ("int32", "int64", "bool", "float16", "bfloat16", "complex64", "float32")
]
CASES["Cast"] += [
    ((np.array([0.5, 2.9, 100, 200, 255], f32),), {"DstT": target})
    for target in ("uint8", "uint16", "uint32", "uint64")
]
CASES["Cast"] += [
    ((np.array([0, 1, -1, 128, 255, 65536, 2**31 - 1, -(2**31), 16777217], dtype),),
     {"DstT": target})
    for dtype in (np.int64, np.int32)
    for target in "int8 uint8 int16 uint16 int32 uint32 uint64 float32 float16 bfloat16".split()
]
CASES["Cast"] += [
    ((np.array([1 + 2**-11 + 2**-40, 1 + 2**-8 + 2**-40, 1e-300, 1e300]),), {"DstT": target})
    for target in ("float16", "bfloat16", "float32")
]
CASES["Cast"] += [
    ((np.array([1.0009, 1.00099, 1e-8, 70000, 3.1415927, 65519, 65520, nan], dtype),),
     {"DstT": target, "Truncate": True})
    for dtype, target in ((f32, "float16"), (f32, "bfloat16"), (f64, "float32"), (f64, "float16"))
]
CASES["Cast"] += [
    ((np.array([b"1"], object),), {"DstT": "int32"}),
    ((np.ones((1,), f32),), {"DstT": "string"}),
    ((np.array([2j, 0j, 1.5 + 1j], np.complex64),), {"DstT": "bool"}),
    ((np.array([1.3, 500, nan, 1e9], f32),), {"DstT": "float8_e4m3fn"}),
    ((np.array([1.3, 500, nan, 1e9], f32),), {"DstT": "float8_e5m2"}),
    ((np.array([1, 7, 8, -9], np.int32),), {"DstT": "int4"}),
    ((np.array([1, 7, 8, -9], np.int32),), {"DstT": "uint4"}),
]
CASES["Bitcast"] = [
    ((np.zeros((3,), np.uint8),), {"type": "float32"}),
    ((np.array(1, np.uint8),), {"type": "float32"}),
    ((np.zeros((3, 2), np.uint8),), {"type": "float32"}),
    ((np.array([1], f32),), {"type": "int64"}),
    ((np.array([1.0]),), {"type": "int32"}),
]
