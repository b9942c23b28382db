"""Binding, casting and the types that traces are found by."""

import collections
import gc

import numpy as np
import pytest

import tfcompat as tf
from tfcompat._src.function import types
from tfcompat._src.function.signature import FunctionSpec

Point = collections.namedtuple("Point", "x y")
S = tf.TensorSpec([None], tf.float32)


def test_values_that_are_equal_are_of_one_type_and_nan_is_like_itself():
    assert types.Literal(1) == types.Literal(1.0) == types.Literal(True)
    assert types.Literal(float("nan")) == types.Literal(float("nan"))
    assert hash(types.Literal(float("nan"))) == hash(types.Literal(float("nan")))
    assert types.Literal(1) != types.Literal("1") and types.Literal(1) != 1


def test_structures_differ_by_kind_keys_and_names():
    kinds = [types.type_of(s) for s in (
        [1], (1,), {"a": 1}, {"b": 1}, Point(1, 2), (1, 2), [1, [2]], [[1], 2], 1)]

    assert all((kinds[i] == kinds[j]) is (i == j) for i in range(9) for j in range(9))
    one, other = types.type_of({"a": 1, "b": 2}), types.type_of({"b": 2, "a": 1})
    assert one == other and hash(one) == hash(other) and one.flatten() == other.flatten()


@pytest.mark.parametrize(("general", "specific", "fits"), [
    ([None], [3], True), ([3], [None], False), (None, [3, 4], True), ([3], [4], False),
    ([None, 2], [3], False), ([3], [3], True),
])
def test_a_trace_serves_more_specific_shapes(general, specific, fits):
    one, other = (types.type_of([tf.TensorSpec(shape), 1]) for shape in (general, specific))

    assert other.is_subtype_of(one) is fits
    assert not types.type_of([tf.TensorSpec(specific, tf.int32), 1]).is_subtype_of(one)


def test_common_types_take_both():
    def common(one, other):
        return types.type_of(one).most_specific_common_supertype([types.type_of(other)])

    assert common((tf.TensorSpec([1, 2]),), (tf.TensorSpec([3, 2]),)) == types.type_of(
        (tf.TensorSpec([None, 2]),))
    assert common(tf.TensorSpec([1]), tf.TensorSpec([1, 2])).shape.rank is None
    assert common({"a": tf.TensorSpec([1])}, {"a": tf.TensorSpec([1], tf.int32)}) is None
    assert common(1, 2) is None and common([1], [1, 2]) is None and common([1], (1,)) is None


def test_objects_are_known_by_equality_and_not_kept_alive():
    class Thing:
        pass

    thing = Thing()
    kind, again = types.type_of(thing), types.type_of(thing)
    assert kind == again and hash(kind) == hash(again) and kind != types.type_of(Thing())
    del thing
    gc.collect()
    assert kind() is None and kind == kind


def test_what_cannot_be_hashed_has_no_type():
    for value in ({1}, bytearray(b"a"), [{1}]):
        with pytest.raises(TypeError, match="Could not generate a generic TraceType"):
            types.type_of(value)


@pytest.mark.parametrize(("value", "spec"), [
    ([1.0], S), (np.ones(2, np.float32), S), ((1, 2), S), ({"a": [1.0]}, {"a": S}),
    ([[1.0], [2.0]], [S, S]), (([1.0],), (S,)), (Point([1.0], [2.0]), Point(S, S)),
    (tf.TensorSpec([3], tf.float32), S),
])
def test_what_fits_comes_out_in_the_form_of_the_signature(value, spec):
    cast = types.type_of(spec).cast(value, None)

    tf.nest.assert_same_structure(cast, spec)
    assert all(leaf.dtype is tf.float32 for leaf in tf.nest.flatten(cast))


@pytest.mark.parametrize(("value", "spec", "reason"), [
    (1.0, S, "Can not cast TensorSpec"), ("x", S, "Cannot convert 'x'"), (None, S, "unsupported"),
    ([1.0], {"a": S}, "to a Dict type."), ({"b": 1}, {"a": S}, "has different keys"),
    ([[1.0]], (S,), "to tuple type."), (([1.0],), [S], "to list type."),
    ([[1.0]], [S, S], "to have length of 2"), ((1, 2), Point(S, S), "Cannot cast (1, 2) to type"),
    (tf.TensorSpec([3], tf.int32), S, "Can not cast TensorSpec"),
    ({"a": 1}, S, "unsupported"), (object(), S, "unsupported"),
])
def test_what_does_not_fit_is_told_with_its_reason(value, spec, reason):
    with pytest.raises(TypeError) as caught:
        types.type_of(spec).cast(value, None)

    assert reason in str(caught.value)


@pytest.mark.parametrize(("function", "text"), [
    (lambda: 0, "()"), (lambda x, y=2: 0, "(x, y=<captured_default_value>)"),
    (lambda x, /, y: 0, "(x, /, y)"), (lambda x, /: 0, "(x, /)"), (lambda *, k: 0, "(*, k)"),
    (lambda *a, k, **kw: 0, "(*a, k, **kw)"),
    (lambda x, *, k=1, j: 0, "(x, *, k=<captured_default_value>, j)"),
])
def test_signatures_are_written_as_python_writes_them(function, text):
    assert str(FunctionSpec.from_function(function)) == text


@pytest.mark.parametrize(("signature", "reason"), [
    (S, "must be either a tuple or a list"), ([3], "must be a possibly nested sequence"),
    ([S, S], "contains 1 extra type constraints"), ([], "missing type constraint for x"),
])
def test_impossible_input_signatures_are_refused(signature, reason):
    with pytest.raises(TypeError, match=reason):
        tf.function(lambda x: x, input_signature=signature)
