"""Quotients and remainders, and what division by zero does.

Integers divided by zero are errors; floats give infinities and NaN.
"""

from tfcompat._src.base.dtypes import from_numpy
from tfcompat._src.base.errors import InternalError, InvalidArgumentError, NotFoundError
from tfcompat._src.core import raw
from tfcompat._src.ops.checks import incompatible
from tfcompat._src.ops.gradient_parts import conj
from tfcompat._src.ops.unbroadcast import unbroadcast
from tfcompat._src.registry import op
from tfcompat._src.registry.shape_functions import broadcast

_BY_ZERO = InvalidArgumentError, "Integer division by zero"
# TensorFlow 2.21 does not expect errors of these two ops and says so instead.
_UNEXPECTED = (
    InternalError,
    "Unexpected error in binary operator (only integer div and mod should have errors)",
)


@op("""
    Div(x: T, y: T) -> z: T
        T: {bfloat16, half, float, double, uint8, int8, uint16, int16, int32, uint32,
            uint64, int64, complex64, complex128}
""")
def div(xp, x, y):
    """Divide, elementwise; integers are rounded towards zero.

    Shapes:
        x, y: any that broadcast
        z: the broadcast shape
    Errors:
        InvalidArgumentError: the shapes do not broadcast, or an integer is divided by zero.
    Source: tf.raw_ops.Div
    """
    if x.dtype.kind in "iu":
        return _truncated(xp, x, y, _BY_ZERO)
    try:
        return xp.divide(x, y)
    except ValueError:
        raise incompatible(x, y) from None


div.shape(broadcast)


@div.gradient
def div_gradient(op, dy):
    return _quotient(op, dy, raw.RealDiv if op.attr("T").is_complex else raw.Div)


def _quotient(op, dy, divide):
    x, y = conj(op.inputs[0]), conj(op.inputs[1])
    dx = d_other = None
    if op.needs(0):
        dx = unbroadcast(divide(dy, y), op.inputs[0], op.inputs[1])
    if op.needs(1):
        d_other = raw.Mul(dy, divide(divide(raw.Neg(x), y), y))
        d_other = unbroadcast(d_other, op.inputs[1], op.inputs[0])
    return [dx, d_other]


@op("""
    RealDiv(x: T, y: T) -> z: T
        T: {bfloat16, half, float, double, uint8, int8, uint16, int16, int32, uint32,
            uint64, int64, complex64, complex128}
""")
def real_div(xp, x, y):
    """Divide floats or complex numbers, elementwise.

    Shapes:
        x, y: any that broadcast
        z: the broadcast shape
    Errors:
        InvalidArgumentError: the shapes do not broadcast.
        NotFoundError: the numbers are integers, for which TensorFlow has no kernel.
    Source: tf.raw_ops.RealDiv
    """
    if x.dtype.kind in "iu":
        name = f"DT_{from_numpy(x.dtype).name.upper()}"
        raise NotFoundError(
            f"Could not find device for node: {{{{node RealDiv}}}} = RealDiv[T={name}]"
        )
    try:
        return xp.divide(x, y)
    except ValueError:
        raise incompatible(x, y) from None


real_div.shape(broadcast)


@real_div.gradient
def real_div_gradient(op, dy):
    return _quotient(op, dy, raw.RealDiv)


@op("""
    DivNoNan(x: T, y: T) -> z: T
        T: {half, float, bfloat16, double, complex64, complex128}
""")
def div_no_nan(xp, x, y):
    """Divide, elementwise; zero wherever `y` is zero.

    Shapes:
        x, y: any that broadcast
        z: the broadcast shape
    Errors:
        InvalidArgumentError: the shapes do not broadcast.
    Source: tf.raw_ops.DivNoNan
    """
    try:
        z = xp.divide(x, y)
    except ValueError:
        raise incompatible(x, y) from None
    zero = x.dtype.type(0)
    return xp.where(y == zero, zero, z)


div_no_nan.shape(broadcast)


@div_no_nan.gradient
def div_no_nan_gradient(op, dy):
    return _quotient(op, dy, raw.DivNoNan)


@op("""
    FloorDiv(x: T, y: T) -> z: T
        T: {bfloat16, half, float, double, uint8, int8, uint16, int16, int32, uint32,
            uint64, int64, complex64, complex128}
""")
def floor_div(xp, x, y):
    """Divide and round down, elementwise.

    Shapes:
        x, y: any that broadcast
        z: the broadcast shape
    Errors:
        InvalidArgumentError: the shapes do not broadcast, or an integer is divided by zero.
    Source: tf.raw_ops.FloorDiv
    """
    try:
        if x.dtype.kind in "iu":
            return _checked(xp.floor_divide(x, y), y, _BY_ZERO)
        # numpy's floor_divide gives NaN where this gives an infinity.
        return xp.floor(xp.divide(x, y))
    except ValueError:
        raise incompatible(x, y) from None


floor_div.shape(broadcast)


@floor_div.gradient
def floor_div_gradient(op, dy):
    return [None, None]


@op("""
    TruncateDiv(x: T, y: T) -> z: T
        T: {bfloat16, half, float, double, uint8, int8, uint16, int16, int32, uint32,
            uint64, int64, complex64, complex128}
""")
def truncate_div(xp, x, y):
    """Divide and round towards zero, elementwise.

    Shapes:
        x, y: any that broadcast
        z: the broadcast shape
    Errors:
        InvalidArgumentError: the shapes do not broadcast.
        InternalError: an integer is divided by zero.
    Source: tf.raw_ops.TruncateDiv
    """
    if x.dtype.kind in "iu":
        return _truncated(xp, x, y, _UNEXPECTED)
    try:
        return xp.trunc(xp.divide(x, y))
    except ValueError:
        raise incompatible(x, y) from None


truncate_div.shape(broadcast)


@truncate_div.gradient
def truncate_div_gradient(op, dy):
    return [None, None]


@op("""
    FloorMod(x: T, y: T) -> z: T
        T: {int8, int16, int32, int64, uint8, uint16, uint32, uint64, bfloat16, half,
            float, double}
""")
def floor_mod(xp, x, y):
    """Return what is left of `x` after `FloorDiv`; it has the sign of `y`.

    Shapes:
        x, y: any that broadcast
        z: the broadcast shape
    Errors:
        InvalidArgumentError: the shapes do not broadcast, or an integer is divided by zero.
    Source: tf.raw_ops.FloorMod
    """
    try:
        if x.dtype.kind in "iu":
            return _checked(xp.remainder(x, y), y, _BY_ZERO)
        rest = xp.fmod(x, y)
    except ValueError:
        raise incompatible(x, y) from None
    # Unlike numpy's remainder, a rest of zero keeps the sign of `x`.
    zero = x.dtype.type(0)
    return xp.where((rest != zero) & ((rest < zero) != (y < zero)), rest + y, rest)


floor_mod.shape(broadcast)


@floor_mod.gradient
def floor_mod_gradient(op, dy):
    x, y = op.inputs
    return [
        unbroadcast(dy, x, y) if op.needs(0) else None,
        unbroadcast(raw.Mul(dy, raw.Neg(raw.FloorDiv(x, y))), y, x) if op.needs(1) else None,
    ]


@op("""
    Mod(x: T, y: T) -> z: T
        T: {int32, int64, half, half, bfloat16, float, double}
""")
def mod(xp, x, y):
    """Return what is left of `x` after a division rounded towards zero; it has the sign of `x`.

    Shapes:
        x, y: any that broadcast
        z: the broadcast shape
    Errors:
        InvalidArgumentError: the shapes do not broadcast, or an integer is divided by zero.
    Source: tf.raw_ops.Mod
    """
    return _truncated_rest(xp, x, y, _BY_ZERO)


mod.shape(broadcast)


@op("""
    TruncateMod(x: T, y: T) -> z: T
        T: {int32, int64, bfloat16, half, float, double}
""")
def truncate_mod(xp, x, y):
    """Return what is left of `x` after `TruncateDiv`; it has the sign of `x`.

    Shapes:
        x, y: any that broadcast
        z: the broadcast shape
    Errors:
        InvalidArgumentError: the shapes do not broadcast.
        InternalError: an integer is divided by zero.
    Source: tf.raw_ops.TruncateMod
    """
    return _truncated_rest(xp, x, y, _UNEXPECTED)


truncate_mod.shape(broadcast)


def _checked(z, y, by_zero):
    """Return `z`, unless an element of it came from a division by zero."""
    if not y.all() and z.size:
        error, sentence = by_zero
        raise error(sentence)
    return z


def _truncated(xp, x, y, by_zero):
    """Divide integers and round towards zero."""
    try:
        z = _checked(xp.floor_divide(x, y), y, by_zero)
    except ValueError:
        raise incompatible(x, y) from None
    if z.dtype.kind == "u":
        return z
    rounded = (xp.remainder(x, y) != 0) & ((x < 0) != (y < 0))
    return z + rounded.astype(z.dtype)


def _truncated_rest(xp, x, y, by_zero):
    try:
        z = xp.fmod(x, y)
    except ValueError:
        raise incompatible(x, y) from None
    return _checked(z, y, by_zero) if z.dtype.kind in "iu" else z
