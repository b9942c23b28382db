"""Conversion: user types take part, numpy and Python values keep to TensorFlow's rules.

The rules themselves are recorded in conformance/facts/conversions.txt.
"""

import hypothesis.strategies as st
import numpy as np
import pytest
from hypothesis import given
from hypothesis.extra import numpy as arrays

import tfcompat as tf
from tfcompat._src.core import convert


@given(arrays.arrays(
    st.sampled_from(["f4", "f8", "i1", "i4", "i8", "u2", "?", "c8"]),
    arrays.array_shapes(min_dims=0, min_side=0, max_side=3),
))
def test_an_array_keeps_its_dtype_shape_and_values(array):
    tensor = tf.constant(array)

    assert tensor.dtype == array.dtype and tensor.shape == array.shape
    np.testing.assert_array_equal(tensor.numpy(), array)


@given(st.recursive(
    st.integers(-(2**31), 2**31 - 1), lambda inner: st.lists(inner, min_size=1, max_size=3),
    max_leaves=8,
))
def test_rectangular_lists_become_what_numpy_makes_of_them_and_others_are_refused(value):
    try:
        expected = np.array(value)
    except ValueError:
        with pytest.raises(ValueError, match="Can't convert"):
            tf.constant(value)
        return
    np.testing.assert_array_equal(tf.constant(value).numpy(), expected)


@given(st.text() | st.binary())
def test_texts_become_their_utf8_bytes(value):
    try:
        expected = value if isinstance(value, bytes) else value.encode()
    except UnicodeEncodeError:
        return
    assert tf.constant(value).numpy() == expected
    assert tf.constant([value, value]).numpy().tolist() == [expected, expected]


@pytest.fixture
def conversions(monkeypatch):
    monkeypatch.setattr(convert, "_CONVERSIONS", list(convert._CONVERSIONS))


class Box:
    def __init__(self, value):
        self.value = value


def test_registered_conversions_are_asked_in_order_until_one_answers(conversions):
    asked = []

    def one(value, dtype=None, name=None, as_ref=False):
        asked.append("one")
        return NotImplemented

    def two(value, dtype=None, name=None, as_ref=False):
        asked.append("two")
        return tf.constant(value.value, dtype)

    tf.register_tensor_conversion_function(Box, two, priority=50)
    tf.register_tensor_conversion_function(Box, one, priority=10)

    assert tf.convert_to_tensor(Box(3)).numpy() == 3
    assert asked == ["one", "two"]
    assert (tf.constant(1.0) + Box(2.0)).numpy() == 3


def test_only_types_and_callables_can_be_registered(conversions):
    with pytest.raises(TypeError, match="must be a type"):
        tf.register_tensor_conversion_function(3, lambda v: v)
    with pytest.raises(TypeError, match="must be callable"):
        tf.register_tensor_conversion_function(Box, 3)


def test_objects_that_are_nothing_like_tensors_are_refused():
    for value in (object(), {}, {1}, len, Box(1), None):
        with pytest.raises(ValueError, match="with an unsupported type"):
            tf.convert_to_tensor(value)


def test_cyclic_lists_are_refused():
    cycle = []
    cycle.append(cycle)
    with pytest.raises((ValueError, RecursionError)):
        tf.constant(cycle)
