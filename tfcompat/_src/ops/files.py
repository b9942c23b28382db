"""Whole files: read, written, found by patterns.

Models that are loaded may use these only as `saved_model/safety.py` lets them.
"""

import fnmatch
import os
import re

from tfcompat._src.base import dtypes
from tfcompat._src.base.errors import InvalidArgumentError
from tfcompat._src.base.shapes import TensorShape
from tfcompat._src.ops import checks
from tfcompat._src.ops.checks import shown
from tfcompat._src.ops.example_parts import filled
from tfcompat._src.registry import no_gradient, op
from tfcompat._src.wire.files import translated_errors

_REASON = "files have no gradient"


def _path(filename):
    if filename.ndim:
        raise InvalidArgumentError(
            f"Input filename tensor must be scalar, but had shape: {shown(filename.shape)}"
        )
    return os.fsdecode(filename.item())


@op("ReadFile(filename: string) -> contents: string", host=("filename",))
def read_file(xp, filename):
    """Return what is in a file.

    Shapes:
        filename, contents: []
    Errors:
        NotFoundError: there is no such file.
        FailedPreconditionError: it is a directory.
        InvalidArgumentError: the name is no scalar.
    Source: tf.raw_ops.ReadFile
    """
    path = _path(filename)
    with translated_errors(path), open(path, "rb") as file:
        return filled(xp, [file.read()], dtypes.string, ())


@read_file.shape
def read_file_shape(c):
    checks.with_rank(c["filename"], 0)
    return [TensorShape([])]


@op("WriteFile(filename: string, contents: string) -> ()", stateful=True,
    host=("filename", "contents"))
def write_file(xp, filename, contents):
    """Write a file, and make the directories that it is to be in.

    Shapes:
        filename, contents: []
    Errors:
        FailedPreconditionError, PermissionDeniedError: it cannot be written there.
        InvalidArgumentError: an argument is no scalar.
    Source: tf.raw_ops.WriteFile
    """
    path = _path(filename)
    if contents.ndim:
        raise InvalidArgumentError(
            f"Contents tensor must be scalar, but had shape: {shown(contents.shape)}"
        )
    folder = os.path.dirname(path)
    with translated_errors(path):
        if folder and not os.path.lexists(folder):
            os.makedirs(folder, exist_ok=True)
        with open(path, "wb") as file:
            file.write(contents.item())


@write_file.shape
def write_file_shape(c):
    checks.with_rank(c["filename"], 0)
    checks.with_rank(c["contents"], 0)
    return []


@op("MatchingFiles(pattern: string) -> filenames: string", host=("pattern",))
def matching_files(xp, pattern):
    """Return the sorted names of the files that patterns match: `*`, `?` and `[a-z]` in names.

    Shapes:
        pattern: [] or [patterns]
        filenames: [files]
    Errors:
        InvalidArgumentError: the patterns are a matrix or more.
    Source: tf.raw_ops.MatchingFiles
    """
    if pattern.ndim > 1:
        raise InvalidArgumentError(
            "Input patterns tensor must be scalar or vector, but had shape: "
            f"{shown(pattern.shape)}"
        )
    found = []
    for text in pattern.reshape(-1).tolist():
        found += [os.fsencode(path) for path in matching(os.fsdecode(text))]
    return filled(xp, sorted(found), dtypes.string, (len(found),))


@matching_files.shape
def matching_files_shape(c):
    checks.with_rank_at_most(c["pattern"], 1)
    return [TensorShape([None])]


def matching(pattern):
    """Return the paths that a pattern matches, each of its names by itself."""
    if not pattern:
        return []
    first, *names = pattern.split("/")
    paths = [first] if first or not names else ["/"]
    if not names and first:
        return [name for name in _entries(".") if _matches(first, name)]
    if first and _is_pattern(first):
        paths = [name for name in _entries(".") if _matches(first, name)]
    for name in names:
        paths = [path for folder in paths for path in _below(folder, name)]
    return paths


def _below(folder, name):
    if not _is_pattern(name):
        path = os.path.join(folder, name)
        return [path] if os.path.lexists(path) else []
    return [os.path.join(folder, entry) for entry in _entries(folder) if _matches(name, entry)]


def _entries(folder):
    try:
        return os.listdir(folder)
    except OSError:
        return []


def _is_pattern(name):
    return re.search(r"[*?\[\\]", name) is not None


def _matches(pattern, name):
    return fnmatch.fnmatchcase(name, pattern.replace("[^", "[!"))


for _record in (read_file, write_file, matching_files):
    no_gradient(_record, _REASON)
