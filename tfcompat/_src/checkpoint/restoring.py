"""Stored values to live objects, matched by the names of children from the root down."""

import collections
import concurrent.futures
import contextlib
import os

from tfcompat._src.arrays import devices
from tfcompat._src.base import errors, notes
from tfcompat._src.checkpoint import object_graph as graphs
from tfcompat._src.checkpoint import registered
from tfcompat._src.checkpoint.readers import translated_errors
from tfcompat._src.core.trackable import Trackable
from tfcompat._src.core.tensor import wrap
from tfcompat._src.registry.definition import type_name
from tfcompat._src.state.resources import TrackableResource
from tfcompat._src.state.variable import VARIABLE_VALUE
from tfcompat._src.wire import messages

_LARGE = 64 << 20  # bytes; below, threads cost more than they save


def read_object_graph(reader):
    """Return the TrackableObjectGraph of a checkpoint, or None for a name-based one."""
    with translated_errors():
        if graphs.OBJECT_GRAPH_KEY not in reader:
            return None
        data = reader.read(graphs.OBJECT_GRAPH_KEY)
    if data.shape or not isinstance(data[()], bytes):
        raise _damaged(reader, "it is no string")
    try:
        message = messages.parse(messages.TrackableObjectGraph, data[()], reader.prefix)
    except OSError as error:
        raise _damaged(reader, error) from None
    count = len(message.nodes)
    for node in message.nodes:
        references = [child.node_id for child in node.children]
        references += [slot.slot_variable_node_id for slot in node.slot_variables]
        for node_id in references:
            if not 0 <= node_id < count:
                raise _damaged(reader, f"it refers to node {node_id} of {count}")
    if not count:
        raise _damaged(reader, "it is empty")
    return message


def _damaged(reader, reason):
    return errors.DataLossError(
        None, None, f"The object graph of the checkpoint {reader.prefix} is damaged: {reason}"
    )


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


def restore_loaded(reader, root, variables, allow_partial=False, verify=True):
    """Give the variables of a loaded SavedModel their values.

    Args:
        reader: the open checkpoint.
        root: the root of the loaded objects.
        variables: all variables that are to have a value.
        allow_partial: whether variables may stay without one.
        verify: whether to compare checksums, for which all values have to be read.

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
    found = match(root, message)
    found.update(_matched_slots(found, message))
    keys = [
        (node, attribute.checkpoint_key)
        for node_id, node in found.items()
        for attribute in message.nodes[node_id].attributes
        if attribute.name == VARIABLE_VALUE and hasattr(node, "_resource")
    ]
    with restore_frame(len(keys)):
        _set_values(keys, reader, verify)
    savers = {}
    for node_id, node in found.items():
        if isinstance(node, Trackable) and registered.collect(message.nodes[node_id], node, savers):
            continue
        if isinstance(node, TrackableResource):
            attributes = message.nodes[node_id].attributes
            restore_tensors(node, reader, {a.name: a.checkpoint_key for a in attributes})
    restored = {id(node) for node, _ in keys}
    restored.update(id(node) for group in savers.values() for node in group.values())
    registered.restore(savers, reader.prefix)
    missing = [variable for variable in variables if id(variable) not in restored]
    if missing and not allow_partial:
        raise AssertionError(
            f"Some objects had attributes which were not restored: "
            f"{', '.join(variable.name for variable in missing)}"
        )


def _set_values(keys, reader, verify):
    """Set (variable, key) pairs; large values side by side, as checksums let other threads run."""
    size = sum((node.shape.num_elements() or 0) * node.dtype.size for node, _ in keys)
    if not verify or size < _LARGE or len(keys) < 2:
        for node, key in keys:
            set_value(node, reader, key, verify=verify)
        return
    with concurrent.futures.ThreadPoolExecutor(min(len(keys), os.cpu_count() or 1)) as pool:
        for done in [pool.submit(set_value, node, reader, key) for node, key in keys]:
            done.result()


@contextlib.contextmanager
def restore_frame(count):
    """Give damage to files the frame of the op that TensorFlow restores values with."""
    try:
        yield
    except errors.OpError as error:
        if error.framed:
            raise
        node = f"__wrapped__RestoreV2_dtypes_{count}_device_{devices.local_device().name}"
        message = f"{{{{function_node {node}}}}} {error.message} [Op:RestoreV2]"
        raise notes.hand_on(type(error)(None, None, message), error) from None


def _matched_slots(found, message):
    """Return {node id: slot variable}: what optimizers keep, which no child name leads to."""
    slots = {}
    for node_id, node in found.items():
        live = {(id(variable), name): slot for variable, name, slot in node._slot_variables()} \
            if isinstance(node, Trackable) else {}
        for reference in message.nodes[node_id].slot_variables:
            variable = found.get(reference.original_variable_node_id)
            slot = live.get((id(variable), reference.slot_name))
            if slot is None and variable is not None and hasattr(node, "_slot_to_restore"):
                slot = node._slot_to_restore(variable, reference.slot_name)
            if slot is not None:
                slots[reference.slot_variable_node_id] = slot
    return slots


def set_value(variable, reader, key, name=None, verify=True):
    """Read one variable's value from a checkpoint.

    Raises:
        ValueError: the stored shape does not fit.
        NotFoundError: the checkpoint has no such key.
    """
    shape, dtype = reader.shape(key), reader.dtype(key)
    if dtype != variable.dtype:
        raise errors.InvalidArgumentError(
            f"tensor_name = {key}; expected dtype {type_name(variable.dtype)} does not equal "
            f"original dtype {type_name(dtype)}",
        )
    if not variable.shape.is_compatible_with(shape):
        error = ValueError(
            f"Received incompatible tensor with shape {shape} when attempting to restore variable "
            f"with shape {variable.shape} and name {name or variable.name}."
        )
        notes.add(error, f"The value is stored under {key!r} in {reader.prefix}.")
        raise error
    variable._resource.value = reader.read(key, verify)


def restore_tensors(node, reader, stored):
    """Give an object that is no variable the tensors that it stored.

    Args:
        node: the object.
        reader: the open checkpoint.
        stored: dict of names of its attributes to checkpoint keys.
    """
    legacy = node._legacy_saveable_name
    if legacy:
        key = stored.get(legacy)
        stored = {} if key is None else {
            name: f"{key}{graphs.escape(name)}" for name in node._legacy_tensor_names
        }
    if stored:
        with restore_frame(len(stored)):
            tensors = {
                name: wrap(reader.read(key), reader.dtype(key)) for name, key in stored.items()
            }
        node._restore_from_tensors(tensors)


def restore(reader, root, skip_slots=False):
    """Give live objects the values of a checkpoint, those tracked later when they are.

    Args:
        reader: the open checkpoint.
        root: the live root.
        skip_slots: whether the slot variables of optimizers are left alone.

    Returns:
        A `CheckpointLoadStatus`; of a checkpoint without objects, a `NameBasedSaverStatus`.

    Raises:
        ValueError: a stored value does not fit its object.
    """
    message = read_object_graph(reader)
    if message is None:
        from tfcompat._src.checkpoint import by_name

        return by_name.restore(reader, root)
    restoration = _Restoration(reader, message)
    restoration.visit(0, root)
    return CheckpointLoadStatus(root, message, restoration)


class _Restoration:
    """One checkpoint on its way into live objects."""

    def __init__(self, reader, message):
        self._reader = reader
        self._message = message
        self._has_slots = any(node.slot_variables for node in message.nodes)
        self._savers = {}
        self.found = {}

    def visit(self, node_id, node):
        """Restore an object and what is below it; wait for what is not there yet."""
        self._visit(node_id, node)
        if self._has_slots:
            for slot_id, slot in _matched_slots(self.found, self._message).items():
                self._visit(slot_id, slot)
        if self._savers:
            registered.restore(self._savers, self._reader.prefix)

    def _visit(self, node_id, node):
        waiting = [(node_id, node)]
        while waiting:
            node_id, node = waiting.pop()
            if node_id not in self.found and isinstance(node, Trackable):
                self.found[node_id] = node
                waiting.extend(reversed(self._visit_one(self._message.nodes[node_id], node)))

    def _visit_one(self, proto, node):
        """Restore one object; return its children that are there, as (node id, object) pairs."""
        self._restore_values(proto, node)
        children, present = node._trackable_children(), []
        for child in proto.children:
            live = children.get(child.local_name)
            if live is None:
                live = node._lookup_dependency(child.local_name)
            if live is not None:
                present.append((child.node_id, live))
            else:
                node._defer_dependency(child.local_name, self._later(child.node_id))
        return present

    def _later(self, node_id):
        return lambda trackable: self.visit(node_id, trackable)

    def _restore_values(self, proto, node):
        stored = {attribute.name: attribute.checkpoint_key for attribute in proto.attributes}
        if registered.collect(proto, node, self._savers) or not stored:
            return
        if hasattr(node, "_resource"):
            if VARIABLE_VALUE in stored:
                with restore_frame(1):
                    set_value(node, self._reader, stored[VARIABLE_VALUE])
            return
        restore_tensors(node, self._reader, stored)


class CheckpointLoadStatus:
    """What came of a restoration; its methods say whether that is what was expected."""

    def __init__(self, root, message, restoration):
        self._root = root
        self._message = message
        self._restoration = restoration

    def assert_consumed(self):
        """Raise AssertionError unless all stored values and all live objects met."""
        self.assert_existing_objects_matched()
        for node_id, proto in enumerate(self._message.nodes):
            has_state = proto.attributes or proto.registered_saver.name
            if has_state and node_id not in self._restoration.found:
                raise AssertionError(
                    f"Unresolved object in checkpoint {self._path(node_id)}: {proto}"
                )
        return self

    def _path(self, node_id):
        """Write the way from the root to a stored object, as "(root).layers.0"."""
        paths, waiting = {0: "(root)"}, collections.deque([0])
        while waiting and node_id not in paths:
            here = waiting.popleft()
            for child in self._message.nodes[here].children:
                if child.node_id not in paths:
                    paths[child.node_id] = f"{paths[here]}.{child.local_name}"
                    waiting.append(child.node_id)
        return paths.get(node_id, "(unconnected)")

    def assert_existing_objects_matched(self):
        """Raise AssertionError if a live object with values has none in the checkpoint."""
        matched = {id(node) for node in self._restoration.found.values()}
        unmatched = [
            node for node in graphs.ObjectGraph(self._root).nodes
            if isinstance(node, Trackable) and node._serialize_to_tensors()
            and id(node) not in matched
        ]
        if unmatched:
            shown = unmatched[:10]
            raise AssertionError(
                f"Found {len(unmatched)} Python objects that were not bound to checkpointed "
                "values, likely due to changes in the Python program. Showing "
                f"{len(shown)} of {len(unmatched)} unmatched objects: {shown}"
            )
        return self

    def assert_nontrivial_match(self):
        """Raise AssertionError unless something besides the root was matched."""
        if len(self._restoration.found) < 2:
            raise AssertionError(
                "Nothing except the root object matched a checkpointed value. Typically this "
                "means that the checkpoint does not match the Python program."
            )
        return self

    def expect_partial(self):
        """Say that not everything is expected to match."""
        return self

    def initialize_or_restore(self, session=None):
        """Do nothing: values are restored at once."""

    run_restore_ops = initialize_or_restore


class InitializationOnlyStatus(CheckpointLoadStatus):
    """The status of restoring from None."""

    def __init__(self, root):
        super().__init__(root, messages.TrackableObjectGraph(), None)

    def _fail(self):
        raise AssertionError(
            "No checkpoint specified (save_path=None); nothing is being restored."
        )

    assert_consumed = assert_existing_objects_matched = assert_nontrivial_match = _fail

    def run_restore_ops(self, session=None):
        """Raise AssertionError: there is nothing to restore."""
        raise AssertionError(
            "No checkpoint specified, so no restore ops are available (save_path=None to "
            "Saver.restore)."
        )
