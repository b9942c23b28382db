"""Running logarithms of sums of exponentials."""

from tfcompat._src.base.errors import InvalidArgumentError
from tfcompat._src.core import raw
from tfcompat._src.core.convert import constant
from tfcompat._src.ops.checks import shown
from tfcompat._src.registry import op
from tfcompat._src.registry.shape_functions import unchanged


@op("""
    CumulativeLogsumexp(x: T, axis: Tidx) -> out: T
        exclusive: bool = false
        reverse: bool = false
        T: {bfloat16, half, float, double}
        Tidx: {int32, int64} = int32
""", host=("axis",))
def cumulative_logsumexp(xp, x, axis, *, exclusive, reverse):
    """Take log(exp(x[0]) + exp(x[1]) + ...) up to each element, rounding at every step.

    Shapes:
        x, out: rank 1 or more, equal
        axis: []
    Errors:
        InvalidArgumentError: the axis is not a scalar or out of range.
    Source: tf.raw_ops.CumulativeLogsumexp; a recorded case for infinities and NaN
    """
    axis = _checked_axis(x, axis)
    if not x.size:
        return x
    moved = xp.moveaxis(x, axis, 0)
    moved = moved[::-1] if reverse else moved
    out, total = xp.empty(moved.shape, x.dtype), xp.full(moved.shape[1:], -xp.inf, x.dtype)
    for i in range(moved.shape[0]):
        before, total = total, _joined(xp, total, moved[i])
        out[i] = before if exclusive else total
    return xp.moveaxis(out[::-1] if reverse else out, 0, axis)


def _joined(xp, total, x):
    """Add in the logarithmic domain; comparisons with NaN go as in C++."""
    low, high = xp.where(x < total, x, total), xp.where(total < x, x, total)
    sum_ = xp.log1p(xp.exp(low - high)) + high
    return xp.where(high == -xp.inf, high, sum_).astype(total.dtype, copy=False)


def _checked_axis(x, axis):
    if axis.ndim:
        raise InvalidArgumentError(f"ScanOp: axis must be a scalar, not {shown(axis.shape)}")
    number = int(axis)
    if not -x.ndim <= number < x.ndim:
        raise InvalidArgumentError(
            f"ScanOp: Expected scan axis in the range [{-x.ndim}, {x.ndim}), but got "
            f"{number + x.ndim if number < 0 else number}"
        )
    return number % x.ndim


cumulative_logsumexp.shape(unchanged)


@cumulative_logsumexp.gradient
def cumulative_logsumexp_gradient(op, dy):
    """Scan the logarithms of the gradients backwards, those of each sign by themselves."""
    x, axis = op.inputs
    out, zeros = op.outputs[0], raw.ZerosLike(dy)
    least = raw.Fill(raw.Shape(dy), constant(dy.dtype.min, dy.dtype))

    def carried(positive, size):
        logs = raw.SelectV2(positive, raw.Log(size), least)
        back = raw.CumulativeLogsumexp(
            raw.Sub(logs, out), axis, reverse=not op.attr("reverse"),
            exclusive=op.attr("exclusive"),
        )
        return raw.Exp(raw.AddV2(back, x))

    up = carried(raw.Greater(dy, zeros), dy)
    down = carried(raw.Less(dy, zeros), raw.Neg(dy))
    return [raw.Sub(up, down), None]
