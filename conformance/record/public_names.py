"""Records the public names of TensorFlow 2 as tfcompat/_src/base/tensorflow_names.txt.

Lives here: reading the installed TensorFlow's own API modules and writing one text file.
Does not live here: what tfcompat offers; that is in the tables of tfcompat/*.py.

Needs real TensorFlow; `tox -e record` runs it. Nothing is imported from TensorFlow: its API
modules are lists of imports, so they are read as text.
"""

import ast
import importlib.util
import pathlib
import textwrap

ROOT = pathlib.Path(__file__).resolve().parents[2]
TARGET = ROOT / "tfcompat" / "_src" / "base" / "tensorflow_names.txt"
SKIPPED = ("compat", "__internal__", "__operators__", "raw_ops")
FROM_KERAS = {"initializers", "keras", "losses", "metrics", "optimizers"}
HEADER = """\
# Public names of TensorFlow 2.21 by namespace: how an unknown name is told from a missing one.
# Recorded by conformance/record/public_names.py; read only when an unknown name is asked for.
"""


def imported_names(path):
    """Return the public names that a module's import statements bind."""
    names = set()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.ImportFrom):
            names.update(alias.asname or alias.name for alias in node.names)
    return {name for name in names if not name.startswith("_")}


def namespaces(api):
    """Yield (namespace, names) for every public namespace under TensorFlow's API folder."""
    hidden = {"api_packages", "v2"}
    top = imported_names(api / "v2.py") - hidden
    yield "tf", sorted(top | FROM_KERAS)
    for path in sorted(api.rglob("__init__.py")):
        parts = path.parent.relative_to(api).parts
        first = parts[2:3] if parts[:2] == ("compat", "v1") else parts[:1]
        hidden = first and first[0] in SKIPPED
        if parts and (not hidden or parts == ("compat",)):
            yield ".".join(("tf", *parts)), sorted(imported_names(path))


def main():
    """Write the file."""
    package = importlib.util.find_spec("tensorflow").submodule_search_locations[0]
    blocks = [HEADER]
    for namespace, names in namespaces(pathlib.Path(package) / "_api" / "v2"):
        wrapped = textwrap.fill(" ".join(names), 96, break_on_hyphens=False)
        blocks.append(namespace + "\n" + textwrap.indent(wrapped, "    ") + "\n")
    TARGET.write_text("".join(blocks))
    print(f"{TARGET}: {len(blocks) - 1} namespaces")


if __name__ == "__main__":
    main()
