"""`python -m tfcompat.doctest`: run the examples of pages and modules, and report on each.

Does not live here: how examples are found, run and compared.
"""

import argparse
import json
import os
import sys
import tempfile

from tfcompat._src.examples import pages, running

_SHOWN = {running.PASSED: "ok", running.FAILED: "FAILED", running.SKIPPED: "skipped"}


def main(arguments=None):
    """Run the program; return 0 where all examples pass, 1 where one fails, 2 for bad arguments.

    Example:
        >>> main(["tfcompat._src.examples.comparison"])
        tfcompat._src.examples.comparison.OutputChecker: 2 passed
        tfcompat._src.examples.comparison.without_floats: 1 passed
        3 examples: 3 passed
        0
    """
    parser = argparse.ArgumentParser(
        prog="python -m tfcompat.doctest",
        description="Run the examples of Markdown pages, notebooks, text files and modules, with "
                    "tensorflow meaning tfcompat.")
    parser.add_argument("targets", nargs="+", metavar="PAGE_OR_MODULE")
    parser.add_argument("-v", "--verbose", action="store_true", help="name every example")
    parser.add_argument("--json", action="store_true", help="print the results as JSON")
    parser.add_argument("--temporary", action="store_true",
                        help="run each page in a new temporary directory")
    parser.add_argument("--implementation", default="tfcompat", metavar="MODULE",
                        help="what tf means: tfcompat, or tensorflow itself")
    flags = parser.parse_args(arguments)
    try:
        found = [page for target in flags.targets for page in pages.find(target)]
    except (FileNotFoundError, ValueError) as error:
        print(f"{type(error).__name__}: {error}", file=sys.stderr)
        return 2
    reports = [(page, run(page, flags)) for page in found]
    if flags.json:
        print(json.dumps([_facts(page, results) for page, results in reports], indent=2))
    else:
        for page, results in reports:
            _print_page(page, results, flags.verbose)
        _print_total([result for _, results in reports for result in results])
    failed = any(r.status == running.FAILED for _, results in reports for r in results)
    return 1 if failed else 0


def run(page, flags):
    """Run a page; return its results."""
    session = running.Session(page, flags.implementation)
    if not flags.temporary:
        return session.run_all()
    before = os.getcwd()
    with tempfile.TemporaryDirectory() as directory:
        os.chdir(directory)
        try:
            return session.run_all()
        finally:
            os.chdir(before)


def _first_line(example):
    text = example.source.strip().partition("\n")[0]
    return text if len(text) < 70 else f"{text[:67]}..."


def _print_page(page, results, verbose):
    for result in results:
        if verbose or result.status == running.FAILED:
            where = f"{page.name}:{result.example.line}"
            print(f"{_SHOWN[result.status]:7}  {where}  {_first_line(result.example)}")
            if result.message and result.status == running.FAILED:
                print("    " + result.message.rstrip().replace("\n", "\n    "))
    print(f"{page.name}: {counts(results)}")


def _print_total(results):
    print(f"{len(results)} examples: {counts(results)}")


def counts(results):
    """Return e.g. "3 passed, 1 skipped"."""
    numbers = {status: sum(result.status == status for result in results) for status in _SHOWN}
    return ", ".join(f"{n} {status}" for status, n in numbers.items() if n) or "none"


def _facts(page, results):
    return {"page": page.name, "examples": [
        {"line": result.example.line, "source": result.example.source, "status": result.status,
         "message": result.message, "seconds": round(result.seconds, 4)} for result in results]}
