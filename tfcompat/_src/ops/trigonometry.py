"""Circular and hyperbolic functions and their inverses; angles are in radians."""

from tfcompat._src.ops.checks import incompatible
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
