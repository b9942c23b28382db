"""The text of docs/conformance.md: every case of the documents, here and on TensorFlow.

Lives here: reading the cases and what was recorded of TensorFlow. `derive.py` writes the page.
Does not live here: running the cases, which `pytest conformance/documents` does; on tfcompat each
of them passes that does not wait for something, or the tests fail.
"""

import importlib.util
import json
import pathlib
import sys

ROOT = pathlib.Path(__file__).resolve().parents[1]
FOLDER = ROOT / "conformance" / "documents"

HEAD = """\
<!-- {note} -->
# Conformance with the documents

Every example and every claim of TensorFlow's pages about SavedModels is a case of the suite in
`conformance/documents/`. `pytest conformance/documents` runs the cases on tfcompat;
`pytest conformance/documents --implementation tensorflow` runs the same cases on real TensorFlow
2.21, of which it is recorded which pass.

| | cases | pass on tfcompat | wait | pass on TensorFlow 2.21 |
| --- | --- | --- | --- | --- |
{totals}

Beyond those: {elsewhere} claims cannot be cases for a Python library, and are listed with the
reason. The documents:

{documents}
"""


def text(note):
    """Return the page."""
    register, cases = load()
    recorded = json.loads((FOLDER / "tensorflow.json").read_text(encoding="utf-8"))
    totals = []
    for document in [*register.DOCUMENTS, None]:
        some = [case for case in cases.values()
                if not case.elsewhere and document in (None, *case.sources)]
        waiting = sum(bool(case.waits) for case in some)
        passing = sum(not recorded[case.number] for case in some)
        label = f"`{document}`" if document else "all"
        totals.append(
            f"| {label} | {len(some)} | {len(some) - waiting} | {waiting} | {passing} |")
    documents = "\n".join(f"* `{key}`: {title}" for key, title in register.DOCUMENTS.items())
    lines = [HEAD.format(
        note=note, totals="\n".join(totals), documents=documents,
        elsewhere=sum(bool(case.elsewhere) for case in cases.values()))]
    section = None
    for case in cases.values():
        title = f"{case.number.rpartition('-')[0]}: {case.section}"
        if title != section:
            section = title
            lines.append(f"\n## {title}\n\n"
                         "| case | claim | also in | tfcompat | TensorFlow 2.21 |\n"
                         "| --- | --- | --- | --- | --- |")
        lines.append(row(case, recorded))
    return "\n".join(lines) + "\n"


def row(case, recorded):
    """Return one row of a table."""
    also = " ".join(f"`{source}`" for source in case.sources[1:])
    if case.elsewhere:
        here = there = f"no case: {case.elsewhere}"
    else:
        here = f"waits for {case.waits}" if case.waits else "passes"
        failure = recorded[case.number].replace("|", "\\|").replace("<", "&lt;")
        there = f"fails: {shortened(failure)}" if failure else "passes"
    return f"| {case.number} | {case.claim} | {also} | {here} | {there} |"


def shortened(failure):
    """Return a failure's beginning, without paths of the machine it was seen on."""
    words = [word for word in failure.split() if "/tmp" not in word]
    text = " ".join(words)
    return text if len(text) <= 100 else f"{text[:97]}..."


def load():
    """Return the module of cases and {number: Case}."""
    spec = importlib.util.spec_from_file_location("register", FOLDER / "register.py")
    module = importlib.util.module_from_spec(spec)
    sys.modules["register"] = module
    spec.loader.exec_module(module)
    return module, module.load_all()
