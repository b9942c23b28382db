"""Records what TensorFlow knows of shapes before anything runs; needs TensorFlow.

    python conformance/record/record_shapes.py [family ...]

Builds a graph of every row that `record_ops.py` runs, and writes the static shapes of the outputs,
or the sentence of the error, to `conformance/shapes/<family>.json`. Each row is seen in four ways:

    known    all shapes known, small integer inputs constant
    batch    the same, but the first dimension of everything else hidden
    rank     nothing constant, all sizes hidden
    nothing  nothing constant, all ranks hidden

Rows that differ in the type of their numbers only are recorded once. The replay is
`conformance/test_replay_shapes.py`.
"""

import json
import os
import pathlib
import sys

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
os.environ.setdefault("CUDA_VISIBLE_DEVICES", "-1")

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))

import record_ops  # noqa: E402, I001 - it finds made_inputs
import made_inputs  # noqa: E402

OUT = record_ops.ROOT / "conformance" / "shapes"
VIEWS = ("known", "batch", "rank", "nothing")


def main(families):
    """Record the named families, or all there are."""
    OUT.mkdir(exist_ok=True)
    for family in families or record_ops.all_families():
        cases = {}
        for name, rows in record_ops.rows_of(family).items():
            for inputs, attrs in rows:
                if record_ops.plain(inputs, attrs):
                    add_case(cases, name, inputs, attrs)
        lines = ",\n".join(json.dumps(case, separators=(",", ":")) for case in cases.values())
        (OUT / f"{family}.json").write_text(f"[\n{lines}\n]\n", encoding="utf-8")
        print(f"{family}: {len(cases)} cases")


def add_case(cases, name, inputs, attrs):
    """Add a row to `cases` unless one with the same shapes is there."""
    case = {
        "op": name,
        "inputs": [described(item) for item in inputs],
        "attrs": {key: record_ops.encode_attr(value) for key, value in attrs.items()},
    }
    key = json.dumps([name, shapes_only(case["inputs"]), case["attrs"]])
    if key not in cases:
        try:
            case["views"] = {view: inferred(name, inputs, attrs, view) for view in VIEWS}
        except NotImplementedError:  # an op that only old graphs may have
            return
        cases[key] = case


def described(item):
    """Return [dtype, shape] of an input, with its elements where it is constant in some views."""
    if isinstance(item, made_inputs.Made):
        attrs = {key: record_ops.encode_attr(value) for key, value in item.attrs.items()}
        return {"made": [item.op, [described(part) for part in item.inputs], attrs, item.output]}
    if isinstance(item, list):
        return {"list": [described(part) for part in item]}
    name = "string" if item.dtype == object else record_ops.name_of(item.dtype)
    return record_ops.encode(item, {}) if constant(item) else [name, list(item.shape)]


def shapes_only(inputs):
    """Return described inputs without the dtypes of those that are no constants."""
    if isinstance(inputs, dict) and "made" in inputs:
        op, made, attrs, output = inputs["made"]
        return [op, shapes_only(made), attrs, output]
    if isinstance(inputs, dict):
        return shapes_only(inputs["list"])
    if inputs and isinstance(inputs[0], str):
        return inputs[1:]
    return [shapes_only(item) for item in inputs]


def constant(item):
    """Say whether an input is one that calls usually know before they run."""
    return item.dtype.name in ("int32", "int64") and item.ndim <= 1


def inferred(name, inputs, attrs, view):
    """Return the shapes of the outputs as lists (None where unknown), or the error's sentence."""
    import tensorflow as tf

    def tensor(item):
        if constant(item) and view in ("known", "batch"):
            return tf.constant(item)
        dtype = tf.string if item.dtype == object else tf.as_dtype(item.dtype)
        return tf.compat.v1.placeholder(dtype, seen(item.shape, view))

    with tf.Graph().as_default():
        try:
            given = [made_inputs.mapped(tensor, item) for item in inputs]
            outputs = node(name, [made_inputs.evaluated(item, node) for item in given], attrs)
        except (ValueError, TypeError) as error:
            return str(error).split(" for '{{node")[0]
        try:
            return [
                None if output.shape.rank is None else output.shape.as_list() for output in outputs
            ]
        except ValueError as error:  # it infers sizes below zero
            raise NotImplementedError(str(error)) from error


def node(name, inputs, attrs):
    """Make a node of an op; return its outputs."""
    from tensorflow.python.framework import op_def_library, op_def_registry

    definition = op_def_registry.get(name)
    names = [arg.name for arg in definition.input_arg]
    implied = {
        text for arg in definition.input_arg
        for text in (arg.type_attr, arg.number_attr, arg.type_list_attr)
    }
    unset = {attr.name: None for attr in definition.attr if attr.name not in implied}
    given = dict(zip(names, inputs, strict=True))
    values = unset | {
        key: graph_attr(value) for key, value in attrs.items() if key not in implied
    }
    return op_def_library._apply_op_helper(name, name.lstrip("_"), **given, **values)[2].outputs


def seen(shape, view):
    """Return what a view shows of a shape."""
    if view == "known":
        return list(shape)
    if view == "batch":
        return [None, *shape[1:]] if shape else []
    return [None] * len(shape) if view == "rank" else None


def graph_attr(value):
    """Return an attribute value as TensorFlow's graph functions take it."""
    import tensorflow as tf

    if hasattr(value, "as_datatype_enum"):
        return tf.as_dtype(value.as_datatype_enum)
    if hasattr(value, "as_list"):
        return tf.TensorShape(None if value.rank is None else value.as_list())
    if isinstance(value, tuple):
        return list(value)
    return tf.make_tensor_proto(value) if hasattr(value, "ndim") else value


if __name__ == "__main__":
    main(sys.argv[1:])
