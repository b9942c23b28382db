"""Loops and builtins over things that are no tensors: iterators, datasets, registered classes."""

import pytest

import tfcompat as tf
from tfcompat._src.function.autograph.operators import datasets, loops, registry, undefined


class Dataset:
    """Works like a dataset, on a list of elements."""

    def __init__(self, elements, spec=None):
        self.elements = list(elements)
        self.element_spec = spec or tf.TensorSpec([], tf.int32)

    def scan(self, state, function):
        made = []
        for element in self.elements:
            state, output = function(state, element)
            made.append(output)
        return Dataset(made)

    def take_while(self, predicate):
        made = []
        for element in self.elements:
            if not bool(predicate(*element)):
                break
            made.append(element)
        return Dataset(made)

    def reduce(self, state, function):
        for element in self.elements:
            state = function(state, element)
        return state

    def filter(self, predicate):
        return Dataset(e for e in self.elements if bool(predicate(e)))

    def take(self, count):
        return Dataset(self.elements[:count])

    def map(self, function):
        return Dataset(function(*e) if isinstance(e, tuple) else function(e)
                       for e in self.elements)

    def enumerate(self, start=0):
        return Dataset(enumerate(self.elements, start))

    @classmethod
    def zip(cls, many):
        return cls(zip(*(one.elements for one in many), strict=False))

    def cardinality(self):
        return tf.constant(len(self.elements), tf.int64)


class Optional:
    def __init__(self, there, value):
        self._there, self._value = there, value

    def has_value(self):
        return self._there

    def get_value(self):
        return self._value


class Countdown:
    """Works like an iterator of a dataset: counts a variable down to zero."""

    def __init__(self, start):
        self.left = tf.Variable(start)

    def get_next_as_optional(self):
        left = self.left.assign_sub(1, read_value=True)
        return Optional(left >= 0, left + 0)


def converted(function, *args):
    return tf.autograph.to_graph(function)(*args)


def numbers(*values):
    return Dataset(tf.constant(v) for v in values)


def test_datasets_are_looped_over():
    def total(dataset):
        s = tf.constant(0)
        for x in dataset:
            if x > 1:
                s += x
        return s

    assert converted(total, numbers(1, 2, 3)).numpy() == 5


def test_loops_over_datasets_stop_early():
    def total(dataset):
        s = tf.constant(0)
        for x in dataset:
            if x == 3:
                break
            s += x
        return s

    assert converted(total, numbers(1, 2, 3, 4)).numpy() == 3


def test_loops_over_datasets_may_carry_nothing():
    seen = []

    def look(dataset):
        for x in dataset:
            seen.append(int(x))

    converted(look, numbers(1, 2))
    assert seen == [1, 2]


def test_loops_over_datasets_want_their_variables_defined():
    def last(dataset):
        for x in dataset:
            y = x
        return y

    with pytest.raises(ValueError, match="'y' must be defined before the loop"):
        converted(last, numbers(1, 2))


def test_builtins_of_datasets():
    def use(a, b):
        pairs = zip(a, b)
        return (len(a), enumerate(a, 5), pairs, map(lambda x, y: x + y, a, b),
                filter(lambda x: x > 1, a), abs(a))

    length, numbered, pairs, sums, kept, absolute = converted(use, numbers(-1, 2), numbers(3, 4))

    assert length.numpy() == 2
    assert [(i, int(x)) for i, x in numbered.elements] == [(5, -1), (6, 2)]
    assert [(int(x), int(y)) for x, y in pairs.elements] == [(-1, 3), (2, 4)]
    assert [int(x) for x in sums.elements] == [2, 6]
    assert [int(x) for x in kept.elements] == [2]
    assert [int(x) for x in absolute.elements] == [1, 2]


def test_any_and_all_of_datasets():
    flags = Dataset([tf.constant(True), tf.constant(False)], tf.TensorSpec([], tf.bool))

    assert converted(lambda d: (any(d), all(d)), flags)[0].numpy()
    assert not converted(lambda d: all(d), flags).numpy()
    with pytest.raises(ValueError, match='the "any" builtin only supports datasets that return'):
        converted(lambda d: any(d), numbers(1))


def test_datasets_are_not_zipped_strictly():
    with pytest.raises(ValueError, match="strict zip not supported by Dataset"):
        datasets.zipped(numbers(1), numbers(1), strict=True)


def test_mixed_arguments_of_zip_are_zipped_by_python():
    assert converted(lambda a: list(zip(a, [3, 4], strict=True)), [1, 2]) == [(1, 3), (2, 4)]


def test_iterators_are_looped_over_as_graph_loops():
    countdown = Countdown(4)

    @tf.function
    def total():
        s = 0
        for x in countdown:
            s = s * 10 + x
        return s

    assert total().numpy() == 3210
    kinds = [op.type for op in total.get_concrete_function().graph.get_operations()]
    assert "While" in kinds


def test_loops_over_iterators_stop_early():
    countdown = Countdown(6)

    @tf.function
    def total():
        s = 0
        for x in countdown:
            if x < 4:
                break
            s = s * 10 + x
        return s

    assert total().numpy() == 54


def test_classes_are_registered_with_loops_of_their_own():
    class Thrice:
        pass

    def loop(thing, extra_test, body, get_state, set_state, names, options):
        for _ in range(3):
            body(options["iterate_names"])

    registry.loops.register(Thrice, loop)

    def f(thing):
        out = []
        for x in thing:
            out.append(x)
        return out

    assert converted(f, Thrice()) == ["x"] * 3
    with pytest.raises(KeyError, match="has already been registered"):
        registry.loops.register(Thrice, loop)


def test_undefined_stands_for_all_that_is_reached_through_it():
    nothing = undefined.Undefined("a")

    assert nothing.b["c"] is nothing
    assert repr(nothing) == "a"
    with pytest.raises(UnboundLocalError, match="'a' is used before assignment"):
        undefined.ld(nothing)
    assert undefined.ldu(lambda: {}["k"], "d['k']").symbol_name == "d['k']"


def test_large_unrolled_loops_are_warned_of_once(monkeypatch, caplog):
    monkeypatch.setattr(loops, "_LARGE_UNROLL", 5)

    @tf.function
    def f(x):
        for _ in range(20):
            x = x + 1
        return x

    assert f(tf.constant(0)).numpy() == 20
    assert caplog.text.count("Large unrolled loop detected") == 1


def test_endless_python_loops_end_in_an_error(monkeypatch):
    monkeypatch.setattr(loops, "_LARGE_UNROLL", 5)
    monkeypatch.setattr(loops, "_MAX_ROUNDS", 50)

    def f():
        while True:
            pass

    with pytest.raises(ValueError, match="iteration limit exceeded"):
        converted(f)


def test_printing_tensors_with_the_feature(capsys):
    @tf.function(
        experimental_autograph_options=tf.autograph.experimental.Feature.BUILTIN_FUNCTIONS)
    def f(x):
        print("x is", x, sep=": ")
        return x

    f(tf.constant(3))
    f(tf.constant(4))

    assert capsys.readouterr().out == "x is: 3\nx is: 4\n"
