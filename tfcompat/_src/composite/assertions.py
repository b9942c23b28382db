"""Checks of row partitions: raised at once where values are known, run with the graph otherwise.

The sentences are those of TensorFlow's assertions. The public assertions are in the frontend.
"""

import numpy as np

from tfcompat._src.base import errors
from tfcompat._src.core import raw
from tfcompat._src.core.convert import convert_to_tensor
from tfcompat._src.core.tensor import EagerTensor
from tfcompat._src.graph import shape_inference

_SHOWN = 3


def require_equal(x, y, message=None):
    """Check x == y for all elements."""
    _require(raw.Equal, np.equal, "x == y", x, y, message, _differences)


def require_at_most(x, y, message=None):
    """Check x <= y for all elements."""
    _require(raw.LessEqual, np.less_equal, "x <= y", x, y, message, lambda a, b: "")


def require_not_negative(x, message=None):
    """Check x >= 0 for all elements."""
    x = convert_to_tensor(x)
    value = _value(x)
    if value is None:
        _in_graph(raw.GreaterEqual(x, raw.ZerosLike(x)), [message or "", "x >= 0", x])
    elif (value < 0).any():
        start = "" if message is None else f"{message}.  \n"
        raise errors.InvalidArgumentError(
            None, None,
            f"{start}Condition x >= 0 did not hold element-wise:\nx (shape={value.shape} "
            f"dtype={x.dtype.name}) = \n{_few(value)}",
        )


def require(condition, *data):
    """Check that a condition holds for all elements; show texts and tensors where not."""
    rank = condition.shape.rank
    held = condition if rank == 0 else raw.All(condition, raw.Range(0, raw.Rank(condition), 1))
    value = _value(held)
    if value is None:
        raw.Assert(held, list(data), summarize=_SHOWN)
    elif not value:
        shown = "\n".join(_summary(convert_to_tensor(item)) for item in data)
        raise errors.InvalidArgumentError(
            None, None, f"Expected '{held!s}' to be true. Summarized data: {shown}"
        )


def _summary(tensor):
    flat = _value(tensor).reshape(-1)
    shown = [str(item) for item in flat[:_SHOWN]]
    return ", ".join([*shown, "..."] if flat.size > _SHOWN else shown)


def _require(op, test, condition, x, y, message, details):
    x = convert_to_tensor(x)
    y = convert_to_tensor(y, x.dtype)
    first, second = _value(x), _value(y)
    if first is None or second is None:
        _in_graph(op(x, y), [message or "", condition, x, y])
        return
    if first.shape == second.shape or not first.ndim or not second.ndim:
        if test(first, second).all():
            return
        more = details(first, second)
    else:
        more = ""
    start = "" if message is None else f"{message}\n"
    raise errors.InvalidArgumentError(
        None, None,
        f"{start}Condition {condition} did not hold.\n{more}{_head('x', first)}\n"
        f"{_head('y', second)}",
    )


def _differences(x, y):
    """Show where two arrays of one shape differ; nothing for others and for scalars."""
    if not x.ndim or x.shape != y.shape:
        return ""
    at = np.argwhere(x != y)[:_SHOWN]
    places = tuple(at.T)
    return (f"Indices of first {len(at)} different values:\n{at}\nCorresponding x values:\n"
            f"{x[places]}\nCorresponding y values:\n{y[places]}\n")


def _head(name, array):
    flat = array.reshape(-1)[:_SHOWN]
    return f"First {flat.size} elements of {name}:\n{flat}"


def _few(array):
    flat = array.reshape(-1)
    shown = [str(item) for item in flat[:_SHOWN]]
    return str(shown + ["..."] if flat.size > _SHOWN else shown)


def _value(tensor):
    """Return the value of a tensor where it is known, else None."""
    if isinstance(tensor, EagerTensor):
        return tensor._array
    return shape_inference.constant_value(tensor)


def known_value(tensor):
    """Return the array of a tensor, None where it is not known."""
    return _value(tensor)


def known_size(tensor):
    """Return the int that a scalar tensor holds, None where it is not known."""
    value = _value(tensor)
    return None if value is None else int(value)


def _in_graph(condition, data):
    raw.Assert(raw.All(condition, raw.Range(0, raw.Rank(condition), 1)), data, summarize=_SHOWN)
