"""Graphs to plans: one generated Python function each.

`order` says which nodes run and when, `graph.folding` which are constants, `binding` what the code refers
to, `emit` writes it down, `frames` explains errors. Plans hold no state: they may run in several
threads at once and within themselves.
"""

import itertools
import weakref

from tfcompat._src.arrays import devices
from tfcompat._src.base import dtypes, errors
from tfcompat._src.graph import arguments, folding
from tfcompat._src.plan import binding, emit, frames, order

_COUNTER = itertools.count(1)
_PASSED_ON = frozenset([
    "Identity", "StopGradient", "PreventGradient", "IdentityN", "Snapshot",
    "PlaceholderWithDefault", "DebugGradientIdentity", "DebugGradientRefIdentity", "RefIdentity",
])


class Plan:
    """A compiled graph: call it with the fed arrays, get the list of fetched arrays.

    Attributes:
        name: the name in errors and tracebacks.
        function: the generated function, for callers that have set `errstate` and frame errors.
    """

    def __init__(self, name, function, source, count, xp):
        self.name = name
        self.function = function
        self._source = source
        self._count = count
        self._xp = xp

    @property
    def source(self):
        """The generated Python text."""
        return self._source.text()

    def __call__(self, *arrays):
        """Run the plan.

        Args:
            *arrays: one array per feed, in order.

        Returns:
            List of arrays, one per fetch.

        Raises:
            OpError: an op failed; the message names the node.
        """
        if len(arrays) != self._count:
            raise TypeError(f"Plan {self.name} takes {self._count} arrays, not {len(arrays)}.")
        try:
            with self._xp.errstate(all="ignore"):
                return self.function(*arrays)
        except Exception as error:
            explained = frames.framed(error, self.name)
            if explained is error:
                raise
            raise explained from (None if isinstance(error, errors.OpError) else error)

    def __repr__(self):
        return f"<Plan {self.name!r} of {len(self._source.lines)} lines>"


def compile_plan(graph, feeds, fetches, targets=(), keep_stateful=True, name="plan"):
    """Compile a part of a graph.

    Args:
        graph: the Graph.
        feeds: tensors of the graph, of any op, whose values the caller gives.
        fetches: tensors whose values the caller wants.
        targets: operations to run for their effects.
        keep_stateful: whether all operations with effects run.
        name: the function's name, for errors and tracebacks.

    Returns:
        A Plan.

    Raises:
        UnsupportedError: an op that would run is not known here; all such are named.
        ValueError: nodes form a cycle, or a tensor is fed twice.

    Example:
        >>> from tfcompat._src.graph.graph import Graph
        >>> compile_plan(Graph(), [], [])()
        []
    """
    return _Compiler(graph, list(feeds), list(fetches), name).compile(targets, keep_stateful)


class _Compiler:
    def __init__(self, graph, feeds, fetches, name):
        self.graph = graph
        self.feeds = feeds
        self.fetches = fetches
        self.name = name
        self.xp = devices.local_device().xp
        self.namespace = binding.Namespace(self.xp, graph)
        self.names = {}
        self.known = {}
        self.statements = []
        for i, tensor in enumerate(feeds):
            if id(tensor) in self.names:
                raise errors.InvalidArgumentError(
                    None, None, f"{tensor.name} appears more than once in the input list"
                )
            self.names[id(tensor)] = f"f{i}"
        self.fed = frozenset(self.names)

    def compile(self, targets, keep_stateful):
        ops = order.needed(self.graph, self.fed, self.fetches, targets, keep_stateful)
        self._check_known(ops)
        for op in order.sort(ops, self.fed, f"plan '{self.name}'"):
            self._add(op)
        results = [self._result(tensor) for tensor in self.fetches]
        parameters = [f"f{i}" for i in range(len(self.feeds))]
        source = emit.compose(parameters, self.statements, results)
        function = emit.load(source, self.namespace, f"{self.name} {next(_COUNTER)}")
        plan = Plan(self.name, function, source, len(self.feeds), self.xp)
        weakref.finalize(plan, emit.forget, function.__code__.co_filename)
        return plan

    def _check_known(self, ops):
        missing = sorted({op.type for op in ops if op.record is None})
        if missing:
            raise errors.UnsupportedError(
                f"'{self.name}' uses ops that are not supported here: {', '.join(missing)}. "
                "See docs/ops.md for the ops there are."
            )

    # --- one node -----------------------------------------------------------------------------

    def _add(self, op):
        if op.type == "NoOp":
            return
        if op.type in _PASSED_ON and self._pass_on(op):
            return
        if self._fold(op):
            return
        if binding.makes_resource(op):
            self._name(op.outputs[0], binding.resource(self.graph, op, self.xp))
            return
        if op.type in ("Placeholder", "PlaceholderV2"):
            self._emit_unfed(op)
            return
        self._emit(op)

    def _pass_on(self, op):
        """Let the outputs of an op that changes nothing go by the names of its inputs."""
        if any(tensor.is_ref for tensor in op.inputs):
            return False
        for tensor, source in zip(op.outputs, op.inputs, strict=True):
            if id(tensor) in self.fed:
                continue
            self.names[id(tensor)] = self._use(source)
            if id(source) in self.known:
                self.known[id(tensor)] = self.known[id(source)]
        return True

    def _fold(self, op):
        known = self.known
        if not all(id(tensor) in known for tensor in op.inputs) or not folding.foldable(op):
            return False
        values = folding.evaluate(op, [known[id(tensor)] for tensor in op.inputs], self.xp)
        if values is None:
            return False
        for tensor, value in zip(op.outputs, values, strict=True):
            if id(tensor) not in self.fed:
                known[id(tensor)] = value
                self._name(tensor, value)
        return True

    def _name(self, tensor, value):
        """Enter a value that is known now; it gets its name in the code where it is used."""
        self.names[id(tensor)] = self.namespace.constant(f"c{len(self.names)}", value)

    def _emit_unfed(self, op):
        message = self.namespace.constant(f"m{len(self.names)}", binding.unfed_message(op))
        self.statements.append(emit.Statement([], f"unfed({message})", op))
        self.names[id(op.outputs[0])] = "None"

    def _emit(self, op):
        kernel = self.namespace.kernel(op.record.kernel)
        parts = [self._argument(arg, item) for arg, item in
                 zip(op.record.definition.inputs, op.grouped_inputs(), strict=True)]
        attrs = self.namespace.attributes(op, len(self.statements))
        call = f"{kernel}({', '.join(['xp', *parts])}{attrs})"
        sets, target = self._targets(op)
        single = len(op.outputs) == 1 and target in sets
        if single and op.outputs[0]._dtype is dtypes.string and not op.outputs[0].is_ref:
            call = f"as_text({call})"
        code = f"{target} = {call}" if target else call
        self.statements.append(emit.Statement(sets, code, op))
        if not single:
            self._normalise_texts(op)

    def _argument(self, arg, item):
        if arg.is_list:
            return f"[{', '.join(self._use(tensor, arg.is_ref) for tensor in item)}]"
        return self._use(item, arg.is_ref)

    def _use(self, tensor, as_ref=False):
        """The expression for a tensor's value where it is consumed."""
        name = self.names[id(tensor)]
        if tensor.is_ref and not as_ref and id(tensor) not in self.fed:
            return f"dereference({name})"
        return name

    def _targets(self, op):
        """Return the names an op sets, and the left side of the assignment that unpacks them."""
        names = []
        for tensor in op.outputs:
            name = f"v{len(self.names)}"
            names.append(name)
            self.names[id(tensor) if id(tensor) not in self.fed else name] = name
        definition = op.record.definition
        if not definition.outputs:
            return [], ""
        grouped = arguments.group(arguments.counts(definition.outputs, op.attrs), names)
        shown = [f"[{', '.join(item)}]" if isinstance(item, list) else item for item in grouped]
        return names, ", ".join(shown)

    def _normalise_texts(self, op):
        for tensor in op.outputs:
            if tensor._dtype is dtypes.string and not tensor.is_ref and id(tensor) not in self.fed:
                name = self.names[id(tensor)]
                code = f"{name} = as_text({name})"
                self.statements.append(emit.Statement([name], code, op))

    def _result(self, tensor):
        name = self._use(tensor)
        if tensor._dtype is dtypes.resource or tensor._dtype is dtypes.variant:
            return name
        if tensor._dtype is dtypes.string:
            return f"as_text({name})"
        return name if name in self.namespace else f"as_array({name})"

