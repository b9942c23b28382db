"""Complex numbers: made of two parts, taken apart, mirrored, measured.

Arithmetic works on complex numbers as on others and is elsewhere.
"""

from tfcompat._src.base.dtypes import numpy_dtype
from tfcompat._src.ops.checks import incompatible
from tfcompat._src.registry import op
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


@op("""
    ComplexAbs(x: T) -> y: Tout
        T: {complex64, complex128} = complex64
        Tout: {float, double} = float
""")
def complex_abs(xp, x, *, Tout):
    """Take the distance of every element from zero.

    Shapes:
        x, y: any, equal
    Source: tf.raw_ops.ComplexAbs
    """
    return xp.absolute(x).astype(numpy_dtype(Tout), copy=False)


complex_abs.shape(unchanged)


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
