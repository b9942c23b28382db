"""Sorting by any comparison of two elements.

A comparison of one number of each element, worked out in the same way for both, is turned into a
key that the array module sorts by. Any other sorts by merging: runs twice as long with each pass,
where an element's place among those of the other run is found by halving, for all at once.
"""

from tfcompat._src.stablehlo.builders import ELEMENTWISE, builds, plain_name, vectorized
from tfcompat._src.stablehlo.elementwise import total_order


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
    xp, key = call.xp, _key_of(call)

    def order_of(rows, comparator):
        if rows[0].shape[-1] < 2 or not rows[0].size:
            return xp.broadcast_to(xp.arange(rows[0].shape[-1]), rows[0].shape)
        if key is not None:
            return _by_key(xp, key, rows)
        return _merged(xp, vectorized(call, 0, comparator), rows)

    return order_of


def first_in_order(call, axis, arrays, comparator, count):
    """Return what is first along an axis by the comparator that is an operation's region."""
    return _ordered(call.xp, ordering(call), axis, arrays, comparator, count)


class _Key:
    """A comparison of one number: which input, whether the largest is first, in which order."""

    def __init__(self, number, descending, is_total, probe):
        self.number, self.descending, self.is_total = number, descending, is_total
        self.probe = probe


def _key_of(call):
    """Return a _Key where the comparator compares the same function of one input, else None."""
    if len(call.regions[0]) != 1 or len(call.regions[0][0].operations) < 2:
        return None
    block = call.regions[0][0]
    *steps, compare, last = block.operations
    if plain_name(compare.name) != "compare" or last.operands != compare.results:
        return None
    direction = compare.attributes.get("comparison_direction")
    if direction not in ("LT", "GT"):
        return None
    made = {id(value): step for step in steps for value in step.results}
    numbers = {id(value): i for i, value in enumerate(block.arguments)}
    first, second = (_written(value, made, numbers) for value in compare.operands)
    if first is None or second is None:
        return None
    (text, used), (other_text, other_used) = first, second
    if text != other_text or len(used) != 1 or len(other_used) != 1:
        return None
    (mine,), (other,) = used, other_used
    if mine // 2 != other // 2 or mine == other:
        return None
    is_total = compare.attributes.get("compare_type") == "TOTALORDER"
    element = compare.operands[0].type.element
    if element.startswith("complex") or (not is_total and not element.startswith(("i", "ui"))):
        return None
    descending = (direction == "GT") != (mine % 2 == 1)
    return _Key(mine // 2, descending, is_total, _Probe(call, steps, compare.operands[mine % 2]))


def _written(value, made, numbers):
    """Write down how a value is made of arguments; two of a kind are written alike."""
    if id(value) in numbers:
        return "x", {numbers[id(value)]}
    step = made.get(id(value))
    if step is None:
        return None
    name = plain_name(step.name)
    if name == "constant":
        data = step.attributes.get("value")
        return (f"{data.dtype}{data.tolist()}", set()) if hasattr(data, "tolist") else None
    if name not in ELEMENTWISE or len(step.results) != 1:
        return None
    parts = [_written(operand, made, numbers) for operand in step.operands]
    if None in parts:
        return None
    used = set().union(*(part[1] for part in parts))
    if len(used) > 1:
        return None
    details = sorted((key, str(item)) for key, item in step.attributes.items())
    return f"{name}{details}{step.results[0].type}({','.join(part[0] for part in parts)})", used


class _Probe:
    """The function of an element that a comparison is of, worked out as the program does."""

    def __init__(self, call, steps, value):
        self.call, self.value = call, value
        self.steps = steps

    def __call__(self, x):
        from tfcompat._src.stablehlo.builders import BUILDERS, Call, Known

        values = {id(argument): x for argument in self.call.regions[0][0].arguments}
        for step in self.steps:
            if any(id(operand) not in values for operand in step.operands):
                continue
            built = BUILDERS[plain_name(step.name)](Call(self.call.program, self.call.xp, step))
            if isinstance(built, Known):
                values[id(step.results[0])] = built.value
            else:
                operands = [values[id(operand)] for operand in step.operands]
                values[id(step.results[0])] = built(*operands)
        return values[id(self.value)]


def _by_key(xp, key, rows):
    values = key.probe(rows[key.number])
    if key.is_total and values.dtype.kind != "i":
        values = total_order(xp, xp.ascontiguousarray(values))
    if key.descending:
        values = ~values
    return xp.argsort(values, axis=-1, kind="stable")


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
