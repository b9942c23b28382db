"""`saved_model_cli freeze_model`: a signature as a graph without variables, in TensorFlow's files.

It writes `frozen_graph.pb` and `config.pbtxt`, which says what is fed and fetched. How a graph is
frozen is in `frozen`.
"""

import os

from tfcompat._src.base import errors
from tfcompat._src.cli import frozen, models


def run(values, words):
    """Freeze a signature."""
    found = models.meta_graph(values["dir"], values["tag_set"])
    key, directory = values["signature_def_key"], values["output_prefix"]
    if values["variables_to_feed"] or values["checkpoint_path"]:
        raise errors.UnsupportedError(
            "--variables_to_feed and --checkpoint_path need TensorFlow; without them every "
            "variable becomes a constant with the value it has in the SavedModel.")
    graph_def, fed, fetched = frozen.freeze(values["dir"], found, key)
    os.makedirs(directory, exist_ok=True)
    graph_path = os.path.join(directory, "frozen_graph.pb")
    config_path = os.path.join(directory, "config.pbtxt")
    with open(graph_path, "wb") as file:
        file.write(graph_def.SerializeToString(deterministic=True))
    with open(config_path, "w", encoding="utf-8") as file:
        file.write(config_text(found.signature_def[key], fed, fetched))
    print(f"Writing graph def to: {graph_path}")
    print(f"Writing config_pbtxt to: {config_path}")


def config_text(definition, fed, fetched):
    """Return the description of feeds and fetches in the form that tfcompile reads."""
    lines = []
    for kind, infos, names in (("feed", definition.inputs, fed),
                               ("fetch", definition.outputs, fetched)):
        for key in sorted(names):
            node, _, index = names[key].partition(":")
            lines += [f"{kind} {{", "  id {", f'    node_name: "{node}"']
            if index not in ("", "0"):
                lines.append(f"    output_index: {index}")
            lines.append("  }")
            shape = infos[key].tensor_shape
            text = [f'  name: "{kind}_{key}"']
            shape_lines = ["  shape {"]
            for dim in shape.dim:
                shape_lines += ["    dim {", f"      size: {dim.size}", "    }"]
            shape_lines += ["    unknown_rank: true"] if shape.unknown_rank else []
            shape_lines.append("  }")
            lines += [*shape_lines, *text] if kind == "feed" else [*text, *shape_lines]
            lines += [f"  type: {_dtype(infos[key])}", "}"]
    return "\n".join(lines) + "\n"


def _dtype(info):
    from tfcompat._src.wire import messages

    return messages.DataType.Name(info.dtype)
