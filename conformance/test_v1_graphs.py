"""Runs recorded graphs of TensorFlow 1: loops of single nodes, TensorArrays, stacks, references.

The graphs and what TensorFlow computes with them are in `v1_graphs.json`, written by
`record/v1_graphs.py`. Gradients are in the graphs themselves, as TensorFlow 1 wrote them.
"""

import functools
import json
import pathlib

import numpy as np
import pytest

from tfcompat._src.graph import import_def
from tfcompat._src.plan.compiler import compile_plan
from tfcompat._src.wire import messages

HERE = pathlib.Path(__file__).resolve().parent
X = np.arange(12, dtype=np.float32).reshape(4, 3) / 4


@functools.cache
def cases():
    """Return {name: case}."""
    found = json.loads((HERE / "v1_graphs.json").read_text(encoding="utf-8"))
    return {case["name"]: case for case in found}


@pytest.mark.parametrize("name", cases())
def test_graphs_of_tensorflow_1_run_as_there(name):
    case = cases()[name]
    graph = import_def.import_graph_def(messages.from_text(messages.GraphDef, case["graph"]))
    fetches = [graph.get_tensor_by_name(tensor) for tensor in case["fetches"]]
    plan = compile_plan(graph, [graph.get_tensor_by_name("x:0")], fetches, keep_stateful=False)

    for _ in range(2):  # the second run finds nothing of the first
        results = plan(X)
        for got, tensor, (dtype, expected) in zip(
            results, fetches, case["results"], strict=True
        ):
            got = np.asarray(got)
            if dtype == "object":
                assert got.item().decode() == expected
                continue
            assert got.dtype == np.dtype(dtype) and got.shape == np.shape(expected)
            assert tensor.shape.is_compatible_with(got.shape)
            np.testing.assert_allclose(got, np.array(expected, dtype), 1e-5, 1e-6)
