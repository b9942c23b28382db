"""Folding over windows that move over an array, and putting numbers back where a window chose.

A window that is as long as its axis at its end is a running fold. Others are folded one dimension
after the other, one shifted array at a time, long ones out of shorter ones: no window is copied.
"""

from tfcompat._src.registry import find
from tfcompat._src.stablehlo.builders import builds, vectorized
from tfcompat._src.stablehlo.folding import known_fold, pair_function
from tfcompat._src.stablehlo.shapes import surrounded

# From how many elements on windows are folded out of shorter ones.
_LONG = 8
_RUNNING = {"add": "cumsum", "multiply": "cumprod"}


class Windows:
    """How windows move: sizes, steps, gaps between elements and in windows, and padding."""

    def __init__(self, sizes, steps, gaps, spread, padding):
        self.sizes, self.steps, self.gaps, self.spread = sizes, steps, gaps, spread
        self.low, self.high = padding[0::2], padding[1::2]

    def counts(self, shape):
        """Return how many windows there are along each dimension of a padded array."""
        return [
            max(0, (n - (size - 1) * gap - 1) // step + 1)
            for n, size, gap, step in zip(shape, self.sizes, self.spread, self.steps, strict=True)
        ]


def _windows(call):
    rank = len(call.operands[0].shape)
    ones = [1] * rank
    return Windows(
        call.numbers("window_dimensions"),
        *(call.numbers(name, ones) for name in
          ("window_strides", "base_dilations", "window_dilations")),
        call.numbers("padding", [0] * (2 * rank)),
    )  # fmt: skip


@builds("reduce_window")
def reduce_window(call):
    """Fold windows."""
    return folding_windows(call, _windows(call))


def folding_windows(call, windows):
    """Return what folds `windows` by the first region of an operation."""
    xp, name = call.xp, known_fold(call)
    if name is not None and len(call.operands) == 2:
        return _known(call, windows, name, pair_function(call, name))

    def run(*values):
        half = len(values) // 2
        function = vectorized(call, 0, values[-1])
        starts = [xp.asarray(start).reshape(()) for start in values[half:-1]]
        results = fold_windows(xp, function, values[:half], starts, windows)
        results = function(*(xp.broadcast_to(x, results[0].shape) for x in starts), *results)
        return results[0] if len(results) == 1 else list(results)

    return run


def _known(call, windows, name, pair):
    """Return what folds windows by a function of the array module."""
    xp = call.xp
    narrow = name in ("add", "multiply") and call.element() in ("f16", "bf16")
    start = call.known_operand(1)
    # Where nothing is the number to begin with, every window need not be told so.
    is_neutral = start is not None and _is_neutral(xp, name, start)

    def run(x, start, _):
        dtype = x.dtype
        if narrow:
            x, start = x.astype(xp.float32), start.astype(xp.float32)
        total = _running(xp, x, start, name, windows)
        if total is None:
            total = fold_windows(xp, lambda a, b: [pair(a, b)], [x], [start], windows)[0]
            total = total if is_neutral else pair(start, total)
        return total.astype(dtype)

    return run


def _is_neutral(xp, name, start):
    if name in ("add", "multiply"):
        return bool(start == (name == "multiply"))
    if name == "maximum":
        lowest = xp.iinfo(start.dtype).min if start.dtype.kind in "iu" else -float("inf")
    elif name == "minimum":
        lowest = xp.iinfo(start.dtype).max if start.dtype.kind in "iu" else float("inf")
    else:
        return False
    return bool(start == lowest)


def _running(xp, x, start, name, windows):
    """Return running sums or products where that is what the windows are, else None."""
    long = [axis for axis, size in enumerate(windows.sizes) if size != 1]
    if name not in _RUNNING or len(long) != 1:
        return None
    plain = [*windows.steps, *windows.gaps, *windows.spread]
    axis = long[0]
    size = x.shape[axis]
    sides = [0] * x.ndim
    sides[axis] = size - 1
    if windows.sizes[axis] != size or any(value != 1 for value in plain):
        return None
    function = getattr(xp, _RUNNING[name])
    pair = getattr(xp, name)
    if windows.low == sides and not any(windows.high):
        return pair(start, function(x, axis=axis, dtype=x.dtype))
    if windows.high == sides and not any(windows.low):
        back = (slice(None),) * axis + (slice(None, None, -1),)
        return pair(start, function(x[back], axis=axis, dtype=x.dtype)[back])
    return None


def fold_windows(xp, function, inputs, starts, windows):
    """Fold windows of arrays of one shape together, padded with what they start from."""
    between = [gap - 1 for gap in windows.gaps]
    rows = [
        surrounded(xp, x, start, windows.low, windows.high, between)
        for x, start in zip(inputs, starts, strict=True)
    ]
    counts = windows.counts(rows[0].shape)
    if 0 in counts or 0 in windows.sizes:
        return [xp.broadcast_to(start, counts) for start in starts]
    for axis, (size, count) in enumerate(zip(windows.sizes, counts, strict=True)):
        step, gap = windows.steps[axis], windows.spread[axis]
        if size == step == 1:
            continue
        before = (slice(None),) * axis
        if size >= _LONG and step == 1:
            rows = _doubled(function, rows, before, size, count, gap)
            continue
        total = None
        for i in range(size):
            first = i * gap
            place = (*before, slice(first, first + (count - 1) * step + 1, step))
            parts = [x[place] for x in rows]
            total = parts if total is None else list(function(*total, *parts))
        rows = total
    return rows


def _doubled(function, rows, before, size, count, gap):
    """Fold long windows along an axis out of those of 1, 2, 4 and so on elements."""
    total, done, width = None, 0, 1
    while True:
        if size & width:
            place = (*before, slice(done * gap, done * gap + count))
            parts = [x[place] for x in rows]
            total = parts if total is None else list(function(*total, *parts))
            done += width
        if 2 * width > size:
            return total
        first, second = (*before, slice(None, -width * gap)), (*before, slice(width * gap, None))
        rows = list(function(*(x[first] for x in rows), *(x[second] for x in rows)))
        width *= 2


@builds("select_and_scatter")
def select_and_scatter(call):
    """Choose an element of each window by one function; fold numbers in there by another."""
    xp = call.xp
    rank = len(call.operands[0].shape)
    sizes = xp.asarray(call.numbers("window_dimensions", [1] * rank))
    steps = xp.asarray(call.numbers("window_strides", [1] * rank))
    padding = xp.asarray(call.numbers("padding", [0] * (2 * rank))).reshape(-1, 2)
    kernel = find("XlaSelectAndScatter")

    def run(x, source, start, select, scatter):
        chosen, added = vectorized(call, 0, select), vectorized(call, 1, scatter)
        return kernel(
            xp, x, sizes, steps, padding, source, start, select=chosen, scatter=added
        )

    return run


