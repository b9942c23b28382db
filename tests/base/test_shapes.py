"""TensorShape as an algebra: merging, subtyping, broadcasting and indexing keep their laws."""

import pickle
import types

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tfcompat._src.base import dimensions, shapes

sizes = st.one_of(st.none(), st.integers(0, 3))
known_sizes = st.lists(st.integers(0, 3), max_size=4)
any_shape = st.one_of(st.none(), st.lists(sizes, max_size=4)).map(shapes.TensorShape)
known_shape = known_sizes.map(shapes.TensorShape)


@given(known_sizes)
def test_a_shape_behaves_like_the_tuple_of_its_sizes(values):
    shape = shapes.TensorShape(values)

    assert shape.as_list() == values == list(shape)
    assert (len(shape), shape.rank, shape.ndims) == (len(values),) * 3
    assert shape == values
    assert shape == tuple(values)
    assert hash(shape) == hash(tuple(values))
    assert str(shape) == str(tuple(values))
    assert repr(shape) == f"TensorShape({values})"
    assert shape.num_elements() == int(np.prod(values))


@given(any_shape)
def test_copies_by_pickle_and_by_dimensions_are_equal(shape):
    assert pickle.loads(pickle.dumps(shape)) == shape
    assert shapes.TensorShape(shape.dims) == shape
    assert shapes.TensorShape(shape) == shape
    assert shapes.as_shape(shape) is shape


@given(any_shape, any_shape)
def test_merging_gives_a_subtype_of_both_or_an_error(one, other):
    if one.is_compatible_with(other):
        merged = one.merge_with(other)
        assert merged.is_subtype_of(one) and merged.is_subtype_of(other)
        assert merged == other.merge_with(one)
    else:
        with pytest.raises(ValueError, match="are not compatible$"):
            one.merge_with(other)
        with pytest.raises(ValueError, match="are incompatible$"):
            one.assert_is_compatible_with(other)


@given(any_shape, any_shape)
def test_the_common_supertype_covers_both(one, other):
    found = one.most_specific_common_supertype([other])

    assert one.is_subtype_of(found) and other.is_subtype_of(found)
    assert found == one.most_specific_compatible_shape(other)


@given(any_shape, any_shape)
def test_adding_joins_the_sizes(one, other):
    joined = one + other

    if one.rank is None or other.rank is None:
        assert joined.rank is None
    else:
        assert joined.as_list() == one.as_list() + other.as_list()
        assert one.as_list() + other == joined == one + other.as_list()


@given(known_shape, known_shape)
def test_broadcasting_known_shapes_agrees_with_numpy(one, other):
    try:
        expected = np.broadcast_shapes(tuple(one), tuple(other))
    except ValueError:
        with pytest.raises(ValueError, match="^Incompatible shapes for broadcasting"):
            shapes.broadcast_static_shape(one, other)
    else:
        assert shapes.broadcast_static_shape(one, other) == expected


@given(any_shape, any_shape)
def test_broadcasting_does_not_depend_on_the_order(one, other):
    def attempt(left, right):
        try:
            return shapes.broadcast_static_shape(left, right)
        except ValueError:
            return None

    assert attempt(one, other) == attempt(other, one)


@given(st.lists(sizes, max_size=4), st.slices(4))
def test_slices_select_sizes(values, part):
    assert shapes.TensorShape(values)[part].as_list() == values[part]


@given(st.integers(0, 5))
def test_a_rank_can_be_demanded(rank):
    unknown, known = shapes.TensorShape(None), shapes.unknown_shape(rank)

    assert unknown.with_rank(rank) == known == known.with_rank(rank)
    with pytest.raises(ValueError, match=f"must have rank {rank + 1}$"):
        known.with_rank(rank + 1)
    with pytest.raises(ValueError, match=f"must have rank at least {rank + 1}$"):
        known.with_rank_at_least(rank + 1)


def test_a_trusted_shape_equals_a_checked_one():
    assert shapes.trusted_shape((2, None)) == shapes.TensorShape([2, None])
    assert shapes.trusted_shape(None) == shapes.TensorShape(None)


@pytest.mark.parametrize("wrong", [[1, -1], (-2,), [None, -1], -3])
def test_negative_sizes_are_refused(wrong):
    with pytest.raises(ValueError, match="must be >= 0$"):
        shapes.TensorShape(wrong)


def test_a_shape_message_of_any_protobuf_pool_is_taken():
    entries = [types.SimpleNamespace(size=size) for size in (2, -1)]
    known = types.SimpleNamespace(unknown_rank=False, dim=entries)
    unknown = types.SimpleNamespace(unknown_rank=True, dim=[])

    assert shapes.TensorShape(known) == [2, None]
    assert shapes.TensorShape(unknown).rank is None


def test_an_unknown_rank_has_no_length_and_no_items():
    unknown = shapes.TensorShape(None)

    for use, sentence in (
            (len, "Cannot take the length of shape with unknown rank."),
            (list, "Cannot iterate over a shape with unknown rank."),
            (shapes.TensorShape.as_list, "as_list() is not defined on an unknown TensorShape."),
            (lambda shape: shape[::2], "Steps are not yet handled")):
        with pytest.raises(ValueError) as caught:
            use(unknown)
        assert str(caught.value) == sentence
    assert not unknown
    assert shapes.TensorShape([])


def test_sizes_out_of_range_are_index_errors():
    with pytest.raises(IndexError):
        shapes.TensorShape([1])[5]


def test_unknown_shape_takes_no_other_arguments():
    assert shapes.unknown_shape(ndims=2) == [None, None]
    with pytest.raises(TypeError, match="^Unknown argument: {'foo': 3}$"):
        shapes.unknown_shape(2, foo=3)


def test_a_shape_makes_an_array():
    assert np.zeros(shapes.TensorShape([2, 3])).shape == (2, 3)


def test_dimensions_have_no_hash_and_compare_unknown_as_none():
    unknown = dimensions.Dimension(None)

    with pytest.raises(TypeError, match="^unhashable type: 'Dimension'$"):
        hash(dimensions.Dimension(3))
    assert (unknown == 3) is None
    assert (unknown < 3) is None
    assert dimensions.Dimension(3) == 3
