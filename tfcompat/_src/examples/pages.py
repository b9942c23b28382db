"""Finding the examples in pages, notebooks and docstrings.

Lives here: what an example is, and the four places to look for them: Markdown (fenced code, `>>>`),
notebooks, plain text with `>>>`, and the docstrings of modules.
Does not live here: running them.

A fence is run when it says `python` or `py`, or holds `>>>`; `<!-- tfcompat: skip -->` before it,
or a first line `# tfcompat: skip`, leaves it out, and `# tfcompat: raises ValueError` expects that.
Notebook cells are left out by the tag "skip".
"""

import dataclasses
import doctest
import importlib
import inspect
import json
import os
import re

FENCE = re.compile(r"^(?P<indent>[ ]{0,3})(?P<marks>`{3,}|~{3,})[ ]*(?P<info>[^`]*)$")
MARK = re.compile(r"^#\s*tfcompat:\s*(?P<what>skip|raises)\b\s*(?P<rest>.*)$")
COMMENT = re.compile(r"<!--\s*tfcompat:\s*(?P<what>skip|raises)\b\s*(?P<rest>.*?)\s*-->")
PYTHON = frozenset(["python", "py", "python3", "pycon", "ipython", "{code-cell}"])
_PARSER = doctest.DocTestParser()


@dataclasses.dataclass
class Example:
    """One thing to run.

    Attributes:
        source: the code.
        want: the documented output; "" where any will do.
        line: where it is in its page, from 1.
        style: "prompt" for `>>>`, "cell" for whole blocks of code.
        raises: what it is documented to raise: a message as doctest has it, or a class name.
        skip: why it is not to be run, or "".
        options: doctest's flags for this example.
    """

    source: str
    want: str = ""
    line: int = 1
    style: str = "cell"
    raises: str = ""
    skip: str = ""
    options: dict = dataclasses.field(default_factory=dict)


@dataclasses.dataclass
class Page:
    """Examples that share what they define.

    Attributes:
        name: what it is called in reports.
        examples: the examples, in order.
        names: what is defined beforehand.
    """

    name: str
    examples: list
    names: dict = dataclasses.field(default_factory=dict)


def find(target):
    """Return the pages of a file, or of a module by its dotted name.

    Args:
        target: the path of a Markdown file, notebook, text or Python file; or "package.module".

    Returns:
        A list of Page; those without examples are left out.

    Raises:
        FileNotFoundError: there is no such file or module.

    Example:
        >>> [page.name for page in find("tfcompat._src.examples.comparison")][:1]
        ['tfcompat._src.examples.comparison.OutputChecker']
    """
    if os.path.exists(target):
        with open(target, encoding="utf-8") as file:
            text = file.read()
        if target.endswith(".ipynb"):
            pages = [Page(target, notebook(text))]
        elif target.endswith(".py"):
            pages = [Page(target, prompts(text))]
        else:
            pages = [Page(target, markdown(text))]
    elif re.fullmatch(r"\w+(\.\w+)*", target):
        pages = docstrings(_module(target))
    else:
        raise FileNotFoundError(f"There is no file {target!r}.")
    return [page for page in pages if page.examples]


def _module(name):
    try:
        return importlib.import_module(name)
    except ModuleNotFoundError as error:
        raise FileNotFoundError(f"There is no file and no module {name!r}: {error}.") from None


def prompts(text, first_line=1):
    """Return the `>>>` examples in a text."""
    found = []
    for item in _PARSER.get_examples(text):
        skip = "doctest: +SKIP" if item.options.get(doctest.SKIP) else ""
        found.append(Example(
            item.source, item.want, first_line + item.lineno, "prompt", item.exc_msg or "", skip,
            item.options))
    return found


def markdown(text):
    """Return the examples of a Markdown page, in order.

    Example:
        >>> page = "Text\\n```python\\nx = 1\\n```\\n    >>> x\\n    1\\n"
        >>> [(example.line, example.source) for example in markdown(page)]
        [(3, 'x = 1\\n'), (5, 'x\\n')]
    """
    found, plain, fence, mark = [], [], None, ("", "")
    lines = text.splitlines()
    for number, line in enumerate(lines, 1):
        if fence is None:
            opening = FENCE.match(line)
            if opening:
                found += _flush(plain)
                fence = (opening["marks"], opening["info"].strip(), number + 1, [])
                continue
            comment = COMMENT.search(line)
            if comment:
                mark = comment["what"], comment["rest"]
            elif line.strip() and plain[-1:] != [(number - 1, line)]:
                mark = mark if not line.strip() else ("", "")
            plain.append((number, line))
        elif line.strip().startswith(fence[0]) and not line.strip().strip(fence[0][0]):
            found += _fenced(*fence[1:], mark)
            fence, mark = None, ("", "")
        else:
            fence[3].append(line)
    return found + _flush(plain)


def _flush(plain):
    """Return the `>>>` examples outside of fences collected so far, and forget the lines."""
    if not plain:
        return []
    first = plain[0][0]
    text = "\n".join(line for _, line in plain) + "\n"
    plain.clear()
    return prompts(text, first) if ">>>" in text else []


def _fenced(info, line, lines, mark):
    text = "\n".join(lines) + "\n"
    language, *words = info.replace(",", " ").split() or [""]
    if ">>>" in text and re.search(r"^\s*>>> ", text, re.M):
        found = prompts(text, line)
    elif language.lower() in PYTHON:
        found = [cell(text, line)]
    else:
        return []
    what, rest = mark
    for example in found:
        if "skip" in words or what == "skip":
            example.skip = rest or "marked as skipped"
        elif what == "raises":
            example.raises = rest
    return found


def cell(text, line=1):
    """Return a block of code as an example, with what its first line may say."""
    example = Example(text, line=line)
    first = text.lstrip().partition("\n")[0].strip()
    mark = MARK.match(first)
    if mark and mark["what"] == "skip":
        example.skip = mark["rest"] or "marked as skipped"
    elif mark:
        example.raises = mark["rest"]
    return example


def notebook(text):
    """Return the code cells of a notebook, with the outputs stored in it.

    The line of a cell is its number, from 1.
    """
    found = []
    cells = json.loads(text).get("cells", [])
    codes = [item for item in cells if item.get("cell_type") == "code"]
    for number, item in enumerate(codes, 1):
        example = cell(_joined(item.get("source", "")), number)
        tags = item.get("metadata", {}).get("tags", [])
        if "skip" in tags or "skip-test" in tags:
            example.skip = "tagged as skipped"
        for output in item.get("outputs", []):
            kind = output.get("output_type")
            if kind == "error":
                example.raises = example.raises or output.get("ename", "Exception")
            elif kind == "stream" and output.get("name") == "stdout":
                example.want += _joined(output.get("text", ""))
            elif kind == "execute_result":
                example.want += _joined(output.get("data", {}).get("text/plain", "")) + "\n"
        found.append(example)
    return [example for example in found if example.source.strip()]


def _joined(text):
    return text if isinstance(text, str) else "".join(text)


def docstrings(module):
    """Return a page for each docstring with examples in a module: its own and those inside it."""
    pages = []
    for name, value in _documented(module):
        doc = getattr(value, "__doc__", None)
        if isinstance(doc, str) and ">>>" in doc:
            names = dict(vars(module))
            pages.append(Page(name, prompts(inspect.cleandoc(doc)), names))
    return pages


def _documented(module):
    yield module.__name__, module
    for name, value in sorted(vars(module).items()):
        mine = getattr(value, "__module__", None) == module.__name__
        if mine and (inspect.isclass(value) or inspect.isroutine(value)):
            yield f"{module.__name__}.{name}", value
            for inner, item in vars(value).items() if inspect.isclass(value) else ():
                item = getattr(item, "__func__", item)
                if inspect.isroutine(item) or isinstance(item, property):
                    yield f"{module.__name__}.{name}.{inner}", item
