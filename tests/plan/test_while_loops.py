"""While nodes as Python loops: what the code looks like, what it computes, what it leaves out."""

import numpy as np
import pytest

import tfcompat as tf


def plan_of(function, *args):
    return function.get_concrete_function(*args).graph_function.plan


def loop_sources(function, *args):
    """The texts of the loops of a function that has been called."""
    import linecache

    name = plan_of(function, *args).name
    return ["".join(lines) for key, (_, _, lines, _) in linecache.cache.items()
            if key.startswith(f"<tfcompat plan {name} while")]


@tf.function
def count(n):
    return tf.while_loop(lambda i, s: i < n, lambda i, s: (i + 1, s + 0.5), [0, 0.0])


def test_scalars_are_counted_with_pythons_operators():
    i, s = count(tf.constant(10))
    assert (int(i), float(s)) == (10, 5.0)
    assert i.numpy().dtype == np.int32
    assert s.numpy().dtype == np.float32
    [loop] = loop_sources(count, tf.constant(10))
    assert "while True:" in loop
    assert "k_" not in loop


@pytest.mark.parametrize("dtype", ["int32", "int64"])
def test_integers_wrap_around_as_in_kernels(dtype):
    big = np.iinfo(dtype).max

    @tf.function
    def f(x):
        return tf.while_loop(lambda i, x: i < 3, lambda i, x: (i + 1, x * 2 + 1), [0, x])[1]

    with np.errstate(all="raise"):
        result = f(tf.constant(big, dtype)).numpy()
    assert (result, result.dtype) == (-1, np.dtype(dtype))


def test_division_rounds_down_and_by_zero_is_an_error():
    @tf.function
    def f(x, d):
        return tf.while_loop(
            lambda i, x, y: i < 1, lambda i, x, y: (i + 1, x // 4, x // d + x % 3), [0, x, x])[1:]

    assert [int(v) for v in f(tf.constant(-7), tf.constant(2))] == [-2, -4 + 2]
    with pytest.raises(tf.errors.InvalidArgumentError, match="Integer division by zero"):
        f(tf.constant(-7), tf.constant(0))


def test_not_a_number_compares_as_everywhere():
    @tf.function
    def f(x):
        return tf.while_loop(lambda x, i: x < 10.0, lambda x, i: (x * x, i + 1), [x, 0])

    assert int(f(tf.constant(np.nan))[1]) == 0
    assert int(f(tf.constant(2.0))[1]) == 2


def test_variables_that_nobody_looks_at_are_not_computed():
    calls = []

    @tf.function
    def f(x):
        def body(i, x, unused):
            calls.append(1)
            return i + 1, x + 1.0, tf.linalg.matmul(unused, unused)

        return tf.while_loop(lambda i, x, u: i < 3, body, [0, x, tf.eye(2)])[1]

    assert float(f(tf.constant(0.0))) == 3.0
    [loop] = loop_sources(f, tf.constant(0.0))
    assert "mat_mul" not in loop


def test_effects_happen_in_each_iteration_though_nobody_looks_at_results():
    v = tf.Variable(0.0)

    @tf.function
    def f(n):
        tf.while_loop(lambda i: i < n, lambda i: (v.assign_add(2.0), i + 1)[1:], [0])

    f(tf.constant(4))
    assert v.numpy() == 8.0


def test_variables_may_trade_places():
    @tf.function
    def f(a, b):
        return tf.while_loop(lambda i, a, b: i < 3, lambda i, a, b: (i + 1, b, a), [0, a, b])[1:]

    assert [float(v) for v in f(tf.constant(1.0), tf.constant(2.0))] == [2.0, 1.0]


def test_loops_in_loops_and_strings():
    @tf.function
    def f(n):
        def outer(i, text):
            inner = tf.while_loop(
                lambda j, t: j < i, lambda j, t: (j + 1, t + tf.constant("x")), [0, text])[1]
            return i + 1, inner + tf.constant("-")

        return tf.while_loop(lambda i, t: i < n, outer, [0, tf.constant("")])[1]

    assert f(tf.constant(4)).numpy() == b"-x-xx-xxx-"


def test_errors_name_the_node_of_the_body():
    @tf.function
    def f(n):
        def body(i, x):
            return i + 1, tf.ensure_shape(tf.reshape(x, tf.stack([i - 1])), [None])

        return tf.while_loop(lambda i, x: i < n, body, [0, tf.constant([1.0])],
                             shape_invariants=[tf.TensorShape([]), tf.TensorShape([None])])

    with pytest.raises(tf.errors.InvalidArgumentError, match=r"\{\{node while/Reshape\}\}"):
        f(tf.constant(3))


def test_the_text_of_a_loop_goes_with_its_function():
    import gc
    import linecache

    def made():
        @tf.function
        def f(n):
            return tf.while_loop(lambda i: i < n, lambda i: (i + 1,), [0])

        f(tf.constant(2))
        return plan_of(f, tf.constant(2)).name

    name = made()
    gc.collect()
    assert not [key for key in linecache.cache if key.startswith(f"<tfcompat plan {name} ")]




def test_values_of_iterations_are_kept_in_plain_lists_while_loops_run():
    @tf.function(autograph=False)
    def f(x, n):
        with tf.GradientTape() as tape:
            tape.watch(x)
            y = tf.while_loop(lambda i, y: i < n, lambda i, y: (i + 1, y * tf.tanh(x)), [0, x])[1]
        return tape.gradient(y, x)

    x, n = 0.5, 4
    found = f(tf.constant(x), tf.constant(n))
    t = np.tanh(x)
    np.testing.assert_allclose(found, t**n + x * n * t ** (n - 1) * (1 - t * t), rtol=1e-6)
    texts = [loop for loop in all_loops(f, tf.constant(x), tf.constant(n))]
    assert any(".append(" in text and "push_back" not in text for text in texts)
    assert any(".pop() if " in text and "pop_back" not in text for text in texts)


def all_loops(function, *args):
    import linecache

    name = plan_of(function, *args).name
    return ["".join(lines) for key, (_, _, lines, _) in linecache.cache.items()
            if key.startswith(f"<tfcompat plan {name} ") and "while True" in "".join(lines)]


def pushed(element, count, dims=-1, limit=-1, start=()):
    """Push an element in each of some iterations; return the list as one tensor."""
    @tf.function(autograph=False)
    def f():
        tensors = tf.raw_ops.EmptyTensorList(
            element_shape=dims, max_num_elements=limit, element_dtype=tf.float32)
        for value in start:
            tensors = tf.raw_ops.TensorListPushBack(input_handle=tensors, tensor=value)
        tensors = tf.while_loop(
            lambda i, t: i < count,
            lambda i, t: (i + 1, tf.raw_ops.TensorListPushBack(input_handle=t, tensor=element(i))),
            [0, tensors])[1]
        return tf.raw_ops.TensorListStack(
            input_handle=tensors, element_shape=-1, element_dtype=tf.float32)

    return f()


def test_lists_that_grow_keep_what_they_had():
    found = pushed(lambda i: tf.cast(i, tf.float32), 3, start=[7.0, 8.0])
    assert found.numpy().tolist() == [7.0, 8.0, 0.0, 1.0, 2.0]


def test_lists_that_are_full_or_of_other_shapes_refuse():
    assert pushed(lambda i: tf.zeros([2]), 3, dims=[2], limit=3).shape == (3, 2)
    with pytest.raises(tf.errors.InvalidArgumentError, match="Tried to push item into a full list"):
        pushed(lambda i: tf.zeros([2]), 3, limit=2)
    with pytest.raises(tf.errors.InvalidArgumentError, match=(
            "Op element shape: \\[3\\] list shape: \\[2\\]")):
        pushed(lambda i: tf.zeros(tf.reshape(i * 0 + 3, [1])), 3, dims=[2])


def popped(start, count, reserve=0):
    @tf.function(autograph=False)
    def f():
        tensors = tf.raw_ops.TensorListReserve(
            element_shape=tf.zeros([0], tf.int32), num_elements=reserve, element_dtype=tf.float32)
        for value in start:
            tensors = tf.raw_ops.TensorListPushBack(input_handle=tensors, tensor=value)

        def body(i, t, total):
            t, value = tf.raw_ops.TensorListPopBack(
                input_handle=t, element_shape=-1, element_dtype=tf.float32)
            return i + 1, t, total * 10.0 + value

        _, tensors, total = tf.while_loop(lambda i, *_: i < count, body, [0, tensors, 0.0])
        return total, tf.raw_ops.TensorListLength(input_handle=tensors)

    return [float(one) for one in f()]


def test_lists_that_shrink_are_taken_from_the_end():
    assert popped([1.0, 2.0, 3.0, 4.0], 3) == [432.0, 1.0]
    assert popped([5.0], 3, reserve=2) == [500.0, 0.0]
    with pytest.raises(tf.errors.InvalidArgumentError, match="Trying to pop from an empty list"):
        popped([1.0], 2)
