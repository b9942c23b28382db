"""Constants of 1.x, whose values may be shorter than their shape."""

import math

from tfcompat._src.base.shapes import as_shape
from tfcompat._src.core import context
from tfcompat._src.core.convert import convert_to_tensor


def filled(value, dtype, shape, verify_shape):
    """Return an array of a shape, the last element of the value repeated; None where not needed.

    Raises:
        TypeError: the value has another shape, and `verify_shape` is set.
        ValueError: it has too many elements.
    """
    if shape is None:
        return None
    with context.eagerly():
        array = convert_to_tensor(value, dtype)._array
    sizes = as_shape(shape).as_list()
    if verify_shape and list(array.shape) != sizes:
        raise TypeError(
            f"Expected Tensor's shape: {as_shape(shape)}, but got {array.shape}.")
    count = math.prod(sizes)
    if array.size > count and not context.executing_eagerly():
        raise ValueError(
            f"Too many elements provided. Takes at most {count}, but got {array.size}.")
    if not 1 < array.size < count:
        return None
    flat = array.reshape(-1)
    made = flat[-1:].repeat(count)
    made[: flat.size] = flat
    return made.reshape(sizes)
