"""Finding ops and registering them."""

import importlib

import pytest

from tfcompat._src.base import errors
from tfcompat._src.registry import exists, find, names, no_gradient, op, record
from tfcompat._src.registry.shape_context import ShapeContext


def test_every_name_finds_an_op_of_that_name_in_the_family_it_is_listed_under():
    for name in names():
        found = find(name)
        assert found.name == name and found is find(name) and exists(name)
        assert importlib.import_module(found.family)


def test_an_unknown_op_is_refused_by_name():
    with pytest.raises(errors.NotFoundError, match="'NoSuchOp' in tfcompat") as caught:
        find("NoSuchOp")

    assert caught.value.op_name == "NoSuchOp"
    assert not exists("NoSuchOp")


@pytest.fixture
def scratch(monkeypatch):
    monkeypatch.setattr(record, "_OPS", dict(record._OPS))


def test_a_registered_op_calls_its_kernel_and_keeps_what_is_said_of_it(scratch):
    @op("Twice(x: T) -> y: T\n  by: int = 2\n  T: {float}", stateful=True, host=("x",))
    def twice(xp, x, *, by):
        """Doc."""
        return x * by

    @twice.shape
    def shape(c):
        return [c["x"]]

    @twice.on("gpu")
    def on_gpu(xp, x, *, by):
        return x

    no_gradient(twice, "because")

    assert find("Twice") is twice
    assert twice(None, 3, by=4) == 12
    assert (twice.kernel_attrs, twice.stateful, twice.host) == (("by",), True, {"x"})
    assert twice.shape_function is shape and twice.gradient_reason == "because"
    assert twice.device_kernels == {"gpu": on_gpu}


def test_a_rule_may_do_without_zeros_for_outputs_that_nothing_depends_on(scratch):
    @op("Plain(x: float) -> y: float")
    def plain(xp, x):
        """Doc."""

    @op("Sparse(x: float) -> y: float")
    def sparse(xp, x):
        """Doc."""

    @plain.gradient
    def plain_gradient(op, dy):
        return dy

    @sparse.gradient(sparse=True)
    def sparse_gradient(op, dy):
        return dy

    assert (plain.gradient_function, plain.gradient_sparse) == (plain_gradient, False)
    assert (sparse.gradient_function, sparse.gradient_sparse) == (sparse_gradient, True)


def test_two_families_cannot_define_the_same_op(scratch):
    @op("Dup() -> ()")
    def one(xp):
        """Doc."""

    def other(xp):
        """Doc."""

    other.__module__ = "elsewhere"
    with pytest.raises(ValueError, match="Op Dup is defined in .* and elsewhere"):
        op("Dup() -> ()")(other)


def test_a_shape_context_tells_shapes_attributes_and_values():
    import numpy as np

    import tfcompat as tf

    c = ShapeContext(find("Reshape"), [tf.TensorShape([6]), tf.TensorShape([2])],
                     {"T": tf.float32}, value={"shape": np.array([2, -1])}.get)

    assert c["tensor"] == tf.TensorShape([6])
    assert c.attr("T") is tf.float32
    assert c.value_as_shape("shape").as_list() == [2, None]
    assert c.value("tensor") is None and c.handle("tensor") is None
