"""Import is light: what `import tfcompat` loads, counted in a fresh interpreter.

`pytest -s` prints the counts and milliseconds beside those of `import numpy`.
"""

import subprocess
import sys

HEAVY = ("numpy", "ml_dtypes", "google", "google_crc32c", "typing_extensions", "cupy", "tensorflow")
MOST_MODULES = 10

PROGRAM = """
import sys, time
before = set(sys.modules)
start = time.perf_counter()
{statement}
print(1e3 * (time.perf_counter() - start), *sorted(set(sys.modules) - before))
"""


def measure(statement, root):
    """Return (milliseconds, modules it added) of a statement run in a fresh interpreter."""
    output = subprocess.run(
        [sys.executable, "-c", PROGRAM.format(statement=statement)],
        capture_output=True, text=True, check=True, cwd=root,
    ).stdout
    milliseconds, *modules = output.split()
    return float(milliseconds), modules


def test_import_loads_next_to_nothing(root):
    milliseconds, modules = measure("import tfcompat", root)
    numpy_milliseconds, numpy_modules = measure("import numpy", root)
    print(f"\nimport tfcompat: {milliseconds:6.1f} ms, {len(modules):4} modules")
    print(f"import numpy:    {numpy_milliseconds:6.1f} ms, {len(numpy_modules):4} modules")

    assert [name for name in modules if name.split(".")[0] in HEAVY] == []
    assert len(modules) <= MOST_MODULES, modules


def test_eager_arithmetic_wakes_no_heavy_library_but_numpy(root):
    milliseconds, modules = measure("import tfcompat as tf; tf.constant([1.0, 2.0]) + 1.0", root)
    print(f"\nfirst addition:  {milliseconds:6.1f} ms, {len(modules):4} modules")

    assert "ml_dtypes" not in modules
    assert "tensorflow" not in modules


def test_no_module_of_ours_asks_for_another_packages_version_at_import(root):
    _, modules = measure("import tfcompat as tf; tf.__version__", root)

    assert "importlib.metadata" not in modules


def test_the_version_is_one_that_version_checks_understand():
    import tfcompat as tf

    assert [int(part) for part in tf.__version__.split(".")] == [2, 21, 0]
    assert tf.version.VERSION == tf.__version__
    assert tf.version.GIT_VERSION.startswith("tfcompat-")
