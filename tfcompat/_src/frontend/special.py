"""Special functions: gamma, error and logistic functions, products with logarithms.

Other functions of one tensor are in `elementwise.py`.
"""

from tfcompat._src.core import raw
from tfcompat._src.core.convert import convert_to_tensor
from tfcompat._src.frontend import scopes


def digamma(x, name=None):
    """Derivative of the logarithm of the gamma function, element by element.

    Args:
        x: a tensor of a floating dtype.
        name: a name for the operation.

    Returns:
        A tensor of the shape and dtype of `x`.

    Raises:
        InvalidArgumentError: the dtype is another one (TypeError while tracing).

    Example:
        >>> import tfcompat as tf
        >>> tf.math.digamma([1.0, 2.0]).numpy().round(4)
        array([-0.5772,  0.4228], dtype=float32)
    """
    return raw.Digamma(x, name=name)


def erf(x, name=None):
    """Error function, element by element.

    Args:
        x: a tensor of a floating dtype.
        name: a name for the operation.

    Returns:
        A tensor of the shape and dtype of `x`.

    Raises:
        InvalidArgumentError: the dtype is another one (TypeError while tracing).

    Example:
        >>> import tfcompat as tf
        >>> tf.math.erf([0.0, 0.5]).numpy().round(4)
        array([0.    , 0.5205], dtype=float32)
    """
    return raw.Erf(x, name=name)


def erfc(x, name=None):
    """Complementary error function 1 - erf(x), element by element.

    Args:
        x: a tensor of a floating dtype.
        name: a name for the operation.

    Returns:
        A tensor of the shape and dtype of `x`.

    Raises:
        InvalidArgumentError: the dtype is another one (TypeError while tracing).

    Example:
        >>> import tfcompat as tf
        >>> tf.math.erfc([0.0, 0.5]).numpy().round(4)
        array([1.    , 0.4795], dtype=float32)
    """
    return raw.Erfc(x, name=name)


def lgamma(x, name=None):
    """Logarithm of the absolute value of the gamma function, element by element.

    Args:
        x: a tensor of a floating dtype.
        name: a name for the operation.

    Returns:
        A tensor of the shape and dtype of `x`.

    Raises:
        InvalidArgumentError: the dtype is another one (TypeError while tracing).

    Example:
        >>> import tfcompat as tf
        >>> tf.math.lgamma([1.0, 0.5]).numpy().round(4)
        array([0.    , 0.5724], dtype=float32)
    """
    return raw.Lgamma(x, name=name)


def log_sigmoid(x, name=None):
    """log(1 / (1 + exp(-x))), element by element, without overflow.

    Args:
        x: a tensor of a floating dtype.
        name: a name for the operation.

    Returns:
        A tensor of the shape and dtype of `x`.

    Raises:
        InvalidArgumentError: the dtype is another one (TypeError while tracing).

    Example:
        >>> import tfcompat as tf
        >>> tf.math.log_sigmoid([0.0, 2.0]).numpy().round(4)
        array([-0.6931, -0.1269], dtype=float32)
    """
    with scopes.scope(name, "LogSigmoid") as name:
        x = convert_to_tensor(x, name="x")
        return raw.Neg(raw.Softplus(raw.Neg(x)), name=name)


def sigmoid(x, name=None):
    """1 / (1 + exp(-x)), element by element.

    Args:
        x: a tensor of a floating or complex dtype.
        name: a name for the operation.

    Returns:
        A tensor of the shape and dtype of `x`.

    Raises:
        InvalidArgumentError: the dtype is another one (TypeError while tracing).

    Example:
        >>> import tfcompat as tf
        >>> tf.sigmoid([0.0, 2.0]).numpy().round(4)
        array([0.5   , 0.8808], dtype=float32)
    """
    return raw.Sigmoid(x, name=name)


def xdivy(x, y, name=None):
    """x / y, and 0 where `x` is 0, element by element.

    Args:
        x: a tensor of a floating or complex dtype.
        y: a tensor of the same dtype, of a shape that broadcasts with that of `x`.
        name: a name for the operation.

    Returns:
        A tensor of the dtype of `x` and the broadcast shape.

    Raises:
        InvalidArgumentError: the dtypes differ or are none of these, or the shapes cannot be
            broadcast (TypeError or ValueError while tracing).

    Example:
        >>> import tfcompat as tf
        >>> tf.math.xdivy([1.0, 0.0], [2.0, 0.0])
        <tf.Tensor: shape=(2,), dtype=float32, numpy=array([0.5, 0. ], dtype=float32)>
    """
    with scopes.scope(name, "xdivy"):
        return raw.Xdivy(x, y)


def xlog1py(x, y, name=None):
    """x * log(1 + y), and 0 where `x` is 0, element by element.

    Args:
        x: a tensor of a floating or complex dtype.
        y: a tensor of the same dtype, of a shape that broadcasts with that of `x`.
        name: a name for the operation.

    Returns:
        A tensor of the dtype of `x` and the broadcast shape.

    Raises:
        InvalidArgumentError: the dtypes differ or are none of these, or the shapes cannot be
            broadcast (TypeError or ValueError while tracing).

    Example:
        >>> import tfcompat as tf
        >>> tf.math.xlog1py([0.0, 1.0], [-1.0, 1.0]).numpy().round(4)
        array([0.    , 0.6931], dtype=float32)
    """
    with scopes.scope(name, "xlog1py"):
        return raw.Xlog1py(x, y)


def xlogy(x, y, name=None):
    """x * log(y), and 0 where `x` is 0, element by element.

    Args:
        x: a tensor of a floating or complex dtype.
        y: a tensor of the same dtype, of a shape that broadcasts with that of `x`.
        name: a name for the operation.

    Returns:
        A tensor of the dtype of `x` and the broadcast shape.

    Raises:
        InvalidArgumentError: the dtypes differ or are none of these, or the shapes cannot be
            broadcast (TypeError or ValueError while tracing).

    Example:
        >>> import tfcompat as tf
        >>> tf.math.xlogy([0.0, 1.0], [0.0, 2.0]).numpy().round(4)
        array([0.    , 0.6931], dtype=float32)
    """
    return raw.Xlogy(x, y, name=name)
