"""Misfits of the ops of samples_unicode.py: malformed texts, unknown encodings, odd lengths."""

import gzip
import zlib

import numpy as np

i32, i64 = np.int32, np.int64


def text(*values):
    """A tensor of strings; a scalar where there is one value."""
    return np.array(values if len(values) != 1 else values[0], object)


def at(*values, dtype=i64):
    """Splits and code points: a tensor, or a scalar where there is one value."""
    return np.array(values if len(values) != 1 else values[0], dtype)


DECODED = [
    ((text([b"a", b"\xff"]),), {"input_encoding": "UTF-8", "errors": "strict"}),
    ((text([b"a"]),), {"input_encoding": "bogus"}), ((text([b"a"]),), {"input_encoding": ""}),
    ((text([b"\xff"]),), {"input_encoding": "UTF-8", "replacement_char": 0x110000}),
    ((text([b"\xff"]),), {"input_encoding": "UTF-8", "replacement_char": -1}),
    ((text([b"\xff"]),), {"input_encoding": "UTF-8", "replacement_char": 0xD800}),
]
AB = at(97, 98, dtype=i32)
U8 = {"output_encoding": "UTF-8"}

CASES = {
    "UnicodeDecode": DECODED,
    "UnicodeDecodeWithOffsets": DECODED,
    "UnicodeTranscode": [(given, {**attrs, **U8}) for given, attrs in DECODED],
    "UnicodeEncode": [
        ((at(97, -1, dtype=i32), at(0, 2)), {**U8, "errors": "strict"}),
        ((AB, at(0, 2)), {**U8, "replacement_char": 0x110000}),
        ((AB, at(0, 3)), U8), ((AB, at(1, 2)), U8), ((AB, at(0, 2, 1)), U8),
        ((AB, at([])), U8), ((AB, at([0])), U8), ((AB, at(0, 1)), U8),
    ],
    "DecodeRaw": [((text([b"\1\2", b"\1"]),), {"out_type": "uint8"}),
                  ((text([b"\1\2\3"]),), {"out_type": "int16"}),
                  ((text([b"\1\2\3"]),), {"out_type": "float32"})],
    "DecodePaddedRaw": [
        ((text([b"\1\2\3\4"]), at(length, dtype=i32)), {"out_type": "int16"})
        for length in (3, 0, -1, [4])
    ],
    "DecodeCompressed": [
        ((text([data]),), {"compression_type": kind}) for kind, data in (
            ("GZIP", b"bad"), ("FOO", b"x"), ("GZIP", zlib.compress(b"a")),
            ("ZLIB", gzip.compress(b"a", mtime=0)), ("ZLIB", b"x\x9c\xff\xff\xff\xff"))
    ],
    "ParseTensor": [
        ((text(b'\x08\x03\x12\x08\x12\x02\x08\x01\x12\x02\x08\x02"\x08\1\0\0\0\2\0\0\0'),),
         {"out_type": "float32"}),
        ((text(b"\xff\xff"),), {"out_type": "float32"}),
        ((text([b"\x08\x01"]),), {"out_type": "float32"}),
        ((text(b"\x08\x01"),), {"out_type": "half"}),
    ],
}
