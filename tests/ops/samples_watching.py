"""Samples of ops that check and describe numbers, and of fingerprints and distances."""

import numpy as np

f32, f64, i32, i64 = np.float32, np.float64, np.int32, np.int64
inf, nan = np.inf, np.nan
ODD = f32([1, nan, inf, -inf, 0, -3, 2])
FARM = np.array(b"farmhash64", object)
NAMED = {"tensor_name": "a:0"}


def text(*items):
    """A vector of strings."""
    return np.array(items, object)


def sparse(rank, places, values, *sizes):
    """The three parts of a sparse tensor."""
    return i64(places).reshape(-1, rank), values, i64(sizes)


ONE = sparse(2, [[0, 0], [0, 1]], i64([1, 2]), 1, 2)
OTHER = sparse(2, [[0, 0], [0, 1], [0, 2]], i64([1, 3, 2]), 1, 3)

SAMPLES = {
    "CheckNumericsV2": [((f32([1, 2]),), {"message": "m"}), ((f64(1),), {"message": "m"})],
    "DebugGradientIdentity": [((ODD,), {}), ((i32(1),), {})],
    "DebugGradientRefIdentity": [],
    "DebugIdentity": [((f32([1]),), NAMED)],
    "DebugIdentityV2": [((f32([1]),), {})],
    "DebugIdentityV3": [((f32([1]),), NAMED)],
    "DebugNanCount": [((ODD,), NAMED)],
    "DebugNumericSummary": [
        ((ODD,), NAMED), ((i32([[1, 2]]),), NAMED), ((f32([]),), NAMED),
        ((ODD,), NAMED | {"lower_bound": -1.0, "upper_bound": 1.5}),
    ],
    "DebugNumericSummaryV2": [
        *(((ODD,), {"tensor_debug_mode": mode, "tensor_id": 7}) for mode in (2, 3, 4, 5, 8)),
        ((np.ones((1, 2, 3, 4, 5, 1, 2), f32),), {"tensor_debug_mode": 5, "tensor_id": 7}),
        ((f64([1, 2]),), {"tensor_debug_mode": 8, "output_dtype": "float64"}),
        ((f64([1, 2]),), {"tensor_debug_mode": 4, "output_dtype": "float64"}),
    ],
    "Fingerprint": [
        ((f32([[1, 2], [3, 4]]), FARM), {}), ((text(b"a", b"bc"), FARM), {}),
        ((text(b"a", b"bc", b"d", b"").reshape(2, 2), FARM), {}), ((i64([1, 2]), FARM), {}),
    ],
    "EditDistance": [
        ((*ONE, *OTHER), {}), ((*ONE, *OTHER), {"normalize": False}),
        ((*sparse(2, [[0, 0]], i64([1]), 3, 2), *sparse(2, [[1, 0]], i64([1]), 3, 3)), {}),
        ((*sparse(2, [[0, 0]], text(b"a"), 1, 2), *sparse(2, [[0, 0]], text(b"b"), 1, 2)), {}),
        ((*sparse(3, [[0, 0, 0], [1, 1, 0]], i64([1, 2]), 2, 2, 1), *sparse(3, [[0, 0, 0], [0, 1,
            1]], i64([1, 5]), 2, 2, 2)), {}),
    ],
}
