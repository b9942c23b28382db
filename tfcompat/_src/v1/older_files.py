"""tf.compat.v1.gfile and tf.compat.v1.python_io: files by their older names.

The functions themselves are those of `tf.io.gfile`, in `frontend/folders.py`.
"""

import os

from tfcompat._src.frontend import folders
from tfcompat._src.frontend.gfile import GFile
from tfcompat._src.wire import record_files


class FastGFile(GFile):
    """A file, the older name of `tf.io.gfile.GFile`.

    Args:
        name: the path of the file.
        mode: "r", "w", "a", with "b" for bytes.

    Example:
        >>> import tempfile
        >>> import tfcompat as tf
        >>> path = tempfile.mkdtemp() + "/file"
        >>> with tf.compat.v1.gfile.FastGFile(path, "w") as file:
        ...     file.write("text")
        >>> tf.compat.v1.gfile.FastGFile(path).read()
        'text'
    """


class TFRecordCompressionType:
    """How files of records are compressed: older numbers for it.

    Example:
        >>> import tfcompat as tf
        >>> tf.compat.v1.python_io.TFRecordCompressionType.GZIP
        2
    """

    NONE = 0
    ZLIB = 1
    GZIP = 2


def Copy(oldpath, newpath, overwrite=False):  # noqa: N802 - TensorFlow's name
    """Copy a file.

    Args:
        oldpath: the path of the file.
        newpath: the path of the copy.
        overwrite: whether it may take the place of a file.

    Raises:
        OpError: it cannot be done.

    Example:
        >>> import tempfile
        >>> import tfcompat as tf
        >>> folder = tempfile.mkdtemp()
        >>> path = folder + "/file"
        >>> tf.io.write_file(path, "text")
        >>> tf.compat.v1.gfile.Copy(path, path + ".copy")
        >>> tf.compat.v1.gfile.Exists(path + ".copy")
        True
    """
    folders.copy(oldpath, newpath, overwrite)


def DeleteRecursively(dirname):  # noqa: N802 - TensorFlow's name
    """Remove a directory and all that is in it.

    Args:
        dirname: its path.

    Raises:
        OpError: it cannot be done.

    Example:
        >>> import tempfile
        >>> import tfcompat as tf
        >>> folder = tempfile.mkdtemp()
        >>> path = folder + "/file"
        >>> tf.io.write_file(path, "text")
        >>> tf.compat.v1.gfile.DeleteRecursively(folder)
        >>> tf.compat.v1.gfile.Exists(folder)
        False
    """
    folders.rmtree(dirname)


def Exists(filename):  # noqa: N802 - TensorFlow's name
    """Say whether there is a file or a directory.

    Args:
        filename: its path.

    Returns:
        A bool.

    Raises:
        OpError: it cannot be done.

    Example:
        >>> import tempfile
        >>> import tfcompat as tf
        >>> folder = tempfile.mkdtemp()
        >>> path = folder + "/file"
        >>> tf.io.write_file(path, "text")
        >>> tf.compat.v1.gfile.Exists(path)
        True
    """
    return folders.exists(filename)


def Glob(filename):  # noqa: N802 - TensorFlow's name
    """Find files by patterns.

    Args:
        filename: a pattern, or a list of them.

    Returns:
        A list of paths.

    Raises:
        OpError: it cannot be done.

    Example:
        >>> import tempfile
        >>> import tfcompat as tf
        >>> folder = tempfile.mkdtemp()
        >>> path = folder + "/file"
        >>> tf.io.write_file(path, "text")
        >>> tf.compat.v1.gfile.Glob(folder + "/*") == [path]
        True
    """
    return folders.glob(filename)


def IsDirectory(dirname):  # noqa: N802 - TensorFlow's name
    """Say whether there is a directory.

    Args:
        dirname: its path.

    Returns:
        A bool.

    Raises:
        OpError: it cannot be done.

    Example:
        >>> import tempfile
        >>> import tfcompat as tf
        >>> folder = tempfile.mkdtemp()
        >>> path = folder + "/file"
        >>> tf.io.write_file(path, "text")
        >>> tf.compat.v1.gfile.IsDirectory(folder)
        True
    """
    return folders.isdir(dirname)


def ListDirectory(dirname):  # noqa: N802 - TensorFlow's name
    """List what is in a directory.

    Args:
        dirname: its path.

    Returns:
        A list of names.

    Raises:
        OpError: it cannot be done.

    Example:
        >>> import tempfile
        >>> import tfcompat as tf
        >>> folder = tempfile.mkdtemp()
        >>> path = folder + "/file"
        >>> tf.io.write_file(path, "text")
        >>> tf.compat.v1.gfile.ListDirectory(folder)
        ['file']
    """
    return folders.listdir(dirname)


def MakeDirs(dirname):  # noqa: N802 - TensorFlow's name
    """Make a directory, and those it is to be in.

    Args:
        dirname: its path.

    Raises:
        OpError: it cannot be done.

    Example:
        >>> import tempfile
        >>> import tfcompat as tf
        >>> folder = tempfile.mkdtemp()
        >>> path = folder + "/file"
        >>> tf.io.write_file(path, "text")
        >>> tf.compat.v1.gfile.MakeDirs(folder + "/a/b")
        >>> tf.compat.v1.gfile.IsDirectory(folder + "/a")
        True
    """
    folders.makedirs(dirname)


def MkDir(dirname):  # noqa: N802 - TensorFlow's name
    """Make a directory.

    Args:
        dirname: its path.

    Raises:
        OpError: it cannot be done.

    Example:
        >>> import tempfile
        >>> import tfcompat as tf
        >>> folder = tempfile.mkdtemp()
        >>> path = folder + "/file"
        >>> tf.io.write_file(path, "text")
        >>> tf.compat.v1.gfile.MkDir(folder + "/a")
        >>> tf.compat.v1.gfile.IsDirectory(folder + "/a")
        True
    """
    folders.mkdir(dirname)


def Remove(filename):  # noqa: N802 - TensorFlow's name
    """Remove a file.

    Args:
        filename: its path.

    Raises:
        OpError: it cannot be done.

    Example:
        >>> import tempfile
        >>> import tfcompat as tf
        >>> folder = tempfile.mkdtemp()
        >>> path = folder + "/file"
        >>> tf.io.write_file(path, "text")
        >>> tf.compat.v1.gfile.Remove(path)
        >>> tf.compat.v1.gfile.Exists(path)
        False
    """
    folders.remove(filename)


def Rename(oldname, newname, overwrite=False):  # noqa: N802 - TensorFlow's name
    """Give a file or a directory another name.

    Args:
        oldname: its path.
        newname: its new path.
        overwrite: whether it may take the place of another.

    Raises:
        OpError: it cannot be done.

    Example:
        >>> import tempfile
        >>> import tfcompat as tf
        >>> folder = tempfile.mkdtemp()
        >>> path = folder + "/file"
        >>> tf.io.write_file(path, "text")
        >>> tf.compat.v1.gfile.Rename(path, path + ".new")
        >>> tf.compat.v1.gfile.ListDirectory(folder)
        ['file.new']
    """
    folders.rename(oldname, newname, overwrite)


def Stat(filename):  # noqa: N802 - TensorFlow's name
    """Say how large a file is, and when it was changed.

    Args:
        filename: its path.

    Returns:
        An object with `length`, `mtime_nsec` and `is_directory`.

    Raises:
        OpError: it cannot be done.

    Example:
        >>> import tempfile
        >>> import tfcompat as tf
        >>> folder = tempfile.mkdtemp()
        >>> path = folder + "/file"
        >>> tf.io.write_file(path, "text")
        >>> tf.compat.v1.gfile.Stat(path).length
        4
    """
    return folders.stat(filename)


def Walk(top, in_order=True):  # noqa: N802 - TensorFlow's name
    """Go through a directory and all in it.

    Args:
        top: its path.
        in_order: whether directories come before what is in them.

    Returns:
        An iterator of (path, names of directories, names of files).

    Raises:
        OpError: it cannot be done.

    Example:
        >>> import tempfile
        >>> import tfcompat as tf
        >>> folder = tempfile.mkdtemp()
        >>> path = folder + "/file"
        >>> tf.io.write_file(path, "text")
        >>> [(folders, files) for _, folders, files in tf.compat.v1.gfile.Walk(folder)]
        [([], ['file'])]
    """
    return folders.walk(top, in_order)


def tf_record_iterator(path, options=None):
    """Go through the records of a file.

    Args:
        path: the path of the file.
        options: a TFRecordOptions that says how it is compressed, or None.

    Returns:
        An iterator of bytes.

    Raises:
        DataLossError: a record is broken.

    Example:
        >>> import tempfile
        >>> import tfcompat as tf
        >>> path = tempfile.mkdtemp() + "/records"
        >>> with tf.io.TFRecordWriter(path) as writer:
        ...     writer.write(b"first")
        >>> list(tf.compat.v1.python_io.tf_record_iterator(path))
        [b'first']
    """
    from tfcompat._src.frontend.whole_files import TFRecordOptions

    kind = TFRecordOptions.get_compression_type_string(options)
    with record_files.opened(os.fspath(path), kind.encode()) as file:
        yield from record_files.tf_records(file)
