"""Statements that many ops make about their arguments, in TensorFlow's words.

Here: how shapes are written in messages, axes and ranks checked by kernels, and the partial-shape
arithmetic that shape functions share. No ops live here.
"""

import math

from tfcompat._src.base.errors import InvalidArgumentError
from tfcompat._src.base.shapes import TensorShape, trusted_shape, unknown_shape


def shown(shape):
    """Write a shape - a tuple of sizes or a TensorShape - as TensorFlow's core does.

    >>> shown((2, 3)), shown(TensorShape([None, 3])), shown(TensorShape(None))
    ('[2,3]', '[?,3]', '<unknown>')
    """
    if isinstance(shape, TensorShape):
        if shape.rank is None:
            return "<unknown>"
        shape = shape.as_list()
    return "[" + ",".join(["?" if size is None else str(size) for size in shape]) + "]"


def described(array, kind):
    """Write an array of type `kind` as TensorFlow's core describes a tensor: three elements of it.

    >>> import numpy
    >>> described(numpy.array([[1, 2], [3, 4]]), "int64")
    'Tensor<type: int64 shape: [2,2] values: [1 2][3...]...>'
    """
    values = array.reshape(-1).tolist()
    text = _first_three(values, array.shape, 0) if array.ndim else str(values[0])
    more = "..." if len(values) > 3 else ""
    return f"Tensor<type: {kind} shape: {shown(array.shape)} values: {text}{more}>"


def _first_three(values, shape, at):
    if len(shape) == 1:
        here = values[at:min(at + shape[0], 3)]
        return " ".join(map(str, here)) + ("..." if len(here) < shape[0] else "")
    step = math.prod(shape[1:])
    places = range(at, min(at + shape[0] * step, 3), step) if step else ()
    return "".join(f"[{_first_three(values, shape[1:], place)}]" for place in places)


def incompatible(x, y):
    """Return the error of an elementwise op whose inputs `x` and `y` do not broadcast."""
    return InvalidArgumentError(
        f"Incompatible shapes: {shown(x.shape)} vs. {shown(y.shape)}"
    )


def require(condition, message):
    """Raise InvalidArgumentError with `message` unless `condition` holds."""
    if not condition:
        raise InvalidArgumentError(message)


def with_rank(shape, rank):
    """Return `shape` with exactly `rank` dimensions; they are unknown where its rank was."""
    if shape.rank is None:
        return unknown_shape(rank)
    if shape.rank != rank:
        raise ValueError(f"Shape must be rank {rank} but is rank {shape.rank}")
    return shape


def with_rank_at_least(shape, rank):
    """Return `shape`, having checked that its rank may be `rank` or more."""
    if shape.rank is not None and shape.rank < rank:
        raise ValueError(f"Shape must be at least rank {rank} but is rank {shape.rank}")
    return shape


def with_rank_at_most(shape, rank):
    """Return `shape`, having checked that its rank may be `rank` or less."""
    if shape.rank is not None and shape.rank > rank:
        raise ValueError(f"Shape must be at most rank {rank} but is rank {shape.rank}")
    return shape


def merge_size(a, b):
    """Return the size that both `a` and `b` (int or None) state."""
    if a is None or b is None or a == b:
        return b if a is None else a
    raise ValueError(f"Dimensions must be equal, but are {a} and {b}")


def with_size(size, expected):
    """Return `expected`, having checked that `size` (int or None) may be that."""
    if size is not None and size != expected:
        raise ValueError(f"Dimension must be {expected} but is {size}")
    return expected


def merge(a, b):
    """Return what two TensorShapes that must be equal say together."""
    if a.rank is None or b.rank is None:
        return b if a.rank is None else a
    if a.rank != b.rank:
        raise ValueError(f"Shapes must be equal rank, but are {a.rank} and {b.rank}")
    sizes = []
    for i, (x, y) in enumerate(zip(a, b, strict=True)):
        if x is not None and y is not None and x != y:
            raise ValueError(
                f"Dimension {i} in both shapes must be equal, but are {x} and {y}. "
                f"Shapes are {shown(a)} and {shown(b)}."
            )
        sizes.append(y if x is None else x)
    return trusted_shape(tuple(sizes))


def scalar_value(c, name):
    """Return the int that input `name` holds, None where unknown; it must be a scalar."""
    with_rank(c[name], 0)
    value = c.value(name)
    return None if value is None else int(value)


def stated_shape(c, name):
    """Return the shape that the vector input `name` spells out, as far as it is known."""
    with_rank(c[name], 1)
    value = c.value(name)
    if value is not None:
        for size in value.reshape(-1).tolist():
            if size < -1:
                raise ValueError(f"Invalid value in tensor used for shape: {size}")
    return c.value_as_shape(name)


def spelled_shape(c, name):
    """Return the shape that input `name` spells out: a vector of sizes, or -1 for any shape."""
    shape = with_rank_at_most(c[name], 1)
    if shape.rank != 0:
        return c.value_as_shape(name) if shape.rank is None else stated_shape(c, name)
    value = c.value(name)
    if value is None:
        raise ValueError(
            "Received a shape scalar with unknown static value.  A static value of '-1' is "
            "required to represent an unknown shape."
        )
    if value != -1:
        kind = f"int{8 * value.dtype.itemsize}"
        raise ValueError(
            "Received an invalid shape scalar with a static value that is not '-1': "
            f"Tensor<type: {kind} shape: [] values: {value}>"
        )
    return TensorShape(None)


def scalar_size(c, name):
    """Return the int that input `name` holds, None where unknown, as sizes and axes are read.

    Only a known value is checked for being a scalar.
    """
    value = c.value(name)
    if value is None:
        return None
    if value.ndim:
        raise ValueError(f"Input must be scalar but has rank {value.ndim}")
    return int(value)


def rank_of_vector(shape):
    """Return the number of elements of a vector of that static shape, or None."""
    return with_rank(shape, 1)[0]
