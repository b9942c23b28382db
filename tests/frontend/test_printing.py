"""tf.print and tf.strings.format: how tensors are written, and where to."""

import logging
import sys

import numpy as np
import pytest

import tfcompat as tf


@pytest.mark.parametrize("value, text", [
    (tf.constant(1.5), "1.5"),
    (tf.range(10), "[0 1 2 ... 7 8 9]"),
    (tf.range(6), "[0 1 2 3 4 5]"),
    (tf.constant([True, False]), "[1 0]"),
    (tf.constant("text"), "text"),
    (tf.constant(["a", "b"]), '["a" "b"]'),
    (tf.constant([0.1, 1e-10, 1 / 3]), "[0.1 1e-10 0.333333343]"),
    (tf.constant([[1, 2], [3, 4]]), "[[1 2]\n [3 4]]"),
    (tf.zeros([0, 2]), "[]"),
    ("plain", "plain"),
    ([1, "a", (2.5, None)], "[1, 'a', (2.5, None)]"),
    ({"b": tf.constant(1), "a": [tf.constant([1, 2])]}, "{'a': [[1 2]], 'b': 1}"),
])
def test_values_are_written_as_in_tensorflow(value, text, capsys):
    text = '"text"' if text == "text" else text  # strings in tensors have quotes
    tf.print(value)

    assert capsys.readouterr().err == text + "\n"


def test_separator_end_and_number_of_items_can_be_chosen(capsys):
    tf.print("a", tf.range(5), 2, sep="|", end="!", summarize=1)

    assert capsys.readouterr().err == "a|[0 ... 4]|2!"


def test_planes_of_a_tensor_have_an_empty_line_between_them():
    text = tf.strings.format("{}", tf.constant(np.arange(8).reshape(2, 2, 2)))

    assert text.numpy() == b"[[[0 1]\n  [2 3]]\n\n [[4 5]\n  [6 7]]]"


def test_all_items_are_shown_when_asked_for():
    assert tf.strings.format("{}", tf.range(8), summarize=-1).numpy() == b"[0 1 2 3 4 5 6 7]"


def test_a_traced_print_prints_at_each_run_and_not_while_tracing(capsys):
    @tf.function(autograph=False)
    def loud(x):
        tf.print("x is", x, output_stream=sys.stdout)
        return x

    loud.get_concrete_function(tf.TensorSpec([2], tf.int32))
    assert capsys.readouterr().out == ""
    loud(tf.constant([1, 2]))
    loud(tf.constant([3, 4]))
    assert capsys.readouterr().out == "x is [1 2]\nx is [3 4]\n"


def test_a_file_can_be_printed_to(tmp_path):
    tf.print("one", output_stream=f"file://{tmp_path}/log")
    tf.print(2, output_stream=f"file://{tmp_path}/log")

    assert (tmp_path / "log").read_text() == "one\n2\n"


def test_logging_functions_are_streams():
    tf.print("to the log", output_stream=logging.info)


@pytest.mark.parametrize("stream", ["nowhere", 5, logging.debug])
def test_other_streams_are_refused(stream):
    with pytest.raises(ValueError, match="Unsupported output stream, logging level, or file."):
        tf.print(1, output_stream=stream)


def test_braces_in_the_text_are_no_placeholders(capsys):
    tf.print("{} and", tf.constant(1))

    assert capsys.readouterr().err == "{} and 1\n"
