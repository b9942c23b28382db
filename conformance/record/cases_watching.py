"""Rows that do not fit, of the ops of samples_watching.py, for the record."""

import numpy as np

f32, i64 = np.float32, np.int64
inf, nan = np.inf, np.nan
ODD = f32([1, nan, inf, -inf, 0, -3, 2])
FARM = np.array(b"farmhash64", object)


def text(*items):
    """A vector of strings."""
    return np.array(items, object)


def sparse(rank, places, values, *sizes):
    """The three parts of a sparse tensor."""
    return i64(places).reshape(-1, rank), values, i64(sizes)


ONE = sparse(2, [[0, 0], [0, 1]], i64([1, 2]), 1, 2)

CASES = {
    "CheckNumericsV2": [
        ((ODD,), {"message": "m"}), ((ODD[:2],), {"message": "m"}), ((ODD[1:3],), {"message": "m"}),
        ((ODD[3:],), {"message": "m"}), ((ODD[2:4],), {"message": "m"}),
    ],
    "DebugIdentity": [((f32([1]),), {})],
    "DebugIdentityV3": [((f32([1]),), {})],
    "DebugNanCount": [((ODD,), {})],
    "DebugNumericSummary": [((ODD,), {})],
    "DebugNumericSummaryV2": [((ODD,), {"tensor_debug_mode": 6})],
    "Fingerprint": [
        ((text(b"a"), np.array(b"md5", object)), {}), ((np.array(b"a", object), FARM), {}),
    ],
    "EditDistance": [
        ((*sparse(1, [[0]], i64([1]), 1), *sparse(1, [[0]], i64([1]), 1)), {}),
        ((*sparse(2, [[0, 0]], i64([1]), 1, 1), *sparse(3, [[0, 0, 0]], i64([1]), 1, 1, 1)), {}),
        ((*sparse(2, [[9, 0]], i64([1]), 1, 2), *ONE), {}),
    ],
}
