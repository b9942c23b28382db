"""Transcripts: Python sessions with what TensorFlow answered, as text files in facts/.

A line that begins with `>>> ` is run (`... ` continues it); the lines below, up to the next one,
are what it answered: the repr of its value, or `!! Class: message`. `record/facts.py` writes the
answers, `test_facts.py` compares ours. What ends in `# varies` is worded by Python, numpy or
protobuf, each version in its own way: only what stands before the first colon counts.

Names: `tf`, `np`, `tmp` (an empty folder), `models` (the models that ship with the repository).
Functions have no source that could be converted, unless a step said `sources_visible = True`.
"""

import ast
import importlib
import itertools
import json
import linecache
import pathlib
import re
import sys
import tempfile

_NUMBERS = itertools.count()
MODELS = pathlib.Path(__file__).parents[1] / "examples" / "models"
FACTS = pathlib.Path(__file__).parent / "facts"


def read(path):
    """Return [source, answer] pairs of a transcript, and the comment lines at its top."""
    head, steps = [], []
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith(">>> "):
            steps.append([line[4:], []])
        elif line.startswith("... ") or line == "...":
            steps[-1][0] += "\n" + line[4:]
        elif steps:
            steps[-1][1].append(line)
        else:
            head.append(line)
    return head, [(source, "\n".join(answer).rstrip("\n")) for source, answer in steps]


def write(path, head, steps):
    """Write a transcript."""
    lines = list(head)
    for source, answer in steps:
        first, *rest = source.split("\n")
        lines += [f">>> {first}", *(f"... {line}".rstrip() for line in rest)]
        lines += [answer] if answer else []
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def agree(source, recorded, found):
    """Say whether an answer is the recorded one."""
    if source.endswith("# varies"):
        return recorded.partition(":")[0] == found.partition(":")[0]
    return recorded == found


def run(steps, tf):
    """Yield (source, recorded answer, answer) for every step, run in one namespace."""
    import numpy as np

    with tempfile.TemporaryDirectory() as tmp:
        names = {"tf": tf, "np": np, "tmp": tmp, "models": str(MODELS), "__name__": "__main__"}
        for source, recorded in steps:
            yield source, recorded, answer(source, names).replace(normal(tmp), "{tmp}")


def answer(source, names):
    """Run one step and return what it answers."""
    file = _visible(source) if names.get("sources_visible") else "<transcript>"
    try:
        if _is_expression(source):
            value = eval(compile(source, file, "eval"), names)
            return "" if value is None else normal(repr(value))
        exec(compile(source, file, "exec"), names)
    except Exception as error:  # noqa: BLE001 - what is raised is the answer
        return normal(f"!! {type(error).__name__}: {error}")
    return ""


def _visible(source):
    """Let a step's source be found under a file name; return the name."""
    file = f"<transcript {next(_NUMBERS)}>"
    linecache.cache[file] = (len(source), None, (source + "\n").splitlines(True), file)
    return file


def _is_expression(source):
    try:
        ast.parse(source, mode="eval")
    except SyntaxError:
        return False
    return True


_RULES = [
    (re.compile(r"0x[0-9a-fA-F]+"), "0x"),
    (re.compile(r"\b(?:tensorflow|tfcompat)(?:\.\w+)+\.(?=\w)"), ""),
    (re.compile(r"(__inference_\S*?)_\d+\b"), r"\1_N"),
    (re.compile(r"(?m)(^|\\n)  \d{9,}: "), r"\1  ID: "),
    (re.compile(r'File "[^"]*", line \d+'), "File"),
    (re.compile(r"__wrapped____Mkl(\w+?)_device"), r"__wrapped__\1_device"),
    (re.compile(r"cannot compute _Mkl"), "cannot compute "),
    (re.compile(r"<locals>\."), ""),
    (re.compile(r"was in register [^)]*"), "was in register {place}"),
    (re.compile(r"missing a required keyword-only argument"), "missing a required argument"),
    (re.compile(r"\bnp\.\w+\((\S*?)\)"), r"\1"),  # how numpy 2 shows its scalars
    (re.compile(r"(\w+Dataset):\d+ transformation"), r"\1:N transformation"),
    (re.compile(r"(?m)[ \t]+$"), ""),
]


def normal(text):
    """Take out what differs between any two runs: addresses, module paths, counters."""
    for pattern, replacement in _RULES:
        text = pattern.sub(replacement, text)
    return "\n".join(line if line else "<blank>" for line in text.split("\n"))


def main(name, module):
    """Print [source, recorded answer, answer] of a transcript's steps as JSON."""
    _, steps = read(FACTS / f"{name}.txt")
    answers = [*run(steps, importlib.import_module(module))]
    sys.stdout.write("\n" + json.dumps(answers))


if __name__ == "__main__":
    main(*sys.argv[1:])
