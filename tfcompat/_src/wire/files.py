"""Files as buffers, and the operating system's refusals as TensorFlow's errors.

What lives here: getting the bytes of a whole file without reading more than is used, and putting
files in place only when they are complete. What does not: any file format.
"""

import contextlib
import mmap
import os
import secrets
import sys
import weakref

import numpy

from tfcompat._src.base import errors

# Mapping keeps a file descriptor for as long as an array uses the memory; small files are read.
_SMALL = 1 << 20
_WITHOUT_DESCRIPTOR = {"trackfd": False} if sys.version_info >= (3, 13) else {}


@contextlib.contextmanager
def translated_errors(path):
    """Within, an OSError about `path` becomes the error class TensorFlow raises for it.

    Example:
        >>> with translated_errors("/no/such/file"):
        ...     open("/no/such/file")
        Traceback (most recent call last):
        tfcompat._src.base.errors.NotFoundError: /no/such/file; No such file or directory
    """
    try:
        yield
    except FileNotFoundError as error:
        raise errors.NotFoundError(f"{path}; {error.strerror}") from None
    except PermissionError as error:
        raise errors.PermissionDeniedError(f"{path}; {error.strerror}") from None
    except (IsADirectoryError, NotADirectoryError) as error:
        raise errors.FailedPreconditionError(f"{path}; {error.strerror}") from None
    except OSError as error:
        raise errors.UnknownError(f"{path}; {error.strerror or error}") from None


def read(path):
    """The bytes of a file.

    Args:
        path: str.

    Returns:
        bytes.

    Raises:
        NotFoundError, PermissionDeniedError, FailedPreconditionError: as TensorFlow.
    """
    with translated_errors(path), open(path, "rb") as file:
        return file.read()


class FileBytes:
    """The bytes of one file, in arrays that may be written to without ever changing the file.

    Larger files are mapped into memory, so only what is looked at is read.

    Args:
        path: str.

    Raises:
        NotFoundError, PermissionDeniedError, FailedPreconditionError: as TensorFlow.
    """

    def __init__(self, path):
        self._taken = set()
        with translated_errors(path), open(path, "rb") as file:
            self.size = os.fstat(file.fileno()).st_size
            if self.size <= _SMALL:
                self._pristine, self._private = file.read(), None
                self.size = len(self._pristine)
            else:
                self._pristine = _map(file, mmap.ACCESS_READ)
                self._private = _map(file, mmap.ACCESS_COPY)

    @property
    def buffer(self):
        """All bytes, not to be written to."""
        return self._pristine

    def view(self, offset, size):
        """A part of the file to look at, as 1-D uint8 ndarray."""
        return numpy.frombuffer(self._pristine, numpy.uint8, size, offset)

    def take(self, offset, size):
        """A part of the file to keep and to write to, as 1-D uint8 ndarray.

        The first time this is the mapped file itself, copy-on-write. Whoever asks again gets a
        copy, because the first taker may have changed the memory by then.
        """
        if self._private is None or offset in self._taken:
            return self.view(offset, size).copy()
        self._taken.add(offset)
        return numpy.frombuffer(self._private, numpy.uint8, size, offset)


def _map(file, access):
    return mmap.mmap(file.fileno(), 0, access=access, **_WITHOUT_DESCRIPTOR)


class PendingFile:
    """A file being written under a temporary name beside its destination.

    Args:
        path: str, the destination. An existing file there stays whole until `commit`.

    Example:
        >>> import tempfile
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     pending = PendingFile(os.path.join(folder, "x"))
        ...     _ = pending.file.write(b"abc")
        ...     pending.commit()
        ...     os.listdir(folder)
        ['x']
    """

    def __init__(self, path):
        self.path = path
        self._temporary = f"{path}.tempstate{secrets.randbits(63)}"
        with translated_errors(self._temporary):
            self.file = open(self._temporary, "xb")
        # Runs at the latest when this object goes: an abandoned writer leaves nothing behind.
        self._cleanup = weakref.finalize(self, _remove, self.file, self._temporary)

    def close(self):
        """Finish writing; the file keeps its temporary name."""
        with translated_errors(self._temporary):
            self.file.close()

    def commit(self):
        """Finish writing and put the file in its place."""
        self.close()
        with translated_errors(self.path):
            os.replace(self._temporary, self.path)
        self._cleanup.detach()

    def discard(self):
        """Remove the temporary file, if it is still there."""
        self._cleanup()


def _remove(file, path):
    with contextlib.suppress(OSError):
        file.close()
    with contextlib.suppress(OSError):
        os.remove(path)
