"""Writing tensor bundles, byte for byte as TensorFlow writes them.

What lives here: one data file and its index, complete or not at all. What does not: the choice of
tensors, names and order (the checkpoint room), and reading (`bundle`).
"""

import contextlib
import sys

import numpy

from tfcompat._src.base import dtypes, errors
from tfcompat._src.wire import (
    bundle, crc, files, messages, slices, string_tensors, table)


class BundleWriter:
    """Writes a bundle of one shard.

    Data files keep the order of the `add` calls; nothing appears under its final name before
    `finish`. As a context manager it finishes, or on an exception discards.

    Args:
        prefix: str, the path up to and without `.index`.

    Raises:
        NotFoundError, PermissionDeniedError, FailedPreconditionError: the folder cannot be used.

    Example:
        >>> import os, tempfile
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     with BundleWriter(os.path.join(folder, "ckpt")) as writer:
        ...         writer.add("x", numpy.arange(3))
        ...     sorted(os.listdir(folder))
        ['ckpt.data-00000-of-00001', 'ckpt.index']
    """

    def __init__(self, prefix):
        self.prefix = str(prefix)
        self._entries = {}
        self._offset = 0
        self._done = False
        self._data = files.PendingFile(bundle.data_path(self.prefix, 0, 1))

    def __enter__(self):
        return self

    def __exit__(self, kind, error, trace):
        if kind is None and not self._done:
            self.finish()
        else:
            self.discard()

    def add(self, key, array, dtype=None):
        """Append one tensor.

        Args:
            key: str or bytes, its name, not empty.
            array: ndarray or numpy scalar; strings as object array of bytes, variants as object
                array of VariantTensorDataProto.
            dtype: DType, by default that of the array. Needed for quantized types and variants.

        Raises:
            InvalidArgumentError: the key was added before.
            UnimplementedError: bundles cannot hold this dtype.
        """
        key = bundle.encode(key)
        if not key:
            raise errors.InvalidArgumentError("A tensor in a bundle needs a name")
        if key in self._entries:
            raise errors.InvalidArgumentError(f"Adding duplicate key: {bundle.shown(key)}")
        array = numpy.asarray(array)
        dtype = dtypes.from_numpy(array.dtype) if dtype is None else dtypes.as_dtype(dtype)
        parts, checksum = _encode_values(array, dtype)
        entry = _new_entry(dtype, array.shape)
        entry.offset = self._offset
        for part in parts:
            self._write(part)
        entry.size = self._offset - entry.offset
        entry.crc32c = crc.mask(checksum)
        self._entries[key] = entry

    def add_slice(self, key, full_shape, starts, array, dtype=None):
        """Append a part of a larger tensor; its other parts may stand in other shards.

        Args:
            key: str or bytes, the name of the whole.
            full_shape: ints, the shape of the whole.
            starts: ints, where the part begins; or a slices.Box, whose "whole dimension" marks
                are then kept in the file.
            array: ndarray, the part.
            dtype: DType, by default that of the array.

        Raises:
            InvalidArgumentError: the part was added before, or does not fit the other parts.
            InternalError: the part lies outside of the whole.
        """
        array = numpy.asarray(array)
        dtype = dtypes.from_numpy(array.dtype) if dtype is None else dtypes.as_dtype(dtype)
        box = starts if isinstance(starts, slices.Box) else slices.Box(tuple(starts), array.shape)
        full_shape = tuple(full_shape)
        if box.resolve(full_shape).lengths != array.shape:
            raise errors.InvalidArgumentError(
                f"Slice {box} of {bundle.shown(key)} has another shape than its values: "
                f"{list(array.shape)}")
        if box.is_full(full_shape):
            return self.add(key, array, dtype)
        entry = self._whole(bundle.encode(key), dtype, full_shape)
        self.add(slices.slice_key(bundle.encode(key), box), array, dtype)
        entry.slices.append(slices.to_proto(box))

    def _whole(self, key, dtype, shape):
        entry = self._entries.setdefault(key, _new_entry(dtype, shape))
        known = (entry.dtype, tuple(dim.size for dim in entry.shape.dim))
        if known != (dtype.as_datatype_enum, shape) or entry.size:
            raise errors.InvalidArgumentError(
                f"The slices of {bundle.shown(key)} disagree about the whole tensor: "
                f"{known} and {(dtype.as_datatype_enum, shape)}")
        return entry

    def _write(self, part):
        with files.translated_errors(self._data.path):
            self._data.file.write(part)
        self._offset += len(part)

    def finish(self):
        """Write the index and put both files in place.

        Raises:
            UnknownError and relatives: the disk refused; the earlier files are then untouched.
        """
        self._done = True
        with contextlib.ExitStack() as cleanup:
            cleanup.callback(self._data.discard)
            index = write_index(self.prefix, self._entries, shards=1)
            cleanup.callback(index.discard)
            self._data.close()
            index.close()
            self._data.commit()
            index.commit()

    def discard(self):
        """Drop what was written; files from before stay as they were."""
        self._done = True
        self._data.discard()


def write_index(prefix, entries, shards):
    """Write the index file of a bundle under a temporary name.

    Args:
        prefix: str, the path up to and without `.index`.
        entries: dict from bytes, the keys, to BundleEntryProto.
        shards: int, the number of data files.

    Returns:
        files.PendingFile, to be committed.
    """
    header = messages.BundleHeaderProto(num_shards=shards)
    header.version.producer = bundle.VERSION
    items = [(b"", header), *sorted(entries.items())]
    pending = files.PendingFile(prefix + ".index")
    try:
        with files.translated_errors(pending.path):
            table.write_table(pending.file, (
                (key, proto.SerializeToString(deterministic=True)) for key, proto in items))
    except BaseException:
        pending.discard()
        raise
    return pending


def _new_entry(dtype, shape):
    entry = messages.BundleEntryProto(dtype=dtype.as_datatype_enum)
    entry.shape.SetInParent()
    for size in shape:
        entry.shape.dim.add(size=size)
    return entry


def _encode_values(array, dtype):
    """Returns (buffers to write, checksum)."""
    if dtype is dtypes.string:
        values = [item.encode() if isinstance(item, str) else bytes(item)
                  for item in array.reshape(-1).tolist()]
        return string_tensors.write_strings(values)
    if dtype is dtypes.variant:
        return string_tensors.write_variants(array.reshape(-1).tolist())
    if dtype is dtypes.resource:
        raise errors.UnimplementedError("A bundle cannot hold tensors of dtype resource")
    array = numpy.ascontiguousarray(array, dtypes.numpy_dtype(dtype))
    data = array.reshape(-1).view(numpy.uint8)
    if sys.byteorder == "big" and array.itemsize > 1:
        data = array.byteswap().reshape(-1).view(numpy.uint8)
    return [data], crc.crc32c(data)
