"""Errors of converted code tell the user's lines."""

import traceback

import pytest

import tfcompat as tf
from tfcompat._src.function.autograph import errors


def fails(x):
    raise ValueError("first\nsecond")  # the line that fails


def line_of(function, offset):
    return function.__code__.co_firstlineno + offset


def test_every_converted_function_on_the_way_is_shown_with_its_line():
    def outer(x):
        y = x
        return fails(y)

    with pytest.raises(ValueError) as caught:
        tf.function(outer)(tf.constant(1))

    assert str(caught.value) == f'''in user code:

    File "{__file__}", line {line_of(outer, 2)}, in outer  *
        return fails(y)
    File "{__file__}", line {line_of(fails, 1)}, in fails  *
        raise ValueError("first\\nsecond")  # the line that fails

    ValueError: first
    second
'''


def test_lines_inside_of_branches_and_loops_are_those_of_the_user():
    def inside(n):
        for i in tf.range(n):
            if i > 2:
                fails(i)
        return n

    with pytest.raises(ValueError, match=rf'line {line_of(inside, 3)}, in inside  \*\n'):
        tf.function(inside)(tf.constant(1))


def test_the_traceback_shows_the_users_source():
    def inside(x):
        if x > 0:
            fails(x)
        return x

    with pytest.raises(ValueError) as caught:
        tf.function(inside)(tf.constant(1))
    frames = traceback.extract_tb(caught.value.__traceback__)

    assert (__file__, line_of(inside, 2), "fails(x)") in [
        (frame.filename, frame.lineno, frame.line) for frame in frames]


def test_code_that_ran_as_it_is_carries_two_stars_once():
    @tf.autograph.experimental.do_not_convert
    def unconverted(x):
        return fails(x)

    def f(x):
        return unconverted(x)

    with pytest.raises(ValueError) as caught:
        tf.function(f)(tf.constant(1))
    marks = [line.rpartition(", in ")[2] for line in str(caught.value).split("\n")
             if ", in " in line]

    assert marks == ["f  *", "unconverted  **", "fails"]


@pytest.mark.parametrize(("error", "kind"), [
    (KeyError("k"), KeyError),
    (IndexError("i"), errors.StagingError),
    (tf.errors.NotFoundError(None, None, "n"), tf.errors.NotFoundError),
    (NotImplementedError("n"), NotImplementedError),
    (type("Own", (Exception,), {})("o"), Exception),
    (type("Own", (ValueError,), {})("o"), errors.StagingError),
])
def test_errors_keep_their_class_where_it_can_be_made_anew(error, kind):
    def f(x):
        raise error

    with pytest.raises(kind, match="in user code") as caught:
        tf.function(f)(tf.constant(1))
    assert f"{type(error).__name__}: " in str(caught.value)


def test_errors_may_ask_to_be_left_as_they_are():
    error = ValueError("as it is")
    error.ag_pass_through = True

    def f(x):
        raise error

    with pytest.raises(ValueError) as caught:
        tf.function(f)(tf.constant(1))
    assert caught.value is error


def test_errors_without_autograph_are_left_as_they_are():
    def f(x):
        raise ValueError("plain")

    with pytest.raises(ValueError, match="^plain$"):
        tf.function(f, autograph=False)(tf.constant(1))


def test_a_failed_trace_leaves_names_as_they_were():
    kept = {"n": 0}

    @tf.function
    def f(x):
        kept["n"] += 1
        if x > 0:
            fails(x)
        return x

    for _ in range(2):
        with pytest.raises(ValueError, match="in user code"):
            f(tf.constant(1))

    assert kept["n"] == 2
    assert tf.executing_eagerly()


def test_nodes_know_the_users_function_and_not_the_pieces_of_it():
    def f(x):
        if x > 0:
            y = x * 3
        else:
            y = x
        return y

    concrete = tf.function(f).get_concrete_function(tf.TensorSpec([], tf.int32))
    graph = concrete.graph.get_operation_by_name("cond").get_attr("then_branch")
    frames = concrete.graph.get_operation_by_name("cond").traceback
    assert graph is not None
    assert (frames[-1].name, frames[-1].lineno) == ("f", line_of(f, 1))
