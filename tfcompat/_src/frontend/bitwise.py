"""Functions on the bits of integers, element by element: `tf.bitwise`.

Logic of booleans is in `comparison.py`.
"""

from tfcompat._src.core import raw


def bitwise_and(x, y, name=None):
    """Bits that are set in both.

    Args:
        x: a tensor of an integer dtype.
        y: a tensor of the same dtype, of a shape that broadcasts with that of `x`.
        name: a name for the operation.

    Returns:
        A tensor of the dtype of `x` and the broadcast shape.

    Raises:
        InvalidArgumentError: the dtypes differ or are no integers, or the shapes cannot be
            broadcast (TypeError or ValueError while tracing).

    Example:
        >>> import tfcompat as tf
        >>> tf.bitwise.bitwise_and([6, 5], [3, 4])
        <tf.Tensor: shape=(2,), dtype=int32, numpy=array([2, 4], dtype=int32)>
    """
    return raw.BitwiseAnd(x, y, name=name)


def bitwise_or(x, y, name=None):
    """Bits that are set in either.

    Args:
        x: a tensor of an integer dtype.
        y: a tensor of the same dtype, of a shape that broadcasts with that of `x`.
        name: a name for the operation.

    Returns:
        A tensor of the dtype of `x` and the broadcast shape.

    Raises:
        InvalidArgumentError: the dtypes differ or are no integers, or the shapes cannot be
            broadcast (TypeError or ValueError while tracing).

    Example:
        >>> import tfcompat as tf
        >>> tf.bitwise.bitwise_or([6, 5], [3, 4])
        <tf.Tensor: shape=(2,), dtype=int32, numpy=array([7, 5], dtype=int32)>
    """
    return raw.BitwiseOr(x, y, name=name)


def bitwise_xor(x, y, name=None):
    """Bits that are set in exactly one of the two.

    Args:
        x: a tensor of an integer dtype.
        y: a tensor of the same dtype, of a shape that broadcasts with that of `x`.
        name: a name for the operation.

    Returns:
        A tensor of the dtype of `x` and the broadcast shape.

    Raises:
        InvalidArgumentError: the dtypes differ or are no integers, or the shapes cannot be
            broadcast (TypeError or ValueError while tracing).

    Example:
        >>> import tfcompat as tf
        >>> tf.bitwise.bitwise_xor([6, 5], [3, 4])
        <tf.Tensor: shape=(2,), dtype=int32, numpy=array([5, 1], dtype=int32)>
    """
    return raw.BitwiseXor(x, y, name=name)


def invert(x, name=None):
    """Every bit flipped.

    Args:
        x: a tensor of an integer dtype.
        name: a name for the operation.

    Returns:
        A tensor of the shape and dtype of `x`.

    Raises:
        InvalidArgumentError: the dtype is another one (TypeError while tracing).

    Example:
        >>> import tfcompat as tf
        >>> tf.bitwise.invert([0, 5])
        <tf.Tensor: shape=(2,), dtype=int32, numpy=array([-1, -6], dtype=int32)>
    """
    return raw.Invert(x, name=name)


def left_shift(x, y, name=None):
    """`x` with its bits moved `y` places to the left.

    Args:
        x: a tensor of an integer dtype.
        y: a tensor of the same dtype, of a shape that broadcasts with that of `x`.
        name: a name for the operation.

    Returns:
        A tensor of the dtype of `x` and the broadcast shape.

    Raises:
        InvalidArgumentError: the dtypes differ or are no integers, or the shapes cannot be
            broadcast (TypeError or ValueError while tracing).

    Example:
        >>> import tfcompat as tf
        >>> tf.bitwise.left_shift([1, 3], [2, 1])
        <tf.Tensor: shape=(2,), dtype=int32, numpy=array([4, 6], dtype=int32)>
    """
    return raw.LeftShift(x, y, name=name)


def right_shift(x, y, name=None):
    """`x` with its bits moved `y` places to the right; signs stay.

    Args:
        x: a tensor of an integer dtype.
        y: a tensor of the same dtype, of a shape that broadcasts with that of `x`.
        name: a name for the operation.

    Returns:
        A tensor of the dtype of `x` and the broadcast shape.

    Raises:
        InvalidArgumentError: the dtypes differ or are no integers, or the shapes cannot be
            broadcast (TypeError or ValueError while tracing).

    Example:
        >>> import tfcompat as tf
        >>> tf.bitwise.right_shift([8, -8], [2, 1])
        <tf.Tensor: shape=(2,), dtype=int32, numpy=array([ 2, -4], dtype=int32)>
    """
    return raw.RightShift(x, y, name=name)
