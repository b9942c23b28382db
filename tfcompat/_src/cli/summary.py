"""`saved_model_cli summary`: one page about a model.

What is collected here is also what `diff` compares.
"""

import collections
import json
import os

from tfcompat._src.cli import functions, models, terminal
from tfcompat._src.cli.show import signature_facts

_HASHES = ("saved_model_checksum", "graph_def_program_hash", "signature_def_hash",
           "saved_object_graph_hash", "checkpoint_hash")


def run(values, words):
    """Print the page."""
    facts = collect(values["dir"])
    if values["json"]:
        print(json.dumps(facts, indent=2))
    else:
        _print(facts)


def collect(directory):
    """Return what is worth knowing about a SavedModel, as plain values.

    Raises:
        OSError: there is none, or it cannot be parsed.
    """
    saved_model = models.read(directory)
    return {
        "directory": directory,
        "meta_graphs": [_meta_graph(found) for found in saved_model.meta_graphs],
        "variables": variables(directory),
        "assets": _files(os.path.join(directory, "assets")),
        "fingerprint": _fingerprint(directory),
    }


def _meta_graph(found):
    info, library = found.meta_info_def, found.graph_def.library.function
    own = {function.signature.name for function in library}
    ops = collections.Counter(node.op for node in found.graph_def.node)
    for function in library:
        ops.update(node.op for node in function.node_def)
    return {
        "tags": list(info.tags),
        "tensorflow_version": info.tensorflow_version,
        "producer": found.graph_def.versions.producer,
        "signatures": {
            key: signature_facts(found.signature_def[key]) for key in sorted(found.signature_def)},
        "functions": functions.facts(found) if found.HasField("object_graph_def") else None,
        "library": len(library),
        "objects": len(found.object_graph_def.nodes),
        "nodes": len(found.graph_def.node),
        "ops": {op: count for op, count in sorted(ops.items()) if op not in own},
    }


def variables(directory):
    """Return {key: {"dtype", "shape", "bytes"}} of the checkpoint, or None where there is none."""
    from tfcompat._src.base import dtypes, errors
    from tfcompat._src.wire.open_checkpoint import open_checkpoint

    try:
        reader = open_checkpoint(os.path.join(directory, "variables", "variables"))
    except errors.NotFoundError:
        return None
    found = {}
    with reader:
        for key in reader.keys():
            dtype, shape = reader.dtype(key), reader.shape(key)
            size = None if dtype == dtypes.string else shape.num_elements() * dtype.size
            found[key] = {"dtype": dtype.name, "shape": shape.as_list(), "bytes": size}
    return found


def _files(directory):
    if not os.path.isdir(directory):
        return {}
    return {
        os.path.relpath(os.path.join(folder, name), directory):
            os.path.getsize(os.path.join(folder, name))
        for folder, _, names in sorted(os.walk(directory)) for name in sorted(names)
    }


def _fingerprint(directory):
    path = os.path.join(directory, "fingerprint.pb")
    if not os.path.exists(path):
        return None
    from tfcompat._src.wire import messages

    with open(path, "rb") as file:
        proto = messages.parse(messages.FingerprintDef, file.read(), path)
    return {name: getattr(proto, name) for name in _HASHES} | {"uuid": proto.uuid}


# --- the page -----------------------------------------------------------------------------------


def _print(facts):
    print(f"SavedModel at {facts['directory']}")
    for found in facts["meta_graphs"]:
        print(f"\nMetaGraph {found['tags']}: {found['nodes']} nodes, {found['library']} functions "
              f"in the library, {found['objects']} objects; written by TensorFlow "
              f"{found['tensorflow_version'] or '(unknown)'}, producer {found['producer']}")
        _print_signatures(found["signatures"])
        if found["functions"]:
            print("\nFunctions")
            terminal.print_table(("name", "traces"), [
                (name, len(traces)) for name, traces in found["functions"].items()])
        print("\nOps")
        counts = sorted(found["ops"].items(), key=lambda item: (-item[1], item[0]))
        terminal.print_table(("op", "count"), counts)
    _print_variables(facts["variables"])
    if facts["assets"]:
        print("\nAssets")
        terminal.print_table(("file", "size"), [
            (name, terminal.size(size)) for name, size in facts["assets"].items()])
    print("\nFingerprint")
    if facts["fingerprint"] is None:
        print("none")
    else:
        terminal.print_table(("hash", "value"), list(facts["fingerprint"].items()))


def _print_signatures(signatures):
    rows = [
        (key, kind, name, info["dtype"].removeprefix("DT_").lower(), _shape(info["shape"]))
        for key, facts in signatures.items()
        for kind, infos in (("in", facts["inputs"]), ("out", facts["outputs"]))
        for name, info in infos.items()
    ]
    if rows:
        print("\nSignatures")
        terminal.print_table(("signature", "", "name", "dtype", "shape"), rows)


def _print_variables(found):
    print("\nVariables")
    if not found:
        print("none")
        return
    rows = [(key, facts["dtype"], _shape(facts["shape"]),
             "" if facts["bytes"] is None else terminal.size(facts["bytes"]))
            for key, facts in found.items()]
    terminal.print_table(("key", "dtype", "shape", "size"), rows)
    total = sum(facts["bytes"] or 0 for facts in found.values())
    print(f"{len(found)} values, {terminal.size(total)}")


def _shape(sizes):
    if sizes is None:
        return "?"
    return f"[{', '.join('?' if size in (None, -1) else str(size) for size in sizes)}]"
