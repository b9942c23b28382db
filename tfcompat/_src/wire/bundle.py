"""Reading tensor bundles: `prefix.index` and `prefix.data-00000-of-00001`, files of a checkpoint.

What lives here: finding entries, checking and decoding their bytes, putting sliced tensors
together. What does not: what the tensors mean to a program (the checkpoint room), writing
(`bundle_writer`) and the older one-file format (`checkpoint_v1`).

Errors carry the bare sentence, in the class that TensorFlow's restore ops raise.
"""

import math
import sys

import numpy
from google.protobuf import message

from tfcompat._src.base import dtypes, errors, notes, shapes, version
from tfcompat._src.wire import crc, files, messages, slices, string_tensors, table

VERSION = 1
_MIN_PRODUCER = 0
_HEADER_KEY = b""
_BIG = 1


class BundleReader:
    """Reads the tensors of one bundle, each when it is asked for.

    Args:
        prefix: str, the path up to and without `.index`.

    Raises:
        NotFoundError: there is no index file.
        DataLossError: the index file is damaged.
        InvalidArgumentError: a newer TensorFlow wrote the bundle, and it says so.

    Example:
        >>> import os, tempfile
        >>> from tfcompat._src.wire import bundle_writer
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     writer = bundle_writer.BundleWriter(os.path.join(folder, "ckpt"))
        ...     writer.add("x", numpy.arange(3, dtype=numpy.int32))
        ...     writer.finish()
        ...     with BundleReader(os.path.join(folder, "ckpt")) as reader:
        ...         reader.keys(), reader.dtype("x"), reader.read("x")
        (['x'], tf.int32, array([0, 1, 2], dtype=int32))
    """

    def __init__(self, prefix):
        self.prefix = str(prefix)
        path = self.prefix + ".index"
        self._table = table.TableReader(files.read(path))
        header = parse_header(self._table, path)
        check_versions(header.version)
        self.num_shards = header.num_shards
        self._big_endian = header.endianness == _BIG
        self._swap = self._big_endian != (sys.byteorder == "big")
        self._shards = {}
        self._entries = {}

    def __enter__(self):
        return self

    def __exit__(self, *failure):
        self.close()

    def close(self):
        """Let go of the files; arrays that were read stay good, and so does the reader."""
        self._shards.clear()

    def keys(self):
        """The names of all tensors.

        Returns:
            list of str in bytewise order; of a sliced tensor only the whole is listed.

        Raises:
            DataLossError: the index file is damaged.
        """
        return [key.decode("utf-8", "surrogateescape") for key, _ in self._table.items()
                if key and key[0]]

    def __contains__(self, key):
        return self._table.get(encode(key)) is not None

    def entry(self, key):
        """The entry of one tensor.

        Args:
            key: str or bytes, its name.

        Returns:
            BundleEntryProto; do not change it.

        Raises:
            NotFoundError: there is no such tensor.
            DataLossError: the index file is damaged.
        """
        key = encode(key)
        entry = self._entries.get(key)
        if entry is None:
            value = self._table.get(key) if key else None
            if value is None:
                raise errors.NotFoundError(f"Key {shown(key)} not found in checkpoint")
            entry = self._entries[key] = parse_entry(key, value)
        return entry

    def dtype(self, key):
        """The DType of one tensor.

        Raises:
            NotFoundError: there is no such tensor.
        """
        return _dtype(self.entry(key), key)

    def shape(self, key):
        """The TensorShape of one tensor; of a sliced one, the shape of the whole.

        Raises:
            NotFoundError: there is no such tensor.
        """
        return shapes.TensorShape(_dimensions(self.entry(key)))

    def read(self, key, verify=True, box=None):
        """Read one tensor, or a part of it.

        Args:
            key: str or bytes, its name.
            verify: bool, whether to compare the checksum, which reads all bytes of the tensor.
            box: slices.Box, the part wanted, or None for all of it.

        Returns:
            ndarray. It may be written to; the files never change. Where alignment allows it is
            the file itself, mapped copy-on-write. Strings are an object array of bytes, variants
            an object array of VariantTensorDataProto, quantized values their plain integers.

        Raises:
            NotFoundError: the tensor or a data file is missing.
            DataLossError: bytes are damaged.
            OutOfRangeError: a data file is too short.
            InvalidArgumentError: the stored slices do not cover what is wanted.
            InternalError: the box lies outside of the tensor.
        """
        entry = self.entry(key)
        if box is None and not entry.slices:
            return self._read_entry(entry, key, verify)
        shape = _dimensions(entry)
        wanted = box or slices.full_box(len(shape))
        region = wanted.resolve(shape)
        if entry.slices:
            return self._assemble(encode(key), entry, wanted, verify)
        return _contiguous(self._read_entry(entry, key, verify)[region.index()])

    def _assemble(self, key, entry, wanted, verify):
        shape = _dimensions(entry)
        region = wanted.resolve(shape)
        parts = slices.cover(list(map(slices.from_proto, entry.slices)), region, shape)
        if parts is None:
            raise errors.InvalidArgumentError(
                f"Does not have sufficient slices for partitioned tensor {shown(key)} "
                f"to restore in slice_spec: {wanted}")
        # All parts are read before memory is claimed: a false shape then fails for lack of parts.
        pieces = [(common, self._read_slice(key, entry, stored, verify)[common.index(own.starts)])
                  for stored, own, common in parts]
        out = numpy.empty(region.lengths, dtypes.numpy_dtype(_dtype(entry, key)))
        for common, values in pieces:
            out[common.index(region.starts)] = values
        return out

    def _read_slice(self, key, entry, stored, verify):
        part_key = slices.slice_key(key, stored)
        part = self.entry(part_key)
        expected = stored.resolve(_dimensions(entry)).lengths
        if part.dtype != entry.dtype or _dimensions(part) != expected or part.slices:
            raise errors.DataLossError(
                f"Slice {stored} of {shown(key)} does not fit the tensor: stored as "
                f"{shapes.TensorShape(_dimensions(part))}, expected {list(expected)}")
        return self._read_entry(part, part_key, verify)

    def _read_entry(self, entry, key, verify):
        try:
            return self._read_values(entry, key, verify)
        except errors.OpError as error:
            path = data_path(self.prefix, entry.shard_id, self.num_shards)
            notes.add(error, f"The tensor {shown(key)} is in {path}, {entry.size} bytes at offset "
                             f"{entry.offset}.")
            raise

    def _read_values(self, entry, key, verify):
        dtype = _dtype(entry, key)
        shape = _dimensions(entry)
        count = math.prod(shape)
        storage = dtypes.numpy_dtype(dtype)
        _check_size(entry, key, count, storage)
        shard = self._shard(entry)
        if storage.kind == "O":
            decode = (string_tensors.read_strings if dtype is dtypes.string
                      else string_tensors.read_variants)
            data = shard.view(entry.offset, entry.size)
            values, checksum = decode(data, count, self._big_endian)
            array = _object_array(values, shape)
        else:
            data = shard.take(entry.offset, entry.size)
            checksum = crc.crc32c(data) if verify else None
            array = _as_array(data, storage, shape, self._swap)
        if verify:
            self._compare(entry, checksum)
        return array

    def _shard(self, entry):
        shard = self._shards.get(entry.shard_id)
        if shard is None:
            path = data_path(self.prefix, entry.shard_id, self.num_shards)
            shard = self._shards[entry.shard_id] = files.FileBytes(path)
        if entry.offset < 0 or entry.offset + entry.size > shard.size:
            raise errors.OutOfRangeError("Read less bytes than requested")
        return shard

    def _compare(self, entry, checksum):
        stored = crc.unmask(entry.crc32c)
        if stored != checksum:
            raise errors.DataLossError(
                f"TensorBundle at {self.prefix} shard {entry.shard_id} ({entry.size} bytes): "
                f"Checksum does not match: stored {stored:08d} vs. calculated on the restored "
                f"bytes {checksum}")


def data_path(prefix, shard, shards):
    """The name of one data file.

    Example:
        >>> data_path("ckpt", 0, 2)
        'ckpt.data-00000-of-00002'
    """
    return f"{prefix}.data-{shard:05d}-of-{shards:05d}"


def encode(key):
    """A key as stored.

    Example:
        >>> encode("layer/kernel")
        b'layer/kernel'
    """
    return key if isinstance(key, bytes) else key.encode("utf-8", "surrogateescape")


def shown(key):
    """A key as text for messages, whatever bytes are in it.

    Example:
        >>> shown(b"layer/kernel")
        'layer/kernel'
    """
    return key if isinstance(key, str) else key.decode("utf-8", "backslashreplace")


def parse_header(index, path):
    """The header of a bundle.

    Args:
        index: table.TableReader over the index file.
        path: str, its name, for messages.

    Returns:
        BundleHeaderProto.

    Raises:
        DataLossError: there is none, or it is damaged.
    """
    problem = "failed to seek to header entry"
    try:
        value = index.get(_HEADER_KEY)
        if value is None:
            raise errors.DataLossError("no entry")
        problem = "unable to parse header"
        return _parse(messages.BundleHeaderProto, _HEADER_KEY, value)
    except errors.DataLossError as error:
        raise errors.DataLossError(
            f"Unable to read file ({path}). Perhaps the file is corrupt or was produced by a "
            f"newer version of TensorFlow with format changes ({problem}): {error}") from None


def _parse(cls, key, value):
    try:
        return messages.parse(cls, value)
    except message.DecodeError:
        raise errors.DataLossError(f"Entry for key {shown(key)} not parseable.") from None


def parse_entry(key, value):
    """The entry of a tensor, with a shape that is known to make sense.

    Args:
        key: bytes, for messages.
        value: bytes, what the index has under the key.

    Returns:
        BundleEntryProto.

    Raises:
        DataLossError: it is damaged.
    """
    entry = _parse(messages.BundleEntryProto, key, value)
    sizes = _dimensions(entry)
    if entry.shape.unknown_rank or min(sizes, default=0) < 0 or _too_large(sizes):
        text = " ".join(messages.to_text(entry.shape).split())
        raise errors.DataLossError(f"Invalid tensor shape: {shown(key)} {text}")
    return entry


def _too_large(sizes):
    return math.prod(size or 1 for size in sizes) >> 60


def _dimensions(entry):
    return tuple([dim.size for dim in entry.shape.dim])


def _dtype(entry, key):
    if not 0 < entry.dtype < 100 or entry.dtype == dtypes.resource.as_datatype_enum:
        raise errors.DataLossError(
            f"Invalid dtype in bundle entry: key {shown(key)}; stored dtype {entry.dtype}")
    try:
        return dtypes.as_dtype(entry.dtype)
    except TypeError:
        raise errors.UnimplementedError(
            f"Key {shown(key)} has dtype {entry.dtype}, which is newer than this library "
            "knows; a newer TensorFlow wrote it.") from None


def _check_size(entry, key, count, storage):
    if storage.kind == "O":
        expected, fits = f"is at least {count}", entry.size >= count
    else:
        expected, fits = count * storage.itemsize, entry.size == count * storage.itemsize
    if not fits:
        raise errors.DataLossError(
            f"Invalid size in bundle entry: key {shown(key)}; stored size {entry.size}; "
            f"expected size {expected}")


def check_versions(versions):
    """Refuse a file that says it is too old or too new for us.

    Args:
        versions: VersionDef.

    Raises:
        InvalidArgumentError: it does.

    Example:
        >>> check_versions(messages.VersionDef(producer=1))
    """
    if versions.producer < _MIN_PRODUCER:
        raise errors.InvalidArgumentError(
            f"Checkpoint producer version {versions.producer} below min producer {_MIN_PRODUCER} "
            f"supported by TensorFlow {version.VERSION}.  Please regenerate your checkpoint.")
    if versions.min_consumer > VERSION:
        raise errors.InvalidArgumentError(
            f"Checkpoint min consumer version {versions.min_consumer} above current version "
            f"{VERSION} for TensorFlow {version.VERSION}.  Please upgrade TensorFlow.")
    if VERSION in versions.bad_consumers:
        raise errors.InvalidArgumentError(
            f"Checkpoint disallows consumer version {VERSION}.  Please upgrade TensorFlow: "
            "this version is likely buggy.")


def _object_array(values, shape):
    array = numpy.empty(len(values), object)
    array[:] = values
    return array.reshape(shape)


def _contiguous(array):
    return array if array.flags.c_contiguous else array.copy()


def _as_array(data, storage, shape, swap):
    array = data.view(storage)
    if swap and storage.itemsize > 1:
        words = array if storage.kind == "c" else array.view(f"u{storage.itemsize}")
        array = words.byteswap().view(storage)
    elif not array.flags.aligned:
        array = array.copy()
    return array.reshape(shape)
