"""Gradients of graphs: which nodes lie between two sets of tensors, walked backwards.

This is the symbolic counterpart of a tape: nothing was recorded, the graph itself is the record.
The rules and what they see are the same; new nodes go where ops called now go, which may be
another graph than the one that is differentiated.
"""

import collections

from tfcompat._src.arrays import devices
from tfcompat._src.base import dtypes
from tfcompat._src.core import context, name_scopes, raw
from tfcompat._src.core.convert import convert_to_tensor
from tfcompat._src.core.indexed_slices import IndexedSlices
from tfcompat._src.core.tensor import EagerTensor
from tfcompat._src.grad import accumulate, backward, filling, registered, rules


def differentiate(ys, xs, dys=None, stops=(), gate=False):
    """Return the gradients of tensors of one graph with regard to others of it.

    Args:
        ys: the SymbolicTensors to differentiate; their sum, so to say.
        xs: the tensors to differentiate with regard to; those from outside of the graph count
            where it has captured them.
        dys: for each of `ys` its gradient, or None for ones.
        stops: tensors through which no gradient passes.
        gate: whether all gradients of a node have to be there before one is used.

    Returns:
        A list with a Tensor, IndexedSlices or None for each of `xs`.

    Raises:
        LookupError: a node in between has no gradient.
        ValueError: a gradient does not have the shape of its tensor.
    """
    graph = ys[0].graph if ys else None
    insides = [_inside(x, graph) for x in xs]
    walk = _Walk(ys, [x for x in insides if x is not None],
                 [x for x in (_inside(x, graph) for x in stops) if x is not None], gate)
    for i, y in enumerate(ys):
        given = None if dys is None else dys[i]
        name = f"grad_ys_{i}"
        walk.seed(y, _ones(y, name) if given is None else _passed_on(given, name))
    walk.run()
    return [None if x is None else walk.gradient(x) for x in insides]


def _ones(y, name):
    """The gradient that a result begins with."""
    dtype, xp = y.dtype.base_dtype, devices.local_device().xp
    if y.shape.is_fully_defined():
        sizes = context.current().constant(
            xp.asarray(y.shape.as_list(), xp.int32), dtypes.int32, "Shape")
    else:
        sizes = raw.Shape(y)
    with name_scopes.name_scope(name) as scope:
        one = context.current().constant(xp.ones((), dtypes.numpy_dtype(dtype)), dtype, "Const")
        return raw.Fill(sizes, one, name=scope)


def _passed_on(dy, name):
    if isinstance(dy, IndexedSlices):
        values, indices = raw.Identity(dy.values, name=name), dy.indices
        return IndexedSlices(values, indices, dy.dense_shape)
    return raw.Identity(dy, name=name)


def _inside(x, graph):
    """The tensor that stands for `x` in a graph, or None where there is none."""
    if not isinstance(x, EagerTensor) and x.graph is graph:
        return x
    captured = getattr(graph, "captured", None)
    return None if captured is None else captured(x)


class _Walk:
    """One walk backwards over a graph."""

    def __init__(self, ys, xs, stops, gate):
        self._gate = gate
        self._xs = {id(x) for x in xs}
        self._grads = {}
        self._final = {}
        sources = dict.fromkeys(x.op for x in xs)
        reached = _reached(sources)
        targets = dict.fromkeys(y.op for y in ys)
        self._between = _between(targets, reached)
        self._pending = _pending_counts(self._between)
        self._queue = collections.deque(
            op for op in targets if op in self._between and not self._pending[op]
        )
        self._ends = {
            op for op in [*sources, *(stop.op for stop in stops)]
            if op in self._between and (
                any(stop.op is op for stop in stops)
                or not any(self._pending.get(tensor.op, 0) > 0 for tensor in op.inputs))
        }

    def seed(self, y, gradient):
        """Begin with a gradient of a result."""
        self._grads.setdefault(id(y), []).append(gradient)

    def gradient(self, x):
        """Return the gradient found for a tensor, or None."""
        if id(x) in self._final:
            return self._final[id(x)]
        gradients = self._grads.get(id(x))
        return accumulate.total(gradients) if gradients else None

    def run(self):
        """Carry the gradients from the results to the sources."""
        while self._queue:
            op = self._queue.popleft()
            dys = [self._gathered(tensor) for tensor in op.outputs]
            inputs = op.inputs
            if op not in self._ends and any(dy is not None for dy in dys):
                for i, gradient in enumerate(self._through(op, dys)):
                    if gradient is not None:
                        _check_shape(op, i, gradient)
                        self._grads.setdefault(id(inputs[i]), []).append(gradient)
            self._release(inputs)

    def _gathered(self, tensor):
        gradients = self._grads.pop(id(tensor), None)
        if gradients is None:
            return None
        gradient = accumulate.total(gradients)
        if id(tensor) in self._xs:
            self._final[id(tensor)] = gradient
        return gradient

    def _release(self, inputs):
        for tensor in inputs:
            op = tensor.op
            if op in self._pending:
                self._pending[op] -= 1
                if not self._pending[op]:
                    self._queue.append(op)

    def _through(self, op, dys):
        """Run the rule of a node; return a gradient or None for each of its inputs."""
        rule = registered.rule_of(op)
        if rule.none:
            return [None] * len(op.inputs)
        if not rule.sparse:
            dys = backward.completed(dys, op.outputs, _zeros_like)
        needs = [tensor.op in self._between or id(tensor) in self._xs for tensor in op.inputs]
        call = backward.Call(op.type, op.inputs, op.attrs, tuple(op.outputs), needs, op)
        with name_scopes.name_scope(f"{op.name}_grad"):
            gradients = backward.run(rule, call, dys, len(op.inputs))
            if self._gate and sum(gradient is not None for gradient in gradients) > 1:
                gradients = _gated(gradients)
        return gradients


def _zeros_like(tensor):
    if context.current().graph is not tensor.graph and tensor.shape.is_fully_defined():
        return filling.zeros_like(tensor)  # the value need not be kept for that
    return raw.ZerosLike(tensor, name="zeros_like")


def _reached(sources):
    """The operations that depend on some, with these."""
    reached, waiting = set(sources), list(sources)
    while waiting:
        for tensor in waiting.pop().outputs:
            if tensor.dtype is None or tensor.dtype.base_dtype not in rules.TRAINABLE:
                continue
            for user in tensor.users:
                if user not in reached:
                    reached.add(user)
                    waiting.append(user)
    return reached


def _between(targets, reached):
    """The operations among `reached` that the targets depend on, with the targets."""
    between, waiting = set(), [op for op in targets if op in reached]
    while waiting:
        op = waiting.pop()
        if op in between:
            continue
        between.add(op)
        waiting.extend(tensor.op for tensor in op.inputs if tensor.op in reached)
    return between


def _pending_counts(between):
    """How often the results of each operation are used by others in between."""
    counts = dict.fromkeys(between, 0)
    for op in between:
        for tensor in op.inputs:
            if tensor.op in counts:
                counts[tensor.op] += 1
    return counts


def _check_shape(op, index, gradient):
    tensor = op.inputs[index]
    if isinstance(gradient, (IndexedSlices, EagerTensor)) or not rules.has_zeros(tensor):
        return
    try:
        gradient.set_shape(tensor.shape)
    except ValueError:
        raise ValueError(
            "Incompatible shapes between op input and calculated input gradient. Forward "
            f"operation: {op.name}. Input index: {index}. Original input shape: {tensor.shape}. "
            f"Calculated input gradient shape: {gradient.shape}"
        ) from None


def _gated(gradients):
    """Return gradients that are all there as soon as one is."""
    there = [convert_to_tensor(gradient) for gradient in gradients if gradient is not None]
    graph = context.current().graph
    with graph.control_dependencies([tensor.op for tensor in there]):
        passed = iter([raw.Identity(tensor) for tensor in there])
    return [None if gradient is None else next(passed) for gradient in gradients]
