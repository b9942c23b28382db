"""Errors of running plans: TensorFlow's frame around the kernel's sentence."""

import numpy as np
import pytest

import tfcompat as tf
from tfcompat._src.base import errors
from tfcompat._src.core import raw
from tfcompat._src.graph import export, import_def
from tfcompat._src.registry import find
from tfcompat._src.wire import messages

VECTOR = tf.TensorSpec([None], tf.float32)
SENTENCE = ("Input to reshape is a tensor with 4 values, but the requested shape requires a "
            "multiple of 3")


def reshape(x):
    return raw.Reshape(x, [3, -1], name="scope/bad")


def failing(function):
    """The error of calling a function of four floats."""
    with pytest.raises(errors.OpError) as caught:
        function(np.ones(4, np.float32))
    return caught.value


def loaded(function):
    library = messages.FunctionDefLibrary()
    library.function.append(function.function_def())
    library.function.extend(f.function_def() for f in export.needed_functions(function.graph))
    return import_def.import_functions(library)[function.name]


def test_a_traced_function_says_where_the_node_was_made():
    concrete = tf.function(reshape).get_concrete_function(VECTOR)
    error = failing(concrete.graph_function.plan)

    assert type(error) is errors.InvalidArgumentError
    assert error.framed
    assert (error.op, error.node_def) == (None, None)
    text = str(error)
    start = "Graph execution error:\n\nDetected at node scope/bad defined at (most recent call last"
    assert text.startswith(start + '):\n  File "')
    line = reshape.__code__.co_firstlineno + 1
    assert f'File "{__file__}", line {line}, in reshape\n\n{SENTENCE}\n' in text
    assert text.endswith(
        f"\n\t [[{{{{node scope/bad}}}}]] [Op:{concrete.graph_function.name}]"
    )


def test_a_loaded_function_has_no_stack_traces():
    function = loaded(tf.function(reshape).get_concrete_function(VECTOR).graph_function)

    assert str(failing(function.plan)) == (
        "Graph execution error:\n\nDetected at node scope/bad defined at (most recent call last):"
        f"\n<stack traces unavailable>\n{SENTENCE}\n\t [[{{{{node scope/bad}}}}]] "
        f"[Op:{function.name}]"
    )


def test_the_innermost_node_and_the_outermost_function_are_named():
    inner = tf.function(reshape)
    outer = tf.function(lambda x: inner(x)).get_concrete_function(VECTOR).graph_function

    for function in (outer, loaded(outer)):
        text = str(failing(function.plan))
        assert "Detected at node scope/bad defined at" in text
        assert text.endswith(f"[[{{{{node scope/bad}}}}]] [Op:{outer.name}]")


@pytest.fixture
def broken_rsqrt(monkeypatch):
    """Replace the kernel of Rsqrt by one that raises what it is given."""

    def replace(error):
        def kernel(xp, x):
            raise error

        monkeypatch.setattr(find("Rsqrt"), "kernel", kernel)
        return tf.function(lambda x: raw.Rsqrt(x)).get_concrete_function(VECTOR).graph_function

    return replace


def test_unforeseen_exceptions_of_kernels_are_internal_errors_that_name_the_op(broken_rsqrt):
    error = failing(broken_rsqrt(IndexError("out of everything")).plan)

    assert type(error) is errors.InternalError
    assert "The kernel of Rsqrt failed with IndexError: out of everything" in str(error)
    assert "{{node Rsqrt}}" in str(error)
    assert isinstance(error.__cause__, IndexError)


def test_lack_of_memory_is_exhaustion(broken_rsqrt):
    error = failing(broken_rsqrt(MemoryError("too much")).plan)

    assert type(error) is errors.ResourceExhaustedError


def test_what_is_not_supported_stays_so_and_names_the_node(broken_rsqrt):
    with pytest.raises(errors.UnsupportedError, match=r"no such mode\n.*{{node Rsqrt}}"):
        broken_rsqrt(errors.UnsupportedError("no such mode")).plan(np.ones(4, np.float32))


def test_complete_errors_pass_unchanged(broken_rsqrt):
    original = errors.NotFoundError(None, None, "complete")

    assert failing(broken_rsqrt(original).plan) is original


def test_other_exceptions_are_not_touched(broken_rsqrt):
    with pytest.raises(KeyboardInterrupt):
        broken_rsqrt(KeyboardInterrupt()).plan(np.ones(4, np.float32))
