"""Samples of the ops that change, split, join, hash and replace strings."""

import numpy as np

i32, i64 = np.int32, np.int64


def text(*values):
    """A tensor of strings; a scalar where there is one value."""
    return np.array(values if len(values) != 1 else values[0], object)


def at(*values, dtype=i32):
    """Places, axes, segments: a tensor, or a scalar where there is one value."""
    return np.array(values if len(values) != 1 else values[0], dtype)


def encoded(*values):
    """A vector of texts in UTF-8."""
    return text(list(value.encode() for value in values))


MIXED = encoded("ABC É", "Straße", "ΑΣ", "İ ﬁ ı", "")
WORDS = text([b"a b", b"  c\td  e ", b"", b"x"])
PAIRS = text([b"a", b"b"], [b"c", b"d"])
TOKENS = text([b"a", b"b", b"c", b"d", b"e", b"f"])
NOTHING = np.zeros([0], object)
NAMES = encoded("", "a", "hello", "01234567", "0123456789abcdef", "é" * 50)
GRAMS = {"separator": "|", "left_pad": "L", "right_pad": "R", "preserve_short_sequences": False}


def replaced(given, pattern, rewrite, **attrs):
    """A row for StaticRegexReplace."""
    return (given,), {"pattern": pattern, "rewrite": rewrite, **attrs}


def grams(splits, widths, pad, *, data=TOKENS, **attrs):
    """A row for StringNGrams."""
    return (data, splits), {**GRAMS, "ngram_widths": widths, "pad_width": pad, **attrs}


REPLACED = [
    replaced(encoded("baaac", "", "xyz"), "a*", "-"),
    replaced(encoded("baaac", "aaa", "xyz"), "a*", "-", replace_global=False),
    replaced(encoded("abc"), "", "-"),
    replaced(encoded("ab", "ba", "b"), "(a)|(b)", "<\\1\\2\\0>"),
    replaced(encoded("ab"), "a", "\\\\"),
    replaced(encoded("ab"), "a", "\\1"),
    replaced(encoded("ab"), "a", "x\\q"),
    replaced(encoded("ab"), "a", "\\q", replace_global=False),
    replaced(encoded("é日a"), "a?", "-"),
    replaced(text([b"\xffa"]), "a?", "-"),
    replaced(encoded("a\nb"), "(?m)^", "> "),
    replaced(encoded("a\nb\n"), "$", "|"),
    replaced(encoded("aaa"), "^a", "b"),
    replaced(PAIRS, "[ac]", "x"),
    replaced(text(b"a-b_c"), r"\W|_", " "),
]

SAMPLES = {
    "StringLower": [((MIXED,), {}), ((MIXED,), {"encoding": "utf-8"}),
                    ((text(b"A\xffB"),), {"encoding": "utf-8"}), ((PAIRS,), {})],
    "StringUpper": [((MIXED,), {}), ((MIXED,), {"encoding": "utf-8"}),
                    ((text(b"a\xffb\xc3"),), {"encoding": "utf-8"}), ((NOTHING,), {})],
    "StringStrip": [((encoded("  a b\t\n\v\f\r ", "\u00a0x\u2003", "\x1c a\0", "\0 a \0"),), {}),
                    ((text(b" x "),), {})],
    "Substr": [
        ((text([b"abc", b"de"]), at(1), at(1)), {}),
        ((text([b"abc", b"de"]), at(-1), at(5)), {}),
        ((text([b"abc", b"de"]), at(0, 1, dtype=i64), at(2, 1, dtype=i64)), {}),
        ((text(b"abc"), at(0, 1, 3), at(1, 1, 9)), {}),
        ((text([b"abc", b"de"]), at(0), at(-1)), {}),
        ((PAIRS, at(0, 1), at(2, 2)), {}),
        ((PAIRS, at([0], [1]), at([2], [2])), {}),
        ((text([b"ab", b"cd"]), at([0, 1], [1, 1]), at([1, 1], [1, 1])), {}),
        ((encoded("日本語", "héllo"), at(1), at(2)), {"unit": "UTF8_CHAR"}),
        ((encoded("日本語", "héllo"), at(-2, 5), at(1, 3)), {"unit": "UTF8_CHAR"}),
        ((encoded("日本語"), at(0), at(-1)), {"unit": "UTF8_CHAR"}),
        ((text([b"\xff\xe6\x97"]), at(1), at(1)), {"unit": "UTF8_CHAR"}),
        ((NOTHING, at(1), at(1)), {}),
    ],
    "EncodeBase64": [((text([b"\xfb\xff", b"a", b"ab", b"abc", b""]),), {}),
                     ((text([b"\xfb\xff", b"a", b"ab", b"abc", b""]),), {"pad": True})],
    "DecodeBase64": [
        ((text([b"-_-_", b"YQ", b"YQ==", b"YW", b"YWI=", b"YR==", b"", b"Y-_a"]),), {})],
    "StringToNumber": [
        ((encoded("1", "-1.5", "+2", " 3e2 ", ".5", "5."),), {}),
        ((encoded("inf", "-Infinity", "nan", "0x1.8p1"),), {}),
        ((encoded("1e400", "-1e400", "1e-400", "3.4028236e38", "1.17549435e-38", "1e-46"),), {}),
        ((encoded("1.00000005960464477539062500001", "1.000000059604644775390625",
                  "16777217.0000001", "16777217", "7.006492321624085e-46",
                  "7.00649232162408535461864791644958e-46"),), {}),
        ((encoded("1e400", "0.1", "nan(x)"),), {"out_type": "float64"}),
        ((encoded("1", "-1", "+2", " 3\n", "00012", "-2147483648"),), {"out_type": "int32"}),
        ((encoded("9223372036854775807"),), {"out_type": "int64"}),
        ((encoded("4294967295", " +7 "),), {"out_type": "uint32"}),
        ((encoded("18446744073709551615"),), {"out_type": "uint64"}),
    ],
    "StringSplit": [
        ((WORDS, text(b" ")), {}), ((WORDS, text(b" ")), {"skip_empty": False}),
        ((WORDS, text(b"")), {}), ((WORDS, text(b" \tb")), {}), ((NOTHING, text(b" ")), {}),
        ((text([b"aXbYc"]), text(b"XY")), {"skip_empty": False}),
    ],
    "StringSplitV2": [
        ((WORDS, text(b"")), {}), ((WORDS, text(b"")), {"maxsplit": 1}),
        ((WORDS, text(b"")), {"maxsplit": 2}), ((WORDS, text(b"")), {"maxsplit": 0}),
        ((text([b"a<>b<><>c", b"<>", b""]), text(b"<>")), {}),
        ((text([b"a<>b<><>c", b"<>", b""]), text(b"<>")), {"maxsplit": 1}),
        ((text([b"a<>b", b"<>"]), text(b"<>")), {"maxsplit": 0}),
        ((text([b"a<>b", b"<>"]), text(b"<>")), {"maxsplit": -2}),
        ((text([b"aaa"]), text(b"aa")), {}), ((NOTHING, text(b"")), {}),
        ((text([b" \t\n\v\f\rx\x1cy", b" x "]), text(b"")), {}),
    ],
    "StringNGrams": [
        grams(at(0, 4, 6, dtype=i64), widths, pad, preserve_short_sequences=keep)
        for widths in ([1], [2], [3], [2, 3], [5], []) for pad in (0, 1) for keep in (False, True)
    ] + [
        grams(at(0, 4, 6), [3], -1), grams(at(0, 0, 6), [2], -1, preserve_short_sequences=True),
        grams(at(0, 0, 6), [7], 0, preserve_short_sequences=True),
        grams(at(0, 0), [2], 0, data=NOTHING), grams(at(0, 4, 6), [2, 3], 9),
    ],
    "ReduceJoin": [
        *[((PAIRS, at(axes)), attrs) for axes in (0, 1, -1, [0, 1], [1, 0], [])
          for attrs in ({"separator": "."}, {"keep_dims": True})],
        ((text(b"a"), at([])), {}), ((np.zeros([0, 2], object), at(0)), {}),
        ((np.zeros([0, 2], object), at(1)), {}),
    ],
    "UnsortedSegmentJoin": [
        ((PAIRS, at(0, 0), at(1)), {"separator": ","}),
        ((PAIRS, at(2, 0), at(3)), {"separator": ","}),
        ((PAIRS, at([0, 1], [1, 0]), at(2)), {"separator": ","}),
        ((PAIRS, at(1, 1, dtype=i64), at(2, dtype=i64)), {}),
        ((text([b"a", b"b"]), at(0, 0), at(1)), {}),
    ],
    "StringToHashBucket": [((NAMES,), {"num_buckets": count}) for count in (1, 10, 2**40)],
    "StringToHashBucketFast": [((NAMES,), {"num_buckets": count}) for count in (1, 10, 2**40)],
    "StringToHashBucketStrong": [
        ((NAMES,), {"num_buckets": 1000, "key": [1, 2]}),
        ((text(b"a"),), {"num_buckets": 2**62, "key": [-1, 2**62]}),
    ],
    "StaticRegexReplace": REPLACED,
    "RegexReplace": [
        ((given[0], text(attrs["pattern"].encode()), text(attrs["rewrite"].encode())),
         {key: value for key, value in attrs.items() if key == "replace_global"})
        for given, attrs in REPLACED
    ],
}
