"""Samples of random ops of further distributions: random_counts, random_gamma, random_generator,
random_order, random_truncated."""

import numpy as np

from tfcompat._src.base import dtypes
from tfcompat._src.base.shapes import TensorShape
from tfcompat._src.core.resources import VariableResource

SEEDS = {"seed": 1, "seed2": 2}
SEED = np.array([3, -4], np.int64)
PLACE = (
    np.array([5186321457711525117], np.uint64), np.array([0, 2956673722964415482], np.uint64),
    np.array(1, np.int32),
)
ALPHA = np.array([0.1, 0.5, 1, 1.5, 20])
RATE = np.array([0, 0.5, 9.5, 11, 200])
FLOATS = (np.float32, np.float64, np.float16)
LOGITS = np.array([[0, 1, 2, -1], [3, 3, np.nan, -np.inf], [0, 0, np.inf, 0]])


def ints(*values):
    """A vector of int32."""
    return np.array(values, np.int32)


def state(size=3):
    """A generator's variable."""
    return VariableResource(
        dtypes.int64, TensorShape([size]), "state", value=np.array([1, 5, -1, 7][4 - size :])
    )


def truncated(low, high, dtype, mean=0.3):
    """Parameters of a normal distribution between bounds."""
    return [np.array(x, dtype) for x in (mean, 1.5, low, high)]


ONE = np.array(1, np.int64)
BOUNDS = ((-2, 2), (2, 3), (2, np.inf), (-np.inf, -3), (-4, -3))
SAMPLES = {
    "Multinomial": [
        ((LOGITS.astype(dtype), np.array(samples, np.int32)), {**SEEDS, "output_dtype": kind})
        for dtype, samples, kind in (
            (np.float32, 9, "int64"), (np.float64, 2, "int32"), (np.float16, 0, "int64"),
        )
    ],
    "StatelessMultinomial": [
        ((LOGITS.astype(dtype), np.array(7, np.int32), SEED), {}) for dtype in FLOATS
    ],
    "RandomGamma": [
        ((ints(*shape), ALPHA.astype(dtype)), SEEDS)
        for shape in ((4,), (), (2, 0)) for dtype in FLOATS
    ],
    "StatelessRandomGammaV2": [((ints(4, 5), SEED, ALPHA.astype(dtype)), {}) for dtype in FLOATS],
    "StatelessRandomGammaV3": [((ints(4, 5), *PLACE, ALPHA.astype(dtype)), {}) for dtype in FLOATS],
    "RandomPoisson": [((ints(4), RATE.astype(dtype)), SEEDS) for dtype in FLOATS],
    "RandomPoissonV2": [
        ((ints(*shape), RATE.astype(dtype)), {**SEEDS, "dtype": kind})
        for shape, dtype, kind in (
            ((4,), np.float32, "int32"), ((2, 2), np.float64, "int64"), ((), np.float16, "float16"),
            ((3,), np.int64, "float32"), ((0,), np.float32, "float64"),
        )
    ],
    "StatelessRandomPoisson": [
        ((ints(4, 5), SEED, RATE.astype(dtype)), {"dtype": kind})
        for dtype, kind in ((np.float32, "float32"), (np.float64, "int64"), (np.int32, "int32"))
    ],
    "StatelessRandomBinomial": [
        (
            (ints(6, 5), SEED, np.array([10, 20, 100, 0, 1000], dtype),
             np.array([0.3, 0.9, 0.5, 0.5, 1.5], dtype)),
            {"dtype": kind},
        )
        for dtype, kind in zip(FLOATS, ("int64", "float64", "float16"), strict=True)
    ],
    "StatefulRandomBinomial": [
        ((state(), ONE, ints(6, 2), np.array([10.0, 100]), np.array(0.4)), {"dtype": "int32"})
    ],
    "ParameterizedTruncatedNormal": [
        ((ints(2, 7), *truncated(low, high, dtype)), SEEDS)
        for (low, high), dtype in zip(BOUNDS, (*FLOATS, *FLOATS[:2]), strict=True)
    ] + [((ints(2, 3), *truncated([-1, 2], [1, 9], np.float32, [0, 1])), SEEDS)],
    "StatelessParameterizedTruncatedNormal": [
        ((ints(7, 2), SEED, *truncated(low, high, dtype, [0.3, 1])), {})
        for (low, high), dtype in zip(BOUNDS, (*FLOATS, *FLOATS[:2]), strict=True)
    ],
    "RandomShuffle": [
        ((np.arange(10),), SEEDS), ((np.arange(10.0).reshape(5, 2),), SEEDS),
        ((np.array(3),), SEEDS), ((np.zeros([0, 2]),), SEEDS),
        ((np.array([b"a", b"b", b"c"], object),), SEEDS),
    ],
    "StatelessShuffle": [
        ((np.arange(10), *PLACE), {}), ((np.arange(10.0).reshape(5, 2), *PLACE), {}),
    ],
    "RandomIndexShuffle": [
        ((np.array(5, np.int32), ints(1, 2, 3), np.array(10, np.int32)), {}),
        ((ints(5, 6, 7), ints(1, 2, 3), np.array(10, np.int32)), {"rounds": 8}),
        (
            (np.array(5, np.uint64), np.array([[1, 2, 3], [4, 5, 6]]), np.uint64([9, 10**12])),
            {},
        ),
        ((np.array(0), np.array([1, 2, 3], np.uint32), np.array(0)), {}),
    ],
    "StatelessRandomUniformFullInt": [
        ((ints(2, 3), SEED), {"dtype": dtype}) for dtype in ("int32", "int64", "uint32", "uint64")
    ],
    "StatefulUniform": [((state(), ONE, ints(5)), {"dtype": "float32"})],
    "StatefulStandardNormal": [((state(4), ints(5)), {"dtype": "float32"})],
    "StatefulStandardNormalV2": [((state(), ONE, ints(5)), {"dtype": "float64"})],
    "StatefulTruncatedNormal": [((state(), ONE, ints(5)), {"dtype": "float16"})],
    "StatefulUniformInt": [((state(), ONE, ints(5), np.array(3), np.array(100)), {})],
    "StatefulUniformFullInt": [((state(), ONE, ints(5)), {"dtype": "int32"})],
    "RngSkip": [((state(), ONE, ONE), {})],
    "NonDeterministicInts": [
        ((ints(2, 3),), {"dtype": dtype}) for dtype in ("int32", "int64", "uint32", "uint64")
    ],
}
