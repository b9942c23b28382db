"""Elementwise comparisons and the logic of their answers.

Choosing by an answer is in `select.py`.
"""

from tfcompat._src.base.errors import InvalidArgumentError
from tfcompat._src.base.shapes import TensorShape
from tfcompat._src.ops import checks
from tfcompat._src.ops.checks import incompatible, shown
from tfcompat._src.registry import no_gradient, op
from tfcompat._src.registry.shape_functions import broadcast, broadcast_shapes


@op("""
    Equal(x: T, y: T) -> z: bool
        T: type
        incompatible_shape_error: bool = true
""", flags=("commutative",))
def equal(xp, x, y, *, incompatible_shape_error):
    """Tell whether two are equal, elementwise.

    Shapes:
        x, y: any that broadcast
        z: the broadcast shape
    Errors:
        InvalidArgumentError: the shapes do not broadcast; without `incompatible_shape_error` they
            are then different, and the answer is a single False.
    Source: tf.raw_ops.Equal
    """
    try:
        return xp.equal(x, y)
    except ValueError:
        if incompatible_shape_error:
            raise incompatible(x, y) from None
        return xp.bool_(False)


@op("""
    NotEqual(x: T, y: T) -> z: bool
        T: type
        incompatible_shape_error: bool = true
""", flags=("commutative",))
def not_equal(xp, x, y, *, incompatible_shape_error):
    """Tell whether two are different, elementwise.

    Shapes:
        x, y: any that broadcast
        z: the broadcast shape
    Errors:
        InvalidArgumentError: the shapes do not broadcast; without `incompatible_shape_error` they
            are then different, and the answer is a single True.
    Source: tf.raw_ops.NotEqual
    """
    try:
        return xp.not_equal(x, y)
    except ValueError:
        if incompatible_shape_error:
            raise incompatible(x, y) from None
        return xp.bool_(True)


@equal.shape
def equality_shape(c):
    """The shape function of Equal and NotEqual."""
    if c.attr("incompatible_shape_error"):
        return broadcast(c)
    x, y = c["x"], c["y"]
    if x.rank is None or y.rank is None:
        return [TensorShape(None)]
    try:
        shape = broadcast_shapes(x, y)
    except ValueError:
        return [TensorShape([])]
    # One size unknown now may turn out not to fit, and then the answer is a scalar. Of two unknown
    # sizes TensorFlow believes that they fit.
    sizes = zip(reversed(x.as_list()), reversed(y.as_list()), strict=False)
    doubtful = [(a is None) != (b is None) and 1 not in (a, b) for a, b in sizes]
    return [TensorShape(None) if True in doubtful else shape]


no_gradient(equal, "the result is no number")


not_equal.shape(equality_shape)
no_gradient(not_equal, "the result is no number")


@op("""
    Less(x: T, y: T) -> z: bool
        T: {float, double, int32, uint8, int16, int8, int64, bfloat16, uint16, half,
            uint32, uint64}
""")
def less(xp, x, y):
    """Tell whether `x` is less than `y`, elementwise.

    Shapes:
        x, y: any that broadcast
        z: the broadcast shape
    Errors:
        InvalidArgumentError: the shapes do not broadcast.
    Source: tf.raw_ops.Less
    """
    try:
        return xp.less(x, y)
    except ValueError:
        raise incompatible(x, y) from None


less.shape(broadcast)
no_gradient(less, "the result is no number")


@op("""
    LessEqual(x: T, y: T) -> z: bool
        T: {float, double, int32, uint8, int16, int8, int64, bfloat16, uint16, half,
            uint32, uint64}
""")
def less_equal(xp, x, y):
    """Tell whether `x` is less than or equal to `y`, elementwise.

    Shapes:
        x, y: any that broadcast
        z: the broadcast shape
    Errors:
        InvalidArgumentError: the shapes do not broadcast.
    Source: tf.raw_ops.LessEqual
    """
    try:
        return xp.less_equal(x, y)
    except ValueError:
        raise incompatible(x, y) from None


less_equal.shape(broadcast)
no_gradient(less_equal, "the result is no number")


@op("""
    Greater(x: T, y: T) -> z: bool
        T: {float, double, int32, uint8, int16, int8, int64, bfloat16, uint16, half,
            uint32, uint64}
""")
def greater(xp, x, y):
    """Tell whether `x` is greater than `y`, elementwise.

    Shapes:
        x, y: any that broadcast
        z: the broadcast shape
    Errors:
        InvalidArgumentError: the shapes do not broadcast.
    Source: tf.raw_ops.Greater
    """
    try:
        return xp.greater(x, y)
    except ValueError:
        raise incompatible(x, y) from None


greater.shape(broadcast)
no_gradient(greater, "the result is no number")


@op("""
    GreaterEqual(x: T, y: T) -> z: bool
        T: {float, double, int32, uint8, int16, int8, int64, bfloat16, uint16, half,
            uint32, uint64}
""")
def greater_equal(xp, x, y):
    """Tell whether `x` is greater than or equal to `y`, elementwise.

    Shapes:
        x, y: any that broadcast
        z: the broadcast shape
    Errors:
        InvalidArgumentError: the shapes do not broadcast.
    Source: tf.raw_ops.GreaterEqual
    """
    try:
        return xp.greater_equal(x, y)
    except ValueError:
        raise incompatible(x, y) from None


greater_equal.shape(broadcast)
no_gradient(greater_equal, "the result is no number")


@op("""
    ApproximateEqual(x: T, y: T) -> z: bool
        T: {float, double, int32, uint8, int16, int8, complex64, int64, qint8, quint8,
            qint32, bfloat16, qint16, quint16, uint16, complex128, half, uint32, uint64}
        tolerance: float = 1e-05
""", flags=("commutative",))
def approximate_equal(xp, x, y, *, tolerance):
    """Tell whether two differ by `tolerance` at most, elementwise; equal infinities do not count.

    Shapes:
        x, y, z: any, equal
    Errors:
        InvalidArgumentError: the shapes differ.
    Source: tf.raw_ops.ApproximateEqual
    """
    if x.shape != y.shape:
        raise InvalidArgumentError(
            "x and y must be of the same shape. "
            f"x shape: {shown(x.shape)}. y shape: {shown(y.shape)}"
        )
    return xp.absolute(xp.subtract(x, y)) <= x.dtype.type(tolerance)


@approximate_equal.shape
def approximate_equal_shape(c):
    return [checks.merge(c["x"], c["y"])]


no_gradient(approximate_equal, "the result is no number")


@op("""
    LogicalAnd(x: bool, y: bool) -> z: bool
""", flags=("commutative",))
def logical_and(xp, x, y):
    """Tell whether both are True, elementwise.

    Shapes:
        x, y: any that broadcast
        z: the broadcast shape
    Errors:
        InvalidArgumentError: the shapes do not broadcast.
    Source: tf.raw_ops.LogicalAnd
    """
    try:
        return xp.logical_and(x, y)
    except ValueError:
        raise incompatible(x, y) from None


logical_and.shape(broadcast)
no_gradient(logical_and, "the result is no number")


@op("""
    LogicalOr(x: bool, y: bool) -> z: bool
""", flags=("commutative",))
def logical_or(xp, x, y):
    """Tell whether either is True, elementwise.

    Shapes:
        x, y: any that broadcast
        z: the broadcast shape
    Errors:
        InvalidArgumentError: the shapes do not broadcast.
    Source: tf.raw_ops.LogicalOr
    """
    try:
        return xp.logical_or(x, y)
    except ValueError:
        raise incompatible(x, y) from None


logical_or.shape(broadcast)
no_gradient(logical_or, "the result is no number")
