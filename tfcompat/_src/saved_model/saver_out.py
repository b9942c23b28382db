"""The functions that save and restore the variables from within a SavedModel's graph.

Readers of the object graph do without them; TensorFlow 1.x, C++ and TFLite need them. Writing
the variables when a model is saved is the checkpoint room's business.
"""

import numpy as np

from tfcompat._src.base import dtypes
from tfcompat._src.base.errors import UnsupportedError
from tfcompat._src.base.specs import TensorSpec
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

    Raises:
        UnsupportedError: something other than a variable has values to save.
    """
    stored = _stored(exported, object_graph, graph_message)
    keys = [key for key, _, _ in entries]
    handles = [stored[key] for key in keys[:-1]]
    kinds = [dtype for _, _, dtype in entries]
    text = _object_graph_text(exported, object_graph, graph_message)
    filename = exported.placeholder(dtypes.string, [], "saver_filename")
    with exported.graph.as_default():
        save = Function(_saving(keys, handles, kinds, text), _PREFIX, autograph=False)
        saving = save.get_concrete_function()
        restore = Function(_restoring(keys, handles, kinds), _PREFIX, autograph=False)
        restoring = restore.get_concrete_function()
    saved, = exported.call(saving, [filename])
    restored, = exported.call(restoring, [filename])
    meta_graph.saver_def.filename_tensor_name = filename.name
    meta_graph.saver_def.save_tensor_name = saved.name
    meta_graph.saver_def.restore_op_name = restored.op.name
    meta_graph.saver_def.version = messages.SaverDef.V2


def _stored(exported, object_graph, graph_message):
    """Return the handles of the exported variables by checkpoint key."""
    stored = {}
    for node, proto in zip(object_graph.nodes, graph_message.nodes, strict=True):
        for attribute in proto.attributes:
            if not isinstance(node, Variable):
                raise UnsupportedError(
                    f"{attribute.checkpoint_key} cannot be saved yet: SavedModels of tfcompat "
                    f"hold the values of variables only, not of a {type(node).__name__}."
                )
            stored[attribute.checkpoint_key] = exported.stand_in(node.handle)
    return stored


def _object_graph_text(exported, object_graph, graph_message):
    """Add the object graph as a string constant, with the names variables have in this graph."""
    renamed = messages.TrackableObjectGraph()
    renamed.CopyFrom(graph_message)
    for node, proto in zip(object_graph.nodes, renamed.nodes, strict=True):
        for attribute in proto.attributes:
            attribute.full_name = exported.stand_in(node.handle).op.name
    text = np.array(renamed.SerializeToString(deterministic=True), object)
    with exported.graph.device(_CPU):
        return exported.graph.context.constant(text, dtypes.string, None)


def _saving(keys, handles, kinds, text):
    """Return the function that writes a checkpoint: first a part beside, then put in place."""

    def _traced_save(file_prefix):
        graph = current_graph()
        with graph.device(_ANY_CPU):
            remote = raw.StaticRegexFullMatch(file_prefix, pattern=b"^s3://.*")
            suffix = raw.Select(remote, constant(".part"), constant("_temp/part"))
            part = raw.StringJoin([file_prefix, suffix])
        values = [_value(handle, dtype) for handle, dtype in zip(handles, kinds)]  # noqa: B905
        shards = constant(1, name="num_shards")
        with graph.device(_CPU):
            part = raw.ShardedFilename(part, 0, shards)
            saved = raw.SaveV2(part, keys, [""] * len(keys), [*values, text], dtypes=kinds)
            with graph.control_dependencies([ordered_by_hand(saved)]):
                parts = raw.Pack([part], name="MergeV2Checkpoints/checkpoint_prefixes")
            merged = raw.MergeV2Checkpoints(parts, file_prefix)
            with graph.control_dependencies([ordered_by_hand(merged)]):
                return raw.Identity(file_prefix)

    return _traced_save


def _value(handle, dtype):
    with current_graph().name_scope("Read"):
        stopped = raw.DisableCopyOnRead(handle)
        with current_graph().control_dependencies([stopped]):
            value = raw.ReadVariableOp(handle, dtype=dtype)
    value = raw.Identity(value)
    with current_graph().device(_CPU):
        return raw.Identity(value)


def _restoring(keys, handles, kinds):
    """Return the function that reads a checkpoint into the variables."""

    def _traced_restore(file_prefix):
        graph = current_graph()
        with graph.device(_CPU):
            values = raw.RestoreV2(file_prefix, keys, [""] * len(keys), dtypes=kinds)
            done = [
                ordered_by_hand(raw.AssignVariableOp(handle, raw.Identity(value)))
                for handle, value in zip(handles, values)  # noqa: B905 - the graph's text is last
            ]
            with graph.control_dependencies(done):
                return raw.Identity(file_prefix)

    return _traced_restore
