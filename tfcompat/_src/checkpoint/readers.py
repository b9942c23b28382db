"""`tf.train` functions that look into checkpoints without objects."""

import contextlib
import os

from tfcompat._src.base import errors, notes
from tfcompat._src.checkpoint import states
from tfcompat._src.wire import messages, open_checkpoint
from tfcompat._src.wire.bundle import encode


_TRANSLATED = (
    ("not found in checkpoint", errors.NotFoundError),
    ("Failed to find any matching files for", errors.NotFoundError),
    ("Sliced checkpoints are not supported", errors.UnimplementedError),
    ("Data type not supported", errors.UnimplementedError),
    ("Failed to get matching files on", errors.InvalidArgumentError),
    ("Unable to open table file", errors.DataLossError),
    ("Failed to find the saved tensor slices", errors.InternalError),
)


@contextlib.contextmanager
def translated_errors():
    """Raise what TensorFlow's checkpoint reader raises: it tells errors apart by their words.

    Whatever its list does not know becomes a plain OpError; a file that is too short, IndexError.
    """
    try:
        yield
    except errors.OutOfRangeError as error:
        raise notes.hand_on(IndexError(error.message), error) from None
    except errors.OpError as error:
        for words, kind in _TRANSLATED:
            if words in error.message:
                raise notes.hand_on(kind(None, None, error.message), error) from None
        unknown = errors.OpError(None, None, error.message, errors.UNKNOWN)
        raise notes.hand_on(unknown, error) from None


class CheckpointReader:
    """Reads the tensors of a checkpoint by name.

    Args:
        prefix: the path that the checkpoint is known by.
    """

    def __init__(self, prefix):
        with translated_errors():
            self._reader = open_checkpoint.open_checkpoint(prefix)

    def get_variable_to_shape_map(self):
        """Return a dict of tensor names to shapes, each a list of ints."""
        return {key: self._reader.shape(key).as_list() for key in self._reader.keys()}

    def get_variable_to_dtype_map(self):
        """Return a dict of tensor names to DTypes."""
        return {key: self._reader.dtype(key) for key in self._reader.keys()}

    def has_tensor(self, tensor_str):
        """Say whether there is a tensor of that name."""
        return encode(tensor_str) != b"" and tensor_str in self._reader

    def get_tensor(self, tensor_str):
        """Return a tensor as numpy: an array, or a scalar for rank 0.

        Raises:
            NotFoundError: there is none of that name.
        """
        with translated_errors():
            array = self._reader.read(tensor_str)
        return array if array.ndim else array[()]

    def debug_string(self):
        """Return the names, dtypes and shapes of all tensors as bytes."""
        lines = []
        for key in sorted(self._reader.keys()):
            dtype = messages.DataType.Name(self._reader.dtype(key).as_datatype_enum)
            shape = ",".join(str(size) for size in self._reader.shape(key).as_list())
            lines.append(f"{key} ({dtype}) [{shape}]\n")
        return "".join(lines).encode("utf-8", "surrogateescape")


def load_checkpoint(ckpt_dir_or_file):
    """Open a checkpoint for reading.

    Args:
        ckpt_dir_or_file: the prefix of a checkpoint, or a directory whose newest one is meant.

    Returns:
        A CheckpointReader.

    Raises:
        ValueError: the directory has no checkpoint.
        NotFoundError: there is no such checkpoint.

    Example:
        >>> import tempfile
        >>> import tfcompat as tf
        >>> path = tf.train.Checkpoint(v=tf.Variable(1.0)).write(tempfile.mkdtemp() + "/ckpt")
        >>> tf.train.load_checkpoint(path).get_tensor("v/.ATTRIBUTES/VARIABLE_VALUE").item()
        1.0
    """
    filename = _checkpoint_filename(ckpt_dir_or_file)
    if filename is None:
        raise ValueError(
            "Couldn't find 'checkpoint' file or checkpoints in given directory "
            f"{ckpt_dir_or_file}"
        )
    return CheckpointReader(filename)


def load_variable(ckpt_dir_or_file, name):
    """Return one tensor of a checkpoint as numpy.

    Args:
        ckpt_dir_or_file: as for `load_checkpoint`.
        name: the tensor's name; a trailing ":0" is ignored.

    Returns:
        A numpy array, or a scalar for rank 0.

    Example:
        >>> import tempfile
        >>> import tfcompat as tf
        >>> path = tf.train.Checkpoint(v=tf.Variable(1.0)).write(tempfile.mkdtemp() + "/ckpt")
        >>> tf.train.load_variable(path, "v/.ATTRIBUTES/VARIABLE_VALUE").item()
        1.0
    """
    return load_checkpoint(ckpt_dir_or_file).get_tensor(name.removesuffix(":0"))


def list_variables(ckpt_dir_or_file):
    """List the tensors of a checkpoint.

    Args:
        ckpt_dir_or_file: as for `load_checkpoint`.

    Returns:
        A list of (name, shape) pairs, sorted by name.

    Example:
        >>> import tempfile
        >>> import tfcompat as tf
        >>> path = tf.train.Checkpoint(v=tf.Variable([1.0])).write(tempfile.mkdtemp() + "/ckpt")
        >>> tf.train.list_variables(path)
        [('_CHECKPOINTABLE_OBJECT_GRAPH', []), ('v/.ATTRIBUTES/VARIABLE_VALUE', [1])]
    """
    return sorted(load_checkpoint(ckpt_dir_or_file).get_variable_to_shape_map().items())


def latest_checkpoint(checkpoint_dir, latest_filename=None):
    """Return the prefix of the newest checkpoint of a directory, or None.

    Args:
        checkpoint_dir: the directory.
        latest_filename: the name of the state file, "checkpoint" by default.

    Returns:
        A path, or None where there is no checkpoint.

    Example:
        >>> import tfcompat as tf
        >>> tf.train.latest_checkpoint("/no/such/directory") is None
        True
    """
    try:
        state = states.get_checkpoint_state(checkpoint_dir, latest_filename)
    except ValueError:
        return None
    if state is None or not states.exists(state.model_checkpoint_path):
        return None
    return state.model_checkpoint_path


def _checkpoint_filename(ckpt_dir_or_file):
    path = os.fspath(ckpt_dir_or_file)
    return latest_checkpoint(path) if os.path.isdir(path) else path
