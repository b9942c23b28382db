"""`tf.io.gfile.GFile`: files, opened when they are first used, with TensorFlow's errors.

Lives here: the file object, local names of paths with a scheme, and errors of the operating system
as TensorFlow's. Does not live here: functions on paths, which are in `folders`.
"""

import errno
import os

from tfcompat._src.base import errors

MODES = ("r", "w", "a", "r+", "w+", "a+")
_READING, _WRITING = frozenset(["r", "r+", "w+", "a+"]), frozenset(["w", "a", "r+", "w+", "a+"])
_CLASSES = {
    errno.ENOENT: errors.NotFoundError, errno.EEXIST: errors.AlreadyExistsError,
    errno.EACCES: errors.PermissionDeniedError, errno.EPERM: errors.PermissionDeniedError,
    errno.EISDIR: errors.FailedPreconditionError, errno.ENOTDIR: errors.FailedPreconditionError,
    errno.ENOTEMPTY: errors.FailedPreconditionError, errno.EINVAL: errors.InvalidArgumentError,
    errno.ENOSPC: errors.ResourceExhaustedError,
}


def local(path):
    """Return the path that the operating system knows: `file://` is taken off.

    Raises:
        TypeError: it is no path.
        UnimplementedError: it is of a file system that is not there.
    """
    if hasattr(path, "__fspath__"):
        path = path.__fspath__()
    if not isinstance(path, (str, bytes)):
        raise TypeError(f"Expected binary or unicode string, got {path!r}")
    text = os.fsdecode(path)
    scheme, separator, rest = text.partition("://")
    if not separator or not scheme.isalnum():
        return text
    if scheme == "file":
        return rest
    raise errors.UnimplementedError(
        None, None, f"File system scheme '{scheme}' not implemented (file: '{text}')")


def translated(error, path):
    """Return TensorFlow's error for one of the operating system."""
    kind = _CLASSES.get(error.errno, errors.UnknownError)
    return kind(None, None, f"{path}; {error.strerror}")


class GFile:
    """A file that is opened when it is first read or written.

    Example:
        >>> import os, tempfile
        >>> import tfcompat as tf
        >>> path = os.path.join(tempfile.mkdtemp(), "file")
        >>> with tf.io.gfile.GFile(path, "w") as file:
        ...     file.write("one\\ntwo\\n")
        >>> tf.io.gfile.GFile(path).readlines()
        ['one\\n', 'two\\n']
    """

    def __init__(self, name, mode="r"):
        """Name a file.

        Args:
            name: a path, possibly with `file://`.
            mode: "r", "w", "a", "r+", "w+" or "a+", with "b" for bytes.

        Raises:
            InvalidArgumentError: `mode` is something else.
        """
        plain = mode.replace("b", "")
        if plain not in MODES:
            raise errors.InvalidArgumentError(
                None, None, "mode is not 'r' or 'w' or 'a' or 'r+' or 'w+' or 'a+'")
        self._name = name
        self._mode = mode
        self._plain = plain
        self._is_binary = "b" in mode
        self._reader = None
        self._writer = None

    @property
    def name(self):
        """The path."""
        return self._name

    @property
    def mode(self):
        """The mode."""
        return self._mode

    # --- reading --------------------------------------------------------------------------------

    def read(self, n=-1):
        """Return the next `n` bytes, or all that are left, as text unless the mode is binary."""
        return self._text(self._open_reader().read(n))

    def readline(self):
        """Return the next line with its end, or an empty one at the end of the file."""
        return self._text(self._open_reader().readline())

    def readlines(self):
        """Return all lines that are left."""
        return [self._text(line) for line in self._open_reader().readlines()]

    def seek(self, offset=None, whence=0, position=None):
        """Go to a place in the file.

        Args:
            offset: how far.
            whence: 0: from the beginning; 1: from where one is; 2: from the end.
            position: an old name of `offset`.

        Raises:
            InvalidArgumentError: before the beginning, or `whence` is something else.
            OutOfRangeError: behind the end.
        """
        reader = self._open_reader()
        offset = position if offset is None else offset
        if offset is None:
            raise TypeError("seek(): offset argument required")
        if whence not in (0, 1, 2):
            raise errors.InvalidArgumentError(
                None, None,
                f"Invalid whence argument: {whence}. Valid values are 0, 1, or 2.")
        size = os.fstat(reader.fileno()).st_size
        target = offset + (0, reader.tell(), size)[whence]
        if target < 0:
            raise errors.InvalidArgumentError(
                None, None, f"Seeking to a negative position: {target}")
        reader.seek(min(target, size))
        if target > size:
            raise errors.OutOfRangeError(None, None, "reached end of file")

    def tell(self):
        """Return the place in the file."""
        if self._plain in _READING:
            return self._open_reader().tell()
        return self._open_writer().tell()

    def seekable(self):
        """Say True."""
        return True

    def size(self):
        """Return the size of the file in bytes."""
        path = local(self._name)
        try:
            return os.stat(path).st_size
        except OSError as error:
            raise translated(error, path) from None

    def __iter__(self):
        return self

    def __next__(self):
        line = self.readline()
        if not line:
            raise StopIteration
        return line

    next = __next__

    # --- writing --------------------------------------------------------------------------------

    def write(self, file_content):
        """Append text or bytes."""
        data = file_content if isinstance(file_content, bytes) else str(file_content).encode()
        self._open_writer().write(data)

    def flush(self):
        """Hand what was written to the operating system."""
        if self._writer is not None:
            self._writer.flush()

    def close(self):
        """Close the file; it may be used again, from its beginning."""
        for opened in (self._reader, self._writer):
            if opened is not None:
                opened.close()
        self._reader = self._writer = None

    def __enter__(self):
        return self

    def __exit__(self, *failure):
        self.close()

    def __del__(self):
        self.close()

    def __repr__(self):
        return f"<tensorflow.python.platform.gfile.GFile object at {id(self):#x}>"

    def _text(self, data):
        return data if self._is_binary else data.decode()

    def _open_reader(self):
        if self._plain not in _READING:
            raise errors.PermissionDeniedError(None, None, "File isn't open for reading")
        if self._reader is None:
            self._reader = self._opened("rb")
        return self._reader

    def _open_writer(self):
        if self._plain not in _WRITING:
            raise errors.PermissionDeniedError(None, None, "File isn't open for writing")
        if self._writer is None:
            self._writer = self._opened("ab" if self._plain.startswith("a") else "wb")
        return self._writer

    def _opened(self, mode):
        path = local(self._name)
        try:
            return open(path, mode)
        except OSError as error:
            raise translated(error, path) from None
