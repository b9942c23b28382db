"""File sizes: nothing over the ceiling, and a table of lines per room (`pytest -s` shows it)."""

CEILING = 600
WIDTH = 100
DERIVED = {"tfcompat/_src/registry/index.py"}


def measured(root):
    """Return {path relative to the root: its lines} for our own Python files."""
    found = {}
    for folder in ("tfcompat", "tools", "tests", "conformance", "examples", "benchmarks"):
        for path in sorted((root / folder).rglob("*.py")):
            name = path.relative_to(root).as_posix()
            if name not in DERIVED:
                found[name] = path.read_text(encoding="utf-8").splitlines()
    return found


def room_of(name):
    """Return the heading under which a file is counted: a room of _src, else its folder."""
    parts = name.split("/")
    return "/".join(parts[:3]) if parts[1] == "_src" and len(parts) > 3 else parts[0]


def test_no_file_is_longer_than_the_ceiling(root):
    files = measured(root)
    rooms = {}
    for name, lines in files.items():
        rooms.setdefault(room_of(name), []).append(len(lines))
    print()
    for room, counts in sorted(rooms.items()):
        print(f"{room:32} {len(counts):4} files {sum(counts):7} lines, longest {max(counts):4}")
    print(f"{'all':32} {len(files):4} files {sum(map(sum, rooms.values())):7} lines")

    assert {name: len(lines) for name, lines in files.items() if len(lines) > CEILING} == {}


def test_no_line_is_wider_than_a_hundred_columns(root):
    wide = [
        f"{name}:{number} has {len(line)} columns"
        for name, lines in measured(root).items()
        for number, line in enumerate(lines, 1)
        if len(line) > WIDTH
    ]

    assert wide == []


def test_no_file_is_named_after_nothing(root):
    names = [
        name
        for name in measured(root)
        if name.rpartition("/")[2] in ("utils.py", "util.py", "helpers.py", "common.py", "misc.py")
    ]

    named_by_tensorflow = "tfcompat/compat/v1/saved_model/utils.py"
    assert set(names) <= {"tfcompat/_src/arrays/common.py", named_by_tensorflow}
