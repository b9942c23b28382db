"""From many elements to few: sums, means, extremes, along dimensions or over all of them.

Running sums are here too; norms are in `linear_algebra.py`, statistics for normalisation in
`normalization.py`.
"""

import numpy as np

from tfcompat._src.base import dtypes
from tfcompat._src.composite.ragged_tensor import is_ragged
from tfcompat._src.core import raw
from tfcompat._src.core.convert import constant, convert_to_tensor
from tfcompat._src.frontend import arrays, casting, creation, scopes


def argmax(input, axis=None, output_type=dtypes.int64, name=None):  # noqa: A002
    """The place of the largest element along a dimension; the first of several.

    Args:
        input: a tensor of a numeric dtype.
        axis: the dimension, 0 by default.
        output_type: the dtype of the result, int32 or int64 (int16 and uint16 for argmax).
        name: a name for the operation.

    Returns:
        A tensor with one dimension less than `input`.

    Raises:
        InvalidArgumentError: the axis is out of range (ValueError while tracing).

    Example:
        >>> import tfcompat as tf
        >>> tf.argmax([[2, 20, 30], [15, 7, 1]], axis=1)
        <tf.Tensor: shape=(2,), dtype=int64, numpy=array([2, 0])>
    """
    axis = 0 if axis is None else axis
    return raw.ArgMax(input, axis, output_type=output_type, name=name)


def argmin(input, axis=None, output_type=dtypes.int64, name=None):  # noqa: A002
    """The place of the smallest element along a dimension; the first of several.

    Args:
        input: a tensor of a numeric dtype.
        axis: the dimension, 0 by default.
        output_type: the dtype of the result, int32 or int64 (int16 and uint16 for argmax).
        name: a name for the operation.

    Returns:
        A tensor with one dimension less than `input`.

    Raises:
        InvalidArgumentError: the axis is out of range (ValueError while tracing).

    Example:
        >>> import tfcompat as tf
        >>> tf.argmin([[2, 20, 30], [15, 7, 1]], axis=1)
        <tf.Tensor: shape=(2,), dtype=int64, numpy=array([0, 2])>
    """
    axis = 0 if axis is None else axis
    return raw.ArgMin(input, axis, output_type=output_type, name=name)


def count_nonzero(input, axis=None, keepdims=None, dtype=dtypes.int64, name=None):  # noqa: A002
    """How many elements are not zero.

    Args:
        input: a tensor of a numeric dtype, bool or string (whose zero is the empty string).
        axis: a dimension or a list of them; all by default.
        keepdims: whether reduced dimensions stay, with size 1.
        dtype: the dtype of the result.
        name: a name for the operation.

    Returns:
        A tensor of dtype `dtype`.

    Raises:
        InvalidArgumentError: an axis is out of range (ValueError while tracing).

    Example:
        >>> import tfcompat as tf
        >>> tf.math.count_nonzero([[0, 1], [2, 3]], axis=1)
        <tf.Tensor: shape=(2,), dtype=int64, numpy=array([1, 2])>
    """
    with scopes.scope(name, "count_nonzero"):
        x = convert_to_tensor(input, name="input")
        different = raw.NotEqual(x, creation.zeros([], x.dtype))
        count = reduce_sum(raw.Cast(different, DstT=dtypes.int64), axis, bool(keepdims))
        return casting.cast(count, dtype)


def cumprod(x, axis=0, exclusive=False, reverse=False, name=None):
    """The product of the elements so far along a dimension.

    Args:
        x: a tensor of a numeric dtype.
        axis: the dimension.
        exclusive: whether an element itself does not count.
        reverse: whether to start at the end.
        name: a name for the operation.

    Returns:
        A tensor of the shape and dtype of `x`.

    Raises:
        InvalidArgumentError: the axis is out of range.

    Example:
        >>> import tfcompat as tf
        >>> tf.math.cumprod([2, 3, 4])
        <tf.Tensor: shape=(3,), dtype=int32, numpy=array([ 2,  6, 24], dtype=int32)>
    """
    with scopes.scope(name, "Cumprod") as name:
        x = convert_to_tensor(x, name="x")
        return raw.Cumprod(x, axis, exclusive=exclusive, reverse=reverse, name=name)


def cumsum(x, axis=0, exclusive=False, reverse=False, name=None):
    """The sum of the elements so far along a dimension.

    Args:
        x: a tensor of a numeric dtype.
        axis: the dimension.
        exclusive: whether an element itself does not count.
        reverse: whether to start at the end.
        name: a name for the operation.

    Returns:
        A tensor of the shape and dtype of `x`.

    Raises:
        InvalidArgumentError: the axis is out of range.

    Example:
        >>> import tfcompat as tf
        >>> tf.cumsum([2, 4, 6, 8])
        <tf.Tensor: shape=(4,), dtype=int32, numpy=array([ 2,  6, 12, 20], dtype=int32)>
    """
    with scopes.scope(name, "Cumsum") as name:
        x = convert_to_tensor(x, name="x")
        return raw.Cumsum(x, axis, exclusive=exclusive, reverse=reverse, name=name)


def cumulative_logsumexp(x, axis=0, exclusive=False, reverse=False, name=None):
    """The logarithm of running sums of exponentials along a dimension.

    Args:
        x: a tensor of a floating dtype.
        axis: the dimension.
        exclusive: whether an element itself is left out; the first is -inf then.
        reverse: whether to start at the end.
        name: a name for the operation.

    Returns:
        A tensor of the shape and dtype of `x`.

    Raises:
        InvalidArgumentError: the axis is out of range.

    Example:
        >>> import tfcompat as tf
        >>> tf.math.cumulative_logsumexp([1.0, 2.0, 3.0]).numpy().round(4)
        array([1.    , 2.3133, 3.4076], dtype=float32)
    """
    with scopes.scope(name, "CumulativeLogsumexp") as name:
        x = convert_to_tensor(x, name="x")
        return raw.CumulativeLogsumexp(x, axis, exclusive=exclusive, reverse=reverse, name=name)


def reduce_all(input_tensor, axis=None, keepdims=False, name=None):
    """Whether all elements are true.

    Args:
        input_tensor: a tensor of a boolean dtype.
        axis: a dimension or a list of them, negative ones counted from the end; all by
            default.
        keepdims: whether reduced dimensions stay, with size 1.
        name: a name for the operation.

    Returns:
        A boolean tensor.

    Raises:
        InvalidArgumentError: an axis is out of range, or the dtype another one (ValueError or
            TypeError while tracing).

    Example:
        >>> import tfcompat as tf
        >>> tf.reduce_all([[True, False], [True, True]], axis=1)
        <tf.Tensor: shape=(2,), dtype=bool, numpy=array([False,  True])>
    """
    return _reduced("All", input_tensor, axis, keepdims, name)


def reduce_any(input_tensor, axis=None, keepdims=False, name=None):
    """Whether any element is true.

    Args:
        input_tensor: a tensor of a boolean dtype.
        axis: a dimension or a list of them, negative ones counted from the end; all by
            default.
        keepdims: whether reduced dimensions stay, with size 1.
        name: a name for the operation.

    Returns:
        A boolean tensor.

    Raises:
        InvalidArgumentError: an axis is out of range, or the dtype another one (ValueError or
            TypeError while tracing).

    Example:
        >>> import tfcompat as tf
        >>> tf.reduce_any([[True, False], [False, False]], axis=1)
        <tf.Tensor: shape=(2,), dtype=bool, numpy=array([ True, False])>
    """
    return _reduced("Any", input_tensor, axis, keepdims, name)


def reduce_euclidean_norm(input_tensor, axis=None, keepdims=False, name=None):
    """The square root of the sum of squares.

    Args:
        input_tensor: a tensor of a numeric dtype.
        axis: a dimension or a list of them, negative ones counted from the end; all by
            default.
        keepdims: whether reduced dimensions stay, with size 1.
        name: a name for the operation.

    Returns:
        A tensor of the dtype of `input_tensor`.

    Raises:
        InvalidArgumentError: an axis is out of range, or the dtype another one (ValueError or
            TypeError while tracing).

    Example:
        >>> import tfcompat as tf
        >>> tf.math.reduce_euclidean_norm([3.0, 4.0])
        <tf.Tensor: shape=(), dtype=float32, numpy=5.0>
    """
    return _reduced("EuclideanNorm", input_tensor, axis, keepdims, name)


def reduce_logsumexp(input_tensor, axis=None, keepdims=False, name=None):
    """log(sum(exp(x))), without overflow.

    Args:
        input_tensor: a tensor of a floating dtype.
        axis: a dimension or a list of them, negative ones counted from the end; all by
            default.
        keepdims: whether reduced dimensions stay, with size 1.
        name: a name for the operation.

    Returns:
        A tensor of the dtype of `input_tensor`.

    Raises:
        InvalidArgumentError: an axis is out of range, or the dtype another one (ValueError or
            TypeError while tracing).

    Example:
        >>> import tfcompat as tf
        >>> round(float(tf.reduce_logsumexp([1000.0, 1000.0])), 4)
        1000.6932
    """
    with scopes.scope(name, "ReduceLogSumExp") as name:
        x = convert_to_tensor(input_tensor)
        largest = reduce_max(x, axis, keepdims=True)
        # Infinite maxima take no part: inf - inf would be NaN.
        shift = raw.StopGradient(raw.SelectV2(raw.IsFinite(largest), largest, 0))
        result = raw.Log(reduce_sum(raw.Exp(raw.Sub(x, shift)), axis, keepdims))
        if not keepdims:
            shift = raw.Reshape(shift, raw.Shape(result))
        return raw.AddV2(result, shift, name=name)


def reduce_max(input_tensor, axis=None, keepdims=False, name=None):
    """The largest element.

    Args:
        input_tensor: a tensor of a numeric dtype.
        axis: a dimension or a list of them, negative ones counted from the end; all by
            default.
        keepdims: whether reduced dimensions stay, with size 1.
        name: a name for the operation.

    Returns:
        A tensor of the dtype of `input_tensor`.

    Raises:
        InvalidArgumentError: an axis is out of range, or the dtype another one (ValueError or
            TypeError while tracing).

    Example:
        >>> import tfcompat as tf
        >>> tf.reduce_max([[1, 2], [3, 4]], axis=0)
        <tf.Tensor: shape=(2,), dtype=int32, numpy=array([3, 4], dtype=int32)>
    """
    return _reduced("Max", input_tensor, axis, keepdims, name)


def reduce_mean(input_tensor, axis=None, keepdims=False, name=None):
    """The mean; of integers rounded towards 0.

    Args:
        input_tensor: a tensor of a numeric dtype.
        axis: a dimension or a list of them, negative ones counted from the end; all by
            default.
        keepdims: whether reduced dimensions stay, with size 1.
        name: a name for the operation.

    Returns:
        A tensor of the dtype of `input_tensor`.

    Raises:
        InvalidArgumentError: an axis is out of range, or the dtype another one (ValueError or
            TypeError while tracing).

    Example:
        >>> import tfcompat as tf
        >>> tf.reduce_mean([[1.0, 1.0], [2.0, 2.0]], axis=0)
        <tf.Tensor: shape=(2,), dtype=float32, numpy=array([1.5, 1.5], dtype=float32)>
    """
    return _reduced("Mean", input_tensor, axis, keepdims, name)


def reduce_min(input_tensor, axis=None, keepdims=False, name=None):
    """The smallest element.

    Args:
        input_tensor: a tensor of a numeric dtype.
        axis: a dimension or a list of them, negative ones counted from the end; all by
            default.
        keepdims: whether reduced dimensions stay, with size 1.
        name: a name for the operation.

    Returns:
        A tensor of the dtype of `input_tensor`.

    Raises:
        InvalidArgumentError: an axis is out of range, or the dtype another one (ValueError or
            TypeError while tracing).

    Example:
        >>> import tfcompat as tf
        >>> tf.reduce_min([[1, 2], [3, 4]], axis=0)
        <tf.Tensor: shape=(2,), dtype=int32, numpy=array([1, 2], dtype=int32)>
    """
    return _reduced("Min", input_tensor, axis, keepdims, name)


def reduce_prod(input_tensor, axis=None, keepdims=False, name=None):
    """The product.

    Args:
        input_tensor: a tensor of a numeric dtype.
        axis: a dimension or a list of them, negative ones counted from the end; all by
            default.
        keepdims: whether reduced dimensions stay, with size 1.
        name: a name for the operation.

    Returns:
        A tensor of the dtype of `input_tensor`.

    Raises:
        InvalidArgumentError: an axis is out of range, or the dtype another one (ValueError or
            TypeError while tracing).

    Example:
        >>> import tfcompat as tf
        >>> tf.reduce_prod([[1, 2], [3, 4]], axis=0)
        <tf.Tensor: shape=(2,), dtype=int32, numpy=array([3, 8], dtype=int32)>
    """
    return _reduced("Prod", input_tensor, axis, keepdims, name)


def reduce_std(input_tensor, axis=None, keepdims=False, name=None):
    """The standard deviation: the square root of `reduce_variance`.

    Args:
        input_tensor: a tensor of a floating or complex dtype.
        axis: a dimension or a list of them, negative ones counted from the end; all by
            default.
        keepdims: whether reduced dimensions stay, with size 1.
        name: a name for the operation.

    Returns:
        A tensor of the dtype of `input_tensor`.

    Raises:
        InvalidArgumentError: an axis is out of range, or the dtype another one (ValueError or
            TypeError while tracing).

    Example:
        >>> import tfcompat as tf
        >>> round(float(tf.math.reduce_std([1.0, 2.0, 3.0, 4.0])), 4)
        1.118
    """
    name = name or "reduce_std"
    with scopes.scope(name, "reduce_std"):
        return raw.Sqrt(reduce_variance(convert_to_tensor(input_tensor), axis, keepdims))


def reduce_sum(input_tensor, axis=None, keepdims=False, name=None):
    """The sum.

    Args:
        input_tensor: a tensor of a numeric dtype.
        axis: a dimension or a list of them, negative ones counted from the end; all by
            default.
        keepdims: whether reduced dimensions stay, with size 1.
        name: a name for the operation.

    Returns:
        A tensor of the dtype of `input_tensor`.

    Raises:
        InvalidArgumentError: an axis is out of range, or the dtype another one (ValueError or
            TypeError while tracing).

    Example:
        >>> import tfcompat as tf
        >>> tf.reduce_sum([[1, 1, 1], [1, 1, 1]], axis=1)
        <tf.Tensor: shape=(2,), dtype=int32, numpy=array([3, 3], dtype=int32)>
    """
    return _reduced("Sum", input_tensor, axis, keepdims, name)


def reduce_variance(input_tensor, axis=None, keepdims=False, name=None):
    """The mean of squared distances from the mean.

    Args:
        input_tensor: a tensor of a floating or complex dtype.
        axis: a dimension or a list of them, negative ones counted from the end; all by
            default.
        keepdims: whether reduced dimensions stay, with size 1.
        name: a name for the operation.

    Returns:
        A tensor of the dtype of `input_tensor`.

    Raises:
        InvalidArgumentError: an axis is out of range, or the dtype another one (ValueError or
            TypeError while tracing).

    Example:
        >>> import tfcompat as tf
        >>> tf.math.reduce_variance([1.0, 2.0, 3.0, 4.0])
        <tf.Tensor: shape=(), dtype=float32, numpy=1.25>
    """
    name = name or "reduce_variance"
    with scopes.scope(name, "reduce_variance"):
        x = convert_to_tensor(input_tensor)
        if is_ragged(x):
            squares, mean = raw.Square(x), reduce_mean(x, axis, keepdims)
            apart = raw.Sub(reduce_mean(squares, axis, keepdims), raw.Square(mean))
            return raw.Maximum(apart, convert_to_tensor(0, apart.dtype))
        mean = reduce_mean(x, axis, keepdims=True)
        if mean.dtype.is_integer:
            raise TypeError(
            f"Input must be either real or complex. Received integer type {mean.dtype}."
        )
        apart = x - mean
        if not apart.dtype.is_complex:
            return reduce_mean(raw.Square(apart), axis, keepdims)
        squares = raw.Real(raw.Mul(raw.Conj(apart), apart), Tout=apart.dtype.real_dtype)
        return reduce_mean(squares, axis, keepdims)


def zero_fraction(value, name=None):
    """The fraction of elements that are zero.

    Args:
        value: a tensor of a numeric dtype.
        name: a name for the operation.

    Returns:
        A float32 scalar.

    Raises:
        InvalidArgumentError: the dtype is not numeric.

    Example:
        >>> import tfcompat as tf
        >>> tf.math.zero_fraction([0.0, 1.0, 0.0, 2.0])
        <tf.Tensor: shape=(), dtype=float32, numpy=0.5>
    """
    with scopes.scope(name, "zero_fraction"):
        value = convert_to_tensor(value, name="value")
        size = arrays.size(value, dtypes.int64)
        zeros = size - count_nonzero(value)
        fraction = raw.Cast(zeros, DstT=dtypes.float32) / raw.Cast(size, DstT=dtypes.float32)
        return raw.Identity(fraction, name="fraction")


def axes(tensor, axis):
    """Return what a reduction op takes as dimensions: `axis`, or all of `tensor` for None."""
    if axis is not None:
        return axis
    rank = getattr(getattr(tensor, "shape", None), "rank", None)
    if rank:
        return constant(np.arange(rank, dtype=np.int32))
    return creation.range(0, arrays.rank(tensor))


def _reduced(op, tensor, axis, keepdims, name):
    result = getattr(raw, op)(tensor, axes(tensor, axis), keep_dims=bool(keepdims), name=name)
    if axis is None and not keepdims and result.shape.rank is None:
        result.set_shape(())  # whatever the rank was, all of it is gone
    return result
