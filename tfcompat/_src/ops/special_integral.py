"""Integrals without closed form, inverses of the error function, and the next number after one.

What computes them is in `integral_functions.py`, in float64 for every type.
"""

from tfcompat._src.core import raw
from tfcompat._src.core.convert import constant
from tfcompat._src.ops import integral_functions
from tfcompat._src.ops.checks import incompatible
from tfcompat._src.ops.unbroadcast import unbroadcast
from tfcompat._src.registry import op
from tfcompat._src.registry.shape_functions import broadcast, unchanged


def _rounded(xp, function, x):
    return function(xp, x.astype(xp.float64, copy=False)).astype(x.dtype, copy=False)


def _number(x, value):
    return constant(value, x.dtype)


@op("""
    Dawsn(x: T) -> y: T
        T: {bfloat16, half, float, double}
""")
def dawsn(xp, x):
    """Take Dawson's integral: exp(-x*x) times the integral of exp(t*t) from 0 to x.

    Shapes:
        x, y: any, equal
    Source: tf.raw_ops.Dawsn
    """
    return _rounded(xp, integral_functions.dawson, x)


dawsn.shape(unchanged)


@dawsn.gradient
def dawsn_gradient(op, dy):
    x = op.inputs[0]
    slope = raw.Sub(_number(x, 1), raw.Mul(_number(x, 2), raw.Mul(x, op.outputs[0])))
    return raw.Mul(dy, slope)


@op("""
    Expint(x: T) -> y: T
        T: {bfloat16, half, float, double}
""")
def expint(xp, x):
    """Take the exponential integral Ei: of exp(t) / t up to x; NaN for negative numbers.

    Shapes:
        x, y: any, equal
    Source: tf.raw_ops.Expint
    """
    return _rounded(xp, integral_functions.exponential_integral, x)


expint.shape(unchanged)


@expint.gradient
def expint_gradient(op, dy):
    x = op.inputs[0]
    return raw.Mul(dy, raw.RealDiv(raw.Exp(x), x))


@op("""
    FresnelCos(x: T) -> y: T
        T: {bfloat16, half, float, double}
""")
def fresnel_cos(xp, x):
    """Take Fresnel's integral of cos(pi t*t / 2) from 0 to x.

    Shapes:
        x, y: any, equal
    Source: tf.raw_ops.FresnelCos
    """
    return _rounded(xp, lambda xp, x: integral_functions.fresnel(xp, x)[1], x)


fresnel_cos.shape(unchanged)


@fresnel_cos.gradient
def fresnel_cos_gradient(op, dy):
    x = op.inputs[0]
    return raw.Mul(dy, raw.Cos(_quarter(x)))


def _quarter(x):
    """Return pi / 2 times the square."""
    return raw.Mul(_number(x, 1.5707963267948966), raw.Square(x))


@op("""
    FresnelSin(x: T) -> y: T
        T: {bfloat16, half, float, double}
""")
def fresnel_sin(xp, x):
    """Take Fresnel's integral of sin(pi t*t / 2) from 0 to x.

    Shapes:
        x, y: any, equal
    Source: tf.raw_ops.FresnelSin
    """
    return _rounded(xp, lambda xp, x: integral_functions.fresnel(xp, x)[0], x)


fresnel_sin.shape(unchanged)


@fresnel_sin.gradient
def fresnel_sin_gradient(op, dy):
    x = op.inputs[0]
    return raw.Mul(dy, raw.Sin(_quarter(x)))


@op("""
    Spence(x: T) -> y: T
        T: {bfloat16, half, float, double}
""")
def spence(xp, x):
    """Take Spence's integral: of log(t) / (1 - t) from 1 to x; NaN for negative numbers.

    Shapes:
        x, y: any, equal
    Source: tf.raw_ops.Spence
    """
    return _rounded(xp, integral_functions.spence, x)


spence.shape(unchanged)


@spence.gradient
def spence_gradient(op, dy):
    x = op.inputs[0]
    one = _number(x, 1)
    slope = raw.RealDiv(raw.Log(x), raw.Sub(one, x))
    return raw.Mul(dy, raw.SelectV2(raw.Equal(x, one), _number(x, -1), slope))


@op("""
    Ndtri(x: T) -> y: T
        T: {bfloat16, half, float, double}
""")
def ndtri(xp, x):
    """Find the number below which the normal distribution has probability x.

    Shapes:
        x, y: any, equal
    Source: tf.raw_ops.Ndtri
    """
    return _rounded(xp, integral_functions.normal_quantile, x)


ndtri.shape(unchanged)


@ndtri.gradient
def ndtri_gradient(op, dy):
    x = op.inputs[0]
    root = 2.5066282746310002  # of two pi
    half = raw.RealDiv(raw.Square(op.outputs[0]), _number(x, 2))
    return raw.Mul(dy, raw.Mul(_number(x, root), raw.Exp(half)))


@op("""
    Erfinv(x: T) -> y: T
        T: {bfloat16, half, float, double}
""")
def erfinv(xp, x):
    """Find the number whose error function is x.

    Shapes:
        x, y: any, equal
    Source: tf.raw_ops.Erfinv, by way of the normal distribution as there: numbers near zero
        lose digits when one is added; recorded cases
    """
    half = x.dtype.type(0.5)
    p = (x + x.dtype.type(1)) * half
    wide = integral_functions.normal_quantile(xp, p.astype(xp.float64, copy=False))
    return (wide * 0.7071067811865476).astype(x.dtype, copy=False)


erfinv.shape(unchanged)


@erfinv.gradient
def erfinv_gradient(op, dy):
    half = 0.886226925452758  # of the root of pi
    slope = raw.Exp(raw.Square(op.outputs[0]))
    return raw.Mul(dy, raw.Mul(_number(dy, half), slope))


@op("""
    NextAfter(x1: T, x2: T) -> output: T
        T: {double, float} = float
""")
def next_after(xp, x1, x2):
    """Return the number next to x1 in the direction of x2.

    Shapes:
        x1, x2: any that broadcast
        output: the broadcast of both
    Errors:
        InvalidArgumentError: the shapes do not broadcast.
    Source: tf.raw_ops.NextAfter
    """
    try:
        return xp.nextafter(x1, x2)
    except ValueError:
        raise incompatible(x1, x2) from None


next_after.shape(broadcast)


@next_after.gradient
def next_after_gradient(op, dy):
    x1, x2 = op.inputs
    return [unbroadcast(dy, x1), unbroadcast(raw.ZerosLike(dy), x2)]
