"""Saver: saves the variables of a graph by name, and restores them, in sessions.

The nodes are made in `saver_nodes`; MetaGraph files are in `meta_graph_files`.
"""

import os
import time

from tfcompat._src.base import errors
from tfcompat._src.checkpoint import states
from tfcompat._src.core import context
from tfcompat._src.v1 import eager_saver, meta_graph_files, saver_nodes
from tfcompat._src.v1.collections import get_collection, get_default_graph
from tfcompat._src.v1.session import Session
from tfcompat._src.wire import messages
from tfcompat._src.wire.open_checkpoint import open_checkpoint


class Saver:
    """Saves and restores variables: `tf.compat.v1.train.Saver`.

    Args:
        var_list: variables, or a dict of names to variables; all that are saved by default.
        reshape: whether restored values take the shapes of their variables.
        sharded: whether files are written as shards.
        max_to_keep: how many checkpoints stay; None or 0 for all.
        keep_checkpoint_every_n_hours: how often one stays for ever.
        name: the name scope of the nodes.
        restore_sequentially: accepted for compatibility.
        saver_def: a SaverDef of nodes that are in the graph already.
        builder: not supported.
        defer_build: whether nodes are added when `build` is called or they are needed.
        allow_empty: whether there may be no variables.
        write_version: SaverDef.V1 or SaverDef.V2: the format.
        pad_step_number: whether step numbers have eight digits.
        save_relative_paths: whether the state file has paths relative to itself.
        filename: the default path.

    Raises:
        ValueError: there are no variables, or names collide.
        TypeError: something is no variable.

    Example:
        >>> import tempfile
        >>> import tfcompat as tf
        >>> with tf.Graph().as_default(), tf.compat.v1.Session() as session:
        ...     v = tf.compat.v1.get_variable("v", initializer=3.0)
        ...     saver = tf.compat.v1.train.Saver()
        ...     session.run(v.initializer)
        ...     path = saver.save(session, tempfile.mkdtemp() + "/model")
        ...     float(session.run(v.assign(7.0)))
        ...     saver.restore(session, path)
        ...     float(session.run(v))
        7.0
        3.0
    """

    def __init__(
        self, var_list=None, reshape=False, sharded=False, max_to_keep=5,
        keep_checkpoint_every_n_hours=10000.0, name=None, restore_sequentially=False,
        saver_def=None, builder=None, defer_build=False, allow_empty=False,
        write_version=messages.SaverDef.V2, pad_step_number=False, save_relative_paths=False,
        filename=None,
    ):
        if builder is not None:
            raise NotImplementedError("tf.compat.v1.train.Saver(builder=...) is not supported.")
        if defer_build and var_list:
            raise ValueError(
                "If `var_list` is provided then build cannot be deferred. Either set "
                "defer_build=False or var_list=None."
            )
        if context.executing_eagerly() and var_list is None:
            raise RuntimeError("When eager execution is enabled, `var_list` must specify a list "
                               "or dict of variables to save")
        self._var_list, self._reshape, self._name = var_list, reshape, name
        self._allow_empty, self._filename = allow_empty, filename
        self._pad, self._relative = pad_step_number, save_relative_paths
        self._given = saver_def
        self._settings = messages.SaverDef(
            max_to_keep=max_to_keep or 0, sharded=sharded, version=write_version,
            keep_checkpoint_every_n_hours=keep_checkpoint_every_n_hours)
        self._graph = None
        self._parts = None
        self._is_empty = False
        self.saver_def = None
        self._last_checkpoints = []
        self._to_be_deleted = []
        self._next_kept = time.time() + keep_checkpoint_every_n_hours * 3600
        if context.executing_eagerly():  # variables are saved and restored without any nodes
            self.saver_def = messages.SaverDef()
            self.saver_def.CopyFrom(self._settings)
        elif not defer_build:
            self.build()

    def build(self):
        """Add the nodes to the default graph."""
        if context.executing_eagerly():
            raise RuntimeError("Use save/restore instead of build in eager mode.")
        if self._graph is not None or self.saver_def is not None:
            return
        self._graph = get_default_graph()
        if self._given is not None:
            self.saver_def = self._given
            self._check_saver_def()
            return
        variables = self._var_list
        if variables is None:
            variables = get_collection("variables") + get_collection("saveable_objects")
        if not variables:
            if not self._allow_empty:
                raise ValueError("No variables to save")
            self._is_empty = True
            return
        self.saver_def = messages.SaverDef()
        self.saver_def.CopyFrom(self._settings)
        self._parts = saver_nodes.parts_of(variables)
        saver_nodes.build(self._graph, self._parts, self.saver_def, self._name, self._filename,
                          self._reshape)

    def _check_saver_def(self):
        for field in ("save_tensor_name", "restore_op_name", "filename_tensor_name"):
            if not getattr(self.saver_def, field):
                raise ValueError(f"saver_def must specify {field}: {self.saver_def}.")

    # --- saving -------------------------------------------------------------------------------

    def save(self, sess, save_path, global_step=None, latest_filename=None,
             meta_graph_suffix="meta", write_meta_graph=True, write_state=True,
             strip_default_attrs=False, save_debug_info=False):
        """Write a checkpoint.

        Args:
            sess: the Session.
            save_path: the path that the checkpoint is known by.
            global_step: a number to append to it, or the tensor or variable of one.
            latest_filename: the name of the state file, "checkpoint" by default.
            meta_graph_suffix: the suffix of the MetaGraph file.
            write_meta_graph: whether the MetaGraph is written, too.
            write_state: whether the state file is updated.
            strip_default_attrs: whether the MetaGraph leaves out default attributes.
            save_debug_info: accepted for compatibility.

        Returns:
            The path of the checkpoint, or None for a Saver without variables.

        Raises:
            TypeError: `sess` is no session.
            ValueError: there is no folder of that name, or paths do not fit each other.
            OpError: writing failed; the previous checkpoint and state file stay.
        """
        self._build_if_needed()
        latest_filename = states.STATE_FILE if latest_filename is None else latest_filename
        if os.path.split(latest_filename)[0]:
            raise ValueError("'latest_filename' must not contain path components")
        save_path = os.fspath(save_path)
        if global_step is not None:
            save_path = self._numbered(sess, save_path, global_step)
        elif os.path.basename(save_path) == latest_filename and not self.saver_def.sharded:
            raise ValueError(
                f"'latest_filename' collides with 'save_path': '{latest_filename}' and "
                f"'{save_path}'"
            )
        eager = self._graph is None and context.executing_eagerly()
        if not eager and not isinstance(sess, Session):
            raise TypeError(f"'sess' must be a Session; {sess}")
        if self._is_empty:
            return None
        if eager:
            write_meta_graph = False
            path = eager_saver.save(self._var_list, save_path, self.saver_def.version)
        else:
            path = self._write(sess, save_path)
        if write_state:
            self._note(path, latest_filename, meta_graph_suffix)
        if write_meta_graph:
            with sess.graph.as_default():
                self.export_meta_graph(
                    states.meta_graph_path(path, meta_graph_suffix),
                    strip_default_attrs=strip_default_attrs)
        return path

    def _build_if_needed(self):
        if self.saver_def is None and not self._is_empty:
            if self._graph is not None:
                return
            raise RuntimeError("`build()` should be called before save if defer_build==True")

    def _numbered(self, sess, save_path, global_step):
        if hasattr(global_step, "numpy") and context.executing_eagerly():
            global_step = global_step.numpy()
        elif hasattr(global_step, "graph"):
            global_step = sess.run(global_step)
        number = f"{int(global_step):08d}" if self._pad else str(int(global_step))
        return f"{save_path}-{number}"

    def _write(self, sess, save_path):
        folder = os.path.dirname(save_path)
        try:
            found = sess.run(self.saver_def.save_tensor_name,
                             {self.saver_def.filename_tensor_name: save_path})
        except (errors.FailedPreconditionError, errors.NotFoundError) as error:
            if not os.path.isdir(folder):
                raise ValueError(
                    f"Parent directory of {save_path} doesn't exist, can't save.") from error
            raise
        return os.fsdecode(found)

    def _note(self, path, latest_filename, suffix):
        if path in dict(self._last_checkpoints):
            self._last_checkpoints = [p for p in self._last_checkpoints if p[0] != path]
        self._last_checkpoints.append((path, time.time()))
        self._forget_oldest()
        states.update_state(
            os.path.dirname(path), path, self.last_checkpoints, latest_filename,
            save_relative_paths=self._relative)
        for old in self._to_be_deleted:
            states.remove(old, self.saver_def.version, suffix)
        self._to_be_deleted = []

    def _forget_oldest(self):
        limit = self.saver_def.max_to_keep
        if not limit or len(self._last_checkpoints) <= limit:
            return
        path, seconds = self._last_checkpoints.pop(0)
        if seconds > self._next_kept:
            self._next_kept += self.saver_def.keep_checkpoint_every_n_hours * 3600
            return
        self._to_be_deleted.append(path)

    @property
    def last_checkpoints(self):
        """The paths of the checkpoints that are kept, oldest first."""
        return [path for path, _ in self._last_checkpoints]

    def set_last_checkpoints(self, last_checkpoints):
        """Say which checkpoints there are, oldest first."""
        self._last_checkpoints = [(path, float("inf")) for path in last_checkpoints]

    def set_last_checkpoints_with_time(self, last_checkpoints_with_time):
        """Say which checkpoints there are: (path, seconds) pairs, oldest first."""
        self._last_checkpoints = list(last_checkpoints_with_time)

    def recover_last_checkpoints(self, checkpoint_paths):
        """Take over those of the given checkpoints that exist."""
        found = [path for path in checkpoint_paths if states.exists(path)]
        times = states.modification_times(found)
        self._last_checkpoints = list(zip(found, times, strict=True))

    # --- restoring ----------------------------------------------------------------------------

    def restore(self, sess, save_path):
        """Give the variables the values of a checkpoint of either format.

        Args:
            sess: the Session.
            save_path: the path of the checkpoint.

        Raises:
            ValueError: there is no such checkpoint.
            NotFoundError: the checkpoint lacks a variable.
            InvalidArgumentError: a variable has another shape; its name, the key and both shapes
                are named.
        """
        if self._is_empty:
            return
        if save_path is None:
            raise ValueError("Can't load save_path when it is None.")
        save_path = os.fspath(save_path)
        if not states.exists(save_path):
            raise ValueError(f"The passed save_path is not a valid checkpoint: {save_path}")
        self._check_shapes(save_path)
        try:
            if self._graph is None and context.executing_eagerly():
                eager_saver.restore(self._var_list, save_path)
            else:
                sess.run(self.saver_def.restore_op_name,
                         {self.saver_def.filename_tensor_name: save_path})
        except errors.NotFoundError as error:
            raise errors.NotFoundError(
                error.node_def, error.op,
                "Restoring from checkpoint failed. This is most likely due to a Variable name or "
                "other graph key that is missing from the checkpoint. Please ensure that you have "
                f"not altered the graph expected based on the checkpoint. Original error:\n\n"
                f"{error.message}"
            ) from None
        except errors.InvalidArgumentError as error:
            raise errors.InvalidArgumentError(
                error.node_def, error.op,
                f"{_MISMATCH} Original error:\n\n{error.message}") from None

    def _check_shapes(self, save_path):
        """TensorFlow lets resource variables change their shapes without a word; here they may not.
        """
        if self._parts is None or self._reshape:
            return
        with open_checkpoint(save_path) as reader:
            for part in self._parts:
                if part.spec or part.key not in reader:
                    continue
                stored = reader.shape(part.key)
                if not part.shape.is_compatible_with(stored):
                    raise errors.InvalidArgumentError(
                        None, None,
                        f"{_MISMATCH} The variable {part.variable.name} has shape "
                        f"{part.shape}, but the value stored under {part.key!r} in {save_path} "
                        f"has shape {stored}."
                    )

    # --- graphs -------------------------------------------------------------------------------

    def as_saver_def(self):
        """Return the SaverDef message."""
        return self.saver_def

    to_proto = as_saver_def

    def export_meta_graph(
        self, filename=None, collection_list=None, as_text=False, export_scope=None,
        clear_devices=False, clear_extraneous_savers=False, strip_default_attrs=False,
        save_debug_info=False,
    ):
        """Return the MetaGraphDef of the graph, and write it to a file; see the function."""
        return meta_graph_files.export_meta_graph(
            filename, graph=self._graph, saver_def=self.saver_def,
            collection_list=collection_list, as_text=as_text, export_scope=export_scope,
            clear_devices=clear_devices, strip_default_attrs=strip_default_attrs)

    @staticmethod
    def from_proto(saver_def, import_scope=None):
        """Return the Saver that a SaverDef describes, for nodes that are in the graph."""
        return Saver(saver_def=_scoped(saver_def, import_scope), name=import_scope)


_MISMATCH = (
    "Restoring from checkpoint failed. This is most likely due to a mismatch between the current "
    "graph and the graph from the checkpoint. Please ensure that you have not altered the graph "
    "expected based on the checkpoint."
)


def _scoped(saver_def, scope):
    if not scope:
        return saver_def
    scoped = messages.SaverDef()
    scoped.CopyFrom(saver_def)
    for field in ("filename_tensor_name", "save_tensor_name", "restore_op_name"):
        setattr(scoped, field, f"{scope}/{getattr(scoped, field)}")
    return scoped


def import_meta_graph(meta_graph_or_file, clear_devices=False, import_scope=None, **kwargs):
    """Add a graph from a MetaGraph to the default graph.

    Args:
        meta_graph_or_file: a MetaGraphDef message, or the path of a file of one.
        clear_devices: whether nodes forget their devices.
        import_scope: what names are put under.
        **kwargs: `input_map` and `return_elements` as for `tf.import_graph_def`.

    Returns:
        A Saver for its variables, or None if there are none; with `return_elements`, the Saver
        and these.

    Raises:
        RuntimeError: called where ops run at once.
        OSError: the file is no MetaGraph.

    Example:
        >>> import tfcompat as tf
        >>> tf1 = tf.compat.v1
        >>> with tf.Graph().as_default():
        ...     v = tf1.get_variable("v", [2])
        ...     message = tf1.train.export_meta_graph()
        >>> with tf.Graph().as_default():
        ...     saver = tf1.train.import_meta_graph(message)
        ...     tf1.global_variables()
        [<tf.Variable 'v:0' shape=(2,) dtype=float32>]
    """
    elements = kwargs.pop("return_elements", None)
    saver, found = import_with_elements(
        meta_graph_or_file, clear_devices, import_scope, elements, **kwargs)
    return saver if elements is None else (saver, found)


def import_with_elements(
    meta_graph_or_file, clear_devices=False, import_scope=None, return_elements=None,
    input_map=None,
):
    """Add a graph from a MetaGraph to the default graph; return a Saver and elements."""
    if context.executing_eagerly():
        raise RuntimeError(
            "Exporting/importing meta graphs is not supported when eager execution is enabled. "
            "No graph exists when eager execution is enabled."
        )
    message = meta_graph_or_file
    if not hasattr(message, "graph_def"):
        message = meta_graph_files.read(message)
    elif not isinstance(message, messages.MetaGraphDef):
        message = messages.MetaGraphDef.FromString(message.SerializeToString())
    graph = get_default_graph()
    variables, found, scope = meta_graph_files.restore_into(
        message, graph, clear_devices, import_scope, input_map, return_elements)
    if message.HasField("saver_def") and message.saver_def.restore_op_name:
        saver = Saver(saver_def=_scoped(message.saver_def, scope), name=scope or None)
        saver._parts = _named_parts(message, variables)
        return saver, found
    if variables:
        with graph.as_default():
            return Saver(list(variables.values())), found
    return None, found


def _named_parts(message, variables):
    """The variables with their names in checkpoints, where the collections tell these."""
    try:
        saved = [v for v in variables.values() if v in get_collection("variables")]
        parts = saver_nodes.parts_of(saved)
    except (TypeError, ValueError):
        return None
    known = {key.decode("utf-8", "backslashreplace") for key in _restored_keys(message)}
    return [part for part in parts if part.key in known] if known else None


def _restored_keys(message):
    for node in message.graph_def.node:
        if node.op == "Const" and node.name.endswith("RestoreV2/tensor_names"):
            yield from node.attr["value"].tensor.string_val

