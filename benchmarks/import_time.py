"""Measures what a program pays before it computes: milliseconds, modules and memory of an import.

Each statement runs in fresh interpreters; the best time of several runs is shown. TensorFlow is
measured beside us where it is installed (`tox -e bench` installs it).
"""

import importlib.util
import subprocess
import sys

RUNS = 5
STATEMENTS = [
    "pass",
    "import numpy",
    "import tfcompat",
    "import tfcompat as tf; tf.constant(1.0) + 1.0",
    "import tfcompat as tf; tf.saved_model.load",
    "import tensorflow",
]
PROGRAM = """
import resource, sys, time
before, start = len(sys.modules), time.perf_counter()
{statement}
milliseconds = 1e3 * (time.perf_counter() - start)
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
print(milliseconds, len(sys.modules) - before, peak)
"""


def measure(statement):
    """Return (milliseconds, modules, peak MiB) of a statement in a fresh interpreter."""
    program = PROGRAM.format(statement=statement)
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    milliseconds, modules, peak = done.stdout.split()
    return float(milliseconds), int(modules), float(peak)


def main():
    """Print one line per statement."""
    print(f"{'statement':48} {'ms':>8} {'modules':>8} {'peak MiB':>9}")
    for statement in STATEMENTS:
        if "tensorflow" in statement and importlib.util.find_spec("tensorflow") is None:
            continue
        milliseconds, modules, peak = min(measure(statement) for _ in range(RUNS))
        print(f"{statement:48} {milliseconds:8.1f} {modules:8} {peak:9.1f}")


if __name__ == "__main__":
    main()
