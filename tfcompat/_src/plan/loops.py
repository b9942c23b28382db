"""Loops of single nodes, as TensorFlow 1 wrote them: Enter, Merge, Switch, NextIteration, Exit.

Such nodes run in circles. Here all nodes of a loop, with the loops inside it, are taken together
to one: its condition and its body are plans of their own, which a `Runner` calls in turn.
"""

from tfcompat._src.base import errors
from tfcompat._src.graph import effects
from tfcompat._src.plan import order

_ENTERS = frozenset(["Enter", "RefEnter"])
_EXITS = frozenset(["Exit", "RefExit"])
_NEXTS = frozenset(["NextIteration", "RefNextIteration"])
_MERGES = frozenset(["Merge", "RefMerge"])
_SWITCHES = frozenset(["Switch", "RefSwitch"])


class Loop:
    """A loop as one node: tensors from outside go in, the outputs of its Exits come out.

    Attributes:
        name, index, stack: as of an Operation.
        inputs: the tensors that enter.
        control_inputs: operations outside that something inside has to wait for.
        outputs: the tensors that leave.
        enters: the Enter operations, one per input.
    """

    type = "Loop"

    def __init__(self, frame, ops, chains, feeds):
        self.ops = ops
        own = [op for op in ops if len(chains[op]) == 1]
        self.enters = [op for op in own if op.type in _ENTERS]
        self.exits = [op for op in own if op.type in _EXITS]
        self.merges = [op for op in own if op.type in _MERGES
                       and any(tensor.op.type in _NEXTS for tensor in op.inputs)]
        conditions = [op for op in own if op.type == "LoopCond"]
        if len(conditions) != 1:
            raise errors.UnsupportedError(
                f"Loop '{frame}' has {len(conditions)} nodes LoopCond instead of one."
            )
        self.condition = conditions[0]
        members = set(ops)
        self.switches = [
            op for op in own if op.type in _SWITCHES and op.inputs[0].op in self.merges
            and op.inputs[1].op is self.condition
        ]
        self.name, self.stack = frame, None
        self.index = self.enters[0].index
        self.inputs = [op.inputs[0] for op in self.enters]
        self.outputs = [op.outputs[0] for op in self.exits]
        self.control_inputs = list(dict.fromkeys(
            other for op in ops for other in op.control_inputs if other not in members
        ))
        self.given = frozenset([*self.enters, *self.merges, *self.switches])

    def compile(self, graph, compile_part):
        """Return the Runner of the loop.

        Args:
            graph: the Graph.
            compile_part: function (feeds, fetches, targets, given) that returns a Plan.
        """
        constants = [op for op in self.enters if not _feeds_merge(op, self.merges)]
        values = [op.outputs[0] for op in (*self.merges, *constants)]
        condition = compile_part(values, [self.condition.inputs[0]], [], self.given)
        taken = [op.outputs[1] for op in self.switches]
        sources = [self.merges.index(op.inputs[0].op) for op in self.switches]
        body = compile_part(
            [*values, *taken], [self._next(op) for op in self.merges],
            self._effects(graph, values), self.given,
        )
        positions = {op: i for i, op in enumerate(self.enters)}
        starts = [positions[self._enter(op)] for op in self.merges]
        return Runner(
            condition, body, starts, [positions[op] for op in constants], sources,
            [self._variable(op) for op in self.exits],
        )

    def _effects(self, graph, values):
        """The operations of the body that run for their effects."""
        fed = frozenset(id(tensor) for tensor in values)
        before = order.needed(graph, fed, [self.condition.inputs[0]], [], False, self.given)
        return [op for op in self.ops if effects.has_effects(op) and op not in set(before)]

    def _enter(self, merge):
        for tensor in merge.inputs:
            if tensor.op.type in _ENTERS:
                return tensor.op
        raise errors.UnsupportedError(f"'{merge.name}' in loop '{self.name}' has no Enter.")

    def _next(self, merge):
        for tensor in merge.inputs:
            if tensor.op.type in _NEXTS:
                return tensor.op.inputs[0]
        raise errors.UnsupportedError(f"'{merge.name}' in loop '{self.name}' has no next value.")

    def _variable(self, leaving):
        source = leaving.inputs[0].op
        merge = source.inputs[0].op if source in self.switches else source
        if merge not in self.merges:
            raise errors.UnsupportedError(
                f"'{leaving.name}' takes a value out of the middle of loop '{self.name}'."
            )
        return self.merges.index(merge)


def _feeds_merge(enter, merges):
    return any(tensor.op is enter for merge in merges for tensor in merge.inputs)


class Runner:
    """Runs a loop on the values that enter; returns those that leave."""

    def __init__(self, condition, body, starts, constants, sources, ends):
        self.plans = condition, body
        self._starts = starts
        self._constants = constants
        self._sources = sources
        self._ends = ends

    def __call__(self, *entered):
        """Run the loop.

        Args:
            *entered: one value per Enter.

        Returns:
            List with one value per Exit.
        """
        goes_on, body = (plan.function for plan in self.plans)
        variables = [entered[i] for i in self._starts]
        constants = [entered[i] for i in self._constants]
        while goes_on(*variables, *constants)[0]:
            taken = [variables[i] for i in self._sources]
            variables = body(*variables, *constants, *taken)
        return [variables[i] for i in self._ends]


def collapse(ops, feeds):
    """Replace the nodes of outermost loops by one `Loop` each.

    Args:
        ops: the operations that have to run.
        feeds: ids of given tensors.

    Returns:
        The operations outside of loops, and the loops.
    """
    if not any(op.type in _ENTERS for op in ops):
        return ops, []
    chains = _chains(ops, feeds)
    frames = {}
    for op in ops:
        if chains[op]:
            frames.setdefault(chains[op][0], []).append(op)
    loops = [Loop(frame, inside, chains, feeds) for frame, inside in frames.items()]
    return [op for op in ops if not chains[op]], loops


def _chains(ops, feeds):
    """Return per operation the names of the loops it is in, outermost first."""
    members = set(ops)

    def before(op):
        found = [t.op for t in op.inputs if id(t) not in feeds and t.op.type not in _NEXTS]
        return [*found, *op.control_inputs]

    chains = {}
    for op in order.sort(ops, "a loop", before):
        chain = ()
        for other in before(op):
            if other in members:
                outer = chains[other][:-1] if other.type in _EXITS else chains[other]
                chain = max(chain, outer, key=len)
        if op.type in _ENTERS:
            chain = (*chain, op.attrs["frame_name"].decode("utf-8", "backslashreplace"))
        chains[op] = chain
    return chains
