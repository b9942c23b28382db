"""Sorting by any comparison of two elements.

A comparison that is one of numbers, one after the other, is turned into keys that the array module
sorts by: `sort_keys` finds out. Any other sorts by merging: runs twice as long with each pass,
where an element's place among those of the other run is found by halving, for all at once.
"""

from tfcompat._src.stablehlo import sort_keys
from tfcompat._src.stablehlo.builders import builds, vectorized


@builds("sort")
def sort(call):
    """Sort arrays of one shape together along a dimension; equal elements keep their order."""
    order_of = ordering(call)
    axis = int(call.attribute("dimension", -1))
    return lambda *values: _ordered(call.xp, order_of, axis, values[:-1], values[-1])


def _ordered(xp, order_of, axis, arrays, comparator, count=None):
    """Return arrays in order along an axis, or the first ones of each row."""
    if not arrays[0].ndim:
        return arrays if len(arrays) != 1 else arrays[0]
    rows = [xp.moveaxis(x, axis, -1) for x in arrays]
    order = order_of(rows, comparator)[..., :count]
    results = [xp.moveaxis(xp.take_along_axis(row, order, -1), -1, axis) for row in rows]
    return results if len(results) != 1 else results[0]


def ordering(call):
    """Return a function of arrays and a comparator that gives the order of their last axis."""
    xp, keys = call.xp, sort_keys.keys_of(call)

    def order_of(rows, comparator):
        if rows[0].shape[-1] < 2 or not rows[0].size:
            return xp.broadcast_to(xp.arange(rows[0].shape[-1]), rows[0].shape)
        values = sort_keys.values(xp, keys, rows) if keys else None
        if values is None:
            return _merged(xp, vectorized(call, 0, comparator), rows)
        return _by_keys(xp, values)

    return order_of


def first_in_order(call, axis, arrays, comparator, count):
    """Return what is first along an axis by the comparator that is an operation's region."""
    return _ordered(call.xp, ordering(call), axis, arrays, comparator, count)


def _by_keys(xp, values):
    """Return the order by the first of some arrays, among equals by the next, and so on."""
    order = None
    for value in reversed(values):
        if order is not None:
            value = xp.take_along_axis(value, order, -1)
        places = xp.argsort(value, axis=-1, kind="stable")
        order = places if order is None else xp.take_along_axis(order, places, -1)
    return order


def _merged(xp, comparator, rows):
    """Return the order of the last axis by a comparator of pairs of elements."""
    shape = rows[0].shape
    size = shape[-1]
    rows = [row.reshape(-1, size) for row in rows]
    order = xp.broadcast_to(xp.arange(size), rows[0].shape)
    run = 1
    while run < size:
        ranks = _places_in_other_run(xp, comparator, rows, order, run)
        moved = xp.empty(order.shape, order.dtype)
        lines = xp.arange(order.shape[0])[:, None]
        moved[lines, ranks] = order
        order, run = moved, 2 * run
    return order.reshape(shape)


def _places_in_other_run(xp, comparator, rows, order, run):
    """Return where each element goes when neighbouring runs become one."""
    size = order.shape[-1]
    at = xp.arange(size)
    block = at // run
    is_second = block % 2 == 1
    other = xp.where(is_second, (block - 1) * run, (block + 1) * run)
    low = xp.broadcast_to(xp.minimum(other, size), order.shape)
    high = xp.broadcast_to(xp.minimum(other + run, size), order.shape)
    start, mine = low, [xp.take_along_axis(row, order, -1) for row in rows]
    for _ in range(run.bit_length() + 1):
        middle = (low + high) // 2
        opened = low < high
        there = xp.minimum(middle, size - 1)
        others = [xp.take_along_axis(x, there, -1) for x in mine]
        # An element of the first run goes before those of the second that are not less.
        other_before = xp.where(
            xp.broadcast_to(is_second, order.shape),
            ~comparator(*_paired(mine, others))[0],
            comparator(*_paired(others, mine))[0],
        )
        low = xp.where(opened & other_before, middle + 1, low)
        high = xp.where(opened & ~other_before, middle, high)
    base = xp.where(is_second, (block - 1) * run, block * run)
    return base + (at - block * run) + (low - start)


def _paired(first, second):
    return [x for pair in zip(first, second, strict=True) for x in pair]
