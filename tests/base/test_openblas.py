"""OpenBLAS is told which kernels to take where it does not know the processor."""

import os
import subprocess
import sys

import pytest

from tfcompat._src.base import openblas

AVX = "avx512f avx512bw avx512cd avx512dq avx512vl"
NEW = (f"processor : 0\nvendor_id : AuthenticAMD\ncpu family : 26\nflags : fpu {AVX}\n\n"
       "processor : 1")


@pytest.mark.parametrize(("text", "expected"), [
    (NEW, True),
    (NEW.replace("26", "25"), False),
    (NEW.replace("AuthenticAMD", "GenuineIntel"), False),
    (NEW.replace("avx512vl", ""), False),
    ("", False),
    ("nonsense", False),
])
def test_processors_that_openblas_does_not_know(text, expected):
    assert openblas.wanted(text) is expected


def chosen(tmp_path, before="", **environment):
    """Return the choice in a fresh interpreter on such a processor."""
    path = tmp_path / "cpuinfo"
    path.write_text(NEW, encoding="ascii")
    program = (f"{before}\nimport os\nfrom tfcompat._src.base import openblas\n"
               f"os.environ.pop('{openblas.VARIABLE}', 0) if {not environment} else 0\n"
               f"openblas.prepare({str(path)!r}); print(os.environ.get('{openblas.VARIABLE}'))")
    return subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True,
        env={**os.environ, **environment},
    ).stdout.strip()


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="Linux says what processor it is")
def test_the_choice_is_made_before_numpy_and_never_over_the_users(tmp_path):
    assert chosen(tmp_path) == "SkylakeX"
    assert chosen(tmp_path, before="import numpy") == "None"
    assert chosen(tmp_path, **{openblas.VARIABLE: "Zen"}) == "Zen"
