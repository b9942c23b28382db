"""Operations that decide what runs, and those that only pass values on: loops, branches, tuples.

Calls of functions need no builder: the generated code calls them by name.
"""

from tfcompat._src.base.errors import InvalidArgumentError
from tfcompat._src.stablehlo.builders import Known, builds


@builds("while")
def while_(call):
    """A loop: the second region, for as long as the first one says."""
    own = call.marks or ()

    def run(*values):
        condition, body = values[-2:]
        values = list(values[:-2])
        for number in own:  # the loop changes these, and nobody else may see it
            values[number] = values[number].copy()
        while condition(*values)[0]:
            values = body(*values)
        return values

    return _single(call, run)


def _single(call, run):
    """Return `run` with its only result taken out where there is one."""
    if len(call.results) != 1:
        return run
    return lambda *values: run(*values)[0]


@builds("if")
def if_(call):
    """One of two regions."""
    return _single(call, lambda condition, first, second: (first if condition else second)())


@builds("case")
def case(call):
    """One of several regions, by number; a number out of range takes the last one."""
    last = len(call.regions) - 1
    if last < 0:
        raise InvalidArgumentError("A StableHLO 'case' has no branches.")

    def run(number, *branches):
        number = int(number)
        return branches[number if 0 <= number <= last else last]()

    return _single(call, run)


@builds("composite")
def composite(call):
    """An operation of which the program says how it is made of others."""
    return str(call.attribute("decomposition"))


@builds("optimization_barrier", "propagation_barrier", "reshard", "sharding_constraint",
        "unrealized_conversion_cast")  # fmt: skip
def unchanged(call):
    """Values as they are: what stands here is about order, places, or types."""
    return _single(call, lambda *values: values)


@builds("tuple")
def tuple_(call):
    """Several values as one."""
    return lambda *values: values


@builds("get_tuple_element")
def get_tuple_element(call):
    """One of several values that are one."""
    index = int(call.attribute("index"))
    return lambda values: values[index]


@builds("create_token", "after_all")
def token(call):
    """A token: it stands for an order of effects, and programs run in order anyway."""
    return Known(call.xp.zeros((), bool))


@builds("partition_id", "replica_id")
def number_of_this(call):
    """The number of this process among those that run the program: there is one."""
    return Known(call.xp.zeros((), call.xp.uint32))


@builds("all_reduce", "all_gather", "all_to_all", "collective_broadcast", "reduce_scatter",
        "collective_permute", "cross-replica-sum")  # fmt: skip
def collective(call):
    """What is exchanged among processes: with one process, everything stays what it is."""
    groups = call.attributes.get("replica_groups")
    shape = getattr(groups, "shape", (1, 1))
    if tuple(shape) not in ((1, 1), (0, 0), (0, 1), (1, 0)):
        raise call.unsupported(f"for replica groups of the shape {list(shape)}")
    if call.name == "collective_permute":
        pairs = call.attribute("source_target_pairs").reshape(-1).tolist()
        if pairs != [0, 0]:
            raise call.unsupported("for several processes")
    count = len(call.operands)
    return _single(call, lambda *values: values[:count])
