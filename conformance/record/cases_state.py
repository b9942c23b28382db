"""Further cases of ops on strings and for debugging: regular expressions, numbers, messages."""

import numpy as np

f32, f64, f16 = np.float32, np.float64, np.float16


def words(*values):
    """A vector of strings."""
    array = np.empty(len(values), object)
    array[:] = [value.encode() if isinstance(value, str) else value for value in values]
    return array


def word(value):
    """A scalar string."""
    return words(value).reshape(())


def count(*shape):
    """A tensor that counts its elements."""
    return np.arange(np.prod(shape), dtype=f32).reshape(shape)


NO = np.array(False)
SPECIAL = [0.1, 1 / 3, 1e-5, 123456, 1234567, 1e15, 1e17, -0.0, np.inf, -np.inf, 100000.5]
PATTERNS = {
    r"\d+": ["12", "a"], "(?i)AB": ["ab"], r"a\z": ["a"], "(?P<x>a)": ["a"],
    "[[:alpha:]]+": ["ab"], "a{1001}": ["a"], "(?s).*": ["a\nb"], "^a$": ["a", "a\n"],
    "a$": ["a\n"], r"\Qa.b\E": ["a.b", "axb"], r"(a)\1": ["aa"], "(?=a)a": ["a"], "a*+": ["a"],
    "a**": ["a"], r"\w+": ["é", "e_1"], "[^a]": ["\n", "é", b"\xff"], r"\s": ["\v", "\f", " "],
    r"\bfoo\b": ["foo"], "x*": [""], r"\x{1F600}": ["\U0001f600"], r"\s3.*": ["s3", " 3x"],
    "^s3://.*": ["s3://bucket/x", "/tmp/a"], "a|b": ["a", "b", "ab"], r"\Z": [""], r"\A": [""],
    r"\_": ["_"], r"\8": ["8"], r"\0": ["\0"], r"\07": ["\7"], r"\e": ["a"], "(?#c)a": ["a"],
    "(?<n>a)": ["a"], "é": ["é"], "[é]": ["é"], "(": [""], "[": [""], "*": [""], "a{2,1}": [""],
    ")": [""], "a??": ["a"], "a.c": [b"a\xffc", "aéc"], "^*": [""], "(|a)*": ["a"],
    "[a-z-9]": ["-"], "[]a]": ["]"], "x{,3}": ["x{,3}"], "x{2,}": ["xxx"], "a|*": [""],
    "\\": [""], "[z-a]": [""], "(?i:a)b": ["Ab", "AB"], "[:alpha:]": ["a"], "[[:foo:]]": ["a"],
}

CASES = {
    "StaticRegexFullMatch": [
        ((words(*texts),), {"pattern": pattern}) for pattern, texts in PATTERNS.items()
    ],
    "RegexFullMatch": [((words("a"), words("a")), {})],
    "AsString": [
        ((count(2),), {"scientific": True, "shortest": True}), ((count(2),), {"fill": "ab"}),
        ((count(2),), {"fill": "x"}), ((np.array([1]),), {"precision": 2}),
        ((np.array([1]),), {"scientific": True}), ((np.array([True]),), {"shortest": True}),
        ((np.array([1e300, 1 / 3], f64),), {}), ((np.array([1 / 3], f16),), {"shortest": True}),
        ((words("a", "bcd"),), {"width": 5, "fill": "-"}), ((words("a"),), {"precision": 3}),
    ],
    "ShardedFilename": [
        ((word("a"), np.array(-3, np.int32), np.array(1000000, np.int32)), {}),
    ],
    "StringJoin": [(([words("a", "b"), words("a")],), {})],
    "StringLength": [
        ((words(b"\xe2\x82", b"\xf0\x9f\x98\x80x", b"\x80"),), {"unit": "UTF8_CHAR"}),
    ],
    "Assert": [
        ((NO, [count(5), np.arange(5), words("abc"), words("a", "b").reshape(1, 2)]), {}),
        ((NO, [np.array(SPECIAL, f32), np.array(SPECIAL, f64)]), {"summarize": 20}),
        ((NO, [np.array(SPECIAL[:3], f16), np.array(True)]), {"summarize": -1}),
        ((NO, [words('a"', "b\n", b"\t'\\", b"\r\0", "é")]), {"summarize": 9}),
        ((NO, [np.array([1j], np.complex64), np.zeros((0, 3))]), {}),
        ((np.array([False]), [count(2)]), {}),
    ] + [
        ((NO, [count(*shape)]), {"summarize": limit})
        for shape in ((24,), (4, 6), (2, 3, 4), (24, 1), (1, 24), (3, 8, 1))
        for limit in (-1, 0, 1, 4, 5, 100)
    ],
    "PrintV2": [((words("a"),), {}), ((word("a"),), {"output_stream": "nowhere"})],
}
