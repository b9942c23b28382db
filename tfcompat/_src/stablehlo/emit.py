"""StableHLO functions as Python functions: text is generated, and compiled once per program.

Lives here: names, blocks, regions as functions in functions, and when values are let go. What an
operation does, the builders know.
"""

import itertools
import linecache
import math
import weakref

from tfcompat._src.base import errors
from tfcompat._src.stablehlo.builders import BUILDERS, ELEMENTWISE, Call, Known, plain_name

_COUNTER = itertools.count(1)
# What is worked out when a program is compiled, where it does not depend on arguments, and up to
# how many elements.
_FOLDED = frozenset(["broadcast_in_dim", "reshape", *ELEMENTWISE])
_FOLDED_ELEMENTS = 1 << 16


def compiled(program, xp):
    """Return a dict of the names of a program's functions to Python functions on `xp`."""
    writer = _Writer(program, xp)
    order = list(program.reached)
    lines = []
    for name in order:
        lines += writer.function(program.bodies[name], writer.function_names[name])
    file_name = f"<stablehlo {ascii(program.name)[1:-1]} {next(_COUNTER)}>"
    source = "\n".join(lines) + "\n"
    try:
        code = compile(source, file_name, "exec")
    except (RecursionError, MemoryError, SyntaxError):
        raise errors.UnsupportedError(
            "The StableHLO program has regions in regions, more of them than Python can have "
            "functions in functions."
        ) from None
    linecache.cache[file_name] = (len(source), None, source.splitlines(True), file_name)
    exec(code, writer.namespace)
    found = {name: writer.namespace[writer.function_names[name]] for name in order}
    weakref.finalize(program, linecache.cache.pop, file_name, None)
    return found


class _Writer:
    """Writes functions; `namespace` collects what they refer to."""

    def __init__(self, program, xp):
        self.program = program
        self.xp = xp
        self.namespace = {}
        self.function_names = {name: f"f{i}" for i, name in enumerate(program.functions)}
        self._names = {}
        self._known = {}
        self._numbers = itertools.count()

    def _bound(self, letter, value):
        name = f"{letter}{next(self._numbers)}"
        self.namespace[name] = value
        return name

    def _named(self, value):
        name = self._names[id(value)] = f"v{next(self._numbers)}"
        return name

    def _name(self, value):
        try:
            return self._names[id(value)]
        except KeyError:
            raise errors.InvalidArgumentError(
                "A StableHLO operation uses a value that its function does not have."
            ) from None

    def function(self, region, name):
        """Return the lines of a function."""
        if len(region) != 1:
            raise errors.UnsupportedError(
                "StableHLO functions of several blocks are not supported."
            )
        return [*self._definition(region[0], name, ""), ""]

    def _definition(self, block, name, pad):
        arguments = ", ".join([self._named(value) for value in block.arguments])
        return [f"{pad}def {name}({arguments}):", *self._block(block, pad + " ")]

    def _block(self, block, pad):
        last = _last_uses(block)
        lines = []
        for number, operation in enumerate(block.operations):
            if plain_name(operation.name) == "return":
                results = "".join(f"{self._name(value)}, " for value in operation.operands)
                lines.append(f"{pad}return ({results})")
                return lines
            lines += self._operation(operation, pad)
            gone = [self._names[key] for key in last.get(number, ()) if key in self._names]
            gone = [name for name in gone if name not in self.namespace]
            if gone:
                lines.append(f"{pad}del {', '.join(gone)}")
        raise errors.InvalidArgumentError("A block of a StableHLO program does not return.")

    def _operation(self, operation, pad):
        name = plain_name(operation.name)
        if name == "call":
            callee = self.function_names[str(operation.attributes.get("callee"))]
            return [self._statement(operation, callee, [], pad, is_tuple=True)]
        if name not in BUILDERS:
            raise errors.UnsupportedError(f"The StableHLO operation '{name}' is not supported.")
        built = self._built(name, operation)
        if name in _FOLDED and callable(built):
            built = self._folded(built, operation)
        if isinstance(built, Known):
            name = self._bound("c", built.value)
            self._names.update((id(value), name) for value in operation.results)
            self._known.update((id(value), built.value) for value in operation.results)
            return []
        if isinstance(built, str):  # the function that does the same, of the program itself
            return [self._statement(operation, self.function_names[built], [], pad, is_tuple=True)]
        lines, regions = [], []
        for region in operation.regions:
            if len(region) != 1:
                raise errors.UnsupportedError(
                    f"Regions of several blocks in '{name}' are not supported."
                )
            regions.append(f"r{next(self._numbers)}")
            lines += self._definition(region[0], regions[-1], pad)
        several = len(operation.results) != 1
        lines.append(
            self._statement(operation, self._bound("k", built), regions, pad, is_tuple=several)
        )
        return lines

    def _built(self, name, operation):
        try:
            return BUILDERS[name](Call(self.program, self.xp, operation, self._known))
        except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError) as error:
            # The attributes, types and regions come from a file: anything may be wrong with them.
            raise errors.InvalidArgumentError(
                f"The StableHLO operation '{name}' makes no sense as it is written: {error}"
            ) from error

    def _folded(self, built, operation):
        """Return the result of an operation as Known where all of its operands are."""
        known = [self._known.get(id(value)) for value in operation.operands]
        if any(value is None for value in known) or len(operation.results) != 1:
            return built
        sizes = getattr(operation.results[0].type, "shape", None)
        if sizes is None or None in sizes or math.prod(sizes) > _FOLDED_ELEMENTS:
            return built
        try:
            with self.xp.errstate(all="ignore"):
                return Known(self.xp.asarray(built(*known)))
        except (TypeError, ValueError):
            return built  # what is wrong with it is said when it runs

    def _statement(self, operation, function, regions, pad, is_tuple):
        arguments = [self._name(value) for value in operation.operands]
        call = f"{function}({', '.join([*arguments, *regions])})"
        targets = ", ".join([self._named(value) for value in operation.results])
        if not targets:
            return f"{pad}{call}"
        return f"{pad}{targets}{',' if is_tuple and ',' not in targets else ''} = {call}"


def _last_uses(block):
    """Return {number of an operation: ids of values of this block that nothing needs after it}."""
    own = {id(value): 0 for value in block.arguments}
    for number, operation in enumerate(block.operations):
        for value in operation.results:
            own[id(value)] = number
        for key in _used(operation):
            if key in own:
                own[key] = number
    found = {}
    for key, number in own.items():
        found.setdefault(number, []).append(key)
    return found


def _used(operation):
    """Return the ids of all values that an operation uses, those in its regions included."""
    found = [id(value) for value in operation.operands]
    for region in operation.regions:
        for block in region:
            for inner in block.operations:
                found += _used(inner)
    return found
