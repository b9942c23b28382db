"""tf.summary: what is in the files, when it is written, and what TensorBoard's plugins find."""

import pathlib

import numpy as np
import pytest

import tfcompat as tf
from tfcompat._src.wire.event_files import events


@pytest.fixture
def recorded(tmp_path):
    """A function that runs another with a writer and returns the events."""
    def run(function, step=5):
        writer = tf.summary.create_file_writer(tmp_path)
        with writer.as_default(step=step):
            function()
        writer.close()
        [path] = pathlib.Path(tmp_path).iterdir()
        first, *rest = events(path)
        assert first.file_version == "brain.Event:2"
        return rest
    return run


def value_of(event):
    [value] = event.summary.value
    return value


def test_numbers_are_tensors_for_the_plugin_of_scalars(recorded):
    def write():
        with tf.name_scope("train"):
            tf.summary.scalar("loss", 2.5, description="what is lost")
        tf.summary.scalar("n", 3, step=9)

    one, other = recorded(write)
    value = value_of(one)
    assert (one.step, value.tag, other.step) == (5, "train/loss", 9)
    assert tf.make_ndarray(value.tensor) == 2.5
    assert value.metadata.plugin_data.plugin_name == "scalars"
    assert value.metadata.summary_description == "what is lost"


@pytest.mark.parametrize("data, buckets, expected", [
    ([1.0, 2, 3, 3, 9], 4, [[1, 3, 2], [3, 5, 2], [5, 7, 0], [7, 9, 1]]),
    ([2.0, 2], 3, [[2, 2, 0], [2, 2, 0], [2, 2, 2]]), ([], 2, [[0, 0, 0]] * 2), ([1], 0, []),
    ([[1, 2], [3, 4]], 2, [[1, 2.5, 2], [2.5, 4, 2]]), ([2, 5, 7], 1, [[2, 7, 3]]),
    ([np.nan, 1], 2, [[np.nan, np.nan, 0]] * 2),
])
def test_distributions_are_limits_and_counts(recorded, data, buckets, expected):
    [event] = recorded(lambda: tf.summary.histogram("h", data, buckets=buckets))
    found = tf.make_ndarray(value_of(event).tensor)
    assert found.dtype == np.float64
    np.testing.assert_allclose(found, np.reshape(expected, (-1, 3)))


def test_pictures_and_sounds_are_encoded(recorded):
    colors = np.array([-1, 0, 0.5, 1, 2, np.nan, 0.25, 0.1, 0.999, 1e-3, 0.3, 0.7])
    wave = np.linspace(-1.2, 1.2, 6, dtype=np.float32)

    def write():
        tf.summary.image("i", colors.reshape(1, 2, 2, 3))
        tf.summary.audio("a", wave.reshape(1, 6, 1), 8000)

    picture, sound = (value_of(event) for event in recorded(write))
    assert list(picture.tensor.string_val[:2]) == [b"2", b"2"]
    pixels = tf.io.decode_png(picture.tensor.string_val[2]).numpy().reshape(-1).tolist()
    assert pixels == [0, 0, 127, 255, 255, 0, 63, 25, 255, 0, 76, 178]
    assert sound.tensor.string_val[0][-12:] == b"\x00\x80\xd7\xa3H\xe1\xb8\x1e)\\\xff\x7f"


def test_functions_write_when_they_run(recorded):
    step = tf.Variable(3, dtype=tf.int64)

    @tf.function
    def f(x):
        with tf.summary.record_if(x > 1):
            tf.summary.scalar("x", x)
            tf.summary.text("t", ["a", "b"])
        return x

    def write():
        for i in range(3):
            f(tf.constant(float(i)))
            step.assign_add(10)

    found = recorded(write, step)
    assert [(event.step, value_of(event).tag) for event in found] == [(23, "x"), (23, "t")]


def test_nothing_is_written_without_a_writer_or_where_nothing_is_to_be(recorded):
    assert not tf.summary.scalar("x", 1.0, step=1)

    def write():
        with tf.summary.record_if(False):
            assert not tf.summary.scalar("x", 1.0)
        with tf.summary.record_if(lambda: False):
            assert not tf.summary.should_record_summaries()
        with tf.summary.create_noop_writer().as_default():
            assert not tf.summary.write("x", 1.0)

    assert recorded(write) == []


def test_graphs_and_serialized_summaries_are_written(recorded):
    raw = tf.compat.v1.Summary(value=[tf.compat.v1.Summary.Value(tag="z", simple_value=3.0)])
    graph = tf.function(lambda x: x + 1).get_concrete_function(tf.constant(1)).graph

    def write():
        tf.summary.experimental.write_raw_pb([raw.SerializeToString()] * 2, step=3)
        tf.summary.graph(graph)
        with pytest.raises(tf.errors.DataLossError, match="Bad tf.compat.v1.Summary"):
            tf.summary.experimental.write_raw_pb("no summary")

    one, other = recorded(write)
    assert [value.simple_value for value in one.summary.value] == [3, 3]
    assert {node.op for node in tf.compat.v1.GraphDef.FromString(other.graph_def).node} >= {
        "Placeholder", "AddV2"}


@pytest.mark.parametrize("function, error, sentence", [
    (lambda: tf.summary.scalar("x", [1.0]), ValueError, "Expected scalar shape"),
    (lambda: tf.summary.text("x", 3), TypeError, "must be of type tf.string"),
    (lambda: tf.summary.image("x", np.zeros((2, 2, 3))), ValueError, "must have rank 4"),
    (lambda: tf.summary.audio("x", np.zeros((1, 6)), 8), ValueError, "must have rank 3"),
    (lambda: tf.summary.audio("x", [], 8, encoding="mp3"), ValueError, "Unknown encoding: 'mp3'"),
    (lambda: tf.summary.graph(3), ValueError, "Argument 'graph_data' is not tf.Graph"),
    (lambda: tf.summary.flush(3), ValueError, r"Invalid argument to flush\(\): 3"),
])
def test_what_cannot_be_written_is_refused(recorded, function, error, sentence):
    def write():
        with pytest.raises(error, match=sentence):
            function()

    assert recorded(write) == []


def test_a_step_has_to_be_known_and_closed_writers_stay_closed(tmp_path):
    writer = tf.summary.create_file_writer(tmp_path)
    with writer.as_default(), pytest.raises(ValueError, match="No step set"):
        tf.summary.scalar("x", 1.0)
    writer.close()
    writer.close()
    writer.flush()
    with pytest.raises(RuntimeError, match="is already closed"), writer.as_default():
        pass
    with pytest.raises(ValueError, match="Argument `logdir` cannot be None"):
        tf.summary.create_file_writer(None)


def test_a_writer_can_be_set_for_good(tmp_path):
    writer = tf.summary.create_file_writer(tmp_path)
    try:
        writer.set_as_default(step=2)
        assert tf.summary.experimental.get_step() == 2
        assert tf.summary.scalar("x", 1.0)
    finally:
        tf.summary.create_noop_writer().set_as_default()
        tf.summary.experimental.set_step(None)
    assert not tf.summary.should_record_summaries()
    writer.close()


def test_a_broken_file_is_noticed(tmp_path, recorded):
    recorded(lambda: tf.summary.scalar("x", 1.0))
    [path] = tmp_path.iterdir()
    data = bytearray(path.read_bytes())
    assert len(list(tf.compat.v1.train.summary_iterator(path))) == 2
    path.write_bytes(data[:-3])
    assert len(list(events(path))) == 1
    data[20] ^= 1
    path.write_bytes(data)
    with pytest.raises(tf.errors.DataLossError):
        list(events(path))
