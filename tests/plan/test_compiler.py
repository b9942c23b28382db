"""Plans: what runs, in which order, what is known beforehand, what the code looks like."""

import linecache
import threading

import numpy as np
import pytest

import tfcompat as tf
from tfcompat._src.base import errors
from tfcompat._src.base.shapes import TensorShape
from tfcompat._src.core import raw
from tfcompat._src.core.resources import VariableResource
from tfcompat._src.core.tensor import wrap
from tfcompat._src.graph.func_graph import FuncGraph
from tfcompat._src.graph.functions import GraphFunction
from tfcompat._src.graph.graph import Graph
from tfcompat._src.plan import emit
from tfcompat._src.plan.compiler import compile_plan

ONE = np.array(1.0, np.float32)


@pytest.fixture
def graph():
    graph = Graph()
    with graph.as_default():
        yield graph


def placeholder(name="x", shape=None, dtype=tf.float32):
    return raw.Placeholder(dtype=dtype, shape=shape, name=name)


def lines(plan):
    """The statements of a plan, without `del`, by the node they are for."""
    found = {}
    for line in plan.source.splitlines():
        code, _, node = line.partition("  # ")
        if node:
            found[node] = code.strip()
    return found


def test_only_what_is_needed_runs(graph):
    x = placeholder()
    y = raw.Neg(x, name="wanted")
    raw.Exp(x, name="unwanted")

    assert list(lines(compile_plan(graph, [x], [y]))) == ["wanted"]


def test_any_tensor_can_be_fed_and_fetched(graph):
    x = placeholder()
    y = raw.Neg(x)
    z = raw.Exp(y)
    plan = compile_plan(graph, [y], [z, y, y])

    assert [value.tolist() for value in plan(ONE)] == [pytest.approx(np.e), 1.0, 1.0]


def test_one_of_several_outputs_can_be_fed(graph):
    x = placeholder()
    first, second = raw.Split(0, x, num_split=2)
    plan = compile_plan(graph, [x, first], [first + 10.0, second])

    values = plan(np.array([1, 2], np.float32), np.array([5], np.float32))
    assert [value.tolist() for value in values] == [[15.0], [2.0]]


def test_a_tensor_fed_twice_is_refused(graph):
    x = placeholder()

    with pytest.raises(errors.InvalidArgumentError,
                       match="x:0 appears more than once in the input list"):
        compile_plan(graph, [x, x], [x])


def test_a_placeholder_that_is_not_fed_fails_when_it_runs(graph):
    x, y = placeholder(shape=[None, 2]), placeholder("y", dtype=tf.int32)
    plan = compile_plan(graph, [], [raw.Neg(x)])

    with pytest.raises(errors.InvalidArgumentError, match=(
            r"You must feed a value for placeholder tensor 'x' with dtype float and shape \[\?,2\]"
            r"\n\t \[\[{{node x}}\]\]")):
        plan()
    with pytest.raises(errors.InvalidArgumentError, match=r"'y' with dtype int32\n"):
        compile_plan(graph, [], [y])()


def test_constants_are_worked_out_once(graph):
    x = placeholder()
    known = raw.Exp(tf.constant([0.0, 0.0])) + 1.0
    plan = compile_plan(graph, [x], [x * known])

    assert list(lines(plan)) == ["mul"]
    assert plan(ONE)[0].tolist() == [2.0, 2.0]


def test_large_or_random_or_failing_constants_are_left_to_run_time(graph):
    large = raw.Fill([1 << 19], 1.0, name="large")
    wrong = raw.Reshape(raw.Where(tf.constant([True])), tf.constant([7]), name="wrong")
    plan = compile_plan(graph, [], [large])

    assert list(lines(plan)) == ["large"]
    with pytest.raises(errors.InvalidArgumentError, match="node wrong"):
        compile_plan(graph, [], [wrong])()


def test_values_are_freed_after_their_last_use(graph):
    x = placeholder()
    y = raw.Exp(raw.Neg(raw.Exp(x, name="a"), name="b"), name="c")
    source = compile_plan(graph, [x], [y]).source

    assert [line.strip() for line in source.splitlines() if "del " in line] == ["del v1", "del v2"]


def test_nodes_that_change_nothing_cost_nothing(graph):
    x = placeholder()
    y = raw.StopGradient(raw.Identity(raw.IdentityN([x, x])[1]))
    plan = compile_plan(graph, [x], [y])

    assert lines(plan) == {}
    assert plan(ONE)[0] is ONE


def test_control_inputs_come_first_and_otherwise_the_order_of_creation_holds(graph):
    x = placeholder()
    variable = raw.VarHandleOp(dtype=tf.float32, shape=[])
    late = raw.AssignVariableOp(variable, x, name="late")
    with graph.control_dependencies([late]):
        read = raw.ReadVariableOp(variable, dtype=tf.float32, name="read")
    other = raw.Exp(x, name="other")

    assert list(lines(compile_plan(graph, [x], [other, read]))) == ["late", "read", "other"]


def test_effects_run_without_being_asked_for_unless_told_otherwise(graph):
    x = placeholder()
    variable = raw.VarHandleOp(dtype=tf.float32, shape=[])
    assign = raw.AssignVariableOp(variable, x, name="assign")
    raw.ReadVariableOp(variable, dtype=tf.float32, name="unused")

    assert list(lines(compile_plan(graph, [x], []))) == ["assign"]
    assert list(lines(compile_plan(graph, [x], [], keep_stateful=False))) == []
    plan = compile_plan(graph, [x], [], targets=[assign], keep_stateful=False)
    assert list(lines(plan)) == ["assign"]


def test_plans_of_one_graph_share_its_variables(graph):
    x = placeholder()
    variable = raw.VarHandleOp(dtype=tf.float32, shape=[], name="v")
    assign = raw.AssignVariableOp(variable, x)
    read = raw.ReadVariableOp(variable, dtype=tf.float32)
    compile_plan(graph, [x], [], targets=[assign])(ONE * 3)

    assert compile_plan(graph, [], [read], keep_stateful=False)()[0] == 3.0


def test_strings_stay_arrays_of_objects(graph):
    x = placeholder(dtype=tf.string)
    joined = raw.StringJoin([x, "!"])
    first, second = raw.Split(0, raw.StringJoin([[b"a", b"b"], x]), num_split=2)
    scalar = raw.Reshape(second, tf.constant([], tf.int32))
    plan = compile_plan(graph, [x], [joined, first, scalar, x])

    word = np.empty((), object)
    word[()] = b"w"
    for value in plan(word):
        assert isinstance(value, np.ndarray)
        assert value.dtype == object


def test_numpy_scalars_come_out_as_arrays(graph):
    x = placeholder()
    plan = compile_plan(graph, [x], [raw.Sum(x, [0])])

    assert type(plan(np.ones(3, np.float32))[0]) is np.ndarray


def test_the_source_is_there_for_tracebacks_and_goes_with_the_plan(graph):
    x = placeholder()
    plan = compile_plan(graph, [x], [raw.Neg(x, name="scope/node")], name="negative")
    filename = plan.function.__code__.co_filename

    assert filename.startswith("<tfcompat plan negative")
    assert linecache.getline(filename, 2).endswith("# scope/node\n")
    del plan
    assert filename not in linecache.cache


def test_very_large_plans_are_split_and_compute_the_same(graph, monkeypatch):
    x = placeholder()
    y = x
    for _ in range(50):
        y, z = raw.Split(0, raw.ConcatV2([y, x], 0), num_split=2)
        y = y + z
    whole = compile_plan(graph, [x], [y, z])
    monkeypatch.setattr(emit, "BLOCK", 7)
    monkeypatch.setattr(emit, "SINGLE_LIMIT", 20)
    split = compile_plan(graph, [x], [y, z])

    assert "def block_20(" in split.source
    value = np.array([1.0, 0.5], np.float32)
    for a, b in zip(whole(value), split(value), strict=True):
        np.testing.assert_array_equal(a, b)


def test_the_number_of_arrays_is_checked(graph):
    x = placeholder()

    with pytest.raises(TypeError, match="takes 1 arrays, not 2"):
        compile_plan(graph, [x], [x])(ONE, ONE)


def test_nodes_in_a_cycle_are_named(graph):
    x = placeholder()
    a, b = raw.Neg(x, name="a"), raw.Neg(x, name="b")
    a.op.control_inputs.append(b.op)
    b.op.control_inputs.append(a.op)

    with pytest.raises(ValueError, match="form a cycle, among them a, b"):
        compile_plan(graph, [x], [a])


def recursive_countdown():
    """A function that calls itself until its argument is 0, and counts in a variable."""
    counter = VariableResource(tf.float32, TensorShape([]), "n", value=np.zeros((), np.float32))
    handle = wrap(counter, tf.resource)
    outer, stop = FuncGraph("down"), FuncGraph("stop")
    function = GraphFunction("down", outer)
    with stop.as_default():
        x, h = (stop.add_input(kind, TensorShape([])) for kind in (tf.float32, tf.resource))
        stop.outputs = [raw.Identity(x)]
    step = FuncGraph("step")
    with step.as_default():
        x, h = (step.add_input(kind, TensorShape([])) for kind in (tf.float32, tf.resource))
        raw.AssignAddVariableOp(h, 1.0)
        step.add_function(function)
        step.outputs = raw.StatefulPartitionedCall([x - 1.0, h], Tout=[tf.float32], f=function)
    functions = [GraphFunction("stop", stop), GraphFunction("step", step)]
    with outer.as_default():
        x, h = (outer.add_input(kind, TensorShape([])) for kind in (tf.float32, tf.resource))
        for called in functions:
            outer.add_function(called)
        outer.outputs = raw.If(x > 0.0, [x, h], Tout=[tf.float32], then_branch=functions[1],
                               else_branch=functions[0])
    return function, handle._array


def test_functions_may_call_themselves_and_run_in_several_threads():
    function, counter = recursive_countdown()
    results = []

    def work():
        results.append(function.plan(ONE * 20, counter)[0])

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert results == [0.0] * 4


def test_loops_and_branches_of_functions_run():
    @tf.function
    def condition(i, x):
        return i < 5

    @tf.function
    def body(i, x):
        return i + 1, x * 2.0

    with Graph().as_default() as graph:
        x = placeholder(shape=[])
        specs = [tf.TensorSpec([], tf.int32), tf.TensorSpec([], tf.float32)]
        parts = [f.get_concrete_function(*specs).graph_function for f in (condition, body)]
        for part in parts:
            graph.add_function(part)
        _, result = raw.StatelessWhile([tf.constant(0), x], cond=parts[0], body=parts[1])

    assert compile_plan(graph, [x], [result])(ONE)[0] == 32.0
