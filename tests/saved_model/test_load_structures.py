"""Structured values of SavedModels: nests of specs and Python values, there and back."""

import collections

import hypothesis.strategies as st
import numpy as np
import pytest
from hypothesis import given

import tfcompat as tf
from tfcompat._src.saved_model import structures
from tfcompat._src.wire import messages

Point = collections.namedtuple("Point", "x y")
LEAVES = st.one_of(
    st.none(), st.booleans(), st.integers(-(2**63), 2**63 - 1), st.floats(allow_nan=False),
    st.text(), st.sampled_from([
        tf.float32, tf.string, tf.TensorShape([1, None]), tf.TensorShape([]),
        tf.TensorSpec([None, 2], tf.int8, name="x"), tf.TensorSpec(None, tf.float32),
    ]),
)
VALUES = st.recursive(LEAVES, lambda inner: st.one_of(
    st.lists(inner, max_size=3), st.lists(inner, max_size=3).map(tuple),
    st.dictionaries(st.text(), inner, max_size=3), st.builds(Point, inner, inner),
), max_leaves=10)


def there_and_back(value):
    data = structures.encode(value).SerializeToString()
    return structures.decode(messages.StructuredValue.FromString(data))


@given(VALUES)
def test_values_survive_with_their_types(value):
    found = there_and_back(value)

    assert repr(found) == repr(value) or found == value
    tf.nest.assert_same_structure(found, value) if tf.nest.is_nested(value) else None


def test_arrays_and_tensors_survive():
    array = np.arange(6, dtype=np.int16).reshape(2, 3)

    np.testing.assert_array_equal(there_and_back(array), array)
    tensor = there_and_back(tf.constant(["a", "b"]))
    assert isinstance(tensor, tf.Tensor) and tensor.numpy().tolist() == [b"a", b"b"]


def test_specs_of_values_that_cannot_be_made_here_are_kept_as_they_are():
    message = messages.StructuredValue()
    spec = message.type_spec_value
    spec.type_spec_class_name, spec.num_flat_components = "RaggedTensorSpec", 2
    spec.type_state.tuple_value.values.add().int64_value = 3
    found = structures.decode(message)

    assert repr(found) == "ForeignSpec(RaggedTensorSpec)" and found == structures.decode(message)
    assert structures.encode(found) == message
    with pytest.raises(NotImplementedError, match="RaggedTensorSpec are not supported"):
        found.value_type  # noqa: B018


def test_nothing_and_impossible_values_are_value_errors():
    with pytest.raises(ValueError, match="kind None"):
        structures.decode(messages.StructuredValue())
    broken = messages.StructuredValue()
    broken.tensor_spec_value.dtype = 99
    with pytest.raises(ValueError, match="99 is the number of no data type"):
        structures.decode(broken)
    named = messages.StructuredValue()
    named.named_tuple_value.name = "not an identifier"
    with pytest.raises(ValueError, match="identifier"):
        structures.decode(named)


@pytest.mark.parametrize("value", [object(), {1}, b"bytes", [len], 3j])
def test_values_without_a_form_are_refused(value):
    with pytest.raises(structures.NotEncodableError, match="No encoder for object"):
        structures.encode(value)
