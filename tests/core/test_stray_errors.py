"""Errors that a kernel did not think of reach users as TensorFlow's classes, with the op's name."""

import pytest

import tfcompat as tf
from tfcompat._src.registry import find


def broken(xp, x):
    """A kernel that meets what it did not think of."""
    return x[()][7]


@pytest.mark.parametrize("call", [tf.raw_ops.Inv, tf.function(tf.raw_ops.Inv)])
def test_errors_of_arrays_do_not_reach_users(call, monkeypatch):
    record = find("Inv")
    monkeypatch.setattr(record, "kernel", broken)
    monkeypatch.setattr(record, "resolved", {})

    with pytest.raises(tf.errors.InternalError, match="The kernel of Inv failed with IndexError"):
        call(x=tf.constant([1.0]))


def test_nor_those_of_operators(monkeypatch):
    record = find("FloorDiv")
    monkeypatch.setattr(record, "kernel", lambda xp, x, y: broken(xp, x))
    monkeypatch.setattr(record, "resolved", {})

    with pytest.raises(tf.errors.InternalError, match="The kernel of FloorDiv failed"):
        tf.constant(7, tf.uint16) // tf.constant(2, tf.uint16)
