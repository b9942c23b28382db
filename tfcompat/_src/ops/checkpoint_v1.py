"""Saving tensors to checkpoints of the first format, and restoring them, by name.

The format is the business of `wire`; the second format's ops are in `io.py`.
"""

import os

from tfcompat._src.base.errors import InvalidArgumentError
from tfcompat._src.base.shapes import TensorShape
from tfcompat._src.ops.checks import shown
from tfcompat._src.registry import no_gradient, op, shape_functions
from tfcompat._src.registry.definition import type_name
from tfcompat._src.wire import checkpoint_v1_writer, open_checkpoint, slices


@op("""
    Save(filename: string, tensor_names: string, data: T) -> ()
        T: list(type) >= 1
""", stateful=True)
def save(xp, filename, tensor_names, data, *, T):
    """Write tensors to a checkpoint of the first format.

    Shapes:
        filename: []
        tensor_names: [n]
        data: n of any shapes
    Errors:
        InvalidArgumentError: the arguments do not fit each other.
    Source: tf.raw_ops.Save
    """
    _save(xp, filename, tensor_names, [""] * len(data), data, T, 2)


@save.shape
def save_shape(c):
    return []


no_gradient(save, "it has no outputs")


@op("""
    SaveSlices(filename: string, tensor_names: string, shapes_and_slices: string, data: T) -> ()
        T: list(type) >= 1
""", stateful=True)
def save_slices(xp, filename, tensor_names, shapes_and_slices, data, *, T):
    """Write tensors, whole or as slices of larger ones, to a checkpoint of the first format.

    Shapes:
        filename: []
        tensor_names: [n]
        shapes_and_slices: [n], each "" or like "7 300 0,3:-"
        data: n of any shapes
    Errors:
        InvalidArgumentError: the arguments do not fit each other.
    Source: tf.raw_ops.SaveSlices
    """
    if shapes_and_slices.size != len(data):
        raise InvalidArgumentError(
            f"Expected {len(data)} elements for the tensor shapes and slices but got "
            f"{shapes_and_slices.size}"
        )
    parts = [text.decode() for text in shapes_and_slices.reshape(-1).tolist()]
    _save(xp, filename, tensor_names, parts, data, T, 3)


save_slices.shape(save_shape)
no_gradient(save_slices, "it has no outputs")


def _save(xp, filename, tensor_names, parts, data, dtypes, fixed):
    if filename.size != 1:
        raise InvalidArgumentError(
            "Input 0 (filename) must be a string scalar; got a tensor of "
            f"{filename.size}elements"
        )
    if tensor_names.size != len(data):
        raise InvalidArgumentError(
            f"Expected totally {tensor_names.size + fixed} inputs as input #1 (which is a string "
            f"tensor of saved names) contains {tensor_names.size} names, but received "
            f"{len(data) + fixed} inputs"
        )
    path = os.fsdecode(filename.item())
    written = []
    for name, part, array, dtype in zip(
            tensor_names.reshape(-1).tolist(), parts, data, dtypes, strict=True):
        array = xp.asarray(array)
        shape, box = tuple(array.shape), slices.full_box(array.ndim)
        if part:
            shape, box = slices.parse_shape_and_slice(part)
            if box.resolve(shape).lengths != array.shape:
                raise InvalidArgumentError(
                    "Slice in shape_and_slice specification does not match the shape of the "
                    f"tensor to  save: {part}, tensor: {shown(array.shape)}"
                )
        written.append((name, shape, box, array, dtype))
    checkpoint_v1_writer.write(path, written)


@op("""
    Restore(file_pattern: string, tensor_name: string) -> tensor: dt
        dt: type
        preferred_shard: int = -1
""", stateful=True)
def restore(xp, file_pattern, tensor_name, *, dt):
    """Read a tensor from a checkpoint.

    Shapes:
        file_pattern: []
        tensor_name: []
        tensor: any
    Errors:
        NotFoundError: the checkpoint or the tensor is not there.
        InvalidArgumentError: it is of another dtype.
    Source: tf.raw_ops.Restore
    """
    return _restored(file_pattern, tensor_name, "", dt)


@restore.shape
def restore_shape(c):
    return [TensorShape(None)]


no_gradient(restore, "names are not differentiated")


@op("""
    RestoreSlice(file_pattern: string, tensor_name: string, shape_and_slice: string) -> tensor: dt
        dt: type
        preferred_shard: int = -1
""", stateful=True)
def restore_slice(xp, file_pattern, tensor_name, shape_and_slice, *, dt):
    """Read a slice of a tensor from a checkpoint.

    Shapes:
        file_pattern: []
        tensor_name: []
        shape_and_slice: [], "" or like "7 300 0,3:-"
        tensor: any
    Errors:
        NotFoundError: the checkpoint or the tensor is not there.
        InvalidArgumentError: it is of another dtype, or the whole has another shape.
    Source: tf.raw_ops.RestoreSlice
    """
    return _restored(file_pattern, tensor_name, shape_and_slice.item().decode(), dt)


@restore_slice.shape
def restore_slice_shape(c):
    text = c.value("shape_and_slice")
    if text is None or not text.item():
        return [TensorShape(None)]
    shape, box = slices.parse_shape_and_slice(text.item().decode())
    return [TensorShape(box.resolve(shape).lengths)]


no_gradient(restore_slice, "names are not differentiated")


def _restored(file_pattern, tensor_name, part, dtype):
    if file_pattern.size != 1:
        raise InvalidArgumentError(
            "Input 0 (file_pattern) must be a string scalar; got a tensor of "
            f"{file_pattern.size} elements"
        )
    with open_checkpoint.open_checkpoint(os.fsdecode(file_pattern.item())) as reader:
        name = tensor_name.item()
        text = name.decode("utf-8", "backslashreplace")
        if reader.dtype(name) != dtype:
            raise InvalidArgumentError(
                f"Expected to restore a tensor of type {type_name(dtype)}, got a tensor of type "
                f"{type_name(reader.dtype(name))} instead: tensor_name = {text}"
            )
        if not part:
            return reader.read(name)
        shape, box = slices.parse_shape_and_slice(part)
        if shape != tuple(reader.shape(name)):
            raise InvalidArgumentError(
                f"Shape in shape_and_slice spec does not match the shape in the save file: "
                f"{shown(shape)}, save file shape: {shown(reader.shape(name))}"
            )
        return reader.read(name, box=box)


@op("""
    ShardedFilespec(basename: string, num_shards: int32) -> filename: string
""")
def sharded_filespec(xp, basename, num_shards):
    """Return the pattern of the files of a checkpoint in shards.

    Shapes:
        basename: []
        num_shards: []
        filename: []
    Source: tf.raw_ops.ShardedFilespec
    """
    for name, value in (("basename", basename), ("num_shards", num_shards)):
        if value.ndim:
            raise InvalidArgumentError(f"{name} must be a scalar, got shape {shown(value.shape)}")
    text = b"%s-?????-of-%05d" % (basename.item().partition(b"\0")[0], int(num_shards))
    return xp.asarray(text, dtype=object)


sharded_filespec.shape(shape_functions.scalar)
no_gradient(sharded_filespec, "names are not differentiated")
