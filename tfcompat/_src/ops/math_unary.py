"""Elementwise functions of one number: signs, powers and roots, exponentials, rounding, tests.

Sines and their kin are in `trigonometry.py`, functions that numpy lacks in `special.py`, what only
complex numbers have in `complex_numbers.py`, bits in `bitwise.py`.
"""

from tfcompat._src.base.errors import NoKernelError
from tfcompat._src.core import raw
from tfcompat._src.ops.gradient_parts import conj
from tfcompat._src.registry import no_gradient, op
from tfcompat._src.registry.shape_functions import unchanged


@op("""
    Neg(x: T) -> y: T
        T: {bfloat16, half, float, double, int8, int16, int32, int64, complex64, complex128}
""")
def neg(xp, x):
    """Negate every element; the least integer stays as it is.

    Shapes:
        x, y: any, equal
    Source: tf.raw_ops.Neg
    """
    return xp.negative(x)


neg.shape(unchanged)


@neg.gradient
def neg_gradient(op, dy):
    return raw.Neg(dy)


@op("""
    Abs(x: T) -> y: T
        T: {bfloat16, half, float, double, int8, int16, int32, int64}
""")
def abs(xp, x):  # noqa: A001
    """Take the absolute value of every element; the least integer stays.

    Shapes:
        x, y: any, equal
    Source: tf.raw_ops.Abs
    """
    return xp.absolute(x)


abs.shape(unchanged)


@abs.gradient
def abs_gradient(op, dy):
    return raw.Mul(dy, raw.Sign(op.inputs[0]))


@op("""
    Sign(x: T) -> y: T
        T: {bfloat16, half, float, double, int8, int16, int32, int64, complex64, complex128}
""")
def sign(xp, x):
    """Return -1, 0 or 1 for every element, or NaN; complex numbers are divided by their size.

    Shapes:
        x, y: any, equal
    Source: tf.raw_ops.Sign
    """
    if x.dtype.kind != "c":
        return xp.sign(x)
    size = xp.absolute(x)
    return xp.where(size == 0, x, x / size)


sign.shape(unchanged)


@sign.gradient
def sign_gradient(op, dy):
    return raw.ZerosLike(op.inputs[0])


@op("""
    Square(x: T) -> y: T
        T: {bfloat16, half, float, double, int8, int16, int32, int64, uint8, uint16,
            uint32, uint64, complex64, complex128}
""")
def square(xp, x):
    """Square every element.

    Shapes:
        x, y: any, equal
    Source: tf.raw_ops.Square
    """
    return xp.square(x)


square.shape(unchanged)


@square.gradient
def square_gradient(op, dy):
    return raw.Mul(dy, raw.Mul(conj(op.inputs[0]), 2.0))


@op("""
    Sqrt(x: T) -> y: T
        T: {bfloat16, half, float, double, complex64, complex128}
""")
def sqrt(xp, x):
    """Take the square root of every element; NaN for negative numbers.

    Shapes:
        x, y: any, equal
    Source: tf.raw_ops.Sqrt
    """
    return xp.sqrt(x)


sqrt.shape(unchanged)


@sqrt.gradient
def sqrt_gradient(op, dy):
    return raw.SqrtGrad(op.outputs[0], dy)


@op("""
    Rsqrt(x: T) -> y: T
        T: {bfloat16, half, float, double, complex64, complex128}
""")
def rsqrt(xp, x):
    """Take one over the square root of every element.

    Shapes:
        x, y: any, equal
    Source: tf.raw_ops.Rsqrt
    """
    return xp.reciprocal(xp.sqrt(x))


rsqrt.shape(unchanged)


@rsqrt.gradient
def rsqrt_gradient(op, dy):
    return raw.RsqrtGrad(op.outputs[0], dy)


@op("""
    Reciprocal(x: T) -> y: T
        T: {bfloat16, half, float, double, int8, int16, int32, int64, complex64, complex128}
""")
def reciprocal(xp, x):
    """Take one over every element.

    Shapes:
        x, y: any, equal
    Errors:
        NotFoundError: the numbers are integers, for which TensorFlow has no kernel.
    Source: tf.raw_ops.Reciprocal
    """
    if x.dtype.kind in "iu":
        raise NoKernelError(_RECIPROCALS)
    return xp.reciprocal(x)


_RECIPROCALS = [
    f"  device='CPU'; T in [DT_{kind}]"
    for kind in ("COMPLEX128", "COMPLEX64", "DOUBLE", "BFLOAT16", "HALF", "FLOAT")
]


reciprocal.shape(unchanged)


@reciprocal.gradient
def reciprocal_gradient(op, dy):
    return raw.ReciprocalGrad(op.outputs[0], dy)


@op("""
    Inv(x: T) -> y: T
        T: {bfloat16, half, float, double, int8, int16, int32, int64, complex64, complex128}
""")
def inv(xp, x):
    """Take one over every element (the old name of Reciprocal).

    Shapes:
        x, y: any, equal
    Errors:
        NotFoundError: the numbers are integers, for which TensorFlow has no kernel.
    Source: tf.raw_ops.Inv
    """
    return reciprocal(xp, x)


inv.shape(unchanged)


@inv.gradient
def inv_gradient(op, dy):
    return raw.ReciprocalGrad(op.outputs[0], dy)


@op("""
    Exp(x: T) -> y: T
        T: {bfloat16, half, float, double, complex64, complex128}
""")
def exp(xp, x):
    """Raise e to the power of every element.

    Shapes:
        x, y: any, equal
    Source: tf.raw_ops.Exp
    """
    return xp.exp(x)


exp.shape(unchanged)


@exp.gradient
def exp_gradient(op, dy):
    return raw.Mul(dy, conj(op.outputs[0]))


@op("""
    Expm1(x: T) -> y: T
        T: {bfloat16, half, float, double, complex64, complex128}
""")
def expm1(xp, x):
    """Return exp(x) - 1, accurate for small elements.

    Shapes:
        x, y: any, equal
    Source: tf.raw_ops.Expm1
    """
    return xp.expm1(x)


expm1.shape(unchanged)


@expm1.gradient
def expm1_gradient(op, dy):
    return raw.Mul(dy, raw.Exp(conj(op.inputs[0])))


@op("""
    Log(x: T) -> y: T
        T: {bfloat16, half, float, double, complex64, complex128}
""")
def log(xp, x):
    """Take the natural logarithm of every element.

    Shapes:
        x, y: any, equal
    Source: tf.raw_ops.Log
    """
    return xp.log(x)


log.shape(unchanged)


@log.gradient
def log_gradient(op, dy):
    return raw.Mul(dy, raw.Reciprocal(conj(op.inputs[0])))


@op("""
    Log1p(x: T) -> y: T
        T: {bfloat16, half, float, double, complex64, complex128}
""")
def log1p(xp, x):
    """Return log(1 + x), accurate for small elements.

    Shapes:
        x, y: any, equal
    Source: tf.raw_ops.Log1p
    """
    result = xp.log1p(x)
    if x.dtype.kind == "c":
        # TensorFlow's logarithm of nothing has no angle.
        result = xp.where(x == -1, complex(-xp.inf, xp.nan), result).astype(x.dtype)
    return result


log1p.shape(unchanged)


@log1p.gradient
def log1p_gradient(op, dy):
    return raw.Mul(dy, raw.Reciprocal(raw.AddV2(conj(op.inputs[0]), 1.0)))


@op("""
    Ceil(x: T) -> y: T
        T: {bfloat16, half, float, double}
""")
def ceil(xp, x):
    """Round every element up to a whole number.

    Shapes:
        x, y: any, equal
    Source: tf.raw_ops.Ceil
    """
    return xp.ceil(x)


ceil.shape(unchanged)


@ceil.gradient
def ceil_gradient(op, dy):
    return None


@op("""
    Floor(x: T) -> y: T
        T: {bfloat16, half, float, double}
""")
def floor(xp, x):
    """Round every element down to a whole number.

    Shapes:
        x, y: any, equal
    Source: tf.raw_ops.Floor
    """
    return xp.floor(x)


floor.shape(unchanged)


@floor.gradient
def floor_gradient(op, dy):
    return None


@op("""
    Round(x: T) -> y: T
        T: {bfloat16, half, float, double, int8, int16, int32, int64, complex64, complex128}
""")
def round(xp, x):  # noqa: A001
    """Round every element to the nearest whole number, halves to the even one.

    Shapes:
        x, y: any, equal
    Source: tf.raw_ops.Round, and tf.round for integers: the raw op of TensorFlow 2.21 turns
        integers into zeros, which `tf.round` avoids by not calling it.
    """
    return x if x.dtype.kind in "iu" else xp.rint(x)


round.shape(unchanged)


@round.gradient
def round_gradient(op, dy):
    return None


@op("""
    Rint(x: T) -> y: T
        T: {bfloat16, half, float, double}
""")
def rint(xp, x):
    """Round every element to the nearest whole number, halves to the even one.

    Shapes:
        x, y: any, equal
    Source: tf.raw_ops.Rint
    """
    return xp.rint(x)


rint.shape(unchanged)


@rint.gradient
def rint_gradient(op, dy):
    return None


@op("""
    IsNan(x: T) -> y: bool
        T: {bfloat16, half, float, double}
""")
def is_nan(xp, x):
    """Tell for every element whether it is not a number.

    Shapes:
        x, y: any, equal
    Source: tf.raw_ops.IsNan
    """
    return xp.isnan(x)


is_nan.shape(unchanged)


@op("""
    IsInf(x: T) -> y: bool
        T: {bfloat16, half, float, double}
""")
def is_inf(xp, x):
    """Tell for every element whether it is infinite.

    Shapes:
        x, y: any, equal
    Source: tf.raw_ops.IsInf
    """
    return xp.isinf(x)


is_inf.shape(unchanged)


@op("""
    IsFinite(x: T) -> y: bool
        T: {bfloat16, half, float, double}
""")
def is_finite(xp, x):
    """Tell for every element whether it is neither infinite nor NaN.

    Shapes:
        x, y: any, equal
    Source: tf.raw_ops.IsFinite
    """
    return xp.isfinite(x)


is_finite.shape(unchanged)


@op("""
    LogicalNot(x: bool) -> y: bool
""")
def logical_not(xp, x):
    """Turn True into False and False into True.

    Shapes:
        x, y: any, equal
    Source: tf.raw_ops.LogicalNot
    """
    return xp.logical_not(x)


logical_not.shape(unchanged)
no_gradient(logical_not, "the result is no number")
