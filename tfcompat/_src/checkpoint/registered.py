"""Objects that registered savers store: noting them, calling the savers, restoring.

Which savers there are is in `state/registration.py`.
"""

import contextlib
import glob
import os

import numpy as np

from tfcompat._src.base import dtypes, nest
from tfcompat._src.core.convert import constant
from tfcompat._src.core.tensor import Tensor
from tfcompat._src.core.trackable import Trackable
from tfcompat._src.state import registration


def subject(node):
    """Return the object that a node of an object graph stands for: a Checkpoint for its root."""
    return getattr(node, "_stands_for", node)


def note(proto, node, path):
    """Note in a node's message the saver that stores it; say whether there is one."""
    if not isinstance(node, Trackable):
        return False
    name = registration.get_registered_saver_name(subject(node))
    if name is not None:
        proto.registered_saver.name, proto.registered_saver.object_name = name, path
    return name is not None


def groups(nodes, message):
    """Return {saver: {object name: object}} of what savers store.

    Args:
        nodes: the objects by node id; there may be more of them than the message knows.
        message: the TrackableObjectGraph.
    """
    found = {}
    for node, proto in zip(nodes, message.nodes, strict=False):
        if proto.registered_saver.name:
            group = found.setdefault(proto.registered_saver.name, {})
            group[proto.registered_saver.object_name] = subject(node)
    return found


def save(name, trackables, prefix):
    """Let a saver store its objects; return the prefixes, string tensors, of what it wrote.

    Args:
        name: the saver's name.
        trackables: dict of names to objects.
        prefix: the prefix of the checkpoint, followed by "-" and the saver's name: a tensor.

    Raises:
        ValueError: the saver returns something else.
    """
    result = registration.get_save_function(name)(trackables, prefix)
    found = [] if result is None else nest.flatten(result)
    if not all(isinstance(item, Tensor) and item.dtype == dtypes.string for item in found):
        raise ValueError(
            f"Registered saver must return a (maybe empty) list of string type tensors. Got "
            f"{result}."
        )
    return found


@contextlib.contextmanager
def saved(savers, prefix):
    """Let savers store their objects beside a checkpoint; what is not merged is removed.

    Args:
        savers: what `groups` returned.
        prefix: the prefix of the checkpoint, a str.

    Yields:
        A list of the prefixes of what they wrote.
    """
    found = []
    try:
        for name, trackables in savers.items():
            for tensor in save(name, trackables, constant(f"{prefix}-{name}")):
                found += [os.fsdecode(item) for item in np.ravel(tensor.numpy())]
        yield found
    finally:
        for name in savers:
            for path in glob.glob(f"{glob.escape(f'{prefix}-{name}')}*"):
                with contextlib.suppress(OSError):
                    os.remove(path)


def collect(proto, node, into):
    """Enter an object into the dict {saver: {name: object}} of those to restore, if it is one.

    Args:
        proto: the object's message in a TrackableObjectGraph.
        node: the object.
        into: the dict.

    Returns:
        Whether the object's state is none that others restore.

    Raises:
        ValueError: its saver does not take it.
    """
    stored = proto.registered_saver.name if proto.HasField("registered_saver") else ""
    if not stored and not registration.has_savers():
        return False
    node = subject(node)
    if not stored:
        name = registration.get_registered_saver_name(node)
        if name is None or not proto.attributes:
            return False
        # A class that has a saver by now: it finds its state by the key it had.
        into.setdefault(name, {})[proto.attributes[0].checkpoint_key] = node
        return True
    try:
        registration.validate_restore_function(node, stored)
    except ValueError:
        if registration.get_strict_predicate_restore(stored):
            raise
        return True
    into.setdefault(stored, {})[proto.registered_saver.object_name] = node
    return True


def restore(savers, prefix):
    """Let savers restore their objects.

    Args:
        savers: a dict {saver: {name: object}}; it is emptied.
        prefix: the prefix of the checkpoint, a str or a tensor.
    """
    waiting = dict(savers)
    savers.clear()
    for name, trackables in waiting.items():
        tensor = prefix if isinstance(prefix, Tensor) else constant(prefix)
        registration.get_restore_function(name)(trackables, tensor)
