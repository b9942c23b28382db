"""Records what TensorFlow's ops do; needs TensorFlow.

    python conformance/record/record_ops.py [family ...]

Runs every sample of `tests/ops/samples_<family>.py`, and every row of `cases_<family>.py` beside
this file, through TensorFlow's own kernels, and writes `conformance/ops/<family>.json` with what
came out: the outputs, or the class and the sentence of the error. Arrays of more than a hundred
elements go to `<family>.npz`. Also writes `conformance/opdefs.txt`, the definitions of all ops
that the registry has.

Rows that TensorFlow has no CPU kernel for, rows with handles or functions, and rows that give
something else every time are left out and counted. The replay, which needs no TensorFlow, is
`conformance/test_replay_ops.py`.
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

import numpy as np  # noqa: E402

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parents[1]
OUT = ROOT / "conformance" / "ops"
sys.path[:0] = [str(ROOT), str(ROOT / "tests" / "helpers")]

import made_inputs  # noqa: E402

FRAME = re.compile(r"^\{\{function_node .*?\}\} (.*) \[Op:\w+\] name: \S*$", re.DOTALL)
OUTER = re.compile(r"^(.*) \[Op:\w+\] name: \S*$", re.DOTALL)
NO_KERNEL = re.compile(
    r"Could not find (valid )?device for node|(\{\{.*?\}\} )?Op \w+ is not available in GraphDef"
)
SMALL = 100
# Attributes that, when false, leave outputs of an op with whatever was in the memory.
UNSET = {"Eig": "compute_v", "SelfAdjointEigV2": "compute_v", "Svd": "compute_uv"}


def main(families):
    """Record the named families, or all there are."""
    everything = families or all_families()
    OUT.mkdir(exist_ok=True)
    if len(everything) == 1:
        record_family(everything[0])
        return
    for family in everything:
        # Some misfits make TensorFlow end its process; then the other families are still recorded.
        subprocess.run([sys.executable, __file__, family], check=False)
    write_definitions()


def all_families():
    """Return the names of the families that have samples or cases."""
    return sorted(
        {path.stem.removeprefix("samples_") for path in (ROOT / "tests/ops").glob("samples_*.py")}
        | {path.stem.removeprefix("cases_") for path in HERE.glob("cases_*.py")}
    )


def record_family(family):
    """Run all rows of a family and write its files."""
    cases, arrays, left_out = [], {}, 0
    for name, rows in rows_of(family).items():
        for inputs, attrs in rows:
            print(name, end="\r", file=sys.stderr, flush=True)  # the last one, when it crashes
            case = record_case(name, inputs, attrs, arrays)
            if case is None:
                left_out += 1
            else:
                cases.append(case)
    lines = ",\n".join(json.dumps(case, separators=(",", ":")) for case in cases)
    (OUT / f"{family}.json").write_text(f"[\n{lines}\n]\n", encoding="utf-8")
    if arrays:
        np.savez_compressed(OUT / f"{family}.npz", **arrays)
    print(f"{family}: {len(cases)} cases, {left_out} rows left out, {len(arrays)} large arrays")


def rows_of(family):
    """Return {op: rows} of a family: its samples, then its further cases."""
    rows = {}
    samples, cases = ROOT / f"tests/ops/samples_{family}.py", HERE / f"cases_{family}.py"
    for path, variable in ((samples, "SAMPLES"), (cases, "CASES")):
        if path.exists():
            spec = importlib.util.spec_from_file_location(path.stem, path)
            module = importlib.util.module_from_spec(spec)
            spec.loader.exec_module(module)
            for name, more in getattr(module, variable).items():
                rows.setdefault(name, []).extend(with_quantized(name, row) for row in more)
    return rows


def with_quantized(name, row):
    """Return a row whose integers are of the quantized type that an attribute names.

    In samples these are plain integers; numpy has records of one field for them.
    """
    from tensorflow.python.framework import op_def_registry

    inputs, attrs = row
    if not any(str(value).startswith(("qint", "quint")) for value in attrs.values()):
        return row
    inputs, implied = list(inputs), set()
    for i, arg in enumerate(op_def_registry.get(name).input_arg):
        kind = str(attrs.get(arg.type_attr))
        if kind.startswith(("qint", "quint")):
            implied.add(arg.type_attr)
            inputs[i] = (
                [viewed(part, kind) for part in inputs[i]]
                if isinstance(inputs[i], list) else viewed(inputs[i], kind)
            )
    return inputs, {key: value for key, value in attrs.items() if key not in implied}


def viewed(array, kind):
    """Return integers as a quantized type."""
    return np.ascontiguousarray(array).reshape(array.shape).view(np.dtype([(kind, array.dtype)]))


def name_of(dtype):
    """Return the name of a numpy dtype; quantized types are records of one field."""
    return dtype.names[0] if dtype.names else dtype.name


def record_case(name, inputs, attrs, arrays):
    """Run one row; return the case, or None where TensorFlow cannot run it."""
    if not plain(inputs, attrs) or attrs.get(UNSET.get(name)) is False:
        return None
    case = {
        "op": name,
        "inputs": [encode(item, arrays) for item in inputs],
        "attrs": {key: encode_attr(value) for key, value in attrs.items()},
    }
    try:
        outputs, again = call(name, inputs, attrs), call(name, inputs, attrs)
    except Exception as error:  # noqa: BLE001 - every class of error is a fact to record
        sentence = str(error)
        if type(error).__name__ == "_FallbackException":  # the fast path lacks tensor attributes
            return None
        if NO_KERNEL.match(sentence):
            return None
        match = FRAME.match(sentence) or OUTER.match(sentence)
        case["error"] = [type(error).__name__, match.group(1) if match else sentence]
        return case
    if outputs is None or [repr(a.tolist()) for a in outputs] != [
        repr(a.tolist()) for a in again
    ]:
        return None
    case["outputs"] = [encode(array, arrays) for array in outputs]
    return case


def plain(inputs, attrs):
    """Say whether a row holds arrays only, and attributes that can be written down."""
    flat = made_inputs.leaves(inputs)
    values = [
        part for value in attrs.values() for part in (value if isinstance(value, list) else [value])
    ]
    return all(hasattr(item, "ndim") for item in flat) and not any(map(callable, values))


def call(name, inputs, attrs):
    """Run an op eagerly; return a flat list of arrays, or None where one is a resource.

    Inputs come in the definition's order. A variant counts as an array of nothing.
    """
    import tensorflow as tf

    inputs = [made_inputs.evaluated(made_inputs.mapped(tensor, item), run) for item in inputs]
    flat = run(name, inputs, attrs)
    if any(item.dtype == tf.resource for item in flat):
        return None
    return [array_of(item) for item in flat]


def tensor(array):
    """Return an array as TensorFlow's tensor."""
    import tensorflow as tf

    if array.dtype == object:
        return tf.constant(array.tolist(), tf.string, array.shape)
    return tf.constant(array)


def array_of(tensor):
    """Return TensorFlow's tensor as an array."""
    if tensor.dtype.name == "variant":
        return np.zeros(tensor.shape, np.dtype([("variant", np.int8)]))
    array = np.asarray(tensor.numpy(), object if tensor.dtype.name == "string" else None)
    return viewed(array, tensor.dtype.name) if tensor.dtype.is_quantized else array


def run(name, tensors, attrs):
    """Run an op on TensorFlow's tensors; return the flat list of its outputs."""
    from tensorflow.python import pywrap_tensorflow  # noqa: F401
    from tensorflow.python.client import pywrap_tf_session  # noqa: F401
    from tensorflow.python.eager import context, core
    from tensorflow.python.eager.execute import pywrap_tfe
    from tensorflow.python.framework import ops

    context.ensure_initialized()
    here = context.context()
    attrs = defaults(name) | attrs
    pairs = [part for key, value in attrs.items() for part in (key, tf_attr(value))]
    try:
        result = pywrap_tfe.TFE_Py_FastPathExecute(here, name, None, *tensors, *pairs)
    except core._NotOkStatusException as error:
        ops.raise_from_not_ok_status(error, None)
    flat = []
    for item in [] if result is None else result if isinstance(result, (list, tuple)) else [result]:
        flat.extend(item if isinstance(item, list) else [item])
    return flat


def defaults(name):
    """Return the default attributes of an op that inputs do not imply; the fast path wants some."""
    from tensorflow.python.framework import op_def_registry

    definition = op_def_registry.get(name)
    implied = {name for arg in definition.input_arg for name in (arg.type_attr, arg.number_attr)}
    return {
        attr.name: getattr(attr.default_value, attr.default_value.WhichOneof("value"))
        for attr in definition.attr
        if attr.type in ("type", "bool", "int", "float", "string")
        and attr.HasField("default_value") and attr.name not in implied
    }


def tf_attr(value):
    """Return an attribute value as TensorFlow's fast path takes it."""
    import tensorflow as tf

    if isinstance(value, str) and hasattr(tf, value) and isinstance(getattr(tf, value), tf.DType):
        return getattr(tf, value).as_datatype_enum
    if isinstance(value, str):
        try:
            return tf.as_dtype(value).as_datatype_enum
        except TypeError:
            return value
    if isinstance(value, (list, tuple)):
        return [tf_attr(item) for item in value]
    if isinstance(value, np.ndarray):
        return tf.make_tensor_proto(value)
    if hasattr(value, "as_datatype_enum"):
        return value.as_datatype_enum
    if hasattr(value, "as_list"):
        return tf.TensorShape(None if value.rank is None else value.as_list())
    return value


def encode(item, arrays):
    """Return an array as JSON: [dtype, shape, elements], or a list of such for a list.

    What an op makes is the call: the op's name, its inputs, its attributes, which output it is.
    """
    if isinstance(item, made_inputs.Made):
        inputs = [encode(part, arrays) for part in item.inputs]
        attrs = {key: encode_attr(value) for key, value in item.attrs.items()}
        return {"made": [item.op, inputs, attrs, item.output]}
    if isinstance(item, list):
        return {"list": [encode(part, arrays) for part in item]}
    shape, name = list(item.shape), name_of(item.dtype)
    if item.dtype.names:
        item = item[name]
    if item.dtype == object:
        return ["string", shape, [text.decode("latin-1") for text in item.reshape(-1).tolist()]]
    if item.size > SMALL:
        key = f"a{len(arrays)}"
        bits = item if item.dtype.kind != "V" else item.view(f"u{item.dtype.itemsize}")
        arrays[key] = bits
        return [name, shape, key]
    flat = item.reshape(-1)
    if item.dtype.kind == "c":
        flat = np.stack([flat.real, flat.imag], -1).reshape(-1)
    if item.dtype.kind == "V":
        flat = flat.astype(np.int32 if "int" in item.dtype.name else np.float32)
    return [name, shape, flat.tolist()]


def encode_attr(value):
    """Return an attribute value as JSON; bytes are text with a mark."""
    if isinstance(value, bytes):
        return {"bytes": value.decode("latin-1")}
    if isinstance(value, np.ndarray):
        return {"tensor": encode(value, {})}
    if hasattr(value, "as_datatype_enum"):
        return value.name
    if hasattr(value, "as_list"):
        return {"shape": None if value.rank is None else value.as_list()}
    if isinstance(value, (list, tuple)):
        return [encode_attr(item) for item in value]
    return value


def write_definitions():
    """Write TensorFlow's definitions of the ops that the registry has, in the registry's words."""
    sys.path.insert(0, str(ROOT / "conformance" / "oracle"))
    from op_definitions import block

    from tfcompat._src.registry import names

    texts = [block(name) for name in names()]
    path = ROOT / "conformance" / "opdefs.txt"
    path.write_text("\n\n".join(text for text in texts if text) + "\n", encoding="utf-8")
    print(f"opdefs.txt: {sum(map(bool, texts))} definitions")


if __name__ == "__main__":
    main(sys.argv[1:])
