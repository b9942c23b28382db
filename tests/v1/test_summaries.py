"""tf.compat.v1.summary: summaries that sessions fetch, and the files they are written to."""

import numpy as np
import pytest

import tfcompat as tf

v1 = tf.compat.v1
PICTURE = np.arange(12, dtype=np.float32).reshape(1, 2, 2, 3)


def fetched(make):
    with tf.Graph().as_default(), v1.Session() as session:
        return v1.Summary.FromString(session.run(make()))


def test_each_kind_has_its_tag_and_value():
    def make():
        with v1.name_scope("sc"):
            scalar = v1.summary.scalar("a b", 2.0)
        return v1.summary.merge([
            scalar, v1.summary.histogram("h", [1.0, 2.0]), v1.summary.image("im", PICTURE),
            v1.summary.audio("au", np.zeros((1, 6), np.float32), 8000),
            v1.summary.text("tx", tf.constant("hey")), v1.summary.tensor_summary("ts", [1, 2]),
            v1.summary.scalar("x", 1.0, family="fam"),
        ])

    found = fetched(make).value
    assert [value.tag for value in found] == [
        "sc/a_b", "h", "im/image/0", "au/audio/0", "tx", "ts", "fam/fam/x"]
    assert [value.WhichOneof("value") for value in found] == [
        "simple_value", "histo", "image", "audio", "tensor", "tensor", "simple_value"]


@pytest.mark.parametrize("picture, expected", [
    (PICTURE, [0, 23, 46, 69, 92, 115, 139, 162, 185, 208, 231, 255]),
    (PICTURE - 5, [22, 43, 64, 85, 106, 128, 149, 170, 191, 212, 233, 255]),
    (np.where(PICTURE == 4, np.inf, PICTURE), [0, 23, 46, 255, 0, 0, 139, 162, 185, 208, 231, 255]),
    (PICTURE.astype(np.float64) - 3, [80, 96, 112, 128, 143, 159, 175, 191, 207, 223, 239, 255]),
    (PICTURE * 0 + 3, [255] * 12), (PICTURE * 1e-20, [0] * 12),
    (-np.linspace(0.1, 1, 12, dtype=np.float32).reshape(1, 2, 2, 3),
     [115, 104, 94, 84, 73, 63, 52, 42, 32, 21, 11, 1]),
])
def test_pictures_have_the_colors_that_tensorflow_gives_them(picture, expected):
    [value] = fetched(lambda: v1.summary.image("im", picture)).value
    pixels = tf.io.decode_png(value.image.encoded_image_string).numpy()
    assert pixels.reshape(-1).tolist() == expected


def test_the_color_of_bad_pixels_can_be_chosen():
    bad = tf.make_tensor_proto(np.array([1, 2, 3], np.uint8))
    picture = np.where(PICTURE == 4, np.nan, PICTURE)
    data = tf.raw_ops.ImageSummary(tag="t", tensor=picture, bad_color=bad).numpy()
    [value] = v1.Summary.FromString(data).value
    assert tf.io.decode_png(value.image.encoded_image_string).numpy()[0, 1].tolist() == [1, 2, 3]
    for wrong, sentence in ((np.zeros(2, np.uint8), "depth <= bad_color.size"),
                            (np.zeros(3, np.int32), "must be uint8, got int32"),
                            (np.zeros((1, 3), np.uint8), "must be a vector")):
        with pytest.raises(tf.errors.InvalidArgumentError, match=sentence):
            tf.raw_ops.ImageSummary(tag="t", tensor=picture, bad_color=wrong)


def test_all_summaries_of_a_graph_are_found():
    with tf.Graph().as_default():
        assert v1.summary.merge_all() is None
        v1.summary.scalar("a", 1.0)
        v1.summary.scalar("b", 2.0)
        elsewhere = v1.summary.scalar("c", 3.0, collections=["other"])
        with v1.Session() as session:
            found = v1.Summary.FromString(session.run(v1.summary.merge_all()))
        assert [value.tag for value in found.value] == ["a", "b"]
        assert v1.get_collection("other") == [elsewhere]
    with pytest.raises(RuntimeError, match="not compatible with eager"):
        v1.summary.merge_all()


def test_a_writer_writes_what_sessions_fetched(tmp_path):
    with tf.Graph().as_default() as graph, v1.Session() as session:
        text = v1.summary.text("t", tf.constant("words"))
        writer = v1.summary.FileWriter(tmp_path, graph)
        for step in range(2):
            writer.add_summary(session.run(text), step)
        writer.add_session_log(v1.SessionLog(status=v1.SessionLog.START), 7)
        writer.close()
        writer.reopen()
        writer.close()
    files = sorted(tmp_path.iterdir(), key=lambda path: path.stat().st_size)
    assert len(files) == 2
    found = list(v1.train.summary_iterator(files[1]))
    assert [event.WhichOneof("what") for event in found] == [
        "file_version", "graph_def", "meta_graph_def", "summary", "summary", "session_log"]
    assert [event.step for event in found] == [0, 0, 0, 0, 1, 7]
    # Metadata is written once for each tag.
    assert [event.summary.value[0].HasField("metadata") for event in found[3:5]] == [True, False]


def test_eager_programs_are_told_to_use_the_other_writer(tmp_path):
    with pytest.raises(RuntimeError, match="not compatible with eager execution"):
        v1.summary.FileWriter(tmp_path)


def test_with_a_writer_of_version_2_they_are_written_at_once(tmp_path):
    writer = tf.summary.create_file_writer(tmp_path)
    with writer.as_default(step=1):
        assert v1.summary.scalar("a", 2.0, family="f").numpy() == b""
    writer.close()
    [path] = tmp_path.iterdir()
    [_, event] = v1.train.summary_iterator(path)
    assert event.summary.value[0].tag == "f/a"


def test_writers_of_version_2_work_in_sessions(tmp_path):
    with tf.Graph().as_default(), v1.Session() as session:
        step = tf.constant(4, tf.int64)
        writer = tf.summary.create_file_writer(tmp_path)
        with writer.as_default(step):
            tf.summary.scalar("x", 2.0)
            v1.summary.initialize(session=session)
            session.run(v1.summary.all_v2_summary_ops())
            session.run(writer.close())
    [path] = tmp_path.iterdir()
    [_, event] = v1.train.summary_iterator(path)
    assert (event.step, event.summary.value[0].tag) == (4, "x")
