"""Bessel functions of orders 0 and 1 as ops.

What computes them is in `bessel_functions.py`, in float64 for every type.
"""

from tfcompat._src.core import raw
from tfcompat._src.core.convert import constant
from tfcompat._src.ops import bessel_functions
from tfcompat._src.registry import op
from tfcompat._src.registry.shape_functions import unchanged


def _rounded(xp, function, order, x):
    return function(xp, order, x.astype(xp.float64, copy=False)).astype(x.dtype, copy=False)


def _number(x, value):
    return constant(value, x.dtype)


def _at_zero(x, value, otherwise):
    """Return `otherwise`, but `value` where x is zero."""
    is_zero = raw.Equal(x, raw.ZerosLike(x))
    return raw.SelectV2(is_zero, _number(x, value), otherwise)


@op("""
    BesselI0(x: T) -> y: T
        T: {bfloat16, half, float, double}
""")
def bessel_i0(xp, x):
    """Take the modified Bessel function I of order 0.

    Shapes:
        x, y: any, equal
    Source: tf.raw_ops.BesselI0
    """
    return _rounded(xp, bessel_functions.i_plain, 0, x)


bessel_i0.shape(unchanged)


@bessel_i0.gradient
def bessel_i0_gradient(op, dy):
    x = op.inputs[0]
    return raw.Mul(dy, raw.BesselI1(x))


@op("""
    BesselI0e(x: T) -> y: T
        T: {bfloat16, half, float, double}
""")
def bessel_i0e(xp, x):
    """Take exp(-|x|) times the modified Bessel function I of order 0.

    Shapes:
        x, y: any, equal
    Source: tf.raw_ops.BesselI0e
    """
    return _rounded(xp, bessel_functions.i_scaled, 0, x)


bessel_i0e.shape(unchanged)


@bessel_i0e.gradient
def bessel_i0e_gradient(op, dy):
    x, y = op.inputs[0], op.outputs[0]
    return raw.Mul(dy, raw.Sub(raw.BesselI1e(x), raw.Mul(raw.Sign(x), y)))


@op("""
    BesselI1(x: T) -> y: T
        T: {bfloat16, half, float, double}
""")
def bessel_i1(xp, x):
    """Take the modified Bessel function I of order 1.

    Shapes:
        x, y: any, equal
    Source: tf.raw_ops.BesselI1
    """
    return _rounded(xp, bessel_functions.i_plain, 1, x)


bessel_i1.shape(unchanged)


@bessel_i1.gradient
def bessel_i1_gradient(op, dy):
    x, y = op.inputs[0], op.outputs[0]
    slope = raw.Sub(raw.BesselI0(x), raw.RealDiv(y, x))
    return raw.Mul(dy, _at_zero(x, 1, slope))


@op("""
    BesselI1e(x: T) -> y: T
        T: {bfloat16, half, float, double}
""")
def bessel_i1e(xp, x):
    """Take exp(-|x|) times the modified Bessel function I of order 1.

    Shapes:
        x, y: any, equal
    Source: tf.raw_ops.BesselI1e
    """
    return _rounded(xp, bessel_functions.i_scaled, 1, x)


bessel_i1e.shape(unchanged)


@bessel_i1e.gradient
def bessel_i1e_gradient(op, dy):
    x, y = op.inputs[0], op.outputs[0]
    bent = raw.Mul(y, raw.AddV2(raw.Sign(x), raw.Reciprocal(x)))
    return raw.Mul(dy, _at_zero(x, 0.5, raw.Sub(raw.BesselI0e(x), bent)))


@op("""
    BesselK0(x: T) -> y: T
        T: {bfloat16, half, float, double}
""")
def bessel_k0(xp, x):
    """Take the modified Bessel function K of order 0; infinite up to zero.

    Shapes:
        x, y: any, equal
    Source: tf.raw_ops.BesselK0
    """
    return _rounded(xp, bessel_functions.k_plain, 0, x)


bessel_k0.shape(unchanged)


@bessel_k0.gradient
def bessel_k0_gradient(op, dy):
    x = op.inputs[0]
    return raw.Mul(dy, raw.Neg(raw.BesselK1(x)))


@op("""
    BesselK0e(x: T) -> y: T
        T: {bfloat16, half, float, double}
""")
def bessel_k0e(xp, x):
    """Take exp(x) times the modified Bessel function K of order 0.

    Shapes:
        x, y: any, equal
    Source: tf.raw_ops.BesselK0e
    """
    return _rounded(xp, bessel_functions.k_scaled, 0, x)


bessel_k0e.shape(unchanged)


@bessel_k0e.gradient
def bessel_k0e_gradient(op, dy):
    x, y = op.inputs[0], op.outputs[0]
    return raw.Mul(dy, raw.Sub(y, raw.BesselK1e(x)))


@op("""
    BesselK1(x: T) -> y: T
        T: {bfloat16, half, float, double}
""")
def bessel_k1(xp, x):
    """Take the modified Bessel function K of order 1; infinite up to zero.

    Shapes:
        x, y: any, equal
    Source: tf.raw_ops.BesselK1
    """
    return _rounded(xp, bessel_functions.k_plain, 1, x)


bessel_k1.shape(unchanged)


@bessel_k1.gradient
def bessel_k1_gradient(op, dy):
    x, y = op.inputs[0], op.outputs[0]
    slope = raw.Sub(raw.Neg(raw.BesselK0(x)), raw.RealDiv(y, x))
    return raw.Mul(dy, slope)


@op("""
    BesselK1e(x: T) -> y: T
        T: {bfloat16, half, float, double}
""")
def bessel_k1e(xp, x):
    """Take exp(x) times the modified Bessel function K of order 1.

    Shapes:
        x, y: any, equal
    Source: tf.raw_ops.BesselK1e
    """
    return _rounded(xp, bessel_functions.k_scaled, 1, x)


bessel_k1e.shape(unchanged)


@bessel_k1e.gradient
def bessel_k1e_gradient(op, dy):
    x, y = op.inputs[0], op.outputs[0]
    bent = raw.Mul(y, raw.Sub(_number(x, 1), raw.Reciprocal(x)))
    return raw.Mul(dy, raw.Sub(bent, raw.BesselK0e(x)))


@op("""
    BesselJ0(x: T) -> y: T
        T: {bfloat16, half, float, double}
""")
def bessel_j0(xp, x):
    """Take the Bessel function of the first kind of order 0.

    Shapes:
        x, y: any, equal
    Source: tf.raw_ops.BesselJ0
    """
    return _rounded(xp, bessel_functions.j, 0, x)


bessel_j0.shape(unchanged)


@bessel_j0.gradient
def bessel_j0_gradient(op, dy):
    x = op.inputs[0]
    return raw.Mul(dy, raw.Neg(raw.BesselJ1(x)))


@op("""
    BesselJ1(x: T) -> y: T
        T: {bfloat16, half, float, double}
""")
def bessel_j1(xp, x):
    """Take the Bessel function of the first kind of order 1.

    Shapes:
        x, y: any, equal
    Source: tf.raw_ops.BesselJ1
    """
    return _rounded(xp, bessel_functions.j, 1, x)


bessel_j1.shape(unchanged)


@bessel_j1.gradient
def bessel_j1_gradient(op, dy):
    x, y = op.inputs[0], op.outputs[0]
    slope = raw.Sub(raw.BesselJ0(x), raw.RealDiv(y, x))
    return raw.Mul(dy, _at_zero(x, 0.5, slope))


@op("""
    BesselY0(x: T) -> y: T
        T: {bfloat16, half, float, double}
""")
def bessel_y0(xp, x):
    """Take the Bessel function of the second kind of order 0; minus infinity up to zero.

    Shapes:
        x, y: any, equal
    Source: tf.raw_ops.BesselY0
    """
    return _rounded(xp, bessel_functions.y, 0, x)


bessel_y0.shape(unchanged)


@bessel_y0.gradient
def bessel_y0_gradient(op, dy):
    x = op.inputs[0]
    return raw.Mul(dy, raw.Neg(raw.BesselY1(x)))


@op("""
    BesselY1(x: T) -> y: T
        T: {bfloat16, half, float, double}
""")
def bessel_y1(xp, x):
    """Take the Bessel function of the second kind of order 1; minus infinity up to zero.

    Shapes:
        x, y: any, equal
    Source: tf.raw_ops.BesselY1; recorded cases: at zero TensorFlow's single precision is NaN
    """
    result = _rounded(xp, bessel_functions.y, 1, x)
    return result if x.dtype.itemsize == 8 else xp.where(x == 0, x.dtype.type(xp.nan), result)


bessel_y1.shape(unchanged)


@bessel_y1.gradient
def bessel_y1_gradient(op, dy):
    x, y = op.inputs[0], op.outputs[0]
    slope = raw.Sub(raw.BesselY0(x), raw.RealDiv(y, x))
    return raw.Mul(dy, slope)
