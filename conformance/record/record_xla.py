"""Records what XLA's ops do in functions that XLA compiles; needs TensorFlow.

    python conformance/record/record_xla.py

TensorFlow has no other kernels of them. Runs the samples of `tests/ops/samples_xla.py` and writes
`tests/ops/data/xla.json`, which `tests/ops/test_xla.py` compares.
"""

import importlib.util
import json
import os
import pathlib

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
os.environ.setdefault("CUDA_VISIBLE_DEVICES", "-1")

import tensorflow as tf  # noqa: E402
from tensorflow.compiler.tf2xla.ops import gen_xla_ops  # noqa: E402
from tensorflow.python.framework import op_def_registry  # noqa: E402

ROOT = pathlib.Path(__file__).resolve().parents[2]


def main():
    """Run all samples and write what came out."""
    path = ROOT / "tests/ops/samples_xla.py"
    spec = importlib.util.spec_from_file_location(path.stem, path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    found = {}
    for name, rows in module.SAMPLES.items():
        for i, (inputs, attrs) in enumerate(rows):
            found[f"{name}-{i}"] = outcome(name, inputs, attrs)
    text = ",\n".join(f"{json.dumps(key)}: {json.dumps(value)}" for key, value in found.items())
    (ROOT / "tests/ops/data/xla.json").write_text("{\n" + text + "\n}\n", encoding="utf-8")
    print(len(found), "samples,", sum(isinstance(v, str) for v in found.values()), "errors")


def outcome(name, inputs, attrs):
    """Return [dtype, shape, elements] of each output, or the error."""
    definition = op_def_registry.get(name)
    given = {arg.name: value for arg, value in zip(definition.input_arg, inputs, strict=True)}
    attrs = {key: traced(value, given, key) for key, value in attrs.items()}

    @tf.function(jit_compile=True)
    def run():
        tensors = {
            key: [tf.constant(part) for part in value] if isinstance(value, list)
            else tf.constant(value)
            for key, value in given.items()
        }
        snake = "".join(f"_{c.lower()}" if c.isupper() else c for c in name).strip("_")
        return getattr(gen_xla_ops, snake)(**tensors, **attrs)

    try:
        result = run()
    except Exception as error:  # noqa: BLE001 - a fact to look at
        return f"{type(error).__name__}: {error}"[:300]
    flat = [x.numpy() for x in tf.nest.flatten(result)]
    return [[a.dtype.name, list(a.shape), a.reshape(-1).tolist()] for a in flat]


def traced(value, given, key):
    """Return an attribute, a function of scalars as TensorFlow wants it."""
    if isinstance(value, str):
        return tf.as_dtype(value)
    if not callable(value):
        return value
    arrays = [
        part for item in given.values() for part in (item if isinstance(item, list) else [item])
    ]
    count = value.__code__.co_argcount
    first = arrays if count == 2 else [arrays[0], arrays[1]]
    kinds = [first[0].dtype] * count
    if count == 4:  # two of each in sorts, one after the other in folds
        pair = [first[0].dtype, first[1].dtype]
        kinds = [pair[0], pair[0], pair[1], pair[1]] if key == "comparator" else pair * 2
    specs = [tf.TensorSpec([], tf.as_dtype(kind)) for kind in kinds]

    def function(*scalars):
        results = value(*scalars)
        return results[0] if len(results) == 1 else results

    return tf.function(function).get_concrete_function(*specs)


if __name__ == "__main__":
    main()
