"""Asset: a file that an object depends on and that SavedModels take along."""

import os

from tfcompat._src.base import dtypes
from tfcompat._src.core import context
from tfcompat._src.core.tensor import wrap
from tfcompat._src.core.trackable import Trackable


class Asset(Trackable):
    """A file that belongs to a SavedModel: `tf.saved_model.Asset`.

    Args:
        path: where the file is: a str, a path or a string tensor.

    Attributes:
        asset_path: the path as a string tensor.

    Example:
        >>> import tfcompat as tf
        >>> tf.saved_model.Asset("vocabulary.txt").asset_path
        <tf.Tensor: shape=(), dtype=string, numpy=b'vocabulary.txt'>
    """

    def __init__(self, path):
        if hasattr(path, "numpy"):
            path = path.numpy()
        self._path = os.fspath(path)
        self.asset_path = wrap(os.fsencode(self._path), dtypes.string)

    def __tf_tensor__(self, dtype=None, name=None):
        graph = getattr(context.current(), "graph", None)
        if hasattr(graph, "capture"):  # at once, so that the order of captures is TensorFlow's
            scope = graph.get_name_scope()
            return graph.capture(self.asset_path, f"{scope}/{name}" if scope and name else name)
        return self.asset_path

    @property
    def _object_identifier(self):
        return "asset"
