"""Strings changed one by one: case, blanks, parts of them, base64, and the numbers they spell.

Splitting and joining is in `text_splitting.py`, expressions in `regex_replace.py`, other encodings
than UTF-8 in `unicode.py`.
"""

import base64
import binascii
import math
import re
from fractions import Fraction

from tfcompat._src.base.errors import InvalidArgumentError, UnimplementedError
from tfcompat._src.base.shapes import TensorShape, broadcast_static_shape
from tfcompat._src.ops import checks
from tfcompat._src.ops.checks import shown
from tfcompat._src.ops.strings import mapped
from tfcompat._src.registry import no_gradient, op
from tfcompat._src.registry.shape_functions import broadcast_shapes, unchanged

_WHY = "strings have no gradient"
_BLANKS = b" \t\n\v\f\r"


@op("""
    StringLower(input: string) -> output: string
        encoding: string = ""
""")
def string_lower(xp, input, *, encoding):  # noqa: A002 - TensorFlow's argument name
    """Write strings in small letters: those of ASCII, or all of Unicode with "utf-8".

    Shapes:
        input, output: any, the same
    Errors:
        InvalidArgumentError: the encoding is another one.
    Source: tf.raw_ops.StringLower
    """
    _check_encoding(encoding)
    if not encoding:
        return mapped(xp, bytes.lower, input)
    return mapped(xp, lambda text: _until_zero(text).lower().encode(), input)


def _until_zero(text):
    """Decode a string up to the first byte that is zero, where it ends for TensorFlow, too."""
    return text.partition(b"\0")[0].decode("utf-8", "replace")


def _check_encoding(encoding):
    if encoding not in (b"", b"utf-8"):
        raise InvalidArgumentError("only utf-8 or '' (no encoding) is supported, received "
                                   f"{encoding.decode('utf-8', 'replace')}")


string_lower.shape(unchanged)
no_gradient(string_lower, _WHY)


@op("""
    StringUpper(input: string) -> output: string
        encoding: string = ""
""")
def string_upper(xp, input, *, encoding):  # noqa: A002
    """Write strings in capital letters: those of ASCII, or all of Unicode with "utf-8".

    Shapes:
        input, output: any, the same
    Errors:
        InvalidArgumentError: the encoding is another one.
    Source: tf.raw_ops.StringUpper
    """
    _check_encoding(encoding)
    if not encoding:
        return mapped(xp, bytes.upper, input)
    return mapped(xp, lambda text: _until_zero(text).upper().encode(), input)


string_upper.shape(unchanged)
no_gradient(string_upper, _WHY)


@op("""
    StringStrip(input: string) -> output: string
""")
def string_strip(xp, input):  # noqa: A002
    """Take away ASCII's blanks at both ends of strings.

    Shapes:
        input, output: any, the same
    Source: tf.raw_ops.StringStrip
    """
    return mapped(xp, lambda text: text.strip(_BLANKS), input)


string_strip.shape(unchanged)
no_gradient(string_strip, _WHY)


@op("""
    Substr(input: string, pos: T, len: T) -> output: string
        T: {int32, int64}
        unit: {"BYTE", "UTF8_CHAR"} = "BYTE"
""")
def substr(xp, input, pos, len, *, unit):  # noqa: A002
    """Return parts of strings: from a place on, as many bytes or characters as asked for.

    Shapes:
        input: broadcasts with pos; not over more than two dimensions
        pos, len: one shape
        output: the broadcast shape
    Errors:
        InvalidArgumentError: a place is outside of its string, or the shapes do not fit.
    Source: tf.raw_ops.Substr
    """
    if pos.shape != len.shape:
        raise InvalidArgumentError(
            f"pos and len should have the same shape, got: {shown(pos.shape)} vs. "
            f"{shown(len.shape)}"
        )
    try:
        shape = tuple(broadcast_static_shape(
            TensorShape(input.shape), TensorShape(pos.shape)).as_list())
    except ValueError:
        raise checks.incompatible(input, pos) from None
    rank = max(input.ndim, pos.ndim)
    if pos.ndim and pos.shape != input.shape and rank > 2:
        raise UnimplementedError(
            f"Substr broadcast not implemented for {rank} dimensions")
    part = _bytes_from if unit == b"BYTE" else _characters_from
    columns = [xp.broadcast_to(x, shape).reshape(-1).tolist() for x in (input, pos, len)]
    result = xp.empty(shape, object)
    flat = result.reshape(-1)
    for i, (text, start, size) in enumerate(zip(*columns, strict=True)):
        found = part(text, start, size)
        if found is None:
            which = f" b'{text.decode('utf-8', 'replace')}'" if unit == b"BYTE" else ""
            at = i
            if pos.ndim and pos.shape != input.shape and rank == 2:  # a row then, or both numbers
                row, column = divmod(i, shape[1])
                at = f"({row}, {column})" if unit == b"BYTE" else row
            raise InvalidArgumentError(f"pos {start} out of range for string{which} at index {at}")
        flat[i] = found
    return result


def _bytes_from(text, start, size):
    """Return `size` bytes from `start` on, None where that is outside; all if negative."""
    if not -len(text) <= start <= len(text):
        return None
    start = start + len(text) if start < 0 else start
    return text[start:] if size < 0 else text[start : start + size]


def _characters_from(text, start, size):
    starts = [i for i, byte in enumerate(text) if not i or byte & 0xC0 != 0x80] + [len(text)]
    count = len(starts) - 1
    if not -count <= start <= count or start < 0 and size < 0:
        return None
    start = start + count if start < 0 else start
    return text[starts[start] : starts[min(start + max(size, 0), count)]]


@substr.shape
def substr_shape(c):
    pos, size = c["pos"], c["len"]
    if pos.rank is not None and size.rank is not None:
        checks.with_rank(pos, size.rank)
        if not pos.is_compatible_with(size):
            raise ValueError(f"pos and len shapes must match: {shown(pos)} vs. {shown(size)}")
    return [broadcast_shapes(c["input"], pos)]


no_gradient(substr, _WHY)


@op("""
    EncodeBase64(input: string) -> output: string
        pad: bool = false
""")
def encode_base64(xp, input, *, pad):  # noqa: A002
    """Write bytes in base64 with `-` and `_`, filled up with `=` or not.

    Shapes:
        input, output: any, the same
    Source: tf.raw_ops.EncodeBase64
    """
    def encoded(text):
        result = base64.urlsafe_b64encode(text)
        return result if pad else result.rstrip(b"=")

    return mapped(xp, encoded, input)


encode_base64.shape(unchanged)
no_gradient(encode_base64, _WHY)


@op("""
    DecodeBase64(input: string) -> output: string
""")
def decode_base64(xp, input):  # noqa: A002
    """Read base64 with `-` and `_`, with or without `=` at the end.

    Shapes:
        input, output: any, the same
    Errors:
        InvalidArgumentError: there is another character, or a length that no bytes have.
    Source: tf.raw_ops.DecodeBase64
    """
    return mapped(xp, _from_base64, input)


def _from_base64(text):
    padding = len(text) - len(text.rstrip(b"=")) if len(text) % 4 == 0 else 0
    text = text[: len(text) - padding]
    whole = len(text) // 4 * 4
    if padding > 2 or re.search(rb"[^0-9A-Za-z_-]", text[:whole]):
        raise InvalidArgumentError("Invalid character found in base64.")
    if len(text) - whole == 1:
        raise InvalidArgumentError("Base64 string length cannot be 1 modulo 4.")
    if re.search(rb"[^0-9A-Za-z_-]", text[whole:]):
        raise InvalidArgumentError("Invalid character found in base64.")
    try:
        return base64.urlsafe_b64decode(text + b"=" * (-len(text) % 4))
    except binascii.Error:
        raise InvalidArgumentError("Invalid character found in base64.") from None


decode_base64.shape(unchanged)
no_gradient(decode_base64, _WHY)


@op("""
    StringToNumber(string_tensor: string) -> output: out_type
        out_type: {float, double, int32, int64, uint32, uint64} = float
""")
def string_to_number(xp, string_tensor, *, out_type):
    """Read the numbers that strings spell.

    Shapes:
        string_tensor, output: any, the same
    Errors:
        InvalidArgumentError: a string spells no number, or one out of range.
    Source: tf.raw_ops.StringToNumber
    """
    read = read_integer if out_type.is_integer else read_float

    def number(text):
        value = read(text, out_type)
        if value is None:
            shown_text = text.split(b"\0")[0].decode("utf-8", "replace")
            raise InvalidArgumentError(
                f"StringToNumberOp could not correctly convert string: {shown_text}"
            )
        return value

    return mapped(xp, number, string_tensor, out_type.as_numpy_dtype)


string_to_number.shape(unchanged)
no_gradient(string_to_number, _WHY)

_INTEGER = re.compile(rb"[+-]?[0-9]+")
_FLOAT = re.compile(rb"[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]+)?")
_HEX = re.compile(rb"[+-]?0[xX]([0-9a-fA-F]+\.?[0-9a-fA-F]*|\.[0-9a-fA-F]+)([pP][+-]?[0-9]+)?")
_NAMED = re.compile(rb"([+-]?)(inf|infinity|nan)(\(\w*\))?", re.IGNORECASE)


def read_integer(text, dtype):
    """Return the integer that bytes spell, None where there is none or it is out of range."""
    text = text.strip(_BLANKS)
    if not _INTEGER.fullmatch(text) or dtype.is_unsigned and text.startswith(b"-"):
        return None
    value, bits = int(text), 8 * dtype.size
    low, high = (0, 1 << bits) if dtype.is_unsigned else (-(1 << bits - 1), 1 << bits - 1)
    return value if low <= value < high else None


def read_float(text, dtype):
    """Return the number that bytes spell, nearest in a dtype; None where there is none."""
    text = text.strip(_BLANKS)
    named = _NAMED.fullmatch(text)
    if named:
        value = math.nan if named[2].lower() == b"nan" else math.inf
        return -value if named[1] == b"-" else value
    if _HEX.fullmatch(text):
        try:
            return float.fromhex(text.decode())
        except OverflowError:
            return -math.inf if text.startswith(b"-") else math.inf
    if not _FLOAT.fullmatch(text):
        return None
    value = float(text)
    if dtype.size == 4 and math.isfinite(value):
        value = _unrounded(value, text)
    return value


def _unrounded(value, text):
    """Move a double that is halfway between two floats to the side where the number is.

    Rounding to double first and then to float would otherwise round twice.
    """
    mantissa, exponent = math.frexp(value)
    bits = 24 - max(0, -125 - exponent)
    scaled = math.ldexp(mantissa, bits)
    if scaled % 1 != 0.5 and scaled % 1 != -0.5:
        return value
    exact = Fraction(text.decode())
    if exact == Fraction(value):
        return value
    return math.nextafter(value, math.inf if exact > Fraction(value) else -math.inf)
