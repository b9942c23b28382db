"""Finding the source of a function: in files, in pieces of files, and among its neighbours."""

import ast
import functools
import linecache

import pytest

import tfcompat as tf
from tfcompat._src.function.autograph import errors, source


def decorated(function):
    @functools.wraps(function)
    def wrapper(*args):
        return function(*args)

    return wrapper


class Holder:
    text = """
not indented at all"""

    # a comment
# another one, further left
    def method(self, x):
        """Docstring.

    less indented
        """
        return x, """
inside a string"""

    @functools.lru_cache  # noqa: B019
    def cached(self):
        return 1


two = (lambda x: x + 1, lambda x: x + 2)
same = (lambda x: x * 3, lambda x: x * 3)
over_lines = [
    lambda x: (
        x - 1
    ),
]


def test_the_tree_has_the_lines_of_the_file():
    node = source.parse(Holder.method)
    line = Holder.method.__code__.co_firstlineno

    assert (node.name, node.lineno, node.body[0].lineno) == ("method", line, line + 1)
    assert ast.literal_eval(node.body[1].value.elts[1]) == "\ninside a string"


def test_decorators_belong_to_the_definition():
    @decorated
    @decorated
    def inner(x):
        return x

    node = source.parse(inner.__wrapped__.__wrapped__)

    assert node.name == "inner"
    assert len(node.decorator_list) == 2


def test_a_wrapper_is_itself_and_not_what_it_wraps():
    wrapper = decorated(len)

    assert source.parse(wrapper).name == "wrapper"


def test_lambdas_on_one_line_are_told_apart_by_their_code():
    assert [ast.unparse(source.parse(one)) for one in two] == [
        "lambda x: x + 1", "lambda x: x + 2"]
    assert {ast.unparse(source.parse(one)) for one in same} == {"lambda x: x * 3"}
    assert ast.unparse(source.parse(over_lines[0])) == "lambda x: x - 1"


def test_lambdas_with_closures_and_defaults_are_told_apart():
    k, m = 2, 3
    one, other = lambda x, y=1: x * k, lambda x, y=2: x * m

    assert ast.unparse(source.parse(one).body) == "x * k"
    assert ast.unparse(source.parse(other).body) == "x * m"


def test_a_lambda_inside_a_lambda_is_found():
    outer = lambda x: (lambda y: y + x)  # noqa: E731

    assert ast.unparse(source.parse(outer(1))) == "lambda y: y + x"


def test_every_parse_gives_a_tree_of_its_own():
    first, second = source.parse(two[0]), source.parse(two[0])
    first.body = None

    assert second.body is not None


def test_code_without_source_is_refused():
    names = {}
    exec("def f(x):\n    return x\ng = lambda x: x\n", names)

    for name in ("f", "g"):
        with pytest.raises(errors.InaccessibleSourceCodeError, match="Unable to locate the source"):
            source.parse(names[name])


def test_a_source_that_has_changed_is_refused():
    text = "def f(x):\n    return x\n"
    names = {}
    exec(compile("\n\n" + text, "<changed>", "exec"), names)
    linecache.cache["<changed>"] = (1, None, ["x = 1\n"] * 5, "<changed>")

    with pytest.raises(errors.InaccessibleSourceCodeError, match="not where it is said to be"):
        source.parse(names["f"])


def test_functions_without_source_run_as_they_are_and_say_so_once(caplog):
    names = {}
    exec(compile("def f(x):\n    return x + 1\n", "<elsewhere>", "exec"), names)
    function = tf.function(names["f"])

    assert function(tf.constant(1)).numpy() == 2
    assert function(tf.constant(1.5)).numpy() == 2.5
    told = [record for record in caplog.records if "could not transform" in record.getMessage()]
    assert len(told) == 1
    assert "@tf.autograph.experimental.do_not_convert" in told[0].getMessage()
