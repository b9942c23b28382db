"""A signature as one graph without variables: values become constants, calls are inlined.

Does not live here: the files written and their formats, which are in `freeze` and `convert`.
"""

import numpy as np

from tfcompat._src.arrays import devices
from tfcompat._src.base import dtypes, errors
from tfcompat._src.cli import models
from tfcompat._src.core import library
from tfcompat._src.core.resources import VariableResource
from tfcompat._src.core.tensor import EagerTensor
from tfcompat._src.graph import export
from tfcompat._src.graph.func_graph import FuncGraph
from tfcompat._src.graph.functions import GraphFunction
from tfcompat._src.graph.graph import Graph, placeholder
from tfcompat._src.plan import binding
from tfcompat._src.registry import find
from tfcompat._src.registry.attributes import FunctionRef
from tfcompat._src.saved_model import load as objects
from tfcompat._src.saved_model.options import LoadOptions
from tfcompat._src.v1 import load as graphs

_CALLS = frozenset(["PartitionedCall", "StatefulPartitionedCall"])
_REF_VARIABLES = frozenset(["VariableV2", "Variable"])
# Ops that run functions now and then: how many inputs come before the functions' arguments.
_BRANCHES = {"If": 1, "StatelessIf": 1, "Case": 1, "StatelessCase": 1, "While": 0,
             "StatelessWhile": 0}
_LOOPS = frozenset(["While", "StatelessWhile"])


def freeze(directory, found, key):
    """Return a signature as a GraphDef without variables; else as `freeze_graph` does."""
    graph, fed, fetched = freeze_graph(directory, found, key)
    return export.graph_def(graph), fed, fetched


def freeze_graph(directory, found, key):
    """Return a signature as a Graph without variables.

    Args:
        directory: the directory of the SavedModel.
        found: its MetaGraphDef.
        key: the key of the signature.

    Returns:
        (Graph, {input key: tensor name}, {output key: tensor name}). Inputs keep the
        names that they have in the signature's TensorInfos; so do outputs.

    Raises:
        ValueError: the MetaGraph has no such signature, or it has no outputs.
        UnsupportedError: it changes variables, or uses one where it cannot be replaced.
    """
    if key not in found.signature_def:
        raise ValueError(
            f"Unable to find signature_def_key '{key}' in signature def map of `meta_graph_def`. "
            f"Available keys: {sorted(found.signature_def)}")
    definition = found.signature_def[key]
    if not definition.outputs:
        raise ValueError(f"Signature key {key} must have outputs, but saw none:\n{definition}")
    function, inputs, outputs = _function(directory, found, key)
    freezer = _Freezer()
    values = {}
    for name, tensor in inputs.items():
        node = definition.inputs[name].name.partition(":")[0]
        values[id(tensor)] = placeholder(freezer.graph, tensor.dtype, tensor.shape, node)
    captured = function.captured_inputs
    internal = function.graph.inputs[len(function.graph.inputs) - len(captured):]
    for tensor, external in zip(internal, captured, strict=True):
        values[id(tensor)] = freezer.captured(external)
    freezer.replay(function.graph, values, outputs.values())
    fed = {name: values[id(tensor)].name for name, tensor in inputs.items()}
    fetched = {}
    for name, tensor in outputs.items():
        wanted = definition.outputs[name].name.partition(":")[0]
        fetched[name] = freezer.named(values[id(tensor)], wanted).name
    return freezer.graph, fed, fetched


def _function(directory, found, key):
    """Return (function, {input key: tensor in its graph}, {output key: tensor in its graph})."""
    definition = found.signature_def[key]
    if found.HasField("object_graph_def"):
        function = objects.load(directory, models.tags(found)).signatures[key]
        names = sorted(definition.inputs)
        specs = function.structured_input_signature[1]
        if set(specs) != set(names):
            raise errors.UnsupportedError(
                f"The signature's inputs {names} are not the arguments of its function, "
                f"{sorted(specs)}; this cannot be frozen.")
        order = {name: i for i, name in enumerate(sorted(specs))}
        inputs = {name: function.graph.inputs[order[name]] for name in names}
        keys = sorted(function.structured_outputs)
        outputs = dict(zip(keys, function.graph.outputs, strict=True))
        return function, inputs, outputs
    root = graphs.load(found, directory, LoadOptions())
    names, keys = sorted(definition.inputs), sorted(definition.outputs)
    function = root.prune([definition.inputs[name].name for name in names],
                          [definition.outputs[name].name for name in keys])
    inputs = dict(zip(names, function.graph.inputs, strict=False))
    return function, inputs, dict(zip(keys, function.graph.outputs, strict=True))


class _Argument:
    """A variable inside a function that gets its value as an argument.

    Attributes:
        name: the name of the variable.
        tensor: the argument.
    """

    def __init__(self, name, tensor):
        self.name = name
        self.tensor = tensor


_VARIABLES = (VariableResource, _Argument)


class _Freezer:
    """The new graph, or that of a function, and what has been put into it."""

    def __init__(self, graph=None):
        self.graph = Graph() if graph is None else graph
        self._constants = {}

    def captured(self, external):
        """Return what stands for a captured tensor: a variable's resource, or a constant."""
        if not isinstance(external, EagerTensor):
            raise errors.UnsupportedError(f"{external} is of another graph and cannot be frozen.")
        resource = external._array
        if isinstance(resource, VariableResource):
            return resource
        if external.dtype in (dtypes.resource, dtypes.variant):
            raise errors.UnsupportedError(
                f"The signature uses {resource!r}, which is no variable and cannot become a "
                "constant.")
        return self.constant(external._array, external.dtype, "captured")

    def constant(self, array, dtype, name):
        """Return a constant of the new graph."""
        op = self.graph.create_op(
            find("Const"), [], {"value": array, "dtype": dtype.base_dtype}, name)
        return op.outputs[0]

    def named(self, tensor, name):
        """Return an output of the wished-for name: the tensor itself, or a copy of it."""
        if tensor.op.name == name or name in self.graph._by_name:
            return tensor
        attrs = {"T": tensor.dtype.base_dtype}
        return self.graph.create_op(find("Identity"), [tensor], attrs, name).outputs[0]

    def replay(self, graph, values, wanted):
        """Repeat the operations of another graph that lead to the tensors wanted.

        Args:
            graph: the other graph.
            values: {id of one of its tensors: tensor of the new graph, or VariableResource};
                more are entered.
            wanted: the tensors.
        """
        done = {}
        for op in _needed(wanted, values):
            self._repeat(op, values, done)

    def _repeat(self, op, values, done):
        inputs = [values[id(tensor)] for tensor in op.inputs]
        resources = [item for item in inputs if isinstance(item, _VARIABLES)]
        if op.type in _CALLS:
            self._inline(op, inputs, values)
        elif op.type in _BRANCHES and (resources or self._reads_variables(op)):
            self._branch(op, inputs, values, done)
        elif op.type in _REF_VARIABLES:
            values[id(op.outputs[0])] = self._value(_resource(op), op)
        elif op.type == "VarHandleOp":
            values[id(op.outputs[0])] = _resource(op)
        elif op.type == "ReadVariableOp" and resources:
            values[id(op.outputs[0])] = self._value(resources[0], op)
        elif op.type == "ResourceGather" and resources and not op.attrs["batch_dims"]:
            values[id(op.outputs[0])] = self._gathered(self._value(resources[0], op), inputs[1], op)
        elif op.type == "Identity" and resources:
            values[id(op.outputs[0])] = resources[0]
        elif resources:
            raise errors.UnsupportedError(
                f"{op.name}, a {op.type}, uses the variable '{resources[0].name}' in a way that a "
                "frozen graph cannot have.")
        elif op.record is None:
            raise errors.UnsupportedError(f"{op.name} is a {op.type}, which is not known here.")
        elif any(arg.is_ref for arg in op.record.definition.inputs):
            raise errors.UnsupportedError(
                f"{op.name}, a {op.type}, changes a variable; a frozen graph has none.")
        else:
            self._copy(op, inputs, values, done)

    def _copy(self, op, inputs, values, done):
        for ref in op.function_refs():
            self.graph.add_function(op.graph.functions[ref.name])
        controls = [done[other] for other in op.control_inputs if other in done]
        attrs = {name: value for name, value in op.attrs.items() if not name.startswith("_")}
        twin = self.graph.create_op(op.record, inputs, attrs, op.name, controls)
        done[op] = twin
        for old, new in zip(op.outputs, twin.outputs, strict=True):
            new._shape = old._shape
            values[id(old)] = new

    def _value(self, resource, op):
        if isinstance(resource, _Argument):
            return resource.tensor
        if resource.value is None:
            raise errors.FailedPreconditionError(
                None, None, f"Attempting to use uninitialized value {resource.name or op.name}")
        if id(resource) not in self._constants:
            self._constants[id(resource)] = self.constant(
                resource.value, resource.dtype, resource.name or op.name)
        return self._constants[id(resource)]

    def _gathered(self, value, indices, op):
        axis = self.constant(np.int32(0), dtypes.int32, f"{op.name}/axis")
        attrs = {"Tparams": value.dtype.base_dtype, "Tindices": indices.dtype.base_dtype,
                 "Taxis": dtypes.int32, "batch_dims": 0}
        twin = self.graph.create_op(find("GatherV2"), [value, indices, axis], attrs, op.name)
        return twin.outputs[0]

    def _reads_variables(self, op):
        """Whether a function of an op makes handles of variables, or calls one that does."""
        waiting = [op.graph.functions[ref.name] for ref in op.function_refs()]
        seen = set()
        while waiting:
            function = waiting.pop()
            if function.name not in seen:
                seen.add(function.name)
                if any(inner.type == "VarHandleOp" for inner in function.graph.operations):
                    return True
                waiting += function.callees()
        return False

    def _branch(self, op, inputs, values, done):
        """Repeat a branch or loop; values take the places of variables in its functions."""
        first = _BRANCHES[op.type]
        tensors = [self._value(item, op) if isinstance(item, _VARIABLES) else item
                   for item in inputs]
        types = tuple(tensor.dtype.base_dtype for tensor in tensors[first:])
        attrs = {}
        for name, value in op.attrs.items():
            if name in ("T", "Tin"):
                value = types
            elif isinstance(value, FunctionRef):
                value = self._specialised(op, value, inputs[first:], tensors[first:])
            elif isinstance(value, tuple) and value and isinstance(value[0], FunctionRef):
                value = tuple(self._specialised(op, ref, inputs[first:], tensors[first:])
                              for ref in value)
            if not name.startswith("_"):
                attrs[name] = value
        controls = [done[other] for other in op.control_inputs if other in done]
        twin = self.graph.create_op(op.record, tensors, attrs, op.name, controls)
        done[op] = twin
        for i, (old, new) in enumerate(zip(op.outputs, twin.outputs, strict=True)):
            is_variable = op.type in _LOOPS and isinstance(inputs[i], _VARIABLES)
            if not is_variable:
                new._shape = old._shape
            values[id(old)] = inputs[i] if is_variable else new

    def _specialised(self, op, ref, arguments, tensors):
        """Return a reference to a copy of a function with values in the places of variables."""
        function = op.graph.functions[ref.name]
        graph = FuncGraph(function.name, automatic_control_dependencies=False)
        freezer, inner = _Freezer(graph), {}
        for old, argument, tensor in zip(function.inputs, arguments, tensors, strict=True):
            is_variable = isinstance(argument, _VARIABLES)
            like = tensor if is_variable else old
            new = graph.add_input(like.dtype.base_dtype, like.shape, old.op.name)
            inner[id(old)] = _Argument(argument.name, new) if is_variable else new
        freezer.replay(function.graph, inner, function.outputs)
        results = [inner[id(output)] for output in function.outputs]
        graph.outputs = [freezer._value(item, op) if isinstance(item, _VARIABLES) else item
                         for item in results]
        made = GraphFunction(f"{function.name}_frozen_{library.next_number()}", graph)
        self.graph.add_function(made)
        return FunctionRef(made.name, ref.attrs)

    def _inline(self, op, inputs, values):
        (ref,) = op.function_refs()
        body = op.graph.functions[ref.name]
        inner = {id(tensor): value for tensor, value in zip(body.inputs, inputs, strict=True)}
        with self.graph.name_scope(op.name):
            self.replay(body.graph, inner, body.outputs)
        for output, result in zip(op.outputs, body.outputs, strict=True):
            values[id(output)] = inner[id(result)]


def _resource(op):
    """The resource that a node stands for."""
    return binding.resource(op.graph, op, devices.local_device().xp)


def _needed(wanted, values):
    """The operations that lead to some tensors, each after those that it needs.

    Raises:
        UnsupportedError: they go round in a circle, as loops of TensorFlow 1 do.
    """
    ordered, state = [], {}
    waiting = [tensor.op for tensor in wanted if id(tensor) not in values]
    while waiting:
        op = waiting[-1]
        if state.get(op) == "done":
            waiting.pop()
        elif state.get(op) == "open":
            waiting.pop()
            state[op] = "done"
            ordered.append(op)
        else:
            state[op] = "open"
            before = [tensor.op for tensor in op.inputs if id(tensor) not in values]
            before += [other for other in op.control_inputs if other.type != "Placeholder"]
            if any(state.get(other) == "open" for other in before):
                raise errors.UnsupportedError(
                    f"{op.name} is part of a loop of TensorFlow 1's kind, which cannot be frozen.")
            waiting += before
    return ordered
