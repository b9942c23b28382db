"""Values of several tensors in SavedModels: as arguments, as results, in signatures."""

import pytest

import tfcompat as tf
from tfcompat._src.saved_model import reading, structures
from tfcompat._src.wire import messages


class Both(tf.Module):
    """Takes and gives sparse and ragged tensors."""

    @tf.function(input_signature=[tf.SparseTensorSpec([None, 3], tf.float32)])
    def sparse(self, x):
        return {"values": x.values, "x": x}

    @tf.function(input_signature=[tf.RaggedTensorSpec([None, None], tf.int32)])
    def ragged(self, x):
        return {"lengths": x.row_lengths(), "x": x}


SPARSE = tf.SparseTensor([[0, 1]], [2.0], [2, 3])
RAGGED = tf.ragged.constant([[1], [2, 3]])


@pytest.fixture
def model(tmp_path):
    """A directory with both functions as signatures."""
    module = Both()
    tf.saved_model.save(
        module, tmp_path, signatures={"sparse": module.sparse, "ragged": module.ragged})
    return tmp_path


def test_functions_take_and_give_them_again(model):
    loaded = tf.saved_model.load(model)
    result = loaded.sparse(SPARSE)
    assert isinstance(result["x"], tf.SparseTensor) and result["values"].numpy().tolist() == [2.0]
    assert loaded.ragged(RAGGED)["x"].to_list() == [[1], [2, 3]]


def test_signatures_take_their_tensors_one_by_one(model):
    loaded = tf.saved_model.load(model)
    found = loaded.signatures["ragged"](x=RAGGED.values, x_1=RAGGED.row_splits)
    assert found["x"].to_list() == [[1], [2, 3]]


def test_signatures_tell_of_sparse_and_of_other_results(model):
    meta_graph = reading.parse_saved_model(str(model)).meta_graphs[0]
    sparse = meta_graph.signature_def["sparse"].outputs["x"]
    assert sparse.coo_sparse.values_tensor_name.endswith(":2")
    ragged = meta_graph.signature_def["ragged"].outputs["x"]
    assert len(ragged.composite_tensor.components) == 2


@pytest.mark.parametrize("spec", [
    tf.SparseTensorSpec([2, None], tf.int32), tf.RaggedTensorSpec([2, None, None], tf.string, 2),
    tf.IndexedSlicesSpec([3], tf.float32), tf.TensorArraySpec([2], tf.float32, True, False),
    tf.RaggedTensorSpec([3], tf.int32, 0, tf.int32),
])
def test_specs_survive(spec):
    message = structures.encode((spec, {"a": spec}))
    assert structures.decode(message) == (spec, {"a": spec})


def test_a_value_that_cannot_be_made_fails_when_it_is_asked_for_and_not_before(tmp_path):
    module = Both()
    tf.saved_model.save(module, tmp_path)
    path = tmp_path / "saved_model.pb"
    model = messages.SavedModel.FromString(path.read_bytes())
    stored = model.meta_graphs[0].object_graph_def.concrete_functions
    name = next(key for key in stored if "ragged" in key)
    for value in (stored[name].canonicalized_input_signature.tuple_value.values[0],
                  stored[name].output_signature):
        nested = value.tuple_value.values[0] if value.HasField("tuple_value") else (
            value.dict_value.fields["x"])
        nested.type_spec_value.type_spec_class = 8
        nested.type_spec_value.type_spec_class_name = "PerReplicaSpec"
    path.write_bytes(model.SerializeToString())
    loaded = tf.saved_model.load(tmp_path)
    assert loaded.sparse(SPARSE)["values"].numpy().tolist() == [2.0]
    with pytest.raises((ValueError, TypeError, NotImplementedError), match="PerReplicaSpec"):
        loaded.ragged(RAGGED)
