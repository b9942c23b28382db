"""`saved_model_cli show`: tag sets, signatures, ops and functions, in TensorFlow's words.

Does not live here: how the arguments of functions are shown, which is in `functions`.
"""

import json

from tfcompat._src.cli import functions, models
from tfcompat._src.wire import messages


def run(values, words):
    """Show what the flags ask for."""
    directory, tag_set = values["dir"], values["tag_set"]
    if values["json"]:
        return _show_json(values)
    if values["all"]:
        return _show_all(directory)
    if tag_set is None:
        if values["list_ops"]:
            print("--list_ops must be paired with a tag-set or with --all.")
        return _show_tag_sets(directory)
    if values["list_ops"]:
        _show_ops(models.meta_graph(directory, tag_set))
    if values["signature_def"] is None:
        _show_keys(models.meta_graph(directory, tag_set, may_be_untagged=True))
    else:
        _show_signature(models.meta_graph(directory, tag_set), values["signature_def"], indent=0)
    return 0


def _show_tag_sets(directory):
    found = sorted(models.tags(one) for one in models.read(directory).meta_graphs)
    print("The given SavedModel contains the following tag-sets:")
    for tags in found:
        print(repr(", ".join(sorted(tags))))


def _show_ops(found):
    print(f"The MetaGraph with tag set {models.tags(found)} contains the following ops:",
          models.ops_used(found.graph_def))


def _show_keys(found):
    print("The given SavedModel MetaGraphDef contains SignatureDefs with the following keys:")
    for key in sorted(found.signature_def):
        print(f'SignatureDef key: "{key}"')


def _show_signature(found, key, indent):
    definition = models.signature(found, key)
    pad = "  " * indent
    for kind, infos in (("input", definition.inputs), ("output", definition.outputs)):
        print(f"{pad}The given SavedModel SignatureDef contains the following {kind}(s):")
        for name, info in sorted(infos.items(), key=lambda item: item[0]):
            print(f"{pad}  {kind}s['{name}'] tensor_info:")
            print(f"{pad}      dtype: {_dtype(info)}")
            print(f"{pad}      shape: {_shape(info)}")
            print(f"{pad}      name: {info.name}")
    print(f"{pad}Method name is: {definition.method_name}")


def _dtype(info):
    return messages.DataType.Name(info.dtype)


def _shape(info):
    if info.tensor_shape.unknown_rank:
        return "unknown_rank"
    return f"({', '.join(str(dim.size) for dim in info.tensor_shape.dim)})"


def _show_all(directory):
    saved_model = models.read(directory)
    for found in sorted(saved_model.meta_graphs, key=models.tags):
        print(f"\nMetaGraphDef with tag-set: '{', '.join(models.tags(found))}' "
              "contains the following SignatureDefs:")
        for key in sorted(found.signature_def):
            print(f"\nsignature_def['{key}']:")
            _show_signature(found, key, indent=1)
        _show_ops(found)
    if any(found.HasField("object_graph_def") for found in saved_model.meta_graphs):
        functions.show(saved_model)


# --- as JSON ------------------------------------------------------------------------------------


def _show_json(values):
    directory, tag_set, key = values["dir"], values["tag_set"], values["signature_def"]
    if tag_set is None:
        found = models.read(directory).meta_graphs
    else:
        found = [models.meta_graph(directory, tag_set)]
    shown = []
    for one in found:
        keys = sorted(one.signature_def) if key is None else [key]
        item = {"tags": models.tags(one),
                "signatures": {k: signature_facts(models.signature(one, k)) for k in keys}}
        if values["all"] or values["list_ops"]:
            item["ops"] = sorted(models.ops_used(one.graph_def))
        if values["all"] and one.HasField("object_graph_def"):
            item["functions"] = functions.facts(one)
        shown.append(item)
    print(json.dumps({"meta_graphs": shown}, indent=2))
    return 0


def signature_facts(definition):
    """Return a SignatureDef as plain dicts."""
    return {
        "method_name": definition.method_name,
        "inputs": {name: _facts(info) for name, info in sorted(definition.inputs.items())},
        "outputs": {name: _facts(info) for name, info in sorted(definition.outputs.items())},
    }


def _facts(info):
    shape = None
    if not info.tensor_shape.unknown_rank:
        shape = [dim.size for dim in info.tensor_shape.dim]
    return {"dtype": _dtype(info), "shape": shape, "name": info.name}
