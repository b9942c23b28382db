"""Checkpoints to other formats and back, without objects: `.npz` and safetensors files.

All tensors go along: those whose dtype the other format lacks are kept as bytes, strings as text,
with a note of what they are; reading takes the note back.
"""

import base64
import json
import os

import numpy as np

from tfcompat._src.base import dtypes
from tfcompat._src.checkpoint import readers
from tfcompat._src.checkpoint.checkpoint import variables_prefix
from tfcompat._src.wire import safetensors
from tfcompat._src.wire.bundle_writer import BundleWriter
from tfcompat._src.wire.open_checkpoint import open_checkpoint

_NOTE = "__tfcompat__"
_PLAIN = frozenset([
    dtypes.float64, dtypes.float32, dtypes.float16, dtypes.int64, dtypes.int32, dtypes.int16,
    dtypes.int8, dtypes.uint64, dtypes.uint32, dtypes.uint16, dtypes.uint8, dtypes.bool,
    dtypes.complex64, dtypes.complex128,
])


def find(path):
    """Return the prefix of the checkpoint that a path means.

    Args:
        path: a prefix, a directory with a state file, a SavedModel or its variables.

    Raises:
        ValueError: a directory has no checkpoint.
    """
    path = os.fspath(path)
    prefix = variables_prefix(path)
    if prefix == path and os.path.isdir(path):
        prefix = readers.latest_checkpoint(path)
        if prefix is None:
            raise ValueError(f"There is no checkpoint in the directory {path}.")
    return prefix


def kind_of(path):
    """Return the format of a path: "npz", "safetensors" or "checkpoint".

    >>> kind_of("model.npz"), kind_of("ckpt-1")
    ('npz', 'checkpoint')
    """
    suffix = os.path.splitext(os.fspath(path))[1]
    return {".npz": "npz", ".safetensors": "safetensors"}.get(suffix, "checkpoint")


def read(path):
    """Return all tensors of a file of any format: dict of names to (ndarray, DType)."""
    kind = kind_of(path)
    if kind == "npz":
        with np.load(path, allow_pickle=False) as file:
            found = {name: file[name] for name in file.files}
        note = found.pop(_NOTE, None)
        plain = {name: (array, _dtype_of(array, name)) for name, array in found.items()}
        return _noted(plain, {} if note is None else json.loads(note.tobytes()))
    if kind == "safetensors":
        tensors, metadata = safetensors.read(path)
        return _noted(tensors, json.loads(metadata.get(_NOTE, "{}")))
    with open_checkpoint(find(path)) as reader:
        return {key: (reader.read(key), reader.dtype(key)) for key in reader.keys()}


def _dtype_of(array, name):
    try:
        return dtypes.from_numpy(array.dtype)
    except TypeError:
        raise TypeError(
            f"The array {name!r} has the dtype {array.dtype}, which no tensor has.") from None


def _noted(tensors, note):
    """Give tensors the dtypes, and strings the values, that a note tells."""
    for name, kind in note.get("dtypes", {}).items():
        array, _ = tensors[name]
        dtype = dtypes.as_dtype(kind)
        shape = array.shape[:-1]
        raw = np.ascontiguousarray(array).reshape(-1)
        tensors[name] = raw.view(dtypes.numpy_dtype(dtype)).reshape(shape), dtype
    for name, entry in note.get("strings", {}).items():
        values = np.empty(len(entry["values"]), object)
        values[:] = [base64.b64decode(text) for text in entry["values"]]
        tensors[name] = values.reshape(entry["shape"]), dtypes.string
    return tensors


def write(path, tensors):
    """Write tensors to a file of the format that its name tells.

    Args:
        path: the file, or the prefix of a checkpoint.
        tensors: dict of names to (ndarray, DType).
    """
    kind = kind_of(path)
    if kind == "checkpoint":
        with BundleWriter(os.fspath(path)) as writer:
            for name in sorted(tensors):
                writer.add(name, *tensors[name])
            writer.finish()
        return
    held = safetensors.holds if kind == "safetensors" else _PLAIN.__contains__
    plain, note = _split(tensors, held)
    if kind == "safetensors":
        safetensors.write(os.fspath(path), plain, {_NOTE: json.dumps(note)} if note else {})
        return
    arrays = {name: array for name, (array, _) in plain.items()}
    if note:
        arrays[_NOTE] = np.frombuffer(json.dumps(note).encode(), np.uint8)
    _write_npz(os.fspath(path), arrays)


def _write_npz(path, arrays):
    temporary = f"{path}.tmp{os.getpid()}.npz"
    try:
        np.savez(temporary, **arrays)
        os.replace(temporary, path)
    finally:
        if os.path.exists(temporary):
            os.remove(temporary)


def _split(tensors, held):
    """Return what a format holds as it is, or as bytes, and the note about the rest."""
    plain, note = {}, {}
    for name, (array, dtype) in sorted(tensors.items()):
        if dtype == dtypes.string:
            values = [base64.b64encode(item).decode() for item in array.reshape(-1).tolist()]
            note.setdefault("strings", {})[name] = {"shape": list(array.shape), "values": values}
        elif held(dtype):
            plain[name] = array, dtype
        elif array.dtype == object:
            raise NotImplementedError(
                f"The tensor {name!r} of dtype {dtype.name} cannot be converted.")
        else:
            raw = np.ascontiguousarray(array)
            raw = raw.reshape(-1).view(np.uint8).reshape(*array.shape, raw.dtype.itemsize)
            plain[name] = raw, dtypes.uint8
            note.setdefault("dtypes", {})[name] = dtype.name
    return plain, note
