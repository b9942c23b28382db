"""Functions of one tensor, element by element: rounding, powers, exponentials, tests of numbers.

Trigonometry is in `trigonometry.py`, statistics' special functions are in `special.py`, parts of
complex numbers in `complex_numbers.py`; functions of two tensors are in `math.py`.
"""

from tfcompat._src.core import raw
from tfcompat._src.core.convert import constant, convert_to_tensor
from tfcompat._src.frontend import scopes


def abs(x, name=None):
    """Absolute value, element by element; of complex numbers the magnitude.

    Args:
        x: a tensor of a numeric dtype.
        name: a name for the operation.

    Returns:
        A tensor of the shape and dtype of `x`; floating where `x` is complex.

    Raises:
        InvalidArgumentError: the dtype is another one (TypeError while tracing).

    Example:
        >>> import tfcompat as tf
        >>> tf.abs([-2.25, 3.25])
        <tf.Tensor: shape=(2,), dtype=float32, numpy=array([2.25, 3.25], dtype=float32)>
    """
    with scopes.scope(name, "Abs") as name:
        x = convert_to_tensor(x, name="x")
        if x.dtype.is_complex:
            return raw.ComplexAbs(x, Tout=x.dtype.real_dtype, name=name)
        return raw.Abs(x, name=name)


def ceil(x, name=None):
    """The smallest integer that is not below, element by element.

    Args:
        x: a tensor of a floating dtype.
        name: a name for the operation.

    Returns:
        A tensor of the shape and dtype of `x`.

    Raises:
        InvalidArgumentError: the dtype is another one (TypeError while tracing).

    Example:
        >>> import tfcompat as tf
        >>> tf.math.ceil([-1.7, 0.2, 2.0])
        <tf.Tensor: shape=(3,), dtype=float32, numpy=array([-1.,  1.,  2.], dtype=float32)>
    """
    return raw.Ceil(x, name=name)


def exp(x, name=None):
    """e to the power of `x`, element by element.

    Args:
        x: a tensor of a floating or complex dtype.
        name: a name for the operation.

    Returns:
        A tensor of the shape and dtype of `x`.

    Raises:
        InvalidArgumentError: the dtype is another one (TypeError while tracing).

    Example:
        >>> import tfcompat as tf
        >>> tf.exp([0.0, 1.0]).numpy().round(4)
        array([1.    , 2.7183], dtype=float32)
    """
    return raw.Exp(x, name=name)


def expm1(x, name=None):
    """exp(x) - 1, precise near 0, element by element.

    Args:
        x: a tensor of a floating or complex dtype.
        name: a name for the operation.

    Returns:
        A tensor of the shape and dtype of `x`.

    Raises:
        InvalidArgumentError: the dtype is another one (TypeError while tracing).

    Example:
        >>> import tfcompat as tf
        >>> tf.math.expm1([0.0, 1e-7]).numpy().round(4)
        array([0., 0.], dtype=float32)
    """
    return raw.Expm1(x, name=name)


def floor(x, name=None):
    """The largest integer that is not above, element by element.

    Args:
        x: a tensor of a floating dtype.
        name: a name for the operation.

    Returns:
        A tensor of the shape and dtype of `x`.

    Raises:
        InvalidArgumentError: the dtype is another one (TypeError while tracing).

    Example:
        >>> import tfcompat as tf
        >>> tf.floor([-1.7, 0.2, 2.0])
        <tf.Tensor: shape=(3,), dtype=float32, numpy=array([-2.,  0.,  2.], dtype=float32)>
    """
    return raw.Floor(x, name=name)


def is_finite(x, name=None):
    """Whether elements are neither infinite nor NaN.

    Args:
        x: a tensor of a floating dtype.
        name: a name for the operation.

    Returns:
        A boolean tensor of the shape of `x`.

    Raises:
        InvalidArgumentError: the dtype is another one (TypeError while tracing).

    Example:
        >>> import tfcompat as tf
        >>> tf.math.is_finite([1.0, float("inf"), float("nan")])
        <tf.Tensor: shape=(3,), dtype=bool, numpy=array([ True, False, False])>
    """
    return raw.IsFinite(x, name=name)


def is_inf(x, name=None):
    """Whether elements are infinite.

    Args:
        x: a tensor of a floating dtype.
        name: a name for the operation.

    Returns:
        A boolean tensor of the shape of `x`.

    Raises:
        InvalidArgumentError: the dtype is another one (TypeError while tracing).

    Example:
        >>> import tfcompat as tf
        >>> tf.math.is_inf([1.0, float("inf"), float("nan")])
        <tf.Tensor: shape=(3,), dtype=bool, numpy=array([False,  True, False])>
    """
    return raw.IsInf(x, name=name)


def is_nan(x, name=None):
    """Whether elements are NaN.

    Args:
        x: a tensor of a floating dtype.
        name: a name for the operation.

    Returns:
        A boolean tensor of the shape of `x`.

    Raises:
        InvalidArgumentError: the dtype is another one (TypeError while tracing).

    Example:
        >>> import tfcompat as tf
        >>> tf.math.is_nan([1.0, float("inf"), float("nan")])
        <tf.Tensor: shape=(3,), dtype=bool, numpy=array([False, False,  True])>
    """
    return raw.IsNan(x, name=name)


def log(x, name=None):
    """Natural logarithm, element by element.

    Args:
        x: a tensor of a floating or complex dtype.
        name: a name for the operation.

    Returns:
        A tensor of the shape and dtype of `x`.

    Raises:
        InvalidArgumentError: the dtype is another one (TypeError while tracing).

    Example:
        >>> import tfcompat as tf
        >>> tf.math.log([1.0, 0.0, 10.0]).numpy().round(4)
        array([0.    ,   -inf, 2.3026], dtype=float32)
    """
    return raw.Log(x, name=name)


def log1p(x, name=None):
    """log(1 + x), precise near 0, element by element.

    Args:
        x: a tensor of a floating or complex dtype.
        name: a name for the operation.

    Returns:
        A tensor of the shape and dtype of `x`.

    Raises:
        InvalidArgumentError: the dtype is another one (TypeError while tracing).

    Example:
        >>> import tfcompat as tf
        >>> tf.math.log1p([0.0, 1e-7]).numpy().round(4)
        array([0., 0.], dtype=float32)
    """
    return raw.Log1p(x, name=name)


def negative(x, name=None):
    """-x, element by element.

    Args:
        x: a tensor of a numeric dtype.
        name: a name for the operation.

    Returns:
        A tensor of the shape and dtype of `x`.

    Raises:
        InvalidArgumentError: the dtype is another one (TypeError while tracing).

    Example:
        >>> import tfcompat as tf
        >>> tf.negative([1, -2])
        <tf.Tensor: shape=(2,), dtype=int32, numpy=array([-1,  2], dtype=int32)>
    """
    return raw.Neg(x, name=name)


def reciprocal(x, name=None):
    """1 / x, element by element.

    Args:
        x: a tensor of a floating or complex dtype.
        name: a name for the operation.

    Returns:
        A tensor of the shape and dtype of `x`.

    Raises:
        InvalidArgumentError: the dtype is another one (TypeError while tracing).

    Example:
        >>> import tfcompat as tf
        >>> tf.math.reciprocal([2.0, 4.0])
        <tf.Tensor: shape=(2,), dtype=float32, numpy=array([0.5 , 0.25], dtype=float32)>
    """
    return raw.Reciprocal(x, name=name)


def reciprocal_no_nan(x, name=None):
    """1 / x, and 0 where `x` is 0, element by element.

    Args:
        x: a tensor of a floating or complex dtype.
        name: a name for the operation.

    Returns:
        A tensor of the shape and dtype of `x`.

    Raises:
        InvalidArgumentError: the dtype is another one (TypeError while tracing).

    Example:
        >>> import tfcompat as tf
        >>> tf.math.reciprocal_no_nan([2.0, 0.0])
        <tf.Tensor: shape=(2,), dtype=float32, numpy=array([0.5, 0. ], dtype=float32)>
    """
    with scopes.scope(name, "reciprocal_no_nan") as scope:
        x = convert_to_tensor(x, name="x")
        one = constant(1, dtype=x.dtype.base_dtype, name="one")
        return raw.DivNoNan(one, x, name=scope)


def rint(x, name=None):
    """The nearest integer, the even one of two, element by element.

    Args:
        x: a tensor of a floating dtype.
        name: a name for the operation.

    Returns:
        A tensor of the shape and dtype of `x`.

    Raises:
        InvalidArgumentError: the dtype is another one (TypeError while tracing).

    Example:
        >>> import tfcompat as tf
        >>> tf.math.rint([-1.5, 0.5, 1.7])
        <tf.Tensor: shape=(3,), dtype=float32, numpy=array([-2.,  0.,  2.], dtype=float32)>
    """
    return raw.Rint(x, name=name)


def round(x, name=None):
    """The nearest integer, the even one of two; integers stay as they are.

    Args:
        x: a tensor of a numeric dtype.
        name: a name for the operation.

    Returns:
        A tensor of the shape and dtype of `x`.

    Raises:
        InvalidArgumentError: the dtype is another one (TypeError while tracing).

    Example:
        >>> import tfcompat as tf
        >>> tf.round([0.9, 2.5, -1.5])
        <tf.Tensor: shape=(3,), dtype=float32, numpy=array([ 1.,  2., -2.], dtype=float32)>
    """
    x = convert_to_tensor(x, name="x")
    if x.dtype.is_integer:
        return x
    return raw.Round(x, name=name)


def rsqrt(x, name=None):
    """1 / sqrt(x), element by element.

    Args:
        x: a tensor of a floating or complex dtype.
        name: a name for the operation.

    Returns:
        A tensor of the shape and dtype of `x`.

    Raises:
        InvalidArgumentError: the dtype is another one (TypeError while tracing).

    Example:
        >>> import tfcompat as tf
        >>> tf.math.rsqrt([4.0, 16.0])
        <tf.Tensor: shape=(2,), dtype=float32, numpy=array([0.5 , 0.25], dtype=float32)>
    """
    return raw.Rsqrt(x, name=name)


def sign(x, name=None):
    """-1, 0 or 1 as elements are below, at or above 0; x / |x| for complex numbers.

    Args:
        x: a tensor of a numeric dtype.
        name: a name for the operation.

    Returns:
        A tensor of the shape and dtype of `x`.

    Raises:
        InvalidArgumentError: the dtype is another one (TypeError while tracing).

    Example:
        >>> import tfcompat as tf
        >>> tf.sign([-3.0, 0.0, 5.0])
        <tf.Tensor: shape=(3,), dtype=float32, numpy=array([-1.,  0.,  1.], dtype=float32)>
    """
    x = convert_to_tensor(x)
    if x.dtype.is_complex:
        size = raw.Cast(raw.ComplexAbs(x, Tout=x.dtype.real_dtype), DstT=x.dtype)
        return raw.DivNoNan(x, size, name=name)
    return raw.Sign(x, name=name)


def sqrt(x, name=None):
    """Square root, element by element.

    Args:
        x: a tensor of a floating or complex dtype.
        name: a name for the operation.

    Returns:
        A tensor of the shape and dtype of `x`.

    Raises:
        InvalidArgumentError: the dtype is another one (TypeError while tracing).

    Example:
        >>> import tfcompat as tf
        >>> tf.sqrt([4.0, 9.0])
        <tf.Tensor: shape=(2,), dtype=float32, numpy=array([2., 3.], dtype=float32)>
    """
    return raw.Sqrt(x, name=name)


def square(x, name=None):
    """x * x, element by element.

    Args:
        x: a tensor of a numeric dtype.
        name: a name for the operation.

    Returns:
        A tensor of the shape and dtype of `x`.

    Raises:
        InvalidArgumentError: the dtype is another one (TypeError while tracing).

    Example:
        >>> import tfcompat as tf
        >>> tf.square([-2.0, 3.0])
        <tf.Tensor: shape=(2,), dtype=float32, numpy=array([4., 9.], dtype=float32)>
    """
    return raw.Square(x, name=name)
