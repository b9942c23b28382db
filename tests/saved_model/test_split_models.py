"""Models too large for one message: split when saved, put together when loaded."""

import numpy as np
import pytest

import tfcompat as tf
from tfcompat._src.saved_model import reading, writing
from tfcompat._src.wire import canonical, messages, riegeli, split_messages

SPLIT = tf.saved_model.SaveOptions(experimental_image_format=True)


class Model(tf.Module):
    """Several functions, one with a large constant."""

    def __init__(self):
        super().__init__()
        self.v = tf.Variable([1.0, 2.0])

    @tf.function(input_signature=[tf.TensorSpec([], tf.float32)])
    def large(self, x):
        constant = tf.raw_ops.Identity(input=np.arange(5000, dtype=np.float32))
        return x * self.v + tf.reduce_sum(constant) * 0.0

    @tf.function(input_signature=[tf.TensorSpec([], tf.float32)])
    def small(self, x):
        return x * self.v


@pytest.fixture
def tight(monkeypatch):
    """Limits that a small model exceeds."""
    monkeypatch.setattr(writing, "LIMIT", 2000)
    monkeypatch.setattr(writing, "PART_LIMIT", 3000)


def test_a_large_model_is_split_and_loads(tight, tmp_path):
    tf.saved_model.save(Model(), tmp_path, options=SPLIT)
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "assets", "fingerprint.pb", "saved_model.cpb", "variables"]
    assert tf.saved_model.contains_saved_model(tmp_path)
    loaded = tf.saved_model.load(tmp_path)
    assert loaded.large(2.0).numpy().tolist() == [2.0, 4.0]
    assert loaded.small(3.0).numpy().tolist() == [3.0, 6.0]
    assert tf.saved_model.experimental.read_fingerprint(tmp_path).saved_model_checksum


def test_the_parts_are_the_model(tight, tmp_path, monkeypatch):
    tf.saved_model.save(Model(), tmp_path / "split", options=SPLIT)
    whole = reading.parse_saved_model(str(tmp_path / "split"))
    data = (tmp_path / "split" / "saved_model.cpb").read_bytes()
    records = [record for _, record in riegeli.Reader(data, "f").records()]
    metadata = messages.ChunkMetadata.FromString(records[-1])
    assert len(records) - 1 == len(metadata.chunks) > 3
    assert {info.type for info in metadata.chunks} == {1, 2}
    monkeypatch.setattr(writing, "LIMIT", 1 << 30)
    tf.saved_model.save(tf.saved_model.load(tmp_path / "split"), tmp_path / "again", options=SPLIT)
    again = reading.parse_saved_model(str(tmp_path / "again"))
    assert (tmp_path / "again" / "saved_model.pb").exists()
    names = [sorted(f.signature.name.rpartition("_")[0]
                    for f in model.meta_graphs[0].graph_def.library.function)
             for model in (whole, again)]
    assert "__inference_large" in names[0] and set(names[0]) <= set(names[1])


def test_without_the_option_a_large_model_is_refused_and_nothing_is_written(tight, tmp_path):
    with pytest.raises(ValueError, match="exceeds maximum protobuf size of 2GB"):
        tf.saved_model.save(Model(), tmp_path / "model")
    assert not (tmp_path / "model").exists()


def test_a_small_model_is_written_as_ever(tmp_path):
    tf.saved_model.save(Model(), tmp_path, options=SPLIT)
    assert (tmp_path / "saved_model.pb").exists()
    assert not (tmp_path / "saved_model.cpb").exists()


def test_a_form_that_was_there_does_not_outlive_the_other(tight, tmp_path, monkeypatch):
    tf.saved_model.save(Model(), tmp_path, options=SPLIT)
    monkeypatch.setattr(writing, "LIMIT", 1 << 30)
    tf.saved_model.save(Model(), tmp_path, options=SPLIT)
    assert not (tmp_path / "saved_model.cpb").exists()
    monkeypatch.setattr(writing, "LIMIT", 2000)
    tf.saved_model.save(Model(), tmp_path, options=SPLIT)
    assert not (tmp_path / "saved_model.pb").exists()


@pytest.mark.parametrize("change, words", [
    (lambda m: m.chunks[0].__setattr__("offset", 1 << 40), "not where it should be"),
    (lambda m: m.message.__setattr__("chunk_index", 99), "part 99"),
    (lambda m: m.message.chunked_fields[0].field_tag[0].__setattr__("field", 999), "field 999"),
    (lambda m: m.message.chunked_fields[0].field_tag[1].__setattr__("index", 7), "no item 7"),
])
def test_trees_that_lead_nowhere_are_data_loss(tight, tmp_path, change, words):
    import io

    file = io.BytesIO()
    tf.saved_model.save(Model(), tmp_path, options=SPLIT)
    model = reading.parse_saved_model(str(tmp_path))
    split_messages.write_saved_model(file, model, 3000)
    records = [record for _, record in riegeli.Reader(file.getvalue(), "f").records()]
    metadata = messages.ChunkMetadata.FromString(records[-1])
    change(metadata)
    file = io.BytesIO()
    writer = riegeli.Writer(file)
    for record in (*records[:-1], metadata.SerializeToString()):
        writer.add(record)
    with pytest.raises(tf.errors.DataLossError, match=words):
        split_messages.merged(messages.SavedModel, file.getvalue(), "file")


def test_splitting_and_merging_give_the_same_message(tight, tmp_path):
    import io

    tf.saved_model.save(Model(), tmp_path, options=SPLIT)
    model = reading.parse_saved_model(str(tmp_path))

    def sorted_functions(message):
        copy = type(message)()
        copy.CopyFrom(message)
        library = copy.meta_graphs[0].graph_def.library
        functions = sorted(library.function, key=lambda f: f.signature.name)
        library.ClearField("function")
        library.function.extend(functions)
        return canonical.canonical_bytes(copy)

    for limit in (1000, 3000, 30_000, 1 << 20):
        file = io.BytesIO()
        split_messages.write_saved_model(file, model, limit)
        found = split_messages.merged(messages.SavedModel, file.getvalue(), "file")
        assert sorted_functions(found) == sorted_functions(model)
