"""`tf.train.TrackableView` and `tf.train.CheckpointView`: object graphs to look at and compare.

Does not live here: saving and restoring; the walk that saving uses is in `object_graph`.
"""

import collections
import weakref

from tfcompat._src.checkpoint import readers
from tfcompat._src.checkpoint.object_graph import OBJECT_GRAPH_KEY
from tfcompat._src.core.trackable import SaveType, Trackable
from tfcompat._src.wire import messages
from tfcompat._src.wire.open_checkpoint import open_checkpoint


class TrackableView:
    """A live object and what it tracks.

    Example:
        >>> import tfcompat as tf
        >>> root = tf.train.Checkpoint(inner=tf.train.Checkpoint(v=tf.Variable(1.0)))
        >>> view = tf.train.TrackableView(root)
        >>> list(view.children(root)), len(view.descendants())
        (['inner'], 3)
    """

    def __init__(self, root):
        """Look at `root`, a Trackable or a weak reference to one."""
        self._root = root if isinstance(root, weakref.ref) else weakref.ref(root)

    @classmethod
    def children(cls, obj, save_type=SaveType.CHECKPOINT, **kwargs):
        """Return a dict from names to the objects that `obj` tracks directly."""
        obj._maybe_initialize_trackable()
        return dict(obj._trackable_children(save_type, **kwargs))

    @property
    def root(self):
        """The object one looks at."""
        return self._root()

    def descendants(self):
        """Return the object and everything it tracks, nearest first."""
        found, waiting = {id(self.root): self.root}, collections.deque([self.root])
        while waiting:
            for child in self.children(waiting.popleft()).values():
                if id(child) not in found:
                    found[id(child)] = child
                    waiting.append(child)
        return list(found.values())


class CheckpointView:
    """The objects that a checkpoint was made of, by number.

    Example:
        >>> import tempfile
        >>> import tfcompat as tf
        >>> path = tf.train.Checkpoint(v=tf.Variable(1.0)).write(tempfile.mkdtemp() + "/c")
        >>> tf.train.CheckpointView(path).children(0)
        {'v': 1}
    """

    def __init__(self, save_path):
        """Read the objects of a checkpoint.

        Args:
            save_path: what `Checkpoint.save` or `Checkpoint.write` returned.

        Raises:
            NotFoundError: there is no such checkpoint.
            ValueError: it was not made of objects.
        """
        with readers.translated_errors(), open_checkpoint(save_path) as reader:
            if OBJECT_GRAPH_KEY not in reader:
                raise ValueError(
                    f"The specified checkpoint \"{save_path}\" does not appear to be object-based "
                    "(saved with TF2) since it is missing the key "
                    f"\"{OBJECT_GRAPH_KEY}\". Likely it was created with the TF1 name-based saver "
                    "and does not contain an object dependency graph.")
            graph = messages.TrackableObjectGraph.FromString(reader.read(OBJECT_GRAPH_KEY)[()])
        self._nodes = [
            {child.local_name: child.node_id for child in node.children} for node in graph.nodes]

    def children(self, node_id):
        """Return a dict from names to the numbers of the objects tracked by object `node_id`."""
        if not isinstance(node_id, int):
            raise TypeError("list indices must be integers")
        return dict(self._nodes[node_id])

    def descendants(self):
        """Return the numbers of all objects, nearest to the root first."""
        found, waiting = {0: None}, collections.deque([0])
        while waiting:
            for child in self._nodes[waiting.popleft()].values():
                if child not in found:
                    found[child] = None
                    waiting.append(child)
        return list(found)

    def match(self, obj):
        """Return a dict from numbers to the objects below `obj` that have their names and places.

        Args:
            obj: the object that corresponds to the checkpoint's root.

        Raises:
            ValueError: `obj` is no Trackable.
        """
        if not isinstance(obj, Trackable):
            raise ValueError(f"Expected a Trackable, got {obj!s} of type {type(obj)}.")
        matching, waiting = {0: obj}, collections.deque([(0, obj)])
        while waiting:
            node_id, found = waiting.popleft()
            names = self._nodes[node_id]
            for name, child in TrackableView.children(found).items():
                if name in names and names[name] not in matching:
                    matching[names[name]] = child
                    waiting.append((names[name], child))
        return matching

    def diff(self, obj):
        """Compare with a live object.

        Args:
            obj: the object that corresponds to the checkpoint's root.

        Returns:
            (what `match` returns, numbers of objects only in the checkpoint, objects only in the
            live one).
        """
        matching = self.match(obj)
        matched = {id(found) for found in matching.values()}
        only_here = [node_id for node_id in self.descendants() if node_id not in matching]
        only_there = [found for found in TrackableView(obj).descendants()
                      if id(found) not in matched]
        return matching, only_here, only_there
