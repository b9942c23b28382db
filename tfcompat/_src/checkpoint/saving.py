"""What a graph of objects stores: tensors by key, and the description of the graph itself."""

import os
import shutil

import numpy as np

from tfcompat._src.base import dtypes
from tfcompat._src.checkpoint import object_graph as graphs
from tfcompat._src.checkpoint import options, registered
from tfcompat._src.core.tensor import wrap
from tfcompat._src.core.trackable import Trackable
from tfcompat._src.wire import bundle_merger, messages, slices
from tfcompat._src.wire.bundle_writer import BundleWriter


def collect(object_graph):
    """Collect the values of all objects.

    Args:
        object_graph: the ObjectGraph.

    Returns:
        A list of (key, ndarray, DType) in the order checkpoints store them, the serialized graph
        last, and the TrackableObjectGraph message.
    """
    message = messages.TrackableObjectGraph()
    entries = []
    for node_id, node in enumerate(object_graph.nodes):
        proto = message.nodes.add()
        for name, child_id in object_graph.children(node_id):
            proto.children.add(node_id=child_id, local_name=name)
        write_slots(proto, object_graph, node_id)
        if not registered.note(proto, node, object_graph.path(node_id)):
            entries.extend(_node_entries(proto, node, object_graph.path(node_id)))
    _mark_values(message)
    text = np.array(message.SerializeToString(deterministic=True), object)
    entries.append((graphs.OBJECT_GRAPH_KEY, text, dtypes.string))
    return entries, message


def write_slots(proto, object_graph, node_id):
    """Note the slot variables of a node in its message, of either kind of object graph."""
    for variable_id, name, slot_id in object_graph.slots.get(node_id, ()):
        proto.slot_variables.add(
            original_variable_node_id=variable_id, slot_name=name, slot_variable_node_id=slot_id
        )


def _node_entries(proto, node, path):
    if not isinstance(node, Trackable):
        return
    tensors = node._serialize_to_tensors()
    legacy = node._legacy_saveable_name
    if tensors and legacy:
        proto.attributes.add(name=legacy, checkpoint_key=graphs.key(path, legacy))
    for name, tensor in tensors.items():
        key = graphs.key(path, f"{legacy}{name}")
        if not legacy:
            proto.attributes.add(name=name, full_name=_full_name(node), checkpoint_key=key)
        yield key, tensor._array, tensor.dtype


def _full_name(node):
    return getattr(node, "_shared_name", "")


def _mark_values(message):
    """Note on every node whether it, or a node below it, has values in the checkpoint."""
    parents = [[] for _ in message.nodes]
    for node_id, proto in enumerate(message.nodes):
        for child in proto.children:
            parents[child.node_id].append(node_id)
    waiting = [i for i, proto in enumerate(message.nodes)
               if proto.attributes or proto.registered_saver.name]
    marked = set(waiting)
    while waiting:
        for parent in parents[waiting.pop()]:
            if parent not in marked:
                marked.add(parent)
                waiting.append(parent)
    for node_id, proto in enumerate(message.nodes):
        proto.has_checkpoint_values.value = node_id in marked


def write_bundle(prefix, entries, sharding=None, savers=None):
    """Write collected entries as a checkpoint; nothing is left behind when that fails.

    Args:
        prefix: the path that the checkpoint is known by.
        entries: (key, ndarray, DType) triples.
        sharding: a ShardingCallback, or None for a single shard.
        savers: {saver: {object name: object}} of what registered savers store.
    """
    if savers:
        folder = f"{prefix}_temp"
        try:
            with registered.saved(savers, prefix) as parts:
                os.makedirs(folder, exist_ok=True)
                write_bundle(os.path.join(folder, "part"), entries, sharding)
                bundle_merger.merge_bundles([*parts, os.path.join(folder, "part")], prefix)
        finally:
            shutil.rmtree(folder, ignore_errors=True)
        return
    if sharding is not None:
        _write_shards(prefix, entries, sharding)
        return
    with BundleWriter(prefix) as writer:
        for key, array, dtype in entries:
            writer.add(key, array, dtype)
        writer.finish()


def _write_shards(prefix, entries, sharding):
    """Write a bundle per shard into a folder of its own, and make one of them."""
    tensors = [_shardable(*entry) for entry in entries]
    shards = [shard for shard in sharding(tensors) if shard]
    _check_complete(shards, tensors, sharding)
    folder = f"{prefix}_temp"
    os.makedirs(folder, exist_ok=True)
    try:
        parts = [os.path.join(folder, f"part-{i:05d}-of-{len(shards):05d}")
                 for i in range(len(shards))]
        for part, shard in zip(parts, shards, strict=True):
            with BundleWriter(part) as writer:
                for key, pieces in shard.items():
                    for spec, tensor in pieces.items():
                        _add(writer, key, spec, tensor)
                writer.finish()
        bundle_merger.merge_bundles(parts, prefix)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _shardable(key, array, dtype):
    tensor = wrap(np.asarray(array), dtype)
    return options.ShardableTensor(
        None, tensor, dtype, tensor.device, key, tensor.shape, "", key, None)


def _check_complete(shards, tensors, sharding):
    """Raise RuntimeError if a callback has lost tensors, or has some of its own."""
    known = {tensor.checkpoint_key for tensor in tensors}
    found = {key for shard in shards for key in shard}
    for key in sorted(found - known):
        raise RuntimeError(
            "After executing the checkpoint sharding callback, a tensor not originally in the "
            "object graph was found in the checkpoint shards:\n"
            f"  callback_description: {sharding.description}\n  checkpoint_key: {key}\n"
        )
    if known - found:
        lost = "".join(f"  tensor:\n    checkpoint_key: {key}\n" for key in sorted(known - found))
        raise RuntimeError(
            "After executing the checkpoint sharding callback, tensors in the object graph were "
            f"not found in the checkpoint shards:\n  callback_description: "
            f"{sharding.description}\n{lost}"
        )


def _add(writer, key, spec, tensor):
    if spec.strip():
        shape, box = slices.parse_shape_and_slice(spec.strip())
        writer.add_slice(key, shape, box.starts, tensor._array, tensor.dtype)
    else:
        writer.add(key, tensor._array, tensor.dtype)
