"""Writing V1 checkpoints: one table file with all tensors, or slices of tensors.

Reading them is in `checkpoint_v1`. The format is TensorFlow 1's; it holds neither bfloat16 nor the
larger unsigned integers.
"""

from tfcompat._src.base import dtypes, errors
from tfcompat._src.wire import files, messages, slices, table, tensor_proto

_HELD = frozenset([
    dtypes.float32, dtypes.float64, dtypes.int32, dtypes.uint8, dtypes.int16, dtypes.int8,
    dtypes.string, dtypes.complex64, dtypes.int64, dtypes.bool, dtypes.qint8, dtypes.quint8,
    dtypes.qint32, dtypes.uint16, dtypes.complex128, dtypes.float16,
])


def write(path, parts):
    """Write a V1 checkpoint; an existing file stays whole until the new one is complete.

    Args:
        path: str, the file.
        parts: iterable of (name, full shape, Box, array, DType): bytes, sizes, the place of the
            array in the whole, its values.

    Raises:
        UnimplementedError: the format has no form for bfloat16.
        InvalidArgumentError: it has none for another dtype, or tensors of one name disagree.

    Example:
        >>> import numpy, os, tempfile
        >>> path = os.path.join(tempfile.mkdtemp(), "model")
        >>> write(path, [(b"v", (2,), slices.full_box(1), numpy.ones(2, "f"), dtypes.float32)])
        >>> from tfcompat._src.wire.checkpoint_v1 import CheckpointV1Reader
        >>> CheckpointV1Reader(path).read("v")
        array([1., 1.], dtype=float32)
    """
    metas, values = {}, {}
    for name, shape, box, array, dtype in parts:
        if dtype is dtypes.bfloat16:
            raise errors.UnimplementedError("Saving data type bfloat16 not yet supported")
        if dtype not in _HELD:
            raise errors.InvalidArgumentError(
                "Tensor slice serialization not implemented for dtype "
                f"{dtype.as_datatype_enum}"
            )
        _note(metas, name, shape, box, dtype)
        data = messages.SavedTensorSlices()
        data.data.name = name.decode("utf-8", "surrogateescape")
        data.data.slice.CopyFrom(slices.to_proto(box))
        data.data.data.CopyFrom(tensor_proto.to_listed_proto(array, dtype))
        values[slices.slice_key(name, box)] = data.SerializeToString(deterministic=True)
    head = messages.SavedTensorSlices()
    head.meta.versions.producer = 1
    for meta in metas.values():
        head.meta.tensor.append(meta)
    pending = files.PendingFile(path)
    try:
        items = [(b"", head.SerializeToString(deterministic=True)), *sorted(values.items())]
        table.write_table(pending.file, items)
        pending.commit()
    finally:
        pending.discard()


def _note(metas, name, shape, box, dtype):
    """Enter a slice into what the file says of its tensors."""
    meta = metas.get(name)
    text = name.decode("utf-8", "surrogateescape")
    if meta is None:
        meta = metas[name] = messages.SavedSliceMeta(name=text, type=dtype.as_datatype_enum)
        meta.shape.SetInParent()
        for size in shape:
            meta.shape.dim.add(size=size)
    elif meta.type != dtype.as_datatype_enum or [d.size for d in meta.shape.dim] != list(shape):
        raise errors.InvalidArgumentError(
            f"Mismatching shapes or types: existing tensor = {text}, trying to add another shape "
            f"{list(shape)} of {dtype.name}"
        )
    proto = slices.to_proto(box)
    if not any(proto == known for known in meta.slice):
        meta.slice.append(proto)
