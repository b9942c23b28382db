"""The functions that save and restore variables and tables from within a SavedModel's graph.

Readers of the object graph do without them; TensorFlow 1.x, C++ and TFLite need them. Writing
the variables when a model is saved is the checkpoint room's business.
"""

import numpy as np

from tfcompat._src.base import dtypes
from tfcompat._src.base.specs import TensorSpec
from tfcompat._src.checkpoint import registered
from tfcompat._src.core import raw
from tfcompat._src.core.convert import constant
from tfcompat._src.function.function import Function
from tfcompat._src.graph.func_graph import current_graph
from tfcompat._src.saved_model.graph_out import ordered_by_hand
from tfcompat._src.state.variable import Variable
from tfcompat._src.wire import messages

_CPU = "/device:CPU:0"
_ANY_CPU = "/device:CPU:*"
_PREFIX = (TensorSpec([], dtypes.string, name="file_prefix"),)


def write_saver(exported, object_graph, entries, graph_message, meta_graph):
    """Add both functions, their calls and the SaverDef.

    Args:
        exported: the ExportedGraph, with all variables.
        object_graph: the ObjectGraph that is saved.
        entries: the (key, ndarray, DType) triples of the checkpoint, the object graph last.
        graph_message: the TrackableObjectGraph message.
        meta_graph: the MetaGraphDef to fill.
    """
    keys = [key for key, _, _ in entries]
    kinds = [dtype for _, _, dtype in entries]
    owners = _owners(exported, object_graph, graph_message)
    text = _object_graph_text(exported, object_graph, graph_message)
    filename = exported.placeholder(dtypes.string, [], "saver_filename")
    with exported.graph.as_default():
        savers = registered.groups(object_graph.nodes, graph_message)
        save = Function(_saving(keys, owners, kinds, text, savers), _PREFIX, autograph=False)
        saving = save.get_concrete_function()
        restore = Function(_restoring(keys, owners, kinds, savers), _PREFIX, autograph=False)
        restoring = restore.get_concrete_function()
    saved, = exported.call(saving, [filename], by_value=True)
    restored, = exported.call(restoring, [filename], by_value=True)
    meta_graph.saver_def.filename_tensor_name = filename.name
    meta_graph.saver_def.save_tensor_name = saved.name
    meta_graph.saver_def.restore_op_name = restored.op.name
    meta_graph.saver_def.version = messages.SaverDef.V2


class _StoredVariable:
    """A variable of the graph that has one value in the checkpoint."""

    def __init__(self, handle, dtype):
        self._handle = handle
        self._dtype = dtype

    count = 1

    def values(self):
        """Return the tensors to save."""
        with current_graph().name_scope("Read"):
            stopped = raw.DisableCopyOnRead(self._handle)
            with current_graph().control_dependencies([stopped]):
                value = raw.ReadVariableOp(self._handle, dtype=self._dtype)
        value = raw.Identity(value)
        with current_graph().device(_CPU):
            return [raw.Identity(value)]

    def restored(self, values):
        """Return the operation that takes the restored tensors."""
        return raw.AssignVariableOp(self._handle, raw.Identity(values[0]))


class _StoredObject:
    """Another object with state, such as a table.

    The tensors of what stands for it in the exported graph come from that graph; those of objects
    that only have functions come from calls of these.
    """

    def __init__(self, exported, node):
        self._node = exported.copy_of(node)
        if self._node is node:
            self._names, self._tensors = list(node._serialize_to_tensors()), None
        else:
            with exported.graph.as_default():
                self._tensors = self._node._serialize_to_tensors()
            self._names = list(self._tensors)
        self.count = len(self._names)

    def values(self):
        """Return the tensors to save."""
        tensors = self._tensors
        if tensors is None:
            tensors = self._node._serialize_to_tensors()
        return [tensors[name] for name in self._names]

    def restored(self, values):
        """Return the operation that takes the restored tensors."""
        op = self._node._restore_from_tensors(dict(zip(self._names, values, strict=True)))
        while isinstance(op, (list, tuple, dict)):
            op = next(iter(op.values() if isinstance(op, dict) else op), None)
        return getattr(op, "op", op)


def _owners(exported, object_graph, graph_message):
    """Return what has values in the checkpoint, in its order."""
    found = []
    for node, proto in zip(object_graph.nodes, graph_message.nodes, strict=True):
        if isinstance(node, Variable) and proto.attributes:
            found.append(_StoredVariable(exported.stand_in(node.handle), node.dtype))
        elif proto.attributes:
            found.append(_StoredObject(exported, node))
    return found


def _object_graph_text(exported, object_graph, graph_message):
    """Add the object graph as a string constant, with the names variables have in this graph."""
    renamed = messages.TrackableObjectGraph()
    renamed.CopyFrom(graph_message)
    for node, proto in zip(object_graph.nodes, renamed.nodes, strict=True):
        if isinstance(node, Variable):
            for attribute in proto.attributes:
                attribute.full_name = exported.stand_in(node.handle).op.name
    text = np.array(renamed.SerializeToString(deterministic=True), object)
    with exported.graph.device(_CPU):
        return exported.graph.context.constant(text, dtypes.string, None)


def _saving(keys, owners, kinds, text, savers):
    """Return the function that writes a checkpoint: first a part beside, then put in place."""

    def _traced_save(file_prefix):
        graph = current_graph()
        with graph.device(_ANY_CPU):
            remote = raw.StaticRegexFullMatch(file_prefix, pattern=b"^s3://.*")
            suffix = raw.Select(remote, constant(".part"), constant("_temp/part"))
            part = raw.StringJoin([file_prefix, suffix])
        prefixes, before = _saved_by_others(savers, file_prefix)
        values = [value for owner in owners for value in owner.values()]
        shards = constant(1, name="num_shards")
        with graph.device(_CPU):
            part = raw.ShardedFilename(part, 0, shards)
            saved = raw.SaveV2(part, keys, [""] * len(keys), [*values, text], dtypes=kinds)
            with graph.control_dependencies([ordered_by_hand(saved), *before]):
                parts = raw.Pack([*prefixes, part], name="MergeV2Checkpoints/checkpoint_prefixes")
            merged = raw.MergeV2Checkpoints(parts, file_prefix)
            with graph.control_dependencies([ordered_by_hand(merged)]):
                return raw.Identity(file_prefix)

    return _traced_save


def _restoring(keys, owners, kinds, savers):
    """Return the function that reads a checkpoint into the variables."""

    def _traced_restore(file_prefix):
        graph = current_graph()
        with graph.device(_CPU):
            values = raw.RestoreV2(file_prefix, keys, [""] * len(keys), dtypes=kinds)
            done, first = [], 0
            for owner in owners:  # the text of the object graph is last and nobody's
                op = owner.restored(values[first : first + owner.count])
                done += [] if op is None else [ordered_by_hand(op)]
                first += owner.count
            done += _restored_by_others(savers, file_prefix, done)
            with graph.control_dependencies(done):
                return raw.Identity(file_prefix)

    return _traced_restore


def _saved_by_others(savers, file_prefix):
    """Call registered savers; return the prefixes of what they write, and what they do."""
    graph, prefixes = current_graph(), []
    count = len(graph.operations)
    for name, trackables in savers.items():
        prefix = raw.StringJoin([file_prefix, constant(f"-{name}")])
        prefixes += registered.save(name, trackables, prefix)
    return prefixes, _effects(graph, count)


def _restored_by_others(savers, file_prefix, before):
    """Let registered savers restore what they stored, after the rest; return what they do."""
    graph = current_graph()
    count = len(graph.operations)
    with graph.control_dependencies(before):
        registered.restore(dict(savers), file_prefix)
    return _effects(graph, count)


def _effects(graph, count):
    return [op for op in graph.operations[count:]
            if op.record is not None and op.record.stateful]
