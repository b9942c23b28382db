"""Graphs to GraphDef and FunctionDef messages.

The way back is in `import_def`. What belongs to a SavedModel around a GraphDef is in the
saved_model room.
"""

import re

from tfcompat._src.base import dtypes
from tfcompat._src.base.dtypes import DType
from tfcompat._src.base.shapes import TensorShape
from tfcompat._src.graph import arguments, summaries
from tfcompat._src.graph.graph import MIN_CONSUMER, PRODUCER
from tfcompat._src.registry import attr_values, exists, find
from tfcompat._src.registry.attributes import FunctionRef
from tfcompat._src.registry.definition import Vector
from tfcompat._src.wire import messages

_CONTEXT = messages.AttrValue(s=b"kEagerRuntime")


def graph_def(graph, add_shapes=False, strip_default_attrs=False):
    """Return a graph as a GraphDef, with all functions that its nodes may call.

    Args:
        graph: the Graph.
        add_shapes: add the annotation `_output_shapes` to every node with outputs.
        strip_default_attrs: leave out attributes that have their default value.

    Example:
        >>> from tfcompat._src.graph.graph import Graph
        >>> graph_def(Graph()).versions.producer
        2474
    """
    message = messages.GraphDef()
    for op in graph.operations:
        _write_node(message.node.add(), op, op.name, summaries.tensor_name, _own_name,
                    strip_default_attrs)
        if add_shapes and op.outputs:
            _add_shapes(message.node[-1], op)
    message.versions.producer = PRODUCER
    for function in needed_functions(graph):
        message.library.function.append(function_def(function, strip_default_attrs))
        message.versions.min_consumer = MIN_CONSUMER
    return message


def needed_functions(graph):
    """Return the GraphFunctions that the nodes of a graph may call, through all levels, in order.

    Raises:
        KeyError: a function is missing from the library.
    """
    found = {}
    waiting = [ref.name for op in reversed(graph.operations) for ref in op.function_refs()]
    waiting[:0] = graph.kept_functions
    while waiting:
        name = waiting.pop()
        if name not in found:
            found[name] = function = graph.functions[name]
            waiting.extend(n for n in reversed(function.callee_names()) if n in function.library)
    return list(found.values())


def node_def(op, strip_default_attrs=False):
    """Return a node as a NodeDef."""
    message = messages.NodeDef()
    _write_node(message, op, op.name, summaries.tensor_name, _own_name, strip_default_attrs)
    return message


def _own_name(op):
    return op.name


def _write_node(message, op, name, tensor_name, control_name, strip):
    message.name = name
    message.op = op.type
    message.input.extend(tensor_name(tensor) for tensor in op.inputs)
    message.input.extend(sorted(f"^{control_name(other)}" for other in op.control_inputs))
    message.device = op.device or ""
    known = op.record.definition.attrs if op.record is not None else {}
    for key, value in op.attrs.items():
        attr = known.get(key)
        if attr is None:
            message.attr[key].CopyFrom(annotation(value))
        elif not (strip and attr.has_default and _same(value, attr.default)):
            dtype = op.attrs.get("dtype") if attr.item_kind == "tensor" else None
            message.attr[key].CopyFrom(attr_values.encode(attr.kind, value, dtype))


def _same(value, default):
    if isinstance(value, TensorShape) and isinstance(default, TensorShape):
        return value.rank == default.rank and str(value) == str(default)
    if isinstance(default, Vector):
        return value.dtype == default.array().dtype and value.tolist() == list(default.values)
    return type(value) is type(default) and value == default


def annotation(value):
    """Return a value without a definition as an AttrValue message."""
    if isinstance(value, messages.AttrValue):
        return value
    kinds = (
        (bool, "bool"), (int, "int"), (float, "float"), (bytes, "string"), (DType, "type"),
        (TensorShape, "shape"), (FunctionRef, "func"),
    )
    items = value if type(value) in (list, tuple) else (value,)
    for python_type, kind in kinds:
        if items and all(isinstance(item, python_type) for item in items):
            return attr_values.encode(f"list({kind})" if items is value else kind, value)
    if isinstance(value, str):
        return messages.AttrValue(s=value.encode())
    return attr_values.encode("list(int)", ()) if not items else attr_values.encode("tensor", value)


def _add_shapes(message, op):
    shapes = [tensor.shape for tensor in op.outputs]
    message.attr["_output_shapes"].CopyFrom(attr_values.encode("list(shape)", shapes))


def public_attr(op, name, value):
    """Return one attribute value (or an item of a list) as `Operation.get_attr` gives it."""
    if isinstance(value, messages.AttrValue):
        which = value.WhichOneof("value")
        if which == "list":
            return [item for _, items in value.list.ListFields() for item in items]
        return dtypes.as_dtype(value.type) if which == "type" else getattr(value, which)
    if isinstance(value, TensorShape):
        return attr_values.shape_to_proto(value)
    if isinstance(value, FunctionRef):
        return attr_values.encode("func", value).func
    if hasattr(value, "tobytes"):
        return attr_values.encode("tensor", value, op.attrs.get("dtype")).tensor
    return value


# --- functions --------------------------------------------------------------------------------


def function_def(function, strip_default_attrs=False):
    """Return a GraphFunction as a FunctionDef; one that came from a file comes out as it was."""
    message = messages.FunctionDef()
    if function.definition is not None:
        message.CopyFrom(function.definition)
        if strip_default_attrs:
            for node in message.node_def:
                _strip(node)
        return message
    graph = function.graph
    names = _FunctionNames(graph)
    signature = message.signature
    signature.name = function.name
    for tensor in graph.inputs:
        signature.input_arg.add(name=names.of_tensor(tensor),
                                type=tensor._dtype.as_datatype_enum)
    for name, tensor in zip(names.outputs, graph.outputs, strict=True):
        signature.output_arg.add(name=name, type=tensor._dtype.as_datatype_enum)
        message.ret[name] = names.of_tensor(tensor)
    for op in names.body:
        _write_node(message.node_def.add(), op, names.of_op(op), names.of_tensor, names.of_op,
                    strip_default_attrs)
    for op in graph.control_outputs:
        signature.control_output.append(op.name)
        message.control_ret[op.name] = names.of_op(op)
    signature.is_stateful = any(op.is_stateful for op in names.body)
    message.attr["_construction_context"].CopyFrom(_CONTEXT)
    for key, value in function.attrs.items():
        message.attr[key].CopyFrom(annotation(value))
    for i, tensor in enumerate(graph.inputs):
        _write_arg_attrs(message, i, tensor)
    return message


def _write_arg_attrs(message, index, tensor):
    attrs = message.arg_attr[index].attr
    for key, value in tensor.op.attrs.items():
        if key.startswith("_"):
            attrs[key].CopyFrom(annotation(value))
    if tensor._dtype is not dtypes.resource:
        attrs["_output_shapes"].CopyFrom(attr_values.encode("list(shape)", [tensor.shape]))


def _strip(node):
    if not exists(node.op):
        return
    known = find(node.op).definition.attrs
    for name, attr in known.items():
        if name in node.attr and attr.has_default:
            default = attr_values.encode(attr.kind, attr.default)
            if node.attr[name] == default:
                del node.attr[name]


class _FunctionNames:
    """The names that arguments, results and nodes get in a FunctionDef.

    They share one name space: results choose first, then arguments, then nodes.
    """

    def __init__(self, graph):
        self._used = {}
        self.outputs = [self._unique(_normal(tensor.op.name)) for tensor in graph.outputs]
        self._arguments = {
            id(tensor): self._unique(_normal(tensor.op.name)) for tensor in graph.inputs
        }
        given = {tensor.op for tensor in graph.inputs}
        self.body = [op for op in graph.operations if op not in given]
        self._nodes = {op: self._unique(op.name) for op in self.body}

    def _unique(self, name):
        if name not in self._used:
            self._used[name] = 0
            return name
        while True:
            candidate = f"{name}_{self._used[name]}"
            self._used[name] += 1
            if candidate not in self._used:
                self._used[candidate] = 0
                return candidate

    def of_op(self, op):
        return self._nodes[op]

    def of_tensor(self, tensor):
        argument = self._arguments.get(id(tensor))
        if argument is not None:
            return argument
        output, index = _output_argument(tensor)
        return f"{self._nodes[tensor.op]}:{output}:{index}"


def _output_argument(tensor):
    """Return the name of the output argument that a tensor belongs to, and its index in there."""
    op, position = tensor.op, tensor.value_index
    if op.record is None:
        for (output, index), known in op.__dict__.get("mentioned_outputs", {}).items():
            if known == position:
                return output, index
        raise ValueError(f"The outputs of '{op.name}' ({op.type}) are not known.")
    definition = op.record.definition
    for arg, size in zip(definition.outputs, arguments.counts(definition.outputs, op.attrs),
                         strict=True):
        length = 1 if size is None else size
        if position < length:
            return arg.name, position
        position -= length
    raise ValueError(f"'{op.name}' has no output {tensor.value_index}.")


def _normal(name):
    """Return a name as arguments have it: lower case, letters first, nothing but word characters.

    >>> _normal("1x"), _normal("Sum_1/input")
    ('x', 'sum_1_input')
    """
    name = re.sub(r"[^a-z0-9]", "_", name.lower())
    return name.lstrip("_0123456789") or "unknown"


# --- definitions ------------------------------------------------------------------------------


def op_def(op):
    """Return the definition of an Operation's op as an OpDef.

    Raises:
        LookupError: the op is not known here.
    """
    if op.record is None:
        raise LookupError(f"There is no definition of op {op.type} here.")
    return definition_message(op.record)


def definition_message(record):
    """Return the definition of an `Op` record as an OpDef message."""
    flags = record.definition.flags
    message = messages.OpDef(
        name=record.name, is_stateful="stateful" in flags,
        is_commutative="commutative" in flags, is_aggregate="aggregate" in flags,
        allows_uninitialized_input="allows_uninitialized_input" in flags,
        is_distributed_communication="distributed_communication" in flags,
    )
    for source, target in ((record.definition.inputs, message.input_arg),
                           (record.definition.outputs, message.output_arg)):
        for arg in source:
            target.add(
                name=arg.name, type=arg.type.as_datatype_enum if arg.type else 0,
                type_attr=arg.type_attr, number_attr=arg.number_attr,
                type_list_attr=arg.type_list_attr, is_ref=arg.is_ref,
            )
    for attr in record.definition.attrs.values():
        target = message.attr.add(name=attr.name, type=attr.kind)
        if attr.has_default:
            target.default_value.CopyFrom(attr_values.encode(attr.kind, attr.default))
        if attr.allowed:
            allowed = attr_values.encode(f"list({attr.item_kind})", attr.allowed)
            target.allowed_values.CopyFrom(allowed)
        if attr.minimum is not None:
            target.has_minimum, target.minimum = True, attr.minimum
    return message
