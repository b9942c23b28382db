"""Records how models train with TensorFlow, which it needs.

    python conformance/record/training_runs.py

Writes `conformance/training_runs.json`: what the programs of `conformance/training_runs.py` say.
"""

import importlib.util
import json
import os
import pathlib

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
os.environ.setdefault("CUDA_VISIBLE_DEVICES", "-1")

HERE = pathlib.Path(__file__).resolve().parent
TARGET = HERE.parent / "training_runs.json"


def main():
    """Run every program."""
    import tensorflow as tf

    spec = importlib.util.spec_from_file_location("runs", HERE.parent / "training_runs.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    found = {name: run(tf) for name, run in module.RUNS.items()}
    lines = [f"{json.dumps(name)}: {json.dumps(numbers)}" for name, numbers in found.items()]
    TARGET.write_text("{\n" + ",\n".join(lines) + "\n}\n", encoding="utf-8")
    print(f"{len(found)} programs")


if __name__ == "__main__":
    main()
