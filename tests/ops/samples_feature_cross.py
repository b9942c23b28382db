"""Samples of the ops that cross features."""

import numpy as np

i64 = np.int64


def text(*values):
    """A tensor of strings."""
    return np.array(values, object)


def sparse(places, values, *sizes):
    """The three parts of a sparse matrix."""
    values = text(*values) if isinstance(values[0], bytes) else np.array(values, i64)
    return np.array(places, i64).reshape(-1, 2), values, np.array(sizes, i64)


A = sparse([[0, 0], [0, 1], [1, 0]], [b"a", b"b", b"c"], 2, 2)
B = sparse([[0, 0], [1, 0], [1, 1]], [1, -2, 2**40], 2, 2)
GAP = sparse([[1, 0]], [b"g"], 2, 1)
WORDS, NUMBERS = text([b"x", b"y"], [b"z", b"w"]), np.array([[7], [-8]], i64)


def parts(given, dense):
    """The four inputs that features come in."""
    return [list(part) for part in zip(*given, strict=True)] or [[], [], []], dense


def crossed(given, dense, *more, **attrs):
    """A row of one of the ops on sparse tensors."""
    columns, dense = parts(given, dense)
    return (*columns, dense, *more), attrs


def one(value, dtype=i64):
    """A scalar."""
    return np.array(value, dtype)


FEATURES = [([A], []), ([A, B], [WORDS]), ([], [WORDS, NUMBERS]), ([B], []), ([A, GAP], []),
            ([A], [np.zeros([2, 0], i64)])]
HASHED = {"hashed_output": True, "hash_key": 956888297470, "out_type": "int64",
          "internal_type": "int64"}
PLAIN = {"hashed_output": False, "hash_key": 1, "out_type": "string", "internal_type": "int64",
         "num_buckets": 0}
SALT = np.array([3, 4], i64)


def ragged(order, values, splits, given, dense, **attrs):
    """A row for RaggedCross."""
    columns, dense = parts(given, dense)
    return (values, splits, *columns, dense), {"input_order": order, **attrs}


RV, RS = text(b"a", b"b", b"c"), np.array([0, 1, 3], i64)
IV, IS = np.array([1, 2, 3], i64), np.array([0, 2, 3], i64)
TEXTS = {"hashed_output": False, "num_buckets": 0, "hash_key": 1, "out_values_type": "string",
         "out_row_splits_type": "int64"}
NUMBERED = {"hashed_output": True, "num_buckets": 100, "hash_key": 956888297470,
            "out_values_type": "int64", "out_row_splits_type": "int64"}

SAMPLES = {
    "SparseCross": [crossed(*given, **PLAIN) for given in FEATURES] + [
        crossed(*given, **HASHED, num_buckets=count) for given in FEATURES for count in (0, 100)
    ] + [crossed([A], [WORDS], **{**HASHED, "internal_type": "string"}, num_buckets=10)],
    "SparseCrossV2": [crossed(*given, np.array(b"-", object)) for given in FEATURES],
    "SparseCrossHashed": [
        crossed(*given, one(count), one(strong, bool), SALT)
        for given in FEATURES for count in (0, 100) for strong in (False, True)
        if not (strong and any(dense.dtype == i64 for dense in given[1]))
    ],
    "RaggedCross": [
        ragged("RR", [RV, IV], [RS, IS], [], [], **TEXTS),
        ragged("RSD", [RV], [RS], [A], [WORDS], **TEXTS),
        ragged("DSR", [IV], [IS], [B], [NUMBERS], **TEXTS),
        ragged("RR", [RV, IV], [RS, IS], [], [], **NUMBERED),
        ragged("RSD", [RV], [RS], [A], [WORDS], **{**NUMBERED, "num_buckets": 0}),
        ragged("R", [RV], [RS.astype(np.int32)], [], [],
               **{**NUMBERED, "out_row_splits_type": "int32"}),
    ],
}
