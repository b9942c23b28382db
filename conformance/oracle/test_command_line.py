"""The command line beside TensorFlow's own, for every program of `programs.py`: the same bytes.

TensorFlow's side runs in one process with a fixed hash seed, which forks for each call.
"""

import importlib.util
import json
import os
import pathlib
import subprocess
import sys

import pytest

import tfcompat

pytestmark = pytest.mark.tensorflow

HERE = pathlib.Path(__file__).resolve().parent
RECORDER = HERE.parent / "record" / "command_line.py"
_SPEC = importlib.util.spec_from_file_location("programs", HERE.parent / "programs.py")
programs = importlib.util.module_from_spec(_SPEC)
_SPEC.loader.exec_module(programs)

REPLAY = """
import contextlib, io, json, sys
from tfcompat._src.cli.main import main
found = []
for words in json.load(sys.stdin):
    out = io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(io.StringIO()):
        code = main(words)
    found.append([code, out.getvalue()])
print(json.dumps(found))
"""


@pytest.fixture(scope="module")
def compared(tmp_path_factory):
    """A list of (call recorded from TensorFlow, [status, output] of ours) for all programs."""
    pytest.importorskip("tensorflow")
    root, target = tmp_path_factory.mktemp("models"), tmp_path_factory.mktemp("record") / "r.json"
    for name, program in programs.PROGRAMS.items():
        module, signatures = program.build(tfcompat)
        tfcompat.saved_model.save(module, str(root / name), signatures=signatures)
    environment = {**os.environ, "PYTHONHASHSEED": "0"}
    subprocess.run([sys.executable, str(RECORDER), str(root), str(target)],
                   check=True, env=environment, capture_output=True)
    recorded = [call for calls in json.loads(target.read_text()).values() for call in calls]
    output = subprocess.run(
        [sys.executable, "-c", REPLAY], input=json.dumps([c["arguments"] for c in recorded]),
        check=True, env=environment, capture_output=True, text=True, cwd=HERE.parents[1]).stdout
    return list(zip(recorded, json.loads(output), strict=True))


def without_order(text):
    """Return text with the characters of every shown dict sorted.

    The order of a map in a message differs from run to run in TensorFlow.
    """
    return [sorted(line) if "Value: {" in line else line for line in text.splitlines()]


def test_every_call_prints_the_same_and_ends_alike(compared):
    assert len(compared) > 3 * len(programs.PROGRAMS)
    assert [
        call["arguments"] for call, (code, output) in compared
        if (call["code"], without_order(call["output"])) != (code, without_order(output))
    ] == []


def test_nearly_all_are_the_same_byte_for_byte(compared):
    equal = sum(call["output"] == output for call, (_, output) in compared)
    print(f"\n{equal} of {len(compared)} outputs are equal byte for byte")

    assert equal >= 0.95 * len(compared)
