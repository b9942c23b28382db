"""Misfits of the ops that cross features."""

import importlib.util
import pathlib

import numpy as np

PATH = pathlib.Path(__file__).resolve().parents[2] / "tests/ops/samples_feature_cross.py"
SPEC = importlib.util.spec_from_file_location("samples_feature_cross", PATH)
samples = importlib.util.module_from_spec(SPEC)
SPEC.loader.exec_module(samples)

A, WORDS, i64 = samples.A, samples.WORDS, np.int64
WRONG = [
    ([(A[0][0], A[1], A[2])], []), ([(A[0], A[1][:2], A[2])], []), ([(A[0], A[1], A[2][:1])], []),
    ([(A[0], A[1][None], A[2])], []), ([A], [WORDS[:1]]), ([A], [WORDS[0]]),
    ([A, (A[0][:2], A[1][:2], np.array([1, 2]))], []),
]

CASES = {
    "SparseCross": [samples.crossed(*given, **samples.PLAIN) for given in WRONG] + [
        samples.crossed([samples.B], [], **{**samples.PLAIN, "internal_type": "string"})],
    "SparseCrossV2": [samples.crossed(*given, np.array(b"-", object)) for given in WRONG],
    "RaggedCross": [
        samples.ragged("R", [samples.RV], [samples.RS], [A], [], **samples.TEXTS),
        samples.ragged("RX", [samples.RV], [samples.RS], [A], [], **samples.TEXTS),
        samples.ragged("RD", [samples.RV], [samples.RS], [], [WORDS[:1]], **samples.TEXTS),
    ],
}
