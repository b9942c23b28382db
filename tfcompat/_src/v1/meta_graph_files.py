"""MetaGraphs of graphs, written and read: `.meta` files and what Builder puts into SavedModels."""

import os

from tfcompat._src.base.version import GIT_VERSION, VERSION
from tfcompat._src.core import context
from tfcompat._src.graph import export, import_into
from tfcompat._src.graph.operation import Operation
from tfcompat._src.graph.symbolic import SymbolicTensor
from tfcompat._src.registry import exists, find
from tfcompat._src.state.graph_variable import InGraph
from tfcompat._src.v1.collections import GraphKeys, get_default_graph
from tfcompat._src.v1.partitioned import PartitionedVariable
from tfcompat._src.v1.queue_runners import QueueRunner
from tfcompat._src.wire import files, messages

_VARIABLES = frozenset([
    "variables", "trainable_variables", "local_variables", "model_variables",
    "moving_average_variables", "global_step",
])


def meta_graph_of(graph, saver_def=None, collection_list=None, clear_devices=False,
                  strip_default_attrs=False, graph_def=None, save_debug_info=False):
    """Return the MetaGraphDef message of a graph.

    Args:
        graph: the graph.
        saver_def: the SaverDef of a Saver of it, or None.
        collection_list: names of collections; all by default.
        clear_devices: whether nodes forget their devices.
        strip_default_attrs: whether attributes are left out that have their default values.
        graph_def: a GraphDef to use instead of the graph's.
        save_debug_info: accepted for compatibility.
    """
    message = messages.MetaGraphDef()
    if graph_def is None:
        graph_def = export.graph_def(
            graph, add_shapes=True, strip_default_attrs=strip_default_attrs)
    message.graph_def.CopyFrom(graph_def)
    info = message.meta_info_def
    info.tensorflow_version, info.tensorflow_git_version = VERSION, GIT_VERSION
    info.stripped_default_attrs = strip_default_attrs
    if clear_devices:
        for node in message.graph_def.node:
            node.device = ""
    for name in sorted({node.op for node in message.graph_def.node}):
        if exists(name):
            info.stripped_op_list.op.append(export.definition_message(find(name)))
    if saver_def is not None:
        message.saver_def.CopyFrom(saver_def)
    keys = graph.get_all_collection_keys() if collection_list is None else collection_list
    for key in sorted(keys):
        _put_collection(message, key, graph.get_collection(key))
    return message


def _put_collection(message, key, values):
    """Enter a collection; what has no form in files is left out, as TensorFlow does."""
    if not values:
        return
    first = values[0]
    holder = messages.CollectionDef()
    if isinstance(first, (InGraph, PartitionedVariable)):
        flat = []
        for value in values:
            flat.extend(value if isinstance(value, PartitionedVariable) else [value])
        holder.bytes_list.value.extend(
            value.to_proto().SerializeToString(deterministic=True) for value in flat)
    elif isinstance(first, QueueRunner):
        holder.bytes_list.value.extend(
            runner.to_proto().SerializeToString(deterministic=True) for runner in values)
    elif all(isinstance(value, (Operation, SymbolicTensor)) for value in values):
        holder.node_list.value.extend(value.name for value in values)
    elif all(isinstance(value, bool) or isinstance(value, int) for value in values):
        holder.int64_list.value.extend(int(value) for value in values)
    elif all(isinstance(value, float) for value in values):
        holder.float_list.value.extend(values)
    elif all(isinstance(value, (str, bytes)) for value in values):
        holder.bytes_list.value.extend(
            value.encode() if isinstance(value, str) else value for value in values)
    elif all(hasattr(value, "SerializeToString") for value in values):
        for value in values:
            holder.any_list.value.add().Pack(value)
    else:
        return
    message.collection_def[key].CopyFrom(holder)


def export_meta_graph(
    filename=None, meta_info_def=None, graph_def=None, saver_def=None, collection_list=None,
    as_text=False, graph=None, export_scope=None, clear_devices=False,
    clear_extraneous_savers=False, strip_default_attrs=False, save_debug_info=False, **kwargs,
):
    """Return the MetaGraphDef of a graph, and write it to a file.

    Args:
        filename: the file, or None.
        meta_info_def: a MetaInfoDef to use.
        graph_def: a GraphDef to use instead of the graph's.
        saver_def: a SaverDef.
        collection_list: names of collections; all by default.
        as_text: whether the file is text.
        graph: the graph; the default one by default.
        export_scope: not supported.
        clear_devices: whether nodes forget their devices.
        clear_extraneous_savers: accepted for compatibility.
        strip_default_attrs: whether attributes are left out that have their default values.
        save_debug_info: accepted for compatibility.

    Raises:
        RuntimeError: called where ops run at once, with no graph.

    Example:
        >>> import tfcompat as tf
        >>> with tf.Graph().as_default():
        ...     v = tf.compat.v1.get_variable("v", [2])
        ...     message = tf.compat.v1.train.export_meta_graph()
        >>> sorted(message.collection_def)
        ['trainable_variables', 'variables']
    """
    if export_scope is not None:
        raise NotImplementedError("export_meta_graph(export_scope=...) is not supported yet.")
    if context.executing_eagerly() and graph is None:
        raise RuntimeError(
            "Exporting/importing meta graphs is not supported when eager execution is enabled. "
            "No graph exists when eager execution is enabled."
        )
    message = meta_graph_of(
        graph or get_default_graph(), saver_def, collection_list, clear_devices,
        strip_default_attrs, graph_def)
    if meta_info_def is not None:
        message.meta_info_def.MergeFrom(meta_info_def)
    if filename:
        data = messages.to_text(message).encode() if as_text else message.SerializeToString(
            deterministic=True)
        write(os.fspath(filename), data)
    return message


def write(path, data):
    """Write a file by way of a temporary one."""
    pending = files.PendingFile(path)
    try:
        pending.file.write(data)
        pending.commit()
    finally:
        pending.discard()


def read(filename):
    """Read a MetaGraphDef from a binary or text file.

    Raises:
        OSError: there is no such file, or it is no MetaGraph.
    """
    filename = os.fspath(filename)
    if not os.path.isfile(filename):
        raise OSError(f"File does not exist. Received: {filename}.")
    with open(filename, "rb") as file:
        data = file.read()
    try:
        return messages.parse(messages.MetaGraphDef, data, filename)
    except OSError:
        return messages.from_text(messages.MetaGraphDef, data, filename)


def restore_into(message, graph, clear_devices=False, import_scope=None, input_map=None,
                 return_elements=None):
    """Add the nodes and collections of a MetaGraph to a graph.

    Returns:
        The dict of variable names to variables, and the return elements.

    Raises:
        ValueError: a node or a collection is damaged.
    """
    scope = import_scope or ""
    graph_def = message.graph_def
    if clear_devices:
        graph_def = messages.GraphDef.FromString(graph_def.SerializeToString())
        for node in graph_def.node:
            node.device = ""
    with graph.as_default():
        elements = import_into.import_graph_def(
            graph_def, input_map=input_map, name=scope, return_elements=return_elements,
            producer_op_list=message.meta_info_def.stripped_op_list)
    scope = _scope_used(graph, message, scope)
    known = {}
    for key in sorted(message.collection_def):
        for value in _values(message.collection_def[key], key, graph, scope, known):
            graph.add_to_collection(key, value)
    return known, elements, scope


def _scope_used(graph, message, scope):
    """The scope may have been numbered when it was taken."""
    if not scope or not message.graph_def.node:
        return scope
    last = graph.operations[-1].name
    return last[: -len(message.graph_def.node[-1].name) - 1]


def _values(holder, key, graph, scope, known):
    kind = holder.WhichOneof("kind")
    if kind == "node_list":
        prefix = f"{scope}/" if scope else ""
        return [graph.as_graph_element(prefix + name) for name in holder.node_list.value]
    if kind == "any_list":
        return list(holder.any_list.value)
    if kind is None:
        return []
    values = list(getattr(holder, kind).value)
    if kind == "bytes_list" and key in _VARIABLES:
        return [_variable(data, graph, scope, known) for data in values]
    if kind == "bytes_list" and key == GraphKeys.QUEUE_RUNNERS:
        with graph.as_default():
            return [
                QueueRunner.from_proto(messages.QueueRunnerDef.FromString(data), scope)
                for data in values
            ]
    return values


def _variable(data, graph, scope, known):
    definition = messages.VariableDef.FromString(data)
    name = definition.variable_name
    if name not in known:
        known[name] = InGraph.from_proto(definition, graph, scope)
    return known[name]

