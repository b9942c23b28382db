"""Zeta and Polygamma: functions told by a series, and the derivatives of Digamma.

The gamma function's logarithm and its first derivative are in `special.py`.
"""

import math

from tfcompat._src.core import raw
from tfcompat._src.ops.checks import incompatible
from tfcompat._src.ops.unbroadcast import unbroadcast
from tfcompat._src.registry import op
from tfcompat._src.registry.shape_functions import broadcast

_TERMS = 10  # summed one by one; what is left is told by the formula of Euler and Maclaurin
# Of that formula: (2k)! divided by the 2k-th Bernoulli number.
_DIVISORS = (
    12.0, -720.0, 30240.0, -1209600.0, 47900160.0, -1.8924375803183791606e9, 7.47242496e10,
    -2.950130727918164224e12, 1.1646782814350067249e14, -4.5979787224074726105e15,
    1.8152105401943546773e17, -7.1661652561756670113e18,
)


def _hurwitz(xp, x, q):
    """Return the sum of 1 / (q + k)^x over k from 0, for x above 1, of float64 arrays."""
    total = xp.zeros(q.shape, q.dtype)
    least = float(q.min()) if q.size else 0.0
    count = _TERMS + max(0, math.ceil(-least)) if math.isfinite(least) else _TERMS
    for k in range(count):
        total = total + xp.power(q + k, -x)
    w = q + count
    tail = xp.power(w, -x)
    total = total + tail * w / (x - 1) + tail / 2
    factor = xp.ones_like(x)
    for i, divisor in enumerate(_DIVISORS):
        factor = factor * (x + 2 * i)
        tail = tail / w
        total = total + factor * tail / divisor
        factor = factor * (x + 2 * i + 1)
        tail = tail / w
    return total


def _zeta(xp, x, q):
    """Return the Hurwitz zeta function of float64 arrays of one shape, as TensorFlow bounds it."""
    usable = (x > 1) & xp.isfinite(x) & ((q > 0) | ((q != xp.floor(q)) & (x == xp.floor(x))))
    usable &= q > -_MOST_NEGATIVE
    safe_x, safe_q = xp.where(usable, x, 2.0), xp.where(usable & xp.isfinite(q), q, 1.0)
    z = xp.where(usable, _hurwitz(xp, safe_x, safe_q), xp.nan)
    z = xp.where(usable & xp.isinf(q), 0.0, z)
    even = (x == xp.floor(x)) & (x % 2 == 0)
    z = xp.where((q <= 0) & (q == xp.floor(q)) & even & (x > 1), xp.inf, z)
    z = xp.where(x == 1, xp.inf, z)
    return xp.where(xp.isposinf(x) & (q == 1), 1.0, z)


_MOST_NEGATIVE = 100000  # every whole number between `q` and zero is a term of the series


@op("""
    Zeta(x: T, q: T) -> z: T
        T: {float, double}
""")
def zeta(xp, x, q):
    """Return the Hurwitz zeta function, elementwise: the sum of 1 / (q + k)^x over k from 0.

    Shapes:
        x, q: any that broadcast
        z: the broadcast shape
    Errors:
        InvalidArgumentError: the shapes do not broadcast.
    Source: tf.raw_ops.Zeta; recorded cases: NaN below x = 1, infinity at x = 1.
    """
    try:
        wide = xp.broadcast_arrays(x.astype(xp.float64), q.astype(xp.float64))
    except ValueError:
        raise incompatible(x, q) from None
    return _zeta(xp, *wide).astype(x.dtype)


zeta.shape(broadcast)


@zeta.gradient
def zeta_gradient(op, dz):
    # TensorFlow has no derivative by the exponent.
    x, q = op.inputs
    if not op.needs(1):
        return [None, None]
    return [None, unbroadcast(raw.Mul(raw.Neg(x) * raw.Zeta(x + 1.0, q), dz), q, x)]


@op("""
    Polygamma(a: T, x: T) -> z: T
        T: {float, double}
""")
def polygamma(xp, a, x):
    """Return the derivative of order `a` of Digamma, elementwise; NaN unless `a` is whole.

    Shapes:
        a, x: any that broadcast
        z: the broadcast shape
    Errors:
        InvalidArgumentError: the shapes do not broadcast.
    Source: tf.raw_ops.Polygamma
    """
    try:
        order, wide = xp.broadcast_arrays(a.astype(xp.float64), x.astype(xp.float64))
    except ValueError:
        raise incompatible(a, x) from None
    whole = (order == xp.floor(order)) & (order >= 0)
    n = xp.where(whole, order, 1.0)
    sign = xp.where(n % 2 == 0, -1.0, 1.0)
    z = sign * xp.exp(xp.lgamma(n + 1)) * _zeta(xp, n + 1, wide)
    z = xp.where(n == 0, xp.digamma(wide), z)
    return xp.where(whole, z, xp.nan).astype(a.dtype)


polygamma.shape(broadcast)


@polygamma.gradient
def polygamma_gradient(op, dz):
    # TensorFlow has no derivative by the order.
    a, x = op.inputs
    if not op.needs(1):
        return [None, None]
    return [None, unbroadcast(raw.Mul(raw.Polygamma(a + 1.0, x), dz), x, a)]
