"""Writes into the transcripts of `conformance/facts/` what real TensorFlow answers.

    python conformance/record/facts.py [NAME ...]
"""

import pathlib
import sys

import tensorflow as tf

sys.path.insert(0, str(pathlib.Path(__file__).parents[1]))
import transcripts  # noqa: E402


def main(names):
    """Record the named transcripts, or all."""
    for path in sorted(transcripts.FACTS.glob("*.txt")):
        if not names or path.stem in names:
            head, steps = transcripts.read(path)
            answers = [(source, found) for source, _, found in transcripts.run(steps, tf)]
            transcripts.write(path, head, answers)
            print(f"{path.name}: {len(answers)} steps")


if __name__ == "__main__":
    main(sys.argv[1:])
