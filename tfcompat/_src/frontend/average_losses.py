"""Losses of examples averaged over a batch that may be spread over replicas."""

from tfcompat._src.base import dtypes
from tfcompat._src.core import raw
from tfcompat._src.core.convert import convert_to_tensor
from tfcompat._src.frontend import arrays, casting, checks, math, reductions, static_checks


def compute_average_loss(per_example_loss, sample_weight=None, global_batch_size=None):
    """The sum of the losses of examples over the number of examples of all replicas.

    Args:
        per_example_loss: a tensor [batch, ...].
        sample_weight: what each example counts, or None for 1.
        global_batch_size: the number of examples; that of this batch by default.

    Returns:
        A scalar.

    Raises:
        ValueError: the loss is a scalar, or the number is none.
        TypeError: the number is no integer.
        InvalidArgumentError: the number is negative.

    Example:
        >>> import tfcompat as tf
        >>> tf.nn.compute_average_loss([1.0, 2.0, 3.0], global_batch_size=6)
        <tf.Tensor: shape=(), dtype=float32, numpy=1.0>
    """
    loss = convert_to_tensor(per_example_loss)
    if loss.shape.rank == 0:
        raise ValueError(
            "Invalid value passed for `per_example_loss`. Expected a tensor with at least rank 1. "
            f"Received per_example_loss={per_example_loss} with rank {loss.shape.rank}"
        )
    kind = loss.dtype
    if sample_weight is not None:
        weight = convert_to_tensor(sample_weight)
        loss = raw.Mul(loss, casting.cast(weight, kind))
    if global_batch_size is None:
        global_batch_size = arrays.shape(loss)[0]
    else:
        global_batch_size = _checked_size(global_batch_size)
    return raw.DivNoNan(*_as_floats(
        reductions.reduce_sum(loss), casting.cast(global_batch_size, loss.dtype)))


def _as_floats(x, y):
    """Return integers as float64, of which a quotient is defined."""
    if x.dtype.is_integer:
        return casting.cast(x, dtypes.float64), casting.cast(y, dtypes.float64)
    return x, y


def _checked_size(size):
    size = convert_to_tensor(size)
    static_checks.assert_scalar(size, message="global_batch_size must be scalar.")
    static_checks.assert_integer(size, message="global_batch_size must be an integer.")
    checks.assert_non_negative(size, message="global_batch_size must be non-negative.")
    return size


def scale_regularization_loss(regularization_loss):
    """The sum of regularization losses over the number of replicas, of which there is one.

    Args:
        regularization_loss: a tensor.

    Returns:
        A scalar.

    Raises:
        InvalidArgumentError: the dtype is not numeric.

    Example:
        >>> import tfcompat as tf
        >>> tf.nn.scale_regularization_loss([1.0, 2.0])
        <tf.Tensor: shape=(), dtype=float32, numpy=3.0>
    """
    return math.truediv(reductions.reduce_sum(regularization_loss), 1)
