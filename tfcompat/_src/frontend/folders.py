"""`tf.io.gfile`'s functions on paths: copying, listing, walking, removing.

Does not live here: reading and writing files, which is in `gfile`.
"""

import fnmatch
import os
import re
import shutil
import typing

from tfcompat._src.base import errors
from tfcompat._src.frontend.gfile import local, translated


class FileStatistics(typing.NamedTuple):
    """What is known of a file without opening it.

    Attributes:
        length: its size in bytes.
        mtime_nsec: when it was last changed, in nanoseconds.
        is_directory: whether it is a folder.
    """

    length: int
    mtime_nsec: int
    is_directory: bool


def _call(function, path, *arguments):
    try:
        return function(path, *arguments)
    except OSError as error:
        raise translated(error, path) from None


def exists(path):
    """Whether there is a file or folder of that path.

    Args:
        path: a path: str, bytes or a path object.

    Returns:
        A bool.

    Raises:
        TypeError: it is no path.

    Example:
        >>> import tfcompat as tf
        >>> tf.io.gfile.exists("/no/such/file")
        False
    """
    return os.path.exists(local(path))


def isdir(path):
    """Whether a path is a folder.

    Args:
        path: a path: str, bytes or a path object.

    Returns:
        A bool.

    Raises:
        TypeError: it is no path.

    Example:
        >>> import tempfile
        >>> import tfcompat as tf
        >>> tf.io.gfile.isdir(tempfile.gettempdir())
        True
    """
    return os.path.isdir(local(path))


def copy(src, dst, overwrite=False):
    """Copy a file.

    Args:
        src: the path of the file.
        dst: the path of the copy.
        overwrite: whether there may be a file at `dst`.

    Returns:
        None.

    Raises:
        NotFoundError: there is no such file.
        AlreadyExistsError: there is something at `dst`.

    Example:
        >>> import os, tempfile
        >>> import tfcompat as tf
        >>> folder = tempfile.mkdtemp()
        >>> with tf.io.gfile.GFile(folder + "/a", "w") as file:
        ...     file.write("text")
        >>> tf.io.gfile.copy(folder + "/a", folder + "/b")
        >>> tf.io.gfile.exists(folder + "/b")
        True
    """
    source, target = local(src), local(dst)
    _check_free(target, overwrite)
    if os.path.isdir(source):
        raise errors.InvalidArgumentError(None, None, f"{target}; Invalid argument")
    _call(lambda path: shutil.copyfile(path, target), source)


def _check_free(target, overwrite):
    if not overwrite and os.path.exists(target):
        raise errors.AlreadyExistsError(None, None, "file already exists")


def rename(src, dst, overwrite=False):
    """Rename or move a file or folder.

    Args:
        src: the path of what is moved.
        dst: its new path.
        overwrite: whether there may be something at `dst`.

    Returns:
        None.

    Raises:
        NotFoundError: there is nothing at `src`.
        AlreadyExistsError: there is something at `dst`, and `overwrite` is not set.

    Example:
        >>> import tempfile
        >>> import tfcompat as tf
        >>> folder = tempfile.mkdtemp()
        >>> tf.io.gfile.mkdir(folder + "/a")
        >>> tf.io.gfile.rename(folder + "/a", folder + "/b")
        >>> tf.io.gfile.listdir(folder)
        ['b']
    """
    source, target = local(src), local(dst)
    _check_free(target, overwrite)
    _call(os.replace, source, target)


def mkdir(path):
    """Make a folder, in one that is there; nothing is done where it exists.

    Args:
        path: a path: str, bytes or a path object.

    Returns:
        None.

    Raises:
        NotFoundError: the folder it is to be in is missing.

    Example:
        >>> import tempfile
        >>> import tfcompat as tf
        >>> tf.io.gfile.mkdir(tempfile.mkdtemp() + "/new")
    """
    path = local(path)
    if not os.path.isdir(path):
        _call(os.mkdir, path)


def makedirs(path):
    """Make a folder and those on the way to it.

    Args:
        path: a path: str, bytes or a path object.

    Returns:
        None.

    Raises:
        FailedPreconditionError: a file is in the way.

    Example:
        >>> import tempfile
        >>> import tfcompat as tf
        >>> tf.io.gfile.makedirs(tempfile.mkdtemp() + "/some/new/folders")
    """
    path = local(path)
    above = path
    while above and not os.path.exists(above):
        above = os.path.dirname(above)
    if above and not os.path.isdir(above):
        raise errors.FailedPreconditionError(None, None, f"{above} is not a directory")
    _call(lambda place: os.makedirs(place, exist_ok=True), path)


def listdir(path):
    """Return the names in a folder.

    Args:
        path: a path: str, bytes or a path object.

    Returns:
        A list of str.

    Raises:
        NotFoundError: there is no such folder.

    Example:
        >>> import tempfile
        >>> import tfcompat as tf
        >>> tf.io.gfile.listdir(tempfile.mkdtemp())
        []
    """
    place = local(path)
    if not os.path.isdir(place):
        raise errors.NotFoundError(None, None, f"Could not find directory {place}")
    return _call(os.listdir, place)


def glob(pattern):
    """Return the paths that match a pattern, or one of several.

    Args:
        pattern: a path with `*`, `?` and `[...]`, none of which stands for a slash; or an
            iterable of such.

    Returns:
        A list of str, sorted within each pattern.

    Raises:
        TypeError: a pattern is no path.

    Example:
        >>> import tempfile
        >>> import tfcompat as tf
        >>> folder = tempfile.mkdtemp()
        >>> tf.io.gfile.mkdir(folder + "/name")
        >>> [path == folder + "/name" for path in tf.io.gfile.glob(folder + "/n*")]
        [True]
    """
    patterns = [pattern] if isinstance(pattern, (str, bytes, os.PathLike)) else pattern
    return [path for item in patterns for path in _matching(local(item))]


_WILD = re.compile(r"[*?\[\\]")


def _matching(pattern):
    found = ["/"] if pattern.startswith("/") else [""]
    parts = [part for part in pattern.split("/") if part]
    for part in parts:
        if not _WILD.search(part):
            found = [os.path.join(path, part) for path in found]
            continue
        matches = re.compile(fnmatch.translate(re.sub(r"\[\^", "[!", part))).match
        found = [
            os.path.join(path, name) for path in found if os.path.isdir(path or ".")
            for name in sorted(os.listdir(path or ".")) if matches(name)]
    return [path for path in found if os.path.exists(path)]


def walk(top, topdown=True, onerror=None):
    """Go through a folder and all below it.

    Args:
        top: the folder.
        topdown: whether a folder comes before those in it.
        onerror: called with the error where a folder cannot be listed.

    Returns:
        An iterator of (folder, names of folders in it, names of other files in it).

    Raises:
        TypeError: it is no path.

    Example:
        >>> import tempfile
        >>> import tfcompat as tf
        >>> folder = tempfile.mkdtemp()
        >>> [names for _, names, _ in tf.io.gfile.walk(folder)]
        [[]]
    """
    path = local(top)
    try:
        names = listdir(path)
    except errors.NotFoundError as error:
        if onerror:
            onerror(error)
        return
    folders = [name for name in names if os.path.isdir(os.path.join(path, name))]
    here = (path, folders, [name for name in names if name not in folders])
    if topdown:
        yield here
    for name in folders:
        yield from walk(os.path.join(path, name), topdown, onerror)
    if not topdown:
        yield here


def stat(path):
    """Return the statistics of a path.

    Args:
        path: a path: str, bytes or a path object.

    Returns:
        A `FileStatistics`.

    Raises:
        NotFoundError: there is nothing there.

    Example:
        >>> import tempfile
        >>> import tfcompat as tf
        >>> tf.io.gfile.stat(tempfile.gettempdir()).is_directory
        True
    """
    found = _call(os.stat, local(path))
    is_directory = os.path.isdir(local(path))
    return FileStatistics(found.st_size, found.st_mtime_ns, is_directory)


def remove(path):
    """Remove a file.

    Args:
        path: a path: str, bytes or a path object.

    Returns:
        None.

    Raises:
        NotFoundError: there is none.
        FailedPreconditionError: it is a folder.

    Example:
        >>> import tempfile
        >>> import tfcompat as tf
        >>> path = tempfile.mkdtemp() + "/file"
        >>> with tf.io.gfile.GFile(path, "w") as file:
        ...     file.write("text")
        >>> tf.io.gfile.remove(path)
    """
    place = local(path)
    if os.path.isdir(place):
        raise errors.FailedPreconditionError(None, None, f"{place}; Is a directory")
    _call(os.remove, place)


def rmtree(path):
    """Remove a folder and everything in it.

    Args:
        path: a path: str, bytes or a path object.

    Returns:
        None.

    Raises:
        NotFoundError: there is none.

    Example:
        >>> import tempfile
        >>> import tfcompat as tf
        >>> tf.io.gfile.rmtree(tempfile.mkdtemp())
    """
    place = local(path)
    if not os.path.exists(place):
        raise errors.NotFoundError(None, None, f"{place} not found")
    _call(shutil.rmtree if os.path.isdir(place) else os.remove, place)


def join(path, *paths):
    """Join parts of a path; those with a scheme by slashes on every system.

    Args:
        path: the first part.
        *paths: the others; one that begins at the root starts anew.

    Returns:
        A path: str, or bytes where the parts are.

    Raises:
        TypeError: a part is no path.

    Example:
        >>> import tfcompat as tf
        >>> tf.io.gfile.join("gs://bucket", "file")
        'gs://bucket/file'
    """
    if "://" not in os.fsdecode(path)[1:]:
        return os.path.join(path, *paths)
    parts = [os.fsdecode(part) for part in (path, *paths)]
    joined = parts[0]
    for part in parts[1:]:
        if part.startswith("/"):
            joined = part
        else:
            joined = f"{joined.rstrip('/')}/{part}"
    return joined


def get_registered_schemes():
    """Return the schemes of file systems that are there.

    Returns:
        A list of str.

    Raises:
        Nothing.

    Example:
        >>> import tfcompat as tf
        >>> tf.io.gfile.get_registered_schemes()
        ['file', '']
    """
    return ["file", ""]
