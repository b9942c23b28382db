"""Custom gradients in SavedModels: a function for each, traced from the rule when it is saved.

Such a function takes a gradient for each tensor of the IdentityN node that names it. What it uses
of the function that the node is in is noted by name: nodes of kind `captured_tensor`.
"""

from tfcompat._src.base.specs import TensorSpec
from tfcompat._src.core import context, library, raw
from tfcompat._src.core.tensor import EagerTensor
from tfcompat._src.function.concrete import ConcreteFunction
from tfcompat._src.grad import backward, registered
from tfcompat._src.grad.gradient_graph import GradientGraph
from tfcompat._src.graph.functions import GraphFunction
from tfcompat._src.saved_model import functions_out


class SavedGradients:
    """The gradient functions of a model that is being saved.

    Attributes:
        functions: dict of names of gradients to their ConcreteFunctions.
    """

    def __init__(self):
        self.functions = {}
        self._homes = {}  # id of a FuncGraph: (it, its GraphFunction)

    def enter(self, functions):
        """Trace the gradients that nodes of functions ask for, and those these ask for.

        Args:
            functions: a FunctionLibrary; what gradients call is entered there.

        Raises:
            ValueError: a gradient cannot be traced.
        """
        looked_at = 0
        while looked_at < len(functions.entered):
            function = functions.entered[looked_at]
            looked_at += 1
            if not _names_gradients(function):
                continue
            self._homes[id(function.graph)] = function.graph, function
            for op in function.graph.operations:
                name = registered.name_of(op)
                if name is not None and name not in self.functions:
                    self._trace(op, name, functions)

    def _trace(self, op, name, functions):
        try:
            rule = registered.rule_of(op)
        except LookupError:
            return  # it was not saved the last time; the warning was given when it was loaded
        try:
            concrete = _traced(op, rule)
        except Exception as error:
            raise ValueError(
                "Error when tracing gradients for SavedModel.\n\nCheck the error log to see the "
                "error that was raised when converting a gradient function to a concrete "
                "function. You may need to update the custom gradient, or disable saving gradients "
                "with the option tf.saved_model.SaveOptions(experimental_custom_gradients=False)."
                f"\n\tProblematic op name: {op.name}\n\tGradient inputs: {op.inputs}"
            ) from error
        self.functions[name] = concrete
        functions.name(concrete.graph_function)

    def write(self, functions, owners, meta_graph):
        """Write the gradient functions and what they captured.

        Args:
            functions: the FunctionLibrary.
            owners: dict of capture keys to node ids, which is added to.
            meta_graph: the MetaGraphDef message.

        Raises:
            ValueError: a gradient uses what cannot be named in the model.
        """
        message = meta_graph.object_graph_def
        for name, concrete in self.functions.items():
            for tensor in concrete.captured_inputs:
                self._note(name, tensor, functions, owners, message)
            written = functions.name(concrete.graph_function)
            message.concrete_functions[written].CopyFrom(
                functions_out.saved_concrete_function(concrete, owners))
            meta_graph.graph_def.library.registered_gradients.add(
                gradient_func=written, registered_op_type=name)

    def _note(self, name, tensor, functions, owners, message):
        """Add a node for a tensor that was captured within a function."""
        key = functions_out.capture_key(tensor)
        if key in owners or isinstance(tensor, EagerTensor):
            return
        graph, function = self._homes.get(id(tensor.graph), (None, None))
        if graph is None:
            raise ValueError(
                f"Cannot save custom gradient {name} because SavedModel is unable to serialize the "
                f"captured inputs: {[tensor.name]}"
            )
        for outside, inside in graph.captures:
            if inside is tensor:
                owners[key] = owners.get(functions_out.capture_key(outside))
                return
        owners[key] = len(message.nodes)
        captured = message.nodes.add().captured_tensor
        captured.name = _name_in_definition(tensor, graph, function)
        captured.concrete_function = functions.name(function)


def _names_gradients(function):
    """Say whether nodes of a function may ask for gradients by name, importing nothing."""
    if function.is_imported:
        return True
    return bool(registered.noted_names(function.definition.node_def))


class _Graph(GradientGraph):
    """The graph of a gradient function that is saved; values from outside become constants."""

    def capture(self, tensor, name=None, user_name=None):
        """Return what stands for a tensor here."""
        if isinstance(tensor, EagerTensor) and tensor._has_array():
            return self.context.constant(tensor._array, tensor.dtype, name)
        return super().capture(tensor, name, user_name)


def _traced(op, rule):
    """Return the ConcreteFunction of the gradient of a node, given those of all its outputs."""
    graph = _Graph("internal_grad_fn", op.graph)
    with context.push(graph.context):
        names = [f"result_grads_{i}" for i in range(len(op.inputs))]
        dys = [graph.add_input(tensor.dtype.base_dtype, tensor.shape, name, name)
               for tensor, name in zip(op.inputs, names, strict=True)]
        call = backward.Call(op.type, op.inputs, op.attrs, tuple(op.outputs), None, op)
        found = backward.run(rule, call, dys, len(op.inputs))
        graph.context.begin_results()
        found = [None if one is None else raw.Identity(one) for one in found]
    graph.context.end_results([one for one in found if one is not None])
    specs = [TensorSpec(dy.shape, dy.dtype, name) for dy, name in zip(dys, names, strict=True)]
    function = GraphFunction(f"__inference_internal_grad_fn_{library.next_number()}", graph)
    return ConcreteFunction(function, graph.external_captures, ((None, *specs), {}), found)


def _name_in_definition(tensor, graph, function):
    """The name of a tensor once its function is a FunctionDef: arguments are renamed there."""
    for i, argument in enumerate(graph.inputs):
        if argument is tensor:
            definition = function.definition or function.function_def()
            return f"{definition.signature.input_arg[i].name}:0"
    return tensor.name
