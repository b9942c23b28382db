"""Hunts for calls of public functions that ours and TensorFlow answer differently.

    python conformance/differential/hunt_calls.py [--seconds 600] [--seed 1] [transcript ...]

The recorded calls of `../facts/calls_*.txt` are changed a little, an argument here and a dtype
there (`mutations.py`), and run with both; what differs is printed: first where only one refuses,
then values, then classes of errors, then their sentences. What is worth keeping goes into a
transcript by hand. Each transcript is hunted in a process of its own, which TensorFlow may end.
"""

import argparse
import json
import pathlib
import random
import re
import signal
import subprocess
import sys
import tempfile
import time

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parents[1]
for place in (ROOT, HERE.parent, HERE):
    sys.path.insert(0, str(place))

import mutations  # noqa: E402
import transcripts  # noqa: E402

KINDS = ("only one refuses", "values", "classes of errors", "sentences")
SECONDS_PER_CALL = 8
_NUMBER = re.compile(r"-?(?:\d+\.\d+(?:e[-+]?\d+)?|inf|nan)")


def main():
    """Hunt until time is up; the exit status is 1 if anything was found."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("transcripts", nargs="*")
    parser.add_argument("--seconds", type=float, default=600)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--inside", action="store_true", help=argparse.SUPPRESS)
    given = parser.parse_args()
    names = given.transcripts or sorted(path.stem for path in transcripts.FACTS.glob("calls_*.txt"))
    if given.inside:
        return hunt(names[0], given.seed, given.seconds)
    found = []
    for name in names:
        seconds = given.seconds / len(names)
        done = subprocess.run(
            [sys.executable, __file__, "--inside", name, "--seconds", str(seconds),
             "--seed", str(given.seed)], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
            text=True, check=False, timeout=seconds + 120,
        )
        found += [json.loads(line) for line in done.stdout.splitlines()]
        if done.returncode:
            print(f"{name}: TensorFlow's process ended early", flush=True)
    for kind, source, theirs, ours in sorted(found, key=lambda row: KINDS.index(row[0])):
        print(f"[{kind}] {source}\n    TensorFlow: {theirs}\n    tfcompat:   {ours}")
    return 1 if found else 0


def hunt(name, seed, seconds):
    """Hunt one transcript in this process, printing a line of JSON for each difference."""
    import numpy as np
    import tensorflow

    import tfcompat

    signal.signal(signal.SIGALRM, _too_long)
    draw, seen, end = random.Random(seed), set(), time.monotonic() + seconds
    with tempfile.TemporaryDirectory() as tmp:
        namespaces = [
            {"tf": tf, "np": np, "tmp": tmp, "models": str(transcripts.MODELS),
             "__name__": "__main__"} for tf in (tensorflow, tfcompat)
        ]
        calls = []
        for source, _ in transcripts.read(transcripts.FACTS / f"{name}.txt")[1]:
            if mutations.is_call(source):
                calls.append(source)
            else:
                for names in namespaces:
                    transcripts.answer(source, names)
        while time.monotonic() < end:
            source = mutations.mutated(draw.choice(calls), draw)
            if source is None or source in seen:
                continue
            seen.add(source)
            answers = [_answer(source, names) for names in namespaces]
            if None not in answers and not alike(*answers):
                row = [kind_of(*answers), source, *(text[:600] for text in answers)]
                print(json.dumps(row), flush=True)
    return 0


class _TooLong(BaseException):
    pass


def _too_long(number, frame):
    raise _TooLong


def _answer(source, names):
    """Run a step; None if it takes too long."""
    signal.alarm(SECONDS_PER_CALL)
    try:
        return transcripts.answer(source, names)
    except _TooLong:
        return None
    finally:
        signal.alarm(0)


def alike(theirs, ours):
    """Say whether two answers are the same, numbers up to rounding."""
    if theirs == ours:
        return True
    if _NUMBER.sub("#", theirs) != _NUMBER.sub("#", ours):
        return False
    pairs = zip(_NUMBER.findall(theirs), _NUMBER.findall(ours))
    return all(
        a == b or abs(float(a) - float(b)) <= 1e-3 + 2e-3 * abs(float(a)) for a, b in pairs)


def kind_of(theirs, ours):
    """Say what differs."""
    refused = [text.startswith("!!") for text in (theirs, ours)]
    if refused[0] != refused[1]:
        return KINDS[0]
    if not refused[0]:
        return KINDS[1]
    same = theirs.partition(":")[0] == ours.partition(":")[0]
    return KINDS[3] if same else KINDS[2]


if __name__ == "__main__":
    sys.exit(main())
