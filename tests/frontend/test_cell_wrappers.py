"""Cells inside cells: dropout, sums with the inputs, devices."""

import collections

import numpy as np
import pytest

import tfcompat as tf

State = collections.namedtuple("State", ["c", "h"])


class Cell(tf.Module):
    """Adds its state to its inputs."""

    state_size = (4, 4)
    output_size = 4

    def __call__(self, inputs, state):
        c, h = state
        return inputs + h, type(state)(*(part + 1 for part in (c, h)))


def state():
    return State(tf.zeros([2, 4]), tf.ones([2, 4]))


def test_dropout_leaves_out_elements_of_each_kind():
    tf.random.set_seed(1)
    ones = tf.ones([2, 4])
    wrapper = tf.nn.RNNCellDropoutWrapper(Cell(), 0.5, 0.25, 0.5, seed=3)
    output, new = wrapper(ones, state())
    assert wrapper.state_size == (4, 4) and wrapper.output_size == 4
    assert set(np.unique(output)) <= {0.0, 4.0, 12.0}
    assert new.c.numpy().tolist() == ones.numpy().tolist()  # the memory stays as it is
    assert set(np.unique(new.h)) <= {0.0, 4.0}
    everything = tf.nn.RNNCellDropoutWrapper(
        Cell(), state_keep_prob=0.0001, seed=3, dropout_state_filter_visitor=lambda part: True)
    assert everything(ones, state())[1].c.numpy().sum() == 0
    nothing = tf.nn.RNNCellDropoutWrapper(Cell())
    np.testing.assert_array_equal(nothing(ones, state())[0], 2 * ones)


def test_variational_dropout_leaves_out_the_same_at_every_step():
    wrapper = tf.nn.RNNCellDropoutWrapper(
        Cell(), input_keep_prob=0.5, output_keep_prob=0.5, variational_recurrent=True,
        input_size=4, dtype=tf.float32, seed=7)
    first, second = (wrapper(tf.ones([2, 4]), state())[0].numpy() for _ in range(2))
    np.testing.assert_array_equal(first, second)
    np.testing.assert_array_equal(first[0], first[1])


@pytest.mark.parametrize("arguments, sentence", [
    ({"input_keep_prob": 1.5}, "Parameter input_keep_prob must be between 0 and 1: 1"),
    ({"variational_recurrent": True}, "dtype must be provided"),
    ({"variational_recurrent": True, "dtype": tf.float32, "input_keep_prob": 0.5}, "input_size"),
])
def test_what_dropout_needs_is_asked_for(arguments, sentence):
    with pytest.raises(ValueError, match=sentence):
        tf.nn.RNNCellDropoutWrapper(Cell(), **arguments)


def test_inputs_are_added_to_outputs():
    wrapper = tf.nn.RNNCellResidualWrapper(Cell())
    np.testing.assert_array_equal(wrapper(tf.ones([2, 4]), state())[0], 3 * np.ones((2, 4)))
    product = tf.nn.RNNCellResidualWrapper(Cell(), residual_fn=lambda x, y: x * y * 5)
    np.testing.assert_array_equal(product(tf.ones([2, 4]), state())[0], 10 * np.ones((2, 4)))
    with pytest.raises(ValueError, match="incompatible"):
        tf.nn.RNNCellResidualWrapper(lambda x, s: (x[:1], s))(tf.ones([2, 4]), ())


def test_devices_are_in_force_and_variables_are_found():
    class Weighted(Cell):
        def __init__(self):
            super().__init__()
            self.w = tf.Variable(2.0)

    wrapper = tf.nn.RNNCellDeviceWrapper(Weighted(), "/CPU:0")
    assert [v.numpy() for v in wrapper.trainable_variables] == [2]
    assert wrapper(tf.ones([2, 4]), state())[0].shape == [2, 4]
    assert wrapper.zero_state(3, tf.float32)[0].shape == [3, 4]
    with pytest.raises(TypeError, match="not an RNNCell"):
        tf.nn.RNNCellDeviceWrapper(3, "/CPU:0")
