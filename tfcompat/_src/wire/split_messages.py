"""Messages too large for one piece: split over records of a Riegeli file, and put together again.

A split message is a tree: a message with parts missing, and for each part the path of fields that
leads to it. Parts are messages, to be merged in, or bytes. The last record tells the tree.
"""

from tfcompat._src.base import errors
from tfcompat._src.wire import messages, riegeli

_BYTES = 2  # ChunkInfo.BYTES
_MESSAGE = 1  # ChunkInfo.MESSAGE
_DEPTH = 100
_LARGE = 1 << 16  # contents of constants of more bytes are parts
_SMALL = 1 << 22  # parts need not be smaller; many parts are hashed faster than a few large ones


# --- reading ------------------------------------------------------------------------------------


def merged(cls, data, path):
    """Return the message of a Riegeli file.

    Args:
        cls: the class of the message.
        data: the whole file, bytes-like.
        path: its name, for errors.

    Raises:
        DataLossError: the file is damaged.
    """
    records = dict(riegeli.Reader(data, path).records())
    if not records:
        raise _damaged(path, "it has no records")
    metadata = messages.ChunkMetadata()
    _parse(metadata, records[max(records)], path)
    message = cls()
    merge_parts(message, metadata, _Parts(metadata.chunks, records, path), metadata.message, path)
    return message


def merge_parts(message, metadata, parts, tree, path):
    """Merge parts into a message.

    Args:
        message: the message.
        metadata: the ChunkMetadata of all parts.
        parts: the bytes of all parts, a sequence.
        tree: a ChunkedMessage, what is to be merged where.
        path: the name of the file, for errors.

    Raises:
        DataLossError: the tree leads nowhere, or parts are damaged.
    """
    _Merger(metadata.chunks, parts, path).merge(message, tree, 0)


def _damaged(path, reason):
    return errors.DataLossError(None, None, f"The split message {path} is damaged: {reason}.")


def _parse(message, data, path):
    try:
        message.MergeFromString(data)
    except Exception:  # noqa: BLE001 - protobuf raises another class in each version
        raise _damaged(path, "a part cannot be parsed") from None


class _Parts:
    """The records of a file by the numbers of the parts that they are."""

    def __init__(self, chunks, records, path):
        self._chunks = chunks
        self._records = records
        self._path = path

    def __getitem__(self, index):
        info = self._chunks[index]
        record = self._records.get(info.offset)
        if record is None or len(record) != info.size:
            raise _damaged(self._path, f"part {index} is not where it should be")
        return record


class _Merger:
    def __init__(self, chunks, parts, path):
        self._chunks = chunks
        self._parts = parts
        self._path = path

    def _chunk(self, index):
        if index >= len(self._chunks):
            raise _damaged(self._path, f"it refers to part {index} of {len(self._chunks)}")
        return self._chunks[index], self._parts[index]

    def merge(self, message, tree, depth):
        """Merge the parts of a tree into a message."""
        if depth > _DEPTH:
            raise _damaged(self._path, "its parts are nested too deeply")
        if tree.HasField("chunk_index"):
            _parse(message, self._chunk(tree.chunk_index)[1], self._path)
        for part in tree.chunked_fields:
            self._merge_part(message, part, depth)

    def _merge_part(self, message, part, depth):
        tags = list(part.field_tag)
        while tags:
            tag = tags.pop(0)
            field = message.DESCRIPTOR.fields_by_number.get(tag.field)
            if field is None:
                raise _damaged(self._path, f"it has a field {tag.field} that is not known")
            if field.message_type is None:
                if tags:
                    raise _damaged(self._path, f"{field.name} has no fields")
                self._set(message, field, part.message)
                return
            value = getattr(message, field.name)
            if field.message_type.GetOptions().map_entry:
                value = value[self._key(tags)]
            elif hasattr(value, "add"):
                value = self._item(value, tags, field)
            message = value
            message.SetInParent()
        self.merge(message, part.message, depth + 1)

    def _key(self, tags):
        if not tags:
            raise _damaged(self._path, "it lacks the key of a map")
        key = tags.pop(0).map_key
        return getattr(key, key.WhichOneof("type") or "s")

    def _item(self, values, tags, field):
        """Return the item of a repeated field that the next tag tells; a new one without such."""
        if not tags or tags[0].WhichOneof("kind") != "index":
            return values.add()
        index = tags.pop(0).index
        if index > len(values):
            raise _damaged(self._path, f"{field.name} has no item {index}")
        return values.add() if index == len(values) else values[index]

    def _set(self, message, field, tree):
        info, record = self._chunk(tree.chunk_index)
        if info.type != _BYTES:
            raise _damaged(self._path, f"{field.name} is no message")
        value = record if field.cpp_type == field.CPPTYPE_STRING else None
        if value is None:
            raise _damaged(self._path, f"{field.name} is not bytes")
        if field.type == field.TYPE_STRING:
            value = value.decode()
        if isinstance(getattr(message, field.name), (bytes, str)):
            setattr(message, field.name, value)
        else:
            getattr(message, field.name).append(value)


# --- writing ------------------------------------------------------------------------------------


def write_saved_model(file, saved_model, limit):
    """Write a SavedModel as a Riegeli file whose parts are of at most a size, where they can be.

    >>> import io
    >>> file, model = io.BytesIO(), messages.SavedModel(saved_model_schema_version=1)
    >>> metadata, parts = write_saved_model(file, model, 100)
    >>> merged(messages.SavedModel, file.getvalue(), "a file") == model
    True

    Args:
        file: a binary file.
        saved_model: the SavedModel message, which is left as it is.
        limit: the size of a part in bytes.

    Returns:
        The ChunkMetadata, and the list of the parts' bytes.

    Raises:
        ValueError: a part that cannot be split is larger than protobuf allows.
    """
    parts = _Splitter(saved_model, limit).parts()
    writer, metadata = riegeli.Writer(file), messages.ChunkMetadata()
    metadata.version.splitter_version = 1
    metadata.version.join_version = 0
    tree = metadata.message
    tree.chunk_index = 0
    written = [data for _, data, _ in parts]
    positions = writer.add_all(written)
    for index, ((kind, data, tags), position) in enumerate(zip(parts, positions, strict=True)):
        metadata.chunks.add(type=kind, size=len(data), offset=position)
        if tags:
            part = tree.chunked_fields.add()
            for tag in tags:
                _write_tag(part.field_tag.add(), tag)
            part.message.chunk_index = index
    writer.add(metadata.SerializeToString(deterministic=True))
    return metadata, written


def _write_tag(message, tag):
    kind, value = tag
    if kind == "field":
        message.field = value
    elif kind == "index":
        message.index = value
    else:
        message.map_key.s = value


class _Splitter:
    """Takes large constants, then functions, nodes and objects, out of a SavedModel."""

    def __init__(self, saved_model, limit):
        self._model = type(saved_model)()
        self._model.CopyFrom(saved_model)
        self._limit = min(limit, _SMALL)
        self._taken = []

    def parts(self):
        """Return (type of chunk, bytes, path as tags) of all parts, the rest of the model first."""
        for i, meta_graph in enumerate(self._model.meta_graphs):
            path = [*_field(self._model, "meta_graphs"), ("index", i)]
            graph = meta_graph.graph_def
            below = [*path, *_field(meta_graph, "graph_def")]
            self._take_constants(graph, below)
            self._take_functions(graph, below)
            objects = meta_graph.object_graph_def
            if self._model.ByteSize() > self._limit and objects.ByteSize() > self._limit // 2:
                self._take(objects, [*path, *_field(meta_graph, "object_graph_def")])
                meta_graph.ClearField("object_graph_def")
                meta_graph.object_graph_def.SetInParent()
        rest = (_MESSAGE, self._model.SerializeToString(deterministic=True), [])
        return [rest, *self._taken]

    def _take(self, message, path):
        self._taken.append((_MESSAGE, message.SerializeToString(deterministic=True), path))

    def _take_constants(self, graph, path):
        """Take the contents of large constants out; their nodes stay where they are."""
        large = min(self._limit // 4, _LARGE)
        library = graph.library
        functions = list(library.function)
        # Functions with large constants come first, as those behind may be moved away.
        functions.sort(key=lambda f: not any(_content(n) > large for n in f.node_def))
        library.ClearField("function")
        library.function.extend(functions)
        owners = [(graph.node, [*path, *_field(graph, "node")])]
        owners += [
            (f.node_def, [*path, *_field(graph, "library"), *_field(library, "function"),
                          ("index", i), *_field(f, "node_def")])
            for i, f in enumerate(library.function)
        ]
        for nodes, place in owners:
            for i, node in enumerate(nodes):
                if _content(node) > large:
                    self._take_content(node, [*place, ("index", i)])

    def _take_content(self, node, path):
        tensor = node.attr["value"].tensor
        path = [
            *path, *_field(node, "attr"), ("map_key", "value"),
            *_field(node.attr["value"], "tensor"), *_field(tensor, "tensor_content"),
        ]
        self._taken.append((_BYTES, tensor.tensor_content, path))
        tensor.ClearField("tensor_content")

    def _take_functions(self, graph, path):
        """Move functions from the end of the library into parts of their own."""
        library = graph.library
        moved = type(library)()
        place = [*path, *_field(graph, "library")]
        fixed = 1 + max(
            (tags[i + 1][1] for _, _, tags in self._taken for i in range(len(tags) - 1)
             if tags[: len(place)] == place and i == len(place)),
            default=-1,
        )
        size, moved_size = self._model.ByteSize(), 0
        while size > self._limit and len(library.function) > fixed:
            function = library.function.pop()
            own = function.ByteSize()
            if moved.function and moved_size + own > self._limit:
                self._take(moved, place)
                moved, moved_size = type(library)(), 0
            moved.function.append(function)
            size, moved_size = size - own, moved_size + own
        if moved.function:
            self._take(moved, place)


def _field(message, name):
    return [("field", message.DESCRIPTOR.fields_by_name[name].number)]


def _content(node):
    if node.op != "Const" or "value" not in node.attr:
        return 0
    return len(node.attr["value"].tensor.tensor_content)
