"""Copies of the graphs of functions, for nodes that are to be changed."""

from tfcompat._src.graph.func_graph import FuncGraph
from tfcompat._src.graph.operation import Operation


class Copy(FuncGraph):
    """A copy of a FuncGraph.

    Attributes:
        twins: {id of a tensor of the original: (it, its twin)}; custom gradients speak of those.
    """

    twins = {}

    def twin(self, tensor):
        """Return the tensor here for one of the original; any other tensor itself."""
        return self.twins.get(id(tensor), (None, tensor))[1]


def copied(graph):
    """Return a Copy with nodes, inputs, results and captures like those of another.

    Args:
        graph: the FuncGraph.

    Returns:
        A Copy in the same surroundings that shares nothing that can change.
    """
    twin = Copy(graph.name, graph.outer_graph, graph.automatic_control_dependencies)
    twin.functions = dict(graph.functions)
    twin.seed = graph.seed
    twin.resources = graph.resources
    twin.resources_lock = graph.resources_lock
    twin.resource_owner = graph.resource_owner
    twin.custom_gradients = graph.custom_gradients
    tensors, nodes = {}, {}
    twin.twins = {}
    for op in graph.operations:
        node = nodes[op] = Operation(twin, op.name, op.type, op.record, dict(op.attrs), op.device)
        node.stack = op.stack
        for i, tensor in enumerate(op.outputs):
            other = tensors[id(tensor)] = node.output(i)
            other._shape = tensor._shape
            other._handle_data = tensor._handle_data
            twin.twins[id(tensor)] = tensor, other
        twin.add(node)
    for op, node in nodes.items():
        node.connect([tensors[id(tensor)] for tensor in op.inputs],
                     [nodes[other] for other in op.control_inputs])
    twin.inputs = [tensors[id(tensor)] for tensor in graph.inputs]
    twin.outputs = [tensors[id(tensor)] for tensor in graph.outputs]
    twin.control_outputs = [nodes[op] for op in graph.control_outputs]
    for external, internal in graph.captures:
        twin.replace_capture(external, tensors[id(internal)])
    for number, (first, tensor) in (getattr(graph, "twins", None) or {}).items():
        twin.twins[number] = first, tensors[id(tensor)]
    return twin
