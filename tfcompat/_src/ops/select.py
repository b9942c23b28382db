"""Choosing between tensors element by element, and keeping elements within limits."""

from tfcompat._src.base.errors import InvalidArgumentError
from tfcompat._src.core import raw
from tfcompat._src.ops import checks
from tfcompat._src.ops.checks import shown
from tfcompat._src.ops.unbroadcast import unbroadcast
from tfcompat._src.registry import op
from tfcompat._src.registry.shape_functions import broadcast


@op("""
    Select(condition: bool, t: T, e: T) -> output: T
        T: type
""")
def select(xp, condition, t, e):
    """Take elements of `t` where `condition` is True, else of `e`; there is no broadcasting.

    A scalar condition chooses one tensor, a vector chooses along the first dimension.

    Shapes:
        condition: [], [size of the first dimension], or equal to t
        t, e, output: any, equal
    Errors:
        InvalidArgumentError: the shapes do not fit.
    Source: tf.raw_ops.Select
    """
    if not condition.ndim and not hasattr(t, "ndim"):
        return t if condition else e  # resources and variants
    if condition.shape != t.shape or t.shape != e.shape:
        _check_select(condition, t, e)
        if condition.ndim:
            condition = condition.reshape(condition.shape + (1,) * (t.ndim - 1))
        else:
            return t if condition else e
    return xp.where(condition, t, e)


def _check_select(condition, t, e):
    if condition.ndim == 0 or (condition.ndim == 1 and t.ndim != 1):
        if condition.ndim and not t.ndim:
            raise InvalidArgumentError("'then' must be at least a vector, but saw shape: []")
        if condition.ndim and len(t) != len(condition):
            raise InvalidArgumentError(
                "Number of batches of 'then' must match size of 'cond', but saw: "
                f"{len(t)} vs. {len(condition)}"
            )
        if t.shape != e.shape:
            raise InvalidArgumentError(
                "'then' and 'else' must have the same size.  but received: "
                f"{shown(t.shape)} vs. {shown(e.shape)}"
            )
        return
    for i, other in enumerate((t, e), 1):
        if other.shape != condition.shape:
            raise InvalidArgumentError(
                "Inputs to operation Select of type Select must have the same size and shape.  "
                f"Input 0: {shown(condition.shape)} != input {i}: {shown(other.shape)}"
            )


@select.shape
def select_shape(c):
    data, condition = checks.merge(c["t"], c["e"]), c["condition"]
    if not condition.rank or data.rank is None:
        return [data]
    if condition.rank != 1 or not data.rank:
        return [checks.merge(data, condition)]
    first = checks.merge(condition, data[:1])
    return [first.concatenate(data[1:])]


@select.gradient
def select_gradient(op, dy):
    condition, zeros = op.inputs[0], raw.ZerosLike(op.inputs[1])
    return [
        None,
        raw.Select(condition, dy, zeros) if op.needs(1) else None,
        raw.Select(condition, zeros, dy) if op.needs(2) else None,
    ]


@op("""
    SelectV2(condition: bool, t: T, e: T) -> output: T
        T: type
""")
def select_v2(xp, condition, t, e):
    """Take elements of `t` where `condition` is True, else of `e`.

    Shapes:
        condition, t, e: any that broadcast
        output: the broadcast shape
    Errors:
        InvalidArgumentError: the shapes do not broadcast.
    Source: tf.raw_ops.SelectV2
    """
    if not hasattr(t, "ndim"):
        return t if condition else e  # resources and variants
    try:
        return xp.where(condition, t, e)
    except ValueError:
        raise InvalidArgumentError(
            f"condition {shown(condition.shape)}, then {shown(t.shape)}, and else "
            f"{shown(e.shape)} must be broadcastable"
        ) from None


select_v2.shape(broadcast)


@select_v2.gradient
def select_v2_gradient(op, dy):
    condition, x, y = op.inputs
    zero = raw.ZerosLike(dy)
    return [
        None,
        unbroadcast(raw.SelectV2(condition, dy, zero), x) if op.needs(1) else None,
        unbroadcast(raw.SelectV2(condition, zero, dy), y) if op.needs(2) else None,
    ]


@op("""
    ClipByValue(t: T, clip_value_min: T, clip_value_max: T) -> output: T
        T: {float, double, int32, uint8, int16, int8, complex64, int64, qint8, quint8,
            qint32, bfloat16, qint16, quint16, uint16, complex128, half, uint32, uint64}
""")
def clip_by_value(xp, t, clip_value_min, clip_value_max):
    """Bring elements into the range from `clip_value_min` to `clip_value_max`.

    Where the limits contradict each other the lower one holds; a limit that is NaN does nothing.

    Shapes:
        t, output: any, equal
        clip_value_min, clip_value_max: [] or the shape of t
    Errors:
        InvalidArgumentError: a limit is neither a scalar nor of the shape of `t`.
    Source: tf.raw_ops.ClipByValue
    """
    low, high = clip_value_min, clip_value_max
    if low.shape not in ((), t.shape) or high.shape not in ((), t.shape):
        raise InvalidArgumentError(
            "clip_value_min and clip_value_max must be either of the same shape as input, or a "
            f"scalar. input shape: {shown(t.shape)}clip_value_min shape: {shown(low.shape)}"
            f"clip_value_max shape: {shown(high.shape)}"
        )
    if _has_nan(low) or _has_nan(high):
        below = xp.where(t > high, high, t)
        return xp.where(below < low, low, below)
    return xp.maximum(xp.minimum(t, high), low)


def _has_nan(limit):
    return (limit != limit).any() if limit.ndim else bool(limit != limit)


@clip_by_value.shape
def clip_by_value_shape(c):
    return [c["t"]]


@clip_by_value.gradient
def clip_by_value_gradient(op, dy):
    x, low, high = op.inputs
    too_low, too_high = raw.Less(x, low), raw.Greater(x, high)
    zero = raw.ZerosLike(dy)
    return [
        raw.SelectV2(raw.LogicalOr(too_low, too_high), zero, dy) if op.needs(0) else None,
        unbroadcast(raw.SelectV2(too_low, dy, zero), low) if op.needs(1) else None,
        unbroadcast(raw.SelectV2(too_high, dy, zero), high) if op.needs(2) else None,
    ]
