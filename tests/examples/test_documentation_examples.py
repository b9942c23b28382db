"""Examples in documentation as tests: where they are found, how outputs compare, how they run."""

import json
import subprocess
import sys

import pytest

from tfcompat._src.examples import comparison, pages, running, shell
from tfcompat._src.examples.program import main

SAME = [
    ("", "anything"),
    ("3.0\n", "3.0004\n"),
    ("array([1.2345, 2., 3.])", "array([1.2345, 2.0001, 3.    ])"),
    ("<tf.Tensor: shape=(2,), dtype=float32, numpy=array([1., 2.], dtype=float32)>",
     "<tf.Tensor: shape=(2,), dtype=float32, numpy=array([1.0, 2.0], dtype=float32)>"),
    ("<tf.Tensor: shape=(1,), dtype=int32, numpy=array([1])>",
     "<tf.Tensor: shape=(), dtype=int64, numpy=array([1])>"),
    ("<object at 0x7f00ff>", "<object at 0x55aa>"),
    ("a ... z", "a b c z"),
    ("a\n  b", "a b"),
    ("[... 4]", "[1.5 2.5 4]"),
    ("1e-3j", "0.001j"),
    ("inf and 1.0", "inf and 1.0"),
    ("1e30", "1.0001e30"),
]
DIFFERENT = [
    ("3.0", "3.1", "more than a thousandth apart"),
    ("[1.0, 2.0]", "[1.0, 2.0, 3.0]", "2 numbers are documented and 3 came"),
    ("3", "4", "the text differs"),
    ("v1.2.3", "v1.2.4", "the text differs"),
    ("<tf.Tensor: shape=(1,), dtype=int32, numpy=array([1])>",
     "<tf.Tensor: shape=(1,), dtype=int32, numpy=array([2])>", "the text differs"),
]


@pytest.mark.parametrize(("want", "got"), SAME)
def test_outputs_that_count_as_the_same(want, got):
    assert comparison.OutputChecker().explain(want, got, comparison.FLAGS) is None


@pytest.mark.parametrize(("want", "got", "reason"), DIFFERENT)
def test_outputs_that_differ_say_how(want, got, reason):
    assert reason in comparison.OutputChecker().explain(want, got, comparison.FLAGS)


PAGE = """\
Some text, and a prompt in it:

>>> x = tf.constant(1.0)
>>> x + 1
<tf.Tensor: shape=(), dtype=float32, numpy=2.0>

```python
import tensorflow
y = x + tensorflow.constant(2.0)
print(y.numpy())
```

```sh
$ rm -rf /
```

<!-- tfcompat: skip needs a network -->
```python
no_such_name
```

```python
# tfcompat: raises InvalidArgumentError
tf.ensure_shape(y, [3])
```

~~~py
>>> y
<tf.Tensor: shape=(), dtype=float32, numpy=3.0>
>>> tf.add(1, 2)  # doctest: +SKIP
4
>>> 1 / 0
Traceback (most recent call last):
...
ZeroDivisionError: another message
~~~
"""


def results(text, name="page"):
    """Run a Markdown page; return [(line, status)]."""
    session = running.Session(pages.Page(name, pages.markdown(text)))
    return [(result.example.line, result.status) for result in session.run_all()]


def test_a_page_is_run_in_order_and_shares_its_names():
    assert results(PAGE) == [
        (3, "passed"), (4, "passed"), (8, "passed"), (19, "skipped"), (23, "passed"),
        (28, "passed"), (30, "skipped"), (32, "passed")]


@pytest.mark.parametrize(("text", "part"), [
    (">>> 1 + 1\n3\n", "What differs: the text differs."),
    ("```python\n# tfcompat: raises ValueError\nx = 1\n```\n", "nothing was"),
    ("```python\n# tfcompat: raises ValueError\n1 / 0\n```\n", "ZeroDivisionError"),
    ("```python\nx = (\n```\n", "SyntaxError"),
    ("```python\nraise SystemExit(3)\n```\n", "SystemExit"),
])
def test_failures_are_told(text, part):
    (result,) = running.Session(pages.Page("page", pages.markdown(text))).run_all()

    assert result.status == running.FAILED
    assert part in result.message


def test_a_failure_does_not_stop_the_page():
    assert results(">>> nothing\n\n>>> 1\n1\n") == [(1, "failed"), (3, "passed")]


def test_functions_of_a_page_can_be_traced():
    text = ("```python\n@tf.function\ndef f(n):\n    total = 0\n    for i in tf.range(n):\n"
            "        total += i\n    return total\n```\n>>> int(f(tf.constant(4)))\n6\n")

    assert [status for _, status in results(text)] == ["passed", "passed"]


def notebook(*cells):
    """Return a notebook with code cells (source, outputs, tags)."""
    return json.dumps({"nbformat": 4, "cells": [
        {"cell_type": "markdown", "source": ["text"]},
        *({"cell_type": "code", "source": source, "outputs": outputs,
           "metadata": {"tags": list(tags)}} for source, outputs, tags in cells)]})


def test_notebooks_are_replayed_with_their_outputs(tmp_path, capsys):
    stream = {"output_type": "stream", "name": "stdout", "text": ["1.0\n", "2.0\n"]}
    shown = ["array([1.5], dtype=float32)"]
    value = {"output_type": "execute_result", "data": {"text/plain": shown}}
    wrong = {"output_type": "execute_result", "data": {"text/plain": "4"}}
    error = {"output_type": "error", "ename": "ZeroDivisionError"}
    path = tmp_path / "book.ipynb"
    path.write_text(notebook(
        ("!pip install tensorflow\n%load_ext tensorboard\nimport tensorflow as tf", [], ()),
        (["print(1.0)\n", "print(2.0)"], [stream], ()),
        ("tf.constant([1.5]).numpy()", [value], ()),
        ("1 / 0", [error], ()),
        ("nothing", [], ("skip",)),
        ("1 + 1", [wrong], ()),
        ("1 + 1;", [], ()),
    ))
    status = main([str(path), "-v"])
    out = capsys.readouterr().out

    assert status == 1
    assert "7 examples: 5 passed, 1 failed, 1 skipped" in out
    assert f"FAILED   {path}:6  1 + 1" in out


def test_shell_lines_see_the_pages_names(tmp_path, root, monkeypatch):
    text = f"""```python
import os
folder = {str(tmp_path)!r}
tf.saved_model.save(tf.Module(), folder)
!saved_model_cli show --dir {{folder}} --tag_set serve
!ls {{folder}}
ls {{folder}}
%cd {{folder}}
assert os.path.samefile(".", folder)
```
"""
    monkeypatch.chdir(root)

    assert [status for _, status in results(text)] == ["passed"]


def test_shell_lines_that_fail_are_failures():
    (result,) = running.Session(
        pages.Page("page", pages.markdown("```python\n!ls /no/such/path\n```\n"))).run_all()

    assert "ended with status" in result.message


@pytest.mark.parametrize("line", ["ls = 3", "cat.meow()", "rm(1)", "x = 1", "echo += 1"])
def test_python_is_not_taken_for_a_shell_line(line):
    assert shell.to_python(line) == line


def test_docstrings_of_a_module_are_found(capsys):
    assert main(["tfcompat._src.examples.shell"]) == 0
    assert "tfcompat._src.examples.shell.to_python: 1 passed" in capsys.readouterr().out


def test_what_is_not_there_is_an_error(capsys):
    assert main(["no.such.module"]) == 2
    assert main(["no/such/file.md"]) == 2
    assert "FileNotFoundError" in capsys.readouterr().err


def test_results_as_json(tmp_path, capsys):
    path = tmp_path / "page.md"
    path.write_text(">>> 1\n1\n")

    assert main([str(path), "--json", "--temporary"]) == 0
    (report,) = json.loads(capsys.readouterr().out)
    assert report["examples"][0]["status"] == "passed"


def run_pytest(root, tmp_path, *words):
    """Run pytest with the plugin in a directory of its own."""
    import os

    return subprocess.run(
        [sys.executable, "-m", "pytest", "-p", "tfcompat._src.examples.pytest_plugin",
         "-p", "no:cacheprovider", "-q", *words],
        capture_output=True, text=True, cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(root), "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"})


def test_the_pytest_plugin_makes_a_test_of_each_example(root, tmp_path):
    (tmp_path / "page.md").write_text(PAGE + "\n>>> 1\n2\n")
    finished = run_pytest(root, tmp_path, "--tfcompat-docs", "page.md")

    assert "1 failed, 6 passed, 2 skipped" in finished.stdout
    assert "What differs: the text differs." in finished.stdout
    assert "running.py" not in finished.stdout


def test_the_plugin_runs_what_an_example_needs(root, tmp_path):
    (tmp_path / "page.md").write_text(">>> x = 41\n\n>>> x + 1\n42\n")
    finished = run_pytest(root, tmp_path, "--tfcompat-docs", "page.md", "-k", "3")

    assert "1 passed, 1 deselected" in finished.stdout


def test_the_plugin_does_nothing_unasked(root, tmp_path):
    (tmp_path / "page.md").write_text(">>> 1\n2\n")

    assert "no tests ran" in run_pytest(root, tmp_path).stdout


def test_our_own_pages_hold_what_they_say(root, monkeypatch):
    monkeypatch.chdir(root)

    assert main(["README.md", *map(str, sorted((root / "docs").glob("*.md")))]) == 0


def test_the_notebook_among_the_examples_is_replayed(root, capsys):
    assert main([str(root / "examples" / "first_steps.ipynb")]) == 0
    assert "8 examples: 8 passed" in capsys.readouterr().out
