"""Variant: what the values of variant tensors have in common. No ops live here.

Such a value is a scalar for the ops that pass it on; ops that compute with numbers reach the
tensors inside through `mapped` and `joined`.
"""


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
