"""Every sample row of tests/ops as nodes of graphs: traced here, exported, run by TensorFlow.

The rows of a family go into one graph, which TensorFlow imports as a whole; then each row is run
by itself in both, and the results have to be the same. What TensorFlow cannot run, or runs to
something else, is in `gaps.txt` as `graphs OP-ROW :: reason`.
"""

import importlib.util
import os
import pathlib
import warnings

import numpy as np
import pytest
from made_inputs import evaluated, leaves, mapped

import tfcompat
from tfcompat._src.base import dtypes
from tfcompat._src.plan.compiler import compile_plan
from tfcompat._src.registry import find

pytestmark = [pytest.mark.tensorflow, pytest.mark.filterwarnings("ignore")]
ROOT = pathlib.Path(__file__).parents[2]
FAMILIES = sorted((ROOT / "tests" / "ops").glob("samples_*.py"))
# Results that are drawn, or that name things of one process: only their shapes count.
DRAWN = ("Random", "Stateless", "Multinomial", "Truncated", "Parameterized", "SampleDistorted",
         "ExtractGlimpse", "NonDeterministicInts")
# Nodes of loops have no meaning by themselves.
PARTS = ("Enter", "Exit", "NextIteration", "RefEnter", "RefExit", "RefNextIteration", "LoopCond")
# Handles that are strings name things of one process; `test_v1_graphs.py` runs what uses them.
HANDLES = ("TensorArray", "Stack")
VECTORS = ("Eig-", "SelfAdjointEigV2-", "Svd-")  # only the values are unique
NO_KERNEL = "No OpKernel was registered"


@pytest.fixture(scope="module")
def tf():
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return pytest.importorskip("tensorflow")


def load(path):
    spec = importlib.util.spec_from_file_location(path.stem, path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.SAMPLES


def gaps():
    text = (ROOT / "conformance" / "gaps.txt").read_text(encoding="utf-8")
    lines = [line.removeprefix("graphs ") for line in text.splitlines()
             if line.startswith("graphs ")]
    return dict(line.split(" :: ", 1) for line in lines)


def is_array(item):
    return hasattr(item, "ndim")


def is_list(tensor):
    return tensor.dtype == tfcompat.variant and tensor.shape.rank == 0


def rows(samples):
    """Yield (label, op, inputs, attributes) of the rows whose inputs are arrays."""
    for name, found in sorted(samples.items()):
        for i, (inputs, attrs) in enumerate(
            () if name in PARTS or name.startswith(HANDLES) else found
        ):
            plain = all(map(is_array, leaves(inputs))) and not any(
                callable(part) and not isinstance(part, dtypes.DType)
                for value in attrs.values()
                for part in (value if isinstance(value, (list, tuple)) else [value]))
            if plain and not any(arg.is_ref for arg in find(name).definition.inputs):
                yield f"{name}-{i}", find(name), inputs, attrs


def node(op, inputs, attrs, label):
    """Make a row's node and its placeholders; return placeholders, arrays and outputs."""
    fed, arrays = [], []

    def given(array):
        array = np.asarray(array)
        dtype = dtypes.from_numpy(array.dtype)
        tensor = tfcompat.raw_ops.Placeholder(dtype=dtype, shape=array.shape)
        fed.append(tensor)
        arrays.append(array)
        return tensor

    def call(name, inputs, attrs):
        definition = find(name).definition
        arguments = {arg.name: item for arg, item in zip(definition.inputs, inputs, strict=True)}
        found = getattr(tfcompat.raw_ops, name)(**arguments, **attrs)
        return tfcompat.nest.flatten(found) if definition.outputs else []

    with tfcompat.name_scope(scope(label)):
        inputs = [evaluated(mapped(given, item), call) for item in inputs]
        result = call(op.name, inputs, attrs)
        if "TensorList" in op.name:  # of a list, how long it is
            result = [tfcompat.raw_ops.TensorListLength(input_handle=t) if is_list(t) else t
                      for t in result]
    outputs = [t for t in result
               if isinstance(t, tfcompat.Tensor) and t.dtype not in (
                   tfcompat.resource, tfcompat.variant)]
    return fed, arrays, outputs


def traced(samples):
    """Return the graph of a family's rows, and {label: (fed, arrays, outputs)}."""
    made = {}
    with tfcompat.Graph().as_default() as graph:
        for label, op, inputs, attrs in rows(samples):
            try:
                found = node(op, inputs, attrs, label)
            except (ValueError, TypeError, NotImplementedError):
                continue  # a misfit: refused while the graph is built, as TensorFlow does
            if found[2]:
                made[label] = found
    return graph, made


@pytest.mark.parametrize("path", FAMILIES, ids=lambda path: path.stem.removeprefix("samples_"))
def test_tensorflow_runs_what_is_traced_here(tf, path):
    graph, made = traced(load(path))
    if not made:
        return
    message = tf.compat.v1.GraphDef.FromString(graph.as_graph_def().SerializeToString())
    refused = import_all(tf, message, made)
    known, wrong = gaps(), []
    for label, row in made.items():
        problem = refused.get(label) or compare(tf, message, graph, label, *row)
        if "uninitialised" in known.get(label, ""):
            continue  # what is in the memory may be right by chance
        if bool(problem) == (label not in known):
            wrong.append(f"{label}: {problem or 'a known gap matches'}")

    assert not wrong, f"{len(wrong)} of {len(made)}\n" + "\n".join(wrong)


def import_all(tf, message, labels):
    """Import a GraphDef without the rows that TensorFlow refuses; return those, with reasons.

    Rows of ops that TensorFlow has removed are taken out of `labels`.
    """
    refused = {}
    while True:
        try:
            with tf.Graph().as_default():
                tf.graph_util.import_graph_def(message, name="")
            return refused
        except tf.errors.UnimplementedError as error:  # "Op X is not available": removed long ago
            name = str(error).split()[1]
            for label in [label for label in labels if label.split("-")[0] == name]:
                del labels[label]
            kept = [node for node in message.node if not node.name.startswith(f"{name}_")]
            del message.node[:]
            message.node.extend(kept)
        except ValueError as error:
            label = next((label for label in labels if scope(label) + "/" in str(error)), None)
            if label is None or label in refused:
                raise
            refused[label] = f"TensorFlow refuses the node: {str(error)[:200]}"
            kept = [node for node in message.node if not node.name.startswith(scope(label) + "/")]
            del message.node[:]
            message.node.extend(kept)


def scope(label):
    return label.replace("-", "_")


def run_there(tf, message, label, feeds, fetches):
    """Run the nodes of a row in TensorFlow; alone, as one without a kernel stops all others."""
    part = tf.compat.v1.GraphDef(library=message.library, versions=message.versions)
    part.node.extend(node for node in message.node if node.name.startswith(scope(label) + "/"))
    with tf.Graph().as_default() as graph:
        tf.graph_util.import_graph_def(part, name="")
    with tf.compat.v1.Session(graph=graph) as session:
        return session.run(fetches, feeds)


def compare(tf, message, graph, label, fed, arrays, outputs):
    """Run a row in both; return what differs, or None."""
    feeds = {  # copies: some ops write into what they are fed
        tensor.name: array.copy() for tensor, array in zip(fed, arrays, strict=True)}
    outputs = outputs[:1] if label.startswith(VECTORS) else outputs
    fetches = [tensor.name for tensor in outputs]
    theirs = attempt(lambda: run_there(tf, message, label, feeds, fetches))
    ours = attempt(lambda: compile_plan(graph, fed, outputs, keep_stateful=False)(*arrays))
    if NO_KERNEL in str(theirs):
        return None
    if isinstance(theirs, Exception) or isinstance(ours, Exception):
        if type(theirs).__name__ == type(ours).__name__:
            return None
        return f"TensorFlow {brief(theirs)}, here {brief(ours)}"
    for mine, other, tensor in zip(ours, theirs, outputs, strict=True):
        kind = object if tensor.dtype == tfcompat.string else None  # else zeros at ends get lost
        mine, other = np.asarray(mine, kind), np.asarray(other, kind)
        if mine.shape != other.shape or not tensor.shape.is_compatible_with(other.shape):
            return f"{tensor.name} {other.shape}, here {mine.shape} (static {tensor.shape})"
        if not any(word in label for word in DRAWN) and not same(mine, other):
            return f"{tensor.name} is {other.reshape(-1)[:6]}, here {mine.reshape(-1)[:6]}"
    return None


def attempt(function):
    try:
        return function()
    except Exception as error:  # noqa: BLE001 - its class is compared
        return error


def brief(value):
    if isinstance(value, Exception):
        return f"raises {type(value).__name__} ({brief_text(value)})"
    return "answers"


def same(mine, other):
    if mine.dtype == object or other.dtype == object:
        return mine.tolist() == other.tolist()
    if mine.dtype.kind in "fcV" or mine.dtype.kind not in "biu":
        wide = np.complex128 if mine.dtype.kind == "c" else np.float64
        loose = 2e-2 if mine.dtype.itemsize <= 2 else 2e-4
        return np.allclose(mine.astype(wide), other.astype(wide), rtol=loose, atol=loose,
                           equal_nan=True)
    return np.array_equal(mine, other.astype(mine.dtype))


def brief_text(error):
    lines = [line for line in str(error).splitlines()
             if line.strip() and not line.startswith(("Graph execution", "Detected", "  File"))]
    return (lines or [""])[0][:160]
