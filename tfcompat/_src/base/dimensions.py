"""`Dimension`, the TF1 form of one size of a shape, which `TensorShape.dims` still lists.

Not here: shapes, which hold plain ints. This module is imported only when somebody asks for
dimensions.
"""

from __future__ import annotations

from tfcompat._src.base import shapes


def _arithmetic(compute, reflected=False):
    """A method that computes on two known sizes and answers unknown otherwise."""

    def method(self, other):
        try:
            other = as_dimension(other)
        except (TypeError, ValueError):
            return NotImplemented
        left, right = (other, self) if reflected else (self, other)
        if left.value is None or right.value is None:
            return Dimension(None)
        return Dimension(compute(left.value, right.value))

    return method


def _comparison(compare):
    """A method that compares two known sizes and answers None otherwise."""

    def method(self, other):
        other = as_dimension(other)
        if self.value is None or other.value is None:
            return None
        return compare(self.value, other.value)

    return method


class Dimension:
    """One size of a shape: an int, or unknown.

    >>> tf.compat.v1.Dimension(3) + 1, tf.compat.v1.Dimension(3) == 3
    (Dimension(4), True)

    Args:
        value: An int, None, or another Dimension.

    Raises:
        TypeError: The value is no size.
        ValueError: It is negative.
    """

    __slots__ = ("_value",)

    def __init__(self, value):
        self._value = value.value if isinstance(value, Dimension) else shapes._dimension(value)

    @property
    def value(self):
        """The size as an int, or None."""
        return self._value

    def is_compatible_with(self, other):
        """Whether this size and `other` can be the same."""
        other = as_dimension(other)
        return self.value is None or other.value is None or self.value == other.value

    def assert_is_compatible_with(self, other):
        """Raises ValueError where the two sizes differ for certain."""
        if not self.is_compatible_with(other):
            raise ValueError(f"Dimensions {self} and {other} are not compatible")

    def merge_with(self, other):
        """What is known of a size that is both this one and `other`."""
        other = as_dimension(other)
        self.assert_is_compatible_with(other)
        return Dimension(other.value if self.value is None else self.value)

    def __eq__(self, other):
        try:
            other = as_dimension(other)
        except (TypeError, ValueError):
            return NotImplemented
        if self.value is None or other.value is None:
            return None
        return self.value == other.value

    def __ne__(self, other):
        equal = self.__eq__(other)
        return equal if equal in (None, NotImplemented) else not equal

    __hash__ = None  # An unknown size equals nothing, so TensorFlow hashes none.

    def __bool__(self):
        return bool(self.value)

    def __int__(self):
        return self.value

    def __index__(self):
        return self.value

    def __repr__(self):
        return f"Dimension({self.value!r})"

    def __str__(self):
        return "?" if self.value is None else str(self.value)

    def __reduce__(self):
        return Dimension, (self.value,)

    def __truediv__(self, other):
        raise TypeError("unsupported operand type(s) for /: 'Dimension' and "
                        f"'{type(other).__name__}', please use // instead")

    def __rtruediv__(self, other):
        raise TypeError(f"unsupported operand type(s) for /: '{type(other).__name__}' and "
                        "'Dimension', please use // instead")

    __add__ = _arithmetic(lambda a, b: a + b)
    __radd__ = _arithmetic(lambda a, b: a + b, reflected=True)
    __sub__ = _arithmetic(lambda a, b: a - b)
    __rsub__ = _arithmetic(lambda a, b: a - b, reflected=True)
    __mul__ = _arithmetic(lambda a, b: a * b)
    __rmul__ = _arithmetic(lambda a, b: a * b, reflected=True)
    __floordiv__ = _arithmetic(lambda a, b: a // b)
    __rfloordiv__ = _arithmetic(lambda a, b: a // b, reflected=True)
    __mod__ = _arithmetic(lambda a, b: a % b)
    __rmod__ = _arithmetic(lambda a, b: a % b, reflected=True)
    __lt__ = _comparison(lambda a, b: a < b)
    __le__ = _comparison(lambda a, b: a <= b)
    __gt__ = _comparison(lambda a, b: a > b)
    __ge__ = _comparison(lambda a, b: a >= b)


def as_dimension(value):
    """A Dimension of an int, None or Dimension."""
    return value if isinstance(value, Dimension) else Dimension(value)


def dimension_value(dimension):
    """The int or None of a Dimension; ints and None pass through.

    >>> tf.compat.dimension_value(2), tf.compat.dimension_value(None)
    (2, None)
    """
    return dimension.value if isinstance(dimension, Dimension) else dimension


def dimension_at_index(shape, index):
    """The Dimension at `index` of a TensorShape, unknown where the rank is.

    >>> tf.compat.dimension_at_index(tf.TensorShape([4, None]), 0)
    Dimension(4)
    """
    return Dimension(None if shape.rank is None else shape[index])
