"""Static shapes: `TensorShape`, with known, partly known and unknown sizes.

Here: what a shape knows of itself, and broadcasting of static shapes. Not here: shapes as data
(`tf.shape`), shape functions of ops (registry), and protobuf forms (wire).
"""

from __future__ import annotations

import operator


def _dimension(value):
    """One size as an int or None, checked as TensorFlow checks it."""
    if value is None:
        return None
    if not isinstance(value, int):
        try:
            value = operator.index(value)
        except TypeError:
            if hasattr(value, "value") and type(value).__name__ == "Dimension":
                return value.value
            raise TypeError(
                "Dimension value must be integer or None or have an __index__ method, got value "
                f"'{value!r}' with type '{type(value)!r}'") from None
    if value < 0:
        raise ValueError(f"Dimension {value} must be >= 0")
    return value


def _parse(dims):
    """The tuple of sizes, or None, that any argument of TensorShape's constructor stands for."""
    if isinstance(dims, TensorShape):
        return dims._dims
    if isinstance(dims, (tuple, list)):
        return tuple([_dimension(size) for size in dims])
    if dims is None:
        return None
    if hasattr(dims, "unknown_rank") and hasattr(dims, "dim"):  # a TensorShapeProto, of any pool
        if dims.unknown_rank:
            return None
        return tuple([None if entry.size == -1 else entry.size for entry in dims.dim])
    try:
        sizes = iter(dims)
    except TypeError:
        return (_dimension(dims),)
    parsed = []
    for size in sizes:
        try:
            parsed.append(_dimension(size))
        except TypeError:
            raise TypeError(
                f"Failed to convert '{dims!r}' to a shape: '{size!r}'could not be converted to a "
                "dimension. A shape should either be single dimension (e.g. 10), or an iterable "
                "of dimensions (e.g. [1, 10, None]).") from None
    return tuple(parsed)


class TensorShape:
    """The shape of a tensor as far as it is known.

    >>> tf.TensorShape([None, 2]), tf.TensorShape(3), tf.TensorShape(None)
    (TensorShape([None, 2]), TensorShape([3]), TensorShape(None))
    >>> tf.TensorShape([None, 2]).merge_with([5, None]).as_list()
    [5, 2]

    Args:
        dims: None for an unknown rank; else a size, or sizes in a row, each an int or None.

    Raises:
        TypeError: Something is not a size.
        ValueError: A size is negative.
    """

    __slots__ = ("_dims", "__weakref__")

    def __init__(self, dims):
        # Shapes of arrays are tuples of plain ints; they are made once per eager op.
        if dims.__class__ is tuple or dims.__class__ is list:
            for size in dims:
                if size is not None and (size.__class__ is not int or size < 0):
                    break
            else:
                self._dims = tuple(dims)
                return
        self._dims = _parse(dims)

    @property
    def rank(self):
        """The number of dimensions, or None."""
        dims = self._dims
        return None if dims is None else len(dims)

    ndims = rank

    @property
    def dims(self):
        """The sizes as a list of `Dimension`s, the TF1 form, or None when the rank is unknown."""
        if self._dims is None:
            return None
        from tfcompat._src.base.dimensions import Dimension

        return [Dimension(size) for size in self._dims]

    def as_list(self):
        """The sizes as a list of int or None.

        Raises:
            ValueError: The rank is unknown.
        """
        if self._dims is None:
            raise ValueError("as_list() is not defined on an unknown TensorShape.")
        return list(self._dims)

    def num_elements(self):
        """How many elements there are, or None when that is not known."""
        dims = self._dims
        if dims is None or None in dims:
            return None
        count = 1
        for size in dims:
            count *= size
        return count

    def is_fully_defined(self):
        """Whether every size is known."""
        return self._dims is not None and None not in self._dims

    def assert_is_fully_defined(self):
        """Raises ValueError unless every size is known."""
        if not self.is_fully_defined():
            raise ValueError(f"Shape {self} is not fully defined")

    def is_compatible_with(self, other):
        """Whether some complete shape fits both this shape and `other`.

        >>> TensorShape([None, 2]).is_compatible_with([9, 2])
        True
        """
        mine, theirs = self._dims, as_shape(other)._dims
        if mine is None or theirs is None:
            return True
        if len(mine) != len(theirs):
            return False
        return all(a is None or b is None or a == b for a, b in zip(mine, theirs))

    def assert_is_compatible_with(self, other):
        """Raises ValueError unless some complete shape fits both."""
        if not self.is_compatible_with(other):
            raise ValueError(f"Shapes {self} and {other} are incompatible")

    def merge_with(self, other):
        """What is known of a shape of which both this and `other` are true.

        Raises:
            ValueError: The two contradict each other.
        """
        other = as_shape(other)
        mine, theirs = self._dims, other._dims
        if mine is None:
            return other
        if theirs is None:
            return self
        if not self.is_compatible_with(other):
            raise ValueError(f"Shapes {self} and {other} are not compatible")
        return trusted_shape(tuple([b if a is None else a for a, b in zip(mine, theirs)]))

    def concatenate(self, other):
        """This shape's sizes followed by those of `other`; unknown if either rank is."""
        mine, theirs = self._dims, as_shape(other)._dims
        return trusted_shape(None if mine is None or theirs is None else mine + theirs)

    def __add__(self, other):
        return self.concatenate(other)

    def __radd__(self, other):
        return as_shape(other).concatenate(self)

    def assert_same_rank(self, other):
        """Raises ValueError where both ranks are known and differ."""
        other = as_shape(other)
        if None not in (self.rank, other.rank) and self.rank != other.rank:
            raise ValueError(f"Shapes {self} and {other} must have the same rank")

    def assert_has_rank(self, rank):
        """Raises ValueError where the rank is known and is not `rank`."""
        if self.rank not in (None, rank):
            raise ValueError("Shape %s must have rank %d" % (self, rank))

    def with_rank(self, rank):
        """This shape, with `rank` dimensions of unknown size where the rank was unknown.

        Raises:
            ValueError: The rank is another one.
        """
        try:
            return self.merge_with(unknown_shape(rank))
        except ValueError:
            raise ValueError("Shape %s must have rank %d" % (self, rank)) from None

    def with_rank_at_least(self, rank):
        """This shape; ValueError where its rank is known and below `rank`."""
        if self.rank is not None and self.rank < rank:
            raise ValueError("Shape %s must have rank at least %d" % (self, rank))
        return self

    def with_rank_at_most(self, rank):
        """This shape; ValueError where its rank is known and above `rank`."""
        if self.rank is not None and self.rank > rank:
            raise ValueError("Shape %s must have rank at most %d" % (self, rank))
        return self

    def is_subtype_of(self, other):
        """Whether every shape that fits this one fits `other` too."""
        if not isinstance(other, TensorShape):
            return False
        mine, theirs = self._dims, other._dims
        if theirs is None:
            return True
        if mine is None or len(mine) != len(theirs):
            return False
        return all(b is None or a == b for a, b in zip(mine, theirs))

    def most_specific_common_supertype(self, others):
        """The narrowest shape that this one and all `others` fit; None if some is no shape.

        >>> TensorShape([1, 2]).most_specific_common_supertype([TensorShape([3, 2])])
        TensorShape([None, 2])
        """
        dims = self._dims
        for other in others:
            if not isinstance(other, TensorShape):
                return None
            dims = _common(dims, other._dims)
        return trusted_shape(dims)

    def most_specific_compatible_shape(self, other):
        """The narrowest shape that both this one and `other` fit."""
        return trusted_shape(_common(self._dims, as_shape(other)._dims))

    def __len__(self):
        if self._dims is None:
            raise ValueError("Cannot take the length of shape with unknown rank.")
        return len(self._dims)

    def __bool__(self):
        return self._dims is not None

    def __iter__(self):
        if self._dims is None:
            raise ValueError("Cannot iterate over a shape with unknown rank.")
        return iter(self._dims)

    def __getitem__(self, key):
        dims = self._dims
        if dims is not None:
            found = dims[key]
            return trusted_shape(found) if isinstance(key, slice) else found
        if not isinstance(key, slice):
            return None
        if key.step is not None:
            raise ValueError("Steps are not yet handled")
        start = 0 if key.start is None else key.start
        if key.stop is None or start < 0 or key.stop < 0:
            return trusted_shape(None)
        return trusted_shape((None,) * max(0, key.stop - start))

    def __eq__(self, other):
        if other.__class__ is not TensorShape:
            try:
                other = as_shape(other)
            except TypeError:
                return NotImplemented
        return self._dims == other._dims

    def __hash__(self):
        return hash(self._dims)

    def __reduce__(self):
        return TensorShape, (self._dims,)

    def __repr__(self):
        return f"TensorShape({None if self._dims is None else list(self._dims)!r})"

    def __str__(self):
        return "<unknown>" if self._dims is None else str(self._dims)


def _common(mine, theirs):
    """The sizes shared by two tuples of sizes, None where they differ."""
    if mine is None or theirs is None or len(mine) != len(theirs):
        return None
    return tuple([a if a == b else None for a, b in zip(mine, theirs)])


def trusted_shape(dims):
    """A TensorShape of sizes that are known to be good, such as an array's `shape`, unchecked.

    >>> trusted_shape((2, 3))
    TensorShape([2, 3])

    Args:
        dims: A tuple of non-negative plain ints and Nones, or None for an unknown rank.

    Returns:
        The TensorShape.
    """
    shape = TensorShape.__new__(TensorShape)
    shape._dims = dims
    return shape


def as_shape(shape):
    """A TensorShape of anything that stands for one; a TensorShape itself is returned as it is.

    >>> as_shape((None, 3))
    TensorShape([None, 3])
    """
    return shape if isinstance(shape, TensorShape) else TensorShape(shape)


def unknown_shape(rank=None, **kwargs):
    """A shape of `rank` unknown sizes, or of unknown rank.

    >>> unknown_shape(2), unknown_shape()
    (TensorShape([None, None]), TensorShape(None))

    Args:
        rank: The number of dimensions, or None.
        **kwargs: `ndims`, the older name of `rank`.

    Returns:
        The TensorShape.

    Raises:
        TypeError: Some other argument was given.
    """
    if rank is None and "ndims" in kwargs:
        rank = kwargs.pop("ndims")
    if kwargs:
        raise TypeError(f"Unknown argument: {kwargs}")
    return trusted_shape(None if rank is None else (None,) * rank)


def broadcast_static_shape(shape_x, shape_y):
    """The shape that two tensors have after broadcasting, as far as it is known beforehand.

    >>> tf.broadcast_static_shape(tf.TensorShape([4, 1]), tf.TensorShape([None, 5]))
    TensorShape([4, 5])

    Args:
        shape_x: A TensorShape.
        shape_y: A TensorShape.

    Returns:
        The TensorShape; unknown where either rank is.

    Raises:
        ValueError: The two do not broadcast.
    """
    x, y = shape_x._dims, shape_y._dims
    if x is None or y is None:
        return trusted_shape(None)
    rank = max(len(x), len(y))
    padded_x, padded_y = (1,) * (rank - len(x)) + x, (1,) * (rank - len(y)) + y
    sizes = []
    for a, b in zip(padded_x, padded_y):
        if a is None or b is None:
            # An unknown size beside 0 stays unknown: TensorFlow answers so, though only 0 fits.
            known = b if a is None else a
            sizes.append(known if known is not None and known > 1 else None)
        elif a == 1 or b == 1 or a == b:
            sizes.append(b if a == 1 else a)
        else:
            raise ValueError(
                "Incompatible shapes for broadcasting. Two shapes are compatible if for each "
                f"dimension pair they are either equal or one of them is 1. Received: {shape_x} "
                f"and {shape_y}.")
    return trusted_shape(tuple(sizes))
