"""Strings joined, measured, matched and made from numbers.

Strings are arrays of `bytes`. Hashing, splitting and Unicode are not here; the syntax of regular
expressions is in `regex_syntax.py`.
"""

import math

from tfcompat._src.base.errors import InvalidArgumentError
from tfcompat._src.base.shapes import TensorShape
from tfcompat._src.ops import checks, regex_syntax
from tfcompat._src.ops.checks import shown
from tfcompat._src.registry import no_gradient, op, shape_functions


def mapped(xp, function, x, dtype=object):
    """Return an array of the results of a Python function of each element of `x`."""
    result = xp.empty(x.shape, dtype)
    flat = result.reshape(-1)
    for i, item in enumerate(x.reshape(-1).tolist()):
        flat[i] = function(item)
    return result


@op("""
    StringJoin(inputs: N * string) -> output: string
        N: int >= 0
        separator: string = ""
""")
def string_join(xp, inputs, *, separator):
    """Join strings elementwise; scalars go with every element.

    Shapes:
        inputs: N of one shape, or []
        output: that shape
    Errors:
        InvalidArgumentError: the shapes differ.
    Source: tf.raw_ops.StringJoin
    """
    shape = ()
    for x in inputs:
        if x.ndim and not shape:
            shape = x.shape
        if x.ndim and x.shape != shape:
            raise InvalidArgumentError(
                f"Input shapes do not match: {shown(shape)} vs. {shown(x.shape)}"
            )
    columns = [xp.broadcast_to(x, shape).reshape(-1).tolist() for x in inputs]
    result = xp.empty(shape, object)
    flat = result.reshape(-1)
    for i in range(flat.size):
        flat[i] = separator.join([column[i] for column in columns])
    return result


@string_join.shape
def string_join_shape(c):
    shapes = c["inputs"]
    if any(shape.rank is None for shape in shapes):
        return [TensorShape(None)]
    merged = TensorShape([])
    for shape in shapes:
        if shape.rank:
            merged = checks.merge(merged, shape) if merged.rank else shape
    return [merged]


no_gradient(string_join, "strings have no gradient")


@op("""
    StaticRegexFullMatch(input: string) -> output: bool
        pattern: string
""")
def static_regex_full_match(xp, input, *, pattern):  # noqa: A002 - TensorFlow's argument name
    """Say of each string whether a regular expression (of RE2's kind) matches all of it.

    Shapes:
        input, output: any, the same
    Errors:
        InvalidArgumentError: the expression is malformed.
    Source: tf.raw_ops.StaticRegexFullMatch
    """
    match = regex_syntax.compiled(pattern).fullmatch
    return mapped(xp, lambda text: match(regex_syntax.decoded(text)) is not None, input, bool)


static_regex_full_match.shape(shape_functions.unchanged)
no_gradient(static_regex_full_match, "strings have no gradient")


@op("""
    RegexFullMatch(input: string, pattern: string) -> output: bool
""", host=("pattern",))
def regex_full_match(xp, input, pattern):  # noqa: A002
    """Say of each string whether a regular expression (of RE2's kind) matches all of it.

    Shapes:
        input, output: any, the same
        pattern: []
    Errors:
        InvalidArgumentError: the expression is malformed or no scalar.
    Source: tf.raw_ops.RegexFullMatch
    """
    if pattern.ndim:
        raise InvalidArgumentError(f"Pattern must be scalar, but received {shown(pattern.shape)}")
    return static_regex_full_match(xp, input, pattern=pattern.item())


@regex_full_match.shape
def regex_full_match_shape(c):
    checks.with_rank(c["pattern"], 0)
    return [c["input"]]


no_gradient(regex_full_match, "strings have no gradient")


@op("""
    ShardedFilename(basename: string, shard: int32, num_shards: int32) -> filename: string
""")
def sharded_filename(xp, basename, shard, num_shards):
    """Return "basename-00003-of-00010" for shard 3 of 10.

    Shapes:
        basename, shard, num_shards, filename: []
    Errors:
        InvalidArgumentError: an argument is no scalar.
    Source: tf.raw_ops.ShardedFilename
    """
    for name, value in (("basename", basename), ("shard", shard), ("num_shards", num_shards)):
        if value.ndim:
            raise InvalidArgumentError(f"{name} must be a scalar, got shape {shown(value.shape)}")
    result, name = xp.empty((), object), basename.item().partition(b"\0")[0]
    result[()] = b"%s-%05d-of-%05d" % (name, shard.item(), num_shards.item())
    return result


@sharded_filename.shape
def sharded_filename_shape(c):
    for shape in c.shapes:
        checks.with_rank(shape, 0)
    return [TensorShape([])]


no_gradient(sharded_filename, "strings have no gradient")


@op("""
    StringLength(input: string) -> output: int32
        unit: {"BYTE", "UTF8_CHAR"} = "BYTE"
""")
def string_length(xp, input, *, unit):  # noqa: A002
    """Return the length of each string in bytes or in characters.

    Shapes:
        input, output: any, the same
    Source: tf.raw_ops.StringLength
    """
    return mapped(xp, len if unit == b"BYTE" else _characters, input, xp.int32)


def _characters(text):
    """Count the bytes that begin a character; what continues one does not count."""
    return sum(1 for byte in text if byte & 0xC0 != 0x80)


string_length.shape(shape_functions.unchanged)
no_gradient(string_length, "strings have no gradient")


@op("""
    AsString(input: T) -> output: string
        T: {float, double, int32, uint8, int16, int8, int64, bfloat16, uint16, half, uint32,
            uint64, complex64, complex128, bool, variant, string}
        precision: int = -1
        scientific: bool = false
        shortest: bool = false
        width: int = -1
        fill: string = ""
""")
def as_string(xp, input, *, T, precision, scientific, shortest, width, fill):  # noqa: A002, N803
    """Write each element as text, as C's printf does.

    Shapes:
        input, output: any, the same
    Errors:
        InvalidArgumentError: the format does not go with the dtype or with itself.
    Source: tf.raw_ops.AsString
    """
    kind = input.dtype.kind
    if kind in "iub":
        if scientific or shortest:
            raise InvalidArgumentError(
                f"scientific and shortest format not supported for datatype {T.name}"
            )
        if precision >= 0:
            raise InvalidArgumentError(f"precision not supported for datatype {T.name}")
    if len(fill) > 1:
        raise InvalidArgumentError("Fill string must be one or fewer characters")
    if scientific and shortest:
        raise InvalidArgumentError("Cannot select both scientific and shortest notation")
    if fill not in (b"", b" ", b"-", b"0", b"+", b"#"):
        raise InvalidArgumentError(f'Fill argument not supported: "{fill.decode("latin-1")}"')
    if kind == "b":
        return mapped(xp, lambda value: b"true" if value else b"false", input)
    size = str(width) if width > -1 else ""
    if kind == "O":
        if width <= 0:
            return input  # a precision alone does nothing
        fit = bytes.ljust if fill == b"-" else bytes.rjust
        limit = precision if precision > -1 else None
        return mapped(xp, lambda text: fit(text[:limit], width), input)
    flag = "" if kind == "u" and fill in (b"+", b" ") else fill.decode()
    if kind in "iu":
        form = f"%{flag}{size}d"
        return mapped(xp, lambda value: (form % value).encode(), input)
    digits = f".{precision}" if precision > -1 else ""
    letter = "e" if scientific else "g" if shortest else "f"
    return _floats_as_strings(xp, input, flag, size, f"{digits}{letter}")


def _floats_as_strings(xp, x, flag, size, ending):
    form = f"%{flag}{size}{ending}"
    # C does not fill up infinities and NaN with zeros, and shows the sign of a NaN.
    special = f"%{flag if flag == '-' else ''}{size}s"

    def one(value):
        if math.isfinite(value):
            return form % value
        text = "nan" if math.isnan(value) else "inf"
        if math.copysign(1.0, value) < 0:
            text = f"-{text}"
        elif flag in ("+", " "):
            text = flag + text
        return special % text

    if x.dtype.kind == "c":
        return mapped(xp, lambda v: f"({one(v.real)},{one(v.imag)})".encode(), x)
    return mapped(xp, lambda value: one(float(value)).encode(), x)


as_string.shape(shape_functions.unchanged)
no_gradient(as_string, "strings have no gradient")
