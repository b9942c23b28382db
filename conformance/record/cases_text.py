"""Misfits of the ops of samples_text.py: encodings, places, axes and splits that do not fit."""

import numpy as np

i32, i64 = np.int32, np.int64


def text(*values):
    """A tensor of strings; a scalar where there is one value."""
    return np.array(values if len(values) != 1 else values[0], object)


def at(*values, dtype=i32):
    """Places, axes, segments: a tensor, or a scalar where there is one value."""
    return np.array(values if len(values) != 1 else values[0], dtype)


A, PAIRS, CHARS = text([b"abc", b"de"]), text([b"a", b"b"], [b"c", b"d"]), "日本語".encode()
GRAMS = {"separator": "|", "left_pad": "L", "right_pad": "R", "preserve_short_sequences": False,
         "ngram_widths": [2], "pad_width": 0}
NO_FLOATS = [b"1_0", b"abc", b"1 2", b"", b"  ", b"1e", b"+-1", b"1,5", b"1\0", b"0x", b"."]
NO_INTEGERS = [b"0x10", b"1.0", b"", b"99999999999", b"-2147483649", b"1 2", b"- 5", b"\xd9\xa3"]

CASES = {
    "StringLower": [((A,), {"encoding": "UTF-8"}), ((A,), {"encoding": "latin1"})],
    "StringUpper": [((A,), {"encoding": "UTF-8"})],
    "Substr": [
        ((A, at(3), at(1)), {}), ((A, at(-4), at(1)), {}), ((A, at([0]), at(1)), {}),
        ((A, at(0, 1, 2), at(1, 1, 2)), {}), ((text(b""), at(1), at(3)), {}),
        ((text([b"a", b"b", b"c"]), at([0, 1], [2, 3]), at([1, 1], [2, 2])), {}),
        ((PAIRS, at([[0]]), at([[1]])), {}),
        ((text([CHARS]), at(4), at(1)), {"unit": "UTF8_CHAR"}),
        ((text([CHARS]), at(-4), at(1)), {"unit": "UTF8_CHAR"}),
    ],
    "DecodeBase64": [((text([b"YQ", bad]),), {}) for bad in (
        b"Y", b"Y!", b" YQ", b"YQ\n", b"Y+/a", b"YQ=", b"====", b"YQ=Q", b"YWJjZ")],
    "StringToNumber": [((text([b"1", bad]),), {}) for bad in NO_FLOATS] + [
        ((text([b"1", bad]),), {"out_type": "int32"}) for bad in NO_INTEGERS] + [
        ((text(b"-1"),), {"out_type": "uint32"}), ((text(b"-0"),), {"out_type": "uint64"}),
        ((text(b"9223372036854775808"),), {"out_type": "int64"})],
    "StringSplit": [((text(b"a"), text(b" ")), {}), ((PAIRS, text(b" ")), {}),
                    ((A, text([b"a"])), {})],
    "StringSplitV2": [((text(b"a"), text(b" ")), {}), ((PAIRS, text(b" ")), {}),
                      ((A, text([b"a", b"b"])), {})],
    "StringNGrams": [
        ((A, at(0, 3, dtype=i64)), GRAMS), ((A, at(1, 2, dtype=i64)), GRAMS),
        ((A, at(0, 2, 1, 2, dtype=i64)), GRAMS), ((A, at(0, 1, dtype=i64)), GRAMS),
        ((A, at(0, 2, dtype=i64)), {**GRAMS, "ngram_widths": [0]}),
        ((A, at([], dtype=i64)), GRAMS),
        ((A, at(0, 2)), {**GRAMS, "ngram_widths": [], "pad_width": -1,
                         "preserve_short_sequences": True}),
    ],
    "ReduceJoin": [((PAIRS, at(axes)), {}) for axes in (2, -3, [0, 0], [0, -2], [[0]])] + [
        ((text(b"a"), at(0)), {})],
    "UnsortedSegmentJoin": [
        ((PAIRS, at(0, -1), at(1)), {}), ((PAIRS, at(0, 5), at(1)), {}),
        ((PAIRS, at([0]), at(1)), {}), ((PAIRS, at(0, 1), at(-1)), {}),
        ((text(b"a"), at(0), at(1)), {}), ((PAIRS, at([[0, 1]]), at(2)), {}),
        ((PAIRS, at(0, 1), at([2])), {}), ((A, at([0, 1], [1, 0]), at(2)), {}),
    ],
    "StringToHashBucketStrong": [((A,), {"num_buckets": 5, "key": [1]})],
    "StaticRegexReplace": [((A,), {"pattern": "(", "rewrite": "x"})],
    "RegexReplace": [((A, text([b"a"]), text(b"x")), {}), ((A, text(b"a"), text([b"x"])), {}),
                     ((A, text(b"("), text(b"x")), {})],
}
