"""Control dependencies, groups, and assertions inside of functions."""

import pytest

import tfcompat as tf


def test_control_dependencies_put_a_read_after_an_assignment():
    v = tf.Variable(1.0)

    @tf.function(autograph=False)
    def function():
        with tf.control_dependencies([v.assign(5.0)]):
            return tf.identity(v) * 2.0

    assert function().numpy() == 10.0


def test_a_callable_is_called_when_running_eagerly():
    called = []
    with tf.control_dependencies(lambda: called.append(1)):
        pass

    assert called == [1]


def test_a_group_holds_its_inputs_as_control_inputs():
    @tf.function(autograph=False)
    def function(x):
        assert isinstance(tf.group({"a": x + 1.0}, [x * 2.0]), tf.Operation)

    graph = function.get_concrete_function(tf.TensorSpec([])).graph
    group = graph.get_operation_by_name("group_deps")

    assert sorted(op.type for op in group.control_inputs) == ["AddV2", "Mul"]
    assert tf.group(tf.constant(1)) is None


def test_a_group_refuses_what_is_no_tensor():
    with pytest.raises(TypeError, match="zero or more .nested. Tensors. Received '1'"):
        tf.function(lambda: tf.group(1), autograph=False)()


def test_a_tuple_waits_for_all():
    @tf.function(autograph=False)
    def function(x, y):
        return tf.tuple([x, y])

    graph = function.get_concrete_function(tf.TensorSpec([]), tf.TensorSpec([])).graph
    gates = [op for op in graph.get_operations() if op.name.startswith("tuple/control_dep")]

    assert [[c.name for c in op.control_inputs] for op in gates] == [["tuple/group_deps"]] * 2
    assert [t.numpy() for t in function(tf.constant(1.0), tf.constant(2.0))] == [1.0, 2.0]


def test_an_assertion_in_a_function_fails_when_it_runs():
    @tf.function(autograph=False)
    def function(x):
        tf.debugging.assert_positive(x, message="must be so")
        return tf.sqrt(x)

    assert function(tf.constant(4.0)).numpy() == 2.0
    with pytest.raises(tf.errors.InvalidArgumentError, match=r"must be so.*x > 0 did not hold"):
        function(tf.constant(-4.0))


def test_known_values_fail_while_tracing():
    @tf.function(autograph=False)
    def function():
        tf.debugging.assert_less(tf.constant(2), 1)

    with pytest.raises(tf.errors.InvalidArgumentError, match="Condition x < y did not hold"):
        function.get_concrete_function()


def test_known_ranks_fail_while_tracing():
    function = tf.function(lambda x: tf.debugging.assert_rank(x, 2), autograph=False)

    with pytest.raises(ValueError, match="must have rank 2.  Received rank 1"):
        function.get_concrete_function(tf.TensorSpec([3]))


def test_unknown_ranks_fail_when_they_run():
    @tf.function(autograph=False, input_signature=[tf.TensorSpec(None)])
    def function(x):
        tf.debugging.assert_rank_in(x, [1, 2])
        return x

    assert function(tf.zeros([2])).shape == [2]
    with pytest.raises(tf.errors.InvalidArgumentError, match="must have rank in"):
        function(tf.zeros([1, 1, 1]))


def test_numbers_that_are_not_finite_are_found():
    @tf.function(autograph=False)
    def function(x):
        return tf.debugging.assert_all_finite(x, "not finite")

    assert function(tf.constant(1.0)).numpy() == 1.0
    with pytest.raises(tf.errors.InvalidArgumentError, match="not finite : Tensor had NaN values"):
        function(tf.constant(float("nan")))


def test_a_device_leaves_its_mark_on_nodes():
    @tf.function(autograph=False)
    def function(x):
        with tf.device("/CPU:0"):
            return tf.add(x, x, name="here")

    graph = function.get_concrete_function(tf.TensorSpec([])).graph

    assert "CPU:0" in graph.get_operation_by_name("here").device
