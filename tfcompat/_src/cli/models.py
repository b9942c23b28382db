"""Reading the SavedModel message of a directory, with the command line's own messages.

Does not live here: reading for `tf.saved_model.load`; its messages differ, and so does what it
does about missing tags.
"""

import os

from google.protobuf import message, text_format

from tfcompat._src.wire import messages


def read(directory):
    """Return the SavedModel message of a directory.

    Raises:
        OSError: there is none, or it cannot be parsed.
    """
    binary, text, chunked = (
        os.path.join(directory, f"saved_model.{ending}") for ending in ("pb", "pbtxt", "cpb"))
    if os.path.exists(binary):
        with open(binary, "rb") as file:
            data = file.read()
        try:
            return messages.SavedModel.FromString(data)
        except message.DecodeError as error:
            raise OSError(f"Cannot parse proto file {os.fsencode(binary)!r}: {error}.") from None
    if os.path.exists(text):
        with open(text, "rb") as file:
            data = file.read()
        try:
            return messages.from_text(messages.SavedModel, data)
        except (text_format.ParseError, UnicodeDecodeError) as error:
            raise OSError(f"Cannot parse pbtxt file {os.fsencode(text)!r}: {error}.") from None
    if os.path.exists(chunked):
        # A model in pieces: the library's own reader knows how to put them together.
        from tfcompat._src.saved_model import reading

        return reading.parse_saved_model(directory)
    raise OSError(f"SavedModel file does not exist at: {directory}")


def meta_graph(directory, tag_set, may_be_untagged=False):
    """Return the MetaGraphDef with exactly the tags in a comma-separated text.

    Args:
        directory: the directory of the SavedModel.
        tag_set: the text.
        may_be_untagged: whether no tags at all mean a MetaGraph without tags.

    Raises:
        ValueError: the text has no tags.
        RuntimeError: there is no such MetaGraph.
    """
    if may_be_untagged:
        tags = [tag for tag in tag_set.split(",") if tag]
    else:
        tags = nonempty(tag_set.split(","), "tag_set")
    valid = []
    for found in read(directory).meta_graphs:
        if set(found.meta_info_def.tags) == set(tags):
            return found
        valid.append(",".join(dict.fromkeys(found.meta_info_def.tags)))
    raise RuntimeError(
        f"MetaGraphDef associated with tag-set {','.join(tags)} could not be found in the "
        f"SavedModel. Please use one of the following tag-sets: {valid}")


def nonempty(items, name):
    """Return the items without white space around them and without empty ones.

    Raises:
        ValueError: none is left.
    """
    found = [item.strip() for item in items if item.strip()]
    if not found:
        raise ValueError(f"{name} must contain at least one non-empty item.")
    return found


def signature(found, key):
    """Return the SignatureDef of a MetaGraphDef.

    Raises:
        ValueError: there is none of that key.
    """
    if key not in found.signature_def:
        raise ValueError(
            f'Could not find signature "{key}". Please choose from: '
            f'{", ".join(sorted(found.signature_def))}')
    return found.signature_def[key]


def tags(found):
    """Return the tags of a MetaGraphDef as a list."""
    return list(found.meta_info_def.tags)


def ops_used(graph_def):
    """Return the set of the ops in a GraphDef and the functions that it calls.

    The order in which a set shows its members depends on the order in which they came; they come
    in here as in TensorFlow's program, so both show them alike for the same hash seed.
    """
    functions = {function.signature.name: function for function in graph_def.library.function}
    used, waiting = set(), []

    def note(op):
        if op not in used and op in functions:
            waiting.append(functions[op])
        used.add(op)

    def note_node(node):
        note(node.op)
        if node.op in ("PartitionedCall", "StatefulPartitionedCall"):
            note(node.attr["f"].func.name)

    for node in graph_def.node:
        note_node(node)
    while waiting:
        for node in waiting.pop().node_def:
            note_node(node)
    return set([op for op in used if op not in functions])  # noqa: C403
