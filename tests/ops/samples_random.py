"""Samples of random ops: random, stateless_random. Streams with state of their own are in
test_random.py."""

import numpy as np

from tfcompat._src.base import dtypes
from tfcompat._src.base.shapes import TensorShape
from tfcompat._src.core.resources import VariableResource

FLOATS = ("float32", "float64", "float16", "bfloat16")
SHAPE = np.array([2, 3], np.int32)
KEY = np.array([5186321457711525117], np.uint64)
COUNTER = np.array([0, 2956673722964415482], np.uint64)
ALG = np.array(1, np.int32)
SEED = np.array([3, -4], np.int64)
PLACE = (SHAPE, KEY, COUNTER, ALG)


def bounds(low, high, dtype):
    """Two scalars."""
    return np.array(low, dtype), np.array(high, dtype)


SAMPLES = {
    name: [((SHAPE,), {"dtype": dtype, "seed": 1, "seed2": 2}) for dtype in FLOATS]
    + [((np.array([0], np.int64),), {"dtype": "float32"})]
    for name in ("RandomUniform", "RandomStandardNormal", "TruncatedNormal")
}
SAMPLES |= {
    name: [(PLACE, {"dtype": dtype}) for dtype in FLOATS]
    for name in (
        "StatelessRandomUniformV2", "StatelessRandomNormalV2", "StatelessTruncatedNormalV2"
    )
}
SAMPLES |= {
    name: [((SHAPE, SEED), {"dtype": dtype}) for dtype in FLOATS]
    for name in ("StatelessRandomUniform", "StatelessRandomNormal", "StatelessTruncatedNormal")
}
SAMPLES |= {
    "RandomUniformInt": [
        ((SHAPE, *bounds(-5, 100, np.int32)), {"seed": 1, "seed2": 2}),
        ((SHAPE, *bounds(-5, 2**40, np.int64)), {}),
    ],
    "StatelessRandomUniformIntV2": [
        ((*PLACE, *bounds(low, high, dtype)), {})
        for low, high, dtype in (
            (-5, 100, np.int32), (-5, 2**40, np.int64), (-(2**31), 2**31 - 1, np.int32),
            (-(2**63), 2**63 - 1, np.int64), (5, 2**32 - 1, np.uint32), (5, 2**63, np.uint64),
        )
    ],
    "StatelessRandomUniformInt": [
        ((SHAPE, SEED, *bounds(0, 9, np.int32)), {}),
        ((SHAPE, SEED.astype(np.int32), *bounds(-9, 9, np.int64)), {}),
    ],
    "StatelessRandomUniformFullIntV2": [
        (PLACE, {"dtype": dtype}) for dtype in ("int32", "int64", "uint32", "uint64")
    ],
    "StatelessRandomGetKeyCounter": [((SEED,), {}), ((SEED.astype(np.int32),), {})],
    "StatelessRandomGetKeyCounterAlg": [((SEED,), {})],
    "StatelessRandomGetAlg": [((), {})],
    "RngReadAndSkip": [
        (
            (
                VariableResource(
                    dtypes.int64, TensorShape([3]), "state", value=np.array([5, -1, 7], np.int64)
                ),
                ALG, np.array(3, np.uint64),
            ),
            {},
        )
    ],
}
