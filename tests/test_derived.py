"""Derived files are fresh: `python tools/derive.py` would write nothing."""

import subprocess
import sys


def test_derived_files_are_fresh(root):
    done = subprocess.run(
        [sys.executable, "tools/derive.py", "--check"], capture_output=True, text=True, cwd=root
    )

    assert done.returncode == 0, done.stdout + done.stderr


def test_the_index_lists_the_families_without_importing_one(root):
    program = (
        "import sys\n"
        "from tfcompat._src.registry import names\n"
        "assert names()\n"
        "print([name for name in sys.modules if name.startswith('tfcompat._src.ops.')])"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True, cwd=root
    )

    assert done.stdout.strip() == "[]"
