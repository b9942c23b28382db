"""Nodes that stand for engines of TensorRT run what the engine was made of."""

import numpy as np
import pytest

import tfcompat as tf
from tfcompat._src.wire import messages

v1 = tf.compat.v1


def nodes_for(function_graph, **attrs):
    """A graph with a placeholder and an engine."""
    graph = messages.GraphDef()
    graph.node.add(name="x", op="Placeholder").attr["dtype"].type = 1
    node = graph.node.add(name="engine", op="TRTEngineOp", input=["x"])
    for name in ("InT", "OutT"):
        node.attr[name].list.type.append(1)
    node.attr["precision_mode"].s = b"FP16"
    node.attr["workspace_size_bytes"].i = 10
    node.attr["serialized_segment"].s = b""
    for name, value in attrs.items():
        if name == "segment_func":
            node.attr[name].func.name = value
        else:
            node.attr[name].s = value
    if function_graph is not None:
        graph.library.function.append(function_graph)
    return graph


def doubled(name):
    """A function of a library that doubles its argument."""
    f = tf.function(lambda x: x + x).get_concrete_function(tf.TensorSpec([None], tf.float32))
    found = messages.FunctionDef.FromString(f.function_def.SerializeToString())
    found.signature.name = name
    return found


def part():
    """The part of a graph as the oldest converters keep it."""
    graph = messages.GraphDef()
    graph.node.add(name="TensorRTInputPH_0", op="Placeholder").attr["dtype"].type = 1
    graph.node.add(
        name="sum", op="AddV2", input=["TensorRTInputPH_0"] * 2).attr["T"].type = 1
    graph.node.add(name="TensorRTOutputPH_0", op="Identity", input=["sum"]).attr["T"].type = 1
    return graph.SerializeToString()


@pytest.mark.parametrize("graph", [
    nodes_for(doubled("segment"), segment_func="segment"),
    nodes_for(doubled("segment"), segment_funcdef_name=b"segment"),
    nodes_for(doubled("engine_native_segment")),
    nodes_for(None, serialized_segment=part()),
], ids=["function", "name of a function", "name of the node", "graph"])
def test_the_part_is_run(graph):
    def program(x):
        [found] = v1.import_graph_def(graph, {"x": x}, ["engine:0"], name="")
        return found

    f = v1.wrap_function(program, [tf.TensorSpec([None], tf.float32)])
    np.testing.assert_array_equal(f(tf.constant([1.0, 2.5])), [2, 5])


def test_an_engine_by_itself_is_refused_by_name():
    graph = nodes_for(None, serialized_segment=b"\xe8\x14\x00\x01")
    sentence = r"'engine' \(TRTEngineOp\) in .* has an engine"
    with tf.Graph().as_default(), pytest.raises(NotImplementedError, match=sentence):
        v1.import_graph_def(graph, name="")
