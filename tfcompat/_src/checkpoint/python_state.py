"""PythonState: state of Python objects, as text, in checkpoints."""

import abc

from tfcompat._src.base import dtypes
from tfcompat._src.core.tensor import wrap
from tfcompat._src.core.trackable import Trackable

_KEY = "py_state"


class PythonState(Trackable, abc.ABC):
    """The base of objects that say their state as text: `tf.train.experimental.PythonState`.

    Example:
        >>> import tempfile
        >>> import tfcompat as tf
        >>> class Number(tf.train.experimental.PythonState):
        ...     value = 1
        ...     def serialize(self):
        ...         return str(self.value)
        ...     def deserialize(self, text):
        ...         self.value = int(text)
        >>> number = Number()
        >>> checkpoint = tf.train.Checkpoint(number=number)
        >>> path = checkpoint.save(tempfile.mkdtemp() + "/ckpt")
        >>> number.value = 2
        >>> _ = checkpoint.restore(path)
        >>> number.value
        1
    """

    @abc.abstractmethod
    def serialize(self):
        """Return the state as str or bytes."""

    @abc.abstractmethod
    def deserialize(self, string_value):
        """Take back the state, as what `serialize` returned."""

    def _serialize_to_tensors(self):
        value = self.serialize()
        return {_KEY: wrap(value.encode() if isinstance(value, str) else value, dtypes.string)}

    def _restore_from_tensors(self, restored_tensors):
        value = restored_tensors[_KEY].numpy()
        try:
            value = value.decode()
        except UnicodeDecodeError:
            pass  # the state is bytes
        self.deserialize(value)
