"""The graphs of the programs in autograph/: traced here, exported, imported and run by TensorFlow.

Each has to give there what the program gives here. Programs that capture variables are left out;
`test_saved_here.py` has such.
"""

import importlib.util
import os
import pathlib
import warnings

import numpy as np
import pytest

import tfcompat
from tfcompat._src.base import dtypes, nest

pytestmark = [pytest.mark.tensorflow, pytest.mark.filterwarnings("ignore")]
HERE = pathlib.Path(__file__).parents[1]
_SPEC = importlib.util.spec_from_file_location("autograph_programs", HERE / "autograph_programs.py")
autograph_programs = importlib.util.module_from_spec(_SPEC)
_SPEC.loader.exec_module(autograph_programs)
PROGRAMS = autograph_programs.programs()
EFFECTS = (
    "objects.counters_in_closures",  # every trace counts
    "callbacks.given_to_py_function",  # the callback is a Python object of ours
)


@pytest.fixture(scope="module")
def tf():
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return pytest.importorskip("tensorflow")


def graphs(program):
    """Yield (concrete function, arguments, result) of the calls that give graphs to be run."""
    for function, *args in program(tfcompat):
        if not hasattr(function, "get_concrete_function"):
            continue
        try:
            result = function(*args)
            concrete = function.get_concrete_function(*args)
        except Exception:  # noqa: BLE001,S112 - the programs that fail are compared elsewhere
            continue
        if concrete.outputs and all(
                tensor.dtype != dtypes.resource for tensor in concrete.captured_inputs):
            yield concrete, args, result


def run_there(tf, concrete, tensors):
    """Run a graph in TensorFlow."""
    message = tf.compat.v1.GraphDef.FromString(concrete.graph.as_graph_def().SerializeToString())
    with tf.Graph().as_default() as graph:
        tf.graph_util.import_graph_def(message, name="")
    given = [*tensors, *concrete.captured_inputs]
    feeds = {
        inner.name: value.numpy() for inner, value in zip(concrete.inputs, given, strict=True)
        if inner.op.type == "Placeholder"
    }
    with tf.compat.v1.Session(graph=graph) as session:
        return session.run([tensor.name for tensor in concrete.outputs], feeds)


@pytest.mark.parametrize("name", sorted(set(PROGRAMS) - set(EFFECTS)))
def test_the_graphs_of_a_program_run_in_tensorflow_as_here(tf, name):
    for concrete, args, result in graphs(PROGRAMS[name]):
        flat = nest.flatten(args, expand_composites=True)
        theirs = run_there(tf, concrete, [one for one in flat if tfcompat.is_tensor(one)])
        ours = [one.numpy() for one in nest.flatten(result, expand_composites=True)
                if tfcompat.is_tensor(one)]

        assert len(ours) == len(theirs)
        for mine, other in zip(ours, theirs, strict=True):
            if np.asarray(mine).dtype.kind == "f":
                np.testing.assert_allclose(mine, other, rtol=1e-5)
            else:
                assert np.array_equal(mine, other)
