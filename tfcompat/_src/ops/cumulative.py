"""Running sums and products along one dimension."""

from tfcompat._src.base.errors import InvalidArgumentError
from tfcompat._src.core import raw
from tfcompat._src.ops.checks import shown
from tfcompat._src.registry import op
from tfcompat._src.registry.shape_functions import unchanged


@op("""
    Cumsum(x: T, axis: Tidx) -> out: T
        exclusive: bool = false
        reverse: bool = false
        T: {float, double, int32, uint8, int16, int8, complex64, int64, qint8, quint8,
            qint32, bfloat16, qint16, quint16, uint16, complex128, half, uint32, uint64}
        Tidx: {int32, int64} = int32
""", host=("axis",))
def cumsum(xp, x, axis, *, exclusive, reverse):
    """Add up elements one after the other along a dimension.

    With `exclusive` an element's own value is left out; with `reverse` it goes from the end.

    Shapes:
        x, out: rank 1 or more, equal
        axis: scalar
    Errors:
        InvalidArgumentError: the axis is not a scalar or out of range.
    Source: tf.raw_ops.Cumsum
    """
    return _scan(xp, xp.add, 0, x, axis, exclusive, reverse)


cumsum.shape(unchanged)


@cumsum.gradient
def cumsum_gradient(op, dy):
    exclusive, reverse = op.attr("exclusive"), op.attr("reverse")
    return [raw.Cumsum(dy, op.inputs[1], exclusive=exclusive, reverse=not reverse), None]


@op("""
    Cumprod(x: T, axis: Tidx) -> out: T
        exclusive: bool = false
        reverse: bool = false
        T: {float, double, int32, uint8, int16, int8, complex64, int64, qint8, quint8,
            qint32, bfloat16, qint16, quint16, uint16, complex128, half, uint32, uint64}
        Tidx: {int32, int64} = int32
""", host=("axis",))
def cumprod(xp, x, axis, *, exclusive, reverse):
    """Multiply elements one after the other along a dimension.

    With `exclusive` an element's own value is left out; with `reverse` it goes from the end.

    Shapes:
        x, out: rank 1 or more, equal
        axis: scalar
    Errors:
        InvalidArgumentError: the axis is not a scalar or out of range.
    Source: tf.raw_ops.Cumprod
    """
    return _scan(xp, xp.multiply, 1, x, axis, exclusive, reverse)


cumprod.shape(unchanged)


@cumprod.gradient
def cumprod_gradient(op, dy):
    x, axis = op.inputs
    exclusive, reverse = op.attr("exclusive"), op.attr("reverse")
    products = raw.Cumprod(x, axis, exclusive=exclusive, reverse=reverse)
    total = raw.Cumsum(raw.Mul(products, dy), axis, exclusive=exclusive, reverse=not reverse)
    return [raw.DivNoNan(total, x), None]


def _scan(xp, ufunc, identity, x, axis, exclusive, reverse):
    axis = _checked_axis(x, axis)
    if reverse:
        x = xp.flip(x, axis)
    if exclusive and x.size:
        first = (slice(None),) * axis + (slice(0, 1),)
        others, last = first[:-1] + (slice(1, None),), first[:-1] + (slice(None, -1),)
        out = xp.empty(x.shape, x.dtype)
        out[first] = identity
        out[others] = ufunc.accumulate(x[last], axis, x.dtype)
    else:
        out = ufunc.accumulate(x, axis, x.dtype)
    return xp.flip(out, axis) if reverse else out


def _checked_axis(x, axis):
    if axis.ndim:
        raise InvalidArgumentError(f"ScanOp: axis must be a scalar, not {shown(axis.shape)}")
    axis = int(axis)
    axis = axis + x.ndim if axis < 0 else axis
    if not 0 <= axis < x.ndim:
        raise InvalidArgumentError(
            f"ScanOp: Expected scan axis in the range [{-x.ndim}, {x.ndim}), but got {axis}"
        )
    return axis
