"""Restoring objects from checkpoints that were saved by the names of variables.

Such checkpoints are those of tf.compat.v1.train.Saver, in either format.
"""

from tfcompat._src.checkpoint import object_graph as graphs
from tfcompat._src.checkpoint import restoring


class NameBasedSaverStatus:
    """What came of restoring objects by the names of their variables."""

    def __init__(self, root, missing):
        self._root = root
        self._missing = missing

    def assert_consumed(self):
        """Raise AssertionError if a variable has no value in the checkpoint."""
        if self._missing:
            lines = "".join(f"\n    {node!r}: [{node._shared_name!r}]" for node in self._missing)
            raise AssertionError(
                f"Some objects had attributes which were not restored: {lines}")
        return self

    assert_existing_objects_matched = assert_nontrivial_match = assert_consumed

    def expect_partial(self):
        """Say that not everything is expected to match."""
        return self

    def initialize_or_restore(self, session=None):
        """Do nothing: values are restored at once."""

    run_restore_ops = initialize_or_restore


def restore(reader, root):
    """Give the variables below a root the values stored under their names.

    Args:
        reader: the open checkpoint.
        root: the live root.

    Returns:
        A `NameBasedSaverStatus`.

    Raises:
        ValueError: a stored shape does not fit.
    """
    missing = []
    for node in graphs.ObjectGraph(root).nodes:
        if not hasattr(node, "_resource") or not hasattr(node, "_shared_name"):
            continue
        key = node._shared_name
        if key in reader:
            with restoring.restore_frame(1):
                restoring.set_value(node, reader, key, name=key)
        elif key != "save_counter":
            missing.append(node)
    return NameBasedSaverStatus(root, missing)
