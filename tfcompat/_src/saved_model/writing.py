"""The files of a SavedModel: made aside, then put in place in TensorFlow's order.

What the files hold is decided elsewhere. Whatever goes wrong, a model that was in the directory
before stays as it was, and nothing half-written remains.
"""

import contextlib
import os
import secrets
import shutil

from tfcompat._src.base import errors
from tfcompat._src.checkpoint import saving
from tfcompat._src.saved_model import constants
from tfcompat._src.wire import fingerprint, split_fingerprint, split_messages
from tfcompat._src.wire.files import translated_errors


LIMIT = (1 << 31) - 1  # of a message's size in bytes, protobuf's
PART_LIMIT = 1 << 30  # of the parts that a larger model is split into


def write(
    export_dir, saved_model, entries, assets=None, sharding=None, debug_info=None, split=False,
    savers=None,
):
    """Write a SavedModel.

    Args:
        export_dir: str, the directory; made if need be.
        saved_model: the SavedModel message.
        entries: the (key, ndarray, DType) triples of the variables file.
        assets: dict of file names in the assets folder to paths of files to copy.
        sharding: a ShardingCallback that cuts the variables file, or None.
        debug_info: a GraphDebugInfo message, or None.
        split: whether a model that is too large for one message is split.
        savers: {saver: {object name: object}} of what registered savers store.

    Raises:
        FailedPreconditionError, NotFoundError, PermissionDeniedError: the directory cannot be
            used.
        ValueError: the model has no fingerprint, or is too large.
    """
    model_file = constants.SAVED_MODEL_FILENAME_PB
    size = saved_model.ByteSize()
    if size > LIMIT:
        if not split:
            raise ValueError(
                f"Message tensorflow.SavedModel exceeds maximum protobuf size of 2GB: {size}"
            )
        model_file = constants.SAVED_MODEL_FILENAME_CPB
    with _Staging(export_dir) as staging:
        variables = os.path.join(constants.VARIABLES_DIRECTORY, constants.VARIABLES_FILENAME)
        saving.write_bundle(staging.path(variables), entries, sharding, savers)
        names = staging.files_below(constants.VARIABLES_DIRECTORY)
        names.sort(key=lambda name: name.endswith(".index"))
        for name, source in (assets or {}).items():
            if os.path.exists(source):  # like TensorFlow, whose models then fail when loaded
                names.append(os.path.join(constants.ASSETS_DIRECTORY, name))
                shutil.copyfile(source, staging.path(names[-1]))
        if size > LIMIT:
            with translated_errors(model_file), open(staging.path(model_file), "wb") as file:
                pieces = split_messages.write_saved_model(file, saved_model, PART_LIMIT)
        else:
            staging.put(model_file, saved_model.SerializeToString(deterministic=True))
        with open(staging.path(variables + ".index"), "rb") as file:
            index = file.read()
        prints = (
            split_fingerprint.split_fingerprint(*pieces, index) if size > LIMIT
            else fingerprint.fingerprint(saved_model, index)
        )
        staging.put(constants.FINGERPRINT_FILENAME, prints.SerializeToString(deterministic=True))
        names += [model_file, constants.FINGERPRINT_FILENAME]
        if debug_info is not None:
            staging.add_folder(constants.DEBUG_DIRECTORY)
            names.append(
                os.path.join(constants.DEBUG_DIRECTORY, constants.DEBUG_INFO_FILENAME_PB)
            )
            staging.put(names[-1], debug_info.SerializeToString(deterministic=True))
        staging.commit(names)


_MODEL_FILES = (
    constants.SAVED_MODEL_FILENAME_PB, constants.SAVED_MODEL_FILENAME_PBTXT,
    constants.SAVED_MODEL_FILENAME_CPB,
)


class _Staging:
    """A folder inside the export directory whose files replace those outside all at once.

    Used as a context manager; leaving it removes the folder, and when an exception leaves it,
    also the directories that were made.
    """

    def __init__(self, export_dir):
        self._directory = export_dir
        self._folder = os.path.join(export_dir, f".saving-{secrets.token_hex(8)}")
        self._made = []

    def __enter__(self):
        try:
            for outer in (self._directory, self._folder):
                self._make(os.path.join(outer, constants.VARIABLES_DIRECTORY))
                self._make(os.path.join(outer, constants.ASSETS_DIRECTORY))
        except BaseException:
            self._clean_up(failed=True)
            raise
        return self

    def add_folder(self, name):
        """Make a folder more, aside and where it is to be."""
        for outer in (self._directory, self._folder):
            self._make(os.path.join(outer, name))

    def __exit__(self, kind, error, trace):
        self._clean_up(failed=kind is not None)

    def _make(self, folder):
        """Make a directory and those above it, noting which."""
        missing = []
        while folder and not os.path.isdir(folder):
            if os.path.lexists(folder):
                raise errors.FailedPreconditionError(None, None, f"{folder} is not a directory")
            missing.append(folder)
            folder = os.path.dirname(folder.rstrip(os.path.sep))
        for folder in reversed(missing):
            with translated_errors(folder):
                os.mkdir(folder)
            self._made.append(folder)

    def _clean_up(self, failed):
        shutil.rmtree(self._folder, ignore_errors=True)
        if failed:
            for folder in reversed(self._made):
                with contextlib.suppress(OSError):
                    os.rmdir(folder)  # what others have put there since stays

    def path(self, name):
        """Return where the file to become `name` is to be made."""
        return os.path.join(self._folder, name)

    def put(self, name, data):
        """Make a file of bytes."""
        path = self.path(name)
        with translated_errors(path), open(path, "wb") as file:
            file.write(data)

    def files_below(self, folder):
        """Return the sorted names of the files made below a folder so far."""
        return [os.path.join(folder, name) for name in sorted(os.listdir(self.path(folder)))]

    def commit(self, names):
        """Put the files called `names` in place, in that order; all of them, or none.

        A model that is there already is taken out of sight first: whoever kills this leaves a
        directory that is clearly incomplete, and never one model's file beside another's.
        """
        backups = self.path("before")
        os.mkdir(backups)
        done = []
        try:
            for name in _MODEL_FILES:
                target, backup = os.path.join(self._directory, name), os.path.join(backups, name)
                if _keep(target, backup):
                    done.append((target, backup))
                    os.remove(target)
            for i, name in enumerate(names):
                target, backup = os.path.join(self._directory, name), f"{backups}{os.path.sep}{i}"
                kept = _keep(target, backup)
                with translated_errors(target):
                    os.replace(self.path(name), target)
                done.append((target, backup if kept else None))
        except BaseException:
            for target, backup in reversed(done):
                with contextlib.suppress(OSError):
                    os.remove(target) if backup is None else os.replace(backup, target)
            raise


def _keep(path, backup):
    """Keep the file at `path` under a second name; say whether there is such a file."""
    if not os.path.isfile(path):
        return False
    try:
        os.link(path, backup)
    except OSError:  # not every file system can
        shutil.copy2(path, backup)
    return True
