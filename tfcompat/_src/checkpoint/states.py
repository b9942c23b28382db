"""The state file of a directory: which checkpoint is the newest, which are kept; and what exists.

Reading the checkpoints themselves is in `readers`.
"""

import glob
import os
import re

from tfcompat._src.wire import messages

STATE_FILE = "checkpoint"


def read_state(checkpoint_dir, latest_filename=None):
    """Return the CheckpointState message of a directory as it is written, or None."""
    path = os.path.join(os.fspath(checkpoint_dir), latest_filename or STATE_FILE)
    if not os.path.isfile(path):
        return None
    with open(path, encoding="utf-8") as file:
        return messages.from_text(messages.CheckpointState, file.read(), path)


def get_checkpoint_state(checkpoint_dir, latest_filename=None):
    """Return the CheckpointState of a directory, its paths made whole, or None.

    Args:
        checkpoint_dir: the directory.
        latest_filename: the name of the state file, "checkpoint" by default.

    Returns:
        A CheckpointState message with `model_checkpoint_path` and `all_model_checkpoint_paths`.

    Raises:
        ValueError: the file names no newest checkpoint.

    Example:
        >>> import tfcompat as tf
        >>> tf.train.get_checkpoint_state("/no/such/directory") is None
        True
    """
    if isinstance(checkpoint_dir, os.PathLike):
        checkpoint_dir = os.fspath(checkpoint_dir)
    try:
        state = read_state(checkpoint_dir, latest_filename)
    except OSError:  # what is no state file is as good as none
        return None
    if state is None:
        return None
    if not state.model_checkpoint_path:
        raise ValueError(
            f"Invalid checkpoint state loaded from {checkpoint_dir}")
    whole = messages.CheckpointState()
    whole.CopyFrom(state)
    whole.model_checkpoint_path = _whole(state.model_checkpoint_path, checkpoint_dir)
    del whole.all_model_checkpoint_paths[:]
    whole.all_model_checkpoint_paths.extend(
        _whole(path, checkpoint_dir) for path in state.all_model_checkpoint_paths)
    return whole


def _whole(path, directory):
    return path if os.path.isabs(path) else os.path.join(directory, path)


def generate_state(
    save_dir, model_checkpoint_path, all_model_checkpoint_paths=None,
    all_model_checkpoint_timestamps=None, last_preserved_timestamp=None,
):
    """Return a CheckpointState message.

    Args:
        save_dir: the directory of the state file; where the newest path is relative, so become
            all.
        model_checkpoint_path: the newest checkpoint.
        all_model_checkpoint_paths: all that are kept, oldest first.
        all_model_checkpoint_timestamps: when they were written, in seconds.
        last_preserved_timestamp: when the last one was written that is kept for ever.

    Raises:
        ValueError: there are not as many times as checkpoints.

    Example:
        >>> import tfcompat as tf
        >>> state = tf.compat.v1.train.generate_checkpoint_state_proto("/tmp", "/tmp/ckpt-1")
        >>> state.model_checkpoint_path
        '/tmp/ckpt-1'
    """
    paths = list(all_model_checkpoint_paths or [])
    if not paths or paths[-1] != model_checkpoint_path:
        paths.append(model_checkpoint_path)
    times = all_model_checkpoint_timestamps
    if times and len(times) != len(paths):
        raise ValueError(
            "Checkpoint timestamps, if provided, must match checkpoint paths (got paths "
            f"{paths} and timestamps {times})"
        )
    if not os.path.isabs(save_dir):
        # Paths are relative to where the program runs; in the file, to the file.
        paths = [path if os.path.isabs(path) else os.path.relpath(path, save_dir)
                 for path in paths]
        if not os.path.isabs(model_checkpoint_path):
            model_checkpoint_path = os.path.relpath(model_checkpoint_path, save_dir)
    state = messages.CheckpointState(
        model_checkpoint_path=model_checkpoint_path, all_model_checkpoint_paths=paths,
        all_model_checkpoint_timestamps=times)
    if last_preserved_timestamp is not None:
        state.last_preserved_timestamp = last_preserved_timestamp
    return state


def update_state(
    save_dir, model_checkpoint_path, all_model_checkpoint_paths=None, latest_filename=None,
    all_model_checkpoint_timestamps=None, last_preserved_timestamp=None,
    save_relative_paths=False,
):
    """Write the state file of a directory, by way of a temporary file.

    Args:
        save_dir: the directory.
        model_checkpoint_path: the newest checkpoint.
        all_model_checkpoint_paths: all that are kept, oldest first.
        latest_filename: the name of the state file, "checkpoint" by default.
        all_model_checkpoint_timestamps: when they were written, in seconds.
        last_preserved_timestamp: when the last one was written that is kept for ever.
        save_relative_paths: whether paths are written relative to the directory.

    Raises:
        RuntimeError: the state file is one of the checkpoints.

    Example:
        >>> import tempfile
        >>> import tfcompat as tf
        >>> folder = tempfile.mkdtemp()
        >>> tf.compat.v1.train.update_checkpoint_state(folder, folder + "/ckpt-1")
        >>> tf.train.get_checkpoint_state(folder).model_checkpoint_path == folder + "/ckpt-1"
        True
    """
    save_dir = os.fspath(save_dir)
    path = os.path.join(save_dir, latest_filename or STATE_FILE)
    everything = all_model_checkpoint_paths
    if save_relative_paths:
        newest = _relative(model_checkpoint_path, save_dir)
        everything = [_relative(item, save_dir) for item in everything or []]
    else:
        newest = model_checkpoint_path
    state = generate_state(
        save_dir, newest, everything, all_model_checkpoint_timestamps, last_preserved_timestamp)
    if path == state.model_checkpoint_path:
        raise RuntimeError(
            f"Save path '{model_checkpoint_path}' conflicts with path used for checkpoint state.  "
            "Please use a different save path."
        )
    write_atomically(path, messages.to_text(state).encode())


def _relative(path, save_dir):
    return os.path.relpath(path, save_dir) if os.path.isabs(path) else path


def write_atomically(path, data):
    """Write a file so that there is the old one or the new one, whatever happens."""
    temporary = f"{path}.tmp{os.getpid()}"
    try:
        with open(temporary, "wb") as file:
            file.write(data)
        os.replace(temporary, path)
    finally:
        if os.path.exists(temporary):
            os.remove(temporary)


def exists(checkpoint_prefix):
    """Say whether there is a checkpoint of either format.

    Args:
        checkpoint_prefix: its prefix, or the pattern of its shards.

    Example:
        >>> import tfcompat as tf
        >>> tf.compat.v1.train.checkpoint_exists("/no/such/checkpoint")
        False
    """
    prefix = os.fspath(checkpoint_prefix)
    return bool(glob.glob(f"{glob.escape(prefix)}.index")) or bool(
        [path for path in glob.glob(prefix) if os.path.isfile(path)]
        or os.path.isfile(prefix))


def modification_times(checkpoint_prefixes):
    """Return when checkpoints were written, in seconds; those that are not there are left out.

    Args:
        checkpoint_prefixes: their prefixes.

    Example:
        >>> import tfcompat as tf
        >>> tf.compat.v1.train.get_checkpoint_mtimes(["/no/such/checkpoint"])
        []
    """
    times = []
    for prefix in checkpoint_prefixes:
        found = glob.glob(f"{glob.escape(os.fspath(prefix))}.index") or glob.glob(prefix)
        if found:
            times.append(int(os.stat(found[0]).st_mtime))
    return times


def remove(checkpoint_prefix, checkpoint_format_version=2, meta_graph_suffix="meta"):
    """Delete the files of a checkpoint, with its MetaGraph.

    Args:
        checkpoint_prefix: its prefix.
        checkpoint_format_version: the format, SaverDef.V1 or SaverDef.V2.
        meta_graph_suffix: the suffix of the MetaGraph file.

    Example:
        >>> import tfcompat as tf
        >>> tf.compat.v1.train.remove_checkpoint("/no/such/checkpoint")
    """
    prefix = os.fspath(checkpoint_prefix)
    patterns = [meta_graph_path(prefix, meta_graph_suffix)]
    if checkpoint_format_version == messages.SaverDef.V2:
        patterns += [f"{glob.escape(prefix)}.index",
                     f"{glob.escape(prefix)}.data-?????-of-?????"]
    else:
        patterns.append(prefix)
    for pattern in patterns:
        for path in {*glob.glob(pattern), *([pattern] if os.path.isfile(pattern) else [])}:
            os.remove(path)


def meta_graph_path(prefix, suffix="meta"):
    """Return the path of the MetaGraph of a checkpoint.

    >>> meta_graph_path("ckpt-?????-of-00002")
    'ckpt.meta'
    """
    return re.sub(r"-[\d\?]+-of-\d+$", "", prefix) + f".{suffix}"
