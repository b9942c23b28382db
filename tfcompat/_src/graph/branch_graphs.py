"""Graphs of branches and loop bodies: Python functions traced inside the graph that calls them.

Here: what `tf.cond`, `tf.switch_case` and `tf.while_loop` share - tracing a branch, and the
functional node that calls it. Graphs of `tf.function` are traced in the function room.
"""

from tfcompat._src.base import nest
from tfcompat._src.core import context, library, raw
from tfcompat._src.core.convert import convert_to_tensor
from tfcompat._src.core.tensor import Tensor
from tfcompat._src.graph import effects
from tfcompat._src.graph.func_graph import FuncGraph, handle_data_of
from tfcompat._src.graph.functions import GraphFunction
from tfcompat._src.graph.graph import placeholder
from tfcompat._src.graph.operation import Operation
from tfcompat._src.graph.symbolic import SymbolicTensor
from tfcompat._src.registry.attributes import FunctionRef
from tfcompat._src.wire import messages


class BranchGraph(FuncGraph):
    """The FuncGraph of a branch, a loop's condition or a loop's body.

    Its nodes are named within the scope of the node that calls it.
    """

    def __init__(self, name, outer_graph):
        ordered = getattr(outer_graph, "automatic_control_dependencies", False)
        super().__init__(name, outer_graph, ordered)
        self.names.scope = outer_graph.get_name_scope()
        self._devices = [outer_graph.current_device]

    def add_spec(self, spec, tensor=None):
        """Append a placeholder for what a TensorSpec describes and return it.

        Args:
            spec: the TensorSpec; its name, if any, becomes the placeholder's.
            tensor: the tensor outside, if one is known.
        """
        result = self.add_input(spec.dtype, spec.shape, spec.name, spec.name)
        if tensor is not None:
            result.handle_data = handle_data_of(tensor)
        return result

    def forget_captures(self):
        """Forget which tensors outside the arguments stand for."""
        self._captures.clear()

    def add_unused(self, tensor):
        """Append an argument for a tensor that the function does not use."""
        internal = placeholder(self, tensor.dtype.base_dtype, tensor.shape)
        internal.handle_data = handle_data_of(tensor)
        return internal

    def capture_names(self, tensor, node, argument):
        """Return the names of a capture; tensors keep theirs, below that of the node."""
        if isinstance(tensor, SymbolicTensor):
            return f"{node}/{tensor.op.name}", tensor.op.name
        return super().capture_names(tensor, node, argument)


def unique_name(scope, name):
    """Return the name for a function called within a name scope.

    Args:
        scope: the scope, ending in a slash.
        name: what the function is for.
    """
    return f"{scope}{name}_{library.next_number()}".replace("/", "_")


def trace(graph, function, args=(), in_place_of_operations=None):
    """Trace a Python function into a BranchGraph.

    Args:
        graph: the BranchGraph, to which the placeholders for the arguments belong.
        function: the Python function.
        args: what to call it with.
        in_place_of_operations: a tensor to return where the function returns an operation.

    Returns:
        The graph; its `structured_outputs` are what the function returned, as tensors.

    Raises:
        TypeError: the function returns something that is no tensor.
    """
    with context.push(graph.context):
        results = function(*args)
        graph.context.begin_results()

        def convert(value):
            return _result(value, function, in_place_of_operations)

        outputs = nest.map_structure(
            convert, with_variables_as_leaves(results), expand_composites=True)
        graph.context.end_results(
            [graph.capture(tensor) for tensor in flat_tensors(outputs)])
    graph.structured_outputs = outputs
    return graph


def flat_tensors(structure):
    """Return the tensors of a structure; TensorArrays by their flow, None left out."""
    flat = (flow_of(leaf) for leaf in nest.flatten(structure, expand_composites=True))
    return [leaf for leaf in flat if leaf is not None]


def is_tensor_array(value):
    """Say whether a value is a TensorArray."""
    return hasattr(type(value), "with_flow")


def flow_of(value):
    """Return the tensor that carries a TensorArray; anything else as it is."""
    return value.flow if is_tensor_array(value) else value


def is_variable(value):
    """Say whether a value is a variable, which stands for its present value."""
    return hasattr(value, "handle") and hasattr(value, "read_value")


def variables_to_tensors(structure):
    """Return a structure with the present values of variables in place of them."""
    return nest.map_structure(
        lambda leaf: convert_to_tensor(leaf) if is_variable(leaf) else leaf, structure)


class _Variable:
    """A variable that no nest takes apart; it is read when it is its turn to be converted."""

    def __init__(self, variable):
        self._variable = variable

    def __tf_tensor__(self, dtype=None, name=None):
        return convert_to_tensor(self._variable, dtype)


def with_variables_as_leaves(structure):
    """Return a structure with variables as leaves that convert to tensors."""
    return nest.map_structure(
        lambda leaf: _Variable(leaf) if is_variable(leaf) else leaf, structure)


def _result(value, function, in_place_of_operations):
    """Return one result of a function as a tensor behind an Identity."""
    if value is None:
        return None
    if is_tensor_array(value):
        return value.with_flow(raw.Identity(value.flow))
    if in_place_of_operations is not None and isinstance(value, Operation):
        with context.current().graph.control_dependencies([value]):
            return raw.Identity(raw.Identity(in_place_of_operations))
    try:
        tensor = convert_to_tensor(value, name="Const")
    except (TypeError, ValueError):
        raise TypeError(
            "To be compatible with tf.function, Python functions must return zero or more "
            f"Tensors or ExtensionTypes or None values; in compilation of {function}, found "
            f"return value of type {type(value).__name__}, which is not a Tensor or "
            "ExtensionType."
        ) from None
    return raw.Identity(tensor)


def with_flows(structure, like, tensors):
    """Pack tensors into a structure; flows become TensorArrays again.

    Args:
        structure: nest of specs or values, composites included.
        like: flat values, TensorArrays where flows are to become such.
        tensors: nest of as many tensors.
    """
    flat = [
        item.with_flow(tensor) if is_tensor_array(item) else tensor
        for tensor, item in zip(nest.flatten(tensors, expand_composites=True), like, strict=True)
    ]
    return nest.pack_sequence_as(structure, flat, expand_composites=True)


# --- the node ---------------------------------------------------------------------------------


def is_stateful(graphs):
    """Say whether any of some graphs has an op with state or effects."""
    return any(op.is_stateful for graph in graphs for op in graph.operations)


def make_function(graph):
    """Return a FunctionRef to a traced graph and the GraphFunction behind it."""
    function = GraphFunction(graph.name, graph)
    return FunctionRef(graph.name), function


def annotations(graphs, first=0):
    """Return the attributes that TensorFlow's Python layer puts on functional nodes.

    Args:
        graphs: the graphs of the functions that the node calls.
        first: the number of inputs that the node does not pass on.
    """
    read_only = set.intersection(*(set(effects.read_only_arguments(graph)) for graph in graphs))
    return {
        "_lower_using_switch_merge": True,
        "_read_only_resource_inputs": int_list(sorted(first + i for i in read_only)),
    }


def called(make, inputs):
    """Append a node; within a function if gradients of its gradients may be asked of tapes.

    Such gradients need values that the node yields later only, of which tapes do not learn; those
    of a call they do.

    Args:
        make: function of the inputs that appends the node and returns its outputs.
        inputs: list of tensors.
    """
    followers = [one for one in context.recorders() if any(map(one.tracks, inputs))]
    if len(followers) < 2 and not any(one.higher for one in followers):
        return make(inputs)
    from tfcompat._src.grad import functions, recorder

    graph = FuncGraph(f"recorded_{library.next_number()}", context.current().graph)
    with recorder.paused(), context.push(graph.context):
        arguments = [graph.add_input(tensor.dtype, tensor.shape) for tensor in inputs]
        for argument, tensor in zip(arguments, inputs, strict=True):
            argument.handle_data = handle_data_of(tensor)
        outputs = make(arguments)
    graph.context.end_results(outputs)
    return functions.call(GraphFunction(graph.name, graph), inputs)


def int_list(values):
    """Return an AttrValue with a list of numbers, empty or not."""
    message = messages.AttrValue()
    message.list.SetInParent()
    message.list.i.extend(values)
    return message


def as_predicate(pred):
    """Return a condition with dimensions of size 1 taken away, where it has or may have some."""
    if isinstance(pred, Tensor) and pred.shape.rank != 0:
        return raw.Squeeze(pred)
    return pred
