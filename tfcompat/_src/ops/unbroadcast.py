"""The backward side of broadcasting: a gradient is summed over what its operand was repeated in.

Gradient rules of elementwise ops call `unbroadcast` once for each operand, those of ops on batches
of matrices `unbroadcast_batch`. No ops live here.
"""

from tfcompat._src.core import raw
from tfcompat._src.core.tensor import EagerTensor


def unbroadcast(dy, x, other=None):
    """Sum the gradient of a broadcast result back to the shape of one operand.

    What is known before anything runs is decided here; only where that is not enough do the
    shapes become part of the computation.

    Args:
        dy: the gradient, with the shape of the result.
        x: the operand.
        other: the only other operand, if that is known. Where its size is 1, the result's size
            is that of `x`, which may spare a sum although neither size is known.

    Returns:
        A tensor of the shape of `x`.
    """
    return _summed(dy, x, other, 0)


def unbroadcast_batch(dy, x, other=None):
    """Sum as `unbroadcast` does, where only the dimensions before the last two are broadcast.

    Args:
        dy: the gradient, [..., m, n].
        x: the operand, [..., m, n].
        other: the only other operand, [..., any, any].

    Returns:
        A tensor of the shape of `x`.
    """
    return _summed(dy, x, other, 2)


def _summed(dy, x, other, inner):
    if type(dy) is EagerTensor and type(x) is EagerTensor:
        return _summed_known(dy, dy._array.shape, x._array.shape, inner)
    full, target = dy.shape, x.shape
    if full.rank is None or target.rank is None:
        return _summed_unknown(dy, x, inner)
    shorter = full.rank - target.rank
    axes = _axes(full.as_list(), target.as_list(), shorter, other, inner)
    if axes is None:
        return _summed_unknown(dy, x, inner)
    if not axes:
        return dy
    if axes[-1] < shorter:
        return raw.Sum(dy, axes)
    if not shorter:
        return raw.Sum(dy, axes, keep_dims=True)
    to = target.as_list() if target.is_fully_defined() else raw.Shape(x)
    return raw.Reshape(raw.Sum(dy, axes), to)


def _summed_known(dy, full, target, inner):
    """Sum where both shapes are known; of the `inner` last axes nothing is summed."""
    if full == target:
        return dy
    shorter = len(full) - len(target)
    axes = list(range(shorter))
    for axis in range(shorter, len(full) - inner):
        if target[axis - shorter] == 1 and full[axis] != 1:
            axes.append(axis)
    if not axes:
        return dy
    if axes[-1] < shorter:
        return raw.Sum(dy, axes)
    if not shorter:
        return raw.Sum(dy, axes, keep_dims=True)
    return raw.Reshape(raw.Sum(dy, axes), list(target))


def _axes(full, target, shorter, other, inner):
    """The axes to sum over; None where they depend on sizes that are not known yet."""
    axes = list(range(shorter))
    for axis in range(shorter, len(full) - inner):
        size, wanted = full[axis], target[axis - shorter]
        if wanted == 1:
            if size != 1:
                axes.append(axis)
        elif wanted is None and size != 1 and not _is_one(other, axis - len(full)):
            return None
    return axes


def _is_one(other, axis):
    """Say whether the operand `other` surely has size 1, or none, at a (negative) axis."""
    if other is None or other.shape.rank is None:
        return False
    return -axis > other.shape.rank or other.shape[axis] == 1


def _summed_unknown(dy, x, inner):
    shape = raw.Shape(x)
    if inner:
        outer = raw.BroadcastGradientArgs(shape[:-inner], raw.Shape(dy)[:-inner])
    else:
        outer = raw.BroadcastGradientArgs(shape, raw.Shape(dy))
    return raw.Reshape(raw.Sum(dy, outer[0]), shape)
