"""Samples of the ops that read and write records: comma-separated, JSON, serialized sparse ones."""

import numpy as np

f32, i32, i64 = np.float32, np.int32, np.int64


def text(*values):
    """A tensor of strings; a scalar where there is one value."""
    return np.array(values if len(values) != 1 else values[0], object)


S, I, F = text([b"-"]), i32([7]), f32([1.5])  # noqa: E741
MUST = np.zeros([0], object)


def csv(records, *defaults, **attrs):
    """A row for DecodeCSV."""
    return (records, list(defaults)), attrs


def lines(*values):
    """A vector of strings."""
    return text(list(values))


def tensor(dtype, shape, data):
    """A serialized tensor of small sizes."""
    sizes = b"".join(b"\x12\x02\x08" + bytes([size]) if size else b"\x12\x00" for size in shape)
    body = b'"' + bytes([len(data)]) + data if data else b""
    return b"\x08" + bytes([dtype]) + b"\x12" + bytes([len(sizes)]) + sizes + body


def serialized(indices, values, shape):
    """A serialized sparse tensor of int32."""
    indices, values, shape = (
        np.array(x, kind) for x, kind in ((indices, i64), (values, i32), (shape, i64)))
    indices = indices.reshape(-1, shape.size)
    return [tensor(9, indices.shape, indices.tobytes()), tensor(3, values.shape, values.tobytes()),
            tensor(9, shape.shape, shape.tobytes())]


ONE, TWO = serialized([[0], [2]], [5, 6], [3]), serialized([[1]], [7], [5])
NONE = serialized([], [], [2])
MATRIX = (i64([[0, 0], [1, 0], [1, 2]]), i32([1, 2, 3]), i64([2, 4]))
JSON = (b'{"features":{"feature":{"b":{"int64List":{"value":["1",-2]}},"a":{"bytesList":'
        b'{"value":["YQ==","-_-_"]}},"f":{"float_list":{"value":[1.5,"NaN","-Infinity",2]}},'
        b'"n":{"int64_list":{"value":[]}},"e":{}}}}')

SAMPLES = {
    "DecodeCSV": [
        csv(lines(b"1,2.5,a", b"-3, 4e2 ,b c"), I, F, S), csv(text(b"1,2.5,a"), I, F, S),
        csv(lines(b",,"), I, F, S), csv(lines(b'"a,b","c""d"', b'"",""""'), S, S),
        csv(lines(b'"a"b,c'), S, S, use_quote_delim=False),
        csv(lines(b"1|2"), I, I, field_delim="|"),
        csv(lines(b'NA,"NA"', b"3,"), I, S, na_value="NA"),
        csv(lines(b"1,2,3", b"4,5,6,7"), I, I, select_cols=[0, 2]),
        csv(lines(b"1,2,"), I, S, select_cols=[0, 2]),
        csv(text([b"1,2"], [b"3,4"]), I, F.astype("float64")), csv(lines(b'"a\nb"', b"\nc"), S),
        csv(lines(b"a,b"), MUST, S), csv(np.zeros([0], object), I), csv(lines(b"1,2"), i32(3), I),
        csv(lines(b"9223372036854775807"), I.astype(i64)),
    ],
    "DecodeJSONExample": [((lines(JSON, b"{}", b'{"features":null}'),), {}), ((text(JSON),), {})],
    "SerializeSparse": [(MATRIX, {}), ((MATRIX[0], lines(b"a", b"b", b"c"), MATRIX[2]), {})],
    "SerializeManySparse": [
        (MATRIX, {}), ((MATRIX[0], lines(b"a", b"b", b"c"), MATRIX[2]), {}),
        ((i64(np.zeros([0, 2])), f32([]), i64([2, 3])), {}),
        ((i64([[0, 1, 1], [2, 0, 0]]), f32([1, 2]), i64([3, 2, 2])), {}),
    ],
    "DeserializeSparse": [
        ((text([ONE[0], b'\x08\x07\x12\x04\x12\x02\x08\x02"\x06\x01\x03abcd', ONE[2]]),),
         {"dtype": "string"}),
        ((text(ONE),), {"dtype": "int32"}), ((text([*ONE], [*TWO]),), {"dtype": "int32"}),
        ((text([ONE, TWO], [NONE, ONE]),), {"dtype": "int32"}),
    ],
    "DeserializeManySparse": [((text([*ONE], [*TWO], [*NONE]),), {"dtype": "int32"}),
                              ((text([[*NONE]]),), {"dtype": "int32"})],
}
