"""Operations on every element: arithmetic, functions, comparisons, selection, conversion.

Division, remainders, shifts and bits of integers are in `integers`.
"""



from tfcompat._src.registry import find
from tfcompat._src.stablehlo import integers
from tfcompat._src.stablehlo.builders import builds, vectorized
from tfcompat._src.wire import vhlo

_NARROW = {"f16", "bf16"}
# Those that round once however they are worked out are left to the array module.
_DIRECT = {
    "add": "add", "subtract": "subtract", "multiply": "multiply", "negate": "negative",
    "maximum": "maximum", "minimum": "minimum", "floor": "floor", "ceil": "ceil",
    "round_nearest_even": "rint", "is_finite": "isfinite",
}  # fmt: skip
_FUNCTIONS = {
    "exponential": "exp", "exponential_minus_one": "expm1", "log": "log", "log_plus_one": "log1p",
    "sine": "sin", "cosine": "cos", "tan": "tan", "tanh": "tanh", "sqrt": "sqrt",
}  # fmt: skip
_LOGIC = {"and": "bitwise_and", "or": "bitwise_or", "xor": "bitwise_xor", "not": "invert"}
_COMPARISONS = {
    "EQ": "equal", "NE": "not_equal", "GE": "greater_equal", "GT": "greater",
    "LE": "less_equal", "LT": "less",
}  # fmt: skip


def widened(call, function):
    """Return `function` so that numbers of 16 bits are worked on as numbers of 32 bits."""
    if call.element() not in _NARROW:
        return function
    xp, dtype = call.xp, call.dtype()

    def run(*arrays):
        return function(*(x.astype(xp.float32) for x in arrays)).astype(dtype)

    return run


@builds(*_DIRECT, elementwise=True)
def direct(call):
    """Operations that the array module has as they are."""
    if call.element().startswith("complex") and call.name in ("maximum", "minimum"):
        return complex_extreme(call)
    if call.element() == "i1" and call.name in ("add", "multiply", "subtract"):
        name = "logical_and" if call.name == "multiply" else "logical_or"
        return getattr(call.xp, "logical_xor" if call.name == "subtract" else name)
    return getattr(call.xp, _DIRECT[call.name])


def complex_extreme(call):
    """The larger or smaller of complex numbers: by real parts, then by imaginary ones."""
    xp, larger = call.xp, call.name == "maximum"

    def run(x, y):
        first, second = (x, y) if larger else (y, x)
        equal = first.real == second.real
        ahead = (first.real > second.real) | (equal & (first.imag >= second.imag))
        return xp.where(ahead, x, y)

    return run


@builds(*_FUNCTIONS, elementwise=True)
def functions(call):
    """Functions that the array module has as they are, for numbers of 32 bits or more."""
    return widened(call, getattr(call.xp, _FUNCTIONS[call.name]))


@builds(*_LOGIC, elementwise=True)
def logic(call):
    """Logic on booleans and on the bits of integers."""
    return getattr(call.xp, _LOGIC[call.name])


@builds("abs", elementwise=True)
def absolute(call):
    """Absolute values; those of complex numbers are real."""
    return call.xp.abs


@builds("sign", elementwise=True)
def sign(call):
    """Signs: of NaN it is NaN, of a complex number the number of size one in its direction."""
    xp = call.xp
    if not call.element().startswith("complex"):
        return xp.sign

    def run(x):
        size = xp.abs(x)
        return xp.where(size == 0, x, x / size).astype(x.dtype)

    return run


@builds("divide", elementwise=True)
def divide(call):
    """Division; that of integers goes towards zero."""
    return integers.divide(call) if integers.is_integer(call.element()) else call.xp.divide


@builds("remainder", elementwise=True)
def remainder(call):
    """The rest of a division that goes towards zero."""
    if integers.is_integer(call.element()):
        return integers.remainder(call)
    return widened(call, call.xp.fmod)


@builds("power", elementwise=True)
def power(call):
    """Powers; those of integers wrap around."""
    if integers.is_integer(call.element()):
        return integers.power(call)
    return widened(call, call.xp.power)


@builds("atan2", elementwise=True)
def atan2(call):
    """Angles of points; for complex numbers, by the logarithm that gives them for real ones."""
    xp = call.xp
    if not call.element().startswith("complex"):
        return widened(call, xp.arctan2)

    def run(y, x):
        return (-1j * xp.log((x + 1j * y) / xp.sqrt(x * x + y * y))).astype(y.dtype)

    return run


@builds("rsqrt", elementwise=True)
def rsqrt(call):
    """One divided by the square root."""
    xp = call.xp

    def run(x):
        return (1 / xp.sqrt(x)).astype(x.dtype)

    return widened(call, run)


@builds("cbrt", elementwise=True)
def cbrt(call):
    """The cubic root."""
    return widened(call, call.xp.cbrt)


@builds("logistic", elementwise=True)
def logistic(call):
    """The logistic function."""
    xp = call.xp

    def run(x):
        return (1 / (1 + xp.exp(-x))).astype(x.dtype)

    return widened(call, run)


@builds("round_nearest_afz", elementwise=True)
def round_away(call):
    """The nearest whole number; of two that are as near, the one further from zero."""
    xp = call.xp

    def run(x):
        whole = xp.trunc(x)
        away = xp.abs(x - whole) >= 0.5
        return xp.where(away, whole + xp.copysign(xp.ones_like(x), x), whole).astype(x.dtype)

    return widened(call, run)


@builds("real", "imag", elementwise=True)
def part(call):
    """A part of complex numbers."""
    xp, name = call.xp, call.name
    if call.element().startswith("complex"):
        return (lambda x: x.real) if name == "real" else (lambda x: x.imag)
    return (lambda x: x) if name == "real" else xp.zeros_like


@builds("complex", elementwise=True)
def complex_(call):
    """Complex numbers of real and imaginary parts."""
    xp, dtype = call.xp, call.dtype()

    def run(real, imaginary):
        result = xp.empty(real.shape, dtype)
        result.real = real
        result.imag = imaginary
        return result

    return run


@builds("compare", elementwise=True)
def compare(call):
    """Comparisons; in the total order, negative NaN is first and positive NaN is last."""
    xp, direction = call.xp, call.attribute("comparison_direction")
    function = getattr(xp, _COMPARISONS[direction])
    if call.attributes.get("compare_type") == "TOTALORDER":
        return lambda x, y: function(total_order(xp, x), total_order(xp, y))
    if call.element().startswith("complex") and direction not in ("EQ", "NE"):
        raise call.unsupported(f"with the direction {direction} for complex numbers")
    return function


def total_order(xp, x):
    """Return signed integers in the order of floating-point numbers, NaN included."""
    integer = xp.dtype(f"int{8 * x.dtype.itemsize}")
    bits = x.view(integer)
    return xp.where(bits < 0, bits ^ xp.asarray(xp.iinfo(integer).max, integer), bits)


@builds("select", elementwise=True)
def select(call):
    """Elements of one array or another; one condition may stand for all."""
    return call.xp.where


@builds("clamp", elementwise=True)
def clamp(call):
    """Numbers moved between bounds."""
    xp = call.xp
    return lambda low, x, high: xp.minimum(xp.maximum(low, x), high)


@builds("convert", elementwise=True)
def convert(call):
    """Conversion between types; what does not fit into an integer is its nearest bound."""
    xp, dtype, source = call.xp, call.dtype(), call.element()
    target = call.results[0].element
    if target == source:
        return lambda x: x
    if target == "i1":
        return lambda x: x != xp.zeros((), x.dtype)
    if source.startswith("complex") and not target.startswith("complex"):
        if target.startswith(("i", "ui")):
            return _saturated(xp, dtype, target, lambda x: x.real)
        return lambda x: x.real.astype(dtype)
    if target.lstrip("u").startswith("i") and source.startswith(("f", "bf", "tf")):
        return _saturated(xp, dtype, target, lambda x: x)
    return lambda x: x.astype(dtype)


def _saturated(xp, dtype, element, prepared):
    width, is_signed = int(element.lstrip("ui")), element.startswith("i")
    least, most = -(1 << width - 1) if is_signed else 0, (1 << width - is_signed) - 1
    low, high = float(least), float(most)

    def run(x):
        x = prepared(x)
        x = x.astype(xp.float32) if x.dtype.itemsize < 4 else x
        inside = (x > low) & (x < high)
        whole = xp.where(inside, x, xp.zeros((), x.dtype)).astype(dtype)
        bound = xp.where(x >= high, xp.asarray(most, dtype), xp.asarray(least, dtype))
        return xp.where(inside, whole, xp.where(x != x, xp.asarray(0, dtype), bound))

    return run


@builds("bitcast_convert")
def bitcast_convert(call):
    """The same bits as another type; where sizes differ, a dimension goes or comes at the end."""
    xp, dtype = call.xp, call.dtype()
    source = vhlo.dtype_of(call.element())
    if source.itemsize == dtype.itemsize:
        return lambda x: xp.asarray(x).view(dtype)
    if source.itemsize > dtype.itemsize:
        return lambda x: xp.ascontiguousarray(x)[..., None].view(dtype).reshape(*x.shape, -1)
    return lambda x: xp.ascontiguousarray(x).view(dtype).reshape(x.shape[:-1])


@builds("reduce_precision", elementwise=True)
def reduce_precision(call):
    """Numbers rounded to fewer bits."""
    xp, dtype = call.xp, call.dtype()
    bits = {name: int(call.attribute(name)) for name in ("exponent_bits", "mantissa_bits")}
    kernel = find("XlaReducePrecision")
    return lambda x: kernel(xp, x, **bits).astype(dtype)


@builds("map")
def map_(call):
    """A function of single numbers on every element."""
    def run(*values):
        return vectorized(call, 0, values[-1])(*values[:-1])[0]

    return run


