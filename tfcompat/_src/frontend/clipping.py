"""Values and gradients kept within bounds.

`tf.saturate_cast`, which clips to the range of a dtype, is in `casting.py`.
"""

import numpy as np

from tfcompat._src.core import raw
from tfcompat._src.core.convert import constant, convert_to_tensor
from tfcompat._src.core.indexed_slices import IndexedSlices
from tfcompat._src.frontend import casting, creation, joining, reductions, scopes


def clip_by_global_norm(t_list, clip_norm, use_norm=None, name=None):
    """Tensors scaled together so that their common norm is not above a bound.

    Args:
        t_list: a list of tensors or IndexedSlices of floating dtypes; None is passed on.
        clip_norm: the bound, a scalar.
        use_norm: the norm, where it is known already.
        name: a name for the operation.

    Returns:
        The list of scaled tensors (NaN where the norm is not finite), and the norm.

    Raises:
        TypeError: `t_list` is no list.

    Example:
        >>> import tfcompat as tf
        >>> clipped, norm = tf.clip_by_global_norm([[3.0], [4.0]], 1.0)
        >>> clipped[0], norm
        (<tf.Tensor: shape=(1,), dtype=float32, numpy=array([0.6], dtype=float32)>, <tf.Tensor:
            shape=(), dtype=float32, numpy=5.0>)
    """
    if not isinstance(t_list, (list, tuple)):
        raise TypeError(
            f"`t_list` should be a sequence of tensors. Received {type(t_list)}."
        )
    t_list = list(t_list)
    if use_norm is None:
        use_norm = global_norm(t_list, name)
    with scopes.scope(name, "clip_by_global_norm") as name:
        scale = clip_norm * raw.Minimum(
            1.0 / use_norm, constant(1.0, dtype=use_norm.dtype) / clip_norm
        )
        # Adds NaN where the norm is infinite or NaN, and nothing otherwise.
        scale = scale + (use_norm - use_norm)
        values = [None if t is None else _values(t, f"t_{i}") for i, t in enumerate(t_list)]
        return [
            None if value is None
            else _like(t, raw.Identity(value * scale, name=name and f"{name}_{i}"))
            for i, (t, value) in enumerate(zip(t_list, values, strict=True))
        ], use_norm


def _values(t, name):
    """The tensor that is clipped; of IndexedSlices, the rows that are there."""
    return t.values if isinstance(t, IndexedSlices) else convert_to_tensor(t, name=name)


def _like(t, values):
    """Clipped values in the place of those of an argument."""
    if isinstance(t, IndexedSlices):
        return IndexedSlices(values, t.indices, t.dense_shape)
    return values


def clip_by_norm(t, clip_norm, axes=None, name=None):
    """A tensor scaled so that its norm is not above a bound.

    Args:
        t: a tensor or IndexedSlices of a floating dtype.
        clip_norm: the bound, a scalar above 0.
        axes: the dimensions to take the norm over, all by default.
        name: a name for the operation.

    Returns:
        A tensor or IndexedSlices of the shape and dtype of `t`.

    Raises:
        InvalidArgumentError: an axis is out of range (ValueError while tracing).

    Example:
        >>> import tfcompat as tf
        >>> tf.clip_by_norm([3.0, 4.0], 1.0)
        <tf.Tensor: shape=(2,), dtype=float32, numpy=array([0.6, 0.8], dtype=float32)>
    """
    with scopes.scope(name, "clip_by_norm") as name:
        values = _values(t, "t")
        if np.isscalar(clip_norm):
            clip_norm = max(clip_norm, 0)
        else:
            clip_norm = casting.cast(raw.Maximum(clip_norm, 0), values.dtype)
        total = reductions.reduce_sum(values * values, axes, keepdims=True)
        positive = total > 0
        # The square root of 0 has no gradient, so the selection is made before and after it.
        safe = raw.Select(positive, total, creation.ones_by_fill(total))
        length = raw.Select(positive, raw.Sqrt(safe), total)
        scaled = values * clip_norm
        values.shape.assert_is_compatible_with(scaled.shape)
        return _like(t, raw.Identity(scaled / raw.Maximum(length, clip_norm), name=name))


def clip_by_value(t, clip_value_min, clip_value_max, name=None):
    """Elements below a bound raised to it, and those above another lowered to that.

    Args:
        t: a tensor or IndexedSlices of a numeric dtype.
        clip_value_min: the lower bound: a scalar, or a tensor that broadcasts with `t`.
        clip_value_max: the upper bound.
        name: a name for the operation.

    Returns:
        A tensor or IndexedSlices of the shape and dtype of `t`.

    Raises:
        InvalidArgumentError: the shapes cannot be broadcast (ValueError while tracing).

    Example:
        >>> import tfcompat as tf
        >>> tf.clip_by_value([-5, 0, 5], -1, 1)
        <tf.Tensor: shape=(3,), dtype=int32, numpy=array([-1,  0,  1], dtype=int32)>
    """
    with scopes.scope(name, "clip_by_value") as name:
        values = _values(t, "t")
        capped = raw.Minimum(values, clip_value_max)
        values.shape.assert_is_compatible_with(capped.shape)
        result = raw.Maximum(capped, clip_value_min, name=name)
        values.shape.assert_is_compatible_with(result.shape)
        return _like(t, result)


def global_norm(t_list, name=None):
    """The euclidean norm of all elements of several tensors.

    Args:
        t_list: a list of tensors or IndexedSlices of one floating dtype; None does not count.
        name: a name for the operation.

    Returns:
        A scalar.

    Raises:
        TypeError: `t_list` is no list.

    Example:
        >>> import tfcompat as tf
        >>> tf.linalg.global_norm([[3.0], [4.0]])
        <tf.Tensor: shape=(), dtype=float32, numpy=5.0>
    """
    if not isinstance(t_list, (list, tuple)):
        raise TypeError(
            f"`t_list` should be a sequence of tensors. Received {type(t_list)}."
        )
    with scopes.scope(name, "global_norm"):
        values = [_values(t, f"t_{i}") for i, t in enumerate(t_list) if t is not None]
        half = reductions.reduce_sum(joining.stack([raw.L2Loss(value) for value in values]))
        two = constant(np.float32(2.0), dtype=half.dtype)
        return raw.Sqrt(half * two, name="global_norm")
