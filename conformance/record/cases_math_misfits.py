"""Cases of mathematics and linear algebra that the hunt found: edges of functions, and misfits.

Only calls that TensorFlow's CPU kernels answer: some misfits end its process instead.
"""

import itertools

import numpy as np

f32, f64, i32, i64, u64 = np.float32, np.float64, np.int32, np.int64, np.uint64
c64, c128 = np.complex64, np.complex128
INF, NAN = np.inf, np.nan

EDGES = [-INF, -2.5, -1.0, 0.0, 1e-3, 0.5, 1.0, 2.0, 3.0, INF, NAN]
PAIRS = np.array(list(itertools.product(EDGES, EDGES))).T
TRIPLES = np.array([
    [a, b, x] for a in (-1.0, 0.0, 0.5, 3.0, INF, NAN) for b in (0.0, 1.0, INF, NAN)
    for x in (-1.0, 0.0, 0.5, 1.0, 1.5)
]).T
COMPLEX = np.array([0, complex(0.0, -0.0), complex(-0.0, 0.0), 1, -1, 1j, 2.5 - 1j])
POWERS = np.array(list(itertools.product(COMPLEX, COMPLEX))).T
MATRIX = np.arange(12, dtype=f32).reshape(3, 4)
BATCH = np.arange(24, dtype=i32).reshape(2, 4, 3)
SQUARE = f32([[2, 1], [1, 3]])
SINGULAR = [
    [[0, 0], [NAN, NAN]], [[1, 2], [1, NAN]], [[[NAN, 1], [1, 2]], [[1, 0], [2, 3]]],
]
KEY, COUNTER = u64([4]), u64([2, 7])


def number(value, dtype=i32):
    """A scalar, or an array of numbers."""
    return np.array(value, dtype)


def both(*arrays):
    """Two rows: the same in both precisions."""
    return [(tuple(array.astype(kind) for array in arrays), {}) for kind in (f32, f64)]


def diagonals(diagonal, k, rows=-1, columns=-1, padding=0):
    """A row of making matrices of diagonals."""
    return (diagonal, number(k), number(rows), number(columns), number(padding, f32)), {}


def ones(*shape, dtype=f32):
    """An array of ones."""
    return np.ones(shape, dtype)


def einsum(equation, *shapes):
    """A row of Einsum on ones."""
    return ([ones(*shape) for shape in shapes],), {"equation": equation}


def placed(shape=(3,), key=KEY, counter=COUNTER, alg=1):
    """A row of a random op that has a key and a counter."""
    return (number(shape), key, counter, number(alg)), {}


PLACED = [
    placed(3, counter=u64(0)), placed(alg=2, counter=u64([1])), placed(alg=2), placed(alg=-1),
    placed([0], alg=-1), placed([-2], alg=-1), placed(3, alg=-1), placed(alg=4),
    placed(3, alg=[1]), placed(counter=u64([])), placed(key=u64([1, 2]), counter=u64([])),
]
SEEDED = [
    ((number(shape), number(3)), {}) for shape in (3, [-1, 3], [2])
]
MADE = [
    diagonals(MATRIX[0], [[0]]), diagonals(MATRIX[0], []), diagonals(MATRIX[0], [0, 1, 2]),
    diagonals(f32(1), 0, [3], [4], [5]), diagonals(f32(1), 0, 3, [4], [5]),
    diagonals(f32(1), 0, padding=[5]), diagonals(f32(1), [1, -1]), diagonals(MATRIX, [1, -1]),
    diagonals(MATRIX, [0, 1]), diagonals(MATRIX[0], 0, 2), diagonals(MATRIX[0], 0, -1, 2),
    diagonals(MATRIX[0], 0, 5, 6), diagonals(MATRIX[0], 0, -1, -1, [7]),
]
READ = [
    ((x, number(k), number(padding, x.dtype)), {})
    for x, k, padding in (
        (f32(1), [[0, 1]], 0), (f32(1), [], 0), (f32(1), [0, 1, 2], 0), (f32(1), 0, 0),
        (MATRIX, 0, [1]), (MATRIX, 0, [1, 2]), (MATRIX, [4, 0], 0), (MATRIX, [0, 4], 0),
        (MATRIX, [1, -1], 0), (MATRIX, -3, 0),
    )
]
SET = [
    ((x, diagonal, number(k)), {})
    for x, diagonal, k in (
        (i32(1), i32(1), [[0, 1]]), (i32(1), i32(1), []), (i32(1), i32(1), [0, 1, 2]),
        (i32(1), i32(1), 0), (BATCH, i32(1), 0), (BATCH, BATCH[:, 0], -4), (BATCH, BATCH[:, 0], 3),
        (BATCH, BATCH[:, 0], [4, 3]), (BATCH, BATCH[:, 0], [1, 0]), (BATCH, BATCH[:, 0], [0, 1]),
        (BATCH, BATCH[:, :2, :2], [0, 1]), (BATCH, BATCH[0, 0], 0),
    )
]

CASES = {
    **{
        name: both(*PAIRS)
        for name in ("Igamma", "Igammac", "IgammaGradA", "RandomGammaGrad", "Zeta", "Polygamma")
    },
    "Betainc": both(*TRIPLES),
    "FresnelSin": both(np.array([-1e6, -37000.0, 37000.0, 1e6])),
    "FresnelCos": both(np.array([-1e6, -37000.0, 37000.0, 1e6])),
    "BesselY1": [
        ((np.array([0.0, -0.0, -1.0, INF, NAN], kind),), {}) for kind in (f32, np.float16)
    ],
    "Log1p": [((np.array([-1, 0, 1j], kind),), {}) for kind in (c64, c128)],
    "Pow": [(tuple(POWERS.astype(c128)), {})],
    "ComplexAbs": [((c64([1 + 2j]),), {"Tout": "float64"}), ((c128([1]),), {"Tout": "float32"})],
    "Cast": [
        ((number([1, 2], kind),), {"DstT": to})
        for kind, to in (
            (i32, "float8_e5m2"), (np.bool_, "float8_e4m3fn"), (c64, "float8_e5m2"),
            (f32, "float8_e4m3fn"), (np.uint8, "float32"),
        )
    ],
    "DenseBincount": [
        ((number(a), number(n), number(w, f32)), {})
        for a, n, w in (
            ([[-2, 1], [-5, 2]], 5, []), ([[-5, 1], [3, -2]], 5, []), ([1, 2], -2, [1]),
            ([1, 2], [-2], [1]), ([1, 2], -2, []),
        )
    ],
    "HistogramFixedWidth": [
        ((number(x, kind), number(span, kind), number(3)), {})
        for kind in (i32, f32)
        for x, span in (
            ([1], 1), ([1], [1]), ([1], [[1, 2]]), ([1], [0, -2147483648]), ([5], [1, 9]),
        )
    ],
    "SegmentMax": [((f32([1, 2]), i64([0, 2**63 - 1])), {})],
    "SegmentMin": [((f32([1, 2]), i64([2**63 - 1] * 2)), {})],
    "Einsum": [
        einsum("ij,jk->ik", (2, 0), (3, 2)), einsum("ij,jk->ik", (2, 3), (0, 2)),
        einsum("bij,bjk->bik", (0, 2, 3), (4, 3, 2)), einsum("ij,ij->ij", (0, 2), (3, 2)),
        einsum("ij,ij->", (0, 2), (3, 2)), einsum("ji,kj->ik", (0, 2), (2, 3)),
        einsum("...ij,...jk->...ik", (5, 2, 0), (5, 3, 2)),
        einsum("...ij,...jk->...ik", (4, 2, 2, 3), (5, 3, 2)),
        einsum("...ij,...jk->...ik", (5, 0, 2, 0), (3, 2)), einsum("ii->", (3, 0)),
    ],
    "Qr": [((np.array([[-0.0, 1], [2, 3], [4, 1]], kind),), {}) for kind in (f32, f64, c128)],
    **{
        name: [
            ((np.array(rows, kind),), {})
            for kind in (f32, f64, c64)
            for rows in SINGULAR
        ]
        for name in ("MatrixDeterminant", "LogMatrixDeterminant")
    },
    "MatrixSolveLs": [
        ((ones(0, 3), ones(0, 2), f64(-1)), {}), ((ones(2, 2), ones(3, 2), f64(-1)), {}),
        ((ones(2, 2), ones(3, 2), f64([1])), {}),
    ],
    "Eig": [((f64(1.5),), {"Tout": "complex64"}), ((ones(2, 3),), {"Tout": "complex128"})],
    "BandedTriangularSolve": [
        ((np.stack([SQUARE, SQUARE * f32([[0], [1]])]), ones(2, 1)), {}),
        ((np.stack([SQUARE * f32([[0], [1]]), SQUARE]), ones(2, 1)), {}),
    ],
    "MatrixDiagV2": MADE, "MatrixDiagV3": MADE,
    "MatrixDiagPartV2": READ, "MatrixDiagPartV3": READ,
    "MatrixSetDiagV2": SET, "MatrixSetDiagV3": SET,
    "MatrixBandPart": [
        ((MATRIX, number(low), number(high)), {})
        for low, high in (([1], 0), (0, [1]), (4, [1]), (3, 5), ([4], [5]))
    ],
    "StatelessRandomUniformV2": PLACED, "StatelessRandomNormalV2": PLACED,
    "StatelessTruncatedNormalV2": PLACED, "StatelessRandomUniformFullIntV2": PLACED,
    "StatelessRandomGammaV3": [((*row, f32(1)), {}) for row, _ in PLACED],
    "StatelessShuffle": [((MATRIX, *row[1:]), {}) for row, _ in PLACED],
    "StatelessRandomUniformIntV2": [
        ((*row, number(low), number(high)), {})
        for row, _ in PLACED for low, high in ((0, 9), (9, 0), ([0], [9]))
    ],
    "StatelessRandomUniform": SEEDED, "StatelessRandomNormal": SEEDED,
    "StatelessTruncatedNormal": SEEDED, "StatelessRandomUniformFullInt": SEEDED,
    "StatelessRandomUniformInt": [
        ((*row, number(0), number([9])), {}) for row, _ in SEEDED
    ],
    "RandomGamma": [
        ((number(shape), f32(1)), {"seed": 1})
        for shape in (3, [[2, 0]], [[1, 2], [3, 4]], [[1, 2, 3, 4]], [[[1, 2]], [[3, 4]]])
    ],
    "OneHot": [
        ((number([0, 1]), number(3), f32(1), f32(0)), {"axis": axis}) for axis in (-2, 1, 2, 3)
    ],
    "StatelessRandomPoisson": [
        ((number([2, 3]), number([1, 2]), f32([INF, -1, 2])), {"dtype": "float32"}),
    ],
}
