"""The incomplete gamma and beta functions and the Hurwitz zeta function, of arrays of float64.

Sums and continued fractions of M. Abramowitz, I. Stegun, "Handbook of Mathematical Functions",
sections 6.5, 23.1 and 26.5. Each goes on until no element changes. No ops live here.
"""

_EPSILON = 1.1102230246251565e-16
_MOST_TERMS = 20000
# (2k)! / B(2k) of the Bernoulli numbers, for the sum of L. Euler and C. Maclaurin.
_BERNOULLI = (
    12.0, -720.0, 30240.0, -1209600.0, 47900160.0, -1892437580.3183791, 74724249600.0,
    -2950130727918.164, 116467828143500.67, -4597978722407472.6, 1.8152105401943547e17,
    -7.1661652561756670e18,
)  # fmt: skip


def zeta(xp, x, q):
    """The sum of (q + k) ** -x over k = 0, 1, 2, ..."""
    term = xp.power(q, -x)
    total, at = term, q
    more = xp.ones(total.shape, bool)
    for k in range(_MOST_TERMS):
        if k >= 9:
            more = more & (at <= 9.0)
            if not more.any():
                break
        at = xp.where(more, at + 1.0, at)
        term = xp.where(more, xp.power(at, -x), term)
        total = xp.where(more, total + term, total)
    settled, sum_alone = (term == 0.0) | xp.isinf(total), total  # the rest adds nothing
    total = total + term * at / (x - 1.0) - 0.5 * term
    factor, k = xp.ones_like(total), 0.0
    for number in _BERNOULLI:
        factor, term = factor * (x + k), term / at
        total = total + factor * term / number
        factor, term = factor * (x + k + 1.0), term / at
        k += 2.0
    total = xp.where(settled, sum_alone, total)
    return _zeta_domain(xp, x, q, xp.where(xp.isinf(q), 0.0, total))


def _zeta_domain(xp, x, q, total):
    """Put in what TensorFlow says of poles and of arguments without a value."""
    whole = xp.floor(x) == x
    result = xp.where((q <= 0.0) & ~whole, xp.nan, total)
    pole = (q <= 0.0) & (xp.floor(q) == q)
    even = whole & (xp.fmod(x, 2.0) == 0.0)
    result = xp.where(pole, xp.where(even, xp.inf, xp.nan), result)
    result = xp.where(xp.isinf(x), xp.where(q < 1.0, xp.inf, xp.where(q > 1.0, 0.0, 1.0)), result)
    result = xp.where((x < 1.0) | xp.isnan(x) | xp.isnan(q), xp.nan, result)
    return xp.where(x == 1.0, xp.inf, result)


def polygamma(xp, n, x, dtype):
    """The derivative number n of the logarithmic derivative of the gamma function.

    Its two factors are rounded to `dtype`, in which one may be zero and the other infinite.
    """
    sign = xp.where(xp.fmod(n + 1.0, 2.0) == 1.0, -1.0, 1.0)
    factors = xp.exp(xp.lgamma(n + 1.0)), zeta(xp, n + 1.0, x)
    first, second = (factor.astype(dtype).astype(n.dtype) for factor in factors)
    result = sign * first * second
    result = xp.where(n == 0.0, xp.digamma(x), result)
    return xp.where((n < 0.0) | (xp.floor(n) != n), xp.nan, result)


def lower_gamma(xp, a, x):
    """The incomplete gamma function P(a, x)."""
    with_series = (x <= 1.0) | (x <= a)
    series = _series(xp, *_inside(xp, a, x, with_series))[0] * _front(xp, a, x) / a
    fraction = _fraction(xp, *_inside(xp, a, x, ~with_series))[0] * _front(xp, a, x)
    result = xp.where(with_series, series, 1.0 - fraction)
    result = xp.where(x == 0.0, 0.0, xp.where(xp.isinf(x), 1.0, result))
    result = xp.where(xp.isinf(a), 0.0, result)
    return _domain(xp, a, x, result, zero=0.0)


def upper_gamma(xp, a, x):
    """The incomplete gamma function Q(a, x) = 1 - P(a, x)."""
    with_series = (x < 1.0) | (x < a)
    series = _series(xp, *_inside(xp, a, x, with_series))[0] * _front(xp, a, x) / a
    fraction = _fraction(xp, *_inside(xp, a, x, ~with_series))[0] * _front(xp, a, x)
    result = xp.where(with_series, 1.0 - series, fraction)
    result = xp.where(xp.isinf(a), 1.0, result)
    result = xp.where(x == 0.0, 1.0, xp.where(xp.isinf(x), 0.0, result))
    return _domain(xp, a, x, result, zero=None)


def _domain(xp, a, x, result, zero):
    """Put NaN where the functions are not defined; `zero`, if given, where x is zero."""
    outside = (x < 0.0) | (a <= 0.0) | xp.isnan(a) | xp.isnan(x)
    result = xp.where(outside, xp.nan, result)
    return result if zero is None else xp.where(x == 0.0, zero, result)


def _inside(xp, a, x, mask):
    """Return arguments that are harmless where `mask` is false."""
    good = mask & (a > 0.0) & (x > 0.0) & xp.isfinite(a) & xp.isfinite(x)
    return xp.where(good, a, 1.0), xp.where(good, x, 1.0), good


def _front(xp, a, x):
    """x ** a * exp(-x) / gamma(a)."""
    return xp.exp(a * xp.log(x) - x - xp.lgamma(a))


def _series(xp, a, x, active):
    """Return the sum of x ** n / ((a + 1) ... (a + n)), and its derivative by a."""
    term, slope = xp.ones_like(a), xp.zeros_like(a)
    total, d_total, r = term, slope, a
    for _ in range(_MOST_TERMS):
        if not active.any():
            break
        r = r + 1.0
        slope = (slope * x - term * x / r) / r
        term = term * x / r
        total, d_total = total + xp.where(active, term, 0.0), d_total + xp.where(
            active, slope, 0.0
        )
        active = active & (
            (term > total * _EPSILON) | (xp.abs(slope) > xp.abs(d_total) * _EPSILON)
        )
    return total, d_total


def _fraction(xp, a, x, active):
    """Return Q(a, x) without its front as a continued fraction, and the derivative by a.

    The numerators and denominators of the convergents are kept with their derivatives by a.
    """
    y, z, c = 1.0 - a, x + 2.0 - a, 0.0
    p2, q2, p1, q1 = xp.ones_like(a), x, x + 1.0, z * x
    dp2, dq2, dp1, dq1 = xp.zeros_like(a), xp.zeros_like(a), xp.zeros_like(a), -x
    total = p1 / q1
    d_total = (dp1 - total * dq1) / q1
    for _ in range(_MOST_TERMS):
        if not active.any():
            break
        c, y, z = c + 1.0, y + 1.0, z + 2.0
        yc, dyc = y * c, -c
        p, q = p1 * z - p2 * yc, q1 * z - q2 * yc
        dp = dp1 * z - p1 - dp2 * yc - p2 * dyc
        dq = dq1 * z - q1 - dq2 * yc - q2 * dyc
        new = p / xp.where(q == 0.0, 1.0, q)
        d_new = (dp - new * dq) / xp.where(q == 0.0, 1.0, q)
        moved = (xp.abs(new - total) > xp.abs(new) * _EPSILON) | (
            xp.abs(d_new - d_total) > xp.abs(d_new) * _EPSILON
        )
        usable = active & (q != 0.0)
        total, d_total = xp.where(usable, new, total), xp.where(usable, d_new, d_total)
        active = active & moved
        p2, q2, p1, q1, dp2, dq2, dp1, dq1 = p1, q1, p, q, dp1, dq1, dp, dq
        large = xp.abs(p) > 1e16
        if large.any():
            scale = xp.where(large, 1e-16, 1.0)
            p2, q2, p1, q1 = (v * scale for v in (p2, q2, p1, q1))
            dp2, dq2, dp1, dq1 = (v * scale for v in (dp2, dq2, dp1, dq1))
    return total, d_total


def lower_gamma_slope(xp, a, x):
    """The derivative of P(a, x) by a."""
    result = _slope(xp, a, x) * _front(xp, a, x)
    return _slope_domain(xp, a, x, result)


def gamma_sample_slope(xp, a, x, dtype):
    """The derivative by a of a sample x of the gamma distribution, its probability kept.

    Zero where the density times x is too small for `dtype`, as TensorFlow has it.
    """
    least = -xp.log(xp.asarray(xp.finfo(dtype).max, dtype=xp.float64))
    lost = a * xp.log(x) - x - xp.lgamma(a) < least
    return _slope_domain(xp, a, x, xp.where(lost, 0.0, -_slope(xp, a, x) * x))


def _slope(xp, a, x):
    """The derivative of P(a, x) by a, over x ** a * exp(-x) / gamma(a)."""
    with_series = (x <= 1.0) | (x <= a)
    total, slope = _series(xp, *_inside(xp, a, x, with_series))
    series = (slope + total * (xp.log(x) - xp.digamma(a + 1.0))) / a
    total, slope = _fraction(xp, *_inside(xp, a, x, ~with_series))
    fraction = -(slope + total * (xp.log(x) - xp.digamma(a)))
    return xp.where(with_series, series, fraction)


def _slope_domain(xp, a, x, result):
    result = xp.where(x == 0.0, 0.0, xp.where(xp.isinf(x) | xp.isinf(a), 0.0, result))
    return _domain(xp, a, x, result, zero=0.0)


def regular_beta(xp, a, b, x):
    """The regularized incomplete beta function I_x(a, b)."""
    inside = (a > 0.0) & (b > 0.0) & (x > 0.0) & (x < 1.0) & xp.isfinite(a) & xp.isfinite(b)
    p, q, z = (xp.where(inside, v, d) for v, d in ((a, 1.0), (b, 1.0), (x, 0.5)))
    small = (q * z <= 1.0) & (z <= 0.95)
    series = _beta_series(xp, p, q, z, inside & small)
    turned = z > (p + 1.0) / (p + q + 2.0)
    first, second = xp.where(turned, q, p), xp.where(turned, p, q)
    point = xp.where(turned, 1.0 - z, z)
    log = first * xp.log(point) + second * xp.log1p(-point) - _log_beta(xp, first, second)
    part = xp.exp(log) * _beta_fraction(xp, first, second, point, inside & ~small) / first
    result = xp.where(small, series, xp.where(turned, 1.0 - part, part))
    result = xp.where(xp.isfinite(a) & xp.isfinite(b), result, xp.nan)
    result = xp.where(x == 0.0, 0.0, xp.where(x == 1.0, 1.0, result))
    outside = ~((x >= 0.0) & (x <= 1.0)) | (a <= 0.0) | (b <= 0.0)
    return xp.where(outside, xp.nan, result)


def _log_beta(xp, a, b):
    return xp.lgamma(a) + xp.lgamma(b) - xp.lgamma(a + b)


def _beta_series(xp, a, b, x, active):
    """The power series, for small b * x."""
    term, total, n = xp.ones_like(a), 1.0 / a, 0.0
    for _ in range(_MOST_TERMS):
        if not active.any():
            break
        n = n + 1.0
        term = term * (n - b) * x / n
        step = term / (a + n)
        total = total + xp.where(active, step, 0.0)
        active = active & (xp.abs(step) > xp.abs(total) * _EPSILON)
    return xp.exp(a * xp.log(x) - _log_beta(xp, a, b)) * total


def _beta_fraction(xp, a, b, x, active):
    """The continued fraction, by the method of W. Lentz."""
    tiny = 1e-300
    c, d = xp.ones_like(a), _away_from_zero(xp, 1.0 - (a + b) * x / (a + 1.0), tiny)
    d = 1.0 / d
    total, m = d, 0.0
    for _ in range(_MOST_TERMS):
        if not active.any():
            break
        m = m + 1.0
        even = m * (b - m) * x / ((a + 2.0 * m - 1.0) * (a + 2.0 * m))
        odd = -(a + m) * (a + b + m) * x / ((a + 2.0 * m) * (a + 2.0 * m + 1.0))
        before = total
        for number in (even, odd):
            d = 1.0 / _away_from_zero(xp, 1.0 + number * d, tiny)
            c = _away_from_zero(xp, 1.0 + number / c, tiny)
            total = xp.where(active, total * d * c, total)
        active = active & (xp.abs(total - before) > xp.abs(total) * _EPSILON)
    return total


def _away_from_zero(xp, x, tiny):
    return xp.where(xp.abs(x) < tiny, tiny, x)
