"""Bodies of the extra array functions, stated once for every array module.

Each function takes the array module `xp` first and uses only names that numpy and CuPy share.
`on_numpy` (and a sibling for another library) bind them, or replace one where a library has
something faster.
Kernels do not import this module: they call the bound names on the `xp` they are given.
"""

# Coefficients, highest power first. They are our own Chebyshev or least-squares fits, computed
# with 60 digits; the comment gives the largest relative error of the exact polynomial.

# erf(x)/x in s = x*x, for s in [0, 1]: 8e-18.
_ERF_SMALL = (
    -7.795898827002142e-10, 1.3720064546777686e-08, -1.6208483801871705e-07,
    1.6447424703317362e-06, -1.492473690741966e-05, 0.00012055294904839707,
    -0.0008548325975389692, 0.0052239776071164225, -0.02686617064323777,
    0.11283791670945006, -0.37612638903183543, 1.1283791670955126,
)  # fmt: skip
# (x+4) * exp(x*x) * erfc(x) in u = 10/(x+4) - 1, for x >= 1: 3e-17.
_ERFC_LARGE = (
    -4.459684628084361e-12, 3.617478535705727e-10, 4.495954489213739e-10,
    -4.931439375553007e-09, -1.2872406516651624e-08, 3.291683006702211e-08,
    2.2308597612355101e-07, 1.9206893553260672e-07, -2.2590647836952607e-06,
    -1.07229700900928e-05, -1.1850503549865915e-05, 0.00011095955145239192,
    0.0008407016456800859, 0.003636798463677458, 0.012056734022277008,
    0.033375507512625045, 0.08026267098033492, 0.1714817147420531,
    0.33014184641934663, 0.578269670899849, 0.9277656780053836,
)  # fmt: skip
# erf(x)/x = P(s)/Q(s) in s = x*x, for x in [0, 3.95]: 2e-8, enough for float32.
_ERF_SINGLE_P = (
    2.02535941356402e-06, 0.0002846806638086346, 0.003809094647787177,
    0.05287829591696126, 0.1915759506683594, 1.128379143753405,
)  # fmt: skip
_ERF_SINGLE_Q = (
    3.782570510224662e-05, 0.0011708980905620885, 0.015057004341101106,
    0.1145697255531961, 0.5031124412936132, 1.0,
)  # fmt: skip
_ERF_SINGLE_LIMIT = 3.95
# lgamma(2+d)/d for d in [-0.5, 0.5]: 2e-18.
_LGAMMA_NEAR_TWO = (
    -1.3219945666117874e-07, 2.78740805211359e-07, -4.3252393445604814e-07,
    9.200527894968101e-07, -2.0439048107029907e-06, 4.38470440459836e-06,
    -9.438715099211532e-06, 2.0505590755833454e-05, -4.49263133791557e-05,
    9.945767355819498e-05, -0.00022315475400520507, 0.0005096695154115458,
    -0.0011927539118428156, 0.002890510331034267, -0.0073855510286719986,
    0.02058080842778038, -0.0673523010531981, 0.32246703342411326, 0.42278433509846713,
)  # fmt: skip
# Stirling's series of lgamma in 1/x**2, times 1/x: B(2k) / (2k (2k-1)).
_STIRLING = (
    0.006410256410256411, -0.0019175269175269174, 0.0008417508417508418,
    -0.0005952380952380952, 0.0007936507936507937, -0.002777777777777778, 0.08333333333333333,
)  # fmt: skip
# The asymptotic series of digamma in 1/x**2, times 1/x**2: B(2k) / 2k.
_DIGAMMA = (
    -0.4432598039215686, 0.08333333333333333, -0.021092796092796094, 0.007575757575757576,
    -0.004166666666666667, 0.003968253968253968, -0.008333333333333333, 0.08333333333333333,
)  # fmt: skip
_HALF_LOG_TWO_PI = 0.9189385332046727
_PI = 3.141592653589793


def polynomial(xp, x, coefficients):
    """Evaluate a polynomial at every element of `x`; coefficients come highest power first.

    The coefficients are rounded to the dtype of `x`, and so is every step.
    """
    one = x.dtype.type
    total = x * one(coefficients[0])
    total += one(coefficients[1])
    for coefficient in coefficients[2:]:
        total *= x
        total += one(coefficient)
    return total


def _wide(xp, x):
    """Return `x` in the float dtype its special functions are computed in."""
    x = xp.asarray(x)
    return x if x.dtype == xp.float64 else x.astype(xp.float64)


def blockwise(xp, function, x):
    """Apply an elementwise function to `x`; a GPU works on all of it at once."""
    return function(xp.asarray(x))


def digamma(xp, x):
    """Return the derivative of `lgamma`, in the dtype of `x`; NaN at its poles."""
    x = xp.asarray(x)
    wide = _wide(xp, x)
    mirrored = wide < 0.5
    near = xp.where(mirrored, 1.0 - wide, wide)
    total = xp.zeros_like(near)
    for _ in range(10):
        low = near < 10.0
        total = xp.where(low, total - 1.0 / near, total)
        near = xp.where(low, near + 1.0, near)
    inverse = 1.0 / near
    square = inverse * inverse
    total = total + (xp.log(near) - 0.5 * inverse - square * polynomial(xp, square, _DIGAMMA))
    total = xp.where(xp.isinf(near), near, total)
    # Reflection. The distance to the nearest integer keeps the tangent accurate.
    tangent = xp.tan(_PI * (wide - xp.round(wide)))
    reflected = xp.where(tangent == 0, xp.nan, total - _PI / tangent)
    return xp.where(mirrored, reflected, total).astype(x.dtype, copy=False)


def erf(xp, x):
    """Return the error function of `x`, in the dtype of `x`."""
    x = xp.asarray(x)
    if x.dtype == xp.float64:
        return _erf_double(xp, x)
    return _erf_single(xp, x.astype(xp.float32, copy=False)).astype(x.dtype, copy=False)


def _erf_single(xp, x):
    limit = xp.float32(_ERF_SINGLE_LIMIT)
    x = xp.clip(x, -limit, limit)
    square = x * x
    result = polynomial(xp, square, _ERF_SINGLE_P)
    result *= x
    result /= polynomial(xp, square, _ERF_SINGLE_Q)
    return xp.where(square >= limit * limit, xp.sign(x), result)


def _erf_double(xp, x):
    size = xp.abs(x)
    small = xp.minimum(size, 1.0)
    near = x * polynomial(xp, small * small, _ERF_SMALL)
    if not (size > 1.0).any():
        return near
    far = xp.copysign(1.0 - _erfc_far(xp, xp.maximum(size, 1.0)), x)
    return xp.where(size <= 1.0, near, far)


def _erfc_far(xp, x):
    """Return erfc for x >= 1 (float64)."""
    inverse = 1.0 / (x + 4.0)
    # exp(-x*x) loses digits when x*x is rounded: square a short head exactly and correct with
    # the rest.
    x = xp.minimum(x, 30.0)
    head = x.astype(xp.float32).astype(xp.float64)
    scale = xp.exp(-head * head) * xp.exp((head - x) * (head + x))
    return scale * inverse * polynomial(xp, 10.0 * inverse - 1.0, _ERFC_LARGE)


def erfc(xp, x):
    """Return the complementary error function of `x`, in the dtype of `x`."""
    x = xp.asarray(x)
    wide = _wide(xp, x)
    size = xp.abs(wide)
    far = _erfc_far(xp, xp.maximum(size, 1.0))
    far = xp.where(wide < 0, 2.0 - far, far)
    small = xp.minimum(size, 1.0)
    near = 1.0 - wide * polynomial(xp, small * small, _ERF_SMALL)
    return xp.where(size <= 1.0, near, far).astype(x.dtype, copy=False)


def fold(xp, name, x, axes, keep_dims):
    """Fold `x` along a tuple of axes with the function that does what the ufunc `name` would."""
    if not axes:
        return x != 0 if name.startswith("logical") else x
    if name in ("add", "multiply"):  # these two would widen small integers
        return getattr(xp, _FOLDS[name])(x, axis=axes, dtype=x.dtype, keepdims=keep_dims)
    return getattr(xp, _FOLDS[name])(x, axis=axes, keepdims=keep_dims)


_FOLDS = {
    "add": "sum",
    "logical_and": "all",
    "logical_or": "any",
    "maximum": "max",
    "minimum": "min",
    "multiply": "prod",
}


def lgamma(xp, x):
    """Return the logarithm of the absolute value of the gamma function, in the dtype of `x`."""
    x = xp.asarray(x)
    wide = _wide(xp, x)
    positive = _lgamma_positive(xp, xp.where(wide < 0.5, 1.0 - wide, wide))
    if (wide < 0.5).any():
        # Reflection. The distance to the nearest integer keeps the sine accurate for large
        # arguments.
        distance = xp.abs(wide - xp.round(wide))
        sine = xp.abs(xp.sin(_PI * distance))
        reflected = xp.log(_PI / sine) - positive
        reflected = xp.where(distance == 0, xp.inf, reflected)
        tiny = xp.abs(wide) < 1e-20
        reflected = xp.where(tiny, -xp.log(xp.abs(wide)), reflected)
        positive = xp.where(wide < 0.5, reflected, positive)
    return xp.where(xp.isinf(wide), xp.inf, positive).astype(x.dtype, copy=False)


def _lgamma_positive(xp, x):
    """Return lgamma for x >= 0.5 (float64)."""
    near = xp.minimum(x, 8.0)
    low = near < 1.5
    factor = xp.where(low, near, 1.0)
    for _ in range(6):
        high = near >= 2.5
        near = xp.where(high, near - 1.0, near)
        factor = xp.where(high, factor * near, factor)
    # The argument is `near + 1` where `low`; taking the distance this way does not round near 1.
    distance = near - xp.where(low, 1.0, 2.0)
    shift = xp.log(factor)
    near = distance * polynomial(xp, distance, _LGAMMA_NEAR_TWO) + xp.where(low, -shift, shift)
    if not (x >= 8.0).any():
        return near
    large = xp.maximum(x, 8.0)
    inverse = 1.0 / large
    series = inverse * polynomial(xp, inverse * inverse, _STIRLING)
    far = (large - 0.5) * xp.log(large) - large + _HALF_LOG_TWO_PI + series
    far = xp.where(xp.isinf(x), x, far)
    return xp.where(x >= 8.0, far, near)


def scatter_add(xp, x, indices, updates):
    """Return a copy of `x` with `updates` added at `indices` (an index or tuple of index arrays).

    An index that occurs several times collects all its updates.
    """
    result = x.copy()
    xp.add.at(result, indices, updates)
    return result


def scatter_fold(xp, name, x, indices, updates):
    """Return a copy of `x` with `updates` folded in at `indices` by the ufunc `name`."""
    result = x.copy()
    if name != "multiply":
        getattr(xp, name).at(result, indices, updates)
        return result
    # CuPy has no multiply.at: first occurrences of all indices in one step, then second ones, ...
    order = xp.argsort(indices, kind="stable")
    found = indices[order]
    while found.size:
        first = xp.concatenate([xp.ones(1, xp.bool_), found[1:] != found[:-1]])
        result[found[first]] *= updates[order[first]]
        found, order = found[~first], order[~first]
    return result


def top_k(xp, x, k):
    """Return the `k` largest elements of the last axis and their indices, largest first.

    Among equal elements the lower index comes first.
    """
    n = x.shape[-1]
    # A stable sort of the reversed axis, read backwards: descending, and ties keep their order.
    order = (n - 1) - xp.argsort(x[..., ::-1], axis=-1, kind="stable")[..., ::-1][..., :k]
    return xp.take_along_axis(x, order, axis=-1), order


def windows(xp, x, sizes, strides, dilations, axes):
    """Return a read-only view of all sliding windows of `x` over `axes`, without copying.

    Args:
        xp: The array module.
        x: An array, already padded.
        sizes: Window size for each axis of `axes`.
        strides: Step between neighbouring windows for each axis.
        dilations: Step between neighbouring elements of one window for each axis.
        axes: The axes windows slide over (not negative).

    Returns:
        A view with the shape of `x`, where each axis of `axes` counts windows, followed by one
        axis per window size.
    """
    shape, steps = list(x.shape), list(x.strides)
    inner_steps = []
    for axis, size, stride, dilation in zip(axes, sizes, strides, dilations, strict=True):
        reach = (size - 1) * dilation + 1
        inner_steps.append(steps[axis] * dilation)
        shape[axis] = max(0, (shape[axis] - reach) // stride + 1)
        steps[axis] *= stride
    return xp.lib.stride_tricks.as_strided(x, (*shape, *sizes), (*steps, *inner_steps))
