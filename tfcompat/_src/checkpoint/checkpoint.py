"""`tf.train.Checkpoint`: a group of trackable objects whose values are saved and restored."""

import inspect
import os
import weakref

from tfcompat._src.base import dtypes, errors
from tfcompat._src.checkpoint import (
    object_graph, readers, registered, restoring, saving, states)
from tfcompat._src.checkpoint.options import CheckpointOptions
from tfcompat._src.core import context
from tfcompat._src.core.trackable import SaveType, Trackable
from tfcompat._src.state.auto_trackable import AutoTrackable
from tfcompat._src.state.variable import Variable
from tfcompat._src.wire.open_checkpoint import open_checkpoint


class Checkpoint(AutoTrackable):
    """Saves and restores the values of trackable objects.

    Args:
        root: an object whose dependencies become those of the checkpoint.
        **kwargs: objects to track under these names.

    Raises:
        ValueError: an object is not trackable.

    Example:
        >>> import tempfile
        >>> import tfcompat as tf
        >>> v = tf.Variable(1.0)
        >>> checkpoint = tf.train.Checkpoint(v=v)
        >>> path = checkpoint.save(tempfile.mkdtemp() + "/ckpt")
        >>> v.assign(7.0)
        <tf.Variable 'UnreadVariable' shape=() dtype=float32, numpy=7.0>
        >>> _ = checkpoint.restore(path)
        >>> v
        <tf.Variable 'Variable:0' shape=() dtype=float32, numpy=1.0>
    """

    def __init__(self, root=None, **kwargs):
        self._save_counter = None
        self._root = self._no_dependency(None)
        if root is not None:
            _check_trackable(root, "root")
            self._root = self._no_dependency(root)
        for name in sorted(kwargs):
            value = kwargs[name]
            setattr(self, name, value() if isinstance(value, weakref.ref) else value)
            _check_trackable(getattr(self, name), name)
        self._trackable_children()  # complains of names that the root has too

    @property
    def save_counter(self):
        """An int64 variable that counts the calls of `save`."""
        self._make_counter()
        return self._save_counter

    def _make_counter(self):
        if self._save_counter is not None:
            return
        with context.eagerly():
            counter = Variable(0, trainable=False, name="save_counter", dtype=dtypes.int64)
        self._save_counter = self._no_dependency(counter)
        self._track_trackable(counter, "save_counter")

    def _trackable_children(self, save_type=SaveType.CHECKPOINT, **kwargs):
        children = super()._trackable_children(save_type, **kwargs)
        if self._root is None:
            return children
        merged = dict(self._root._trackable_children(save_type, **kwargs))
        for name, child in children.items():
            if name in merged and merged[name] is not child:
                raise ValueError(
                    f"Cannot create a Checkpoint with keyword argument {name} if root.{name} "
                    "already exists."
                )
            merged[name] = child
        return merged

    def _as_root(self, node, children):
        """Return children as they are saved: the root is the first object, and called "root".

        What refers to the root refers to this checkpoint then, which has its children.
        """
        if self._root is None:
            return children
        children = {name: self if child is self._root else child
                    for name, child in children.items()}
        if node is not self or "root" in children:
            return children
        own = super()._trackable_children()
        named = {name: child for name, child in children.items() if name not in own}
        return {**named, "root": self, **children}

    def _lookup_dependency(self, name, cached_dependencies=None):
        found = super()._lookup_dependency(name, cached_dependencies)
        return self if found is None and name == "root" and self._root is not None else found

    # With a root, the checkpoint stands for it: for its values, and for what it tracks later.

    def _serialize_to_tensors(self):
        return {} if self._root is None else self._root._serialize_to_tensors()

    def _restore_from_tensors(self, restored_tensors):
        if self._root is not None:
            self._root._restore_from_tensors(restored_tensors)

    @property
    def _stands_for(self):
        return self if self._root is None else self._root

    def _defer_dependency(self, name, restore):
        if self._root is None or name == "save_counter":
            super()._defer_dependency(name, restore)
        else:
            self._root._defer_dependency(name, restore)

    def write(self, file_prefix, options=None):
        """Write a checkpoint.

        Args:
            file_prefix: the path to know it by.
            options: a `tf.train.CheckpointOptions`.

        Returns:
            The path.
        """
        options = options or CheckpointOptions()
        prefix = os.fspath(file_prefix)
        directory = os.path.dirname(prefix)
        if directory:
            os.makedirs(directory, exist_ok=True)
        graph = object_graph.ObjectGraph(
            self, extra_children=self._as_root,
            with_slots=not options.experimental_skip_slot_variables)
        entries, message = saving.collect(graph)
        saving.write_bundle(
            prefix, entries, options.experimental_sharding_callback,
            registered.groups(graph.nodes, message))
        for callback in options.experimental_write_callbacks or ():
            callback(*([prefix] if inspect.signature(callback).parameters else []))
        return prefix

    def save(self, file_prefix, options=None):
        """Write a numbered checkpoint and note it in the directory's state file.

        Args:
            file_prefix: the path that "-1", "-2", ... is appended to.
            options: a `tf.train.CheckpointOptions`.

        Returns:
            The path with the number.
        """
        self._make_counter()
        self._save_counter.assign_add(1, read_value=False)
        prefix = f"{os.fspath(file_prefix)}-{int(self._save_counter.numpy())}"
        try:
            path = self.write(prefix, options)
        except BaseException:
            self._save_counter.assign_sub(1, read_value=False)
            raise
        states.update_state(os.path.dirname(prefix), path, [path], save_relative_paths=True)
        return path

    def read(self, save_path, options=None):
        """Restore what `write` wrote, without the save counter.

        Returns:
            A status object, see `restore`.

        Raises:
            NotFoundError: there is no such checkpoint.
        """
        options = options or CheckpointOptions()
        prefix = variables_prefix(save_path)
        if os.path.isdir(prefix) and not os.path.exists(f"{prefix}.index"):
            raise errors.DataLossError(
                None, None,
                f"Unable to open table file {prefix}: FAILED_PRECONDITION: {prefix}; Is a "
                "directory: perhaps your file is in a different file format and you need to use a "
                "different restore operator?",
            )
        with readers.translated_errors():
            reader = open_checkpoint(prefix)
        return restoring.restore(reader, self, options.experimental_skip_slot_variables)

    def restore(self, save_path, options=None):
        """Give the tracked objects the values of a checkpoint.

        Objects that are tracked later get theirs then.

        Args:
            save_path: what `save` returned, or the directory of a SavedModel; None does nothing.
            options: a `tf.train.CheckpointOptions`.

        Returns:
            A status object with `assert_consumed`, `assert_existing_objects_matched` and
            `expect_partial`.

        Raises:
            NotFoundError: there is no such checkpoint.
            ValueError: a stored shape does not fit a variable.
        """
        if save_path is None:
            return restoring.InitializationOnlyStatus(self)
        try:
            status = self.read(save_path, options)
        except errors.NotFoundError as error:
            raise errors.NotFoundError(
                None, None,
                f"Error when restoring from checkpoint or SavedModel at {save_path}: "
                f"{error.message}\nPlease double-check that the path is correct. You may be "
                "missing the checkpoint suffix (e.g. the '-1' in 'path/to/ckpt-1').",
            ) from None
        self._make_counter()
        return status


def _check_trackable(value, name):
    if not isinstance(value, Trackable):
        raise ValueError(
            f"`Checkpoint` was expecting {name} to be a trackable object (an object derived from "
            f"`Trackable`), got {value}. If you believe this object should be trackable (i.e. it "
            "is part of the TensorFlow Python API and manages state), please open an issue."
        )


def variables_prefix(save_path):
    """Return the checkpoint's prefix.

    The folder of a SavedModel stands for its variables, and so does its folder "variables", as
    the page of `tf.saved_model.save` documents.
    """
    if not isinstance(save_path, (str, bytes, os.PathLike)):
        raise TypeError(f"Expected binary or unicode string, got {save_path!r}")
    path = os.fsdecode(save_path)
    for inner in (("variables", "variables"), ("variables",)):
        prefix = os.path.join(path, *inner)
        if os.path.isdir(path) and os.path.exists(f"{prefix}.index"):
            return prefix
    return path
