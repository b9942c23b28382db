"""Boxes: text, proto and key forms, and how stored ones make up a wanted one."""

import itertools

import numpy
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tfcompat._src.base import errors
from tfcompat._src.wire import slices
from tfcompat._src.wire.slices import FULL, Box

EXTENTS = st.tuples(st.integers(0, 2**40), st.integers(1, 2**40)) | st.just((0, FULL))
BOXES = st.lists(EXTENTS, max_size=4).map(lambda pairs: Box(*map(tuple, zip(*pairs)))
                                         if pairs else Box((), ()))


@given(BOXES)
def test_text_and_proto_forms_give_the_box_back(box):
    assert slices.parse_box(str(box)) == box
    assert slices.from_proto(slices.to_proto(box)) == box


@given(st.lists(st.tuples(st.binary(max_size=3), BOXES), min_size=2, max_size=8))
def test_keys_sort_by_name_then_rank_then_extents(items):
    def order(item):
        name, box = item
        return name, len(box.starts), list(zip(box.starts, box.lengths))
    keys = {slices.slice_key(*item): item for item in items}
    assert [order(keys[key]) for key in sorted(keys)] == sorted(map(order, keys.values()))
    assert len(keys) == len(set(items))
    assert all(key[0] == 0 for key in keys)


# Keys found in files that TensorFlow wrote.
@pytest.mark.parametrize("name, box, key", [
    (b"x", Box((0, 0), (FULL, FULL)), "0078000101 02807f807f"),
    (b"y", Box((), ()), "00790001 00"),
    (b"cut", Box((3, 10), (4, 20)), "006375740001 0102 83848a94"),
    (b"x", Box((2, 100), (2, 150)), "00780001 0102 8282c064c096"),
])
def test_keys_are_those_of_tensorflow(name, box, key):
    assert slices.slice_key(name, box).hex() == key.replace(" ", "")


@pytest.mark.parametrize("value, code", [
    (0, "80"), (63, "bf"), (64, "c040"), (-1, "7f"), (-64, "40"), (-65, "3fbf"), (8191, "dfff"),
    (8192, "e02000"), (2**61, "ffa0 00000000000000"), (2**63 - 1, "ffc0 7fffffffffffffff"),
    (-(2**63), "003f 8000000000000000")])
def test_numbers_in_keys_have_the_ordered_code(value, code):
    assert slices._ordered_signed(value).hex() == code.replace(" ", "")


@pytest.mark.parametrize("text, sentence", [
    ("4 3 x:-", "Expected a pair of numbers or '-' but got 'x': string = x:-"),
    ("4 3 0,0:-", "Expected non-negative start and positive length but got start = 0, "
                  "length = 0: string = 0,0:-"),
    ("4 b -:-", "Non numerical dimension in shape_and_slice: 4 b -:-"),
    ("word", "Need least two elements in shape_and_slice specification: word")])
def test_bad_specifications_raise_the_sentence_of_tensorflow(text, sentence):
    with pytest.raises(errors.InvalidArgumentError) as caught:
        slices.parse_shape_and_slice(text)
    assert str(caught.value) == sentence


def test_a_box_outside_the_tensor_raises_the_sentence_of_tensorflow():
    with pytest.raises(errors.InternalError) as caught:
        slices.parse_box("2,2").resolve((3,))
    assert str(caught.value) == "Extent in dimension 0 out of bounds: shape = [3], slice = 2,2"
    with pytest.raises(errors.InternalError) as caught:
        slices.parse_box("-").resolve((4, 3))
    assert str(caught.value) == "Mismatching ranks: shape = [4,3], slice = -"


def grid(cuts):
    """Boxes of a grid, from the sorted cut positions of each dimension."""
    spans = [[(low, high - low) for low, high in zip(row, row[1:])] for row in cuts]
    return [Box(*map(tuple, zip(*spans_))) for spans_ in itertools.product(*spans)]


CUTS = st.lists(st.sets(st.integers(1, 9), max_size=3).map(lambda cut: [0, *sorted(cut), 10]),
                min_size=1, max_size=3)


@given(CUTS, st.data())
def test_parts_of_a_grid_cover_any_box_exactly_once(cuts, data):
    shape = (10,) * len(cuts)
    spans = [sorted(data.draw(st.tuples(st.integers(0, 10), st.integers(0, 10)))) for _ in cuts]
    wanted = Box(tuple(low for low, _ in spans), tuple(high - low for low, high in spans))
    count = numpy.zeros(shape, int)
    for _, own, common in slices.cover(grid(cuts), wanted, shape):
        assert own.intersect(common) == common
        count[common.index()] += 1
    assert (count[wanted.index()] == 1).all() and count.sum() == count[wanted.index()].sum()


@given(CUTS, st.data())
def test_a_missing_part_is_noticed_where_it_is_wanted(cuts, data):
    shape = (10,) * len(cuts)
    parts = grid(cuts)
    lost = parts.pop(data.draw(st.integers(0, len(parts) - 1)))
    assert slices.cover(parts, Box((0,) * len(cuts), shape), shape) is None
    assert slices.cover(parts, lost, shape) is None
    for part in parts:
        assert slices.cover(parts, part, shape)


def test_overlapping_parts_are_refused_by_name():
    parts = [Box((0,), (3,)), Box((2,), (2,))]
    with pytest.raises(errors.InternalError, match="existing slice = 0,3, new slice = 2,2"):
        slices.cover(parts, Box((0,), (4,)), (4,))
