"""Operations on integers: division, powers, shifts, and counting bits.

They never fail: a division by zero gives all bits set, and a shift by too much gives what is left
after shifting bit by bit.
"""

from tfcompat._src.stablehlo.builders import builds


def is_integer(element):
    """Tell whether the name of a type of elements is one of integers, or of booleans.

    >>> is_integer("ui8"), is_integer("f32")
    (True, False)
    """
    return element.startswith(("i", "ui"))


def divide(call):
    """Division towards zero; by zero it gives -1, or all bits for unsigned integers."""
    xp = call.xp

    def run(x, y):
        zero = y == xp.zeros((), y.dtype)
        safe = xp.where(zero, xp.ones((), y.dtype), y)
        quotient = _towards_zero(xp, x, safe)
        return xp.where(zero, ~xp.zeros((), x.dtype), quotient)

    return run


def _towards_zero(xp, x, y):
    quotient = x // y
    if x.dtype.kind == "u":
        return quotient
    # The smallest integer divided by -1 wraps around to itself.
    rest = x - quotient * y
    up = (rest != 0) & ((x < 0) != (y < 0))
    return quotient + up.astype(x.dtype)


def remainder(call):
    """What is left of a division towards zero; of one by zero, the number itself."""
    xp = call.xp

    def run(x, y):
        zero = y == xp.zeros((), y.dtype)
        safe = xp.where(zero, xp.ones((), y.dtype), y)
        return xp.where(zero, x, x - _towards_zero(xp, x, safe) * safe)

    return run


def power(call):
    """Powers by repeated squaring; a negative one of a number that is not 1 or -1 is 0."""
    xp = call.xp

    def run(x, y):
        one = xp.ones((), x.dtype)
        result = xp.zeros(xp.broadcast_shapes(x.shape, y.shape), x.dtype) + one
        base, left = x, xp.maximum(y, xp.zeros((), y.dtype))
        for _ in range(8 * x.dtype.itemsize):
            result = xp.where((left & one) != 0, result * base, result)
            base, left = base * base, left >> one
        if x.dtype.kind == "u":
            return result
        odd = xp.where((y & one) != 0, x, one)
        units = xp.where(x == one, one, xp.where(x == -one, odd, xp.zeros((), x.dtype)))
        return xp.where(y < 0, units, result)

    return run


@builds("shift_left", "shift_right_logical", "shift_right_arithmetic", elementwise=True)
def shift(call):
    """Shifts; a number of bits that is negative or too large shifts all of them out."""
    xp, name = call.xp, call.name
    width = int(call.element().lstrip("ui"))
    bits = xp.dtype(f"u{call.dtype()}") if call.element().startswith("i") else call.dtype()
    signed = xp.dtype(f"int{width}")
    known = _one_number(call.known_operand(1))
    if known is not None and 0 <= known < width:
        return _shift_by(xp, name, bits, signed, known)

    def run(x, y):
        if y.size and not any(y.strides):  # one number for all elements
            count = int(y[(0,) * y.ndim])
            if 0 <= count < width:
                return _shift_by(xp, name, bits, signed, count)(x, y)
        steps = y.view(bits)
        within = steps < xp.asarray(width, bits)
        if name == "shift_right_arithmetic":
            steps = xp.where(within, steps, xp.asarray(width - 1, bits)).view(signed)
            return (x.view(signed) >> steps).view(x.dtype)
        steps = xp.where(within, steps, xp.zeros((), bits))
        moved = x.view(bits) << steps if name == "shift_left" else x.view(bits) >> steps
        return xp.where(within, moved, xp.zeros((), bits)).view(x.dtype)

    return run


def _one_number(array):
    """Return the number that all elements of an array are, or None."""
    if array is None or not array.size:
        return None
    flat = array.reshape(-1)
    first = int(flat[0])
    return first if array.size == 1 or bool((flat == flat[0]).all()) else None


def _shift_by(xp, name, bits, signed, steps):
    """Return a shift by a number of steps that is known, and within the width."""
    kind = signed if name == "shift_right_arithmetic" else bits
    function = xp.left_shift if name == "shift_left" else xp.right_shift
    count = xp.asarray(steps, kind)
    return lambda x, _: function(x.view(kind), count).view(x.dtype)


@builds("popcnt", elementwise=True)
def popcnt(call):
    """How many bits are set."""
    xp = call.xp

    def run(x):
        bits = x.view(xp.dtype(f"uint{8 * x.dtype.itemsize}"))
        count = xp.zeros(x.shape, bits.dtype)
        for i in range(8 * x.dtype.itemsize):
            count = count + ((bits >> xp.asarray(i, bits.dtype)) & xp.asarray(1, bits.dtype))
        return count.astype(x.dtype)

    return run


@builds("count_leading_zeros", elementwise=True)
def count_leading_zeros(call):
    """How many bits above the highest one that is set are not."""
    xp = call.xp

    def run(x):
        width = 8 * x.dtype.itemsize
        bits = x.view(xp.dtype(f"uint{width}"))
        count = xp.zeros(x.shape, bits.dtype) + xp.asarray(width, bits.dtype)
        for i in range(width):
            above = bits >> xp.asarray(i, bits.dtype)
            count = xp.where(above != 0, xp.asarray(width - 1 - i, bits.dtype), count)
        return count.astype(x.dtype)

    return run
