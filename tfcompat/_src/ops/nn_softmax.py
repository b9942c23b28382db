"""Softmax over the last axis, plain and as a logarithm.

The losses that contain a softmax are in `nn_loss` and use `shifted` and `row_sums` from here.
"""

from tfcompat._src.base import errors
from tfcompat._src.core import raw
from tfcompat._src.ops import checks
from tfcompat._src.registry import op


def widened(xp, x):
    """Return `x` in float32 if it is a half precision array, else as it is."""
    return x.astype(xp.float32) if x.dtype.itemsize == 2 else x


def shifted(xp, logits):
    """Return `logits` minus their largest element along the last axis, as a new array."""
    if not logits.shape[-1]:
        return logits.copy()
    return logits - logits.max(axis=-1, keepdims=True)


def row_sums(xp, x):
    """Return the sums along the last axis, kept as an axis of size 1."""
    # A product with ones is several times as fast as a sum of short rows.
    return xp.matmul(x, xp.ones((x.shape[-1],), x.dtype))[..., None]


@op("""
    Softmax(logits: T) -> softmax: T
        T: {half, bfloat16, float, double}
""")
def softmax(xp, logits):
    """Return `exp(logits)` scaled to sum to 1 along the last axis.

    Shapes:
        logits: [..., c]
        softmax: like logits
    Errors:
        InvalidArgumentError: logits is a scalar.
    Source: tf.raw_ops.Softmax
    """
    _check_rank(logits)
    result = shifted(xp, widened(xp, logits))
    xp.exp(result, out=result)
    result /= row_sums(xp, result)
    return result.astype(logits.dtype, copy=False)


@op("""
    LogSoftmax(logits: T) -> logsoftmax: T
        T: {half, bfloat16, float, double}
""")
def log_softmax(xp, logits):
    """Return the logarithm of the softmax along the last axis.

    Shapes:
        logits: [..., c]
        logsoftmax: like logits
    Errors:
        InvalidArgumentError: logits is a scalar.
    Source: tf.raw_ops.LogSoftmax
    """
    _check_rank(logits)
    result = shifted(xp, widened(xp, logits))
    result -= xp.log(row_sums(xp, xp.exp(result)))
    return result.astype(logits.dtype, copy=False)


@log_softmax.gradient
def log_softmax_gradient(op, dy):
    total = raw.Sum(dy, [-1], keep_dims=True)
    return raw.Sub(dy, raw.Mul(total, raw.Exp(op.outputs[0])))


def _check_rank(logits):
    if not logits.ndim:
        raise errors.InvalidArgumentError("logits must have >= 1 dimension, got []")


@softmax.shape
@log_softmax.shape
def softmax_shape(c):
    return [checks.with_rank_at_least(c["logits"], 1)]


@softmax.gradient
def softmax_gradient(op, dy):
    y = op.outputs[0]
    total = raw.Sum(raw.Mul(dy, y), [-1], keep_dims=True)
    return raw.Mul(raw.Sub(dy, total), y)
