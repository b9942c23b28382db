"""Operations on shapes: constants, numbering, broadcasting, reshaping, cutting, padding, joining.

Those whose name begins with "dynamic" take as operands what the others have as attributes.
"""

import math

from tfcompat._src.base.errors import InvalidArgumentError
from tfcompat._src.ops.xla import padded
from tfcompat._src.stablehlo.builders import Known, builds
from tfcompat._src.wire import vhlo


@builds("constant")
def constant(call):
    """An array that is part of the program."""
    value = call.attribute("value")
    if isinstance(value, vhlo.Other):
        raise call.unsupported(f"for the type {value.parts[0]}")
    return Known(call.xp.asarray(value))


@builds("iota")
def iota(call):
    """Numbers along one dimension."""
    return Known(_iota(call.xp, call.shape(), call.dtype(), int(call.attribute("iota_dimension"))))


def _iota(xp, shape, dtype, axis):
    if axis >= len(shape):
        raise InvalidArgumentError(f"iota along dimension {axis} of {list(shape)}")
    real = xp.real(xp.zeros((), dtype)).dtype
    line = xp.arange(shape[axis]).astype(real).astype(dtype)
    return xp.broadcast_to(line.reshape([-1] + [1] * (len(shape) - axis - 1)), shape)


@builds("dynamic_iota")
def dynamic_iota(call):
    """Numbers along one dimension of an array whose shape comes as a vector."""
    xp, dtype, axis = call.xp, call.dtype(), int(call.attribute("iota_dimension"))
    return lambda shape: _iota(xp, sizes_of(shape), dtype, axis)


def sizes_of(vector):
    """Return the sizes that a vector of integers holds, as a tuple."""
    sizes = tuple(vector.tolist())
    if any(size < 0 for size in sizes):
        raise InvalidArgumentError(f"A shape must not have negative sizes: {list(sizes)}")
    return sizes


def _broadcast(xp, x, shape, dimensions):
    if len(dimensions) != x.ndim or any(axis >= len(shape) for axis in dimensions):
        raise InvalidArgumentError(
            f"Cannot broadcast {list(x.shape)} to {list(shape)} along {list(dimensions)}"
        )
    if list(dimensions) != sorted(dimensions):
        order = sorted(range(x.ndim), key=dimensions.__getitem__)
        x, dimensions = xp.transpose(x, order), sorted(dimensions)
    spread = [1] * len(shape)
    for axis, size in zip(dimensions, x.shape, strict=True):
        spread[axis] = size
        if size not in (1, shape[axis]):
            raise InvalidArgumentError(
                f"Cannot broadcast {list(x.shape)} to {list(shape)} along {list(dimensions)}"
            )
    return xp.broadcast_to(x.reshape(spread), shape)


@builds("broadcast_in_dim")
def broadcast_in_dim(call):
    """An array repeated along new dimensions, and along those of size one."""
    xp, shape, dimensions = call.xp, call.shape(), call.numbers("broadcast_dimensions")
    if not dimensions:
        return lambda x: xp.broadcast_to(x, shape)
    given = call.operands[0].shape
    sizes = [shape[axis] for axis in dimensions]
    if list(given) == sizes and dimensions == sorted(dimensions) and (
        math.prod(shape) == math.prod(given)
    ):
        return lambda x: x.reshape(shape)  # only sizes of one are added
    return lambda x: _broadcast(xp, x, shape, dimensions)


@builds("dynamic_broadcast_in_dim")
def dynamic_broadcast_in_dim(call):
    """An array repeated to a shape that comes as a vector."""
    xp, dimensions = call.xp, call.numbers("broadcast_dimensions")
    return lambda x, shape: _broadcast(xp, x, sizes_of(shape), dimensions)


@builds("broadcast")
def broadcast(call):
    """An array repeated along new first dimensions."""
    xp, sizes = call.xp, tuple(call.numbers("broadcast_sizes"))
    return lambda x: xp.broadcast_to(x, sizes + x.shape)


@builds("reshape")
def reshape(call):
    """The same elements in another shape."""
    shape = call.shape()
    return lambda x: x.reshape(shape)


@builds("dynamic_reshape")
def dynamic_reshape(call):
    """The same elements in a shape that comes as a vector."""

    def run(x, shape):
        sizes = sizes_of(shape)
        try:
            return x.reshape(sizes)
        except ValueError:
            raise InvalidArgumentError(
                f"Cannot reshape {list(x.shape)} to {list(sizes)}"
            ) from None

    return run


@builds("transpose")
def transpose(call):
    """Dimensions in another order."""
    order = call.numbers("permutation")
    return lambda x: x.transpose(order)


@builds("reverse")
def reverse(call):
    """Elements in reverse order along some dimensions."""
    axes = call.numbers("dimensions")
    rank = len(call.results[0].shape)
    place = tuple(slice(None, None, -1 if axis in axes else None) for axis in range(rank))
    return lambda x: x[place]


@builds("concatenate")
def concatenate(call):
    """Arrays one after the other along a dimension."""
    xp, axis = call.xp, int(call.attribute("dimension"))
    return lambda *arrays: xp.concatenate(arrays, axis)


@builds("slice")
def slice_(call):
    """A part of an array between given places."""
    bounds = (call.numbers(name) for name in ("start_indices", "limit_indices", "strides"))
    place = tuple(slice(*triple) for triple in zip(*bounds, strict=True))
    return lambda x: x[place]


@builds("real_dynamic_slice")
def real_dynamic_slice(call):
    """A part of an array between places that come as vectors."""

    def run(x, starts, limits, strides):
        triples = zip(starts.tolist(), limits.tolist(), strides.tolist(), strict=True)
        return x[tuple(slice(*triple) for triple in triples)]

    return run


def surrounded(xp, x, value, low, high, between):
    """Put a scalar around an array and between its elements; negative numbers cut off."""
    if any(between) or min(*low, *high, 0) < 0:
        return padded(xp, x, value, low, high, between)
    if not any(low) and not any(high):
        return x
    sizes = [sum(triple) for triple in zip(low, x.shape, high, strict=True)]
    result = xp.full(sizes, value, x.dtype)
    inside = (slice(a, a + size) for a, size in zip(low, x.shape, strict=True))
    result[tuple(inside)] = x
    return result


@builds("pad")
def pad(call):
    """An array with a value around it and between its elements."""
    xp = call.xp
    names = "edge_padding_low", "edge_padding_high", "interior_padding"
    low, high, between = (call.numbers(name) for name in names)
    return lambda x, value: surrounded(xp, x, value, low, high, between)


@builds("dynamic_pad")
def dynamic_pad(call):
    """An array with a value around it and between its elements, by vectors of numbers."""
    xp = call.xp
    return lambda x, value, *sides: surrounded(xp, x, value, *(side.tolist() for side in sides))


@builds("get_dimension_size")
def get_dimension_size(call):
    """The size of one dimension."""
    xp, axis, dtype = call.xp, int(call.attribute("dimension")), call.dtype()
    return lambda x: xp.asarray(x.shape[axis], dtype)


@builds("set_dimension_size")
def set_dimension_size(call):
    """The first elements along a dimension."""
    axis = int(call.attribute("dimension"))
    return lambda x, size: x[(slice(None),) * axis + (slice(int(size)),)]
