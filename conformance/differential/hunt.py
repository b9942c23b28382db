"""Hunts for inputs on which an op of ours and TensorFlow's differ; needs TensorFlow.

    python conformance/differential/hunt.py [--seconds 600] [--sentences] [--keep] [op ...]

Every op's samples are varied (`variations.py`) until time is up; what differs is made as small as
it gets and printed. With `--keep` it is added to `../ops/found.json` too, with what TensorFlow
does: the cases that the replay runs always, red until they are mended or listed in `../gaps.txt`.

Each op is hunted in a process of its own, since some inputs make TensorFlow end it; those are
told as such and not looked into.
"""

import argparse
import json
import pathlib
import random
import re
import subprocess
import sys
import time
import traceback

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parents[1]
FOUND = HERE.parent / "ops" / "found.json"
for place in (ROOT, HERE.parent, HERE, HERE.parent / "record", ROOT / "tests" / "helpers"):
    sys.path.insert(0, str(place))

import op_samples  # noqa: E402

from tfcompat._src.base.errors import UnsupportedError  # noqa: E402
from tfcompat._src.registry import find  # noqa: E402

SECONDS_PER_OP = 20


def main():
    """Hunt until time is up; the exit status is 1 if anything was found."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("ops", nargs="*")
    parser.add_argument("--seconds", type=float, default=600)
    parser.add_argument("--sentences", action="store_true", help="errors have to read the same")
    parser.add_argument("--keep", action="store_true", help="add them to the recorded cases")
    parser.add_argument("--seed", type=int, default=None)
    parser.add_argument("--inside", action="store_true", help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.inside:
        return hunt(given)
    names = given.ops or hunted()
    random.Random(given.seed).shuffle(names)
    end, found, ended, done = time.monotonic() + given.seconds, [], [], 0
    size = 12
    while names and time.monotonic() < end:
        batch, names = names[:size], names[size:]
        options = [f"--{name}" for name in ("sentences", "keep") if getattr(given, name)]
        options += [] if given.seed is None else ["--seed", str(given.seed)]
        process = subprocess.Popen(
            [sys.executable, __file__, "--inside", *options, *batch],
            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
        )
        at = None
        for line in process.stdout:
            kind, _, rest = line.rstrip("\n").partition(" ")
            if kind == "op":
                at = rest
                done += 1
            elif kind == "found":
                found.append(rest)
                print(rest, flush=True)
            if time.monotonic() > end:
                process.kill()
        if process.wait() and time.monotonic() < end and at is not None:
            ended.append(at)
            names = batch[batch.index(at) + 1:] + names
    print(f"{done} ops hunted, {len(found)} differences; TensorFlow's process ended in "
          f"{len(ended)} ops: {' '.join(ended)}")
    return 1 if found else 0


def hunted():
    """Return the names of the ops whose samples can be varied: arrays in, the same every time."""
    names = []
    for name, rows in op_samples.samples().items():
        plain = [row for row in rows if _is_plain(row)]
        if plain and not find(name).stateful:
            names.append(name)
    return sorted(names)


def _is_plain(row):
    import record_ops

    return record_ops.plain(*row)


def hunt(given):
    """Hunt the named ops in this process, telling of what is found line by line."""
    for name in given.ops:
        print("op", name, flush=True)
        for text, case in differences(name, given):
            if given.keep and case is not None:
                keep(case)
            print("found", text.replace("\n", " | "), flush=True)
    return 0


def differences(name, given):
    """Return [(what differs, smallest case)]: at most one for an op; None for large arrays."""
    import record_ops
    import test_replay_ops
    from hypothesis import HealthCheck, Phase, seed, settings
    from hypothesis import given as for_all
    from variations import rows

    samples = [
        record_ops.with_quantized(name, row)
        for row in op_samples.samples()[name] if record_ops.plain(*row)
    ]
    last, end = [], time.monotonic() + SECONDS_PER_OP

    @settings(
        max_examples=400, deadline=None, database=None, phases=(Phase.generate, Phase.shrink),
        suppress_health_check=list(HealthCheck), report_multiple_bugs=False,
    )
    @for_all(rows(name, samples))
    def agree(row):
        if time.monotonic() > end:
            return
        arrays = {}
        case = record_ops.record_case(name, *row, arrays)
        if case is None or not (given.sentences or worth_telling(case)):
            return
        text = disagreement(test_replay_ops, case, arrays, given.sentences)
        if text is not None and not is_known(test_replay_ops, case):
            if record_ops.record_case(name, *row, {}) != case:
                return  # sentences tell what was in the memory
            if is_excused(test_replay_ops, case, arrays):
                return
            small = None if arrays else case
            last[:] = [(f"{test_replay_ops.described(case)}: {text}", small)]
            raise AssertionError(text)

    hunted_with = agree if given.seed is None else seed(given.seed)(agree)
    try:
        hunted_with()
    except BaseException as error:  # hypothesis wraps what it found
        if isinstance(error, KeyboardInterrupt):
            raise
    return last


def is_excused(replay, case, arrays):
    """Say whether ours refuses by name, or only has a "?" for what was in the memory."""
    try:
        replay.replay(case, arrays)
    except UnsupportedError:
        return True
    except Exception as error:  # noqa: BLE001 - whatever it is
        if "error" not in case:
            return False
        ours = re.escape(replay.sentence(error)).replace(r"\?", "-?[0-9]+")
        return type(error).__name__ == case["error"][0] and bool(
            re.fullmatch(ours, case["error"][1], re.DOTALL))
    return False


def keep(case):
    """Add a case to the recorded ones."""
    lines = FOUND.read_text(encoding="utf-8").splitlines()[1:-1] if FOUND.exists() else []
    lines = [line.rstrip(",") for line in lines] + [json.dumps(case, separators=(",", ":"))]
    FOUND.write_text("[\n" + ",\n".join(lines) + "\n]\n", encoding="utf-8")


def worth_telling(case):
    """Say whether a case tells of an op: not of memory, nor of sentences that are no UTF-8."""
    return case.get("error", ("",))[0] not in (
        "MemoryError", "ResourceExhaustedError", "UnicodeDecodeError")


def is_known(replay, case):
    """Say whether a case is on the list of gaps, or its op is with the mark "hunt".

    A mark may go on with words of the case - a dtype, an attribute, a part of the error - which
    all have to be there: `hunt Erf float64 :: reason`.
    """
    text = f"{replay.described(case)} {' '.join(case.get('error', ()))}"
    for line in (HERE.parent / "gaps.txt").read_text(encoding="utf-8").splitlines():
        kind, _, rest = line.partition(" :: ")[0].partition(" ")
        op, *words = rest.split() or [""]
        if kind == "hunt" and op == case["op"] and all(word in text for word in words):
            return True
    return replay.described(case) in replay.gaps()


def disagreement(replay, case, arrays, sentences):
    """Return what differs, or None."""
    try:
        if "error" not in case or sentences:
            replay.check(case, arrays)
            return None
        replay.replay(case, arrays)
    except BaseException as error:  # pytest's failures are not Exceptions
        if isinstance(error, KeyboardInterrupt):
            raise
        if not sentences and "error" in case and type(error).__name__ == case["error"][0]:
            return None
        expected = case.get("error", ["no error"])
        text = " ".join(str(error).split())[:300]
        text = text or traceback.extract_tb(error.__traceback__)[-1].line
        return f"{type(error).__name__}: {text} (expected {expected})"
    return f"no error (expected {case['error']})"


if __name__ == "__main__":
    sys.exit(main())
