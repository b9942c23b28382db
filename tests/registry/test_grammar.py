"""The definition language: what it reads, writes back unchanged, and refuses."""

import pathlib

import pytest

import tfcompat as tf
from tfcompat._src.registry import grammar

OPDEFS = pathlib.Path(__file__).resolve().parents[2] / "conformance" / "opdefs.txt"


def blocks():
    return OPDEFS.read_text(encoding="utf-8").replace("    # stateful\n", "").strip().split("\n\n")


def test_every_recorded_definition_is_written_back_as_it_was_read():
    for text in blocks():
        lines = [line for line in text.split("\n") if not line.startswith("    # ")]
        definition = grammar.parse("\n".join(lines))
        again = grammar.parse(str(definition))

        assert again == definition, text
        assert str(again) == str(definition)


def test_lists_references_and_minima_are_told_apart():
    definition = grammar.parse("""
        Mixed(values: N * T, args: Tin, handle: Ref(T), flags: N * bool) -> (out: Tout, n: N * T)
            N: int >= 2
            T: {float, int32} = float
            Tin: list(type) >= 0
            Tout: list({half, string}) >= 1
    """)
    values, args, handle, flags = definition.inputs

    assert (values.number_attr, values.type_attr, values.is_list) == ("N", "T", True)
    assert (args.type_list_attr, args.is_list) == ("Tin", True)
    assert (handle.is_ref, handle.type_attr, handle.is_list) == (True, "T", False)
    assert (flags.number_attr, flags.type) == ("N", tf.bool)
    assert definition.attrs["N"].minimum == 2
    assert definition.attrs["T"].default is tf.float32
    assert definition.attrs["Tout"].allowed == (tf.float16, tf.string)
    assert definition.inferred == {"N", "T", "Tin"}


@pytest.mark.parametrize(("kind", "text", "value"), [
    ("int", "-3", -3), ("float", "1e-05", 1e-05), ("bool", "true", True),
    ("type", "half", tf.float16),
    ("string", r'"a\n\"b\""', b'a\n"b"'), ("list(int)", "[]", ()), ("list(int)", "[1, 2]", (1, 2)),
    ("shape", "[1, ?]", tf.TensorShape([1, None])),
])
def test_literals_have_the_notation_of_their_kind(kind, text, value):
    assert grammar.parse_literal(kind, text) == value


@pytest.mark.parametrize("text", [
    "NoArrow(x: T)", "Bad(x: T) -> y: T\n  T", "Bad(x: T) -> y: T\n  T: nonsense",
    "Bad(x: nonsense) -> ()", "Bad() -> ()\n  t: tensor = 3",
])
def test_texts_that_do_not_follow_the_grammar_are_refused(text):
    with pytest.raises((grammar.GrammarError, TypeError)):
        grammar.parse(text)
