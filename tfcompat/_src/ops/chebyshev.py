"""Sums of Chebyshev polynomials, by which special functions are computed. No ops live here.

The coefficients in the modules that use this are our own fits, computed with 40 digits and cut
where they fall below 1e-17 of the function.
"""


def chebyshev(xp, t, coefficients):
    """Evaluate a Chebyshev sum at every element of `t`, which is between -1 and 1.

    By C. Clenshaw's recurrence; coefficients come lowest degree first.
    """
    double = 2.0 * t
    last, before = xp.full_like(t, coefficients[-1]), xp.zeros_like(t)
    for coefficient in coefficients[-2:0:-1]:
        last, before = double * last - before + coefficient, last
    return t * last - before + coefficients[0]


def on_interval(xp, x, low, high, coefficients):
    """Evaluate a Chebyshev sum of [low, high] at `x`; what is outside is moved to the ends."""
    inside = xp.clip(x, low, high)
    return chebyshev(xp, (inside - low) * (2.0 / (high - low)) - 1.0, coefficients)
