"""A StableHLO program: read from a portable artifact, checked, and compiled when it first runs.

Lives here: `load`, which keeps the programs it has read, and `Program`. What has to be known of
`XlaCallModule` beyond the program itself is in `ops/xla_call_module.py`.
"""

import functools

from tfcompat._src.base import errors
from tfcompat._src.stablehlo import (
    batch_norm,
    contraction,
    control,
    custom_calls,
    elementwise,
    emit,
    folding,
    indexing,
    inlining,
    integers,
    lapack,
    lapack_spectral,
    linear_algebra,
    random_bits,
    shapes,
    sorting,
    window_folding,
)
from tfcompat._src.stablehlo.builders import BUILDERS, plain_name
from tfcompat._src.wire import mlir_bytecode, vhlo
from tfcompat._src.wire.mlir_builtin import Function, Tensor

FAMILIES = (
    batch_norm, contraction, control, custom_calls, elementwise, folding, indexing, integers,
    lapack, lapack_spectral, linear_algebra, random_bits, shapes, sorting, window_folding,
)  # fmt: skip
_KEPT = 64
_STRUCTURE = frozenset(["return", "call"])
# Of other dialects than VHLO: what says where arrays are kept, and what is about itself only.
_PLACING = frozenset([
    "builtin.unrealized_conversion_cast", "sdy.propagation_barrier", "sdy.reshard",
    "sdy.sharding_constraint",
])  # fmt: skip


@functools.lru_cache(maxsize=_KEPT)
def load(data):
    """Return the program that a portable artifact holds; it is read once.

    Args:
        data: bytes.

    Returns:
        A Program.

    Raises:
        InvalidArgumentError: the bytes are damaged, or make no sense as a program.
        UnsupportedError: the program uses something that is not supported here; all unsupported
            operations are named at once.
    """
    if not mlir_bytecode.is_bytecode(data):
        raise errors.UnsupportedError(
            "Only StableHLO portable artifacts, which are MLIR bytecode, are supported as modules; "
            f"this one begins with {bytes(data[:20])!r}."
        )
    return Program(mlir_bytecode.read(data))


class LackingError(errors.UnsupportedError):
    """A program uses operations that are not supported.

    Attributes:
        names: what they are.
    """

    def __init__(self, program, names):
        self.names = names
        super().__init__(
            f"The StableHLO module '{program}' uses operations that are not supported here: "
            f"{', '.join(names)}."
        )


def lacking(data):
    """Return the names of operations that a portable artifact uses and that are not supported.

    A module that cannot be read has none: why, is said when it is to run.
    """
    try:
        load(data)
    except LackingError as error:
        return error.names
    except (errors.OpError, errors.UnsupportedError):
        pass
    return []


class Program:
    """Functions of StableHLO, one of them called "main".

    Attributes:
        name: the name of the module.
        producer: the version of StableHLO that it is written for.
        attributes: dict of the module's attributes.
        functions: dict of names to the operations that define functions.
        reached: the names of those that "main" needs.
        bodies: dict of these names to the functions' regions, small functions written out.
        marks: what loops may change in place: see `inlining`.
        inputs: types of what "main" takes.
        outputs: types of what it returns.
    """

    def __init__(self, bytecode):
        modules = [item for item in bytecode.operations if item.name == "builtin.module"]
        if len(modules) != 1 or len(modules[0].regions) != 1:
            raise errors.InvalidArgumentError("The MLIR bytecode does not hold one module.")
        self.producer = bytecode.producer
        self.attributes = modules[0].attributes
        self.name = str(self.attributes.get("sym_name") or "module")
        self.functions = {}
        for block in modules[0].regions[0]:
            for operation in block.operations:
                self._enter(operation)
        if "main" not in self.functions:
            raise errors.InvalidArgumentError("Cannot find 'main' in module")
        self.reached = self._reached()
        self._check_operations()
        self.bodies = inlining.inlined(self.functions, self.reached)
        self.marks = inlining.changed_in_place(self.bodies)
        type_ = self.functions["main"].attributes.get("function_type")
        if not isinstance(type_, Function):
            raise errors.InvalidArgumentError("'main' of a StableHLO program has no type.")
        self.inputs, self.outputs = type_.inputs, type_.outputs
        self._compiled = {}

    def _enter(self, operation):
        if operation.name == "sdy.mesh":
            return
        if plain_name(operation.name) != "func" or len(operation.regions) != 1:
            raise errors.UnsupportedError(
                f"'{operation.name}' is not supported at the top of a StableHLO module."
            )
        self.functions[str(operation.attributes.get("sym_name"))] = operation

    def _reached(self):
        """Return names of functions in the order of calls; a function must not call itself."""
        state, order = {}, []

        def visit(name):
            if name not in self.functions:
                raise errors.InvalidArgumentError(f"There is no function '{name}' in the module.")
            if state.get(name) == "open" or len(state) - len(order) > 200:
                raise errors.UnsupportedError(
                    f"The StableHLO function '{name}' calls itself, or calls are too deep."
                )
            if name not in state:
                state[name] = "open"
                for callee in _callees(self.functions[name]):
                    visit(callee)
                state[name] = "done"
                order.append(name)

        visit("main")
        return order

    def _check_operations(self):
        unknown = set()
        for name in self.reached:
            for operation in _operations(self.functions[name]):
                dialect = operation.name.partition(".")[0]
                plain = plain_name(operation.name)
                if operation.name in _PLACING:
                    continue
                if dialect != "vhlo":
                    unknown.add(operation.name)
                elif plain == "custom_call":
                    target = str(operation.attributes.get("call_target_name"))
                    if target not in custom_calls.TARGETS:
                        unknown.add(f"custom_call @{target}")
                elif plain not in BUILDERS and plain not in _STRUCTURE:
                    unknown.add(plain)
        if unknown:
            raise LackingError(self.name, sorted(unknown))

    def dtype_of(self, type_):
        """Return the numpy dtype of arrays of a type that "main" takes or returns."""
        if not isinstance(type_, Tensor):
            raise errors.UnsupportedError(f"'main' with a value of the type {type_}")
        return vhlo.dtype_of(type_.element)

    def main(self, xp):
        """Return "main" as a function of arrays of `xp` that returns a tuple of arrays."""
        return self.function(xp, "main")

    def function(self, xp, name):
        """Return a function of the program by name; see `main`."""
        found = self._compiled.get(id(xp))
        if found is None:
            found = self._compiled[id(xp)] = emit.compiled(self, xp)
        return found[name]


def _operations(operation):
    """Yield the operations in the regions of one."""
    for region in operation.regions:
        for block in region:
            for inner in block.operations:
                yield inner
                yield from _operations(inner)


def _callees(operation):
    found = []
    for inner in _operations(operation):
        plain = plain_name(inner.name)
        if plain == "call":
            found.append(str(inner.attributes.get("callee")))
        elif plain == "composite":
            found.append(str(inner.attributes.get("decomposition")))
        elif plain == "custom_call":
            found += map(str, inner.attributes.get("called_computations") or ())
    return dict.fromkeys(found)
