"""Numbers of one type as another: by value (`Cast`) and by their bits (`Bitcast`)."""

import re

from tfcompat._src.base import dtypes
from tfcompat._src.base.dtypes import numpy_dtype
from tfcompat._src.base.errors import InvalidArgumentError, UnimplementedError
from tfcompat._src.base.shapes import TensorShape
from tfcompat._src.core import raw
from tfcompat._src.ops import checks
from tfcompat._src.registry import op
from tfcompat._src.registry.definition import type_name
from tfcompat._src.registry.shape_functions import unchanged

# Bits of the stored fraction of each float type, by the name of the numpy dtype.
_FRACTION_BITS = {"float64": 52, "float32": 23, "float16": 10, "bfloat16": 7}


_FLOATS = frozenset(_FRACTION_BITS)
_EIGHT_BITS = frozenset(["float8_e5m2", "float8_e4m3fn"])
_FOUR_BITS = frozenset(["int4", "uint4"])
_WHOLE = re.compile("q?u?int(8|16|32|64)")


def _has_kernel(source, target):
    """Say whether TensorFlow turns values of a type into another one.

    The narrowest floats are made of floats only, and of the narrowest integers there are none.
    """
    if "string" in (source, target):
        return False
    for a, b in ((source, target), (target, source)):
        if a in _FOUR_BITS and b not in _FOUR_BITS and not _WHOLE.fullmatch(b):
            return False
    if target in _EIGHT_BITS:
        return source in _FLOATS or source in _EIGHT_BITS
    return target not in _NEVER


_NEVER = frozenset(["float8_e4m3fnuz", "float8_e4m3b11fnuz", "float8_e5m2fnuz", "int2", "uint2"])


@op("""
    Cast(x: SrcT) -> y: DstT
        SrcT: type
        DstT: type
        Truncate: bool = false
""")
def cast(xp, x, *, SrcT, DstT, Truncate):  # noqa: N803
    """Turn numbers into another type.

    Floats lose their fraction when they become integers; numbers out of an integer type's range
    become what the processor makes of them, for int32 and int64 the least number. Complex numbers
    lose their imaginary part. With `Truncate` narrower floats are rounded towards zero.

    Shapes:
        x, y: any, equal
    Errors:
        UnimplementedError: one of the types is not one of numbers, e.g. a string.
    Source: tf.raw_ops.Cast; recorded cases for numbers out of range.
    """
    if SrcT == DstT:
        return x
    source, target = x.dtype, numpy_dtype(DstT)
    usual = source.isbuiltin == target.isbuiltin == 1 and "O" not in (source.kind, target.kind)
    if not usual and not _has_kernel(SrcT.name, DstT.name):
        raise UnimplementedError(
            f"Cast {type_name(SrcT)} to {type_name(DstT)} is not supported"
        )
    if source.kind == "c" and target.kind != "c":
        x, source = x.real, x.real.dtype
    if Truncate:
        x = _cut(xp, x, target)
    elif source.char == "d" and target.itemsize < 4 and target.kind in "fV":
        # TensorFlow goes by way of float32, and so rounds twice.
        x = x.astype(xp.float32)
    return x.astype(target)


def _cut(xp, x, target):
    """Clear the bits of the fractions of `x` that `target` has no room for."""
    have, room = _FRACTION_BITS.get(x.dtype.name), _FRACTION_BITS.get(target.name)
    if have is None or room is None or have <= room:
        return x
    bits = {2: xp.uint16, 4: xp.uint32, 8: xp.uint64}[x.dtype.itemsize]
    mask = xp.invert(bits((1 << (have - room)) - 1))
    return xp.bitwise_and(x.view(bits), mask).view(x.dtype)


cast.shape(unchanged)


@cast.gradient
def cast_gradient(op, dy):
    source = op.attr("SrcT")
    if source not in _DIFFERENTIABLE or dy is None or dy.dtype not in _DIFFERENTIABLE:
        return None
    return raw.Cast(dy, DstT=source)


_DIFFERENTIABLE = frozenset([
    dtypes.float16, dtypes.bfloat16, dtypes.float32, dtypes.float64, dtypes.complex64,
    dtypes.complex128,
])


@op("""
    Bitcast(input: T) -> output: type
        T: {bfloat16, half, float, double, int64, int32, uint8, uint16, uint32, uint64,
            int8, int16, complex64, complex128, qint8, quint8, qint16, quint16, qint32}
        type: {bfloat16, half, float, double, int64, int32, uint8, uint16, uint32, uint64,
            int8, int16, complex64, complex128, qint8, quint8, qint16, quint16, qint32}
""")
def bitcast(xp, input, *, T, type):  # noqa: A002, N803
    """Read the bytes of numbers as numbers of another type.

    Shapes:
        input: any; where the new type is r times as large, the last dimension is r
        output: as input; with a dimension of r at the end where the new type is r times smaller,
            without the last one where it is larger
    Errors:
        InvalidArgumentError: the last dimension does not make up one number.
    Source: tf.raw_ops.Bitcast
    """
    target = numpy_dtype(type)
    before, after = input.dtype.itemsize, target.itemsize
    if before == after:
        return input.view(target)
    if before > after:
        return xp.ascontiguousarray(input).reshape(*input.shape, 1).view(target)
    if not input.ndim or input.shape[-1] * before != after:
        raise InvalidArgumentError(
            f"Cannot bitcast from {T.as_datatype_enum} to {type.as_datatype_enum}"
        )
    return xp.ascontiguousarray(input).view(target).reshape(input.shape[:-1])


@bitcast.shape
def bitcast_shape(c):
    shape, before, after = c["input"], c.attr("T"), c.attr("type")
    if shape.rank is None or before.size == after.size:
        return [shape]
    if before.size > after.size:
        return [shape.concatenate(TensorShape([before.size // after.size]))]
    checks.with_rank_at_least(shape, 1)
    ratio = after.size // before.size
    if shape[-1] is not None and shape[-1] != ratio:
        raise ValueError(
            f"Cannot bitcast from {before.as_datatype_enum} to {after.as_datatype_enum} due to "
            f"shape. {shape[-1]} does not match {ratio}"
        )
    return [shape[:-1]]
