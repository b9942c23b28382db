"""Saving and restoring by name, with slices, and merging checkpoints."""

import os

import numpy as np
import pytest

from tfcompat._src.arrays import on_numpy as xp
from tfcompat._src.base import dtypes, errors
from tfcompat._src.base.shapes import TensorShape
from tfcompat._src.registry import find
from tfcompat._src.registry.shape_context import ShapeContext


def words(*values):
    """A vector of strings."""
    array = np.empty(len(values), object)
    array[:] = [os.fsencode(value) for value in values]
    return array


def word(value):
    """A scalar string."""
    return words(value).reshape(())


def save(prefix, names, tensors, parts=None):
    """Run SaveV2."""
    kinds = tuple(dtypes.from_numpy(tensor.dtype) for tensor in tensors)
    parts = words(*(parts or [""] * len(names)))
    find("SaveV2").kernel(xp, word(prefix), words(*names), parts, tensors, dtypes=kinds)


def restore(prefix, names, kinds, parts=None):
    """Run RestoreV2."""
    parts = words(*(parts or [""] * len(names)))
    kinds = tuple(map(dtypes.as_dtype, kinds))
    return find("RestoreV2").kernel(xp, word(prefix), words(*names), parts, dtypes=kinds)


def merge(prefixes, target, **attrs):
    """Run MergeV2Checkpoints."""
    attrs = {"delete_old_dirs": True, "allow_missing_files": False} | attrs
    find("MergeV2Checkpoints").kernel(xp, words(*prefixes), word(target), **attrs)


HALVES = ["4 0,2", "4 2,2"]


def test_what_was_saved_is_restored_in_the_order_asked_for(tmp_path):
    prefix = tmp_path / "new folder" / "ckpt"
    save(prefix, ["x", "s"], [np.float32([[1, 2]]), words("a", "")])

    s, x = restore(prefix, ["s", "x"], ["string", "float32"])

    assert x.tolist() == [[1, 2]]
    assert s.tolist() == [b"a", b""]


def test_slices_of_a_tensor_become_one(tmp_path):
    prefix = tmp_path / "ckpt"
    save(prefix, ["x", "x"], [np.float32([1, 2]), np.float32([3, 4])], HALVES)

    whole, middle = restore(prefix, ["x", "x"], ["float32"] * 2, ["", "4 1,2"])

    assert whole.tolist() == [1, 2, 3, 4]
    assert middle.tolist() == [2, 3]


SAVE_MISFITS = [
    (["x", "y"], 1, None, errors.InvalidArgumentError, "Got 2 tensor names but 1 tensors."),
    (["x"], 1, ["", ""], errors.InvalidArgumentError,
     "tensor_names and shape_and_slices have different number of elements: 1 vs. 2"),
    (["x"], 1, ["4 0,3"], errors.InvalidArgumentError,
     "Slice in shape_and_slice specification does not match the shape of the tensor to  save: "
     "4 0,3, tensor: [2]"),
    (["x"], 1, ["4 3,2"], errors.InternalError,
     "Extent in dimension 0 out of bounds: shape = [4], slice = 3,2"),
    (["x"], 1, ["a 1,2"], errors.InvalidArgumentError,
     "Non numerical dimension in shape_and_slice: a 1,2"),
    (["x", "x"], 2, None, errors.InvalidArgumentError, "Adding duplicate key: x"),
]


@pytest.mark.parametrize(("names", "count", "parts", "kind", "sentence"), SAVE_MISFITS)
def test_nothing_is_written_where_arguments_misfit(tmp_path, names, count, parts, kind, sentence):
    with pytest.raises(kind) as caught:
        save(tmp_path / "ckpt", names, [np.float32([1, 2])] * count, parts)

    assert caught.value.message == sentence
    assert os.listdir(tmp_path) == []


RESTORE_MISFITS = [
    (["y"], ["float32"], None, errors.NotFoundError, "Key y not found in checkpoint"),
    (["x"], ["int32"], None, errors.InvalidArgumentError,
     "tensor_name = x; expected dtype int32 does not equal original dtype float"),
    (["x"], ["float32"], ["5 1,2"], errors.InvalidArgumentError,
     "tensor_name = x; shape in shape_and_slice spec [5] does not match the shape stored in "
     "checkpoint: [2]"),
    (["x"], ["float32"] * 2, None, errors.InvalidArgumentError,
     "Got 1 tensor names, but 2 expected dtypes."),
    (["x"], ["float32"], ["4"], errors.InvalidArgumentError,
     "Need least two elements in shape_and_slice specification: 4"),
]


@pytest.mark.parametrize(("names", "kinds", "parts", "error", "sentence"), RESTORE_MISFITS)
def test_restoring_names_what_is_wrong(tmp_path, names, kinds, parts, error, sentence):
    save(tmp_path / "ckpt", ["x"], [np.float32([1, 2])])

    with pytest.raises(error) as caught:
        restore(tmp_path / "ckpt", names, kinds, parts)

    assert caught.value.message == sentence


def test_a_checkpoint_that_is_not_there_is_named(tmp_path):
    with pytest.raises(errors.NotFoundError) as caught:
        restore(tmp_path / "ckpt", ["x"], ["float32"])

    assert caught.value.message == (
        "Unsuccessful TensorSliceReader constructor: Failed to find any matching files for "
        f"{tmp_path / 'ckpt'}"
    )


def test_merging_moves_the_parts_and_removes_their_folder(tmp_path):
    parts = [tmp_path / "temp" / name for name in "ab"]
    for part, values, box in zip(parts, ([1, 2], [3, 4]), HALVES, strict=True):
        save(part, ["x"], [np.float32(values)], [box])

    merge(parts, tmp_path / "ckpt")

    assert sorted(os.listdir(tmp_path)) == [
        "ckpt.data-00000-of-00002", "ckpt.data-00001-of-00002", "ckpt.index"
    ]
    assert restore(tmp_path / "ckpt", ["x"], ["float32"])[0].tolist() == [1, 2, 3, 4]


def test_a_folder_with_other_files_stays(tmp_path):
    save(tmp_path / "temp" / "a", ["x"], [np.float32([1])])
    (tmp_path / "temp" / "other").touch()

    merge([tmp_path / "temp" / "a"], tmp_path / "ckpt")

    assert os.listdir(tmp_path / "temp") == ["other"]


def test_missing_parts_are_an_error_unless_allowed(tmp_path):
    save(tmp_path / "a", ["x"], [np.float32([1])])
    parts = [tmp_path / "a", tmp_path / "b"]
    with pytest.raises(errors.InvalidArgumentError, match="allow_missing_files was set to false"):
        merge(parts, tmp_path / "ckpt")

    merge(parts, tmp_path / "ckpt", allow_missing_files=True)
    assert restore(tmp_path / "ckpt", ["x"], ["float32"])[0].tolist() == [1]

    with pytest.raises(errors.InvalidArgumentError, match="but none existed"):
        merge(parts, tmp_path / "other", allow_missing_files=True)


def test_parts_with_the_same_tensor_do_not_merge(tmp_path):
    for name in "ab":
        save(tmp_path / name, ["x"], [np.float32([1])])

    with pytest.raises(errors.InvalidArgumentError, match="Duplicate tensor keyed by x"):
        merge([tmp_path / "a", tmp_path / "b"], tmp_path / "ckpt")

    assert restore(tmp_path / "b", ["x"], ["float32"])[0].tolist() == [1]


def test_slices_tell_their_shapes_before_they_are_read():
    record, parts = find("RestoreV2"), words("", "4 3 -:1,2")
    c = ShapeContext(
        record, [TensorShape([]), TensorShape([2]), TensorShape([2])], {},
        value=lambda name: parts if name == "shape_and_slices" else None, outputs=2,
    )

    assert record.shape_function(c) == [TensorShape(None), TensorShape([4, 2])]
