"""Custom gradients of a SavedModel: stored gradient functions to rules for the nodes that ask.

What a gradient function captured - tensors within the function it is the gradient of, mostly - is
looked up when a gradient is first asked for, since that imports graphs.
"""

from tfcompat._src.base import nest
from tfcompat._src.grad import filling, notices, registered
from tfcompat._src.saved_model import functions_in, objects_in


def renamed(meta_graph):
    """Give the custom gradients of a MetaGraphDef names that no others of this process have.

    Gradients that were not saved get new names too, lest another one is taken for them.

    Args:
        meta_graph: the MetaGraphDef message, which is changed.
    """
    library = meta_graph.graph_def.library
    names = {g.registered_op_type: registered.new_name() for g in library.registered_gradients}
    saved = frozenset(names)
    for gradient in library.registered_gradients:
        gradient.registered_op_type = names[gradient.registered_op_type]
    for function in library.function:
        values = registered.noted_names(function.node_def)
        if any(value.s.decode() not in saved for value in values):
            notices.warn(f"Importing a function ({function.signature.name}) with ops with unsaved "
                         "custom gradients. Will likely fail if a gradient is requested.", 1)
        for value in values:
            name = value.s.decode()
            if name not in names:
                names[name] = registered.new_name()
            value.s = names[name].encode()


def attach(meta_graph, graph_functions, objects, custom_gradients):
    """Enter the stored gradient functions into the custom gradients of the model's graphs.

    Args:
        meta_graph: the MetaGraphDef message.
        graph_functions: dict of names to the GraphFunctions of the model.
        objects: the restored objects, by node id.
        custom_gradients: the dict that the graphs of the functions share.
    """
    stored = meta_graph.object_graph_def.concrete_functions
    for gradient in meta_graph.graph_def.library.registered_gradients:
        name = gradient.gradient_func
        if name in graph_functions and name in stored:
            one = _Gradient(graph_functions, name, stored[name], objects)
            registered.attach(custom_gradients, gradient.registered_op_type, one)


class _Gradient:
    """A stored gradient function, as a function of operations and gradients."""

    def __init__(self, graph_functions, name, saved, objects):
        self._graph_functions = graph_functions
        self._name = name
        self._saved = saved
        self._captured = [objects[node_id] for node_id in saved.bound_inputs]

    def _tensor(self, value, op):
        """Return what was captured: a tensor of the graph that a node is in, or an object's.

        Of functions that are alike, only one was noted when the model was saved.
        """
        if not hasattr(value, "concrete_function"):
            return objects_in.captured(value)
        graph = self._graph_functions[value.concrete_function].graph
        tensor = graph.get_tensor_by_name(value.name)
        if op.graph is not graph:
            for other in op.graph.operations:
                if other.name == tensor.op.name and other.type == tensor.op.type:
                    return other.outputs[tensor.value_index]
        return tensor

    def __call__(self, op, *dys):
        concrete = functions_in.concrete_function(self._graph_functions[self._name], self._saved)
        concrete._captured_inputs = [self._tensor(value, op) for value in self._captured]
        dys = [_zeros(tensor) if dy is None else dy
               for dy, tensor in zip(dys, concrete.inputs, strict=False)]
        found = concrete._call_flat(dys)
        return nest.flatten(found)


def _zeros(tensor):
    """Zeros for an argument whose gradient is missing; unknown sizes are 1, as in TensorFlow."""
    known = tensor.shape.as_list() if tensor.shape.rank is not None else []
    return filling.zeros([1 if size is None else size for size in known], tensor.dtype)
