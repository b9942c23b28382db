"""tf.debugging.assert_shapes: sizes of several tensors that belong together.

What is known while tracing is checked then, the rest when the graph runs.
"""

from tfcompat._src.core import context, raw
from tfcompat._src.core.convert import convert_to_tensor
from tfcompat._src.core.tensor import EagerTensor
from tfcompat._src.frontend import checks, control, scopes


def assert_shapes(shapes, data=None, summarize=None, message=None, name=None):
    """Assert that sizes of tensors are as given, and that those called alike are equal.

    Args:
        shapes: pairs (tensor, symbols), or a dict of such; a symbol per axis: a size, or a name
            for a size, "*" or "." or None for any. "..." or `...` as the first or last symbol
            stands for any number of axes.
        data: what to print where the check fails when the graph runs; shapes by default.
        summarize: how many items of each tensor to print.
        message: how the message is to begin.
        name: a name for the nodes.

    Returns:
        An operation in graphs, None eagerly.

    Raises:
        ValueError: the check fails, and that is known before the graph runs.
        InvalidArgumentError: it fails when the graph runs.

    Example:
        >>> import tfcompat as tf
        >>> x, y = tf.zeros([2, 3]), tf.zeros([3, 4])
        >>> tf.debugging.assert_shapes([(x, ("N", "M")), (y, ("M", 4))])
    """
    pairs = list(shapes.items() if isinstance(shapes, dict) else shapes)
    start = "" if message is None else message
    with scopes.scope(name, "assert_shapes"):
        found = [(_tensor(tensor), _symbols(symbols)) for tensor, symbols in pairs]
        runtime = []
        for tensor, symbols in found:
            runtime += _check_rank(tensor, symbols, start, data, summarize)
        known = {}
        for tensor, symbols in found:
            for axis, symbol in _axes(symbols):
                runtime += _check_axis(tensor, axis, symbol, known, start, data, summarize)
        if context.executing_eagerly():
            return None
        if not runtime:
            return control.no_op(name="static_checks_determined_all_ok")
        return control.group(*runtime)


def _tensor(value):
    value = value.deref() if hasattr(value, "deref") else value
    return convert_to_tensor(value)


class _Symbols:
    """The symbols of one tensor; `many` says where an ellipsis was: "first", "last" or None."""

    def __init__(self, items, many):
        self.items = items
        self.many = many


def _symbols(symbols):
    items = list(symbols) if not isinstance(symbols, (str, int)) else [symbols]
    if items and _is_ellipsis(items[0]):
        return _Symbols(items[1:], "first")
    if items and _is_ellipsis(items[-1]):
        return _Symbols(items[:-1], "last")
    if any(map(_is_ellipsis, items)):
        raise ValueError(
            "Tensor specified shape index contains an ellipsis that is neither first nor last.")
    return _Symbols(items, None)


def _is_ellipsis(symbol):
    return symbol is Ellipsis or symbol == "..."


def _axes(symbols):
    count = len(symbols.items)
    for i, symbol in enumerate(symbols.items):
        if symbol is None or symbol in (".", "*"):
            continue
        yield (i - count if symbols.many == "first" else i), symbol


def _shown(tensor):
    if isinstance(tensor, EagerTensor):
        return f"shape={tensor.shape} dtype={tensor.dtype.name}"
    return tensor.name


def _begin(start):
    return f"{start}.  " if start else ""


def _check_rank(tensor, symbols, start, data, summarize):
    """Raise ValueError for a wrong rank; return what checks an unknown one."""
    rank, wanted = tensor.shape.rank, len(symbols.items)
    scalar_like = symbols.many is None and wanted <= 1
    if rank is None:
        return _rank_at_run_time(tensor, symbols, start, data, summarize)
    if symbols.many is not None:
        fits, text = rank >= wanted, f"at least {wanted}"
    elif scalar_like:
        fits, text = rank <= 1, "in (0, 1)"
    else:
        fits, text = rank == wanted, f"{wanted}"
    if not fits:
        raise ValueError(
            f"{_begin(start)}Tensor {'' if isinstance(tensor, EagerTensor) else tensor.name} must "
            f"have rank {text}.  Received rank {rank}, shape {tensor.shape}"
        )
    return []


def _rank_at_run_time(tensor, symbols, start, data, summarize):
    rank, wanted = raw.Rank(tensor), len(symbols.items)
    if symbols.many is not None:
        condition = rank >= wanted
    elif wanted <= 1:
        condition = rank <= 1
    else:
        condition = raw.Equal(rank, wanted)
    shown = data or [start, f"Tensor {tensor.name} must have rank", wanted, "Received shape: ",
                     raw.Shape(tensor)]
    return [checks.Assert(condition, shown, summarize=summarize)]


def _size(tensor, axis):
    """Return the size of an axis where it is known, else None; scalars count as one item."""
    shape = tensor.shape
    if shape.rank is None:
        return None
    if shape.rank == 0:
        return 1
    return shape.as_list()[axis]


def _check_axis(tensor, axis, symbol, known, start, data, summarize):
    """Check one axis; enter its size where a name stands for it the first time."""
    size = _size(tensor, axis)
    here = size if size is not None else _size_at_run_time(tensor, axis)
    if isinstance(symbol, int) or (isinstance(symbol, str) and symbol.isdigit()):
        wanted, origin = int(symbol), "Specified explicitly"
    elif symbol not in known:
        known[symbol] = here, f"Specified by tensor {_shown(tensor)} dimension {axis}"
        return []
    else:
        wanted, origin = known[symbol]
    if isinstance(here, int) and isinstance(wanted, int):
        if here != wanted:
            raise ValueError(
                f"{_begin(start)}{origin}.  Tensor {_shown(tensor)} dimension {axis} must have "
                f"size {wanted}.  Received size {here}, shape {tensor.shape}"
            )
        return []
    shown = data or [start, origin, f"Tensor {_shown(tensor)} dimension", axis, "must have size",
                     wanted, "Received shape: ", raw.Shape(tensor)]
    return [checks.Assert(raw.Equal(here, wanted), shown, summarize=summarize)]


def _size_at_run_time(tensor, axis):
    sizes = raw.Shape(tensor)
    if tensor.shape.rank is None:  # a scalar counts as one item
        sizes = raw.ConcatV2([sizes, [1]], 0) if axis == 0 else sizes
    return sizes[axis]
