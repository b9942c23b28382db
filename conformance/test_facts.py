"""Everything in the transcripts of facts/ comes out here as TensorFlow answered it.

Each transcript has an interpreter of its own: settings, counters and seeds are what it makes them.
What is known not to match is in gaps.txt, one line each with a reason; a gap that matches after
all fails too.
"""

import importlib.util
import json
import os
import pathlib
import subprocess
import sys

import pytest

import tfcompat

HERE = pathlib.Path(__file__).parent
_SPEC = importlib.util.spec_from_file_location("transcripts", HERE / "transcripts.py")
transcripts = importlib.util.module_from_spec(_SPEC)
_SPEC.loader.exec_module(transcripts)


def gaps(name):
    """Return {source: reason} of the known gaps of one transcript."""
    found = {}
    for line in (HERE / "gaps.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith(f"facts/{name}.txt: "):
            source, _, reason = line.partition(": ")[2].partition(" :: ")
            found[source] = reason
    return found


def answers(name):
    """Return [source, recorded answer, our answer] of the steps of a transcript."""
    where = str(pathlib.Path(tfcompat.__file__).parents[1])
    done = subprocess.run(
        [sys.executable, "-W", "error", "-W", "ignore:Type google:DeprecationWarning",
         HERE / "transcripts.py", name, "tfcompat"],
        capture_output=True, text=True, encoding="utf-8", env={**os.environ, "PYTHONPATH": where},
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout.splitlines()[-1])


@pytest.mark.parametrize("name", sorted(path.stem for path in transcripts.FACTS.glob("*.txt")))
def test_transcript_answers_as_tensorflow(name):
    known, steps = gaps(name), answers(name)
    wrong = []
    for source, recorded, found in steps:
        if transcripts.agree(source, recorded, found) == (source in known):
            what = "a known gap matches" if source in known else "differs"
            wrong.append(f"{what}: >>> {source}\n--- TensorFlow\n{recorded}\n--- tfcompat\n{found}")

    assert not wrong, f"{len(wrong)} of {len(steps)} steps\n\n" + "\n\n".join(wrong)


def test_every_gap_has_a_reason():
    for path in transcripts.FACTS.glob("*.txt"):
        for source, reason in gaps(path.stem).items():
            assert reason, source
