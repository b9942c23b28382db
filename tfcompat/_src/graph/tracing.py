"""TracingContext: op calls become nodes of a graph.

Here a call gets its name, its captures, its shapes and the control inputs that keep effects in
order. What TensorFlow says when that fails is written in `summaries`.
"""

from tfcompat._src.base import dtypes, errors
from tfcompat._src.core import context, library
from tfcompat._src.core.tensor import EagerTensor
from tfcompat._src.graph import (
    effects, shape_inference, source_stack, summaries, traced_arguments)
from tfcompat._src.graph.operation import Operation
from tfcompat._src.registry import find


class TracingContext(context.Context):
    """The context that is on top of the stack while calls are added to a graph.

    Attributes:
        graph: the Graph.
        control_order: the ControlOrder of its stateful nodes, or None where there is none.
    """

    is_eager = False

    def __init__(self, graph):
        self.graph = graph
        self.builds_function = graph.building_function
        ordered = getattr(graph, "automatic_control_dependencies", False)
        self.control_order = effects.ControlOrder() if ordered else None
        self._unnamed = set()

    def naming(self, op, inputs, name):
        """Name the nodes that the inputs need below the node that they are for."""
        if traced_arguments.needs_scope(op.definition, inputs):
            return self.graph.name_scope(name or op.name)
        return super().naming(op, inputs, name)

    def convert(self, op, inputs, types):
        """Convert the inputs of a call; see `Context.convert`."""
        tensors = traced_arguments.convert_inputs(op.definition, inputs, types)
        traced_arguments.check_attributes(op.definition, types)
        return tensors

    def execute(self, op, inputs, attrs, name):
        """Append a node; see `Context.execute`.

        Raises:
            TypeError: dtypes do not fit.
            ValueError: shapes do not fit, or a tensor is from another graph.
        """
        graph = self.graph
        full_name = graph.node_name(name or op.name.lstrip("_"))
        flat = self._inputs(op, inputs, full_name)
        summaries.check_dtypes(op, inputs, attrs)
        node = Operation(graph, full_name, op.name, op, attrs, graph.current_device)
        node.stack = source_stack.capture()
        self._add_functions(node)
        self._infer(node, flat)
        graph.append(node, flat)
        if self.control_order is not None:
            for before in self.control_order.add(node):
                if before not in node.control_inputs:
                    node.control_inputs.append(before)
        return list(node.outputs) if op.definition.outputs else node

    def constant(self, array, dtype, name):
        """Append a Const node and return its tensor."""
        graph = self.graph
        record = find("Const")
        node = Operation(graph, graph.node_name(name or record.name), record.name, record,
                         {"value": array, "dtype": dtype}, graph.current_device)
        node.stack = source_stack.capture()
        self._infer(node, [])
        graph.append(node, [])
        if name is None:
            self._unnamed.add(node)
        return node.outputs[0]

    # --- results of a function ----------------------------------------------------------------

    def begin_results(self):
        """Say that what follows are the Identity nodes of a function's results."""
        self._unnamed.clear()

    def end_results(self, tensors):
        """Make `tensors` the outputs of the FuncGraph, available when all effects are done."""
        graph = self.graph
        must_run = [] if self.control_order is None else self.control_order.must_run
        graph.outputs = list(tensors)
        graph.control_outputs = sorted(must_run, key=lambda op: op.name)
        if must_run and graph.outputs:
            before = _all_before(must_run, graph.outputs)
            done = graph.create_op(find("NoOp"), [], {}, control_inputs=graph.control_outputs)
            for tensor in graph.outputs:
                if done not in tensor.op.control_inputs and tensor.op not in before:
                    tensor.op.control_inputs.append(done)
    # --- inputs -------------------------------------------------------------------------------

    def _inputs(self, op, inputs, full_name):
        flat = []
        for arg, item in zip(op.definition.inputs, inputs, strict=True):
            if isinstance(item, (list, tuple)):
                flat.extend(
                    self._input(tensor, full_name, f"{arg.name}_{i}")
                    for i, tensor in enumerate(item)
                )
            else:
                flat.append(self._input(item, full_name, arg.name))
        for tensor, label in reversed(self._labels(op, inputs, flat)):
            if tensor.op in self._unnamed:
                self._unnamed.discard(tensor.op)
                self.graph.rename(tensor.op, f"{full_name}/{label}")
        return flat

    def _labels(self, op, inputs, flat):
        """(tensor, name of the argument it is for) of the constants that need a name."""
        if not self._unnamed:
            return []
        labels = []
        for arg, item in zip(op.definition.inputs, inputs, strict=True):
            if isinstance(item, (list, tuple)):
                labels.extend(f"{arg.name}_{i}" for i in range(len(item)))
            else:
                labels.append(arg.name)
        return list(zip(flat, labels, strict=True))

    def _input(self, tensor, full_name, label):
        graph = self.graph
        if getattr(tensor, "graph", None) is graph and not isinstance(tensor, EagerTensor):
            return tensor
        if graph.building_function:
            return graph.capture(tensor, *graph.capture_names(tensor, full_name, label))
        if isinstance(tensor, EagerTensor):
            raise RuntimeError(
                "Attempting to capture an EagerTensor without building a function."
            )
        raise ValueError(f"{tensor} must be from the same graph as the other inputs.")

    # --- functions and shapes -----------------------------------------------------------------

    def _add_functions(self, node):
        functions = self.graph.functions
        for ref in node.function_refs():
            if ref.name not in functions:
                self.graph.add_function(library.find(ref.name))

    def _infer(self, node, flat):
        node.inputs = tuple(flat)
        asked = summaries.Asked()
        try:
            shapes = shape_inference.infer(node, asked)
        except (ValueError, errors.InvalidArgumentError) as error:
            raise ValueError(_shape_error(node, error, asked)) from None
        for tensor, shape in zip(node.outputs, shapes, strict=True):
            tensor._shape = shape
            if tensor._dtype is dtypes.resource or tensor._dtype is dtypes.variant:
                tensor.handle_data = shape_inference.handle_data(tensor)


def _all_before(effects_done, outputs):
    """The operations that effects wait for, where outputs may be among them: they cannot wait."""
    if not any(tensor.users or tensor.op in effects_done for tensor in outputs):
        return ()
    found, waiting = set(), list(effects_done)
    while waiting:
        op = waiting.pop()
        if op not in found:
            found.add(op)
            waiting.extend(tensor.op for tensor in op.inputs)
            waiting.extend(op.control_inputs)
    return found


def _shape_error(node, error, asked):
    """TensorFlow infers without values first, and mentions values only where they mattered."""
    blind = summaries.Asked(answer=False)
    try:
        shape_inference.infer(node, blind)
    except (ValueError, errors.InvalidArgumentError) as first:
        if "unknown static value" not in str(first):  # else it only complains of being blind
            return summaries.shape_error(node, first, summaries.Asked())
    return summaries.shape_error(node, error, asked)
