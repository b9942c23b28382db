"""Functions of mathematical physics and statistics: sigmoid, error function, gamma and kin.

What computes them is in `arrays/`; this file says which numbers TensorFlow puts in and gets out.
"""

from tfcompat._src.core import raw
from tfcompat._src.ops.gradient_parts import conj
from tfcompat._src.registry import op
from tfcompat._src.registry.shape_functions import unchanged


@op("""
    Sigmoid(x: T) -> y: T
        T: {bfloat16, half, float, double, complex64, complex128}
""")
def sigmoid(xp, x):
    """Return 1 / (1 + exp(-x)) for every element.

    Shapes:
        x, y: any, equal
    Source: tf.raw_ops.Sigmoid; recorded cases for the narrow floats, which round at every step.
    """
    one = x.dtype.type(1)
    if x.dtype.char in "fd":
        total = xp.exp(xp.negative(x))
        total += one
        return xp.reciprocal(total)
    power = xp.exp(x)
    return xp.where(xp.isinf(power), one, power / (one + power))


sigmoid.shape(unchanged)


@sigmoid.gradient
def sigmoid_gradient(op, dy):
    return raw.SigmoidGrad(conj(op.outputs[0]), dy)


@op("""
    Erf(x: T) -> y: T
        T: {bfloat16, half, float, double}
""")
def erf(xp, x):
    """Take the error function of every element.

    Shapes:
        x, y: any, equal
    Source: tf.raw_ops.Erf
    """
    return xp.erf(x)


erf.shape(unchanged)


@erf.gradient
def erf_gradient(op, dy):
    return raw.Mul(dy, raw.Mul(_bell(op.inputs[0]), _TWO_OVER_ROOT_PI))


_TWO_OVER_ROOT_PI = 1.1283791670955126


def _bell(x):
    """The bell curve exp(-x^2)."""
    return raw.Exp(raw.Neg(raw.Square(x)))


@op("""
    Erfc(x: T) -> y: T
        T: {bfloat16, half, float, double}
""")
def erfc(xp, x):
    """Return one minus the error function, accurate for large elements.

    Shapes:
        x, y: any, equal
    Source: tf.raw_ops.Erfc
    """
    return xp.erfc(x)


erfc.shape(unchanged)


@erfc.gradient
def erfc_gradient(op, dy):
    return raw.Mul(dy, raw.Mul(_bell(op.inputs[0]), -_TWO_OVER_ROOT_PI))


@op("""
    Lgamma(x: T) -> y: T
        T: {bfloat16, half, float, double}
""")
def lgamma(xp, x):
    """Take the logarithm of the size of the gamma function.

    Shapes:
        x, y: any, equal
    Source: tf.raw_ops.Lgamma
    """
    return xp.lgamma(x)


lgamma.shape(unchanged)


@lgamma.gradient
def lgamma_gradient(op, dy):
    return raw.Mul(dy, raw.Digamma(op.inputs[0]))


@op("""
    Digamma(x: T) -> y: T
        T: {bfloat16, half, float, double}
""")
def digamma(xp, x):
    """Take the derivative of `Lgamma`; NaN at 0, -1, -2, and so on.

    Shapes:
        x, y: any, equal
    Source: tf.raw_ops.Digamma
    """
    return xp.digamma(x)


digamma.shape(unchanged)


@digamma.gradient
def digamma_gradient(op, dy):
    x = op.inputs[0]
    return raw.Mul(dy, raw.Polygamma(raw.OnesLike(x), x))
