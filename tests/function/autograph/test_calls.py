"""What is called is converted or left as it is, by what it is and where it comes from."""

import functools
import types
import unittest

import pytest

import tfcompat as tf
from tfcompat._src.function.autograph import api, calls, rules, status
from tfcompat._src.function.autograph.options import Options


def branches(x):
    """Fails in graphs where it is not converted."""
    if x > 0:
        return x + 1
    return x


def is_converted(call):
    """Say whether a call of `branches` within traced code works."""
    try:
        tf.function(lambda x: call(x)).get_concrete_function(tf.TensorSpec([], tf.int32))
    except tf.errors.OperatorNotAllowedInGraphError:
        return False
    return True


def test_user_functions_are_converted():
    assert is_converted(branches)
    assert is_converted(functools.partial(functools.partial(branches)))
    assert is_converted(lambda x: branches(x))


def test_functions_of_listed_modules_are_left_alone():
    moved = types.FunctionType(branches.__code__, globals())
    moved.__module__ = "numpy.linalg"

    assert not is_converted(moved)
    assert is_converted(api.tf_convert(moved, status.current(), user_requested=True))


@pytest.mark.parametrize(("name", "left_alone"), [
    ("numpy", True), ("numpy.linalg", True), ("numpyro", False), ("tfcompat._src.core", True),
    ("keras.layers", True), ("absl", False), ("absl.logging", True), ("__main__", False),
    ("collections", True), ("json", False),
])
def test_modules_are_told_by_whole_names(name, left_alone):
    assert rules.is_module_left_alone(name) is left_alone


def test_cached_functions_classes_and_generators_are_left_alone():
    class Thing:
        def __init__(self, x):
            if isinstance(x, int) and x > 0:
                self.x = x
            else:
                self.x = 0

    cached = functools.lru_cache(branches)
    assert rules.is_unsupported(cached)
    assert rules.is_unsupported(Thing)
    assert rules.is_left_alone(iter(()).__next__)
    assert calls.converted_call(Thing, (3,), {}, Options()).x == 3


def test_methods_of_test_cases_are_left_alone():
    class Case(unittest.TestCase):
        def runTest(self):
            pass

        def go(self, x):
            return branches_of_case(x)

    def branches_of_case(x):
        return 1 if x > 0 else 2

    assert rules.is_left_alone(Case().go)
    assert is_converted(branches_of_case)


def test_callable_objects_are_converted_by_their_class():
    class Layer:
        def __call__(self, x):
            return branches(x)

    assert is_converted(Layer())
    assert not rules.is_left_alone(Layer())
    assert rules.is_left_alone(tf.function(branches))


def test_nothing_is_converted_where_conversion_is_off():
    off = tf.autograph.experimental.do_not_convert(branches)
    assert not is_converted(off)
    assert not is_converted(tf.autograph.experimental.do_not_convert(lambda x: branches(x)))
    inner = tf.function(branches)
    assert is_converted(tf.autograph.experimental.do_not_convert(lambda x: inner(x)))


def test_library_functions_convert_what_they_are_given_where_their_caller_is():
    def library(function, x):
        return api.tf_convert(function, status.current())(x)

    library.__module__ = "tfcompat.made_up"

    assert is_converted(lambda x: library(branches, x))
    traced = tf.function(lambda x: library(branches, x), autograph=False)
    with pytest.raises(tf.errors.OperatorNotAllowedInGraphError):
        traced(tf.constant(1))


def test_conversion_by_default_can_be_declined():
    scope = status.Scope(status.Status.UNSPECIFIED)
    declined = api.tf_convert(branches, scope, convert_by_default=False)

    assert not is_converted(declined)
    assert is_converted(api.tf_convert(branches, scope))
    assert api.tf_convert(declined, scope) is declined


def test_a_status_ends_with_its_block():
    before = status.current()
    with status.Scope(status.Status.DISABLED):
        assert status.current().status is status.Status.DISABLED
    assert status.current() is before


def test_private_attributes_keep_a_function_from_being_converted(caplog):
    class Secret:
        def __init__(self):
            self.__value = 5

        def get(self, x):
            return self.__value + x

    secret = Secret()

    assert tf.function(lambda x: secret.get(x))(tf.constant(1)).numpy() == 6
    assert "mangled names are not yet supported" in caplog.text


def test_strict_conversion_raises_instead_of_warning(monkeypatch):
    def with_else(x):
        for _ in (1, 2):
            x += 1
        else:
            x += 10
        return x

    assert tf.function(with_else)(tf.constant(1)).numpy() == 13
    monkeypatch.setenv("AUTOGRAPH_STRICT_CONVERSION", "1")
    with pytest.raises(NotImplementedError, match="for/else statement not yet supported"):
        tf.function(with_else)(tf.constant(1.5))


def test_the_work_is_told_of_where_that_is_wanted(capsys):
    tf.autograph.set_verbosity(10, alsologtostdout=True)
    try:
        tf.autograph.to_graph(lambda x: x if x > 12345 else -x)
    finally:
        tf.autograph.set_verbosity(0)

    assert "ag__.if_exp(x > 12345" in capsys.readouterr().out
