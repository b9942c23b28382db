"""Joining bundles into one, as sharded saving does at its end.

What lives here: renaming data files and writing the common index; no tensor is read. What does
not: writing the parts (`bundle_writer`).
"""

import contextlib
import os

from tfcompat._src.base import errors
from tfcompat._src.wire import bundle, bundle_writer, files, messages, table


def merge_bundles(prefixes, destination, missing_ok=False):
    """Make one bundle of several; the parts are gone afterwards.

    Slices of one tensor may come from several parts. The parts' data files become the shards, in
    the order of `prefixes`.

    Args:
        prefixes: list of str, the parts, in the file system of the destination.
        destination: str, the prefix of the whole. An existing bundle there is replaced.
        missing_ok: bool, whether a part without files is passed over.

    Raises:
        NotFoundError: a part is missing.
        DataLossError: an index file is damaged.
        InvalidArgumentError: two parts have a tensor of one name, or disagree about a tensor.

    Example:
        >>> import numpy, tempfile
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     parts = [os.path.join(folder, name) for name in ("part1", "part2")]
        ...     for part in parts:
        ...         with bundle_writer.BundleWriter(part) as writer:
        ...             writer.add("of " + os.path.basename(part), numpy.arange(3))
        ...     merge_bundles(parts, os.path.join(folder, "all"))
        ...     sorted(os.listdir(folder))
        ['all.data-00000-of-00002', 'all.data-00001-of-00002', 'all.index']
    """
    merger = _Merger()
    for prefix in map(str, prefixes):
        if not (missing_ok and not os.path.exists(prefix + ".index")):
            merger.add(prefix)
    merger.finish(str(destination))


class _Merger:
    """Collects entries; shard numbers follow the first tensor found in each data file."""

    def __init__(self):
        self._entries = {}
        self._shards = {}
        self._indices = []

    def add(self, prefix):
        path = prefix + ".index"
        index = table.TableReader(files.read(path))
        header = bundle.parse_header(index, path)
        if header.endianness != messages.BundleHeaderProto.LITTLE:
            raise errors.InvalidArgumentError(
                f"Cannot merge {prefix}: it was written by a big-endian machine")
        for key, value in index.items():
            if key:
                self._add_entry(prefix, header, key, bundle.parse_entry(key, value))
        self._indices.append(path)

    def _add_entry(self, prefix, header, key, entry):
        if entry.slices:
            self._add_slices(prefix, key, entry)
            return
        if key in self._entries:
            raise errors.InvalidArgumentError(
                f"Duplicate tensor keyed by {bundle.shown(key)} encountered, when merging "
                f"prefix: {prefix}")
        path = bundle.data_path(prefix, entry.shard_id, header.num_shards)
        entry.shard_id = self._shards.setdefault(path, len(self._shards))
        self._entries[key] = entry

    def _add_slices(self, prefix, key, entry):
        known = self._entries.setdefault(key, entry)
        if known is entry:
            return
        if (known.dtype, known.shape) != (entry.dtype, entry.shape) or not known.slices:
            raise errors.InvalidArgumentError(
                f"Inconsistent entries for {bundle.shown(key)} encountered, when merging "
                f"prefix: {prefix}")
        known.slices.extend(entry.slices)

    def finish(self, destination):
        shards = max(len(self._shards), 1)
        pending = bundle_writer.write_index(destination, self._entries, shards)
        try:
            for path, shard in self._shards.items():
                with files.translated_errors(path):
                    os.replace(path, bundle.data_path(destination, shard, shards))
            pending.commit()
        finally:
            pending.discard()
        for path in self._indices:
            if path != destination + ".index":
                with contextlib.suppress(OSError):
                    os.remove(path)
