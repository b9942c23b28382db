"""Readers: records of files whose names a queue gives, for pipelines of TensorFlow 1.

What the names come from is in `input_producers.py`; datasets have replaced both.
"""

import collections

from tfcompat._src.base import dtypes
from tfcompat._src.core import context, raw
from tfcompat._src.core.tensor import Tensor
from tfcompat._src.frontend.whole_files import TFRecordOptions

_Record = collections.namedtuple("ReaderReadV2", ["key", "value"])
_Records = collections.namedtuple("ReaderReadUpToV2", ["keys", "values"])
_OldRecord = collections.namedtuple("ReaderRead", ["key", "value"])
_OldRecords = collections.namedtuple("ReaderReadUpTo", ["keys", "values"])


class ReaderBase:
    """Base of all readers: `tf.compat.v1.ReaderBase`.

    Args:
        reader_ref: the tensor that refers to the reader.
        supports_serialize: whether its state can be written down.

    Raises:
        RuntimeError: ops run at once.

    Example:
        >>> import tfcompat as tf
        >>> with tf.Graph().as_default(), tf.compat.v1.Session() as session:
        ...     queue = tf.queue.FIFOQueue(3, tf.string)
        ...     key, value = tf.compat.v1.IdentityReader().read(queue)
        ...     session.run(queue.enqueue("work"))
        ...     session.run([key, value])
        [b'work', b'work']
    """

    def __init__(self, reader_ref, supports_serialize=False):
        if context.executing_eagerly():
            raise RuntimeError(
                "Readers are not supported when eager execution is enabled. Instead, please use "
                "tf.data to get data into your model.")
        self._reader_ref = reader_ref
        self._supports_serialize = supports_serialize

    @property
    def reader_ref(self):
        """The tensor that refers to the reader."""
        return self._reader_ref

    @property
    def supports_serialize(self):
        """Whether the reader's state can be written down."""
        return self._supports_serialize

    def read(self, queue, name=None):
        """Return the next record, of the next file that has one.

        Args:
            queue: a queue with names of files.
            name: a name for the operation.

        Returns:
            A pair of scalar string tensors, (key, value).
        """
        queue = queue if isinstance(queue, Tensor) else queue.queue_ref
        if self._is_resource():
            return _Record(*raw.ReaderReadV2(self._reader_ref, queue, name=name))
        return _OldRecord(*raw.ReaderRead(self._reader_ref, raw.FakeQueue(queue), name=name))

    def read_up_to(self, queue, num_records, name=None):
        """Return the next records of one file.

        Args:
            queue: a queue with names of files.
            num_records: how many at most.
            name: a name for the operation.

        Returns:
            A pair of string vectors, (keys, values).
        """
        queue = queue if isinstance(queue, Tensor) else queue.queue_ref
        if self._is_resource():
            return _Records(*raw.ReaderReadUpToV2(
                self._reader_ref, queue, num_records, name=name))
        return _OldRecords(*raw.ReaderReadUpTo(
            self._reader_ref, raw.FakeQueue(queue), num_records, name=name))

    def num_records_produced(self, name=None):
        """Return how many records there were, an int64 scalar tensor."""
        return self._call("ReaderNumRecordsProduced", name)

    def num_work_units_completed(self, name=None):
        """Return how many files the reader has come to the end of, an int64 scalar tensor."""
        return self._call("ReaderNumWorkUnitsCompleted", name)

    def serialize_state(self, name=None):
        """Return the state of the reader as a string tensor; not all readers have one."""
        return self._call("ReaderSerializeState", name)

    def restore_state(self, state, name=None):
        """Let the reader have a state that was written down; return the operation."""
        return self._call("ReaderRestoreState", name, state)

    def reset(self, name=None):
        """Let the reader begin anew; return the operation."""
        return self._call("ReaderReset", name)

    def _is_resource(self):
        return self._reader_ref.dtype == dtypes.resource

    def _call(self, op, name, *inputs):
        form = f"{op}V2" if self._is_resource() else op
        return getattr(raw, form)(self._reader_ref, *inputs, name=name)


class IdentityReader(ReaderBase):
    """A reader that hands on what the queue has, as key and value.

    Args:
        name: a name for the operation.

    Example:
        >>> import tfcompat as tf
        >>> with tf.Graph().as_default():
        ...     tf.compat.v1.IdentityReader().supports_serialize
        True
    """

    def __init__(self, name=None):
        super().__init__(raw.IdentityReaderV2(name=name), supports_serialize=True)


class WholeFileReader(ReaderBase):
    """A reader of whole files; keys are their names.

    Args:
        name: a name for the operation.

    Example:
        >>> import tfcompat as tf
        >>> with tf.Graph().as_default():
        ...     tf.compat.v1.WholeFileReader().supports_serialize
        True
    """

    def __init__(self, name=None):
        super().__init__(raw.WholeFileReaderV2(name=name), supports_serialize=True)


class TextLineReader(ReaderBase):
    """A reader of lines; keys are names of files and numbers of lines.

    Args:
        skip_header_lines: how many lines of each file to leave out at its beginning.
        name: a name for the operation.

    Example:
        >>> import pathlib
        >>> import tempfile
        >>> import tfcompat as tf
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     path = pathlib.Path(folder, "words.txt")
        ...     _ = path.write_text("a heading\\none\\ntwo\\n")
        ...     with tf.Graph().as_default(), tf.compat.v1.Session() as session:
        ...         queue = tf.queue.FIFOQueue(1, tf.string)
        ...         key, value = tf.compat.v1.TextLineReader(skip_header_lines=1).read(queue)
        ...         session.run(queue.enqueue(str(path)))
        ...         print(session.run(value), session.run(value))
        b'one' b'two'
    """

    def __init__(self, skip_header_lines=None, name=None):
        super().__init__(
            raw.TextLineReaderV2(skip_header_lines=skip_header_lines or 0, name=name))


class FixedLengthRecordReader(ReaderBase):
    """A reader of pieces of one size; keys are names of files and numbers.

    Args:
        record_bytes: the size of a piece.
        header_bytes, footer_bytes: bytes of a file before and after the pieces.
        hop_bytes: bytes from the beginning of one to that of the next; `record_bytes` by default.
        name: a name for the operation.
        encoding: "ZLIB" or "GZIP" for files that are compressed.

    Example:
        >>> import tfcompat as tf
        >>> with tf.Graph().as_default():
        ...     tf.compat.v1.FixedLengthRecordReader(3).supports_serialize
        False
    """

    def __init__(
        self, record_bytes, header_bytes=None, footer_bytes=None, hop_bytes=None, name=None,
        encoding=None,
    ):
        super().__init__(raw.FixedLengthRecordReaderV2(
            record_bytes=record_bytes, header_bytes=header_bytes or 0,
            footer_bytes=footer_bytes or 0, hop_bytes=hop_bytes or 0, encoding=encoding or "",
            name=name))


class TFRecordReader(ReaderBase):
    """A reader of files of TensorFlow's records; keys are names of files and places.

    Args:
        name: a name for the operation.
        options: a `tf.io.TFRecordOptions`.

    Raises:
        ValueError: there is no such compression.

    Example:
        >>> import tfcompat as tf
        >>> with tf.Graph().as_default():
        ...     tf.compat.v1.TFRecordReader().supports_serialize
        False
    """

    def __init__(self, name=None, options=None):
        compression = TFRecordOptions.get_compression_type_string(options)
        super().__init__(raw.TFRecordReaderV2(name=name, compression_type=compression))
