"""Tracked lists, dicts and tuples: Python's behaviour kept, children tracked, misuse told.

What TensorFlow shows of them is recorded in conformance/facts/containers.txt.
"""

import collections
import copy
import json
import pickle

import hypothesis.strategies as st
import pytest
from hypothesis import given

import tfcompat as tf
from tfcompat._src.state import containers

Point = collections.namedtuple("Point", "x y")
PLAIN = st.recursive(
    st.integers() | st.text(max_size=3) | st.none(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner,
                                                                max_size=3),
    max_leaves=10,
)


def attribute(value):
    module = tf.Module()
    module.attribute = value
    return module.attribute


@given(PLAIN)
def test_a_wrapped_value_equals_the_plain_one_and_is_of_its_type(value):
    wrapped = attribute(value)

    assert wrapped == value and isinstance(wrapped, type(value))
    assert json.loads(json.dumps(wrapped)) == json.loads(json.dumps(value))
    for copied in (copy.copy(wrapped), copy.deepcopy(wrapped), pickle.loads(pickle.dumps(wrapped))):
        assert copied == value and type(copied) is type(wrapped)


MUTATIONS = st.lists(st.one_of(
    st.tuples(st.just("append"), st.integers()),
    st.tuples(st.just("insert"), st.integers(-3, 3), st.integers()),
    st.tuples(st.just("extend"), st.lists(st.integers(), max_size=2)),
    st.tuples(st.sampled_from(["reverse", "sort", "clear"])),
    st.tuples(st.just("__setitem__"), st.just(slice(1, 2)), st.lists(st.integers(), max_size=2)),
    st.tuples(st.just("__delitem__"), st.just(slice(0, 1))),
), max_size=6)


@given(st.lists(st.integers(), max_size=4), MUTATIONS)
def test_mutations_of_lists_do_what_they_do_to_plain_lists(value, mutations):
    wrapped, plain = attribute(value), list(value)
    for name, *arguments in mutations:
        getattr(wrapped, name)(*arguments)
        getattr(plain, name)(*arguments)

    assert wrapped == plain and wrapped == list(wrapped)


def test_children_follow_what_is_in_the_container():
    v, w = tf.Variable(1.0), tf.Variable(2.0)
    several = attribute([v, 3])
    several.append(w)
    several.append([v])
    mapping = attribute({"a": v, "n": 1})
    mapping["b"] = w
    del mapping["a"]
    mapping.update(c=[v])

    assert {k: c for k, c in several._trackable_children().items() if k != "3"} == {"0": v, "2": w}
    assert list(mapping._trackable_children()) == ["b", "c"]
    assert [x is v for x in several.variables] == [True, False, True]


@pytest.mark.parametrize("change", [
    lambda values: values.__setitem__(0, tf.Variable(1.0)), lambda values: values.pop(0),
    lambda values: values.reverse(), lambda values: values.__delitem__(0),
    lambda values: values.insert(0, tf.Variable(1.0)),
])
def test_a_list_with_replaced_variables_is_not_saved(change, tmp_path):
    module = tf.Module()
    module.values = [tf.Variable(1.0), tf.Variable(2.0)]
    change(module.values)

    with pytest.raises(ValueError, match="A list element was replaced"):
        tf.saved_model.save(module, tmp_path / "model")
    with pytest.raises(ValueError, match="A list element was replaced"):
        tf.train.Checkpoint(module).write(tmp_path / "checkpoint")


def test_a_list_that_grew_behind_its_wrapper_is_not_saved(tmp_path):
    module = tf.Module()
    module.values = assigned = [tf.Variable(1.0)]
    assigned.append(tf.Variable(2.0))

    with pytest.raises(ValueError, match="was modified outside the wrapper"):
        tf.train.Checkpoint(module).write(tmp_path / "checkpoint")


def test_keys_that_are_no_texts_are_fine_until_they_hold_something_to_save(tmp_path):
    assert attribute({1: 2})._trackable_children() == {}
    with pytest.raises(ValueError, match="contains a non-string key"):
        attribute({1: tf.Variable(1.0)})._trackable_children()


def test_named_tuples_stay_named_tuples():
    v = tf.Variable(1.0)
    wrapped = attribute(Point(v, 2))

    assert isinstance(wrapped, Point) and wrapped.x is v and wrapped._fields == ("x", "y")
    assert type(wrapped._replace(y=3)) is Point and wrapped._asdict() == {"x": v, "y": 2}
    assert list(wrapped._trackable_children()) == ["0", "x"]
    assert type(attribute(Point(1, 2))) is Point and type(attribute((1, 2))) is tuple
    mapped = tf.nest.map_structure(lambda leaf: leaf, wrapped)
    assert mapped.y == 2 and isinstance(mapped, Point)


def test_subclasses_of_containers_are_left_alone():
    class Mine(list):
        pass

    for value in (Mine([1]), collections.defaultdict(list), {1, 2}, collections.deque([1])):
        assert attribute(value) is value


def test_wrapping_twice_changes_nothing():
    wrapped = attribute([1, {"a": [2]}])

    assert attribute(wrapped) is wrapped
    assert containers.wrap(wrapped[1]) is wrapped[1]


def test_an_attribute_can_be_kept_untracked():
    module = tf.Module()
    module.v = module._no_dependency([tf.Variable(1.0)])

    assert type(module.v) is list and module._trackable_children() == {}
