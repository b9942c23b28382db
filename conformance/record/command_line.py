"""Records what TensorFlow's `saved_model_cli` prints for the example model and for some mistakes.

Lives here: calling TensorFlow's program many times in one process, by forking; the calls recorded.
`conformance/oracle/test_command_line.py` uses it for models made on the spot. Needs TensorFlow.

With an argument, a directory, it records every SavedModel below it into the file that the second
argument names, for people who have models that cannot be published.
"""

import json
import os
import pathlib
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
TARGET = ROOT / "conformance" / "command_line" / "strokes.json"
MODEL = "examples/models/strokes"

# What is recorded; MODEL stands for the directory.
CALLS = [
    ["show", "--dir", "MODEL"],
    ["show", "--dir", "MODEL", "--all"],
    ["show", "--dir=MODEL", "--tag_set=serve"],
    ["--dir", "MODEL", "show"],
    ["show", "--dir", "MODEL", "--tag_set", "serve", "--list_ops"],
    ["show", "--dir", "MODEL", "--list_ops"],
    ["show", "--dir", "MODEL", "--tag_set", "serve", "--signature_def", "serving_default"],
    ["show", "--dir", "MODEL", "--tag_set", "serve", "--signature_def", "none"],
    ["show", "--dir", "MODEL", "--tag_set", "train"],
    ["show", "--dir", "MODEL", "--tag_set", "serve", "--signature_def",
     "__saved_model_init_op"],
    ["show", "--dir", "/no/such/directory"],
    ["show"],
    ["show", "--dir"],
    ["show", "--dir", "MODEL", "--no_such_flag"],
    ["show", "--dir", "MODEL", "more"],
    ["show", "--dir", "MODEL", "--noall"],
    [],
    ["run"],
    ["run", "--dir", "MODEL", "--tag_set", "serve", "--signature_def", "serving_default"],
    ["run", "--dir", "MODEL", "--tag_set", "serve", "--signature_def", "serving_default",
     "--input_exprs", "pictures=[[[0.5] * 8] * 8]"],
    ["run", "--dir", "MODEL", "--tag_set", "serve", "--signature_def", "serving_default",
     "--input_exprs", "pictures=[[[1,2]]]"],
    ["run", "--dir", "MODEL", "--tag_set", "serve", "--signature_def", "serving_default",
     "--input_exprs", "other=[1]"],
    ["run", "--dir", "MODEL", "--tag_set", "serve", "--signature_def", "serving_default",
     "--input_exprs", "pictures"],
    ["run", "--dir", "MODEL", "--tag_set", "serve", "--signature_def", "serving_default",
     "--inputs", "pictures"],
    ["run", "--dir", "MODEL", "--tag_set", "serve", "--signature_def", "serving_default",
     "--inputs", "pictures=/no/such/file.npy"],
    ["run", "--dir", "MODEL", "--tag_set", "serve", "--signature_def", "serving_default",
     "--input_examples", "pictures={'a': [1]}"],
    ["run", "--dir", "MODEL", "--tag_set", "serve", "--signature_def", "serving_default",
     "--input_examples", "pictures=[{'a': 1}]"],
    ["run", "--dir", "MODEL", "--tag_set", "serve", "--signature_def", "serving_default",
     "--input_examples", "pictures=[{'a': [None]}]"],
    ["run", "--dir", "MODEL", "--tag_set", "serve", "--signature_def", "serving_default",
     "--input_exprs", "pictures=" + json.dumps([[[0.5, 1, 0, 2, 0.25, 0, 0, 3]] * 8])],
    ["scan", "--dir", "MODEL"],
    ["scan", "--dir", "MODEL", "--tag_set", "serve", "--op_denylist", "Conv2D, Nothing"],
    ["scan"],
    ["scan", "--dir", "MODEL", "--tag_set", "train"],
    ["freeze_model"],
    ["aot_compile_cpu"],
    ["convert", "tensorrt"],
]


def call(*arguments):
    """Run TensorFlow's program in a copy of this process.

    Returns:
        A dict of its arguments, standard output, the last line of its standard error, exit code.
    """
    with tempfile.TemporaryFile() as output, tempfile.TemporaryFile() as errors:
        child = os.fork()
        if child == 0:
            _be_the_program(arguments, output.fileno(), errors.fileno())
        _, status = os.waitpid(child, 0)
        output.seek(0)
        errors.seek(0)
        complaint = errors.read().decode("utf-8", "replace").strip().splitlines()
        code = os.waitstatus_to_exitcode(status)
        return {
            "arguments": list(arguments), "code": code,
            "output": output.read().decode("utf-8", "surrogateescape"),
            "error": complaint[-1] if code and complaint else "",
        }


def _be_the_program(arguments, output, errors):
    from tensorflow.python.tools import saved_model_cli

    os.dup2(output, 1)
    os.dup2(errors, 2)
    sys.argv = ["saved_model_cli", *arguments]
    code = 0
    try:
        saved_model_cli.main()
    except SystemExit as ended:
        code = ended.code if isinstance(ended.code, int) else bool(ended.code)
    except BaseException as error:
        print(f"{type(error).__name__}: {error}", file=sys.stderr)
        code = 1
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)


def calls_for(directory):
    """Return the `show` and `scan` calls for a SavedModel: every tag set, every signature."""
    from tensorflow.python.tools import saved_model_utils

    directory = str(directory)
    found = [["show", "--dir", directory], ["show", "--dir", directory, "--all"],
             ["scan", "--dir", directory]]
    for graph in saved_model_utils.read_saved_model(directory).meta_graphs:
        tags = ["show", "--dir", directory, "--tag_set", ",".join(graph.meta_info_def.tags)]
        found += [tags, [*tags, "--list_ops"]]
        found += [[*tags, "--signature_def", key] for key in sorted(graph.signature_def)]
    return found


def main(arguments):
    """Record."""
    if os.environ.get("PYTHONHASHSEED") != "0":
        # The order in which sets are printed depends on it.
        os.execve(sys.executable, [sys.executable, *sys.argv],
                  {**os.environ, "PYTHONHASHSEED": "0"})
    import tensorflow.python.tools.saved_model_cli  # noqa: F401

    if arguments:
        return record_all(*map(pathlib.Path, arguments))
    os.chdir(ROOT)
    recorded = []
    for words in CALLS:
        found = call(*(word.replace("MODEL", MODEL) for word in words))
        recorded.append({**found, "arguments": words})
    TARGET.parent.mkdir(exist_ok=True)
    TARGET.write_text(json.dumps(recorded, indent=1) + "\n", encoding="utf-8")


def record_all(root, target):
    """Record every SavedModel below a directory."""
    recorded = {}
    for path in sorted({p.parent for p in root.rglob("saved_model.pb*")}):
        try:
            calls = calls_for(path)
        except OSError:
            calls = [["show", "--dir", str(path)], ["show", "--dir", str(path), "--all"]]
        recorded[str(path.relative_to(root))] = [call(*words) for words in calls]
    target.write_text(json.dumps(recorded, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
