"""Tensors of ones and zeros like others: what gradients begin with, and what stands for none."""

from tfcompat._src.arrays import devices
from tfcompat._src.base import dtypes
from tfcompat._src.core import context, name_scopes, raw
from tfcompat._src.core.convert import convert_to_tensor
from tfcompat._src.core.indexed_slices import IndexedSlices
from tfcompat._src.graph.func_graph import handle_data_of

_FOLDED = 1000  # TensorFlow's limit of elements, for constants


def ones_like(tensor):
    """Return ones of the shape and dtype of a tensor."""
    return _filled(tensor, 1)


def zeros_like(value):
    """Return zeros of the shape and dtype of a tensor, variable or IndexedSlices.

    For a handle these are zeros like the variable's value, for a list zeros like its elements.
    """
    if isinstance(value, IndexedSlices):
        value = value.values
    if value.dtype is dtypes.variant:
        return raw.ZerosLike(value)
    if value.dtype is dtypes.resource:
        kind, shape = handle_data_of(value)
        sizes = shape.as_list() if shape.is_fully_defined() else raw.VariableShape(value)
        return raw.Fill(convert_to_tensor(sizes, dtypes.int32), scalar(0, kind))
    return _filled(value, 0)


def zeros(sizes, dtype):
    """Return zeros of a shape that is known."""
    array = devices.local_device().xp.zeros(tuple(sizes), dtypes.numpy_dtype(dtype))
    return context.current().constant(array, dtype, "zeros")


def scalar(number, dtype):
    """Return a number as a tensor."""
    array = devices.local_device().xp.full((), number, dtypes.numpy_dtype(dtype))
    return context.current().constant(array, dtype, "Const")


def _filled(tensor, number):
    shape, dtype = tensor.shape, tensor.dtype.base_dtype
    if dtype is dtypes.resource:  # the gradient of a variable is like its value
        dtype, shape = handle_data_of(tensor)
    if shape.is_fully_defined() and shape.num_elements() < _FOLDED:
        sizes = tuple(shape.as_list())
        array = devices.local_device().xp.full(sizes, number, dtypes.numpy_dtype(dtype))
        return context.current().constant(array, dtype, "ones" if number else "zeros")
    known = shape.is_fully_defined()
    with name_scopes.name_scope("ones_like" if number else "zeros_like") as scope:
        sizes = shape.as_list() if known else raw.Shape(convert_to_tensor(tensor))
        return raw.Fill(sizes, scalar(number, dtype), name=scope)
