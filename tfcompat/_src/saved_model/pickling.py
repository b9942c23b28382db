"""Pickling and copying of loaded objects: as the files of a SavedModel, or as a reference to one.

By value an object is saved anew, with the state it has, and the files are what is pickled. By
reference only the directory is, for processes that share a disk; see `LoadOptions`.
"""

import atexit
import os
import shutil
import tempfile

from tfcompat._src.state.auto_trackable import AutoTrackable


class UserObject(AutoTrackable):
    """Base of objects restored from SavedModels."""

    _self_origin = None  # (directory, tags, options) of roots that are pickled by reference

    def __reduce_ex__(self, protocol):
        if self._self_origin is not None:
            return from_directory, self._self_origin
        return from_files, (files_of(self),)

    def __copy__(self):
        made = type(self).__new__(type(self))
        made.__dict__.update(self.__dict__)
        return made


def files_of(obj):
    """Return {name: bytes} of the SavedModel of an object."""
    from tfcompat._src.saved_model.save import save

    with tempfile.TemporaryDirectory() as directory:
        # A loaded model's signatures are those it came with; what it is part of has none.
        signatures = getattr(obj, "signatures", None)
        save(obj, directory, signatures=signatures or None)
        found = {}
        for folder, _, names in os.walk(directory):
            for name in names:
                path = os.path.join(folder, name)
                with open(path, "rb") as file:
                    found[os.path.relpath(path, directory)] = file.read()
    return found


def from_files(files):
    """Return the object of a SavedModel that is given as {name: bytes}."""
    from tfcompat._src.saved_model.load import load
    from tfcompat._src.saved_model.options import LoadOptions

    directory = tempfile.mkdtemp()
    assets = any(name.startswith("assets" + os.sep) for name in files)
    try:
        for name, data in files.items():
            path = os.path.join(directory, name)
            os.makedirs(os.path.dirname(path), exist_ok=True)
            with open(path, "wb") as file:
                file.write(data)
        # Whoever unpickles trusts the pickle; the files are no more of a risk than that.
        return load(directory, options=LoadOptions(allow_unsafe_ops=True))
    finally:
        if not assets:  # files that the object reads have to stay while the process lives
            shutil.rmtree(directory, ignore_errors=True)
        else:
            atexit.register(shutil.rmtree, directory, ignore_errors=True)


def from_directory(directory, tags, allow_unsafe_ops):
    """Return the object of the SavedModel in a directory."""
    from tfcompat._src.saved_model.load import load
    from tfcompat._src.saved_model.options import LoadOptions

    options = LoadOptions(allow_unsafe_ops=allow_unsafe_ops, pickle_by_reference=True)
    return load(directory, tags, options)
