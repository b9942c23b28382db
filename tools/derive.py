"""Writes the files that are derived from others, or checks that they are fresh.

    python tools/derive.py            write what is stale
    python tools/derive.py --check    write nothing; fail naming every stale file

Lives here: the op index, the type stubs of the public tables, the two pages of what is supported.
Does not live here: the protobuf descriptor set, which needs a compiler: build_descriptors.py.
"""

import argparse
import collections
import importlib
import json
import pathlib
import sys
import textwrap

ROOT = pathlib.Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "tfcompat"
NOTE = "Derived by tools/derive.py; do not edit."


def main(arguments=None):
    """Write or check every derived file; return the exit status."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--check", action="store_true", help="write nothing, fail if stale")
    check = parser.parse_args(arguments).check
    records, broken = load_ops()
    for family, error in broken.items():
        print(f"cannot import ops/{family}.py: {error!r}", file=sys.stderr)
    stale = stale_files(derived_files(records))
    for path, text in stale.items():
        print(f"{'stale' if check else 'written'}: {path.relative_to(ROOT)}")
        if not check:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
    if check and stale:
        print("Run `python tools/derive.py` and commit the result.", file=sys.stderr)
    return 1 if broken or (check and stale) else 0


def stale_files(derived):
    """Return those of {path: text} whose file is missing or reads differently."""
    return {
        path: text
        for path, text in derived.items()
        if not path.exists() or path.read_text(encoding="utf-8") != text
    }


def derived_files(records):
    """Return {path: text} of every derived file."""
    tables = load_tables()
    files = {
        PACKAGE / "_src" / "registry" / "index.py": index_text(records),
        ROOT / "docs" / "ops.md": ops_page(records),
        ROOT / "docs" / "api.md": api_page(tables),
        ROOT / "docs" / "conformance.md": conformance_text(),
    }
    for module, table in tables.items():
        source = pathlib.Path(importlib.import_module(module).__file__)
        files[source.with_suffix(".pyi")] = stub_text(table)
    return files


def conformance_text():
    """Return the page of the documents' cases, which a module beside this one makes."""
    spec = importlib.util.spec_from_file_location(
        "conformance_page", pathlib.Path(__file__).with_name("conformance_page.py"))
    page = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(page)
    return page.text(NOTE)


def load_tables():
    """Import every public module and return {module name: table}, sorted."""
    from tfcompat._src.base.tables import TABLES

    for path in sorted(PACKAGE.rglob("*.py")):
        parts = path.relative_to(ROOT).with_suffix("").parts
        if "_src" not in parts:
            importlib.import_module(".".join(parts).removesuffix(".__init__"))
    return {name: TABLES[name] for name in sorted(TABLES)}


def load_ops():
    """Import every op family; return the records by name, and {family: error} of those that fail.

    The index is not asked: it is what is being derived.
    """
    from tfcompat._src.registry import record

    broken = {}
    for path in sorted((PACKAGE / "_src" / "ops").glob("[a-z]*.py")):
        try:
            importlib.import_module(f"tfcompat._src.ops.{path.stem}")
        except Exception as error:  # noqa: BLE001 - one broken family must not hide the others
            broken[path.stem] = error
    return dict(sorted(record._OPS.items())), broken


def by_family(records):
    """Return {family: [records]} with both sorted by name."""
    families = {}
    for record in records.values():
        families.setdefault(record.family.rpartition(".")[2], []).append(record)
    return dict(sorted(families.items()))


def index_text(records):
    """Return registry/index.py: which family defines which ops."""
    lines = [f'"""Which op family defines which ops. {NOTE}"""\n', "FAMILIES = {"]
    for family, members in by_family(records).items():
        lines += [f'    "{family}": """', paragraph(members_names(members), 8), '    """,']
    return "\n".join([*lines, "}"]) + "\n"


def members_names(members):
    """Return the op names of records."""
    return [record.name for record in members]


def stub_text(table):
    """Return the type stub of one public table: plain re-exports that type checkers follow."""
    lines = [f"# {NOTE}"]
    for public, (source, inner) in sorted(table.items(), key=lambda item: (item[1][0], item[0])):
        if inner is None:
            source, _, inner = source.rpartition(".")
        lines.append(f"from {source} import {inner} as {public}")
    # Without `__all__` type checkers take a renamed import for a private one.
    names = textwrap.fill(", ".join(f'"{name}"' for name in sorted(table)), 95)
    lines.append(f"\n__all__ = [\n{textwrap.indent(names, '    ')},\n]")
    return "\n".join(lines) + "\n"


def ops_page(records):
    """Return docs/ops.md: every op with its one-line description and what is written for it."""
    cases = recorded_cases()
    shapes = sum(record.shape_function is not None for record in records.values())
    gradients = sum(record.gradient_function is not None for record in records.values())
    none = sum(record.gradient_reason is not None for record in records.values())
    lines = [
        "# Supported ops",
        "",
        f"<!-- {NOTE} -->",
        "",
        f"{len(records)} ops in {len(by_family(records))} families, all with kernels; {shapes} "
        f"with shape functions, {gradients} with gradients ({none} more have none since the "
        f"result is not differentiable); {sum(name in cases for name in records)} ops with "
        f"{sum(cases.values())} cases recorded from TensorFlow 2.21.",
        "",
        "*Shapes*: static shapes are inferred. *Gradient*: yes, or none because the result is not "
        "differentiable. *Recorded*: how many calls are replayed.",
    ]
    for family, members in by_family(records).items():
        lines += ["", f"## {family} ({len(members)})", ""]
        lines += ["| op | what it does | shapes | gradient | recorded |", "| --- " * 5 + "|"]
        lines += [op_row(record, cases[record.name]) for record in members]
    return "\n".join(lines) + "\n"


def recorded_cases():
    """Return a Counter of the recorded calls of ops, and of their gradients, by op."""
    conformance = ROOT / "conformance"
    paths = [*conformance.glob("ops/*.json"), *conformance.glob("gradients/*.json")]
    return collections.Counter(
        case["op"]
        for path in (*paths, conformance / "training.json")
        for case in json.loads(path.read_text(encoding="utf-8"))
    )


def op_row(record, cases):
    """Return the table row of one op."""
    summary = (record.__doc__ or "").strip().partition("\n")[0].replace("|", "\\|")
    shapes = "yes" if record.shape_function else ""
    gradient = "none" if record.gradient_reason else "yes" if record.gradient_function else ""
    return f"| {record.name} | {summary} | {shapes} | {gradient} | {cases or ''} |"


def api_page(tables):
    """Return docs/api.md: the supported names by namespace, and TensorFlow's that are missing."""
    from tfcompat._src.base.tables import tensorflow_names

    lines = [
        "# Supported API",
        "",
        f"<!-- {NOTE} -->",
        "",
        "Names by namespace, as TensorFlow 2.21 spells them. A name under *missing* raises an",
        "AttributeError that points here.",
    ]
    for module, table in tables.items():
        namespace = "tf" + module.removeprefix("tfcompat")
        known = tensorflow_names().get(namespace, set())
        have = [name for name in sorted(table) if not name.startswith("_")]
        missing = sorted(known.difference(have))
        of = f"{len(known.intersection(have))} of {len(known)}" if known else f"{len(have)}"
        lines += ["", f"## {namespace} ({of})", "", paragraph(have, 0, "`")]
        if missing:
            lines += ["", "*missing:*", paragraph(missing, 0)]
    absent = sorted(set(tensorflow_names()) - {"tf" + name[len("tfcompat"):] for name in tables})
    lines += ["", "## Namespaces that are missing as a whole", "", paragraph(absent, 0)]
    return "\n".join(lines) + "\n"


def paragraph(names, indent, quote=""):
    """Return names as lines below 100 columns, indented."""
    text = " ".join(f"{quote}{name}{quote}" for name in names)
    wrapped = textwrap.fill(text, 98 - indent, break_long_words=False, break_on_hyphens=False)
    return textwrap.indent(wrapped, " " * indent)


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    sys.exit(main())
