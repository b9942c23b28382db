"""Contexts: what a call means is decided per thread, by the top of a stack."""

import threading

import pytest

import tfcompat as tf
from tfcompat._src.core import context, eager
from tfcompat._src.core.tensor import wrap
from tfcompat._src.graph.graph import Graph


class Recording(context.Context):
    """Notes calls instead of running them."""

    def __init__(self):
        self.calls = []

    def convert(self, op, inputs, types):
        return eager.EAGER.convert(op, inputs, types)

    def execute(self, op, inputs, attrs, name):
        self.calls.append((op.name, len(inputs), attrs, name))
        return [inputs[0]]

    def constant(self, array, dtype, name):
        return wrap(array, dtype)


def test_the_top_of_the_stack_decides_what_a_call_does():
    with context.push(Recording()) as recording:
        assert not tf.executing_eagerly()
        tf.raw_ops.AddV2(x=tf.constant(1), y=2, name="sum")

    (name, inputs, attrs, wished), = recording.calls
    assert (name, inputs, attrs, wished) == ("AddV2", 2, {"T": tf.int32}, "sum")
    assert tf.executing_eagerly()


def test_the_stack_is_restored_when_the_block_fails():
    with pytest.raises(ZeroDivisionError), context.push(Recording()):
        raise ZeroDivisionError

    assert tf.executing_eagerly() and len(context.stack()) == 1


def test_a_context_holds_for_the_thread_that_entered_it_only():
    seen = []
    with Graph().as_default():
        thread = threading.Thread(target=lambda: seen.append(tf.executing_eagerly()))
        thread.start()
        thread.join()
        seen.append(tf.executing_eagerly())

    assert seen == [True, False]


def test_init_scope_leaves_functions_but_no_plain_graph_for_its_block():
    seen = []

    @tf.function(autograph=False)
    def outer():
        @tf.function(autograph=False)
        def inner():
            with tf.init_scope():
                seen.append(tf.executing_eagerly())
            assert not tf.executing_eagerly()
            return 1

        return inner()

    outer()
    with Graph().as_default(), tf.init_scope():
        seen.append(tf.executing_eagerly())
    assert seen == [True, False]


def test_name_scopes_hold_within_init_scope():
    with tf.name_scope("outer"), tf.init_scope():
        assert tf.Variable(1.0, name="v").name == "outer/v:0"


def test_recorders_are_told_of_calls_of_their_thread():
    class Recorder:
        def __init__(self):
            self.told = []

        def record(self, op, inputs, attrs, outputs):
            self.told.append((op.name, outputs[0].numpy()))

    recorder = Recorder()
    context.recorders().append(recorder)
    try:
        tf.raw_ops.Neg(x=tf.constant(2))
        thread = threading.Thread(target=lambda: tf.raw_ops.Neg(x=tf.constant(3)))
        thread.start()
        thread.join()
    finally:
        context.recorders().remove(recorder)

    assert recorder.told == [("Neg", -2)]
