"""Further cases of fields of messages: every kind, both ways, and what is broken or refused."""

import sys

import numpy as np

sys.path.insert(0, str(__import__("pathlib").Path(__file__).resolve().parents[2] / "tests/ops"))
from samples_proto_fields import NUMBERS, PLACES, decode, encode  # noqa: E402

from tfcompat._src.wire import varint  # noqa: E402

WIDE = {"int32": "int64", "sint32": "int64", "sfixed32": "int64", "uint32": "uint64",
        "fixed32": "uint64", "float": "float64"}  # fmt: skip
RNG = np.random.default_rng(5)


def numbers(name):
    """Two rows of numbers of a type, the smallest and the largest among them."""
    if name == "bool":
        return np.array([[True, False, True], [False, True, True]])
    if name.startswith("float"):
        return RNG.normal(size=(2, 3)).astype(name)
    limits = np.iinfo(name)
    return np.array([[limits.min, 5, limits.max], [0, 1, 300]], name)


def tag(field, wire, place=1):
    """What stands before a value: its number and how it is written."""
    return varint.write((PLACES[field] + place) << 3 | wire)


ENCODED = [
    encode([[2], [3]], [numbers(name).astype(other)], [f"{prefix}_{kind}"])
    for kind, name in NUMBERS.items() for prefix in ("one", "some", "packed")
    for other in {name, WIDE.get(kind, name)}
]
INT, LIST, TEXT = tag("int32", 0), tag("int32", 2, 2), tag("string", 2)
BROKEN = [
    b"\xff\xff\xff", b"\x08", INT, INT + b"\xff" * 10 + b"\x01", LIST + b"\x02\x01\x82",
    LIST + b"\x05\x01", tag("fixed32", 2, 2) + b"\x02\x01\x02", tag("int32", 7) + b"\x01",
    tag("int32", 4) + b"\x01", b"\x00\x01", tag("int32", 5) + b"\x01", TEXT + b"\x05a",
    tag("double", 7) + b"\x01", tag("int32", 3) + b"\x08\x01\x0c", b"\xbb\x06\x08\x01\xb4\x06",
]
ODD = [
    INT + b"\x05" + INT + b"\x06", INT + varint.write(2**33 + 5), LIST + b"\x00",
    LIST + b"\x03\x01\x02\x03" + tag("int32", 0, 2) + b"\x04", tag("int32", 2) + b"\x02\x01\x02",
    tag("int32", 2) + b"\x01\x07" + INT + b"\x09", INT + b"\x09" + tag("int32", 2) + b"\x01\x07",
    tag("int32", 5) + b"\x01\x02\x03\x04", TEXT + b"\x02\xff\xfe", tag("string", 0) + b"\x01",
    tag("bool", 0) + b"\x82\x01", tag("sint32", 0) + varint.write(2**40 + 3),
    tag("double", 3) + b"\x08\x01" + tag("double", 4) + INT + b"\x01",
    b"\x01" + bytes(8), tag("double", 4) + b"\x01", b"\xb4\x06" + INT + b"\x01",
    INT + b"\x80" * 9 + b"\x53", LIST + b"\x0a" + b"\x85" * 9 + b"\x7f",
    tag("double", 2) + b"\x80" * 9 + b"\x01" + INT + b"\x01",
    LIST + b"\x81" + b"\x80" * 8 + b"\x01" + b"\x07", b"\xc9" + b"\xff" * 8 + b"\x03" + bytes(8),
    b"\xa8" + b"\x80" * 3 + b"\xf0\x01" + b"\x05",
]
ASKED = (["one_int32", "some_int32", "one_string", "some_fixed32", "one_bool", "one_sint32"],
         ["int32", "int32", "string", "uint32", "bool", "int32"])  # fmt: skip
INTS = np.array([[4]], np.int32)
TYPES = ["float64", "float32", "int64", "uint64", "int32", "uint32", "bool", "int8", "string"]
CASES = {
    "DecodeProtoV2": [
        *(decode([data], *ASKED) for data in BROKEN + ODD),
        *(decode([data], *ASKED, sanitize=True) for data in BROKEN + ODD),
        decode(ODD[:5], *ASKED),
        *(
            decode([b""], [f"one_{kind}"], [name])
            for i, kind in enumerate((*NUMBERS, "string", "bytes"))
            for name in (TYPES * 2)[i % 9:i % 9 + 4]
        ),
        decode([b"\xba\x06\x01a"], ["inner"], ["int32"]), decode([b""], ["colors"], ["int64"]),
        decode([b"\xb0\x06\x05\xb2\x06\x02\x00\x07"], ["colors"], ["int32"]),
        decode([b"\xa2\x06\x02\x08\x01\xa2\x06\x03\x12\x01a"], ["inner"], ["string"]),
        decode([b"\xa2\x06\x02\x08\x01\xa2\x06\x03\x12\x01a"], ["inner"], ["string"],
               sanitize=True),
        decode([b"\x12\x01a"], ["a"], ["int32"], "t.Inner", sanitize=True),
        decode([b"\x08\x01"], ["a"], ["int32"], "t.Inner", sanitize=True),
        decode([b"\xc0\x3e\x07"], ["t.more"], ["int32"]), decode([b""], ["more"], ["int32"]),
        decode([b""], ["nope"], ["int32"]), decode([b""], ["nope"], ["int32"], "t.Nope"),
        decode([b""], ["one_int32"], []), decode([b""], ["one_int32"], ["int32"],
                                                 message_format=b"json"),
        decode(np.zeros((2, 0), object), ["one_int32"], ["int32"]),
        decode([b""], ["some_int32", "some_int32"], ["int32", "int32"]),
        decode([b"one_int32: 5 zzz"], *ASKED, message_format=b"text"),
        decode([b"some_int32: [5, 6] one_string: 'a\\303\\251'"], *ASKED, message_format=b"text"),
        decode([b"inner { a: 5 }"], ["inner"], ["string"], message_format=b"text"),
        decode([b""], ["a"], ["int32"], source=b"bytes://zzz"),
        decode([b""], ["a"], ["int32"], source=b"bytes://"),
        decode([b""], ["a"], ["int32"], source=b"/no/such/file"),
        decode([b""], ["a"], ["int32"], "tensorflow.Nope", b"local://"),
        decode([b"\x12\x02\xff\xfe"], ["s"], ["string"], "n.Newer"),
        decode([b"\x12\x02\xff\xfe"], ["s"], ["string"], "n.Newer", sanitize=True),
        decode([b"\x0a\x02\x01\x02\x08\x03"], ["xs"], ["int32"], "n.Newer"),
    ],
    "EncodeProto": [
        *ENCODED,
        *(
            encode([[1]], [INTS.astype(name)], [f"one_{kind}"])
            for i, kind in enumerate((*NUMBERS, "bytes"))
            for name in (TYPES * 2)[i % 8:i % 8 + 3] if name != "string"
        ),
        encode([[1]], [np.array([[2**33 + 5]])], ["one_int32"]),
        encode([[1]], [np.array([[2**33 + 5]], np.uint64)], ["one_fixed32"]),
        encode([[1, 2, 2]], [np.array([[b"\x08\x01"]], object)] * 2 + [INTS.repeat(2, 1)],
               ["inner", "inners", "colors"]),
        encode([[1, 2, 2]], [np.array([[b"\x08\x01", b""]], object)] * 2 + [INTS.repeat(2, 1)],
               ["inner", "group", "colors"]),
        encode([[1, 1]], [np.array([[b"a"]], object), INTS], ["one_string", "one_int32"]),
        encode([[1, 1]], [INTS, INTS + 1], ["one_int32", "one_int32"]),
        encode([[1]], [INTS], ["t.more"]), encode([[1]], [INTS], ["nope"]),
        encode([[1]], [INTS], ["nope"], "t.Nope"), encode([[-1]], [INTS], ["some_int32"]),
        encode([[3]], [INTS], ["some_int32"]), encode([3], [INTS], ["some_int32"]),
        encode([[1, 1]], [INTS], ["some_int32"]), encode([[1], [1]], [INTS], ["some_int32"]),
        encode(1, [INTS], ["some_int32"]), encode([1], [INTS[0]], ["some_int32"]),
        encode([[1, 1]], [INTS, INTS[0].astype(np.int64)], ["some_int32", "some_int64"]),
        encode([[1, 1]], [INTS, INTS[None].astype(np.int64)], ["some_int32", "some_int64"]),
        encode([[1, 1]], [INTS, INTS.repeat(2, 0).astype(np.int64)], ["some_int32", "some_int64"]),
        encode([[1]], [INTS], ["some_int32", "one_int32"]),
        encode([[1]], [INTS], ["a"], source=b"/no/such/file"),
    ],
}
