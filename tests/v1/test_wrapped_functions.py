"""Wrapped functions, functions pruned out of graphs, and frozen graphs."""

import numpy as np
import pytest

import tfcompat as tf
from tfcompat._src.v1.lifting import UnliftableError

v1 = tf.compat.v1


def frozen(build):
    """Return the GraphDef of what `build` adds to a graph."""
    with tf.Graph().as_default() as graph:
        build()
    return graph.as_graph_def()


def imported(graph_def):
    """Return the wrapped function around a GraphDef."""
    return v1.wrap_function(lambda: tf.import_graph_def(graph_def, name=""), [])


def test_any_tensor_may_be_fed():
    def build():
        x = v1.placeholder(tf.float32, [], name="x")
        tf.add(tf.multiply(x, 2.0, name="y"), 1.0, name="z")

    function = imported(frozen(build))

    assert float(function.prune("x:0", "z:0")(tf.constant(3.0))) == 7.0
    assert float(function.prune("y:0", "z:0")(tf.constant(3.0))) == 4.0
    assert float(function.prune(["y:0", "x:0"], "z:0")(tf.constant(3.0), tf.constant(0.0))) == 4.0


def test_functions_pruned_from_one_graph_share_its_variables():
    def build():
        v = v1.get_variable("v", initializer=1.0, use_resource=False)
        r = v1.get_variable("r", initializer=1.0)
        tf.group(v.initializer, r.initializer, name="init")
        tf.identity(v.assign_add(1.0), name="v_up")
        tf.identity(r.assign_add(1.0), name="r_up")

    function = imported(frozen(build))
    function.prune([], "init")()
    function.prune([], ["v_up:0", "r_up:0"])()

    assert [float(x) for x in function.prune([], ["v/read:0", "r/Read/ReadVariableOp:0"])()] == [
        2.0, 2.0]
    other = imported(frozen(build))
    other.prune([], "init")()
    assert float(other.prune([], "v/read:0")()) == 1.0


def test_loops_of_single_nodes_are_pruned_whole():
    graph_def = frozen(lambda: v1.placeholder(tf.float32, [], name="x"))

    def add(name, op, *inputs, **attrs):
        node = graph_def.node.add(name=name, op=op, input=inputs)
        for key, value in attrs.items():
            if isinstance(value, bytes):
                node.attr[key].s = value
            else:
                node.attr[key].type = value
    number, truth = 1, 10
    constant = graph_def.node.add(name="limit", op="Const")
    constant.attr["dtype"].type = number
    constant.attr["value"].tensor.CopyFrom(tf.make_tensor_proto(100.0))
    add("enter", "Enter", "x", T=number, frame_name=b"loop")
    add("limit_in", "Enter", "limit", T=number, frame_name=b"loop")
    graph_def.node[-1].attr["is_constant"].b = True
    add("merge", "Merge", "enter", "next", T=number)
    graph_def.node[-1].attr["N"].i = 2
    add("less", "Less", "merge", "limit_in", T=number)
    add("cond", "LoopCond", "less")
    add("switch", "Switch", "merge", "cond", T=number)
    add("body", "AddV2", "switch:1", "switch:1", T=number)
    add("next", "NextIteration", "body", T=number)
    add("exit", "Exit", "switch", T=number)
    assert truth == 10
    function = imported(graph_def).prune("x:0", "exit:0")

    assert float(function(tf.constant(3.0))) == 192.0


def test_what_is_not_fed_is_named_with_a_way_to_it():
    def build():
        x = v1.placeholder(tf.float32, [], name="x")
        tf.negative(tf.negative(x, name="a"), name="b")

    with pytest.raises(UnliftableError, match=r"b \(Neg\) <- a \(Neg\) <- x \(Placeholder\)"):
        imported(frozen(build)).prune([], "b:0")


def test_gradients_go_through_pruned_functions_to_their_variables():
    kept = []

    def build(x):
        kept.append(tf.Variable([1.0, 2.0]))
        return tf.reduce_sum(kept[0] * x, name="out")

    wrapped = v1.wrap_function(build, [tf.TensorSpec([2], tf.float32)])
    pruned = wrapped.prune(wrapped.inputs, wrapped.outputs)
    with tf.GradientTape() as tape:
        y = pruned(tf.constant([3.0, 4.0]))[0]

    assert tape.gradient(y, kept)[0].numpy().tolist() == [3.0, 4.0]


def test_variables_made_of_tensors_of_the_graph_get_their_values():
    def build():
        first = tf.reduce_sum(tf.ones([3]))
        return v1.Variable(first, name="v") * 1.0

    assert float(v1.wrap_function(build, [])()) == 3.0


def test_a_missing_op_is_named_when_it_would_run():
    graph_def = frozen(lambda: v1.placeholder(tf.float32, [], name="x"))
    graph_def.node.add(name="strange", op="NoSuchOp", input=["x"])
    function = imported(graph_def)

    assert np.isclose(float(function.prune("x:0", "x:0")(tf.constant(1.0))), 1.0)
    with pytest.raises(NotImplementedError, match="NoSuchOp"):
        function.prune("x:0", "strange:0")(tf.constant(1.0))
