"""The gradient of a function's graph as a graph of its own.

What is built of it - forward and backward functions, and the gradients of calls - is in
`functions.py`; nodes of control flow are in `control_flow.py`.
"""

from tfcompat._src.base import dtypes
from tfcompat._src.core import context, library, raw
from tfcompat._src.core.indexed_slices import IndexedSlices
from tfcompat._src.grad import graph_walk, rules
from tfcompat._src.grad.copies import Copy
from tfcompat._src.grad.recorder import paused
from tfcompat._src.graph.func_graph import FuncGraph, handle_data_of
from tfcompat._src.graph.operation import Operation
from tfcompat._src.graph.symbolic import SymbolicTensor


class GradientGraph(FuncGraph):
    """The graph of the gradients of a FuncGraph, its `outer_graph`.

    Its inputs are the gradients of results, then what it captures of the forward graph.

    Attributes:
        dys: the placeholders of the gradients of results.
        results: for each source a tensor, IndexedSlices or None.
    """

    def __init__(self, name, forward):
        super().__init__(name, forward)
        self.dys = self.results = ()
        self._constants = {}

    def capture(self, tensor, name=None, user_name=None):
        """Return what stands for a tensor here; constants of the forward graph are repeated.

        Not so those that are captured tensors: gradients of gradients have to get to these.
        """
        if isinstance(self.outer_graph, Copy):
            tensor = self.outer_graph.twin(tensor)
        if isinstance(tensor, SymbolicTensor) and tensor.graph is self.outer_graph:
            if tensor.op.type == "Const" and not captured_constant(tensor, self.outer_graph):
                return self._repeated(tensor)
        return super().capture(tensor, name, user_name)

    def _repeated(self, tensor):
        made = self._constants.get(id(tensor))
        if made is None:
            attrs = {key: tensor.op.attrs[key] for key in ("value", "dtype")}
            op = Operation(self, self.node_name(tensor.op.name.rpartition("/")[2]), "Const",
                           tensor.op.record, attrs)
            op.outputs[0]._shape = tensor.shape
            self.add(op)
            made = self._constants[id(tensor)] = op.outputs[0]
        return made


def captured_constant(tensor, graph):
    """Say whether a constant of a graph stands for a captured tensor that has gradients."""
    if tensor.dtype not in rules.TRAINABLE:
        return False
    return any(tensor is argument for argument in graph.inputs)


def gradient_graph(forward, ys=None, xs=None, name=None):
    """Build the gradient of a graph with inputs and results as a graph of its own.

    Args:
        forward: the FuncGraph.
        ys: the tensors of it whose gradients are given; by default all results that can have one.
        xs: the tensors of it to differentiate with regard to; by default all inputs.
        name: the name of the new graph.

    Returns:
        A GradientGraph: `dys` are its placeholders for the gradients of `ys`, `results` has a
        tensor, IndexedSlices or None for each of `xs`, `outputs` are the tensors among these,
        flat, and `external_captures` are the tensors of `forward` it needs the values of (its
        inputs may be among them).

    Raises:
        LookupError: an op in between has no gradient.
    """
    if ys is None:
        ys = [y for y in forward.outputs if y.dtype.base_dtype in rules.TRAINABLE]
    xs = forward.inputs if xs is None else xs
    name = name or f"__backward_{forward.name}_{library.next_number()}"
    graph = GradientGraph(name, owner_of(forward))
    with paused(), context.push(graph.context):
        graph.dys = [_placeholder(graph, y, i) for i, y in enumerate(ys)]
        with graph.name_scope("gradients"):
            graph.results = graph_walk.differentiate(ys, xs, graph.dys) if ys \
                else [None] * len(xs)
        graph.context.begin_results()
        graph.results = [_handed_out(result) for result in graph.results]
    graph.context.end_results(flat_results(graph.results))
    return graph


def owner_of(graph):
    """Return the graph that the nodes of a graph belong to, which it may be a view of."""
    return graph.operations[0].graph if graph.operations else graph


def _placeholder(graph, y, index):
    dtype, shape, handle = y.dtype.base_dtype, y.shape, handle_data_of(y)
    if dtype is dtypes.resource and handle is not None:  # like the variable's value
        (dtype, shape), handle = handle, None
    tensor = graph.add_input(dtype, shape, f"grad_ys_{index}")
    tensor.handle_data = handle
    return tensor


def _handed_out(result):
    if result is None:
        return None
    if isinstance(result, IndexedSlices):
        return IndexedSlices(*[
            None if part is None else raw.Identity(part)
            for part in (result.values, result.indices, result.dense_shape)
        ])
    return raw.Identity(result)


def flat_results(results):
    """Return the tensors of which gradients consist; None has none."""
    flat = []
    for result in results:
        if isinstance(result, IndexedSlices):
            parts = (result.values, result.indices, result.dense_shape)
            flat.extend(part for part in parts if part is not None)
        elif result is not None:
            flat.append(result)
    return flat


def packed_results(results, tensors):
    """Arrange tensors as gradients, like those they were flattened from."""
    remaining, packed = iter(tensors), []
    for result in results:
        if isinstance(result, IndexedSlices):
            parts = (result.values, result.indices, result.dense_shape)
            packed.append(IndexedSlices(
                *[None if part is None else next(remaining) for part in parts]))
        else:
            packed.append(None if result is None else next(remaining))
    return packed
