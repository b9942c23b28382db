"""Which kernels numpy's OpenBLAS takes on processors that are newer than it is.

OpenBLAS knows processors by family. One that it does not know gets kernels made for Haswell, which
do half of what the processor can: `docs/decisions/0008-convolution-arithmetic.md` has the numbers.
Lives here: the choice, made when tfcompat is imported before numpy and nobody has made it.
"""

import os
import sys

VARIABLE = "OPENBLAS_CORETYPE"
CPUINFO = "/proc/cpuinfo"
_KERNELS = "SkylakeX"
_NEEDED = frozenset(["avx512f", "avx512bw", "avx512cd", "avx512dq", "avx512vl"])
_UNKNOWN_FAMILY = 26  # of AMD's, from here on: Zen 5


def prepare(path=CPUINFO):
    """Name kernels in the environment, where it is time and OpenBLAS would take old ones."""
    if VARIABLE in os.environ or "numpy" in sys.modules or not sys.platform.startswith("linux"):
        return
    try:
        with open(path, encoding="ascii", errors="replace") as file:
            text = file.read(4096)  # the first processor
    except OSError:
        return
    if wanted(text):
        os.environ[VARIABLE] = _KERNELS


def wanted(text):
    """Say whether the first processor of a cpuinfo text is one that needs the choice.

    >>> wanted("vendor_id : AuthenticAMD\\ncpu family : 25\\nflags : avx512f")
    False
    """
    facts = {}
    for line in text.split("\n\n")[0].splitlines():
        name, _, value = line.partition(":")
        facts[name.strip()] = value.strip()
    family = facts.get("cpu family", "")
    return (
        facts.get("vendor_id") == "AuthenticAMD" and family.isdigit()
        and int(family) >= _UNKNOWN_FAMILY and _NEEDED <= set(facts.get("flags", "").split())
    )
