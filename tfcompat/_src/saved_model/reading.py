"""Finding and parsing the SavedModel file of a directory, and choosing a MetaGraph by tags."""

import os

from tfcompat._src.base import nest
from tfcompat._src.saved_model import constants
from tfcompat._src.wire import files, messages, split_messages


def contains_saved_model(export_dir):
    """Say whether a directory holds a SavedModel file.

    Args:
        export_dir: the directory, a str or path.

    Returns:
        True when it has a saved_model.pb, .pbtxt or .cpb.

    Example:
        >>> import tfcompat as tf
        >>> tf.saved_model.contains_saved_model("/no/such/directory")
        False
    """
    names = (
        constants.SAVED_MODEL_FILENAME_PB, constants.SAVED_MODEL_FILENAME_PBTXT,
        constants.SAVED_MODEL_FILENAME_CPB,
    )
    return any(os.path.isfile(os.path.join(as_path(export_dir), name)) for name in names)


def as_path(export_dir):
    """Return a path as str.

    Raises:
        TypeError: it is neither text nor a path.
    """
    if hasattr(export_dir, "__fspath__"):
        export_dir = export_dir.__fspath__()
    if isinstance(export_dir, bytes):
        return os.fsdecode(export_dir)
    if not isinstance(export_dir, str):
        raise TypeError(f"Expected binary or unicode string, got {export_dir!r}")
    return export_dir


def parse_saved_model(export_dir):
    """Read the SavedModel message of a directory.

    Raises:
        OSError: there is no such file, or it cannot be parsed.
        OpError: it cannot be read.
    """
    directory = as_path(export_dir)
    binary = os.path.join(directory, constants.SAVED_MODEL_FILENAME_PB)
    text = os.path.join(directory, constants.SAVED_MODEL_FILENAME_PBTXT)
    if os.path.exists(binary):
        return messages.parse(messages.SavedModel, files.read(binary), binary)
    if os.path.exists(text):
        return messages.from_text(messages.SavedModel, files.read(text), text)
    split = os.path.join(directory, constants.SAVED_MODEL_FILENAME_CPB)
    if os.path.exists(split):
        return split_messages.merged(messages.SavedModel, files.read(split), split)
    raise OSError(
        f"SavedModel file does not exist at: {directory}{os.path.sep}"
        f"{{{constants.SAVED_MODEL_FILENAME_PBTXT}|{constants.SAVED_MODEL_FILENAME_PB}}}"
    )


def debug_info(export_dir):
    """Return the GraphDebugInfo of a SavedModel: where nodes were made; empty if it has none.

    Raises:
        OSError: its file cannot be parsed.
    """
    path = os.path.join(
        export_dir, constants.DEBUG_DIRECTORY, constants.DEBUG_INFO_FILENAME_PB)
    if not os.path.exists(path):
        return messages.GraphDebugInfo()
    with open(path, "rb") as file:
        return messages.parse(messages.GraphDebugInfo, file.read(), path)


def select_meta_graph(saved_model, tags, export_dir):
    """Return the MetaGraphDef that `tags` ask for.

    Args:
        saved_model: the SavedModel message.
        tags: a tag, a nest or set of tags, or None where there is one MetaGraph.
        export_dir: the directory, for messages.

    Raises:
        ValueError: the tags match no MetaGraph, or there are several to choose from.
    """
    graphs = saved_model.meta_graphs
    if tags is not None and not isinstance(tags, set):
        tags = nest.flatten(tags)
    if len(graphs) == 1 and graphs[0].HasField("object_graph_def"):
        meta_graph = graphs[0]
        if tags is not None and set(tags) != set(meta_graph.meta_info_def.tags):
            raise ValueError(
                f"Got an incompatible argument to `tags`: {tags}. The SavedModel at {export_dir} "
                f"has one MetaGraph with tags {list(meta_graph.meta_info_def.tags)}. You may omit "
                "the argument, pass 'None', or pass matching tags."
            )
        return meta_graph
    available = [set(graph.meta_info_def.tags) for graph in graphs]
    if tags is None:
        if len(graphs) != 1:
            shown = [list(graph.meta_info_def.tags) for graph in graphs]
            raise ValueError(
                "Importing a SavedModel with `tf.saved_model.load` requires a `tags=` argument if "
                f"there is more than one MetaGraph. Got `tags=None`, but there are {len(graphs)} "
                f"MetaGraphs in the SavedModel with tag sets: {shown}. Pass a `tags=` argument to "
                "load this SavedModel."
            )
        return graphs[0]
    for graph, found in zip(graphs, available, strict=True):
        if found == set(tags):
            return graph
    shown = ",".join(repr(tag) for tag in tags)
    raise RuntimeError(
        f"MetaGraphDef associated with tags {shown} could not be found in SavedModel, with "
        f"available tags '{available}'. To inspect available tag-sets in the SavedModel, please "
        "use the SavedModel CLI: `saved_model_cli`."
    )
