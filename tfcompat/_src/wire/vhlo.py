"""Attributes, types and properties of VHLO, the dialect of StableHLO's portable artifacts.

VHLO is StableHLO with a version in the name of every operation, so that what was once written
stays readable. Lives here: codes to Python values. What operations do is in `stablehlo/`.
Attributes become numbers, texts, lists, dicts and arrays; enumerations become their names. Types
become names as in "f32", or a `Tensor`, `Tuple` or `Function` of `mlir_builtin`.
"""

import math

import numpy

from tfcompat._src.base import dtypes, errors
from tfcompat._src.wire.mlir_builtin import Function, Other, Tensor, Tuple, decoded_float, sizes
from tfcompat._src.wire.mlir_reader import damaged, text
from tfcompat._src.wire.vhlo_properties import PROPERTIES

_ENUMERATIONS = {
    3: "EQ NE GE GT LE LT",
    4: "NOTYPE FLOAT TOTALORDER SIGNED UNSIGNED",
    5: "UNSPECIFIED ORIGINAL STATUS_RETURNING STATUS_RETURNING_UNIFIED TYPED_FFI",
    7: "FFT IFFT RFFT IRFFT",
    11: "DEFAULT HIGH HIGHEST",
    12: "DEFAULT THREE_FRY PHILOX",
    13: "? UNIFORM NORMAL",
    16: "TRANSPOSE_INVALID NO_TRANSPOSE TRANSPOSE ADJOINT",
    19: "DEFAULT HIGHEST TOLERANCE",
}
_NAMED_TYPES = {
    0: "i1", 2: "bf16", 3: "f16", 4: "f32", 5: "f64", 6: "f8E4M3FN", 7: "f8E5M2", 9: "index",
    10: "i4", 11: "i8", 12: "i16", 13: "i32", 14: "i64",
    15: "ui4", 16: "ui8", 17: "ui16", 18: "ui32", 19: "ui64", 22: "token", 26: "witness",
    27: "f8E4M3FNUZ", 28: "f8E5M2FNUZ", 29: "f8E4M3B11FNUZ", 31: "i2", 32: "ui2", 33: "none",
    34: "tf32", 35: "f8E4M3", 36: "f8E3M4", 37: "f4E2M1FN", 38: "f6E2M3FN", 39: "f6E3M2FN",
    40: "f8E8M0FNU",
}  # fmt: skip
# What element types are called elsewhere in this package.
DTYPE_NAMES = {
    "i1": "bool", "i2": "int2", "i4": "int4", "i8": "int8", "i16": "int16", "i32": "int32",
    "i64": "int64", "ui2": "uint2", "ui4": "uint4", "ui8": "uint8", "ui16": "uint16",
    "ui32": "uint32", "ui64": "uint64", "index": "int64", "f16": "float16", "bf16": "bfloat16",
    "f32": "float32",
    "f64": "float64", "f8E4M3FN": "float8_e4m3fn", "f8E5M2": "float8_e5m2",
    "f8E4M3FNUZ": "float8_e4m3fnuz", "f8E5M2FNUZ": "float8_e5m2fnuz",
    "f8E4M3B11FNUZ": "float8_e4m3b11fnuz", "f8E4M3": "float8_e4m3", "f8E3M4": "float8_e3m4",
    "f8E8M0FNU": "float8_e8m0fnu", "f6E2M3FN": "float6_e2m3fn", "f6E3M2FN": "float6_e3m2fn",
    "f4E2M1FN": "float4_e2m1fn", "complex<f32>": "complex64", "complex<f64>": "complex128",
}  # fmt: skip


def dtype_of(element):
    """Return the numpy dtype of the elements of a type of arrays.

    Raises:
        UnsupportedError: no array here can have such elements.

    Example:
        >>> dtype_of("ui8")
        dtype('uint8')
    """
    name = DTYPE_NAMES.get(element) if isinstance(element, str) else None
    if name is None:
        raise errors.UnsupportedError(f"Arrays of the MLIR type {element} are not supported.")
    try:
        return dtypes.numpy_dtype(dtypes.as_dtype(name))
    except TypeError:  # TensorFlow has no such type, but a program may use it between its own
        import ml_dtypes

    if not hasattr(ml_dtypes, name):
        raise errors.UnsupportedError(f"Arrays of the type {name} are not supported.")
    return numpy.dtype(getattr(ml_dtypes, name))


def read_attribute(cursor, tables):
    """Return the attribute that the cursor is at.

    Raises:
        InvalidArgumentError: the bytes are damaged.
        UnsupportedError: there is no such kind of attribute, or its numbers are of an odd width.
    """
    code = cursor.number()
    if code in _ENUMERATIONS:
        return _enumerated(code, cursor.number())
    if code not in _READERS:
        raise errors.UnsupportedError(f"Attribute {code} of the MLIR dialect vhlo is not known.")
    return _READERS[code](cursor, tables)


def _enumerated(code, number):
    names = _ENUMERATIONS[code].split()
    if number >= len(names) or names[number] == "?":
        raise damaged(f"{number} is no value of the enumeration {code}")
    return names[number]


def _array(cursor, tables):
    return [tables.attribute(cursor) for _ in range(cursor.count())]


def _boolean(cursor, tables):
    return bool(cursor.number())


def _dictionary(cursor, tables):
    found = {}
    for _ in range(cursor.count(2)):
        name, value = tables.attribute(cursor), tables.attribute(cursor)
        if not isinstance(name, str):
            raise damaged("the name of an attribute is no text")
        found[name] = value
    return found


def _float(cursor, tables):
    type_ = tables.type(cursor)
    widths = {"bf16": 16, "f16": 16, "f32": 32, "f64": 64}
    if type_ not in widths:
        raise errors.UnsupportedError(f"Single numbers of the type {type_} are not supported.")
    return decoded_float(cursor.bits(widths[type_]), type_)


def _integer(cursor, tables):
    type_ = tables.type(cursor)
    digits = type_.lstrip("ui") if isinstance(type_, str) else ""
    width = 64 if type_ == "index" else int(digits) if digits.isdigit() else 0
    return cursor.integer(width, is_signed=not str(type_).startswith("u"))


def _alias(cursor, tables):
    return Other("alias", (cursor.signed_list(), cursor.signed(), cursor.signed_list()))


def _string(cursor, tables):
    data = tables.string(cursor)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data


def _tensor(cursor, tables):
    type_ = tables.type(cursor)
    if not isinstance(type_, Tensor) or type_.shape is None or None in type_.shape:
        raise damaged("a constant is of no type of arrays")
    data = cursor.blob()
    try:
        return decoded_tensor(type_, data)
    except errors.UnsupportedError:  # it matters to those programs only that use it
        return Other("constant", (type_, bytes(data)))


def decoded_tensor(type_, data):
    """Return the array that the bytes of a constant stand for; one element may stand for all.

    Example:
        >>> decoded_tensor(Tensor((2,), "i8"), bytes([7]))
        array([7, 7], dtype=int8)
    """
    count = math.prod(type_.shape)
    if type_.element == "i1":
        values = _booleans(data, count)
    else:
        dtype = dtype_of(type_.element)
        if len(data) % dtype.itemsize:
            raise damaged("a constant has a broken number of bytes")
        values = numpy.frombuffer(data, dtype.newbyteorder("<") if dtype.kind != "V" else dtype)
        values = values.astype(dtype, copy=False)
    if values.size == 1:
        return numpy.broadcast_to(values.reshape(()), type_.shape)
    if values.size != count:
        raise damaged(f"a constant has {values.size} elements, not {count}")
    return values.reshape(type_.shape)


def _booleans(data, count):
    """Return booleans that are packed eight to a byte, or all the same, or one to a byte."""
    raw = numpy.frombuffer(data, numpy.uint8)
    if raw.size == 1 and raw[0] == 0xFF:
        return numpy.ones(1, bool)
    if raw.size == -(-count // 8) and raw.size != count:
        return numpy.unpackbits(raw, count=count, bitorder="little").astype(bool)
    if raw.size == 1 and count > 1:
        return (raw & 1).astype(bool)
    return raw.astype(bool) if count != 1 else (raw & 1).astype(bool)


def _type(cursor, tables):
    return tables.type(cursor)


def _bounds(cursor, tables):
    return Other("bounds", tuple(cursor.signed_list()))


def _accuracy(cursor, tables):
    parts = cursor.double(), cursor.double(), cursor.signed(), tables.attribute(cursor)
    return Other("accuracy", parts)


def _sub_axis(cursor, tables):
    return Other("sub axis", (cursor.signed(), cursor.signed()))


def _axis(cursor, tables):
    name = tables.attribute(cursor)
    return Other("axis", (name, tables.attribute(cursor) if cursor.number() else None))


def _mesh_axes(cursor, tables):
    return Other("mesh axes", (tables.attribute(cursor), tables.attribute(cursor)))


def _mesh_axis(cursor, tables):
    return Other("mesh axis", (tables.attribute(cursor), cursor.signed()))


def _mesh(cursor, tables):
    return Other("mesh", (tables.attribute(cursor), tables.optional_attribute(cursor)))


_READERS = {
    1: _array, 2: _boolean, 6: _dictionary, 8: _float, 9: _integer, 10: _alias, 14: _string,
    15: _tensor, 17: _type, 18: _bounds, 20: _accuracy, 21: _sub_axis, 22: _axis,
    23: _mesh_axes, 24: _mesh_axis, 25: _mesh,
}  # fmt: skip


def read_type(cursor, tables):
    """Return the type that the cursor is at.

    Raises:
        InvalidArgumentError: the bytes are damaged.
        UnsupportedError: there is no such type.
    """
    code = cursor.number()
    if code in _NAMED_TYPES:
        return _NAMED_TYPES[code]
    if code == 1:
        return f"complex<{tables.type(cursor)}>"
    if code == 8:
        inputs = tuple(tables.type(cursor) for _ in range(cursor.count()))
        return Function(inputs, tuple(tables.type(cursor) for _ in range(cursor.count())))
    if code in (20, 21):
        if code == 21:
            tables.attribute(cursor)
        return Tensor(sizes(cursor.signed_list()), tables.type(cursor))
    if code == 23:
        return Tuple(tuple(tables.type(cursor) for _ in range(cursor.count())))
    if code == 25:
        return Tensor(None, tables.type(cursor))
    if code in (24, 30):
        return _quantized(code, cursor, tables)
    if code == 41:
        return Other("buffer", (tuple(cursor.signed_list()), tables.type(cursor)))
    if code == 42:
        return Other("future", tuple(tables.type(cursor) for _ in range(cursor.count())))
    raise errors.UnsupportedError(f"Type {code} of the MLIR dialect vhlo is not known.")


def _quantized(code, cursor, tables):
    parts = [cursor.number(), tables.type(cursor), tables.type(cursor)]
    if code == 24:
        parts += [cursor.double(), cursor.signed(), cursor.signed(), cursor.signed()]
    else:
        parts += [cursor.number(), cursor.signed(), cursor.signed()]
        parts.append([cursor.double() for _ in range(cursor.count())])
        parts.append(cursor.signed_list())
    return Other("quantized", tuple(parts))


def read_properties(name, cursor, tables):
    """Return the attributes of an operation that are written as its properties."""
    names = PROPERTIES.get(name.partition(".")[2], ())
    return {name: tables.attribute(cursor) for name in names}


def is_text(value):
    """Tell whether an attribute is a text, of bytes or of characters."""
    return isinstance(value, (str, bytes))


def as_text(value):
    """Return a text as characters."""
    return text(value) if isinstance(value, bytes) else value
