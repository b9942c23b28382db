"""Safetensors files: a JSON header, then the bytes of all tensors.

What lives here: the format. What does not: which tensors become what (`checkpoint/interchange`).
"""

import json
import math
import struct

import numpy

from tfcompat._src.base import dtypes, errors
from tfcompat._src.wire import files

_NAMES = {
    dtypes.float64: "F64", dtypes.float32: "F32", dtypes.float16: "F16", dtypes.bfloat16: "BF16",
    dtypes.int64: "I64", dtypes.int32: "I32", dtypes.int16: "I16", dtypes.int8: "I8",
    dtypes.uint64: "U64", dtypes.uint32: "U32", dtypes.uint16: "U16", dtypes.uint8: "U8",
    dtypes.bool: "BOOL",
}
_DTYPES = {name: dtype for dtype, name in _NAMES.items()}
_ALIGNMENT = 8
_LONGEST_HEADER = 100_000_000


def holds(dtype):
    """Say whether the format has a form for a dtype.

    >>> holds(dtypes.float32), holds(dtypes.string)
    (True, False)
    """
    return dtype in _NAMES


def write(path, tensors, metadata):
    """Write a file; an existing one stays whole until the new one is complete.

    Args:
        path: str.
        tensors: dict of names to (ndarray, DType).
        metadata: dict of str to str.
    """
    header, offset = {}, 0
    if metadata:
        header["__metadata__"] = dict(metadata)
    for name, (array, dtype) in tensors.items():
        size = array.size * numpy.dtype(dtypes.numpy_dtype(dtype)).itemsize
        header[name] = {"dtype": _NAMES[dtype], "shape": list(array.shape),
                        "data_offsets": [offset, offset + size]}
        offset += size
    text = json.dumps(header, ensure_ascii=False, separators=(",", ":")).encode()
    text += b" " * (-len(text) % _ALIGNMENT)
    pending = files.PendingFile(path)
    try:
        pending.file.write(struct.pack("<Q", len(text)) + text)
        for array, dtype in tensors.values():
            kind = numpy.dtype(dtypes.numpy_dtype(dtype))
            pending.file.write(numpy.ascontiguousarray(array).astype(kind, copy=False).tobytes())
        pending.commit()
    finally:
        pending.discard()


def read(path):
    """Read a file; values are mapped, and loaded when they are used.

    Args:
        path: str.

    Returns:
        Dict of names to (ndarray, DType), and the metadata.

    Raises:
        DataLossError: it is no such file, or damaged.
    """
    data = numpy.memmap(path, numpy.uint8, "r") if _size(path) else numpy.zeros(0, numpy.uint8)
    header, start = _header(path, data)
    metadata = header.pop("__metadata__", {})
    tensors = {}
    for name, entry in header.items():
        tensors[name] = _tensor(path, name, entry, data[start:])
    return tensors, metadata


def _size(path):
    with open(path, "rb") as file:
        return file.seek(0, 2)


def _header(path, data):
    if data.size < 8:
        raise errors.DataLossError(None, None, f"{path} is too short to be a safetensors file.")
    length = struct.unpack("<Q", data[:8].tobytes())[0]
    if length > min(data.size - 8, _LONGEST_HEADER):
        raise errors.DataLossError(
            None, None, f"{path} is no safetensors file: its header would have {length} bytes.")
    try:
        header = json.loads(data[8 : 8 + length].tobytes())
        if not isinstance(header, dict):
            raise ValueError("the header is no object")
    except ValueError as error:
        raise errors.DataLossError(
            None, None, f"{path} is no safetensors file: {error}") from None
    return header, 8 + length


def _tensor(path, name, entry, data):
    try:
        dtype, shape = _DTYPES[entry["dtype"]], tuple(entry["shape"])
        start, end = entry["data_offsets"]
        kind = numpy.dtype(dtypes.numpy_dtype(dtype))
        if not 0 <= start <= end <= data.size or end - start != math.prod(shape) * kind.itemsize:
            raise ValueError(f"its bytes would be {start} to {end} of {data.size}")
    except (KeyError, TypeError, ValueError) as error:
        raise errors.DataLossError(
            None, None, f"The tensor {name!r} of {path} is damaged or of an unknown kind: {error}"
        ) from None
    return data[start:end].view(kind).reshape(shape), dtype
