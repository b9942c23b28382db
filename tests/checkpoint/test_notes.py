"""What errors of restoring say beyond TensorFlow's words: file, tensor, offset, key."""

import pytest

import tfcompat as tf


@pytest.fixture
def path(tmp_path):
    """A checkpoint of two variables."""
    checkpoint = tf.train.Checkpoint(a=tf.Variable([1.0, 2.0]), b=tf.Variable([3.0]))
    return checkpoint.write(str(tmp_path / "ckpt"))


def notes(caught):
    """Return the notes of what was raised."""
    return " ".join(caught.value.__notes__)


def test_damage_is_told_with_file_tensor_and_offset(path):
    file = f"{path}.data-00000-of-00001"
    with open(file, "r+b") as stream:
        stream.seek(9)
        stream.write(b"\xff")
    with pytest.raises(tf.errors.DataLossError) as caught:
        tf.train.Checkpoint(b=tf.Variable([0.0])).read(path)

    assert notes(caught) == (
        f"The tensor b/.ATTRIBUTES/VARIABLE_VALUE is in {file}, 4 bytes at offset 8.")
    with pytest.raises(tf.errors.OpError) as caught:
        tf.train.load_variable(path, "b/.ATTRIBUTES/VARIABLE_VALUE")
    assert file in notes(caught)


def test_a_shard_that_is_too_short_is_told_likewise(path):
    file = f"{path}.data-00000-of-00001"
    with open(file, "r+b") as stream:
        stream.truncate(10)
    with pytest.raises(IndexError) as caught:
        tf.train.load_variable(path, "b/.ATTRIBUTES/VARIABLE_VALUE")

    assert "4 bytes at offset 8" in notes(caught)


def test_a_shape_that_does_not_fit_is_told_with_the_key(path):
    with pytest.raises(ValueError, match=r"shape \(2,\).*shape \(3,\)") as caught:
        tf.train.Checkpoint(a=tf.Variable([0.0, 0.0, 0.0])).read(path)

    assert notes(caught) == (
        f"The value is stored under 'a/.ATTRIBUTES/VARIABLE_VALUE' in {path}.")
