"""Conventions that reading should be able to rely on: docstrings, sources, examples that run."""

import ast
import doctest
import importlib
import inspect
import re

import pytest

from tfcompat._src.base import tables
from tfcompat._src.registry import find, names

WITHOUT_EXAMPLE = "tests/without_example.txt"


def python_files(root):
    """Return the Python files that a module docstring is asked of."""
    return sorted(
        path
        for folder in ("tfcompat", "tools", "tests", "conformance", "examples", "benchmarks")
        for path in (root / folder).rglob("*.py")
    )


def public_functions(root):
    """Return {"tf.math.add": function} of our own functions and classes in the tables.

    Classes of protobuf messages are protobuf's, whatever module they are told they are in.
    """
    found = {}
    for path in sorted((root / "tfcompat").rglob("*.py")):
        parts = path.relative_to(root).with_suffix("").parts
        if "_src" not in parts:
            importlib.import_module(".".join(parts).removesuffix(".__init__"))
    for module, table in sorted(tables.TABLES.items()):
        for name in table:
            value = getattr(importlib.import_module(module), name)
            ours = str(getattr(value, "__module__", "")).startswith("tfcompat.")
            ours = ours and not hasattr(value, "DESCRIPTOR")
            if ours and (inspect.isfunction(value) or inspect.isclass(value)):
                found[f"tf{module.removeprefix('tfcompat')}.{name}"] = value
    return found


def allowed(root):
    """Return the names that may lack an example for now: one a line, `#` starts a comment."""
    lines = (root / WITHOUT_EXAMPLE).read_text().splitlines()
    return {line.partition("#")[0].strip() for line in lines} - {""}


def test_every_file_says_what_lives_there(root):
    missing = [
        path.relative_to(root).as_posix()
        for path in python_files(root)
        if not ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))
    ]

    assert missing == []


def test_every_op_says_where_its_behaviour_was_learnt():
    missing = [name for name in names() if not re.search(r"Source:", find(name).__doc__ or "")]

    assert missing == []


def test_every_public_function_has_an_example(root):
    missing = {
        name
        for name, value in public_functions(root).items()
        if ">>>" not in (inspect.getdoc(value) or "")
    }

    assert missing - allowed(root) == set()
    assert allowed(root) - missing == set(), f"take these off {WITHOUT_EXAMPLE}"


def test_every_example_runs(root, tmp_path, monkeypatch):
    import numpy as np

    import tfcompat as tf

    monkeypatch.chdir(tmp_path)
    flags = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE | doctest.IGNORE_EXCEPTION_DETAIL
    runner = doctest.DocTestRunner(optionflags=flags, verbose=False)
    finder = doctest.DocTestFinder(recurse=False)
    failed, report = [], []
    once = {id(value): (name, value) for name, value in reversed(public_functions(root).items())}
    for name, value in once.values():
        names_at_hand = {"tf": tf, "np": np, value.__name__: value}
        for example in finder.find(value, name, globs=names_at_hand):
            if runner.run(example, out=report.append).failed:
                failed.append(name)

    assert failed == [], "".join(report)


@pytest.mark.parametrize("word", ["TO" + "DO", "FIX" + "ME", "X" + "XX"])
def test_nothing_is_left_for_later(root, word):
    left = [
        path.relative_to(root).as_posix()
        for path in python_files(root)
        if re.search(rf"\b{word}\b", path.read_text(encoding="utf-8"))
    ]

    assert left == []
