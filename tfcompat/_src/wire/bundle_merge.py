"""Joining several tensor bundles to one, without copying their data files.

What lives here: the renaming of data files and the merged index. What does not: writing tensors
(`bundle_writer`) and what calls for a merge (the op in `ops/io.py`).
"""

import contextlib
import os

from tfcompat._src.base import errors
from tfcompat._src.wire import bundle, files, messages, slices, table


def merge(prefixes, target, allow_missing=False):
    """Make one bundle of several; their files are moved or removed.

    Args:
        prefixes: list of str; the bundles' data files become shards in this order.
        target: str, the prefix of the result; its folder is made if need be.
        allow_missing: bool, whether to pass over bundles that are not there.

    Raises:
        InvalidArgumentError: a bundle is missing, or two hold the same tensor.
        NotFoundError: the folder above the target's is not there.

    Example:
        >>> import tempfile, numpy
        >>> from tfcompat._src.wire import bundle_writer
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     for name in "ab":
        ...         with bundle_writer.BundleWriter(os.path.join(folder, name)) as writer:
        ...             writer.add(name, numpy.arange(3))
        ...     merge([os.path.join(folder, name) for name in "ab"], os.path.join(folder, "ab"))
        ...     sorted(os.listdir(folder))
        ['ab.data-00000-of-00002', 'ab.data-00001-of-00002', 'ab.index']
    """
    entries, shards = {}, []
    for prefix in _present(prefixes, allow_missing):
        _add(prefix, entries, shards)
    folder = os.path.dirname(target)
    if folder and not os.path.isdir(folder):
        with files.translated_errors(folder):
            os.mkdir(folder)
    for number, path in enumerate(shards):
        final = bundle.data_path(target, number, len(shards))
        with files.translated_errors(path):
            os.replace(path, final)
    _write_index(target, entries, len(shards))
    for prefix in prefixes:
        if prefix != target:
            with contextlib.suppress(FileNotFoundError):
                os.remove(prefix + ".index")


def _present(prefixes, allow_missing):
    found = []
    for prefix in prefixes:
        if os.path.exists(prefix + ".index"):
            found.append(prefix)
        elif not allow_missing:
            raise errors.InvalidArgumentError(
                f"allow_missing_files was set to false and {prefix} did not exist."
                f"NOT_FOUND: {prefix} not found")
    if not found:
        raise errors.InvalidArgumentError(
            "At least one prefix checkpoint file must exist, but none existed.")
    return found


def _add(prefix, entries, shards):
    """Take over the entries of one bundle, and list its data files."""
    header = None
    for key, value in table.TableReader(files.read(prefix + ".index")).items():
        if not key:
            header = messages.parse(messages.BundleHeaderProto, value)
            bundle.check_versions(header.version)
            continue
        entry = messages.parse(messages.BundleEntryProto, value)
        known = entries.get(key)
        if known is None:
            entry.shard_id += len(shards)
            entries[key] = entry
        elif known.slices and entry.slices:
            _check_alike(key, known, entry)
            known.slices.extend(entry.slices)
        else:
            name = bundle.shown(key)
            raise errors.InvalidArgumentError(
                f"Duplicate tensor keyed by {name} encountered, when merging prefix: {prefix}")
    if header is None:
        raise errors.DataLossError(f"{prefix}.index has no header")
    count = header.num_shards
    shards.extend(bundle.data_path(prefix, number, count) for number in range(count))


def _check_alike(key, known, entry):
    if (known.dtype, known.shape) != (entry.dtype, entry.shape):
        raise errors.InvalidArgumentError(
            f"The slices of {bundle.shown(key)} disagree about the dtype or shape of the whole "
            "tensor.")
    boxes = {str(slices.from_proto(part)) for part in known.slices}
    for part in entry.slices:
        if str(slices.from_proto(part)) in boxes:
            raise errors.InvalidArgumentError(
                f"Slice {slices.from_proto(part)} of {bundle.shown(key)} is there twice.")


def _write_index(target, entries, count):
    header = messages.BundleHeaderProto(num_shards=count)
    header.version.producer = bundle.VERSION
    items = [(b"", header), *sorted(entries.items())]
    pending = files.PendingFile(target + ".index")
    try:
        with files.translated_errors(pending.path):
            table.write_table(pending.file, (
                (key, proto.SerializeToString(deterministic=True)) for key, proto in items))
        pending.close()
        pending.commit()
    except BaseException:
        pending.discard()
        raise
