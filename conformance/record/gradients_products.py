"""Rows for gradients of reductions, running totals and products of matrices."""

import numpy as np

f32, f64, c64, c128 = np.float32, np.float64, np.complex64, np.complex128


def axes(*values, dtype=np.int32):
    """A vector of axes."""
    return np.array(values, dtype)


def steps(shape, dtype=f32, start=-2):
    """An array of small numbers that differ; complex ones in both parts."""
    numbers = np.arange(np.prod(shape, dtype=int)).reshape(shape) + start
    if np.dtype(dtype).kind == "c":
        return (numbers * (0.5 - 0.25j) + 1j).astype(dtype)
    return (numbers / 2).astype(dtype)


TIES = np.array([[[1, 3, 3], [2, 3, 0]], [[5, 5, 5], [-1, 5, 5]]], f32)
ZEROS = np.array([[0, 2, 3], [0, 0, 4], [5, 6, 7]], f32)
WHERE = (
    axes(0), axes(1, 2), axes(0, 2), axes(-1), axes(0, 1, 2), axes(),
    axes(-1, 0, dtype=np.int64), np.array(1, np.int32),
)

ROWS = {
    name: [((TIES, where), {"keep_dims": keep}) for where in WHERE for keep in (False, True)]
    + [((np.zeros(shape, f32), axes(1)), {}) for shape in ((2, 0), (0, 2))]
    + [((np.array([[1, np.nan, 2], [np.inf, np.inf, -1]], f32), axes(1)), {})]
    for name in "Sum Mean Prod Max Min EuclideanNorm".split()
}
ROWS["Prod"] += [
    ((ZEROS, where), {"keep_dims": keep})
    for where in (axes(0), axes(1), axes(0, 1), axes())
    for keep in (False, True)
]
ROWS["Prod"] += [
    ((steps((2, 3, 2), c128), axes(0, 2)), {}), ((steps((2, 2, 3), f64), axes(2, 0)), {}),
    ((np.array(3, f32), axes()), {}),
]
ROWS["Sum"] += [((steps((2, 3), c64), axes(1)), {})]
ROWS["Mean"] += [((steps((2, 3), c64), axes(1)), {})]
ROWS["EuclideanNorm"] += [((np.zeros((2, 2), f32), axes(1)), {})]
ROWS |= {
    name: [
        ((x, axes(where)[0]), {"exclusive": exclusive, "reverse": reverse})
        for x in (steps((2, 3), f64, 1), ZEROS, steps((2, 3), c128))
        for where in (0, -1)
        for exclusive in (False, True)
        for reverse in (False, True)
    ]
    for name in ("Cumsum", "Cumprod")
}


def matrix(rows, columns, turned, dtype, lead=()):
    """A matrix, or a batch of them, handed over turned or not."""
    return steps((*lead, columns, rows) if turned else (*lead, rows, columns), dtype)


FLAGS = [(a, b) for a in (False, True) for b in (False, True)]
ROWS["MatMul"] = [
    ((matrix(2, 3, a, dtype), matrix(3, 4, b, dtype)), {"transpose_a": a, "transpose_b": b})
    for dtype in (f32, c64)
    for a, b in FLAGS
]
BATCHES = (((), ()), ((2,), (2,)), ((2, 1), (3,)), ((), (2,)), ((1,), (2,)), ((2, 3), (1, 1)))
for name in ("BatchMatMul", "BatchMatMulV2"):
    ROWS[name] = [
        ((matrix(2, 3, a, dtype, left), matrix(3, 2, b, dtype, right)), {"adj_x": a, "adj_y": b})
        for dtype in (f32, c64)
        for a, b in FLAGS
        for left, right in (BATCHES[:2] if name == "BatchMatMul" else BATCHES)
    ]
ROWS["BatchMatMulV3"] = [
    ((matrix(2, 3, a, f32, (2, 1)), matrix(3, 2, b, f32, (3,))),
     {"adj_x": a, "adj_y": b, "Tout": "float32"})
    for a, b in FLAGS
]
ROWS["Einsum"] = [
    (([steps(shape, dtype) for shape in shapes],), {"equation": equation})
    for dtype in (f64, c128)
    for equation, *shapes in (
        ("ab,bc->ca", (2, 3), (3, 4)), ("abc,cd->ad", (2, 3, 4), (4, 2)),
        ("ab,cb->", (2, 3), (4, 3)),
        ("aab,b->ab", (2, 2, 3), (3,)), ("abb->a", (2, 3, 3)), ("abc->ca", (2, 3, 4)),
        ("ab...,b...->a...", (2, 3, 1, 2), (3, 4, 1)), ("...ab,b->...a", (2, 3, 4), (4,)),
        ("a...,...->...", (2, 3), (1,)), ("ab,ab->ab", (2, 3), (2, 3)), ("a...->...", (2, 3, 1)),
        ("ab...,...cb->...ac", (2, 3, 5), (1, 4, 3)), ("...aab->b...", (2, 3, 3, 4)),
    )
]
