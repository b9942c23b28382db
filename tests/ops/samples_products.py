"""Samples of reduce, cumulative, matmul, einsum and cast."""

import ml_dtypes
import numpy as np

f16, f32, f64, bf16 = np.float16, np.float32, np.float64, ml_dtypes.bfloat16
c64, c128 = np.complex64, np.complex128
FLOATS = (f16, bf16, f32, f64)


def steps(shape, dtype=f32):
    """An array of small numbers that differ."""
    return (np.arange(np.prod(shape, dtype=int)).reshape(shape) - 2).astype(dtype)


def axes(values, dtype=np.int32):
    """An axis or several as a tensor."""
    return np.array(values, dtype)


def reductions(*dtypes):
    """The same few reductions for each dtype."""
    return [
        ((steps((2, 3), dtype), axes(where)), {"keep_dims": keep})
        for dtype in dtypes
        for where, keep in ((1, False), ([0, -1], True), ([], False))
    ] + [((np.array(3, dtypes[0]), axes([], np.int64)), {})]


SAMPLES = {
    name: reductions(*FLOATS, np.int8, np.uint8, np.int32, np.int64)
    for name in "Sum Prod Mean Max Min EuclideanNorm".split()
}
for name in "Sum Prod Mean".split():
    SAMPLES[name] += reductions(c64)
for name in "Sum Prod Mean Max Min EuclideanNorm".split():
    SAMPLES[name] += [
        ((np.zeros(shape, dtype), axes(1)), {})
        for shape in ((2, 0), (0, 2))
        for dtype in (f32, bf16, np.int32, np.uint8)
    ]
SAMPLES |= {
    name: [
        ((np.array([[True, False], [True, True]]), axes(where)), {"keep_dims": keep})
        for where, keep in ((1, False), ([0, 1], True), ([], False))
    ] + [((np.zeros((2, 0), bool), axes(1)), {})]
    for name in ("All", "Any")
}
SAMPLES |= {
    name: [
        ((np.array([[1, 3, 3], [0, 5, 1]], dtype), axes(where, np.int64)), {"output_type": out})
        for dtype in (f16, bf16, f32, np.int32, np.uint8)
        for where, out in ((1, "int64"), (-2, "int32"))
    ] + [((np.array([False, True, True]), axes(0)), {})]
    for name in ("ArgMax", "ArgMin")
}
SAMPLES["ArgMax"] += [((steps((2, 3)), axes(0)), {"output_type": "uint16"})]
SAMPLES |= {
    name: [
        ((steps((2, 3), dtype), axes(where)), {"exclusive": exclusive, "reverse": reverse})
        for dtype in (f16, bf16, f32, f64, np.int8, np.int32, c64)
        for where, exclusive, reverse in ((1, False, False), (-2, True, False), (1, True, True))
    ] + [((np.zeros((0, 2), f32), axes(0)), {"exclusive": True})]
    for name in ("Cumsum", "Cumprod")
}

SAMPLES["MatMul"] = [
    ((steps((2, 3), dtype), steps((3, 4), dtype)), {})
    for dtype in (*FLOATS, np.int32, np.int64, c64, c128)
]
SAMPLES["MatMul"] += [
    ((steps((3, 2)), steps((4, 3))), {"transpose_a": True, "transpose_b": True}),
    ((np.array([[1j, 2]], c64), np.array([[3j, 1]], c64)), {"transpose_b": True}),
    ((np.zeros((2, 0), f32), np.zeros((0, 3), f32)), {}),
]
SAMPLES["BatchMatMul"] = [
    ((steps((2, 2, 3), dtype), steps((2, 3, 1), dtype)), {})
    for dtype in (*FLOATS, np.int32, c64)
]
SAMPLES["BatchMatMul"] += [
    ((np.array([[[1j, 2], [3, 4]]], c64),) * 2, {"adj_x": True}),
    ((steps((3, 2)), steps((3, 4))), {"adj_x": True}),
]
SAMPLES["BatchMatMulV2"] = [
    ((steps((2, 1, 2, 3), dtype), steps((3, 3, 1), dtype)), {})
    for dtype in (*FLOATS, np.int16, np.int32, c64)
]
SAMPLES["BatchMatMulV2"] += [((steps((2, 2, 3)), steps((4, 3))), {"adj_y": True})]
SAMPLES["BatchMatMulV3"] = [
    ((steps((2, 3), left), steps((2, 3, 2), right)), {"Tout": out})
    for left, right, out in (
        (np.int8, np.int8, "int32"), (np.uint8, np.int8, "int32"), (f32, f32, "float32"),
    )
]

SAMPLES["Einsum"] = [
    (([steps(shape) for shape in shapes],), {"equation": equation})
    for equation, *shapes in (
        ("ij,jk->ik", (2, 3), (3, 2)),
        ("ij,jk->ki", (2, 3), (3, 2)),
        ("ij,ij->", (2, 3), (2, 3)),
        ("ij,ij->i", (2, 3), (2, 3)),
        ("ij,ij->ij", (2, 3), (2, 3)),
        ("ij,ik->i", (2, 3), (2, 2)),
        ("i,j->ij", (2,), (3,)),
        ("ij,->ij", (2, 3), ()),
        ("abc,cd->abd", (2, 2, 3), (3, 2)),
        ("bij,bjk->bik", (2, 2, 3), (2, 3, 1)),
        ("acbe,aecd->abcd", (1, 2, 3, 4), (1, 4, 2, 5)),
        ("ii->i", (3, 3)),
        ("ii->", (3, 3)),
        ("i->ii", (3,)),
        ("ijij->i", (2, 2, 2, 2)),
        ("ij->ji", (2, 3)),
        ("ij->", (2, 3)),
        ("->", ()),
        ("ij,jk->iij", (2, 3), (3, 2)),
        ("ij,j->ijj", (2, 3), (3,)),
        ("iij,jk->ik", (2, 2, 3), (3, 2)),
        ("...ij,...jk->...ik", (2, 2, 3), (3, 2)),
        ("...ij,...jk->...ik", (4, 1, 2, 3), (5, 3, 2)),
        ("...i->i...", (2, 3)),
        ("i...->...", (2, 3)),
        ("...ii->...i", (2, 3, 3)),
        ("i->...i", (2,)),
        ("...,...->...", (2, 3), (3,)),
        ("b...d,d...->b...", (2, 3, 4), (4, 3)),
        ("ijk,k...->ij...", (1, 2, 3), (3, 2, 2)),
        ("...j,...k->...", (2, 3), (2, 2)),
        ("A,a->Aa", (2,), (3,)),
    )
]
SAMPLES["Einsum"] += [
    (([steps((2, 3), dtype), steps((3, 2), dtype)],), {"equation": "ij,jk->ik"})
    for dtype in (f16, bf16, f64, np.int32, np.int64, c64)
]
SAMPLES["Einsum"] += [(([np.zeros((2, 0), f32), np.zeros((0, 2), f32)],),
                       {"equation": "ij,jk->ik"})]

NUMBERS = [0.0, 0.5, -0.5, 1.5, -1.9, 2.0, 100.25]
SAMPLES["Cast"] = [
    ((np.array(NUMBERS).astype(source),), {"DstT": target})
    for source in (*FLOATS, np.int8, np.int32, np.int64, bool, c64)
    for target in (
        "float16", "bfloat16", "float32", "float64", "int8", "int16", "int32", "int64", "bool",
        "complex64", "complex128",
    )
]
SAMPLES["Cast"] += [
    ((np.array([0, 1, 200, 255], source),), {"DstT": target})
    for source in (np.uint8, np.uint16, np.uint32, np.uint64)
    for target in ("float32", "bfloat16", "int8", "uint8", "uint16", "uint32", "uint64")
]
SAMPLES["Cast"] += [
    ((np.array([1.3, -2.7, 300.0], f32),), {"DstT": target})
    for target in ("float8_e4m3fn", "float8_e5m2")
]
SAMPLES["Cast"] += [
    ((np.array([1, 7, -8], np.int32),), {"DstT": "int4"}),
    ((np.array([b"a", b"b"], object),), {"DstT": "string"}),
    ((np.array(7.9, f32),), {"DstT": "int32"}),
]
SAMPLES["Bitcast"] = [
    ((np.array([1.0, 2.0], f32),), {"type": "int32"}),
    ((np.array([[1.0, 2.0]], f32),), {"type": "uint8"}),
    ((np.array(1.0, f32),), {"type": "uint8"}),
    ((np.array([[0, 0, 128, 63]], np.uint8),), {"type": "float32"}),
    ((np.array([1.5], bf16),), {"type": "uint16"}),
    ((np.array([1j], c64),), {"type": "float32"}),
    ((np.zeros((0, 4), np.uint8),), {"type": "float32"}),
]
