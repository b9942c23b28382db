"""Printing: what is written, and where to."""

import itertools

import numpy as np
import pytest

from tfcompat._src.arrays import on_numpy as xp
from tfcompat._src.base import errors
from tfcompat._src.registry import find


def word(value):
    """A scalar string."""
    array = np.empty((), object)
    array[()] = value
    return array


def print_v2(text, stream, end=b"\n"):
    """Run PrintV2."""
    find("PrintV2").kernel(xp, word(text), output_stream=stream, end=end)


@pytest.mark.parametrize("stream", [b"stderr", b"log(info)", b"log(warning)", b"log(error)"])
def test_printing_goes_to_the_standard_error(capsys, stream):
    print_v2("\u00e9".encode(), stream)

    assert capsys.readouterr() == ("", "\u00e9\n")


def test_printing_goes_to_the_standard_output_when_asked_to(capsys):
    print_v2(b"abc", b"stdout", b"|")

    assert capsys.readouterr() == ("abc|", "")


def test_printing_to_a_file_appends(tmp_path):
    for text in (b"a", b"b"):
        print_v2(text, b"file://" + bytes(tmp_path / "out"))

    assert (tmp_path / "out").read_text() == "a\nb\n"


def test_an_unknown_stream_is_refused():
    with pytest.raises(errors.InvalidArgumentError) as caught:
        print_v2(b"abc", b"nowhere")

    assert caught.value.message == (
        "Unknown output stream: nowhere, Valid streams are: stdout stderr log(info) log(warning) "
        "log(error)"
    )


def test_print_shows_tensors_in_short_and_hands_its_input_on(capsys):
    value = np.float32(1)

    result = find("Print").kernel(
        xp, value, [np.arange(5), word(b"a")], message=b"msg: ", summarize=2, first_n=-1
    )

    assert result is value
    assert capsys.readouterr() == ("", "msg: [0 1...][a]\n")


def test_print_is_for_the_first_calls_only_where_it_keeps_count(capsys):
    calls = itertools.count()

    for _ in range(4):
        find("Print").kernel(
            xp, np.float32(1), [], message=b"once", summarize=2, first_n=2, state=calls)

    assert capsys.readouterr().err.count("once") == 2


def test_an_assertion_that_holds_says_nothing(capsys):
    assert find("Assert").kernel(xp, np.array(True), [np.arange(3)], summarize=3) is None
    assert capsys.readouterr() == ("", "")
