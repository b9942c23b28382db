"""Misfits of the ops of samples_records.py: malformed records and tensors that do not fit."""

import importlib.util
import pathlib

import numpy as np

PATH = pathlib.Path(__file__).resolve().parents[2] / "tests/ops/samples_records.py"
SPEC = importlib.util.spec_from_file_location("samples_records", PATH)
samples = importlib.util.module_from_spec(SPEC)
SPEC.loader.exec_module(samples)

S, I, F, MUST = samples.S, samples.I, samples.F, samples.MUST  # noqa: E741
csv, lines, text, serialized = samples.csv, samples.lines, samples.text, samples.serialized
INDICES, VALUES, SHAPE = samples.MATRIX
ONE = samples.ONE
i32, i64 = np.int32, np.int64

CASES = {
    "DecodeCSV": [
        csv(lines(b",,"), i32([]), F, S), csv(lines(b"1,2"), I, I, I),
        csv(lines(b"1,2", b"1,2,3"), I, I), csv(lines(b'"a,b'), S, S), csv(lines(b'a"b,c'), S, S),
        csv(lines(b'"a"b,c'), S, S), csv(lines(b"x,2"), I, I), csv(lines(b"abc"), F),
        csv(lines(b"abc"), F.astype("float64")), csv(lines(b"99999999999"), I),
        csv(lines(b"x"), I.astype(i64)), csv(lines(b"1,2,3"), I, I, select_cols=[2, 0]),
        csv(lines(b"1,2,3"), I, select_cols=[0, 2]), csv(lines(b"1,2"), I, I, select_cols=[-1, 0]),
        csv(lines(b"1,2,3"), I, I, select_cols=[0, 5]), csv(lines(b""), I),
        csv(lines(b"1\n"), I), csv(lines(b"a,"), S, MUST), csv(lines(b"1"), I, field_delim="||"),
        csv(lines(b"1"), I, field_delim=""), csv(lines(b"1"), i32([1, 2])),
        csv(lines(b'a,"b" '), S, S), csv(lines(b'"a""'), S),
    ],
    "SerializeSparse": [((INDICES[0], VALUES, SHAPE), {}), ((INDICES, VALUES[None], SHAPE), {}),
                        ((INDICES, VALUES, SHAPE[None]), {})],
    "SerializeManySparse": [
        ((i64([[0]]), i32([1]), i64([2])), {}), ((INDICES[0], VALUES, SHAPE), {}),
        ((i64([[0, 0], [2, 0]]), i32([1, 2]), SHAPE), {}),
    ],
    "DeserializeSparse": [
        ((text(ONE),), {"dtype": "float32"}), ((text(b"a"),), {"dtype": "int32"}),
        ((text(ONE[:2]),), {"dtype": "int32"}), ((lines(b"\xff", b"b", b"c"),), {"dtype": "int32"}),
        ((text([*ONE], serialized([[1, 0]], [7], [5, 1])),), {"dtype": "int32"}),
        ((text([ONE[0], samples.TWO[1], ONE[2]]),), {"dtype": "int32"}),
    ],
    "DeserializeManySparse": [
        ((text([[*ONE]]),), {"dtype": "float32"}), ((text(ONE),), {"dtype": "int32"}),
        ((text([ONE[:2]]),), {"dtype": "int32"}), ((text([[b"\xff", b"b", b"c"]]),),
                                                   {"dtype": "int32"}),
        ((text([*ONE], serialized([[1, 0]], [7], [5, 1])),), {"dtype": "int32"}),
        ((np.zeros([0, 3], object),), {"dtype": "int32"}),
        ((text([[ONE[1], ONE[1], ONE[2]]]),), {"dtype": "int32"}),
        ((text([[ONE[0], ONE[0], ONE[2]]]),), {"dtype": "int64"}),
        ((text([[ONE[0], ONE[1], ONE[0]]]),), {"dtype": "int32"}),
        ((text([[ONE[0], samples.TWO[1], ONE[2]]]),), {"dtype": "int32"}),
    ],
}
