"""Other dtypes: values converted, or their bits taken for another dtype.

Python and numpy values become tensors in `core/convert.py`.
"""

import numpy as np

from tfcompat._src.base import dtypes
from tfcompat._src.core import raw
from tfcompat._src.core.convert import constant, convert_to_tensor
from tfcompat._src.core.tensor import Tensor
from tfcompat._src.frontend import scopes


def bitcast(input, type, name=None):  # noqa: A002
    """The bits of a tensor, taken for another dtype.

    Args:
        input: a tensor.
        type: the dtype to take them for.
        name: a name for the operation.

    Returns:
        A tensor; of the shape of `input` where both dtypes have one size.

    Raises:
        InvalidArgumentError: the sizes do not fit (ValueError while tracing).

    Example:
        >>> import tfcompat as tf
        >>> tf.bitcast(1.0, tf.int32)
        <tf.Tensor: shape=(), dtype=int32, numpy=1065353216>
    """
    return raw.Bitcast(input, type=type, name=name)


def cast(x, dtype, name=None):
    """Values as another dtype.

    Args:
        x: a tensor of a numeric dtype or bool.
        dtype: the dtype to have; fractions are cut off for integers, imaginary parts for others.
        name: a name for the operation.

    Returns:
        A tensor of the shape of `x`; `x` itself where it has the dtype.

    Raises:
        UnimplementedError: there is no such conversion.

    Example:
        >>> import tfcompat as tf
        >>> tf.cast([1.8, -2.2], tf.int32)
        <tf.Tensor: shape=(2,), dtype=int32, numpy=array([ 1, -2], dtype=int32)>
    """
    base_type = dtypes.as_dtype(dtype).base_dtype
    if isinstance(x, Tensor) and x.dtype == base_type:
        return x
    with scopes.scope(name, "Cast") as name:
        x = convert_to_tensor(x, name="x")
        if x.dtype == base_type:
            return x
        return raw.Cast(x, DstT=base_type, name=name)


def saturate_cast(value, dtype, name=None):
    """Values as another dtype, those out of its range as its lowest and highest values.

    Args:
        value: a tensor of a numeric dtype.
        dtype: the dtype to have.
        name: a name for the operation.

    Returns:
        A tensor of the shape of `value`.

    Raises:
        TypeError: the dtypes have no ranges.

    Example:
        >>> import tfcompat as tf
        >>> tf.saturate_cast([-1.0, 300.0, 5.5], tf.uint8)
        <tf.Tensor: shape=(3,), dtype=uint8, numpy=array([  0, 255,   5], dtype=uint8)>
    """
    with scopes.scope(name, "saturate_cast") as name:
        value = convert_to_tensor(value, name="value")
        dtype = dtypes.as_dtype(dtype).base_dtype
        source = value.dtype
        if source.is_complex:
            if dtype.is_complex:
                return _clamped_complex(value, dtype, name)
            value = raw.Real(value, Tout=source.real_dtype)
            source = source.real_dtype
        target = dtype.real_dtype if dtype.is_complex else dtype
        low, high = _common_range(source, target)
        clamped = raw.ClipByValue(
            value, constant(low, source), constant(high, source), name="clamp"
        )
        return cast(clamped, dtype, name=name)


def _clamped_complex(value, dtype, name):
    own = value.dtype.real_dtype
    parts = (raw.Real(value, Tout=own), raw.Imag(value, Tout=own))
    parts = [saturate_cast(part, dtype.real_dtype) for part in parts]
    return raw.Complex(*parts, Tout=dtype, name=name)


def _exact(bound):
    """A limit as a number of Python's, which compares exactly with those of other dtypes."""
    return bound if isinstance(bound, int) else float(bound)


def _common_range(source, target):
    """The lowest and highest values of `source` that `target` has room for."""
    low, high = max(_exact(source.min), _exact(target.min)), min(
        _exact(source.max), _exact(target.max))
    if not source.is_floating:
        return int(low), int(high)
    numpy_source = dtypes.numpy_dtype(source).type
    # The highest integers have no exact counterpart in narrow floats: step inwards. TensorFlow
    # compares as float64, in which the highest of 64 bits have none either: there it overflows.
    if float(numpy_source(low)) < _exact(target.min):
        low = np.nextafter(numpy_source(low), numpy_source(0), dtype=numpy_source)
    if float(numpy_source(high)) > _exact(target.max):
        high = np.nextafter(numpy_source(high), numpy_source(0), dtype=numpy_source)
    return low, high
