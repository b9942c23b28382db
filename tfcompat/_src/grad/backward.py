"""The walk over recorded calls, last one first, that both tapes and graphs are differentiated by.

Here: what a call looks like to a gradient rule, and which rules are run. Who records calls is in
`recorder.py`; the order of nodes of graphs is found in `graph_gradients.py`.
"""

import collections

from tfcompat._src.core import context, name_scopes
from tfcompat._src.core.tensor import EagerTensor
from tfcompat._src.grad import accumulate, filling, rules


class Call:
    """One call of an op, as gradient rules see it.

    Attributes:
        name: the name of the op.
        inputs: tuple of the tensors given, flat.
        outputs: tuple of the tensors returned, flat.
        attrs: every attribute, canonical.
        node: the Operation, where it is one of a graph, or None.
    """

    __slots__ = ("_wanted", "attrs", "inputs", "name", "node", "outputs")

    def __init__(self, name, inputs, attrs, outputs, wanted=None, node=None):
        """Describe a call; `wanted` says per input whether its gradient is, None says all are."""
        self.name = name
        self.inputs = inputs
        self.attrs = attrs
        self.outputs = outputs
        self.node = node
        self._wanted = wanted

    def attr(self, name):
        """Return the canonical value of an attribute."""
        return self.attrs[name]

    def needs(self, index):
        """Say whether somebody wants the gradient of a (flat) input."""
        return self._wanted is None or self._wanted[index]


class Entry:
    """One call as a tape keeps it; inputs and outputs are None where the rule needs none.

    Attributes:
        rule: the Rule.
        inputs, outputs: the flat tensors.
        attrs: the attributes.
        sources, results: the numbers of the inputs and outputs, see `core.tensor.identify`: None
            for an input without one, -1 for an output without gradient.
        scope: the name scope it was made in, in a graph; None eagerly.
    """

    __slots__ = ("attrs", "inputs", "outputs", "results", "rule", "scope", "sources")

    def __init__(self, rule, inputs, attrs, outputs, sources, results, scope):
        self.rule = rule
        self.inputs = inputs
        self.attrs = attrs
        self.outputs = outputs
        self.sources = sources
        self.results = results
        self.scope = scope


def walk(entries, producers, seeds, wanted, release=False):
    """Carry gradients from results back to what they were computed from.

    The order is TensorFlow's - first come, first served, once all users of a call's results have
    been passed - so that sums are rounded alike and IndexedSlices are joined alike.

    Args:
        entries: the Entries in the order in which the calls were made.
        producers: {number of a tensor: index of the entry that yields it, or -1}.
        seeds: {number of a tensor: list of its gradients}; used up.
        wanted: set of the numbers of the tensors whose gradients are asked for.
        release: whether entries are given up as they are passed, with the tensors they keep.

    Returns:
        {number: gradient} of those that have one.

    Raises:
        LookupError: an op in between has no gradient.
    """
    uses, waiting = _uses(entries, producers, seeds, wanted)
    pending, found = seeds, {}
    # Of several targets the last comes first: it says which op without a gradient is named.
    starts = dict.fromkeys([producers.get(number, -1) for number in reversed(seeds)])
    queue = collections.deque(index for index in starts if waiting.get(index) == 0)
    while queue:
        index = queue.popleft()
        entry = entries[index]
        if release:
            entries[index] = None
        dys, sources = _gathered(entry, pending, found, wanted), entry.sources
        if dys is not None:
            needs = [number in uses or number in wanted for number in sources]
            gradients = _run(entry, dys, needs)
            for number, needed, gradient in zip(sources, needs, gradients, strict=True):
                if gradient is None or not needed:
                    continue
                if number in pending:
                    pending[number].append(gradient)
                else:
                    pending[number] = [gradient]
            del gradients, gradient
        entry = dys = None
        for number in sources:
            if number not in uses:
                continue
            uses[number] = left = uses[number] - 1
            if not left:
                index = producers[number]
                waiting[index] -= 1
                if not waiting[index]:
                    queue.append(index)
    for number in wanted:
        if number in pending:
            found[number] = accumulate.total(pending[number])
    return found


def _uses(entries, producers, targets, wanted):
    """Find the calls between targets and wanted tensors.

    Returns:
        {number of a result of such a call: how often other such calls use it}, and {index of such
        a call: how many of its results are used by others}.
    """
    useful, depending = set(wanted), []
    for index, entry in enumerate(entries):
        if not useful.isdisjoint(entry.sources):
            depending.append(index)
            useful.update(entry.results)
    reached, waiting, uses = set(targets), {}, {}
    for index in reversed(depending):
        entry = entries[index]
        if not any(number in reached and producers[number] == index for number in entry.results):
            continue  # not reached, or what it yields was yielded again by a custom gradient
        waiting[index] = 0
        reached.update(entry.sources)
        for number in entry.sources:
            if number in uses:
                uses[number] += 1
            elif number in useful and producers[number] >= 0:
                uses[number] = 1
    for number in uses:
        waiting[producers[number]] += 1
    return uses, waiting


def _gathered(entry, pending, found, wanted):
    """Return the gradients of the results of a call, None for those without; or None for none."""
    results = entry.results
    if len(results) == 1 and len(pending.get(results[0], ())) == 1 and results[0] not in wanted:
        return pending.pop(results[0])
    dys, any_there = [], False
    for number in results:
        gradients = pending.pop(number, None)
        if gradients is None:
            dys.append(None)
            continue
        any_there = True
        dys.append(gradients[0] if len(gradients) == 1 else accumulate.total(gradients))
        if number in wanted:
            found[number] = dys[-1]
    return dys if any_there else None


def _run(entry, dys, needs):
    rule, outputs = entry.rule, entry.outputs
    if rule.function is None:
        raise LookupError(f"gradient registry has no entry for: {rule.name}")
    node = None
    if outputs and type(outputs[0]) is not EagerTensor:
        node = outputs[0].op
    if len(dys) > 1 and not rule.sparse:
        dys = completed(dys, outputs, filling.zeros_like)
    call = Call(rule.name, entry.inputs, entry.attrs, outputs, needs, node)
    if entry.scope is None or context.executing_eagerly():
        return run(rule, call, dys, len(needs))
    with name_scopes.name_scope(entry.scope):
        return run(rule, call, dys, len(needs))


def run(rule, call, dys, count):
    """Run the rule of one call.

    Args:
        rule: the Rule; it has a function.
        call: the Call.
        dys: a gradient for each output; None where there is none.
        count: the number of inputs.

    Returns:
        A list with a gradient or None for each input.

    Raises:
        ValueError: the rule yields too many or too few.
    """
    gradients = rule.function(call, *dys)
    if type(gradients) is not list and not isinstance(gradients, tuple):
        gradients = [gradients]
    if len(gradients) != count:
        raise ValueError(
            f"Num gradients {len(gradients)} generated for op "
            f"{call.name if call.node is None else call.node.node_def} do not match num inputs "
            f"{count}"
        )
    return gradients


def completed(dys, outputs, zeros_like):
    """Return gradients of outputs with zeros for those that have none and could have one."""
    if len(dys) == 1 or all(dy is not None for dy in dys):
        return dys
    return [
        zeros_like(output) if dy is None and rules.has_zeros(output) else dy
        for dy, output in zip(dys, outputs, strict=True)
    ]
