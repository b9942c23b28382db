"""What a graph of objects stores: tensors by key, and the description of the graph itself."""

import os
import shutil

import numpy as np

from tfcompat._src.base import dtypes
from tfcompat._src.checkpoint import object_graph as graphs
from tfcompat._src.checkpoint import options, registered
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
    tensors = [
        options.ShardableTensor(np.asarray(array), key, dtype, tuple(np.shape(array)))
        for key, array, dtype in entries
    ]
    shards = [shard for shard in sharding(tensors) if shard]
    folder = f"{prefix}_temp"
    os.makedirs(folder, exist_ok=True)
    try:
        parts = [os.path.join(folder, f"part-{i:05d}-of-{len(shards):05d}")
                 for i in range(len(shards))]
        for part, shard in zip(parts, shards, strict=True):
            with BundleWriter(part) as writer:
                for item in shard:
                    _add(writer, item)
                writer.finish()
        bundle_merger.merge_bundles(parts, prefix)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _add(writer, item):
    if item.slice_spec:
        shape, box = slices.parse_shape_and_slice(item.slice_spec)
        writer.add_slice(item.checkpoint_key, shape, box.starts, item.tensor, item.dtype)
    else:
        writer.add(item.checkpoint_key, item.tensor, item.dtype)
