"""Nested structures: laws of flatten, pack and map, and composites; facts are in data/nest.txt."""

import collections
import types

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tfcompat._src.base import containers, nest, partial_nest, shapes, specs
from tfcompat._src.base.dtypes import int64

Pair = collections.namedtuple("Pair", "left right")
keys = st.text("abc", min_size=1, max_size=2)
leaves = st.one_of(st.integers(), st.none(), st.text(max_size=3))


def deeper(inner):
    lists = st.lists(inner, max_size=3)
    return st.one_of(
        lists, lists.map(tuple), st.dictionaries(keys, inner, max_size=3),
        st.dictionaries(keys, inner, max_size=3).map(collections.OrderedDict),
        st.builds(Pair, inner, inner))


structures = st.recursive(leaves, deeper, max_leaves=12)


@given(structures)
def test_packing_what_was_flattened_gives_an_equal_structure(structure):
    packed = nest.pack_sequence_as(structure, nest.flatten(structure))

    assert packed == structure
    assert type(packed) is type(structure)
    nest.assert_same_structure(structure, packed)


@given(structures)
def test_mapping_visits_the_leaves_in_the_order_of_flatten(structure):
    seen = []
    nest.map_structure(seen.append, structure)

    assert seen == nest.flatten(structure)


@given(structures)
def test_paths_come_in_the_order_of_the_leaves(structure):
    with_paths = nest.flatten_with_tuple_paths(structure)
    text = nest.flatten_with_joined_string_paths(structure, ".")

    assert [leaf for _, leaf in with_paths] == nest.flatten(structure)
    assert [".".join(map(str, path)) for path, _ in with_paths] == [path for path, _ in text]
    assert [path for path, _ in with_paths] == list(nest.yield_flat_paths(structure))


@given(structures)
def test_a_structure_is_as_shallow_as_itself(structure):
    partial_nest.assert_shallow_structure(structure, structure)

    assert partial_nest.flatten_up_to(structure, structure) == nest.flatten(structure)


@given(structures, structures)
def test_two_structures_have_the_same_form_both_ways_or_neither(one, other):
    def differ(first, second):
        try:
            nest.assert_same_structure(first, second)
        except (TypeError, ValueError):
            return True
        return False

    assert differ(one, other) == differ(other, one)


@given(structures, st.integers(1, 3))
def test_too_many_leaves_are_refused(structure, more):
    flat = nest.flatten(structure) + [0] * more

    with pytest.raises(ValueError):
        nest.pack_sequence_as(structure, flat)


@given(structures)
def test_lists_become_tuples_at_every_depth(structure):
    changed = nest.list_to_tuple(structure)

    assert nest.flatten(changed) == nest.flatten(structure)
    nest.assert_same_structure(changed, structure, check_types=False)


class Two:
    """A composite of two values."""

    def __init__(self, first, second):
        self.first, self.second = first, second

    @property
    def _type_spec(self):
        return TwoSpec(len(self.second))


class TwoSpec(specs.TypeSpec):
    """The spec of a `Two`."""

    value_type = Two

    def __init__(self, length):
        self.length = length

    def _serialize(self):
        return (self.length,)

    @property
    def _component_specs(self):
        return specs.TensorSpec([]), [specs.TensorSpec([self.length], int64)]

    def _to_components(self, value):
        return value.first, [value.second]

    def _from_components(self, components):
        return Two(components[0], components[1][0])


def test_a_composite_is_a_leaf_until_it_is_to_be_expanded():
    two = Two(1, "ab")

    assert nest.flatten([two]) == [two]
    assert nest.flatten([two], expand_composites=True) == [1, "ab"]
    assert not nest.is_nested(two)
    assert nest.is_nested_or_composite(two)


def test_a_composite_is_rebuilt_from_its_components():
    made = nest.pack_sequence_as({"x": Two(1, "ab")}, [3, "cd"], expand_composites=True)
    mapped = nest.map_structure(lambda x: x * 2, Two(1, "ab"), expand_composites=True)

    assert (made["x"].first, made["x"].second) == (3, "cd")
    assert (mapped.first, mapped.second) == (2, "abab")


def test_a_spec_of_a_composite_stands_for_it():
    flat = nest.flatten(TwoSpec(2), expand_composites=True)

    assert flat == [specs.TensorSpec([]), specs.TensorSpec([2], int64)]
    assert nest.pack_sequence_as(TwoSpec(2), [3, "cd"], expand_composites=True).second == "cd"
    nest.assert_same_structure(TwoSpec(2), Two(0, "ab"), expand_composites=True)


def test_specs_and_shapes_of_tensors_are_leaves():
    for leaf in (specs.TensorSpec([2]), shapes.TensorShape([1, 2])):
        assert nest.flatten(leaf, expand_composites=True) == [leaf]


def test_the_path_into_a_composite_has_its_class_name():
    found = nest.flatten_with_joined_string_paths([Two(1, "ab")], expand_composites=True)

    assert found == [("0/Two/0", 1), ("0/Two/1/0", "ab")]


def test_composites_with_other_specs_differ():
    with pytest.raises(ValueError) as caught:
        nest.assert_same_structure(Two(1, "a"), Two(1, "ab"), expand_composites=True)

    assert ("More specifically: Incompatible CompositeTensor TypeSpecs: type=TwoSpec "
            "str=TwoSpec(1,) vs. type=TwoSpec str=TwoSpec(2,)\n") in str(caught.value)
    with pytest.raises(ValueError, match="Incompatible CompositeTensor TypeSpecs"):
        partial_nest.flatten_up_to(Two(1, "a"), Two(1, "ab"), expand_composites=True)


def test_a_composite_and_a_container_differ_in_type():
    for one, other in ((Two(1, "a"), [1]), ([1], Two(1, "a"))):
        with pytest.raises(TypeError, match="don't have the same sequence type"):
            nest.assert_same_structure(one, other, expand_composites=True)
        with pytest.raises(TypeError, match="don't have the same sequence type"):
            partial_nest.assert_shallow_structure(one, other, expand_composites=True)


def test_walking_up_to_a_composite_goes_into_it():
    two = Two(1, "ab")

    assert partial_nest.flatten_up_to([two], [two]) == [two]
    assert partial_nest.flatten_up_to([two], [two], expand_composites=True) == [1, "ab"]


class Proxy:
    """What a wrapper that poses as its content looks like (wrapt makes such)."""

    def __init__(self, wrapped):
        self.__wrapped__ = wrapped

    @property
    def __class__(self):
        return type(self.__wrapped__)

    def __getattr__(self, name):
        return getattr(self.__wrapped__, name)

    def __getitem__(self, key):
        return self.__wrapped__[key]

    def __iter__(self):
        return iter(self.__wrapped__)

    def __len__(self):
        return len(self.__wrapped__)


@pytest.mark.parametrize("content", [[1, 2], (1, 2), {"b": 2, "a": 1}, Pair(1, 2)])
def test_a_proxy_is_what_it_stands_for(content):
    proxy = Proxy(content)
    packed = nest.pack_sequence_as(proxy, [3, 4])

    assert nest.flatten(proxy) == [1, 2]
    assert type(packed) is Proxy
    assert packed.__wrapped__ == nest.pack_sequence_as(content, [3, 4])
    nest.assert_same_structure(proxy, content)
    nest.assert_same_structure(content, proxy)


def test_a_mapping_that_cannot_be_rebuilt_says_what_it_would_have_to_take():
    frozen = types.MappingProxyType({"b": 1})

    with pytest.raises(TypeError, match="^Error creating an object of type <class 'mappingp"):
        nest.pack_sequence_as(frozen, [1])


def test_mixed_keys_cannot_be_sorted():
    with pytest.raises(TypeError, match="not supported between instances"):
        nest.flatten({1: 1, "a": 2})
    with pytest.raises(TypeError, match="^nest only supports dicts with sortable keys.$"):
        nest.pack_sequence_as({1: 1, "a": 2}, [1, 2])


def test_map_structure_tells_of_wrong_arguments():
    with pytest.raises(ValueError, match="not: `foo`, `bar`$"):
        nest.map_structure(len, [], foo=1, bar=2)
    with pytest.raises(ValueError, match="^Must provide at least one structure$"):
        nest.map_structure(len)


def test_the_cache_of_classes_stays_bounded(monkeypatch):
    monkeypatch.setattr(containers, "_MOST_KINDS", 8)
    for number in range(20):
        assert containers.kind_of(type(f"List{number}", (list,), {})()) is containers.SEQUENCE

    assert len(containers._kinds) <= 8
    assert nest.flatten([{"a": 1}]) == [1]
