"""Running the examples of a page, one after the other, in one namespace.

Does not live here: finding them, comparing outputs, and reporting.
"""

import ast
import contextlib
import dataclasses
import doctest
import importlib
import io
import linecache
import re
import sys
import time
import traceback

from tfcompat._src.alias import installing
from tfcompat._src.examples import comparison, shell

PASSED, FAILED, SKIPPED = "passed", "failed", "skipped"


@dataclasses.dataclass
class Result:
    """What became of an example.

    Attributes:
        example: the example.
        status: PASSED, FAILED or SKIPPED.
        message: why it failed or was skipped.
        seconds: how long it took.
    """

    example: object
    status: str
    message: str = ""
    seconds: float = 0.0


class Session:
    """The state of a page while its examples run.

    Example:
        >>> from tfcompat._src.examples import pages
        >>> page = pages.Page("page", pages.markdown("```python\\nx = 1\\n```\\n>>> x + 1\\n2\\n"))
        >>> [result.status for result in Session(page).run_all()]
        ['passed', 'passed']
    """

    def __init__(self, page, implementation="tfcompat"):
        """Prepare for a page.

        Args:
            page: the Page.
            implementation: what `tf` and `tensorflow` mean: "tfcompat", or "tensorflow" for real
                TensorFlow.
        """
        self.page = page
        self._implementation = implementation
        self._checker = comparison.OutputChecker()
        self._names = None
        self._done = 0

    def run_all(self):
        """Run every example, and return the results."""
        return [self.run(index) for index in range(len(self.page.examples))]

    def run(self, index):
        """Run an example, after those before it that have not been run yet.

        Returns:
            A Result.
        """
        with self._implemented():
            while self._done < index:
                self._run(self.page.examples[self._done])
                self._done += 1
            self._done = max(self._done, index + 1)
            return self._run(self.page.examples[index])

    def _implemented(self):
        if self._implementation == "tfcompat":
            return installing.install_as_tensorflow()
        return contextlib.nullcontext()

    def _namespace(self):
        if self._names is None:
            tensorflow = importlib.import_module(self._implementation)
            self._names = {"__name__": "__main__", "os": importlib.import_module("os"),
                           "np": importlib.import_module("numpy"), "tf": tensorflow}
            self._names |= self.page.names
            self._names["__shell__"] = shell.run
        return self._names

    def _run(self, example):
        if example.skip:
            return Result(example, SKIPPED, example.skip)
        output, start = io.StringIO(), time.perf_counter()
        hook = sys.displayhook
        try:
            with contextlib.redirect_stdout(output):
                sys.displayhook = _display
                self._execute(example)
            message = self._compare(example, output.getvalue())
        except KeyboardInterrupt:
            raise
        except BaseException as error:
            message = self._compare_error(example, error)
        finally:
            sys.displayhook = hook
        status = FAILED if message else PASSED
        return Result(example, status, message, time.perf_counter() - start)

    def _execute(self, example):
        names = self._namespace()
        filename = f"<{self.page.name}:{example.line}>"
        if example.style == "prompt":
            _remember(filename, example.source)
            code = compile(shell.to_python(example.source) + "\n", filename, "single",
                           dont_inherit=True)
            exec(code, names)
            return
        source = shell.to_python(example.source)
        _remember(filename, source)
        tree = ast.parse(source, filename)
        last = tree.body[-1:] if tree.body and isinstance(tree.body[-1], ast.Expr) else []
        shown = not example.source.rstrip().endswith(";")
        body = ast.Module(tree.body[:len(tree.body) - len(last)], [])
        exec(compile(body, filename, "exec", dont_inherit=True), names)
        for statement in last:
            expression = ast.Expression(statement.value)
            value = eval(compile(expression, filename, "eval", dont_inherit=True), names)
            if shown:
                _display(value)

    def _compare(self, example, got):
        if example.raises:
            return f"Expected {example.raises!r} to be raised; nothing was."
        flags = comparison.FLAGS
        for flag, wanted in example.options.items():
            flags = flags | flag if wanted else flags & ~flag
        if self._checker.explain(example.want, got, flags) is None:
            return ""
        shown = doctest.Example(example.source, example.want)
        return self._checker.output_difference(shown, got, flags)

    def _compare_error(self, example, error):
        name = type(error).__name__
        wanted = re.split(r"[\s:(]", example.raises.strip() or "-")[0].rpartition(".")[2]
        if wanted and (wanted == name or wanted in (c.__name__ for c in type(error).__mro__)):
            return ""
        text = "".join(traceback.format_exception(error))
        if example.raises:
            return f"Expected {example.raises!r} to be raised, and got:\n{text}"
        return text


def _display(value):
    if value is not None:
        print(repr(value))


def _remember(filename, source):
    """Let tracebacks and `inspect.getsource` find the source of an example."""
    lines = [f"{line}\n" for line in source.splitlines()]
    linecache.cache[filename] = (len(source), None, lines, filename)
