"""Everything that may stand for a tensor, to a tensor: `convert_to_tensor` and `constant`.

The rules for plain Python and numpy values are in `values.py`. Types of other rooms take part
through a `__tf_tensor__(dtype, name)` method or `register_conversion`; so do lists that hold
tensors, in `packing.py`.
"""

import numpy as np

from tfcompat._src.base import dtypes
from tfcompat._src.base.shapes import TensorShape, as_shape
from tfcompat._src.core import context, node_values, values
from tfcompat._src.core.tensor import EagerTensor, Tensor

_CONVERSIONS = []


def register_conversion(base_type, conversion_func, priority=100):
    """Register a function that converts values of a type to tensors.

    Args:
        base_type: the type, or tuple of types, it applies to; subclasses too.
        conversion_func: called as `f(value, dtype=None, name=None, as_ref=False)`; returns a
            Tensor, or NotImplemented to pass.
        priority: lower numbers are asked first.

    Raises:
        TypeError: `conversion_func` is not callable or `base_type` no type.

    Example:
        >>> import tfcompat as tf
        >>> class Celsius:
        ...     degrees = 20.0
        >>> tf.register_tensor_conversion_function(
        ...     Celsius, lambda v, dtype=None, name=None, as_ref=False: tf.constant(v.degrees))
        >>> tf.convert_to_tensor(Celsius())
        <tf.Tensor: shape=(), dtype=float32, numpy=20.0>
    """
    bases = base_type if isinstance(base_type, tuple) else (base_type,)
    if not all(isinstance(base, type) for base in bases):
        raise TypeError(
            f"Argument `base_type` must be a type or a tuple of types. Obtained: {base_type}"
        )
    if not callable(conversion_func):
        raise TypeError(f"Argument `conversion_func` must be callable. Received {conversion_func}.")
    _CONVERSIONS.append((priority, len(_CONVERSIONS), bases, conversion_func))
    _CONVERSIONS.sort(key=lambda entry: entry[:2])


def convert_to_tensor(value, dtype=None, dtype_hint=None, name=None):
    """Convert `value` to a tensor.

    Args:
        value: a tensor, variable, numpy array, Python scalar, string or nest of lists of these.
        dtype: the dtype to have; inferred when None.
        dtype_hint: a dtype preferred where the value leaves the choice.
        name: a name for the constant, in graphs.

    Returns:
        A Tensor; `value` itself when it is one already.

    Raises:
        TypeError: the value cannot have that dtype.
        ValueError: the value is a tensor of another dtype, or nothing that has a tensor.

    Example:
        >>> import tfcompat as tf
        >>> tf.convert_to_tensor([1, 2], dtype=tf.float32)
        <tf.Tensor: shape=(2,), dtype=float32, numpy=array([1., 2.], dtype=float32)>
    """
    if dtype is not None:
        dtype = dtypes.as_dtype(dtype)
    if isinstance(value, Tensor):
        if dtype is not None and not dtype.is_compatible_with(value.dtype):
            about = f"{name}: " if name not in (None, "Const") else ""
            raise ValueError(
                f"{about}Tensor conversion requested dtype {dtype.name} for Tensor with dtype "
                f"{value.dtype.name}: {value!r}"
            )
        return value
    if dtype is None and dtype_hint is not None:
        hinted = _with_hint(value, dtypes.as_dtype(dtype_hint), name)
        if hinted is not None:
            return hinted
    return _convert(value, dtype, name)


def _with_hint(value, hint, name):
    try:
        tensor = _convert(value, hint, name)
    except (TypeError, ValueError):
        return None
    return tensor if tensor.dtype.base_dtype == hint.base_dtype else None


def _convert(value, dtype, name):
    method = getattr(type(value), "__tf_tensor__", None)
    if method is not None:
        return method(value, dtype, name)
    result = _convert_registered(value, dtype, name)
    if result is not NotImplemented:
        return result
    if isinstance(value, TensorShape):
        return _from_shape(value, dtype, name)
    if isinstance(value, range):
        value = list(value)
    if hasattr(value, "__array__") and not isinstance(value, (np.ndarray, np.generic)):
        value = np.asarray(value)
    array, dtype = _to_array(value, dtype)
    return context.current().constant(array, dtype, name)


def _to_array(value, dtype):
    """Return the array and the DType of a value by the rules of what it becomes part of."""
    common = values.common(value, dtype)
    if common is not None:
        return common
    if context.executing_eagerly():
        return values.to_array(value, dtype)
    return node_values.to_array(value, dtype)


def _convert_registered(value, dtype, name):
    for _, _, bases, function in _CONVERSIONS:
        if isinstance(value, bases):
            result = function(value, dtype=dtype, name=name, as_ref=False)
            if result is not NotImplemented:
                return result
    return NotImplemented


def _from_shape(shape, dtype, name):
    if not shape.is_fully_defined():
        raise ValueError(f"Cannot convert a partially known TensorShape {shape} to a Tensor.")
    sizes = shape.as_list()
    if dtype is None:
        dtype = dtypes.int64 if any(size >= 2**31 for size in sizes) else dtypes.int32
    if dtype not in (dtypes.int32, dtypes.int64):
        raise TypeError(
            f"Cannot convert TensorShape {shape} to dtype {dtype}. Allowed dtypes are tf.int32 and "
            "tf.int64."
        )
    array = np.array(sizes, dtypes.numpy_dtype(dtype))
    return context.current().constant(array, dtype, name or "shape_as_tensor")


def constant(value, dtype=None, shape=None, name="Const"):
    """Create a constant tensor.

    Args:
        value: a Python scalar, string, list, numpy array, or an eager tensor.
        dtype: the dtype of the elements; inferred when None.
        shape: the shape to give; one element fills any shape.
        name: the name of the node, in graphs.

    Returns:
        A Tensor.

    Raises:
        TypeError: `shape` does not fit the value, or the value not the dtype.
        ValueError: the value has no tensor, or is symbolic.

    Example:
        >>> import tfcompat as tf
        >>> tf.constant(0, shape=(2, 3))
        <tf.Tensor: shape=(2, 3), dtype=int32, numpy=
        array([[0, 0, 0],
               [0, 0, 0]], dtype=int32)>
    """
    if isinstance(value, EagerTensor):
        array, dtype = _cast_eager(value, dtype)
        if context.executing_eagerly() and (shape is None or as_shape(shape) == array.shape):
            return value  # gradients pass through it
    elif isinstance(value, Tensor):
        raise TypeError("Expected any non-tensor type, but got a tensor instead.")
    else:
        dtype = None if dtype is None else dtypes.as_dtype(dtype)
        if isinstance(value, TensorShape):
            value = value.as_list()
        elif hasattr(value, "_no_tensor"):  # a ragged or sparse tensor
            raise value._no_tensor()
        elif isinstance(value, (list, tuple)):
            packed = _convert_registered(value, dtype, name)
            if hasattr(packed, "_no_tensor"):
                raise packed._no_tensor()
            if packed is not NotImplemented:
                return packed
        elif hasattr(value, "__array__") and not isinstance(value, (np.ndarray, np.generic)):
            value = np.asarray(value)
        array, dtype = _to_array(value, dtype)
    if shape is not None:
        array = _fill(array, as_shape(shape), value)
    return context.current().constant(array, dtype, name)


def _cast_eager(tensor, dtype):
    dtype = tensor.dtype if dtype is None else dtypes.as_dtype(dtype)
    if dtype != tensor.dtype:
        raise TypeError(
            f"Expected tensor {tensor} with dtype {dtype!r}, but got dtype {tensor.dtype!r}."
        )
    return tensor._array, dtype


def _fill(array, shape, value):
    if not shape.is_fully_defined():
        raise ValueError(
            "Attempt to convert a value (None) with an unsupported type (<class 'NoneType'>) to a "
            "Tensor."
        )
    sizes = tuple(map(int, shape.as_list()))
    if array.shape == sizes:
        return array
    count = shape.num_elements()
    if array.size == count:
        return array.reshape(sizes)
    if array.size == 1:
        return np.broadcast_to(array.reshape(()), sizes).copy()
    if not context.executing_eagerly():
        raise TypeError(f"Expected Tensor's shape: {sizes}, but got {array.shape}.")
    raise TypeError(
        f"Eager execution of tf.constant with unsupported shape. Tensor {array} (converted from "
        f"{value}) has {array.size} elements, but got `shape` {shape} with {count} elements)."
    )
