"""The walk over recorded calls, last one first, that both tapes and graphs are differentiated by.

Here: what a call looks like to a gradient rule, and which rules are run. Who records calls is in
`recorder.py`; the order of nodes of graphs is found in `graph_gradients.py`.
"""

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
        sources, results: the numbers of the inputs and outputs; see `core.tensor.identify`.
    """

    __slots__ = ("attrs", "inputs", "outputs", "results", "rule", "sources")

    def __init__(self, rule, inputs, attrs, outputs, sources, results):
        self.rule = rule
        self.inputs = inputs
        self.attrs = attrs
        self.outputs = outputs
        self.sources = sources
        self.results = results


def walk(entries, seeds, wanted):
    """Carry gradients from results back to what they were computed from.

    Args:
        entries: the Entries in the order in which the calls were made.
        seeds: {number of a tensor: list of its gradients}; used up.
        wanted: set of the numbers of the tensors whose gradients are asked for.

    Returns:
        {number: gradient} of those that have one.

    Raises:
        LookupError: an op in between has no gradient.
    """
    useful = _useful(entries, wanted)
    pending, found = seeds, {}
    for entry in reversed(entries):
        dys, any_there = [], False
        for number in entry.results:
            gradients = pending.pop(number, None)
            if gradients is None:
                dys.append(None)
                continue
            any_there = True
            dys.append(accumulate.total(gradients))
            if number in wanted:
                found[number] = dys[-1]
        if not any_there or useful.isdisjoint(entry.sources):
            continue
        needs = [number in useful for number in entry.sources]
        for number, gradient in zip(entry.sources, _run(entry, dys, needs), strict=True):
            if gradient is not None and number in useful:
                pending.setdefault(number, []).append(gradient)
    for number in wanted:
        if number in pending:
            found[number] = accumulate.total(pending[number])
    return found


def _useful(entries, wanted):
    """The numbers of the tensors that depend on wanted ones."""
    useful = set(wanted)
    for entry in entries:
        if not useful.isdisjoint(entry.sources):
            useful.update(number for number in entry.results if number is not None)
    return useful


def _run(entry, dys, needs):
    rule = entry.rule
    if rule.function is None and not rule.none:
        raise LookupError(f"gradient registry has no entry for: {rule.name}")
    node = None
    if entry.outputs and not isinstance(entry.outputs[0], EagerTensor):
        node = entry.outputs[0].op
    call = Call(rule.name, entry.inputs, entry.attrs, entry.outputs, needs, node)
    return run(rule, call, dys, len(needs))


def run(rule, call, dys, count):
    """Run the rule of one call.

    Args:
        rule: the Rule.
        call: the Call.
        dys: a gradient or None for each output.
        count: the number of inputs.

    Returns:
        A list with a gradient or None for each input.

    Raises:
        ValueError: the rule yields too many or too few.
    """
    if rule.none:
        return [None] * count
    if not rule.sparse:
        dys = complete(dys, call.outputs)
    gradients = rule.function(call, *dys)
    if not isinstance(gradients, (list, tuple)):
        gradients = [gradients]
    if len(gradients) != count:
        raise ValueError(
            f"Num gradients {len(gradients)} generated for op {call.name} do not match num inputs "
            f"{count}"
        )
    return gradients


def complete(dys, outputs):
    """Return gradients of outputs with zeros for those that have none and could have one."""
    if len(dys) == 1 or all(dy is not None for dy in dys):
        return dys
    return [
        filling.zeros_like(output) if dy is None and rules.has_zeros(output) else dy
        for dy, output in zip(dys, outputs, strict=True)
    ]
