"""Bessel functions, element by element.

Other special functions are in `special.py` and `gamma_functions.py`.
"""

from tfcompat._src.core import raw


def bessel_i0(x, name=None):
    """The modified Bessel function of the first kind and order 0.

    Args:
        x: a tensor of a floating dtype.
        name: a name for the operation.

    Returns:
        A tensor of the shape and dtype of `x`.

    Raises:
        InvalidArgumentError: the dtype is another one (TypeError while tracing).

    Example:
        >>> import tfcompat as tf
        >>> tf.math.bessel_i0([0.5, 1.0, 2.0]).numpy().round(4)
        array([1.0635, 1.2661, 2.2796], dtype=float32)
    """
    return raw.BesselI0(x, name=name)


def bessel_i0e(x, name=None):
    """The modified Bessel function of the first kind and order 0, times exp(-|x|).

    Args:
        x: a tensor of a floating dtype.
        name: a name for the operation.

    Returns:
        A tensor of the shape and dtype of `x`.

    Raises:
        InvalidArgumentError: the dtype is another one (TypeError while tracing).

    Example:
        >>> import tfcompat as tf
        >>> tf.math.bessel_i0e([0.5, 1.0, 2.0]).numpy().round(4)
        array([0.645 , 0.4658, 0.3085], dtype=float32)
    """
    return raw.BesselI0e(x, name=name)


def bessel_i1(x, name=None):
    """The modified Bessel function of the first kind and order 1.

    Args:
        x: a tensor of a floating dtype.
        name: a name for the operation.

    Returns:
        A tensor of the shape and dtype of `x`.

    Raises:
        InvalidArgumentError: the dtype is another one (TypeError while tracing).

    Example:
        >>> import tfcompat as tf
        >>> tf.math.bessel_i1([0.5, 1.0, 2.0]).numpy().round(4)
        array([0.2579, 0.5652, 1.5906], dtype=float32)
    """
    return raw.BesselI1(x, name=name)


def bessel_i1e(x, name=None):
    """The modified Bessel function of the first kind and order 1, times exp(-|x|).

    Args:
        x: a tensor of a floating dtype.
        name: a name for the operation.

    Returns:
        A tensor of the shape and dtype of `x`.

    Raises:
        InvalidArgumentError: the dtype is another one (TypeError while tracing).

    Example:
        >>> import tfcompat as tf
        >>> tf.math.bessel_i1e([0.5, 1.0, 2.0]).numpy().round(4)
        array([0.1564, 0.2079, 0.2153], dtype=float32)
    """
    return raw.BesselI1e(x, name=name)


def bessel_j0(x, name=None):
    """The Bessel function of the first kind and order 0.

    Args:
        x: a tensor of a floating dtype.
        name: a name for the operation.

    Returns:
        A tensor of the shape and dtype of `x`.

    Raises:
        InvalidArgumentError: the dtype is another one (TypeError while tracing).

    Example:
        >>> import tfcompat as tf
        >>> tf.math.special.bessel_j0([0.5, 1.0, 2.0]).numpy().round(4)
        array([0.9385, 0.7652, 0.2239], dtype=float32)
    """
    return raw.BesselJ0(x, name=name)


def bessel_j1(x, name=None):
    """The Bessel function of the first kind and order 1.

    Args:
        x: a tensor of a floating dtype.
        name: a name for the operation.

    Returns:
        A tensor of the shape and dtype of `x`.

    Raises:
        InvalidArgumentError: the dtype is another one (TypeError while tracing).

    Example:
        >>> import tfcompat as tf
        >>> tf.math.special.bessel_j1([0.5, 1.0, 2.0]).numpy().round(4)
        array([0.2423, 0.4401, 0.5767], dtype=float32)
    """
    return raw.BesselJ1(x, name=name)


def bessel_k0(x, name=None):
    """The modified Bessel function of the second kind and order 0.

    Args:
        x: a tensor of a floating dtype.
        name: a name for the operation.

    Returns:
        A tensor of the shape and dtype of `x`.

    Raises:
        InvalidArgumentError: the dtype is another one (TypeError while tracing).

    Example:
        >>> import tfcompat as tf
        >>> tf.math.special.bessel_k0([0.5, 1.0, 2.0]).numpy().round(4)
        array([0.9244, 0.421 , 0.1139], dtype=float32)
    """
    return raw.BesselK0(x, name=name)


def bessel_k0e(x, name=None):
    """The modified Bessel function of the second kind and order 0, times exp(x).

    Args:
        x: a tensor of a floating dtype.
        name: a name for the operation.

    Returns:
        A tensor of the shape and dtype of `x`.

    Raises:
        InvalidArgumentError: the dtype is another one (TypeError while tracing).

    Example:
        >>> import tfcompat as tf
        >>> tf.math.special.bessel_k0e([0.5, 1.0, 2.0]).numpy().round(4)
        array([1.5241, 1.1445, 0.8416], dtype=float32)
    """
    return raw.BesselK0e(x, name=name)


def bessel_k1(x, name=None):
    """The modified Bessel function of the second kind and order 1.

    Args:
        x: a tensor of a floating dtype.
        name: a name for the operation.

    Returns:
        A tensor of the shape and dtype of `x`.

    Raises:
        InvalidArgumentError: the dtype is another one (TypeError while tracing).

    Example:
        >>> import tfcompat as tf
        >>> tf.math.special.bessel_k1([0.5, 1.0, 2.0]).numpy().round(4)
        array([1.6564, 0.6019, 0.1399], dtype=float32)
    """
    return raw.BesselK1(x, name=name)


def bessel_k1e(x, name=None):
    """The modified Bessel function of the second kind and order 1, times exp(x).

    Args:
        x: a tensor of a floating dtype.
        name: a name for the operation.

    Returns:
        A tensor of the shape and dtype of `x`.

    Raises:
        InvalidArgumentError: the dtype is another one (TypeError while tracing).

    Example:
        >>> import tfcompat as tf
        >>> tf.math.special.bessel_k1e([0.5, 1.0, 2.0]).numpy().round(4)
        array([2.731 , 1.6362, 1.0335], dtype=float32)
    """
    return raw.BesselK1e(x, name=name)


def bessel_y0(x, name=None):
    """The Bessel function of the second kind and order 0.

    Args:
        x: a tensor of a floating dtype.
        name: a name for the operation.

    Returns:
        A tensor of the shape and dtype of `x`.

    Raises:
        InvalidArgumentError: the dtype is another one (TypeError while tracing).

    Example:
        >>> import tfcompat as tf
        >>> tf.math.special.bessel_y0([0.5, 1.0, 2.0]).numpy().round(4)
        array([-0.4445,  0.0883,  0.5104], dtype=float32)
    """
    return raw.BesselY0(x, name=name)


def bessel_y1(x, name=None):
    """The Bessel function of the second kind and order 1.

    Args:
        x: a tensor of a floating dtype.
        name: a name for the operation.

    Returns:
        A tensor of the shape and dtype of `x`.

    Raises:
        InvalidArgumentError: the dtype is another one (TypeError while tracing).

    Example:
        >>> import tfcompat as tf
        >>> tf.math.special.bessel_y1([0.5, 1.0, 2.0]).numpy().round(4)
        array([-1.4715, -0.7812, -0.107 ], dtype=float32)
    """
    return raw.BesselY1(x, name=name)
