"""`tf.cond` and `tf.switch_case`: If and Case nodes of traced branches.

Run eagerly, only the branch that is taken is called. What branches and loops share is in
`branch_graphs`; the gradients are in the grad room.
"""

from tfcompat._src.base import nest
from tfcompat._src.base.specs import TypeSpec, type_spec_from_value
from tfcompat._src.core import context, dispatch, raw
from tfcompat._src.core.convert import convert_to_tensor
from tfcompat._src.core.indexed_slices import IndexedSlices
from tfcompat._src.core.tensor import EagerTensor
from tfcompat._src.graph import branch_graphs
from tfcompat._src.graph.branch_graphs import BranchGraph
from tfcompat._src.graph.func_graph import current_graph
from tfcompat._src.registry import find


def cond(pred, true_fn, false_fn, name=None):
    """Call one of two functions, as a condition says; see `tf.cond`.

    Args:
        pred: a boolean scalar.
        true_fn, false_fn: functions without arguments that return the same structure.
        name: a name for the node.

    Returns:
        What the function that is called returns.

    Raises:
        TypeError: in a graph: `pred` is a Python bool, or the structures or dtypes differ.
        ValueError: a function uses a tensor of the other.
    """
    if context.executing_eagerly():
        taken = true_fn if convert_to_tensor(pred)._array else false_fn
        return taken()
    if isinstance(pred, bool):
        raise TypeError("pred must not be a Python bool", pred)
    graph = current_graph()
    with graph.name_scope(name or "cond") as scope:
        labels = [branch_graphs.unique_name(scope, label) for label in ("true", "false")]
        pred = branch_graphs.as_predicate(convert_to_tensor(pred))
        branches = [
            branch_graphs.trace(BranchGraph(label, graph), function, (), pred)
            for label, function in zip(labels, (true_fn, false_fn), strict=True)
        ]
        return build(_COND, pred, branches, scope)


def indexed_case(branch_index, branch_fns, name=None):
    """Call one of several functions by number, as a Case node; the last if there is none such.

    Args:
        branch_index: an int32 scalar tensor.
        branch_fns: functions without arguments that return the same structure.
        name: a name for the node.

    Returns:
        What the function that is called returns.

    Raises:
        TypeError: `branch_index` is a Python int, or the structures or dtypes differ.
        ValueError: a function uses a tensor of another.
    """
    if isinstance(branch_index, int):
        raise TypeError("branch_index must not be a Python int", branch_index)
    graph = current_graph()
    with graph.name_scope(name or "indexed_case") as scope:
        labels = [branch_graphs.unique_name(scope, f"branch{i}") for i in range(len(branch_fns))]
        branch_index = convert_to_tensor(branch_index, name="branch_index")
        branches = [
            branch_graphs.trace(BranchGraph(label, graph), function, (), branch_index)
            for label, function in zip(labels, branch_fns, strict=True)
        ]
        return build(_CASE, branch_index, branches, scope)


_COND, _CASE = "cond", "switch_case"


def build(kind, selector, branches, scope):
    """Append the node that calls one of some traced branches.

    Args:
        kind: "cond" or "switch_case".
        selector: the condition, or the number.
        branches: the BranchGraphs.
        scope: the name of the node, ending in a slash.

    Returns:
        The structure that the branches return, with the node's results.
    """
    _check_captures(kind, branches)
    _match_indices(kind, branches)
    _check_outputs(kind, branches)
    inputs = match_inputs(branches)
    outputs = branch_graphs.called(
        lambda tensors: call(kind, tensors[0], branches, tensors[1:], scope), [selector, *inputs])
    # An Identity per result keeps what depends on one result apart from the others.
    outputs = [raw.Identity(tensor) for tensor in outputs]
    structures = [branch.structured_outputs for branch in branches]
    specs = structures[0]
    for structure in structures[1:]:
        specs = nest.map_structure(_common_spec, specs, structure)
    return _packed(specs, structures[0], outputs)


def call(kind, selector, branches, inputs, name):
    """Append an If or Case node for branches that take the same inputs; return its outputs."""
    stateful = branch_graphs.is_stateful(branches)
    refs, functions = zip(*(branch_graphs.make_function(branch) for branch in branches))
    attrs = {
        "Tout": [tensor.dtype.base_dtype for tensor in branches[0].outputs],
        "output_shapes": output_shapes(branches),
        **branch_graphs.annotations(branches, first=1),
    }
    graph = current_graph()
    for function in functions:
        graph.add_function(function)
    if kind == _COND:
        attrs.update(then_branch=refs[0], else_branch=refs[1])
        record = find("If" if stateful else "StatelessIf")
    else:
        attrs["branches"] = refs
        record = find("Case" if stateful else "StatelessCase")
    outputs = dispatch.call(record, [selector, list(inputs)], attrs, name)
    for i, tensor in enumerate(outputs):
        handles = [branch.outputs[i].handle_data for branch in branches]
        tensor.handle_data = common_handle(handles)
    return outputs


def output_shapes(branches):
    """Return the shapes that hold whichever branch is taken."""
    shapes = []
    for tensors in zip(*(branch.outputs for branch in branches), strict=True):
        shape = tensors[0].shape
        for other in tensors[1:]:
            shape = shape.most_specific_compatible_shape(other.shape)
        shapes.append(shape)
    return shapes


def common_handle(handles):
    """Return what handles of several branches have in common, None where they differ."""
    if any(handle is None for handle in handles):
        return None
    dtype, shape = handles[0]
    for other_dtype, other_shape in handles[1:]:
        if other_dtype != dtype:
            return None
        shape = shape.most_specific_compatible_shape(other_shape)
    return dtype, shape


def match_inputs(branches):
    """Give all branches one argument per tensor that any of them captures.

    Returns:
        The captured tensors, in the order of the arguments.
    """
    captured = {}
    for branch in branches:
        captured.update((id(tensor), tensor) for tensor in branch.external_captures)
    wanted = list(captured.values())
    for branch in branches:
        own = {id(external): internal for external, internal in branch.captures}
        branch.inputs = []
        branch.forget_captures()
        for tensor in wanted:
            internal = own.get(id(tensor))
            if internal is None:
                internal = branch.add_unused(tensor)
            branch.inputs.append(internal)
            branch.replace_capture(tensor, internal)
    return wanted


def _packed(specs, first, outputs):
    """Pack flat results like the first branch's; None and TensorArrays have their place."""
    left = iter(outputs)
    flat = [
        None if leaf is None
        else leaf.with_flow(next(left)) if branch_graphs.is_tensor_array(leaf)
        else next(left)
        for leaf in nest.flatten(first, expand_composites=True)
    ]
    plain = [
        spec if isinstance(spec, TypeSpec) and spec._expands else None
        for spec in nest.flatten(specs)
    ]
    return nest.pack_sequence_as(
        nest.pack_sequence_as(first, plain), flat, expand_composites=True)


def _common_spec(first, second):
    """The spec of what either branch may return, for one leaf."""
    if first is None or branch_graphs.is_tensor_array(first):
        return first
    specs = [
        value if isinstance(value, TypeSpec) else type_spec_from_value(value)
        for value in (first, second)
    ]
    specs = [spec._without_tensor_names() for spec in specs]
    common = specs[0].most_specific_common_supertype(specs[1:])
    if common is None:
        raise TypeError(f"No common supertype of {specs[0]} and {specs[1]}.")
    return common


# --- checks -----------------------------------------------------------------------------------


def _check_captures(kind, branches):
    """Raise ValueError where a branch uses a tensor of another."""
    if kind == _COND:
        names = ["true_fn", "false_fn"]
    else:
        names = [f"branch {i}" for i in range(len(branches))]
    for branch, name in zip(branches, names, strict=True):
        for tensor in branch.external_captures:
            if isinstance(tensor, EagerTensor):
                continue
            for other, other_name in zip(branches, names, strict=True):
                if tensor.graph is other:
                    raise ValueError(
                        f"Tensor {tensor.name} in {other_name} is accessed from {name}."
                    )


def _check_outputs(kind, branches):
    """Raise TypeError where branches return different structures or dtypes."""
    first = branches[0]

    def refuse(number, detail):
        names = (("true_fn", "false_fn") if kind == _COND
                 else ("branches[0]", f"branches[{number}]"))
        raise TypeError(
            f"{names[0]} and {names[1]} arguments to tf.{kind} must have the same number, type, "
            "and overall structure of return values.\n\n"
            f"{names[0]} output: {first.structured_outputs}\n"
            f"{names[1]} output: {branches[number].structured_outputs}\n\n"
            f"Error details:\n{detail}"
        ) from None

    for i, other in enumerate(branches[1:], 1):
        try:
            nest.assert_same_structure(
                first.structured_outputs, other.structured_outputs, expand_composites=True)
        except (TypeError, ValueError) as error:
            refuse(i, str(error))
        if len(first.outputs) != len(other.outputs):
            raise ValueError(
                f"Lengths of branch outputs of {'cond' if kind == _COND else 'case'} must match.\n"
                f"len(graphs[0].outputs): {len(first.outputs)}\n"
                f"len(graphs[{i}].outputs): {len(other.outputs)}\n"
            )
        for a, b in zip(first.outputs, other.outputs, strict=True):
            if a.dtype != b.dtype:
                refuse(i, f"{a} and {b} have different types")


def _match_indices(kind, branches):
    """Cast the indices of IndexedSlices to int64 where branches have different ones."""
    structures = [nest.flatten(branch.structured_outputs) for branch in branches]
    counts = [len(structure) for structure in structures]
    if len(set(counts)) > 1:
        raise AssertionError(counts)  # all that TensorFlow says
    if not any(isinstance(leaf, IndexedSlices) for leaf in structures[0]):
        return
    position = 0
    for leaves in zip(*structures):
        if isinstance(leaves[0], IndexedSlices):
            _match_index(kind, branches, position + 1)
        position += len(branch_graphs.flat_tensors(leaves[0]))


def _match_index(kind, branches, index):
    found = {branch.outputs[index].dtype for branch in branches}
    if len(found) > 1:
        for branch in branches:
            with branch.as_default():
                branch.outputs[index] = raw.Cast(branch.outputs[index], DstT="int64")
