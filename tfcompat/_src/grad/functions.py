"""Gradients of calls of graph functions: a forward function and a backward function.

The forward function is the function itself with the intermediate values that its gradient looks
at as further results; the backward function takes these and the gradients of the results. Both
are compiled like any function and kept with the function they belong to. Nodes of control flow
are in `control_flow.py`, which builds on `gradient_graph` too.
"""

import copy

from tfcompat._src.base.shapes import TensorShape
from tfcompat._src.core import context, library
from tfcompat._src.core.convert import convert_to_tensor
from tfcompat._src.core.tensor import EagerTensor, as_array
from tfcompat._src.grad import filling, rules
from tfcompat._src.grad.copies import copied
from tfcompat._src.grad.gradient_graph import gradient_graph, owner_of, packed_results
from tfcompat._src.grad.recorder import paused
from tfcompat._src.graph import calls
from tfcompat._src.graph.func_graph import note_handles
from tfcompat._src.graph.functions import GraphFunction
from tfcompat._src.graph.symbolic import SymbolicTensor
from tfcompat._src.registry import find
from tfcompat._src.registry.attributes import FunctionRef


class Pair:
    """A forward function and the backward function for some of its results and inputs.

    Attributes:
        forward: the GraphFunction to call; its first results are those of the function.
        backward: the GraphFunction of the gradients.
        given: tuple of the indices of the results whose gradients `backward` takes.
        needed: tuple of the indices of the inputs whose gradients it yields.
        connected: set of those of them that have one.
        places: for each value that `backward` takes besides: ("input", i), ("result", i) or,
            for what is no part of a call, ("outside", tensor).
    """

    def __init__(self, function, given, needed):
        """Differentiate a GraphFunction."""
        graph = function.graph
        if any(op.function_refs() for op in graph.operations):
            graph = copied(graph)  # the nodes that call functions will have further results
        self.given, self.needed = given, needed
        gradient = gradient_graph(
            graph, [graph.outputs[i] for i in given], [graph.inputs[i] for i in needed])
        missing = self._find(gradient.external_captures, graph)
        self._results = gradient.results
        self.connected = {i for i, result in zip(needed, gradient.results, strict=True)
                          if result is not None}
        self.forward = function if not missing else _extended(function, graph, missing)
        self.backward = GraphFunction(gradient.name, gradient)

    def _find(self, captures, graph):
        """Find the places of captured tensors; return those that are no results yet."""
        known = {id(tensor): ("result", i) for i, tensor in enumerate(graph.outputs)}
        known.update((id(tensor), ("input", i)) for i, tensor in enumerate(graph.inputs))
        missing, self.places, owner = [], [], owner_of(graph)
        for tensor in captures:
            place = known.get(id(tensor))
            if place is None and getattr(tensor, "graph", None) is not owner:
                place = ("outside", tensor)
            elif place is None:
                place = ("result", len(graph.outputs) + len(missing))
                missing.append(tensor)
            self.places.append(place)
        return missing

    def kept(self, tensors, kind):
        """Return inputs or results of a call, None in place of those that are not used."""
        used = {i for where, i in self.places if where == kind}
        return [tensor if i in used else None for i, tensor in enumerate(tensors)]

    def has_values(self, inputs, outputs):
        """Say whether all that `places` names is among what was kept of a call."""
        kept = {"input": inputs, "result": outputs}
        return all(kind == "outside" or kept[kind][i] is not None for kind, i in self.places)

    def pull(self, dys, inputs, outputs, count):
        """Return the gradients of all inputs of a call.

        Args:
            dys: the gradients of the results `given`.
            inputs, outputs: the tensors of the call; those that `places` names must be there.
            count: the number of inputs.
        """
        tensors = {"input": inputs, "result": outputs}
        values = [i if kind == "outside" else tensors[kind][i] for kind, i in self.places]
        found = call(self.backward, [*map(convert_to_tensor, dys), *values])
        gradients = [None] * count
        for i, gradient in zip(self.needed, packed_results(self._results, found), strict=True):
            gradients[i] = gradient
        return gradients


def _extended(function, graph, tensors):
    """Return a function that yields more of its tensors, after its results."""
    graph = copy.copy(graph)
    graph.outputs = [*graph.outputs, *tensors]
    name = f"__forward_{graph.name}_{library.next_number()}"
    return GraphFunction(name, graph, attrs=function.attrs, library=graph.functions)


def pair_of(function, given, needed, args=()):
    """Return the Pair of a function for some results and inputs, made when first needed.

    `args` are what the function is called with, as far as that is known.
    """
    pair = function.pairs.get((given, needed))
    if pair is None:
        with function.lock:
            pair = function.pairs.get((given, needed))
            if pair is None:
                note_handles(function.inputs, args)
                pair = function.pairs[given, needed] = Pair(function, given, needed)
                pair.forward.pairs.setdefault((given, needed), pair)
    return pair


def _prepared(function, needed, higher, args):
    """Return the Pair to make a call with that may be differentiated later.

    With `higher`, the gradients of its intermediate results can be found, too, as gradients of
    gradients need.
    """
    pair = pair_of(function, _differentiable(function), needed, args)
    while higher and pair.forward is not function:
        function = pair.forward
        pair = pair_of(function, _differentiable(function), needed)
    return pair


def _differentiable(function):
    return tuple(i for i, tensor in enumerate(function.outputs)
                 if tensor.dtype.base_dtype in rules.TRAINABLE)


def call(function, args):
    """Call a GraphFunction; what is recorded by tapes can be differentiated.

    Args:
        function: the GraphFunction.
        args: a tensor for each of its inputs.

    Returns:
        The flat list of its results.
    """
    recorded = recorded_call(function, args)
    return _run(function, args) if recorded is None else recorded


def recorded_call(function, args):
    """Call a GraphFunction as `call` does, or return None if no tape follows its arguments."""
    followers = [recorder for recorder in context.recorders() if recorder.follows(args)]
    if not followers:
        return None
    needed = tuple(
        i for i, tensor in enumerate(args)
        if tensor.dtype.base_dtype in rules.TRAINABLE
        and any(recorder.tracks(tensor) for recorder in followers)
    )
    higher = len(followers) > 1 or followers[0].higher
    pair = _prepared(function, needed, higher, args)
    results = _run(pair.forward, args)
    rule = _rule(pair, args, results)
    for recorder in followers:
        recorder.add(rule, args, {}, results)
    return results[: len(function.output_dtypes)]


def _run(function, args):
    with paused():
        if not context.executing_eagerly():
            return list(calls.call_function(function, args))
        arrays = [convert_to_tensor(tensor)._array for tensor in args]
        return [EagerTensor(as_array(array, dtype), dtype)
                for array, dtype in zip(function.plan(*arrays), function.output_dtypes,
                                        strict=True)]


def _rule(pair, args, results):
    """The rule for one call; it holds the values that the backward function takes."""
    inputs, outputs = pair.kept(args, "input"), pair.kept(results, "result")
    arg_likes, result_likes = [_Like(t) for t in args], [_Like(t) for t in results]

    def pull(recorded, *dys):
        given = tuple(i for i, dy in enumerate(dys) if dy is not None)
        needed = tuple(i for i in pair.needed if recorded.needs(i))
        used = pair_of(pair.forward, given, needed)
        if used.forward is not pair.forward or not used.has_values(inputs, outputs):
            used = pair  # a gradient that is missing may need the shape of what was not kept
            dys = [result_likes[i].zeros() if dy is None and i in pair.given else dy
                   for i, dy in enumerate(dys)]
        gradients = used.pull([dys[i] for i in used.given], inputs, outputs, len(args))
        for i in pair.connected.intersection(needed):
            if gradients[i] is None:  # only other results depend on it: TensorFlow gives zeros
                gradients[i] = arg_likes[i].zeros()
        return gradients

    return rules.Rule(pair.forward.name, pull, sparse=True, keeps=(False, False))


class _Like:
    """What zeros like a tensor can be made from later, without keeping its value."""

    __slots__ = ("_sizes", "_tensor", "dtype")

    def __init__(self, tensor):
        self.dtype = tensor.dtype
        self._tensor = self._sizes = None
        if isinstance(tensor, EagerTensor) and tensor._has_array():
            self._sizes = tensor._array.shape
        else:
            self._tensor = tensor

    @property
    def shape(self):
        """The TensorShape."""
        return TensorShape(self._sizes)

    def zeros(self):
        """Return zeros of that shape and dtype."""
        return filling.zeros_like(self if self._tensor is None else self._tensor)


def call_gradient(op, *dys):
    """The gradient of a node that calls a function; makes the node call the forward function."""
    given = tuple(i for i, dy in enumerate(dys) if dy is not None)
    needed = tuple(i for i, tensor in enumerate(op.inputs)
                   if op.needs(i) and tensor.dtype.base_dtype in rules.TRAINABLE)
    name = op.attr("f").name
    function = library.find(name) if op.node is None else op.node.graph.functions[name]
    pair = pair_of(function, given, needed, op.inputs)
    outputs = op.outputs
    if op.node is None:
        outputs = _run(pair.forward, op.inputs)
    elif pair.forward is not function:
        outputs = _let_call(op.node, pair.forward)
    return pair.pull([dys[i] for i in given], op.inputs, outputs, len(op.inputs))


def _let_call(node, function):
    """Make a node call a function that yields more; return all its outputs."""
    node.graph.add_function(function)
    node.attrs["f"] = FunctionRef(function.name)
    node.attrs["Tout"] = tuple(function.output_dtypes)
    for inner in function.outputs[len(node.outputs):]:
        outer = SymbolicTensor(node, len(node.outputs), inner.dtype.base_dtype)
        outer._shape = inner.shape
        outer.handle_data = inner.handle_data
        node.outputs.append(outer)
    return node.outputs


for _name in ("PartitionedCall", "StatefulPartitionedCall"):
    find(_name).gradient(call_gradient, sparse=True)
