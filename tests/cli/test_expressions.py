"""Expressions on the command line: what is understood, and that nothing else is."""

import pickle
import time

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tfcompat._src.cli import expressions

UNDERSTOOD = {
    "1": 1, "-2.5": -2.5, "'text'": "text", "b'bytes'": b"bytes", "None": None, "True": True,
    "[[1], [2], [3]]": [[1], [2], [3]], "(1, 2)": (1, 2), "{'a': [1]}": {"a": [1]}, "1+2j": 1 + 2j,
    "2 ** 10": 1024, "[0] * 3": [0, 0, 0], "[[1, 2]] * 2": [[1, 2], [1, 2]],
}
ARRAYS = {
    "np.ones((2, 3))": np.ones((2, 3)),
    "np.zeros(2, dtype=np.int32)": np.zeros(2, np.int32),
    "np.full((2,), 7)": np.full(2, 7),
    "np.arange(6).reshape(2, 3)": np.arange(6).reshape(2, 3),
    "np.arange(6).reshape((2, 3)).T[1:, 0]": np.arange(6).reshape(2, 3).T[1:, 0],
    "np.ones((2, 3)).astype('float32') / 2": np.ones((2, 3), np.float32) / 2,
    "np.linspace(0, 1, num=5)": np.linspace(0, 1, 5),
    "np.array([[1, 2], [3, 4]])[..., np.newaxis]": np.array([[1, 2], [3, 4]])[..., None],
    "np.float32(1.5)": np.float32(1.5),
    "np.concatenate([np.ones(1), np.zeros(1)])": np.array([1.0, 0.0]),
    "-np.eye(2) + np.pi": -np.eye(2) + np.pi,
    "np.array(['a', 'b'])": np.array(["a", "b"]),
}
HOSTILE = [
    "__import__('os').system('touch /tmp/hostile')",
    "().__class__.__bases__[0].__subclasses__()",
    "np.__builtins__", "np.os", "np.ones.__globals__", "np.load('x')", "np.fromfile('x')",
    "np.save('x', 1)", "np.ctypeslib", "np.lib.npyio.DataSource()", "np.random.__dict__",
    "np.array([1]).tofile('x')", "np.array([1]).dump('x')", "np.ones(2).__array_interface__",
    "open('/etc/passwd').read()", "exec('1')", "eval('1')", "lambda: 1", "[x for x in (1,)]",
    "(x := 1)", "f'{1}'", "x", "print(1)", "np.array([1]).__reduce__()", "np", "[np]",
    "np.array([1], dtype=object)", "np.zeros(2, dtype='O')", "np.array([1]).astype('object')",
    "np.frompyfunc(print, 1, 1)", "np.vectorize(print)", "await 1", "*[1]", "{**{}}",
    "'a' * 10", "not 1", "1 if 1 else 2", "1 < 2", "np.ones(2, **{})", "np.ones(like=1)",
    "np.eye(2, order='C')", "np.array(**{'object': [1]})",
]
ENORMOUS = [
    "np.ones((10**6, 10**6))", "np.zeros(10**12)", "np.arange(10**15)", "9**9**9", "2**10**8",
    "np.eye(10**7)", "np.random.rand(10**5, 10**5, 10**5)", "np.linspace(0, 1, 10**12)",
    "np.tile([1], 10**12)", "np.repeat([1], 10**12)", "np.full((10**7, 10**7), 1)",
    "np.ones((10**5, 1)) + np.ones((1, 10**5)) * np.ones((10**4, 1, 1))",
    "[[0] * 10**6] * 10**6", "[0] * 10**12", "np.broadcast_to([1], (10**7, 10**7))",
    "np.ones(shape=(10**9, 10**9))", "[" * 50000, "[" * 150 + "]" * 150, "-" * 100000 + "1",
    "1" * (1 << 21),
]


@pytest.mark.parametrize("text", UNDERSTOOD)
def test_literals_and_arithmetic_mean_what_they_say(text):
    value = expressions.evaluate(text)

    assert value == UNDERSTOOD[text]
    assert type(value) is type(UNDERSTOOD[text])


@pytest.mark.parametrize("text", ARRAYS)
def test_numpy_expressions_mean_what_they_say(text):
    value = expressions.evaluate(text)

    np.testing.assert_array_equal(value, ARRAYS[text])
    assert value.dtype == ARRAYS[text].dtype


@pytest.mark.parametrize("text", ["np.random.rand(2, 3)", "np.random.normal(size=(2, 3))",
                                  "np.random.uniform(0, 1, (2, 3))", "np.random.randn(2, 3)"])
def test_random_arrays_have_the_shape_asked_for(text):
    assert expressions.evaluate(text).shape == (2, 3)


@pytest.mark.parametrize("text", HOSTILE)
def test_everything_else_is_refused(text):
    with pytest.raises(expressions.RefusedError):
        expressions.evaluate(text)


@pytest.mark.parametrize("text", ENORMOUS, ids=range(len(ENORMOUS)))
def test_what_would_need_all_memory_is_refused_at_once(text):
    start = time.monotonic()
    with pytest.raises(expressions.RefusedError):
        expressions.evaluate(text)

    assert time.monotonic() - start < 5


@given(st.text(max_size=60))
def test_no_text_does_anything_but_be_refused_or_have_a_value(text):
    try:
        expressions.evaluate(text)
    except expressions.RefusedError:
        pass


@given(st.recursive(
    st.none() | st.booleans() | st.integers() | st.text()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.binary(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner)))
def test_whatever_python_writes_is_read_back(value):
    assert expressions.evaluate(repr(value)) == value


class Bomb:
    """Unpickling it raises: nobody may."""

    def __reduce__(self):
        return (eval, ("1/0",))


@pytest.fixture
def bombs(tmp_path):
    """Files with pickles in them, of every kind that numpy reads."""
    (tmp_path / "plain.pkl").write_bytes(pickle.dumps(Bomb()))
    np.save(tmp_path / "array.npy", np.array([Bomb()], dtype=object))
    np.savez(tmp_path / "archive.npz", x=np.array([Bomb()], dtype=object))
    (tmp_path / "disguised.npy").write_bytes(pickle.dumps(Bomb()))
    return tmp_path


@pytest.mark.parametrize("name", ["plain.pkl", "array.npy", "archive.npz", "disguised.npy"])
def test_nothing_is_unpickled_unasked(bombs, name):
    from tfcompat._src.cli import inputs

    with pytest.raises(RuntimeError, match="--allow_pickle"):
        inputs.load(str(bombs / name), None, allow_pickle=False)
    # numpy wraps what unpickling raised in some cases.
    with pytest.raises((ZeroDivisionError, pickle.UnpicklingError)):
        inputs.load(str(bombs / name), None, allow_pickle=True)
