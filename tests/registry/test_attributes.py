"""Attribute values: their canonical form, what is refused, and the way to messages and back."""

import numpy as np
import pytest

import tfcompat as tf
from tfcompat._src.base import errors
from tfcompat._src.registry import attr_values, find, grammar, names
from tfcompat._src.registry.attributes import FunctionRef, bind, op_signature
from tfcompat._src.wire import messages

DEFINITION = grammar.parse("""
    Sample(x: T) -> y: T
        i: int >= 1
        f: float = 0.5
        b: bool = true
        s: {"same", "valid"} = "same"
        d: type = float
        shape: shape = ?
        l: list(int) >= 2 = [1, 2]
        names: list(string) = []
        g: func
        t: tensor
        T: {float, int32}
""")
GIVEN = {"i": 2, "T": tf.float32, "g": "function", "t": np.zeros([1], np.float32)}


def with_value(**changes):
    return bind(DEFINITION, {**GIVEN, **changes})


def test_defaults_fill_what_is_not_given_in_the_order_of_the_definition():
    bound = with_value()

    assert list(bound) == list(DEFINITION.attrs)
    assert (bound["f"], bound["b"], bound["s"], bound["d"]) == (0.5, True, b"same", tf.float32)
    assert (bound["l"], bound["names"]) == ((1, 2), ())
    assert bound["g"] == FunctionRef("function")


def test_values_are_brought_to_one_form():
    bound = with_value(i=np.int64(7), f=np.float32(2), b=np.bool_(False), s="valid", d="int32",
                       shape=[1, None], l=[np.int32(3), 4], names=("a", b"b"))

    assert type(bound["i"]) is int and type(bound["f"]) is float and bound["b"] is False
    assert (bound["s"], bound["d"], bound["l"]) == (b"valid", tf.int32, (3, 4))
    assert bound["shape"] == tf.TensorShape([1, None])
    assert bound["names"] == (b"a", b"b")


def test_integers_are_cut_from_other_numbers_as_tensorflow_does():
    assert [with_value(i=value)["i"] for value in (1.7, True, np.float32(2.5))] == [1, 1, 2]


def test_annotations_pass_unchecked_and_come_last():
    assert list(with_value(_anything=object()))[-1] == "_anything"


@pytest.mark.parametrize(("changes", "kind", "words"), [
    ({"i": None}, TypeError, "Expected int for argument 'i' not None"),
    ({"i": 0}, errors.InvalidArgumentError, "of 0 must be at least minimum 1"),
    ({"i": "1"}, TypeError, "Expected int for argument 'i' not '1'"),
    ({"i": [1]}, TypeError, "Expected int for argument 'i' not [1]"),
    ({"f": 1j}, TypeError, "Expected float for argument 'f' not 1j"),
    ({"f": "x"}, TypeError, "Expected float for argument 'f' not 'x'"),
    ({"b": 1}, TypeError, "Expected bool for argument 'b' not 1"),
    ({"s": 3}, TypeError, "Expected string for argument 's' not 3"),
    ({"s": "full"}, errors.InvalidArgumentError, "not in the list of allowed values"),
    ({"T": tf.string}, errors.InvalidArgumentError, "Value for attr 'T' of string is not in"),
    ({"d": "nonsense"}, TypeError, "Expected DataType for argument 'd'"),
    ({"l": [1]}, errors.InvalidArgumentError, "of 1 must be at least minimum 2"),
    ({"l": 3}, TypeError, "Expected list for attr l"),
    ({"l": [1, "x"]}, TypeError, "Expected int for argument 'l'"),
    ({"g": 3}, TypeError, "Expected func for argument 'g'"),
    ({"t": "x"}, TypeError, "Expected tensor for argument 't'"),
    ({"other": 3}, TypeError, "unexpected attribute 'other'"),
])
def test_values_that_do_not_fit_are_refused_by_name(changes, kind, words):
    with pytest.raises(kind, match=None) as caught:
        with_value(**changes)

    assert words in str(caught.value)


def test_summaries_of_all_ops_can_be_written():
    for name in names():
        text = op_signature(find(name).definition)
        assert text.startswith(f"Op<name={name}; signature=") and text.endswith(">")


@pytest.mark.parametrize(("kind", "value"), [
    ("int", -5), ("float", 0.25), ("bool", True), ("string", b"\xff\x00"), ("type", tf.bfloat16),
    ("shape", tf.TensorShape([1, None])), ("shape", tf.TensorShape(None)),
    ("shape", tf.TensorShape([])), ("func", FunctionRef("f")), ("list(int)", (1, -2)),
    ("list(int)", ()), ("list(type)", (tf.int8, tf.string)), ("list(string)", (b"a", b"")),
    ("list(shape)", (tf.TensorShape([2]), tf.TensorShape([3]))), ("list(bool)", (True, False)),
    ("list(float)", (0.5,)), ("list(func)", (FunctionRef("f"), FunctionRef("g"))),
])
def test_values_survive_the_way_to_a_message_and_back(kind, value):
    message = attr_values.encode(kind, value)
    again = messages.AttrValue.FromString(message.SerializeToString())
    found = attr_values.decode(again)

    if kind == "shape":
        assert (found.rank, value.rank) == (value.rank, found.rank)
    assert str(found) == str(value)
    if value != ():
        assert attr_values.infer_kind(again) == kind


def test_tensors_survive_the_way_to_a_message_and_back():
    value = np.arange(6, dtype=np.float32).reshape(2, 3)
    found = attr_values.decode(attr_values.encode("tensor", value))

    np.testing.assert_array_equal(found, value)


def test_nothing_set_is_none():
    assert attr_values.decode(messages.AttrValue()) is None


def test_numbers_of_no_data_type_and_impossible_shapes_are_value_errors():
    with pytest.raises(ValueError, match="99 is the number of no data type"):
        attr_values.decode(messages.AttrValue(type=99))
    shape = messages.TensorShapeProto()
    shape.dim.add(size=-5)
    with pytest.raises(ValueError, match="-5"):
        attr_values.shape_from_proto(shape)
