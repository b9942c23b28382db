"""Traced functions: captures, the order of effects, calls of other functions."""

import gc
import weakref

import numpy as np
import pytest

import tfcompat as tf
from tfcompat._src.core import raw
from tfcompat._src.graph import effects
from tfcompat._src.graph.func_graph import FuncGraph


def traced(function, *specs):
    return tf.function(function).get_concrete_function(*specs)


SCALAR = tf.TensorSpec([], tf.float32)


def controls(graph):
    return {op.name: [other.name for other in op.control_inputs] for op in graph.operations}


def test_small_eager_tensors_are_captured_as_constants_and_stay_arguments():
    small, big = tf.constant([1.0, 2.0]), tf.constant(np.ones(129, np.float32))
    concrete = traced(lambda x: x + raw.Sum(small, [0])
                      + raw.Sum(big, [0]), SCALAR)

    kinds = [(internal.op.type, internal.op.name) for _, internal in concrete.graph.captures]
    assert kinds == [("Const", "Sum/input"), ("Placeholder", "Sum_1/input")]
    assert len(concrete.graph.inputs) == 3
    assert concrete(tf.constant(1.0)).numpy() == 133.0


def test_a_captured_tensor_is_captured_once():
    big = tf.constant(np.ones(200, np.float32))
    concrete = traced(lambda x: x + big + big, SCALAR)

    assert len(concrete.graph.captures) == 1


def test_reads_follow_the_last_write_and_writes_follow_reads():
    variable = tf.Variable(2.0)

    def function(x):
        handle = variable.handle
        tf.raw_ops.ReadVariableOp(resource=handle, dtype=tf.float32, name="r0")
        tf.raw_ops.AssignAddVariableOp(resource=handle, value=x, name="w1")
        tf.raw_ops.ReadVariableOp(resource=handle, dtype=tf.float32, name="r1")
        tf.raw_ops.ReadVariableOp(resource=handle, dtype=tf.float32, name="r2")
        tf.raw_ops.AssignVariableOp(resource=handle, value=x, name="w2")
        return x

    order = controls(traced(function, SCALAR).graph)
    assert [order[name] for name in ("r0", "w1", "r1", "r2", "w2")] == [
        [], ["r0"], ["w1"], ["w1"], ["r1", "r2", "w1"]
    ]


def test_results_wait_for_all_effects():
    variable = tf.Variable(2.0)

    def function(x):
        variable.assign_add(x)
        return x

    graph = traced(function, SCALAR).graph
    assert [op.type for op in graph.control_outputs] == ["AssignAddVariableOp"]
    assert [op.type for op in graph.outputs[0].op.control_inputs] == ["NoOp"]


def test_different_variables_need_no_order():
    a, b = tf.Variable(1.0), tf.Variable(1.0)

    def function(x):
        a.assign_add(x)
        b.assign_add(x)
        return x

    order = controls(traced(function, SCALAR).graph)
    assert order["AssignAddVariableOp"] == order["AssignAddVariableOp_1"] == []


def test_calls_of_functions_become_call_nodes_with_their_library():
    variable = tf.Variable(2.0)

    @tf.function
    def pure(x):
        return x + 1.0

    @tf.function
    def impure(x):
        variable.assign_add(x)
        return pure(x)

    graph = traced(lambda x: impure(x) + pure(x), SCALAR).graph
    calls = {op.type: op for op in graph.operations if op.function_refs()}
    assert sorted(calls) == ["PartitionedCall", "StatefulPartitionedCall"]
    assert len(graph.functions) == 2
    assert all(op.outputs[0].shape.rank == 0 for op in calls.values())


def test_a_call_that_only_reads_says_so():
    variable = tf.Variable(2.0)

    @tf.function
    def reads(x):
        return variable + x

    @tf.function
    def writes(x):
        variable.assign(x)
        return x

    graph = traced(lambda x: reads(x) + writes(x), SCALAR).graph
    calls = [op for op in graph.operations if op.function_refs()]
    assert [list(effects.read_only_inputs(op)) for op in calls] == [[1], []]


def test_a_tensor_of_another_function_is_out_of_scope():
    leaked = []

    @tf.function
    def leaks(x):
        leaked.append(x * 2.0)
        return x

    leaks(tf.constant(1.0))
    with pytest.raises(TypeError, match=(
            r"'mul:0' shape=\(\) dtype=float32> is out of scope and cannot be used here(.|\n)*"
            r"was defined here:\n(.|\n)*, in leaks\n(.|\n)*"
            r"because it was defined in FuncGraph\(name=leaks, id=")):
        traced(lambda x: x + leaked[0], SCALAR)


def test_operations_know_where_the_user_made_them():
    graph = traced(lambda x: x + 1.0, SCALAR).graph
    frames = graph.get_operation_by_name("add").traceback

    assert frames[-1].name == "<lambda>"
    assert frames[-1].filename == __file__


def test_a_traced_graph_goes_away_with_its_function():
    function = tf.function(lambda x: x + 1.0)
    graph = weakref.ref(function.get_concrete_function(SCALAR).graph)
    del function
    gc.collect()

    assert graph() is None


def test_inner_graphs_capture_from_enclosing_ones():
    outer = FuncGraph("outer")
    with outer.as_default():
        x = outer.add_input(tf.float32, tf.TensorShape([]), "x")
        inner = FuncGraph("inner", outer)
        with inner.as_default():
            y = x + 1.0

    assert [external is x for external in inner.external_captures] == [True]
    assert y.op.inputs[0] is inner.internal_captures[0]
    assert y.op.inputs[0].name == "x:0"
