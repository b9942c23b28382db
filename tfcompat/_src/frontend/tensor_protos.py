"""TensorProto messages as arrays and back: `tf.make_ndarray`, `tf.make_tensor_proto`.

The conversion itself is in `wire/tensor_proto.py`.
"""

import numpy as np

from tfcompat._src.base import dtypes
from tfcompat._src.base.shapes import as_shape
from tfcompat._src.core import node_values
from tfcompat._src.core.tensor import EagerTensor
from tfcompat._src.wire import tensor_proto


def make_ndarray(tensor):
    """The array that a TensorProto holds.

    Args:
        tensor: a TensorProto message.

    Returns:
        A numpy array; of dtype object for strings.

    Raises:
        TypeError: the message has a dtype that arrays do not have.

    Example:
        >>> import tfcompat as tf
        >>> tf.make_ndarray(tf.make_tensor_proto([[1, 2], [3, 4]]))
        array([[1, 2],
               [3, 4]], dtype=int32)
    """
    return tensor_proto.to_array(tensor)


def make_tensor_proto(values, dtype=None, shape=None, verify_shape=False, allow_broadcast=False):
    """A TensorProto that holds an array.

    Args:
        values: a Python value, a numpy array or an eager tensor.
        dtype: the dtype to have; inferred when None.
        shape: the shape to have; that of the values when None.
        verify_shape: whether `values` must have that shape already.
        allow_broadcast: whether one value may stand for all elements.

    Returns:
        A TensorProto message.

    Raises:
        ValueError: the values do not fit the shape.
        TypeError: the values do not fit the dtype.

    Example:
        >>> import tfcompat as tf
        >>> tf.make_tensor_proto(7).int_val
        [7]
    """
    dtype = None if dtype is None else dtypes.as_dtype(dtype)
    if isinstance(values, EagerTensor):
        values = values.numpy()
    array, dtype = node_values.to_array(values, dtype)
    if shape is not None:
        array = _shaped(array, as_shape(shape).as_list(), verify_shape, allow_broadcast)
    return tensor_proto.to_proto(array, dtype)


def _shaped(array, sizes, verify_shape, allow_broadcast):
    if list(array.shape) == sizes:
        return array
    count = int(np.prod(sizes))
    if verify_shape:
        raise TypeError(f"Expected Tensor's shape: {tuple(sizes)}, but got {array.shape}.")
    if array.size == count:
        return array.reshape(sizes)
    if allow_broadcast and array.size == 1:
        return np.broadcast_to(array.reshape(()), sizes)
    raise ValueError(
        f"Shape {sizes} holds {count} elements, but {array.size} values were given."
    )
