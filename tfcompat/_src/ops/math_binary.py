"""Elementwise sums, products, powers and extremes of two numbers; and the sum of many tensors.

Quotients and remainders are in `division.py`, comparisons in `math_compare.py`.
"""

from tfcompat._src.base.errors import InvalidArgumentError
from tfcompat._src.core import raw
from tfcompat._src.ops import checks
from tfcompat._src.ops.checks import incompatible, shown
from tfcompat._src.ops.gradient_parts import conj
from tfcompat._src.ops.unbroadcast import unbroadcast
from tfcompat._src.ops.variants import Variant
from tfcompat._src.registry import op
from tfcompat._src.registry.shape_functions import broadcast


@op("""
    Add(x: T, y: T) -> z: T
        T: {bfloat16, half, float, double, uint8, int8, int16, int32, int64, complex64,
            complex128, string}
""")
def add(xp, x, y):
    """Add, elementwise; strings are joined.

    Shapes:
        x, y: any that broadcast
        z: the broadcast shape
    Errors:
        InvalidArgumentError: the shapes do not broadcast.
    Source: tf.raw_ops.Add
    """
    try:
        z = xp.add(x, y)
    except ValueError:
        raise incompatible(x, y) from None
    return z if x.dtype.kind != "O" else xp.asarray(z, dtype=object)


add.shape(broadcast)


@add.gradient
def add_gradient(op, dy):
    x, y = op.inputs
    return [
        unbroadcast(dy, x, y) if op.needs(0) else None,
        unbroadcast(dy, y, x) if op.needs(1) else None,
    ]


@op("""
    AddV2(x: T, y: T) -> z: T
        T: {bfloat16, half, float, double, uint8, uint16, uint32, uint64, int8, int16,
            int32, int64, complex64, complex128}
""", flags=("commutative", "aggregate"))
def add_v2(xp, x, y):
    """Add, elementwise; integers wrap around.

    Shapes:
        x, y: any that broadcast
        z: the broadcast shape
    Errors:
        InvalidArgumentError: the shapes do not broadcast.
    Source: tf.raw_ops.AddV2
    """
    try:
        return xp.add(x, y)
    except ValueError:
        raise incompatible(x, y) from None


add_v2.shape(broadcast)


@add_v2.gradient
def add_v2_gradient(op, dy):
    return add_gradient(op, dy)


@op("""
    Sub(x: T, y: T) -> z: T
        T: {bfloat16, half, float, double, uint8, int8, uint16, int16, int32, int64,
            complex64, complex128, uint32, uint64}
""")
def sub(xp, x, y):
    """Subtract `y` from `x`, elementwise; integers wrap around.

    Shapes:
        x, y: any that broadcast
        z: the broadcast shape
    Errors:
        InvalidArgumentError: the shapes do not broadcast.
    Source: tf.raw_ops.Sub
    """
    try:
        return xp.subtract(x, y)
    except ValueError:
        raise incompatible(x, y) from None


sub.shape(broadcast)


@sub.gradient
def sub_gradient(op, dy):
    x, y = op.inputs
    return [
        unbroadcast(dy, x, y) if op.needs(0) else None,
        unbroadcast(raw.Neg(dy), y, x) if op.needs(1) else None,
    ]


@op("""
    Mul(x: T, y: T) -> z: T
        T: {bfloat16, half, float, double, uint8, int8, uint16, int16, int32, uint32,
            uint64, int64, complex64, complex128}
""", flags=("commutative",))
def mul(xp, x, y):
    """Multiply, elementwise; integers wrap around.

    Shapes:
        x, y: any that broadcast
        z: the broadcast shape
    Errors:
        InvalidArgumentError: the shapes do not broadcast.
    Source: tf.raw_ops.Mul
    """
    try:
        return xp.multiply(x, y)
    except ValueError:
        raise incompatible(x, y) from None


mul.shape(broadcast)


@mul.gradient
def mul_gradient(op, dy):
    x, y = op.inputs
    return [
        unbroadcast(raw.Mul(dy, conj(y)), x, y) if op.needs(0) else None,
        unbroadcast(raw.Mul(conj(x), dy), y, x) if op.needs(1) else None,
    ]


@op("""
    MulNoNan(x: T, y: T) -> z: T
        T: {bfloat16, half, float, double, complex64, complex128}
""")
def mul_no_nan(xp, x, y):
    """Multiply, elementwise; zero wherever `y` is zero, even where `x` is infinite or NaN.

    Shapes:
        x, y: any that broadcast
        z: the broadcast shape
    Errors:
        InvalidArgumentError: the shapes do not broadcast.
    Source: tf.raw_ops.MulNoNan
    """
    try:
        z = xp.multiply(x, y)
    except ValueError:
        raise incompatible(x, y) from None
    zero = x.dtype.type(0)
    return xp.where(y == zero, zero, z)


mul_no_nan.shape(broadcast)


@mul_no_nan.gradient
def mul_no_nan_gradient(op, dy):
    x, y = op.inputs
    return [
        unbroadcast(raw.MulNoNan(dy, y), x, y) if op.needs(0) else None,
        unbroadcast(raw.MulNoNan(x, dy), y, x) if op.needs(1) else None,
    ]


@op("""
    SquaredDifference(x: T, y: T) -> z: T
        T: {bfloat16, half, float, double, int32, int64, complex64, complex128}
""", flags=("commutative",))
def squared_difference(xp, x, y):
    """Return (x - y) squared, elementwise; for complex numbers the squared distance.

    Shapes:
        x, y: any that broadcast
        z: the broadcast shape
    Errors:
        InvalidArgumentError: the shapes do not broadcast.
    Source: tf.raw_ops.SquaredDifference
    """
    try:
        difference = xp.subtract(x, y)
    except ValueError:
        raise incompatible(x, y) from None
    if difference.dtype.kind == "c":
        return difference * xp.conjugate(difference)
    return xp.square(difference)


squared_difference.shape(broadcast)


@squared_difference.gradient
def squared_difference_gradient(op, dy):
    x, y = op.inputs
    both = raw.Mul(raw.Mul(dy, 2.0), raw.Sub(x, y))
    return [
        unbroadcast(both, x, y) if op.needs(0) else None,
        unbroadcast(raw.Neg(both), y, x) if op.needs(1) else None,
    ]


@op("""
    Pow(x: T, y: T) -> z: T
        T: {bfloat16, float, half, double, int8, int16, int32, int64, complex64, complex128}
""")
def pow(xp, x, y):  # noqa: A001
    """Raise `x` to the power of `y`, elementwise.

    Shapes:
        x, y: any that broadcast
        z: the broadcast shape
    Errors:
        InvalidArgumentError: the shapes do not broadcast, or an integer exponent is negative.
    Source: tf.raw_ops.Pow
    """
    try:
        result = xp.power(x, y)
        if x.dtype.kind == "c" and not x.all():
            # TensorFlow's powers of zero are what its logarithm gives: 0 ** 0 is NaN.
            result = xp.where(x == 0, xp.exp(y * xp.log(x)), result)
        return result
    except ValueError as error:
        if "negative" in str(error):
            raise InvalidArgumentError(
                "Integers to negative integer powers are not allowed"
            ) from None
        raise incompatible(x, y) from None


pow.shape(broadcast)


@pow.gradient
def pow_gradient(op, dy):
    x, y = conj(op.inputs[0]), conj(op.inputs[1])
    dx = d_exponent = None
    if op.needs(0):
        dx = raw.Mul(raw.Mul(dy, y), raw.Pow(x, raw.Sub(y, 1.0)))
        dx = unbroadcast(dx, op.inputs[0], op.inputs[1])
    if op.needs(1):
        # No logarithm of what has none: the derivative counts as zero there, not as NaN.
        has_log = raw.NotEqual(x, 0.0) if x.dtype.is_complex else raw.Greater(x, 0.0)
        safe = raw.SelectV2(has_log, x, raw.OnesLike(x))
        log = raw.SelectV2(has_log, raw.Log(safe), raw.ZerosLike(x))
        d_exponent = raw.Mul(raw.Mul(dy, conj(op.outputs[0])), log)
        d_exponent = unbroadcast(d_exponent, op.inputs[1], op.inputs[0])
    return [dx, d_exponent]


@op("""
    Maximum(x: T, y: T) -> z: T
        T: {bfloat16, half, float, double, int8, uint8, int16, uint16, int32, uint32,
            int64, uint64}
""")
def maximum(xp, x, y):
    """Take the larger of two, elementwise; NaN if either is NaN.

    Shapes:
        x, y: any that broadcast
        z: the broadcast shape
    Errors:
        InvalidArgumentError: the shapes do not broadcast.
    Source: tf.raw_ops.Maximum
    """
    try:
        return xp.maximum(x, y)
    except ValueError:
        raise incompatible(x, y) from None


maximum.shape(broadcast)


@maximum.gradient
def maximum_gradient(op, dy):
    return _chosen(op, dy, raw.GreaterEqual)


def _chosen(op, dy, compare):
    """The gradient goes to the first operand where the comparison holds, else to the second."""
    x, y = op.inputs
    first, zero = compare(x, y), raw.ZerosLike(dy)
    return [
        unbroadcast(raw.SelectV2(first, dy, zero), x, y) if op.needs(0) else None,
        unbroadcast(raw.SelectV2(first, zero, dy), y, x) if op.needs(1) else None,
    ]


@op("""
    Minimum(x: T, y: T) -> z: T
        T: {bfloat16, half, float, double, int8, uint8, int16, uint16, int32, uint32,
            int64, uint64}
""")
def minimum(xp, x, y):
    """Take the smaller of two, elementwise; NaN if either is NaN.

    Shapes:
        x, y: any that broadcast
        z: the broadcast shape
    Errors:
        InvalidArgumentError: the shapes do not broadcast.
    Source: tf.raw_ops.Minimum
    """
    try:
        return xp.minimum(x, y)
    except ValueError:
        raise incompatible(x, y) from None


minimum.shape(broadcast)


@minimum.gradient
def minimum_gradient(op, dy):
    return _chosen(op, dy, raw.LessEqual)


@op("""
    Xdivy(x: T, y: T) -> z: T
        T: {half, bfloat16, float, double, complex64, complex128}
""")
def xdivy(xp, x, y):
    """Return x / y, elementwise; zero wherever `x` is zero.

    Shapes:
        x, y: any that broadcast
        z: the broadcast shape
    Errors:
        InvalidArgumentError: the shapes do not broadcast.
    Source: tf.raw_ops.Xdivy
    """
    return _zero_where_zero(xp, x, y, xp.divide, y)


xdivy.shape(broadcast)


@xdivy.gradient
def xdivy_gradient(op, dy):
    x, y = op.inputs
    dx = d_other = None
    if op.needs(0):
        dx = unbroadcast(raw.Mul(dy, raw.Xdivy(_not_zero(x), y)), x, y)
    if op.needs(1):
        d_other = unbroadcast(raw.Mul(dy, raw.Xdivy(raw.Neg(x), raw.Square(y))), y, x)
    return [dx, d_other]


def _not_zero(x):
    """One where `x` is not zero, else zero."""
    return raw.Cast(raw.NotEqual(x, 0.0), DstT=x.dtype)


@op("""
    Xlogy(x: T, y: T) -> z: T
        T: {half, bfloat16, float, double, complex64, complex128}
""")
def xlogy(xp, x, y):
    """Return x * log(y), elementwise; zero wherever `x` is zero.

    Shapes:
        x, y: any that broadcast
        z: the broadcast shape
    Errors:
        InvalidArgumentError: the shapes do not broadcast.
    Source: tf.raw_ops.Xlogy
    """
    return _zero_where_zero(xp, x, y, xp.multiply, xp.log(y))


xlogy.shape(broadcast)


@xlogy.gradient
def xlogy_gradient(op, dy):
    x, y = op.inputs
    dx = d_other = None
    if op.needs(0):
        dx = unbroadcast(raw.Mul(dy, raw.Xlogy(_not_zero(x), y)), x, y)
    if op.needs(1):
        d_other = unbroadcast(raw.Mul(dy, raw.Xdivy(x, y)), y, x)
    return [dx, d_other]


@op("""
    Xlog1py(x: T, y: T) -> z: T
        T: {half, bfloat16, float, double, complex64, complex128}
""")
def xlog1py(xp, x, y):
    """Return x * log(1 + y), elementwise; zero wherever `x` is zero.

    Shapes:
        x, y: any that broadcast
        z: the broadcast shape
    Errors:
        InvalidArgumentError: the shapes do not broadcast.
    Source: tf.raw_ops.Xlog1py
    """
    return _zero_where_zero(xp, x, y, xp.multiply, xp.log1p(y))


xlog1py.shape(broadcast)


@xlog1py.gradient
def xlog1py_gradient(op, dy):
    x, y = op.inputs
    dx = d_other = None
    if op.needs(0):
        dx = unbroadcast(raw.Mul(dy, raw.Xlog1py(_not_zero(x), y)), x, y)
    if op.needs(1):
        d_other = unbroadcast(raw.Mul(dy, raw.Xdivy(x, raw.AddV2(y, 1.0))), y, x)
    return [dx, d_other]


def _zero_where_zero(xp, x, y, function, second):
    try:
        z = function(x, second)
    except ValueError:
        raise incompatible(x, y) from None
    zero = x.dtype.type(0)
    return xp.where(x == zero, zero, z)


@op("""
    AddN(inputs: N * T) -> sum: T
        N: int >= 1
        T: {float, double, int32, uint8, int16, int8, complex64, int64, qint8, quint8,
            qint32, bfloat16, qint16, quint16, uint16, complex128, half, uint32, uint64,
            variant}
""", flags=("commutative", "aggregate"))
def add_n(xp, inputs):
    """Add tensors of one shape; there is no broadcasting.

    Shapes:
        inputs: N of any one shape
        sum: the same
    Errors:
        InvalidArgumentError: the shapes differ.
    Source: tf.raw_ops.AddN
    """
    total = inputs[0]
    if isinstance(total, Variant):
        for other in inputs[1:]:
            total = total.joined(other, lambda a, b: add_n(xp, [a, b]))
        return total
    for i, term in enumerate(inputs[1:], 1):
        if term.shape != inputs[0].shape:
            raise InvalidArgumentError(
                "Inputs to operation AddN of type AddN must have the same size and shape.  "
                f"Input 0: {shown(inputs[0].shape)} != input {i}: {shown(term.shape)}"
            )
        # From the second sum on the total is our own array, and adding to it saves a new one.
        total = xp.add(total, term) if i == 1 or not total.ndim else xp.add(total, term, out=total)
    return total


@add_n.shape
def add_n_shape(c):
    *others, shape = c["inputs"]
    for i, other in reversed(list(enumerate(others))):
        try:
            shape = checks.merge(other, shape)
        except ValueError as error:
            raise ValueError(
                f"{error}\n\tFrom merging shape {i} with other shapes."
            ) from None
    return [shape]


@add_n.gradient
def add_n_gradient(op, dy):
    return [dy] * len(op.inputs)
