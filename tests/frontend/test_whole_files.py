"""Files of records, read back with what Python has, byte for byte as TensorFlow writes them."""

import gzip
import zlib

import pytest

import tfcompat as tf

ABC = (b"\x03\x00\x00\x00\x00\x00\x00\x00\xb0\x99I\x0eabcnW\xf1!"
       b"\x04\x00\x00\x00\x00\x00\x00\x00BER\x04text~IE\xd6")


def records(path, *options):
    with tf.io.TFRecordWriter(path, *options) as writer:
        writer.write(b"abc")
        writer.write("text")
        writer.flush()
    return path.read_bytes()


def test_records_have_lengths_and_checksums(tmp_path):
    assert records(tmp_path / "r") == ABC


def test_files_may_be_compressed(tmp_path):
    assert gzip.decompress(records(tmp_path / "r", "GZIP")) == ABC
    assert zlib.decompress(records(tmp_path / "r", "ZLIB")) == ABC
    options = tf.io.TFRecordOptions("ZLIB", compression_level=9)
    assert records(tmp_path / "r", options)[:2] == b"x\xda"


def test_what_cannot_be_written_is_told(tmp_path):
    with pytest.raises(tf.errors.NotFoundError, match="No such file or directory"):
        tf.io.TFRecordWriter(str(tmp_path / "none" / "r"))
    with pytest.raises(ValueError, match='Not a valid compression_type: "NOPE"'):
        tf.io.TFRecordWriter(str(tmp_path / "r"), "NOPE")
    writer = tf.io.TFRecordWriter(str(tmp_path / "r"))
    with pytest.raises(TypeError, match="bytes or str"):
        writer.write(3)
    writer.close()
    writer.close()
    with pytest.raises(tf.errors.FailedPreconditionError, match="Writer is closed"):
        writer.write(b"late")


def test_files_are_written_read_and_found_in_functions(tmp_path):
    @tf.function
    def through(text):
        with tf.control_dependencies([tf.io.write_file(str(tmp_path / "a.txt"), text)]):
            return tf.io.read_file(str(tmp_path / "a.txt"))

    assert through("hello").numpy() == b"hello"
    found = tf.io.matching_files([str(tmp_path / "*.txt"), str(tmp_path / "a.???")])
    assert found.numpy().tolist() == [str(tmp_path / "a.txt").encode()] * 2
