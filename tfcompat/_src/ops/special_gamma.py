"""The incomplete gamma and beta functions, polygamma and zeta as ops of two and three numbers.

What computes them is in `gamma_functions.py`, in float64 for every type.
"""

from tfcompat._src.base.errors import InvalidArgumentError
from tfcompat._src.core import raw
from tfcompat._src.ops import gamma_functions
from tfcompat._src.ops.checks import incompatible, merge, shown
from tfcompat._src.ops.unbroadcast import unbroadcast
from tfcompat._src.registry import op
from tfcompat._src.registry.shape_functions import broadcast


def _rounded(xp, function, a, x, *more):
    """Call a function of two numbers in float64."""
    try:
        shape = xp.broadcast_shapes(a.shape, x.shape)
    except ValueError:
        raise incompatible(a, x) from None
    wide = (xp.broadcast_to(v, shape).astype(xp.float64) for v in (a, x))
    return xp.asarray(function(xp, *wide, *more)).astype(a.dtype, copy=False)


def _density(a, x):
    """Return the gamma distribution at x: the derivative of Igamma by x."""
    one = raw.Cast(1, DstT=x.dtype)
    power = raw.Mul(raw.Sub(a, one), raw.Log(x))
    return raw.Exp(raw.Sub(raw.AddV2(raw.Neg(x), power), raw.Lgamma(a)))


@op("""
    Igamma(a: T, x: T) -> z: T
        T: {bfloat16, half, float, double}
""")
def igamma(xp, a, x):
    """Take the lower regularized incomplete gamma function P(a, x).

    Shapes:
        a, x: any that broadcast
        z: the broadcast of both
    Errors:
        InvalidArgumentError: the shapes do not broadcast.
    Source: tf.raw_ops.Igamma
    """
    return _rounded(xp, gamma_functions.lower_gamma, a, x)


igamma.shape(broadcast)


@igamma.gradient
def igamma_gradient(op, dy):
    a, x = op.inputs
    by_a, by_x = raw.IgammaGradA(a, x), _density(a, x)
    return [unbroadcast(raw.Mul(by_a, dy), a), unbroadcast(raw.Mul(by_x, dy), x)]


@op("""
    Igammac(a: T, x: T) -> z: T
        T: {bfloat16, half, float, double}
""")
def igammac(xp, a, x):
    """Take the upper regularized incomplete gamma function Q(a, x).

    Shapes:
        a, x: any that broadcast
        z: the broadcast of both
    Errors:
        InvalidArgumentError: the shapes do not broadcast.
    Source: tf.raw_ops.Igammac
    """
    return _rounded(xp, gamma_functions.upper_gamma, a, x)


igammac.shape(broadcast)


@igammac.gradient
def igammac_gradient(op, dy):
    a, x = op.inputs
    dy = raw.Neg(dy)
    by_a, by_x = raw.IgammaGradA(a, x), _density(a, x)
    return [unbroadcast(raw.Mul(by_a, dy), a), unbroadcast(raw.Mul(by_x, dy), x)]


@op("""
    IgammaGradA(a: T, x: T) -> z: T
        T: {float, double}
""")
def igamma_grad_a(xp, a, x):
    """Take the derivative of `Igamma` by its first argument.

    Shapes:
        a, x: any that broadcast
        z: the broadcast of both
    Errors:
        InvalidArgumentError: the shapes do not broadcast.
    Source: tf.raw_ops.IgammaGradA
    """
    return _rounded(xp, gamma_functions.lower_gamma_slope, a, x)


igamma_grad_a.shape(broadcast)


@op("""
    RandomGammaGrad(alpha: T, sample: T) -> output: T
        T: {float, double}
""")
def random_gamma_grad(xp, alpha, sample):
    """Take the derivative of a sample of the gamma distribution by its shape alpha.

    Shapes:
        alpha, sample: any that broadcast
        output: the broadcast of both
    Errors:
        InvalidArgumentError: the shapes do not broadcast.
    Source: tf.raw_ops.RandomGammaGrad
    """
    return _rounded(xp, gamma_functions.gamma_sample_slope, alpha, sample, alpha.dtype)


random_gamma_grad.shape(broadcast)


@op("""
    Polygamma(a: T, x: T) -> z: T
        T: {float, double}
""")
def polygamma(xp, a, x):
    """Take the derivative number a of `Digamma`; NaN unless a is 0, 1, 2, and so on.

    Shapes:
        a, x: any that broadcast
        z: the broadcast of both
    Errors:
        InvalidArgumentError: the shapes do not broadcast.
    Source: tf.raw_ops.Polygamma
    """
    return _rounded(xp, gamma_functions.polygamma, a, x, a.dtype)


polygamma.shape(broadcast)


@polygamma.gradient
def polygamma_gradient(op, dy):
    """The number of the derivative has no gradient."""
    a, x = op.inputs
    if not op.needs(1):
        return [None, None]
    slope = raw.Polygamma(raw.AddV2(a, raw.OnesLike(a)), x)
    return [None, unbroadcast(raw.Mul(slope, dy), x, a)]


@op("""
    Zeta(x: T, q: T) -> z: T
        T: {float, double}
""")
def zeta(xp, x, q):
    """Take the Hurwitz zeta function: the sum of (q + k) ** -x over k from 0 on.

    Shapes:
        x, q: any that broadcast
        z: the broadcast of both
    Errors:
        InvalidArgumentError: the shapes do not broadcast.
    Source: tf.raw_ops.Zeta; recorded cases: NaN below x = 1, infinite at x = 1
    """
    return _rounded(xp, gamma_functions.zeta, x, q)


zeta.shape(broadcast)


@zeta.gradient
def zeta_gradient(op, dy):
    """TensorFlow has no derivative by the exponent either."""
    x, q = op.inputs
    if not op.needs(1):
        return [None, None]
    slope = raw.Mul(raw.Neg(x), raw.Zeta(raw.AddV2(x, raw.OnesLike(x)), q))
    return [None, unbroadcast(raw.Mul(slope, dy), q, x)]


@op("""
    Betainc(a: T, b: T, x: T) -> z: T
        T: {float, double}
""")
def betainc(xp, a, b, x):
    """Take the regularized incomplete beta function.

    Shapes:
        a, b, x: one shape, or scalars
        z: that shape
    Errors:
        InvalidArgumentError: two shapes that are not of scalars differ.
    Source: tf.raw_ops.Betainc
    """
    arrays = {"a": a, "b": b, "x": x}
    wide = [name for name, array in arrays.items() if array.ndim]
    for name in wide[1:]:
        first = wide[0]
        if arrays[name].shape != arrays[first].shape:
            raise InvalidArgumentError(
                f"Shapes of {first} and {name} are inconsistent: {shown(arrays[first].shape)} vs. "
                f"{shown(arrays[name].shape)}"
            )
    shape = arrays[wide[0]].shape if wide else ()
    numbers = (xp.broadcast_to(array, shape).astype(xp.float64) for array in (a, b, x))
    return xp.asarray(gamma_functions.regular_beta(xp, *numbers)).astype(a.dtype, copy=False)


@betainc.shape
def betainc_shape(c):
    shapes = [c[name] for name in ("a", "b", "x")]
    wide = [shape for shape in shapes if shape.rank != 0]
    result = wide[0] if wide else shapes[0]
    for shape in wide[1:]:
        result = merge(result, shape)
    return [result]


@betainc.gradient
def betainc_gradient(op, dy):
    """By x only, as in TensorFlow."""
    a, b, x = op.inputs
    one = raw.Cast(1, DstT=x.dtype)
    size = raw.Sub(raw.AddV2(raw.Lgamma(a), raw.Lgamma(b)), raw.Lgamma(raw.AddV2(a, b)))
    powers = raw.AddV2(
        raw.Xlog1py(raw.Sub(b, one), raw.Neg(x)), raw.Xlogy(raw.Sub(a, one), x)
    )
    slope = raw.Exp(raw.Sub(powers, size))
    return [None, None, raw.Reshape(raw.Mul(slope, dy), raw.Shape(x))]
