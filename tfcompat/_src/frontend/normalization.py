"""Means and variances, and values scaled by them.

Plain means and variances along dimensions are in `reductions.py`, norms in `linear_algebra.py`.
"""

import numpy as np

from tfcompat._src.base import dtypes
from tfcompat._src.core import raw
from tfcompat._src.core.convert import constant, convert_to_tensor
from tfcompat._src.frontend import casting, creation, math, reductions, scopes


def batch_norm_with_global_normalization(
    input, mean, variance, beta, gamma, variance_epsilon, scale_after_normalization,  # noqa: A002
    name=None
):
    """Normalize by given means and variances; an older form of `batch_normalization`.

    Args:
        input: a tensor [batch, height, width, channels].
        mean: a tensor [channels].
        variance: a tensor [channels].
        beta: a tensor [channels], what is added.
        gamma: a tensor [channels], what is multiplied by if `scale_after_normalization`.
        variance_epsilon: a small number that keeps divisors from being 0.
        scale_after_normalization: whether `gamma` counts.
        name: a name for the operation.

    Returns:
        A tensor of the same shape.

    Raises:
        InvalidArgumentError: the shapes do not fit.

    Example:
        >>> import tfcompat as tf
        >>> one, x = tf.ones([1]), tf.fill([1, 1, 2, 1], 3.0)
        >>> y = tf.nn.batch_norm_with_global_normalization(x, one, one, one, one, 0.0, False)
        >>> y[0, 0, :, 0]
        <tf.Tensor: shape=(2,), dtype=float32, numpy=array([3., 3.], dtype=float32)>
    """
    return batch_normalization(
        input, mean, variance, beta, gamma if scale_after_normalization else None,
        variance_epsilon, name)


def batch_normalization(x, mean, variance, offset, scale, variance_epsilon, name=None):
    """scale * (x - mean) / sqrt(variance + epsilon) + offset.

    Args:
        x: a tensor of a floating dtype.
        mean: a tensor that broadcasts with `x`.
        variance: a tensor that broadcasts with `x`.
        offset: a tensor that broadcasts with `x`, or None for 0.
        scale: a tensor that broadcasts with `x`, or None for 1.
        variance_epsilon: a small number against division by zero.
        name: a name for the operation.

    Returns:
        A tensor of the shape and dtype of `x`.

    Raises:
        InvalidArgumentError: the shapes cannot be broadcast (ValueError while tracing).

    Example:
        >>> import tfcompat as tf
        >>> x, one = tf.constant([[1.0], [3.0]]), tf.constant([1.0])
        >>> tf.nn.batch_normalization(x, 2 * one, one, offset=one, scale=None, variance_epsilon=0)
        <tf.Tensor: shape=(2, 1), dtype=float32, numpy=
        array([[0.],
               [2.]], dtype=float32)>
    """
    with scopes.scope(name, "batchnorm"):
        inverse = raw.Rsqrt(variance + variance_epsilon)
        if scale is not None:
            inverse = inverse * scale
        scaled = x * casting.cast(inverse, x.dtype)
        moved = offset - mean * inverse if offset is not None else -mean * inverse
        # The last node bears this name whichever of the others there are.
        name = None if scopes.eager() else "add_1"
        return raw.AddV2(scaled, casting.cast(moved, x.dtype), name=name)


def l2_normalize(x, axis=None, epsilon=1e-12, name=None, dim=None):
    """A tensor divided by its euclidean norm.

    Args:
        x: a tensor of a floating or complex dtype.
        axis: the dimensions to take the norm over, all by default.
        epsilon: the least sum of squares.
        name: a name for the operation.
        dim: the older name of `axis`.

    Returns:
        A tensor of the shape and dtype of `x`.

    Raises:
        ValueError: both `axis` and `dim` are given.

    Example:
        >>> import tfcompat as tf
        >>> tf.math.l2_normalize([3.0, 4.0])
        <tf.Tensor: shape=(2,), dtype=float32, numpy=array([0.6, 0.8], dtype=float32)>
    """
    if dim is not None:
        if axis is not None:
            raise ValueError("Cannot specify both 'dim' and 'axis'.")
        axis = dim
    with scopes.scope(name, "l2_normalize") as name:
        x = convert_to_tensor(x, name="x")
        if x.dtype.is_complex:
            parts = [raw.Square(f(x, Tout=x.dtype.real_dtype)) for f in (raw.Real, raw.Imag)]
            total = reductions.reduce_sum(raw.AddV2(*parts), axis, keepdims=True)
            inverse = raw.Rsqrt(raw.Maximum(total, epsilon))
            return raw.Mul(x, raw.Cast(inverse, DstT=x.dtype), name=name)
        total = reductions.reduce_sum(raw.Square(x), axis, keepdims=True)
        return raw.Mul(x, raw.Rsqrt(raw.Maximum(total, epsilon)), name=name)


def local_response_normalization(
    input, depth_radius=5, bias=1, alpha=1, beta=0.5, name=None,  # noqa: A002
):
    """Each channel divided by (bias + alpha * the squares of channels nearby)**beta.

    Args:
        input: a tensor of shape [batch, height, width, channels].
        depth_radius: how far away channels may be.
        bias: what is added to the sum of squares.
        alpha: a factor of the sum of squares.
        beta: an exponent.
        name: a name for the operation.

    Returns:
        A tensor of the shape and dtype of `input`.

    Raises:
        InvalidArgumentError: the rank is not 4 (ValueError while tracing).

    Example:
        >>> import tfcompat as tf
        >>> tf.nn.local_response_normalization([[[[1.0, 2.0]]]], depth_radius=1).numpy().round(4)
        array([[[[0.4082, 0.8165]]]], dtype=float32)
    """
    return raw.LRN(
        input, depth_radius=depth_radius, bias=bias, alpha=alpha, beta=beta, name=name
    )


def moments(x, axes, shift=None, keepdims=False, name=None):
    """The mean and the variance of elements.

    Args:
        x: a tensor of a floating dtype.
        axes: the dimensions to take them over.
        shift: without effect.
        keepdims: whether these dimensions stay, with size 1.
        name: a name for the operation.

    Returns:
        Two tensors of the dtype of `x`.

    Raises:
        InvalidArgumentError: an axis is out of range (ValueError while tracing).

    Example:
        >>> import tfcompat as tf
        >>> mean, variance = tf.nn.moments(tf.constant([1.0, 2.0, 3.0, 4.0]), axes=[0])
        >>> mean, variance
        (<tf.Tensor: shape=(), dtype=float32, numpy=2.5>, <tf.Tensor: shape=(), dtype=float32,
            numpy=1.25>)
    """
    del shift
    with scopes.scope(name, "moments"):
        x = convert_to_tensor(x, name="x")
        exact = raw.Cast(x, DstT=dtypes.float32) if x.dtype in _NARROW else x
        mean = reductions.reduce_mean(exact, axes, keepdims=True, name=_named("mean"))
        apart = raw.SquaredDifference(exact, raw.StopGradient(mean))
        variance = reductions.reduce_mean(apart, axes, keepdims=True, name=_named("variance"))
        pair = mean, variance
        if not keepdims:
            dimensions = [axes] if isinstance(axes, int) else axes
            pair = [raw.Squeeze(value, squeeze_dims=dimensions) for value in pair]
        if x.dtype in _NARROW:
            pair = [raw.Cast(value, DstT=x.dtype) for value in pair]
        return tuple(pair)


_NARROW = (dtypes.float16, dtypes.bfloat16)


def _named(name):
    """A name for a node; None when running eagerly, where errors would show it."""
    return None if scopes.eager() else name


def normalize_moments(counts, mean_ss, variance_ss, shift, name=None):
    """The mean and the variance from sums.

    Args:
        counts: the number of elements.
        mean_ss: the sum of elements, less `shift` each.
        variance_ss: the sum of squares of elements, less `shift` each.
        shift: what the sums were taken from, or None for 0.
        name: a name for the operation.

    Returns:
        Two tensors.

    Raises:
        InvalidArgumentError: the shapes cannot be broadcast (ValueError while tracing).

    Example:
        >>> import tfcompat as tf
        >>> mean, variance = tf.nn.normalize_moments(4.0, [10.0], [30.0], shift=None)
        >>> mean, variance
        (<tf.Tensor: shape=(1,), dtype=float32, numpy=array([2.5], dtype=float32)>, <tf.Tensor:
            shape=(1,), dtype=float32, numpy=array([1.25], dtype=float32)>)
    """
    with scopes.scope(name, "normalize"):
        divisor = raw.Reciprocal(counts, name=_named("divisor"))
        if shift is None:
            shifted = mean = raw.Mul(mean_ss, divisor, name=_named("mean"))
        else:
            shifted = raw.Mul(mean_ss, divisor, name=_named("shifted_mean"))
            mean = math.add(shifted, shift, name=_named("mean"))
        variance = raw.Sub(
            raw.Mul(variance_ss, divisor), raw.Square(shifted), name=_named("variance")
        )
        return mean, variance


def sufficient_statistics(x, axes, shift=None, keepdims=False, name=None):
    """The number of elements, their sum and the sum of their squares.

    Args:
        x: a tensor of a floating dtype.
        axes: the dimensions to take them over.
        shift: what to take from each element first, or None for 0.
        keepdims: whether these dimensions stay, with size 1.
        name: a name for the operation.

    Returns:
        Four tensors, the last one the shift or None: what `tf.nn.normalize_moments` takes.

    Raises:
        InvalidArgumentError: an axis is out of range (ValueError while tracing).

    Example:
        >>> import tfcompat as tf
        >>> count, total, squares, shift = tf.nn.sufficient_statistics([1.0, 2.0, 3.0], [0])
        >>> count, total, squares
        (<tf.Tensor: shape=(), dtype=float32, numpy=3.0>, <tf.Tensor: shape=(), dtype=float32,
            numpy=6.0>, <tf.Tensor: shape=(), dtype=float32, numpy=14.0>)
    """
    axes = list(dict.fromkeys([axes] if isinstance(axes, int) else axes))
    with scopes.scope(name, "sufficient_statistics"):
        x = convert_to_tensor(x, name="x")
        sizes = None if x.shape.rank is None else [x.shape.as_list()[axis] for axis in axes]
        if sizes is not None and None not in sizes:
            count = constant(np.prod(sizes), x.dtype)
        else:
            chosen = raw.GatherV2(raw.Shape(x, out_type=dtypes.int64), axes, 0)
            count = raw.Cast(raw.Prod(chosen, [0]), DstT=x.dtype, name=_named("count"))
        if shift is None:
            parts = x, raw.Square(x)
        else:
            shift = convert_to_tensor(shift, name="shift")
            parts = raw.Sub(x, shift), raw.SquaredDifference(x, shift)
        sums = [
            reductions.reduce_sum(part, axes, keepdims=keepdims, name=_named(label))
            for part, label in zip(parts, ("mean_ss", "var_ss"))
        ]
        return count, *sums, shift


def weighted_moments(x, axes, frequency_weights, keepdims=False, name=None):
    """The mean and the variance of elements that count differently.

    Args:
        x: a tensor of a floating dtype.
        axes: the dimensions to take them over.
        frequency_weights: how much each element counts: a tensor that broadcasts with `x`.
        keepdims: whether these dimensions stay, with size 1.
        name: a name for the operation.

    Returns:
        Two tensors of the dtype of `x`.

    Raises:
        InvalidArgumentError: the shapes cannot be broadcast (ValueError while tracing).

    Example:
        >>> import tfcompat as tf
        >>> mean, variance = tf.nn.weighted_moments([1.0, 3.0], [0], [3.0, 1.0])
        >>> mean, variance
        (<tf.Tensor: shape=(), dtype=float32, numpy=1.5>, <tf.Tensor: shape=(), dtype=float32,
            numpy=0.75>)
    """
    with scopes.scope(name, "weighted_moments"):
        x = convert_to_tensor(x, name="x")
        weights = convert_to_tensor(frequency_weights, name="frequency_weights")
        if x.dtype in _NARROW:
            x, narrow = raw.Cast(x, DstT=dtypes.float32), x.dtype
        else:
            narrow = None
        weights = casting.cast(weights, x.dtype)

        def summed(values, label):
            return reductions.reduce_sum(values, axes, keepdims=True, name=_named(label))

        total = summed(weights * x, "weighted_input_sum")
        # Each weight counts as often as it is broadcast.
        weight = summed(weights + creation.zeros_like(x), "sum_of_weights")
        mean = math.divide_no_nan(total, weight)
        squares = summed(weights * raw.SquaredDifference(x, mean), "weighted_distsq")
        pair = mean, math.divide_no_nan(squares, weight)
        if not keepdims:
            axes = [axes] if isinstance(axes, int) else axes
            pair = [raw.Squeeze(value, squeeze_dims=axes) for value in pair]
        return tuple(pair if narrow is None else [raw.Cast(v, DstT=narrow) for v in pair])
