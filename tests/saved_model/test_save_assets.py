"""Assets: copied into the model, found there by the functions that use them."""

import os

import pytest

import tfcompat as tf
from tfcompat._src.saved_model import reading


@pytest.fixture
def words(tmp_path):
    """Three files of one name, the first and third with the same content."""
    paths = []
    for i, text in enumerate(["same", "other", "same"]):
        path = tmp_path / f"source{i}" / "words.txt"
        path.parent.mkdir()
        path.write_text(text)
        paths.append(str(path))
    return paths


class Reader(tf.Module):
    """Returns the path of its asset."""

    def __init__(self, path):
        super().__init__()
        self.words = tf.saved_model.Asset(path)

    @tf.function(input_signature=[])
    def where(self):
        return tf.raw_ops.Identity(input=self.words.asset_path)


def test_functions_find_the_copied_file_wherever_the_model_goes(words, tmp_path):
    tf.saved_model.save(Reader(words[0]), tmp_path / "model")
    os.remove(words[0])
    os.rename(tmp_path / "model", tmp_path / "moved")
    loaded = tf.saved_model.load(tmp_path / "moved")
    path = loaded.where().numpy().decode()
    assert path == str(tmp_path / "moved" / "assets" / "words.txt")
    assert loaded.signatures["serving_default"]()["output_0"].numpy().decode() == path
    with open(path, encoding="utf-8") as file:
        assert file.read() == "same"


def test_files_called_alike_get_numbers_unless_they_are_equal(words, tmp_path):
    module = tf.Module()
    module.readers = [Reader(path) for path in words]
    tf.saved_model.save(module, tmp_path / "model")
    assert sorted(os.listdir(tmp_path / "model" / "assets")) == ["words.txt", "words.txt_1"]
    loaded = tf.saved_model.load(tmp_path / "model")
    texts = []
    for reader in loaded.readers:
        with open(reader.where().numpy(), encoding="utf-8") as file:
            texts.append(file.read())
    assert texts == ["same", "other", "same"]


def test_one_node_stands_for_the_asset_and_what_functions_captured(words, tmp_path):
    tf.saved_model.save(Reader(words[0]), tmp_path / "model")
    meta_graph = reading.parse_saved_model(tmp_path / "model").meta_graphs[0]
    kinds = [node.WhichOneof("kind") for node in meta_graph.object_graph_def.nodes]
    assert kinds.count("asset") == 1 and "constant" not in kinds
    node_id = kinds.index("asset")
    for function in meta_graph.object_graph_def.concrete_functions.values():
        assert list(function.bound_inputs) == [node_id]
    definition, = meta_graph.asset_file_def
    assert definition.filename == "words.txt"
    assert definition.tensor_info.name == "asset_path_initializer:0"


def test_a_loaded_model_with_assets_is_saved_again(words, tmp_path):
    tf.saved_model.save(Reader(words[0]), tmp_path / "1")
    tf.saved_model.save(tf.saved_model.load(tmp_path / "1"), tmp_path / "2")
    tf.saved_model.save(tf.saved_model.load(tmp_path / "2"), tmp_path / "2")
    assert os.listdir(tmp_path / "2" / "assets") == ["words.txt"]
    loaded = tf.saved_model.load(tmp_path / "2")
    assert loaded.where().numpy().decode() == str(tmp_path / "2" / "assets" / "words.txt")


def test_a_missing_file_is_no_error_when_saving(tmp_path):
    tf.saved_model.save(Reader(str(tmp_path / "nowhere.txt")), tmp_path / "model")
    assert os.listdir(tmp_path / "model" / "assets") == []
