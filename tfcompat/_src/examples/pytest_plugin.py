"""`pytest --tfcompat-docs PAGE...`: the examples of pages as tests, one each.

The plugin does nothing without the option. It lives in an entry point, so pytest finds it wherever
tfcompat is installed.
"""

import pathlib

import pytest

SUFFIXES = frozenset([".md", ".ipynb", ".rst", ".txt"])


def pytest_addoption(parser):
    """Add the option."""
    group = parser.getgroup("tfcompat")
    group.addoption(
        "--tfcompat-docs", action="store_true",
        help="run the examples of Markdown pages, notebooks and text files with tfcompat as "
             "tensorflow")


def pytest_collect_file(file_path, parent):
    """Collect pages."""
    if parent.config.getoption("--tfcompat-docs") and file_path.suffix in SUFFIXES:
        return PageFile.from_parent(parent, path=pathlib.Path(file_path))
    return None


class PageFile(pytest.File):
    """A page."""

    def collect(self):
        """Yield its examples; they share what they define."""
        from tfcompat._src.examples import pages, running

        for page in pages.find(str(self.path)):
            session = running.Session(page)
            for index, example in enumerate(page.examples):
                yield ExampleItem.from_parent(
                    self, name=f"line {example.line}", session_of_page=session, index=index)


class ExampleItem(pytest.Item):
    """An example."""

    def __init__(self, *, session_of_page, index, **options):
        super().__init__(**options)
        self._page_session, self._index = session_of_page, index

    def runtest(self):
        """Run it, after those before it on the page."""
        from tfcompat._src.examples import running

        result = self._page_session.run(self._index)
        if result.status == running.SKIPPED:
            pytest.skip(result.message)
        if result.status == running.FAILED:
            raise ExampleError(result.message)

    def repr_failure(self, excinfo, style=None):
        """Show the example and what went wrong, without the runner's own frames."""
        if isinstance(excinfo.value, ExampleError):
            example = self._page_session.page.examples[self._index]
            return f"{example.source.rstrip()}\n\n{excinfo.value}"
        return super().repr_failure(excinfo, style)

    def reportinfo(self):
        """Say where it is."""
        line = self._page_session.page.examples[self._index].line
        return self.path, line - 1, f"{self.path.name}:{line}"


class ExampleError(Exception):
    """An example failed."""
