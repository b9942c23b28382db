"""Records graphs as TensorFlow 1 wrote them, and what TensorFlow computes with them.

    python conformance/record/v1_graphs.py

Each function below builds a graph with control flow of single nodes (Switch, Merge, Enter, Exit,
NextIteration), TensorArrays and stacks, and returns tensors to run. `conformance/v1_graphs.json`
gets the graph as text, the feeds, and the results. The replay is `test_v1_graphs.py`.
"""

import json
import os
import pathlib
import re

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
os.environ.setdefault("CUDA_VISIBLE_DEVICES", "-1")

import numpy as np  # noqa: E402
import tensorflow as tf  # noqa: E402

OUT = pathlib.Path(__file__).resolve().parents[1] / "v1_graphs.json"
v1 = tf.compat.v1
X = np.arange(12, dtype=np.float32).reshape(4, 3) / 4
PROGRAMS = {}


def program(function):
    """Enter a function in the list."""
    PROGRAMS[function.__name__] = function
    return function


@program
def counts(x):
    n, total = v1.while_loop(
        lambda i, s: i < 10, lambda i, s: (i + 2, s + tf.reduce_sum(x) * tf.cast(i, tf.float32)),
        [0, 0.0])
    return n, total


@program
def never_runs(x):
    return v1.while_loop(lambda i, y: i < 0, lambda i, y: (i + 1, y * 2.0), [0, x])


@program
def nested_loops(x):
    def outer(i, y):
        inner = v1.while_loop(lambda j, z: j < i, lambda j, z: (j + 1, z + y), [0, y])
        return i + 1, inner[1]

    return v1.while_loop(lambda i, y: i < 4, outer, [0, x])[1]


@program
def condition_in_a_loop(x):
    def body(i, y):
        y = v1.cond(tf.equal(i % 2, 0), lambda: y + x, lambda: y * 0.5)
        return i + 1, y

    return v1.while_loop(lambda i, y: i < 5, body, [0, x])[1]


@program
def loop_in_a_condition(x):
    def loop():
        return v1.while_loop(lambda i, y: i < 3, lambda i, y: (i + 1, y * 2.0), [0, x])[1]

    return [v1.cond(tf.reduce_sum(x) > limit, loop, lambda: -x) for limit in (1.0, 1000.0)]


@program
def shape_that_grows(x):
    return v1.while_loop(
        lambda i, y: i < 3, lambda i, y: (i + 1, tf.concat([y, x], 0)), [0, x],
        shape_invariants=[tf.TensorShape([]), tf.TensorShape([None, 3])])[1]


@program
def array_written_in_a_loop(x):
    array = tf.TensorArray(tf.float32, size=4)
    _, array = v1.while_loop(
        lambda i, a: i < 4, lambda i, a: (i + 1, a.write(i, x[i] * tf.cast(i, tf.float32))),
        [0, array])
    return array.stack(), array.size()


@program
def array_that_grows(x):
    array = tf.TensorArray(tf.float32, size=0, dynamic_size=True)
    _, array = v1.while_loop(
        lambda i, a: i < 6, lambda i, a: (i + 1, a.write(i, x[i % 4])), [0, array])
    return array.stack()


@program
def array_read_in_a_loop(x):
    array = tf.TensorArray(tf.float32, size=4).unstack(x)
    return v1.while_loop(
        lambda i, s: i < 4, lambda i, s: (i + 1, s * 0.5 + array.read(i)), [0, tf.zeros([3])])[1]


@program
def recurrence(x):
    weights = tf.constant(np.eye(3, dtype=np.float32) * 0.5 + 0.1)
    inputs = tf.TensorArray(tf.float32, size=4).unstack(x)
    outputs = tf.TensorArray(tf.float32, size=4)

    def step(t, state, outputs):
        state = tf.tanh(tf.linalg.matvec(weights, state) + inputs.read(t))
        return t + 1, state, outputs.write(t, state)

    _, state, outputs = v1.while_loop(
        lambda t, *_: t < 4, step, [0, tf.zeros([3]), outputs], parallel_iterations=1)
    return state, outputs.stack()


@program
def gradient_of_a_loop(x):
    y = v1.while_loop(lambda i, y: i < 3, lambda i, y: (i + 1, y * y + x), [0, x])[1]
    return v1.gradients(y, x)[0]


@program
def gradient_of_a_recurrence(x):
    state, outputs = recurrence(x)
    return v1.gradients([tf.reduce_sum(state * state), outputs], x)[0]


@program
def gradient_of_nested_loops(x):
    return v1.gradients(nested_loops(x), x)[0]


@program
def gradient_of_a_condition_in_a_loop(x):
    return v1.gradients(condition_in_a_loop(x), x)[0]


@program
def gradient_of_a_condition(x):
    y = v1.cond(tf.reduce_sum(x) > 1.0, lambda: x * x, lambda: tf.exp(x))
    return y, v1.gradients(y, x)[0]


@program
def pieces(x):
    array = tf.TensorArray(tf.float32, size=3, infer_shape=False).split(x, [1, 2, 1])
    joined = array.concat()
    return joined, v1.gradients(joined**2.0, x)[0]


@program
def map_and_scan(x):
    mapped = v1.map_fn(lambda row: row * 2.0 + tf.reduce_sum(row), x)
    scanned = v1.scan(lambda a, row: a + row, x)
    return mapped, scanned, v1.foldl(lambda a, row: a * 0.5 + row, x)


@program
def gradient_of_map_and_scan(x):
    return v1.gradients(map_and_scan(x), x)[0]


@program
def case_of_three(x):
    n = tf.cast(tf.reduce_sum(x), tf.int32)
    return v1.case(
        [(n < 3, lambda: x), (n < 100, lambda: x * 2.0)], default=lambda: x * 3.0, exclusive=False)


@program
def strings_in_a_loop(x):
    return v1.while_loop(
        lambda i, s: i < 3, lambda i, s: (i + 1, tf.strings.join([s, tf.strings.as_string(i)])),
        [0, tf.constant("n")])[1]


# --- TensorArrays of the first two versions: nobody can make such graphs any more ---------------

OLD = """
node { name: "x" op: "Placeholder" attr { key: "dtype" value { type: DT_FLOAT } } }
node { name: "size" op: "Const" attr { key: "dtype" value { type: DT_INT32 } }
  attr { key: "value" value { tensor { dtype: DT_INT32 tensor_shape {} int_val: 4 } } } }
node { name: "all" op: "Const" attr { key: "dtype" value { type: DT_INT32 } }
  attr { key: "value" value { tensor { dtype: DT_INT32 tensor_shape { dim { size: 4 } }
  int_val: 1 int_val: 0 int_val: 2 int_val: 3 } } } }
node { name: "one" op: "Const" attr { key: "dtype" value { type: DT_INT32 } }
  attr { key: "value" value { tensor { dtype: DT_INT32 tensor_shape {} int_val: 1 } } } }
node { name: "lengths" op: "Const" attr { key: "dtype" value { type: DT_INT64 } }
  attr { key: "value" value { tensor { dtype: DT_INT64 tensor_shape { dim { size: 4 } }
  int64_val: 1 int64_val: 0 int64_val: 2 int64_val: 1 } } } }
node { name: "zero" op: "Const" attr { key: "dtype" value { type: DT_FLOAT } }
  attr { key: "value" value { tensor { dtype: DT_FLOAT tensor_shape {} float_val: 0 } } } }
node { name: "a" op: "TensorArray@" input: "size" attr { key: "dtype" value { type: DT_FLOAT } }
  attr { key: "clear_after_read" value { b: false } } }
node { name: "s" op: "TensorArrayScatter@" input: "a" input: "all" input: "x" input: "zero"
  attr { key: "T" value { type: DT_FLOAT } } }
node { name: "r" op: "TensorArrayRead@" input: "a" input: "one" input: "s"
  attr { key: "dtype" value { type: DT_FLOAT } } }
node { name: "g" op: "TensorArrayGather@" input: "a" input: "all" input: "s"
  attr { key: "dtype" value { type: DT_FLOAT } } }
node { name: "n" op: "TensorArraySize@" input: "a" input: "s" }
node { name: "d" op: "TensorArrayGrad@" input: "a" input: "s" input: "^s"
  attr { key: "source" value { s: "gradients" } } }
node { name: "dw" op: "TensorArrayWrite@" input: "d" input: "one" input: "r" input: "s"
  attr { key: "T" value { type: DT_FLOAT } } }
node { name: "dw2" op: "TensorArrayWrite@" input: "d" input: "one" input: "r" input: "dw"
  attr { key: "T" value { type: DT_FLOAT } } }
node { name: "dg" op: "TensorArrayGather@" input: "d" input: "all" input: "dw2"
  attr { key: "dtype" value { type: DT_FLOAT } } }
node { name: "b" op: "TensorArray@" input: "size" attr { key: "dtype" value { type: DT_FLOAT } } }
node { name: "bs" op: "TensorArraySplit@" input: "b" input: "x" input: "lengths" input: "zero"
  attr { key: "T" value { type: DT_FLOAT } } }
node { name: "c" op: "TensorArrayConcat@" input: "b" input: "bs"
  attr { key: "dtype" value { type: DT_FLOAT } } }
node { name: "close" op: "TensorArrayClose@" input: "b" input: "^c" }
node { name: "end" op: "Identity" input: "c" input: "^close"
  attr { key: "T" value { type: DT_FLOAT } } }
versions { producer: % }
"""
PACKED = """
node { name: "p" op: "TensorArray" input: "size" attr { key: "dtype" value { type: DT_FLOAT } } }
node { name: "pu" op: "TensorArrayUnpack" input: "p" input: "x" input: "zero"
  attr { key: "T" value { type: DT_FLOAT } } }
node { name: "pp" op: "TensorArrayPack" input: "p" input: "pu"
  attr { key: "dtype" value { type: DT_FLOAT } } }
versions {"""
STACKS = """
node { name: "k" op: "Stack" attr { key: "elem_type" value { type: DT_FLOAT } } }
node { name: "k1" op: "StackPush" input: "k" input: "x" attr { key: "T" value { type: DT_FLOAT } } }
node { name: "k2" op: "StackPush" input: "k" input: "zero" input: "^k1"
  attr { key: "T" value { type: DT_FLOAT } } }
node { name: "k3" op: "StackPop" input: "k" input: "^k2"
  attr { key: "elem_type" value { type: DT_FLOAT } } }
node { name: "k4" op: "StackPop" input: "k" input: "^k3"
  attr { key: "elem_type" value { type: DT_FLOAT } } }
versions {"""


def old_arrays(version, producer):
    """Return the text of a graph with arrays of an old version, and what to fetch."""
    text = OLD.replace("@", version).replace("%", str(producer))
    fetches = ["r", "g", "n", "dg", "c", "c:1", "end"]
    if not version:  # references are taken to values by themselves
        text = text.replace("versions {", PACKED).replace("versions {", STACKS)
        fetches += ["pp", "k3", "k4"]
    return text, [name if ":" in name else f"{name}:0" for name in fetches]


def record(name, text, fetches):
    """Run a graph and return its case."""
    from google.protobuf import text_format

    message = text_format.Parse(text, v1.GraphDef())
    feeds = {"x:0": X}
    with tf.Graph().as_default() as graph:
        tf.graph_util.import_graph_def(message, name="")
        with v1.Session(graph=graph) as session:
            results = session.run(fetches, feeds)
    return {
        "name": name, "graph": text, "fetches": fetches,
        "results": [[one.dtype.name if hasattr(one, "dtype") else "object",
                     np.asarray(one).tolist() if not isinstance(one, bytes) else one.decode()]
                    for one in results],
    }


def main():
    """Record all programs."""
    v1.disable_v2_behavior()
    cases = []
    for name, function in PROGRAMS.items():
        with tf.Graph().as_default() as graph:
            x = v1.placeholder(tf.float32, [4, 3], name="x")
            fetches = [tensor.name for tensor in tf.nest.flatten(function(x))]
        text = re.sub(r"\n\s*", " ", str(graph.as_graph_def()))
        cases.append(record(name, text, fetches))
    for version, producer in (("", 15), ("V2", 25)):
        cases.append(record(f"arrays_{version or 'V1'}", *old_arrays(version, producer)))
    lines = ",\n".join(json.dumps(case) for case in cases)
    OUT.write_text(f"[\n{lines}\n]\n", encoding="utf-8")
    print(f"{len(cases)} graphs")


if __name__ == "__main__":
    main()
