"""Ops that users register: called, traced, differentiated, saved and loaded."""

import numpy as np
import pytest

import tfcompat as tf
from tfcompat._src.registry import record

v1 = tf.compat.v1


def zero_out(xp, to_zero):
    zeroed = xp.zeros_like(to_zero)
    zeroed.reshape(-1)[:1] = to_zero.reshape(-1)[:1]
    return zeroed


DEFINITION = "ZeroOut(to_zero: int32) -> zeroed: int32"


@pytest.fixture(autouse=True)
def forgotten():
    """Ops of these tests are of these tests."""
    yield
    for name in ("ZeroOut", "Scaled"):
        record.forget(name)


@pytest.fixture
def model(tmp_path):
    """A model of version 1 with an op of its own."""
    tf.register_op(DEFINITION)(zero_out)
    path = str(tmp_path / "model")
    with tf.Graph().as_default(), v1.Session() as session:
        x = v1.placeholder(tf.int32, [None, 2], name="x")
        v1.saved_model.simple_save(session, path, {"x": x}, {"y": tf.raw_ops.ZeroOut(to_zero=x)})
    record.forget("ZeroOut")
    return path


def test_a_model_with_it_is_refused_by_name_and_loads_once_it_is_registered(model):
    with pytest.raises(NotImplementedError, match=r"(?s)ZeroOut in the graph.*tf\.register_op"):
        tf.saved_model.load(model)
    tf.register_op(DEFINITION)(zero_out)
    loaded = tf.saved_model.load(model)
    found = loaded.signatures["serving_default"](x=tf.constant([[1, 2], [3, 4]]))
    assert found["y"].numpy().tolist() == [[1, 0], [0, 0]]


def test_functions_with_it_are_saved_and_loaded(tmp_path):
    tf.register_op(DEFINITION)(zero_out)
    module = tf.Module()
    module.f = tf.function(
        lambda x: tf.raw_ops.ZeroOut(to_zero=x) + 1, input_signature=[tf.TensorSpec([3], tf.int32)]
    )
    tf.saved_model.save(module, tmp_path / "model")
    assert tf.saved_model.load(tmp_path / "model").f([7, 8, 9]).numpy().tolist() == [8, 1, 1]


def test_shapes_and_gradients_are_used():
    @tf.register_op("""
        Scaled(x: T) -> (y: T, rest: N * T)
            N: int >= 1
            factor: float = 2.0
            T: {float, double}
    """, stateful=True)
    def scaled(xp, x, *, N, factor):  # noqa: N803
        return x * x.dtype.type(factor), [x] * N

    @scaled.shape
    def scaled_shape(c):
        return [c["x"]] * (1 + c.attr("N"))

    @scaled.gradient
    def scaled_gradient(op, dy, *rest):
        return dy * op.attr("factor") + tf.add_n(rest)

    @tf.function
    def f(x):
        y, (one, other) = tf.raw_ops.Scaled(x=x, N=2, factor=3.0)
        assert y.shape == one.shape == [2]
        return y + one + other

    x = tf.constant([1.0, 2.0])
    with tf.GradientTape() as tape:
        tape.watch(x)
        y = f(x)
    np.testing.assert_array_equal(y, [5, 10])
    np.testing.assert_array_equal(tape.gradient(y, x), [5, 5])


def test_a_second_registration_takes_the_place_of_the_first():
    tf.register_op(DEFINITION)(zero_out)
    assert tf.raw_ops.ZeroOut(to_zero=[4, 5]).numpy().tolist() == [4, 0]
    tf.register_op(DEFINITION)(lambda xp, x: -x)
    assert tf.raw_ops.ZeroOut(to_zero=[4, 5]).numpy().tolist() == [-4, -5]


def test_ops_of_tensorflow_stay_what_they_are():
    with pytest.raises(ValueError, match="tfcompat has an op MatMul already"):
        tf.register_op("MatMul(a: float, b: float) -> c: float")
    with pytest.raises(ValueError, match="Not an op signature"):
        tf.register_op("no definition")


def test_libraries_of_compiled_ops_are_refused_with_a_way_out(tmp_path):
    library = tmp_path / "ops.so"
    for load, error in ((tf.load_op_library, tf.errors.NotFoundError), (tf.load_library, OSError)):
        with pytest.raises(error, match=r"ops\.so"):
            load(library)
    library.write_bytes(b"")
    for load in (tf.load_op_library, tf.load_library):
        with pytest.raises(NotImplementedError, match=r"ops\.so .*tf\.register_op"):
            load(str(library))
