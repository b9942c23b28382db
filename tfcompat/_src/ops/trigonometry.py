"""Circular and hyperbolic functions and their inverses; angles are in radians."""

from tfcompat._src.core import raw
from tfcompat._src.ops.checks import incompatible
from tfcompat._src.ops.gradient_parts import conj
from tfcompat._src.ops.unbroadcast import unbroadcast
from tfcompat._src.registry import op
from tfcompat._src.registry.shape_functions import broadcast, unchanged


@op("""
    Sin(x: T) -> y: T
        T: {bfloat16, half, float, double, complex64, complex128}
""")
def sin(xp, x):
    """Take the sine of every element.

    Shapes:
        x, y: any, equal
    Source: tf.raw_ops.Sin
    """
    return xp.sin(x)


sin.shape(unchanged)


@sin.gradient
def sin_gradient(op, dy):
    return raw.Mul(dy, raw.Cos(conj(op.inputs[0])))


@op("""
    Cos(x: T) -> y: T
        T: {bfloat16, half, float, double, complex64, complex128}
""")
def cos(xp, x):
    """Take the cosine of every element.

    Shapes:
        x, y: any, equal
    Source: tf.raw_ops.Cos
    """
    return xp.cos(x)


cos.shape(unchanged)


@cos.gradient
def cos_gradient(op, dy):
    return raw.Mul(raw.Neg(dy), raw.Sin(conj(op.inputs[0])))


@op("""
    Tan(x: T) -> y: T
        T: {bfloat16, half, float, double, complex64, complex128}
""")
def tan(xp, x):
    """Take the tangent of every element.

    Shapes:
        x, y: any, equal
    Source: tf.raw_ops.Tan
    """
    return xp.tan(x)


tan.shape(unchanged)


@tan.gradient
def tan_gradient(op, dy):
    return raw.Mul(raw.Square(raw.Reciprocal(raw.Cos(conj(op.inputs[0])))), dy)


@op("""
    Asin(x: T) -> y: T
        T: {bfloat16, half, float, double, complex64, complex128}
""")
def asin(xp, x):
    """Return the angle whose sine every element is; NaN outside [-1, 1].

    Shapes:
        x, y: any, equal
    Source: tf.raw_ops.Asin
    """
    return xp.arcsin(x)


asin.shape(unchanged)


@asin.gradient
def asin_gradient(op, dy):
    return raw.Mul(dy, _one_over_other_leg(op.inputs[0]))


def _one_over_other_leg(x):
    """The derivative of the arc sine: 1 / sqrt(1 - x^2)."""
    return raw.Reciprocal(raw.Sqrt(1.0 - raw.Square(conj(x))))


@op("""
    Acos(x: T) -> y: T
        T: {bfloat16, half, float, double, complex64, complex128}
""")
def acos(xp, x):
    """Return the angle whose cosine every element is; NaN outside [-1, 1].

    Shapes:
        x, y: any, equal
    Source: tf.raw_ops.Acos
    """
    return xp.arccos(x)


acos.shape(unchanged)


@acos.gradient
def acos_gradient(op, dy):
    return raw.Mul(raw.Neg(dy), _one_over_other_leg(op.inputs[0]))


@op("""
    Atan(x: T) -> y: T
        T: {bfloat16, half, float, double, complex64, complex128}
""")
def atan(xp, x):
    """Return the angle whose tangent every element is.

    Shapes:
        x, y: any, equal
    Source: tf.raw_ops.Atan
    """
    return xp.arctan(x)


atan.shape(unchanged)


@atan.gradient
def atan_gradient(op, dy):
    return raw.Mul(dy, raw.Reciprocal(raw.AddV2(raw.Square(conj(op.inputs[0])), 1.0)))


@op("""
    Atan2(y: T, x: T) -> z: T
        T: {bfloat16, half, float, double}
""")
def atan2(xp, y, x):
    """Return the angle of the point (x, y), signs of both considered.

    Shapes:
        y, x: any that broadcast
        z: the broadcast shape
    Errors:
        InvalidArgumentError: the shapes do not broadcast.
    Source: tf.raw_ops.Atan2
    """
    try:
        return xp.arctan2(y, x)
    except ValueError:
        raise incompatible(y, x) from None


atan2.shape(broadcast)


@atan2.gradient
def atan2_gradient(op, dy):
    y, x = op.inputs
    share = raw.RealDiv(dy, raw.AddV2(raw.Square(y), raw.Square(x)))
    return [
        unbroadcast(raw.Mul(x, share), y, x) if op.needs(0) else None,
        unbroadcast(raw.Mul(raw.Neg(y), share), x, y) if op.needs(1) else None,
    ]


@op("""
    Sinh(x: T) -> y: T
        T: {bfloat16, half, float, double, complex64, complex128}
""")
def sinh(xp, x):
    """Take the hyperbolic sine of every element.

    Shapes:
        x, y: any, equal
    Source: tf.raw_ops.Sinh
    """
    return xp.sinh(x)


sinh.shape(unchanged)


@sinh.gradient
def sinh_gradient(op, dy):
    return raw.Mul(dy, raw.Cosh(conj(op.inputs[0])))


@op("""
    Cosh(x: T) -> y: T
        T: {bfloat16, half, float, double, complex64, complex128}
""")
def cosh(xp, x):
    """Take the hyperbolic cosine of every element.

    Shapes:
        x, y: any, equal
    Source: tf.raw_ops.Cosh
    """
    return xp.cosh(x)


cosh.shape(unchanged)


@cosh.gradient
def cosh_gradient(op, dy):
    return raw.Mul(dy, raw.Sinh(conj(op.inputs[0])))


@op("""
    Tanh(x: T) -> y: T
        T: {bfloat16, half, float, double, complex64, complex128}
""")
def tanh(xp, x):
    """Take the hyperbolic tangent of every element.

    Shapes:
        x, y: any, equal
    Source: tf.raw_ops.Tanh
    """
    return xp.tanh(x)


tanh.shape(unchanged)


@tanh.gradient
def tanh_gradient(op, dy):
    return raw.TanhGrad(conj(op.outputs[0]), dy)


@op("""
    Asinh(x: T) -> y: T
        T: {bfloat16, half, float, double, complex64, complex128}
""")
def asinh(xp, x):
    """Return the number whose hyperbolic sine every element is.

    Shapes:
        x, y: any, equal
    Source: tf.raw_ops.Asinh
    """
    return xp.arcsinh(x)


asinh.shape(unchanged)


@asinh.gradient
def asinh_gradient(op, dy):
    return raw.RealDiv(dy, raw.Cosh(conj(op.outputs[0])))


@op("""
    Acosh(x: T) -> y: T
        T: {bfloat16, half, float, double, complex64, complex128}
""")
def acosh(xp, x):
    """Return the number whose hyperbolic cosine it is; NaN below 1.

    Shapes:
        x, y: any, equal
    Source: tf.raw_ops.Acosh
    """
    return xp.arccosh(x)


acosh.shape(unchanged)


@acosh.gradient
def acosh_gradient(op, dy):
    return raw.RealDiv(dy, raw.Sinh(conj(op.outputs[0])))


@op("""
    Atanh(x: T) -> y: T
        T: {bfloat16, half, float, double, complex64, complex128}
""")
def atanh(xp, x):
    """Return the number whose hyperbolic tangent it is; NaN outside [-1, 1].

    Shapes:
        x, y: any, equal
    Source: tf.raw_ops.Atanh
    """
    return xp.arctanh(x)


atanh.shape(unchanged)


@atanh.gradient
def atanh_gradient(op, dy):
    return raw.Mul(dy, raw.Reciprocal(1.0 - raw.Square(conj(op.inputs[0]))))
