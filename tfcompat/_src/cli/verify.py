"""`saved_model_cli verify`: checksums, references and the fingerprint of a model.

Exit status 0 where everything is well, 3 where something is not.
"""

import json
import os

from tfcompat._src.base import errors
from tfcompat._src.cli import models, terminal
from tfcompat._src.wire import fingerprint, messages
from tfcompat._src.wire.open_checkpoint import open_checkpoint

UNWELL = 3


def run(values, words):
    """Check a model, and print each check."""
    checks = check(values["dir"])
    if values["json"]:
        print(json.dumps({"checks": [
            {"what": what, "ok": problem is None, "problem": problem} for what, problem in checks
        ]}, indent=2))
    else:
        for what, problem in checks:
            print(f"{'ok     ' if problem is None else 'PROBLEM'}  {what}"
                  + ("" if problem is None else f": {problem}"))
    return UNWELL if any(problem is not None for _, problem in checks) else 0


def check(directory):
    """Return [(what was checked, None or what is wrong)] for a SavedModel.

    Raises:
        OSError: there is no SavedModel.
    """
    try:
        saved_model = models.read(directory)
    except OSError as error:
        if "does not exist" in str(error):
            raise
        return [("the SavedModel message", str(error))]
    checks = [("the SavedModel message", None)]
    for found in saved_model.meta_graphs:
        where = f"MetaGraph {models.tags(found)}"
        for what, problems in (
                ("signatures", signature_problems(found)), ("calls", call_problems(found)),
                ("objects", object_problems(found)),
                ("assets", asset_problems(found, directory))):
            checks += _rows(f"{what} of {where}", problems)
    checks += _checkpoint(directory, saved_model)
    checks += _fingerprint(directory, saved_model)
    return checks


def _rows(what, problems):
    return [(what, problem) for problem in problems] or [(what, None)]


def signature_problems(found):
    """Yield what the signatures refer to and the graph does not have."""
    nodes = {node.name for node in found.graph_def.node}
    for key, definition in sorted(found.signature_def.items()):
        for kind, infos in (("input", definition.inputs), ("output", definition.outputs)):
            for name, info in sorted(infos.items()):
                for tensor in _tensor_names(info):
                    if tensor.partition(":")[0] not in nodes:
                        yield (f"{kind} '{name}' of signature '{key}' names {tensor!r}, which is "
                               "not in the graph")


def _tensor_names(info):
    encoding = info.WhichOneof("encoding")
    if encoding == "coo_sparse":
        sparse = info.coo_sparse
        return [sparse.values_tensor_name, sparse.indices_tensor_name,
                sparse.dense_shape_tensor_name]
    if encoding == "composite_tensor":
        return [name for part in info.composite_tensor.components for name in _tensor_names(part)]
    return [info.name]


def call_problems(found):
    """Yield inputs that no node makes and functions that the library lacks."""
    library = {function.signature.name for function in found.graph_def.library.function}
    nodes = {node.name for node in found.graph_def.node}
    for node in found.graph_def.node:
        for text in node.input:
            if text.lstrip("^").partition(":")[0] not in nodes:
                yield f"node '{node.name}' takes {text!r}, which is not in the graph"
    places = [("the graph", found.graph_def.node)]
    places += [(f"function '{function.signature.name}'", function.node_def)
               for function in found.graph_def.library.function]
    for where, inside in places:
        for node in inside:
            for value in node.attr.values():
                for name in [value.func.name, *(ref.name for ref in value.list.func)]:
                    if name and name not in library:
                        yield f"node '{node.name}' in {where} calls '{name}', which is not there"


def object_problems(found):
    """Yield references between objects, and to functions, that lead nowhere."""
    objects = found.object_graph_def
    count, known = len(objects.nodes), objects.concrete_functions
    library = {function.signature.name for function in found.graph_def.library.function}
    for number, node in enumerate(objects.nodes):
        ids = [child.node_id for child in [*node.children, *node.dependencies]]
        for slot in node.slot_variables:
            ids += [slot.original_variable_node_id, slot.slot_variable_node_id]
        for other in ids:
            if not 0 <= other < count:
                yield f"object {number} refers to object {other}, and there are {count}"
        names = list(node.function.concrete_functions)
        if node.WhichOneof("kind") == "bare_concrete_function":
            names.append(node.bare_concrete_function.concrete_function_name)
        for name in names:
            if name not in known or name not in library:
                yield f"object {number} refers to the function '{name}', which is not there"
    for name, concrete in sorted(known.items()):
        for other in concrete.bound_inputs:
            if not 0 <= other < count:
                yield f"function '{name}' captures object {other}, and there are {count}"


def asset_problems(found, directory):
    """Yield files of the model that are missing."""
    for asset in found.asset_file_def:
        path = os.path.join(directory, "assets", asset.filename)
        if not os.path.exists(path):
            yield f"{path} is missing"


def _checkpoint(directory, saved_model):
    what = "the checkpoint"
    needs = any(
        node.WhichOneof("kind") == "variable" for found in saved_model.meta_graphs
        for node in found.object_graph_def.nodes)
    try:
        reader = open_checkpoint(os.path.join(directory, "variables", "variables"))
    except errors.NotFoundError:
        return [(what, "the model has variables and no checkpoint")] if needs else []
    except errors.OpError as error:
        return [(what, error.message)]
    problems = []
    with reader:
        keys = list(reader.keys())
        for key in terminal.progress(keys, "checking checksums"):
            try:
                reader.read(key)
            except errors.OpError as error:
                problems.append(f"{key}: {error.message}")
    return _rows(f"{what}: checksums of {len(keys)} values", problems)


def _fingerprint(directory, saved_model):
    path = os.path.join(directory, "fingerprint.pb")
    if not os.path.exists(path):
        return []
    what = "the fingerprint"
    try:
        with open(path, "rb") as file:
            stored = messages.parse(messages.FingerprintDef, file.read(), path)
        index = None
        index_path = os.path.join(directory, "variables", "variables.index")
        if os.path.exists(index_path):
            with open(index_path, "rb") as file:
                index = file.read()
    except OSError as error:
        return [(what, str(error))]
    computed = fingerprint.fingerprint(saved_model, index)
    names = ["checkpoint_hash"]
    if stored.version.producer == computed.version.producer:
        names = ["saved_model_checksum", "graph_def_program_hash", "signature_def_hash",
                 "saved_object_graph_hash", *names]
    else:
        # The formulas of the other hashes have changed from version to version.
        what = f"{what} (version {stored.version.producer}: its hash of the checkpoint)"
    problems = [
        f"{name} is {getattr(stored, name)}, and the files give {getattr(computed, name)}"
        for name in names if getattr(stored, name) != getattr(computed, name)]
    return _rows(what, problems)

