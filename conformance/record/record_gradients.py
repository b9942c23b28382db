"""Records TensorFlow's gradients of ops, once and twice; needs TensorFlow.

    python conformance/record/record_gradients.py [family ...]

Takes the rows that `record_ops.py` runs, and those of `gradients_<family>.py` beside this file
(special points of gradients), differentiates each call with TensorFlow's tape as `twice.py` says,
and writes `conformance/gradients/<family>.json`; large arrays go to `<family>.npz`.

Rows without floating or complex inputs and outputs, stateful ops, and rows that are errors before
there is anything to differentiate are left out. The replay, which needs no TensorFlow, is
`conformance/test_replay_gradients.py`.
"""

import json
import os
import pathlib
import subprocess
import sys

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
os.environ.setdefault("CUDA_VISIBLE_DEVICES", "-1")

import numpy as np  # noqa: E402

HERE = pathlib.Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent)]

import record_ops  # noqa: E402, I001 - it finds made_inputs
import made_inputs  # noqa: E402
import twice  # noqa: E402

OUT = record_ops.ROOT / "conformance" / "gradients"


def main(families):
    """Record the named families, or all there are."""
    extra = {path.stem.removeprefix("gradients_") for path in HERE.glob("gradients_*.py")}
    everything = families or sorted({*record_ops.all_families(), *extra})
    OUT.mkdir(exist_ok=True)
    if len(everything) == 1:
        record_family(everything[0])
        return
    for family in everything:
        subprocess.run([sys.executable, __file__, family], check=False)


def record_family(family):
    """Differentiate all rows of a family and write its files."""
    cases, arrays = [], {}
    for name, rows in rows_of(family).items():
        for inputs, attrs in rows:
            case = record_case(name, inputs, attrs, arrays)
            if case is not None:
                cases.append(case)
    for path in (OUT / f"{family}.json", OUT / f"{family}.npz"):
        path.unlink(missing_ok=True)
    if cases:
        lines = ",\n".join(json.dumps(case, separators=(",", ":")) for case in cases)
        (OUT / f"{family}.json").write_text(f"[\n{lines}\n]\n", encoding="utf-8")
    if arrays:
        np.savez_compressed(OUT / f"{family}.npz", **arrays)
    print(f"{family}: {len(cases)} cases, {len(arrays)} large arrays")


def rows_of(family):
    """Return {op: rows} of a family, those made for gradients last."""
    rows = record_ops.rows_of(family)
    path = HERE / f"gradients_{family}.py"
    if path.exists():
        spec = record_ops.importlib.util.spec_from_file_location(path.stem, path)
        module = record_ops.importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        for name, more in module.ROWS.items():
            rows.setdefault(name, []).extend(more)
    return rows


def record_case(name, inputs, attrs, arrays):
    """Differentiate one row; return the case, or None where there is nothing to record."""
    import tensorflow as tf

    if not record_ops.plain(inputs, attrs) or is_stateful(name):
        return None
    if not any(item.dtype.name in twice.TRAINABLE for item in made_inputs.leaves(inputs)):
        return None
    tensors = [made_inputs.mapped(record_ops.tensor, item) for item in inputs]
    try:
        result = twice.gradients(
            tf.GradientTape, lambda given: call(name, given, attrs), tensors, weighed
        )
    except (LookupError, NotImplementedError, ValueError, TypeError, RuntimeError) as error:
        result = error, []
    except (tf.errors.OpError, AttributeError):  # of old control flow only graphs have gradients
        return None
    if result is None:
        return None
    first, second = result
    if isinstance(first, (ValueError, TypeError, RuntimeError)) and not works(name, tensors, attrs):
        return None
    return {
        "op": name,
        "inputs": [record_ops.encode(item, arrays) for item in inputs],
        "attrs": {key: record_ops.encode_attr(value) for key, value in attrs.items()},
        "first": encode_all(first, arrays),
        "second": encode_all(second, arrays),
    }


def weighed(tensors, step):
    """Return the weights for each of some tensors."""
    import tensorflow as tf

    return [tf.constant(twice.weights_like(tensor, step)) for tensor in tensors]


def works(name, tensors, attrs):
    """Say whether the call itself is no error."""
    try:
        call(name, tensors, attrs)
    except Exception:  # noqa: BLE001 - whatever it is, there is nothing to differentiate
        return False
    return True


def is_stateful(name):
    """Say whether the op may give something else each time."""
    from tensorflow.python.framework import op_def_registry

    return op_def_registry.get(name).is_stateful


def call(name, tensors, attrs):
    """Run an op eagerly, seen by tapes; return the flat list of its output tensors."""
    tensors = [made_inputs.evaluated(item, call) for item in tensors]
    return record_ops.run(name, tensors, all_defaults(name) | attrs)


def all_defaults(name):
    """Return the defaults of all attributes that inputs do not imply: gradients ask for them."""
    from tensorflow.python.framework import op_def_registry

    definition = op_def_registry.get(name)
    implied = {
        attr for arg in definition.input_arg
        for attr in (arg.type_attr, arg.number_attr, arg.type_list_attr)
    }
    found = {}
    for attr in definition.attr:
        if attr.HasField("default_value") and attr.name not in implied:
            field = attr.default_value.WhichOneof("value")
            value = getattr(attr.default_value, field)
            if field == "list":
                kind = attr.type[5:-1]
                items = {"int": value.i, "float": value.f, "type": value.type, "bool": value.b,
                         "string": value.s, "shape": value.shape}[kind]
                value = list(items)
            if field in ("shape", "func", "tensor"):
                continue
            found[attr.name] = value
    return found


def encode_all(gradients, arrays):
    """Return gradients as JSON: arrays, None, slices, or the class and sentence of an error."""
    if isinstance(gradients, Exception):
        return {"error": [type(gradients).__name__, str(gradients)]}
    return [encode_gradient(gradient, arrays) for gradient in gradients]


def encode_gradient(gradient, arrays):
    """Return one gradient as JSON."""
    if gradient is None:
        return None
    if hasattr(gradient, "indices"):
        parts = (gradient.values, gradient.indices, gradient.dense_shape)
        return {"slices": [record_ops.encode(part.numpy(), arrays) for part in parts]}
    return record_ops.encode(np.asarray(gradient.numpy()), arrays)


if __name__ == "__main__":
    main(sys.argv[1:])
