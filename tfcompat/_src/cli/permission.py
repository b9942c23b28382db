"""What `saved_model_cli run` will not let a model do unasked: reach files, run foreign code.

The rules are those of `tf.saved_model.load`, and its lists of ops; for graphs without objects, as
TensorFlow 1 wrote them, this module follows nodes instead of functions of objects.
Does not live here: `scan`, which only reports, and reports more.
"""

from tfcompat._src.base import errors
from tfcompat._src.graph.functions import function_names
from tfcompat._src.saved_model import safety
from tfcompat._src.v1 import meta_graphs

_HANDING_ON = frozenset(["Identity", "PlaceholderWithDefault"])


def check(found, key):
    """Refuse a signature that does what needs permission.

    Args:
        found: the MetaGraphDef.
        key: the key of the signature.

    Raises:
        PermissionDeniedError: it reaches files that do not belong to the model, or runs code
            outside of the graph.
    """
    nodes = {node.name: node for node in found.graph_def.node}
    library = {function.signature.name: function for function in found.graph_def.library.function}
    infos = found.signature_def[key].outputs.values()
    wanted = [info.name.partition(":")[0] for info in infos]
    wanted.append(meta_graphs.init_op_name(found) or "")
    reached = _reached(nodes, wanted)
    bad = [(node.op, f"node '{node.name}' of the graph") for node in reached
           if _needs_permission(node, nodes, found)]
    if found.HasField("object_graph_def"):
        # Functions of objects know which of their arguments are assets.
        safety.Check(found, {}).run(_functions_of_objects(found), ())
    else:
        bad += _in_functions(reached, library)
    if bad:
        lines = "\n".join(f"  {op} ({where})" for op, where in bad)
        raise errors.PermissionDeniedError(None, None, (
            "The signature reaches files which do not belong to the model, or runs code outside "
            f"of the graph:\n{lines}\nIf you trust the model, pass --allow_unsafe_ops."))


def _functions_of_objects(found):
    """The names of the functions that objects of the model refer to."""
    names = []
    for node in found.object_graph_def.nodes:
        names += node.function.concrete_functions
        names.append(node.bare_concrete_function.concrete_function_name)
    return [name for name in names if name]


def _reached(nodes, wanted):
    """The nodes that some nodes need, by name."""
    seen, waiting = {}, list(wanted)
    while waiting:
        name = waiting.pop()
        if name in nodes and name not in seen:
            seen[name] = nodes[name]
            waiting += [text.lstrip("^").partition(":")[0] for text in nodes[name].input]
    return list(seen.values())


def _needs_permission(node, nodes, found):
    if node.op in safety.READING:
        inputs = [text for text in node.input if not text.startswith("^")]
        place = safety.READING[node.op]
        return place >= len(inputs) or not _is_asset(inputs[place], nodes, found)
    return node.op in safety.REFUSED or safety._prints_to_file(node)


def _is_asset(tensor, nodes, found):
    """Whether a tensor of the graph is the path of one of the model's own files."""
    assets = {asset.tensor_info.name.partition(":")[0] for asset in found.asset_file_def}
    for collection in ("saved_model_assets", "asset_filepaths"):
        listed = found.collection_def[collection] if collection in found.collection_def else None
        if listed is not None:
            assets |= {name.partition(":")[0] for name in listed.node_list.value}
    name = tensor.partition(":")[0]
    while name not in assets and name in nodes and nodes[name].op in _HANDING_ON:
        name = nodes[name].input[0].partition(":")[0]
    return name in assets


def _in_functions(reached, library):
    waiting = [name for node in reached for name in (*function_names(node), node.op)]
    seen, bad = set(), []
    while waiting:
        name = waiting.pop()
        if name in seen or name not in library:
            continue
        seen.add(name)
        for node in library[name].node_def:
            if (node.op in safety.REFUSED or node.op in safety.READING
                    or safety._prints_to_file(node)):
                bad.append((node.op, f"node '{node.name}' of function {name}"))
            waiting += [*function_names(node), node.op]
    return bad
