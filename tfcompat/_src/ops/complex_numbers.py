"""Complex numbers: made of two parts, taken apart, mirrored, measured.

Arithmetic works on complex numbers as on others and is elsewhere.
"""

from tfcompat._src.base.dtypes import numpy_dtype
from tfcompat._src.base.errors import InvalidArgumentError
from tfcompat._src.core import raw
from tfcompat._src.ops.checks import incompatible
from tfcompat._src.ops.unbroadcast import unbroadcast
from tfcompat._src.registry import op
from tfcompat._src.registry.definition import type_name
from tfcompat._src.registry.shape_functions import broadcast, unchanged


@op("""
    Complex(real: T, imag: T) -> out: Tout
        T: {float, double} = float
        Tout: {complex64, complex128} = complex64
""")
def complex(xp, real, imag, *, Tout):  # noqa: A001, N803
    """Make complex numbers of real and imaginary parts.

    Shapes:
        real, imag: any that broadcast
        out: the broadcast shape
    Errors:
        InvalidArgumentError: the shapes do not broadcast.
    Source: tf.raw_ops.Complex
    """
    try:
        shape = xp.broadcast_shapes(real.shape, imag.shape)
    except ValueError:
        raise incompatible(real, imag) from None
    out = xp.empty(shape, numpy_dtype(Tout))
    out.real, out.imag = real, imag
    return out


complex.shape(broadcast)


@complex.gradient
def complex_gradient(op, dy):
    real, imag = op.inputs
    tout = real.dtype
    return [
        unbroadcast(raw.Real(dy, Tout=tout), real, imag) if op.needs(0) else None,
        unbroadcast(raw.Imag(dy, Tout=tout), imag, real) if op.needs(1) else None,
    ]


@op("""
    ComplexAbs(x: T) -> y: Tout
        T: {complex64, complex128} = complex64
        Tout: {float, double} = float
""")
def complex_abs(xp, x, *, T, Tout):  # noqa: N803
    """Take the distance of every element from zero.

    Shapes:
        x, y: any, equal
    Errors:
        InvalidArgumentError: the type of the distances is not that of the parts.
    Source: tf.raw_ops.ComplexAbs
    """
    if Tout != T.real_dtype:
        have, expected = (f"{type_name(T)}->{type_name(to)}" for to in (Tout, T.real_dtype))
        raise InvalidArgumentError(f"Signature mismatch, have: {have} expected: {expected}")
    return xp.absolute(x).astype(numpy_dtype(Tout), copy=False)


complex_abs.shape(unchanged)


@complex_abs.gradient
def complex_abs_gradient(op, dy):
    (x,), (y,) = op.inputs, op.outputs
    return raw.DivNoNan(raw.Mul(_as_complex(dy, x), x), _as_complex(y, x))


def _as_complex(number, like):
    """Return real numbers as complex ones of the dtype of `like`."""
    return raw.Complex(number, raw.ZerosLike(number), Tout=like.dtype)


@op("""
    Real(input: T) -> output: Tout
        T: {complex64, complex128} = complex64
        Tout: {float, double} = float
""")
def real(xp, input, *, Tout):  # noqa: A002 - TensorFlow's argument name
    """Take the real part of every element.

    Shapes:
        input, output: any, equal
    Source: tf.raw_ops.Real
    """
    return input.real.astype(numpy_dtype(Tout), copy=False)


real.shape(unchanged)


@real.gradient
def real_gradient(op, dy):
    return raw.Complex(dy, 0.0, Tout=op.inputs[0].dtype)


@op("""
    Imag(input: T) -> output: Tout
        T: {complex64, complex128} = complex64
        Tout: {float, double} = float
""")
def imag(xp, input, *, Tout):  # noqa: A002 - TensorFlow's argument name
    """Take the imaginary part of every element.

    Shapes:
        input, output: any, equal
    Source: tf.raw_ops.Imag
    """
    return input.imag.astype(numpy_dtype(Tout), copy=False)


imag.shape(unchanged)


@imag.gradient
def imag_gradient(op, dy):
    return raw.Complex(raw.ZerosLike(dy), dy, Tout=op.inputs[0].dtype)


@op("""
    Angle(input: T) -> output: Tout
        T: {complex64, complex128} = complex64
        Tout: {float, double} = float
""")
def angle(xp, input, *, Tout):  # noqa: A002 - TensorFlow's argument name
    """Take the angle of every element, in radians from -pi to pi.

    Shapes:
        input, output: any, equal
    Source: tf.raw_ops.Angle
    """
    return xp.arctan2(input.imag, input.real).astype(numpy_dtype(Tout), copy=False)


angle.shape(unchanged)


@angle.gradient
def angle_gradient(op, dy):
    x = op.inputs[0]
    tout = dy.dtype
    turned = raw.Complex(raw.Imag(x, Tout=tout), raw.Real(x, Tout=tout), Tout=x.dtype)
    return raw.Mul(raw.Neg(raw.Complex(dy, 0.0, Tout=x.dtype)), raw.Reciprocal(turned))


@op("""
    Conj(input: T) -> output: T
        T: {complex64, complex128, variant} = complex64
""")
def conj(xp, input):  # noqa: A002 - TensorFlow's argument name
    """Turn the sign of every imaginary part.

    Shapes:
        input, output: any, equal
    Source: tf.raw_ops.Conj
    """
    return xp.conjugate(input)


conj.shape(unchanged)


@conj.gradient
def conj_gradient(op, dy):
    return raw.Conj(dy)
