"""Writing V1 checkpoints: what is written is read again, slices are joined, damage is refused."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tfcompat._src.base import dtypes, errors
from tfcompat._src.wire import checkpoint_v1_writer, slices
from tfcompat._src.wire.checkpoint_v1 import CheckpointV1Reader

KINDS = ["float32", "float64", "int32", "uint8", "int16", "int8", "complex64", "int64", "bool",
         "uint16", "complex128", "float16", "qint8"]


def whole(name, array, dtype):
    """Return what to write for a whole tensor."""
    return name, array.shape, slices.full_box(array.ndim), array, dtype


@pytest.mark.parametrize("kind", KINDS)
def test_every_dtype_comes_back(tmp_path, kind):
    dtype = dtypes.as_dtype(kind)
    array = np.array([[0, 1, 2], [3, 1, 0]]).astype(dtypes.numpy_dtype(dtype))
    checkpoint_v1_writer.write(str(tmp_path / "m"), [
        whole(b"x", array, dtype), whole(b"scalar", array[0, 1], dtype),
        whole(b"empty", array[:0], dtype)])
    reader = CheckpointV1Reader(str(tmp_path / "m"))

    assert reader.dtype("x") == dtype
    assert np.array_equal(reader.read("x"), array)
    assert reader.read("scalar") == array[0, 1]
    assert reader.read("empty").shape == (0, 3)


def test_strings_come_back_whatever_they_hold(tmp_path):
    array = np.array([b"", b"\x00\xff", "é".encode()], object)
    checkpoint_v1_writer.write(str(tmp_path / "m"), [whole(b"x", array, dtypes.string)])

    assert CheckpointV1Reader(str(tmp_path / "m")).read("x").tolist() == array.tolist()


@given(rows=st.integers(1, 9), cut=st.integers(0, 9))
def test_slices_are_joined(tmp_path_factory, rows, cut):
    path = str(tmp_path_factory.mktemp("v1") / "m")
    array = np.arange(rows * 2, dtype=np.float32).reshape(rows, 2)
    cut = min(cut, rows)
    parts = [(start, stop) for start, stop in ((0, cut), (cut, rows)) if stop > start]
    checkpoint_v1_writer.write(path, [
        (b"x", (rows, 2), slices.Box((start, 0), (stop - start, 2)), array[start:stop],
         dtypes.float32) for start, stop in parts])

    assert np.array_equal(CheckpointV1Reader(path).read("x"), array)


@pytest.mark.parametrize(("dtype", "kind"), [
    (dtypes.bfloat16, errors.UnimplementedError), (dtypes.uint32, errors.InvalidArgumentError)])
def test_what_the_format_cannot_hold_leaves_no_file(tmp_path, dtype, kind):
    array = np.zeros(2, dtypes.numpy_dtype(dtype))
    with pytest.raises(kind):
        checkpoint_v1_writer.write(str(tmp_path / "m"), [whole(b"x", array, dtype)])

    assert list(tmp_path.iterdir()) == []


def test_tensors_of_one_name_have_to_agree(tmp_path):
    one, two = np.zeros(2, np.float32), np.zeros(3, np.float32)
    with pytest.raises(errors.InvalidArgumentError, match="existing tensor = x"):
        checkpoint_v1_writer.write(str(tmp_path / "m"), [
            whole(b"x", one, dtypes.float32), whole(b"x", two, dtypes.float32)])
