"""tf.function: traces and their number, threads, recursion, methods, memory."""

import copy
import gc
import threading
import weakref

import numpy as np
import pytest

import tfcompat as tf


def test_one_trace_serves_all_calls_of_its_kind():
    f = tf.function(lambda x: x + 1)
    for value in (1.0, 2.0):
        f(tf.constant(value))
        f(np.float32(value))
    assert f.experimental_get_tracing_count() == 1

    f(tf.constant(1))
    f(tf.constant([1.0]))
    f(1)
    f(2)
    assert f.experimental_get_tracing_count() == 5


def test_an_input_signature_allows_one_trace():
    f = tf.function(lambda x: x * 2, input_signature=[tf.TensorSpec([None], tf.float32)])
    for value in ([1.0], [1.0, 2.0], np.ones(5)):
        f(value)

    assert f.experimental_get_tracing_count() == 1
    assert f.get_concrete_function() is f.get_concrete_function()


def test_many_threads_make_one_trace_of_each_kind():
    f = tf.function(lambda x: tf.raw_ops.Neg(x=x))
    wrong, start = [], threading.Barrier(8)

    def work():
        start.wait()
        for size in [1, 2, 3, 4] * 5:
            if f(tf.ones([size])).shape != [size]:
                wrong.append(size)

    threads = [threading.Thread(target=work) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert not wrong and f.experimental_get_tracing_count() == 4


def test_assignments_from_many_threads_all_count():
    v = tf.Variable(0)
    add = tf.function(lambda: v.assign_add(1))
    add()
    threads = [threading.Thread(target=lambda: [add() for _ in range(100)]) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert v.numpy() == 601


def test_traces_in_two_threads_do_not_see_each_other():
    graphs = {}

    def trace(name):
        f = tf.function(lambda x: tf.raw_ops.Identity(input=x, name=name))
        graphs[name] = f.get_concrete_function(tf.TensorSpec([])).graph

    threads = [threading.Thread(target=trace, args=(f"n{i}",)) for i in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    for name, graph in graphs.items():
        assert [op.name for op in graph.get_operations()] == ["x", name, "Identity"]


def test_a_function_may_call_itself_with_other_python_values():
    @tf.function
    def power(x, n):
        return tf.ones_like(x) if n == 0 else x * power(x, n - 1)

    assert power(tf.constant(2.0), 5).numpy() == 32
    assert power.experimental_get_tracing_count() == 6


def test_endless_recursion_ends_in_an_error():
    @tf.function
    def forever(x):
        return forever(x)

    with pytest.raises(Exception, match="RecursionError"):
        forever(tf.constant(1))
    assert tf.executing_eagerly()


def test_a_trace_that_fails_leaves_nothing_behind():
    calls = []

    @tf.function
    def f(x):
        calls.append(1)
        if len(calls) == 1:
            raise KeyError("first")
        return x

    with pytest.raises(KeyError, match="first"):
        f(tf.constant(1))
    assert tf.executing_eagerly() and not tf.inside_function()
    assert f(tf.constant(1)).numpy() == 1


class Counter(tf.Module):
    def __init__(self, start):
        super().__init__()
        self.n = tf.Variable(start)

    @tf.function
    def add(self, x):
        return self.n.assign_add(x)


def test_a_method_is_bound_to_each_instance_on_its_own():
    one, two = Counter(0), Counter(100)
    one.add(1)
    two.add(1)

    assert (one.n.numpy(), two.n.numpy()) == (1, 101)
    assert one.add is one.add and one.add is not two.add


def test_a_deep_copy_of_a_module_has_functions_of_its_own():
    one = Counter(0)
    one.add(1)
    two = copy.deepcopy(one)
    two.add(10)

    assert (one.n.numpy(), two.n.numpy()) == (1, 11)


def test_a_module_is_freed_with_its_traces():
    module = Counter(0)
    module.add(tf.constant(1))
    references = [weakref.ref(module), weakref.ref(module.n), weakref.ref(module.add)]
    del module
    gc.collect()

    assert [reference() for reference in references] == [None] * 3


def test_arguments_known_by_identity_are_not_kept_alive():
    class Thing:
        pass

    f = tf.function(lambda thing, x: x)
    thing = Thing()
    f(thing, tf.constant(1))
    f(thing, tf.constant(2))
    reference = weakref.ref(thing)
    assert f.experimental_get_tracing_count() == 1
    del thing
    gc.collect()

    assert reference() is None


def test_eager_tensors_from_outside_are_captured_and_read_once():
    outside = tf.ones([200])
    v = tf.Variable(1.0)
    f = tf.function(lambda x: x + outside[0] + v)
    concrete = f.get_concrete_function(tf.TensorSpec([]))

    assert len(concrete.captured_inputs) == 2 and concrete.variables == (v,)
    assert f(tf.constant(1.0)).numpy() == 3
    v.assign(5.0)
    assert f(tf.constant(1.0)).numpy() == 7


def test_results_do_not_share_memory_with_variables_or_arguments():
    v = tf.Variable([1.0, 2.0])
    f = tf.function(lambda x: (v.read_value(), x))
    read, passed = f(tf.constant([5.0]))
    v.assign([9.0, 9.0])
    passed.numpy()[0] = 0.0

    assert read.numpy().tolist() == [1.0, 2.0] and passed.numpy().tolist() == [5.0]


def test_a_function_runs_its_python_code_when_told_to():
    seen = []
    f = tf.function(lambda x: seen.append(type(x).__name__) or x)
    tf.config.run_functions_eagerly(True)
    try:
        f(3)
        f(3)
    finally:
        tf.config.run_functions_eagerly(False)

    assert seen == ["int", "int"]


def test_retracing_is_reduced_by_shapes_that_hold_for_all_calls_so_far():
    f = tf.function(lambda x, y: x, reduce_retracing=True)
    for size in range(1, 6):
        f(tf.ones([size, 2]), 3)
    assert f.experimental_get_tracing_count() == 2

    f(tf.ones([4]), 3)
    f(tf.ones([1, 2]), 4)
    assert f.experimental_get_tracing_count() == 4
