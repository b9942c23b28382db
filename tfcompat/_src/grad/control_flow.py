"""What gradients of branches and of loops share: graphs that look back at a forward graph.

Rules for If and Case are in `branch_gradients`, those for While in `loop_gradients`; this module
enters both in the registry. Gradients of calls are in `functions`.
"""

from tfcompat._src.base import dtypes
from tfcompat._src.core import context, library
from tfcompat._src.core.convert import convert_to_tensor
from tfcompat._src.core.indexed_slices import IndexedSlices
from tfcompat._src.grad import filling, graph_walk, rules
from tfcompat._src.grad.copies import copied
from tfcompat._src.grad.gradient_graph import captured_constant
from tfcompat._src.grad.recorder import paused
from tfcompat._src.graph import branch_graphs, functions
from tfcompat._src.graph.branch_graphs import BranchGraph
from tfcompat._src.graph.func_graph import handle_data_of, note_handles
from tfcompat._src.graph.operation import Operation
from tfcompat._src.graph.symbolic import SymbolicTensor
from tfcompat._src.registry import find


class BackwardGraph(BranchGraph):
    """The graph of the gradients of a forward graph, which its node is to call as well.

    What it needs of the forward graph is asked of `resolve`, which subclasses define.

    Attributes:
        forward: the forward FuncGraph; nobody else uses it, so that it can be changed.
        node: the Operation that calls the forward graph's function.
    """

    def __init__(self, forward, node, outer):
        super().__init__(f"{forward.name}_grad_{library.next_number()}", outer)
        self.outer_graph = forward  # which is within `outer`
        self.forward = forward
        self.node = node
        self._found = {}

    def capture(self, tensor, name=None, user_name=None):
        """Return what stands for a tensor here; those of the forward graph are resolved."""
        tensor = self.forward.twin(tensor)
        if not isinstance(tensor, SymbolicTensor) or tensor.graph is not self.forward:
            return super().capture(tensor, name, user_name)
        found = self._found.get(id(tensor))
        if found is None:
            with paused(), context.push(self.context):
                found = self._found[id(tensor)] = self._of_forward(source_of(tensor))
        return found

    def _of_forward(self, tensor):
        if tensor.op.type == "Const" and not captured_constant(tensor, self.forward):
            return self._repeated(tensor.op)
        return self.resolve(tensor)

    def _repeated(self, constant):
        """Return a constant of the forward graph, made here again."""
        attrs = {key: constant.attrs[key] for key in ("value", "dtype")}
        op = Operation(self, self.node_name(constant.name.rpartition("/")[2]), "Const",
                       constant.record, attrs)
        op.outputs[0]._shape = constant.outputs[0].shape
        self.add(op)
        return op.outputs[0]

    def resolve(self, tensor):
        """Return what stands for a tensor of the forward graph."""
        raise NotImplementedError

    def differentiate(self, ys, xs, dys):
        """Return the gradients of tensors of the forward graph; zeros where there are none."""
        with self.name_scope("gradients"):
            found = graph_walk.differentiate(ys, xs, dys)
        return [
            filling.zeros_like(x) if gradient is None else gradient
            for x, gradient in zip(xs, found, strict=True)
        ]


def source_of(tensor):
    """Follow a tensor back through nodes that pass it on."""
    while tensor.op.type == "Identity":
        tensor = tensor.op.inputs[0]
    return tensor


def private_graph(node, ref, given, outer):
    """Return a copy of the graph of a function that a node calls with some tensors, in a graph."""
    function = functions.resolve(node.graph.functions, ref, f"node '{node.name}'")
    graph = copied(function.graph)
    graph.outer_graph = outer
    graph.names.scope = node.name
    note_handles(graph.inputs, given)
    return graph


def rewritten(node, graph):
    """Let a changed graph be a function that the graph of a node knows; return its FunctionRef."""
    graph.name = f"{graph.name}_rewritten_{library.next_number()}"
    ref, function = branch_graphs.make_function(graph)
    node.graph.add_function(function)
    return ref


def add_output(node, shape, dtype=dtypes.variant):
    """Append an output to a node and return its tensor; the attributes have to follow."""
    tensor = SymbolicTensor(node, len(node.outputs), dtype)
    tensor._shape = shape
    node.outputs.append(tensor)
    return tensor


def trainable(tensor):
    """Say whether a tensor can have a gradient: its numbers, or those that it refers to."""
    dtype = tensor.dtype.base_dtype
    if dtype not in rules.TRAINABLE:
        return False
    if dtype not in (dtypes.resource, dtypes.variant):
        return True
    handle = handle_data_of(tensor)
    if handle is None:
        return dtype is dtypes.variant
    return handle[0] in rules.TRAINABLE


def dense(gradient):
    """Return a gradient as a tensor."""
    return convert_to_tensor(gradient) if isinstance(gradient, IndexedSlices) else gradient


def _register():
    from tfcompat._src.grad import branch_gradients, loop_gradients

    for name in ("If", "StatelessIf", "Case", "StatelessCase"):
        find(name).gradient(branch_gradients.branch_gradient, sparse=True)
    for name in ("While", "StatelessWhile"):
        find(name).gradient(loop_gradients.loop_gradient, sparse=True)


_register()
