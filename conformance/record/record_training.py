"""Records what TensorFlow's optimizer ops do to variables; needs TensorFlow.

    python conformance/record/record_training.py

Every case of `cases_training.py` beside this file is run on TensorFlow's resource variables and
written to `conformance/training.json`: the values before, the arguments, and the values after or
the class and the sentence of the error. The replay is `conformance/test_replay_training.py`.
"""

import importlib.util
import json
import os
import pathlib
import re
import subprocess
import sys

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
os.environ.setdefault("CUDA_VISIBLE_DEVICES", "-1")

HERE = pathlib.Path(__file__).resolve().parent
TARGET = HERE.parent / "training.json"
FRAME = re.compile(r"^(?:\{\{function_node .*?\}\} )?(.*) \[Op:\w+\] name: \S*$", re.DOTALL)


def main():
    """Run every case in child processes: some misfits end TensorFlow's own."""
    start, lines, crashed = 0, [], 0
    while start is not None:
        child = subprocess.run(
            [sys.executable, __file__, str(start)], stdout=subprocess.PIPE, text=True, check=False
        )
        found = child.stdout.splitlines()
        lines += found
        crashed += child.returncode != 0
        start = None if child.returncode == 0 else start + len(found) + 1
    lines = [line for line in lines if line]
    TARGET.write_text("[\n" + ",\n".join(lines) + "\n]\n", encoding="utf-8")
    print(f"{len(lines)} cases; {crashed} that TensorFlow does not survive are left out")


def run_from(start):
    """Run the cases from number `start` on and print a line for each."""
    import tensorflow as tf

    spec = importlib.util.spec_from_file_location("cases", HERE / "cases_training.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    for case in list(module.cases())[start:]:
        recorded = record(tf, *case)
        no_kernel = "No OpKernel was registered" in "".join(recorded.get("error", ()))
        line = "" if no_kernel else json.dumps(recorded, separators=(",", ":"))
        print(line, flush=True)


def record(tf, op, dtype, slots, others, attrs):
    """Run one case: `slots` and `others` are {name: nested list}."""
    case = {"op": op, "dtype": dtype, "slots": slots, "others": others, "attrs": attrs}
    variables = {name: tf.Variable(value, dtype=dtype) for name, value in slots.items()}
    arguments = {name: variable.handle for name, variable in variables.items()}
    for name, value in others.items():
        kind = {"indices": "int32", "global_step": "int64"}.get(name, dtype)
        arguments[name] = tf.constant(value, kind)
    try:
        getattr(tf.raw_ops, op)(**arguments, **attrs)
    except (tf.errors.OpError, ValueError, TypeError) as error:
        match = FRAME.match(str(error))
        case["error"] = [type(error).__name__, (match[1] if match else str(error)).strip()]
    else:
        case["after"] = {
            name: tf.cast(variable, "float64" if dtype == "float64" else "float32").numpy().tolist()
            for name, variable in variables.items()
        }
    return case


if __name__ == "__main__":
    run_from(int(sys.argv[1])) if sys.argv[1:] else main()
