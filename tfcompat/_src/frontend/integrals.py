"""Integrals that have names, and inverses of such: of bells, waves and exponentials.

The error function itself is in `special.py`.
"""

import math

from tfcompat._src.core import raw
from tfcompat._src.core.convert import convert_to_tensor
from tfcompat._src.frontend import scopes


def erfcinv(x, name=None):
    """The inverse of the complementary error function, element by element.

    Args:
        x: a tensor of a floating dtype.
        name: a name for the operation.

    Returns:
        A tensor of the shape and dtype of `x`.

    Raises:
        InvalidArgumentError: the dtype is another one (TypeError while tracing).

    Example:
        >>> import tfcompat as tf
        >>> tf.math.erfcinv([0.5, 1.0, 1.5]).numpy().round(4)
        array([ 0.4769, -0.    , -0.4769], dtype=float32)
    """
    with scopes.scope(name, "erfcinv"):
        x = convert_to_tensor(x, name="start")
        # By way of the normal distribution's quantiles, which are exact near 0 too.
        return -raw.Ndtri(0.5 * x) * math.sqrt(0.5)


def erfinv(x, name=None):
    """The inverse of the error function, element by element.

    Args:
        x: a tensor of a floating dtype.
        name: a name for the operation.

    Returns:
        A tensor of the shape and dtype of `x`.

    Raises:
        InvalidArgumentError: the dtype is another one (TypeError while tracing).

    Example:
        >>> import tfcompat as tf
        >>> tf.math.erfinv([-0.5, 0.0, 0.5]).numpy().round(4)
        array([-0.4769,  0.    ,  0.4769], dtype=float32)
    """
    return raw.Erfinv(x, name=name)


def ndtri(x, name=None):
    """The quantiles of the standard normal distribution, element by element.

    Args:
        x: a tensor of a floating dtype.
        name: a name for the operation.

    Returns:
        A tensor of the shape and dtype of `x`.

    Raises:
        InvalidArgumentError: the dtype is another one (TypeError while tracing).

    Example:
        >>> import tfcompat as tf
        >>> tf.math.ndtri([0.1, 0.5]).numpy().round(4)
        array([-1.2816,  0.    ], dtype=float32)
    """
    return raw.Ndtri(x, name=name)


def dawsn(x, name=None):
    """The integral of H. G. Dawson: exp(-x^2) times the integral of exp(t^2) from 0 to x.

    Args:
        x: a tensor of a floating dtype.
        name: a name for the operation.

    Returns:
        A tensor of the shape and dtype of `x`.

    Raises:
        InvalidArgumentError: the dtype is another one (TypeError while tracing).

    Example:
        >>> import tfcompat as tf
        >>> tf.math.special.dawsn([0.5, 1.0]).numpy().round(4)
        array([0.4244, 0.5381], dtype=float32)
    """
    return raw.Dawsn(x, name=name)


def expint(x, name=None):
    """The exponential integral Ei(x).

    Args:
        x: a tensor of a floating dtype.
        name: a name for the operation.

    Returns:
        A tensor of the shape and dtype of `x`.

    Raises:
        InvalidArgumentError: the dtype is another one (TypeError while tracing).

    Example:
        >>> import tfcompat as tf
        >>> tf.math.special.expint([0.5, 1.0]).numpy().round(4)
        array([0.4542, 1.8951], dtype=float32)
    """
    return raw.Expint(x, name=name)


def fresnel_cos(x, name=None):
    """The integral of A. Fresnel of cos(pi t^2 / 2), from 0 to x.

    Args:
        x: a tensor of a floating dtype.
        name: a name for the operation.

    Returns:
        A tensor of the shape and dtype of `x`.

    Raises:
        InvalidArgumentError: the dtype is another one (TypeError while tracing).

    Example:
        >>> import tfcompat as tf
        >>> tf.math.special.fresnel_cos([0.5, 1.0]).numpy().round(4)
        array([0.4923, 0.7799], dtype=float32)
    """
    return raw.FresnelCos(x, name=name)


def fresnel_sin(x, name=None):
    """The integral of A. Fresnel of sin(pi t^2 / 2), from 0 to x.

    Args:
        x: a tensor of a floating dtype.
        name: a name for the operation.

    Returns:
        A tensor of the shape and dtype of `x`.

    Raises:
        InvalidArgumentError: the dtype is another one (TypeError while tracing).

    Example:
        >>> import tfcompat as tf
        >>> tf.math.special.fresnel_sin([0.5, 1.0]).numpy().round(4)
        array([0.0647, 0.4383], dtype=float32)
    """
    return raw.FresnelSin(x, name=name)


def spence(x, name=None):
    """The integral of W. Spence of log(t) / (t - 1), from x to 1: the dilogarithm of 1 - x.

    Args:
        x: a tensor of a floating dtype.
        name: a name for the operation.

    Returns:
        A tensor of the shape and dtype of `x`.

    Raises:
        InvalidArgumentError: the dtype is another one (TypeError while tracing).

    Example:
        >>> import tfcompat as tf
        >>> tf.math.special.spence([0.5, 1.0]).numpy().round(4)
        array([0.5822, 0.    ], dtype=float32)
    """
    return raw.Spence(x, name=name)
