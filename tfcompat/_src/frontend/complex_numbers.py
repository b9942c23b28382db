"""Complex numbers: their parts, conjugates and angles.

Arithmetic of complex numbers is that of all numbers, in `math.py`.
"""

import math

from tfcompat._src.base import dtypes
from tfcompat._src.core import raw
from tfcompat._src.core.convert import convert_to_tensor
from tfcompat._src.frontend import creation, flat_values, scopes

_COMPLEX = {
    (dtypes.float32, dtypes.float32): dtypes.complex64,
    (dtypes.float64, dtypes.float64): dtypes.complex128,
}


@flat_values.elementwise()
def angle(input, name=None):
    """Angle of complex numbers in radians; of real ones 0, or pi where they are negative.

    Args:
        input: a tensor of a floating or complex dtype.
        name: a name for the operation.

    Returns:
        A floating tensor of the shape of `input`.

    Raises:
        InvalidArgumentError: the dtype is another one (TypeError while tracing).

    Example:
        >>> import tfcompat as tf
        >>> tf.math.angle([1.0 + 1.0j, -2.0 + 0.0j]).numpy().round(4)
        array([0.7854, 3.1416])
    """
    with scopes.scope(name, "Angle") as name:
        x = convert_to_tensor(input, name="input")
        if x.dtype.is_complex:
            return raw.Angle(x, Tout=x.dtype.real_dtype, name=name)
        below = raw.Less(x, 0)
        pi = math.pi * creation.ones_by_fill(x)
        return raw.Select(below, pi, creation.zeros_like(x))


def complex(real, imag, name=None):
    """Complex numbers from their real and imaginary parts.

    Args:
        real: a tensor of dtype float32 or float64.
        imag: a tensor of the same dtype and shape.
        name: a name for the operation.

    Returns:
        A tensor of dtype complex64 or complex128 and the broadcast shape.

    Raises:
        TypeError: the dtypes differ or are none of these.

    Example:
        >>> import tfcompat as tf
        >>> tf.complex([1.0, 2.0], [3.0, 4.0])
        <tf.Tensor: shape=(2,), dtype=complex64, numpy=array([1.+3.j, 2.+4.j], dtype=complex64)>
    """
    real = convert_to_tensor(real, name="real")
    imag = convert_to_tensor(imag, name="imag")
    with scopes.scope(name, "Complex") as name:
        pair = (real.dtype.base_dtype, imag.dtype.base_dtype)
        if pair not in _COMPLEX:
            raise TypeError(
                f"The `real` and `imag` components have incorrect types: {real.dtype.name} "
                f"{imag.dtype.name}. They must be consistent, and one of "
                "[tf.float32, tf.float64]"
            )
        return raw.Complex(real, imag, Tout=_COMPLEX[pair], name=name)


def conj(x, name=None):
    """Complex conjugate, element by element; real numbers stay as they are.

    Args:
        x: a tensor of a numeric dtype.
        name: a name for the operation.

    Returns:
        A tensor of the shape and dtype of `x`.

    Raises:
        TypeError: the dtype is not numeric.

    Example:
        >>> import tfcompat as tf
        >>> tf.math.conj([1.0 + 2.0j])
        <tf.Tensor: shape=(1,), dtype=complex128, numpy=array([1.-2.j])>
    """
    x = convert_to_tensor(x, name="x")
    dtype = x.dtype.base_dtype
    if dtype.is_complex or dtype == dtypes.variant:
        with scopes.scope(name, "Conj") as name:
            return raw.Conj(x, name=name)
    if dtype.is_floating or dtype.is_integer:
        return x
    raise TypeError(f"Expected numeric or variant tensor, got dtype {dtype!r}.")


def imag(input, name=None):
    """Imaginary part, element by element; 0 for real numbers.

    Args:
        input: a tensor of a numeric dtype.
        name: a name for the operation.

    Returns:
        A tensor of the shape of `input`; floating where it is complex.

    Raises:
        InvalidArgumentError: the dtype is another one (TypeError while tracing).

    Example:
        >>> import tfcompat as tf
        >>> tf.math.imag([1.0 + 2.0j])
        <tf.Tensor: shape=(1,), dtype=float64, numpy=array([2.])>
    """
    with scopes.scope(name, "Imag") as name:
        x = convert_to_tensor(input, name="input")
        if x.dtype.is_complex:
            return raw.Imag(x, Tout=x.dtype.real_dtype, name=name)
        return creation.zeros_like(x)


def real(input, name=None):
    """Real part, element by element; real numbers stay as they are.

    Args:
        input: a tensor of a numeric dtype.
        name: a name for the operation.

    Returns:
        A tensor of the shape of `input`; floating where it is complex.

    Raises:
        TypeError: the dtype is not numeric.

    Example:
        >>> import tfcompat as tf
        >>> tf.math.real([1.0 + 2.0j])
        <tf.Tensor: shape=(1,), dtype=float64, numpy=array([1.])>
    """
    with scopes.scope(name, "Real") as name:
        x = convert_to_tensor(input, name="input")
        if x.dtype.is_complex:
            return raw.Real(x, Tout=x.dtype.real_dtype, name=name)
        if x.dtype.is_numeric:
            return x
        raise TypeError(
            f"input must be a numeric tensor, but got tensor with dtype {x.dtype!r}"
        )
