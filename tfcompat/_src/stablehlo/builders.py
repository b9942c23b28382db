"""The table of operations: which function makes an operation of a program into one of arrays.

Lives here: `builds`, which enters such a function, `Call`, what it is told, and what is said of
operations that are not supported. A builder is called once, when a program is compiled; what it
returns is called with arrays, and with the functions of the operation's regions after them, each
time the operation runs. It returns an array; with several results, or none, a sequence of them.
"""

from tfcompat._src.base import errors
from tfcompat._src.wire import vhlo
from tfcompat._src.wire.mlir_builtin import Tensor

BUILDERS = {}
ELEMENTWISE = set()


class Known:
    """What a builder returns instead of a function where the result does not depend on anything.

    Args:
        value: the array.
    """

    __slots__ = ("value",)

    def __init__(self, value):
        self.value = value


def builds(*names, elementwise=False):
    """Enter a builder of operations: `names` without dialect and version, as in "add".

    Args:
        *names: names.
        elementwise: whether the operation takes every element by itself, so that what is written
            for single numbers may be given arrays.
    """

    def enter(function):
        for name in names:
            BUILDERS[name] = function
        if elementwise:
            ELEMENTWISE.update(names)
        return function

    return enter


def plain_name(name):
    """Return the name of an operation without dialect and version.

    >>> plain_name("vhlo.exponential_v2")
    'exponential'
    """
    head, _, tail = name.partition(".")[2].rpartition("_v")
    return head if tail.isdigit() else name.partition(".")[2]


class Call:
    """An operation, as its builder sees it.

    Attributes:
        xp: the array module.
        all_known: dict of ids of values, those around a region included, to what they always are.
        name: the name without dialect and version.
        attributes: dict of names to Python values.
        marks: what `inlining.changed_in_place` says of the operation, or None.
        operands: types of operands.
        results: types of results.
        regions: lists of Blocks.
        program: what the operation is part of.
    """

    __slots__ = (
        "_values", "all_known", "attributes", "marks", "name", "operands", "program", "regions",
        "results", "xp",
    )

    def __init__(self, program, xp, operation, known):
        self.all_known = known
        self._values = operation.operands
        self.marks = program.marks.get(id(operation))
        self.program = program
        self.xp = xp
        self.name = plain_name(operation.name)
        self.attributes = operation.attributes
        self.operands = [value.type for value in operation.operands]
        self.results = [value.type for value in operation.results]
        self.regions = operation.regions

    def attribute(self, name, default=None):
        """Return an attribute; without a `default` it has to be there."""
        value = self.attributes.get(name, default)
        if value is None:
            raise errors.InvalidArgumentError(
                f"The StableHLO operation '{self.name}' lacks the attribute '{name}'."
            )
        return value

    def numbers(self, name, default=None):
        """Return an attribute that is a vector, as a list of integers or booleans."""
        value = self.attribute(name, default)
        return value.reshape(-1).tolist() if hasattr(value, "reshape") else list(value)

    def text(self, name):
        """Return an attribute that is a text."""
        value = self.attribute(name)
        return vhlo.as_text(value) if vhlo.is_text(value) else str(value)

    def element(self, number=0):
        """Return the name of the type of elements of an operand, as in "f32"."""
        return _element(self.operands, number, self)

    def dtype(self, number=0):
        """Return the numpy dtype of a result."""
        return vhlo.dtype_of(_element(self.results, number, self))

    def shape(self, number=0):
        """Return the shape of a result as a tuple of sizes, all of which have to be known."""
        found = self.results[number].shape if isinstance(self.results[number], Tensor) else None
        if found is None or None in found:
            raise errors.UnsupportedError(
                f"The StableHLO operation '{self.name}' with a result of an unknown shape is not "
                "supported."
            )
        return found

    def known(self, value):
        """Return the array that a value always is, or None."""
        return self.all_known.get(id(value))

    def known_operand(self, number):
        """Return the array that an operand always is, or None."""
        return self.all_known.get(id(self._values[number]))

    def unsupported(self, what):
        """Return the error that says that `what` of this operation is not supported."""
        return errors.UnsupportedError(
            f"The StableHLO operation '{self.name}' is not supported {what}."
        )


def _element(types, number, call):
    if number >= len(types) or not isinstance(types[number], Tensor):
        raise errors.InvalidArgumentError(
            f"The StableHLO operation '{call.name}' takes and gives arrays."
        )
    if not isinstance(types[number].element, str):
        raise call.unsupported(f"for numbers of the type {types[number].element}")
    return types[number].element


def is_elementwise(region, program, depth=0):
    """Tell whether what a region does to single numbers, it does to arrays of them as well."""
    if len(region) != 1 or depth > 8:
        return False
    for operation in region[0].operations:
        name = plain_name(operation.name)
        if name == "call":
            callee = program.bodies.get(operation.attributes.get("callee"))
            if callee is None or not is_elementwise(callee, program, depth + 1):
                return False
        elif name not in ELEMENTWISE and name not in ("constant", "return"):
            return False
    return True


def vectorized(call, number, function):
    """Return the function of a region as one of arrays of any, but the same, shape.

    Args:
        call: the Call.
        number: the number of the region.
        function: the function of the region as it is called.

    Returns:
        A function of arrays that returns a list of arrays.
    """
    xp = call.xp
    if is_elementwise(call.regions[number], call.program):

        def run(*arrays):
            shape = arrays[0].shape
            return [
                x if x.shape == shape else xp.broadcast_to(x, shape) for x in function(*arrays)
            ]

        return run

    def one_by_one(*arrays):
        shape = arrays[0].shape
        flat = [x.reshape(-1) for x in arrays]
        outputs = [Tensor((), value.type.element)
                   for value in call.regions[number][0].operations[-1].operands]  # fmt: skip
        results = [xp.empty(flat[0].shape, vhlo.dtype_of(type_.element)) for type_ in outputs]
        for i in range(flat[0].shape[0]):
            for result, value in zip(results, function(*(x[i] for x in flat)), strict=True):
                result[i] = value
        return [result.reshape(shape) for result in results]

    return one_by_one


def single_operation(region):
    """Return the name of the operation that is all of a region, of its two arguments; or None.

    >>> single_operation([]) is None
    True
    """
    if len(region) != 1 or len(region[0].operations) != 2 or len(region[0].arguments) != 2:
        return None
    first, last = region[0].operations
    if last.operands != first.results or plain_name(last.name) != "return":
        return None
    first_arguments = set(map(id, first.operands))
    if first_arguments != set(map(id, region[0].arguments)):
        return None
    return plain_name(first.name)
