"""Writes facts/singleprints.tsv: how TensorFlow identifies the models that it saves of programs.py.

Run it with TensorFlow installed: `tox -e record`.
"""

import pathlib
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

import programs  # noqa: E402


def main():
    """Save every program with TensorFlow and note the fingerprint's hashes."""
    import tensorflow as tf

    lines = []
    for name, program in programs.PROGRAMS.items():
        module, signatures = program.build(tf)
        with tempfile.TemporaryDirectory() as folder:
            tf.saved_model.save(module, folder, signatures=signatures)
            found = tf.saved_model.experimental.read_fingerprint(folder)
        lines.append(f"{name} {found.singleprint()}")
    path = HERE.parent / "facts" / "singleprints.tsv"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
