"""One NodeDef: its attributes checked against the definition, and its input references.

Putting nodes together to graphs is in `import_def`.
"""

from tfcompat._src.base import errors
from tfcompat._src.registry.definition import type_name as cpp_name
from tfcompat._src.graph import arguments
from tfcompat._src.registry import find
from tfcompat._src.registry.attr_values import decode
from tfcompat._src.registry.attributes import FunctionRef


_FIELDS = {
    "string": "s", "int": "i", "float": "f", "bool": "b", "type": "type", "shape": "shape",
    "tensor": "tensor", "func": "func",
}


def producer_defaults(op_list):
    """Return {(op, attribute): default AttrValue} of an OpList message, {} for None."""
    if op_list is None:
        return {}
    return {
        (op.name, attr.name): attr.default_value
        for op in op_list.op for attr in op.attr if attr.HasField("default_value")
    }


def attributes(node, record, where, defaults):
    """Return the canonical attributes of a NodeDef; annotations stay AttrValue messages.

    Raises:
        ValueError: an attribute is missing, wrong or not part of our definition.
    """
    given, notes = {}, {}
    known = record.definition.attrs
    for name, value in node.attr.items():
        if name in known:
            if value.WhichOneof("value") == "placeholder":
                raise ValueError(
                    f"Attribute '{name}' of node '{node.name}' in {where} depends on the "
                    "function's attributes; such function templates are not supported."
                )
            _check_kind(node, known[name], value, where)
            given[name] = decode(value)
        elif name.startswith("_"):
            notes[name] = value
        elif (node.op, name) not in defaults or defaults[node.op, name] != value:
            raise ValueError(
                f"NodeDef mentions attr '{name}' not in {record.name}'s definition; node "
                f"'{node.name}' in {where}. (Check whether your GraphDef-interpreting binary is "
                "up to date with your GraphDef-generating binary.)"
            )
    try:
        bound = record.bind(given)
    except (TypeError, ValueError, errors.OpError) as error:
        raise ValueError(f"Node '{node.name}' ({node.op}) in {where}: {error}") from error
    bound.update(notes)
    return bound


def _check_kind(node, attr, value, where):
    """Raise ValueError where an AttrValue holds another kind of value than the definition says."""
    which = value.WhichOneof("value")
    if attr.is_list and which == "list":
        held = [field.name for field, _ in value.list.ListFields()]
        fits = not held or held == [_FIELDS[attr.item_kind]]
    else:
        held = which
        fits = which is None or (not attr.is_list and which == _FIELDS[attr.kind])
    if not fits:
        raise ValueError(
            f"Attribute '{attr.name}' of node '{node.name}' ({node.op}) in {where} has a value of "
            f"another kind ({held}) than '{attr.kind}'."
        )


def legacy_call(node, function):
    """Return record and attributes for a node that names a function as its op."""
    stateful = function.definition.signature.is_stateful
    record = find("StatefulPartitionedCall" if stateful else "PartitionedCall")
    attrs = record.bind({
        "Tin": function.input_dtypes, "Tout": function.output_dtypes,
        "f": FunctionRef(function.name, tuple(sorted(node.attr.items()))),
    })
    return record, attrs


def graph_reference(text):
    """Parse a GraphDef's "node" or "node:2": the node and how to find the output's index."""
    name, _, index = text.partition(":")
    number = int(index) if index.isdigit() else (None if index else 0)
    return name, lambda op: number


def function_reference(importer, text):
    """Parse a FunctionDef's "arg" or "node:output_arg:index"."""
    if text in importer.arguments:
        return text, lambda op: 0
    name, _, rest = text.partition(":")
    output, _, index = rest.partition(":")
    number = int(index) if index.isdigit() else (None if index else 0)

    def position(op):
        if name in importer.arguments:
            return 0 if rest == "0" else None
        if number is None or not output:
            return None
        return output_position(op, output, number, importer.called.get(name))

    return name, position


def output_position(op, output, index, signature=None):
    """Return the flat index of tensor `index` of output argument `output`, or None."""
    if signature is not None:
        names = [arg.name for arg in signature.output_arg]
        return names.index(output) if output in names and not index else None
    if op.record is None:
        return _invented_position(op, output, index)
    return arguments.locate(op.record.definition.outputs, op.attrs, output, index)


def _invented_position(op, output, index):
    """Outputs of an unknown op get flat positions in the order in which they are mentioned."""
    known = op.__dict__.setdefault("mentioned_outputs", {})
    return known.setdefault((output, index), len(known))


def check_inputs(op, inputs, where):
    """Raise ValueError unless number and dtypes of `inputs` are what the op's definition wants."""
    if op.record is None:
        return
    wanted = arguments.types(op.record.definition.inputs, op.attrs)
    if len(wanted) != len(inputs):
        shown = ", ".join(cpp_name(dtype) for dtype, _ in wanted)
        raise ValueError(
            f"NodeDef expected inputs '{shown}' do not match {len(inputs)} inputs specified; node "
            f"'{op.name}' ({op.type}) in {where}."
        )
    for i, ((dtype, is_ref), tensor) in enumerate(zip(wanted, inputs, strict=True)):
        if tensor._dtype is None:
            continue
        if tensor._dtype is not dtype or (is_ref and not tensor.is_ref):
            expected = cpp_name(dtype) + ("_ref" if is_ref else "")
            passed = cpp_name(tensor._dtype) + ("_ref" if tensor.is_ref else "")
            raise ValueError(
                f"Input {i} of node {op.name} was passed {passed} from {tensor.name} incompatible "
                f"with expected {expected}; in {where}."
            )
