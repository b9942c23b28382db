"""Further cases of random ops: streams of many numbers, and arguments that are refused."""

import numpy as np

SHAPE = np.array([101], np.int32)
KEY = np.array([5186321457711525117], np.uint64)
COUNTER = np.array([2**64 - 3, 2956673722964415482], np.uint64)
ALG = np.array(1, np.int32)
SEED = np.array([3, -4], np.int64)


def misfits(op, ending=()):
    """Rows that a V2 op refuses."""
    return {op: [
        ((SHAPE[:0].reshape(0, 1), KEY, COUNTER, ALG, *ending), {}),
        ((-SHAPE, KEY, COUNTER, ALG, *ending), {}),
        ((SHAPE[0], KEY, COUNTER, ALG, *ending), {}),
        ((SHAPE, KEY[:0], COUNTER, ALG, *ending), {}),
        ((SHAPE, KEY, COUNTER, ALG.reshape(1), *ending), {}),
        ((SHAPE, KEY, COUNTER, ALG * 2, *ending), {}),
    ]}


NONE_BETWEEN = (np.array(5, np.int32), np.array(5, np.int32))
CASES = misfits("StatelessRandomUniformV2") | misfits("StatelessRandomUniformIntV2", NONE_BETWEEN)
for name in ("StatelessRandomUniformV2", "StatelessRandomNormalV2", "StatelessTruncatedNormalV2"):
    CASES.setdefault(name, []).extend(
        ((SHAPE, KEY, COUNTER, ALG), {"dtype": dtype})
        for dtype in ("float32", "float64", "float16", "bfloat16")
    )
CASES["StatelessRandomUniformIntV2"] += [((SHAPE, KEY, COUNTER, ALG, *NONE_BETWEEN), {})]
CASES["StatelessRandomGetKeyCounter"] = [((SEED[:1],), {})]
CASES["StatelessRandomUniform"] = [((SHAPE, SEED[:1]), {}), ((-SHAPE, SEED), {})]
CASES["RandomUniformInt"] = [
    ((SHAPE, *NONE_BETWEEN), {}), ((SHAPE, NONE_BETWEEN[0].reshape(1), NONE_BETWEEN[1]), {})
]
CASES["RandomUniform"] = [((-SHAPE,), {"dtype": "float32"}), ((SHAPE[0],), {"dtype": "float32"})]
