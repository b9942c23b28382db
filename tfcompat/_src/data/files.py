"""Datasets of lines and records in files."""

from tfcompat._src.base import dtypes
from tfcompat._src.base.specs import TensorSpec
from tfcompat._src.core import raw
from tfcompat._src.core.convert import convert_to_tensor
from tfcompat._src.core.tensor import Tensor
from tfcompat._src.data.arguments import number
from tfcompat._src.data.dataset import DatasetV2

_STRING = TensorSpec([], dtypes.string)
_BUFFER = 256 * 1024


def names_of(filenames):
    """Return the dataset of the names of files.

    Raises:
        TypeError: they are no strings.
    """
    if isinstance(filenames, DatasetV2):
        spec = filenames.element_spec
        types = getattr(spec, "dtype", spec)
        if types != dtypes.string:
            raise TypeError(
                "The `filenames` argument must contain `tf.string` elements. Got a dataset of "
                f"`{types!r}` elements.")
        if spec.shape.rank not in (0, None):
            raise TypeError(
                "The `filenames` argument must contain `tf.string` elements of shape [] (i.e. "
                f"scalars). Got a dataset of element shape {spec.shape!r}.")
        return filenames
    if isinstance(filenames, (list, tuple)):
        filenames = [getattr(name, "__fspath__", lambda n=name: n)() for name in filenames]
    elif hasattr(filenames, "__fspath__"):
        filenames = filenames.__fspath__()
    tensor = filenames if isinstance(filenames, Tensor) else convert_to_tensor(
        filenames, dtypes.string if isinstance(filenames, (list, tuple)) and not filenames
        else None, name="filenames")
    if tensor.dtype != dtypes.string:
        raise TypeError(
            "The `filenames` argument must contain `tf.string` elements. Got "
            f"`{tensor.dtype!r}` elements.")
    return DatasetV2.from_tensor_slices(raw.Reshape(tensor, [-1]))


def _compression(value):
    if isinstance(value, Tensor):
        return value
    return convert_to_tensor("" if value is None else value, dtypes.string,
                             name="compression_type")


def _read(dataset, names, make, parallel):
    """Let a dataset be what is in files."""
    if parallel is None:
        found = names.flat_map(make)
    else:
        found = names.interleave(
            make, cycle_length=parallel, num_parallel_calls=parallel)
    DatasetV2.__init__(dataset, found._variant_tensor)
    dataset._spec, dataset._sources, dataset._called = _STRING, (names,), found._called


def _records(variant):
    return DatasetV2._made("_StringsDataset", variant, _STRING)


class TextLineDatasetV2(DatasetV2):
    """The lines of text files: `tf.data.TextLineDataset`.

    Args:
        filenames: names of files, or a dataset of such.
        compression_type: "", "ZLIB" or "GZIP".
        buffer_size: how much to read at a time, a hint.
        num_parallel_reads: how many files are read by turns.
        name: unused.

    Example:
        >>> import pathlib, tempfile
        >>> import tfcompat as tf
        >>> path = pathlib.Path(tempfile.mkdtemp(), "lines.txt")
        >>> _ = path.write_text("first\\nsecond\\n")
        >>> list(tf.data.TextLineDataset(str(path)).as_numpy_iterator())
        [b'first', b'second']
    """

    def __init__(self, filenames, compression_type=None, buffer_size=None,
                 num_parallel_reads=None, name=None):
        names, compression = names_of(filenames), _compression(compression_type)
        size = number(_BUFFER if buffer_size is None else buffer_size, "buffer_size")
        _read(self, names, lambda name: _records(
            raw.TextLineDataset(name, compression, size)), num_parallel_reads)


class TFRecordDatasetV2(DatasetV2):
    """The records of TFRecord files: `tf.data.TFRecordDataset`.

    Args:
        filenames: names of files, or a dataset of such.
        compression_type: "", "ZLIB" or "GZIP".
        buffer_size: how much to read at a time, a hint.
        num_parallel_reads: how many files are read by turns.
        name: unused.

    Example:
        >>> import os, tempfile
        >>> import tfcompat as tf
        >>> path = os.path.join(tempfile.mkdtemp(), "example.tfrecord")
        >>> with tf.io.TFRecordWriter(path) as writer:
        ...     writer.write(b"record")
        >>> list(tf.data.TFRecordDataset(path).as_numpy_iterator())
        [b'record']
    """

    def __init__(self, filenames, compression_type=None, buffer_size=None,
                 num_parallel_reads=None, name=None):
        names, compression = names_of(filenames), _compression(compression_type)
        size = number(_BUFFER if buffer_size is None else buffer_size, "buffer_size")
        _read(self, names, lambda name: _records(
            raw.TFRecordDataset(name, compression, size)), num_parallel_reads)


class FixedLengthRecordDatasetV2(DatasetV2):
    """The records, all of one length, of binary files: `tf.data.FixedLengthRecordDataset`.

    Args:
        filenames: names of files, or a dataset of such.
        record_bytes: the length of a record.
        header_bytes: how much to pass over at the start of a file.
        footer_bytes: how much to pass over at its end.
        buffer_size: how much to read at a time, a hint.
        compression_type: "", "ZLIB" or "GZIP".
        num_parallel_reads: how many files are read by turns.
        name: unused.

    Example:
        >>> import pathlib, tempfile
        >>> import tfcompat as tf
        >>> path = pathlib.Path(tempfile.mkdtemp(), "records")
        >>> _ = path.write_bytes(b"abcdef")
        >>> list(tf.data.FixedLengthRecordDataset(str(path), 3).as_numpy_iterator())
        [b'abc', b'def']
    """

    def __init__(self, filenames, record_bytes, header_bytes=None, footer_bytes=None,
                 buffer_size=None, compression_type=None, num_parallel_reads=None, name=None):
        names, compression = names_of(filenames), _compression(compression_type)
        size = number(_BUFFER if buffer_size is None else buffer_size, "buffer_size")
        lengths = [number(value or 0, name) for value, name in (
            (header_bytes, "header_bytes"), (record_bytes, "record_bytes"),
            (footer_bytes, "footer_bytes"))]
        _read(self, names, lambda name: _records(raw.FixedLengthRecordDatasetV2(
            name, *lengths, size, compression)), num_parallel_reads)
