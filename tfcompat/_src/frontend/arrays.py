"""What a tensor is shaped like, and the same elements in another shape.

Moving elements about is in `rearranging.py`, taking some of them in `slicing.py`, putting tensors
together in `joining.py`, other dtypes in `casting.py`.
"""

import numpy as np

from tfcompat._src.base import dtypes, nest
from tfcompat._src.base.shapes import as_shape
from tfcompat._src.core import context, raw
from tfcompat._src.core.composite import CompositeTensor
from tfcompat._src.core.convert import constant, convert_to_tensor
from tfcompat._src.core.indexed_slices import IndexedSlices
from tfcompat._src.core.operators import OperatorMixin
from tfcompat._src.core.tensor import EagerTensor, Tensor
from tfcompat._src.frontend import scopes
from tfcompat._src.graph import partial_values, shape_inference

newaxis = None


def broadcast_dynamic_shape(shape_x, shape_y):
    """The shape that two shapes broadcast to, as a tensor.

    Args:
        shape_x: a vector of sizes.
        shape_y: a vector of sizes of the same dtype.

    Returns:
        A vector of sizes.

    Raises:
        InvalidArgumentError: the shapes cannot be broadcast.

    Example:
        >>> import tfcompat as tf
        >>> tf.broadcast_dynamic_shape([1, 2, 3], [5, 1, 3])
        <tf.Tensor: shape=(3,), dtype=int32, numpy=array([5, 2, 3], dtype=int32)>
    """
    return raw.BroadcastArgs(shape_x, shape_y)


def broadcast_to(input, shape, name=None):  # noqa: A002
    """Repeat a tensor along new dimensions and those of size 1.

    Args:
        input: a tensor.
        shape: a vector of sizes that the shape of `input` broadcasts to.
        name: a name for the operation.

    Returns:
        A tensor of that shape and the dtype of `input`.

    Raises:
        InvalidArgumentError: the shapes do not fit (ValueError while tracing).

    Example:
        >>> import tfcompat as tf
        >>> tf.broadcast_to([1, 2, 3], [2, 3])
        <tf.Tensor: shape=(2, 3), dtype=int32, numpy=
        array([[1, 2, 3],
               [1, 2, 3]], dtype=int32)>
    """
    return raw.BroadcastTo(input, shape, name=name)


def ensure_shape(x, shape, name=None):
    """Pass a tensor on, if its shape is compatible with `shape`.

    Args:
        x: a tensor.
        shape: a TensorShape or what converts to one; None stands for any size.
        name: a name for the operation.

    Returns:
        `x`, whose static shape is now as known as `shape` is.

    Raises:
        InvalidArgumentError: the shape of `x` is another one (ValueError while tracing).

    Example:
        >>> import tfcompat as tf
        >>> tf.ensure_shape([[1, 2], [3, 4]], [None, 2])
        <tf.Tensor: shape=(2, 2), dtype=int32, numpy=
        array([[1, 2],
               [3, 4]], dtype=int32)>
    """
    return raw.EnsureShape(x, shape=as_shape(shape), name=name)


def expand_dims(input, axis, name=None):  # noqa: A002
    """Insert a dimension of size 1.

    Args:
        input: a tensor of rank r.
        axis: where to insert it, in [-r - 1, r].
        name: a name for the operation.

    Returns:
        A tensor with the elements of `input`, of rank r + 1.

    Raises:
        InvalidArgumentError: the axis is out of range (ValueError while tracing).

    Example:
        >>> import tfcompat as tf
        >>> tf.expand_dims([1, 2], 0)
        <tf.Tensor: shape=(1, 2), dtype=int32, numpy=array([[1, 2]], dtype=int32)>
    """
    return raw.ExpandDims(input, axis, name=name)


def get_static_value(tensor, partial=False):
    """The value of a tensor, where it is known without running anything.

    Args:
        tensor: a tensor; anything else is returned as it is.
        partial: whether a vector of which some items are known counts, with None for the others.

    Returns:
        A numpy array, or None.

    Raises:
        ValueError: `tensor` is a resource or variant.

    Example:
        >>> import tfcompat as tf
        >>> tf.get_static_value(tf.constant([1, 2]) + 1)
        array([2, 3], dtype=int32)
    """
    if isinstance(tensor, EagerTensor):
        return tensor.numpy()
    if not isinstance(tensor, Tensor):
        return None if is_tensor(tensor) else tensor
    value = shape_inference.constant_value(tensor)
    if value is None and partial and tensor.dtype.is_integer:
        items = partial_values.items(tensor)
        if items is not None and any(item is not None for item in items):
            return np.array(items, dtype=object)
    return value


def identity(input, name=None):  # noqa: A002
    """A tensor with the value of `input`.

    Args:
        input: a tensor, or a variable, whose value at this time is taken.
        name: a name for the operation.

    Returns:
        A tensor of the shape and dtype of `input`.

    Raises:
        ValueError: `input` cannot be converted to a tensor.

    Example:
        >>> import tfcompat as tf
        >>> tf.identity([1, 2])
        <tf.Tensor: shape=(2,), dtype=int32, numpy=array([1, 2], dtype=int32)>
    """
    if isinstance(input, IndexedSlices):
        return nest.map_structure(raw.Identity, input, expand_composites=True)
    return raw.Identity(input, name=name)


def identity_n(input, name=None):  # noqa: A002
    """Tensors with the values of those in a list; all are there before any is passed on.

    Args:
        input: a list of tensors, of any dtypes.
        name: a name for the operation.

    Returns:
        A list of tensors.

    Raises:
        TypeError: `input` is no list.

    Example:
        >>> import tfcompat as tf
        >>> tf.identity_n([[1, 2], 3.0])
        [<tf.Tensor: shape=(2,), dtype=int32, numpy=array([1, 2], dtype=int32)>, <tf.Tensor:
            shape=(), dtype=float32, numpy=3.0>]
    """
    return raw.IdentityN(input, name=name)


def is_tensor(x):
    """Whether something is a tensor or variable, as opposed to what only converts to one.

    Args:
        x: anything.

    Returns:
        A Python bool.

    Raises:
        Nothing.

    Example:
        >>> import tfcompat as tf
        >>> tf.is_tensor(tf.constant(1)), tf.is_tensor([1])
        (True, False)
    """
    return isinstance(x, (Tensor, OperatorMixin, CompositeTensor))


def is_symbolic_tensor(tensor):
    """Whether something is a tensor of a graph, which has no value yet.

    Args:
        tensor: anything.

    Returns:
        A Python bool.

    Raises:
        Nothing.

    Example:
        >>> import tfcompat as tf
        >>> tf.is_symbolic_tensor(tf.constant(1))
        False
    """
    return isinstance(tensor, Tensor) and not isinstance(tensor, EagerTensor)


def rank(input, name=None):  # noqa: A002
    """The number of dimensions of a tensor.

    Args:
        input: a tensor.
        name: a name for the operation.

    Returns:
        An int32 scalar.

    Raises:
        ValueError: `input` cannot be converted to a tensor.

    Example:
        >>> import tfcompat as tf
        >>> tf.rank([[1, 2, 3]])
        <tf.Tensor: shape=(), dtype=int32, numpy=2>
    """
    with scopes.scope(name, "Rank") as name:
        input = convert_to_tensor(input)  # noqa: A001
        if not context.executing_eagerly() and input.shape.rank is not None:
            return constant(input.shape.rank, dtypes.int32, name=name)
        return raw.Rank(input, name=name)


def reshape(tensor, shape, name=None):
    """The elements of a tensor, in their order, in another shape.

    Args:
        tensor: a tensor.
        shape: a vector of sizes with the same product; one of them may be -1, to be found.
        name: a name for the operation.

    Returns:
        A tensor of that shape and the dtype of `tensor`.

    Raises:
        InvalidArgumentError: the number of elements does not fit (ValueError while tracing).

    Example:
        >>> import tfcompat as tf
        >>> tf.reshape([1, 2, 3, 4, 5, 6], [2, -1])
        <tf.Tensor: shape=(2, 3), dtype=int32, numpy=
        array([[1, 2, 3],
               [4, 5, 6]], dtype=int32)>
    """
    return raw.Reshape(tensor, shape, name=name)


def shape(input, out_type=None, name=None):  # noqa: A002
    """The sizes of a tensor's dimensions.

    Args:
        input: a tensor.
        out_type: the dtype of the result, int32 (by default) or int64.
        name: a name for the operation.

    Returns:
        A vector.

    Raises:
        ValueError: `input` cannot be converted to a tensor.

    Example:
        >>> import tfcompat as tf
        >>> tf.shape([[1, 2, 3], [4, 5, 6]])
        <tf.Tensor: shape=(2,), dtype=int32, numpy=array([2, 3], dtype=int32)>
    """
    out_type = dtypes.int32 if out_type is None else dtypes.as_dtype(out_type)
    with scopes.scope(name, "Shape") as name:
        input = convert_to_tensor(input)  # noqa: A001
        if not context.executing_eagerly() and input.shape.is_fully_defined():
            return constant(input.shape.as_list(), out_type, name=name)
        return raw.Shape(input, out_type=out_type, name=name)


def shape_n(input, out_type=dtypes.int32, name=None):  # noqa: A002
    """The sizes of the dimensions of several tensors.

    Args:
        input: a list of tensors of one dtype.
        out_type: the dtype of the results, int32 or int64.
        name: a name for the operation.

    Returns:
        A list of vectors.

    Raises:
        InvalidArgumentError: the dtypes differ (TypeError while tracing).

    Example:
        >>> import tfcompat as tf
        >>> tf.shape_n([[1, 2], [[3]]])
        [<tf.Tensor: shape=(1,), dtype=int32, numpy=array([2], dtype=int32)>, <tf.Tensor:
            shape=(2,), dtype=int32, numpy=array([1, 1], dtype=int32)>]
    """
    return raw.ShapeN(input, out_type=out_type, name=name)


def size(input, out_type=None, name=None):  # noqa: A002
    """The number of elements of a tensor.

    Args:
        input: a tensor.
        out_type: the dtype of the result, int32 (by default) or int64.
        name: a name for the operation.

    Returns:
        A scalar.

    Raises:
        ValueError: `input` cannot be converted to a tensor.

    Example:
        >>> import tfcompat as tf
        >>> tf.size([[1, 2, 3], [4, 5, 6]])
        <tf.Tensor: shape=(), dtype=int32, numpy=6>
    """
    out_type = dtypes.int32 if out_type is None else dtypes.as_dtype(out_type)
    with scopes.scope(name, "Size") as name:
        input = convert_to_tensor(input)  # noqa: A001
        if isinstance(input, Tensor) and input.shape.is_fully_defined():
            return constant(input.shape.num_elements(), out_type, name=name)
        return raw.Size(input, out_type=out_type, name=name)


def squeeze(input, axis=None, name=None):  # noqa: A002
    """Remove dimensions of size 1.

    Args:
        input: a tensor.
        axis: which ones: a number or list of numbers; all that have size 1 by default.
        name: a name for the operation.

    Returns:
        A tensor with the elements of `input` and fewer dimensions.

    Raises:
        InvalidArgumentError: a dimension has another size (ValueError while tracing).

    Example:
        >>> import tfcompat as tf
        >>> tf.squeeze([[[1], [2]]], axis=[0])
        <tf.Tensor: shape=(2, 1), dtype=int32, numpy=
        array([[1],
               [2]], dtype=int32)>
    """
    if axis is not None and np.isscalar(axis):
        axis = [axis]
    return raw.Squeeze(input, squeeze_dims=list(axis or ()), name=name)


def stop_gradient(input, name=None):  # noqa: A002
    """Pass a tensor on, and no gradient back.

    Args:
        input: a tensor.
        name: a name for the operation.

    Returns:
        A tensor with the value of `input`.

    Raises:
        ValueError: `input` cannot be converted to a tensor.

    Example:
        >>> import tfcompat as tf
        >>> tf.stop_gradient([1.0, 2.0])
        <tf.Tensor: shape=(2,), dtype=float32, numpy=array([1., 2.], dtype=float32)>
    """
    return raw.StopGradient(input, name=name)
