"""Whole files as strings, and files of records: tf.io.read_file, tf.io.TFRecordWriter and others.

Folders and open files are in `gfile.py` and `folders.py`.
"""

import os
import struct
import zlib

from tfcompat._src.base import errors
from tfcompat._src.core import raw
from tfcompat._src.wire import crc
from tfcompat._src.wire.files import translated_errors

_WINDOW = {"": None, "GZIP": 31, "ZLIB": 15}


def read_file(filename, name=None):
    """Return what is in a file.

    Args:
        filename: the path, a scalar string tensor.
        name: a name for the operation.

    Returns:
        A scalar string tensor.

    Raises:
        NotFoundError: there is no such file.

    Example:
        >>> import tempfile
        >>> import tfcompat as tf
        >>> with tempfile.NamedTemporaryFile("w", delete=False) as file:
        ...     _ = file.write("text")
        >>> tf.io.read_file(file.name)
        <tf.Tensor: shape=(), dtype=string, numpy=b'text'>
    """
    return raw.ReadFile(filename, name=name)


def write_file(filename, contents, name=None):
    """Write a file, and make the directories that it is to be in.

    Args:
        filename: the path, a scalar string tensor.
        contents: what to write, a scalar string tensor.
        name: a name for the operation.

    Returns:
        The operation; None when running eagerly.

    Raises:
        PermissionDeniedError: the file may not be written.

    Example:
        >>> import os, tempfile
        >>> import tfcompat as tf
        >>> path = os.path.join(tempfile.mkdtemp(), "new", "file")
        >>> tf.io.write_file(path, "text")
        >>> tf.io.read_file(path).numpy()
        b'text'
    """
    return raw.WriteFile(filename, contents, name=name)


def matching_files(pattern, name=None):
    """Return the sorted names of the files that patterns match.

    Args:
        pattern: a string tensor, a scalar or a vector of patterns with `*`, `?` and `[a-z]`.
        name: a name for the operation.

    Returns:
        A vector of strings.

    Raises:
        PermissionDeniedError: a folder may not be read.

    Example:
        >>> import tfcompat as tf
        >>> tf.io.matching_files("/no/such/place/*.txt")
        <tf.Tensor: shape=(0,), dtype=string, numpy=array([], dtype=object)>
    """
    return raw.MatchingFiles(pattern, name=name)


class TFRecordOptions:
    """How files of records are written: `tf.io.TFRecordOptions`.

    Args:
        compression_type: "GZIP", "ZLIB", "" or None.
        flush_mode, input_buffer_size, output_buffer_size: of no effect here.
        window_bits, compression_level, compression_method, mem_level, compression_strategy: as
            zlib has them.

    Raises:
        ValueError: the compression is none of these.

    Example:
        >>> import tfcompat as tf
        >>> tf.io.TFRecordOptions("GZIP").compression_type
        'GZIP'
    """

    compression_type_map = {0: "", 1: "ZLIB", 2: "GZIP"}

    def __init__(
        self, compression_type=None, flush_mode=None, input_buffer_size=None,
        output_buffer_size=None, window_bits=None, compression_level=None,
        compression_method=None, mem_level=None, compression_strategy=None,
    ):
        self.get_compression_type_string(compression_type)
        self.compression_type = compression_type
        self.flush_mode = flush_mode
        self.input_buffer_size = input_buffer_size
        self.output_buffer_size = output_buffer_size
        self.window_bits = window_bits
        self.compression_level = compression_level
        self.compression_method = compression_method
        self.mem_level = mem_level
        self.compression_strategy = compression_strategy

    @classmethod
    def get_compression_type_string(cls, options):
        """Return the name of the compression that options, or the name or number of one, mean.

        Raises:
            ValueError: there is no such compression.
        """
        if not options:
            return ""
        if isinstance(options, TFRecordOptions):
            return cls.get_compression_type_string(options.compression_type)
        options = cls.compression_type_map.get(options, options)
        if options in _WINDOW:
            return options
        raise ValueError(f'Not a valid compression_type: "{options}"')


class TFRecordWriter:
    """Writes a file of records: `tf.io.TFRecordWriter`.

    Args:
        path: the path of the file, which is made anew.
        options: a `TFRecordOptions` or the name of a compression.

    Raises:
        NotFoundError: the directory is not there.
        ValueError: there is no such compression.

    Example:
        >>> import os, tempfile
        >>> import tfcompat as tf
        >>> path = os.path.join(tempfile.mkdtemp(), "records")
        >>> with tf.io.TFRecordWriter(path) as writer:
        ...     writer.write(b"first")
        >>> os.path.getsize(path)
        21
    """

    def __init__(self, path, options=None):
        if not isinstance(options, TFRecordOptions):
            options = TFRecordOptions(compression_type=options)
        kind = TFRecordOptions.get_compression_type_string(options)
        self._compressor = _compressor(options, _WINDOW[kind]) if kind else None
        path = os.fspath(path)
        with translated_errors(path):
            self._file = open(path, "wb")  # noqa: SIM115 - closed by `close`

    def write(self, record):
        """Write a record, bytes or str.

        Raises:
            FailedPreconditionError: the writer is closed.
            TypeError: it is neither.
        """
        self._check_open()
        if isinstance(record, str):
            record = record.encode()
        if not isinstance(record, bytes):
            raise TypeError(f"write(): a record is bytes or str, not {type(record).__name__}")
        length = struct.pack("<Q", len(record))
        self._put(length + struct.pack("<I", crc.masked_crc32c(length)) + record
                  + struct.pack("<I", crc.masked_crc32c(record)))

    def _put(self, data):
        self._file.write(data if self._compressor is None else self._compressor.compress(data))

    def _check_open(self):
        if self._file is None:
            raise errors.FailedPreconditionError(None, None, "Writer is closed.")

    def flush(self):
        """Bring what was written to the disk.

        Raises:
            FailedPreconditionError: the writer is closed.
        """
        self._check_open()
        if self._compressor is not None:
            self._file.write(self._compressor.flush(zlib.Z_SYNC_FLUSH))
        self._file.flush()

    def close(self):
        """Close the file; more than once does nothing."""
        if self._file is None:
            return
        if self._compressor is not None:
            self._file.write(self._compressor.flush())
        self._file.close()
        self._file = None

    def __enter__(self):
        return self

    def __exit__(self, *details):
        self.close()


def _compressor(options, window):
    level = -1 if options.compression_level is None else options.compression_level
    memory = 8 if not options.mem_level else options.mem_level
    strategy = options.compression_strategy or 0
    bits = window if not options.window_bits else options.window_bits + window - 15
    return zlib.compressobj(level, zlib.DEFLATED, bits, memory, strategy)
