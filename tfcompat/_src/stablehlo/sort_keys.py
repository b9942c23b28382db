"""What a comparator of elements compares: keys, from the first that matters to the last.

A comparator that says "this number of an element, worked out in some way, is less, or it is equal
and the next one is less" orders elements as their keys do. Everything else has no keys here.
"""

from typing import Any, NamedTuple

from tfcompat._src.stablehlo.builders import BUILDERS, ELEMENTWISE, Call, Known, plain_name
from tfcompat._src.stablehlo.elementwise import total_order


class Key(NamedTuple):
    """One comparison.

    Attributes:
        number: of which array of those sorted.
        text: how the number is worked out of the element's; two texts are equal if that is.
        descending: whether the largest is first.
        order: the type of the comparison.
        work: a function of an array that gives the numbers compared.
    """

    number: int
    text: str
    descending: bool
    order: str
    work: Any


def keys_of(call):
    """Return the Keys that the first region of a call compares, or None."""
    if len(call.regions[0]) != 1 or len(call.regions[0][0].operations) < 2:
        return None
    block = call.regions[0][0]
    *steps, last = block.operations
    reader = _Reader(call, block, steps)
    return reader.keys(last.operands[0]) if len(last.operands) == 1 else None


class _Reader:
    """Reads a comparator from its result back to its arguments."""

    def __init__(self, call, block, steps):
        self.call, self.block, self.steps = call, block, steps
        self.made = {id(value): step for step in steps for value in step.results}
        self.arguments = {id(value): i for i, value in enumerate(block.arguments)}

    def keys(self, value):
        """Return the Keys by which a value is true, or None."""
        step = self.made.get(id(value))
        name = plain_name(step.name) if step is not None else None
        if name == "compare":
            key = self.key(step, ("LT", "GT"))
            return None if key is None else [key]
        if name != "or":
            return None
        for first, second in (step.operands, step.operands[::-1]):
            ahead, equal = self.keys(first), self.made.get(id(second))
            if ahead is None or len(ahead) != 1 or equal is None:
                continue
            if plain_name(equal.name) == "and":
                rest = self.rest(ahead[0], equal)
                if rest is not None:
                    return [*ahead, *rest]
        return None

    def rest(self, key, step):
        """Return the Keys that decide where `key` is equal, as an "and" says, or None."""
        for first, second in (step.operands, step.operands[::-1]):
            same = self.made.get(id(first))
            if same is None or plain_name(same.name) != "compare":
                continue
            found = self.key(same, ("EQ",))
            fits = found is not None and (found.number, found.text) == (key.number, key.text)
            if fits and (found.order == "TOTALORDER") == (key.order == "TOTALORDER"):
                return self.keys(second)
        return None

    def key(self, step, directions):
        """Return the Key of a comparison of the same function of both elements, or None."""
        direction = step.attributes.get("comparison_direction")
        if direction not in directions:
            return None
        first, second = (self.written(value) for value in step.operands)
        if first is None or second is None or first[0] != second[0]:
            return None
        if len(first[1]) != 1 or len(second[1]) != 1:
            return None
        (mine,), (other,) = first[1], second[1]
        element = step.operands[0].type.element
        if mine // 2 != other // 2 or mine == other or element.startswith("complex"):
            return None
        order = str(step.attributes.get("compare_type"))
        descending = (direction == "GT") != (mine % 2 == 1)
        work = _Work(self, step.operands[0], mine)
        return Key(mine // 2, first[0], descending, order, work)

    def written(self, value):
        """Return how a value is made of arguments, written down, and of which; or None."""
        if id(value) in self.arguments:
            return "x", {self.arguments[id(value)]}
        known = self.call.known(value)
        step = self.made.get(id(value))
        if step is not None and plain_name(step.name) == "constant":
            known = step.attributes.get("value")
        if known is not None:
            return (f"{known.dtype}{known.tolist()}", set()) if hasattr(known, "tolist") else None
        if step is None or plain_name(step.name) not in ELEMENTWISE or len(step.results) != 1:
            return None
        parts = [self.written(operand) for operand in step.operands]
        if None in parts:
            return None
        used = set().union(*(part[1] for part in parts))
        if len(used) > 1:
            return None
        details = sorted((key, str(item)) for key, item in step.attributes.items())
        inside = ",".join(part[0] for part in parts)
        return f"{plain_name(step.name)}{details}{step.results[0].type}({inside})", used


class _Work:
    """The function of an element that a comparison is of, worked out as the program does."""

    def __init__(self, reader, value, argument):
        self.reader, self.value = reader, value
        self.argument = reader.block.arguments[argument]

    def __call__(self, x):
        call = self.reader.call
        values = {id(self.argument): x}

        def found(value):
            key = id(value)
            return values[key] if key in values else call.known(value)

        for step in self.reader.steps:
            operands = [found(value) for value in step.operands]
            if any(value is None for value in operands):
                continue
            name = plain_name(step.name)
            built = BUILDERS[name](Call(call.program, call.xp, step, call.all_known))
            result = built.value if isinstance(built, Known) else built(*operands)
            values[id(step.results[0])] = result
        return found(self.value)


def values(xp, keys, rows):
    """Return arrays to sort by, for each key; None where NaN is without a place in its order."""
    found = []
    for key in keys:
        x = key.work(rows[key.number])
        if x.dtype.kind in "iub":
            found.append(~x if key.descending else x)
        elif key.order == "TOTALORDER":
            x = total_order(xp, xp.ascontiguousarray(x))
            found.append(~x if key.descending else x)
        elif bool((x != x).any()):
            return None
        else:
            x = x.astype(xp.float32) if x.dtype.itemsize < 4 else x
            found.append(-x if key.descending else x)
    return found
