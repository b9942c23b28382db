"""The floors: a room imports rooms below it and neighbours on its own floor, nothing above.

The table of floors is docs/layout.md; imports are read from the source, those inside functions too.
"""

import ast
import re

import pytest

PUBLIC_FLOOR = 11


def floors(root):
    """Return {room: floor} as docs/layout.md states it."""
    rows = re.findall(r"^\| (\d+) \| `(\w+)/`", (root / "docs" / "layout.md").read_text(), re.M)
    return {room: int(floor) for floor, room in rows}


def sources(root):
    """Return the paths of all Python files of the package."""
    return sorted((root / "tfcompat").rglob("*.py"))


def room_of(path, root):
    """Return the room a file belongs to, or None for the public tables and `_src/__init__.py`."""
    parts = path.relative_to(root / "tfcompat").parts
    return parts[1] if parts[0] == "_src" and len(parts) > 2 else None


def imports(path):
    """Return [(line, dotted name)] of everything that a file imports by statement."""
    found = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found += [(node.lineno, alias.name) for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            module = "." * node.level + (node.module or "")
            found += [(node.lineno, f"{module}.{alias.name}") for alias in node.names]
    return found


def upward(path, root, table):
    """Return a sentence for each import of `path` that goes up."""
    room = room_of(path, root)
    here = table.get(room, PUBLIC_FLOOR)
    wrong = []
    for line, name in imports(path):
        match = re.match(r"tfcompat(?:\._src\.(\w+)|\b)", name)
        if match and name != "tfcompat._src":
            target = match[1]
            if table.get(target, PUBLIC_FLOOR) > here:
                wrong.append(f"{path.relative_to(root)}:{line} {room} imports {name}")
    return wrong


def test_every_room_has_a_floor_in_the_layout_page(root):
    rooms = {path.parent.name for path in (root / "tfcompat" / "_src").glob("*/__init__.py")}

    assert rooms <= set(floors(root))


def test_no_room_imports_upward(root):
    table = floors(root)

    assert [line for path in sources(root) for line in upward(path, root, table)] == []


def test_the_check_sees_an_upward_import_inside_a_function(tmp_path):
    path = tmp_path / "tfcompat" / "_src" / "wire" / "new.py"
    path.parent.mkdir(parents=True)
    path.write_text("def f():\n    from tfcompat._src.core import raw\n")

    assert upward(path, tmp_path, {"wire": 1, "core": 3}) == [
        "tfcompat/_src/wire/new.py:2 wire imports tfcompat._src.core.raw"
    ]


@pytest.mark.parametrize("library", ["numpy", "cupy"])
def test_ops_never_import_an_array_library(root, library):
    wrong = [
        f"{path.name}:{line}"
        for path in sources(root)
        if room_of(path, root) == "ops"
        for line, name in imports(path)
        if name.split(".")[0] == library
    ]

    assert wrong == []


def test_tensorflow_is_never_imported(root):
    wrong = [
        f"{path.relative_to(root)}:{line}"
        for path in sources(root)
        for line, name in imports(path)
        if name.split(".")[0] in ("tensorflow", "keras")
    ]

    assert wrong == []


def test_imports_are_absolute(root):
    wrong = [
        f"{path.relative_to(root)}:{line}"
        for path in sources(root)
        for line, name in imports(path)
        if name.startswith(".")
    ]

    assert wrong == []
