"""Speed beside TensorFlow: the cases of `cases.py`, both implementations in turn.

    python benchmarks/compare.py [ROUNDS]
    python benchmarks/compare.py ROUNDS networks

The second form runs the networks of `networks.py`. Needs real TensorFlow in the same environment
(`tox -e bench`). Each round runs each implementation in a process of its own, single-threaded; the
table has medians over rounds.
"""

import json
import os
import pathlib
import statistics
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).parent
ENVIRONMENT = {
    "CUDA_VISIBLE_DEVICES": "-1", "TF_CPP_MIN_LOG_LEVEL": "3",
    "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1",
}


def measure(module, program):
    """Return {case: seconds} of one process."""
    with tempfile.TemporaryDirectory() as folder:
        done = subprocess.run(
            [sys.executable, str(HERE / f"{program}.py"), module, folder], check=True, text=True,
            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env={**os.environ, **ENVIRONMENT},
        )
    return json.loads(done.stdout.splitlines()[-1])


def main(rounds=3, program="cases"):
    """Print the table."""
    found = {"tensorflow": [], "tfcompat": []}
    for _ in range(int(rounds)):
        for module, times in found.items():
            times.append(measure(module, program))
    print(f"{'case':28}{'TensorFlow':>14}{'tfcompat':>14}{'ratio':>10}")
    for case in found["tensorflow"][0]:
        theirs, ours = (statistics.median(t[case] for t in found[m]) for m in found)
        print(f"{case:28}{theirs * 1e6:11.1f} us{ours * 1e6:11.1f} us{theirs / ours:9.1f}x")


if __name__ == "__main__":
    main(*sys.argv[1:])
