"""Tensors of ones and zeros like others: what gradients begin with, and what stands for none."""

from tfcompat._src.arrays import devices
from tfcompat._src.base import dtypes
from tfcompat._src.core import context, raw
from tfcompat._src.core.convert import convert_to_tensor
from tfcompat._src.core.indexed_slices import IndexedSlices
from tfcompat._src.core.tensor import EagerTensor


def ones_like(tensor):
    """Return ones of the shape and dtype of a tensor."""
    return _filled(tensor, 1)


def zeros_like(value):
    """Return zeros of the shape and dtype of a tensor, variable or IndexedSlices."""
    if isinstance(value, IndexedSlices):
        value = value.values
    return _filled(value, 0)


def _filled(tensor, number):
    xp = devices.local_device().xp
    shape, dtype = tensor.shape, tensor.dtype.base_dtype
    kind = dtypes.numpy_dtype(dtype)
    known = shape.is_fully_defined()
    if known and context.executing_eagerly():
        return EagerTensor(xp.full(tuple(shape.as_list()), number, kind), dtype)
    sizes = shape.as_list() if known else raw.Shape(convert_to_tensor(tensor))
    return raw.Fill(sizes, context.current().constant(xp.full((), number, kind), dtype, "Const"))
