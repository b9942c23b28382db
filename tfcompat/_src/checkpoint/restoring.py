"""Stored values to live objects, matched by the names of children from the root down."""

from tfcompat._src.base import errors
from tfcompat._src.checkpoint import object_graph as graphs
from tfcompat._src.core.trackable import Trackable
from tfcompat._src.core.tensor import wrap
from tfcompat._src.state.variable import VARIABLE_VALUE
from tfcompat._src.wire import messages


def read_object_graph(reader):
    """Return the TrackableObjectGraph of a checkpoint, or None for a name-based one."""
    if graphs.OBJECT_GRAPH_KEY not in reader:
        return None
    data = reader.read(graphs.OBJECT_GRAPH_KEY)[()]
    return messages.parse(messages.TrackableObjectGraph, data)


def match(root, message):
    """Match live objects with the nodes of a stored graph.

    Args:
        root: the live root.
        message: the TrackableObjectGraph.

    Returns:
        Dict of node id to object, for the nodes that have one.
    """
    found, waiting = {0: root}, [0]
    while waiting:
        node_id = waiting.pop()
        node = found[node_id]
        children = node._trackable_children() if isinstance(node, Trackable) else {}
        for child in message.nodes[node_id].children:
            live = children.get(child.local_name)
            if live is None and isinstance(node, Trackable):
                live = node._lookup_dependency(child.local_name)
            if live is not None and child.node_id not in found:
                found[child.node_id] = live
                waiting.append(child.node_id)
    return found


def restore_loaded(reader, root, variables, slots=(), allow_partial=False):
    """Give the variables of a loaded SavedModel their values.

    Args:
        reader: the open checkpoint.
        root: the root of the loaded objects.
        variables: all variables that are to have a value.
        slots: (optimizer, variable, slot name, slot variable) for the slot variables among them.
        allow_partial: whether variables may stay without one.

    Raises:
        AssertionError: the checkpoint lacks a variable.
        ValueError: a value does not fit its variable.
    """
    message = read_object_graph(reader)
    if message is None:
        raise AssertionError(
            f"The checkpoint has no {graphs.OBJECT_GRAPH_KEY}; it does not belong to a SavedModel "
            "with objects."
        )
    restored = set()
    found = match(root, message)
    _match_slots(found, message, slots)
    for node_id, node in found.items():
        for attribute in message.nodes[node_id].attributes:
            if attribute.name == VARIABLE_VALUE and hasattr(node, "_resource"):
                set_value(node, reader, attribute.checkpoint_key)
                restored.add(id(node))
    missing = [variable for variable in variables if id(variable) not in restored]
    if missing and not allow_partial:
        raise AssertionError(
            f"Some objects had attributes which were not restored: "
            f"{', '.join(variable.name for variable in missing)}"
        )


def _match_slots(found, message, slots):
    """Add the slot variables of optimizers, which no child name leads to, to matched nodes."""
    live = {(id(owner), id(variable), name): slot for owner, variable, name, slot in slots}
    for node_id, node in list(found.items()):
        for reference in message.nodes[node_id].slot_variables:
            variable = found.get(reference.original_variable_node_id)
            slot = live.get((id(node), id(variable), reference.slot_name))
            if slot is not None:
                found[reference.slot_variable_node_id] = slot


def set_value(variable, reader, key):
    """Read one variable's value from a checkpoint.

    Raises:
        ValueError: the stored shape does not fit.
        NotFoundError: the checkpoint has no such key.
    """
    shape, dtype = reader.shape(key), reader.dtype(key)
    if not variable.shape.is_compatible_with(shape):
        raise ValueError(
            f"Received incompatible tensor with shape {shape} when attempting to restore variable "
            f"with shape {variable.shape} and name {variable.name}."
        )
    if dtype != variable.dtype:
        raise errors.InvalidArgumentError(
            None, None,
            f"tensor_name = {key}; expected dtype {variable.dtype.name} does not equal original "
            f"dtype {dtype.name}",
        )
    variable._resource.value = reader.read(key)


def read_tensor(reader, key):
    """Return one stored tensor."""
    return wrap(reader.read(key), reader.dtype(key))
