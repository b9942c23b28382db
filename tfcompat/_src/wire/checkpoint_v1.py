"""Reading V1 checkpoints: one table file, or several that a pattern names, values and all inside.

What lives here: the reader, with the same interface as `bundle.BundleReader`. Nothing writes this
format any more; old models have it.
"""

import glob
import math

import numpy
from google.protobuf import message

from tfcompat._src.base import dtypes, errors, shapes
from tfcompat._src.wire import bundle, files, messages, slices, table, tensor_proto

_META_KEY = b""


class CheckpointV1Reader:
    """Reads the tensors of a V1 checkpoint, each when it is asked for.

    Args:
        pattern: str, the path, or a pattern such as "model.ckpt-?????-of-00002".

    Raises:
        NotFoundError: no file matches.
        DataLossError: a file is no table, or damaged.
        InternalError: a file is a table of something else.
    """

    def __init__(self, pattern):
        self.prefix = str(pattern)
        paths = matching_paths(self.prefix)
        if not paths:
            raise not_found(self.prefix)
        self._tensors = {}
        self._parts = {}
        for path in paths:
            self._add_file(path)

    def __enter__(self):
        return self

    def __exit__(self, *failure):
        self.close()

    def close(self):
        """Nothing to do: the files are let go when the reader is."""

    def _add_file(self, path):
        try:
            reader = table.TableReader(files.FileBytes(path).buffer)
        except errors.DataLossError as error:
            raise errors.DataLossError(
                f"Unable to open table file {path}: DATA_LOSS: {error}: perhaps your file is in a "
                "different file format and you need to use a different restore operator?"
            ) from None
        try:
            meta = messages.parse(messages.SavedTensorSlices, reader.get(_META_KEY) or b"").meta
        except (errors.DataLossError, message.DecodeError):
            meta = None
        if not meta or not meta.ListFields():
            raise errors.InternalError("Failed to find the saved tensor slices at the beginning "
                                       f"of the checkpoint file: {path}")
        bundle.check_versions(meta.versions)
        for tensor in meta.tensor:
            self._add_tensor(tensor, reader)

    def _add_tensor(self, tensor, reader):
        known = self._tensors.setdefault(tensor.name, tensor)
        if known.type != tensor.type or known.shape != tensor.shape:
            raise errors.InternalError(
                f"The files of the checkpoint disagree about the tensor {tensor.name}")
        parts = self._parts.setdefault(tensor.name, {})
        for box in map(slices.from_proto, tensor.slice):
            parts.setdefault(box, reader)

    def keys(self):
        """The names of all tensors, as list of str in order."""
        return sorted(self._tensors)

    def __contains__(self, key):
        return bundle.shown(key) in self._tensors

    def entry(self, key):
        """What the checkpoint says of one tensor.

        Args:
            key: str or bytes, its name.

        Returns:
            SavedSliceMeta; do not change it.

        Raises:
            NotFoundError: there is no such tensor.
        """
        entry = self._tensors.get(bundle.shown(key))
        if entry is None:
            raise errors.NotFoundError(f'Tensor name "{bundle.shown(key)}" not found in '
                                       f"checkpoint files {self.prefix}")
        return entry

    def dtype(self, key):
        """The DType of one tensor.

        Raises:
            NotFoundError: there is no such tensor.
        """
        entry = self.entry(key)
        try:
            return dtypes.as_dtype(entry.type).base_dtype
        except TypeError:
            raise errors.DataLossError(
                f"The tensor {entry.name} has an invalid dtype: {entry.type}") from None

    def shape(self, key):
        """The TensorShape of one tensor; of a sliced one, the shape of the whole.

        Raises:
            NotFoundError: there is no such tensor.
        """
        return shapes.TensorShape(self._dimensions(key))

    def _dimensions(self, key):
        entry = self.entry(key)
        sizes = tuple(dim.size for dim in entry.shape.dim)
        if entry.shape.unknown_rank or min(sizes, default=0) < 0:
            raise errors.DataLossError(f"The tensor {entry.name} has an invalid shape: {sizes}")
        return sizes

    def read(self, key, verify=True, box=None):
        """Read one tensor, or a part of it.

        Args:
            key: str or bytes, its name.
            verify: bool, without effect: this format's checksums cover whole blocks of the file
                and are always compared.
            box: slices.Box, the part wanted, or None for all of it.

        Returns:
            ndarray, as `BundleReader.read` returns it.

        Raises:
            NotFoundError: there is no such tensor.
            DataLossError: bytes are damaged.
            InvalidArgumentError: the stored slices do not cover what is wanted.
            InternalError: the box lies outside of the tensor, or stored slices overlap.
        """
        shape = self._dimensions(key)
        wanted = (box or slices.full_box(len(shape))).resolve(shape)
        name = self.entry(key).name
        parts = slices.cover(list(self._parts[name]), wanted, shape)
        if parts is None:
            raise errors.InvalidArgumentError("Error copying slice data")
        # All parts are read before memory is claimed: a false shape then fails for lack of parts.
        pieces = [(common, self._read_part(name, stored, own)[common.index(own.starts)])
                  for stored, own, common in parts]
        out = numpy.empty(wanted.lengths, dtypes.numpy_dtype(self.dtype(key)))
        for common, values in pieces:
            out[common.index(wanted.starts)] = values
        return out

    def _read_part(self, name, stored, own):
        value = self._parts[name][stored].get(slices.slice_key(name.encode(), stored))
        if value is None:
            raise errors.NotFoundError(
                f"Slice {stored} of {name} not found in checkpoint files {self.prefix}")
        try:
            proto = messages.parse(messages.SavedTensorSlices, value).data.data
        except message.DecodeError:
            raise errors.DataLossError(f"Slice {stored} of {name} not parseable.") from None
        values = _values(proto, self.dtype(name))
        if len(values) != math.prod(own.lengths):
            raise errors.DataLossError(
                f"Slice {stored} of {name} has {len(values)} values, "
                f"expected {math.prod(own.lengths)}")
        return values.reshape(own.lengths)


def _values(proto, dtype):
    if dtype is dtypes.string:
        values = numpy.empty(len(proto.string_val), object)
        values[:] = proto.string_val
        return values
    if dtype in (dtypes.variant, dtypes.resource):
        raise errors.DataLossError(f"A V1 checkpoint cannot hold tensors of dtype {dtype.name}")
    values = tensor_proto.list_values(proto, dtype)
    return values if values.flags.writeable else values.copy()


def matching_paths(pattern):
    """The files of a V1 checkpoint, in order.

    Args:
        pattern: str, as for the reader.

    Returns:
        list of str, empty when there are none.

    Example:
        >>> matching_paths("/no/such/ckpt-?????-of-00002")
        []
    """
    return sorted(glob.glob(pattern)) or glob.glob(glob.escape(pattern))


def not_found(prefix):
    """The NotFoundError for a checkpoint of which there is no file.

    Example:
        >>> str(not_found("/no/such/ckpt")).endswith("matching files for /no/such/ckpt")
        True
    """
    return errors.NotFoundError("Unsuccessful TensorSliceReader constructor: Failed to find any "
                                f"matching files for {prefix}")
