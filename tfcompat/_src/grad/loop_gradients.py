"""The gradient of While: a loop that goes through the iterations of the forward loop backwards.

Values of each iteration come from the forward node: it is made to append them to lists, from
which the backward loop takes them off the end.
"""

from tfcompat._src.base import dtypes, errors
from tfcompat._src.base.shapes import TensorShape
from tfcompat._src.core import context, library, raw
from tfcompat._src.core.convert import constant
from tfcompat._src.grad import control_flow, filling, rules
from tfcompat._src.grad.control_flow import BackwardGraph
from tfcompat._src.grad.recorder import paused
from tfcompat._src.graph import while_loop
from tfcompat._src.graph.branch_graphs import BranchGraph
from tfcompat._src.graph.func_graph import current_graph, handle_data_of

_SCALAR = TensorShape([])


def loop_gradient(op, *dys):
    """The gradient of While and StatelessWhile; changes the forward node."""
    if op.node is None:
        raise errors.UnsupportedError(
            f"The gradient of {op.name} that was run eagerly, outside of a graph."
        )
    forward = _Forward(op.node, current_graph())
    with paused():
        alive = forward.alive(dys, op)
    if not alive:
        return [None] * len(op.inputs)
    starts = {
        i: control_flow.dense(dys[i]) if i < len(dys) and dys[i] is not None
        else filling.zeros_like(op.node.outputs[i])
        for i in alive
    }
    gradients = _Gradient(forward, alive).build(starts)
    result = [None] * len(op.inputs)
    for i, gradient in zip(alive, gradients, strict=True):
        if i < len(result):
            result[i] = gradient
    for i, tensor in enumerate(op.inputs):  # what nothing depends on gets zeros, as in TensorFlow
        if result[i] is None and op.needs(i) and rules.has_zeros(tensor):
            result[i] = filling.zeros_like(tensor)
    return result


class _Forward:
    """A While node whose functions are about to be extended.

    Attributes:
        node: the Operation.
        condition, body: copies of the graphs of its functions.
    """

    def __init__(self, node, outer):
        self.node = node
        self.condition = control_flow.private_graph(node, node.attrs["cond"], node.inputs, outer)
        self.body = control_flow.private_graph(node, node.attrs["body"], node.inputs, outer)
        self._starts = []
        self._invariant = {
            id(inner): i for i, (inner, result) in enumerate(
                zip(self.body.inputs, self.body.outputs, strict=True))
            if control_flow.source_of(result) is inner
        }

    def invariant(self, tensor):
        """Return the number of the variable that a tensor is, if no iteration changes it."""
        return self._invariant.get(id(tensor))

    def alive(self, dys, op):
        """Return the numbers of the variables whose gradients the backward loop computes.

        These are the ones with a gradient, and those that influence them in another iteration.
        Variables that no iteration changes count only where their gradient is asked for.
        """
        body = self.body
        wanted = [
            control_flow.trainable(result) and control_flow.trainable(inner)
            and (id(inner) not in self._invariant or (i < len(op.inputs) and op.needs(i)))
            for i, (inner, result) in enumerate(zip(body.inputs, body.outputs, strict=True))
        ]
        alive = {i for i, dy in enumerate(dys) if dy is not None and wanted[i]}
        while True:
            reached = _reached([body.outputs[i] for i in alive])
            more = {i for i, inner in enumerate(body.inputs) if wanted[i] and inner.op in reached}
            if more <= alive:
                return sorted(alive)
            alive |= more

    def count(self):
        """Return the tensor with the number of iterations that there were."""
        if "_num_original_outputs" in self.node.attrs:
            return self.node.outputs[0]  # as made by tf.while_loop
        with paused(), context.push(self.node.graph.context):
            start = constant(0, dtypes.int32, name="loop_counter")
        return self._add(start, lambda counter: counter + 1)

    def limit(self):
        """Return the tensor with the number of iterations that there may be, or None."""
        return self.node.inputs[1] if "_num_original_outputs" in self.node.attrs else None

    def accumulated(self, tensor):
        """Return the output with the list of what a tensor of the body was in each iteration."""
        known = self._accumulator(tensor)
        if known is not None:
            return known
        graph = self.node.graph
        name = f"{tensor.name.replace(':', '_')}/accumulator"
        shape = [-1 if size is None else size for size in tensor.shape.as_list()] \
            if tensor.shape.rank is not None else -1
        dtype = tensor.dtype.base_dtype
        with paused(), context.push(graph.context), graph.control_dependencies(None):
            limit = self.limit()
            start = raw.EmptyTensorList(
                constant(shape, dtypes.int32, name="Const"), -1 if limit is None else limit,
                element_dtype=dtype, name=name)
        return self._add(start, lambda tensors: raw.TensorListPushBack(tensors, tensor))

    def _accumulator(self, tensor):
        """The output of the node that has a tensor of the body already, or None."""
        for user in tensor.users:
            if user.type == "TensorListPushBack" and user.inputs[1] is tensor:
                for i, result in enumerate(self.body.outputs):
                    if result is user.outputs[0] and self.body.inputs[i] is user.inputs[0]:
                        return self.node.outputs[i]
        return None

    def _add(self, start, step):
        """Add a variable to the loop and return what it ends with."""
        body, condition = self.body, self.condition
        with paused(), context.push(body.context):
            inner = body.add_input(start.dtype, start.shape, f"{body.names.scope}/{start.op.name}/")
            inner.handle_data = start.handle_data
            result = step(inner)
        body.outputs = [*body.outputs, result]
        condition.add_input(start.dtype, start.shape, f"{condition.names.scope}/{start.op.name}/")
        self._starts.append(start)
        output = control_flow.add_output(self.node, result.shape, start.dtype)
        output.handle_data = result.handle_data
        return output

    def finish(self):
        """Let the node call the extended functions."""
        if not self._starts:
            return
        node = self.node
        node.attrs["cond"] = control_flow.rewritten(node, self.condition)
        node.attrs["body"] = control_flow.rewritten(node, self.body)
        node.inputs = (*node.inputs, *self._starts)
        for start in self._starts:
            start.users.append(node)
        node.attrs["T"] = tuple(tensor.dtype.base_dtype for tensor in node.outputs)
        node.attrs["output_shapes"] = tuple(tensor.shape for tensor in node.outputs)
        if "_num_original_outputs" in node.attrs:
            node.attrs["_num_original_outputs"] = len(node.outputs)


def _reached(tensors):
    """The operations that tensors depend on."""
    reached, waiting = set(), [tensor.op for tensor in tensors]
    while waiting:
        op = waiting.pop()
        if op not in reached:
            reached.add(op)
            waiting.extend(
                tensor.op for tensor in op.inputs if tensor.dtype.base_dtype in rules.TRAINABLE)
    return reached


class _Backward(BackwardGraph):
    """The gradients of one iteration.

    Attributes:
        next_values: {id of an argument: what it is in the next iteration}.
    """

    def __init__(self, forward, outer):
        super().__init__(forward.body, forward.node, outer)
        self._loop = forward
        self.next_values = {}

    def resolve(self, tensor):
        """Return a value of the body: the same for all iterations, or that of this one."""
        number = self._loop.invariant(tensor)
        if number is None and tensor.dtype is dtypes.resource:
            number = next(
                (i for i, inner in enumerate(self.forward.inputs) if inner is tensor), None)
        if number is not None:
            return super().capture(self.node.inputs[number])
        tensors = super().capture(self._loop.accumulated(tensor))
        rest, value = raw.TensorListPopBack(tensors, -1, element_dtype=tensor.dtype.base_dtype)
        self.next_values[id(tensors)] = rest
        value.set_shape(tensor.shape)
        value.handle_data = tensor.handle_data
        return value


class _Gradient:
    """The backward loop of a While node in the making."""

    def __init__(self, forward, alive):
        self._forward = forward
        self._alive = alive

    def build(self, starts):
        """Append the loop; return a gradient for each of the variables that are alive.

        Args:
            starts: {number of a variable: gradient of its last value}.
        """
        forward, outer = self._forward, current_graph()
        node = forward.node
        with paused():
            count, limit = forward.count(), forward.limit()
            counter = constant(0, count.dtype, name="grad_counter")
            if limit is None:
                limit = constant(-1, dtypes.int32)
        given = [counter, limit, count, *(starts[i] for i in self._alive)]
        with paused():
            body = self._body(given, outer)
            forward.finish()
            inputs = [*given, *body.external_captures]
            condition = self._condition(inputs, outer)
        shapes = [tensor.shape for tensor in body.outputs]
        outputs = while_loop.call(
            condition, body, inputs, shapes, node.attrs["parallel_iterations"],
            f"{node.name.rpartition('/')[2]}_grad")
        outputs = [raw.Identity(tensor) for tensor in outputs]
        return outputs[3 : 3 + len(self._alive)]

    def _body(self, given, outer):
        forward = self._forward
        backward = _Backward(forward, outer)
        with context.push(backward.context):
            arguments = [_argument(backward, tensor) for tensor in given]
            found = backward.differentiate(
                [forward.body.outputs[i] for i in self._alive],
                [forward.body.inputs[i] for i in self._alive], arguments[3:])
            results = [arguments[0] + 1, *arguments[1:3], *map(control_flow.dense, found)]
            results = [raw.Identity(tensor) for tensor in results]
        carried = [
            backward.next_values.get(id(internal), internal)
            for internal in backward.internal_captures
        ]
        backward.context.end_results([*results, *carried])
        return backward

    def _condition(self, inputs, outer):
        name = self._forward.condition.name
        graph = BranchGraph(f"{name}_grad_{library.next_number()}", outer)
        with context.push(graph.context):
            arguments = [_argument(graph, tensor) for tensor in inputs]
            goes_on = raw.Identity(raw.Less(arguments[0], arguments[2]))
        graph.context.end_results([goes_on])
        return graph


def _argument(graph, tensor):
    argument = graph.add_input(tensor.dtype.base_dtype, tensor.shape)
    argument.handle_data = handle_data_of(tensor)
    return argument
