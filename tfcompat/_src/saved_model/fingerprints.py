"""The public fingerprint of a SavedModel: the object, and reading it from a directory.

How the hashes are computed is in the wire room; when they are written, in `writing.py`.
"""

import os

from tfcompat._src.saved_model import constants, reading
from tfcompat._src.wire import fingerprint as hashes
from tfcompat._src.wire import messages

_FIELDS = (
    "saved_model_checksum", "graph_def_program_hash", "signature_def_hash",
    "saved_object_graph_hash", "checkpoint_hash",
)


class Fingerprint:
    """What tells SavedModels apart: `tf.saved_model.experimental.Fingerprint`.

    Attributes:
        saved_model_checksum: hash of the whole model; it differs from save to save.
        graph_def_program_hash: hash of the graph around the functions.
        signature_def_hash: hash of the signatures.
        saved_object_graph_hash: hash of the functions' signatures and captures.
        checkpoint_hash: hash of the index of the variables.
        version: the version of the formulas.

    Example:
        >>> import tfcompat as tf
        >>> tf.saved_model.experimental.Fingerprint(1, 2, 3, 4, 5).singleprint()
        '2/3/4/5'
    """

    def __init__(
        self, saved_model_checksum=None, graph_def_program_hash=None, signature_def_hash=None,
        saved_object_graph_hash=None, checkpoint_hash=None, version=None,
    ):
        self.saved_model_checksum = saved_model_checksum
        self.graph_def_program_hash = graph_def_program_hash
        self.signature_def_hash = signature_def_hash
        self.saved_object_graph_hash = saved_object_graph_hash
        self.checkpoint_hash = checkpoint_hash
        self.version = version

    @classmethod
    def from_proto(cls, proto):
        """Return the fingerprint of a FingerprintDef message, or of its bytes.

        Raises:
            ValueError: it is no such message.
        """
        if isinstance(proto, bytes):
            proto = messages.parse(messages.FingerprintDef, proto)
        try:
            return cls(*(getattr(proto, name) for name in _FIELDS), proto.version)
        except AttributeError as error:
            raise ValueError(
                f"Given proto could not be deserialized as fingerprint.{error}"
            ) from None

    def singleprint(self):
        """Return the text that identifies the model: all hashes but the checksum.

        Raises:
            ValueError: a hash is missing.
        """
        values = {name: getattr(self, name) for name in _FIELDS[1:]}
        try:
            if None in values.values():
                raise TypeError("None is no hash.")
            proto = messages.FingerprintDef(**values)
        except (TypeError, ValueError) as error:
            shown = "".join(f"{name}: {value}" for name, value in values.items())
            raise ValueError(
                "Encounted invalid fingerprint values when constructing singleprint."
                f"{shown}{error}"
            ) from None
        return hashes.singleprint(proto)

    def __eq__(self, other):
        try:
            return all(getattr(self, name) == getattr(other, name) for name in _FIELDS)
        except AttributeError:
            return False

    __hash__ = None

    def __str__(self):
        lines = [f"  {name}: {getattr(self, name)}" for name in _FIELDS]
        return "\n".join(["SavedModel Fingerprint", *lines])

    def __repr__(self):
        return f"Fingerprint({', '.join(str(getattr(self, name)) for name in _FIELDS)})"


def read_fingerprint(export_dir):
    """Read the fingerprint of a SavedModel.

    Args:
        export_dir: the directory of the SavedModel.

    Returns:
        A Fingerprint.

    Raises:
        FileNotFoundError: the directory has none.
        RuntimeError: the file is damaged.

    Example:
        >>> import tempfile
        >>> import tfcompat as tf
        >>> path = tempfile.mkdtemp()
        >>> tf.saved_model.save(tf.Module(), path)
        >>> tf.saved_model.experimental.read_fingerprint(path).version.producer
        4
    """
    directory = reading.as_path(export_dir)
    path = os.path.join(directory, constants.FINGERPRINT_FILENAME)
    try:
        with open(path, "rb") as file:
            data = file.read()
    except OSError:
        raise FileNotFoundError(
            f"SavedModel Fingerprint Error: Could not find fingerprint in directory: {directory}\n"
            f"NOT_FOUND: {path} not found"
        ) from None
    try:
        proto = messages.parse(messages.FingerprintDef, data, path)
    except OSError:
        raise RuntimeError(
            "SavedModel Fingerprint Error: Could not read fingerprint from fingerprint.pb file in "
            f"directory: {directory}\nOUT_OF_RANGE: Read less bytes than requested"
        ) from None
    return Fingerprint.from_proto(proto)
