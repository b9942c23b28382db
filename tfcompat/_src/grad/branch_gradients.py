"""The gradients of If and Case: a node that calls the gradient of the branch that was taken.

Intermediate values come from the forward node, which is made to yield them in optionals: those of
branches that were not taken are empty.
"""

from tfcompat._src.arrays import devices
from tfcompat._src.base import dtypes
from tfcompat._src.base.shapes import TensorShape
from tfcompat._src.core import context, library, raw
from tfcompat._src.core.indexed_slices import IndexedSlices
from tfcompat._src.grad import control_flow
from tfcompat._src.grad.control_flow import BackwardGraph
from tfcompat._src.grad.functions import call, pair_of
from tfcompat._src.grad.gradient_graph import flat_results, packed_results
from tfcompat._src.grad.recorder import paused
from tfcompat._src.graph import cond
from tfcompat._src.graph.func_graph import current_graph
from tfcompat._src.ops.control_flow import is_true


def branch_gradient(op, *dys):
    """The gradient of If, Case and their stateless kin; changes the forward node."""
    if op.node is None:
        return _eager_gradient(op, dys)
    given = [i for i, dy in enumerate(dys)
             if dy is not None and control_flow.trainable(op.outputs[i])]
    needed = [i for i in range(1, len(op.inputs))
              if op.needs(i) and control_flow.trainable(op.inputs[i])]
    if not given or not needed:
        return [None] * len(op.inputs)
    dys = {i: control_flow.dense(dys[i]) for i in given}
    gradients = _Gradient(op.node, given, needed).build(op.inputs[0], dys)
    result = [None] * len(op.inputs)
    for i, gradient in zip(needed, gradients, strict=True):
        result[i] = gradient
    return result


class _Backward(BackwardGraph):
    """The gradients of one branch."""

    def __init__(self, forward, node, outer, exports):
        super().__init__(forward, node, outer)
        self._exports = exports

    def resolve(self, tensor):
        """Return an argument, a result or an intermediate value of the branch."""
        for i, own in enumerate(self.forward.inputs):
            if own is tensor:
                return super().capture(self.node.inputs[1 + i])
        for i, own in enumerate(self.forward.outputs):
            if control_flow.source_of(own) is tensor:
                return super().capture(self.node.outputs[i])
        optional = super().capture(self._exports.add(self.forward, tensor))
        [value] = raw.OptionalGetValue(
            optional, output_types=[tensor.dtype.base_dtype], output_shapes=[tensor.shape])
        value.handle_data = tensor.handle_data
        return value


class _Exports:
    """The intermediate values that branches yield for their gradients."""

    def __init__(self, node):
        self._node = node
        self._wanted = []

    def add(self, forward, tensor):
        """Return the further output of the node that has a tensor of one of its branches."""
        for user in tensor.users:
            if user.type == "OptionalFromValue":
                for i, result in enumerate(forward.outputs):
                    if result is user.outputs[0]:
                        return self._node.outputs[i]
        self._wanted.append((forward, tensor))
        return control_flow.add_output(self._node, TensorShape([]))

    def finish(self, forwards):
        """Let the node call branches that yield what was asked for."""
        node, count = self._node, len(self._wanted)
        if not count:
            return
        refs = []
        for forward in forwards:
            with paused(), context.push(forward.context):
                extra = [
                    raw.OptionalFromValue([tensor]) if owner is forward else raw.OptionalNone()
                    for owner, tensor in self._wanted
                ]
            forward.outputs = [*forward.outputs, *extra]
            refs.append(control_flow.rewritten(node, forward))
        if "branches" in node.attrs:
            node.attrs["branches"] = tuple(refs)
        else:
            node.attrs["then_branch"], node.attrs["else_branch"] = refs
        node.attrs["Tout"] = (*node.attrs["Tout"], *[dtypes.variant] * count)
        node.attrs["output_shapes"] = tuple(tensor.shape for tensor in node.outputs)


class _Gradient:
    """The gradient node of an If or Case in the making."""

    def __init__(self, node, given, needed):
        self._node = node
        self._given, self._needed = given, needed
        self._kind = "switch_case" if "branches" in node.attrs else "cond"
        attrs = node.attrs
        self._refs = attrs["branches"] if self._kind == "switch_case" else (
            attrs["then_branch"], attrs["else_branch"])

    def build(self, selector, dys):
        """Append the node; return a gradient for each of the needed inputs."""
        node, outer = self._node, current_graph()
        exports = _Exports(node)
        with paused():
            forwards = [control_flow.private_graph(node, ref, node.inputs[1:], outer)
                        for ref in self._refs]
            backwards = [_Backward(forward, node, outer, exports) for forward in forwards]
            results = [self._differentiated(backward, dys) for backward in backwards]
            _reconcile(backwards, results)
            for backward, gradients in zip(backwards, results, strict=True):
                with context.push(backward.context):
                    flat = [raw.Identity(tensor) for tensor in flat_results(gradients)]
                backward.context.end_results(flat)
            exports.finish(forwards)
            inputs = cond.match_inputs(backwards)
        name = "StatelessIf" if self._kind == "cond" else "StatelessCase"
        outputs = cond.call(self._kind, selector, backwards, inputs, name)
        return packed_results(results[0], [raw.Identity(tensor) for tensor in outputs])

    def _differentiated(self, backward, dys):
        forward = backward.forward
        with context.push(backward.context):
            return backward.differentiate(
                [forward.outputs[i] for i in self._given],
                [forward.inputs[i - 1] for i in self._needed],
                [backward.capture(dys[i]) for i in self._given])


def _reconcile(backwards, results):
    """Let the gradients of each input be of one kind and dtype, whichever branch is taken."""
    for i, gradients in enumerate(zip(*results, strict=True)):
        if not any(isinstance(gradient, IndexedSlices) for gradient in gradients):
            continue
        for backward, found in zip(backwards, results, strict=True):
            with context.push(backward.context):
                found[i] = _as_slices(found[i])


def _as_slices(gradient):
    """Return a gradient as IndexedSlices with indices of int64 and its whole shape."""
    if isinstance(gradient, IndexedSlices):
        shape = gradient.dense_shape
        if shape is not None:
            shape = raw.Cast(shape, DstT=dtypes.int64)
        return IndexedSlices(
            gradient.values, raw.Cast(gradient.indices, DstT=dtypes.int64), shape)
    xp = devices.local_device().xp
    shape = raw.Shape(gradient, out_type=dtypes.int64)
    count = raw.StridedSlice(
        shape, *(xp.asarray([k], xp.int32) for k in (0, 1, 1)), shrink_axis_mask=1)
    zero, one = (xp.asarray(k, xp.int64) for k in (0, 1))
    return IndexedSlices(gradient, raw.Range(zero, count, one), shape)


def _eager_gradient(op, dys):
    """The gradient of a node's op that was run at once: that of the branch that was taken."""
    selector = op.inputs[0]._array
    if "branches" in op.attrs:
        refs, number = op.attr("branches"), int(selector)
        ref = refs[number if 0 <= number < len(refs) else -1]
    else:
        ref = op.attr("then_branch" if is_true(selector) else "else_branch")
    function, inputs = library.find(ref.name), op.inputs[1:]
    given = tuple(i for i, dy in enumerate(dys) if dy is not None)
    needed = tuple(i for i, tensor in enumerate(inputs)
                   if op.needs(i + 1) and control_flow.trainable(tensor))
    pair = pair_of(function, given, needed)
    with paused():
        outputs = call(pair.forward, inputs)
    return [None, *pair.pull([dys[i] for i in given], inputs, outputs, len(inputs))]
