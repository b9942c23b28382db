"""The graph of objects below a root: numbered breadth first, with the paths checkpoints use.

What the objects store is collected in `saving.py`; matching a stored graph is in `restoring.py`.
"""

import collections

from tfcompat._src.core.trackable import SaveType, Trackable

OBJECT_GRAPH_KEY = "_CHECKPOINTABLE_OBJECT_GRAPH"
ATTRIBUTES = ".ATTRIBUTES"
SLOT = ".OPTIMIZER_SLOT"


class ObjectGraph:
    """All objects that can be reached from a root.

    Args:
        root: the Trackable to begin with.
        save_type: what children are asked for, a `SaveType`.
        extra_children: function of an object and its children (name to object) that returns the
            children to use.
        with_slots: whether the slot variables of optimizers are part of it.

    Attributes:
        nodes: the objects; an object's index is its node id.
        slots: by node id of an optimizer, (node id of a variable, slot name, node id of the slot
            variable) triples.
    """

    def __init__(
        self, root, save_type=SaveType.CHECKPOINT, extra_children=None, with_slots=True,
    ):
        self.nodes = []
        self._save_type = save_type
        self._extra_children = extra_children
        self._ids = {}
        self._children = []
        self._paths = []
        self._waiting = collections.deque()
        self._enter(root, "")
        self._walk()
        self.slots = self._add_slots() if with_slots else {}

    def _enter(self, node, path):
        node_id = self._ids[id(node)] = len(self.nodes)
        self.nodes.append(node)
        self._children.append([])
        self._paths.append(path)
        self._waiting.append(node_id)
        return node_id

    def _walk(self):
        while self._waiting:
            node_id = self._waiting.popleft()
            for name, child in self._children_of(self.nodes[node_id]).items():
                child_id = self._ids.get(id(child))
                if child_id is None:
                    path = self._paths[node_id]
                    child_id = self._enter(child, f"{path}/{escape(name)}".removeprefix("/"))
                self._children[node_id].append((name, child_id))

    def _children_of(self, node):
        children = {}
        if isinstance(node, Trackable):
            children = node._trackable_children(self._save_type)
        if self._extra_children is not None:
            children = self._extra_children(node, dict(children))
        return children

    def node_id(self, node):
        """Return the id of an object, or None if it is not in the graph."""
        return self._ids.get(id(node))

    def children(self, node_id):
        """Return the (name, node id) pairs of a node's children, in order."""
        return self._children[node_id]

    def path(self, node_id):
        """Return the escaped path of a node, as checkpoint keys begin with it."""
        return self._paths[node_id]

    def _add_slots(self):
        """Append the slot variables of optimizers, which no edge leads to."""
        found = {}
        for owner_id, owner in enumerate(list(self.nodes)):
            if not isinstance(owner, Trackable):
                continue
            for variable, name, slot in owner._slot_variables():
                variable_id = self.node_id(variable)
                if variable_id is not None:
                    parts = (self._paths[variable_id], SLOT, self._paths[owner_id], escape(name))
                    slot_id = self.add(slot, "/".join(parts))
                    found.setdefault(owner_id, []).append((variable_id, name, slot_id))
        return found

    def add(self, node, path=""):
        """Append an object that no edge leads to, and what lies below it; return its id."""
        known = self._ids.get(id(node))
        if known is not None:
            return known
        node_id = self._enter(node, path)
        self._walk()
        return node_id


def escape(name):
    """Escape one name of a path.

    >>> escape("a.b/c")
    'a..b.Sc'
    """
    return name.replace(".", "..").replace("/", ".S")


def key(path, attribute):
    """Return the checkpoint key of an object's attribute.

    >>> key("layer/kernel", "VARIABLE_VALUE")
    'layer/kernel/.ATTRIBUTES/VARIABLE_VALUE'
    """
    return f"{path}/{ATTRIBUTES}/{escape(attribute)}"
