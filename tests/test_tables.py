"""The public tables: every name resolves, nothing loads early, no name is invented."""

import ast
import importlib
import json
import pathlib
import subprocess
import sys

import pytest

from tfcompat._src.base import tables

# Public modules that are no tables, each with the reason.
NOT_A_TABLE = {"tfcompat.raw_ops": "its names are the registry's, one per op"}
# What is run with `python -m`, and no namespace of the library.
PROGRAMS = ("tfcompat.__main__", "tfcompat.doctest", "tfcompat.tools")
# Public names of our own, which TensorFlow has no use for.
OURS = {"tfcompat.install_as_tensorflow", "tfcompat.register_op"}


def public_modules(root):
    """Return the dotted names of the modules above `_src`."""
    found = []
    for path in sorted((root / "tfcompat").rglob("*.py")):
        parts = path.relative_to(root).with_suffix("").parts
        if "_src" not in parts:
            found.append(".".join(parts).removesuffix(".__init__"))
    return [name for name in found if not name.startswith(PROGRAMS)]


def loaded_tables(root):
    """Import every public module and return {module name: table}."""
    modules = [name for name in public_modules(root) if name not in NOT_A_TABLE]
    for name in modules:
        importlib.import_module(name)
    return {name: tables.TABLES[name] for name in modules}


def test_every_name_of_every_table_resolves(root):
    failures = []
    for module, table in loaded_tables(root).items():
        for name in table:
            try:
                getattr(importlib.import_module(module), name)
            except Exception as error:
                failures.append(f"{module}.{name}: {error!r}")

    assert failures == []


def test_dir_and_all_agree_with_the_table(root):
    for name, table in loaded_tables(root).items():
        module = importlib.import_module(name)
        hidden = {"exports"}

        assert module.__all__ == sorted(table)
        assert {entry for entry in dir(module) if not entry.startswith("__")} - hidden <= set(table)
        assert set(table) <= set(dir(module))


def test_no_public_name_is_unknown_to_tensorflow(root):
    recorded = tables.tensorflow_names()
    invented = [
        f"{module}.{name}"
        for module, table in loaded_tables(root).items()
        for name in table
        if not name.startswith("__") and f"{module}.{name}" not in OURS
        and not module.startswith("tfcompat.keras")  # Keras has a version of its own
        and name not in recorded["tf" + module.removeprefix("tfcompat")]
    ]

    assert invented == []


def test_every_namespace_module_is_reachable_from_its_parent(root):
    known = loaded_tables(root)
    for module in public_modules(root):
        parent, _, name = module.rpartition(".")
        if parent:
            assert known[parent].get(name) == (module, None), module


def test_a_table_module_is_a_docstring_an_import_and_a_table(root):
    for module in loaded_tables(root):
        source = pathlib.Path(importlib.import_module(module).__file__).read_text()
        docstring, statement, assignment = ast.parse(source).body

        assert isinstance(docstring, ast.Expr)
        assert ast.unparse(statement) == "from tfcompat._src.base.tables import exports"
        assert isinstance(assignment, ast.Assign)
        assert assignment.value.func.id == "exports"


def test_loading_all_tables_imports_no_room(root):
    program = (
        "import importlib, json, sys\n"
        f"for name in {public_modules(root)!r}: importlib.import_module(name)\n"
        "print(json.dumps([name for name in sys.modules if name.startswith('tfcompat._src.')]))"
    )
    output = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True, cwd=root
    ).stdout

    assert set(json.loads(output)) == {"tfcompat._src.base", "tfcompat._src.base.tables"}


@pytest.mark.parametrize("name", ["no_such_name", "__no_such_name__", "_private"])
def test_unknown_names_are_attribute_errors(name):
    import tfcompat

    with pytest.raises(AttributeError, match=f"module 'tfcompat' has no attribute '{name}'"):
        getattr(tfcompat, name)
