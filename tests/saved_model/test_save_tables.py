"""Lookup tables and other resources in SavedModels: made, filled and restored when loaded."""

import os

import pytest

import tfcompat as tf
from tfcompat._src.saved_model import reading


class Words(tf.Module):
    """Looks words up in tables of every kind."""

    def __init__(self, path):
        super().__init__()
        pairs = tf.lookup.KeyValueTensorInitializer(["a", "b"], [7, 8])
        self.fixed = tf.lookup.StaticHashTable(pairs, -1)
        lines = tf.lookup.TextFileInitializer(
            path, tf.string, tf.lookup.TextFileIndex.WHOLE_LINE, tf.int64,
            tf.lookup.TextFileIndex.LINE_NUMBER)
        self.vocabulary = tf.lookup.StaticVocabularyTable(lines, 2)
        self.changing = tf.lookup.experimental.MutableHashTable(tf.string, tf.int64, -1)

    @tf.function(input_signature=[tf.TensorSpec([None], tf.string)])
    def look(self, words):
        return self.fixed.lookup(words), self.vocabulary.lookup(words), self.changing[words]

    @tf.function(input_signature=[tf.TensorSpec([None], tf.string)])
    def count(self, words):
        self.changing.insert(words, self.changing.lookup(words) + 1)


@pytest.fixture
def model(tmp_path):
    """A directory with a saved Words module, whose text file is gone."""
    path = tmp_path / "vocabulary.txt"
    path.write_text("a\nx\n")
    module = Words(str(path))
    module.count(tf.constant(["x"]))
    tf.saved_model.save(module, tmp_path / "model")
    os.remove(path)
    return tmp_path / "model"


def values(loaded):
    return [t.numpy().tolist() for t in loaded.look(tf.constant(["a", "x"]))]


def test_tables_come_back_with_what_they_held(model):
    assert values(tf.saved_model.load(model)) == [[7, -1], [0, 1], [-1, 0]]


def test_two_loads_of_a_model_have_tables_of_their_own(model):
    one, two = tf.saved_model.load(model), tf.saved_model.load(model)
    one.count(tf.constant(["a", "x"]))
    assert values(one)[2] == [0, 1]
    assert values(two)[2] == [-1, 0]


def test_a_loaded_model_is_saved_with_the_tables_as_they_are_now(model, tmp_path):
    loaded = tf.saved_model.load(model)
    loaded.count(tf.constant(["x"]))
    tf.saved_model.save(loaded, tmp_path / "again")
    os.rename(model, tmp_path / "away")
    again = tf.saved_model.load(tmp_path / "again")
    assert values(again) == [[7, -1], [0, 1], [-1, 1]]


def test_the_graph_has_the_tables_their_initialisation_and_their_state(model):
    meta_graph = reading.parse_saved_model(str(model)).meta_graphs[0]
    nodes = {node.name: node for node in meta_graph.graph_def.node}
    assert [n.op for n in nodes.values() if n.op.endswith("TableV2")] == [
        "MutableHashTableV2", "HashTableV2", "HashTableV2"]
    init = meta_graph.collection_def["saved_model_main_op"].node_list.value[0]
    assert "^Variable/Assign" in nodes[init].input
    objects = meta_graph.object_graph_def.nodes
    kinds = {c.local_name: objects[c.node_id] for c in objects[0].children}
    assert kinds["fixed"].registered_name == "tf.StaticHashTable"
    assert list(kinds["changing"].saveable_objects) == ["table"]


class Pair(tf.Module):
    """An object with state that it stores by itself."""

    def __init__(self):
        super().__init__()
        self._v = tf.constant([1.0, 2.0])

    def _serialize_to_tensors(self):
        return {"first": self._v[0], "second": self._v[1]}

    def _restore_from_tensors(self, restored_tensors):
        if tf.executing_eagerly():
            self._v = tf.stack([restored_tensors["first"], restored_tensors["second"]])


def test_objects_that_store_themselves_have_functions_for_that(tmp_path):
    tf.saved_model.save(tf.train.Checkpoint(pair=Pair()), tmp_path / "model")
    stored = tf.train.load_checkpoint(str(tmp_path / "model" / "variables" / "variables"))
    assert stored.get_tensor("pair/.ATTRIBUTES/second") == 2.0
    loaded = tf.saved_model.load(tmp_path / "model")
    assert loaded.pair._serialize_to_tensors()["first"].numpy() == 1.0


def test_a_resource_of_the_users_own_is_made_and_filled_again(tmp_path):
    class Counter(tf.saved_model.experimental.TrackableResource):
        def __init__(self):
            super().__init__()
            self._initialize()

        def _create_resource(self):
            return tf.raw_ops.VarHandleOp(dtype=tf.float32, shape=[2])

        def _initialize(self):
            tf.raw_ops.AssignVariableOp(resource=self.resource_handle, value=tf.ones([2]))

    class Model(tf.Module):
        def __init__(self):
            super().__init__()
            self.counter = Counter()

        @tf.function(input_signature=[])
        def count(self):
            tf.raw_ops.AssignAddVariableOp(
                resource=self.counter.resource_handle, value=tf.ones([2]))
            return tf.raw_ops.ReadVariableOp(
                resource=self.counter.resource_handle, dtype=tf.float32)

    tf.saved_model.save(Model(), tmp_path / "model")
    loaded = tf.saved_model.load(tmp_path / "model")
    assert loaded.count().numpy().tolist() == [2.0, 2.0]
    assert loaded.count().numpy().tolist() == [3.0, 3.0]
