"""Functions near the gamma function that take parameters, and the beta function.

Those of one argument are in `special.py`.
"""

from tfcompat._src.core import raw
from tfcompat._src.core.convert import convert_to_tensor
from tfcompat._src.frontend import reductions, scopes


def betainc(a, b, x, name=None):
    """The regularized incomplete beta function I_x(a, b).

    Args:
        a, b: the parameters, positive tensors of dtype float32 or float64.
        x: a tensor of the same dtype: where the integral ends, from 0 to 1.
        name: a name for the operation.

    Returns:
        A tensor of the same dtype and of the broadcast shape.

    Raises:
        InvalidArgumentError: the shapes differ and none of them is a scalar's.

    Example:
        >>> import tfcompat as tf
        >>> tf.math.betainc(2.0, 1.0, [0.25, 0.5]).numpy().round(4)
        array([0.0625, 0.25  ], dtype=float32)
    """
    return raw.Betainc(a, b, x, name=name)


def igamma(a, x, name=None):
    """The lower regularized incomplete gamma function P(a, x).

    Args:
        a: a tensor of dtype float32 or float64, or a half one where the op has it.
        x: a tensor of the same dtype, whose shape can be broadcast with it.
        name: a name for the operation.

    Returns:
        A tensor of the same dtype and of the broadcast shape.

    Raises:
        InvalidArgumentError: the dtypes differ, or the shapes cannot be broadcast.

    Example:
        >>> import tfcompat as tf
        >>> tf.math.igamma(2.0, [0.5, 1.0]).numpy().round(4)
        array([0.0902, 0.2642], dtype=float32)
    """
    return raw.Igamma(a, x, name=name)


def igammac(a, x, name=None):
    """The upper regularized incomplete gamma function Q(a, x) = 1 - P(a, x).

    Args:
        a: a tensor of dtype float32 or float64, or a half one where the op has it.
        x: a tensor of the same dtype, whose shape can be broadcast with it.
        name: a name for the operation.

    Returns:
        A tensor of the same dtype and of the broadcast shape.

    Raises:
        InvalidArgumentError: the dtypes differ, or the shapes cannot be broadcast.

    Example:
        >>> import tfcompat as tf
        >>> tf.math.igammac(2.0, [0.5, 1.0]).numpy().round(4)
        array([0.9098, 0.7358], dtype=float32)
    """
    return raw.Igammac(a, x, name=name)


def lbeta(x, name=None):
    """The logarithm of the absolute value of the beta function of the last dimension.

    Args:
        x: a tensor of a floating dtype and shape [..., n].
        name: a name for the operation.

    Returns:
        A tensor of shape [...]: 0 for two, -inf for no numbers.

    Raises:
        ValueError: `x` is a scalar.

    Example:
        >>> import tfcompat as tf
        >>> tf.math.lbeta([[1.0, 2.0], [2.0, 3.0]]).numpy().round(4)
        array([-0.6931, -2.4849], dtype=float32)
    """
    with scopes.scope(name, "lbeta"):
        x = convert_to_tensor(x, name="x")
        each = reductions.reduce_sum(raw.Lgamma(x), -1)
        whole = raw.Lgamma(reductions.reduce_sum(x, -1))
        return raw.Sub(each, whole)


def polygamma(a, x, name=None):
    """The derivative of order `a` + 1 of the logarithm of the gamma function.

    Args:
        a: the order, a tensor of dtype float32 or float64; NaN unless it is a whole number.
        x: a tensor of the same dtype.
        name: a name for the operation.

    Returns:
        A tensor of the same dtype and of the broadcast shape.

    Raises:
        InvalidArgumentError: the dtypes differ, or the shapes cannot be broadcast.

    Example:
        >>> import tfcompat as tf
        >>> tf.math.polygamma(1.0, [1.0, 2.0]).numpy().round(4)
        array([1.6449, 0.6449], dtype=float32)
    """
    return raw.Polygamma(a, x, name=name)


def zeta(x, q, name=None):
    """The zeta function of A. Hurwitz: the sum of 1 / (k + q)^x over k = 0, 1, 2 ...

    Args:
        x: the exponent, a tensor of dtype float32 or float64.
        q: a tensor of the same dtype.
        name: a name for the operation.

    Returns:
        A tensor of the same dtype and of the broadcast shape.

    Raises:
        InvalidArgumentError: the dtypes differ, or the shapes cannot be broadcast.

    Example:
        >>> import tfcompat as tf
        >>> tf.math.zeta(2.0, [1.0, 2.0]).numpy().round(4)
        array([1.6449, 0.6449], dtype=float32)
    """
    return raw.Zeta(x, q, name=name)
