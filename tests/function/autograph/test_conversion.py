"""Converted functions do with Python values what the originals do, and are converted once."""

import contextlib
import gc
import linecache
import random
import threading
import types
import weakref

import pytest

import tfcompat as tf
from tfcompat._src.function.autograph import conversion
from tfcompat._src.function.autograph.options import Feature, Options

to_graph = tf.autograph.to_graph


class Programs:
    """Writes random programs of nested statements; `staged` ones suit tensors too."""

    def __init__(self, seed, staged):
        self.random = random.Random(seed)
        self.staged = staged
        self.loops = 0

    def expression(self, depth=0):
        kind = self.random.random()
        if depth > 2 or kind < 0.4:
            return self.random.choice(["x", "y", "a", "b", "c", str(self.random.randint(-3, 5))])
        left, right = self.expression(depth + 1), self.expression(depth + 1)
        if kind < 0.75:
            return f"({left} {self.random.choice('+-')} {right})"
        if kind < 0.88:
            return f"({left} if {self.test(depth + 1)} else {right})"
        return f"g({left})"

    def test(self, depth=0):
        kind = self.random.random()
        if depth > 2 or kind < 0.6:
            sign = self.random.choice(["<", ">", "<=", "==", "!="])
            return f"{self.expression(depth + 1)} {sign} {self.expression(depth + 1)}"
        if kind < 0.7:
            return " < ".join(self.expression(depth + 1) for _ in range(3))
        if kind < 0.8:
            return f"not ({self.test(depth + 1)})"
        join = self.random.choice([" and ", " or "])
        return f"({join.join(self.test(depth + 1) for _ in range(2))})"

    def block(self, depth, loop):
        lines = [line for _ in range(self.random.randint(1, 3))
                 for line in self.statement(depth, loop)]
        return ["    " + line for line in lines]

    def statement(self, depth=0, loop=False):
        kind = self.random.random()
        if depth > 2 or kind < 0.4:
            sign = self.random.choice(["=", "+=", "-="])
            return [f"{self.random.choice('abc')} {sign} {self.expression()} % 50"]
        if kind < 0.62:
            orelse = ["else:", *self.block(depth + 1, loop)] if kind < 0.52 else []
            return [f"if {self.test()}:", *self.block(depth + 1, loop), *orelse]
        if kind < 0.75:
            return [f"for i{depth} in range(abs(x) % 4):", *self.block(depth + 1, True)]
        if kind < 0.85:
            self.loops += 1
            count = f"w{self.loops}"
            return [f"{count} = x - x", f"while {count} < 3 and {self.test()}:",
                    f"    {count} += 1", *self.block(depth + 1, True)]
        if kind < 0.92 and loop:
            return [f"if {self.test()}:", "    " + self.random.choice(["break", "continue"])]
        if kind < 0.94 and (depth == 0 or not self.staged):
            return [f"if {self.test()}:", f"    return {self.expression()}, x, y"]
        if kind < 0.97 or self.staged:
            return ["with context():", *self.block(depth + 1, loop)]
        if kind < 0.985:
            return ["try:", *self.block(depth + 1, loop), "finally:", "    y = y + 1"]
        return [f"del {self.random.choice('abc')}"]

    def function(self):
        """Return a function of x and y."""
        start = ["a, b, c = x, y, x"] if self.staged else []
        lines = [line for _ in range(5) for line in self.statement()]
        result = "return a + b - c, x, y" if self.staged else "return x, y, [x, y]"
        body = "".join(f"    {line}\n" for line in (*start, *lines, result))
        text = f"def f(x, y):\n{body}"
        file = f"<program {id(self)}>"
        linecache.cache[file] = (len(text), None, text.splitlines(True), file)
        names = {"g": lambda v: v - 10 if v > 10 else v, "context": contextlib.nullcontext}
        exec(compile(text, file, "exec"), names)
        return names["f"], text


def outcome(function, *args):
    """Return what a call comes to; that a name is unbound is said in several ways."""
    try:
        return function(*args)
    except NameError:
        return "unbound"


ARGUMENTS = ((1, 2), (-4, 7), (30, -1))


@pytest.mark.parametrize("seed", range(0, 120, 4))
def test_random_programs_do_with_python_values_what_they_did(seed):
    for number in range(seed, seed + 4):
        original, text = Programs(number, staged=False).function()
        converted = to_graph(original)
        for args in ARGUMENTS:
            assert outcome(converted, *args) == outcome(original, *args), text


@pytest.mark.parametrize("seed", range(12))
def test_random_programs_do_with_tensors_what_they_do_with_numbers(seed):
    original, text = Programs(1000 + seed, staged=True).function()
    eager, traced = to_graph(original), tf.function(original)
    for args in ARGUMENTS:
        tensors = [tf.constant(arg) for arg in args]
        expected = original(*args)

        assert tuple(int(value) for value in eager(*tensors)) == expected, text
        assert tuple(int(value) for value in traced(*tensors)) == expected, text


def test_a_code_object_is_converted_once_for_all_its_closures():
    def make(k):
        def f(x):
            return x + k if x > 0 else x

        return f

    one, two = make(1), make(20)
    options = Options(user_requested=True)

    assert conversion.of(one, options) is conversion.of(two, options)
    assert (to_graph(one)(1), to_graph(two)(1)) == (2, 21)


def test_other_options_are_other_conversions():
    def f(x):
        return x == 3

    plain = conversion.of(f, Options())

    assert conversion.of(f, Options()) is plain
    assert conversion.of(f, Options(features=Feature.EQUALITY_OPERATORS)) is not plain
    assert conversion.of(f, Options(features=[Feature.ALL])) is not plain


def test_conversions_go_with_the_code_they_were_made_from():
    names = {}
    text = "def f(x):\n    return x\n"
    linecache.cache["<gone>"] = (len(text), None, text.splitlines(True), "<gone>")
    exec(compile(text, "<gone>", "exec"), names)
    conversion.of(names["f"], Options())
    code = weakref.ref(names["f"].__code__)
    key = id(code())
    assert key in conversion._CONVERSIONS
    names.clear()
    gc.collect()

    assert code() is None
    assert key not in conversion._CONVERSIONS


def test_a_closure_is_shared_and_not_copied():
    count = 0

    def f(x):
        nonlocal count
        if x > 0:
            count += 1
        return count

    g = to_graph(f)

    assert (g(1), f(1), g(-1), count) == (1, 2, 2, 2)


def test_globals_are_stored_to():
    names = {"__name__": __name__}
    text = "def f(x):\n    global seen\n    if x > 0:\n        seen = x\n"
    linecache.cache["<globals>"] = (len(text), None, text.splitlines(True), "<globals>")
    exec(compile(text, "<globals>", "exec"), names)
    to_graph(names["f"])(5)

    assert names["seen"] == 5


def test_a_recursive_function_is_converted_under_its_own_name():
    def f(n):
        if n == 0:
            return [f.__name__]
        return [*f(n - 1), n]

    assert to_graph(f)(2) == ["f", 1, 2]


def test_builtins_that_look_at_their_frame_see_the_users_names():
    value = 7

    def f(x):
        here = eval("x + 1")
        looked = locals
        if x > 0:
            k = value
        names = looked()
        return here, k, names["x"], globals()["__name__"], "x" in dir(), "x" in vars()

    assert to_graph(f)(1) == (2, 7, 1, __name__, True, True)


def test_super_finds_its_class_however_it_is_called():
    class Base:
        def go(self, x):
            return x + 1

    class Child(Base):
        def go(self, x):
            if x > 0:
                return super().go(x) * 10
            alias = super
            return alias().go(x)

    convert = to_graph(Child.go)

    assert (convert(Child(), 1), convert(Child(), -5)) == (20, -4)


def test_a_name_that_hides_a_builtin_is_not_the_builtin():
    def f(x, super=len, print=len, range=list):  # noqa: A002
        return super(x), print(x), range(x)

    assert to_graph(f)([3, 4]) == (2, 2, [3, 4])


def test_defaults_and_keyword_only_arguments_stay():
    def f(x, /, y=[1], *args, z=(2,), **kwargs):  # noqa: B006
        return x, y, args, z, kwargs

    g = to_graph(f)

    assert g(0) == (0, [1], (), (2,), {})
    assert g(0, 1, 2, z=3, w=4) == (0, 1, (2,), 3, {"w": 4})
    assert g.__defaults__ is f.__defaults__


def test_middle_operands_of_comparisons_are_evaluated_once():
    calls = []

    def middle():
        calls.append(1)
        return 5

    def f(a, b):
        return a < middle() < b, a < 1 < middle() < b

    assert to_graph(f)(0, 9) == (True, True)
    assert len(calls) == 2


def test_evaluation_stays_lazy_for_python_values():
    def f(x, d):
        return x is None or d["k"], x and d["k"], 1 if x is None else d["k"]

    assert to_graph(f)(None, {}) == (True, None, 1)


def test_errors_leave_nothing_half_returned():
    def f(x):
        for i in range(3):
            try:
                return [1, 2][i + x]
            except IndexError:
                continue
        return "none"

    assert [to_graph(f)(x) for x in (0, 2, 5, -2)] == [1, "none", "none", 1]


def test_handlers_and_later_code_see_what_was_stored():
    def f(x):
        state = "begun"
        try:
            if x:
                state = "stored"
                raise ValueError("no")
        except ValueError as error:
            state += f" {error}"
        return state

    g = to_graph(f)

    assert (g(True), g(False)) == ("stored no", "begun")


def test_generators_comprehensions_and_classes_inside_are_left_alone():
    def f(x):
        def numbers():
            for i in range(x):
                yield i + 0

        class Local:
            value = [i for i in numbers() if i]

            def get(self):
                return sum(self.value) if x > 1 else None

        if x > 5:
            extra = {i: i for i in range(2)}
        else:
            extra = None
        return Local().get(), extra, list(numbers())

    assert to_graph(f)(3) == (3, None, [0, 1, 2])


def test_the_converted_code_has_the_file_and_lines_of_the_users():
    def f(x):
        if x > 0:
            x = x + 1
        return x

    code = to_graph(f).__code__

    assert (code.co_filename, code.co_name) == (__file__, "f")
    inner = next(c for c in code.co_consts if isinstance(c, types.CodeType)
                 and c.co_name == "if_body")
    assert inner.co_firstlineno == f.__code__.co_firstlineno + 1


def test_many_threads_convert_and_trace_one_function():
    def f(x):
        s = 0
        for i in tf.range(x):
            if i % 2 == 0:
                s += i
        return s

    traced, found, errors = tf.function(f), [], []
    barrier = threading.Barrier(6)

    def work(number):
        try:
            barrier.wait()
            found.append(int(traced(tf.constant(10))) + int(tf.function(f)(tf.constant(number))))
        except Exception as error:  # noqa: BLE001
            errors.append(error)

    threads = [threading.Thread(target=work, args=(i,)) for i in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert errors == []
    assert sorted(found) == [20, 20, 20, 22, 22, 26]


def test_lambdas_have_code_too():
    assert tf.autograph.to_code(lambda x: not x) == "tf__lam = lambda x: ag__.not_(x)"
