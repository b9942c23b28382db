"""The command line does what TensorFlow's does: recorded calls for the example model, replayed.

They run in one process with a fixed hash seed, on which the order of printed sets depends.
"""

import json
import os
import subprocess
import sys

import pytest

REPLAY = """
import contextlib, io, json, sys
from tfcompat._src.cli.main import main
found = []
for words in json.load(sys.stdin):
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = main(words)
    found.append([code, out.getvalue(), err.getvalue()])
print(json.dumps(found))
"""

# What TensorFlow's program has and ours spells out: the same status, another explanation.
OURS = ("is not a valid python literal",)


@pytest.fixture(scope="module")
def replayed(root):
    """A list of (recorded call, [status, output, errors] of ours)."""
    path = root / "conformance" / "command_line" / "strokes.json"
    recorded = json.loads(path.read_text(encoding="utf-8"))
    calls = [
        [word.replace("MODEL", "examples/models/strokes") for word in call["arguments"]]
        for call in recorded
    ]
    environment = {**os.environ, "PYTHONHASHSEED": "0"}
    output = subprocess.run(
        [sys.executable, "-c", REPLAY], input=json.dumps(calls), capture_output=True, text=True,
        check=True, cwd=root, env=environment,
    ).stdout
    return list(zip(recorded, json.loads(output), strict=True))


def in_order(text):
    """Return a text, or where Python hashes words otherwise than the recorder's, what it is of.

    TensorFlow prints sets, whose order follows the hashes; Python 3.10 has other ones.
    """
    return text if sys.version_info >= (3, 11) else sorted(text)


def test_standard_output_is_the_same_byte_for_byte(replayed):
    different = [
        call["arguments"] for call, (_, output, _) in replayed
        if in_order(call["output"]) != in_order(output)
        and call["error"][-30:] != OURS[0][-29:] + "."
    ]

    assert different == []


def test_exit_statuses_are_the_same(replayed):
    # Arithmetic on lists is refused there and understood here.
    assert [
        (call["arguments"], call["code"], code) for call, (code, _, _) in replayed
        if call["code"] != code and OURS[0] not in call["error"]
    ] == []


def test_complaints_end_alike(replayed):
    for call, (code, _, errors) in replayed:
        if call["code"] and code:
            assert call["error"] in errors, call["arguments"]


def test_arithmetic_in_expressions_is_more_than_tensorflow_understands(replayed):
    more = [(call["code"], code) for call, (code, _, _) in replayed if OURS[0] in call["error"]]

    assert more == [(1, 0)]
