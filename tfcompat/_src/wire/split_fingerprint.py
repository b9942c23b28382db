"""The fingerprint of a split model, which TensorFlow computes from the parts and their tree.

Other than that of a whole message, it depends on how the message was split: hashes cover the
main part, and parts by the path of fields that leads to them. See `split_messages.py` for what
parts are, and `fingerprint.py` for models in one piece.
"""

from tfcompat._src.wire import messages
from tfcompat._src.wire.canonical import canonical_bytes
from tfcompat._src.wire.farmhash import fingerprint64
from tfcompat._src.wire.farmhash_lanes import fingerprint64_all
from tfcompat._src.wire.fingerprint import concatenate, random_uuid
from tfcompat._src.wire.split_messages import merge_parts

_VERSION = 2  # what TensorFlow 2.21 writes beside a saved_model.cpb
_META_GRAPH = (("field", 2), ("index", 0))
_GRAPH = (*_META_GRAPH, ("field", 2))
_SIGNATURES = (*_META_GRAPH, ("field", 5))
_OBJECTS = (*_META_GRAPH, ("field", 7))


def split_fingerprint(metadata, parts, index, uuid=None):
    """Compute the fingerprint of a split SavedModel.

    Args:
        metadata: the ChunkMetadata of the file.
        parts: the bytes of all parts, in the order of `metadata.chunks`.
        index: the bytes of `variables/variables.index`, or None when there is no such file.
        uuid: the random part, a string of digits; drawn when not given.

    Returns:
        A FingerprintDef.

    Example:
        >>> model = messages.SavedModel(saved_model_schema_version=1)
        >>> model.meta_graphs.add().graph_def.node.add(name="x", op="NoOp").name
        'x'
        >>> metadata = messages.ChunkMetadata()
        >>> metadata.message.chunk_index = 0
        >>> metadata.chunks.add(type=1).type
        1
        >>> found = split_fingerprint(metadata, [model.SerializeToString()], None)
        >>> found.saved_model_checksum  # no part but the main one, which it does not cover
        3816138472437182064
        >>> found.version.producer
        2
    """
    tree = _Tree(metadata.message, parts)
    main = messages.SavedModel()
    merge_parts(main, metadata, parts, _pruned(metadata.message), "the model")
    graph = main.meta_graphs[0] if main.meta_graphs else messages.MetaGraphDef()
    return messages.FingerprintDef(
        saved_model_checksum=concatenate(tree.hash(()), fingerprint64(b"")),
        graph_def_program_hash=_message_hash(graph.graph_def, tree, _GRAPH),
        signature_def_hash=_signature_hash(graph.signature_def, tree),
        saved_object_graph_hash=_message_hash(graph.object_graph_def, tree, _OBJECTS),
        checkpoint_hash=0 if index is None else fingerprint64(index),
        uuid=random_uuid() if uuid is None else uuid,
        version=messages.VersionDef(producer=_VERSION),
    )


def _message_hash(message, tree, path):
    return concatenate(fingerprint64(canonical_bytes(message)), tree.hash(path))


def _signature_hash(signatures, tree):
    below, result = tree.hash(_SIGNATURES), 0
    for key in sorted(signatures, key=str.encode):
        pair = concatenate(
            fingerprint64(key.encode()), fingerprint64(canonical_bytes(signatures[key]))
        )
        result = concatenate(concatenate(result, pair), below)
    return result


def _tag(tag):
    """Return a step of a path as a tuple."""
    kind = tag.WhichOneof("kind")
    value = getattr(tag, kind)
    if kind == "map_key":
        value = (value.WhichOneof("type"), getattr(value, value.WhichOneof("type")))
    return kind, value


def _matches(part, path):
    """Count the steps that the path of a part has in common with another one, from the first."""
    count = 0
    for found, wanted in zip(part.field_tag, path):
        if _tag(found) != wanted:
            break
        count += 1
    return count


class _Tree:
    """The tree of parts, and their hashes."""

    def __init__(self, tree, parts):
        self._tree = tree
        main = tree.chunk_index  # large, and not needed
        self._hashes = fingerprint64_all(
            [b"" if i == main else part for i, part in enumerate(parts)]
        )

    def hash(self, path, tree=None):
        """Return the hash of all parts at a path and below."""
        result = 0
        for part in (self._tree if tree is None else tree).chunked_fields:
            count, has_own = _matches(part, path), part.message.HasField("chunk_index")
            if count == len(path) and has_own:
                # Parts of parts do not count then, in TensorFlow neither.
                result = concatenate(result, self._hashes[part.message.chunk_index])
            elif count == len(path) or (count == len(part.field_tag) and has_own):
                result = concatenate(result, self.hash(path, part.message))
            elif count == len(part.field_tag):
                for below in part.message.chunked_fields:
                    result = concatenate(result, self.hash(path, below.message))
        return result


def _pruned(tree):
    """Return the tree with those parts only that lead to what is hashed as messages."""
    result = type(tree)()
    if tree.HasField("chunk_index"):
        result.chunk_index = tree.chunk_index
    for part in tree.chunked_fields:
        for path in (_GRAPH, _SIGNATURES, _OBJECTS):
            if _matches(part, path) == len(part.field_tag):
                kept = result.chunked_fields.add()
                kept.field_tag.extend(part.field_tag)
                kept.message.CopyFrom(_pruned(part.message))
    return result
