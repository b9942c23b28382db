"""Branches and loops of single nodes: Switch, Merge, and loops that run in circles."""

import numpy as np
import pytest

import tfcompat as tf
from tfcompat._src.base import errors
from tfcompat._src.core import raw
from tfcompat._src.graph import import_def
from tfcompat._src.graph.graph import Graph
from tfcompat._src.plan.compiler import compile_plan
from tfcompat._src.wire import messages


@pytest.fixture
def graph():
    graph = Graph()
    with graph.as_default():
        yield graph


def placeholder(name, dtype=tf.float32):
    return raw.Placeholder(dtype=dtype, shape=None, name=name)


def branch(pred, data, if_false, if_true):
    """A conditional as TensorFlow 1 made it: only the side taken happens."""
    no, yes = raw.Switch(data, pred)
    return raw.Merge([if_false(no), if_true(yes)])[0]


def run(graph, feeds, fetches, *values, **options):
    return compile_plan(graph, feeds, fetches, **options)(*(np.asarray(v) for v in values))


def test_only_the_side_taken_happens(graph):
    pred, x = placeholder("pred", tf.bool), placeholder("x")
    wrong = lambda t: raw.Reshape(t, [7, 7])  # noqa: E731 - fails if it happens
    result = branch(pred, x, wrong, lambda t: t + 1.0)

    plan = compile_plan(graph, [pred, x], [result])
    assert plan(np.array(True), np.float32(1))[0] == 2.0
    with pytest.raises(errors.InvalidArgumentError, match="Input to reshape"):
        plan(np.array(False), np.float32(1))


def test_constants_happen_only_where_their_control_input_does(graph):
    pred = placeholder("pred", tf.bool)
    no, yes = raw.Switch(pred, pred)
    sides = []
    for way, value in ((no, 2.0), (yes, 3.0)):
        with graph.control_dependencies([raw.Identity(way)]):
            sides.append(tf.constant(value))
    result, index = raw.Merge(sides)

    plan = compile_plan(graph, [pred], [result, index])
    assert [value.tolist() for value in plan(np.array(True))] == [3.0, 1]
    assert [value.tolist() for value in plan(np.array(False))] == [2.0, 0]


def test_effects_happen_only_on_their_side(graph):
    pred, x = placeholder("pred", tf.bool), placeholder("x")
    variable = raw.VarHandleOp(dtype=tf.float32, shape=[])
    start = raw.AssignVariableOp(variable, 0.0)
    _, yes = raw.Switch(x, pred)
    add = raw.AssignAddVariableOp(variable, yes)
    with graph.control_dependencies([add]):
        after = raw.NoOp()
    run(graph, [pred], [], True, targets=[start], keep_stateful=False)
    plan = compile_plan(graph, [pred, x], [], targets=[after], keep_stateful=False)
    for pred_value in (True, False, True):
        plan(np.array(pred_value), np.float32(2))

    read = raw.ReadVariableOp(variable, dtype=tf.float32)
    assert run(graph, [], [read], keep_stateful=False)[0] == 4.0


def test_branches_nest_and_lists_and_strings_go_missing_too(graph):
    a, b, x = placeholder("a", tf.bool), placeholder("b", tf.bool), placeholder("x")

    def inner(t):
        _, second = raw.Split(0, t, num_split=2)
        text = branch(b, raw.AsString(second), lambda s: raw.StringJoin([s, "no"]),
                      lambda s: raw.StringJoin([s, "yes"]))
        return text

    result = branch(a, x, lambda t: raw.AsString(t), inner)
    plan = compile_plan(graph, [a, b, x], [result])
    x_value = np.array([1, 2], np.float32)
    texts = [plan(np.array(p), np.array(q), x_value)[0].tolist()
             for p in (False, True) for q in (False, True)]
    assert texts == [[b"1.000000", b"2.000000"]] * 2 + [[b"2.000000no"], [b"2.000000yes"]]


def test_fetching_what_did_not_happen_is_an_error(graph):
    pred, x = placeholder("pred", tf.bool), placeholder("x")
    _, yes = raw.Switch(x, pred)
    plan = compile_plan(graph, [pred, x], [raw.Neg(yes)])

    assert plan(np.array(True), np.float32(1))[0] == -1.0
    with pytest.raises(errors.InvalidArgumentError, match="does not have value"):
        plan(np.array(False), np.float32(1))


LOOP = """
node {{ name: "{p}enter" op: "Enter" input: "{x}" attr {{ key: "T" value {{ type: DT_FLOAT }} }}
    attr {{ key: "frame_name" value {{ s: "{p}loop" }} }} }}
node {{ name: "{p}bound" op: "Enter" input: "{limit}"
    attr {{ key: "T" value {{ type: DT_FLOAT }} }}
    attr {{ key: "frame_name" value {{ s: "{p}loop" }} }}
    attr {{ key: "is_constant" value {{ b: true }} }} }}
node {{ name: "{p}merge" op: "Merge" input: "{p}enter" input: "{p}next"
    attr {{ key: "T" value {{ type: DT_FLOAT }} }} attr {{ key: "N" value {{ i: 2 }} }} }}
node {{ name: "{p}less" op: "Less" input: "{p}merge" input: "{p}bound"
    attr {{ key: "T" value {{ type: DT_FLOAT }} }} }}
node {{ name: "{p}cond" op: "LoopCond" input: "{p}less" }}
node {{ name: "{p}switch" op: "Switch" input: "{p}merge" input: "{p}cond"
    attr {{ key: "T" value {{ type: DT_FLOAT }} }} }}
node {{ name: "{p}next" op: "NextIteration" input: "{body}"
    attr {{ key: "T" value {{ type: DT_FLOAT }} }} }}
node {{ name: "{p}exit" op: "Exit" input: "{p}switch"
    attr {{ key: "T" value {{ type: DT_FLOAT }} }} }}
"""
INPUTS = "".join(
    f'node {{ name: "{name}" op: "Placeholder" '
    'attr { key: "dtype" value { type: DT_FLOAT } } }'
    for name in ("x", "limit")
)


def add(name, left, right):
    return (f'node {{ name: "{name}" op: "AddV2" input: "{left}" input: "{right}" '
            'attr { key: "T" value { type: DT_FLOAT } } }')


def loop(text):
    imported = import_def.import_graph_def(messages.from_text(messages.GraphDef, INPUTS + text))
    feeds = [imported.get_tensor_by_name(name) for name in ("x:0", "limit:0")]
    return imported, feeds


def test_a_loop_runs_until_its_condition_fails():
    text = LOOP.format(p="", x="x", limit="limit", body="sum") + add("sum", "switch:1", "switch:1")
    imported, feeds = loop(text)
    plan = compile_plan(imported, feeds, [imported.get_tensor_by_name("exit:0")])

    assert plan(np.float32(1), np.float32(100))[0] == 128.0
    assert plan(np.float32(5), np.float32(1))[0] == 5.0


def test_loops_nest():
    text = (
        LOOP.format(p="", x="x", limit="limit", body="plus")
        + LOOP.format(p="i_", x="switch:1", limit="bound", body="i_sum")
        + add("i_sum", "i_switch:1", "i_switch:1") + add("plus", "i_exit", "switch:1")
    )
    imported, feeds = loop(text)
    plan = compile_plan(imported, feeds, [imported.get_tensor_by_name("exit:0")])

    def expected(x, limit):
        while x < limit:
            inner = x
            while inner < limit:
                inner += inner
            x = inner + x
        return x

    for x, limit in ((1, 100), (3, 50), (7, 1)):
        assert plan(np.float32(x), np.float32(limit))[0] == expected(x, limit)


def test_errors_in_a_loop_name_the_node_inside():
    body = ('node { name: "bad" op: "Reshape" input: "switch:1" input: "seven" '
            'attr { key: "T" value { type: DT_FLOAT } } '
            'attr { key: "Tshape" value { type: DT_INT32 } } } '
            'node { name: "seven" op: "Const" input: "^switch" '
            'attr { key: "dtype" value { type: DT_INT32 } } attr { key: "value" value { tensor { '
            'dtype: DT_INT32 tensor_shape { dim { size: 1 } } int_val: 7 } } } }')
    imported, feeds = loop(LOOP.format(p="", x="x", limit="limit", body="bad") + body)
    plan = compile_plan(imported, feeds, [imported.get_tensor_by_name("exit:0")], name="looping")

    with pytest.raises(errors.InvalidArgumentError, match=r"{{node bad}}\]\] \[Op:looping\]"):
        plan(np.float32(1), np.float32(2))


def test_a_loop_without_a_condition_is_refused():
    text = LOOP.format(p="", x="x", limit="limit", body="switch:1").replace(
        'op: "LoopCond" input: "less"',
        'op: "Identity" input: "less" attr { key: "T" value { type: DT_BOOL } }')
    imported, feeds = loop(text)

    with pytest.raises(errors.UnsupportedError, match="Loop 'loop' has 0 nodes LoopCond"):
        compile_plan(imported, feeds, [imported.get_tensor_by_name("exit:0")])
