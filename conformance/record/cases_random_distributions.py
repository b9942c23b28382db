"""Further cases of random ops of distributions: many numbers, and arguments that are refused."""

import numpy as np

MANY = np.array([60, 5], np.int32)
SEED = np.array([3, -4], np.int64)
KEY, COUNTER = np.array([51863], np.uint64), np.array([2**64 - 3, 29566], np.uint64)
ALG = np.array(1, np.int32)
SIX = np.array([6], np.int32)
ALPHA = np.array([0.2, 0.9, 1, 5, 100])
RATE = np.array([0.01, 3, 9.99, 10, 5000])
COUNTS, PROBS = np.array([1.0, 10, 25, 100, 1e4]), np.array([0.5, 0.7, 0.4, 0.9, 0.01])


def floats(*values):
    """A vector of float32, or a scalar."""
    return np.array(values if len(values) > 1 else values[0], np.float32)


def truncated(mean=0.0, deviation=1.0, low=-1.0, high=1.0):
    return tuple(np.array(x, np.float32) for x in (mean, deviation, low, high))


SEEDED = [((SIX, SEED[:1], floats(1, 2)), {}), ((SIX, SEED, floats(1, 2)), {}),
          ((-SIX, SEED, floats(1)), {}), ((SIX[0], SEED, floats(1)), {})]
CASES = {
    "Multinomial": [
        ((floats(0, 1), SIX[0]), {}), ((np.zeros([2, 0], np.float32), SIX[0]), {}),
        ((np.zeros([2, 3], np.float32), -SIX[0]), {}), ((np.zeros([2, 3], np.float32), SIX), {}),
        ((np.zeros([0, 3], np.float32), SIX[0]), {}),
    ],
    "StatelessMultinomial": [
        ((floats(0, 1), SIX[0], SEED), {}), ((np.zeros([2, 3], np.float32), SIX[0], SEED[:1]), {}),
        ((np.arange(30.0).reshape(10, 3) % 4, np.array(3, np.int32), SEED), {}),
        ((np.arange(30.0).reshape(2, 15) % 4, np.array(40, np.int32), SEED), {}),
    ],
    "RandomGamma": [((-SIX, floats(1)), {}), ((SIX[0], floats(1)), {})],
    "StatelessRandomGammaV2": [*SEEDED, ((MANY, SEED, ALPHA), {})],
    "StatelessRandomGammaV3": [
        ((MANY, KEY, COUNTER, ALG, ALPHA), {}), ((SIX, KEY, COUNTER, ALG * 2, floats(1)), {}),
        ((SIX, SEED[:0].astype("u8"), COUNTER, ALG,
                                                         floats(1)), {}),
    ],
    "RandomPoissonV2": [((-SIX, floats(1)), {}), ((SIX[0], floats(1)), {})],
    "StatelessRandomPoisson": [
        *(((row[0]), {"dtype": "float32"}) for row in SEEDED),
        ((MANY, SEED, RATE), {"dtype": "int64"}), ((MANY, SEED, RATE), {"dtype": "float64"}),
    ],
    "StatelessRandomBinomial": [
        ((MANY, SEED, COUNTS, PROBS), {"dtype": "int64"}),
        ((MANY, SEED, COUNTS.astype("f4"), PROBS.astype("f4")), {"dtype": "float32"}),
        ((MANY, SEED, COUNTS, PROBS[:3]), {"dtype": "int64"}),
        ((MANY, SEED, COUNTS[:3], PROBS[:3]), {"dtype": "int64"}),
        ((MANY, SEED[:1], COUNTS, PROBS), {"dtype": "int64"}),
        ((MANY[0], SEED, COUNTS, PROBS), {"dtype": "int64"}),
        ((MANY, SEED, COUNTS, np.array([np.nan, -1, 2, 0, 1])), {"dtype": "float64"}),
    ],
    "ParameterizedTruncatedNormal": [
        ((SIX, *truncated(deviation=-1)), {}), ((SIX, *truncated(low=2)), {}),
        ((SIX, *truncated(low=-np.inf, high=np.inf)), {}), ((SIX[0], *truncated()), {}),
        ((SIX, *truncated(mean=[0, 1])), {}), ((SIX, *truncated(low=[-1, -2])), {}),
        ((SIX, *truncated(mean=[[0]])), {}), ((SIX[:0], *truncated()), {}),
    ],
    "StatelessParameterizedTruncatedNormal": [
        ((SIX, SEED, *truncated(deviation=-1)), {}), ((SIX, SEED, *truncated(mean=[0, 1])), {}),
        ((SIX, SEED[:1], *truncated()), {}), ((MANY, SEED, *truncated(mean=[0, 1, 2, 3, 4])), {}),
        ((SIX, SEED, *truncated(mean=[0, 1], low=[-1, -2, -3])), {}),
        ((SIX[0], SEED, *truncated()), {}),
    ],
    "StatelessShuffle": [
        ((np.arange(90), KEY, COUNTER, ALG), {}), ((SIX, KEY, COUNTER, ALG * 2), {}),
    ],
    "RandomIndexShuffle": [
        ((np.arange(50, dtype=np.int32), SIX.repeat(3), np.array(99, np.int32)), {}),
        ((SIX[0], SIX, SIX[0]), {}), ((SIX[0], SIX.repeat(3), SIX[0] - 1), {}),
        ((SIX.repeat(2), SIX.repeat(3), SIX.repeat(3)), {}),
        ((SIX.reshape(1, 1), SIX.repeat(3), SIX), {}),
    ],
    "StatelessRandomUniformFullInt": [((SIX, SEED[:1]), {}), ((SIX, SEED.astype("u8")), {})],
    "NonDeterministicInts": [((-SIX,), {}), ((SIX[0],), {})],
}
