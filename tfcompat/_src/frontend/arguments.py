"""Arguments that several functions check in the same words: integers, axes, sizes that must fit."""

from tfcompat._src.base import dtypes
from tfcompat._src.core import raw
from tfcompat._src.core.convert import convert_to_tensor


def integer_tensor(value, name):
    """Return an argument as an int32 tensor.

    Raises:
        TypeError: it has no integers.
    """
    tensor = convert_to_tensor(value, dtype_hint=dtypes.int32, name=name)
    if not tensor.dtype.is_integer:
        shown = getattr(tensor, "_array", tensor)
        raise TypeError(
            f"Argument `tensor` (name: {name}) must be of type integer. Received `tensor` = "
            f"{shown} of dtype: {tensor.dtype}"
        )
    return tensor if tensor.dtype == dtypes.int32 else raw.Cast(tensor, DstT=dtypes.int32)


def axis_from_front(axis, rank, rank_name):
    """Return an axis counted from the front.

    Args:
        axis: the axis; negative ones count from the end.
        rank: how many dimensions there are, or None where that is unknown.
        rank_name: what to call the rank.

    Raises:
        TypeError: the axis is no int.
        ValueError: there is no such axis, or the rank would have to be known.
    """
    if not isinstance(axis, int):
        raise TypeError(f"axis must be an int; got {type(axis).__name__}")
    if rank is None:
        if axis < 0:
            raise ValueError(
                f"axis={axis} may only be negative if {rank_name} is statically known.")
        return axis
    if not -rank <= axis < rank:
        raise ValueError(f"axis={axis} out of bounds: expected {-rank}<=axis<{rank}")
    return axis + rank if axis < 0 else axis


def check_same_size(first, second):
    """Raise ValueError where two sizes are known and differ."""
    if None not in (first, second) and first != second:
        raise ValueError(f"Dimensions {first} and {second} are not compatible")
