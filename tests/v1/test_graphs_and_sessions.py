"""Graphs, sessions, variables of both kinds, scopes and switches of tf.compat.v1."""

import subprocess
import sys

import numpy as np
import pytest

import tfcompat as tf

v1 = tf.compat.v1


@pytest.fixture
def graph():
    """A graph that is the default one."""
    with tf.Graph().as_default() as made:
        yield made


@pytest.fixture
def session(graph):
    """A session of the graph."""
    with v1.Session(graph=graph) as made:
        yield made


def test_sessions_of_one_graph_have_their_own_variables_and_random_numbers(graph):
    v1.set_random_seed(3)
    v = v1.get_variable("v", initializer=1.0)
    r = v1.get_variable("r", initializer=1.0, use_resource=False)
    drawn = v1.random_uniform([3])
    grow = [v.assign_add(1.0).op, r.assign_add(1.0).op]
    start = v1.global_variables_initializer()
    one, two = v1.Session(), v1.Session()
    for session in (one, two):
        session.run(start)
    one.run(grow)

    assert one.run([v, r]) == [2.0, 2.0]
    assert two.run([v, r]) == [1.0, 1.0]
    assert np.array_equal(one.run(drawn), two.run(drawn))
    assert not np.array_equal(one.run(drawn), one.run([drawn])[0])


def test_a_value_read_through_a_reference_is_read_where_it_is_used(session):
    v = v1.get_variable("v", initializer=1.0, use_resource=False)
    with session.graph.control_dependencies([v.assign(5.0)]):
        later = tf.identity(v.value() * 1.0)
    session.run(v.initializer)

    assert session.run(later) == 5.0


def test_what_is_fetched_can_be_written_into_without_harm(session):
    v = v1.get_variable("v", initializer=[1.0, 2.0])
    session.run(v.initializer)
    session.run(v)[:] = 0.0

    assert session.run(v).tolist() == [1.0, 2.0]


def test_gradients_reach_both_kinds_of_variables(session):
    v = v1.get_variable("v", initializer=3.0)
    r = v1.get_variable("r", initializer=2.0, use_resource=False)
    slopes = tf.gradients(v * v * r, [v, r])
    session.run(v1.global_variables_initializer())

    assert session.run(slopes) == [12.0, 9.0]


def test_functions_and_control_flow_use_variables_of_graphs(session):
    v = v1.get_variable("v", initializer=3.0)
    double = tf.function(lambda: v * 2.0)
    branch = v1.cond(v > 2.0, lambda: double(), lambda: v)
    count = v1.while_loop(lambda i: i < 10.0, lambda i: i + v, [0.0])
    session.run(v.initializer)

    assert session.run([branch, count]) == [6.0, 12.0]


def test_errors_in_sessions_tell_the_operation(session):
    x = v1.placeholder(tf.float32, [2], name="x")
    with pytest.raises(tf.errors.InvalidArgumentError) as caught:
        session.run(x * 2.0)

    assert caught.value.op is x.op
    assert caught.value.node_def.name == "x"
    assert "Node: 'x'\nYou must feed a value for placeholder" in caught.value.message


def test_a_variable_without_a_value_is_named(session):
    v1.get_variable("lonely", [2])
    with pytest.raises(tf.errors.FailedPreconditionError, match="lonely"):
        session.run("lonely/Read/ReadVariableOp:0")


def test_partitioned_variables_are_cut_from_constants_and_joined_again(session):
    value = np.arange(14.0, dtype=np.float32).reshape(7, 2)
    parts = v1.get_variable("p", initializer=tf.constant(value),
                            partitioner=v1.variable_axis_size_partitioner(24))
    session.run(v1.global_variables_initializer())

    assert [part.shape.as_list() for part in parts] == [[3, 2], [2, 2], [2, 2]]
    assert np.array_equal(session.run(tf.convert_to_tensor(parts)), value)
    rows = v1.nn.embedding_lookup(parts, [6, 0, 3], partition_strategy="div")
    assert np.array_equal(session.run(rows), value[[6, 0, 3]])


def test_regularizers_and_getters_of_scopes_apply(graph):
    def getter(getter, name, *args, **kwargs):
        return getter(f"{name}_renamed", *args, **kwargs)

    with v1.variable_scope("a", regularizer=lambda v: tf.reduce_sum(v) * 2.0,
                           custom_getter=getter, dtype=tf.float64):
        v = v1.get_variable("v", [2])

    assert v.name == "a/v_renamed:0"
    assert v.dtype == tf.float64
    assert len(v1.get_collection(v1.GraphKeys.REGULARIZATION_LOSSES)) == 1


@pytest.mark.parametrize("reuse", [True, v1.AUTO_REUSE])
def test_reuse_is_inherited_by_inner_scopes(graph, reuse):
    with v1.variable_scope("a"), v1.variable_scope("b"):
        v = v1.get_variable("v", [1])
    with v1.variable_scope("a", reuse=reuse), v1.variable_scope("b"):
        assert v1.get_variable("v", [1]) is v


def test_interactive_sessions_are_the_default_until_closed(graph):
    session = v1.InteractiveSession()
    assert (tf.constant(2.0) * 3.0).eval() == 6.0
    session.close()
    with pytest.raises(ValueError, match="No default session"):
        tf.constant(1.0).eval()


SWITCHED = """
import tfcompat.compat.v1 as tf
assert tf.executing_eagerly()
tf.disable_v2_behavior()
assert not tf.executing_eagerly()
x = tf.placeholder(tf.float32, [None])
v = tf.get_variable("v", initializer=2.0)
assert v.dtype == tf.float32_ref if hasattr(tf, "float32_ref") else True
assert v.op.type == "VariableV2"
with tf.Session() as session:
    session.run(tf.global_variables_initializer())
    print(session.run(x * v, {x: [1.0, 2.0]}).tolist())
tf.reset_default_graph()
assert not tf.get_default_graph().get_operations()
tf.constant(1.0)
try:
    tf.enable_eager_execution()
except ValueError as error:
    print(error)
tf.reset_default_graph()
tf.enable_v2_behavior()
print(float(tf.constant(3.0)))
"""


def test_the_behaviour_of_a_process_can_be_switched():
    done = subprocess.run([sys.executable, "-c", SWITCHED], capture_output=True, text=True,
                          check=True)

    assert done.stdout.splitlines() == [
        "[2.0, 4.0]", "tf.enable_eager_execution must be called at program startup.", "3.0"]


def test_threads_follow_the_switch():
    program = (
        "import threading, tfcompat.compat.v1 as tf\n"
        "tf.disable_eager_execution()\n"
        "seen = []\n"
        "thread = threading.Thread(target=lambda: seen.append(tf.executing_eagerly()))\n"
        "thread.start(); thread.join(); print(seen)\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True,
                          check=True)

    assert done.stdout.strip() == "[False]"
