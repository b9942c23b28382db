"""Trigonometric and hyperbolic functions and their inverses, element by element.

Other functions of one tensor are in `elementwise.py`.
"""

from tfcompat._src.core import raw


def acos(x, name=None):
    """Arc cosine in radians, element by element.

    Args:
        x: a tensor of a floating or complex dtype.
        name: a name for the operation.

    Returns:
        A tensor of the shape and dtype of `x`.

    Raises:
        InvalidArgumentError: the dtype is another one (TypeError while tracing).

    Example:
        >>> import tfcompat as tf
        >>> tf.acos([1.0, 0.0]).numpy().round(4)
        array([0.    , 1.5708], dtype=float32)
    """
    return raw.Acos(x, name=name)


def acosh(x, name=None):
    """Inverse hyperbolic cosine, element by element.

    Args:
        x: a tensor of a floating or complex dtype.
        name: a name for the operation.

    Returns:
        A tensor of the shape and dtype of `x`.

    Raises:
        InvalidArgumentError: the dtype is another one (TypeError while tracing).

    Example:
        >>> import tfcompat as tf
        >>> tf.acosh([1.0, 2.0]).numpy().round(4)
        array([0.   , 1.317], dtype=float32)
    """
    return raw.Acosh(x, name=name)


def asin(x, name=None):
    """Arc sine in radians, element by element.

    Args:
        x: a tensor of a floating or complex dtype.
        name: a name for the operation.

    Returns:
        A tensor of the shape and dtype of `x`.

    Raises:
        InvalidArgumentError: the dtype is another one (TypeError while tracing).

    Example:
        >>> import tfcompat as tf
        >>> tf.asin([0.0, 1.0]).numpy().round(4)
        array([0.    , 1.5708], dtype=float32)
    """
    return raw.Asin(x, name=name)


def asinh(x, name=None):
    """Inverse hyperbolic sine, element by element.

    Args:
        x: a tensor of a floating or complex dtype.
        name: a name for the operation.

    Returns:
        A tensor of the shape and dtype of `x`.

    Raises:
        InvalidArgumentError: the dtype is another one (TypeError while tracing).

    Example:
        >>> import tfcompat as tf
        >>> tf.asinh([0.0, 1.0]).numpy().round(4)
        array([0.    , 0.8814], dtype=float32)
    """
    return raw.Asinh(x, name=name)


def atan(x, name=None):
    """Arc tangent in radians, element by element.

    Args:
        x: a tensor of a floating or complex dtype.
        name: a name for the operation.

    Returns:
        A tensor of the shape and dtype of `x`.

    Raises:
        InvalidArgumentError: the dtype is another one (TypeError while tracing).

    Example:
        >>> import tfcompat as tf
        >>> tf.atan([0.0, 1.0]).numpy().round(4)
        array([0.    , 0.7854], dtype=float32)
    """
    return raw.Atan(x, name=name)


def atan2(y, x, name=None):
    """Angle of the point (x, y) in radians, with the signs of both in mind.

    Args:
        y: a tensor of a floating dtype.
        x: a tensor of the same dtype, of a shape that broadcasts with that of `y`.
        name: a name for the operation.

    Returns:
        A tensor of the dtype of `y` and the broadcast shape.

    Raises:
        InvalidArgumentError: the dtypes differ or are no floating ones, or the shapes cannot
            be broadcast (TypeError or ValueError while tracing).

    Example:
        >>> import tfcompat as tf
        >>> tf.atan2([1.0, -1.0], [1.0, -1.0]).numpy().round(4)
        array([ 0.7854, -2.3562], dtype=float32)
    """
    return raw.Atan2(y, x, name=name)


def atanh(x, name=None):
    """Inverse hyperbolic tangent, element by element.

    Args:
        x: a tensor of a floating or complex dtype.
        name: a name for the operation.

    Returns:
        A tensor of the shape and dtype of `x`.

    Raises:
        InvalidArgumentError: the dtype is another one (TypeError while tracing).

    Example:
        >>> import tfcompat as tf
        >>> tf.atanh([0.0, 0.5]).numpy().round(4)
        array([0.    , 0.5493], dtype=float32)
    """
    return raw.Atanh(x, name=name)


def cos(x, name=None):
    """Cosine of angles in radians, element by element.

    Args:
        x: a tensor of a floating or complex dtype.
        name: a name for the operation.

    Returns:
        A tensor of the shape and dtype of `x`.

    Raises:
        InvalidArgumentError: the dtype is another one (TypeError while tracing).

    Example:
        >>> import tfcompat as tf
        >>> tf.cos([0.0, 1.0]).numpy().round(4)
        array([1.    , 0.5403], dtype=float32)
    """
    return raw.Cos(x, name=name)


def cosh(x, name=None):
    """Hyperbolic cosine, element by element.

    Args:
        x: a tensor of a floating or complex dtype.
        name: a name for the operation.

    Returns:
        A tensor of the shape and dtype of `x`.

    Raises:
        InvalidArgumentError: the dtype is another one (TypeError while tracing).

    Example:
        >>> import tfcompat as tf
        >>> tf.cosh([0.0, 1.0]).numpy().round(4)
        array([1.    , 1.5431], dtype=float32)
    """
    return raw.Cosh(x, name=name)


def sin(x, name=None):
    """Sine of angles in radians, element by element.

    Args:
        x: a tensor of a floating or complex dtype.
        name: a name for the operation.

    Returns:
        A tensor of the shape and dtype of `x`.

    Raises:
        InvalidArgumentError: the dtype is another one (TypeError while tracing).

    Example:
        >>> import tfcompat as tf
        >>> tf.sin([0.0, 1.0]).numpy().round(4)
        array([0.    , 0.8415], dtype=float32)
    """
    return raw.Sin(x, name=name)


def sinh(x, name=None):
    """Hyperbolic sine, element by element.

    Args:
        x: a tensor of a floating or complex dtype.
        name: a name for the operation.

    Returns:
        A tensor of the shape and dtype of `x`.

    Raises:
        InvalidArgumentError: the dtype is another one (TypeError while tracing).

    Example:
        >>> import tfcompat as tf
        >>> tf.sinh([0.0, 1.0]).numpy().round(4)
        array([0.    , 1.1752], dtype=float32)
    """
    return raw.Sinh(x, name=name)


def tan(x, name=None):
    """Tangent of angles in radians, element by element.

    Args:
        x: a tensor of a floating or complex dtype.
        name: a name for the operation.

    Returns:
        A tensor of the shape and dtype of `x`.

    Raises:
        InvalidArgumentError: the dtype is another one (TypeError while tracing).

    Example:
        >>> import tfcompat as tf
        >>> tf.tan([0.0, 1.0]).numpy().round(4)
        array([0.    , 1.5574], dtype=float32)
    """
    return raw.Tan(x, name=name)


def tanh(x, name=None):
    """Hyperbolic tangent, element by element.

    Args:
        x: a tensor of a floating or complex dtype.
        name: a name for the operation.

    Returns:
        A tensor of the shape and dtype of `x`.

    Raises:
        InvalidArgumentError: the dtype is another one (TypeError while tracing).

    Example:
        >>> import tfcompat as tf
        >>> tf.tanh([0.0, 1.0]).numpy().round(4)
        array([0.    , 0.7616], dtype=float32)
    """
    return raw.Tanh(x, name=name)
