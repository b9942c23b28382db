"""Dropout: random elements set to zero.

Random tensors are in `random.py`, other functions of neural networks in `neural.py`.
"""

import numbers

from tfcompat._src.core import context, raw
from tfcompat._src.core.convert import constant, convert_to_tensor
from tfcompat._src.core.tensor import Tensor
from tfcompat._src.frontend import arrays, flat_values, random, scopes


@flat_values.elementwise()
def dropout(x, rate, noise_shape=None, seed=None, name=None):
    """Elements set to zero with a probability, the others scaled so that the sum is likely kept.

    Args:
        x: a tensor of a floating dtype.
        rate: the probability, a number in [0, 1) or a scalar tensor.
        noise_shape: a shape that broadcasts with that of `x`, for elements that share their fate;
            None in it stands for the size that `x` has there.
        seed: a seed for this call; see `tf.random.set_seed`.
        name: a name for the operation.

    Returns:
        A tensor of the shape and dtype of `x`.

    Raises:
        ValueError: the rate is out of range or no number, or the dtype no floating one.

    Example:
        >>> import tfcompat as tf
        >>> bool(tf.reduce_all(tf.abs(tf.nn.dropout(tf.ones([9]), 0.5) - 1.0) == 1.0))
        True
    """
    with scopes.scope(name, "dropout"):
        is_number = isinstance(rate, numbers.Real)
        if is_number and not 0 <= rate < 1:
            raise ValueError(
                "`rate` must be a scalar tensor or a float in the range [0, 1). Received: "
                f"rate={rate}"
            )
        x = convert_to_tensor(x, name="x")
        dtype = x.dtype
        if not dtype.is_floating:
            raise ValueError(
                "`x.dtype` must be a floating point tensor as `x` will be scaled. Received: "
                f"x_dtype={dtype}"
            )
        if is_number and rate == 0:
            return x
        scaled = _scaled(x, rate, is_number)
        drawn = random.uniform(_noise_shape(x, noise_shape), dtype=dtype, seed=seed)
        kept = raw.GreaterEqual(drawn, rate)
        result = raw.SelectV2(kept, scaled, constant(0, dtype=dtype))
        if not context.executing_eagerly():
            result.set_shape(x.shape)
        return result


def _scaled(x, rate, is_number):
    if is_number:
        return raw.Mul(x, constant(1 / (1 - rate), dtype=x.dtype))
    if not isinstance(rate, Tensor):
        raise ValueError(f"`rate` must be a scalar or scalar tensor. Received: rate={rate}")
    rate.shape.assert_has_rank(0)
    if rate.dtype != x.dtype:
        raise ValueError(
            "`x.dtype` must match `rate.dtype`. Received: x.dtype="
            f"{x.dtype} and rate.dtype={rate.dtype}"
        )
    return raw.RealDiv(x, raw.Sub(constant(1, dtype=x.dtype), rate))


def _noise_shape(x, noise_shape):
    if noise_shape is None:
        return arrays.shape(x)
    if isinstance(noise_shape, (list, tuple)) and len(noise_shape) == x.shape.rank:
        sizes = x.shape.as_list()
        return [sizes[i] if size is None else size for i, size in enumerate(noise_shape)]
    return noise_shape
