"""MetaGraphDef messages: what they say besides nodes - variables, assets, what to run at first.

Making graphs of them is in `load` (for functions) and `importing` (for sessions).
"""

import os
import typing

from tfcompat._src.saved_model import constants
from tfcompat._src.wire import messages

MAIN_OP_KEY = "saved_model_main_op"
LEGACY_INIT_OP_KEY = "legacy_init_op"
INIT_OP_SIGNATURE_KEY = "__saved_model_init_op"
TRAIN_OP_KEY = "saved_model_train_op"
TRAIN_OP_SIGNATURE_KEY = "__saved_model_train_op"


def variable_defs(meta_graph, collection):
    """Return the VariableDef messages of a collection.

    Raises:
        ValueError: one of them is damaged.
    """
    found = []
    if collection not in meta_graph.collection_def:
        return found
    for data in meta_graph.collection_def[collection].bytes_list.value:
        try:
            found.append(messages.VariableDef.FromString(data))
        except Exception as error:
            raise ValueError(
                f"The collection '{collection}' of the MetaGraph is damaged: {error}") from None
    return found


class AssetFile(typing.NamedTuple):
    """A file of a model.

    Attributes:
        tensor: the name of the tensor that holds its path.
        path: where it is.
    """

    tensor: str
    path: str


def asset_files(meta_graph, export_dir):
    """Return the AssetFiles of a MetaGraph, those of its collection if it has any.

    Raises:
        ValueError: a file name leads out of the assets directory.
    """
    definitions = []
    if constants.ASSETS_KEY in meta_graph.collection_def:
        for item in meta_graph.collection_def[constants.ASSETS_KEY].any_list.value:
            definition = messages.AssetFileDef()
            if not item.Unpack(definition):
                definition.ParseFromString(item.value)
            definitions.append(definition)
    else:
        definitions.extend(meta_graph.asset_file_def)
    files = []
    for definition in definitions:
        name = definition.filename
        if os.path.isabs(name) or ".." in name.replace("\\", "/").split("/"):
            raise ValueError(
                f"The SavedModel's asset {name!r} lies outside of its assets directory.")
        path = os.path.join(export_dir, constants.ASSETS_DIRECTORY, name)
        files.append(AssetFile(definition.tensor_info.name, path))
    return files


def init_op_name(meta_graph):
    """Return the name of the operation to run after restoring, or None.

    Raises:
        RuntimeError: there are several.
    """
    signature = meta_graph.signature_def
    if INIT_OP_SIGNATURE_KEY in signature:
        outputs = signature[INIT_OP_SIGNATURE_KEY].outputs
        if INIT_OP_SIGNATURE_KEY in outputs:
            return outputs[INIT_OP_SIGNATURE_KEY].name
    for key in (MAIN_OP_KEY, LEGACY_INIT_OP_KEY):
        if key in meta_graph.collection_def:
            names = meta_graph.collection_def[key].node_list.value
            if len(names) != 1:
                raise RuntimeError(
                    f"Expected exactly one SavedModel init op. Found {len(names)}: {list(names)}.")
            return names[0]
    return None
