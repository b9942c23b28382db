"""Samples of the ops on code points, encodings and bytes that hold numbers or tensors."""

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


GOOD = text(["aé日😀".encode(), b"", b"plain"])
CONTROL = text(["x\x01\ty\x7f\u0085\n\r\0".encode()])
BAD = text([b"a\xe2\x28b", b"\xf0\x9f\x98", b"\xed\xa0\x80", b"\xc0\xafx", b"\xff",
            b"\xf4\x90\x80\x80", b"\xe2\x82", b"\xf0\x80\x80\x41", b"\xef\xbb\xbfa"])
UTF16 = text([b"\x00a\xd8\x00\x00b", b"\xd8\x3d\xde\x00", b"\x00", b"\xdc\x00\x00a"])
UTF32 = text([b"\x00\x00\x00a\x00\x11\x00\x00", b"\x00\x00", b"\x00\x01\xf6\x00", b"\0\0\xd8\0"])
MARKED = text([b"\xfe\xff\x00a\x00b", b"\xff\xfea\x00", b"a\x00", b"\x00a"])
BYTES = text([bytes(range(128, 256)), b"abc"])
DECODED = [
    ((GOOD,), {"input_encoding": "UTF-8"}), ((CONTROL,), {"input_encoding": "UTF-8"}),
    ((CONTROL,), {"input_encoding": "UTF-8", "replace_control_characters": True}),
    ((CONTROL,), {"input_encoding": "utf8", "replace_control_characters": True,
                  "errors": "ignore"}),
    ((BAD,), {"input_encoding": "UTF-8"}),
    ((BAD,), {"input_encoding": "UTF-8", "errors": "ignore"}),
    ((BAD,), {"input_encoding": "UTF-8", "replacement_char": 63}),
    ((UTF16,), {"input_encoding": "UTF-16-BE"}), ((UTF16,), {"input_encoding": "utf-16-le"}),
    ((UTF32,), {"input_encoding": "UTF-32-BE"}),
    # One by one: TensorFlow takes the byte order of one text to be that of the next.
    *[((MARKED[i : i + 1],), {"input_encoding": "UTF-16"}) for i in range(4)],
    ((BYTES,), {"input_encoding": "latin1"}), ((BYTES,), {"input_encoding": "US-ASCII"}),
    ((BYTES,), {"input_encoding": "windows-1252"}), ((BYTES,), {"input_encoding": "KOI8-R"}),
    ((BYTES,), {"input_encoding": "ISO-8859-15"}),
    ((text(["日本語".encode("shift_jis")]),), {"input_encoding": "shift_jis"}),
    ((text(["日本語".encode("euc_jp")]),), {"input_encoding": "EUC-JP"}),
]
SPLIT = [((GOOD,), {"input_encoding": "UTF-8", "Tsplits": "int32"}),
         ((text(b"abc"),), {"input_encoding": "UTF-8"}),
         ((text([b"a", b"bc"], [b"", b"d"]),), {"input_encoding": "UTF-8"}),
         ((np.zeros([0], object),), {"input_encoding": "UTF-8"})]
POINTS = at(97, 0xD800, 0x110000, -1, 0x10FFFF, 0xFFFE, dtype=i32)
EIGHT = bytes([1, 0, 128, 63, 0, 64, 192, 255])


def packed(kind, *data):
    """A row for DecodeCompressed."""
    return (text(list(data)),), {"compression_type": kind}


def serialized(data, dtype):
    """A row for ParseTensor."""
    return (text(data),), {"out_type": dtype}


SAMPLES = {
    "UnicodeDecode": DECODED + SPLIT,
    "UnicodeDecodeWithOffsets": DECODED + SPLIT[1:],  # TensorFlow ends its process for int32
    "UnicodeEncode": [
        ((POINTS, at(0, 2, 6)), {"output_encoding": "UTF-8", **attrs})
        for attrs in ({}, {"errors": "ignore"}, {"replacement_char": 63},
                      {"replacement_char": 0xD800})
    ] + [
        ((at(97, 0x1F600, dtype=i32), at(0, 1, 2)), {"output_encoding": encoding})
        for encoding in ("UTF-8", "UTF-16-BE", "UTF-32-BE")
    ] + [((at(97, 98, dtype=i32), at(0, 0, 2, dtype=i32)), {"output_encoding": "UTF-8"}),
         ((at([], dtype=i32), at([0])), {"output_encoding": "UTF-8"})],
    "UnicodeTranscode": [(given, {**attrs, "output_encoding": encoding})
                         for given, attrs in DECODED
                         for encoding in ("UTF-8", "UTF-16-BE", "UTF-32-BE")][::2],
    "UnicodeScript": [((at(65, 0x3B1, 0x3042, 0x1F600, -1, 0x110000, 0xD800, dtype=i32),), {}),
                      ((np.arange(0, 0x20000, 1361, dtype=i32),), {}), ((at(65, dtype=i32),), {})],
    "DecodeRaw": [
        ((text([EIGHT, EIGHT[::-1]]),), {"out_type": dtype, "little_endian": order})
        for dtype in ("half", "float32", "float64", "int32", "uint16", "uint8", "int16", "int8",
                      "int64", "complex64", "bool", "bfloat16") for order in (True, False)
    ] + [((text(b"\1\2"),), {"out_type": "int16"}), ((text([b"", b""]),), {"out_type": "int16"}),
         ((np.zeros([0, 2], object),), {"out_type": "int16"}),
         ((text([b"\1\2"], [b"\3\4"]),), {"out_type": "uint8"})],
    "DecodePaddedRaw": [
        ((text([b"\1\2\3\4", b"\5\6"]), at(length, dtype=i32)), {"out_type": "int16", **attrs})
        for length in (2, 4, 6) for attrs in ({}, {"little_endian": False})
    ] + [((text([b"\1\2\3", b"\5"]), at(4, dtype=i32)), {"out_type": "uint8"}),
         ((text(b"\1\2\3"), at(4, dtype=i32)), {"out_type": "float32"}),
         ((np.zeros([0], object), at(4, dtype=i32)), {"out_type": "int16"})],
    "DecodeCompressed": [
        packed("ZLIB", zlib.compress(b"hello" * 9), b"", zlib.compress(b"hello")[:-3],
               zlib.compress(b""), zlib.compress(b"a") + b"junk"),
        packed("GZIP", gzip.compress(b"hello", mtime=0), b"",
               gzip.compress(b"a", mtime=0) + gzip.compress(b"b", mtime=0)),
        packed("", b"raw", b""),
    ],
    "ParseTensor": [
        serialized(
            b'\x08\x03\x12\x08\x12\x02\x08\x01\x12\x02\x08\x02"\x08\1\0\0\0\2\0\0\0', "int32"),
        serialized(b"\x08\x07\x12\x04\x12\x02\x08\x02B\x01aB\x01\xff", "string"),
        serialized(b"\x08\x01\x12\x04\x12\x02\x08\x03*\x04\x00\x00 @", "float32"),
        serialized(b"\x08\x01\x12\x06\x12\x00\x12\x02\x08\x03", "float32"),
        serialized(b'\x08\x0e\x12\x04\x12\x02\x08\x01"\x02\xc0?', "bfloat16"),
    ],
    "SerializeTensor": [((x,), {}) for x in (
        at([1, 2], [3, 4], dtype=i32), text([b"a", b"\xff"]), np.float32(2.5).reshape(()),
        np.array([True]), np.zeros([0, 3], np.float32), np.array([1 + 2j]),
        np.array([7], np.uint16), np.ones(4, np.float16))],
}
