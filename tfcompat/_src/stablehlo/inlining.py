"""Functions of a program written out where they are called, and loops that may change arrays.

JAX makes a function of much that is one operation or two. Written out, constants reach what uses
them, comparators and folds are seen for what they are, and it shows where a loop hands an array on
to itself with a part of it replaced: that array is then changed instead of copied at each step.
"""

from tfcompat._src.stablehlo.builders import plain_name
from tfcompat._src.wire.mlir_bytecode import Block, Operation, Value

# Up to how many operations a function is written out wherever it is called, and in all.
_SMALL = 48
_MOST = 100_000
_CALLS = {"call": "callee", "composite": "decomposition"}


def inlined(functions, order):
    """Return {name: regions of the function} with calls of small functions written out.

    Args:
        functions: dict of names to the operations that define functions.
        order: the names of those to do, callees before callers.
    """
    bodies, sizes = {}, {}
    counts = _calls(functions, order)
    for name in order:
        writer = _Writer(bodies, sizes, counts)
        region = functions[name].regions[0]
        if len(region) != 1 or not region[0].operations:
            bodies[name] = region
            sizes[name] = _MOST
            continue
        bodies[name] = [writer.block(region[0], {})]
        sizes[name] = writer.count
    return bodies


def _calls(functions, order):
    """Return how often each function is called."""
    counts = {}
    waiting = [block for name in order for block in functions[name].regions[0]]
    while waiting:
        for operation in waiting.pop().operations:
            key = _CALLS.get(plain_name(operation.name))
            if key is not None:
                callee = str(operation.attributes.get(key))
                counts[callee] = counts.get(callee, 0) + 1
            waiting += [block for region in operation.regions for block in region]
    return counts


class _Writer:
    """Writes the blocks of one function anew."""

    def __init__(self, bodies, sizes, counts):
        self.bodies, self.sizes, self.counts = bodies, sizes, counts
        self.count = 0

    def block(self, block, known):
        """Return a copy of a block.

        Args:
            block: the block.
            known: dict of ids of values around it to what stands for them in the copy.
        """
        result, known = Block(), dict(known)
        for argument in block.arguments:
            copy = known[id(argument)] = Value(argument.type)
            result.arguments.append(copy)
        for operation in block.operations:
            self._operation(operation, known, result.operations)
        return result

    def _operation(self, operation, known, target):
        operands = [known.get(id(value), value) for value in operation.operands]
        callee = self._callee(operation)
        if callee is not None:
            self._write_out(callee, operation, operands, known, target)
            return
        copy = Operation(operation.name)
        copy.attributes, copy.successors = operation.attributes, operation.successors
        copy.operands = operands
        copy.regions = [[self.block(block, known) for block in region]
                        for region in operation.regions]  # fmt: skip
        for value in operation.results:
            made = known[id(value)] = Value(value.type)
            copy.results.append(made)
        self.count += 1
        target.append(copy)

    def _callee(self, operation):
        """Return the block to write out instead of an operation, or None."""
        key = _CALLS.get(plain_name(operation.name))
        name = str(operation.attributes.get(key)) if key is not None else None
        body = self.bodies.get(name)
        if body is None or len(body) != 1 or self.count + self.sizes[name] > _MOST:
            return None
        block = body[0]
        fits = len(block.arguments) == len(operation.operands) and (
            plain_name(block.operations[-1].name) == "return"
            and len(block.operations[-1].operands) == len(operation.results)
        )
        is_small = self.sizes[name] <= _SMALL or self.counts.get(name) == 1
        return block if fits and is_small else None

    def _write_out(self, block, operation, operands, known, target):
        inside = {
            id(argument): value for argument, value in zip(block.arguments, operands, strict=True)
        }
        *steps, last = block.operations
        for step in steps:
            self._operation(step, inside, target)
        for value, result in zip(operation.results, last.operands, strict=True):
            known[id(value)] = inside.get(id(result), result)


def changed_in_place(bodies):
    """Find arrays that loops hand on to themselves with a part replaced, and nothing else looks at.

    Args:
        bodies: dict of names to regions.

    Returns:
        {id of an operation: marks}: for a loop the numbers of such arrays among what it carries,
        for what replaces a part of one True.
    """
    marks = {}
    waiting = [block for region in bodies.values() for block in region]
    while waiting:
        for operation in waiting.pop().operations:
            if plain_name(operation.name) == "while" and len(operation.regions) == 2:
                _mark_loop(operation, marks)
            waiting += [block for region in operation.regions for block in region]
    return marks


def _mark_loop(loop, marks):
    region = loop.regions[1]
    if len(region) != 1 or not region[0].operations:
        return
    block = region[0]
    uses = _uses(block)
    made = {id(value): step for step in block.operations for value in step.results}
    last, found = block.operations[-1], []
    for number, (argument, result) in enumerate(
        zip(block.arguments, last.operands, strict=False)
    ):
        step = made.get(id(result))
        if (
            step is not None and plain_name(step.name) == "dynamic_update_slice"
            and step.operands[0] is argument
            and uses.get(id(argument)) == 1 and uses.get(id(result)) == 1
        ):  # fmt: skip
            found.append(number)
            marks[id(step)] = True
    if found:
        marks[id(loop)] = found


def _uses(block):
    """Return how often each value is used in a block, the regions in it included."""
    counts, waiting = {}, [block]
    while waiting:
        for operation in waiting.pop().operations:
            for value in operation.operands:
                counts[id(value)] = counts.get(id(value), 0) + 1
            waiting += [inner for region in operation.regions for inner in region]
    return counts
