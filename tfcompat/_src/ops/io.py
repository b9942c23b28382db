"""Saving tensors to checkpoints and restoring them, by name.

The files' format is the business of `wire`; the object graph of a checkpoint that of `checkpoint`.
"""

import contextlib
import os

from tfcompat._src.base.errors import InvalidArgumentError
from tfcompat._src.base.shapes import TensorShape
from tfcompat._src.ops import checks
from tfcompat._src.ops.checks import shown
from tfcompat._src.registry import no_gradient, op
from tfcompat._src.registry.definition import type_name
from tfcompat._src.wire import bundle_merger, bundle_writer, files, open_checkpoint, slices


def _arguments(prefix, tensor_names, shape_and_slices):
    """Check what SaveV2 and RestoreV2 take alike; return it as str and lists."""
    if prefix.size != 1:
        raise InvalidArgumentError(
            f"Input prefix should have a single element, got {prefix.size} instead."
        )
    if tensor_names.ndim != 1 or shape_and_slices.ndim != 1:
        raise InvalidArgumentError(
            "Input tensor_names and shape_and_slices should be an 1-D tensors, got "
            f"{shown(tensor_names.shape)} and {shown(shape_and_slices.shape)} instead."
        )
    if tensor_names.size != shape_and_slices.size:
        raise InvalidArgumentError(
            "tensor_names and shape_and_slices have different number of elements: "
            f"{tensor_names.size} vs. {shape_and_slices.size}"
        )
    parts = [text.decode() for text in shape_and_slices.tolist()]
    return os.fsdecode(prefix.item()), tensor_names.tolist(), parts


@op("""
    SaveV2(prefix: string, tensor_names: string, shape_and_slices: string, tensors: dtypes) -> ()
        dtypes: list(type) >= 1
""", stateful=True)
def save_v2(xp, prefix, tensor_names, shape_and_slices, tensors, *, dtypes):
    """Write tensors to a checkpoint, whole or as slices of larger ones.

    Shapes:
        prefix: []
        tensor_names: [n]
        shape_and_slices: [n], each "" or like "7 300 0,3:-"
        tensors: n of any shapes
    Errors:
        InvalidArgumentError: the arguments do not fit each other, or a name is there twice.
        InternalError: a slice lies outside of its tensor.
    Source: tf.raw_ops.SaveV2
    """
    if tensor_names.size != len(tensors) and tensor_names.ndim == 1:
        raise InvalidArgumentError(
            f"Got {tensor_names.size} tensor names but {len(tensors)} tensors."
        )
    path, names, parts = _arguments(prefix, tensor_names, shape_and_slices)
    _make_folder(os.path.dirname(path))
    with bundle_writer.BundleWriter(path) as writer:
        for name, part, tensor, dtype in zip(names, parts, tensors, dtypes, strict=True):
            if part:
                shape, box = slices.parse_shape_and_slice(part)
                if box.resolve(shape).lengths != tensor.shape:
                    raise InvalidArgumentError(
                        "Slice in shape_and_slice specification does not match the shape of the "
                        f"tensor to  save: {part}, tensor: {shown(tensor.shape)}"
                    )
                writer.add_slice(name, shape, box, xp.asarray(tensor), dtype)
            else:
                writer.add(name, xp.asarray(tensor), dtype)


@save_v2.shape
def save_v2_shape(c):
    return []


no_gradient(save_v2, "it has no outputs")


@op("""
    RestoreV2(prefix: string, tensor_names: string, shape_and_slices: string) -> tensors: dtypes
        dtypes: list(type) >= 1
""", stateful=True)
def restore_v2(xp, prefix, tensor_names, shape_and_slices, *, dtypes):
    """Read tensors, or slices of them, from a checkpoint of either format.

    Shapes:
        prefix: []
        tensor_names: [n]
        shape_and_slices: [n], each "" or like "7 300 0,3:-"
        tensors: n of any shapes
    Errors:
        InvalidArgumentError: the arguments do not fit each other or what is stored.
        NotFoundError: the checkpoint or a tensor is not there.
        DataLossError: files are damaged.
    Source: tf.raw_ops.RestoreV2
    """
    path, names, parts = _arguments(prefix, tensor_names, shape_and_slices)
    if len(names) != len(dtypes):
        raise InvalidArgumentError(
            f"Got {len(names)} tensor names, but {len(dtypes)} expected dtypes."
        )
    with open_checkpoint.open_checkpoint(path) as reader:
        wanted = list(zip(names, parts, dtypes, strict=True))
        return [_restored(reader, name, part, dtype) for name, part, dtype in wanted]


def _restored(reader, name, part, dtype):
    stored = reader.dtype(name)
    text = name.decode("utf-8", "backslashreplace")
    if stored != dtype:
        raise InvalidArgumentError(
            f"tensor_name = {text}; expected dtype {type_name(dtype)} does not equal original "
            f"dtype {type_name(stored)}"
        )
    if not part:
        return reader.read(name)
    shape, box = slices.parse_shape_and_slice(part)
    if shape != tuple(reader.shape(name)):
        raise InvalidArgumentError(
            f"tensor_name = {text}; shape in shape_and_slice spec {shown(shape)} does not match "
            f"the shape stored in checkpoint: {shown(reader.shape(name))}"
        )
    return reader.read(name, box=box)


@restore_v2.shape
def restore_v2_shape(c):
    count = checks.rank_of_vector(c["tensor_names"])
    checks.merge(c["tensor_names"], checks.with_rank(c["shape_and_slices"], 1))
    parts = c.value("shape_and_slices")
    if parts is None or count != c.outputs:
        return [TensorShape(None)] * c.outputs
    found = []
    for part in parts.tolist():
        shape, box = slices.parse_shape_and_slice(part.decode()) if part else (None, None)
        found.append(TensorShape(None if box is None else box.resolve(shape).lengths))
    return found


no_gradient(restore_v2, "what is on disk does not vary")


@op("""
    MergeV2Checkpoints(checkpoint_prefixes: string, destination_prefix: string) -> ()
        delete_old_dirs: bool = true
        allow_missing_files: bool = false
""", stateful=True)
def merge_v2_checkpoints(
    xp, checkpoint_prefixes, destination_prefix, *, delete_old_dirs, allow_missing_files
):
    """Make one checkpoint of several; their files are moved.

    Shapes:
        checkpoint_prefixes: [n]
        destination_prefix: []
    Errors:
        InvalidArgumentError: a checkpoint is missing, or two hold the same tensor.
    Source: tf.raw_ops.MergeV2Checkpoints
    """
    if checkpoint_prefixes.ndim != 1:
        raise InvalidArgumentError(
            "Input checkpoint_prefixes should be an 1-D tensor, got "
            f"{shown(checkpoint_prefixes.shape)} instead."
        )
    if destination_prefix.ndim:
        raise InvalidArgumentError(
            "Input destination_prefix should be a scalar tensor, got "
            f"{shown(destination_prefix.shape)} instead."
        )
    prefixes = [os.fsdecode(prefix) for prefix in checkpoint_prefixes.tolist()]
    target = os.fsdecode(destination_prefix.item())
    _check_there(prefixes, allow_missing_files)
    _make_folder(os.path.dirname(target))
    bundle_merger.merge_bundles(prefixes, target, allow_missing_files)
    if delete_old_dirs:
        for folder in {os.path.dirname(prefix) for prefix in prefixes}:
            # Only folders made for the parts are empty now; TensorFlow ignores the others too.
            if folder and folder != os.path.dirname(target):
                with contextlib.suppress(OSError):
                    os.rmdir(folder)


def _check_there(prefixes, missing_ok):
    missing = [prefix for prefix in prefixes if not os.path.exists(f"{prefix}.index")]
    if missing and not missing_ok:
        raise InvalidArgumentError(
            f"allow_missing_files was set to false and {missing[0]} did not exist."
            f"NOT_FOUND: {missing[0]} not found"
        )
    if len(missing) == len(prefixes):
        raise InvalidArgumentError(
            "At least one prefix checkpoint file must exist, but none existed."
        )


def _make_folder(folder):
    if folder and not os.path.isdir(folder):
        with files.translated_errors(folder):
            os.mkdir(folder)


@merge_v2_checkpoints.shape
def merge_v2_checkpoints_shape(c):
    checks.with_rank(c["checkpoint_prefixes"], 1)
    checks.with_rank(c["destination_prefix"], 0)
    return []


no_gradient(merge_v2_checkpoints, "it has no outputs")
