"""Graphs to plans: one generated Python function each.

`order` says which nodes run and when, `graph.folding` which are constants, `binding` what the
code refers to, `branches` and `loops` what single nodes of control flow mean, `waits` which nodes
run beside each other, `emit` writes it down, `frames` explains errors. Plans hold no state: they
may run in several threads at once and within themselves.
"""

import itertools
import weakref

from tfcompat._src.arrays import devices
from tfcompat._src.base import dtypes, errors
from tfcompat._src.core import direct
from tfcompat._src.graph import arguments, folding
from tfcompat._src.plan import (
    binding, branches, emit, frames, loops, order, scalars, waits, while_loops)

_COUNTER = itertools.count(1)
_PASSED_ON = frozenset([
    "Identity", "StopGradient", "PreventGradient", "IdentityN", "Snapshot",
    "PlaceholderWithDefault", "DebugGradientIdentity", "DebugGradientRefIdentity", "RefIdentity",
])
_UNFED = frozenset(["Placeholder", "PlaceholderV2"])
_NOTHING = frozenset(["NoOp", "ControlTrigger"])
_OBJECTS = frozenset([dtypes.resource, dtypes.variant, dtypes.string])


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


def compile_plan(graph, feeds, fetches, targets=(), keep_stateful=True, name="plan",
                 resources=None):
    """Compile a part of a graph.

    Args:
        graph: the Graph.
        feeds: tensors of the graph, of any op, whose values the caller gives.
        fetches: tensors whose values the caller wants.
        targets: operations to run for their effects.
        keep_stateful: whether all operations with effects run.
        name: the function's name, for errors and tracebacks.
        resources: a dict that holds the variables and tables of the nodes; by default the graph's.

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
    compiler = _Compiler(graph, list(feeds), list(fetches), name, resources=resources)
    return compiler.compile(targets, keep_stateful)


class _Compiler:
    """One plan while it is made; parts of loops are plans of their own."""

    def __init__(
        self, graph, feeds, fetches, name, given=frozenset(), resources=None, namespace=None,
        start=0,
    ):
        self.graph = graph
        self.feeds = feeds
        self.fetches = fetches
        self.name = name
        self.xp = devices.local_device().xp
        self.namespace = (
            binding.Namespace(self.xp, resources) if namespace is None else namespace)
        self._start = start
        self.names = {}
        self.known = {}
        self.given = given
        self.given_resources = resources
        self.branches = branches.Branches()
        self.statements = []
        for i, tensor in enumerate(feeds):
            if id(tensor) in self.names:
                raise errors.InvalidArgumentError(
                    None, None, f"{tensor.name} appears more than once in the input list"
                )
            self.names[id(tensor)] = f"f{i}"
        self.fed = frozenset(self.names)

    def prepare(self, targets, keep_stateful=False):
        """Write the statements; return an expression for each fetch."""
        ops = order.needed(
            self.graph, self.fed, self.fetches, targets, keep_stateful, self.given
        )
        self._check_known(ops)
        self._consumed = {id(tensor) for op in ops for tensor in op.inputs}
        self._consumed.update(id(tensor) for tensor in self.fetches)
        self._add_all(self._sorted(ops))
        return [self._value(tensor) for tensor in self.fetches]

    def _add_all(self, ops):
        """Write all nodes; in sessions, those that may wait for each other beside each other."""
        beside = ()
        if self.given_resources is not None and not self.given and not any(
                op.type in branches.SWITCHES or op.type == "Loop" for op in ops):
            beside = waits.independent(ops, self.fed)
        if not beside:
            for op in ops:
                self._add(op)
            return
        started = {}

        def start(op):
            name = started[op] = self._new_name(op)
            kernel, arguments = self._call(op).split("(", 1)
            self._write([name], f"{name} = begin({kernel}, {arguments}", op)

        def finish(op):
            self._assign(op, f"end({started[op]})")

        waits.schedule(ops, beside, self.fed, start, self._add, finish)

    def count(self):
        """Return a number above those in the names that were given."""
        return self._start + len(self.names) + len(self.statements)

    def compile(self, targets, keep_stateful):
        values = self.prepare(targets, keep_stateful)
        results = [self._result(*pair) for pair in zip(self.fetches, values, strict=True)]
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

    def _sorted(self, ops):
        ops, collapsed = loops.collapse(ops, self.fed)
        owners = {op: loop for loop in collapsed for op in loop.exits}

        def before(op):
            return [owners.get(other, other) for other in order.producers(op, self.fed)]

        return order.sort([*ops, *collapsed], f"plan '{self.name}'", before)

    # --- one node -----------------------------------------------------------------------------

    def _add(self, op):
        guards, marks = self.branches.guards(op, self.names, self.fed)
        if op.type in branches.SWITCHES:
            self._switch(op, guards, marks)
        elif op.type in branches.MERGES:
            self._merge(op)
        elif op.type == "Loop":
            self._loop(op, guards, marks)
        elif guards:
            self._add_guarded(op, guards, marks)
        else:
            self._add_plain(op)

    def _add_plain(self, op):
        if op.type in _NOTHING:
            return
        if op.type in _PASSED_ON and self._pass_on(op):
            return
        if self._fold(op):
            return
        if binding.makes_resource(op):
            self._add_resource(op)
            return
        if op.type in _UNFED:
            self._emit_unfed(op)
            return
        self._emit(op)

    def _add_resource(self, op):
        try:
            made = binding.resource(self.graph, op, self.xp, self.given_resources)
        except errors.OpError as error:  # it comes when the plan runs, with a frame
            refused = self.namespace.constant(f"m{self._number()}", error)
            name = self._new_name(op.outputs[0])
            self._write([name], f"{name} = refuse({refused})", op)
        else:
            self._name(op.outputs[0], made)

    def _add_guarded(self, op, guards, marks):
        """Write a node that happens only if no guard is MISSING."""
        passes = op.type in _PASSED_ON and not any(tensor.is_ref for tensor in op.inputs)
        if binding.makes_resource(op):
            self._add_plain(op)
            return
        if passes and guards == [self.names[id(op.inputs[0])]] and len(op.inputs) == 1:
            self._pass_on(op)
        elif passes and len(op.inputs) == 1:
            self._set(op, self._use(op.inputs[0]), guards)
        elif op.type == "Const":
            value = folding.evaluate(op, [], self.xp)[0]
            self._set(op, self.namespace.constant(f"c{self._number()}", value), guards)
        elif op.type in _NOTHING:
            token = self._new_name(op)
            test = branches.condition(guards)
            self._write([token], f"{token} = MISSING if {test} else None", op)
            guards = [token]
        elif op.type in _UNFED:
            self._emit_unfed(op, guards)
        else:
            guards = self._emit(op, guards)
        self.branches.note(op, guards, marks)

    def _set(self, op, expression, guards):
        name = self._new_name(op.outputs[0])
        test = branches.condition(guards)
        self._write([name], f"{name} = MISSING if {test} else {expression}", op)

    def _switch(self, op, guards, marks):
        condition = self._use(op.inputs[1])
        parts = f"{self._use(op.inputs[0], op.type == 'RefSwitch')}, {condition}"
        names = [self._new_name(tensor) for tensor in op.outputs]
        call = f"switch({parts})"
        if guards:
            call = f"(MISSING, MISSING) if {branches.condition(guards)} else {call}"
        self._write(names, f"{', '.join(names)} = {call}", op)
        self.branches.note_switch(op, guards, marks, condition)

    def _merge(self, op):
        values = ", ".join(self._use(tensor, op.type == "RefMerge") for tensor in op.inputs)
        numbers = tuple(self.xp.asarray(i, self.xp.int32) for i in range(len(op.inputs)))
        numbered = self.namespace.constant(f"c{self._number()}", numbers)
        names = [self._new_name(tensor) for tensor in op.outputs]
        self._write(names, f"{', '.join(names)} = merge([{values}], {numbered})", op)
        self.branches.note_merge(op, self.names)

    def _loop(self, loop, guards, marks):
        def compile_part(feeds, fetches, targets, given):
            part = _Compiler(
                self.graph, feeds, fetches, f"{self.name} {loop.name}", given,
                self.given_resources)
            return part.compile(targets, False)

        runner = loop.compile(self.graph, compile_part)
        called = self.namespace.constant(f"loop{self._number()}", runner)
        values = ", ".join(self._use(op.inputs[0], op.type == "RefEnter") for op in loop.enters)
        names = [self._new_name(tensor) for tensor in loop.outputs]
        call = f"{called}({values})"
        if guards:
            nothing = ", ".join(["MISSING"] * len(names))
            call = f"[{nothing}] if {branches.condition(guards)} else {call}"
        self._write(names, f"[{', '.join(names)}] = {call}", loop)
        for op in loop.exits:
            self.branches.note(op, guards, marks)

    def _pass_on(self, op):
        """Let the outputs of an op that changes nothing go by the names of its inputs.

        What is read through a reference is so read where it is used: TensorFlow shares the memory
        of the variable, and assignments in between write there (recorded: the model t2o_assign).
        """
        if any(tensor.is_ref for tensor in op.outputs):
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
        self.names[id(tensor)] = self.namespace.constant(f"c{self._number()}", value)

    def _emit_unfed(self, op, guards=()):
        message = self.namespace.constant(f"m{self._number()}", binding.unfed_message(op))
        name = self._new_name(op.outputs[0])
        call = f"unfed({message})"
        if guards:
            call = f"MISSING if {branches.condition(guards)} else {call}"
        self._write([name], f"{name} = {call}", op)

    def _emit(self, op, guards=()):
        """Write the call of a node's kernel; return what is MISSING when it does not happen."""
        return self._assign(op, self._call(op), guards)

    def _assign(self, op, call, guards=()):
        """Write what a node's outputs are set to."""
        names, target, nothing = self._targets(op)
        if guards and not names:
            names = [self._new_name(op)]
            target, nothing = names[0], "MISSING"
        single = target in names
        if single and op.outputs and _is_text(op.outputs[0]):
            call = f"as_text({call})"
        if guards:
            call = f"{nothing} if {branches.condition(guards)} else {call}"
        self._write(names, f"{target} = {call}" if target else call, op)
        if not single:
            self._normalise_texts(op, guards)
        return names[:1]

    def _call(self, op):
        """The expression for what a node computes."""
        if op.type in while_loops.NODES:
            used = [i for i, tensor in enumerate(op.outputs) if id(tensor) in self._consumed]
            runner = while_loops.LoopRunner(op, used, _Compiler, f"{self.name} {op.name}")
            called = self.namespace.constant(f"loop{self._number()}", runner)
            return f"{called}({', '.join(self._use(tensor) for tensor in op.inputs)})"
        form = scalars.form(op, self._known, self.xp)
        if form is not None:
            return form.format(*[self._use(tensor) for tensor in op.inputs])
        function = None
        if not any(tensor.is_ref for tensor in op.inputs):
            function = direct.function(op.type, [x._dtype for x in op.inputs], self.xp)
        if function is not None:
            inputs = ", ".join(self._use(tensor) for tensor in op.inputs)
            return f"{self.namespace.kernel(function)}({inputs})"
        kernel = self.namespace.kernel(op.record.kernel)
        parts = [self._argument(arg, item) for arg, item in
                 zip(op.record.definition.inputs, op.grouped_inputs(), strict=True)]
        attrs = self.namespace.attributes(op, self._start + len(self.statements))
        return f"{kernel}({', '.join(['xp', *parts])}{attrs})"

    def _known(self, tensor):
        return self.known.get(id(tensor))

    def _write(self, sets, code, op):
        self.statements.append(emit.Statement(sets, code, op))

    def _number(self):
        return self._start + len(self.names)

    def _new_name(self, tensor):
        """Name the value that a tensor gets from its node; a fed tensor keeps the name it has."""
        name = f"v{self._number()}"
        self.names[name if id(tensor) in self.fed else id(tensor)] = name
        return name

    def _argument(self, arg, item):
        if arg.is_list:
            return f"[{', '.join(self._use(tensor, arg.is_ref) for tensor in item)}]"
        return self._use(item, arg.is_ref)

    def _use(self, tensor, as_ref=False):
        """The expression for a tensor's value where it is consumed."""
        name = self.names.get(id(tensor))
        if name is None:
            raise errors.UnsupportedError(
                f"'{tensor.name}' is used where plan '{self.name}' has no value for it."
            )
        if tensor.is_ref and not as_ref and id(tensor) not in self.fed:
            return f"dereference({name})"
        return name

    def _targets(self, op):
        """Return the names an op sets, the left side that unpacks them, and its missing value."""
        names = [self._new_name(tensor) for tensor in op.outputs]
        definition = op.record.definition
        if not definition.outputs:
            return [], "", ""
        grouped = arguments.group(arguments.counts(definition.outputs, op.attrs), names)
        shown, missing = [], []
        for item in grouped:
            if isinstance(item, list):
                shown.append(f"[{', '.join(item)}]")
                missing.append(f"[{', '.join(['MISSING'] * len(item))}]")
            else:
                shown.append(item)
                missing.append("MISSING")
        nothing = missing[0] if len(missing) == 1 else f"({', '.join(missing)})"
        return names, ", ".join(shown), nothing

    def _normalise_texts(self, op, guards):
        for tensor in op.outputs:
            if _is_text(tensor) and id(tensor) not in self.fed:
                name = self.names[id(tensor)]
                value = f"as_text({name})"
                if guards:
                    value = f"MISSING if {name} is MISSING else {value}"
                self._write([name], f"{name} = {value}", op)

    def _value(self, tensor):
        """The expression for a value that is fetched."""
        name = self._use(tensor)
        if self.branches.may_miss(tensor) and id(tensor) not in self.fed:
            name = f"arrived({name}, {tensor.name!r})"
        return f"as_text({name})" if tensor._dtype is dtypes.string else name

    def _result(self, tensor, value):
        if tensor._dtype in _OBJECTS:
            return value
        return value if value in self.namespace else f"as_array({value})"


def _is_text(tensor):
    return tensor._dtype is dtypes.string and not tensor.is_ref
