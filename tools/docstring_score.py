"""The score on TensorFlow's own documentation: the examples of its docstrings, run on tfcompat.

    python tools/docstring_score.py [--tensorflow] [--output PAGE] [--only PATTERN]

Takes the `>>>` examples of every public symbol of the installed TensorFlow (Keras and `compat` left
out), runs each docstring in a process of its own, and writes a page: examples and passing ones by
namespace, and for each docstring with failures the first reason. Nothing of TensorFlow's text is
kept. With `--tensorflow` the examples are run on TensorFlow as well, to know which of them pass
there; it takes minutes.

Does not live here: the rules by which outputs are compared: tfcompat/_src/examples/comparison.py.
"""

import argparse
import inspect
import json
import os
import pathlib
import re
import signal
import subprocess
import sys
import tempfile
import types
import warnings

ROOT = pathlib.Path(__file__).resolve().parents[1]
LEFT_OUT = frozenset(["keras", "compat"])
PATIENCE = 60


def main(arguments=None):
    """Run the score."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--tensorflow", action="store_true", help="run them on TensorFlow too")
    parser.add_argument("--output", help="the page to write; standard output by default")
    parser.add_argument("--only", help="a pattern that names of symbols have to match")
    parser.add_argument("--least", type=int, default=0, help="fail if fewer examples pass")
    parser.add_argument("--extract", help=argparse.SUPPRESS)
    parser.add_argument("--run", nargs=3, help=argparse.SUPPRESS)
    flags = parser.parse_args(arguments)
    if flags.extract:
        pathlib.Path(flags.extract).write_text(json.dumps(docstrings(flags.only)))
        return 0
    if flags.run:
        implementation, source, target = flags.run
        found = json.loads(pathlib.Path(source).read_text())
        results = [run_apart(implementation, names, text) for names, text in found]
        pathlib.Path(target).write_text(json.dumps(results))
        return 0
    return score(flags)


def score(flags):
    """Extract, run and report; return the exit status."""
    with tempfile.TemporaryDirectory() as directory:
        source = os.path.join(directory, "docstrings.json")
        again("--extract", source, *(["--only", flags.only] if flags.only else []))
        found = json.loads(pathlib.Path(source).read_text())
        ours = run_all("tfcompat", source, directory)
        theirs = run_all("tensorflow", source, directory) if flags.tensorflow else None
    text = page([names for names, _ in found], ours, theirs)
    if flags.output:
        pathlib.Path(flags.output).write_text(text, encoding="utf-8")
    else:
        print(text)
    passing = sum(status for results in ours for status, _ in results)
    print(f"{passing} examples pass", file=sys.stderr)
    return 0 if passing >= flags.least else 1


def again(*arguments, cwd=None):
    """Run this program in another process, which may import TensorFlow."""
    environment = {**os.environ, "TF_CPP_MIN_LOG_LEVEL": "3", "CUDA_VISIBLE_DEVICES": "-1",
                   "PYTHONPATH": f"{ROOT}{os.pathsep}{os.environ.get('PYTHONPATH', '')}"}
    subprocess.run([sys.executable, os.path.abspath(__file__), *arguments], check=True,
                   env=environment, cwd=cwd)


def run_all(implementation, source, directory):
    """Return the results of all docstrings on an implementation."""
    target = os.path.join(directory, f"{implementation}.json")
    again("--run", implementation, source, target, cwd=directory)
    return json.loads(pathlib.Path(target).read_text())


# --- finding ------------------------------------------------------------------------------------


def docstrings(only=None):
    """Return [(names, docstring)] of the installed TensorFlow, each text once."""
    import tensorflow as tf

    found = {}

    def enter(name, text):
        if isinstance(text, str) and ">>>" in text:
            found.setdefault(inspect.cleandoc(text), []).append(name)

    seen = set()

    def walk(module, path):
        if id(module) in seen:
            return
        seen.add(id(module))
        for name in sorted(dir(module)):
            if name.startswith("_") or (path == "tf" and name in LEFT_OUT):
                continue
            value = getattr(module, name, None)
            if isinstance(value, types.ModuleType):
                if "_api" in value.__name__:
                    walk(value, f"{path}.{name}")
                continue
            enter(f"{path}.{name}", getattr(value, "__doc__", None))
            if inspect.isclass(value):
                for member, text in members(value):
                    enter(f"{path}.{name}.{member}", text)

    walk(tf, "tf")
    best = {text: min(names, key=lambda name: (name.count("."), len(name), name))
            for text, names in found.items()}
    return [([best[text], *names], text) for text, names in found.items()
            if not only or re.search(only, best[text])]


def members(cls):
    """Yield (name, docstring) of the members of a class."""
    for name in sorted(dir(cls)):
        if name.startswith("_") and not name.startswith("__"):
            continue
        value = inspect.getattr_static(cls, name, None)
        value = getattr(value, "__func__", value)
        value = value.fget if isinstance(value, property) else value
        yield name, getattr(value, "__doc__", None)


# --- running ------------------------------------------------------------------------------------


def run_apart(implementation, names, text):
    """Run the examples of a docstring in a copy of this process; return [(passed, reason)]."""
    from tfcompat._src.examples import pages, running

    __import__(implementation)
    __import__("numpy")
    found = pages.prompts(text)
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reader)
        signal.alarm(PATIENCE)
        os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
        warnings.simplefilter("ignore")
        session = running.Session(pages.Page(names[0], found), implementation)
        results = [(result.status != running.FAILED, reason(result.message))
                   for result in session.run_all()]
        with os.fdopen(writer, "w") as file:
            json.dump(results, file)
        os._exit(0)
    os.close(writer)
    with os.fdopen(reader) as file:
        answer = file.read()
    os.waitpid(child, 0)
    if answer:
        return json.loads(answer)
    return [(False, f"the process ended, or took longer than {PATIENCE} s")] * len(found)


def reason(message):
    """Return the gist of a failure: the error, or what differs."""
    lines = [line.strip() for line in message.strip().splitlines() if line.strip()]
    if not lines:
        return ""
    if lines[-1].startswith("What differs:"):
        return lines[-1]
    errors = [
        line for line in lines if re.match(r"([\w.]+\.)?\w*(Error|Exception|Warning)\b", line)]
    text = (errors or lines)[-1]
    return text if len(text) < 140 else f"{text[:137]}..."


# --- the page -----------------------------------------------------------------------------------

MISSING = {
    "tf.data": "there is no service that distributes datasets",
    "tf.distribute": "one device, no strategies but the default one's surroundings",
    "tf.nn": "mostly methods of RNN cells that come from Keras's layers",
    "tf.lite": "TensorFlow Lite is another runtime",
    "tf.feature_column": "superseded by Keras's preprocessing layers, and not planned",
    "tf.image": "JPEG pictures need the extra `image`",
}

HEAD = """\
# The score on TensorFlow's docstrings

The `>>>` examples in the docstrings of TensorFlow's public symbols, without Keras and `compat`, run
on tfcompat by `python tools/docstring_score.py`: {docstrings} docstrings, {examples} examples, of
which {passing} pass{theirs}.

What fails most, and why:

{missing}

| namespace | examples | pass |{column}
| --- | --- | --- |{dashes}
"""


def page(all_names, ours, theirs):
    """Return the page."""
    rows, reasons = {}, []
    for i, (names, results) in enumerate(zip(all_names, ours, strict=True)):
        there = [status for status, _ in theirs[i]] if theirs else []
        row = rows.setdefault(namespace(names[0]), [0, 0, 0])
        row[0] += len(results)
        row[1] += sum(status for status, _ in results)
        row[2] += sum(there)
        failing = [why for j, (status, why) in enumerate(results)
                   if not status and (not there or there[j])]
        if failing:
            reasons.append((names[0], len(failing), len(results), failing[0]))
    totals = [sum(row[k] for row in rows.values()) for k in range(3)]
    failing = {name: sum(row[0] - row[1] for key, row in rows.items()
                         if key == name or key.startswith(f"{name}.")) for name in MISSING}
    missing = "\n".join(f"* `{name}`, {count} examples: {MISSING[name]}"
                        for name, count in failing.items() if count)
    text = HEAD.format(
        missing=missing,
        docstrings=len(ours), examples=totals[0], passing=totals[1],
        theirs=f"; on TensorFlow itself {totals[2]} do by the same rules" if theirs else "",
        column=" pass on TensorFlow |" if theirs else "", dashes=" --- |" if theirs else "")
    width = 3 if theirs else 2
    for name, row in sorted(rows.items()):
        text += f"| {name} | {' | '.join(map(str, row[:width]))} |\n"
    text += ("\n## Docstrings with failures\n\n"
             f"{'Only examples that pass on TensorFlow count here.' if theirs else ''}\n\n"
             "| symbol | failing | of | first reason |\n| --- | --- | --- | --- |\n")
    for name, failing, count, why in sorted(reasons):
        shown = why.replace("|", "\\|").replace("<", "&lt;")
        text += f"| {name} | {failing} | {count} | {shown} |\n"
    return text


def namespace(name):
    """Return the namespace of a symbol: "tf.math" for "tf.math.add" and for its members."""
    parts = [part for part in name.split(".")[:-1] if part[0].islower()]
    return ".".join(parts[:3])


if __name__ == "__main__":
    sys.exit(main())
