"""Attributes and types of MLIR's own dialect, as Python values.

In a portable artifact only names, dictionaries and locations are of this dialect; everything that
has a meaning is of the dialect in `vhlo`. A location is read as None.
"""

from typing import NamedTuple

from tfcompat._src.base import errors
from tfcompat._src.wire.mlir_reader import damaged, text

_SIGNS = ("i", "si", "ui")
_NAMED_TYPES = {1: "index", 3: "bf16", 4: "f16", 5: "f32", 6: "f64", 12: "none"}
_FLOAT_BITS = {"bf16": 16, "f16": 16, "f32": 32, "f64": 64}
_LOCATIONS = range(10, 16)
_NO_SIZE = -(1 << 63)


class Tensor(NamedTuple):
    """The type of an array.

    Attributes:
        shape: tuple of sizes, None where one is not known; None where the rank is not.
        element: the name of its elements' type, as in "f32", or a type that has no such name.
    """

    shape: object
    element: object


class Tuple(NamedTuple):
    """The type of several values as one."""

    types: tuple


class Function(NamedTuple):
    """The type of a function."""

    inputs: tuple
    outputs: tuple


class Other(NamedTuple):
    """An attribute or a type that is read, but that nothing here gives a meaning to.

    Attributes:
        kind: what it is.
        parts: what it holds.
    """

    kind: str
    parts: tuple


class Text(str):
    """An attribute or a type that is written as MLIR's text; it is kept as that."""

    __slots__ = ()


def sizes(numbers):
    """Return sizes with None where a number says that one is not known.

    >>> sizes([2, -9223372036854775808])
    (2, None)
    """
    if any(number < 0 and number != _NO_SIZE for number in numbers):
        raise damaged("a size of an array is negative")
    return tuple(None if number == _NO_SIZE else number for number in numbers)


def read_attribute(cursor, tables):
    """Return the attribute that the cursor is at.

    Raises:
        InvalidArgumentError: the bytes are damaged.
        UnsupportedError: the attribute is of a kind that portable artifacts do not have.
    """
    code = cursor.number()
    if code in _LOCATIONS or code == 21:
        return None
    if code == 0:
        return [tables.attribute(cursor) for _ in range(cursor.count())]
    if code == 1:
        return _dictionary(cursor, tables)
    if code in (2, 3, 4):
        found = tables.attribute(cursor) if code == 4 else text(tables.string(cursor))
        if not isinstance(found, str):
            raise damaged("the name of a symbol is no text")
        return found
    if code == 6:
        return tables.type(cursor)
    if code == 7:
        return True
    if code == 8:
        return _integer(cursor, tables.type(cursor))
    if code == 9:
        return _float(cursor, tables.type(cursor))
    raise errors.UnsupportedError(f"Attribute {code} of MLIR's own dialect is not supported.")


def _dictionary(cursor, tables):
    found = {}
    for _ in range(cursor.count(2)):
        name, value = tables.attribute(cursor), tables.attribute(cursor)
        if not isinstance(name, str):
            raise damaged("the name of an attribute is no text")
        found[name] = value
    return found


def _integer(cursor, type_):
    digits = str(type_).lstrip("sui")
    width = 64 if type_ == "index" else int(digits) if digits.isdigit() else 0
    if width == 1:
        return bool(cursor.integer(1))
    return cursor.integer(width, is_signed=not str(type_).startswith("u"))


def _float(cursor, type_):
    width = _FLOAT_BITS.get(type_) if isinstance(type_, str) else None
    if width is None:
        raise errors.UnsupportedError(f"Numbers of the MLIR type {type_} are not supported.")
    return decoded_float(cursor.bits(width), type_)


def decoded_float(bits, type_):
    """Return the Python float that the bits of a type named as in "f32" stand for.

    >>> decoded_float(0x3F80, "bf16")
    1.0
    """
    import numpy

    if type_ == "bf16":
        bits, type_ = bits << 16, "f32"
    width = int(type_[1:]) // 8
    return float(numpy.frombuffer(bits.to_bytes(width, "little"), f"<f{width}")[0])


def read_type(cursor, tables):
    """Return the type that the cursor is at.

    Raises:
        InvalidArgumentError: the bytes are damaged.
        UnsupportedError: the type is of a kind that portable artifacts do not have.
    """
    code = cursor.number()
    if code == 0:
        value = cursor.number()
        if value & 3 == 3 or value >> 2 > 64:
            raise damaged("a type of integers has no width")
        return f"{_SIGNS[value & 3]}{value >> 2}"
    if code in _NAMED_TYPES:
        return _NAMED_TYPES[code]
    if code == 2:
        return Function(*([tables.type(cursor) for _ in range(cursor.count())] for _ in "io"))
    if code == 9:
        return f"complex<{tables.type(cursor)}>"
    if code in (13, 14):
        if code == 14:
            tables.attribute(cursor)
        return Tensor(sizes(cursor.signed_list()), tables.type(cursor))
    if code == 15:
        return Tuple(tuple(tables.type(cursor) for _ in range(cursor.count())))
    if code == 18:
        return Tensor(None, tables.type(cursor))
    raise errors.UnsupportedError(f"Type {code} of MLIR's own dialect is not supported.")


def read_properties(name, cursor, tables):
    """Return the properties of a module."""
    if name != "builtin.module":
        raise errors.UnsupportedError(f"The MLIR operation '{name}' is not supported.")
    names = "sym_name", "sym_visibility"
    return {name: tables.optional_attribute(cursor) for name in names}
