"""Recorder: the list of calls of one tape, and which tensors it follows.

The dispatch funnel tells every recorder of the thread about every call; whatever does not depend
on a watched tensor is forgotten at once. What users hold is `tape.GradientTape`.
"""

import contextlib

from tfcompat._src.base import dtypes
from tfcompat._src.core import context
from tfcompat._src.core.tensor import NUMBERS, EagerTensor, identify
from tfcompat._src.grad import rules
from tfcompat._src.grad.backward import Entry


NEVER = -1  # the number of results that have no gradient


class Recorder:
    """Follows watched tensors through calls.

    Attributes:
        entries: the Entries of the calls, in order.
        producers: {number: index of the entry that yields it} of the tensors that depend on
            watched ones; -1 for these.
        watched: {number of its handle: variable} of the variables watched.
        accepts_variables: whether variables are watched when they are read.
        higher: whether what gradients are computed by may be differentiated in turn.
    """

    def __init__(self, accepts_variables=True, higher=False):
        self.higher = higher
        self.entries = []
        self.producers = {}
        self.watched = {}
        self.accepts_variables = accepts_variables

    def watch(self, tensor):
        """Follow a tensor."""
        self.producers.setdefault(identify(tensor), -1)

    def watch_variable(self, variable):
        """Follow a variable: its handle, which everything about it is computed from."""
        number = identify(variable.handle)
        self.producers.setdefault(number, -1)
        self.watched[number] = variable

    def start(self):
        """Begin to be told of calls of this thread."""
        context.recorders().append(self)

    def stop(self):
        """Be told no longer."""
        context.recorders().remove(self)

    def record(self, op, inputs, attrs, outputs):
        """Note a call if it depends on anything watched; see `core.dispatch`."""
        rule = rules.RULES.get(op) or rules.of(op)
        if rule.none:
            return
        if rule.has_lists:
            inputs = _flat(inputs)
        tracked = self.producers
        if rule.reads and self.accepts_variables:
            self._watch_variables(inputs)
        for tensor in inputs:
            if tensor._id in tracked:
                graph = getattr(context.current(), "graph", None)
                scope = None if graph is None else _gradient_scope(graph.get_name_scope())
                self.add(rule, inputs, attrs, outputs, scope)
                return

    def follows(self, inputs):
        """Say whether a call of a function with these arguments has to be recorded."""
        if self.accepts_variables:
            self._watch_variables(inputs)
        return any(map(self.tracks, inputs))

    def tracks(self, tensor):
        """Say whether a tensor depends on anything watched."""
        return tensor._id in self.producers

    def add(self, rule, inputs, attrs, outputs, scope=None):
        """Note a call that depends on something watched; `scope` is for its gradient's nodes."""
        results, index = [], len(self.entries)
        for tensor in outputs:
            if tensor._dtype._type_enum in rules.TRAINABLE_ENUMS:
                number = tensor._id
                if number is None:  # it is new, so that no other thread knows of it
                    number = tensor._id = next(NUMBERS)
                results.append(number)
                self.producers[number] = index
            else:
                results.append(NEVER)
        sources = [tensor._id for tensor in inputs]
        keeps_outputs = rule.keeps_outputs or (len(outputs) > 1 and not rule.sparse)
        self.entries.append(Entry(
            rule, tuple(inputs) if rule.keeps_inputs else None, attrs,
            tuple(outputs) if keeps_outputs else None, sources, results, scope,
        ))

    def accessed(self, variable):
        """Watch a variable that is used, unless that is not wanted."""
        if self.accepts_variables and variable.trainable:
            self.watch_variable(variable)

    def _watch_variables(self, inputs):
        for tensor in inputs:
            if tensor._dtype is not dtypes.resource or tensor._id in self.producers:
                continue
            variable = _owner(tensor)
            if variable is not None:
                self.accessed(variable)


class VariableWatcher(Recorder):
    """Notes the trainable variables that are used in a `with` block, and nothing else."""

    heeds_pauses = False

    def __enter__(self):
        self.start()
        return self

    def __exit__(self, *details):
        self.stop()

    def variables(self):
        """Return the variables, in the order in which they were made."""
        return [self.watched[number] for number in sorted(self.watched)]

    def record(self, op, inputs, attrs, outputs):
        """Note the variables that a call reads."""
        rule = rules.of(op)
        if rule.reads:
            self._watch_variables(_flat(inputs))

    def follows(self, inputs):
        """Note variables among arguments; calls are not followed."""
        self._watch_variables(inputs)
        return False


def _gradient_scope(scope):
    return f"gradient_tape/{scope}/" if scope else "gradient_tape/"


@contextlib.contextmanager
def paused():
    """Let no tape of this thread be told of calls within a `with` block."""
    recorders = context.recorders()
    kept = recorders[:]
    recorders[:] = [one for one in recorders if not getattr(one, "heeds_pauses", True)]
    try:
        yield
    finally:
        recorders[:] = kept


def _owner(handle):
    """The variable that users hold for a handle, if any."""
    if type(handle) is not EagerTensor:
        return None
    owner = getattr(handle._array, "owner", None)
    return None if owner is None else owner()


def _flat(inputs):
    flat = []
    for item in inputs:
        if type(item) is list:
            flat.extend(item)
        else:
            flat.append(item)
    return flat
