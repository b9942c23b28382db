"""Comparisons and logic, element by element.

Operators of tensors (`==`, `<`, `&`) are in `core/operators.py`; bits of integers in `bitwise.py`.
"""

from tfcompat._src.core import raw


def equal(x, y, name=None):
    """x == y, element by element.

    Args:
        x: a tensor.
        y: a tensor of the same dtype, of a shape that broadcasts with that of `x`.
        name: a name for the operation.

    Returns:
        A boolean tensor of the broadcast shape.

    Raises:
        InvalidArgumentError: the dtypes differ, or the shapes cannot be broadcast (TypeError
            or ValueError while tracing).

    Example:
        >>> import tfcompat as tf
        >>> tf.equal([1, 2], [1, 3])
        <tf.Tensor: shape=(2,), dtype=bool, numpy=array([ True, False])>
    """
    return raw.Equal(x, y, name=name)


def greater(x, y, name=None):
    """x > y, element by element.

    Args:
        x: a tensor of a numeric dtype.
        y: a tensor of the same dtype, of a shape that broadcasts with that of `x`.
        name: a name for the operation.

    Returns:
        A boolean tensor of the broadcast shape.

    Raises:
        InvalidArgumentError: the dtypes differ, or the shapes cannot be broadcast (TypeError
            or ValueError while tracing).

    Example:
        >>> import tfcompat as tf
        >>> tf.greater([1, 2, 3], 2)
        <tf.Tensor: shape=(3,), dtype=bool, numpy=array([False, False,  True])>
    """
    return raw.Greater(x, y, name=name)


def greater_equal(x, y, name=None):
    """x >= y, element by element.

    Args:
        x: a tensor of a numeric dtype.
        y: a tensor of the same dtype, of a shape that broadcasts with that of `x`.
        name: a name for the operation.

    Returns:
        A boolean tensor of the broadcast shape.

    Raises:
        InvalidArgumentError: the dtypes differ, or the shapes cannot be broadcast (TypeError
            or ValueError while tracing).

    Example:
        >>> import tfcompat as tf
        >>> tf.greater_equal([1, 2, 3], 2)
        <tf.Tensor: shape=(3,), dtype=bool, numpy=array([False,  True,  True])>
    """
    return raw.GreaterEqual(x, y, name=name)


def less(x, y, name=None):
    """x < y, element by element.

    Args:
        x: a tensor of a numeric dtype.
        y: a tensor of the same dtype, of a shape that broadcasts with that of `x`.
        name: a name for the operation.

    Returns:
        A boolean tensor of the broadcast shape.

    Raises:
        InvalidArgumentError: the dtypes differ, or the shapes cannot be broadcast (TypeError
            or ValueError while tracing).

    Example:
        >>> import tfcompat as tf
        >>> tf.less([1, 2, 3], 2)
        <tf.Tensor: shape=(3,), dtype=bool, numpy=array([ True, False, False])>
    """
    return raw.Less(x, y, name=name)


def less_equal(x, y, name=None):
    """x <= y, element by element.

    Args:
        x: a tensor of a numeric dtype.
        y: a tensor of the same dtype, of a shape that broadcasts with that of `x`.
        name: a name for the operation.

    Returns:
        A boolean tensor of the broadcast shape.

    Raises:
        InvalidArgumentError: the dtypes differ, or the shapes cannot be broadcast (TypeError
            or ValueError while tracing).

    Example:
        >>> import tfcompat as tf
        >>> tf.less_equal([1, 2, 3], 2)
        <tf.Tensor: shape=(3,), dtype=bool, numpy=array([ True,  True, False])>
    """
    return raw.LessEqual(x, y, name=name)


def logical_and(x, y, name=None):
    """x and y, element by element.

    Args:
        x: a tensor of a boolean dtype.
        y: a tensor of the same dtype, of a shape that broadcasts with that of `x`.
        name: a name for the operation.

    Returns:
        A boolean tensor of the broadcast shape.

    Raises:
        InvalidArgumentError: the dtypes differ, or the shapes cannot be broadcast (TypeError
            or ValueError while tracing).

    Example:
        >>> import tfcompat as tf
        >>> tf.logical_and([True, False], [True, True])
        <tf.Tensor: shape=(2,), dtype=bool, numpy=array([ True, False])>
    """
    return raw.LogicalAnd(x, y, name=name)


def logical_not(x, name=None):
    """not x, element by element.

    Args:
        x: a boolean tensor.
        name: a name for the operation.

    Returns:
        A tensor of the shape and dtype of `x`.

    Raises:
        InvalidArgumentError: the dtype is another one (TypeError while tracing).

    Example:
        >>> import tfcompat as tf
        >>> tf.logical_not([True, False])
        <tf.Tensor: shape=(2,), dtype=bool, numpy=array([False,  True])>
    """
    return raw.LogicalNot(x, name=name)


def logical_or(x, y, name=None):
    """x or y, element by element.

    Args:
        x: a tensor of a boolean dtype.
        y: a tensor of the same dtype, of a shape that broadcasts with that of `x`.
        name: a name for the operation.

    Returns:
        A boolean tensor of the broadcast shape.

    Raises:
        InvalidArgumentError: the dtypes differ, or the shapes cannot be broadcast (TypeError
            or ValueError while tracing).

    Example:
        >>> import tfcompat as tf
        >>> tf.logical_or([True, False], [False, False])
        <tf.Tensor: shape=(2,), dtype=bool, numpy=array([ True, False])>
    """
    return raw.LogicalOr(x, y, name=name)


def logical_xor(x, y, name="LogicalXor"):
    """Whether exactly one of `x` and `y` is true, element by element.

    Args:
        x: a tensor of a boolean dtype.
        y: a tensor of the same dtype, of a shape that broadcasts with that of `x`.
        name: a name for the operation.

    Returns:
        A boolean tensor of the broadcast shape.

    Raises:
        InvalidArgumentError: the dtypes differ, or the shapes cannot be broadcast (TypeError
            or ValueError while tracing).

    Example:
        >>> import tfcompat as tf
        >>> tf.math.logical_xor([True, False], [True, True])
        <tf.Tensor: shape=(2,), dtype=bool, numpy=array([False,  True])>
    """
    either = raw.LogicalOr(x, y)
    both = raw.LogicalAnd(x, y)
    return raw.LogicalAnd(either, raw.LogicalNot(both), name=name)


def not_equal(x, y, name=None):
    """x != y, element by element.

    Args:
        x: a tensor.
        y: a tensor of the same dtype, of a shape that broadcasts with that of `x`.
        name: a name for the operation.

    Returns:
        A boolean tensor of the broadcast shape.

    Raises:
        InvalidArgumentError: the dtypes differ, or the shapes cannot be broadcast (TypeError
            or ValueError while tracing).

    Example:
        >>> import tfcompat as tf
        >>> tf.not_equal([1, 2], [1, 3])
        <tf.Tensor: shape=(2,), dtype=bool, numpy=array([False,  True])>
    """
    return raw.NotEqual(x, y, name=name)
