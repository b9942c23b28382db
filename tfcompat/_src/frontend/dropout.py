"""Dropout: random elements set to zero.

Random tensors are in `random.py`, other functions of neural networks in `neural.py`.
"""

import numbers

from tfcompat._src.core import context, raw
from tfcompat._src.core.convert import constant, convert_to_tensor
from tfcompat._src.core.tensor import Tensor
from tfcompat._src.frontend import arrays, flat_values, random, scopes, seeds


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
    def draw(shape, dtype):
        return random.uniform(shape, dtype=dtype, seed=seed)

    # A rate of 0 uses up a seed too: what comes after it does not depend on the rate.
    return _dropped(x, rate, noise_shape, draw, lambda: seeds.of_op(seed), name, "dropout")


def general_dropout(x, rate, uniform_sampler, noise_shape=None, name=None):
    """As `tf.nn.dropout`, with random numbers from a function.

    Args:
        x: a tensor of a floating dtype.
        rate: the probability, a number in [0, 1) or a scalar tensor.
        uniform_sampler: a function of `shape` and `dtype` that returns numbers in [0, 1).
        noise_shape: a shape that broadcasts with that of `x`, for elements that share their fate.
        name: a name for the operation.

    Returns:
        A tensor of the shape and dtype of `x`.

    Raises:
        ValueError: the rate is out of range or no number, or the dtype no floating one.

    Example:
        >>> import tfcompat as tf
        >>> generator = tf.random.Generator.from_seed(1)
        >>> drop = tf.nn.experimental.general_dropout
        >>> drop(tf.ones([4]), 0.5, generator.uniform).numpy()
        array([2., 0., 0., 2.], dtype=float32)
    """

    def draw(shape, dtype):
        return uniform_sampler(shape=shape, dtype=dtype)

    return _dropped(x, rate, noise_shape, draw, None, name, "general_dropout")


def stateless_dropout(x, rate, seed, rng_alg=None, noise_shape=None, name=None):
    """As `tf.nn.dropout`, the same elements for the same seed.

    Args:
        x: a tensor of a floating dtype.
        rate: the probability, a number in [0, 1) or a scalar tensor.
        seed: a tensor of two integers.
        rng_alg: the algorithm, "philox" or "auto_select".
        noise_shape: a shape that broadcasts with that of `x`, for elements that share their fate.
        name: a name for the operation.

    Returns:
        A tensor of the shape and dtype of `x`.

    Raises:
        ValueError: the rate is out of range or no number, or the dtype no floating one.

    Example:
        >>> import tfcompat as tf
        >>> tf.nn.experimental.stateless_dropout(tf.ones([4]), 0.5, seed=[1, 2]).numpy()
        array([2., 0., 2., 0.], dtype=float32)
    """

    def draw(shape, dtype):
        return random.stateless_uniform(shape, seed, dtype=dtype, alg=rng_alg)

    return _dropped(x, rate, noise_shape, draw, None, name, "stateless_dropout")


def _dropped(x, rate, noise_shape, draw, skip, name, default_name):
    """Set elements to zero by the numbers that `draw` gives; `skip` is called for a rate of 0."""
    with scopes.scope(name, default_name):
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
            if skip is not None:
                skip()
            return x
        scaled = _scaled(x, rate, is_number)
        kept = raw.GreaterEqual(draw(_noise_shape(x, noise_shape), dtype), rate)
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
