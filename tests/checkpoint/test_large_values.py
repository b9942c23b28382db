"""Large values are read side by side: the same values, and the same errors, as one by one."""

import numpy as np
import pytest

import tfcompat as tf
from tfcompat._src.checkpoint import restoring


class Model(tf.Module):
    """Several variables."""

    def __init__(self):
        super().__init__()
        self.parts = [tf.Variable(np.arange(100.0) + i) for i in range(8)]


@pytest.fixture
def path(tmp_path, monkeypatch):
    monkeypatch.setattr(restoring, "_LARGE", 1)
    path = tmp_path / "model"
    tf.saved_model.save(Model(), str(path))
    return path


def test_values_are_those_saved(path):
    loaded = tf.saved_model.load(str(path))

    assert [part.numpy()[0] for part in loaded.parts] == list(range(8))


def test_damage_to_any_of_them_is_found(path):
    file = path / "variables" / "variables.data-00000-of-00001"
    data = bytearray(file.read_bytes())
    data[4 * 800 + 3] ^= 1
    file.write_bytes(data)

    with pytest.raises(tf.errors.DataLossError, match="Checksum does not match"):
        tf.saved_model.load(str(path))
