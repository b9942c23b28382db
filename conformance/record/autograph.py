"""Writes what TensorFlow makes of the programs in `conformance/autograph/`.

    python conformance/record/autograph.py
"""

import json
import pathlib
import sys

import tensorflow as tf

sys.path.insert(0, str(pathlib.Path(__file__).parents[1]))
import autograph_programs  # noqa: E402


def main():
    """Run every program and write the outcomes."""
    tf.get_logger().setLevel("ERROR")
    found = {
        name: autograph_programs.outcomes(program, tf)
        for name, program in autograph_programs.programs().items()
    }
    text = json.dumps(found, indent=1, sort_keys=True)
    autograph_programs.RECORDED.write_text(text + "\n", encoding="utf-8")
    print(f"{len(found)} programs, {sum(map(len, found.values()))} calls")


if __name__ == "__main__":
    main()
