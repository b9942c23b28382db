"""`python -m tfcompat.tools.checkpoint`: list, show, diff, verify, convert."""

import json
import struct
import subprocess
import sys

import numpy as np
import pytest

import tfcompat as tf
from tfcompat._src.cli.checkpoint import main


@pytest.fixture
def path(tmp_path):
    """A checkpoint with values of many dtypes."""
    numbers = tf.reshape(tf.range(6.0), [2, 3])
    checkpoint = tf.train.Checkpoint(
        numbers=tf.Variable(numbers), small=tf.Variable(tf.cast(numbers, tf.bfloat16)),
        text=tf.Variable([b"a\x00", b"", b"\xff"]), flag=tf.Variable(True),
        complex=tf.Variable(tf.constant([1 + 2j], tf.complex64)))
    return checkpoint.save(str(tmp_path / "in" / "ckpt"))


def test_listing_reads_no_values(path, capsys):
    assert main(["list", path, "--json", "--match", "numbers|small"]) == 0

    assert json.loads(capsys.readouterr().out) == [
        {"name": "numbers/.ATTRIBUTES/VARIABLE_VALUE", "dtype": "float32", "shape": [2, 3],
         "bytes": 24},
        {"name": "small/.ATTRIBUTES/VARIABLE_VALUE", "dtype": "bfloat16", "shape": [2, 3],
         "bytes": 12},
    ]


def test_a_directory_means_its_newest_checkpoint(path, capsys):
    assert main(["show", path.rpartition("/")[0], "numbers/.ATTRIBUTES/VARIABLE_VALUE"]) == 0
    assert "[[0. 1. 2.]" in capsys.readouterr().out


@pytest.mark.parametrize("suffix", [".npz", ".safetensors", ""])
def test_everything_survives_a_way_there_and_back(path, tmp_path, suffix, capsys):
    there, back = str(tmp_path / f"there{suffix}"), str(tmp_path / "back")
    assert main(["convert", path, there]) == 0
    assert main(["convert", there, back]) == 0
    assert main(["diff", path, back]) == 0
    names = ("numbers", "small", "text", "flag", "complex")
    zeros = {"numbers": tf.zeros([2, 3]), "small": tf.zeros([2, 3], tf.bfloat16),
             "text": [b"", b"", b""], "flag": False, "complex": tf.zeros([1], tf.complex64)}
    restored = tf.train.Checkpoint(**{name: tf.Variable(zeros[name]) for name in names})
    restored.restore(back).assert_consumed()

    assert restored.text.numpy().tolist() == [b"a\x00", b"", b"\xff"]
    assert restored.small.numpy().astype(float).tolist() == [[0, 1, 2], [3, 4, 5]]


def test_npz_files_are_plain_arrays(path, tmp_path):
    main(["convert", path, str(tmp_path / "x.npz"), "--match", "numbers"])
    with np.load(tmp_path / "x.npz") as file:
        assert file["numbers/.ATTRIBUTES/VARIABLE_VALUE"].tolist() == [[0, 1, 2], [3, 4, 5]]


def test_safetensors_files_have_the_published_layout(path, tmp_path):
    main(["convert", path, str(tmp_path / "x.safetensors"), "--match", "numbers"])
    data = (tmp_path / "x.safetensors").read_bytes()
    length = struct.unpack("<Q", data[:8])[0]

    assert json.loads(data[8 : 8 + length]) == {"numbers/.ATTRIBUTES/VARIABLE_VALUE": {
        "dtype": "F32", "shape": [2, 3], "data_offsets": [0, 24]}}
    assert np.frombuffer(data[8 + length :], "<f4").tolist() == [0, 1, 2, 3, 4, 5]
    assert length % 8 == 0


def test_differences_are_told(path, tmp_path, capsys):
    other = tf.train.Checkpoint(numbers=tf.Variable(tf.zeros([2, 3])), more=tf.Variable(1))
    status = main(["diff", path, other.write(str(tmp_path / "other")), "--match", "VALUE"])

    out = capsys.readouterr().out
    assert status == 3
    assert "~ numbers/.ATTRIBUTES/VARIABLE_VALUE: 5 of 6 elements differ, by up to 5" in out
    assert "+ more/" in out and "- text/" in out


def test_damage_is_found_and_told(path, capsys):
    assert main(["verify", path]) == 0
    file = f"{path}.data-00000-of-00001"
    with open(file, "r+b") as stream:
        stream.seek(2)
        stream.write(b"\xff")
    assert main(["verify", path]) == 3

    out = capsys.readouterr().out
    assert "PROBLEM" in out and "Checksum does not match" in out


@pytest.mark.parametrize("data", [b"", b"\x00" * 7, b"\xff" * 16, b"\x02" + b"\0" * 7 + b"[]",
                                  b"\x05" + b"\0" * 7 + b'{"a":'])
def test_damaged_safetensors_files_are_refused(tmp_path, data, capsys):
    (tmp_path / "x.safetensors").write_bytes(data)

    assert main(["convert", str(tmp_path / "x.safetensors"), str(tmp_path / "y")]) == 1
    assert "x.safetensors" in capsys.readouterr().err


def test_the_program_runs_as_a_module(path):
    done = subprocess.run([sys.executable, "-m", "tfcompat.tools.checkpoint", "list", path],
                          capture_output=True, text=True, check=True)

    assert "numbers/.ATTRIBUTES/VARIABLE_VALUE" in done.stdout


def test_what_is_not_there_is_status_one(capsys):
    assert main(["list", "/no/such/checkpoint"]) == 1
    assert main(["nonsense"]) == 2
