"""Copying a part of a graph into another graph, cut off at given tensors.

What such a part is good for - functions pruned out of graphs - is in `wrapped`.
"""

from tfcompat._src.base import errors
from tfcompat._src.graph.graph import placeholder
from tfcompat._src.graph.operation import Operation

_PLACEHOLDERS = frozenset(["Placeholder", "PlaceholderV2"])


class UnliftableError(Exception):
    """Raised where a part of a graph needs a placeholder that is not given."""


class Lifted:
    """The twins of tensors and operations in the new graph.

    Attributes:
        tensors: {id of a tensor of the old graph: the one of the new graph}.
        operations: {operation of the old graph: the one of the new graph}.
    """

    def __init__(self):
        self.tensors = {}
        self.operations = {}

    def tensor(self, tensor):
        """Return the twin of a tensor."""
        return self.tensors[id(tensor)]


def lift(graph, sources, tensors, operations):
    """Copy what leads to some tensors and operations.

    Args:
        graph: the new graph, a FuncGraph.
        sources: tensors of the old graph that become placeholders; nothing before them is copied.
        tensors: the tensors wanted.
        operations: the operations wanted.

    Returns:
        A `Lifted`.

    Raises:
        UnliftableError: a placeholder is needed that is not among the sources.
        InvalidArgumentError: a tensor is given twice.
    """
    lifted = Lifted()
    given = {}
    for tensor in sources:
        if id(tensor) in given:
            raise errors.InvalidArgumentError(
                None, None, f"TF_Output {tensor.name} appears more than once in the input list"
            )
        given[id(tensor)] = tensor
    needed = _needed(given, tensors, operations)
    for tensor in sources:
        lifted.tensors[id(tensor)] = _stand_in(graph, tensor)
    for op in needed:
        _copy(graph, op, lifted)
    for op in needed:
        controls = [lifted.operations[other] for other in op.control_inputs
                    if other in lifted.operations]
        inputs = [lifted.tensor(tensor) for tensor in op.inputs]
        lifted.operations[op].connect(inputs, controls)
    return lifted


def _stand_in(graph, tensor):
    twin = placeholder(graph, tensor.dtype.base_dtype, tensor.shape, tensor.op.name)
    twin.handle_data = tensor.handle_data
    return twin


def _copy(graph, op, lifted):
    name = op.name if op.name not in graph._by_name else graph.unique_name(op.name)
    twin = Operation(graph, name, op.type, op.record, dict(op.attrs), op.device)
    twin.stack = op.stack
    twin._state = op._state
    for i, tensor in enumerate(op.outputs):
        other = twin.output(i)
        other._shape, other._handle_data = tensor._shape, tensor._handle_data
        lifted.tensors.setdefault(id(tensor), other)
    if op.record is not None and op.record.state is not None:
        twin._state = op.kept_state()
    graph.add(twin)
    lifted.operations[op] = twin


def _needed(given, tensors, operations):
    """The operations to copy, in the order in which they were made."""
    parents, waiting = {}, []
    for tensor in tensors:
        if id(tensor) not in given:
            parents.setdefault(tensor.op, None)
            waiting.append(tensor.op)
    for op in operations:
        parents.setdefault(op, None)
        waiting.append(op)
    while waiting:
        op = waiting.pop()
        if op.type in _PLACEHOLDERS:
            if any(id(output) in given for output in op.outputs):
                continue
            raise _unliftable(op, parents, tensors, operations)
        before = [tensor.op for tensor in op.inputs if id(tensor) not in given]
        before += [other for other in op.control_inputs if not _is_given(other, given)]
        for other in before:
            if other not in parents:
                parents[other] = op
                waiting.append(other)
    wanted = (op for op in parents if op.type not in _PLACEHOLDERS)
    return sorted(wanted, key=lambda op: op.index)


def _is_given(op, given):
    return bool(op.outputs) and all(id(tensor) in given for tensor in op.outputs)


def _unliftable(placeholder_op, parents, tensors, operations):
    """The error for a placeholder that is not given, with one way that leads there."""
    path, op = [], placeholder_op
    while op is not None:
        path.append(op)
        op = parents[op]
    last = path[-1]
    wanted = next((t for t in tensors if t.op is last), None)
    if wanted is None:
        wanted = next((op for op in operations if op is last), last)
    shown = " <- ".join(f"{op.name} ({op.type})" for op in reversed(path))
    return UnliftableError(
        f"Unable to lift tensor {wanted!r} because it depends transitively on placeholder "
        f"{placeholder_op!r} via at least one path, e.g.: {shown}"
    )
