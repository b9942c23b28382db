"""Variant: what the values of variant tensors have in common. No ops live here.

Such a value is a scalar for the ops that pass it on; ops that compute with numbers reach the
tensors inside through `mapped` and `joined`.
"""

from tfcompat._src.arrays import handles


class Variant:
    """A value that holds tensors; it is never changed."""

    __slots__ = ()
    shape, ndim, size = (), 0, 1  # of the tensor that has it as its value

    def mapped(self, function):
        """Return a value of the same kind with what a function makes of the tensors in it."""
        raise NotImplementedError

    def joined(self, other, function):
        """Return a value with what a function makes of the tensors of two, pair by pair.

        Raises:
            InvalidArgumentError: the two do not have the same tensors.
        """
        raise NotImplementedError

    def reshape(self, shape):
        """Return an array of a given shape, of size one, with this value in it."""
        return handles.stacked([self], shape)


class HeldTensor(Variant):
    """A tensor as a variant.

    Attributes:
        array: the array.
        dtype: its DType.
    """

    __slots__ = ("array", "dtype")

    def __init__(self, array, dtype):
        self.array, self.dtype = array, dtype

    def mapped(self, function):
        """Return a variant of what a function makes of the array."""
        return HeldTensor(function(self.array), self.dtype)

    def joined(self, other, function):
        """Return a variant of what a function makes of two arrays."""
        return HeldTensor(function(self.array, other.array), self.dtype)

    def __repr__(self):
        return f"<{self.array!r}>"


def alone(value):
    """Return the one value of an array of rank zero; anything else as it is."""
    if not isinstance(value, Variant) and getattr(value, "ndim", 1) == 0:
        return value.item()
    return value
